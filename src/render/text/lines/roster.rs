//! A roster in words: who is on duty today, which shift is next, and then the week.

use super::TextLines;
use crate::front::scalar::Moment;
use crate::record::roster::{DayView, DutyView, RosterView};
use crate::render::duties;

impl TextLines<'_> {
    pub(super) fn roster(&mut self, roster: &RosterView<'_>) {
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

    fn day(&self, day: &DayView<'_>) -> String {
        duties::day(day, &self.wording)
    }

    fn duty(&self, shift: &DutyView<'_>) -> String {
        let parts = duties::duty(shift, &self.wording).into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(&self.wording.word("text-shift-gap"))
    }
}
