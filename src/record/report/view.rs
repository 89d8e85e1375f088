//! What is drawn of a report, and of the digest of a month: figures with the numbers that they are parts
//! of, the money of funds, the months, and the records of each kind.

use std::sync::Arc;

use serde::Serialize;

use super::super::ledger::{BalancePoint, Totals};
use super::collection::{Collection, FundBalance, KindList, MonthCount};
use super::facts::Collected;
use crate::config::CalendarSpan;
use crate::front::scalar::{Amount, Day};

/// The most records that are listed of a kind.
const MAX_IN_LIST: usize = 200;

/// What is drawn of a report.
#[derive(Serialize)]
pub struct ReportView {
    /// The days that it covers.
    pub period: Option<PeriodView>,
    /// What was published in them.
    pub collected: Option<CollectedView>,
}

/// The days that a report covers.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PeriodView {
    /// The first.
    pub from: Day,
    /// The last.
    pub until: Day,
    /// The calendar's name for them, if there is one.
    pub span: Option<CalendarSpan>,
}

/// What was published in a span of days, as pages, posters and texts show it.
#[derive(Serialize)]
pub struct CollectedView {
    /// The figures that are not zero, in order.
    pub figures: Vec<FigureLine>,
    /// The money of each fund.
    pub funds: Vec<FundLine>,
    /// The charts; a chart needs at least two months.
    pub series: Vec<ChartSeries>,
    /// The records of each kind, newest first.
    pub kinds: Vec<KindView>,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FigureLine {
    /// What is counted: the key of its text is `report-` followed by this.
    pub key: &'static str,
    /// How many or how much.
    pub value: String,
    /// The key of the text of its unit; none for a share.
    pub unit: Option<&'static str>,
    /// The number that it is a part of.
    pub of: Option<u64>,
    /// The number of votes of which it is the mean.
    pub mean_of: Option<u64>,
}

/// The money of a fund.
#[derive(Serialize)]
pub struct FundLine {
    /// The name of the fund.
    pub name: String,
    /// The currency, as ISO 4217 names it.
    pub currency: String,
    /// Its amounts.
    #[serde(flatten)]
    pub amounts: Totals,
    /// The balance over time, for a chart.
    pub balance: Vec<BalancePoint>,
}

/// A chart.
#[derive(Serialize)]
pub struct ChartSeries {
    /// What is counted, as in [`FigureLine`].
    pub key: &'static str,
    /// The key of the text of its unit.
    pub unit: &'static str,
    /// Month by month, oldest first.
    pub points: Vec<MonthPoint>,
}

/// A month of a chart.
#[derive(Serialize)]
pub struct MonthPoint {
    /// Its last day.
    pub date: Day,
    /// How many or how much.
    pub value: Amount,
}

/// The records of a kind.
#[derive(Serialize)]
pub struct KindView {
    /// The kind's English name.
    pub kind: &'static str,
    /// How many there are.
    pub count: usize,
    /// Their paths below `content/`: the newest two hundred.
    pub sources: Vec<Arc<str>>,
}

impl CollectedView {
    /// What is shown of a collection.
    pub fn of(collection: &Collection) -> CollectedView {
        let fund = |((name, amounts), fund): ((&str, &Totals), &FundBalance)| FundLine {
            name: name.to_owned(),
            currency: fund.currency.clone(),
            amounts: *amounts,
            balance: fund.balance.clone(),
        };
        CollectedView {
            figures: figures(collection),
            funds: collection.figures.funds.iter().zip(&collection.funds).map(fund).collect(),
            series: series(&collection.months),
            kinds: collection.lists.iter().map(KindView::of).collect(),
        }
    }
}

impl KindView {
    fn of(list: &KindList) -> KindView {
        let sources = list.sources.iter().take(MAX_IN_LIST).cloned().collect();
        KindView { kind: list.kind.name(), count: list.sources.len(), sources }
    }
}

/// The figures that are not zero; a part is given with the number that it is a part of.
fn figures(collection: &Collection) -> Vec<FigureLine> {
    let Collected { matters, meetings, resolutions, consultations, volunteer_hours, log_days, .. } =
        &collection.figures;
    let carried = (resolutions.passed + resolutions.adopted) as u64;
    let decided = carried + resolutions.failed as u64;
    let all = [
        counted("records", collection.total(), "unit-records"),
        counted("meetings", meetings.held, "unit-times"),
        part("resolutions", carried, decided, "unit-items"),
        part("consultations", consultations.passed, consultations.held, "unit-items"),
        turnout(collection),
        counted("matters-raised", matters.raised, "unit-items"),
        counted("matters-closed", matters.closed, "unit-items"),
        matters.median_days.map(|days| measured("matters-median", days, "unit-days")),
        part("matters-overdue", matters.overdue, matters.raised, "unit-items"),
        (!volunteer_hours.0.is_zero()).then(|| measured("volunteer-hours", *volunteer_hours, "unit-hours")),
        counted("log-days", *log_days, "unit-days"),
    ];
    all.into_iter().flatten().collect()
}

fn counted(key: &'static str, count: u64, unit: &'static str) -> Option<FigureLine> {
    (count > 0).then(|| FigureLine {
        key,
        value: count.to_string(),
        unit: Some(unit),
        ..FigureLine::default()
    })
}

fn part(key: &'static str, count: u64, of: u64, unit: &'static str) -> Option<FigureLine> {
    (of > 0).then(|| FigureLine {
        key,
        value: count.to_string(),
        unit: Some(unit),
        of: Some(of),
        ..FigureLine::default()
    })
}

fn measured(key: &'static str, value: Amount, unit: &'static str) -> FigureLine {
    FigureLine { key, value: value.to_string(), unit: Some(unit), ..FigureLine::default() }
}

/// The mean turnout as a percentage, with the number of votes in that mean: never a percentage alone.
fn turnout(collection: &Collection) -> Option<FigureLine> {
    let percent = collection.turnout?.percent()?;
    Some(FigureLine {
        key: "turnout",
        value: percent,
        mean_of: Some(collection.votes),
        ..FigureLine::default()
    })
}

/// Records by month, and hours of volunteers where there are any.
fn series(months: &[MonthCount]) -> Vec<ChartSeries> {
    let of = |key, unit, value: fn(&MonthCount) -> Amount| {
        let point = |month: &MonthCount| MonthPoint { date: Day(month.until), value: value(month) };
        let points: Vec<MonthPoint> = months.iter().map(point).collect();
        let says = points.len() > 1 && points.iter().any(|point| !point.value.0.is_zero());
        says.then_some(ChartSeries { key, unit, points })
    };
    let records = of("records", "unit-records", |month| Amount(month.records.into()));
    let hours = of("volunteer-hours", "unit-hours", |month| Amount(month.hours));
    records.into_iter().chain(hours).collect()
}
