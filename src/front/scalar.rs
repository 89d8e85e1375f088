//! Single values of front matter: takes the text as typed, gives a typed value or says what is wrong with it.
//!
//! Every type here keeps exactly what the author wrote (amounts are decimals, never floats). Nothing here
//! knows where in a file a value is.

mod spoken;
mod when;

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserializer, Serialize, de};

use super::shape::{Bilingual, ValueError};
use crate::diag::{Words, codes, words};
use crate::spelling::{ZERO_WIDTH, composed, is_blank};
pub(crate) use crate::spelling::{half_width, trim};
pub use when::{Day, Moment, TimeOfDay, apart, in_zone};

/// The time of day in a text that gives one in place of a day, as written.
pub(super) fn time_alone(raw: &str) -> Option<String> {
    spoken::time_alone(&half_width(trim(raw)))
}

/// The first and the last day of a text that gives a span of days, as written.
pub(super) fn span_of_days(raw: &str) -> Option<(String, String)> {
    spoken::span_of_days(&half_width(trim(raw)))
}

/// A type that is written as one scalar.
pub trait Scalar: Sized {
    /// What such a value is called in messages.
    const WHAT: Bilingual;
    /// Reads the text as typed.
    ///
    /// # Errors
    /// Says what is wrong with it and how it is written.
    fn parse(raw: &str) -> Result<Self, ValueError>;
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

/// Implements serialization as the text that is displayed.
macro_rules! serialize_as_written {
    ($($name:ident),+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    )+};
}
use serialize_as_written;

/// Implements serialization as the value's name.
macro_rules! serialize_by_name {
    ($($name:ty),+ $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }
    )+};
}
pub(crate) use serialize_by_name;

/// Reads a scalar from the raw text of a YAML value. No type is guessed on the way, so `3000.00` keeps its
/// zeros.
///
/// # Errors
/// The value is not a scalar, or not one of this type.
pub(crate) fn deserialize<'de, T: Scalar, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Raw<T>(std::marker::PhantomData<T>);
    impl<'de, T: Scalar> de::Visitor<'de> for Raw<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::WHAT.1)
        }
        fn visit_str<E: de::Error>(self, raw: &str) -> Result<T, E> {
            T::parse(raw).map_err(|bad| E::custom(bad.message.en))
        }
        fn visit_some<D: Deserializer<'de>>(self, raw: D) -> Result<T, D::Error> {
            raw.deserialize_str(self)
        }
    }
    // Unquoted `~` and `null` are not values; only a caller that asks for an option can tell.
    from.deserialize_option(Raw(std::marker::PhantomData))
}

scalars!(Text, Amount, NonNegative, Count, Flag, Threshold, Weight);
serialize_as_written!(Amount, NonNegative, Threshold);

/// Plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(pub String);

impl Scalar for Text {
    const WHAT: Bilingual = ("文字", "text");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        Ok(Text(composed(raw.trim_start_matches(ZERO_WIDTH).trim_end_matches(is_blank)).into_owned()))
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// A sum of money, an area or a measured value: an exact decimal, as precise as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub Decimal);

impl Scalar for Amount {
    const WHAT: Bilingual = ("数额", "an amount");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let text = ungrouped(&half_width(trim(raw))).unwrap_or_default();
        let well_formed = text.trim_start_matches(['-', '+']).split('.').count() <= 2
            && text.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit() || c == '.')
            && text.chars().any(|c| c.is_ascii_digit());
        let parsed = if well_formed { text.parse::<Decimal>().ok() } else { None };
        // These bounds keep every product in exact comparisons inside 128 bits.
        let fits = |d: &Decimal| d.scale() <= 6 && d.abs() < Decimal::from(1_000_000_000_000_000_u64);
        parsed.filter(fits).map(Amount).ok_or_else(|| bad_amount(raw))
    }
}

