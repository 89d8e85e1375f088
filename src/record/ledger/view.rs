//! What is drawn of a ledger: its sums, by category and by month, and each entry with the balance after it.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::super::exact::{Share, money, or_zero};
use super::super::period::Period;
use super::{Ledger, LedgerEntry, LedgerFacts, Statement, Turnover};
use crate::front::prose::Prose;
use crate::front::scalar::{Amount, Day, Text};

/// If a period has more months than this, only those with an entry are listed.
const MAX_MONTHS: usize = 36;

/// What is drawn of a ledger.
#[derive(Serialize)]
pub struct LedgerView<'v> {
    /// The fund whose money it is.
    pub fund: Option<&'v Prose>,
    /// The currency, as ISO 4217 names it.
    pub currency: &'v str,
    /// The days that it covers.
    pub period: Option<Period>,
    /// The balance at the beginning; none, as for the other sums, if nothing has been computed yet.
    pub opening: Option<Amount>,
    /// All that came in.
    pub income: Option<Amount>,
    /// All that went out.
    pub expense: Option<Amount>,
    /// The balance at the end.
    pub closing: Option<Amount>,
    /// The sums of each category, and of the entries without one.
    pub categories: Vec<CategoryView<'v>>,
    /// The sums of each month.
    pub months: Vec<MonthView>,
    /// The entries, in the order given.
    pub entries: Vec<EntryView<'v>>,
    /// The balance at the beginning, after each day with an entry, and at the end: for a chart.
    pub balance: Vec<BalancePoint>,
}

/// The sums of a category.
#[derive(Serialize)]
pub struct CategoryView<'v> {
    /// Its name; none for entries without a category.
    pub name: Option<&'v Prose>,
    /// Its income and expense.
    #[serde(flatten)]
    pub turnover: Turnover,
    /// Its share of all income: a percentage with two decimals.
    pub income_percent: Option<String>,
    /// Its share of all expense: a percentage with two decimals.
    pub expense_percent: Option<String>,
}

/// The sums of a month.
#[derive(Serialize)]
pub struct MonthView {
    /// Its first day.
    pub month: Day,
    /// Its income and expense.
    #[serde(flatten)]
    pub turnover: Turnover,
    /// The balance at its end.
    pub balance: Amount,
}

/// An entry.
#[derive(Serialize)]
pub struct EntryView<'v> {
    /// The day.
    pub date: Day,
    /// What it was for.
    pub item: &'v Prose,
    /// How much came in.
    pub income: Option<Amount>,
    /// How much went out.
    pub expense: Option<Amount>,
    /// The category under which it is counted.
    pub category: Option<&'v Prose>,
    /// The payer or the payee.
    pub source: Option<&'v Text>,
    /// Who approved it.
    pub approved_by: &'v [Text],
    /// The number of the receipt.
    pub receipt: Option<&'v Text>,
    /// The balance after it.
    pub balance: Amount,
}

/// The balance on a day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BalancePoint {
    /// The day.
    pub date: Day,
    /// How much.
    pub value: Amount,
}

pub(super) fn view<'v>(ledger: &'v Ledger, facts: &LedgerFacts) -> LedgerView<'v> {
    let statement = facts.statement.as_ref();
    LedgerView {
        fund: ledger.fund.as_ref(),
        currency: ledger.currency(),
        period: ledger.period,
        opening: statement.map(|sums| sums.totals.opening),
        income: statement.map(|sums| sums.totals.income),
        expense: statement.map(|sums| sums.totals.expense),
        closing: statement.map(|sums| sums.totals.closing),
        categories: statement.map(|sums| categories(ledger, sums)).unwrap_or_default(),
        months: statement.map(|sums| months(ledger, sums)).unwrap_or_default(),
        entries: statement.map(|sums| entries(ledger, sums)).unwrap_or_default(),
        balance: statement.map(|sums| ledger.balance_by_day(sums)).unwrap_or_default(),
    }
}

