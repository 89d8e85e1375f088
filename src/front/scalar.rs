//! Single values of front matter: takes the text as typed, gives a typed value or says what is wrong with it.
//!
//! Every type here keeps what the author wrote exactly (amounts are decimals, never floats). Nothing here knows where
//! in a file a value stands.

use std::cell::RefCell;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserializer, Serialize, Serializer, de};

use super::shape::{Bad, Said};
use crate::diag::{Words, codes, words};

/// A type that is written as one scalar.
pub trait Scalar: Sized {
    /// What such a value is called in messages.
    const WHAT: Said;
    /// Reads the text as typed.
    ///
    /// # Errors
    /// Says what is wrong with it and how it is written.
    fn parse(raw: &str) -> Result<Self, Bad>;
}

/// Implements reading from YAML, and the shape, for scalars.
macro_rules! scalars {
    ($($name:ident),+) => {$(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::front::scalar::deserialize(from)
            }
        }
        impl $crate::front::shape::Shaped for $name {
            const SHAPE: $crate::front::shape::Shape = $crate::front::shape::Shape::Scalar {
                what: <$name as $crate::front::scalar::Scalar>::WHAT,
                check: |raw| <$name as $crate::front::scalar::Scalar>::parse(raw).err(),
                choices: &[],
            };
        }
    )+};
}
pub(crate) use scalars;

/// Reads a scalar from the raw text of a YAML value: no type is guessed on the way, so `3000.00` keeps its zeros.
///
/// # Errors
/// The value is not a scalar, or not one of this type.
pub(crate) fn deserialize<'de, T: Scalar, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Raw<T>(std::marker::PhantomData<T>);
    impl<T: Scalar> de::Visitor<'_> for Raw<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::WHAT.1)
        }
        fn visit_str<E: de::Error>(self, raw: &str) -> Result<T, E> {
            T::parse(raw).map_err(|bad| E::custom(bad.message.en))
        }
    }
    from.deserialize_str(Raw(std::marker::PhantomData))
}

scalars!(Text, Day, Moment, TimeOfDay, Amount, Count, Flag, Threshold, Weight);

/// Plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(pub String);

impl Scalar for Text {
    const WHAT: Said = ("文字", "text");
    fn parse(raw: &str) -> Result<Self, Bad> {
        Ok(Text(raw.trim_end().to_owned()))
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

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
        let raw = half_width(raw.trim());
        // A day alone is no moment of the whole world; nearly all dates are days alone.
        if raw.len() > "2026-03-02".len()
            && let Ok(stamp) = raw.parse::<jiff::Timestamp>()
        {
            let civil = ZONE.with(|zone| stamp.to_zoned(zone.borrow().clone()).datetime());
            return Ok(Moment { date: civil.date(), time: Some(civil.time()) });
        }
        let numbers = date_numbers(&raw).ok_or_else(|| bad_date(&raw))?;
        let ([year, month, day], rest) = numbers;
        let date = Date::new(year, month as i8, day as i8).map_err(|_| impossible_date(year, month, day))?;
        let rest = rest.trim_start_matches(['T', ' ']).trim();
        let time = if rest.is_empty() { None } else { Some(TimeOfDay::parse(rest)?.0) };
        Ok(Moment { date, time })
    }
}

