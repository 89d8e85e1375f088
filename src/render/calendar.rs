//! Calendars: take records; give their meetings, votes, deadlines and ends of postings, and the shifts of a
//! roster, as iCalendar files (RFC 5545). Repeating events have a rule (`repeated`), and their file has the
//! time zone (`zone`).
//!
//! An event keeps its UID as long as its record keeps its file (or a row its page), so that a change moves
//! the event in people's calendars and a withdrawal cancels it. Times are in UTC, except those of repeating
//! events. DTSTAMP is when the record last changed: the file never depends on the clock.

mod repeated;
mod zone;

use std::borrow::Cow;
use std::collections::HashMap;

use icalendar::{Calendar, Component, Event as Item, Property, ValueType};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use self::repeated::ZonedDays;
use super::sitemap::absolute;
use super::wording::Wording;
use crate::config::Config;
use crate::front::scalar::{Moment, TimeOfDay};
use crate::record::event::{Event, Occasion};
use crate::site::{Entry, Site};

const BEGIN: &str = "BEGIN:VCALENDAR\r\n";
const END: &str = "END:VCALENDAR\r\n";

/// The events of a record in one language, as they are written in any calendar.
#[derive(Debug)]
pub struct RecordEvents {
    text: String,
    /// The days for which a calendar with these events needs the time zone.
    zoned: Option<ZonedDays>,
}

/// A calendar with the given title and the events of some records.
pub fn file<'e>(config: &Config, title: &str, events: impl IntoIterator<Item = &'e RecordEvents>) -> Vec<u8> {
    let events: Vec<&RecordEvents> = events.into_iter().collect();
    let mut file = folded(named(title).to_string().strip_suffix(END).unwrap_or_default());
    // Written by hand before all events: the crate does not know this component.
    if let Some(days) = events.iter().filter_map(|events| events.zoned).reduce(ZonedDays::and) {
        let id = repeated::zone_id(config);
        file.push_str(&zone::component(&config.zone, id, days.first, days.last));
    }
    events.iter().for_each(|events| file.push_str(&events.text));
    file.push_str(END);
    file.into_bytes()
}

/// The events of a record in one language, which is also that of `wording`.
pub fn events(site: &Site, entry: &Entry, lang: &str, wording: &Wording<'_>) -> RecordEvents {
    let mut events = entry.record.own.events(&entry.record.common);
    let posted = entry.posted.map(|posted| Event::new(Occasion::Posted, Moment::of_day(posted.until.0)));
    events.extend(posted);
    RecordEvents::of(&events, (site, wording), (entry, lang))
}

/// The shifts of a roster, in its own language. A calendar must hold at least one component (RFC 5545,
/// 3.6): without shifts that is the time zone.
pub fn shifts(site: &Site, entry: &Entry, wording: &Wording<'_>) -> RecordEvents {
    let common = &entry.record.common;
    let mut shifts = RecordEvents::of(&entry.record.own.repeated(common), (site, wording), (entry, ""));
    if let (true, Some(day)) = (shifts.text.is_empty(), common.day()) {
        shifts.zoned = Some(ZonedDays { first: day.0, last: Some(day.0) });
    }
    shifts
}

impl RecordEvents {
    fn of(events: &[Event], site: (&Site, &Wording<'_>), entry: (&Entry, &str)) -> RecordEvents {
        let mut calendar = Calendar::empty();
        add(&mut calendar, events, site, entry);
        let file = calendar.to_string();
        RecordEvents {
            text: folded(
                file.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).unwrap_or_default(),
            ),
            zoned: events.iter().filter_map(ZonedDays::of).reduce(ZonedDays::and),
        }
    }
}

/// A file whose lines have at most 75 octets each, as the format requires (RFC 5545, 3.1), folded between
/// characters: the crate makes continuation lines one octet too long.
fn folded(file: &str) -> String {
    const MOST: usize = 75;
    let mut out = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        if line.len() <= MOST {
            out.push_str(line);
            out.push_str("\r\n");
            continue;
        }
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > MOST {
                out.push_str("\r\n ");
                width = 1;
            }
            out.push(c);
            width += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// A calendar without events.
fn named(title: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    let title = one_line(title);
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Lilong//Lilong//ZH"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    for key in ["NAME", "X-WR-CALNAME"] {
        // As a text, so that the crate escapes it.
        calendar.append_property(Property::new(key, &*title).append_parameter(ValueType::Text).done());
    }
    calendar
}

