//! Days on which a period cannot end, and the last day of a posting that follows from them.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Holidays;

/// The most days that anything may hang: a larger number must be a typing error.
pub const MAX_DAYS: u64 = 36_500;

/// The holidays and working days of `site.holidays`.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    weekends: bool,
    dates: BTreeSet<Date>,
    workdays: BTreeSet<Date>,
}

impl Calendar {
    /// Reads the setting.
    pub fn new(holidays: Option<&Holidays>) -> Calendar {
        let Some(holidays) = holidays else {
            return Calendar::default();
        };
        let set = |days: &Option<crate::front::DelimitedList<crate::front::scalar::Day>>| {
            days.iter().flatten().map(|day| day.0).collect()
        };
        Calendar {
            weekends: holidays.weekends.is_some_and(|weekends| weekends.0),
            dates: set(&holidays.dates),
            workdays: set(&holidays.workdays),
        }
    }

    /// Whether `day` is a holiday.
    pub fn is_holiday(&self, day: Date) -> bool {
        let weekend = self.weekends && matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !self.workdays.contains(&day) && (weekend || self.dates.contains(&day))
    }

    /// The last day of a posting of `days` days that was put up on `from`. The day of posting is not
    /// counted (PRC Civil Code art. 201); a last day that is a holiday moves to the next day that is not
    /// (art. 203).
    pub fn last_day(&self, from: Date, days: u64) -> Date {
        // Larger numbers are reported where they are written.
        let days = i32::try_from(days.min(MAX_DAYS)).unwrap_or_default();
        let mut last = from.saturating_add(days.days());
        while self.is_holiday(last) {
            match last.tomorrow() {
                Ok(next) => last = next,
                Err(_) => break,
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_of_posting_is_not_counted() {
        assert_eq!(Calendar::default().last_day(date(2026, 3, 2), 7), date(2026, 3, 9));
    }

    #[test]
    fn a_last_day_on_a_holiday_moves_on() {
        let calendar = Calendar {
            weekends: true,
            dates: [date(2026, 10, 5)].into(),
            workdays: [date(2026, 10, 11)].into(),
        };
        // Saturday 3, Sunday 4 and the holiday on Monday 5 are skipped.
        assert_eq!(calendar.last_day(date(2026, 9, 30), 3), date(2026, 10, 6));
        // Sunday 11 is a working day.
        assert_eq!(calendar.last_day(date(2026, 10, 9), 2), date(2026, 10, 11));
    }
}
