//! Content is untrusted: takes a text; gives it without anything that could control the terminal or the log
//! that shows it.

use std::borrow::Cow;

/// Replaces a character that is not shown.
pub(super) const HIDDEN: char = '\u{FFFD}';

/// Whether a character would control a terminal or change the reading order instead of being visible:
/// controls (ESC and the one-character C1 forms), direction marks, zero-width spaces, byte-order marks,
/// line and paragraph separators.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// The text without terminal controls: of the control characters only line breaks and tabs are kept.
/// Direction marks stay, because Arabic text that is copied from the terminal needs them.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(acts, "\u{FFFD}"))
}

/// The text on one line: line breaks become spaces, invisible characters �.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.map(shown).collect::<Vec<_>>().join(" "))
}

/// The text with its line breaks, later lines indented; invisible characters become �.
pub(super) fn several_lines(text: &str, indent: &str) -> String {
    text.trim_end().lines().map(shown).collect::<Vec<_>>().join(&format!("\n{indent}"))
}

fn shown(line: &str) -> String {
    line.replace('\t', " ").replace(is_unseen, "\u{FFFD}")
}
