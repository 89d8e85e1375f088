//! The calendar of one record whose events repeat: takes a roster, gives an iCalendar file with a recurrence
//! rule for each row and the time zone that its times are in.

use std::collections::HashMap;

use icalendar::{Component, Event as Item, Property};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{entered, folded, host, named, one_line, timed_in, utc, whole, zone};
use crate::front::scalar::TimeOfDay;
use crate::record::kind::{RepeatedEvent, Weekly};
use crate::record::notice::Weekday;
use crate::render::sitemap::absolute;
use crate::render::wording::Wording;
use crate::site::{Entry, Site};

/// What a zone without a name is called.
const NAMELESS: &str = "Local";

/// The events of a record, in its own language. A row's UID says what repeats and when, so that a new row
/// does not rename the others.
pub fn repeated(site: &Site, entry: &Entry, wording: &Wording<'_>) -> Vec<u8> {
    let text = entry.text("", &site.config);
    let mut calendar = named(text.title);
    let events = entry.record.own.repeated(&entry.record.common);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for event in &events {
        let part = part(event);
        let times = seen.entry(part.clone()).and_modify(|times| *times += 1).or_insert(1);
        let part = if *times == 1 { part } else { format!("{part}-{times}") };
        let uid = format!("{}#{part}@{}", entry.lasting_name(), host(&site.config.base_url));
        let mut item = entered(site, entry, &uid);
        item.add_property("SUMMARY", summary(event, text.title, wording));
        if !site.config.base_url.is_empty() {
            item.add_property("URL", absolute(&site.config.base_url, &entry.path));
        }
        if let Some(place) = &event.place {
            item.add_property("LOCATION", one_line(place));
        }
        for property in span(site, event) {
            item.append_property(property);
        }
        calendar.push(repeat(site, event, item));
    }
    folded(&with_zone(site, &events, calendar.to_string())).into_bytes()
}

/// The event's name among those of its record.
fn part(event: &RepeatedEvent) -> String {
    let days = match &event.weekly {
        Some(weekly) => weekly.days.iter().map(|day| day.name()).collect::<Vec<_>>().join("-"),
        None => event.from.date.to_string(),
    };
    let time = event.from.time.map(|time| format!("-{}", time.digits())).unwrap_or_default();
    format!("duty-{days}{time}")
}

/// What is done and by whom; the record's title where it says neither.
fn summary(event: &RepeatedEvent, title: &str, wording: &Wording<'_>) -> String {
    let (title, who) = (one_line(title), event.who.join(&wording.word("comma")));
    let what = event.what.as_deref().unwrap_or(&title);
    match who.is_empty() {
        true => one_line(what).into_owned(),
        false => wording.say("calendar-duty", &[("what", &one_line(what)), ("who", &one_line(&who))]),
    }
}

fn span(site: &Site, event: &RepeatedEvent) -> Vec<Property> {
    let zone = zone_id(site);
    match (event.from.time, event.until) {
        (None, _) => {
            vec![whole("DTSTART", event.from.date), whole("DTEND", event.from.date.saturating_add(1.day()))]
        }
        (Some(_), until) => {
            [Some(timed_in(zone, "DTSTART", event.from)), until.map(|until| timed_in(zone, "DTEND", until))]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

/// The event with its recurrence rule: the last day, if there is one, as its first day is given, a day or a
/// moment in UTC.
fn repeat(site: &Site, event: &RepeatedEvent, mut item: Item) -> Item {
    let Some(Weekly { days, last }) = &event.weekly else { return item };
    let days: Vec<&str> = days.iter().map(|day| by_day(*day)).collect();
    let end = |last: Date| match event.from.time {
        None => Some(last.strftime("%Y%m%d").to_string()),
        // Its last second: the end of the day would be the first moment of the next.
        Some(_) => utc(&site.config, TimeOfDay::END_OF_DAY.on(last).saturating_sub(1.second())),
    };
    let until = last.and_then(end).map(|end| format!(";UNTIL={end}")).unwrap_or_default();
    item.append_property(Property::new("RRULE", format!("FREQ=WEEKLY;BYDAY={}{until}", days.join(","))));
    item
}

/// The day of the week in a recurrence rule.
pub(super) const fn by_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn zone_id(site: &Site) -> &str {
    site.config.zone.iana_name().unwrap_or(NAMELESS)
}

/// The file with the zone that its times are in before its first event: the crate knows no such component.
fn with_zone(site: &Site, events: &[RepeatedEvent], file: String) -> String {
    let timed = events.iter().filter(|event| event.from.time.is_some());
    let Some(from) = timed.clone().map(|event| event.from.date).min() else { return file };
    let ends = |event: &RepeatedEvent| match &event.weekly {
        Some(weekly) => weekly.last,
        None => Some(event.from.date),
    };
    let until = timed.map(ends).collect::<Option<Vec<_>>>().and_then(|ends| ends.into_iter().max());
    let zone = zone::component(&site.config.zone, zone_id(site), from, until);
    match file.find("BEGIN:VEVENT\r\n") {
        Some(at) => [&file[..at], &zone, &file[at..]].concat(),
        None => file,
    }
}
