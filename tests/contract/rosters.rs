//! Rosters: shifts and hours between the first day and the last, and which shift is next. What is expected is
//! counted here day by day.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::common::Site;
use super::{facts, with};

const MONTH: &str = "from: 2026-11-01\nuntil: 2026-11-30\n";

fn roster(rows: &str) -> Value {
    facts("roster", &format!("{MONTH}rows:\n{rows}"))
}

#[test]
fn shifts_and_hours_are_counted_from_the_first_day_to_the_last() {
    // November 2026 has five Sundays and Mondays, and four of all other days.
    assert_eq!(
        roster("  - {days: [mon], from: '07:30', until: '09:00', place: 1号楼, duty: 巡楼, who: 陈阿姨}\n"),
        json!({
            "shifts": 5, "hours": "7.5",
            "next": {"date": "2026-11-23", "from": "07:30", "place": "1号楼", "duty": "巡楼"},
        })
    );
    let dates = roster("  - {dates: [2026-11-30, 2026-11-01], from: '09:00', until: '09:20'}\n");
    assert_eq!(dates, json!({"shifts": 2, "hours": "0.67", "next": {"date": "2026-11-30", "from": "09:00"}}));
}

#[test]
fn a_day_that_is_named_twice_is_one_shift() {
    let rows = "  - {days: 周一、周一, dates: [2026-11-02, 2026-11-03, 2026-11-03], \
                from: '08:00', until: '09:00'}\n";
    let facts = roster(rows);
    assert_eq!((&facts["shifts"], &facts["hours"]), (&json!(6), &json!("6")));
}

#[test]
fn a_shift_past_midnight_belongs_to_the_day_on_which_it_begins() {
    let rows = "  - {days: [mon], from: '22:00', until: '06:00'}\n  \
                - {dates: [2026-11-30], from: '08:00', until: '08:00'}\n";
    let facts = roster(rows);
    assert_eq!((&facts["shifts"], &facts["hours"]), (&json!(6), &json!("64")));
}

#[test]
fn a_whole_day_is_a_shift_without_hours() {
    let facts = roster("  - {days: [tue], duty: 值日}\n");
    assert_eq!(facts, json!({"shifts": 4, "hours": "0", "next": {"date": "2026-11-24", "duty": "值日"}}));
}

#[test]
fn a_roster_without_a_last_day_has_a_next_shift_and_no_totals() {
    let open = facts("roster", "from: 2026-01-01\nrows:\n  - {days: [sun], from: '09:00', until: '11:00'}\n");
    assert_eq!(open, json!({"next": {"date": "2026-11-22", "from": "09:00"}}), "today is a Sunday at 00:00");
}

#[test]
fn the_next_shift_is_the_first_that_has_not_begun() {
    let mut site = with(
        "roster",
        &format!(
            "{MONTH}rows:\n  - {{days: [sun], from: '09:00', until: '11:00'}}\n  \
             - {{days: [wed], from: '18:00'}}\n"
        ),
    );
    let mut next = |now: &str| {
        site.settings.today = Some(now.to_owned());
        site.build();
        site.data("roster", "2026")[0]["facts"]["next"].clone()
    };
    let sunday = json!({"date": "2026-11-22", "from": "09:00"});
    assert_eq!(next("2026-11-22"), sunday);
    assert_eq!(next("2026-11-22 09:00"), sunday, "it begins now");
    assert_eq!(next("2026-11-22 09:01"), json!({"date": "2026-11-25", "from": "18:00"}));
    assert_eq!(next("2026-11-25 18:01"), json!({"date": "2026-11-29", "from": "09:00"}));
    assert_eq!(next("2026-11-29 10:00"), Value::Null, "the roster ends on the next day");
}

