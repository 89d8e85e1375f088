//! The names as a table for people: takes tables of fields; gives English, Chinese, required, form,
//! meaning.

use unicode_width::UnicodeWidthStr;

use super::SchemaTable;
use super::form::{form, meaning, pick};
use crate::diag::Lang;
use crate::front::shape::{Field, Shape};

/// The cells of one line.
type SchemaRow = [String; 5];

/// One table.
pub(super) fn one(table: &SchemaTable, lang: Lang) -> String {
    let mut rows = vec![head(lang)];
    let (own, common) = own_first(table);
    for field in own.into_iter().chain(common) {
        rows.extend(lines(table, field, lang));
    }
    format!("{}\n{}", title(table), aligned(&rows))
}

/// All tables; the fields that every record may have are listed only once.
pub(super) fn all(tables: &[SchemaTable], lang: Lang) -> String {
    let mut rows = Vec::new();
    let mut titles = Vec::new();
    let mut common_listed = false;
    for table in tables {
        let (own, common) = own_first(table);
        if table.kind.is_some() && !common_listed {
            common_listed = true;
            titles.push((rows.len(), pick(lang, ("每种记录都有的", "every record")).to_owned()));
            rows.push(head(lang));
            rows.extend(common.iter().flat_map(|field| lines(table, field, lang)));
        }
        titles.push((rows.len(), title(table)));
        rows.push(head(lang));
        rows.extend(own.iter().flat_map(|field| lines(table, field, lang)));
    }
    let mut out = String::new();
    for (at, line) in aligned(&rows).lines().enumerate() {
        if let Some((_, title)) = titles.iter().find(|(start, _)| *start == at) {
            out.push_str(&format!("{}{title}\n", if at == 0 { "" } else { "\n" }));
        }
        out.push_str(&format!("{line}\n"));
    }
    out
}

fn title(table: &SchemaTable) -> String {
    format!("{} {}", table.name, table.zh)
}

fn head(lang: Lang) -> SchemaRow {
    let words = [
        ("英文", "English"),
        ("中文", "Chinese"),
        ("必填", "required"),
        ("写法", "form"),
        ("意思", "meaning"),
    ];
    words.map(|both| pick(lang, both).to_owned())
}

/// A kind's own fields, and those that every record has; files of other sorts have only their own.
fn own_first(table: &SchemaTable) -> (Vec<&'static Field>, Vec<&'static Field>) {
    let own = table.kind.map(|kind| kind.profile().fields);
    table
        .fields
        .iter()
        .partition(|field| own.is_none_or(|own| own.iter().any(|other| other.name == field.name)))
}

/// A field and the fields inside it.
fn lines(table: &SchemaTable, field: &'static Field, lang: Lang) -> Vec<SchemaRow> {
    let mut rows = Vec::new();
    let required = table.requires(field);
    push(field, ["", ""], required, lang, &mut Vec::new(), &mut rows);
    rows
}

fn push(
    field: &'static Field,
    above: [&str; 2],
    required: bool,
    lang: Lang,
    known: &mut Vec<fn() -> Shape>,
    rows: &mut Vec<SchemaRow>,
) {
    let names = [format!("{}{}", above[0], field.name), format!("{}{}", above[1], field.zh)];
    let required = if required { pick(lang, ("是", "yes")) } else { "" };
    let below = inside(&field.shape, known);
    let [name, zh] = &names;
    rows.push([
        name.clone(),
        zh.clone(),
        required.to_owned(),
        form(&field.shape, lang),
        meaning(field, lang),
    ]);
    let Some((fields, mark)) = below else {
        return;
    };
    let (name, zh) = (format!("{name}{mark}."), format!("{zh}{mark}."));
    for field in fields {
        push(field, [&name, &zh], field.required, lang, known, rows);
    }
}

/// The fields inside a value and how they are reached; none for a form that contains itself.
fn inside(shape: &Shape, known: &mut Vec<fn() -> Shape>) -> Option<(&'static [Field], &'static str)> {
    match shape {
        Shape::Map(fields) => Some((fields, "")),
        Shape::List(inner) => inside(inner, known).map(|(fields, _)| (fields, "[]")),
        Shape::Pairs(inner) => inside(inner, known).map(|(fields, _)| (fields, ".*")),
        Shape::OneOf(shapes) => shapes.iter().find_map(|shape| inside(shape, known)),
        Shape::Again(inner) if !known.iter().any(|seen| std::ptr::fn_addr_eq(*seen, *inner)) => {
            known.push(*inner);
            inside(&inner(), known)
        }
        Shape::Scalar { .. } | Shape::Again(_) | Shape::Any => None,
    }
}

/// Columns as wide as their widest cell.
fn aligned(rows: &[SchemaRow]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths: [usize; 4] = [0, 1, 2, 3].map(width);
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&format!("{cell}{:fill$}  ", "", fill = width - cell.width()));
        }
        line.push_str(&row[4]);
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
