//! Takes the lines of one block of text as typed; says which of them stand alone, as people type them in
//! Chinese: indented by full-width spaces, numbered (`一、` `（一）` `1、` `①` `·`), labelled, signed and dated.
//! All others are joined, as in Markdown. Never examines the inside of a line: emphasis and links are left
//! to the parser.
//!
//! Prose that was wrapped at a width looks much the same, so a number alone decides nothing: it has to
//! begin a series or to continue one.

mod mark;

use super::wide;
use mark::ListMarker;
pub(super) use mark::number;
use std::ops::Range;

/// How a line relates to the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineRole {
    /// A paragraph of its own, because it is indented.
    Paragraph,
    /// A line of its own.
    Own,
    /// The last lines of a block: the author and the date.
    Signature,
    /// The same, but indented far: it is right-aligned.
    Right,
}

/// Which lines of a block stand alone.
#[derive(Default)]
pub(super) struct LineRoles {
    /// Where each of them begins, in order.
    kept: Vec<(usize, LineRole)>,
    /// The first line of a series that is not a list because the space after its sign is missing.
    pub(super) spaceless: Option<Range<usize>>,
}

/// The columns of white space from which a line counts as indented, and from which it is meant to be
/// right-aligned.
const MOVED_IN: usize = 2;
const FAR_IN: usize = 16;

/// The longest salutation, and the longest line of a signature, in characters.
const SALUTATION: usize = 24;
const SIGNATURE: usize = 20;

/// How many numbers of a series may be missing, and within how many lines after the first the second must
/// follow.
const SKIPPED: u32 = 2;
const NEAR: usize = 40;

/// A line as typed, without its indentation.
struct TypedLine<'t> {
    at: usize,
    /// The offset from `at` at which its words begin.
    typed: usize,
    words: &'t str,
    indent: Indent,
    mark: Option<ListMarker>,
}

impl TypedLine<'_> {
    /// Whether it may be a name below a text.
    fn is_name(&self) -> bool {
        is_short(self.words, SIGNATURE)
            && self.mark.is_none()
            && !self.words.contains(['，', '。', '：', '；', '！', '？', ':', '.'])
    }
}

/// Where the names and the date below a text begin; the end of the text where it has none.
pub fn signature_at(text: &str) -> usize {
    let mut lines = typed(text, 0);
    lines.retain(|line| !line.words.is_empty());
    let Some(last) = lines.pop().filter(|last| mark::is_date(last.words)) else { return text.len() };
    let names = lines.iter().rev().take_while(|line| line.is_name()).count();
    let (above, names) = lines.split_at(lines.len() - names);
    let stands_apart = above.last().is_none_or(|line| ends_text(line.words));
    names.first().filter(|_| stands_apart).map_or(last.at, |first| first.at)
}

/// The indentation of a line, in columns.
#[derive(Clone, Copy, Default)]
struct Indent {
    /// By full-width and no-break spaces.
    wide: usize,
    /// By spaces and tabs.
    narrow: usize,
}

impl Indent {
    fn columns(self) -> usize {
        self.wide + self.narrow
    }
}

/// Whether `c` is white space that Markdown treats as an ordinary character.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}')
}

/// A text without its indentation.
pub(super) fn unindented(text: &str) -> &str {
    text.trim_start_matches(|c: char| is_wide_space(c) || c == ' ' || c == '\t')
}

impl LineRoles {
    /// The roles of the lines of `text`, which begins at `at`. If `in_margin`, spaces before a line were
    /// typed on purpose and not because a list requires them.
    pub(super) fn of(text: &str, at: usize, in_margin: bool) -> LineRoles {
        // English is often wrapped at a width; only a date at the end shows that the lines were meant.
        if text.is_ascii() && !text.trim_end().rsplit('\n').next().is_some_and(mark::is_date) {
            return LineRoles::default();
        }
        let typed = typed(text, at);
        let mut plan = BlockPlan { lines: &typed, kept: vec![None; typed.len()] };
        plan.moved_in(in_margin);
        plan.series();
        plan.labels();
        plan.signature();
        plan.salutation();
        plan.sentences();
        let spaceless = plan.spaceless();
        let kept = typed.iter().zip(plan.kept).filter_map(|(line, kept)| Some((line.at, kept?))).collect();
        LineRoles { kept, spaceless }
    }