#[test]
fn a_rebuild_at_another_hour_is_a_clean_build() {
    let mut site = with(
        "roster",
        &format!("{MONTH}rows:\n  - {{days: [sun], from: '22:00', until: '06:00', who: 王师傅}}\n"),
    );
    site.write("content/other.md", "---\nkind: notice\ntitle: 通知\ndate: 2026-11-01\n---\n正文。\n");
    for now in ["2026-11-22 21:00", "2026-11-22 22:30", "2026-11-23 05:59", "2026-11-23 06:00", "2026-12-01"]
    {
        site.settings.today = Some(now.to_owned());
        site.build();
        site.is_as_clean();
    }
}

#[test]
fn the_page_says_who_is_on_duty() {
    let mut site = with(
        "roster",
        &format!(
            "{MONTH}rows:\n  - {{days: [sat], from: '22:00', until: '06:00', who: 王师傅}}\n  \
             - {{days: [sun], from: '09:00', until: '11:00', who: [陈阿姨, 李师傅]}}\n"
        ),
    );
    let mut today = |now: &str| {
        site.settings.today = Some(now.to_owned());
        site.build();
        let page = site.output("records/a.html");
        let part = page.split_once("class=\"on-duty\"").and_then(|(_, rest)| rest.split_once("</section>"));
        part.map(|(part, _)| (part.contains("王师傅"), part.contains("陈阿姨、李师傅")))
    };
    assert_eq!(today("2026-11-22 05:00"), Some((true, true)), "since yesterday, and later today");
    assert_eq!(today("2026-11-22 06:00"), Some((false, true)));
    assert_eq!(today("2026-11-23"), Some((false, false)));
    assert_eq!(today("2026-12-02"), None, "the roster is over");
}

