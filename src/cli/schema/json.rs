//! The names as a JSON Schema (draft 2020-12): takes tables; gives a schema by which editors complete and
//! check names during writing.
//!
//! The types of a scalar are found by its own check, so that the schema cannot differ from it. Mistakes
//! that involve several fields are left to `lilong check`.

use serde_json::{Map, Value, json};

use super::SchemaTable;
use super::form::{form, meaning};
use crate::diag::Lang;
use crate::front::shape::{Choice, Field, Shape, ValueError};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of one sort of file.
pub(super) fn one(table: &SchemaTable, lang: Lang) -> String {
    let mut builder = SchemaBuilder::new(lang);
    let schema = builder.table(table);
    let mut whole = Map::from_iter([("$schema".to_owned(), json!(DRAFT))]);
    whole.extend(schema);
    builder.finish(whole)
}

/// One schema with all of them in `$defs`; used directly it accepts a record of any kind.
pub(super) fn all(tables: &[SchemaTable], lang: Lang) -> String {
    let mut builder = SchemaBuilder::new(lang);
    let mut kinds = Vec::new();
    for table in tables {
        let schema = builder.table(table);
        builder.defs.insert(table.name.to_owned(), Value::Object(schema));
        if table.kind.is_some() {
            kinds.push(json!({"$ref": format!("#/$defs/{}", table.name)}));
        }
    }
    builder.finish(Map::from_iter([
        ("$schema".to_owned(), json!(DRAFT)),
        ("anyOf".to_owned(), Value::Array(kinds)),
    ]))
}

struct SchemaBuilder {
    lang: Lang,
    defs: Map<String, Value>,
    /// Recursive forms, with their names in `$defs`.
    known: Vec<(fn() -> Shape, String)>,
}

impl SchemaBuilder {
    fn new(lang: Lang) -> SchemaBuilder {
        SchemaBuilder { lang, defs: Map::new(), known: Vec::new() }
    }

    fn finish(self, mut whole: Map<String, Value>) -> String {
        if !self.defs.is_empty() {
            whole.insert("$defs".to_owned(), Value::Object(self.defs));
        }
        format!("{:#}", Value::Object(whole))
    }

    fn table(&mut self, table: &SchemaTable) -> Map<String, Value> {
        let mut schema =
            Map::from_iter([("title".to_owned(), json!(format!("{} {}", table.name, table.zh)))]);
        schema.extend(self.map(table.fields, |field| table.requires(field)));
        let written = table.kind.map(|kind| json!({"enum": [kind.name(), kind.choice().zh, null]}));
        if let (Some(written), Some(Value::Object(properties))) = (written, schema.get_mut("properties")) {
            for name in ["kind", "类型"] {
                properties.insert(name.to_owned(), written.clone());
            }
        }
        schema
    }

    /// A mapping that accepts every name in English or Chinese and no other.
    fn map(&mut self, fields: &[Field], required: impl Fn(&Field) -> bool) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut needed = Vec::new();
        for field in fields {
            let mut value = self.value(&field.shape, field.name);
            if required(field) {
                needed.push(json!({"oneOf": [{"required": [field.name]}, {"required": [field.zh]}]}));
            } else {
                value = or_empty(value);
            }
            if let Value::Object(value) = &mut value {
                value.insert("description".to_owned(), json!(self.description(field)));
            }
            properties.insert(field.name.to_owned(), value.clone());
            properties.insert(field.zh.to_owned(), value);
        }
        let mut schema = Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), Value::Object(properties)),
        ]);
        if !needed.is_empty() {
            schema.insert("allOf".to_owned(), Value::Array(needed));
        }
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }

    fn description(&self, field: &Field) -> String {
        format!(
            "{} {}: {} [{}]",
            field.name,
            field.zh,
            meaning(field, self.lang),
            form(&field.shape, self.lang)
        )
    }

    fn value(&mut self, shape: &Shape, name: &str) -> Value {
        match shape {
            Shape::Scalar { choices: [], check, .. } => scalar(*check),
            Shape::Scalar { choices, .. } => one_of(choices),
            Shape::List(inner) => json!({"type": "array", "items": self.value(inner, name)}),
            Shape::Map(fields) => Value::Object(self.map(fields, |field| field.required)),
            Shape::Pairs(inner) => json!({"type": "object", "additionalProperties": self.value(inner, name)}),
            Shape::OneOf(shapes) => {
                let each: Vec<Value> = shapes.iter().map(|shape| self.value(shape, name)).collect();
                json!({"anyOf": each})
            }
            Shape::Again(inner) => self.again(*inner, name),
            Shape::Any => json!({}),
        }
    }

    /// A recursive form: written once, in `$defs`.
    fn again(&mut self, inner: fn() -> Shape, name: &str) -> Value {
        let seen = self
            .known
            .iter()
            .find(|(seen, _)| std::ptr::fn_addr_eq(*seen, inner))
            .map(|(_, name)| name.clone());
        let name = seen.unwrap_or_else(|| {
            let name = format!("nested-{name}");
            self.known.push((inner, name.clone()));
            let schema = self.value(&inner(), &name);
            self.defs.insert(name.clone(), schema);
            name
        });
        json!({"$ref": format!("#/$defs/{name}")})
    }
}

/// Both names of every value in a closed list.
fn one_of(choices: &[Choice]) -> Value {
    let names: Vec<&str> = choices.iter().flat_map(|choice| [choice.name, choice.zh]).collect();
    json!({"enum": names})
}

/// A scalar's YAML types, found by trying its check; any of them may be written in quotes.
fn scalar(check: fn(&str) -> Option<ValueError>) -> Value {
    let takes = |raw: &str| check(raw).is_none();
    if takes("true") && !takes("x") {
        return json!({"enum": [true, false, "true", "false", "yes", "no", "on", "off", "是", "否"]});
    }
    let mut types = vec!["string"];
    if takes("1.5") {
        types.push("number");
    } else if takes("1") {
        types.push("integer");
    }
    if takes("true") {
        types.push("boolean");
    }
    let pattern = match () {
        () if takes("x") => None,
        () if takes("2026-03-02") => Some("^\\s*[0-9０-９]{4}\\s*[-/.年－／．]"),
        () if takes("9:00") => Some("^\\s*[0-9０-９]{1,2}\\s*[:：时点]"),
        () if takes("1/2") && !takes("1") => Some("^\\s*[>＞]?\\s*[0-9０-９]+\\s*[/／]\\s*[0-9０-９]+\\s*$"),
        () => Some("[0-9０-９]"),
    };
    let mut schema = json!({"type": types});
    if let (Some(pattern), Value::Object(schema)) = (pattern, &mut schema) {
        schema.insert("pattern".to_owned(), json!(pattern));
    }
    schema
}

/// The same or empty: an optional field may be left empty.
fn or_empty(mut value: Value) -> Value {
    let Value::Object(schema) = &mut value else {
        return value;
    };
    if let Some(types) = schema.get_mut("type") {
        match types {
            Value::Array(types) => types.push(json!("null")),
            one => {
                let only = one.take();
                *one = json!([only, "null"]);
            }
        }
    } else if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    } else if let Some(Value::Array(each)) = schema.get_mut("anyOf") {
        each.push(json!({"type": "null"}));
    } else if let Some(reference) = schema.remove("$ref") {
        schema.insert("anyOf".to_owned(), json!([{"$ref": reference}, {"type": "null"}]));
    }
    value
}