    /// The role of the line that begins at `at`, if it stands alone.
    pub(super) fn at(&self, at: usize) -> Option<LineRole> {
        let index = self.kept.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.kept.get(index).map(|(_, line)| *line)
    }
}

fn typed(text: &str, at: usize) -> Vec<TypedLine<'_>> {
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let quoted = line.trim_start_matches([' ', '\t', '>']);
        let line_start = if quoted.len() < line.len() && line.trim_start_matches([' ', '\t']).starts_with('>')
        {
            quoted
        } else {
            line
        };
        let words = unindented(line_start).trim_end();
        let blank = line_start.len() - unindented(line_start).len();
        let typed = line.len() - line_start.len() + blank;
        lines.push(TypedLine {
            at: at + from,
            typed,
            words,
            indent: indent(&line_start[..blank]),
            mark: ListMarker::of(words),
        });
        from += line.len();
    }
    lines
}

fn indent(blank: &str) -> Indent {
    blank.chars().fold(Indent::default(), |Indent { wide, narrow }, c| match c {
        '\u{3000}' | '\u{2003}' => Indent { wide: wide + 2, narrow },
        '\u{A0}' | '\u{2002}' => Indent { wide: wide + 1, narrow },
        '\t' => Indent { wide, narrow: narrow + 4 },
        _ => Indent { wide, narrow: narrow + 1 },
    })
}

struct BlockPlan<'l, 't> {
    lines: &'l [TypedLine<'t>],
    kept: Vec<Option<LineRole>>,
}

impl BlockPlan<'_, '_> {
    fn keep(&mut self, at: usize, line: LineRole) {
        // The first line begins the block in any case; only its alignment can be set.
        if let Some(kept @ None) = self.kept.get_mut(at).filter(|_| at > 0 || line == LineRole::Right) {
            *kept = Some(line);
        }
    }

    fn moved_in(&mut self, in_margin: bool) {
        for (at, line) in self.lines.iter().enumerate() {
            let above_is_blank = at > 0 && self.lines[at - 1].words.is_empty();
            let spaced = in_margin && line.indent.narrow >= 4 && wide::starts_wide(line.words);
            let moved = line.indent.wide > 0 || spaced;
            if moved
                && line.indent.columns() >= FAR_IN
                && is_short(line.words, SALUTATION)
                && !ends_sentence(line.words)
            {
                self.keep(at, LineRole::Right);
            } else if line.indent.wide >= MOVED_IN || spaced || line.words.is_empty() || above_is_blank {
                self.keep(at, LineRole::Paragraph);
            }
        }
    }

