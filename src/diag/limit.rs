//! The first hundred findings of each file are reported, in reading order, and the rest is counted: once
//! authors have corrected these, they see the next.
//!
//! Takes findings as they are made, however many; makes the words of those that are reported only, so that
//! a hundred thousand cost no more than finding them. Errors come before warnings where there is no room
//! for both, so that no error is hidden by warnings.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

use super::{Code, Diagnostic, Location, Note, Severity, sort, words};

/// The most findings that are reported about one file.
pub const MAX_REPORTED: usize = 100;

/// The numbers of findings that are counted but not reported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Omitted {
    /// The number of errors among them.
    pub errors: usize,
    /// The number of warnings among them.
    pub warnings: usize,
}

impl Omitted {
    /// A single finding of this severity.
    pub fn one(severity: Severity) -> Omitted {
        match severity {
            Severity::Error => Omitted { errors: 1, warnings: 0 },
            Severity::Warning => Omitted { errors: 0, warnings: 1 },
        }
    }

    /// The sums of both.
    pub fn and(self, other: Omitted) -> Omitted {
        Omitted { errors: self.errors + other.errors, warnings: self.warnings + other.warnings }
    }

    /// How many there are.
    pub fn all(self) -> usize {
        self.errors + self.warnings
    }
}

impl Note {
    /// A note that says how many more are not reported; the first of them is at `place`.
    pub fn more(more: Omitted, place: Option<Location>) -> Note {
        let count = more.all();
        let words = match place {
            Some(_) => {
                words!("另有 {count} 处没有列出，从这里起", "{count} more are not listed, from here on")
            }
            None => words!("另有 {count} 处没有列出", "{count} more are not listed"),
        };
        Note { place, words, more }
    }
}

impl Diagnostic {
    /// How many findings it represents: itself, and those that its notes count.
    pub(super) fn counted(&self) -> Omitted {
        self.notes.iter().fold(Omitted::one(self.severity), |all, note| all.and(note.more))
    }
}

/// Something that is wrong in a file; its words are made only when it is reported.
pub struct PendingDiagnostic<'a> {
    /// The sort of mistake.
    pub code: &'static Code,
    /// Its bytes in the file.
    pub span: Range<usize>,
    make: Box<dyn FnOnce() -> Diagnostic + 'a>,
}

impl<'a> PendingDiagnostic<'a> {
    /// A finding at this location; `make` gives everything but the location.
    pub fn new(code: &'static Code, span: Range<usize>, make: impl FnOnce() -> Diagnostic + 'a) -> Self {
        PendingDiagnostic { code, span, make: Box::new(make) }
    }

    /// A finding from a complete diagnostic.
    pub fn made(diagnostic: Diagnostic) -> Self {
        let span = diagnostic.place.as_ref().map_or(0..0, |place| place.span.clone());
        PendingDiagnostic::new(diagnostic.code, span, || diagnostic)
    }
}

/// The findings of one file: keeps those that will be reported and counts the rest.
pub struct FileDiagnostics<'a> {
    file: Arc<str>,
    /// The heap's top is the last of those to be reported.
    kept: BinaryHeap<Ranked<'a>>,
    more: Omitted,
    /// Where the first unreported finding is.
    next: Option<Range<usize>>,
}

/// A finding with its sort key: errors first, then by position.
struct Ranked<'a> {
    order: SortKey,
    fault: PendingDiagnostic<'a>,
}

/// Severity, start, end, and order of discovery.
type SortKey = (Severity, usize, usize, usize);

impl PartialEq for Ranked<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Ranked<'_> {}

impl PartialOrd for Ranked<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }
}

impl<'a> FileDiagnostics<'a> {
    /// A file without findings so far.
    pub fn of(file: impl Into<Arc<str>>) -> Self {
        FileDiagnostics { file: file.into(), kept: BinaryHeap::new(), more: Omitted::default(), next: None }
    }

    /// Adds a finding at this position; `make` gives everything but the location, and is called only if it
    /// is reported.
    pub fn add(&mut self, code: &'static Code, span: Range<usize>, make: impl FnOnce() -> Diagnostic + 'a) {
        let order = (code.severity, span.start, span.end, self.kept.len() + self.more.all());
        if self.kept.len() >= MAX_REPORTED {
            match self.kept.pop() {
                // A finding after all that are kept needs no words at all.
                Some(last) if last.order < order => {
                    self.kept.push(last);
                    return self.count(order);
                }
                Some(last) => self.count(last.order),
                None => {}
            }
        }
        self.kept.push(Ranked { order, fault: PendingDiagnostic::new(code, span, make) });
    }

    /// Adds findings that were made elsewhere.
    pub fn extend(&mut self, faults: impl IntoIterator<Item = PendingDiagnostic<'a>>) {
        faults.into_iter().for_each(|PendingDiagnostic { code, span, make }| self.add(code, span, make));
    }

    fn count(&mut self, (severity, start, end, _): SortKey) {
        self.more = self.more.and(Omitted::one(severity));
        if self.next.as_ref().is_none_or(|next| (start, end) < (next.start, next.end)) {
            self.next = Some(start..end);
        }
    }

    /// The diagnostics to report, in reading order; the last says how many more there are.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let FileDiagnostics { file, kept, more, next } = self;
        let mut kept = kept.into_vec();
        kept.sort_unstable_by_key(|kept| (kept.order.1, kept.order.2, kept.order.3));
        let mut reported: Vec<_> = kept
            .into_iter()
            .map(|Ranked { fault, .. }| (fault.make)().at(file.clone(), fault.span))
            .collect();
        if let (Some(last), Some(next)) = (reported.last_mut(), next) {
            last.notes.push(Note::more(more, Some(Location::new(file, next))));
        }
        reported
    }
}

