//! Numbers between braces that a comma cuts in two, as in `{issued: 1,604}`: takes the pairs that YAML makes
//! of them, among which `604` is a key, gives each number as it was meant. Asked only when there is something
//! to report.

use std::ops::Range;

use super::node::{YamlData, YamlNode};
use crate::diag::{Diagnostic, codes, words};

/// The numbers of one mapping that are cut in two, in order.
#[derive(Debug, Default)]
pub(super) struct CutNumbers(pub(super) Vec<CutNumber>);

/// A number that is cut in two.
#[derive(Debug)]
pub(super) struct CutNumber {
    /// The place of the pair whose value is its beginning.
    pub(super) start: usize,
    /// The place of the pair whose key is its end.
    end: usize,
    /// The bytes of all of it.
    pub(super) span: Range<usize>,
}

impl CutNumbers {
    /// Finds numbers cut in two among the pairs of a mapping in `yaml`.
    pub(super) fn of(pairs: &[(YamlNode, YamlNode)], yaml: &str) -> CutNumbers {
        let mut found: Vec<CutNumber> = Vec::new();
        for (at, (key, value)) in pairs.iter().enumerate().skip(1) {
            let is_rest = value.is_empty() && is_thousands(key);
            // With a space behind the comma it is a key that somebody meant to write.
            let comma = key.span.start.checked_sub(1).filter(|at| yaml.as_bytes().get(*at) == Some(&b','));
            let Some(comma) = comma.filter(|_| is_rest) else { continue };
            let before = &pairs[at - 1].1;
            match found.last_mut() {
                Some(last) if last.end + 1 == at && last.span.end == comma => {
                    (last.end, last.span.end) = (at, key.span.end);
                }
                _ if before.span.end == comma && is_beginning(before) => {
                    found.push(CutNumber { start: at - 1, end: at, span: before.span.start..key.span.end });
                }
                _ => {}
            }
        }
        CutNumbers(found)
    }

    /// The pairs without those that are parts of such a number.
    pub(super) fn whole<'n>(
        &self,
        pairs: &'n [(YamlNode, YamlNode)],
    ) -> impl Iterator<Item = &'n (YamlNode, YamlNode)> {
        // They may be many, and are in order.
        let is_rest = |at: usize| {
            let begun = self.0.partition_point(|number| number.start < at);
            self.0[..begun].last().is_some_and(|number| at <= number.end)
        };
        pairs.iter().enumerate().filter(move |(at, _)| !is_rest(*at)).map(|(_, pair)| pair)
    }
}

/// One to three digits, as before the first comma of a number.
fn is_beginning(node: &YamlNode) -> bool {
    let YamlData::Scalar { text, plain: true } = &node.data else { return false };
    let digits = text.trim_start_matches(['-', '+']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Three digits, and decimals where it ends a number.
fn is_thousands(node: &YamlNode) -> bool {
    let YamlData::Scalar { text, plain: true } = &node.data else { return false };
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    whole.len() == 3 && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit())
}

/// The fault of a `number` after `key`.
pub(super) fn cut_in_two(key: &str, number: &str) -> Diagnostic {
    let message = words!(
        "花括号里逗号用来分开各项，“{number}”在这里断成了两项",
        "between braces a comma separates fields, so `{number}` is cut in two here"
    );
    let bare = number.replace(',', "");
    Diagnostic::new(&codes::WRONG_TYPE, message).help(words!(
        "请写成：{key}: {bare}，或加引号：{key}: \"{number}\"",
        "write `{key}: {bare}`, or put it in quotes: `{key}: \"{number}\"`"
    ))
}
