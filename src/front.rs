//! Front matter and `site.yaml`: takes YAML text and its expected form, gives typed values or every mistake
//! in it.
//!
//! [`shape`] generates a typed struct together with its table of fields, [`matter`] reads, and [`verify`]
//! explains what could not be read. Nothing here touches a file, and no value passes through a float.

pub mod check;
mod cut_numbers;
pub mod fields;
pub mod list;
pub mod list_or_table;
pub mod matter;
mod mistakes;
mod node;
mod plain;
pub mod prose;
pub mod scalar;
pub mod shape;
mod signs;
pub mod table;
pub mod texts;
pub mod verify;
mod words_for;

pub use list::{DelimitedList, ListItem, OneOrMany};
pub use list_or_table::{FieldTable, FromTable, ListOrTable};
pub use matter::FrontMatter;
pub use verify::Origin;
