//! Tables whose columns are fields: takes the text of a table and the form of a row, gives each row as the
//! tree that YAML with the same values would give, with the span of its cell for every value.
//!
//! So everything that reads, checks and explains front matter does the same for a row. A column is resolved
//! once, from its header: `posted.days` and `公示期.天数` name nested fields, `options.2.label` a field of the
//! second item of a list, and `metrics.电话关心` a name chosen by the author. Nothing here reads a file.

mod column;
mod value;

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use self::column::Column;
use self::value::CellValue;
use super::node::{YamlData, YamlNode};
use super::shape::{Shape, Shaped};
use super::verify::{self, KEY, Origin, WORD};
use crate::cells::{BREAK, Cell, cells, rows};
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, words};

/// A table with its headers resolved.
#[derive(Debug)]
pub struct Table {
    /// The file's path below the site's root.
    pub file: Arc<str>,
    text: String,
    /// The bytes of the header.
    head: Range<usize>,
    /// The columns; none for one with an unknown header.
    columns: Vec<Option<Column>>,
    rows: Vec<RowLocation>,
}

/// The location of a row.
#[derive(Clone, Debug)]
struct RowLocation {
    /// Its number; the first row below the header is 1.
    number: usize,
    bytes: Range<usize>,
}

/// A row that is not empty.
#[derive(Debug)]
pub struct Row<'t> {
    table: &'t Table,
    at: &'t RowLocation,
    root: YamlNode,
}

impl Table {
    /// Reads the header of a table whose rows are of this form; `has_body` says whether a column may hold
    /// the text of a record.
    pub fn read(file: Arc<str>, text: String, shape: &Shape, has_body: bool) -> (Table, Vec<Diagnostic>) {
        let mut filled =
            rows(&text).filter(|(_, row)| !cells(&text, row.clone()).all(|cell| cell.is_empty()));
        let Some((top, head)) = filled.next() else {
            let found = Diagnostic::new(
                &codes::NO_HEADS,
                Words::fixed("这个表格是空的", "this table is empty"),
            )
            .help(Words::fixed(
                "第一行写列名，如 title、date，下面每行一条记录",
                "write the column headers in the first row, like `title` and `date`, and a record in each \
                 row below",
            ));
            let table = Table {
                file: file.clone(),
                text: String::new(),
                head: 0..0,
                columns: Vec::new(),
                rows: Vec::new(),
            };
            return (table, vec![found.at(file, 0..0)]);
        };
        let rows: Vec<RowLocation> =
            filled.map(|(number, bytes)| RowLocation { number: number - top, bytes }).collect();
        let mut faults = FileDiagnostics::of(file.clone());
        let columns = column::columns(&file, (&text, head.clone()), &rows, (shape, has_body), &mut faults);
        let diagnostics = faults.diagnostics();
        (Table { file, text, head, columns, rows }, diagnostics)
    }

    /// All of its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of rows below the header that are not empty.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no such row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of the row at this index among those that are not empty; the first row below the header
    /// is 1.
    pub fn number(&self, at: usize) -> usize {
        self.rows.get(at).map_or(0, |row| row.number)
    }

    /// The row at this index among those that are not empty.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let at = self.rows.get(at)?;
        let mut root = YamlNode { span: at.bytes.start..at.bytes.start, data: YamlData::Map(Vec::new()) };
        let mut is_first = true;
        for cell in self.cells(at) {
            let Some(Column { steps, shape, .. }) = self.column(&cell) else { continue };
            if cell.is_empty() {
                continue;
            }
            let cell = cell.trimmed();
            if std::mem::replace(&mut is_first, false) {
                root.span = cell.span.clone();
            }
            column::insert(&mut root, steps, column::leaf(shape, &cell));
        }
        column::in_lists(&mut root);
        Some(Row { table: self, at, root })
    }

    fn cells<'t>(&'t self, at: &RowLocation) -> impl Iterator<Item = Cell<'t>> + use<'t> {
        cells(&self.text, at.bytes.clone())
    }

    fn column(&self, cell: &Cell<'_>) -> Option<&Column> {
        self.columns.get(cell.column)?.as_ref().filter(|column| !column.is_body())
    }

    /// Whether a field, or some part of it, has a column.
    pub fn has(&self, field: &str) -> bool {
        let is = |column: &Column| {
            column.path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.columns.iter().flatten().any(is)
    }

    /// The diagnostic for a required column that is missing.
    pub fn missing_column(&self, name: &str, zh: &str) -> Option<Diagnostic> {
        if self.has(name) {
            return None;
        }
        let message = words!("表格里没有“{zh}”（{name}）这一列", "there is no column `{name}`");
        let fault = Diagnostic::new(&codes::MISSING_COLUMN, message).at(self.file.clone(), self.heads());
        Some(fault.help(words!("加一列，列名写 {zh}", "add a column with the header `{name}`")))
    }

    /// The bytes of the header.
    pub fn heads(&self) -> Range<usize> {
        self.head.clone()
    }
}

