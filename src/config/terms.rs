//! `terms`: one spelling for each name. Takes the settings, gives the right and the wrong spellings; finds
//! wrong ones in a text.

use std::ops::Range;

use memchr::memmem;

use crate::front::OneOrMany;
use crate::front::scalar::Text;
use crate::front::shape::fields;

fields! {
    /// How a name or a word is written on this site.
    #[derive(PartialEq)]
    pub struct TermRule {
        /// what is written
        r#use "用" "写成什么" ! Text,
        /// what is not
        not "不用" "不写成什么" ! OneOrMany<Text>,
    }
}

/// A word for which the site has another spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct OtherTerm<'t> {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The word as written.
    pub written: &'t str,
    /// The right spelling.
    pub right: &'t str,
}

/// The words in a text for which this site has another spelling, in order. A wrong spelling that is part of
/// the right one is accepted, and addresses and code are left alone.
pub fn other_terms<'t>(text: &str, rules: &'t [TermRule]) -> Vec<OtherTerm<'t>> {
    let mut found = Vec::new();
    for rule in rules {
        for not in rule.not.iter().filter(|not| !not.is_empty()) {
            let inside: Vec<usize> = memmem::find_iter(rule.r#use.as_bytes(), not.as_bytes()).collect();
            let is_right = |at: usize| {
                let begins = inside.iter().filter_map(|inside| at.checked_sub(*inside));
                begins.clone().any(|start| text.as_bytes()[start..].starts_with(rule.r#use.as_bytes()))
            };
            let places = memmem::find_iter(text.as_bytes(), not.as_bytes())
                .filter(|at| !is_right(*at) && is_prose(text, *at));
            found.extend(places.map(|at| OtherTerm {
                span: at..at + not.len(),
                written: not,
                right: &rule.r#use,
            }));
        }
    }
    found.sort_by_key(|term| term.span.start);
    found
}

/// How far before a word an address or code is looked for, in bytes: lines may be as long as a file.
const MOST_BEFORE: usize = 512;

/// Whether the text there is prose, and neither an address nor code.
fn is_prose(text: &str, at: usize) -> bool {
    let before = &text[text.floor_char_boundary(at.saturating_sub(MOST_BEFORE))..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = line.rsplit(|c: char| c.is_whitespace() || !c.is_ascii()).next().unwrap_or_default();
    let is_open = |begin: &str, end: char| {
        line.rfind(begin).is_some_and(|begun| !line[begun + begin.len()..].contains(end))
    };
    let is_code = line.matches('`').count() % 2 == 1;
    !(is_code || is_open("](", ')') || word.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_spelling_is_never_reported_though_it_holds_a_wrong_one() {
        let rules: Vec<TermRule> =
            serde_yaml::from_str("[{use: 新禾苑小区, not: [新禾苑, 新和苑]}, {use: 居委会, not: 居委}]")
                .unwrap();
        let text = "新禾苑小区居委会：新和苑、新禾苑的居委。";
        let found = other_terms(text, &rules);
        let said: Vec<(&str, &str)> = found.iter().map(|one| (one.written, one.right)).collect();
        assert_eq!(said, [("新和苑", "新禾苑小区"), ("新禾苑", "新禾苑小区"), ("居委", "居委会")]);
        assert_eq!(&text[found[2].span.clone()], "居委");
    }

    #[test]
    fn addresses_and_code_are_left_alone() {
        let rules: Vec<TermRule> = serde_yaml::from_str("[{use: Committee, not: RC}]").unwrap();
        let text = "[RC](https://example.org/RC) `RC` https://example.org/RC，RC\n见 `x` RC（RC）";
        let found: Vec<usize> = other_terms(text, &rules).iter().map(|one| one.span.start).collect();
        let at = |nth: usize| text.match_indices("RC").nth(nth).unwrap().0;
        assert_eq!(found, [0, 4, 5, 6].map(at));
    }
}
