//! Open data as CSV: takes the records of one table; gives the same facts as flat cells for a spreadsheet.
//!
//! UTF-8 with a byte-order mark and CRLF, as Excel requires. The columns are the common fields, the figures
//! if a record of the file has any, then `facts.` with the dotted names of the dictionary: those that some
//! record of the file has, in the dictionary's order.
//! A list is joined with `; `; an item that holds a semicolon is quoted like a cell of CSV, so that it is
//! not taken for two. Of a list of objects each key is a column (`facts.resolutions[].outcome`) with one
//! part for each object, so that the parts of two such columns correspond; a part may be empty. A text that
//! a spreadsheet would take for a formula gets an apostrophe in front; numbers do not. How a spreadsheet
//! reads a text like `3-2` cannot be changed without changing the text for programs too: the dictionary
//! says so, and what to do.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::data::dictionary::RECORD;
use crate::record::Facts;
use crate::record::figure::FigureData;
use crate::record::kind::FactField;
use crate::site::{DataRow, EntryId, PostedState, Posting, Site};
use crate::spelling::is_blank;

const COMMON: [&str; 23] = [
    "kind",
    "title",
    "date",
    "time",
    "published",
    "number",
    "issuer",
    "summary",
    "lang",
    "url",
    "source",
    "topics",
    "places",
    "matter",
    "refs",
    "backlinks",
    "posted_from",
    "posted_until",
    "posted_days",
    "posted_state",
    "corrections",
    "attachments",
    "fingerprint",
];
const BETWEEN: &str = "; ";

/// A table as CSV.
pub fn table(site: &Site, ids: &[EntryId]) -> Vec<u8> {
    let rows: Vec<DataRow<'_>> = ids.iter().map(|id| DataRow::of(site, &site.entries[*id])).collect();
    let figures: Vec<CsvCells> = rows.iter().map(|row| CsvCells::of_figures(&row.figures)).collect();
    let facts: Vec<CsvCells> = rows.iter().map(|row| flat(row.facts)).collect();
    let known = ids.first().map_or(&[][..], |id| site.entries[*id].record.kind().profile().facts);
    let (of_figures, columns) = (columns(&figures, RECORD), columns(&facts, known));
    // The mark is written before the header; otherwise the writer would quote the first cell because of it.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let mut written = writer.write_record(head(&figures, &facts, site, ids).map(Cow::into_owned));
    for (row, (figures, facts)) in rows.iter().zip(figures.iter().zip(&facts)) {
        let mut cell = |cell: &str| writer.write_field(cell);
        let mut own = (of_figures.iter().map(|name| figures.written(name)))
            .chain(columns.iter().map(|name| facts.written(name)));
        written =
            written.and_then(|()| common(row, &mut cell)).and_then(|()| own.try_for_each(|fact| cell(&fact)));
        written = written.and_then(|()| writer.write_record(None::<&[u8]>));
    }
    // Writing to memory does not fail, and every record is as long as the first.
    debug_assert!(written.is_ok());
    writer.into_inner().unwrap_or_default()
}

/// The columns of a table, in order.
pub fn columns_of(site: &Site, ids: &[EntryId]) -> Vec<String> {
    let entries = || ids.iter().map(|id| &site.entries[*id]);
    let figures: Vec<CsvCells> = entries()
        .map(|entry| {
            let figures: Vec<FigureData> =
                entry.record.common.figures.iter().flatten().map(FigureData::of).collect();
            CsvCells::of_figures(&figures)
        })
        .collect();
    let facts: Vec<CsvCells> = entries().map(|entry| flat(&entry.derived.facts)).collect();
    head(&figures, &facts, site, ids).map(Cow::into_owned).collect()
}

/// The header of a table: the common columns, those of figures, and those of the facts of its kind.
fn head<'c>(
    figures: &'c [CsvCells],
    facts: &'c [CsvCells],
    site: &Site,
    ids: &[EntryId],
) -> impl Iterator<Item = Cow<'c, str>> {
    let known = ids.first().map_or(&[][..], |id| site.entries[*id].record.kind().profile().facts);
    let own = columns(facts, known).into_iter().map(|name| Cow::Owned(format!("facts.{name}")));
    let common = COMMON.into_iter().chain(columns(figures, RECORD)).map(Cow::Borrowed);
    common.chain(own)
}

