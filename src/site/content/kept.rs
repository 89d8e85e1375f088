//! Pages as an earlier build parsed them, reused if the file and everything that affects how it is read are
//! the same.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::beside::AskedTables;
use crate::config::{Config, TermRule};
use crate::diag::Diagnostic;
use crate::privacy::Policy;
use crate::record::{KindId, ParsedFile, Record, SectionFile, Translation};
use crate::track::Digest;

/// What each file of `content/` was when it was last parsed.
#[derive(Debug, Default)]
pub struct KeptPages {
    pages: HashMap<Arc<str>, KeptPage>,
    /// The same for each table.
    tables: HashMap<Arc<str>, (ParseInputs, KeptTable)>,
    /// The site's time zone, in which dates are read.
    zone: Option<String>,
    /// Names that look like several names.
    whole_names: BTreeSet<String>,
    /// What is done with personal information; none before anything was kept.
    policy: Option<Policy>,
    /// The prescribed spellings of names and words.
    terms: Vec<TermRule>,
}

/// What parsing a file gave in addition to its contents.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    /// The diagnostics.
    pub(super) faults: Arc<[Diagnostic]>,
    /// The allowances that it needs, by their index in the settings.
    pub(super) allowances: Arc<[usize]>,
}

impl From<Diagnostic> for Findings {
    fn from(fault: Diagnostic) -> Findings {
        Findings { faults: [fault].into(), allowances: Arc::default() }
    }
}

/// Everything that affects how a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParseInputs {
    /// The digest of its bytes.
    pub(super) digest: Digest,
    /// The kind of its section's records, or of its original.
    pub(super) kind: KindId,
    /// The language and the original, where it is a translation.
    pub(super) translation: Option<(String, String)>,
}

/// A parsed file, to be shared by builds.
#[derive(Clone, Debug)]
pub(super) enum SharedPage {
    Section(Arc<SectionFile>),
    Record(Arc<Record>),
    Translation(Arc<Translation>),
    /// It could not be parsed; with the kind that it names nevertheless, if any.
    Broken(Option<KindId>),
}

#[derive(Debug)]
struct KeptPage {
    reading: ParseInputs,
    known: SharedPage,
    findings: Findings,
    beside: AskedTables,
}

/// The rows of a table, to be shared between builds.
#[derive(Clone, Debug)]
pub(super) struct KeptTable {
    /// Those that are records.
    pub(super) records: Arc<[Arc<Record>]>,
    /// Those that could not be parsed.
    pub(super) broken: Arc<[Arc<str>]>,
    pub(super) findings: Findings,
    /// Whether it could not be read at all.
    pub(super) is_broken: bool,
    /// The tables beside its records.
    pub(super) beside: AskedTables,
}

impl KeptTable {
    /// A table none of whose rows can be read.
    pub(super) fn broken(faults: Vec<Diagnostic>) -> KeptTable {
        KeptTable {
            records: [].into(),
            broken: [].into(),
            findings: Findings { faults: faults.into(), allowances: Arc::default() },
            is_broken: true,
            beside: AskedTables::new(),
        }
    }
}

impl From<Option<ParsedFile>> for SharedPage {
    fn from(parsed: Option<ParsedFile>) -> SharedPage {
        match parsed {
            Some(ParsedFile::Section(section)) => SharedPage::Section(Arc::from(section)),
            Some(ParsedFile::Record(record)) => SharedPage::Record(Arc::from(record)),
            Some(ParsedFile::Translation(translation)) => SharedPage::Translation(Arc::from(translation)),
            None => SharedPage::Broken(None),
        }
    }
}

impl KeptPages {
    /// Forgets everything that may change with the time zone, with names and spellings, or with the
    /// treatment of personal information.
    pub(super) fn for_settings(&mut self, config: &Config) {
        let (zone, whole_names) = (config.zone.iana_name(), &config.whole_names);
        let policy = Some(Policy::of(config.file.privacy.as_ref()));
        let same = (self.zone.as_deref(), &self.whole_names, &self.policy, &*self.terms)
            == (zone, whole_names, &policy, config.terms());
        if !same || zone.is_none() {
            self.pages.clear();
            self.tables.clear();
            self.zone = zone.map(str::to_owned);
            self.whole_names.clone_from(whole_names);
            self.policy = policy;
            self.terms = config.terms().to_vec();
        }
    }

    /// The page as it was, if it and the tables beside it would be read the same way.
    pub(super) fn get(
        &self,
        path: &str,
        reading: &ParseInputs,
    ) -> Option<(SharedPage, Findings, &AskedTables)> {
        let kept = self.pages.get(path).filter(|kept| kept.reading == *reading)?;
        Some((kept.known.clone(), kept.findings.clone(), &kept.beside))
    }

    /// The allowances that the page needed when it was last parsed.
    pub(super) fn allowances(&self, path: &str) -> &[usize] {
        self.pages.get(path).map(|kept| &*kept.findings.allowances).unwrap_or_default()
    }

    /// Keeps a page.
    pub(super) fn put(
        &mut self,
        path: Arc<str>,
        (reading, beside): (ParseInputs, AskedTables),
        known: SharedPage,
        findings: Findings,
    ) {
        self.pages.insert(path, KeptPage { reading, known, findings, beside });
    }

    /// The table as it was, if it would be read the same way.
    pub(super) fn table(&self, path: &str, reading: &ParseInputs) -> Option<KeptTable> {
        self.tables.get(path).filter(|(kept, _)| kept == reading).map(|(_, table)| table.clone())
    }

    /// Keeps a table.
    pub(super) fn put_table(&mut self, path: Arc<str>, reading: ParseInputs, table: KeptTable) {
        self.tables.insert(path, (reading, table));
    }

    /// Forgets tables that no section names any longer.
    pub(super) fn retain_tables(&mut self, is_named: impl Fn(&str) -> bool) {
        self.tables.retain(|path, _| is_named(path));
    }

    /// Forgets pages that no longer exist.
    pub(super) fn retain(&mut self, is_there: impl Fn(&str) -> bool, pages: usize) {
        if self.pages.len() > pages {
            self.pages.retain(|path, _| is_there(path));
        }
    }
}
