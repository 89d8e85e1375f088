//! A fast path for front matter that consists of plain lines, as most does: takes its text, gives the typed
//! struct, or none as soon as anything needs a YAML parser.
//!
//! What is read here is what `serde_yaml` would read, which a test verifies; everything else, and every
//! mistake, is left to it. A plain line is a key, a colon, a space, and a value: words that YAML takes
//! literally, words in double quotes without an escape, or a list of literal words in brackets. Without it
//! a build of 2,000 records takes a tenth more instructions (callgrind).

use memchr::{memchr, memchr2_iter};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::bytes::ByteSet;

/// Reads plain lines as `T`; none if a line is not plain, or does not fit `T`.
pub(super) fn read<T: DeserializeOwned>(yaml: &str) -> Option<T> {
    if !is_printed(yaml) {
        return None;
    }
    let lines: Vec<(&str, PlainValue<'_>)> =
        yaml.lines().filter(|line| !line.is_empty()).map(line).collect::<Option<_>>()?;
    // An empty text is not a mapping.
    lines.first()?;
    T::deserialize(MapDeserializer::new(lines.into_iter())).ok()
}

fn line(line: &str) -> Option<(&str, PlainValue<'_>)> {
    let (key, value) = line.split_at(memchr(b':', line.as_bytes())?);
    let value = value.strip_prefix(": ")?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || is_han(c));
    is_key.then_some((key, value_of(value.trim_matches(' '))?))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Whether YAML accepts every character of the text.
fn is_printed(yaml: &str) -> bool {
    // The bytes nearly always decide: few other characters begin with these. `fold`, not `any`: without an
    // early exit the compiler uses vector instructions.
    let unclear = |byte: u8| (byte < b' ' && byte != b'\n') || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF);
    !yaml.bytes().fold(false, |found, byte| found | unclear(byte))
        || yaml.lines().all(|line| line.chars().all(is_in_line))
}

