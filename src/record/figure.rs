//! 数字: a figure that an author gives in a record of any kind, with the number that it is a part of.
//!
//! A percentage means nothing without the number that it is a part of, so one without `of` is a mistake.
//! The share in the open data is always computed.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::check::Check;
use super::exact::Share;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::prose::{Prose, same_in_every_language};
use crate::front::scalar::{Amount, Day, Flag, Scalar, half_width, scalars, trim};
use crate::front::shape::{Bilingual, ValueError, fields};
use crate::front::texts::without_texts;

fields! {
    /// A figure.
    pub struct Figure {
        /// what is counted
        label "名称" "数的是什么" ! Prose,
        /// how many or how much
        value "数值" "是多少" ! FigureValue,
        /// the unit
        unit "单位" "单位" ? Prose,
        /// the number that it is a part of
        of "总数" "总数，即分母；有它才算比例" ? Amount,
        /// the day on which it was so
        as_of "截至" "截至哪一天" ? Day,
        /// whether it may be more
        at_least "至少" "是不是只会更多，如“11000多”" ? Flag,
    }
}

/// The number of a figure; it may be written as a percentage: `98%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FigureValue {
    /// The number.
    pub number: Amount,
    /// Whether a percent sign follows it.
    pub percent: bool,
}

same_in_every_language!(FigureValue);
without_texts!(FigureValue);
scalars!(FigureValue);

impl Scalar for FigureValue {
    const WHAT: Bilingual = <Amount as Scalar>::WHAT;
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let text = half_width(trim(raw));
        let (number, percent) = match text.strip_suffix(is_percent_sign) {
            Some(number) => (number, true),
            None => (&*text, false),
        };
        let fault = |fault: ValueError| match least(&text) {
            Some(number) => fault.help(words!(
                "请写 value: {number}，再加一项 at_least: true",
                "write `value: {number}` and, beside it, `at_least: true`"
            )),
            None => fault,
        };
        Amount::parse(number).map(|number| FigureValue { number, percent }).map_err(fault)
    }
}

impl Serialize for FigureValue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.number.serialize(to)
    }
}

/// The number in a text that says “at least so many”: `11000+`, `150多`.
fn least(text: &str) -> Option<&str> {
    let number = text.strip_suffix(['+', '多', '余']).map(str::trim)?;
    Amount::parse(number).is_ok().then_some(number)
}

fn is_percent_sign(c: char) -> bool {
    matches!(c, '%' | '％' | '﹪')
}

impl Figure {
    /// The number, as precise as written.
    pub fn number(&self) -> Amount {
        self.value.number
    }

    /// The unit; for a percentage without another unit, the percent sign.
    pub fn unit(&self) -> Option<&str> {
        let unit = self.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
        unit.or(self.value.percent.then_some("%"))
    }

    /// Whether the number itself is a percentage.
    pub fn is_percentage(&self) -> bool {
        self.value.percent || self.unit.as_deref().is_some_and(|unit| unit.contains(is_percent_sign))
    }

    /// The share that it is of its whole: the percentage itself, if it is one. None if the whole is not
    /// given.
    pub fn share(&self) -> Option<Share> {
        let of = self.of?.0;
        let whole = if self.is_percentage() { Decimal::ONE_HUNDRED } else { of };
        (!of.is_zero()).then(|| Share::of_amounts(self.number().0, whole))
    }

    /// Whether the true number may be larger.
    pub fn is_at_least(&self) -> bool {
        self.at_least.is_some_and(|least| least.0)
    }

    /// The number as people read it: `11,000+` if the true number may be larger.
    pub fn written(&self, thousands: impl Fn(&str) -> String) -> String {
        let number = thousands(&self.number().to_string());
        if self.is_at_least() { number + "+" } else { number }
    }
}

/// A figure in the open data and on pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureData<'f> {
    /// What is counted.
    pub label: &'f str,
    /// How many or how much.
    pub value: Amount,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'f str>,
    /// The number that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Amount>,
    /// The share, with four decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// The day to which it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Whether the true number may be larger.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
}

