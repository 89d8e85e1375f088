//! What a column means: takes its header as written and the form of a row, gives the path to a value and
//! the value's form, or says why there is none.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::RowLocation;
use crate::cells::{BREAK, Cell, cells};
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, nearest, words};
use crate::front::node::{YamlData, YamlNode};
use crate::front::scalar::{half_width, trim};
use crate::front::shape::{Field, Shape};
use crate::front::words_for;

/// The headers of the column that holds the text of a record.
const BODY: [&str; 2] = ["body", "正文"];
/// Separate the steps of a header.
const STEPS: [char; 2] = ['.', '．'];
/// Separate the values of a list in one cell.
const ITEMS: [char; 3] = ['、', ';', '；'];
/// Marks a step that is an index in a list.
const PLACE: char = '\u{0}';

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// The path of its values, as checks write it; that of the text is empty.
    pub(super) path: String,
    /// The names on the path, in English for names of fields; indices in lists begin with [`PLACE`].
    pub(super) steps: Vec<String>,
    /// The form of its values.
    pub(super) shape: Shape,
}

impl Column {
    pub(super) fn is_body(&self) -> bool {
        self.steps.is_empty()
    }

    fn of(steps: Vec<String>, shape: Shape) -> Column {
        let one = |step: &String| match step.strip_prefix(PLACE) {
            // Checks count from 0, people from 1.
            Some(place) => {
                place.parse::<usize>().map_or_else(|_| place.to_owned(), |at| (at - 1).to_string())
            }
            None => step.clone(),
        };
        Column { path: steps.iter().map(one).collect::<Vec<_>>().join("."), steps, shape }
    }
}

/// The columns for the headers; `rows` are those below.
pub(super) fn columns<'t>(
    file: &Arc<str>,
    (text, head): (&'t str, Range<usize>),
    rows: &[RowLocation],
    (shape, has_body): (&Shape, bool),
    faults: &mut FileDiagnostics<'t>,
) -> Vec<Option<Column>> {
    let heads: Vec<Cell<'t>> = cells(text, head).map(|cell| cell.trimmed()).collect();
    if let Some(title) = title(text, &heads, rows) {
        faults.add(&codes::UNKNOWN_COLUMN, title.span.clone(), || not_a_head(title.text));
        return Vec::new();
    }
    let mut columns = Vec::with_capacity(heads.len());
    for head in &heads {
        let read = (!head.text.is_empty()).then(|| column(head.text, shape, has_body)).transpose();
        columns.push(read.unwrap_or_else(|fault| {
            faults.add(fault.code, head.span.clone(), move || *fault);
            None
        }));
    }
    report_twice(file, &heads, &mut columns, faults);
    report_without_head(text, &heads, rows, faults);
    columns
}

/// The title of a table in place of its header: a single cell above rows of several.
fn title<'h, 't>(text: &str, heads: &'h [Cell<'t>], rows: &[RowLocation]) -> Option<&'h Cell<'t>> {
    let filled = |row: &RowLocation| cells(text, row.bytes.clone()).filter(|cell| !cell.is_empty()).count();
    let mut written = heads.iter().filter(|head| !head.text.is_empty());
    let title = written.next().filter(|_| written.next().is_none())?;
    rows.first().is_some_and(|row| filled(row) > 1).then_some(title)
}

fn not_a_head(title: &str) -> Diagnostic {
    let message = words!("“{title}”是表格的标题，不是列名", "`{title}` is a title, not a column header");
    Diagnostic::new(&codes::UNKNOWN_COLUMN, message).help(Words::fixed(
        "第一行要写列名：删去上方的标题行，或写进 _index.md",
        "the first row holds the column headers: delete the title above them, or move it to _index.md",
    ))
}

/// Reports headers that name the same value, or a value and a part of it.
fn report_twice<'t>(
    file: &Arc<str>,
    heads: &[Cell<'t>],
    columns: &mut [Option<Column>],
    faults: &mut FileDiagnostics<'t>,
) {
    let mut firsts: HashMap<String, usize> = HashMap::new();
    for at in 0..columns.len() {
        let Some(column) = &columns[at] else { continue };
        let path = &column.path;
        let steps = || path.match_indices('.').map(|(end, _)| &path[..end]);
        let around = steps().find_map(|part| firsts.get(part).copied());
        let inside = || {
            let inside = |(other, at): (&String, &usize)| {
                other.strip_prefix(path.as_str())?.starts_with('.').then_some(*at)
            };
            firsts.iter().filter_map(inside).min()
        };
        let first = firsts.get(path).copied().or(around).or_else(inside);
        let Some(first) = first else {
            firsts.insert(path.clone(), at);
            continue;
        };
        let (name, one, first, file) =
            (heads[at].text, heads[first].text, heads[first].span.clone(), file.clone());
        faults.add(&codes::DUPLICATE_COLUMN, heads[at].span.clone(), move || {
            let message = if name == one {
                words!("“{name}”这一列写了两次", "two columns have the header `{name}`")
            } else {
                words!("“{name}”和“{one}”是同一个字段", "`{name}` and `{one}` are the same field")
            };
            Diagnostic::new(&codes::DUPLICATE_COLUMN, message)
                .note(file, first, Words::fixed("第一列在这里", "the first is here"))
                .help(Words::fixed("删去其中一列，或改正列名", "delete one, or correct its header"))
        });
        columns[at] = None;
    }
}

