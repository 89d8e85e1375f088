//! The checks of front matter and settings: takes findings by the path of a value, gives diagnostics; paths
//! are turned into locations only if there are any findings.

use std::collections::HashMap;

use super::FrontMatter;
use super::scalar::Count;
use super::shape::{Bilingual, Shape};
use super::verify::{KEY, WORD, missing_key};
use crate::diag::{Code, Diagnostic, Location, MAX_REPORTED, Note, Omitted, Severity, Words, words};

/// Collects the findings on one record, or on the settings: those that will be reported, and the number of
/// the others.
#[derive(Debug, Default)]
pub struct Check {
    found: Vec<Finding>,
    /// The numbers of errors and warnings among `found`.
    kept: Omitted,
    /// The numbers of those that are not reported, and the path of the first of them.
    more: Omitted,
    next: Option<String>,
    /// The last finding that is not reported, so that a caller can go on describing it.
    untold: Option<Finding>,
}

/// The indices of names that occurred before, each with the index of the first occurrence.
pub fn repeats<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<(usize, usize)> {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    let place = |(at, name)| (at, *firsts.entry(name).or_insert(at));
    names.into_iter().enumerate().map(place).filter(|(at, first)| at != first).collect()
}

/// One finding and the paths that it refers to (`resolutions.0.votes.for`).
#[derive(Debug)]
pub struct Finding {
    path: String,
    diagnostic: Diagnostic,
    notes: Vec<(String, Words)>,
    /// The names of a required key.
    missing: Option<Bilingual>,
}

impl Check {
    /// Adds a finding on the value at `path`.
    pub fn add(&mut self, path: impl Into<String>, code: &'static Code, message: Words) -> &mut Finding {
        self.push(path, Diagnostic::new(code, message))
    }

    /// Checks that the first of two numbers, each with its path, is at most the second; if it is not,
    /// returns the finding so that advice can be added. The words say what is wrong.
    pub fn at_most(
        &mut self,
        code: &'static Code,
        (path, part): (&str, Option<Count>),
        (path_of_whole, whole): (&str, Option<Count>),
        (zh, en): Bilingual,
    ) -> Option<&mut Finding> {
        let (Count(part), Count(whole)) = part.zip(whole).filter(|(part, whole)| part > whole)?;
        let message = words!("{zh}：{part} 大于 {whole}", "{en}: {part} is more than {whole}");
        let other = Words::fixed("另一个数在这里", "the other number is here");
        Some(self.add(path, code, message).note(path_of_whole, other))
    }

    /// Checks that a beginning and an end, each with its path, are in order; if they are not, returns the
    /// finding so that advice can be added. `said` is the message about the two, `begins` the note at the
    /// beginning.
    pub fn in_order<T: PartialOrd>(
        &mut self,
        code: &'static Code,
        (path_of_from, from): (&str, Option<T>),
        (path, until): (&str, Option<T>),
        said: impl FnOnce(T, T) -> Words,
        (zh, en): Bilingual,
    ) -> Option<&mut Finding> {
        let (from, until) = from.zip(until).filter(|(from, until)| until < from)?;
        Some(self.add(path, code, said(from, until)).note(path_of_from, Words::fixed(zh, en)))
    }

    /// The path of a key, for a mistake in the name and not in the value.
    pub fn key(path: String) -> String {
        format!("{path}{KEY}")
    }

    /// The path of one word in the value at `path`.
    pub fn word(path: &str, word: &str) -> String {
        format!("{path}{WORD}{word}")
    }

    /// Adds a diagnostic made elsewhere.
    pub fn push(&mut self, path: impl Into<String>, diagnostic: Diagnostic) -> &mut Finding {
        let finding = Finding { path: path.into(), diagnostic, notes: Vec::new(), missing: None };
        let severity = finding.diagnostic.severity;
        if self.is_full(severity) {
            self.more = self.more.and(Omitted::one(severity));
            self.next.get_or_insert_with(|| finding.path.clone());
            return self.untold.insert(finding);
        }
        self.kept = self.kept.and(Omitted::one(severity));
        self.found.push(finding);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Adds a finding on the value at `path` whose words are expensive to make: they are made only if it is
    /// reported.
    pub fn add_with(
        &mut self,
        path: impl Into<String>,
        code: &'static Code,
        make: impl FnOnce() -> Diagnostic,
    ) {
        if self.is_full(code.severity) {
            self.more = self.more.and(Omitted::one(code.severity));
            self.next.get_or_insert_with(|| path.into());
        } else {
            self.push(path, make());
        }
    }

    /// Whether further findings of this severity are only counted.
    fn is_full(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.kept.errors >= MAX_REPORTED,
            Severity::Warning => self.kept.warnings >= MAX_REPORTED,
        }
    }

    /// Adds that the key at `path`, with the names `zh` and `en`, is required, and is absent or has no
    /// value.
    pub fn missing(&mut self, path: impl Into<String>, (zh, en): Bilingual) {
        self.push(path, missing_key(en, zh, "", &(0..0))).missing = Some((zh, en));
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.found.is_empty()
    }

    /// The findings as diagnostics with their locations; `shape` says which names are the same key.
    pub fn resolve(mut self, front: &FrontMatter<'_>, shape: &Shape) -> Vec<Diagnostic> {
        // Errors come first, so that none is lost among warnings.
        self.found.sort_by_key(|finding| !finding.diagnostic.is_error());
        let rest = self.found.split_off(self.found.len().min(MAX_REPORTED));
        let more =
            rest.iter().fold(self.more, |all, finding| all.and(Omitted::one(finding.diagnostic.severity)));
        let place = front.locations(shape);
        let resolve = |finding: Finding| {
            let at = place(&finding.path);
            let empty = |names: Bilingual| front.missing(names, &at);
            let mut diagnostic = finding.missing.map_or(finding.diagnostic, empty).at(at.file, at.span);
            for (path, words) in finding.notes {
                let Location { file, span } = place(&path);
                diagnostic = diagnostic.note(file, span, words);
            }
            diagnostic
        };
        let mut reported: Vec<_> = self.found.into_iter().map(resolve).collect();
        let next = rest.iter().map(|finding| &finding.path).chain(&self.next).map(|path| place(path)).min_by(
            |a, b| {
                (a.file != front.origin.file, a.span.start).cmp(&(b.file != front.origin.file, b.span.start))
            },
        );
        if let (Some(last), Some(next)) = (reported.last_mut(), next) {
            last.notes.push(Note::more(more, Some(next)));
        }
        reported
    }
}

impl Finding {
    /// Says how to correct it.
    pub fn help(&mut self, help: Words) -> &mut Self {
        self.diagnostic.help = Some(help);
        self
    }

    /// Adds a label at the value.
    pub fn label(&mut self, label: Words) -> &mut Self {
        self.diagnostic.label = Some(label);
        self
    }

    /// Adds a note at another value of the same record.
    pub fn note(&mut self, path: impl Into<String>, words: Words) -> &mut Self {
        self.notes.push((path.into(), words));
        self
    }
}
