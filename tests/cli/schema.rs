//! `lilong schema`: the names for people, and for editors.

use lilong::front::shape::Shape;
use lilong::record::KindId;
use serde_json::Value;

use crate::desk::Desk;

fn schema(what: &[&str]) -> Value {
    let run = Desk::empty().run(&[&["schema", "--format", "json"], what].concat());
    serde_json::from_str(&run.ends_with(0).out).unwrap()
}

#[test]
fn the_table_names_every_field_in_both_languages() {
    let desk = Desk::empty();
    for kind in KindId::ALL {
        let Shape::Map(fields) = kind.profile().shape else { panic!("no mapping") };
        for name in [kind.name(), kind.choice().zh] {
            let table = desk.run(&["schema", name, "--lang", "zh"]).ends_with(0).out.clone();
            // The first line is the name of the kind, which may be that of a field.
            for field in *fields {
                let row =
                    table.lines().skip(1).find(|line| line.split_whitespace().next() == Some(field.name));
                assert!(
                    row.is_some_and(|row| row.contains(field.zh) && row.contains(field.doc.0.trim())),
                    "{name}: {}",
                    field.name
                );
            }
        }
    }
    let table = desk.run(&["schema", "notice", "--lang", "en"]).out;
    assert!(table.contains("the last day to respond") && table.contains("posted.days"), "{table}");
}

#[test]
fn without_a_name_all_tables_are_printed() {
    let desk = Desk::empty();
    let table = desk.run(&["schema", "--lang", "en"]).out;
    for title in ["site 网站", "section 栏目", "notice 公告", "page 页面", "translation 译文"] {
        assert!(table.lines().any(|line| line == title), "{title}");
    }
    assert_eq!(table.lines().filter(|line| line.starts_with("embargo ")).count(), 1);
}

#[test]
fn the_json_schema_takes_both_names_and_no_others() {
    for kind in KindId::ALL {
        let schema = schema(&[kind.name()]);
        assert_eq!(
            (&schema["$schema"], &schema["additionalProperties"]),
            (&"https://json-schema.org/draft/2020-12/schema".into(), &false.into())
        );
        let Shape::Map(fields) = kind.profile().shape else { panic!("no mapping") };
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.len(), fields.len() * 2);
        assert!(
            fields
                .iter()
                .all(|field| properties.contains_key(field.name) && properties.contains_key(field.zh))
        );
    }
}

#[test]
fn closed_lists_are_enumerations_of_both_names() {
    let kinds: Vec<Value> = schema(&["notice"])["properties"]["类别"]["enum"].as_array().unwrap().clone();
    for name in ["notice", "通知", "warning", "警示"] {
        assert!(kinds.contains(&name.into()), "{name}");
    }
}

#[test]
fn what_is_required_may_have_either_name() {
    let required = schema(&["notice"])["allOf"].to_string();
    assert!(
        required.contains("title") && required.contains("标题") && required.contains("date"),
        "{required}"
    );
    assert!(!schema(&["page"])["allOf"].to_string().contains("date"));
}

#[test]
fn a_register_inside_a_register_is_a_reference() {
    let site = schema(&["site"]);
    let reference = site["properties"]["places"].to_string();
    let name = site["$defs"].as_object().unwrap().keys().next().unwrap();
    assert!(reference.contains(&format!("#/$defs/{name}")), "{reference}");
}

#[test]
fn every_reference_of_the_whole_schema_leads_somewhere() {
    let all = schema(&[]);
    let text = all.to_string();
    for part in text.split("\"$ref\":\"#/$defs/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(all["$defs"].get(name).is_some(), "{name}");
    }
    for name in ["site", "section", "translation", "notice"] {
        assert!(all["$defs"].get(name).is_some(), "{name}");
    }
}

#[test]
fn an_unknown_name_gets_a_hint() {
    Desk::empty().run(&["schema", "notise"]).ends_with(2).says("notice");
}
