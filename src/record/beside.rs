//! Tables beside a record: takes a record that keeps some of its lists in tables, gives it with those lists
//! filled in.
//!
//! The caller supplies the files; nothing here reads a disk.

use std::sync::Arc;

use super::{Own, RecordSource};
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::front::table::Table;
use crate::front::{FieldTable, FrontMatter};
use crate::source::TableText;
use crate::track::Digest;

/// The tables beside records, by their paths below `content/`.
pub trait TablesBeside {
    /// The text of a table and the digest of its bytes; none if there is no such file.
    fn table(&self, path: &str) -> Option<(TableText, Digest)>;
    /// The names of the tables in a folder.
    fn in_folder(&self, folder: &str) -> Vec<String>;
}

/// No tables at all.
#[derive(Debug)]
pub struct NoTables;

impl TablesBeside for NoTables {
    fn table(&self, _: &str) -> Option<(TableText, Digest)> {
        None
    }
    fn in_folder(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// The tables of a record.
#[derive(Default)]
pub(super) struct ReadTables {
    /// Those from which its fields were filled.
    pub(super) tables: Vec<FieldTable>,
    /// What is reported about them.
    pub(super) found: Vec<Diagnostic>,
    /// The digests of their bytes.
    pub(super) digests: Vec<Digest>,
}

impl ReadTables {
    /// Whether the tables were read without errors.
    pub(super) fn is_complete(&self) -> bool {
        !self.found.iter().any(Diagnostic::is_error)
    }
}

/// Fills those lists of a record that are kept in tables.
pub(super) fn read_tables(
    own: &mut Own,
    (source, front): (&RecordSource, &FrontMatter<'_>),
    beside: &dyn TablesBeside,
) -> ReadTables {
    let shape = own.kind().profile().shape;
    let mut read = ReadTables::default();
    for (field, list) in own.tables() {
        let Some(name) = list.table().map(str::to_owned) else { continue };
        let path = source.beside(&name);
        let Some((text, digest)) = beside.table(&path) else {
            let fault = missing(&name, &beside.in_folder(source.folder()));
            read.found.push(fault.at(source.file.clone(), front.locate(shape, field)));
            continue;
        };
        read.digests.push(digest);
        let TableText { text, found } = text;
        // If there is no table in the file, the diagnostics of the file say why.
        let is_readable = !text.is_empty() || found.is_empty();
        read.found.extend(found);
        if !is_readable {
            continue;
        }
        let row = list.row_shape();
        let (table, found) = Table::read(format!("content/{path}").into(), text, row, false);
        // An unknown header may be the one that is missing.
        let are_heads_known = found.is_empty();
        read.found.extend(found);
        if let Err(mut found) = list.fill(&table) {
            found.retain(|fault| are_heads_known || !std::ptr::eq(fault.code, &codes::MISSING_COLUMN));
            read.found.extend(found);
        }
        read.tables.push(FieldTable { field, table: Arc::new(table), row });
    }
    read
}

/// The diagnostic for a missing table; `beside` are the tables that do exist.
fn missing(name: &str, beside: &[String]) -> Diagnostic {
    let message = words!("旁边没有“{name}”这个表格", "there is no table `{name}` beside the record");
    let help = match nearest(name, beside.iter().map(String::as_str)) {
        Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
        None => Words::fixed(
            "把表格放在记录旁边，写它的文件名：CSV、TSV 或 XLSX",
            "put the table beside the record and write its name: a CSV, TSV or XLSX file",
        ),
    };
    Diagnostic::new(&codes::MISSING_TABLE, message).help(help)
}
