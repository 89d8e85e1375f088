//! What `lilong new` leaves to be filled in: takes a record that is to be published, gives what is still
//! not filled in.
//!
//! `new` writes placeholders for the text and for the fields that a kind needs, so that they are noticed;
//! none of them may be published.

use std::ops::Range;

use memchr::memmem;

use super::KindId;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::shape::{Bilingual, Field};
use crate::front::table::Row;

/// The placeholder for the text.
pub const BODY: Bilingual = ("在这里写正文。", "Write the text here.");
/// The placeholder for a value.
pub const VALUE: Bilingual = ("待填", "to be filled in");

/// A diagnostic and its span.
type LocatedDiagnostic = (Range<usize>, Diagnostic);

/// Everything still to be filled in, with its span in the front matter or in the body.
pub(super) fn unfilled(
    yaml: &str,
    body: &str,
    kind: KindId,
) -> (Vec<LocatedDiagnostic>, Option<LocatedDiagnostic>) {
    let needed = || kind.profile().fields.iter().filter(|field| kind.profile().needed.contains(&field.name));
    let empty = needed().filter_map(|field| Some((left_empty(yaml, field)?, not_filled(field))));
    let mut found: Vec<_> = empty.collect();
    // This runs for every record, and hardly any has them.
    if [VALUE.0, VALUE.1].iter().any(|value| memmem::find(yaml.as_bytes(), value.as_bytes()).is_some()) {
        found.extend(stand_ins(yaml));
    }
    (found, unfilled_body(body))
}

/// The same for a row of a table.
pub(super) fn unfilled_row(row: &Row<'_>, body: &str) -> (Vec<LocatedDiagnostic>, Option<LocatedDiagnostic>) {
    let fault = |head: &str| {
        let message = words!("“{head}”还没有填", "`{head}` is not filled in yet");
        Diagnostic::new(&codes::NOT_FILLED_IN, message)
            .help(Words::fixed("填上这一格，或删去里面的字", "fill in the cell, or clear it"))
    };
    let cells = row.cells_of(&[VALUE.0, VALUE.1]);
    (cells.into_iter().map(|(span, head)| (span, fault(head))).collect(), unfilled_body(body))
}

/// The line with the placeholder for the text, if it is still there.
fn unfilled_body(body: &str) -> Option<LocatedDiagnostic> {
    stand_in_for_body(body).map(|span| {
        let reported = Diagnostic::new(
            &codes::NOT_FILLED_IN,
            Words::fixed("正文还没有写", "the text is not written yet"),
        );
        (
            span,
            reported.help(Words::fixed(
                "写上正文；还不能发布的，在文件头加一行 draft: true",
                "write it, or add `draft: true` to the front matter until then",
            )),
        )
    })
}

fn not_filled(field: &Field) -> Diagnostic {
    let message = words!("“{zh}”还没有填", "`{en}` is not filled in yet", zh = field.zh, en = field.name);
    Diagnostic::new(&codes::NOT_FILLED_IN, message).help(Words::fixed(
        "在冒号后面填上；用不着就删去这一行；还不能发布的，加一行 draft: true",
        "write it after the colon, or delete the line if it is not needed; until then add `draft: true`",
    ))
}

/// Values that are still the placeholder that `new` wrote.
fn stand_ins(yaml: &str) -> Vec<LocatedDiagnostic> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let value =
            line.split_once(": ").map_or("", |(_, value)| value.split(" #").next().unwrap_or(value).trim());
        if [VALUE.0, VALUE.1].contains(&value) {
            let key = line.split(':').next().unwrap_or_default().trim();
            let at = start + line.len() - line.trim_start().len();
            let reported = Diagnostic::new(
                &codes::NOT_FILLED_IN,
                words!("“{key}”还没有填", "`{key}` is not filled in yet"),
            );
            found.push((
                at..at + key.len(),
                reported.help(Words::fixed("在冒号后面填上", "write it after the colon")),
            ));
        }
        start += line.len();
    }
    found
}

/// Where a key is at the margin without a value.
fn left_empty(yaml: &str, field: &Field) -> Option<Range<usize>> {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let key = [field.name, field.zh]
            .into_iter()
            .find(|name| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(':')));
        if let Some(key) = key {
            let value = line[key.len()..].trim_start().trim_start_matches(':');
            let value = value.split(" #").next().unwrap_or(value).trim();
            let below = yaml[start + line.len()..]
                .lines()
                .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
            let goes_on = below.is_some_and(|below| below.starts_with([' ', '-', '\t']));
            return (["", "~", "null", "[]", "{}"].contains(&value) && !goes_on)
                .then(|| start..start + key.len());
        }
        start += line.len();
    }
    None
}

/// The line that stands for the text, where it is the first or the last.
fn stand_in_for_body(body: &str) -> Option<Range<usize>> {
    let text = body.trim();
    let start = body.len() - body.trim_start().len();
    [BODY.0, BODY.1].into_iter().find_map(|line| {
        let first =
            text.strip_prefix(line).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
        let last = || text.strip_suffix(line).is_some_and(|rest| rest.ends_with('\n'));
        let at = if first {
            start
        } else if last() {
            start + text.len() - line.len()
        } else {
            return None;
        };
        Some(at..at + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(yaml: &str, body: &str, name: &str) -> Vec<String> {
        let (found, text) = unfilled(yaml, body, KindId::named(name).unwrap());
        found.into_iter().chain(text).map(|(_, reported)| reported.message.en.into_owned()).collect()
    }

    #[test]
    fn what_was_left_open_is_named() {
        let yaml = "title: t\nquestion:   # what is asked\n截止:\n# opens:\noptions: []\n";
        assert_eq!(reported(yaml, "\nWrite the text here.\n", "consultation").len(), 4);
        assert_eq!(reported("title: t\nkeeper: 待填\n", "正文", "notice"), ["`keeper` is not filled in yet"]);
    }

    #[test]
    fn what_was_filled_in_or_deleted_is_no_fault() {
        let yaml = "title: t\nquestion: Shall we?\noptions:\n  - label: yes\ncloses: 2026-03-02\n";
        assert_eq!(reported(yaml, "The text: write the text here.", "consultation"), Vec::<String>::new());
        assert_eq!(reported("title: t\n", "", "consultation"), Vec::<String>::new());
        assert_eq!(
            reported("title: t\n", "我们的话。\n\n在这里写正文。\n", "page"),
            ["the text is not written yet"]
        );
    }
}
