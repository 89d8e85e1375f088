//! The document numbers of a site, by issuer and year, and the missing numbers of each series.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::Site;
use super::super::checks::spelled;
use super::super::entry::{Entry, EntryId};
use crate::record::number::DocumentNumber;

/// The document numbers of a site.
#[derive(Debug, Default)]
pub struct NumberRegister {
    /// Numbers with a year and a count: by issuer, with the site's own first, then by year, newest first.
    pub series: Vec<NumberSeries>,
    /// The records whose numbers have another form, newest first.
    pub others: Vec<EntryId>,
}

/// The numbers of one pattern in one year.
#[derive(Debug)]
pub struct NumberSeries {
    /// The year.
    pub year: u16,
    /// The text before the year and the count, which distinguishes several series of an issuer.
    pub head: String,
    /// The records with their counts, in order of count.
    pub records: Vec<(u64, EntryId)>,
    /// The counts below the last one that no published record has, as the first and the last of each gap.
    pub gaps: Vec<(u64, u64)>,
    /// The newest record.
    pub newest: EntryId,
}

impl NumberRegister {
    pub(super) fn of(site: &Site) -> NumberRegister {
        let mut all: BTreeMap<(u16, String), Vec<(u64, EntryId)>> = BTreeMap::new();
        let mut others = Vec::new();
        for (id, entry) in site.entries.iter().enumerate() {
            let Some(written) = number(entry) else { continue };
            let spelled = spelled(written);
            match DocumentNumber::parse(&spelled) {
                Some(DocumentNumber { head, year, middle, count, tail, .. }) => {
                    let pattern = [head, middle, tail].join("\n");
                    all.entry((year, pattern)).or_default().push((count, id));
                }
                None => others.push(id),
            }
        }
        let series = |((year, pattern), records): ((u16, String), Vec<_>)| {
            let head = pattern.split('\n').next().unwrap_or_default().trim_end_matches(['[', '(']);
            NumberSeries::of(year, head.trim().to_owned(), records)
        };
        let mut series: Vec<NumberSeries> = all.into_iter().map(series).collect();
        series.sort_by_key(|series| {
            let issuer = site.entries[series.newest].record.common.issuer.as_deref();
            let issuer = issuer.filter(|issuer| Some(*issuer) != site.config.file.issuer.as_deref());
            (issuer.map(str::to_owned), Reverse(series.year))
        });
        NumberRegister { series, others }
    }

    /// Whether no record has a number.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty() && self.others.is_empty()
    }
}

impl NumberSeries {
    fn of(year: u16, head: String, mut records: Vec<(u64, EntryId)>) -> NumberSeries {
        // Entries are numbered from the newest.
        let newest = records.iter().map(|(_, id)| *id).min().unwrap_or_default();
        records.sort_unstable();
        let mut next = 1;
        let mut gaps = Vec::new();
        for (count, _) in &records {
            if *count > next {
                gaps.push((next, count - 1));
            }
            next = next.max(count.saturating_add(1));
        }
        NumberSeries { year, head, records, gaps, newest }
    }
}

/// The document number of a record.
fn number(entry: &Entry) -> Option<&str> {
    entry.record.common.number.as_deref().filter(|number| !number.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_that_no_record_has_are_named_up_to_the_last() {
        let gaps = |counts: &[u64]| {
            let records = counts.iter().enumerate().map(|(id, count)| (*count, id)).collect();
            NumberSeries::of(2026, String::new(), records).gaps
        };
        assert_eq!(gaps(&[1, 2, 3]), []);
        assert_eq!(gaps(&[7, 3, 1]), [(2, 2), (4, 6)]);
        assert_eq!(gaps(&[u64::MAX]), [(1, u64::MAX - 1)]);
    }
}
