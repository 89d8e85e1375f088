//! Names that templates use and Tera does not know. Tera reports all of them in one text, each with its
//! line quoted below: this module splits that text again, and gives a diagnostic at each location.

use std::ops::Range;

use crate::diag::{Diagnostic, Words, codes, words};
use crate::theme::Theme;

/// The diagnostics of names that Tera does not know; none where its message is about something else.
pub(super) fn faults(said: &str, theme: &Theme) -> Vec<Diagnostic> {
    let mut lines = said.lines().map(str::trim_start);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let Some((template, line, column)) = lines.next().and_then(|line| place(line.strip_prefix("--> ")?))
        else {
            continue;
        };
        let fault = Diagnostic::new(
            &codes::TEMPLATE_SYNTAX,
            words!("模板写法不对：{message}", "the template is not well-formed: {message}"),
        )
        .help(Words::fixed(
            "themes/README.md 列出模板能用的函数、过滤器和组件",
            "themes/README.md lists the functions, filters and components that templates may use",
        ));
        let source = theme.templates().get(template);
        let span = source.map_or(0..0, |source| span(&source.text, (line, column), message));
        found.push(fault.at(source.map_or(template, |source| source.file.as_str()), span));
    }
    found
}

/// `name.html:12:8`.
fn place(text: &str) -> Option<(&str, usize, usize)> {
    let mut parts = text.trim().rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?, line, column))
}

/// Where the name that a message quotes is in its line, from a column on; the start of the line where it is
/// not found.
fn span(text: &str, (line, column): (usize, usize), message: &str) -> Range<usize> {
    let start = match line.saturating_sub(2) {
        _ if line <= 1 => 0,
        breaks => memchr::memchr_iter(b'\n', text.as_bytes()).nth(breaks).map_or(0, |at| at + 1),
    };
    let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
    let from =
        text[start..end].char_indices().nth(column.saturating_sub(1)).map_or(start, |(at, _)| start + at);
    let name = message.split('`').nth(1).unwrap_or_default();
    text[from..end]
        .find(name)
        .filter(|_| !name.is_empty())
        .map_or(start..start, |at| from + at..from + at + name.len())
}
