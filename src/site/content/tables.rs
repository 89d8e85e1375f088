//! Sections from a spreadsheet: takes the table that a section names, gives its rows as records.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::beside::AskedTables;
use super::kept::{Findings, KeptPages, KeptTable, ParseInputs};
use super::{Content, PageReader, SectionKinds};
use crate::cells::is_table;
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::privacy::{Screened, screen_row};
use crate::record::{KindId, SectionFile, parse_row, read_table};
use crate::site::located::place_in_section;
use crate::source::TableText;

/// A table that has just been read, or that was kept.
pub(super) struct TableRead {
    /// The path below `content/`.
    path: Arc<str>,
    kept: KeptTable,
    /// How it was read; none if it was kept, or is not to be kept.
    reading: Option<ParseInputs>,
}

/// The sections that name a table.
pub(super) fn named(sections: &[(Option<String>, Arc<SectionFile>)]) -> Vec<Arc<SectionFile>> {
    let own = sections.iter().filter(|(lang, section)| lang.is_none() && section.front.rows.is_some());
    own.map(|(_, section)| section.clone()).collect()
}

impl PageReader<'_> {
    /// Reads the table that a section names.
    pub(super) fn table(&self, section: &SectionFile, kinds: &SectionKinds, kept: &KeptPages) -> TableRead {
        let name = section.front.rows.as_deref().unwrap_or_default();
        let path: Arc<str> = section.source.beside(name).into();
        let kind = kinds.kind(&path);
        let Some(file) = self.tables.get(&path).filter(|_| !name.contains('/')) else {
            let fault = self.missing(section, (name, &path));
            return TableRead { path, kept: KeptTable::broken(vec![fault]), reading: None };
        };
        let reading = self.keeps.then_some(ParseInputs { digest: file.digest, kind, translation: None });
        let as_before = reading.as_ref().and_then(|reading| kept.table(&path, reading));
        if let Some(kept) = as_before.filter(|kept| self.tables.are_same(&kept.beside)) {
            return TableRead { path, kept, reading: None };
        }
        let bytes = match file.read_again(self.system) {
            Ok(bytes) => bytes,
            Err(changed) => return TableRead { path, kept: KeptTable::broken(vec![changed]), reading: None },
        };
        let kept = self.rows(&path, self.tables.decode(file, bytes), (file.path.clone(), kind));
        TableRead { path, kept, reading }
    }

    /// Reads the rows of a table as records; its file and kind are given.
    fn rows(&self, path: &Arc<str>, decoded: TableText, (file, kind): (Arc<str>, KindId)) -> KeptTable {
        let mut faults = decoded.found;
        // If there is no table in the file, the diagnostics of the file say why.
        if decoded.text.is_empty() && !faults.is_empty() {
            return KeptTable::broken(faults);
        }
        let (table, found) = read_table(file, decoded.text, kind);
        faults.extend(found);
        let Some(table) = table else { return KeptTable::broken(faults) };
        let row = |at| {
            let tables = self.tables.asked();
            let (mut record, mut found) = parse_row((&table, at), path, self.config, kind, &tables);
            let screened = record.as_mut().map(|record| screen_row(record, &self.policy));
            let Screened { found: personal, allowances, .. } = screened.unwrap_or_default();
            found.extend(personal);
            ((record, found, allowances), tables.into_asked())
        };
        let rows: Vec<_> = (0..table.len()).into_par_iter().map(row).collect();
        let (mut records, mut broken) = (Vec::with_capacity(rows.len()), Vec::new());
        let (mut beside, mut allowances) = (AskedTables::new(), BTreeSet::new());
        for (at, ((record, found, needed), asked)) in rows.into_iter().enumerate() {
            faults.extend(found);
            allowances.extend(needed);
            beside.extend(asked);
            match record {
                Some(record) => records.push(Arc::new(record)),
                None => broken.push(format!("{path}#{}", table.number(at)).into()),
            }
        }
        let findings = Findings { faults: faults.into(), allowances: allowances.into_iter().collect() };
        KeptTable { records: records.into(), broken: broken.into(), findings, is_broken: false, beside }
    }

    /// Says that the table of a section does not exist, or is not a table.
    fn missing(&self, section: &SectionFile, (name, path): (&str, &str)) -> Diagnostic {
        let place = place_in_section(section, "rows", self.system);
        if !(is_table(name) || name.contains('/')) && self.system.quote(&format!("content/{path}")).is_ok() {
            return no_table(name).at(section.source.file.clone(), place);
        }
        let fault = Diagnostic::new(
            &codes::MISSING_TABLE,
            words!("_index.md 旁边没有“{name}”这个表格", "there is no table `{name}` beside _index.md"),
        );
        let help = match nearest(name, self.tables.in_folder(section.source.folder())) {
            Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
            None => Words::fixed(
                "把表格放在 _index.md 旁边，写它的文件名：CSV、TSV 或 XLSX",
                "put the table beside _index.md and write its name: a CSV, TSV or XLSX file",
            ),
        };
        fault.at(section.source.file.clone(), place).help(help)
    }
}

/// The diagnostic for a file that a section names as its table and that is of another format.
fn no_table(name: &str) -> Diagnostic {
    let message = words!("“{name}”不是 CSV、TSV 或 XLSX 表格", "`{name}` is not a CSV, TSV or XLSX table");
    Diagnostic::new(&codes::MISSING_TABLE, message).help(Words::fixed(
        "用表格软件打开，另存为 XLSX 或 CSV UTF-8，再写新的文件名",
        "open it in a spreadsheet program, save it as XLSX or as CSV UTF-8, and write the new name",
    ))
}

impl Content {
    /// Adds the records of tables; records stay in the order of their sources.
    pub(super) fn take_tables(
        &mut self,
        tables: Vec<TableRead>,
        kept: &mut KeptPages,
        found: &mut Vec<Diagnostic>,
    ) {
        kept.retain_tables(|path| tables.iter().any(|table| &*table.path == path));
        for TableRead { path, kept: table, reading } in tables {
            found.extend(table.findings.faults.iter().cloned());
            self.allowances.extend(&*table.findings.allowances);
            self.records.extend(table.records.iter().cloned());
            self.broken.extend(table.broken.iter().cloned());
            self.beside.extend(table.beside.iter().map(|(path, _)| path.clone()));
            if table.is_broken {
                self.broken.insert(path.clone());
            }
            self.tables.insert(path.clone());
            if let Some(reading) = reading {
                kept.put_table(path, reading, table);
            }
        }
        self.records.sort_by(|a, b| a.source.order().cmp(&b.source.order()));
    }
}
