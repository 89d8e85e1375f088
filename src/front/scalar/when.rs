//! Days, moments and times of day, in every form in which people write them.

use std::cell::RefCell;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Serialize, Serializer};

use super::{Scalar, half_width, scalars, serialize_as_written, spoken, trim};
use crate::diag::{Words, codes, words};
use crate::front::shape::{Bilingual, ValueError};

thread_local! {
    static ZONE: RefCell<TimeZone> = const { RefCell::new(TimeZone::UTC) };
}

/// Runs `parse` with `zone` as the time zone to which moments with an offset are converted. A serde visitor
/// cannot be given the site's zone, hence the thread-local variable.
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
    pub time: Option<TimeOfDay>,
}

impl Moment {
    /// A day as a whole.
    pub fn of_day(date: Date) -> Moment {
        Moment { date, time: None }
    }

    /// The start of the moment: midnight if no time was written.
    pub fn start(&self) -> DateTime {
        self.time.unwrap_or(TimeOfDay::MIDNIGHT).on(self.date)
    }

    /// The end of the moment: that of its day if no time was written.
    pub fn end(&self) -> DateTime {
        self.time.unwrap_or(TimeOfDay::END_OF_DAY).on(self.date)
    }
}

/// Writes a moment as its parts, `{date, time}`, for templates: `time` is none if it was not written.
///
/// # Errors
/// Errors of the serializer.
pub fn apart<S: Serializer>(moment: &Option<Moment>, to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Parts {
        date: Day,
        time: Option<TimeOfDay>,
    }
    moment.map(|Moment { date, time }| Parts { date: Day(date), time }).serialize(to)
}

impl From<Day> for Moment {
    fn from(day: Day) -> Moment {
        Moment::of_day(day.0)
    }
}

impl Scalar for Day {
    const WHAT: Bilingual = ("日期", "a date");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        Moment::parse(raw).map(|moment| Day(moment.date))
    }
}

impl Scalar for Moment {
    const WHAT: Bilingual = ("日期或日期加时间", "a date, or a date and a time");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        if let Some(date) = plain_day(raw) {
            return Ok(Moment { date, time: None });
        }
        let raw = half_width(trim(raw));
        // A day alone has no offset, and nearly all dates are days alone.
        if raw.len() > "2026-03-02".len()
            && let Ok(stamp) = raw.parse::<jiff::Timestamp>()
        {
            let civil = ZONE.with(|zone| stamp.to_zoned(zone.borrow().clone()).datetime());
            return Ok(Moment { date: civil.date(), time: Some(civil.time().into()) });
        }
        let numbers = date_numbers(&raw)
            .or_else(|| spoken::date_numbers(&raw))
            .ok_or_else(|| spoken::bad_date(&raw))?;
        let ([year, month, day], rest) = numbers;
        let date = number_date(year, month, day).ok_or_else(|| impossible_date(year, month, day))?;
        let rest = rest.trim_start_matches(['T', ' ']).trim();
        if rest.is_empty() {
            return Ok(Moment { date, time: None });
        }
        match TimeOfDay::parse(rest) {
            Ok(time) => Ok(Moment { date, time: Some(time) }),
            Err(bad) => Err(spoken::behind_date(date, rest).unwrap_or(bad)),
        }
    }
}

/// A day in the form of nearly all, `2026-03-02`.
fn plain_day(raw: &str) -> Option<Date> {
    let number = |at: std::ops::Range<usize>| {
        let digits = &raw.as_bytes()[at];
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| digits.iter().fold(0, |number, digit| number * 10 + i16::from(digit - b'0')))
    };
    let dashes = raw.len() == 10 && raw.as_bytes()[4] == b'-' && raw.as_bytes()[7] == b'-';
    let (year, month, day) =
        dashes.then(|| Some((number(0..4)?, number(5..7)?, number(8..10)?))).flatten()?;
    // The year 1000 is the first that is accepted as a year.
    Date::new(year, month as i8, day as i8).ok().filter(|_| year >= 1000)
}

/// The three numbers at the start of a date, and the text after them.
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

/// The day with these three numbers, if there is one.
fn number_date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn leading_number(text: &str) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn impossible_date(year: i16, month: i16, day: i16) -> ValueError {
    let first = number_date(year, month, 1);
    let message =
        words!("没有 {year}年{month}月{day}日 这一天", "there is no day {year}-{month:02}-{day:02}");
    let bad = ValueError::new(&codes::IMPOSSIBLE_DATE, message);
    match first {
        Some(first) => {
            let last = first.last_of_month().day();
            bad.help(words!("{year}年{month}月有 {last} 天", "that month has {last} days"))
        }
        None => bad.help(Words::fixed("月份是 1 到 12", "a month is 1 to 12")),
    }
}

/// A time of day. `24:00` is the end of its day and stays so: it is the same moment as `00:00` of the next
/// day, but belongs to another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// Since midnight; at 24:00, the number in a whole day.
    seconds: u32,
}

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay { seconds: 0 };
    /// 24:00.
    pub const END_OF_DAY: TimeOfDay = TimeOfDay { seconds: 86_400 };

    /// The time with these numbers, at most 24:00:00; none if there is no such time.
    fn of(hour: i16, minute: i16, second: i16) -> Option<TimeOfDay> {
        let seconds =
            u32::try_from(i32::from(hour) * 3600 + i32::from(minute) * 60 + i32::from(second)).ok()?;
        let exists = minute < 60 && second < 60 && seconds <= TimeOfDay::END_OF_DAY.seconds;
        exists.then_some(TimeOfDay { seconds })
    }

    /// This time on a day: 24:00 is the first moment of the next.
    pub fn on(self, date: Date) -> DateTime {
        date.to_datetime(Time::midnight()).saturating_add(i64::from(self.seconds).seconds())
    }

    /// `HHMM`.
    pub fn digits(self) -> String {
        self.to_string().replace(':', "")
    }
}

impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        TimeOfDay::of(time.hour().into(), time.minute().into(), time.second().into())
            .unwrap_or(TimeOfDay::MIDNIGHT)
    }
}

impl Scalar for TimeOfDay {
    const WHAT: Bilingual = ("时间", "a time of day");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let text = half_width(trim(raw));
        let parsed =
            clock_numbers(&text).and_then(|(hour, minute, second)| TimeOfDay::of(hour, minute, second));
        parsed.ok_or_else(|| spoken::bad_time(&text))
    }
}

/// Reads `19:30`, `19:30:00`, `9点`, `9点半`, `9时30分`.
fn clock_numbers(text: &str) -> Option<(i16, i16, i16)> {
    let (hour, rest) = leading_number(text)?;
    let rest = rest.strip_prefix([':', '时', '点'])?;
    let (minute, rest) = match rest {
        "" => (0, ""),
        "半" => (30, ""),
        _ => leading_number(rest)?,
    };
    match rest {
        "" | "分" => Some((hour, minute, 0)),
        _ => {
            let (second, rest) = leading_number(rest.strip_prefix(':')?)?;
            rest.is_empty().then_some((hour, minute, second))
        }
    }
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
        self.time.map_or(Ok(()), |time| write!(f, " {time}"))
    }
}

/// `HH:MM`.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.seconds / 3600, self.seconds / 60 % 60)
    }
}

scalars!(Day, Moment, TimeOfDay);
serialize_as_written!(Day, Moment, TimeOfDay);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_people_write() {
        for raw in [
            "2026-03-02",
            "2026/3/2",
            "2026年3月2日",
            "２０２６-03-02",
            "2026.3.2",
            "2026-03-02\u{200B}",
            "\u{FEFF}2026-03-02 \u{2060}",
        ] {
            assert_eq!(Day::parse(raw).unwrap().to_string(), "2026-03-02", "{raw}");
        }
        for raw in ["2026-03-02 19:30", "2026-03-02T19:30", "2026年3月2日 19：30", "2026年3月2日19点半"]
        {
            assert_eq!(Moment::parse(raw).unwrap().to_string(), "2026-03-02 19:30", "{raw}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_its_own_and_the_next_ones_first_moment() {
        let midnight = Moment::parse("2026-12-31 24:00").unwrap();
        assert_eq!(midnight.to_string(), "2026-12-31 24:00");
        assert_eq!(midnight.start().to_string(), "2027-01-01T00:00:00");
        assert_eq!(midnight.end(), Moment::parse("2026-12-31").unwrap().end());
        assert!(
            midnight > Moment::parse("2026-12-31 23:59:59").unwrap()
                && midnight < Moment::parse("2027-01-01").unwrap()
        );
        for raw in ["24:00", "24：00", "24点", "24:00:00", "24时00分"] {
            assert_eq!(TimeOfDay::parse(raw).unwrap(), TimeOfDay::END_OF_DAY, "{raw}");
        }
        for raw in ["24:01", "24:00:01", "25:00", "9:60", "9:30:60", "-1:00", "9:30:", "9点半分"] {
            assert!(TimeOfDay::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn an_offset_is_turned_into_the_sites_zone() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let day = in_zone(&zone, || Day::parse("2026-03-02T20:30:00Z").unwrap());
        assert_eq!(day.to_string(), "2026-03-03");
    }

    #[test]
    fn a_day_that_never_was_is_distinguished_from_nonsense() {
        assert_eq!(Day::parse("2026-02-30").unwrap_err().code.id, "impossible-date");
        for raw in ["2026-13-01", "2026-257-01", "2026/1/257", "2026-00-10"] {
            assert_eq!(Day::parse(raw).unwrap_err().code.id, "impossible-date", "{raw}");
        }
        for raw in ["", "soon", "26-3-2", "2026-03", "2026-03-02x", "99999-1-1"] {
            assert!(Day::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn what_stands_behind_a_date_is_reported_with_the_date() {
        let meant = |raw: &str| Moment::parse(raw).unwrap_err().suggestion.unwrap_or_default();
        for (raw, suggested) in [
            ("2026年5月8日下午3点", "2026-05-08 15:00"),
            ("2026-05-01 下午2：30", "2026-05-01 14:30"),
            ("2026年5月1日 晚上7点半", "2026-05-01 19:30"),
            ("2026-05-01 3pm", "2026-05-01 15:00"),
            ("2026-05-01（周五）下午2点", "2026-05-01 14:00"),
            ("2026-05-01 (Fri) 14:00", "2026-05-01 14:00"),
            ("2026-05-01（周五）", "2026-05-01"),
            ("2026-05-01 Friday", "2026-05-01"),
            ("2026-05-01上午", "2026-05-01"),
            ("2026-05-01 25:00", ""),
            ("2026-05-01 9:00-11:00", ""),
        ] {
            assert_eq!(meant(raw), suggested, "{raw}");
        }
    }

    #[test]
    fn a_span_of_days_is_two() {
        for raw in ["2026-05-01 至 2026-05-08", "2026年5月1日至8日", "2026年5月1日到5月8日"] {
            let days = Some(("2026-05-01".to_owned(), "2026-05-08".to_owned()));
            assert_eq!(spoken::span_of_days(raw), days, "{raw}");
        }
        assert_eq!(spoken::span_of_days("2026-05-01"), None);
    }
}