/// The error for a text that is not an amount.
fn bad_amount(raw: &str) -> ValueError {
    let bad = |message: Words| ValueError::new(&codes::BAD_AMOUNT, message);
    if let Some(number) = measured(&half_width(trim(raw))) {
        return bad(words!("“{raw}”要只写数", "“{raw}” should be only a number")).suggestion(number);
    }
    bad(words!("“{raw}”不是数额", "“{raw}” is not an amount")).help(Words::fixed(
        "请只写数字，最多六位小数，如 3000.00；小数点用英文句点，逗号只用来分千位，如 3,000.00",
        "write digits only, with at most six decimals, like 3000.00; a comma separates thousands only, as \
         in 3,000.00",
    ))
}

/// An area, a price or a time: an amount that cannot be less than zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NonNegative(pub Decimal);

impl Scalar for NonNegative {
    const WHAT: Bilingual = ("不小于零的数额", "an amount of zero or more");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let Amount(amount) = Amount::parse(raw)?;
        if amount.is_sign_negative() && !amount.is_zero() {
            let message = words!("“{raw}”小于零", "“{raw}” is less than zero");
            let help = Words::fixed("请写零或大于零的数", "write zero or more");
            return Err(ValueError::new(&codes::BAD_AMOUNT, message).help(help));
        }
        Ok(NonNegative(amount))
    }
}

impl From<NonNegative> for Amount {
    fn from(NonNegative(amount): NonNegative) -> Amount {
        Amount(amount)
    }
}

/// A count: a whole number, not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Count(pub u64);

impl Scalar for Count {
    const WHAT: Bilingual = ("个数", "a whole number");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let text = ungrouped(&half_width(trim(raw))).unwrap_or_default();
        let digits = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().map(Count).ok_or_else(|| bad_count(raw))
    }
}

/// The error for a text that is not a count.
fn bad_count(raw: &str) -> ValueError {
    let text = half_width(trim(raw));
    let bad = |message: Words| ValueError::new(&codes::BAD_COUNT, message);
    if ["工作日", "working day", "business day"].iter().any(|word| text.contains(word)) {
        return bad(words!(
            "“{raw}”是工作日，这里的天数按日历算",
            "“{raw}” counts working days; this field counts calendar days"
        ))
        .help(Words::fixed(
            "请数出最后一天，写 until（止）而不写天数",
            "give the last of them as `until` instead of how many there are",
        ));
    }
    match counted(&text) {
        Some(number) => bad(words!("“{raw}”要只写数", "“{raw}” should be only a number")).suggestion(number),
        None if text.ends_with('%') => {
            bad(words!("“{raw}”是百分比，这里要写个数", "“{raw}” is a share, and this takes a number")).help(
                Words::fixed(
                    "请写是多少，如 128；百分比会自己算出来",
                    "write how many, like 128; Lilong computes shares",
                ),
            )
        }
        None => bad(words!("“{raw}”不是个数", "“{raw}” is not a whole number"))
            .help(Words::fixed("请写 0 或正整数，如 128", "write 0 or a positive whole number, like 128")),
    }
}

/// A place in an order: a whole number that may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Weight(pub i32);

