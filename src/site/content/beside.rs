//! Tables beside records: gives a record the tables that it names, and notes which these were, so that the
//! record is parsed again when one of them is changed, added or removed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::misnamed;
use crate::cells::is_table;
use crate::config::Config;
use crate::record::TablesBeside;
use crate::source::{SourceFile, System, TableText, decode_table};
use crate::track::Digest;

/// The tables that a record requested, by their paths below `content/`, with the digests of their bytes;
/// none for a table that does not exist.
pub(super) type AskedTables = Vec<(Arc<str>, Option<Digest>)>;

/// The tables of `content/`, by their paths below it.
pub(super) struct TableFiles<'t> {
    files: BTreeMap<&'t str, &'t SourceFile>,
    /// The source of their bytes.
    system: &'t dyn System,
    config: &'t Config,
}

impl<'t> TableFiles<'t> {
    /// The tables among some files.
    pub(super) fn of(
        files: impl IntoIterator<Item = &'t SourceFile>,
        system: &'t dyn System,
        config: &'t Config,
    ) -> Self {
        let table = |file: &'t SourceFile| {
            let path = file.path.strip_prefix("content/")?;
            is_table(path).then_some((path, file))
        };
        TableFiles { files: files.into_iter().filter_map(table).collect(), system, config }
    }

    /// The table at a path.
    pub(super) fn get(&self, path: &str) -> Option<&'t SourceFile> {
        self.files.get(path).copied()
    }

    /// The text of a table with these bytes.
    pub(super) fn decode(&self, file: &SourceFile, bytes: Vec<u8>) -> TableText {
        let mut decoded = decode_table(&file.path, bytes);
        decoded.found.extend(misnamed(&decoded.text, &file.path, self.config));
        decoded
    }

    /// The names of the tables in a folder.
    pub(super) fn in_folder(&self, folder: &str) -> Vec<&'t str> {
        let name = |path: &'t str| match path.rsplit_once('/') {
            Some((around, name)) => (around == folder).then_some(name),
            None => folder.is_empty().then_some(path),
        };
        self.files.keys().filter_map(|path| name(path)).collect()
    }

    /// Whether these tables are unchanged.
    pub(super) fn are_same(&self, asked: &AskedTables) -> bool {
        asked.iter().all(|(path, digest)| self.get(path).map(|file| file.digest) == *digest)
    }

    /// Starts to note what one record requests.
    pub(super) fn asked(&self) -> RecordTables<'_, 't> {
        RecordTables { files: self, asked: RefCell::default() }
    }
}

/// The tables as one record sees them.
pub(super) struct RecordTables<'f, 't> {
    files: &'f TableFiles<'t>,
    asked: RefCell<AskedTables>,
}

impl RecordTables<'_, '_> {
    /// What the record requested.
    pub(super) fn into_asked(self) -> AskedTables {
        self.asked.into_inner()
    }
}

impl TablesBeside for RecordTables<'_, '_> {
    fn table(&self, path: &str) -> Option<(TableText, Digest)> {
        let file = self.files.get(path);
        self.asked.borrow_mut().push((path.into(), file.map(|file| file.digest)));
        let file = file?;
        let text = match file.read_again(self.files.system) {
            Ok(bytes) => self.files.decode(file, bytes),
            Err(changed) => TableText { text: String::new(), found: vec![changed] },
        };
        Some((text, file.digest))
    }

    fn in_folder(&self, folder: &str) -> Vec<String> {
        self.files.in_folder(folder).into_iter().map(str::to_owned).collect()
    }
}