/// Sorts diagnostics as [`sort`] does, and keeps the first [`MAX_REPORTED`] of each file. The last of them
/// says how many more there are, including those that the stages have counted already.
pub fn limit_per_file(diagnostics: &mut Vec<Diagnostic>) {
    sort(diagnostics);
    let file = |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| place.file.clone());
    let is_long = |of_file: &[Diagnostic]| {
        of_file.len() > MAX_REPORTED || of_file.iter().any(|one| one.counted().all() > 1)
    };
    if !diagnostics.chunk_by(|a, b| file(a) == file(b)).any(is_long) {
        return;
    }
    let mut all = std::mem::take(diagnostics).into_iter().peekable();
    while let Some(first) = all.next() {
        let of = file(&first);
        let mut of_file = vec![first];
        while let Some(next) = all.next_if(|next| file(next) == of) {
            of_file.push(next);
        }
        diagnostics.extend(limited(of_file));
    }
}

/// The diagnostics of one file that are reported.
fn limited(of_file: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let errors = of_file.iter().filter(|diagnostic| diagnostic.is_error()).count().min(MAX_REPORTED);
    let mut room = Omitted { errors, warnings: MAX_REPORTED - errors };
    let (mut reported, mut more, mut next) =
        (Vec::with_capacity(of_file.len().min(MAX_REPORTED)), Omitted::default(), None::<Location>);
    let mut skip = |some: Omitted, place: Option<Location>| {
        more = more.and(some);
        if let Some(place) =
            place.filter(|place| next.as_ref().is_none_or(|next| place.order() < next.order()))
        {
            next = Some(place);
        }
    };
    for mut diagnostic in of_file {
        for note in diagnostic.notes.extract_if(.., |note| note.more.all() > 0) {
            skip(note.more, note.place);
        }
        let left = if diagnostic.is_error() { &mut room.errors } else { &mut room.warnings };
        match left.checked_sub(1) {
            Some(fewer) => {
                *left = fewer;
                reported.push(diagnostic);
            }
            None => skip(Omitted::one(diagnostic.severity), diagnostic.place),
        }
    }
    if let (Some(last), true) = (reported.last_mut(), more.all() > 0) {
        last.notes.push(Note::more(more, next));
    }
    reported
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::links::{BROKEN_LINK, EMPTY_DESTINATION};
    use crate::diag::{count, tally};

    const FILE: &str = "content/x.md";

    fn one(code: &'static Code, at: usize) -> Diagnostic {
        Diagnostic::new(code, words!("{at}", "{at}"))
    }

    fn starts(reported: &[Diagnostic]) -> Vec<usize> {
        reported.iter().filter_map(|one| Some(one.place.as_ref()?.span.start)).collect()
    }

    fn last_note(reported: &[Diagnostic]) -> (usize, usize) {
        let note = reported.last().and_then(|last| last.notes.last()).unwrap();
        (note.more.all(), note.place.as_ref().unwrap().span.start)
    }

    #[test]
    fn the_first_hundred_by_place_are_made_whatever_order_they_are_found_in() {
        let made = std::cell::Cell::new(0);
        let mut faults = FileDiagnostics::of(FILE);
        for at in (0..1_000).map(|at| at * 7 % 1_000) {
            let made = &made;
            faults.add(&BROKEN_LINK, at..at + 1, move || {
                made.set(made.get() + 1);
                one(&BROKEN_LINK, at)
            });
        }
        let reported = faults.diagnostics();
        assert_eq!(starts(&reported), (0..100).collect::<Vec<_>>());
        assert_eq!((made.get(), last_note(&reported)), (100, (900, 100)));
        assert_eq!(tally(&reported).unwrap().en, "1000 errors");
    }

    #[test]
    fn no_error_is_lost_behind_warnings() {
        let mut faults = FileDiagnostics::of(FILE);
        (0..500).for_each(|at| faults.add(&EMPTY_DESTINATION, at..at, move || one(&EMPTY_DESTINATION, at)));
        (900..930).for_each(|at| faults.add(&BROKEN_LINK, at..at, move || one(&BROKEN_LINK, at)));
        let mut reported = faults.diagnostics();
        assert_eq!(starts(&reported), (0..70).chain(900..930).collect::<Vec<_>>());
        assert_eq!(last_note(&reported), (430, 70));
        // Another stage has made more findings in the file.
        reported.extend((600..680).map(|at| one(&BROKEN_LINK, at).at(FILE, at..at)));
        reported.push(one(&BROKEN_LINK, 0).at("site.yaml", 0..0));
        limit_per_file(&mut reported);
        let (of_file, other) = reported.split_at(100);
        assert_eq!(starts(of_file), (600..680).chain(900..920).collect::<Vec<_>>());
        assert_eq!((last_note(of_file), other.len()), ((430 + 70 + 10, 0), 1));
        assert_eq!(count(&reported), Omitted { errors: 30 + 80 + 1, warnings: 500 });
    }

    #[test]
    fn what_is_in_no_file_is_counted_as_well() {
        let mut reported: Vec<_> = (0..300).map(|at| one(&EMPTY_DESTINATION, at)).collect();
        limit_per_file(&mut reported);
        assert_eq!((reported.len(), count(&reported).warnings), (100, 300));
        assert_eq!(reported[99].notes[0].words.en, "200 more are not listed");
    }

    #[test]
    fn a_few_stay_as_they_are() {
        let mut reported = vec![one(&BROKEN_LINK, 2).at(FILE, 2..3), one(&BROKEN_LINK, 1).at(FILE, 1..2)];
        limit_per_file(&mut reported);
        assert_eq!((starts(&reported), reported.iter().all(|one| one.notes.is_empty())), (vec![1, 2], true));
    }
}
