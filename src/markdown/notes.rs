//! Takes the footnotes and the references to them; gives the body with numbers in the places of the
//! references, and the notes at its end, in the order of first reference. Never prints a note without a
//! reference.
//!
//! Ids of notes contain `_`, which no heading's id does, so the two never conflict.

use super::buffer::Buffer;
use super::{LocalLink, Problem, ProblemKind};
use std::collections::HashMap;
use std::ops::Range;

/// Every footnote that is defined or referenced.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    notes: Vec<Footnote>,
}

#[derive(Default)]
struct Footnote {
    label: String,
    defined: Option<(Buffer, Range<usize>)>,
    /// Its number in the page, from 1; 0 before it is referenced.
    number: usize,
    references: usize,
}

/// The page under construction.
struct Assembly<'a> {
    html: String,
    /// Notes in the order of their numbers.
    order: Vec<usize>,
    links: &'a mut [LocalLink],
}

impl Footnotes {
    /// The note of a label; like the parser, compares labels without regard to case.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let notes = &mut self.notes;
        *self.numbers.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(Footnote { label: label.to_owned(), ..Footnote::default() });
            notes.len() - 1
        })
    }

    /// Stores the text of a note, unless it has one already: the first of two definitions counts. Says
    /// whether it was stored.
    pub(super) fn define(&mut self, note: usize, buffer: Buffer, span: Range<usize>) -> bool {
        let defined = &mut self.notes[note].defined;
        let first = defined.is_none();
        defined.get_or_insert((buffer, span));
        first
    }

    /// The name of a note as it was first typed.
    pub(super) fn label(&self, note: usize) -> &str {
        &self.notes[note].label
    }

    /// The texts of all notes.
    pub(super) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        self.notes.iter().filter_map(|note| note.defined.as_ref()).map(|(buffer, _)| buffer)
    }

    pub(super) fn deepen_headings(&mut self) {
        for (buffer, _) in self.notes.iter_mut().filter_map(|note| note.defined.as_mut()) {
            buffer.deepen_headings();
        }
    }

    /// The finished HTML. The positions of links are updated, and links in unprinted notes are removed.
    pub(super) fn assemble(
        mut self,
        body: Buffer,
        links: &mut Vec<LocalLink>,
        problems: &mut Vec<Problem>,
    ) -> String {
        if self.notes.is_empty() {
            return body.html;
        }
        let mut printed = vec![false; links.len()];
        let html = String::with_capacity(body.html.len() + body.html.len() / 2);
        let mut page = Assembly { html, order: Vec::new(), links };
        body.links.iter().for_each(|index| printed[*index] = true);
        self.append(&mut page, body);
        let mut at = 0;
        while let Some(note) = page.order.get(at).copied() {
            if at == 0 {
                page.html.push_str("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
            }
            let (buffer, _) = self.notes[note].defined.take().unwrap_or_default();
            buffer.links.iter().for_each(|index| printed[*index] = true);
            self.append_note(&mut page, note, buffer);
            at += 1;
        }
        if at > 0 {
            page.html.push_str("</ol></div>\n");
        }
        let html = page.html;
        let mut kept = printed.into_iter();
        links.retain(|_| kept.next().unwrap_or(false));
        self.report_unused(problems);
        html
    }

    /// Appends a buffer with the numbers of its notes, and updates its links.
    fn append(&mut self, page: &mut Assembly<'_>, buffer: Buffer) {
        let mut from = 0;
        let mut moving = buffer.links.iter().copied().peekable();
        for (at, note) in buffer.refs.iter().copied() {
            let base = page.html.len();
            while let Some(index) = moving.next_if(|index| page.links[*index].open.start < at) {
                page.links[index].places().into_iter().for_each(|place| *place = *place - from + base);
            }
            page.html.push_str(&buffer.html[from..at]);
            from = at;
            self.push_reference(page, note);
        }
        let base = page.html.len();
        for index in moving {
            page.links[index].places().into_iter().for_each(|place| *place = *place - from + base);
        }
        page.html.push_str(&buffer.html[from..]);
    }

    fn push_reference(&mut self, page: &mut Assembly<'_>, index: usize) {
        let note = &mut self.notes[index];
        if note.number == 0 {
            page.order.push(index);
            note.number = page.order.len();
        }
        note.references += 1;
        let (number, id) = (note.number, reference_id(note.number, note.references));
        page.html.push_str(&format!("<sup id=\"{id}\"><a href=\"#fn_{number}\">{number}</a></sup>"));
    }

    fn append_note(&mut self, page: &mut Assembly<'_>, index: usize, buffer: Buffer) {
        let number = self.notes[index].number;
        page.html.push_str(&format!("<li id=\"fn_{number}\">"));
        self.append(page, buffer);
        // The link back is on the last line of the note.
        let paragraph = page.html.ends_with("</p>\n");
        if paragraph {
            page.html.truncate(page.html.len() - "</p>\n".len());
        }
        for reference in 1..=self.notes[index].references {
            let id = reference_id(number, reference);
            let name =
                if reference == 1 { format!("↩{number}") } else { format!("↩{number}-{reference}") };
            page.html.push_str(&format!(" <a class=\"back\" href=\"#{id}\">{name}</a>"));
        }
        page.html.push_str(if paragraph { "</p></li>\n" } else { "</li>\n" });
    }

    fn report_unused(self, problems: &mut Vec<Problem>) {
        for note in self.notes {
            if let Some((_, span)) = note.defined {
                problems.push(Problem {
                    kind: ProblemKind::UnusedFootnote,
                    span,
                    what: note.label,
                    right: String::new(),
                });
            }
        }
    }
}

fn reference_id(number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref_{number}"),
        _ => format!("fnref_{number}-{reference}"),
    }
}
