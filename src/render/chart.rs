//! Line charts: takes the values of a metric; gives numbers that are ready for SVG.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};

use super::filters::thousands;
use crate::front::scalar::{Amount, Day};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
/// The least room for the labels of the grid, and the width of each of their characters.
const LEFT: f64 = 48.0;
const CHARACTER: f64 = 15.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 40.0;

/// A chart of values by day, oldest first; none of fewer than two values. Floats are used for drawing only:
/// every label is the exact value.
pub(super) fn chart(values: &[(Date, Decimal)]) -> Option<Json> {
    let ((first, _), (last, _)) = (values.first()?, values.last()?);
    if values.len() < 2 || first == last {
        return None;
    }
    let days = f64::from((*last - *first).get_days());
    let (step, top) = scale(values)?;
    let bottom = values.iter().map(|(_, value)| *value).min()?.min(Decimal::ZERO);
    let bottom = (bottom / step).floor() * step;
    let span = (top - bottom).to_f64().filter(|span| *span > 0.0)?;
    let label = |at: Decimal| thousands(&at.normalize().to_string());
    let longest = [bottom, top - step, top].map(|at| label(at).len()).into_iter().max()?;
    let left = LEFT.max(longest as f64 * CHARACTER + 3.0);
    let x = |date: Date| left + f64::from((date - *first).get_days()) / days * (WIDTH - left - RIGHT);
    let y = |value: Decimal| TOP + (top - value).to_f64().unwrap_or(0.0) / span * (HEIGHT - TOP - BOTTOM);
    let points: Vec<(f64, f64)> = values.iter().map(|(date, value)| (x(*date), y(*value))).collect();
    let base = rounded(y(bottom.max(Decimal::ZERO).min(top)));
    let stretches: Vec<&[(f64, f64)]> = stretches(values).into_iter().map(|days| &points[days]).collect();
    let line: String = stretches.iter().map(|points| path(points)).collect();
    let area: String = stretches.iter().filter_map(|points| area(points, &base)).collect();
    let dots = dots(values, &points);
    let mut ticks = Vec::new();
    let mut at = bottom;
    while at <= top {
        ticks.push(json!({"y": number(y(at)), "label": label(at)}));
        at += step;
    }
    let dates: Vec<Json> =
        labelled(values).map(|date| json!({"x": number(x(date)), "label": Day(date)})).collect();
    // A day without its year is ambiguous where the values span several years.
    let style = if first.year() == last.year() { "short" } else { "month" };
    Some(json!({"width": WIDTH as u32, "height": HEIGHT as u32, "line": line, "area": area,
        "dots": dots, "ticks": ticks, "dates": dates, "style": style}))
}

/// Each value with its position.
fn dots(values: &[(Date, Decimal)], points: &[(f64, f64)]) -> Vec<Json> {
    let dot = |at: usize| {
        let ((date, value), (x, y)) = (values[at], points[at]);
        let is_last = at + 1 == values.len();
        json!({"x": number(x), "y": number(y), "date": Day(date), "value": Amount(value), "last": is_last})
    };
    (0..values.len().min(points.len())).map(dot).collect()
}

/// The step between grid lines (1, 2 or 5 times a power of ten, for three to six lines), and the topmost
/// line.
fn scale(values: &[(Date, Decimal)]) -> Option<(Decimal, Decimal)> {
    let highest = values.iter().map(|(_, value)| *value).max()?.max(Decimal::ZERO);
    let lowest = values.iter().map(|(_, value)| *value).min()?.min(Decimal::ZERO);
    let span = highest - lowest;
    let mut unit = Decimal::new(1, 6);
    loop {
        for times in [1, 2, 5] {
            let step = unit * Decimal::from(times);
            if span <= step * Decimal::from(5) {
                let top = (highest / step).ceil() * step;
                return Some((step, if top > lowest { top } else { top + step }));
            }
        }
        unit = unit.checked_mul(Decimal::TEN)?;
    }
}

