//! GitHub workflow commands: a diagnostic beside its line in a pull request.
//!
//! `::error file=…,line=…,col=…,endColumn=…,title=code::message`. A message extends to the end of the line,
//! so `%`, CR and LF are escaped in it; in properties `:` and `,` too, because otherwise content could
//! forge another command.

use super::clean::{HIDDEN, is_unseen};
use crate::diag::line_index::{LineIndexes, Position};
use crate::diag::{Diagnostic, Lang};

pub(super) fn write(out: &mut String, diagnostic: &Diagnostic, lang: Lang, indexes: &mut LineIndexes<'_>) {
    out.push_str(&format!("::{} ", diagnostic.severity.id()));
    if let Some(place) = &diagnostic.place {
        out.push_str(&format!("file={},", property(&place.file)));
        if let Some(index) = indexes.of(place) {
            out.push_str(&lines(Position::of(&index, &place.span)));
        }
    }
    out.push_str(&format!("title={}::", property(diagnostic.code.id)));
    out.push_str(&data(diagnostic.message.in_lang(lang)));
    for words in [&diagnostic.label, &diagnostic.help].into_iter().flatten() {
        out.push_str("%0A");
        out.push_str(&data(words.in_lang(lang)));
    }
    out.push('\n');
}

/// GitHub shows columns only if an annotation begins and ends on the same line.
fn lines(at: Position) -> String {
    let Position { line, column, end_line, end_column } = at;
    if line == end_line {
        format!("line={line},col={column},endColumn={end_column},")
    } else {
        format!("line={line},endLine={end_line},col={column},")
    }
}

fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c if is_unseen(c) => out.push(HIDDEN),
            c => out.push(c),
        }
    }
    out
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