impl<'f> FigureData<'f> {
    /// The published form of a figure.
    pub fn of(figure: &'f Figure) -> FigureData<'f> {
        FigureData {
            label: &figure.label,
            value: figure.number(),
            unit: figure.unit(),
            of: figure.of,
            share: figure.share().and_then(Share::decimal),
            as_of: figure.as_of,
            at_least: figure.is_at_least(),
        }
    }
}

/// A percentage needs the number that it is a part of, and a part of a whole is never negative.
pub(super) fn check(figures: &[Figure], check: &mut Check) {
    for (at, figure) in figures.iter().enumerate() {
        match figure.of {
            None => without_whole(at, figure, check),
            Some(of) => {
                let parts = [("value", figure.number()), ("of", of)];
                for (field, _) in parts.into_iter().filter(|(_, part)| part.0.is_sign_negative()) {
                    below_zero(format!("figures.{at}.{field}"), check);
                }
                if of.0.is_zero() && !figure.number().0.is_zero() {
                    of_nothing(format!("figures.{at}.of"), check);
                }
            }
        }
    }
}

fn of_nothing(path: String, check: &mut Check) {
    let message =
        Words::fixed("总数是 0，不会有其中的一部分", "`of` is 0, and nothing can be a share of zero");
    check.add(path, &codes::SHARE_BELOW_ZERO, message).help(Words::fixed(
        "写总数；不是比例的，删去 of",
        "give the whole, or delete `of` if this is not a share",
    ));
}

fn below_zero(path: String, check: &mut Check) {
    let message = Words::fixed("比例里的数不能小于零", "the numbers of a share cannot be negative");
    check.add(path, &codes::SHARE_BELOW_ZERO, message).help(Words::fixed(
        "改正这个数；不是比例的，删去 of",
        "correct the number, or delete `of` if this is not a share",
    ));
}

/// Reports the percent sign of a figure without `of`: in its value, else in its unit, else in its label.
fn without_whole(at: usize, figure: &Figure, check: &mut Check) {
    let has_sign = |text: &str| text.contains(is_percent_sign);
    let field = if figure.value.percent {
        "value"
    } else if figure.unit.as_deref().is_some_and(has_sign) {
        "unit"
    } else if has_sign(&figure.label) {
        "label"
    } else {
        return;
    };
    check.push(format!("figures.{at}.{field}"), percent_without_whole());
}

/// The diagnostic for a translated label or unit that turns a figure without `of` into a percentage.
pub(super) fn translated_fault(original: &Figure, text: &str) -> Option<Diagnostic> {
    (original.of.is_none() && text.contains(is_percent_sign)).then(percent_without_whole)
}

fn percent_without_whole() -> Diagnostic {
    let message = Words::fixed("百分比没有写总数", "a percentage that does not say of how many");
    Diagnostic::new(&codes::PERCENT_WITHOUT_WHOLE, message).help(Words::fixed(
        "写是多少、共多少，如 value: 1544 和 of: 1575；比例会自己算出来",
        "say how many of how many, such as `value: 1544` and `of: 1575`; Lilong computes the share",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(yaml: &str) -> Figure {
        serde_yaml::from_str(yaml).unwrap()
    }

    fn share(yaml: &str) -> Option<String> {
        figure(yaml).share().and_then(Share::decimal)
    }

    #[test]
    fn a_share_is_of_the_denominator_and_a_percentage_is_its_own() {
        assert_eq!(share("{label: 交回, value: 1050, of: 1575}").unwrap(), "0.6667");
        assert_eq!(share("{label: 满意, value: 98.5%, of: 1575}").unwrap(), "0.9850");
        assert_eq!(share("{label: 满意, value: 98.5, unit: '%', of: 1575}").unwrap(), "0.9850");
        assert_eq!(share("{label: 答复, value: 0, of: 0}"), None, "of nothing there is no share");
        assert_eq!(share("{label: 小时, value: 11000}"), None);
    }

    #[test]
    fn what_may_be_more_has_a_plus() {
        let written = |yaml: &str| figure(yaml).written(|number| format!("<{number}>"));
        assert_eq!(written("{label: 小时, value: 11000, at_least: true}"), "<11000>+");
        assert_eq!(written("{label: 小时, value: 11000.50}"), "<11000.50>");
    }

    #[test]
    fn a_number_with_a_plus_is_reported_how_it_is_written() {
        for raw in ["11000+", "150多", "150余"] {
            let help = FigureValue::parse(raw).unwrap_err().help.unwrap();
            assert!(help.en.contains("at_least: true"), "{raw}: {help:?}");
        }
        assert!(FigureValue::parse("很多").unwrap_err().help.is_some());
        assert!(FigureValue::parse("98％").unwrap().percent);
    }
}
