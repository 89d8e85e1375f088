//! Lists of mappings that may be in a table beside the record: takes the front matter and, if it names a
//! table, the rows of that; gives the list as if it were written out.
//!
//! A row is read like a mapping with the same values, and a mistake in it is reported at its cell. Nothing
//! here reads a file.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess};
use serde::{Serialize, Serializer};

use super::list::OneOrMany;
use super::prose::{Translatable, Translate, TranslatedTexts};
use super::scalar::{Scalar, trim};
use super::shape::{Bilingual, Shape, Shaped, ValueError};
use super::table::Table;
use super::texts::{TakeText, TextPath, Texts};
use super::verify::{KEY, WORD};
use crate::cells::is_table;
use crate::diag::{Diagnostic, Location, Words, codes, words};

/// A list of mappings: written out, or in a table beside the record, whose name is given instead.
#[derive(Clone, Debug)]
pub struct ListOrTable<T> {
    items: OneOrMany<T>,
    table: Option<TableName>,
}

/// The name of a table beside a record.
#[derive(Clone, Debug)]
struct TableName(String);

impl Scalar for TableName {
    const WHAT: Bilingual = ("表格的文件名", "the name of a table");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let name = trim(raw);
        if is_table(name) && !name.contains(['/', '\\']) {
            return Ok(TableName(name.to_owned()));
        }
        let message = words!(
            "“{name}”不是旁边的 CSV、TSV 或 XLSX 表格",
            "`{name}` is not a CSV, TSV or XLSX table beside the record"
        );
        Err(ValueError::new(&codes::MISSING_TABLE, message).help(Words::fixed(
            "逐条写成列表，或写旁边一个表格的文件名，如 2026-q3.csv",
            "write a list, or the name of a table beside the record, such as `2026-q3.csv`",
        )))
    }
}

/// A field whose list may be in a table.
pub trait FromTable {
    /// The name of the table; none if the list is written out.
    fn table(&self) -> Option<&str>;
    /// The form of a row.
    fn row_shape(&self) -> &'static Shape;
    /// Makes the items of the list from the rows of the table.
    ///
    /// # Errors
    /// All that is wrong with them.
    fn fill(&mut self, table: &Table) -> Result<(), Vec<Diagnostic>>;
}

impl<T: DeserializeOwned + Shaped> FromTable for ListOrTable<T> {
    fn table(&self) -> Option<&str> {
        self.table.as_ref().map(|name| name.0.as_str())
    }

    fn row_shape(&self) -> &'static Shape {
        &T::SHAPE
    }

    fn fill(&mut self, table: &Table) -> Result<(), Vec<Diagnostic>> {
        let needed = match T::SHAPE {
            Shape::Map(fields) => fields,
            _ => &[],
        };
        let needed = needed.iter().filter(|field| field.required);
        let missing: Vec<Diagnostic> =
            needed.filter_map(|field| table.missing_column(field.name, field.zh)).collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let mut faults = Vec::new();
        for row in (0..table.len()).filter_map(|at| table.row(at)) {
            // A row of totals that looks like an entry would be counted again.
            match row.total().map_or_else(|| row.parse(), |total| Err(vec![total])) {
                Ok(item) => self.items.0.push(item),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

/// A table beside a record from whose rows a field was filled; it holds the locations of the values.
#[derive(Clone, Debug)]
pub struct FieldTable {
    /// The field.
    pub field: &'static str,
    /// The table.
    pub table: Arc<Table>,
    /// The form of a row.
    pub row: &'static Shape,
}

impl FieldTable {
    /// The location of the value at `path`, if it is in the table.
    pub(super) fn locate(&self, path: &str) -> Option<Location> {
        let path = path.strip_prefix(self.field)?.strip_prefix('.')?;
        let (at, rest) = path.split_once('.').unwrap_or((path, ""));
        let row = self.table.row(at.trim_end_matches(KEY).split(WORD).next()?.parse().ok()?)?;
        let span = if rest.is_empty() { row.span() } else { row.locate(self.row, rest) };
        Some(Location::new(self.table.file.clone(), span))
    }
}

impl<T> Deref for ListOrTable<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T: Serialize> Serialize for ListOrTable<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(to)
    }
}

impl<T: Shaped> Shaped for ListOrTable<T> {
    const SHAPE: Shape = Shape::OneOf(&[
        Shape::List(&T::SHAPE),
        T::SHAPE,
        Shape::Scalar { what: TableName::WHAT, check: |raw| TableName::parse(raw).err(), choices: &[] },
    ]);
}

impl<T: Translate> Translate for ListOrTable<T> {
    const TRANSLATABLE: Translatable = <OneOrMany<T> as Translate>::TRANSLATABLE;
    fn overlay(&mut self, texts: &TranslatedTexts) {
        self.items.overlay(texts);
    }
    fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
        self.items.count_lists(path, to);
    }
}

impl<T: Texts> Texts for ListOrTable<T> {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        self.items.each_text(at, take);
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ListOrTable<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = ListOrTable<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, or the name of a table")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<ListOrTable<T>, E> {
                let table = TableName::parse(name).map_err(|bad| E::custom(bad.message.en))?;
                Ok(ListOrTable { items: OneOrMany::default(), table: Some(table) })
            }
            fn visit_map<A: MapAccess<'de>>(self, one: A) -> Result<ListOrTable<T>, A::Error> {
                let items = OneOrMany::deserialize(MapAccessDeserializer::new(one))?;
                Ok(ListOrTable { items, table: None })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<ListOrTable<T>, A::Error> {
                let items = OneOrMany::deserialize(SeqAccessDeserializer::new(items))?;
                Ok(ListOrTable { items, table: None })
            }
        }
        from.deserialize_any(Visitor(PhantomData))
    }
}
