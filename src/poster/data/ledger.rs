//! A ledger on a poster: a statement of one sheet, with its sums, its categories and its entries.

use serde::Serialize;

use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::front::scalar::{Amount, Day};
use crate::record::ledger::{CategoryView, EntryView, LedgerView};

/// What a ledger adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerData {
    /// The fund whose money it is.
    pub fund: Option<String>,
    /// The days that it covers, in words.
    pub period: Option<String>,
    /// The unit of all amounts, in words.
    pub unit: String,
    /// The opening balance, income, expenses, and the closing balance.
    pub sums: Vec<LargeFigure>,
    /// The sums of each category.
    pub categories: Vec<CategoryData>,
    /// The entries, in order.
    pub entries: Vec<LedgerEntryData>,
    /// Both sums of all entries.
    pub total: Option<CategoryData>,
    /// The headers of the columns.
    pub words: LedgerWords,
}

/// The sums of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryData {
    /// Its name.
    pub name: String,
    /// The income; empty where there was none.
    pub income: String,
    /// The expenses; empty where there were none.
    pub expense: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerEntryData {
    /// The day, without its year.
    pub date: String,
    /// Its purpose.
    pub item: String,
    /// The income; empty where there was none.
    pub income: String,
    /// The expense; empty where there was none.
    pub expense: String,
    /// The balance after it.
    pub balance: String,
}

/// The headers of the columns of both tables, and the headings of the sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerWords {
    /// The day.
    pub date: String,
    /// The purpose.
    pub item: String,
    /// The category.
    pub category: String,
    /// The income.
    pub income: String,
    /// The expense.
    pub expense: String,
    /// The balance.
    pub balance: String,
    /// All entries.
    pub entries: String,
}

impl LedgerData {
    pub(super) fn of(view: &LedgerView<'_>, wording: &Wording<'_>) -> LedgerData {
        let day = |day: Day| wording.long(day.0);
        let unit = wording.say("money-unit", &[("currency", view.currency)]);
        let sum = |(key, amount): (&str, Option<Amount>)| {
            let (label, value) = (wording.word(key), thousands(amount?));
            Some(LargeFigure { label, value, unit: unit.clone(), note: String::new() })
        };
        let sums = [
            ("ledger-opening", view.opening),
            ("ledger-income", view.income),
            ("ledger-expense", view.expense),
            ("ledger-closing", view.closing),
        ];
        let total = |(income, expense): (Amount, Amount)| CategoryData {
            name: wording.word("progress-all"),
            income: thousands(income),
            expense: thousands(expense),
        };
        LedgerData {
            fund: view.fund.map(|fund| fund.0.clone()),
            period: view.period.map(|period| {
                format!("{}{}{}", day(period.from), wording.word("clock-to"), day(period.until))
            }),
            sums: sums.into_iter().filter_map(sum).collect(),
            categories: view.categories.iter().map(|category| CategoryData::of(category, wording)).collect(),
            entries: view.entries.iter().map(|entry| LedgerEntryData::of(entry, wording)).collect(),
            total: view.income.zip(view.expense).map(total),
            words: LedgerWords::of(wording),
            unit: wording.say("chart-unit", &[("unit", &unit)]),
        }
    }
}

/// An amount; empty where there is none.
fn written(amount: Option<Amount>) -> String {
    amount.filter(|amount| !amount.0.is_zero()).map(thousands).unwrap_or_default()
}

impl CategoryData {
    fn of(category: &CategoryView<'_>, wording: &Wording<'_>) -> CategoryData {
        CategoryData {
            name: category.name.map_or_else(|| wording.word("ledger-other"), |name| name.0.clone()),
            income: written(Some(category.turnover.income)),
            expense: written(Some(category.turnover.expense)),
        }
    }
}

impl LedgerEntryData {
    fn of(entry: &EntryView<'_>, wording: &Wording<'_>) -> LedgerEntryData {
        LedgerEntryData {
            date: wording.short(entry.date.0),
            item: entry.item.0.clone(),
            income: written(entry.income),
            expense: written(entry.expense),
            balance: thousands(entry.balance),
        }
    }
}

impl LedgerWords {
    fn of(wording: &Wording<'_>) -> LedgerWords {
        LedgerWords {
            date: wording.word("date"),
            item: wording.word("ledger-item"),
            category: wording.word("ledger-category"),
            income: wording.word("ledger-income"),
            expense: wording.word("ledger-expense"),
            balance: wording.word("ledger-balance"),
            entries: wording.word("ledger-entries"),
        }
    }
}
