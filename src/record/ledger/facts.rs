//! What Lilong computes of a ledger: the sums of its entries and the balance after each.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::exact::{money, or_zero};
use super::super::kind::{FactField, FactType, fact};
use super::Ledger;
use crate::front::scalar::Amount;
use crate::front::shape::Pairs;

pub(super) static FACTS: &[FactField] = &[
    fact("opening", "期初结余", FactType::Decimal, ("期初的结余", "what there was at the beginning")),
    fact("income", "收入", FactType::Decimal, ("收入合计", "all that came in")),
    fact("expense", "支出", FactType::Decimal, ("支出合计", "all that went out")),
    fact(
        "closing",
        "期末结余",
        FactType::Decimal,
        ("期初 + 收入 − 支出", "what is left: the opening balance + income − expense"),
    ),
    fact(
        "by_category.*.income",
        "分类收入",
        FactType::Decimal,
        (
            "这一类的收入；没有写类别的不在其中",
            "what came in under that category; entries without one are in none",
        ),
    ),
    fact(
        "by_category.*.expense",
        "分类支出",
        FactType::Decimal,
        (
            "这一类的支出；没有写类别的不在其中",
            "what went out under that category; entries without one are in none",
        ),
    ),
    fact("entries", "笔数", FactType::Count, ("收支笔数", "how many entries there are")),
    fact(
        "balances",
        "逐笔结余",
        FactType::Decimals,
        ("每一笔之后的结余，顺序与明细相同", "the balance after each entry, in their order"),
    ),
];

/// A ledger's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LedgerFacts {
    /// What was computed; none as long as no opening balance is given.
    #[serde(flatten)]
    pub statement: Option<Statement>,
}

/// The sums of a ledger: each amount with at least two decimals, and with more if any entry has more.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The sums of all entries.
    #[serde(flatten)]
    pub totals: Totals,
    /// Income and expense by category, in the order in which the categories first occur.
    pub by_category: Pairs<Turnover>,
    /// How many entries there are.
    pub entries: usize,
    /// The balance after each entry.
    pub balances: Vec<Amount>,
    /// For each entry, the category under which it is counted.
    #[serde(skip)]
    pub categories: Vec<Option<usize>>,
}

/// The money of a fund over a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The balance at the beginning.
    pub opening: Amount,
    /// All that came in.
    pub income: Amount,
    /// All that went out.
    pub expense: Amount,
    /// The balance at the end.
    pub closing: Amount,
}

impl Totals {
    /// The totals of consecutive periods taken as one: the opening balance of the first and the closing
    /// balance of the last. None if there are no periods.
    pub fn over(periods: &[Totals]) -> Option<Totals> {
        let (first, last) = (periods.first()?, periods.last()?);
        let sum = |of: fn(&Totals) -> Amount| {
            money(periods.iter().map(|period| of(period).0).fold(Decimal::ZERO, Decimal::saturating_add))
        };
        Some(Totals {
            opening: first.opening,
            income: sum(|period| period.income),
            expense: sum(|period| period.expense),
            closing: last.closing,
        })
    }
}

/// Income and expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Turnover {
    /// What came in.
    pub income: Amount,
    /// What went out.
    pub expense: Amount,
}

impl Default for Turnover {
    fn default() -> Turnover {
        Turnover { income: money(Decimal::ZERO), expense: money(Decimal::ZERO) }
    }
}

impl Turnover {
    pub(super) fn add(&mut self, income: Option<Amount>, expense: Option<Amount>) {
        self.income = money(self.income.0 + or_zero(income));
        self.expense = money(self.expense.0 + or_zero(expense));
    }
}

impl Statement {
    pub(super) fn of(ledger: &Ledger) -> Option<Statement> {
        let opening = money(ledger.opening?.0);
        let entries = ledger.entries();
        let (mut all, mut by_category) = (Turnover::default(), Pairs::<Turnover>::default());
        let (mut balance, mut balances) = (opening.0, Vec::with_capacity(entries.len()));
        let (mut places, mut categories) = (HashMap::<&str, usize>::new(), Vec::new());
        for entry in entries {
            all.add(entry.income, entry.expense);
            balance += entry.change();
            balances.push(money(balance));
            let category = entry.category.as_deref().map(|name| {
                *places.entry(name).or_insert_with(|| {
                    by_category.0.push((name.to_owned(), Turnover::default()));
                    by_category.0.len() - 1
                })
            });
            if let Some((_, turnover)) = category.and_then(|at| by_category.0.get_mut(at)) {
                turnover.add(entry.income, entry.expense);
            }
            categories.push(category);
        }
        let Turnover { income, expense } = all;
        let closing = money(opening.0 + income.0 - expense.0);
        let entries = entries.len();
        let totals = Totals { opening, income, expense, closing };
        Some(Statement { totals, by_category, entries, balances, categories })
    }
}
