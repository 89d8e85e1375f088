//! The filters of the theme's contract: they format dates, numbers and sizes as people write them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use tera::value::Key;
use tera::{Error, Filter, Kwargs, State, TeraResult, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::dates::{DateLang, DateStyle, written};
use super::names::NameRegistry;
use super::templates::with;
use super::text::TextLength;
use crate::config::spoken;
use crate::front::scalar::{Amount, Day, Moment, Scalar};
use crate::record::Stamp;
use crate::record::notice::ShiftView;
use crate::record::notice::timetable::grouped;

/// Registers every filter.
pub(super) fn register(to: &mut NameRegistry<'_>) {
    to.filter("date", |value: &Value, args: Kwargs, _: &State<'_>| date(value, &args));
    to.filter("phase", |stamp: &str, _: Kwargs, _: &State<'_>| phase(stamp));
    to.filter("thousands", |value: &Value, _: Kwargs, _: &State<'_>| thousands(&value.to_string()));
    to.filter("percent", |value: &str, _: Kwargs, _: &State<'_>| percent(value));
    to.filter("truncate", |text: &str, args: Kwargs, _: &State<'_>| truncate(text, &args));
    to.filter("qr", |text: &str, _: Kwargs, _: &State<'_>| super::qr::data_uri(text).unwrap_or_default());
    to.filter("inline_hash", |text: &str, _: Kwargs, _: &State<'_>| inline_hash(text));
    to.filter("shared", Shared);
    to.filter("timetable", |rows: &Value, _: Kwargs, _: &State<'_>| timetable(rows));
    to.filter("chart", chart);
    to.filter("word_count", |text: &str, _: Kwargs, _: &State<'_>| TextLength::of(text).words as u64);
    to.filter("character_count", |text: &str, _: Kwargs, _: &State<'_>| {
        TextLength::of(text).characters as u64
    });
    to.filter("size", |bytes: u64, _: Kwargs, _: &State<'_>| size(bytes));
}

/// The source expression by which a Content-Security-Policy allows a style sheet or a script inside the
/// page: the SHA-256 of its text as the browser has it, with plain line breaks (CSP 3, 2.3.1).
fn inline_hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").replace('\r', "\n"));
    format!("sha256-{}", STANDARD.encode(digest))
}

/// The fragment of a name, unescaped.
struct Shared;

impl Filter<&str, TeraResult<Value>> for Shared {
    fn call(&self, template: &str, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
        with(|d| d.gateway.templates.shared(template, d))
    }
    fn is_safe(&self) -> bool {
        true
    }
}

/// Like Tera's own filter, which always splits a text into grapheme clusters. Chinese and plain Latin texts
/// do not need that, and every row of a list is truncated.
fn truncate(text: &str, args: &Kwargs) -> TeraResult<String> {
    let length: usize = args.must_get("length")?;
    let end: &str = args.get("end")?.unwrap_or("…");
    let alone = |c: char| {
        let mark = matches!(c, ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}');
        mark || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
    };
    let (mut cut, mut simple) = (None, true);
    // A character after the cut may combine with the one before it.
    for (count, (at, c)) in text.char_indices().enumerate().take(length.saturating_add(1)) {
        simple &= alone(c);
        cut = (count == length).then_some(at);
    }
    if !simple {
        cut = text.grapheme_indices(true).nth(length).map(|(at, _)| at);
    }
    Ok(cut.map_or_else(|| text.to_owned(), |at| [&text[..at], end].concat()))
}

/// The phase of a stamp.
fn phase(stamp: &str) -> TeraResult<&'static str> {
    let known = Stamp::ALL.iter().find(|known| known.name() == stamp);
    known.map(|stamp| stamp.phase().name()).ok_or_else(|| Error::message(format!("`{stamp}` is not a stamp")))
}

/// A day, a moment, or a moment in parts: `{date, time}`.
fn date(value: &Value, args: &Kwargs) -> TeraResult<String> {
    let style: &str = args.get("style")?.unwrap_or("long");
    let apart = || {
        let part = |key| value.as_map().and_then(|parts| parts.get(&Key::Str(key))).and_then(Value::as_str);
        let date = part("date")?;
        Some(part("time").map_or_else(|| date.to_owned(), |time| format!("{date} {time}")))
    };
    let moment = match value.as_str() {
        Some(text) => Moment::parse(text).ok(),
        None => apart().and_then(|text| Moment::parse(&text).ok()),
    };
    let moment = moment.ok_or_else(|| Error::message(format!("`{value}` is not a date")))?;
    let lang = with(|d| Ok(DateLang::of(&d.lang)))?;
    let style =
        DateStyle::named(style).ok_or_else(|| Error::message(format!("date() knows no style `{style}`")))?;
    Ok(written(moment, style, lang))
}

/// A number with commas between thousands, and its decimals as they were written.
pub(crate) fn thousands(value: &str) -> String {
    let (sign, rest) = value.strip_prefix('-').map_or(("", value), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(whole, fraction)| (whole, fraction));
    if whole.len() <= 3 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut grouped = String::with_capacity(value.len() + whole.len() / 3);
    grouped.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// A share with four decimals as a percentage: `0.6667` is `66.67%`.
fn percent(share: &str) -> TeraResult<String> {
    let share: Decimal = share.parse().map_err(|_| Error::message(format!("`{share}` is not a share")))?;
    let mut hundredths = share * Decimal::ONE_HUNDRED;
    hundredths.rescale(2);
    Ok(format!("{hundredths}%"))
}

/// The line chart of values by day, `[{date, value}]`, with the newest value, for the part `chart` to draw;
/// none for fewer than two days.
fn chart(values: &Value, args: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let (name, unit): (&str, Option<&str>) = (args.must_get("name")?, args.get("unit")?);
    let wrong = || Error::message("chart takes a list of days with values".to_owned());
    let point = |point: &Value| {
        let part = |key| point.as_map()?.get(&Key::Str(key))?.as_str();
        Some((Day::parse(part("date")?).ok()?.0, Amount::parse(part("value")?).ok()?.0))
    };
    let points = values.as_array().ok_or_else(wrong)?;
    let points: Vec<_> = points.iter().map(|one| point(one).ok_or_else(wrong)).collect::<TeraResult<_>>()?;
    let Some((drawn, (date, value))) = super::chart::chart(&points).zip(points.last()) else {
        return Ok(Value::none());
    };
    Ok(Value::from_serializable(&serde_json::json!({
        "name": name, "unit": unit, "value": Amount(*value), "date": Day(*date), "chart": drawn,
    })))
}

/// The rows of a timetable by place, with all hours of a day together.
fn timetable(rows: &Value) -> TeraResult<Value> {
    let rows = serde_json::to_value(rows).and_then(serde_json::from_value::<Vec<ShiftView>>);
    let rows =
        rows.map_err(|error| Error::message(format!("timetable takes the rows of a timetable: {error}")))?;
    let mut groups = grouped(&rows);
    for place in groups.iter_mut().filter_map(|group| group.place.as_mut()) {
        *place = spoken(place);
    }
    Ok(Value::from_serializable(&groups))
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => {
            let tenths = (bytes * 10).div_ceil(1_048_576);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_without_touching_decimals() {
        assert_eq!(thousands("1234567.8900"), "1,234,567.8900");
        assert_eq!(thousands("-1234"), "-1,234");
        assert_eq!(thousands("999"), "999");
    }

    #[test]
    fn texts_are_cut_between_what_people_see_as_characters() {
        let cut =
            |text: &str, length: i64| truncate(text, &Kwargs::from([("length", length.into())])).unwrap();
        assert_eq!(cut("电梯检修通知", 2), "电梯…");
        assert_eq!(cut("电梯", 2), "电梯");
        assert_eq!(cut("👨\u{200D}👩\u{200D}👧 一家", 2), "👨\u{200D}👩\u{200D}👧 …");
        assert_eq!(cut("一e\u{301}二", 2), "一e\u{301}…");
        assert_eq!(cut("", 3), "");
    }

    #[test]
    fn shares_and_sizes() {
        assert_eq!(percent("0.6667").unwrap(), "66.67%");
        assert_eq!(size(1), "1 B");
        assert_eq!(size(120_000), "118 KB");
    }
}
