//! What templates see of promises: each with its spans, newest first, and the record that fulfilled it.

use serde::Serialize;
use tera::Value;

use crate::config::{CalendarSpan, Every};
use crate::front::scalar::Day;
use crate::site::{KeptPromise, PromisedSpan, Site, SpanState};

#[derive(Serialize)]
struct PromiseView<'a> {
    kind: &'static str,
    fund: Option<&'a str>,
    body: Option<&'a str>,
    every: Every,
    within: u64,
    spans: Vec<SpanView<'a>>,
    /// How many of them are missing.
    missing: usize,
}

#[derive(Serialize)]
struct SpanView<'a> {
    span: CalendarSpan,
    due: Day,
    /// `published`, `late`, `missing` or `pending`.
    state: &'static str,
    source: Option<&'a str>,
    published: Option<Day>,
    /// How many days too late.
    late: Option<i32>,
}

/// The `promises` of a template.
pub(in crate::render) fn cadence(site: &Site) -> Value {
    Value::from_serializable(&site.cadence.iter().map(|kept| PromiseView::of(site, kept)).collect::<Vec<_>>())
}

impl<'a> PromiseView<'a> {
    fn of(site: &'a Site, kept: &KeptPromise) -> PromiseView<'a> {
        let promise = &site.config.promises()[kept.at];
        PromiseView {
            kind: kept.kind.name(),
            fund: promise.fund.as_deref(),
            body: promise.body.as_deref(),
            every: promise.every,
            within: promise.within.unwrap_or_default().0,
            spans: kept.spans.iter().map(|span| SpanView::of(site, span)).collect(),
            missing: kept.spans.iter().filter(|span| span.state == SpanState::Missing).count(),
        }
    }
}

impl<'a> SpanView<'a> {
    fn of(site: &'a Site, promised: &PromisedSpan) -> SpanView<'a> {
        let PromisedSpan { span, due, state } = *promised;
        let (name, kept) = match state {
            SpanState::Published { entry, day, late: 0 } => ("published", Some((entry, day, None))),
            SpanState::Published { entry, day, late } => ("late", Some((entry, day, Some(late)))),
            SpanState::Missing => ("missing", None),
            SpanState::Pending => ("pending", None),
        };
        SpanView {
            span,
            due: Day(due),
            state: name,
            source: kept.map(|(entry, ..)| &**site.entries[entry].source()),
            published: kept.map(|(_, day, _)| Day(day)),
            late: kept.and_then(|(.., late)| late),
        }
    }
}