/// Reports the first cell in each column without a header, including those beyond the last header.
fn report_without_head<'t>(
    text: &'t str,
    heads: &[Cell<'t>],
    rows: &[RowLocation],
    faults: &mut FileDiagnostics<'t>,
) {
    let mut reported: Vec<usize> = Vec::new();
    for cell in rows.iter().flat_map(|row| cells(text, row.bytes.clone())) {
        let has_head = heads.get(cell.column).is_some_and(|head| !head.text.is_empty());
        if has_head || cell.is_empty() || reported.contains(&cell.column) {
            continue;
        }
        reported.push(cell.column);
        faults.add(&codes::CELL_WITHOUT_HEAD, cell.trimmed().span, || {
            Diagnostic::new(
                &codes::CELL_WITHOUT_HEAD,
                Words::fixed("这一格上面没有列名", "this cell has no column header"),
            )
            .help(Words::fixed(
                "在第一行写上列名，或删去这一格；格子里有逗号的，整格加英文双引号",
                "write a header in the first row, or delete the cell; a cell that holds a comma needs \
                 quotes around it",
            ))
        });
    }
}

/// The column with this header.
fn column(written: &str, shape: &Shape, has_body: bool) -> Result<Column, Box<Diagnostic>> {
    let plain = written.replace(BREAK, "");
    let spelled = half_width(trim(&plain)).to_lowercase();
    if has_body && BODY.contains(&spelled.as_str()) {
        return Ok(Column { path: String::new(), steps: Vec::new(), shape: Shape::Any });
    }
    let steps: Vec<&str> = plain.split(STEPS).map(trim).collect();
    let mut way = Vec::new();
    match walk(shape, &steps, &mut way) {
        Ok(shape) => Ok(Column::of(way, shape)),
        Err(lost) => Err(Box::new(unknown(written, &lost, shape, has_body))),
    }
}

/// Where a header leads nowhere.
struct Lost {
    /// The step that does not exist.
    step: String,
    /// The fields that exist there.
    fields: &'static [Field],
}

/// Follows `steps` from a value of this form; gives the form at their end.
fn walk(shape: &Shape, steps: &[&str], way: &mut Vec<String>) -> Result<Shape, Lost> {
    let Some((step, rest)) = steps.split_first() else { return Ok(*shape) };
    let lost = |fields: &'static [Field]| Lost { step: (*step).to_owned(), fields };
    match shape {
        Shape::Map(fields) => {
            let spelled = half_width(step).to_lowercase();
            let field =
                fields.iter().find(|field| field.is(step) || field.is(&spelled)).ok_or(lost(fields))?;
            way.push(field.name.to_owned());
            walk(&field.shape, rest, way)
        }
        Shape::Pairs(inner) => {
            // A name chosen by the author may contain a full stop itself, if nothing can follow it.
            let is_last = matches!(inner, Shape::Scalar { .. });
            way.push(if is_last { steps.join(".") } else { (*step).to_owned() });
            walk(inner, if is_last { &[] } else { rest }, way)
        }
        Shape::List(inner) => {
            let place = half_width(step).parse::<usize>().ok().filter(|at| (1..=1000).contains(at));
            way.push(format!("{PLACE}{}", place.ok_or(lost(&[]))?));
            walk(inner, rest, way)
        }
        Shape::OneOf(shapes) => walk_one(shapes, steps, way).map_err(|first| first.unwrap_or(lost(&[]))),
        Shape::Again(shape) => walk(&shape(), steps, way),
        Shape::Any => {
            way.extend(steps.iter().map(|step| (*step).to_owned()));
            Ok(Shape::Any)
        }
        Shape::Scalar { .. } => Err(lost(&[])),
    }
}

