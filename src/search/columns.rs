//! What the records of a large site are filtered and sorted by: takes all texts; gives one column for each
//! property, all read before anything is shown.

use jiff::civil::{Date, date};

use super::grams::Grams;
use super::numbers::NumberWriter;
use super::records::TextRef;
use super::rows::kind_number;
use crate::site::{Entry, Site};

/// All columns, one after the other: those of all texts, and those of the units.
pub(super) fn written(site: &Site, refs: &[TextRef], grams: &Grams) -> String {
    let languages: Vec<&str> = site.config.all_languages().collect();
    let mut to = NumberWriter::default();
    to.push(refs.len() as u64);
    grams.lengths.iter().for_each(|length| to.push(u64::from(*length)));
    grams.heads.iter().for_each(|(title, _)| to.push(u64::from(*title)));
    grams.heads.iter().for_each(|(_, number)| to.push(u64::from(*number)));
    let entries = || refs.iter().map(|text| &site.entries[text.id]);
    entries().for_each(|entry| to.push(kind_number(entry.record.kind()) as u64));
    entries().for_each(|entry| to.push(u64::from(!entry.is_current())));
    refs.iter().for_each(|text| to.push(text.shown_in(site, &languages)));
    let mut before = 0;
    for day in entries().map(day) {
        to.difference(day - before);
        before = day;
    }
    entries().for_each(|entry| {
        to.push(entry.places.len() as u64);
        entry.places.iter().for_each(|place| to.push(*place as u64));
    });
    to.push(grams.unit_lengths.len() as u64);
    grams.unit_lengths.iter().for_each(|length| to.push(u64::from(*length)));
    to.0
}

/// The day of a record as a number; 0 where it has none.
fn day(entry: &Entry) -> i64 {
    const FIRST: Date = date(1, 1, 1);
    entry.date().map_or(0, |day| i64::from((day - FIRST).get_days()) + 1)
}