/// Writes the cells of the common fields, in the order of `COMMON`.
fn common(row: &DataRow<'_>, cell: &mut impl FnMut(&str) -> csv::Result<()>) -> csv::Result<()> {
    let posted = |of: fn(&Posting) -> String| row.posted.as_ref().map(of).unwrap_or_default();
    let corrections: Vec<String> =
        row.corrections.iter().map(|c| format!("{} {}", c.date, c.what.0)).collect();
    cell(row.kind)?;
    cell(&guarded(row.title))?;
    cell(&row.date.map(|date| date.to_string()).unwrap_or_default())?;
    cell(&row.time.map(|time| time.to_string()).unwrap_or_default())?;
    cell(&row.published.map(|day| day.to_string()).unwrap_or_default())?;
    for text in [row.number, row.issuer, row.summary, Some(row.lang), Some(row.url), Some(row.source)] {
        cell(&guarded(text.unwrap_or_default()))?;
    }
    cell(&guarded(&joined(&row.topics)))?;
    cell(&guarded(&joined(&row.places)))?;
    cell(&guarded(row.matter.unwrap_or_default()))?;
    cell(&guarded(&joined(&row.refs)))?;
    cell(&guarded(&joined(&row.backlinks)))?;
    cell(&posted(|posted| posted.from.to_string()))?;
    cell(&posted(|posted| posted.until.to_string()))?;
    cell(&posted(|posted| posted.days.to_string()))?;
    cell(&posted(|posted| state(posted.state).to_owned()))?;
    cell(&guarded(&joined(&corrections)))?;
    cell(&guarded(&joined(&row.attachments.iter().map(|file| file.path).collect::<Vec<_>>())))?;
    cell(&row.fingerprint.to_string())
}

fn state(state: PostedState) -> &'static str {
    match state {
        PostedState::Upcoming => "upcoming",
        PostedState::Open => "open",
        PostedState::Ended => "ended",
    }
}

/// The flat facts of one record, by column, in order.
#[derive(Default)]
struct CsvCells(Vec<(String, String)>);

impl CsvCells {
    /// The figures of a record, a column for each of their fields.
    fn of_figures(figures: &[FigureData<'_>]) -> CsvCells {
        let mut cells = CsvCells::default();
        if !figures.is_empty() {
            cells.add("figures".to_owned(), &serde_json::to_value(figures).unwrap_or_default());
        }
        cells
    }

    fn get(&self, column: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.as_str())
    }

    /// The cell of a column as it is written; empty where the record has no such fact.
    fn written(&self, column: &str) -> Cow<'_, str> {
        self.get(column).map_or(Cow::Borrowed(""), fact_cell)
    }

    fn add(&mut self, name: String, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.0.push((name, text.clone())),
            Value::Bool(_) | Value::Number(_) => self.0.push((name, value.to_string())),
            Value::Object(map) => map.iter().for_each(|(key, value)| self.add(below(&name, key), value)),
            Value::Array(list) if list.iter().any(Value::is_object) => self.add_objects(&name, list),
            Value::Array(list) if list.is_empty() => {}
            Value::Array(list) => self.0.push((name, joined(&list.iter().map(plain).collect::<Vec<_>>()))),
        }
    }

    fn add_objects(&mut self, name: &str, list: &[Value]) {
        let objects: Vec<CsvCells> = list.iter().map(flat_value).collect();
        let keys = first_seen(&objects);
        for key in keys {
            let parts: Vec<&str> = objects.iter().map(|object| object.get(key).unwrap_or_default()).collect();
            self.0.push((format!("{name}[].{key}"), joined(&parts)));
        }
    }
}

fn flat(facts: &Facts) -> CsvCells {
    flat_value(&serde_json::to_value(facts).unwrap_or_default())
}

fn flat_value(value: &Value) -> CsvCells {
    let mut cells = CsvCells::default();
    cells.add(String::new(), value);
    cells
}

fn below(name: &str, key: &str) -> String {
    if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The columns of some records, in the order of first occurrence.
fn first_seen(records: &[CsvCells]) -> Vec<&str> {
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let names = records.iter().flat_map(|cells| cells.0.iter().map(|(name, _)| name.as_str()));
    names.filter(|name| seen.insert(name, ()).is_none()).collect()
}

/// The columns of a file in the order of the dictionary; those of the same dictionary name in the order of
/// first occurrence.
fn columns<'a>(records: &'a [CsvCells], known: &[FactField]) -> Vec<&'a str> {
    let mut columns = first_seen(records);
    columns
        .sort_by_key(|column| known.iter().position(|fact| fits(fact.name, column)).unwrap_or(known.len()));
    columns
}

/// Whether a column has that name of the dictionary, in which `*` stands for a name that the author chose.
pub(super) fn fits(name: &str, column: &str) -> bool {
    match name.split_once('*') {
        Some((before, after)) => {
            column.len() >= before.len() + after.len()
                && column.starts_with(before)
                && column.ends_with(after)
        }
        None => name == column,
    }
}

fn fact_cell(cell: &str) -> Cow<'_, str> {
    if is_number(cell) { Cow::Borrowed(cell) } else { guarded(cell) }
}