#[test]
fn a_calendar_without_shifts_holds_a_zone_and_is_no_broken_file() {
    // A Monday and a Tuesday.
    let two_days = "from: 2026-11-02\nuntil: 2026-11-03\n";
    let mut site = with("roster", &format!("{two_days}rows:\n  - {{days: [sun], duty: 巡楼}}\n"));
    site.build();
    let calendar = site.output("records/a.ics");
    assert!(!calendar.contains("VEVENT"), "{calendar}");
    assert!(calendar.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"), "{calendar}");
}

#[test]
fn each_roster_has_a_calendar_with_a_rule_for_each_row() {
    let mut site = with(
        "roster",
        &format!(
            "{MONTH}corrections: [{{date: 2026-11-02, what: 改时间}}]\nrows:\n  \
             - {{days: [thu, mon], from: '22:00', until: '06:00', place: 1号楼, duty: 巡楼, who: [陈阿姨, 李师傅]}}\n  \
             - {{dates: [2026-11-14], duty: 值日}}\n"
        ),
    );
    site.build();
    let ics = site.output("records/a.ics").replace("\r\n ", "");
    for line in [
        "TZID:Asia/Shanghai",
        "TZOFFSETTO:+0800",
        "DTSTART;TZID=Asia/Shanghai:20261102T220000",
        "DTEND;TZID=Asia/Shanghai:20261103T060000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261130T155959Z",
        "SUMMARY:巡楼（陈阿姨、李师傅）",
        "LOCATION:1号楼",
        "UID:records/a.md#duty-mon-thu-2200@notices.example.org",
        "DTSTART;VALUE=DATE:20261114",
        "SEQUENCE:1",
    ] {
        assert!(ics.lines().any(|found| found == line), "no {line} in\n{ics}");
    }
    assert!(site.output("records/a.html").contains("href=\"a.ics\""));
}

/// A row by chance: days of the week as bits, days of the month, from and until in minutes.
type Row = (u8, Vec<u8>, u16, u16);

fn row() -> impl Strategy<Value = Row> {
    let times = (0u16..1440, 0u16..1440);
    let days = (0u8..128, proptest::collection::vec(1u8..=30, 0..4));
    let named = days.prop_filter("a row names a day", |(days, dates)| *days > 0 || !dates.is_empty());
    (named, times).prop_map(|((days, dates), (from, until))| (days, dates, from, until))
}

fn written((days, dates, from, until): &Row) -> String {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let days: Vec<&str> = (0..7).filter(|day| days >> day & 1 == 1).map(|day| names[day]).collect();
    let dates: Vec<String> = dates.iter().map(|day| format!("2026-11-{day:02}")).collect();
    let time = |minutes: &u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    format!(
        "  - {{days: [{}], dates: [{}], from: '{}', until: '{}'}}\n",
        days.join(", "),
        dates.join(", "),
        time(from),
        time(until)
    )
}

/// The beginnings of a row's shifts, day by day, and how many minutes each takes.
fn shifts((days, dates, from, until): &Row) -> (Vec<DateTime>, u32) {
    let is_on = |date: &Date| {
        let weekday = u8::try_from(date.weekday().to_monday_zero_offset()).unwrap();
        days >> weekday & 1 == 1 || dates.contains(&u8::try_from(date.day()).unwrap())
    };
    let all = (0..30).map(|ahead| date(2026, 11, 1).checked_add(ahead.days()).unwrap()).filter(is_on);
    let start =
        |date: Date| date.at(i8::try_from(from / 60).unwrap(), i8::try_from(from % 60).unwrap(), 0, 0);
    let minutes = if until > from { until - from } else { until + 1440 - from };
    (all.map(start).collect(), u32::from(minutes))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_roster_is_counted_as_by_hand(
        rows in proptest::collection::vec(row(), 1..6),
        now in (1i8..=30, 0i8..24, 0i8..60),
    ) {
        let all: String = rows.iter().map(written).collect();
        let mut site = with("roster", &format!("{MONTH}rows:\n{all}"));
        let now = date(2026, 11, now.0).at(now.1, now.2, 0, 0);
        site.settings.today = Some(now.strftime("%Y-%m-%d %H:%M").to_string());
        site.build();
        let facts = site.data("roster", "2026")[0]["facts"].clone();
        let counted: Vec<(Vec<DateTime>, u32)> = rows.iter().map(shifts).collect();
        let total: usize = counted.iter().map(|(starts, _)| starts.len()).sum();
        prop_assert_eq!(&facts["shifts"], &json!(total));
        let minutes: u32 = counted.iter().map(|(starts, minutes)| starts.len() as u32 * minutes).sum();
        // In hundredths of an hour, rounded half up, by whole numbers alone.
        let hundredths = (minutes * 10 + 3) / 6;
        let said: f64 = facts["hours"].as_str().unwrap().parse().unwrap();
        prop_assert_eq!((said * 100.0).round() as u32, hundredths);
        let next = counted.iter().flat_map(|(starts, _)| starts).filter(|start| **start >= now).min();
        let said = |next: &DateTime| {
            json!({"date": next.date().to_string(), "from": next.strftime("%H:%M").to_string()})
        };
        let expected = next.map(said);
        prop_assert_eq!(facts.get("next").cloned(), expected);
    }
}

#[test]
fn somebody_in_two_places_at_once_is_a_warning() {
    let codes = |second: &str| {
        let rows = format!(
            "  - {{days: [fri], from: '22:00', until: '06:00', who: [陈阿姨, 李师傅]}}\n  \
             - {{{second}, who: [王师傅, 陈阿姨]}}\n"
        );
        let mut site: Site = with("roster", &format!("{MONTH}rows:\n{rows}"));
        site.build().codes()
    };
    assert_eq!(codes("days: [sat], from: '05:00', until: '07:00'"), ["double-duty"]);
    assert_eq!(codes("dates: [2026-11-14], from: '05:00', until: '07:00'"), ["double-duty"]);
    assert_eq!(codes("days: [sat], from: '06:00', until: '07:00'"), Vec::<&str>::new());
    assert_eq!(codes("dates: [2026-11-15], from: '05:00', until: '07:00'"), Vec::<&str>::new());
}
