//! Files of `data/`, for templates to use: takes the files of the site; gives each as a value, and the
//! diagnostics of those that cannot be read.
//!
//! A table is a list of maps by its headers, with texts as values; JSON, YAML and TOML keep their own
//! types. Nothing here is published unless a template shows it. Nothing here reads a disk.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::cells::{BREAK, Cell, cells, rows};
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, words};
use crate::hidden;
use crate::source::{SourceFile, SourceTree, decode, decode_table};
use crate::track::Digest;

/// The folder, with a slash at its end.
const FOLDER: &str = "data/";

/// Every file of `data/` that can be read.
#[derive(Debug, Default)]
pub struct DataFiles {
    /// By their paths below `data/`.
    files: BTreeMap<Arc<str>, DataFile>,
}

/// A file of `data/`.
#[derive(Debug)]
pub struct DataFile {
    /// The digest of its bytes.
    digest: Digest,
    /// Its content.
    pub value: Value,
}

/// The format of a file, by its extension.
#[derive(Clone, Copy)]
enum DataFormat {
    Table,
    Json,
    Yaml,
    Toml,
}

impl DataFormat {
    fn of(path: &str) -> Option<DataFormat> {
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Some(DataFormat::Table),
            "json" => Some(DataFormat::Json),
            "yaml" | "yml" => Some(DataFormat::Yaml),
            "toml" => Some(DataFormat::Toml),
            _ => None,
        }
    }
}

impl DataFiles {
    /// Reads every file of `data/`; files in other formats are ignored.
    pub fn read(tree: &SourceTree) -> (DataFiles, Vec<Diagnostic>) {
        let (mut files, mut found) = (BTreeMap::new(), Vec::new());
        for path in tree.below(FOLDER) {
            let file = tree.get(&format!("{FOLDER}{path}"));
            let Some((file, format)) = file.zip(DataFormat::of(path)) else { continue };
            let (value, reported) = read(file, format);
            found.extend(reported);
            if let Some(value) = value {
                files.insert(path.into(), DataFile { digest: file.digest, value });
            }
        }
        (DataFiles { files }, found)
    }

    /// The file with that path below `data/`.
    pub fn get(&self, path: &str) -> Option<&DataFile> {
        self.files.get(path)
    }

    /// The digest of that file; the same for all missing files.
    pub fn digest(&self, path: &str) -> Digest {
        Digest::of_value(&self.get(path).map(|file| file.digest.0))
    }
}

fn read(file: &SourceFile, format: DataFormat) -> (Option<Value>, Vec<Diagnostic>) {
    let bytes = file.bytes.clone().unwrap_or_default();
    if let DataFormat::Table = format {
        let read = decode_table(&file.path, bytes);
        let mut found = read.found;
        let (value, reported) = table(&file.path, &read.text);
        found.extend(reported);
        return (Some(value), found);
    }
    let decoded = decode(bytes);
    let mut found = decoded.diagnostics(&file.path);
    found.extend(hidden::report(&decoded.text, &file.path, decoded.text.len()));
    match parse(&decoded.text, format) {
        Ok(value) => (Some(value), found),
        Err((at, why)) => {
            found.push(broken(&why).at(file.path.clone(), at));
            (None, found)
        }
    }
}

/// What is wrong with a text, and where.
type DataFault = (Range<usize>, String);

fn parse(text: &str, format: DataFormat) -> Result<Value, DataFault> {
    match format {
        DataFormat::Json => serde_json::from_str(text).map_err(|bad| {
            let why = bad.to_string();
            // The position is repeated in the message, from which it is removed.
            let why = why.split(" at line ").next().unwrap_or(&why).to_owned();
            (place(text, bad.line(), bad.column()), why)
        }),
        DataFormat::Yaml => serde_yaml::from_str(text).map_err(|bad| {
            let why = bad.to_string();
            let why = why.split(" at line ").next().unwrap_or(&why).to_owned();
            (at(text, bad.location().map_or(0, |location| location.index())), why)
        }),
        DataFormat::Toml => {
            text.parse::<toml::Table>().map(|table| json(toml::Value::Table(table))).map_err(|bad| {
                (bad.span().unwrap_or(0..0), bad.message().lines().next().unwrap_or_default().to_owned())
            })
        }
        DataFormat::Table => Ok(Value::Null),
    }
}

/// The character at a byte, or the end of the text.
fn at(text: &str, at: usize) -> Range<usize> {
    let start = text.floor_char_boundary(at);
    start..text[start..].chars().next().map_or(start, |c| start + c.len_utf8())
}

/// The character at a line and a column of bytes, both counted from 1.
fn place(text: &str, line: usize, column: usize) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    at(text, before + column.saturating_sub(1))
}

/// Moments, which only TOML has, become texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}

fn broken(why: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::BAD_DATA,
        words!("这个数据文件读不出来：{why}", "this data file cannot be read: {why}"),
    )
    .help(Words::fixed(
        "检查这一处和它前面：括号、引号、逗号是否成对，缩进是否对齐",
        "check this place and what is before it: brackets, quotes, commas and indentation",
    ))
}

