//! 收支: the money of a fund over a period: what there was, what came in, what went out, what is left.

mod checks;
mod codes;
mod currency;
mod facts;
mod view;

use rust_decimal::Decimal;

pub use self::currency::Currency;
use self::facts::FACTS;
pub use self::facts::{LedgerFacts, Statement, Totals, Turnover};
pub use self::view::{BalancePoint, CategoryView, EntryView, LedgerView, MonthView};
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::exact::or_zero;
use super::kind::{
    ChainPosition, Coverage, DeriveContext, Kind, Profile, Reach, RecordBefore, ViewContext, fields_of,
};
use super::period::Period;
use crate::diag::Diagnostic;
use crate::front::prose::Prose;
use crate::front::scalar::{Amount, Day, Flag, Text};
use crate::front::shape::{Choice, Shaped, fields};
use crate::front::{DelimitedList, FromTable, ListOrTable};

fields! {
    /// What came in or went out.
    pub struct LedgerEntry {
        /// the day
        date "日期" "收付的日期" ! Day,
        /// what for
        item "项目" "收了什么钱，付了什么钱" ! Prose,
        /// how much came in
        income "收入" "收入多少" ? Amount,
        /// how much went out
        expense "支出" "支出多少" ? Amount,
        /// what it is counted under
        category "类别" "归在哪一类" ? Prose,
        /// who paid it, or was paid
        source "来源" "谁付来的，付给谁的" ? Text,
        /// who approved it
        approved_by "审批" "谁审批的" ? DelimitedList<Text>,
        /// the number of the receipt
        receipt "凭证" "凭证号" ? Text,
    }
}

impl LedgerEntry {
    /// The change that it makes to the balance.
    fn change(&self) -> Decimal {
        or_zero(self.income) - or_zero(self.expense)
    }
}

own_fields! {
    /// A ledger's own fields.
    Ledger {
        /// the fund whose money it is
        fund "资金" "哪一笔资金，如公共收益" ? Prose,
        /// the currency, as ISO 4217 names it; CNY when left out
        currency "币种" "币种代码（ISO 4217），不写时是 CNY" ? Currency,
        /// the days that it covers
        period "期间" "从哪天到哪天" ? Period,
        /// what there was at its beginning
        opening "期初" "期初结余" ? Amount,
        /// what is left at its end, which is computed and compared with what stands here
        closing "期末" "期末结余；不写也会算出来，写了就核对" ? Amount,
        /// what came in and went out, or the name of a table beside the record
        entries "明细" "逐笔收支，或旁边表格的文件名" ? ListOrTable<LedgerEntry>,
        /// whether the balance may be below zero
        overdraft "透支" "结余是否可以小于零" ? Flag,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "ledger", zh: "收支" },
    everyday: &["账目", "账本", "收支表", "公共收益", "财务", "accounts", "account", "statement", "fund"],
    folder: "ledgers",
    fields: fields_of(&Ledger::SHAPE),
    shape: &File::<Ledger>::SHAPE,
    needed: &["fund", "period", "opening", "entries"],
    codes: codes::ALL,
    facts: FACTS,
    reach: Reach::Chain,
    ..Profile::USUAL
};

impl Ledger {
    /// What came in and went out, in the order given.
    pub fn entries(&self) -> &[LedgerEntry] {
        self.entries.as_deref().unwrap_or_default()
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        self.currency.as_ref().map_or(Currency::USUAL, Currency::code)
    }
}

impl Kind for Ledger {
    type Facts = LedgerFacts;
    type View<'v> = LedgerView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn tables(&mut self) -> Vec<(&'static str, &mut dyn FromTable)> {
        self.entries.iter_mut().map(|entries| ("entries", entries as &mut dyn FromTable)).collect()
    }

    fn check(&self, _: &Common, check: &mut Check) {
        checks::check(self, check);
    }

    fn link(&self, context: &DeriveContext<'_>) -> Option<ChainPosition> {
        // A withdrawn ledger does not block another.
        let fund = self.fund.as_ref().filter(|_| context.common.withdrawn.is_none())?;
        Some(ChainPosition { chain: fund.0.clone(), at: self.period?.from.0, field: "period.from" })
    }

    fn duplicate_diagnostic(&self, _: &ChainPosition) -> Option<Diagnostic> {
        Some(checks::same_period(self))
    }

    fn check_continuation(&self, before: &RecordBefore<'_, Ledger>, check: &mut Check) {
        checks::check_continuation(self, before, check);
    }

    fn coverage(&self) -> Coverage<'_> {
        let period = self.period.map(|period| (period.from.0, period.until.0));
        Coverage { period, fund: self.fund.as_deref(), ..Coverage::default() }
    }

    fn facts(&self, _: &DeriveContext<'_>, _: Option<&LedgerFacts>) -> LedgerFacts {
        LedgerFacts { statement: Statement::of(self) }
    }

    fn view<'v>(&'v self, facts: &LedgerFacts, _: &ViewContext<'_>) -> LedgerView<'v> {
        view::view(self, facts)
    }
}