/// Follows the first of several forms that has such a path; otherwise says where the first one with names
/// ends.
fn walk_one(shapes: &[Shape], steps: &[&str], way: &mut Vec<String>) -> Result<Shape, Option<Lost>> {
    let mut first = None;
    for shape in shapes {
        let before = way.len();
        match walk(shape, steps, way) {
            Ok(found) => return Ok(found),
            Err(lost) => {
                way.truncate(before);
                first = first.or(Some(lost).filter(|lost| !lost.fields.is_empty()));
            }
        }
    }
    Err(first)
}

/// The diagnostic for a header that names no field, with the nearest name.
fn unknown(written: &str, lost: &Lost, shape: &Shape, has_body: bool) -> Diagnostic {
    let Lost { step, fields } = lost;
    let message = words!("不认识“{written}”这一列", "no field is called `{written}`");
    let found = Diagnostic::new(&codes::UNKNOWN_COLUMN, message);
    let chinese = !step.is_ascii();
    let named = |field: &'static Field| if chinese { field.zh } else { field.name };
    let bodies = BODY.iter().copied().filter(|_| has_body);
    let near = match words_for::field(step, fields) {
        Some(field) => Some(named(field)),
        None => nearest(step, fields.iter().flat_map(|field| [field.name, field.zh]).chain(bodies)),
    };
    match near {
        Some(near) => found.help(words!("是不是 {near}？", "did you mean `{near}`?")),
        // A record has too many fields to list them.
        None if has_body && matches!(shape, Shape::Map(top) if std::ptr::eq(*top, *fields)) => {
            found.help(Words::fixed(
                "列名写字段名，如 title、日期、posted.days；lilong schema 列出全部",
                "column headers are names of fields, like `title` or `posted.days`; `lilong schema` lists \
                 them all",
            ))
        }
        None => {
            let list = |pick: fn(&Field) -> &'static str| fields.iter().map(pick).collect::<Vec<_>>();
            found.help(Words::new(
                format!("这里可以写：{}", list(|field| field.zh).join("、")),
                format!("allowed here: {}", list(|field| field.name).join(", ")),
            ))
        }
    }
}

/// The value of a cell: a list if the form allows only that, or else its text.
pub(super) fn leaf(shape: &Shape, cell: &Cell<'_>) -> YamlNode {
    let scalar = |text: &str, span: Range<usize>| YamlNode {
        span,
        data: YamlData::Scalar { text: text.replace(BREAK, "\n"), plain: false },
    };
    match shape {
        Shape::Again(shape) => leaf(&shape(), cell),
        Shape::List(_) => {
            let mut start = cell.span.start;
            let mut items = Vec::new();
            for part in cell.text.split_inclusive(ITEMS) {
                let words = part.trim_end_matches(ITEMS);
                let item =
                    Cell { column: cell.column, text: words, span: start..start + words.len() }.trimmed();
                if !item.text.is_empty() {
                    items.push(scalar(item.text, item.span));
                }
                start += part.len();
            }
            YamlNode { span: cell.span.clone(), data: YamlData::List(items) }
        }
        Shape::Scalar { .. } | Shape::Map(_) | Shape::Pairs(_) | Shape::OneOf(_) | Shape::Any => {
            scalar(cell.text, cell.span.clone())
        }
    }
}

/// Puts a value at the end of its path.
pub(super) fn insert(node: &mut YamlNode, steps: &[String], leaf: YamlNode) {
    let Some((step, rest)) = steps.split_first() else {
        *node = leaf;
        return;
    };
    let YamlData::Map(pairs) = &mut node.data else { return };
    let at = pairs.iter().position(|(key, _)| key.text() == Some(step)).unwrap_or_else(|| {
        let span = leaf.span.clone();
        let key =
            YamlNode { span: span.clone(), data: YamlData::Scalar { text: step.clone(), plain: false } };
        pairs.push((key, YamlNode { span, data: YamlData::Map(Vec::new()) }));
        pairs.len() - 1
    });
    insert(&mut pairs[at].1, rest, leaf);
}

/// Turns mappings whose keys are indices into lists, in that order and without gaps.
pub(super) fn in_lists(node: &mut YamlNode) {
    let YamlData::Map(pairs) = &mut node.data else { return };
    pairs.iter_mut().for_each(|(_, value)| in_lists(value));
    let place = |(key, _): &(YamlNode, YamlNode)| key.text()?.strip_prefix(PLACE)?.parse::<usize>().ok();
    if pairs.first().and_then(place).is_some() {
        pairs.sort_by_key(place);
        node.data = YamlData::List(std::mem::take(pairs).into_iter().map(|(_, value)| value).collect());
    }
}
