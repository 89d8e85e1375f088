//! People whom a document names where few people look: its author, its last editor, and those of comments
//! and tracked changes. Takes a file's bytes and reads a limited part of them; a document that cannot be
//! read names nobody.

mod office;
mod pdf;

use std::collections::BTreeSet;

use super::{DocumentPart, NamedPerson, extension};

/// The most names that are reported for one document.
const MOST: usize = 12;

/// The longest name, in characters; a longer text is not a name.
const LONGEST: usize = 60;

/// What programs write where nobody gave a name.
const NOBODY: &str = "admin|administrator|anonymous|apache poi|author|libreoffice|lenovo|microsoft|\
    microsoft corporation|microsoft office user|none|openpyxl|python-docx|root|un-named|unknown|user|\
    windows user|windows 用户|wps office|xlsxwriter|微软用户|微软中国|用户|作者|匿名";

/// The people whom a document names, sorted, without duplicates.
pub(super) fn names(name: &str, bytes: &[u8]) -> Vec<NamedPerson> {
    let mut found = PeopleNamed::default();
    match &*extension(name) {
        "docx" | "docm" | "dotx" | "xlsx" | "xlsm" | "pptx" | "pptm" | "odt" | "ods" | "odp" => {
            office::names(bytes, &mut found);
        }
        "pdf" => pdf::names(bytes, &mut found),
        _ => {}
    }
    found.0.into_iter().take(MOST).collect()
}

/// The people found so far.
#[derive(Default)]
struct PeopleNamed(BTreeSet<NamedPerson>);

impl PeopleNamed {
    fn add(&mut self, part: DocumentPart, name: &str) {
        let name = name.trim();
        let is_name = !name.is_empty()
            && name.chars().count() <= LONGEST
            && !name.chars().any(char::is_control)
            && !NOBODY.split('|').any(|nobody| nobody == name.to_lowercase());
        if is_name {
            self.0.insert(NamedPerson { part, name: name.into() });
        }
    }
}
