//! Content is untrusted: nothing in it may steer the terminal or the log it is shown in.

use std::borrow::Cow;

/// Stands for a character that is not shown.
pub(super) const HIDDEN: char = '\u{FFFD}';

/// Whether a character would act on a terminal or turn the reading order instead of being seen: controls (ESC
/// and the one-character C1 forms), direction marks, zero-width spaces, byte-order marks, line and paragraph
/// separators.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// The text without what would act on a terminal: of the controls only line breaks and tabs are left. Marks
/// of direction stay, which a text in Arabic that is copied from the terminal needs.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(acts, "\u{FFFD}"))
}

/// The text on one line: line breaks become spaces, unseen characters �.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.map(shown).collect::<Vec<_>>().join(" "))
}

/// The text with its line breaks, later lines indented; unseen characters �.
pub(super) fn several_lines(text: &str, indent: &str) -> String {
    text.trim_end().lines().map(shown).collect::<Vec<_>>().join(&format!("\n{indent}"))
}

fn shown(line: &str) -> String {
    line.replace('\t', " ").replace(is_unseen, "\u{FFFD}")
}
