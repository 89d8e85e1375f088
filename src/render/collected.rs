//! What was collected in a span of days, in words: for posters and texts to paste. Pages say it with the
//! same texts (`parts/collected.html`).

use super::dates::{DateStyle, written};
use super::filters::thousands;
use super::wording::Wording;
use crate::config::{CalendarSpan, Every};
use crate::front::scalar::Moment;
use crate::record::report::{FigureLine, PeriodView};

/// A figure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CollectedFigure {
    /// What is counted.
    pub(crate) label: String,
    /// How many or how much.
    pub(crate) value: String,
    /// Its unit; empty where the number includes it.
    pub(crate) unit: String,
    /// The total that it is part of; empty where it is no part.
    pub(crate) note: String,
}

impl CollectedFigure {
    /// The words of a figure.
    pub(crate) fn of(line: &FigureLine, wording: &Wording<'_>) -> CollectedFigure {
        let note = match (line.of, line.mean_of) {
            (Some(of), _) => wording.say("figure-whole", &[("of", &thousands(&of.to_string()))]),
            (None, Some(count)) => wording.count("report-mean", "count", count),
            (None, None) => String::new(),
        };
        CollectedFigure {
            label: wording.word(&format!("report-{}", line.key)),
            value: thousands(&line.value),
            unit: line.unit.map_or_else(|| "%".to_owned(), |unit| wording.measured(unit, &line.value, &[])),
            note,
        }
    }
}

/// What a span of the calendar is called.
pub(crate) fn span(span: CalendarSpan, wording: &Wording<'_>) -> String {
    let year = span.from.year().to_string();
    let number = u64::try_from(span.number()).unwrap_or_default();
    match span.every {
        Every::Month => written(Moment::of_day(span.from), DateStyle::Month, wording.dates()),
        Every::Quarter => wording.counted("span-quarter", ("number", number), &[("year", &year)]),
        Every::HalfYear => wording.counted("span-half-year", ("number", number), &[("year", &year)]),
        Every::Year => wording.say("year", &[("year", &year)]),
    }
}

/// The days that a report covers.
pub(crate) fn period(period: &PeriodView, wording: &Wording<'_>) -> String {
    match period.span {
        Some(of) => span(of, wording),
        None => {
            let (from, until) = (wording.long(period.from.0), wording.long(period.until.0));
            format!("{from}{}{until}", wording.word("clock-to"))
        }
    }
}