/// The rows of a table as maps by its headers; an empty cell is null.
fn table(file: &str, text: &str) -> (Value, Vec<Diagnostic>) {
    let mut filled = rows(text).filter(|(_, row)| !cells(text, row.clone()).all(|cell| cell.is_empty()));
    let heads: Vec<Cell<'_>> = filled
        .next()
        .map(|(_, row)| cells(text, row).map(|cell| cell.trimmed()).collect())
        .unwrap_or_default();
    let mut faults = FileDiagnostics::of(file);
    let mut firsts: HashMap<&str, &Cell<'_>> = HashMap::new();
    for head in heads.iter().filter(|head| !head.text.is_empty()) {
        let first = *firsts.entry(head.text).or_insert(head);
        if first.column != head.column {
            faults.add(&codes::DUPLICATE_COLUMN, head.span.clone(), move || twice(file, head, first));
        }
    }
    let mut all = Vec::new();
    for (_, row) in filled {
        let mut map = Map::new();
        for cell in cells(text, row).map(|cell| cell.trimmed()) {
            let value = (!cell.text.is_empty()).then(|| Value::from(cell.text.replace(BREAK, "\n")));
            match heads.get(cell.column).filter(|head| !head.text.is_empty()) {
                Some(head) => drop(map.insert(head.text.to_owned(), value.unwrap_or_default())),
                None if value.is_some() => {
                    faults.add(&codes::CELL_WITHOUT_HEAD, cell.span.clone(), without_head);
                }
                None => {}
            }
        }
        all.push(Value::Object(map));
    }
    (Value::Array(all), faults.diagnostics())
}

fn twice(file: &str, head: &Cell<'_>, first: &Cell<'_>) -> Diagnostic {
    let name = head.text;
    Diagnostic::new(&codes::DUPLICATE_COLUMN, words!("有两列都叫“{name}”", "two columns are called `{name}`"))
        .note(file, first.span.clone(), Words::fixed("第一列在这里", "the first is here"))
        .help(Words::fixed("给其中一列换个名称，或删去", "rename one of them, or delete it"))
}

fn without_head() -> Diagnostic {
    Diagnostic::new(
        &codes::CELL_WITHOUT_HEAD,
        Words::fixed("这一格上面没有列名", "this cell has no head above it"),
    )
    .help(Words::fixed(
        "在第一行写上列名；含有逗号的一格要加双引号",
        "write a head in the first row; a cell that holds a comma stands in double quotes",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Memory, PageReading};

    fn files(all: &[(&str, &str)]) -> (DataFiles, Vec<Diagnostic>) {
        let mut memory = Memory::default();
        for (path, text) in all {
            memory.write(path, text);
        }
        DataFiles::read(&SourceTree::read(&memory, PageReading::AtOnce, |_| true))
    }

    #[test]
    fn every_format_is_what_it_says() {
        let (files, found) = files(&[
            ("data/a.csv", "岗位,电话\n窗口,021-5550-0123\n巡查,\n"),
            ("data/b/c.json", "{\"lifts\": [8, \"0.50\"]}"),
            ("data/d.yaml", "hours: [周一, 周三]\n"),
            ("data/e.toml", "since = 1994-05-01\nlifts = 8\n"),
            ("data/picture.png", "no data"),
        ]);
        assert!(found.is_empty(), "{found:?}");
        let value = |path: &str| files.get(path).map(|file| file.value.clone()).unwrap();
        assert_eq!(
            value("a.csv"),
            serde_json::json!([{"岗位": "窗口", "电话": "021-5550-0123"}, {"岗位": "巡查", "电话": null}])
        );
        assert_eq!(value("b/c.json"), serde_json::json!({"lifts": [8, "0.50"]}));
        assert_eq!(value("d.yaml"), serde_json::json!({"hours": ["周一", "周三"]}));
        assert_eq!(value("e.toml"), serde_json::json!({"since": "1994-05-01", "lifts": 8}));
        assert!(files.get("picture.png").is_none() && files.get("../data/a.csv").is_none());
    }

    #[test]
    fn a_broken_file_is_reported_at_its_character() {
        for (path, text, begins) in [
            ("data/a.json", "{\n  \"窗\": [1 2]\n}", "2]"),
            ("data/a.toml", "a = 1\n窗口 = 2\n", "窗"),
            ("data/a.csv", "甲,乙,甲\n1,2,3\n", "甲\n"),
        ] {
            let (files, found) = files(&[(path, text)]);
            let place = found[0].place.as_ref().unwrap();
            let shown = decode_table(path, text.as_bytes().to_vec()).text;
            let shown = if path.ends_with("csv") { shown } else { text.to_owned() };
            assert!(shown[place.span.start..].starts_with(begins), "{path}: {found:?}");
            assert!(found.len() == 1 && (path.ends_with("csv") || files.get("a.json").is_none()));
        }
    }
}
