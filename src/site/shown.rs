//! The records that a page shows in addition to its own: takes the site and the record being drawn, gives
//! the records that its kind asks for, and records the question.

use super::Site;
use super::entry::{Entry, EntryId};
use crate::record::kind::{ShownRecord, ShownRecords};

/// The records that may be shown with another one, in the language of its page.
pub(crate) struct RecordsShown<'s> {
    /// The site that contains them.
    pub(crate) site: &'s Site,
    /// The record being drawn.
    pub(crate) entry: &'s Entry,
    /// The language of the page.
    pub(crate) lang: &'s str,
}

impl RecordsShown<'_> {
    fn of<'s>(&'s self, entry: &'s Entry) -> ShownRecord<'s> {
        let text = entry.text(self.lang, &self.site.config);
        ShownRecord {
            source: entry.source(),
            lang: text.lang,
            title: text.title,
            common: &entry.record.common,
            own: text.own,
            facts: &entry.derived.facts,
            body: text.body,
        }
    }

    /// Another record: any change in it may change the page as well.
    fn other(&self, id: EntryId) -> ShownRecord<'_> {
        let entry = &self.site.entries[id];
        entry.note_record();
        self.of(entry)
    }
}

impl ShownRecords for RecordsShown<'_> {
    fn own(&self) -> ShownRecord<'_> {
        self.of(self.entry)
    }

    fn named(&self, source: &str, field: &str) -> Option<ShownRecord<'_>> {
        self.site.entry(source)?.named(field).map(|id| self.other(id))
    }

    fn naming(&self, source: &str, field: &str) -> Vec<ShownRecord<'_>> {
        self.site.naming(source, field).map(|id| self.other(id)).collect()
    }
}