fn add(calendar: &mut Calendar, events: &[Event], site: (&Site, &Wording<'_>), entry: (&Entry, &str)) {
    let host = host(&site.0.config.base_url);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for event in events {
        let part = part(event);
        let times = seen.entry(part.clone()).and_modify(|times| *times += 1).or_insert(1);
        let part = if *times == 1 { part } else { format!("{part}-{times}") };
        calendar.push(item(site, entry, event, &format!("{}#{part}@{host}", entry.0.lasting_name())));
    }
}

/// The part of the UID that distinguishes an event from others of its record. For rows of a timetable or a
/// roster it is when they take place, so that a new row does not rename the others.
fn part(event: &Event) -> String {
    let name = event.occasion.name();
    match event.occasion {
        Occasion::Scheduled | Occasion::Duty => {
            let days = event.weekly.as_ref().map_or_else(|| event.from.date.to_string(), repeated::days_part);
            let time = event.from.time.map(|time| format!("-{}", time.digits())).unwrap_or_default();
            format!("{name}-{days}{time}")
        }
        Occasion::Meeting | Occasion::Voting | Occasion::Deadline | Occasion::Posted => name.to_owned(),
    }
}

fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost")
}

fn item(
    (site, wording): (&Site, &Wording<'_>),
    (entry, lang): (&Entry, &str),
    event: &Event,
    uid: &str,
) -> Item {
    let config = &site.config;
    let text = entry.text(lang, config);
    let mut item = entered(site, entry, uid);
    item.add_property("SUMMARY", summary(event, text.title, wording));
    if !config.base_url.is_empty() {
        item.add_property("URL", absolute(&config.base_url, &entry.path_in(text.lang)));
    }
    let description = one_line(entry.summary(&text));
    // The description of a roster is not repeated in each of its shifts.
    if !description.is_empty() && event.occasion != Occasion::Duty {
        item.add_property("DESCRIPTION", description);
    }
    if let Some(place) = &event.place {
        item.add_property("LOCATION", one_line(place));
    }
    for property in span(config, event) {
        item.append_property(property);
    }
    repeated::repeat(config, event, &mut item);
    item
}

/// A new calendar item of a record, without title or time: when the record last changed, and whether it is
/// cancelled.
fn entered(site: &Site, entry: &Entry, uid: &str) -> Item {
    let common = &entry.record.common;
    let sequence = common.corrections.as_ref().map_or(0, |list| list.len());
    let mut item = Item::with_uid(&one_line(uid));
    item.add_property("DTSTAMP", utc(&site.config, site.changed(entry)).unwrap_or_default())
        .add_property("STATUS", if common.withdrawn.is_some() { "CANCELLED" } else { "CONFIRMED" })
        .add_property("SEQUENCE", sequence.to_string());
    item
}

/// When an event takes place. Whole days end on the day after the last one. Where only one end has a time,
/// a whole day at the other end starts at 00:00 or ends at 24:00.
fn span(config: &Config, event: &Event) -> Vec<Property> {
    let (from, until) = (event.from, event.until);
    let next = |date: Date| date.saturating_add(1.day());
    if from.time.is_none() && until.is_none_or(|until| until.time.is_none()) {
        let last = until.map_or(from.date, |until| until.date.max(from.date));
        return vec![whole("DTSTART", from.date), whole("DTEND", next(last))];
    }
    let end = until.map(|until| match until.time {
        Some(_) => until,
        None => Moment { time: Some(TimeOfDay::END_OF_DAY), ..until },
    });
    let end = end.filter(|end| end.start() > from.start());
    let timed = |key, moment| match repeated::is_wall_clock(event) {
        true => Some(timed_in(repeated::zone_id(config), key, moment)),
        false => timed(config, key, moment),
    };
    [Some(timed("DTSTART", from)), end.map(|end| timed("DTEND", end))]
        .into_iter()
        .flatten()
        .flatten()
        .collect()
}

fn whole(key: &str, date: Date) -> Property {
    Property::new(key, date.strftime("%Y%m%d").to_string()).append_parameter(ValueType::Date).done()
}

fn timed(config: &Config, key: &str, moment: Moment) -> Option<Property> {
    Some(Property::new(key, utc(config, moment.start())?))
}

/// A moment in the time zone that the file holds.
fn timed_in(zone: &str, key: &str, moment: Moment) -> Property {
    let local = moment.start().strftime("%Y%m%dT%H%M%S").to_string();
    Property::new(key, local).add_parameter("TZID", zone).done()
}

fn utc(config: &Config, moment: DateTime) -> Option<String> {
    let utc = moment.to_zoned(config.zone.clone()).ok()?.timestamp();
    Some(utc.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// The title after a word for what happens (`会议：…`, `Meeting: …`), or, for a row of a timetable, what it is
/// for.
fn summary(event: &Event, title: &str, wording: &Wording<'_>) -> String {
    let title = one_line(title);
    if event.occasion == Occasion::Duty {
        return repeated::duty(event, &title, wording);
    }
    if let Some(what) = event.what.as_deref().map(one_line).filter(|what| !what.is_empty()) {
        return wording.say("calendar-what", &[("what", &what), ("title", &title)]);
    }
    let key = match event.occasion {
        Occasion::Meeting => "calendar-meeting",
        Occasion::Voting => "calendar-voting",
        Occasion::Deadline => "calendar-deadline",
        Occasion::Scheduled | Occasion::Duty => "calendar-scheduled",
        Occasion::Posted => "calendar-posted",
    };
    wording.say(key, &[("title", &title)])
}

/// A text on one line, without control characters, which the format cannot express.
fn one_line(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let is_odd = |c: char| {
        let odd = c.is_control() || c.is_whitespace() && (c != ' ' || before == ' ');
        before = c;
        odd
    };
    // Nearly every text is on one line already.
    if !text.contains(is_odd) && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let words =
        text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{CONFIG, site, text, worded};
    use super::*;

    fn calendar(files: &[(&str, &str)]) -> String {
        let site = site(CONFIG, files);
        let events: Vec<RecordEvents> = site
            .entries
            .iter()
            .map(|entry| worded("zh-Hans", |wording| events(&site, entry, "zh-Hans", wording)))
            .collect();
        text(file(&site.config, site.config.title("zh-Hans"), &events))
    }

    /// The lines as a calendar program reads them.
    fn unfolded(ics: &str) -> Vec<String> {
        ics.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    fn has(ics: &str, line: &str) {
        assert!(unfolded(ics).iter().any(|found| found == line), "no {line} in {ics}");
    }

    #[test]
    fn a_meeting_is_in_utc_with_its_place() {
        let meeting = "---\nkind: meeting\ntitle: 议事会\ndate: 2026-03-01\nvenue: 活动室, 二楼\nstarts: 2026-03-12 \
                       19:00\nends: 2026-03-12 20:30\n---\n";
        let ics = calendar(&[("meetings/m.md", meeting)]);
        for line in [
            "UID:meetings/m.md#meeting@example.org",
            "DTSTAMP:20260228T160000Z",
            "DTSTART:20260312T110000Z",
            "DTEND:20260312T123000Z",
            "SUMMARY:会议：议事会",
            "LOCATION:活动室\\, 二楼",
            "URL:https://example.org/wtl/meetings/m.html",
            "STATUS:CONFIRMED",
            "SEQUENCE:0",
            "X-WR-CALNAME;VALUE=TEXT:梧桐里",
        ] {
            has(&ics, line);
        }
    }

    #[test]
    fn whole_days_end_on_the_day_after() {
        let vote = "---\nkind: consultation\ntitle: 投票\ndate: 2026-03-01\nquestion: 装不装？\nopens: \
                    2026-03-02\ncloses: 2026-03-20\n\
             posted: {from: 2026-03-01, until: 2026-03-08}\n---\n";
        let ics = calendar(&[("v.md", vote)]);
        for line in [
            "DTSTART;VALUE=DATE:20260302",
            "DTEND;VALUE=DATE:20260321",
            "SUMMARY:公示截止：投票",
            "DTSTART;VALUE=DATE:20260308",
            "DTEND;VALUE=DATE:20260309",
        ] {
            has(&ics, line);
        }
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 2);
    }

    #[test]
    fn a_day_and_a_time_make_a_span_of_times() {
        let vote = "---\nkind: consultation\ntitle: 投票\ndate: 2026-03-01\nquestion: 装不装？\nopens: \
                    2026-03-02\ncloses: 2026-03-20 18:00\n---\n";
        let ics = calendar(&[("v.md", vote)]);
        has(&ics, "DTSTART:20260301T160000Z");
        has(&ics, "DTEND:20260320T100000Z");
    }

    #[test]
    fn a_withdrawn_record_is_cancelled() {
        let notice = "---\nkind: notice\ntitle: 报名\ndate: 2026-03-01\ndeadline: 2026-03-15\ncorrections: \
                      [{date: 2026-03-02, what: 改期}]\n\
             withdrawn: {date: 2026-03-03, why: 取消}\n---\n";
        let ics = calendar(&[("n.md", notice)]);
        has(&ics, "STATUS:CANCELLED");
        has(&ics, "SEQUENCE:1");
        has(&ics, "SUMMARY:截止：报名");
    }

    #[test]
    fn a_row_of_a_timetable_repeats_by_the_week_while_the_notice_holds() {
        let notice = |days: &str| {
            format!(
                "---\nkind: notice\ntitle: 义诊\ndate: 2026-02-20\n{days}schedule:\n- {{place: 北门, days: \
                 [wed, mon], dates: [2026-03-04, 2026-03-07], from: '9:00', until: '11:00', what: \
                 量血压}}\n---\n"
            )
        };
        let ics = calendar(&[("n.md", &notice("effective: {from: 2026-03-03, until: 2026-03-31}\n"))]);
        for line in [
            "UID:n.md#schedule-mon-wed-0900@example.org",
            "DTSTART;TZID=Asia/Shanghai:20260304T090000",
            "DTEND;TZID=Asia/Shanghai:20260304T110000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260331T155959Z",
            "SUMMARY:量血压：义诊",
            "LOCATION:北门",
            "TZID:Asia/Shanghai",
            "UID:n.md#schedule-2026-03-07-0900@example.org",
        ] {
            has(&ics, line);
        }
        // The Wednesday that is also given by its date is one of the repeating ones.
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 2);
        assert!(ics.find("BEGIN:VTIMEZONE") < ics.find("BEGIN:VEVENT"));
        has(
            &calendar(&[("n.md", &notice("expires: 2026-02-28\n"))]),
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260228T155959Z",
        );
        // Otherwise the event would never end in people's calendars.
        assert!(!calendar(&[("n.md", &notice(""))]).contains("RRULE"));
    }

    #[test]
    fn rows_of_a_timetable_keep_their_names_when_another_is_added() {
        let rows =
            |rows: &str| format!("---\nkind: notice\ntitle: 义诊\ndate: 2026-03-01\nschedule:\n{rows}---\n");
        let later = "- {place: 北门, dates: [2026-03-14], from: '9:00', until: '11:00'}\n- \
                     {place: 南门, dates: [2026-03-14], from: '9:00', until: '11:00'}\n";
        let one = calendar(&[("n.md", &rows(later))]);
        has(&one, "UID:n.md#schedule-2026-03-14-0900@example.org");
        has(&one, "UID:n.md#schedule-2026-03-14-0900-2@example.org");
        let two = calendar(&[("n.md", &rows(&format!("- {{place: 东门, dates: [2026-03-13]}}\n{later}")))]);
        has(&two, "UID:n.md#schedule-2026-03-14-0900@example.org");
        has(&two, "UID:n.md#schedule-2026-03-13@example.org");
    }

    #[test]
    fn lines_end_and_fold_as_the_format_wants_whatever_they_hold() {
        for pad in 0..8 {
            let title =
                format!("{}{}；a,b\\c", "x".repeat(pad), "关于修缮五号楼 🏮 与六号楼电梯的通知".repeat(6));
            let meeting = format!(
                "---\nkind: meeting\ntitle: \"{}\"\ndate: 2026-03-01\nstarts: 2026-03-12\n---\n",
                title.replace('\\', "\\\\")
            );
            let ics = calendar(&[("m.md", &meeting)]);
            assert_eq!(ics.matches('\n').count(), ics.matches("\r\n").count());
            // Splitting bytes into text fails where a fold went through a character.
            assert!(
                ics.as_bytes()
                    .split(|byte| *byte == b'\n')
                    .all(|line| line.len() <= 76 && std::str::from_utf8(line).is_ok())
            );
            has(&ics, &format!("SUMMARY:会议：{}", title.replace('\\', "\\\\").replace(',', "\\,")));
        }
    }

    #[test]
    fn a_line_break_in_a_title_is_no_new_property() {
        let ics = calendar(&[(
            "m.md",
            "---\nkind: meeting\ntitle: \"a\\r\\nATTACH:x\\u0007\"\ndate: 2026-03-01\nstarts: 2026-03-12\n\
             ---\n",
        )]);
        has(&ics, "SUMMARY:会议：a ATTACH:x");
    }
}
