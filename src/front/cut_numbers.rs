//! Numbers between braces that a comma splits, as in `{issued: 1,604}`: takes the pairs that YAML reads
//! there, in which `604` is a key, gives each number as it was meant. Used only if there is something to
//! report.

use std::ops::Range;

use super::node::{YamlData, YamlNode};
use crate::diag::{Diagnostic, codes, words};

/// The split numbers of one mapping, in order.
#[derive(Debug, Default)]
pub(super) struct CutNumbers(pub(super) Vec<CutNumber>);

/// A split number.
#[derive(Debug)]
pub(super) struct CutNumber {
    /// The index of the pair whose value is its beginning.
    pub(super) start: usize,
    /// The index of the pair whose key is its end.
    end: usize,
    /// The bytes of the whole number.
    pub(super) span: Range<usize>,
}

impl CutNumbers {
    /// Finds split numbers among the pairs of a mapping in `yaml`.
    pub(super) fn of(pairs: &[(YamlNode, YamlNode)], yaml: &str) -> CutNumbers {
        let mut found: Vec<CutNumber> = Vec::new();
        for (at, (key, value)) in pairs.iter().enumerate().skip(1) {
            let is_rest = value.is_empty() && is_thousands(key);
            // With a space after the comma, it is a key that was meant as one.
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

    /// The pairs without those that belong to a split number.
    pub(super) fn whole<'n>(
        &self,
        pairs: &'n [(YamlNode, YamlNode)],
    ) -> impl Iterator<Item = &'n (YamlNode, YamlNode)> {
        // There may be many; they are in order.
        let is_rest = |at: usize| {
            let begun = self.0.partition_point(|number| number.start < at);
            self.0[..begun].last().is_some_and(|number| at <= number.end)
        };
        pairs.iter().enumerate().filter(move |(at, _)| !is_rest(*at)).map(|(_, pair)| pair)
    }
}

/// One to three digits, as before the first comma in a number.
fn is_beginning(node: &YamlNode) -> bool {
    let YamlData::Scalar { text, plain: true } = &node.data else { return false };
    let digits = text.trim_start_matches(['-', '+']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Three digits, with decimals if it ends a number.
fn is_thousands(node: &YamlNode) -> bool {
    let YamlData::Scalar { text, plain: true } = &node.data else { return false };
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    whole.len() == 3 && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit())
}

/// The diagnostic for a split `number` after `key`.
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
