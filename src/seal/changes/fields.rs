//! What changed between two versions of a record: takes both, gives the fields that differ, with their old
//! and new values if they are short.

use serde_json::Value;

use super::super::SealedRecord;
use super::super::versions::Version;
use crate::diag::Words;
use crate::render::field_name;

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name in the open data.
    pub field: String,
    /// The old and the new value, if both are short.
    pub values: Option<(String, String)>,
}

/// The most characters of a value that is quoted.
const SHORT: usize = 40;
/// Shown in place of a missing value.
const NOTHING: &str = "—";
/// The order in which fields are listed; fields that are not here come last.
const ORDER: [&str; 8] = ["title", "date", "time", "number", "posted", "attachments", "figures", "summary"];

impl FieldChange {
    /// The field of the front matter that sets it; none if it comes from the body or from the location of
    /// the file.
    pub(super) fn written_as(&self) -> Option<&str> {
        let written = [
            "title",
            "date",
            "published",
            "number",
            "issuer",
            "topics",
            "places",
            "matter",
            "refs",
            "posted",
            "corrections",
            "attachments",
            "figures",
            "lang",
        ];
        match self.field.as_str() {
            "time" => Some("date"),
            field => written.into_iter().find(|name| *name == field),
        }
    }

    fn in_words(&self) -> (String, String) {
        let FieldChange { field, values } = self;
        let zh = field_name(field).unwrap_or(field);
        match values {
            Some((was, is)) => (format!("{zh} {was} → {is}"), format!("{field} {was} → {is}")),
            None => (zh.to_owned(), field.clone()),
        }
    }
}

/// The fields that differ. The path of a record's file is not compared, but the address of its page is.
pub fn between(was: &Version, is: &Version) -> Vec<FieldChange> {
    let mut names: Vec<&String> =
        was.keys().chain(is.keys()).filter(|name| name.as_str() != "source").collect();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    names.sort_by_key(|name| (rank(name), name.as_str()));
    names.dedup();
    let differs = |name: &&&String| was.get(name.as_str()) != is.get(name.as_str());
    names
        .iter()
        .filter(differs)
        .map(|name| change(name, was.get(name.as_str()), is.get(name.as_str())))
        .collect()
}

fn change(name: &str, was: Option<&Value>, is: Option<&Value>) -> FieldChange {
    let values = match (short(was), short(is)) {
        (Some(was), Some(is)) if was != is => Some((was, is)),
        _ => None,
    };
    FieldChange { field: name.to_owned(), values }
}

/// A value in a few words; none if it is long, or a list of objects.
fn short(value: Option<&Value>) -> Option<String> {
    let text = match value {
        None => NOTHING.to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) if list.is_empty() => NOTHING.to_owned(),
        Some(Value::Array(list)) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            texts?.join("、")
        }
        Some(Value::Object(posted)) => match (posted.get("from")?.as_str(), posted.get("until")?.as_str()) {
            (Some(from), Some(until)) => format!("{from}/{until}"),
            _ => return None,
        },
        Some(other) => other.to_string(),
    };
    (text.chars().count() <= SHORT && !text.contains('\n')).then_some(text)
}

/// The differences that can be seen from a seal alone.
pub(super) fn of_the_seal(record: &SealedRecord, is: &Version) -> Vec<FieldChange> {
    let of = |name: &str, was: &str| {
        let was = Value::from(was);
        (is.get(name) != Some(&was)).then(|| change(name, Some(&was), is.get(name)))
    };
    [of("title", &record.title), of("url", &record.url)].into_iter().flatten().collect()
}

/// Whether `corrections` has more entries than before. An entry that was reworded or replaced tells nobody
/// that something was changed.
pub(super) fn has_new_correction(was: &Version, is: &Version) -> bool {
    let of =
        |version: &Version| version.get("corrections").and_then(Value::as_array).cloned().unwrap_or_default();
    let (before, mut now) = (of(was), of(is));
    let is_kept = before.iter().all(|old| {
        let at = now.iter().position(|entry| entry == old);
        at.map(|at| now.remove(at)).is_some()
    });
    is_kept && !now.is_empty()
}

/// The changes on one line, in both languages; none if there are no changes.
pub fn described(changes: &[FieldChange]) -> Option<Words> {
    let (zh, en): (Vec<String>, Vec<String>) = changes.iter().map(FieldChange::in_words).unzip();
    (!changes.is_empty()).then(|| Words::new(zh.join("；"), en.join("; ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_further_correction_is_a_new_one() {
        let version = |entries: &[&str]| match json!({ "corrections": entries }) {
            Value::Object(version) => version,
            _ => Version::new(),
        };
        let was = version(&["a", "b"]);
        for (is, is_new) in [
            (&["a", "b", "c"][..], true),
            (&["c", "b", "a"], true),
            (&["a", "b", "b"], true),
            (&["a", "b"], false),
            (&["a", "c"], false),
            (&["a", "c", "d"], false),
            (&["a", "a", "c"], false),
            (&[], false),
        ] {
            assert_eq!(has_new_correction(&was, &version(is)), is_new, "{is:?}");
        }
        assert!(has_new_correction(&Version::new(), &version(&["a"])));
    }
}