/// The first and the last date, and between them the one nearest to the middle, if there is room for it
/// between the labels of the other two.
fn labelled(values: &[(Date, Decimal)]) -> impl Iterator<Item = Date> {
    let days = |from: Date, to: Date| (to - from).get_days().abs();
    let ends = values.first().zip(values.last()).map(|((first, _), (last, _))| (*first, *last));
    let middle = ends.and_then(|(first, last)| {
        let off = |date: &Date| (days(first, *date) - days(*date, last)).abs();
        let middle = values.iter().map(|(date, _)| *date).min_by_key(off)?;
        (off(&middle) * 6 <= days(first, last)).then_some(middle)
    });
    let mut dates: Vec<Date> =
        [ends.map(|ends| ends.0), middle, ends.map(|ends| ends.1)].into_iter().flatten().collect();
    dates.dedup();
    dates.into_iter()
}

/// The runs of values that one line joins, as ranges of indices. Where there is a value for nearly every
/// day, a missing day breaks the line: its value is unknown.
fn stretches(values: &[(Date, Decimal)]) -> Vec<Range<usize>> {
    let days: Vec<i32> = values.windows(2).map(|pair| (pair[1].0 - pair[0].0).get_days()).collect();
    let is_daily = days.iter().filter(|days| **days <= 1).count() * 2 >= days.len();
    let ends = days.iter().enumerate().filter(|(_, days)| is_daily && **days > 1).map(|(at, _)| at + 1);
    let ends: Vec<usize> = ends.chain([values.len()]).collect();
    let begins = std::iter::once(0).chain(ends.iter().copied());
    begins.zip(&ends).map(|(begin, end)| begin..*end).collect()
}

/// The area between some points and the base line; none of one point.
fn area(points: &[(f64, f64)], base: &str) -> Option<String> {
    let (start, end) = (points.first()?.0, points.last()?.0);
    (points.len() > 1).then(|| format!("{}L{} {base}L{} {base}Z", path(points), rounded(end), rounded(start)))
}

/// A line through some points; a single point gives a line without length, which is drawn as a dot.
fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", rounded(*x), rounded(*y)));
    }
    if points.len() == 1 {
        path.push_str("h0");
    }
    path
}

/// A coordinate with one decimal, so that the text is the same on every machine.
fn rounded(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

fn number(value: f64) -> Json {
    Json::String(rounded(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_value_is_no_chart() {
        assert_eq!(chart(&[(date(2026, 1, 1), Decimal::ONE)]), None);
    }

    #[test]
    fn a_label_in_the_middle_leaves_room_for_those_at_the_ends() {
        let labels = |days: &[i8]| {
            let values: Vec<_> = days.iter().map(|day| (date(2026, 9, *day), Decimal::ONE)).collect();
            labelled(&values).map(|date| date.day()).collect::<Vec<_>>()
        };
        assert_eq!(labels(&[1, 2, 3, 14, 30]), [1, 14, 30]);
        assert_eq!(labels(&[1, 27, 28, 29, 30]), [1, 30]);
        assert_eq!(labels(&[1, 30]), [1, 30]);
    }

    #[test]
    fn the_grid_has_round_numbers_and_holds_every_value() {
        let values: Vec<_> =
            (1..=9).map(|day| (date(2026, 1, day), Decimal::from(i64::from(day) * 37))).collect();
        let chart = chart(&values).unwrap();
        let labels: Vec<&str> =
            chart["ticks"].as_array().unwrap().iter().map(|tick| tick["label"].as_str().unwrap()).collect();
        assert_eq!(labels, ["0", "100", "200", "300", "400"]);
        assert_eq!(chart["dots"].as_array().unwrap().len(), 9);
    }

    #[test]
    fn a_day_that_is_missing_parts_the_line_of_days_and_not_that_of_months() {
        let of =
            |days: &[i8]| -> Vec<_> { days.iter().map(|day| (date(2026, 1, *day), Decimal::ONE)).collect() };
        assert_eq!(stretches(&of(&[1, 2, 3, 4, 6, 7, 9])), [0..4, 4..6, 6..7]);
        assert_eq!(stretches(&of(&[1, 8, 15, 16])).len(), 1);
        let chart = chart(&of(&[1, 2, 3, 4, 6, 7, 8, 10])).unwrap();
        let (line, area) = (chart["line"].as_str().unwrap(), chart["area"].as_str().unwrap());
        assert_eq!(
            (line.matches('M').count(), line.ends_with("h0"), area.matches('Z').count()),
            (3, true, 2)
        );
    }

    #[test]
    fn zeros_alone_are_drawn_on_the_ground() {
        let values = [(date(2026, 1, 1), Decimal::ZERO), (date(2026, 1, 2), Decimal::ZERO)];
        assert!(chart(&values).is_some());
    }
}
