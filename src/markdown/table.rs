//! Takes the HTML of a finished table; says how much room it takes at the least, and so how a sheet of paper is to print it.
//! Never changes the table: the style sheet knows what each class means.

use super::wide;

/// Ems of the page's own type on a sheet of A4, upright.
const SHEET: f32 = 46.0;
/// A letter, and the space between two columns.
const LETTER: f32 = 0.56;
const GAP: f32 = 0.9;
const NARROW_GAP: f32 = 0.4;
/// What the style sheet makes of the type of each class: smaller, smaller still, the same on a sheet that is turned.
const CLASSES: [(&str, f32); 2] = [(" wide", 0.8), (" wider", 0.68)];
const LAST: &str = " widest";

/// The class beside `table`; none for a table that a sheet has room for.
pub(super) fn class(html: &str) -> &'static str {
    let mut columns: Vec<Column> = Vec::new();
    for row in html.split("<tr").skip(1) {
        let cells = row.split("<t").skip(1).filter(|cell| cell.starts_with(['d', 'h']) && !cell.starts_with("head"));
        for (at, cell) in cells.enumerate() {
            let column = Column::of(cell);
            match columns.get_mut(at) {
                Some(before) => *before = Column { whole: before.whole.max(column.whole), broken: before.broken.max(column.broken) },
                None => columns.push(column),
            }
        }
    }
    let sum = |width: fn(&Column) -> f32, gap: f32| columns.iter().map(|column| width(column) + gap).sum::<f32>();
    if sum(|column| column.whole, GAP) <= SHEET {
        return "";
    }
    let needed = sum(|column| column.broken, NARROW_GAP);
    CLASSES.into_iter().find(|(_, size)| needed * size <= SHEET).map_or(LAST, |(class, _)| class)
}

/// What a column takes at the least, in ems of its type.
struct Column {
    /// With the words of the head on one line, and the least width of the style sheet.
    whole: f32,
    broken: f32,
}

impl Column {
    /// The text of a cell from the name of its tag on.
    fn of(cell: &str) -> Column {
        let (tag, text) = cell.split_once('>').unwrap_or((cell, ""));
        let (mut longest, mut run, mut all) = (0f32, 0f32, 0f32);
        let mut in_tag = false;
        for c in text.chars() {
            let is_wide = wide::is_wide(c);
            let width = match c {
                '<' => {
                    in_tag = true;
                    continue;
                }
                '>' => {
                    in_tag = false;
                    continue;
                }
                _ if in_tag => continue,
                _ if is_wide => 1.0,
                _ => LETTER,
            };
            all += width;
            let breaks = c.is_whitespace() || is_wide || matches!(c, '-' | '/');
            run = if breaks { 0.0 } else { run + width };
            longest = longest.max(run).max(if is_wide { 1.0 } else { 0.0 });
        }
        let on_one_line = tag.starts_with('h');
        Column { whole: if on_one_line { all.max(longest) } else { longest }.max(3.0), broken: longest }
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    fn table(columns: usize, head: &str, cell: &str) -> String {
        let row = |tag: &str, text: &str| format!("<tr>{}</tr>", format!("<{tag}>{text}</{tag}>").repeat(columns));
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
        // One long word is as wide as many columns.
        assert_eq!(class(&table(3, "a", &"x".repeat(60))), " widest");
    }
}