    /// Finds numbers that follow each other, and signs that are repeated.
    fn series(&mut self) {
        let mut open: Vec<ListMarker> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let Some(mark) = line.mark else { continue };
            let before = open.iter().rposition(|open| open.style == mark.style);
            let goes_on = before.is_some_and(|before| {
                (open[before].number..=open[before].number + 1 + SKIPPED).contains(&mark.number)
            });
            let begins =
                || mark.number <= 1 && (ends_clause(self.lines[at - 1].words) || self.is_repeated(at, mark));
            if at > 0 && !goes_on && self.kept[at].is_none() && !begins() {
                continue;
            }
            match before {
                Some(before) => open.truncate(before),
                // A sign alone does not show that a series begins: a single line with it is no series,
                // unless a sentence ends above.
                None if at == 0 && mark.style.is_sign() && !self.is_repeated(at, mark) => continue,
                None => {}
            }
            open.push(mark);
            self.keep(at, LineRole::Own);
        }
    }

    /// Whether a later line continues the series that begins here.
    fn is_repeated(&self, at: usize, mark: ListMarker) -> bool {
        let mut later = self.lines[at + 1..].iter().take(NEAR).filter_map(|line| line.mark);
        later.any(|later| {
            later.style == mark.style && (mark.style.is_sign() || later.number == mark.number + 1)
        })
    }

    /// Lines that begin with `*`, `-` or `+` and no space.
    fn spaceless(&self) -> Option<Range<usize>> {
        let is = |line: &&TypedLine<'_>| line.mark.is_some_and(|mark| mark.style.is_spaceless());
        let first = self.lines.iter().find(is)?;
        let start = first.at + first.typed;
        (self.lines.iter().filter(is).nth(1).is_some()).then(|| start..start + first.words.len())
    }

    /// `时间：…`, `地点：…`: with two or more of these, each stands alone.
    fn labels(&mut self) {
        let labelled: Vec<usize> =
            (0..self.lines.len()).filter(|at| mark::is_label(self.lines[*at].words)).collect();
        if labelled.len() > 1 {
            labelled.into_iter().for_each(|at| self.keep(at, LineRole::Own));
        }
    }

    /// A date alone on the last line, with the names above it.
    fn signature(&mut self) {
        let Some(last) = self.lines.iter().rposition(|line| !line.words.is_empty()).filter(|last| *last > 0)
        else {
            return;
        };
        if !mark::is_date(self.lines[last].words) {
            return;
        }
        let names = self.lines[..last].iter().rev().take_while(|line| line.is_name()).count();
        let first = last - names;
        // The names below a notice follow the end of a sentence; a line of wrapped prose does not. English
        // has no such form, and a short line above a date may be the first half of a sentence.
        let stands_apart = match first.checked_sub(1) {
            Some(above) => ends_text(self.lines[above].words),
            None => wide::starts_wide(self.lines[0].words),
        };
        let first = if stands_apart {
            first
        } else {
            (first..=last).find(|at| self.kept[*at].is_some()).unwrap_or(last + 1)
        };
        for at in first..=last {
            match self.kept[at] {
                Some(LineRole::Paragraph) => self.kept[at] = Some(LineRole::Signature),
                _ => self.keep(at, LineRole::Signature),
            }
        }
    }

    /// `各位居民：` on the first line.
    fn salutation(&mut self) {
        let first = self.lines.first().map_or("", |line| line.words);
        let greets = first.ends_with('：')
            || first.ends_with(':') && wide::ends_wide(first.trim_end_matches(':'), false);
        if greets && is_short(first, SALUTATION) && !first.contains(['。', '；', '！', '？']) {
            self.keep(1, LineRole::Own);
        }
    }

    /// If some lines stand alone, the block was typed line by line: then a line also stands alone after the
    /// end of a sentence.
    fn sentences(&mut self) {
        let Some(first) =
            self.kept.iter().position(|kept| matches!(kept, Some(LineRole::Own | LineRole::Paragraph)))
        else {
            return;
        };
        let from = if self.lines[0].mark.is_some() { 1 } else { first };
        for at in from.max(1)..self.lines.len() {
            if ends_sentence(self.lines[at - 1].words) {
                self.keep(at, LineRole::Own);
            }
        }
    }
}

/// Whether a text is at most as long as this many wide characters.
fn is_short(words: &str, most: usize) -> bool {
    let columns = words.chars().take(2 * most + 1).map(|c| 1 + usize::from(wide::is_wide(c))).sum::<usize>();
    columns <= 2 * most && !words.is_empty()
}

/// Whether the text after these words need not continue a sentence.
fn ends_text(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；', '：', '.', '!', '?', ':'])
}

fn ends_sentence(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；'])
}

fn ends_clause(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；', '：', ':', ';'])
}

/// A text without the marks after its last punctuation that close a quotation or emphasis.
fn unquoted(words: &str) -> &str {
    words.trim_end_matches(['”', '’', '」', '』', '）', ')', '】', '*', '~', '\\'])
}

#[cfg(test)]
mod tests;
