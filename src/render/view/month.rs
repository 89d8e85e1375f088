//! What templates see of a month: what was published in it, and the months before and after.

use serde::Serialize;
use tera::Value;

use crate::config::CalendarSpan;
use crate::record::report::CollectedView;
use crate::site::{Month, Site};

#[derive(Serialize)]
struct MonthPageView {
    span: CalendarSpan,
    collected: CollectedView,
    /// The paths of the months with pages before and after it.
    older: Option<String>,
    newer: Option<String>,
}

/// The `digest` of a template, for the month at this index in the site.
pub(in crate::render) fn month(site: &Site, at: usize) -> Value {
    let near = |at: Option<usize>| at.and_then(|at| site.months.all.get(at)).map(Month::path);
    let month = &site.months.all[at];
    Value::from_serializable(&MonthPageView {
        span: month.span,
        collected: CollectedView::of(&site.collected(month)),
        older: near(Some(at + 1)),
        newer: near(at.checked_sub(1)),
    })
}
