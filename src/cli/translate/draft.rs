//! The text of a translation: takes an original, or an existing translation; gives the former with its
//! texts where the translations belong, the latter with another version. Pure.

use serde_yaml::{Mapping, Value};

use crate::front::prose::Translatable;
use crate::front::shape::{Field, Shaped};
use crate::record::KindId;
use crate::record::kind::fields_of;
use crate::record::translation::{FileText, TranslationFront};
use crate::source::split::{FileParts, split};

/// The names of the field with the version.
const VERSION: [&str; 2] = ["translates", "译自"];

/// A new translation of a file with a record of that kind.
pub(super) fn draft(original: &str, kind: KindId, version: &str) -> String {
    let FileParts::Parts { yaml, body } = split(original) else { return String::new() };
    let front: Mapping = serde_yaml::from_str(&original[yaml]).unwrap_or_default();
    let mut texts = Mapping::new();
    for field in fields_of(&TranslationFront::SHAPE) {
        match field.name {
            "title" | "summary" | "issuer" => copy(&front, field, &mut texts, Value::clone),
            "contact" => copy(&front, field, &mut texts, Value::clone),
            "attachments" => copy(&front, field, &mut texts, titles),
            _ => {}
        }
    }
    for given in kind.translatable().fields() {
        if let Some(value) = value_of(&front, given.field)
            && let Some(kept) = kept(value, &given.translatable)
        {
            texts.insert(Value::from(given.field.name), kept);
        }
    }
    texts.insert(Value::from(VERSION[0]), Value::from(version));
    let yaml = serde_yaml::to_string(&texts).unwrap_or_default();
    format!("---\n{yaml}---\n{}", &original[body])
}

/// The same file with another version.
pub(super) fn refreshed(translation: &str, version: &str) -> String {
    let FileParts::Parts { yaml, body } = split(translation) else { return translation.to_owned() };
    let is_version = |line: &&str| {
        VERSION.iter().any(|name| {
            line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
        })
    };
    let front = &translation[yaml.clone()];
    let end = if front.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{}: {version}{end}", VERSION[0]);
    let lines = match front.split_inclusive('\n').any(|line| is_version(&line)) {
        true => front.split_inclusive('\n').map(|old| if is_version(&old) { &*line } else { old }).collect(),
        false => [front, &*line].concat(),
    };
    [&translation[..yaml.start], &lines, &translation[yaml.end..body.start], &translation[body]].concat()
}

fn value_of<'y>(front: &'y Mapping, field: &Field) -> Option<&'y Value> {
    front.iter().find(|(key, _)| key.as_str().is_some_and(|key| field.is(key))).map(|(_, value)| value)
}

fn copy(front: &Mapping, field: &Field, to: &mut Mapping, of: impl FnOnce(&Value) -> Value) {
    if let Some(value) = value_of(front, field).filter(|value| !value.is_null()) {
        to.insert(Value::from(field.name), of(value));
    }
}

/// The names of files, with their titles if they have any.
fn titles(files: &Value) -> Value {
    let one = |file: &Value| match file {
        Value::Mapping(file) => Value::Mapping(
            fields_of(&FileText::SHAPE)
                .iter()
                .filter_map(|field| Some((Value::from(field.name), value_of(file, field)?.clone())))
                .collect(),
        ),
        name => Value::Mapping(
            [("path", name), ("title", name)].map(|(k, v)| (k.into(), v.clone())).into_iter().collect(),
        ),
    };
    match files {
        Value::Sequence(files) => Value::Sequence(files.iter().map(one).collect()),
        file => Value::Sequence(vec![one(file)]),
    }
}

/// The parts of a value that a translation may give.
fn kept(value: &Value, form: &Translatable) -> Option<Value> {
    match (form, value) {
        (Translatable::No, _) | (_, Value::Null) => None,
        (Translatable::Text, value) => Some(value.clone()),
        (Translatable::List(item), Value::Sequence(items)) => {
            let empty = || Value::Mapping(Mapping::new());
            Some(Value::Sequence(items.iter().map(|one| kept(one, item).unwrap_or_else(empty)).collect()))
        }
        (Translatable::List(item), one) => kept(one, item),
        (Translatable::Map(_), Value::Mapping(map)) => {
            let field = |given: &'static crate::front::prose::TranslatableField| {
                Some((Value::from(given.field.name), kept(value_of(map, given.field)?, &given.translatable)?))
            };
            let fields: Mapping = form.fields().filter_map(field).collect();
            (!fields.is_empty()).then_some(Value::Mapping(fields))
        }
        (Translatable::Map(_), _) => None,
        (Translatable::Again(form, _), value) => kept(value, &form()),
    }
}
