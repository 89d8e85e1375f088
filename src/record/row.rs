//! A record that is a row of a table: takes the table with its headers resolved, gives the record, the same
//! as from a file with the same values.

use std::sync::Arc;

use super::beside::TablesBeside;
use super::parse::RecordReader;
use super::{KindId, Record, RecordSource};
use crate::config::Config;
use crate::diag::{Diagnostic, codes, words};
use crate::front::FrontMatter;
use crate::front::scalar::in_zone;
use crate::front::shape::Choice;
use crate::front::table::{Row, Table};
use crate::track::Digest;

/// The row of a table that a record was read from.
#[derive(Clone, Debug)]
pub struct RowOf {
    table: Arc<Table>,
    at: usize,
}

impl RowOf {
    /// The row itself.
    pub fn row(&self) -> Option<Row<'_>> {
        self.table.row(self.at)
    }

    /// Its number in the table: 1 is the first row below the header.
    pub fn number(&self) -> usize {
        self.table.number(self.at)
    }

    /// The path of the table, with which the path of the record begins.
    pub(super) fn table_in<'p>(&self, path: &'p str) -> &'p str {
        path.rsplit_once('#').map_or(path, |(table, _)| table)
    }
}

/// Reads the headers of a table of records of this kind; none if its rows could not be such records.
pub fn read_table(file: Arc<str>, text: String, kind: KindId) -> (Option<Arc<Table>>, Vec<Diagnostic>) {
    let profile = kind.profile();
    let (table, mut found) = Table::read(file, text, profile.shape, true);
    let needed = [("title", "标题", true), ("date", "日期", profile.is_dated)];
    let needed = needed.into_iter().filter(|(_, _, is_needed)| *is_needed);
    let missing = needed.into_iter().find_map(|(name, zh, _)| table.missing_column(name, zh));
    let Some(missing) = missing else { return (Some(Arc::new(table)), found) };
    // An unknown header may be the one that is missing.
    if found.is_empty() {
        found.push(missing);
    }
    (None, found)
}

/// Reads the row at index `at` of a table whose path below `content/` is `path`, as a record of this kind;
/// `tables` are the tables beside it.
pub fn parse_row(
    (table, at): (&Arc<Table>, usize),
    path: &str,
    config: &Config,
    kind: KindId,
    tables: &dyn TablesBeside,
) -> (Option<Record>, Vec<Diagnostic>) {
    let of = RowOf { table: table.clone(), at };
    let Some(row) = table.row(at) else { return (None, Vec::new()) };
    let (text, body_at) = row.body().unwrap_or_else(|| (String::new(), row.span().end));
    let digest_of_front = Digest::of_value(&row.front());
    let digest = Digest::of_value(&(digest_of_front.0, &text));
    let source = RecordSource {
        path: format!("{path}#{}", of.number()).into(),
        file: table.file.clone(),
        bytes: digest,
        digest,
        digest_of_front,
        body_at,
        row: Some(of),
        tables: Vec::new(),
    };
    let front = FrontMatter::of_row(&row);
    let read = RecordReader { front, source, text: &text, usual: kind, config, tables };
    let (record, mut found) = in_zone(&config.zone, || read.record_of(kind));
    let named = record.as_ref().and_then(|record| record.common.kind.as_deref());
    if let Some(other) = named.filter(|name| KindId::named(name) != Some(kind)) {
        found.push(other_kind(other, kind).at(table.file.clone(), row.locate(kind.profile().shape, "kind")));
    }
    (record, found)
}

/// The diagnostic for a row of another kind than its section's.
fn other_kind(other: &str, kind: KindId) -> Diagnostic {
    let Choice { name, zh } = kind.choice();
    let message = words!(
        "这一行写的是“{other}”，这个栏目的记录是{zh}",
        "this row says `{other}`, and the section's records are of the kind `{name}`"
    );
    Diagnostic::new(&codes::OTHER_KIND_IN_ROW, message)
        .help(words!("删去这一列，或另建一个栏目", "delete the column, or make another section"))
}
