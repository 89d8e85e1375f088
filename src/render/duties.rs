//! The shifts of a roster in words: for posters and texts to paste.

use super::wording::Wording;
use crate::record::roster::{DayView, DutyView};

/// `12月10日周四`, `周四`.
pub(crate) fn day(day: &DayView<'_>, wording: &Wording<'_>) -> String {
    let weekday = wording.word(&format!("day-{}", day.weekday.name()));
    match day.date {
        Some(date) => wording.say("poster-day", &[("date", &wording.short(date.0)), ("weekday", &weekday)]),
        None => weekday,
    }
}

/// When a shift is, who is on duty, what is done and where; an empty text for each that is not known.
pub(crate) fn duty(shift: &DutyView<'_>, wording: &Wording<'_>) -> [String; 4] {
    let who: Vec<&str> = shift.who.iter().map(|who| who.0.as_str()).collect();
    [
        shift.hours(|time| wording.say("roster-next-day", &[("time", time)])),
        who.join(&wording.word("comma")),
        shift.duty.map(|duty| duty.0.clone()).unwrap_or_default(),
        shift.place.clone().unwrap_or_default(),
    ]
}