impl Row<'_> {
    /// Everything in the row except its Markdown, with the names of its columns: the same for the same
    /// record, wherever its row is.
    pub fn front(&self) -> Vec<(&str, &str)> {
        let heads: Vec<Cell<'_>> = cells(&self.table.text, self.table.head.clone()).collect();
        let head = |column: usize| heads.get(column).map_or("", |head| head.text);
        let of_front = self.table.cells(self.at).filter(|cell| self.table.column(cell).is_some());
        of_front.map(|cell| (head(cell.column), cell.text)).collect()
    }

    /// The location of the table.
    pub(super) fn origin(&self) -> Origin {
        Origin { file: self.table.file.clone(), offset: 0 }
    }

    /// Its Markdown and the byte at which that starts, if a column holds some.
    pub fn body(&self) -> Option<(String, usize)> {
        let is_body = |cell: &Cell<'_>| {
            self.table.columns.get(cell.column).and_then(Option::as_ref).is_some_and(Column::is_body)
        };
        let cell = self.table.cells(self.at).find(is_body)?;
        Some((cell.text.replace(BREAK, "\n"), cell.span.start))
    }

    /// The bytes of the row.
    pub fn span(&self) -> Range<usize> {
        self.root.span.clone()
    }

    /// The cells whose text is exactly one of these words.
    pub fn cells_of(&self, words: &[&str]) -> Vec<(Range<usize>, &str)> {
        let heads: Vec<Cell<'_>> = cells(&self.table.text, self.table.head.clone()).collect();
        let head = |column: usize| heads.get(column).map_or("", |head| head.trimmed().text);
        let cells = self.table.cells(self.at).map(|cell| cell.trimmed());
        cells
            .filter(|cell| words.contains(&cell.text))
            .map(|cell| (cell.span.clone(), head(cell.column)))
            .collect()
    }

    /// Reads the row as `T`.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse<T: DeserializeOwned + Shaped>(&self) -> Result<T, Vec<Diagnostic>> {
        let refused = match T::deserialize(CellValue(&self.root)) {
            Ok(read) => return Ok(read),
            Err(refused) => refused,
        };
        if let Some(total) = self.total() {
            return Err(vec![total]);
        }
        let origin = self.origin();
        let mut faults = FileDiagnostics::of(origin.file.clone());
        let cell = |field: &str| self.empty_cell(field).map(|cell| cell.span);
        faults.extend(verify::verify_row(&self.root, &self.table.text, &T::SHAPE, (&origin, &cell)));
        let mut diagnostics = faults.diagnostics();
        if diagnostics.is_empty() {
            let fault = Diagnostic::new(
                &codes::WRONG_TYPE,
                words!("这一行读不懂", "this row cannot be read: {refused}"),
            );
            diagnostics.push(fault.at(origin.file, self.root.span.clone()).help(Words::fixed(
                "请对照 lilong schema 检查每一格",
                "check each cell against `lilong schema`",
            )));
        }
        Err(diagnostics)
    }

    /// The fault of a row that is the sum of others, as clerks write below a table.
    pub fn total(&self) -> Option<Diagnostic> {
        let mut cells = self.table.cells(self.at).map(|cell| cell.trimmed());
        let cell = cells.find(|cell| is_total(cell.text))?;
        let name = cell.text;
        let message =
            words!("这一行是“{name}”，不是一条记录", "this row is a total (`{name}`), not an entry");
        let fault = Diagnostic::new(&codes::WRONG_TYPE, message);
        Some(
            fault
                .at(self.table.file.clone(), cell.span)
                .help(Words::fixed("删去这一行：合计会自动算出", "delete this row: totals are computed")),
        )
    }

    /// The cell for the value at that path, where it holds nothing.
    fn empty_cell(&self, path: &str) -> Option<Cell<'_>> {
        let is_meant = |column: &Option<Column>| column.as_ref().is_some_and(|column| column.path == path);
        let column = self.table.columns.iter().position(is_meant)?;
        self.table.cells(self.at).find(|cell| cell.column == column && cell.is_empty())
    }

    /// The place of the value at `path`: its cell, an empty one as well.
    pub fn locate(&self, shape: &Shape, path: &str) -> Range<usize> {
        let bare = path.split([WORD]).next().unwrap_or(path).trim_end_matches(KEY);
        match self.empty_cell(bare) {
            Some(cell) => cell.span,
            None => verify::locate(&self.root, &self.table.text, shape, path),
        }
    }
}

/// Whether a cell says that its row is the sum of others.
fn is_total(cell: &str) -> bool {
    let word: String = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect();
    ["合计", "小计", "总计", "共计", "本页合计", "total", "subtotal", "grandtotal", "sum"]
        .contains(&&*word.to_lowercase())
}
