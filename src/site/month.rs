//! Months of the archive: takes the records, gives each past month in which something was published, with
//! those records.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Site;
use super::entry::{Entry, EntryId};
use crate::config::{CalendarSpan, Every};
use crate::record::report::Collection;

/// A month that is over and in which something was published.
#[derive(Clone, Debug)]
pub struct Month {
    /// The month.
    pub span: CalendarSpan,
    /// The records dated in it, newest first.
    pub entries: Vec<EntryId>,
}

/// The months of a site.
#[derive(Clone, Debug, Default)]
pub struct Months {
    /// The months that are over and in which something was published, newest first.
    pub all: Vec<Month>,
    /// The records that are partly counted on days other than their date.
    elsewhere: Vec<EntryId>,
}

/// The months, newest first.
pub(super) fn of(site: &Site) -> Months {
    let mut months: BTreeMap<Date, Vec<EntryId>> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    for (id, entry) in site.entries.iter().enumerate() {
        if Collection::has_days_of_its_own(&entry.record.own) {
            elsewhere.push(id);
        }
        if let Some(date) = entry.date() {
            months.entry(date.first_of_month()).or_default().push(id);
        }
    }
    let over = |(from, entries): (Date, Vec<EntryId>)| {
        let span = CalendarSpan { every: Every::Month, from };
        site.clock.has_ended(span.until()).then_some(Month { span, entries })
    };
    Months { all: months.into_iter().rev().filter_map(over).collect(), elsewhere }
}

/// The name of the month of a day, in addresses: `2026-10`.
pub(super) fn month_name(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

impl Month {
    /// Its name in addresses: `2026-10`.
    pub fn name(&self) -> String {
        month_name(self.span.from)
    }

    /// The output path of its page.
    pub fn path(&self) -> String {
        format!("archive/{}.html", self.name())
    }
}

impl Site {
    /// The index of the month of that name, `2026-10`, if it is over and something was published in it.
    pub fn month_at(&self, name: &str) -> Option<usize> {
        let from: Date = format!("{name}-01").parse().ok()?;
        self.months.all.iter().position(|month| month.span.from == from)
    }

    /// The month of that name.
    pub fn month(&self, name: &str) -> Option<&Month> {
        self.month_at(name).map(|at| &self.months.all[at])
    }

    /// The months of a year, newest first.
    pub fn months_of(&self, year: &str) -> impl Iterator<Item = &Month> {
        let year = year.parse::<i16>().ok();
        self.months.all.iter().filter(move |month| Some(month.span.from.year()) == year)
    }

    /// What was published in a month.
    pub fn collected(&self, month: &Month) -> Collection {
        let (from, until) = (month.span.from, month.span.until());
        let is_of_month = |entry: &Entry| entry.date().is_some_and(|date| from <= date && date <= until);
        let elsewhere = self.months.elsewhere.iter().map(|id| &self.entries[*id]);
        let elsewhere = elsewhere.filter(|entry| !is_of_month(entry));
        let entries = month.entries.iter().map(|id| &self.entries[*id]).chain(elsewhere);
        Collection::of(entries.map(Entry::finished), (from, until), &self.clock)
    }
}
