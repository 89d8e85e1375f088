//! Takes the HTML of a finished table; computes the least width that it needs, and from that gives the
//! class with which it is printed. Never changes the table: the style sheet defines each class.

use memchr::memchr;

use super::wide;

/// The width of an A4 sheet in portrait, in ems of the page's type.
const SHEET: f32 = 46.0;
/// The width of a letter, and of the gap between two columns.
const LETTER: f32 = 0.56;
const GAP: f32 = 0.9;
const NARROW_GAP: f32 = 0.4;
/// The type size that the style sheet gives to each class: smaller, smaller still, and the latter on a
/// sheet in landscape.
const CLASSES: [(&str, f32); 2] = [(" wide", 0.8), (" wider", 0.68)];
const LAST: &str = " widest";

/// The additional class of a table; none for a table that fits onto a sheet.
pub(super) fn class(html: &str) -> &'static str {
    let sum = |columns: &[ColumnWidth], width: fn(&ColumnWidth) -> f32, gap: f32| -> f32 {
        columns.iter().map(|column| width(column) + gap).sum()
    };
    // Most tables have room to spare, and their characters need not be examined one by one.
    let has_room = |count| sum(&columns(html, count), |column| column.whole, GAP) <= SHEET;
    if has_room(Precision::Bytes) || has_room(Precision::Characters) {
        return "";
    }
    let needed = sum(&columns(html, Precision::Characters), |column| column.broken, NARROW_GAP);
    CLASSES.into_iter().find(|(_, size)| needed * size <= SHEET).map_or(LAST, |(class, _)| class)
}

/// How exactly a text is measured.
#[derive(Clone, Copy, PartialEq)]
enum Precision {
    /// Each byte counts as a letter: never too little.
    Bytes,
    Characters,
}

/// The least width of each column. The HTML is scanned tag by tag.
fn columns(html: &str, count: Precision) -> Vec<ColumnWidth> {
    let mut columns: Vec<ColumnWidth> = Vec::new();
    let (mut at, mut cell): (usize, Option<MeasuredCell>) = (0, None);
    let mut rest = html;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        if let Some(cell) = &mut cell {
            cell.add(&rest[..open], count);
        }
        let tag = &rest[open + 1..];
        let names = |name: &str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ']));
        if names("tr") {
            at = 0;
        } else if names("td") || names("th") {
            cell = Some(MeasuredCell { is_head: tag.starts_with("th"), ..MeasuredCell::default() });
        } else if let Some(column) = cell.take_if(|_| names("/td") || names("/th")).map(MeasuredCell::column)
        {
            match columns.get_mut(at) {
                Some(before) => {
                    *before = ColumnWidth {
                        whole: before.whole.max(column.whole),
                        broken: before.broken.max(column.broken),
                    }
                }
                None => columns.push(column),
            }
            at += 1;
        }
        rest = memchr(b'>', tag.as_bytes()).map_or("", |end| &tag[end + 1..]);
    }
    columns
}

/// The least width of a column, in ems of its type.
struct ColumnWidth {
    /// With the words of the header on one line, and at least the minimum width of the style sheet.
    whole: f32,
    broken: f32,
}

/// A cell as far as it has been read, in ems of its type.
#[derive(Default)]
struct MeasuredCell {
    is_head: bool,
    all: f32,
    /// The width since the last place to break, and the greatest such width.
    run: f32,
    longest: f32,
}

impl MeasuredCell {
    fn add(&mut self, text: &str, count: Precision) {
        if count == Precision::Bytes {
            self.all += text.len() as f32 * LETTER;
            self.longest = self.all;
            return;
        }
        for c in text.chars() {
            // Most characters are letters of one kind or the other, recognised quickly.
            let is_wide = !c.is_ascii() && wide::is_wide(c);
            let width = if is_wide { 1.0 } else { LETTER };
            self.all += width;
            let breaks =
                is_wide || matches!(c, ' ' | '-' | '/' | '\t'..='\r') || !c.is_ascii() && c.is_whitespace();
            self.run = if breaks { 0.0 } else { self.run + width };
            self.longest = self.longest.max(if is_wide { 1.0 } else { self.run });
        }
    }

    fn column(self) -> ColumnWidth {
        let MeasuredCell { is_head, all, longest, .. } = self;
        ColumnWidth { whole: if is_head { all.max(longest) } else { longest }.max(3.0), broken: longest }
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    fn table(columns: usize, head: &str, cell: &str) -> String {
        let row =
            |tag: &str, text: &str| format!("<tr>{}</tr>", format!("<{tag}>{text}</{tag}>").repeat(columns));
        format!("<table><thead>{}</thead><tbody>{}</tbody></table>", row("th", head), row("td", cell))
    }

    #[test]
    fn ordinary_tables_have_no_class() {
        assert_eq!(class(&table(4, "支出项目", "1,000.50元")), "");
        assert_eq!(class(&table(2, "说明", &"很长的一段文字。".repeat(30))), "");
        assert_eq!(class(""), "");
    }

    #[test]
    fn the_more_columns_the_smaller_the_type() {
        assert_eq!(class(&table(10, "10月支出项目", "1000.50")), " wide");
        assert_eq!(class(&table(14, "10月支出项目", "1000.50")), " wider");
        assert_eq!(class(&table(30, "10月支出项目", "1000.50")), " widest");
        // One long word can be as wide as many columns.
        assert_eq!(class(&table(3, "a", &"x".repeat(60))), " widest");
    }
}