/// A number as Lilong writes it: digits, with a sign or a decimal point.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or_else(|| digits(text), |(whole, part)| digits(whole) && digits(part))
}

/// Items joined in one cell.
fn joined<T: AsRef<str>>(items: &[T]) -> String {
    items.iter().map(|item| quoted(item.as_ref())).collect::<Vec<_>>().join(BETWEEN)
}

/// An item that is taken neither for two items nor for a part of one.
fn quoted(item: &str) -> Cow<'_, str> {
    if item.contains([';', '\n', '\r']) || item.starts_with(['"', ' ']) {
        Cow::Owned(format!("\"{}\"", item.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(item)
    }
}

/// A text that no spreadsheet takes for a formula. Chinese editions treat full-width signs like the narrow
/// ones, and some programs first drop leading white space.
fn guarded(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches(is_blank).chars().next();
    let is_sign = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    if first.is_some_and(is_sign) || text.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{CONFIG, all, site, text};
    use super::*;

    fn records(files: &[(&str, &str)]) -> Vec<HashMap<String, String>> {
        let site = site(CONFIG, files);
        let bytes = table(&site, &all(&site));
        let body = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
        csv::Reader::from_reader(body).deserialize().map(Result::unwrap).collect()
    }

    #[test]
    fn the_file_is_what_excel_opens() {
        let site = site(
            CONFIG,
            &[("a.md", "---\nkind: notice\ntitle: 停水\ndate: 2026-03-02\n---\n\n今晚停水。\n")],
        );
        let csv = text(table(&site, &all(&site)));
        assert!(csv.starts_with("\u{FEFF}kind,title,date,"));
        assert!(csv.contains("\r\nnotice,停水,2026-03-02,,,,梧桐里居委会,今晚停水。,zh-Hans,a.html,a.md,"));
        assert!(csv.ends_with(",current\r\n"));
        assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
    }

    #[test]
    fn a_formula_becomes_a_text_and_a_number_stays_one() {
        let log = "---\nkind: log\ntitle: '=HYPERLINK(\"x\")'\nnumber: '-5'\ndate: 2026-03-02\nmetrics: \
                   {水位: -3.50}\n---\n\n@here, 'quoted'\n";
        let rows = records(&[("a.md", log)]);
        assert_eq!(rows[0]["title"], "'=HYPERLINK(\"x\")");
        assert_eq!(rows[0]["number"], "'-5");
        assert_eq!(rows[0]["summary"], "'@here, 'quoted'");
        assert_eq!(rows[0]["facts.metrics.水位.value"], "-3.50");
    }

    #[test]
    fn parts_of_lists_of_objects_stand_side_by_side() {
        let meeting = "---\nkind: meeting\ntitle: 会\ndate: 2026-03-02\nattendance: {present: 3}\n\
                       resolutions:\n\
             - {title: 甲, votes: {for: 3, against: 0}}\n- {title: 乙}\n---\n";
        let rows =
            records(&[("a.md", meeting), ("b.md", "---\nkind: meeting\ntitle: 空\ndate: 2026-03-01\n---\n")]);
        assert_eq!(rows[0]["facts.resolutions[].title"], "甲; 乙");
        assert_eq!(rows[0]["facts.resolutions[].outcome"], "passed; adopted");
        assert_eq!(rows[0]["facts.resolutions[].share"], "1.0000; ");
        assert_eq!(rows[1]["facts.resolutions[].title"], "");
        assert_eq!(rows[1]["facts.open_items"], "0");
    }

    #[test]
    fn an_item_with_a_semicolon_is_reported_from_two() {
        let meeting = "---\nkind: meeting\ntitle: 会\ndate: 2026-03-02\nattendance: {present: 3}\n\
                       resolutions:\n\
             - {title: 甲; 乙, votes: {for: 3, against: 0}}\n- {title: 丙的\"丁\"}\n---\n";
        assert_eq!(records(&[("a.md", meeting)])[0]["facts.resolutions[].title"], "\"甲; 乙\"; 丙的\"丁\"");
        assert_eq!(joined(&["\"戊\"", " 己", "庚"]), "\"\"\"戊\"\"\"; \" 己\"; 庚");
    }

    #[test]
    fn full_width_signs_and_white_space_before_a_sign_are_guarded() {
        for text in ["=1", "＝1", "＋1", "－1", "＠甲", "\u{3000}=1", " \u{200B}@甲", "\t甲"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "甲=1", "3-2", "010", "\u{3000}甲", "—甲"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn numbers_are_what_lilong_writes() {
        for number in ["0", "-3.50", "0.6667"] {
            assert!(is_number(number), "{number}");
        }
        for text in ["", "-", "1.", ".5", "+1", "1e5", "2026-03-02", "－5"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
