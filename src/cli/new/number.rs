//! The next document number: takes the records of a site; gives the number after theirs.

use crate::front::scalar::Day;
use crate::record::number::DocumentNumber;
use crate::record::{KindId, Record};

/// The next number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The number.
    pub(super) number: String,
    /// Whether records of this kind are expected to have one.
    pub(super) expected: bool,
}

/// The next number for a record of `kind` that `issuer` publishes in `year`; none if the issuer has not
/// used any. The pattern is that of the newest numbered record, of the same kind if there is one.
pub(super) fn next<'r>(
    records: impl Iterator<Item = &'r Record> + Clone,
    kind: KindId,
    issuer: Option<&str>,
    year: i16,
) -> Option<Proposal> {
    let year = u16::try_from(year).ok()?;
    let numbered =
        records.filter_map(|record| Some((record, DocumentNumber::parse(record.common.number.as_deref()?)?)));
    let same_kind = |record: &Record| record.kind() == kind;
    let ours = numbered.clone().filter(|(record, _)| record.common.issuer.as_deref().or(issuer) == issuer);
    let (_, pattern) = ours.max_by_key(|(record, number)| {
        (same_kind(record), record.common.day().map(day), number.year, number.count)
    })?;
    let of_pattern = numbered
        .clone()
        .map(|(_, number)| number)
        .filter(|number| number.year == year && number.is_like(&pattern));
    let last = of_pattern.map(|number| number.count).max().unwrap_or(0);
    // Pages and daily logs are not documents, unless the site numbers them.
    let expected = kind.profile().is_numbered || numbered.clone().any(|(record, _)| same_kind(record));
    Some(Proposal { number: pattern.write(year, last.saturating_add(1)), expected })
}

fn day(Day(date): Day) -> jiff::civil::Date {
    date
}
