//! Days, moments and times of day, in every form people write them.

use std::cell::RefCell;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::{Scalar, half_width, scalars, serialize_as_written, spoken, trim};
use crate::diag::{Words, codes, words};
use crate::front::shape::{Bad, Said};

thread_local! {
    static ZONE: RefCell<TimeZone> = const { RefCell::new(TimeZone::UTC) };
}

/// Runs `parse` with `zone` as the zone into which moments that carry an offset are turned.
/// A serde visitor cannot be handed the site's zone, hence the thread's own variable.
pub fn in_zone<R>(zone: &TimeZone, parse: impl FnOnce() -> R) -> R {
    let before = ZONE.with(|z| z.replace(zone.clone()));
    let result = parse();
    ZONE.with(|z| z.replace(before));
    result
}

/// A day, in the site's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A day, or a day and a time, in the site's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, if one was written.
    pub time: Option<Time>,
}

impl Moment {
    /// The moment, midnight where no time was written.
    pub fn start(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// The end of the moment: of its day where no time was written.
    pub fn end(&self) -> DateTime {
        match self.time {
            Some(time) => self.date.to_datetime(time),
            None => self.date.tomorrow().unwrap_or(self.date).to_datetime(Time::midnight()),
        }
    }
}

impl Scalar for Day {
    const WHAT: Said = ("日期", "a date");
    fn parse(raw: &str) -> Result<Self, Bad> {
        Moment::parse(raw).map(|moment| Day(moment.date))
    }
}

impl Scalar for Moment {
    const WHAT: Said = ("日期或日期加时间", "a date, or a date and a time");
    fn parse(raw: &str) -> Result<Self, Bad> {
        if let Some(date) = plain_day(raw) {
            return Ok(Moment { date, time: None });
        }
        let raw = half_width(trim(raw));
        // A day alone is no moment of the whole world; nearly all dates are days alone.
        if raw.len() > "2026-03-02".len()
            && let Ok(stamp) = raw.parse::<jiff::Timestamp>()
        {
            let civil = ZONE.with(|zone| stamp.to_zoned(zone.borrow().clone()).datetime());
            return Ok(Moment { date: civil.date(), time: Some(civil.time()) });
        }
        let numbers = date_numbers(&raw).or_else(|| spoken::date_numbers(&raw)).ok_or_else(|| spoken::bad_date(&raw))?;
        let ([year, month, day], rest) = numbers;
        let date = Date::new(year, month as i8, day as i8).map_err(|_| impossible_date(year, month, day))?;
        let rest = rest.trim_start_matches(['T', ' ']).trim();
        let time = if rest.is_empty() { None } else { Some(TimeOfDay::parse(rest)?.0) };
        Ok(Moment { date, time })
    }
}

/// A day as nearly all are written, `2026-03-02`.
fn plain_day(raw: &str) -> Option<Date> {
    let number = |at: std::ops::Range<usize>| {
        let digits = &raw.as_bytes()[at];
        digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0, |number, digit| number * 10 + i16::from(digit - b'0')))
    };
    let dashes = raw.len() == 10 && raw.as_bytes()[4] == b'-' && raw.as_bytes()[7] == b'-';
    let (year, month, day) = dashes.then(|| Some((number(0..4)?, number(5..7)?, number(8..10)?))).flatten()?;
    // The year 1000 is the first that is taken for one.
    Date::new(year, month as i8, day as i8).ok().filter(|_| year >= 1000)
}

/// The three numbers a date starts with, and what follows them.
pub(super) fn date_numbers(raw: &str) -> Option<([i16; 3], &str)> {
    let (year, rest) = leading_number(raw)?;
    let separator = rest.chars().next().filter(|c| ['-', '/', '.', '年'].contains(c))?;
    let (month, rest) = leading_number(&rest[separator.len_utf8()..])?;
    let second = if separator == '年' { '月' } else { separator };
    let (day, rest) = leading_number(rest.strip_prefix(second)?)?;
    let rest = if separator == '年' { rest.strip_prefix('日')? } else { rest };
    let four_digits = raw.chars().take(4).all(|c| c.is_ascii_digit()) && year >= 1000;
    four_digits.then_some(([year, month, day], rest))
}