/// The three numbers a date starts with, and what follows them.
fn date_numbers(raw: &str) -> Option<([i16; 3], &str)> {
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

fn bad_date(raw: &str) -> Bad {
    Bad::new(&codes::BAD_DATE, words!("“{raw}”不是日期", "“{raw}” is not a date"))
        .help(Words::fixed("请写成 2026-03-02 或 2026年3月2日", "write it like 2026-03-02"))
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
        let text = half_width(raw.trim());
        let parsed = clock_numbers(&text).and_then(|(hour, minute)| {
            let midnight = (hour, minute) == (24, 0);
            Time::new(if midnight { 23 } else { hour }, if midnight { 59 } else { minute }, 0, 0).ok()
        });
        parsed.map(TimeOfDay).ok_or_else(|| {
            Bad::new(&codes::BAD_TIME, words!("“{raw}”不是时间", "“{raw}” is not a time of day"))
                .help(Words::fixed("请写成 19:30", "write it like 19:30"))
        })
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

/// A sum of money, an area or a measured figure: an exact decimal, as precise as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub Decimal);

impl Scalar for Amount {
    const WHAT: Said = ("数额", "an amount");
    fn parse(raw: &str) -> Result<Self, Bad> {
        let text = half_width(raw.trim()).replace(',', "");
        let well_formed = text.trim_start_matches(['-', '+']).split('.').count() <= 2
            && text.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit() || c == '.')
            && text.chars().any(|c| c.is_ascii_digit());
        let parsed = if well_formed { text.parse::<Decimal>().ok() } else { None };
        // These bounds keep every product of the exact comparisons inside 128 bits.
        parsed.filter(|d| d.scale() <= 6 && d.abs() < Decimal::from(1_000_000_000_000_000_u64)).map(Amount).ok_or_else(|| {
            Bad::new(&codes::BAD_AMOUNT, words!("“{raw}”不是数额", "“{raw}” is not an amount"))
                .help(Words::fixed("请只写数字，最多六位小数，如 3000.00", "write digits only, with at most six decimals, like 3000.00"))
        })
    }
}

/// How many: a whole number, not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Count(pub u64);

impl Scalar for Count {
    const WHAT: Said = ("个数", "a whole number");
    fn parse(raw: &str) -> Result<Self, Bad> {
        let text = half_width(raw.trim()).replace(',', "");
        let digits = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().map(Count).ok_or_else(|| {
            Bad::new(&codes::BAD_COUNT, words!("“{raw}”不是个数", "“{raw}” is not a whole number"))
                .help(Words::fixed("请写 0 或正整数，如 128", "write 0 or a positive whole number, like 128"))
        })
    }
}

/// A place in an order: a whole number that may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Weight(pub i32);

impl Scalar for Weight {
    const WHAT: Said = ("整数", "a whole number");
    fn parse(raw: &str) -> Result<Self, Bad> {
        raw.trim().parse().map(Weight).map_err(|_| Bad::new(&codes::BAD_COUNT, words!("“{raw}”不是整数", "“{raw}” is not a whole number")))
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Flag(pub bool);

impl Scalar for Flag {
    const WHAT: Said = ("是或否", "yes or no");
    fn parse(raw: &str) -> Result<Self, Bad> {
        match raw.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "是" | "on" => Ok(Flag(true)),
            "false" | "no" | "否" | "off" => Ok(Flag(false)),
            _ => Err(Bad::new(&codes::WRONG_TYPE, words!("“{raw}”应为是或否", "“{raw}” should be yes or no"))
                .help(Words::fixed("请写 true（是）或 false（否）", "write true or false"))),
        }
    }
}

/// A fraction to be reached: `2/3` is reached by two thirds, `>1/2` only by more than half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Threshold {
    /// The part.
    pub numerator: u32,
    /// Of the whole; never 0.
    pub denominator: u32,
    /// Whether the fraction itself is not enough.
    pub strict: bool,
}

impl Scalar for Threshold {
    const WHAT: Said = ("分数", "a fraction");
    fn parse(raw: &str) -> Result<Self, Bad> {
        let text = half_width(raw.trim());
        let (strict, fraction) = match text.strip_prefix('>') {
            Some(rest) => (true, rest.trim()),
            None => (false, text.as_str()),
        };
        let parts = fraction.split_once('/').and_then(|(n, d)| Some((n.trim().parse().ok()?, d.trim().parse().ok()?)));
        match parts {
            Some((numerator, denominator)) if numerator <= denominator && (1..=100_000).contains(&denominator) => {
                Ok(Threshold { numerator, denominator, strict })
            }
            _ => Err(Bad::new(&codes::BAD_FRACTION, words!("“{raw}”不是分数", "“{raw}” is not a fraction")).help(Words::fixed(
                "请写成 \"2/3\"（含三分之二）或 \">1/2\"（超过一半）",
                "write it like \"2/3\" (two thirds are enough) or \">1/2\" (more than half)",
            ))),
        }
    }
}

/// Full-width digits, signs and spaces as their ASCII twins: they come with Chinese input methods and mean the same.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    if text.is_ascii() { text.to_owned() } else { text.chars().map(narrow).collect() }
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

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// As written: `2/3` or `>1/2`.
impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/{}", if self.strict { ">" } else { "" }, self.numerator, self.denominator)
    }
}

macro_rules! serialize_as_written {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    )+};
}
serialize_as_written!(Day, Moment, TimeOfDay, Amount, Threshold);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_people_write() {
        for raw in ["2026-03-02", "2026/3/2", "2026年3月2日", "２０２６-03-02", "2026.3.2"] {
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

    #[test]
    fn amounts_keep_their_zeros_and_refuse_what_floats_would_take() {
        assert_eq!(Amount::parse("3000.00").unwrap().to_string(), "3000.00");
        assert_eq!(Amount::parse("1,234.5").unwrap().to_string(), "1234.5");
        for raw in ["1e3", "nan", "1.2.3", "", "-", "0.1234567"] {
            assert!(Amount::parse(raw).is_err(), "{raw}");
        }
    }
}