fn entries<'v>(ledger: &'v Ledger, sums: &Statement) -> Vec<EntryView<'v>> {
    // A spreadsheet may contain a zero in the column that does not apply.
    let shown = |amount: Option<Amount>, other: Option<Amount>| {
        amount.filter(|amount| !amount.0.is_zero() || other.is_none()).map(|amount| money(amount.0))
    };
    let entry = |(entry, balance): (&'v LedgerEntry, &Amount)| EntryView {
        date: entry.date,
        item: &entry.item,
        income: shown(entry.income, entry.expense),
        expense: shown(entry.expense, entry.income),
        category: entry.category.as_ref(),
        source: entry.source.as_ref(),
        approved_by: entry.approved_by.as_deref().unwrap_or_default(),
        receipt: entry.receipt.as_ref(),
        balance: *balance,
    };
    ledger.entries().iter().zip(&sums.balances).map(entry).collect()
}

/// The categories; in a translation, each is named as in its first translated entry.
fn categories<'v>(ledger: &'v Ledger, sums: &Statement) -> Vec<CategoryView<'v>> {
    let mut names: Vec<Option<&'v Prose>> = vec![None; sums.by_category.0.len()];
    let mut rest = Turnover::default();
    let mut is_any_without = false;
    for (entry, category) in ledger.entries().iter().zip(&sums.categories) {
        let name = category.and_then(|at| names.get_mut(at));
        match (name, &entry.category) {
            (Some(name), Some(called)) => {
                let is_better = name.is_none_or(|known| called.is_translated() && !known.is_translated());
                *name = if is_better { Some(called) } else { *name };
            }
            _ => {
                is_any_without = true;
                rest.add(entry.income, entry.expense);
            }
        }
    }
    let percent = |part: Amount, whole: Amount| {
        Share::of_amounts(part.0, whole.0).percent().filter(|_| !whole.0.is_zero())
    };
    let category = |(name, turnover): (Option<&'v Prose>, Turnover)| CategoryView {
        name,
        turnover,
        income_percent: percent(turnover.income, sums.totals.income),
        expense_percent: percent(turnover.expense, sums.totals.expense),
    };
    let named = names.into_iter().zip(sums.by_category.iter().map(|(_, turnover)| *turnover));
    // If no entry has a category, the rest needs no line of its own.
    let rest = (is_any_without && !sums.by_category.0.is_empty()).then_some((None, rest));
    named.chain(rest).map(category).collect()
}

fn months(ledger: &Ledger, sums: &Statement) -> Vec<MonthView> {
    let mut months: BTreeMap<Date, Turnover> = BTreeMap::new();
    if let Some(period) = ledger.period {
        let (first, last) = (period.from.0.first_of_month(), period.until.0);
        let next = |month: &Date| month.checked_add(1.month()).ok();
        let all: Vec<Date> = std::iter::successors(Some(first), next)
            .take_while(|month| *month <= last)
            .take(MAX_MONTHS + 1)
            .collect();
        if all.len() <= MAX_MONTHS {
            months.extend(all.into_iter().map(|month| (month, Turnover::default())));
        }
    }
    for entry in ledger.entries() {
        months.entry(entry.date.0.first_of_month()).or_default().add(entry.income, entry.expense);
    }
    let mut balance = sums.totals.opening.0;
    let month = |(month, turnover): (Date, Turnover)| {
        balance += turnover.income.0 - turnover.expense.0;
        MonthView { month: Day(month), turnover, balance: money(balance) }
    };
    months.into_iter().map(month).collect()
}

impl Ledger {
    /// The balance at the beginning of the period, after each day with an entry, and at its end.
    pub fn balance_by_day(&self, sums: &Statement) -> Vec<BalancePoint> {
        let mut days: BTreeMap<Date, Decimal> = BTreeMap::new();
        for entry in self.entries() {
            *days.entry(entry.date.0).or_default() += or_zero(entry.income) - or_zero(entry.expense);
        }
        if let Some(period) = self.period {
            days.entry(period.from.0).or_default();
            days.entry(period.until.0).or_default();
        }
        let mut balance = sums.totals.opening.0;
        let point = |(day, change): (Date, Decimal)| {
            balance += change;
            BalancePoint { date: Day(day), value: money(balance) }
        };
        days.into_iter().map(point).collect()
    }
}
