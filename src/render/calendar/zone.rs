//! A time zone as calendars write it (`VTIMEZONE`, RFC 5545, 3.6.5): takes a zone of the time zone database
//! and a span of days; gives the clock changes that matter in that span.

use std::fmt::Write;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::repeated::by_day;
use crate::record::notice::Weekday;

/// A change of the clocks.
#[derive(Clone, Debug)]
struct ClockChange {
    at: Timestamp,
    before: Offset,
    after: Offset,
    is_summer: bool,
    name: String,
}

/// How many years of a zone are examined to find the rule that it follows from then on.
const YEARS: i32 = 30;

/// The component for events from one day until another, or for ever; each line ends with CRLF.
pub(super) fn component(zone: &TimeZone, id: &str, from: Date, until: Option<Date>) -> String {
    let start =
        zone.to_timestamp(from.to_datetime(jiff::civil::Time::midnight())).unwrap_or(Timestamp::UNIX_EPOCH);
    let first = zone.preceding(start).next().map(|change| ClockChange::of(zone, change.timestamp()));
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{id}\r\n");
    match first {
        Some(first) => write(&mut text, &first, None),
        None => write(&mut text, &ClockChange::never(zone, start), None),
    }
    // Past the last day, for shifts that pass midnight.
    let end = until.map(|until| until.saturating_add(2.days()));
    let last = end.unwrap_or_else(|| from.saturating_add(YEARS.years()));
    let later: Vec<ClockChange> = zone
        .following(start)
        .map(|change| ClockChange::of(zone, change.timestamp()))
        .take_while(|change| change.local().date() <= last)
        .collect();
    match (until, yearly(&later, from)) {
        (None, Some(rules)) => {
            for (change, rule) in rules {
                write(&mut text, change, Some(&rule));
            }
        }
        _ => later.iter().for_each(|change| write(&mut text, change, None)),
    }
    text.push_str("END:VTIMEZONE\r\n");
    text
}

impl ClockChange {
    fn of(zone: &TimeZone, at: Timestamp) -> ClockChange {
        let before =
            at.checked_sub(SignedDuration::from_secs(1)).map_or(Offset::UTC, |before| zone.to_offset(before));
        let after = zone.to_offset_info(at);
        ClockChange {
            at,
            before,
            after: after.offset(),
            is_summer: after.dst().is_dst(),
            name: after.abbreviation().to_owned(),
        }
    }

    /// For a zone whose clocks have never been changed.
    fn never(zone: &TimeZone, at: Timestamp) -> ClockChange {
        let info = zone.to_offset_info(at);
        let (after, name) = (info.offset(), info.abbreviation().to_owned());
        ClockChange { at: Timestamp::UNIX_EPOCH, before: after, after, is_summer: info.dst().is_dst(), name }
    }

    /// When the clocks are changed, in the local time before the change.
    fn local(&self) -> DateTime {
        self.before.to_datetime(self.at)
    }
}

/// The rules that clock changes follow every year, each with the first change that follows it; none where
/// there are no changes, or they follow no rule.
fn yearly(changes: &[ClockChange], from: Date) -> Option<Vec<(&ClockChange, String)>> {
    let mut rules = Vec::new();
    for is_summer in [true, false] {
        let own: Vec<&ClockChange> = changes.iter().filter(|change| change.is_summer == is_summer).collect();
        let first = own.first()?;
        let is_every_year = i32::try_from(own.len()).is_ok_and(|count| count + 1 >= YEARS);
        let offsets = |change: &ClockChange| (change.before, change.after);
        let when = |change: &ClockChange| {
            let local = change.local();
            (local.month(), local.weekday(), local.time())
        };
        let is_same =
            own.iter().all(|change| when(change) == when(first) && offsets(change) == offsets(first));
        let position = position(&own)?;
        if !is_every_year || !is_same || first.local().date() < from {
            return None;
        }
        let day = by_day(Weekday::of(first.local().date()));
        rules.push((*first, format!("FREQ=YEARLY;BYMONTH={};BYDAY={position}{day}", first.local().month())));
    }
    Some(rules)
}

/// Which occurrence of its weekday in the month each change is: for example the second, or the last (-1).
fn position(changes: &[&ClockChange]) -> Option<i8> {
    let days = || changes.iter().map(|change| change.local().date());
    let nth = |date: Date| (date.day() - 1) / 7 + 1;
    let first = days().next().map(nth)?;
    if days().all(|date| nth(date) == first) {
        return Some(first);
    }
    days().all(|date| date.day() + 7 > date.days_in_month()).then_some(-1)
}

fn write(text: &mut String, change: &ClockChange, rule: Option<&str>) {
    let name = if change.is_summer { "DAYLIGHT" } else { "STANDARD" };
    let rule = rule.map(|rule| format!("RRULE:{rule}\r\n")).unwrap_or_default();
    // Writing to a string does not fail.
    let _ = write!(
        text,
        "BEGIN:{name}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\n{rule}END:{name}\r\n",
        change.local().strftime("%Y%m%dT%H%M%S"),
        offset(change.before),
        offset(change.after),
        change.name,
    );
}

/// `+0800`; with seconds only if there are any, as before standard times were introduced.
fn offset(offset: Offset) -> String {
    let (sign, seconds) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lines(name: &str, from: Date, until: Option<Date>) -> Vec<String> {
        let zone = TimeZone::get(name).unwrap();
        component(&zone, name, from, until).lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_zone_whose_clocks_stay_has_one_time() {
        let shanghai = lines("Asia/Shanghai", date(2026, 12, 1), None);
        assert_eq!(
            shanghai,
            [
                "BEGIN:VTIMEZONE",
                "TZID:Asia/Shanghai",
                "BEGIN:STANDARD",
                "DTSTART:19910915T020000",
                "TZOFFSETFROM:+0900",
                "TZOFFSETTO:+0800",
                "TZNAME:CST",
                "END:STANDARD",
                "END:VTIMEZONE",
            ]
        );
        assert!(lines("UTC", date(2026, 1, 1), None).contains(&"TZOFFSETTO:+0000".to_owned()));
    }

    #[test]
    fn the_changes_within_a_span_are_each_named() {
        let berlin = lines("Europe/Berlin", date(2026, 3, 1), Some(date(2026, 4, 30)));
        let starts: Vec<&str> = berlin.iter().filter_map(|line| line.strip_prefix("DTSTART:")).collect();
        assert_eq!(starts, ["20251026T030000", "20260329T020000"]);
        assert!(berlin.iter().all(|line| !line.starts_with("RRULE")));
    }

    #[test]
    fn changes_without_end_follow_the_rule_of_the_zone() {
        let rules = |name: &str| -> Vec<String> {
            let all = lines(name, date(2026, 1, 5), None).into_iter();
            all.filter(|line| line.starts_with("RRULE") || line.starts_with("BEGIN:D")).collect()
        };
        assert_eq!(
            rules("Europe/London"),
            [
                "BEGIN:DAYLIGHT",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            ]
        );
        assert_eq!(
            rules("America/New_York"),
            [
                "BEGIN:DAYLIGHT",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
            ]
        );
    }
}
