//! What the checks of a record find: faults by the path of a value, turned into places only when there are any.

use crate::diag::{Code, Diagnostic, MOST_TOLD, Note, Place, Words};
use crate::front::Front;
use crate::front::shape::{Said, Shape};
use crate::front::verify::{KEY, WORD, missing_key};

/// Collects the faults of one record.
#[derive(Debug, Default)]
pub struct Check {
    found: Vec<Finding>,
}

/// One fault and the paths it speaks of (`resolutions.0.votes.for`).
#[derive(Debug)]
pub struct Finding {
    path: String,
    diagnostic: Diagnostic,
    notes: Vec<(String, Words)>,
    /// The names of a key that must be there.
    missing: Option<Said>,
}

impl Check {
    /// Adds a fault of the value at `path`.
    pub fn add(&mut self, path: impl Into<String>, code: &'static Code, message: Words) -> &mut Finding {
        self.push(path, Diagnostic::new(code, message))
    }

    /// The path of a key, where the fault is in the name and not in the value.
    pub fn key(path: String) -> String {
        format!("{path}{KEY}")
    }

    /// The path of a word among others in the value at `path`.
    pub fn word(path: &str, word: &str) -> String {
        format!("{path}{WORD}{word}")
    }

    /// Adds a fault made elsewhere.
    pub fn push(&mut self, path: impl Into<String>, diagnostic: Diagnostic) -> &mut Finding {
        self.found.push(Finding { path: path.into(), diagnostic, notes: Vec::new(), missing: None });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Adds that the key at `path` must be there, whose names are `zh` and `en`, and that it is not or has no value.
    pub fn missing(&mut self, path: impl Into<String>, (zh, en): Said) {
        self.push(path, missing_key(en, zh, "", &(0..0))).missing = Some((zh, en));
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.found.is_empty()
    }

    /// The faults with their places; `shape` tells which names are the same key.
    pub fn resolve(mut self, front: &Front<'_>, shape: &Shape) -> Vec<Diagnostic> {
        // No error is lost behind warnings.
        self.found.sort_by_key(|finding| !finding.diagnostic.is_error());
        let rest = self.found.split_off(self.found.len().min(MOST_TOLD));
        let place = front.locator(shape);
        let resolve = |finding: Finding| {
            let file = front.origin.file.clone();
            let span = place(&finding.path);
            let empty = |(zh, en): Said| {
                let start = front.origin.offset;
                missing_key(en, zh, front.yaml, &(span.start - start..span.end - start))
            };
            let mut diagnostic = finding.missing.map_or(finding.diagnostic, empty).at(file.clone(), span.clone());
            for (path, words) in finding.notes {
                diagnostic = diagnostic.note(file.clone(), place(&path), words);
            }
            diagnostic
        };
        let mut told: Vec<_> = self.found.into_iter().map(resolve).collect();
        if let (Some(last), Some(next)) = (told.last_mut(), rest.first()) {
            last.notes.push(Note::more(rest.len(), Place::new(front.origin.file.clone(), place(&next.path))));
        }
        told
    }
}

impl Finding {
    /// Says how to mend it.
    pub fn help(&mut self, help: Words) -> &mut Self {
        self.diagnostic.help = Some(help);
        self
    }

    /// Adds a few words at the value.
    pub fn label(&mut self, label: Words) -> &mut Self {
        self.diagnostic.label = Some(label);
        self
    }

    /// Points at another value of the same record.
    pub fn note(&mut self, path: impl Into<String>, words: Words) -> &mut Self {
        self.notes.push((path.into(), words));
        self
    }
}
