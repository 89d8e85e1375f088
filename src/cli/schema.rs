//! `lilong schema`: takes the tables of fields; prints the names that files may use, for people or for
//! editors.

pub(super) mod form;
mod json;
mod table;

use clap::{Args, ValueEnum};

use super::print::{Printer, answer};
use super::{SayArgs, Status, locale};
use crate::config::SiteFile;
use crate::diag::{self, Lang};
use crate::front::shape::{Field, Shape, Shaped};
use crate::record::section::SectionFront;
use crate::record::{KindId, translation};

/// Which table, and how.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// A kind of record, site, section or translation; none prints all.
    what: Option<String>,
    /// A table, or a JSON Schema for editors.
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
    /// The language of meanings: zh or en [default: the locale's].
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
}

/// How names are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum TableFormat {
    /// For people.
    Text,
    /// A JSON Schema, draft 2020-12.
    Json,
}

/// A file, or part of one, with its known names.
#[derive(Clone, Copy)]
struct SchemaTable {
    /// Its name on the command line, in English and Chinese.
    name: &'static str,
    zh: &'static str,
    fields: &'static [Field],
    /// The kind of record, if it is of one.
    kind: Option<KindId>,
}

impl SchemaTable {
    /// Whether a file must have this field.
    fn requires(&self, field: &Field) -> bool {
        field.required || (field.name == "date" && self.kind.is_some_and(|kind| kind.profile().is_dated))
    }
}

/// Prints one table, or all.
pub(super) fn run(args: &SchemaArgs) -> Status {
    let lang = args.lang.unwrap_or_else(locale);
    let tables: Vec<SchemaTable> = tables().collect();
    let chosen = match &args.what {
        None => None,
        Some(name) => match tables.iter().find(|table| table.name == name || table.zh == name) {
            Some(table) => Some(table),
            None => {
                let say =
                    SayArgs { lang: args.lang, format: diag::ReportFormat::Human, quiet: false, verbose: 0 };
                Printer::new(&say, None).diagnostics(&[KindId::unknown(name)]);
                return Status::Trouble;
            }
        },
    };
    answer(&match (args.format, chosen) {
        (TableFormat::Text, Some(table)) => table::one(table, lang),
        (TableFormat::Text, None) => table::all(&tables, lang),
        (TableFormat::Json, Some(table)) => json::one(table, lang),
        (TableFormat::Json, None) => json::all(&tables, lang),
    });
    Status::Fine
}

fn tables() -> impl Iterator<Item = SchemaTable> {
    let file = |name, zh, shape: &Shape| SchemaTable { name, zh, fields: fields(shape), kind: None };
    let kinds = KindId::ALL.iter().copied().map(|kind| SchemaTable {
        name: kind.name(),
        zh: kind.choice().zh,
        fields: fields(kind.profile().shape),
        kind: Some(kind),
    });
    let files = [file("site", "网站", &SiteFile::SHAPE), file("section", "栏目", &SectionFront::SHAPE)];
    files.into_iter().chain(kinds).chain([file("translation", "译文", translation::of_any())])
}

fn fields(shape: &Shape) -> &'static [Field] {
    match shape {
        Shape::Map(fields) => fields,
        _ => &[],
    }
}
