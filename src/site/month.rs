//! Months of the archive: takes the records, gives each past month in which something was published, with
//! what was published in it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Site;
use super::entry::{Entry, EntryId};
use crate::config::{CalendarSpan, Every};
use crate::record::report::Collection;

/// A month that is over, and in which something was published.
#[derive(Clone, Debug)]
pub struct Month {
    /// Which one.
    pub span: CalendarSpan,
    /// The records of its days, newest first.
    pub entries: Vec<EntryId>,
}

/// The months, newest first.
pub(super) fn of(site: &Site) -> Vec<Month> {
    let mut months: BTreeMap<Date, Vec<EntryId>> = BTreeMap::new();
    for (id, entry) in site.entries.iter().enumerate() {
        if let Some(date) = entry.date() {
            months.entry(date.first_of_month()).or_default().push(id);
        }
    }
    let over = |(from, entries): (Date, Vec<EntryId>)| {
        let span = CalendarSpan { every: Every::Month, from };
        site.clock.has_ended(span.until()).then_some(Month { span, entries })
    };
    months.into_iter().rev().filter_map(over).collect()
}

impl Month {
    /// `2026-10`.
    pub fn name(&self) -> String {
        format!("{:04}-{:02}", self.span.from.year(), self.span.from.month())
    }

    /// The output path of its page.
    pub fn path(&self) -> String {
        format!("archive/{}.html", self.name())
    }
}

impl Site {
    /// The month of that name, `2026-10`, where it is over and something was published in it.
    pub fn month(&self, name: &str) -> Option<&Month> {
        self.months.iter().find(|month| month.name() == name)
    }

    /// What was published in a month.
    pub fn collected(&self, month: &Month) -> Collection {
        let (from, until) = (month.span.from, month.span.until());
        let is_of_month = |entry: &Entry| entry.date().is_some_and(|date| from <= date && date <= until);
        let elsewhere =
            self.entries.iter().filter(|entry| Collection::has_days_of_its_own(&entry.record.own));
        let elsewhere = elsewhere.filter(|entry| !is_of_month(entry));
        let entries = month.entries.iter().map(|id| &self.entries[*id]).chain(elsewhere);
        Collection::of(entries.map(Entry::finished), (from, until), &self.clock)
    }
}
