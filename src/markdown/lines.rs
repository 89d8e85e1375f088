//! Takes the lines of one block of text as typed; says which of them are on lines of their own, as people
//! type them in Chinese: moved in by full-width spaces, numbered (`一、` `（一）` `1、` `①` `·`), labelled, signed
//! and dated. All others join, as Markdown has it. Never looks into a line: emphasis and links are the
//! parser's.
//!
//! Prose that was broken at a width looks much the same, so a number alone decides nothing: it has to begin a
//! series or to go on with one.

mod mark;

use super::wide;
use mark::ListMarker;
pub(super) use mark::number;
use std::ops::Range;

/// How a line relates to the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineRole {
    /// A paragraph of its own: it was moved in.
    Paragraph,
    /// A line of its own.
    Own,
    /// The last lines of a block: the author and the date.
    Signature,
    /// The same, moved far in: it is at the right.
    Right,
}

/// Which lines of a block stand alone.
#[derive(Default)]
pub(super) struct LineRoles {
    /// Where each begins, in order.
    kept: Vec<(usize, LineRole)>,
    /// The first line of a series that is not a list for want of a space after its sign.
    pub(super) spaceless: Option<Range<usize>>,
}

/// Blank columns from which on a line is moved in, and from which on it is meant to be at the right.
const MOVED_IN: usize = 2;
const FAR_IN: usize = 16;

/// The longest a salutation and a line of a signature may be, in characters.
const SALUTATION: usize = 24;
const SIGNATURE: usize = 20;

/// How many numbers of a series may be left out, and how many lines below the first the second is looked for.
const SKIPPED: u32 = 2;
const NEAR: usize = 40;

/// A line as typed, without what moves it in.
struct TypedLine<'t> {
    at: usize,
    /// How far behind `at` its words begin.
    typed: usize,
    words: &'t str,
    indent: Indent,
    mark: Option<ListMarker>,
}

impl TypedLine<'_> {
    /// Whether it may be somebody's name below a text.
    fn is_name(&self) -> bool {
        is_short(self.words, SIGNATURE)
            && self.mark.is_none()
            && !self.words.contains(['，', '。', '：', '；', '！', '？', ':', '.'])
    }
}

/// Where the names and the date below a text begin; its end where it has none.
pub fn signature_at(text: &str) -> usize {
    let mut lines = typed(text, 0);
    lines.retain(|line| !line.words.is_empty());
    let Some(last) = lines.pop().filter(|last| mark::is_date(last.words)) else { return text.len() };
    let names = lines.iter().rev().take_while(|line| line.is_name()).count();
    let (above, names) = lines.split_at(lines.len() - names);
    let stands_apart = above.last().is_none_or(|line| ends_text(line.words));
    names.first().filter(|_| stands_apart).map_or(last.at, |first| first.at)
}

/// The blank columns before a line.
#[derive(Clone, Copy, Default)]
struct Indent {
    /// Of spaces that are as wide as a character, and of such that do not break.
    wide: usize,
    /// Of spaces and tabs.
    narrow: usize,
}

impl Indent {
    fn columns(self) -> usize {
        self.wide + self.narrow
    }
}

/// Whether `c` is white space that Markdown takes for a character.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}')
}

/// A text without the spaces that move it in.
pub(super) fn unindented(text: &str) -> &str {
    text.trim_start_matches(|c: char| is_wide_space(c) || c == ' ' || c == '\t')
}

impl LineRoles {
    /// The lines of `text`, which begins at `at`. Where `in_margin`, spaces before a line were typed for
    /// their own sake and not because a list asks for them.
    pub(super) fn of(text: &str, at: usize, in_margin: bool) -> LineRoles {
        // English is wrapped at a width as often as not; only a date below it says that lines were meant.
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
        // The first line begins the block in any case; only its place can be said of it.
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

    /// Numbers that follow each other, and signs that are repeated.
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
                // A sign cannot tell whether a series begins: one line of it is none, unless a sentence ends
                // above it.
                None if at == 0 && mark.style.is_sign() && !self.is_repeated(at, mark) => continue,
                None => {}
            }
            open.push(mark);
            self.keep(at, LineRole::Own);
        }
    }

    /// Whether a later line goes on with the series that begins here.
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

    /// `时间：…`, `地点：…`: two of them make each a line.
    fn labels(&mut self) {
        let labelled: Vec<usize> =
            (0..self.lines.len()).filter(|at| mark::is_label(self.lines[*at].words)).collect();
        if labelled.len() > 1 {
            labelled.into_iter().for_each(|at| self.keep(at, LineRole::Own));
        }
    }

    /// A date alone on the last line, and the names above it.
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
        // The names of a notice are below a sentence; those of broken prose do not. English has no such form;
        // a short line above a date may be the first half of a sentence.
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

    /// Where some lines are kept, the block was typed in lines: after a whole sentence begins another one.
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

/// Whether a text is no longer than so many wide characters.
fn is_short(words: &str, most: usize) -> bool {
    let columns = words.chars().take(2 * most + 1).map(|c| 1 + usize::from(wide::is_wide(c))).sum::<usize>();
    columns <= 2 * most && !words.is_empty()
}

/// Whether what follows need not go on with a sentence.
fn ends_text(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；', '：', '.', '!', '?', ':'])
}

fn ends_sentence(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；'])
}

fn ends_clause(words: &str) -> bool {
    unquoted(words).ends_with(['。', '！', '？', '；', '：', ':', ';'])
}

/// A text without what closes a quotation or emphasis after its last mark.
fn unquoted(words: &str) -> &str {
    words.trim_end_matches(['”', '’', '」', '』', '）', ')', '】', '*', '~', '\\'])
}

#[cfg(test)]
mod tests;
