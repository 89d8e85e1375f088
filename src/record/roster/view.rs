//! What is drawn of a roster: who is on duty today and next, then the week, then the single dates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::days::Days;
use super::super::kind::ViewContext;
use super::super::notice::Weekday;
use super::{DutyRow, Roster, RosterFacts};
use crate::config::spoken;
use crate::front::prose::Prose;
use crate::front::scalar::{Day, Text, TimeOfDay};

/// What is drawn of a roster.
#[derive(Serialize)]
pub struct RosterView<'v> {
    /// The first day.
    pub from: Option<Day>,
    /// The last day; none if the roster has no last day.
    pub until: Option<Day>,
    /// Today, with who is on duty; none outside the roster.
    pub today: Option<DayView<'v>>,
    /// The next shift that begins, with its day.
    pub next: Option<DayView<'v>>,
    /// A week beginning on Monday, each day with its shifts; empty if no row repeats.
    pub week: Vec<DayView<'v>>,
    /// The days given by date, in order.
    pub dates: Vec<DayView<'v>>,
}

/// A day with its shifts, the earliest first.
#[derive(Clone, Debug, Serialize)]
pub struct DayView<'v> {
    /// The day of the week.
    pub weekday: Weekday,
    /// The date; none if the day stands for every week.
    pub date: Option<Day>,
    /// Its shifts.
    pub shifts: Vec<DutyView<'v>>,
}

/// A shift.
#[derive(Clone, Debug, Serialize)]
pub struct DutyView<'v> {
    /// When it begins; none if it lasts the whole day.
    pub from: Option<TimeOfDay>,
    /// When it ends.
    pub until: Option<TimeOfDay>,
    /// Whether it ends on the following day.
    pub next_day: bool,
    /// Whether it began on the previous day.
    pub since_yesterday: bool,
    /// Where.
    pub place: Option<String>,
    /// The language of the place's name, where it is not that of the page.
    pub place_lang: Option<String>,
    /// The duty.
    pub duty: Option<&'v Prose>,
    /// Who is on duty.
    pub who: Vec<&'v Text>,
}

impl DutyView<'_> {
    /// `22:00–次日06:00`, with a time on the next day put into words; empty if it lasts the whole day.
    pub fn hours(&self, next_day: impl Fn(&str) -> String) -> String {
        let until = self.until.map(|until| match self.next_day {
            true => next_day(&until.to_string()),
            false => until.to_string(),
        });
        match (self.from.map(|from| from.to_string()), until) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        }
    }
}

pub(super) fn view<'v>(roster: &'v Roster, facts: &RosterFacts, context: &ViewContext<'_>) -> RosterView<'v> {
    let own = context.shown.own();
    let from = roster.begins(own.common);
    let drawer = Drawer { roster, context };
    RosterView {
        from,
        until: roster.until,
        today: drawer.today(facts),
        next: facts.next.as_ref().map(|next| drawer.day(next.date.0, &next.rows)),
        week: drawer.week(),
        dates: from.map(|from| drawer.dates(from)).unwrap_or_default(),
    }
}

struct Drawer<'v, 'c> {
    roster: &'v Roster,
    context: &'c ViewContext<'c>,
}

impl<'v> Drawer<'v, '_> {
    fn day(&self, date: Date, rows: &[usize]) -> DayView<'v> {
        let shifts = rows.iter().filter_map(|row| self.roster.rows().get(*row)).map(|row| self.duty(row));
        DayView { weekday: Weekday::of(date), date: Some(Day(date)), shifts: shifts.collect() }
    }

    /// Today, unless the roster has not begun or has ended.
    fn today(&self, facts: &RosterFacts) -> Option<DayView<'v>> {
        let on_duty = facts.on_duty.as_ref()?;
        let within = self.roster.until.is_none_or(|until| on_duty.today <= until)
            && self.roster.begins(self.context.shown.own().common).is_some_and(|from| from <= on_duty.today);
        let rows = self.roster.rows();
        let since = on_duty.since_yesterday.iter().filter_map(|row| rows.get(*row));
        let mut day = self.day(on_duty.today.0, &on_duty.rows);
        let since = since.map(|row| DutyView { since_yesterday: true, ..self.duty(row) });
        day.shifts.splice(0..0, since.collect::<Vec<_>>());
        (within || !day.shifts.is_empty()).then_some(day)
    }

    fn week(&self) -> Vec<DayView<'v>> {
        let rows = self.roster.rows();
        if rows.iter().all(|row| row.days.as_deref().unwrap_or_default().is_empty()) {
            return Vec::new();
        }
        let day = |weekday: Weekday| {
            let on = |row: &&DutyRow| row.days.as_deref().unwrap_or_default().contains(&weekday);
            let mut on: Vec<&'v DutyRow> = rows.iter().filter(on).collect();
            on.sort_by_key(|row| row.starts());
            let shifts = on.into_iter().map(|row| self.duty(row)).collect();
            DayView { weekday, date: None, shifts }
        };
        Weekday::WEEK.into_iter().map(day).collect()
    }

    fn dates(&self, from: Day) -> Vec<DayView<'v>> {
        let days = Days { first: from.0, last: self.roster.until.map(|until| until.0) };
        let mut dates: BTreeMap<Date, Vec<&'v DutyRow>> = BTreeMap::new();
        for row in self.roster.rows() {
            row.dated(days).into_iter().for_each(|date| dates.entry(date).or_default().push(row));
        }
        let day = |(date, mut rows): (Date, Vec<&'v DutyRow>)| {
            rows.sort_by_key(|row| row.starts());
            let shifts = rows.into_iter().map(|row| self.duty(row)).collect();
            DayView { weekday: Weekday::of(date), date: Some(Day(date)), shifts }
        };
        dates.into_iter().map(day).collect()
    }

    fn duty(&self, row: &'v DutyRow) -> DutyView<'v> {
        let place = row.place.as_ref().map(|place| self.context.said_place(place));
        let (place, place_lang) = place.map_or((None, None), |place| (Some(spoken(&place.name)), place.lang));
        DutyView {
            from: row.from,
            until: row.until,
            next_day: row.passes_midnight(),
            since_yesterday: false,
            place,
            place_lang,
            duty: row.duty.as_ref(),
            who: row.who.iter().flatten().collect(),
        }
    }
}
