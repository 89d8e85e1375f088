//! What templates see of the open data: its files, and the meaning of each field, from the dictionary.

use serde::Serialize;
use tera::Value;

use super::super::data::dictionary::{CSV, RECORD, form_name};
use crate::config::Config;
use crate::diag::Lang;
use crate::front::shape::Bilingual;
use crate::plan::DataTable;
use crate::record::KindId;
use crate::record::kind::{FactField, FactType};

#[derive(Serialize)]
struct OpenData {
    /// The language of the explanations, where it is not the page's: the dictionary is in Chinese and
    /// English only.
    lang: Option<&'static str>,
    kinds: Vec<KindFilesView>,
    /// The fields that every record has.
    fields: Vec<FieldView>,
    /// How the CSV files are written.
    rules: Vec<&'static str>,
}

/// The records of a kind.
#[derive(Serialize)]
struct KindFilesView {
    kind: &'static str,
    files: Vec<DataFileView>,
    /// The fields of its facts.
    fields: Vec<FieldView>,
}

/// The records of a year.
#[derive(Serialize)]
struct DataFileView {
    /// None for records without a date.
    year: Option<i16>,
    records: usize,
    csv: String,
    json: String,
}

#[derive(Serialize)]
struct FieldView {
    /// The name in the files.
    name: String,
    /// Its title, where that differs from the name.
    title: Option<&'static str>,
    meaning: &'static str,
    form: &'static str,
    /// The values that it may have, where they are a closed list.
    values: &'static [&'static str],
}

/// The `data` of a template.
pub(in crate::render) fn open_data(tables: &[DataTable], lang: &str) -> Value {
    let is_chinese = Config::words_of(lang) == Lang::Zh;
    let pick = |(zh, en): Bilingual| if is_chinese { zh } else { en };
    let field = |prefix: &str, fact: &FactField| FieldView {
        name: [prefix, fact.name].concat(),
        title: is_chinese.then_some(fact.zh),
        meaning: pick(fact.doc),
        form: pick(form_name(fact.form)),
        values: if let FactType::Choice(values) = fact.form { values } else { &[] },
    };
    let of_kind = |kind: KindId| {
        let files: Vec<DataFileView> =
            tables.iter().filter(|table| table.kind == kind.name()).map(DataFileView::of).collect();
        let fields = || kind.profile().facts.iter().map(|fact| field("facts.", fact)).collect();
        (!files.is_empty()).then(|| KindFilesView { kind: kind.name(), files, fields: fields() })
    };
    Value::from_serializable(&OpenData {
        lang: Config::foreign_words(lang),
        kinds: KindId::ALL.iter().copied().filter_map(of_kind).collect(),
        fields: RECORD.iter().map(|fact| field("", fact)).collect(),
        rules: CSV.iter().map(|(_, zh, en)| pick((zh, en))).collect(),
    })
}

impl DataFileView {
    fn of(table: &DataTable) -> DataFileView {
        DataFileView {
            year: table.year,
            records: table.ids.len(),
            csv: table.path_csv(),
            json: table.path_json(),
        }
    }
}