impl Scalar for Weight {
    const WHAT: Bilingual = ("整数", "a whole number");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        trim(raw).parse().map(Weight).map_err(|_| {
            ValueError::new(&codes::BAD_COUNT, words!("“{raw}”不是整数", "“{raw}” is not a whole number"))
                .help(Words::fixed("请写整数，如 10、-1", "write a whole number, like 10 or -1"))
        })
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Flag(pub bool);

impl Scalar for Flag {
    const WHAT: Bilingual = ("是或否", "yes or no");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        match trim(raw).to_ascii_lowercase().as_str() {
            "true" | "yes" | "是" | "on" => Ok(Flag(true)),
            "false" | "no" | "否" | "off" => Ok(Flag(false)),
            _ => Err(ValueError::new(
                &codes::WRONG_TYPE,
                words!("“{raw}”应为是或否", "“{raw}” should be yes or no"),
            )
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

impl Threshold {
    /// The fraction alone, as in `2/3`.
    pub fn fraction(self) -> String {
        format!("{}/{}", self.numerator, self.denominator)
    }
}

impl Scalar for Threshold {
    const WHAT: Bilingual = ("分数", "a fraction");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let text = half_width(trim(raw));
        let (strict, fraction) = match text.strip_prefix('>') {
            Some(rest) => (true, rest.trim()),
            None => (false, text.as_str()),
        };
        let parts = fraction
            .split_once('/')
            .and_then(|(n, d)| Some((n.trim().parse().ok()?, d.trim().parse().ok()?)));
        match parts {
            Some((numerator, denominator))
                if numerator <= denominator && (1..=100_000).contains(&denominator) =>
            {
                Ok(Threshold { numerator, denominator, strict })
            }
            _ => Err(bad_fraction(raw, &text)),
        }
    }
}

/// The fault of what is not a fraction; `text` is half-width.
fn bad_fraction(raw: &str, text: &str) -> ValueError {
    match spoken::fraction(text) {
        Some(meant) => ValueError::new(
            &codes::BAD_FRACTION,
            words!("“{raw}”要写成分数", "“{raw}” should be written as a fraction"),
        )
        .suggestion(meant),
        None => ValueError::new(&codes::BAD_FRACTION, words!("“{raw}”不是分数", "“{raw}” is not a fraction"))
            .help(Words::fixed(
                "请写成 \"2/3\"（含三分之二）或 \">1/2\"（超过一半）",
                "write it like \"2/3\" (two thirds are enough) or \">1/2\" (more than half)",
            )),
    }
}

/// The number in front of its unit, as in `7天`; none where it is about so many.
fn counted(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ','))?;
    let (number, unit) = text.split_at(end);
    (is_unit(unit.trim()) && !number.is_empty()).then(|| ungrouped(number)).flatten()
}

/// The number in front of its unit or behind the sign of its currency, as in `86.40元` and `¥1,000`.
fn measured(text: &str) -> Option<String> {
    let bare = ["¥", "￥", "人民币", "RMB", "CNY"].iter().find_map(|sign| text.strip_prefix(sign));
    let bare = bare.unwrap_or(text).trim();
    let end =
        bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))).unwrap_or(bare.len());
    let (number, unit) = bare.split_at(end);
    let is_number = bare != text && unit.is_empty() || is_unit(unit.trim()) && !unit.is_empty();
    is_number.then(|| Amount::parse(number).ok()).flatten().map(|amount| amount.to_string())
}

/// Whether a word behind a number says of what there are so many, and makes it neither more nor less.
fn is_unit(word: &str) -> bool {
    let changes = ["多", "余", "来", "几", "万", "千", "百", "亿", "十"];
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '㎡' | '²');
    word.chars().all(is_letter) && !changes.iter().any(|about| word.starts_with(about))
}

/// A number without the commas between its thousands; none where a comma is anywhere else, for nobody knows
/// whether `300,5` is three thousand or three hundred.
fn ungrouped(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let grouped = first && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    grouped.then(|| text.replace(',', ""))
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for NonNegative {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_zeros_and_refuse_what_floats_would_take() {
        assert_eq!(Amount::parse("3000.00").unwrap().to_string(), "3000.00");
        assert_eq!(Amount::parse("1,234.5").unwrap().to_string(), "1234.5");
        for raw in ["1e3", "nan", "1.2.3", "", "-", "0.1234567"] {
            assert!(Amount::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn a_unit_is_left_out_where_it_changes_no_number() {
        let meant = |raw: &str| Amount::parse(raw).unwrap_err().suggestion.unwrap_or_default();
        for (raw, suggested) in [
            ("86.40元", "86.40"),
            ("￥1000", "1000"),
            ("¥ 1,086.40", "1086.40"),
            ("12.5 ㎡", "12.5"),
            ("RMB 300", "300"),
            ("3万元", ""),
            ("约6小时", ""),
            ("1.2.3元", ""),
            ("元", ""),
        ] {
            assert_eq!(meant(raw), suggested, "{raw}");
        }
        let days = |raw: &str| Count::parse(raw).unwrap_err();
        for raw in ["7个工作日", "7 working days", "3万户"] {
            assert_eq!(days(raw).suggestion, None, "{raw}");
        }
        assert_eq!(days("7天").suggestion.as_deref(), Some("7"));
        for raw in ["≥2/3", ">=2/3", "≥ 2/3"] {
            assert_eq!(Threshold::parse(raw).unwrap_err().suggestion.as_deref(), Some("2/3"), "{raw}");
        }
    }
}
