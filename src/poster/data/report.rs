//! A report on a poster: its figures, in large type, the money of each fund, and the number of records of
//! each kind.

use serde::Serialize;

use super::notice::{ColumnData, TableData};
use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::record::report::{CollectedView, FundLine, KindView, ReportView};
use crate::render::collected::{self, CollectedFigure};

/// What a report adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportData {
    /// The days that it covers, in words.
    pub period: Option<String>,
    /// Its figures, each with the total that it is part of.
    pub figures: Vec<LargeFigure>,
    /// The money of each fund; none without funds.
    pub funds: Option<TableData>,
    /// The number of records of each kind.
    pub records: Vec<LargeFigure>,
}

impl ReportData {
    pub(super) fn of(view: &ReportView, wording: &Wording<'_>) -> ReportData {
        let collected = view.collected.as_ref();
        let figures =
            |collected: &CollectedView| collected.figures.iter().map(|line| figure(line, wording)).collect();
        let records =
            |collected: &CollectedView| collected.kinds.iter().map(|kind| count(kind, wording)).collect();
        ReportData {
            period: view.period.as_ref().map(|period| collected::period(period, wording)),
            figures: collected.map(figures).unwrap_or_default(),
            funds: collected.and_then(|collected| funds(&collected.funds, wording)),
            records: collected.map(records).unwrap_or_default(),
        }
    }
}

fn figure(line: &crate::record::report::FigureLine, wording: &Wording<'_>) -> LargeFigure {
    let CollectedFigure { label, value, unit, note } = CollectedFigure::of(line, wording);
    LargeFigure { label, value, unit, note }
}

fn count(kind: &KindView, wording: &Wording<'_>) -> LargeFigure {
    LargeFigure {
        label: wording.word(&format!("kind-{}", kind.kind)),
        value: thousands(kind.count),
        unit: wording.count("unit-records", "count", kind.count as u64),
        note: String::new(),
    }
}

fn funds(funds: &[FundLine], wording: &Wording<'_>) -> Option<TableData> {
    let heads = ["fund", "opening", "income", "expense", "closing"];
    let column = |head: &'static str| {
        let key = if head == "fund" { "place" } else { "count" };
        ColumnData { key, label: wording.word(&format!("report-{head}")) }
    };
    let row = |fund: &FundLine| {
        let amounts = fund.amounts;
        let money = [amounts.opening, amounts.income, amounts.expense, amounts.closing];
        let money = money.map(|amount| wording.money(amount, &fund.currency));
        std::iter::once(fund.name.clone()).chain(money).collect()
    };
    (!funds.is_empty())
        .then(|| TableData { columns: heads.map(column).into(), rows: funds.iter().map(row).collect() })
}