/// Whether YAML accepts it within a line, and not as the end of one.
fn is_in_line(c: char) -> bool {
    let narrow = matches!(c, ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202A}'..='\u{FEFE}');
    narrow || matches!(c, '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Bytes with a meaning anywhere between brackets; those with one between quotes; and those that may nest.
const LISTED: ByteSet = ByteSet::of(b"[]{}:?\"'");
const QUOTED: ByteSet = ByteSet::of(b"\"\\[]{}");
const BRACKETS: ByteSet = ByteSet::of(b"[]{}");

fn value_of(text: &str) -> Option<PlainValue<'_>> {
    if let Some(inside) = text.strip_prefix('"') {
        return inside
            .strip_suffix('"')
            .filter(|words| !QUOTED.contains_any_of(words))
            .map(PlainValue::Quoted);
    }
    if let Some(inside) = text.strip_prefix('[') {
        let items = inside.strip_suffix(']')?;
        let plain = |item: &str| is_plain(item.trim_matches(' '));
        return (!LISTED.contains_any_of(items) && items.split(',').all(plain))
            .then_some(PlainValue::List(items));
    }
    // Brackets would be literal here; whether they are nested too deeply is checked elsewhere.
    (!BRACKETS.contains_any_of(text) && is_plain(text)).then_some(PlainValue::Bare(text))
}

/// Whether YAML takes these words literally: none of its signs begins, ends or splits them, and they are
/// not its word for null.
fn is_plain(words: &str) -> bool {
    let stands = |first: char| first.is_ascii_alphanumeric() || !first.is_ascii();
    let bytes = words.as_bytes();
    let is_sign = |at: usize| match bytes[at] {
        b':' => bytes.get(at + 1).is_none_or(|next| *next == b' '),
        _ => at > 0 && bytes[at - 1] == b' ',
    };
    words.starts_with(stands)
        && !memchr2_iter(b':', b'#', bytes).any(is_sign)
        && !matches!(words, "null" | "Null" | "NULL")
}

/// A value.
enum PlainValue<'t> {
    /// Literal words, which may be a number or a boolean.
    Bare(&'t str),
    /// Words in quotes.
    Quoted(&'t str),
    /// Words between brackets, with commas.
    List(&'t str),
}

impl<'de, 't> IntoDeserializer<'de> for PlainValue<'t> {
    type Deserializer = PlainValue<'t>;
    fn into_deserializer(self) -> PlainValue<'t> {
        self
    }
}

impl<'de> Deserializer<'de> for PlainValue<'_> {
    type Error = Error;

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            PlainValue::Bare(words) | PlainValue::Quoted(words) => visitor.visit_str(words),
            PlainValue::List(_) => Err(unclear()),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            // Neither a number nor a boolean.
            PlainValue::Bare(words) if !words.is_ascii() => visitor.visit_str(words),
            PlainValue::Quoted(words) => visitor.visit_str(words),
            PlainValue::List(items) => visitor.visit_seq(SeqDeserializer::new(
                items.split(',').map(|item| PlainValue::Bare(item.trim_matches(' '))),
            )),
            PlainValue::Bare(_) => Err(unclear()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            PlainValue::List(_) => self.deserialize_any(visitor),
            PlainValue::Bare(_) | PlainValue::Quoted(_) => Err(unclear()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn unclear() -> Error {
    Error::custom("for a YAML parser to tell")
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use serde::Deserialize;

    use super::read;
    use crate::front::scalar::{Amount, Count, Day, Flag, Moment, Text};
    use crate::front::shape::AnyValue;
    use crate::record::common::{Attachment, PaperSize, PosterChoice, TextList};

    /// A value for each way in which types deserialize.
    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    #[allow(dead_code)]
    struct Probe {
        #[serde(alias = "标题")]
        title: Option<Text>,
        sum: Option<Amount>,
        count: Option<Count>,
        draft: Option<Flag>,
        date: Option<Day>,
        at: Option<Moment>,
        topics: Option<TextList>,
        words: Option<Vec<Text>>,
        poster: Option<PosterChoice>,
        files: Option<Vec<Attachment>>,
        size: Option<PaperSize>,
        days: Option<Vec<Day>>,
        extra: Option<AnyValue>,
        float: Option<f64>,
        name: Option<String>,
    }

    #[test]
    fn what_most_records_hold_is_read() {
        let yaml = "标题: 停水: \ndate: 2026-03-02";
        assert!(read::<Probe>(yaml).is_none());
        let yaml = "title: \"关于2号楼: 停水\"\r\n\r\ndate: 2026-03-02  \ntopics: [电梯, 3号楼 ]\nsum: 3000.00\n\
                    draft: true\n";
        let read = read::<Probe>(yaml).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", serde_yaml::from_str::<Probe>(yaml).unwrap()));
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_parser() {
        let lines = [
            "",
            "title:",
            "title: ",
            "title: ~",
            "title: null",
            "title: -1",
            "title: 'a'",
            "title: \"a\\n\"",
            "title: a #b",
            "title: a: b",
            "title: a:",
            "title: &a b",
            "title: *a",
            "title: !a b",
            "title: |",
            "title: a\n  b",
            " title: a",
            "title : a",
            "title:\ta",
            "title: a\tb",
            "title: a\u{85}b",
            "title: a\u{2028}b",
            "words: []",
            "words: [a, ]",
            "words: [[a]]",
            "words: [a: b]",
            "words: [\"a\"]",
            "words: [a] # b",
            "words: {a}",
            "topics: 2026",
            "poster: true",
            "extra: 3.50",
            "extra: [1]",
            "name: a",
            "title: a\ntitle: b",
            "title: a\n标题: b",
            "unknown: a",
            "sum: a",
            "--- a",
            "title: a\n---\ntitle: b",
            "? a",
            "\u{feff}title: a",
        ];
        for yaml in lines {
            assert!(read::<Probe>(yaml).is_none(), "{yaml:?}");
        }
    }

    #[test]
    fn what_is_read_is_what_the_parser_reads() {
        let (config, taken) = (
            ProptestConfig { cases: 50_000, failure_persistence: None, ..ProptestConfig::default() },
            Cell::new(0),
        );
        let agree = |yaml: String| {
            if let Some(read) = read::<Probe>(&yaml) {
                taken.set(taken.get() + 1);
                let parsed = serde_yaml::from_str::<Probe>(&yaml);
                prop_assert!(parsed.is_ok(), "the parser refuses {yaml:?}: {parsed:?}");
                prop_assert_eq!(format!("{read:?}"), format!("{:?}", parsed.unwrap()), "{:?}", yaml);
            }
            Ok(())
        };
        TestRunner::new(config).run(&lines(), agree).unwrap();
        println!("{} of 50,000 were plain", taken.get());
        assert!(taken.get() > 2_000, "only {} were plain", taken.get());
    }

    /// Lines of keys and values composed of signs that have a meaning in YAML, and of some that seem to.
    fn lines() -> impl Strategy<Value = String> {
        let of = |words: &'static [&'static str]| prop::sample::select(words);
        let key = prop_oneof![
            3 => of(&["title", "标题", "topics", "words", "files", "extra"]),
            1 => of(&["sum", "count", "draft", "date", "days", "at", "size", "poster", "float",
                      "name", "null", ""]),
        ];
        let colon = prop_oneof![8 => Just(": "), 1 => of(&[":", ":  ", " : ", ":\t", "： "])];
        let piece = prop_oneof![
            3 => of(&["通知", "停水", "2026", "3.50", "2026-03-02", "true", "否", "a", "A4", "e", " ", "-",
                      "_", "\u{a0}", "\u{3000}", "😀", "—", "："]),
            1 => of(&[
                "null", "~", "09:30", "0x1F", "1_000", ".inf", "+", ":", ": ", "#", " #", ",", ", ",
                "[", "]", "{", "}", "\"", "'", "\\", "&",
                "*", "!", "|", ">", "%", "@", "`", "?", "=", "<<", "  ", "\t", "\u{85}", "\u{2028}",
                "\u{feff}", "\u{fffd}", "\u{7f}",
            ]),
        ];
        let words = prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat());
        let list =
            prop::collection::vec(words.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        let value = prop_oneof![words.clone(), words.clone().prop_map(|words| format!("\"{words}\"")), list];
        let end = prop_oneof![6 => of(&["\n", "\r\n", "\n\n", " \n"]), 1 => of(&["\n ", "\r", ""])];
        let line =
            (key, colon, value, end).prop_map(|(key, colon, value, end)| [key, colon, &value, end].concat());
        prop::collection::vec(line, 1..4).prop_map(|lines| lines.concat())
    }
}
