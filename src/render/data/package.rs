//! The open data as a Data Package (version 2): takes the site; gives its descriptor, which names each file
//! with the form and the meaning of every column.
//!
//! A column that holds a list is a text, as in the file. Texts in both languages are in the fields of the
//! standard, one after the other, and separately in `titles` and `descriptions`.

use serde::Serialize;

use super::dictionary::{RECORD, field_name};
use crate::plan::{DataTable, tables};
use crate::record::KindId;
use crate::record::kind::{FactField, FactType};
use crate::render::csv;
use crate::site::Site;

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contributors: Option<[Contributor<'a>; 1]>,
    resources: Vec<PackageResource>,
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    roles: [&'static str; 1],
}

/// The records of a kind and year.
#[derive(Serialize)]
struct PackageResource {
    name: String,
    path: String,
    title: String,
    titles: Both,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<ColumnField>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

/// A column.
#[derive(Serialize)]
struct ColumnField {
    name: String,
    title: String,
    r#type: &'static str,
    description: String,
    titles: Both,
    descriptions: Both,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    r#enum: &'static [&'static str],
}

/// A text in both languages.
#[derive(Serialize)]
struct Both {
    zh: String,
    en: String,
}

impl Both {
    /// Both texts, one after the other.
    fn joined(&self, between: &str) -> String {
        [&*self.zh, &*self.en].join(between)
    }
}

/// The descriptor of a site's open data.
pub fn package(site: &Site) -> Vec<u8> {
    let config = &site.config;
    let name = config.slug(&config.file.title).to_lowercase();
    let package = Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: if name.is_empty() { "notices".to_owned() } else { name },
        title: &config.file.title,
        homepage: Some(&*config.base_url).filter(|url| !url.is_empty()),
        contributors: config
            .issuer(&config.language)
            .map(|title| [Contributor { title, roles: ["publisher"] }]),
        resources: tables(site).iter().map(|table| resource(site, table)).collect(),
    };
    // String keys and memory: it cannot fail.
    let mut json = serde_json::to_vec_pretty(&package).unwrap_or_default();
    json.push(b'\n');
    json
}

fn resource(site: &Site, table: &DataTable) -> PackageResource {
    let profile = KindId::named(table.kind).map(KindId::profile);
    let known = profile.map_or(&[][..], |profile| profile.facts);
    let kind = profile.map_or(table.kind, |profile| profile.name.zh);
    let titles = Both {
        zh: format!("{kind}（{}）", table.year.map_or("没有日期".to_owned(), |year| format!("{year}年"))),
        en: format!("{} ({})", table.kind, table.year()),
    };
    let columns = csv::columns_of(site, &table.ids);
    PackageResource {
        name: format!("{}-{}", table.kind, table.year()),
        path: format!("{}/{}.csv", table.kind, table.year()),
        title: titles.joined(" · "),
        titles,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: columns.into_iter().map(|column| field(column, known)).collect(),
            missing_values: [""],
        },
    }
}

/// A column with its entry in the dictionary.
fn field(column: String, known: &[FactField]) -> ColumnField {
    let in_kind = column.strip_prefix("facts.");
    let entry = match in_kind {
        Some(name) => known.iter().find(|fact| csv::fits(fact.name, name)),
        None => RECORD.iter().find(|fact| fact.name == column || fact.name.replace('.', "_") == column),
    };
    let titles = Both {
        zh: entry.map(|fact| fact.zh).or_else(|| field_name(&column)).unwrap_or(&column).to_owned(),
        en: in_kind.unwrap_or(&column).replace(['_', '.'], " ").replace("[]", ""),
    };
    let (zh, en) = entry.map_or(OF_SEVERAL, |fact| fact.doc);
    let descriptions = Both { zh: zh.to_owned(), en: en.to_owned() };
    let form = entry.map_or(FactType::Text, |fact| fact.form);
    let is_list = column.contains("[]");
    ColumnField {
        title: titles.joined(" · "),
        r#type: if is_list { "string" } else { type_of(form) },
        description: descriptions.joined(" · "),
        constraints: match form {
            FactType::Choice(values) if !is_list => Some(Constraints { r#enum: values }),
            _ => None,
        },
        name: column,
        titles,
        descriptions,
    }
}

/// The description of a column that holds several fields of the dictionary.
const OF_SEVERAL: (&str, &str) =
    ("几项写在一格里，用分号隔开", "several items in one cell, separated by semicolons");

/// The type of a column in a Table Schema. A time may be 24:00, which the time type of the schema does not
/// allow.
fn type_of(form: FactType) -> &'static str {
    match form {
        FactType::Flag => "boolean",
        FactType::Count => "integer",
        FactType::Decimal | FactType::Share => "number",
        FactType::Date => "date",
        FactType::Text
        | FactType::Choice(_)
        | FactType::Time
        | FactType::Texts
        | FactType::Decimals
        | FactType::Dates
        | FactType::Facts => "string",
    }
}