fn leading_number(text: &str) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn impossible_date(year: i16, month: i16, day: i16) -> Bad {
    let message = words!("没有 {year}年{month}月{day}日 这一天", "there is no day {year}-{month:02}-{day:02}");
    let bad = Bad::new(&codes::IMPOSSIBLE_DATE, message);
    match Date::new(year, month as i8, 1) {
        Ok(first) => {
            let last = first.last_of_month().day();
            bad.help(words!("{year}年{month}月有 {last} 天", "that month has {last} days"))
        }
        Err(_) => bad.help(Words::fixed("月份是 1 到 12", "a month is 1 to 12")),
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(pub Time);

impl Scalar for TimeOfDay {
    const WHAT: Said = ("时间", "a time of day");
    fn parse(raw: &str) -> Result<Self, Bad> {
        let text = half_width(trim(raw));
        let parsed = clock_numbers(&text).and_then(|(hour, minute)| {
            let midnight = (hour, minute) == (24, 0);
            Time::new(if midnight { 23 } else { hour }, if midnight { 59 } else { minute }, 0, 0).ok()
        });
        parsed.map(TimeOfDay).ok_or_else(|| spoken::bad_time(&text))
    }
}

/// Reads `19:30`, `19:30:00`, `9点`, `9点半`, `9时30分`.
fn clock_numbers(text: &str) -> Option<(i8, i8)> {
    let (hour, rest) = leading_number(text)?;
    let rest = rest.strip_prefix([':', '时', '点'])?;
    let minute = match rest {
        "" => 0,
        "半" => 30,
        _ => {
            let (minute, rest) = leading_number(rest)?;
            let seconds = rest.strip_prefix(':').and_then(leading_number);
            let complete = rest.is_empty() || rest == "分" || seconds.is_some_and(|(s, end)| s < 60 && end.is_empty());
            complete.then_some(minute)?
        }
    };
    Some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?))
}

/// Written as the open data has it: `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.fmt(f)?;
        self.time.map_or(Ok(()), |time| write!(f, " {}", TimeOfDay(time)))
    }
}

/// `HH:MM`.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

scalars!(Day, Moment, TimeOfDay);
serialize_as_written!(Day, Moment, TimeOfDay);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_people_write() {
        for raw in
            ["2026-03-02", "2026/3/2", "2026年3月2日", "２０２６-03-02", "2026.3.2", "2026-03-02\u{200B}", "\u{FEFF}2026-03-02 \u{2060}"]
        {
            assert_eq!(Day::parse(raw).unwrap().to_string(), "2026-03-02", "{raw}");
        }
        for raw in ["2026-03-02 19:30", "2026-03-02T19:30", "2026年3月2日 19：30", "2026年3月2日19点半"] {
            assert_eq!(Moment::parse(raw).unwrap().to_string(), "2026-03-02 19:30", "{raw}");
        }
    }

    #[test]
    fn an_offset_is_turned_into_the_sites_zone() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let day = in_zone(&zone, || Day::parse("2026-03-02T20:30:00Z").unwrap());
        assert_eq!(day.to_string(), "2026-03-03");
    }

    #[test]
    fn a_day_that_never_was_is_told_apart_from_nonsense() {
        assert_eq!(Day::parse("2026-02-30").unwrap_err().code.id, "impossible-date");
        assert_eq!(Day::parse("2026-13-01").unwrap_err().code.id, "impossible-date");
        for raw in ["", "soon", "26-3-2", "2026-03", "2026-03-02x", "99999-1-1"] {
            assert!(Day::parse(raw).is_err(), "{raw}");
        }
    }
}
