//! One JSON object per line, for editors and scripts; every key is always present, null where nothing is
//! known.
//!
//! Columns count characters from 1, bytes from 0; the end is exclusive.

use serde::Serialize;

use super::clean::is_unseen;
use crate::diag::line_index::{LineIndexes, Position};
use crate::diag::{Diagnostic, Lang, Location};

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    at: JsonLocation<'a>,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    notes: Vec<JsonNote<'a>>,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    #[serde(flatten)]
    at: JsonLocation<'a>,
    message: &'a str,
}

#[derive(Serialize, Default)]
struct JsonLocation<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<usize>,
    byte_end: Option<usize>,
}

pub(super) fn write(out: &mut String, diagnostic: &Diagnostic, lang: Lang, indexes: &mut LineIndexes<'_>) {
    let finding = JsonDiagnostic {
        code: diagnostic.code.id,
        severity: diagnostic.severity.id(),
        at: at(diagnostic.place.as_ref(), indexes),
        message: diagnostic.message.in_lang(lang),
        label: diagnostic.label.as_ref().map(|words| words.in_lang(lang)),
        help: diagnostic.help.as_ref().map(|words| words.in_lang(lang)),
        notes: diagnostic
            .notes
            .iter()
            .map(|note| JsonNote { at: at(note.place.as_ref(), indexes), message: note.words.in_lang(lang) })
            .collect(),
    };
    // Strings, numbers and lists can always be serialised, so this cannot fail.
    let object = serde_json::to_string(&finding).unwrap_or_default();
    for c in object.chars() {
        // JSON itself escapes only ASCII controls; the other control characters are in strings, where an
        // escape means the same.
        if is_unseen(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
}

fn at<'a>(place: Option<&'a Location>, indexes: &mut LineIndexes<'_>) -> JsonLocation<'a> {
    let Some(place) = place else { return JsonLocation::default() };
    let bytes = JsonLocation {
        file: Some(&place.file),
        byte_start: Some(place.span.start),
        byte_end: Some(place.span.end),
        ..JsonLocation::default()
    };
    let Some(index) = indexes.of(place) else {
        return bytes;
    };
    let span = index.clamp(&place.span);
    let position = Position::of(&index, &span);
    JsonLocation {
        line: Some(position.line),
        column: Some(position.column),
        end_line: Some(position.end_line),
        end_column: Some(position.end_column),
        byte_start: Some(span.start),
        byte_end: Some(span.end),
        ..bytes
    }
}
