//! The amount to be set: takes a poster's data; says whether it is more than a sheet can hold. What would
//! take Typst many seconds is refused before it begins. Pure.

use serde_json::Value;

use crate::diag::{Words, words};

/// Something that a poster has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMuch {
    /// What.
    pub(super) what: Quantity,
    /// How much.
    pub(super) many: usize,
}

/// What a poster can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Characters in total.
    Text,
    /// Words, paragraphs, rows, dates: everything that is a value of its own in the data.
    Parts,
    /// Cells of all tables.
    Cells,
    /// Links.
    Links,
    /// Letters between two places where a line may break.
    Word,
    /// Pages.
    Pages,
}

impl Quantity {
    /// The most that a poster may have of it. A sheet of A4 holds about a thousand characters.
    pub(super) const fn most(self) -> usize {
        match self {
            Quantity::Text => 50_000,
            Quantity::Parts => 10_000,
            Quantity::Cells => 3_000,
            Quantity::Links => 1_000,
            Quantity::Word => 1_000,
            Quantity::Pages => 100,
        }
    }

    /// This many of it, in words.
    pub(super) fn count(self, many: usize) -> Words {
        match self {
            Quantity::Text => words!("{many} 个字", "{many} characters"),
            Quantity::Parts => words!("{many} 段、格、条", "{many} paragraphs, cells and items"),
            Quantity::Cells => words!("{many} 个表格单元", "tables of {many} cells"),
            Quantity::Links => words!("{many} 个链接", "{many} links"),
            Quantity::Word => words!(
                "{many} 个字母连成的词，中间不能断行",
                "a word of {many} letters without a place to break it"
            ),
            Quantity::Pages => words!("{many} 页", "{many} pages"),
        }
    }
}

/// The amount of data, by which quick posters can be set first; and what there is too much of, if anything.
pub(super) fn weigh(data: &Value) -> (usize, Option<TooMuch>) {
    let mut counted = Counter::default();
    counted.all(data);
    let Counter { text, parts, cells, links, word } = counted;
    let all = [
        (Quantity::Word, word),
        (Quantity::Cells, cells),
        (Quantity::Links, links),
        (Quantity::Text, text),
        (Quantity::Parts, parts),
    ];
    let much =
        all.into_iter().find(|(what, many)| *many > what.most()).map(|(what, many)| TooMuch { what, many });
    (text + parts, much)
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counter {
    text: usize,
    parts: usize,
    cells: usize,
    links: usize,
    word: usize,
}

impl Counter {
    fn all(&mut self, data: &Value) {
        // Not recursive: what an author nests is not deep enough to exhaust the stack, but this function
        // need not rely on that.
        let mut waiting = vec![data];
        while let Some(value) = waiting.pop() {
            self.parts += 1;
            match value {
                Value::String(text) => self.string(text),
                Value::Array(values) => waiting.extend(values),
                Value::Object(fields) => {
                    match fields.get("tag").and_then(Value::as_str) {
                        Some("table") => self.cells = self.cells.saturating_add(cells(value)),
                        Some("link") => self.links += 1,
                        _ => {}
                    }
                    waiting.extend(fields.values());
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
    }

    fn string(&mut self, text: &str) {
        let mut run = 0;
        for c in text.chars() {
            self.text += 1;
            run = if breaks(c) { 0 } else { run + 1 };
            self.word = self.word.max(run);
        }
    }
}

/// Whether a line may break after a character.
fn breaks(c: char) -> bool {
    c.is_whitespace() || c > '\u{2e7f}' || matches!(c, '-' | '/' | '?' | '—' | '–')
}

/// The cells of a table's grid, including spanned and empty ones.
fn cells(table: &Value) -> usize {
    let (mut rows, mut height, mut width) = (0_usize, 0, 0);
    for row in rows_of(table) {
        let mut across = 0_usize;
        for cell in nodes(row) {
            let span = |name: &str| {
                cell.get(name)
                    .and_then(Value::as_u64)
                    .map_or(1, |span| usize::try_from(span).unwrap_or(usize::MAX))
            };
            across = across.saturating_add(span("columns"));
            height = height.max(rows.saturating_add(span("rows")));
        }
        width = width.max(across);
        rows += 1;
    }
    width.saturating_mul(height.max(rows))
}

/// The rows of a table, those of its header first.
fn rows_of(table: &Value) -> impl Iterator<Item = &Value> {
    let is = |node: &Value, name: &str| node.get("tag").and_then(Value::as_str) == Some(name);
    let heads = nodes(table).iter().filter(move |node| is(node, "head")).flat_map(nodes);
    heads.chain(nodes(table)).filter(move |node| is(node, "row"))
}

fn nodes(of: &Value) -> &[Value] {
    of.get("nodes").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_more_than_sheets_hold_is_named() {
        let much = |value: &Value| weigh(value).1.map(|much| (much.what, much.many));
        assert_eq!(much(&json!({"body": ["三月二日停水", "x".repeat(1_000)]})), None);
        assert_eq!(much(&json!([["字".repeat(50_001)]])), Some((Quantity::Text, 50_001)));
        assert_eq!(much(&json!({"a": "x".repeat(1_001)})), Some((Quantity::Word, 1_001)));
        assert_eq!(much(&json!("x-".repeat(10_000))), None);
        assert_eq!(much(&json!(vec![0; 10_000])), Some((Quantity::Parts, 10_001)));
        assert_eq!(
            much(&json!(vec![json!({"tag": "link", "nodes": ["x"]}); 1_001])),
            Some((Quantity::Links, 1_001))
        );
    }

    #[test]
    fn cells_are_counted_as_the_grid_has_them() {
        let cell = json!({"tag": "cell", "nodes": ["x"]});
        let wide = json!({"tag": "cell", "columns": 1_000, "rows": 1_000});
        let table = |rows: Value| json!({"tag": "table", "nodes": rows});
        let row = |cells: &[&Value]| json!({"tag": "row", "nodes": cells});
        let head = json!({"tag": "head", "nodes": [row(&[&cell, &cell])]});
        assert_eq!(cells(&table(json!([head, row(&[&cell]), row(&[&cell, &cell, &cell])]))), 9);
        assert_eq!(cells(&table(json!([row(&[&cell]), row(&[&wide, &cell])]))), 1_001 * 1_001);
        assert_eq!(
            cells(&table(json!([row(&[&json!({"tag": "cell", "columns": u64::MAX, "rows": u64::MAX})])]))),
            usize::MAX
        );
        assert_eq!(cells(&table(json!([]))), 0);
    }
}
