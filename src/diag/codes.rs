//! The catalogue of general mistakes: what can be wrong with any file, record, setting, theme or output
//! folder.
//!
//! Each area is a table; mistakes that only one kind of record can have are in the module of that kind.
//! This module only holds texts: it neither checks anything nor chooses a code.

pub mod accessibility;
pub mod config;
pub mod front_matter;
pub mod links;
pub mod markdown;
pub mod output;
pub mod photo;
pub mod places;
pub mod poster;
pub mod preview;
pub mod privacy;
pub mod reading;
pub mod record;
pub mod seal;
pub mod tables;
pub mod theme;
pub mod translation;
pub mod values;

pub use accessibility::*;
pub use config::*;
pub use front_matter::*;
pub use links::*;
pub use markdown::*;
pub use output::*;
pub use photo::*;
pub use places::*;
pub use poster::*;
pub use preview::*;
pub use privacy::*;
pub use reading::*;
pub use record::*;
pub use seal::*;
pub use tables::*;
pub use theme::*;
pub use translation::*;
pub use values::*;

use super::Code;

/// Every area by name, with its codes, in the order in which a build meets them.
pub static ALL: [(&str, &[&Code]); 18] = [
    ("reading", reading::ALL),
    ("config", config::ALL),
    ("front-matter", front_matter::ALL),
    ("values", values::ALL),
    ("record", record::ALL),
    ("tables", tables::ALL),
    ("places", places::ALL),
    ("translation", translation::ALL),
    ("privacy", privacy::ALL),
    ("links", links::ALL),
    ("photo", photo::ALL),
    ("markdown", markdown::ALL),
    ("theme", theme::ALL),
    ("accessibility", accessibility::ALL),
    ("poster", poster::ALL),
    ("output", output::ALL),
    ("seal", seal::ALL),
    ("preview", preview::ALL),
];

/// Every general code, by area.
pub fn all() -> impl Iterator<Item = &'static Code> {
    ALL.iter().flat_map(|(_, area)| area.iter().copied())
}

/// The general code with this id.
pub fn find(id: &str) -> Option<&'static Code> {
    all().find(|code| code.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_id_is_kebab_case_and_unique() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code.id), "{} is a duplicate", code.id);
            let parts = code.id.split('-');
            assert!(
                parts.clone().all(|part| !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
                "{}",
                code.id
            );
            assert_eq!(find(code.id), Some(code));
        }
    }

    #[test]
    fn every_code_says_everything_in_both_languages() {
        for code in all() {
            for words in [&code.title, &code.rule, &code.source] {
                assert!(!words.zh.trim().is_empty() && !words.en.trim().is_empty(), "{}", code.id);
                let doubled = words.zh.contains("  ") || words.en.contains("  ");
                assert!(!doubled, "{}: {}", code.id, words.en);
                assert!(!words.zh.is_ascii(), "{}: {}", code.id, words.zh);
            }
            assert!(!code.title.zh.ends_with('。') && !code.title.en.ends_with('.'), "{}", code.id);
        }
    }

    #[test]
    fn examples_for_readers_of_english_are_in_english() {
        for code in all() {
            let han = |text: &str| text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
            assert!(
                !han(&code.wrong.en) && !han(&code.right.en),
                "{}: {} {}",
                code.id,
                code.wrong.en,
                code.right.en
            );
        }
    }

    #[test]
    fn every_code_shows_a_wrong_and_a_right_example() {
        for code in all() {
            assert_ne!(code.wrong, code.right, "{}", code.id);
            for example in [&code.wrong, &code.right] {
                assert!(!example.zh.trim().is_empty() && !example.en.trim().is_empty(), "{}", code.id);
            }
        }
    }
}
