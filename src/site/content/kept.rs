//! Pages as an earlier build parsed them: taken again where the file, and all that decides how it is read, is
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
    /// What each table was.
    tables: HashMap<Arc<str>, (ParseInputs, KeptTable)>,
    /// Dates are read in the site's time zone.
    zone: Option<String>,
    /// What looks like several names and is one.
    whole_names: BTreeSet<String>,
    /// What becomes of personal information; none before anything was kept.
    policy: Option<Policy>,
    /// How names and words are written.
    terms: Vec<TermRule>,
}

/// What one file came to beside what it says.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    /// What is to be reported.
    pub(super) faults: Arc<[Diagnostic]>,
    /// The allowances of personal information that it needs, by their place in the settings.
    pub(super) allowances: Arc<[usize]>,
}

impl From<Diagnostic> for Findings {
    fn from(fault: Diagnostic) -> Findings {
        Findings { faults: [fault].into(), allowances: Arc::default() }
    }
}

/// What decides how a file is read.
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
    /// It could not be parsed; the kind that it names all the same.
    Broken(Option<KindId>),
}

#[derive(Debug)]
struct KeptPage {
    reading: ParseInputs,
    known: SharedPage,
    findings: Findings,
    beside: AskedTables,
}

/// The rows of a table, to be shared by builds.
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
    /// A table of which no row can be read.
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
    /// Forgets everything that another time zone, other names or spellings, or another treatment of what is
    /// personal may change.
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

    /// The page as it was, if it would be read the same way, with the tables beside it.
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

    /// Forgets tables that no section names any more.
    pub(super) fn retain_tables(&mut self, is_named: impl Fn(&str) -> bool) {
        self.tables.retain(|path, _| is_named(path));
    }

    /// Forgets pages that are gone.
    pub(super) fn retain(&mut self, is_there: impl Fn(&str) -> bool, pages: usize) {
        if self.pages.len() > pages {
            self.pages.retain(|path, _| is_there(path));
        }
    }
}
