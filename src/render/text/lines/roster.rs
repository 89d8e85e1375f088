//! A roster in words: who is on duty today, which shift is next, and then the week.

use super::TextLines;
use crate::front::scalar::Moment;
use crate::record::roster::{DayView, DutyView, View};

impl TextLines<'_> {
    pub(super) fn roster(&mut self, roster: &View<'_>) {
        let wording = self.wording;
        self.span((roster.from.map(Moment::from), roster.until.map(Moment::from)), "roster-span");
        if let Some(today) = &roster.today {
            let label = wording.say("roster-today", &[("day", &self.day(today))]);
            let shifts: Vec<String> = today.shifts.iter().map(|shift| self.duty(shift)).collect();
            let nobody = || wording.word("roster-nobody");
            let shifts =
                if shifts.is_empty() { nobody() } else { shifts.join(&wording.word("text-shift-comma")) };
            self.labelled(&label, &shifts);
        }
        if let Some(next) = &roster.next {
            let line: Vec<String> = next.shifts.iter().map(|shift| self.duty(shift)).collect();
            let label = wording.say("roster-next", &[("day", &self.day(next))]);
            self.labelled(&label, &line.join(&wording.word("text-shift-comma")));
        }
        for day in roster.week.iter().chain(&roster.dates).filter(|day| !day.shifts.is_empty()) {
            let shifts: Vec<String> = day.shifts.iter().map(|shift| self.duty(shift)).collect();
            self.labelled(&self.day(day), &shifts.join(&wording.word("text-shift-comma")));
        }
    }

    /// `12月10日周四`, `周四`.
    fn day(&self, day: &DayView<'_>) -> String {
        let weekday = self.wording.word(&format!("day-{}", day.weekday.name()));
        match day.date {
            Some(date) => {
                let date = self.wording.short(date.0);
                self.wording.say("poster-day", &[("date", &date), ("weekday", &weekday)])
            }
            None => weekday,
        }
    }

    fn duty(&self, shift: &DutyView<'_>) -> String {
        let wording = self.wording;
        let who: Vec<&str> = shift.who.iter().map(|who| who.0.as_str()).collect();
        let parts = [
            shift.hours(|time| wording.say("roster-next-day", &[("time", time)])),
            who.join(&wording.word("comma")),
            shift.duty.map(|duty| duty.0.clone()).unwrap_or_default(),
            shift.place.clone().unwrap_or_default(),
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(&wording.word("text-shift-gap"))
    }
}
