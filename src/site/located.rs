//! Locations of values: takes the path of a field, reads the file again, gives the value's range of bytes.
//!
//! Records keep no locations: only diagnostics need them, and those are rare. Nothing here decides what is
//! wrong.

use std::ops::Range;

use crate::config::SiteFile;
use crate::diag::Diagnostic;
use crate::front::FrontMatter;
use crate::front::shape::{Shape, Shaped};
use crate::front::verify::Origin;
use crate::record::check::Check;
use crate::record::section::SectionFront;
use crate::record::{KindId, Record, RecordSource, RowOf, SectionFile, Translation, translation};
use crate::source::split::{FileParts, split};
use crate::source::{System, decode};
use crate::track::Digest;

/// The span of a value of a record.
pub fn place(record: &Record, path: &str, system: &dyn System) -> Range<usize> {
    with_front(&record.source, system, |front| front.locate(record.kind().profile().shape, path))
}

/// The span of a value of a section.
pub fn place_in_section(section: &SectionFile, path: &str, system: &dyn System) -> Range<usize> {
    with_front(&section.source, system, |front| front.locate(&SectionFront::SHAPE, path))
}

/// The span of a value of `site.yaml`.
pub fn place_in_config(path: &str, system: &dyn System) -> Range<usize> {
    let text = system.read("site.yaml").map(|bytes| decode(bytes).text).unwrap_or_default();
    FrontMatter::of(&text, Origin { file: "site.yaml".into(), offset: 0 }).locate(&SiteFile::SHAPE, path)
}

/// The spans of several values of a record; the file is read once.
pub fn located_in(record: &Record, paths: &[String], system: &dyn System) -> Vec<Range<usize>> {
    with_front(&record.source, system, |front| {
        paths.iter().map(|path| path.as_str()).map(front.locator(record.kind().profile().shape)).collect()
    })
}

/// The spans of several values of a section; the file is read once.
pub fn located_in_section(section: &SectionFile, paths: &[String], system: &dyn System) -> Vec<Range<usize>> {
    with_front(&section.source, system, |front| {
        paths.iter().map(|path| path.as_str()).map(front.locator(&SectionFront::SHAPE)).collect()
    })
}

/// Reports the findings on a record with their locations; the file is read again only if there are any.
pub(super) fn report(check: Check, record: &Record, system: &dyn System, found: &mut Vec<Diagnostic>) {
    resolve(check, (&record.source, record.kind().profile().shape), system, found);
}

/// Reports the findings on a translation of a record of that kind with their locations.
pub(super) fn report_translation(
    check: Check,
    (translation, kind): (&Translation, KindId),
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    resolve(check, (&translation.source, translation::shape(kind)), system, found);
}

fn resolve(
    check: Check,
    (source, shape): (&RecordSource, &Shape),
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    if !check.is_clean() {
        found.extend(with_front(source, system, |front| check.resolve(front, shape)));
    }
}

fn with_front<T>(source: &RecordSource, system: &dyn System, ask: impl FnOnce(&FrontMatter<'_>) -> T) -> T {
    if let Some(row) = source.row.as_ref().and_then(RowOf::row) {
        return ask(&FrontMatter { tables: &source.tables, ..FrontMatter::of_row(&row) });
    }
    // If the file was saved after it was parsed, it no longer tells where anything was.
    let bytes = system.read(&source.file).ok().filter(|bytes| Digest::of(bytes) == source.bytes);
    let text = decode(bytes.unwrap_or_default()).text;
    let yaml = match split(&text) {
        FileParts::Parts { yaml, .. } => yaml,
        FileParts::Unclosed { .. } | FileParts::Missing => 0..0,
    };
    let origin = Origin { file: source.file.clone(), offset: yaml.start };
    let front = FrontMatter::of(text.get(yaml).unwrap_or_default(), origin);
    ask(&FrontMatter { tables: &source.tables, ..front })
}
