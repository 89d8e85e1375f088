//! `cadence`: what a site promises to publish regularly, and the calendar spans for which it does.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use serde::{Serialize, Serializer};

use super::{MAX_DAYS, SiteFile};
use crate::diag::{Words, codes, words};
use crate::front::check::Check;
use crate::front::scalar::{Count, Day, Text};
use crate::front::shape::{choices, fields};

choices! {
    /// How often something is published.
    pub enum Every ("周期", "how often") {
        /// Once a month.
        Month = "month" "每月" | "月" | "按月",
        /// Once a quarter.
        Quarter = "quarter" "每季度" | "季度" | "每季" | "按季",
        /// Twice a year.
        HalfYear = "half-year" "每半年" | "半年" | "按半年",
        /// Once a year.
        Year = "year" "每年" | "年" | "按年",
    }
}

fields! {
    /// Something that is promised.
    pub struct Promise {
        /// the kind of record
        kind "类型" "公布哪一类记录" ! Text,
        /// how often
        every "周期" "多久公布一次" ! Every,
        /// days after the end of each period by which it is published; none when left out
        within "期限" "每期结束后多少天内公布；不写就是当天" ? Count,
        /// of a ledger, whose money
        fund "资金" "收支的资金名称" ? Text,
        /// of a meeting or an election, of which body
        body "机构" "会议或选举的机构" ? Text,
    }
}

/// A promise must not allow more days than a calendar can count.
pub(super) fn check(file: &SiteFile, found: &mut Check) {
    for (at, promise) in file.cadence.iter().flatten().enumerate() {
        if let Some(Count(days)) = promise.within.filter(|within| within.0 > MAX_DAYS) {
            let message = words!("期限 {days} 天，太多了", "within {days} days is too long");
            let help = words!("最多 {MAX_DAYS} 天，请核对位数", "at most {MAX_DAYS}: check the digits");
            found.add(format!("cadence.{at}.within"), &codes::TOO_MANY_DAYS, message).help(help);
        }
    }
}

impl Every {
    /// How many months a span has.
    const fn months(self) -> i8 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::HalfYear => 6,
            Every::Year => 12,
        }
    }

    /// The span that contains a day.
    pub fn around(self, day: Date) -> CalendarSpan {
        let first = (day.month() - 1) / self.months() * self.months() + 1;
        CalendarSpan { every: self, from: date(day.year(), first, 1) }
    }
}

/// A month, quarter, half-year or year of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CalendarSpan {
    /// Which of these it is.
    pub every: Every,
    /// Its first day.
    pub from: Date,
}

impl CalendarSpan {
    /// The span of exactly these days, if there is one.
    pub fn of(from: Date, until: Date) -> Option<CalendarSpan> {
        let all = [Every::Month, Every::Quarter, Every::HalfYear, Every::Year];
        all.into_iter()
            .map(|every| every.around(from))
            .find(|span| span.from == from && span.until() == until)
    }

    fn months(self) -> Span {
        i64::from(self.every.months()).months()
    }

    /// The next span; none at the end of the calendar.
    pub fn next(self) -> Option<CalendarSpan> {
        self.from.checked_add(self.months()).ok().map(|from| CalendarSpan { from, ..self })
    }

    /// Its last day.
    pub fn until(self) -> Date {
        self.next().and_then(|next| next.from.yesterday().ok()).unwrap_or(Date::MAX)
    }

    /// Its number within its year, counted from 1.
    pub fn number(self) -> i8 {
        (self.from.month() - 1) / self.every.months() + 1
    }

    /// Its name in messages.
    pub fn words(self) -> Words {
        let (year, number) = (self.from.year(), self.number());
        match self.every {
            Every::Month => words!("{year}年{number}月", "{year}-{number:02}"),
            Every::Quarter => words!("{year}年第{number}季度", "quarter {number} of {year}"),
            Every::HalfYear if number == 1 => words!("{year}年上半年", "the first half of {year}"),
            Every::HalfYear => words!("{year}年下半年", "the second half of {year}"),
            Every::Year => words!("{year}年", "{year}"),
        }
    }
}

/// For templates: its kind, year and number, with its first and last day.
impl Serialize for CalendarSpan {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Parts {
            every: Every,
            year: String,
            number: i8,
            from: Day,
            until: Day,
        }
        let (year, number) = (self.from.year().to_string(), self.number());
        let (from, until) = (Day(self.from), Day(self.until()));
        Parts { every: self.every, year, number, from, until }.serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_those_of_the_calendar() {
        let span = |every: Every, day: Date| {
            let span = every.around(day);
            (span.from, span.until(), span.number())
        };
        assert_eq!(span(Every::Month, date(2024, 2, 29)), (date(2024, 2, 1), date(2024, 2, 29), 2));
        assert_eq!(span(Every::Quarter, date(2026, 6, 30)), (date(2026, 4, 1), date(2026, 6, 30), 2));
        assert_eq!(span(Every::HalfYear, date(2026, 7, 1)), (date(2026, 7, 1), date(2026, 12, 31), 2));
        assert_eq!(span(Every::Year, date(2026, 7, 1)), (date(2026, 1, 1), date(2026, 12, 31), 1));
        assert_eq!(Every::Month.around(date(2026, 12, 3)).next().unwrap().from, date(2027, 1, 1));
    }

    #[test]
    fn days_that_are_no_such_span_are_none() {
        let every = |from, until| CalendarSpan::of(from, until).map(|span| span.every);
        assert_eq!(every(date(2026, 7, 1), date(2026, 9, 30)), Some(Every::Quarter));
        assert_eq!(every(date(2026, 1, 1), date(2026, 12, 31)), Some(Every::Year));
        assert_eq!(every(date(2026, 7, 2), date(2026, 9, 30)), None);
        assert_eq!(every(date(2026, 2, 1), date(2026, 4, 30)), None, "three months, and no quarter");
    }
}
