//! 报告: a year, half-year, quarter or month, collected from everything published in it. An author types only
//! the period and any remarks.

mod codes;
mod collection;
mod facts;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{Coverage, DeriveContext, Kind, Profile, Reach, RecordStatus, ViewContext, fields_of};
use super::period::Period;
use super::stamp::Stamp;
use crate::config::CalendarSpan;
use crate::diag::{Words, words};
use crate::front::shape::{Choice, Shaped};
pub use collection::{Collection, KindList, MonthCount};
pub use facts::{Collected, MatterFigures, MeetingFigures, ReportFacts, VoteFigures};
pub use view::{
    ChartSeries, CollectedView, FigureLine, FundLine, KindView, MonthPoint, PeriodView, ReportView,
};

own_fields! {
    /// A report's own fields.
    Report {
        /// the days that it covers
        period "期间" "从哪天到哪天" ? Period,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "report", zh: "报告" },
    everyday: &["年报", "季报", "月报", "半年报", "总结", "summary", "annual"],
    folder: "reports",
    fields: fields_of(&Report::SHAPE),
    shape: &File::<Report>::SHAPE,
    needed: &["period"],
    codes: codes::ALL,
    facts: FACTS,
    reach: Reach::Site,
    ..Profile::USUAL
};

impl Kind for Report {
    type Facts = ReportFacts;
    type View<'v> = ReportView;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        let Some(Period { from, until }) = self.period else { return };
        let fault = check.in_order(
            &codes::REPORT_BACKWARDS,
            ("period.from", Some(from)),
            ("period.until", Some(until)),
            |from, until| {
                words!(
                    "期间止于 {until}，早于开始的 {from}",
                    "the period ends on {until}, before it begins on {from}"
                )
            },
            ("开始在这里", "it begins here"),
        );
        if let Some(fault) = fault {
            fault.help(Words::fixed("请核对这两个日期", "check the two dates"));
        }
    }

    fn coverage(&self) -> Coverage<'_> {
        let period = self.period.map(|period| (period.from.0, period.until.0));
        Coverage { period, ..Coverage::default() }
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&ReportFacts>) -> ReportFacts {
        let Some(Period { from, until }) = self.period else { return ReportFacts::default() };
        let others = context.others.site();
        ReportFacts::of(Collection::of(others, (from.0, until.0), context.clock))
    }

    fn status(&self, _: &ReportFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let goes_on = self.period.is_some_and(|period| !context.clock.has_ended(period.until.0));
        let stamps =
            if goes_on && context.common.withdrawn.is_none() { vec![Stamp::UnderWay] } else { Vec::new() };
        RecordStatus { stamps, window: None, decided: None }
    }

    fn view(&self, facts: &ReportFacts, _: &ViewContext<'_>) -> ReportView {
        let span = |period: Period| PeriodView {
            from: period.from,
            until: period.until,
            span: CalendarSpan::of(period.from.0, period.until.0),
        };
        ReportView {
            period: self.period.map(span),
            collected: facts.collection.as_deref().map(CollectedView::of),
        }
    }
}
