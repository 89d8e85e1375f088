//! The format for people: what is wrong, the line that it is in, and how to correct it.

use super::clean::{one_line, several_lines};
use super::row::DrawnRow;
use super::snippet::Snippet;
use crate::diag::line_index::{LineIndex, LineIndexes, Position};
use crate::diag::{Diagnostic, Lang, Location, Severity};

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const BLUE: &str = "\x1b[1;34m";
const GREEN: &str = "\x1b[1;32m";
const RESET: &str = "\x1b[0m";

pub(super) fn write(
    out: &mut String,
    diagnostic: &Diagnostic,
    lang: Lang,
    color: bool,
    indexes: &mut LineIndexes<'_>,
) {
    if !out.is_empty() {
        out.push('\n');
    }
    let mut drawing = Renderer { out, lang, color };
    let loud = match diagnostic.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
    };
    drawing.headline(diagnostic, loud);
    if let Some(place) = &diagnostic.place {
        let label = diagnostic.label.as_ref().map(|words| words.in_lang(lang));
        drawing.place(place, label, loud, indexes);
    }
    for note in &diagnostic.notes {
        drawing.remark(("说明：", "note: "), BLUE, note.words.in_lang(lang));
        if let Some(place) = &note.place {
            drawing.place(place, None, BLUE, indexes);
        }
    }
    if let Some(help) = &diagnostic.help {
        drawing.remark(("帮助：", "help: "), GREEN, help.in_lang(lang));
    }
}

/// A drawing in progress, with its language and colours.
struct Renderer<'a> {
    out: &'a mut String,
    lang: Lang,
    color: bool,
}

impl Renderer<'_> {
    fn headline(&mut self, diagnostic: &Diagnostic, loud: &str) {
        let severity = diagnostic.severity.words();
        self.paint(loud, &format!("{}[{}]", severity.in_lang(self.lang), diagnostic.code.id));
        let message = several_lines(diagnostic.message.in_lang(self.lang), "  ");
        let colon = self.choose("：", ": ");
        self.paint(BOLD, &format!("{colon}{message}"));
        self.out.push('\n');
    }

    fn remark(&mut self, (zh, en): (&'static str, &'static str), style: &str, text: &str) {
        let lead = self.choose(zh, en);
        self.paint(style, lead.trim_end());
        self.out.push_str(&lead[lead.trim_end().len()..]);
        // Both prefixes are six columns wide, so later lines are indented to match.
        self.out.push_str(&several_lines(text, "      "));
        self.out.push('\n');
    }

    /// The arrow with the file, and below it the line with carets, if the text is available.
    fn place(&mut self, place: &Location, label: Option<&str>, style: &str, indexes: &mut LineIndexes<'_>) {
        let file = one_line(&place.file);
        let index = indexes.of(place);
        let Some(index) = index.as_ref().filter(|index| !index.is_stand_in()) else {
            self.paint(BLUE, " --> ");
            let begin = if index.is_some() { ":1:1" } else { "" };
            self.out.push_str(&format!("{file}{begin}\n"));
            if let Some(label) = label {
                self.out.push_str(&format!("     {}\n", one_line(label)));
            }
            return;
        };
        let at = Position::of(index, &place.span);
        let number = at.line.to_string();
        let margin = " ".repeat(number.len());
        self.paint(BLUE, &format!("{margin}--> "));
        self.out.push_str(&format!("{file}:{}:{}\n", at.line, at.column));

        let snippet = self.line(index, place, at.line);
        self.paint(BLUE, &format!("{number} |"));
        self.out.push_str(format!(" {}", snippet.line).trim_end());
        self.out.push('\n');
        self.paint(BLUE, &format!("{margin} |"));
        self.out.push_str(&format!(" {}", " ".repeat(snippet.indent)));
        let label = label.map(|label| format!(" {}", one_line(label))).unwrap_or_default();
        self.paint(style, &format!("{}{label}", "^".repeat(snippet.carets)));
        self.out.push('\n');
    }

    /// The line as it is drawn; a row of a table has its headers above it.
    fn line(&mut self, index: &LineIndex, place: &Location, number: usize) -> Snippet {
        if !index.is_table() {
            return Snippet::cut(index, &place.span, number);
        }
        let DrawnRow { heads, row } = DrawnRow::cut(index, &place.span, number);
        if let Some(heads) = heads {
            self.paint(BLUE, &format!("{} |", " ".repeat(number.to_string().len())));
            self.out.push_str(format!(" {heads}").trim_end());
            self.out.push('\n');
        }
        row
    }

    fn choose(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn paint(&mut self, style: &str, text: &str) {
        if self.color {
            self.out.push_str(&format!("{style}{text}{RESET}"));
        } else {
            self.out.push_str(text);
        }
    }
}
