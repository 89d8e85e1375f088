//! The most common mistakes in YAML: takes text that could not be read, gives a specific message for each.
//!
//! Used only if YAML failed or a required key is missing, so that `时间：下午` in a text block is not reported
//! by mistake.

use std::ops::Range;

use super::scalar::{Scalar, Text};
use super::shape::{Field, Shape};
use super::signs;
use super::verify::Origin;
use crate::diag::{Diagnostic, PendingDiagnostic, Words, codes, words};

/// All such mistakes in `yaml`, whose keys are those of `shape`.
pub fn find(yaml: &str, shape: &Shape, origin: &Origin) -> Vec<PendingDiagnostic<'static>> {
    in_lines(yaml, shape, origin, |line| line.mistake())
}

/// Full-width signs between braces, where YAML needs its own.
pub fn full_width_signs(yaml: &str, shape: &Shape, origin: &Origin) -> Vec<PendingDiagnostic<'static>> {
    in_lines(yaml, shape, origin, |line| line.full_width_sign())
}

/// Texts that a `#` cuts short, as in `title: 停水 #3号楼`: YAML takes the rest for a comment. An intended
/// comment has a space after its `#`.
pub fn cut_texts(yaml: &str, shape: &Shape, origin: &Origin) -> Vec<PendingDiagnostic<'static>> {
    in_lines(yaml, shape, origin, |line| line.cut_text())
}

/// What `look` finds in each line that is not part of a block of text.
fn in_lines(
    yaml: &str,
    shape: &Shape,
    origin: &Origin,
    look: impl Fn(&SourceLine<'_>) -> Option<(Range<usize>, Diagnostic)>,
) -> Vec<PendingDiagnostic<'static>> {
    let mut keys = Vec::new();
    collect(shape, &mut keys);
    let mut found = Vec::new();
    let mut block_indent = None;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let in_block = block_indent.is_some_and(|outer| indent > outer || line.trim().is_empty());
        if !in_block {
            block_indent = opens_block(line).then_some(indent);
            let seen = look(&SourceLine { text: line.trim_end(), keys: &keys });
            let fault = |(span, d): (Range<usize>, Diagnostic)| {
                PendingDiagnostic::new(d.code, origin.span(&(at + span.start..at + span.end)), || d)
            };
            found.extend(seen.map(fault));
        }
        at += line.len();
    }
    found
}

/// The colon that was meant to end the key at the start of `text`, a name in which YAML included it: its
/// span, and what is wrong. In `{from：2026-03-02, days: 3}` it is after `from`. `more` is the rest of the
/// value.
pub fn glued(text: &str, more: &str, is_key: impl Fn(&str) -> bool) -> Option<(Range<usize>, Diagnostic)> {
    let at = text.find([':', '：'])?;
    let (key, wide) = (text[..at].trim(), text[at..].starts_with('：'));
    let behind = at + if wide { '：'.len_utf8() } else { 1 };
    let value = text[behind..].trim();
    if value.is_empty() || !is_key(key) {
        return None;
    }
    let value = format!("{value}{more}");
    Some((at..behind, if wide { full_width_colon(key, &value) } else { no_space(key, &value) }))
}

/// The first space at the start of `text` that YAML does not take for one, and what is wrong with it.
pub fn odd_space(text: &str) -> Option<(Range<usize>, Diagnostic)> {
    let indent = &text[..text.len() - text.trim_start().len()];
    let (at, space) = indent.char_indices().find(|(_, c)| matches!(c, '\u{A0}' | '\u{3000}'))?;
    let message = match space {
        '\u{3000}' => Words::fixed("缩进里有全角空格", "a full-width space in the indentation"),
        _ => Words::fixed("缩进里有不换行空格", "a non-breaking space in the indentation"),
    };
    let help = Words::fixed("请换成普通的半角空格，每层两个", "use ordinary spaces, two for each level");
    Some((at..at + space.len_utf8(), Diagnostic::new(&codes::TAB_IN_YAML, message).help(help)))
}

fn full_width_colon(key: &str, value: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::FULL_WIDTH_COLON,
        words!("“{key}”后面是全角冒号", "a full-width colon after `{key}`"),
    )
    .help(words!("请换成半角冒号加空格：{key}: {value}", "use a colon and a space: `{key}: {value}`"))
}

fn no_space(key: &str, value: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::MISSING_SPACE_AFTER_COLON,
        words!("“{key}:”后面缺一个空格", "no space after `{key}:`"),
    )
    .help(words!("请写成：{key}: {value}", "write `{key}: {value}`"))
}

fn opens_block(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['+', '-']);
    line.ends_with(": |") || line.ends_with(": >") || line.ends_with("- |") || line.ends_with("- >")
}

/// Whether `>` precedes a number, as in `>1/2` and `>=2/3`, and opens no block of text as in `>` and `>2-`.
fn compares(value: &str) -> bool {
    let Some(bound) = value.strip_prefix('>') else { return false };
    let first = bound.split_whitespace().next().unwrap_or_default();
    let header = first.trim_matches(['+', '-']);
    bound.starts_with(|c: char| c == '=' || c.is_ascii_digit()) && !(header.len() == 1 && header != "=")
}

/// What to write for a value: without the `>=` where a number alone says as much.
fn without_redundant_sign<'v>(value: &'v str, shape: &Shape) -> &'v str {
    let Shape::Scalar { check, .. } = shape else { return value };
    let bare = value
        .strip_prefix(">=")
        .map(str::trim)
        .filter(|bare| check(value).is_some() && check(bare).is_none());
    bare.unwrap_or(value)
}

fn collect(shape: &Shape, keys: &mut Vec<&'static Field>) {
    match shape {
        Shape::Map(fields) => {
            for field in *fields {
                keys.push(field);
                collect(&field.shape, keys);
            }
        }
        Shape::List(inner) | Shape::Pairs(inner) => collect(inner, keys),
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| collect(shape, keys)),
        Shape::Scalar { .. } | Shape::Again(_) | Shape::Any => {}
    }
}

struct SourceLine<'a> {
    text: &'a str,
    keys: &'a [&'static Field],
}

impl SourceLine<'_> {
    fn mistake(&self) -> Option<(Range<usize>, Diagnostic)> {
        self.tab()
            .or_else(|| self.odd_space())
            .or_else(|| self.alias())
            .or_else(|| self.sign())
            .or_else(|| self.full_width_colon())
            .or_else(|| self.no_space())
            .or_else(|| self.unquoted_colon())
    }

    fn is_key(&self, name: &str) -> bool {
        self.keys.iter().any(|field| field.is(name))
    }

    /// Where the key of this line starts, after indentation and list dashes.
    fn start(&self) -> usize {
        self.text.len() - self.text.trim_start().trim_start_matches("- ").trim_start().len()
    }

    fn tab(&self) -> Option<(Range<usize>, Diagnostic)> {
        let indent = self.text.len() - self.text.trim_start().len();
        let at = self.text[..indent].find('\t')?;
        let found = Diagnostic::new(
            &codes::TAB_IN_YAML,
            Words::fixed("缩进里有制表符（Tab）", "a tab in the indentation"),
        )
        .help(Words::fixed("请把 Tab 换成两个空格", "use two spaces instead of the tab"));
        Some((at..at + 1, found))
    }

    fn odd_space(&self) -> Option<(Range<usize>, Diagnostic)> {
        let (span, found) = odd_space(self.text)?;
        let rest = self.text.trim_start();
        // A text that continues on the next line may begin with such spaces.
        let is_key = || rest.find([':', '：']).is_some_and(|end| self.is_key(rest[..end].trim_end()));
        (rest.starts_with("- ") || is_key()).then_some((span, found))
    }

    fn alias(&self) -> Option<(Range<usize>, Diagnostic)> {
        let start = self.start();
        let (key, rest) = self.text[start..].split_once(": ")?;
        let value = rest.trim_start();
        let at = self.text.len() - value.len();
        let field = self.keys.iter().find(|field| field.is(key.trim()))?;
        (value.starts_with(['*', '&', '!']) || compares(value)).then(|| {
            let meant = without_redundant_sign(value, &field.shape);
            let found = Diagnostic::new(
                &codes::ALIAS_IN_YAML,
                words!(
                    "“{key}”的值以 {sign} 开头，YAML 会当成别的意思",
                    "the value of `{key}` starts with {sign}, which means something else in YAML",
                    sign = &value[..1]
                ),
            )
            .help(words!(
                "请给整段文字加引号：{key}: '{meant}'",
                "put the text in quotes: `{key}: '{meant}'`"
            ));
            (at..at + 1, found)
        })
    }

    /// The key of this line, if it has one, and its value with the place of that; a line of a list may be
    /// just a value.
    fn value(&self) -> Option<(Option<&'static Field>, &str, usize, &str)> {
        let text = &self.text[self.start()..];
        let (key, rest) = text.split_once(": ").unwrap_or_default();
        let value = rest.trim_start();
        match self.keys.iter().find(|field| field.is(key.trim())) {
            Some(field) => Some((Some(field), key.trim(), self.text.len() - value.len(), value)),
            None if self.text.trim_start().starts_with("- ") => Some((None, "", self.start(), text)),
            None => None,
        }
    }

    /// A sign in the text that YAML takes for syntax.
    fn sign(&self) -> Option<(Range<usize>, Diagnostic)> {
        let (field, key, at, value) = self.value()?;
        let value = signs::without_comment(value);
        let key = field.map(|_| key);
        let is_text = field
            .is_some_and(|field| matches!(field.shape, Shape::Scalar { what, .. } if what == Text::WHAT));
        let found = signs::at_start(key, value, is_text).or_else(|| signs::inner_quote(key, value));
        let (span, found) = found.or_else(|| signs::full_width(key, value, |name| self.is_key(name)))?;
        Some((at + span.start..at + span.end, found))
    }

    fn full_width_sign(&self) -> Option<(Range<usize>, Diagnostic)> {
        let (field, key, at, value) = self.value()?;
        let (span, found) =
            signs::full_width(field.map(|_| key), signs::without_comment(value), |name| self.is_key(name))?;
        Some((at + span.start..at + span.end, found))
    }

    fn full_width_colon(&self) -> Option<(Range<usize>, Diagnostic)> {
        let start = self.start();
        let at = start + self.text[start..].find('：')?;
        let key = self.text[start..at].trim();
        self.is_key(key).then(|| {
            let value = self.text[at + '：'.len_utf8()..].trim();
            (at..at + '：'.len_utf8(), full_width_colon(key, value))
        })
    }

    fn no_space(&self) -> Option<(Range<usize>, Diagnostic)> {
        let start = self.start();
        let at = start + self.text[start..].find(':')?;
        let (key, value) = (self.text[start..at].trim(), &self.text[at + 1..]);
        (self.is_key(key) && !value.is_empty() && !value.starts_with([' ', '\t']))
            .then(|| (at..at + 1, no_space(key, value)))
    }

    fn cut_text(&self) -> Option<(Range<usize>, Diagnostic)> {
        let (key, value) = self.text[self.start()..].split_once(": ")?;
        let value = value.trim_start();
        let hash = value.find(" #")? + 1;
        let field = self.keys.iter().find(|field| field.is(key.trim()))?;
        let is_text = matches!(field.shape, Shape::Scalar { what, .. } if what == Text::WHAT);
        let is_meant =
            value[hash + 1..].starts_with(|c: char| c.is_whitespace() || c == '#') || value.ends_with('#');
        if !is_text || is_meant || value.starts_with(['"', '\'', '[', '{', '|', '>', '#']) {
            return None;
        }
        let quoted = value.replace('\'', "''");
        let found = Diagnostic::new(
            &codes::HASH_IN_TEXT,
            words!(
                "“{key}”的文字到这里为止，# 后面当成了注释",
                "the text of `{key}` ends here: what follows the `#` is read as a comment"
            ),
        )
        .help(words!(
            "请给整段文字加引号：{key}: '{quoted}'；真是注释的，# 后面加一个空格",
            "put the text in quotes: `{key}: '{quoted}'`; if it is a comment, put a space after the `#`"
        ));
        let at = self.text.len() - value.len() + hash;
        Some((at..at + 1, found))
    }

    fn unquoted_colon(&self) -> Option<(Range<usize>, Diagnostic)> {
        let start = self.start();
        let at = start + self.text[start..].find(": ")?;
        let key = self.text[start..at].trim();
        let value_start = at + 2 + (self.text[at + 2..].len() - self.text[at + 2..].trim_start().len());
        let value = self.text[value_start..].split(" #").next().unwrap_or_default().trim_end();
        if !self.is_key(key) || value.starts_with(['"', '\'', '[', '{', '|', '>']) {
            return None;
        }
        let inner = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
        let quoted = value.replace('\'', "''");
        let found = Diagnostic::new(
            &codes::UNQUOTED_COLON,
            words!(
                "“{key}”的文字里有冒号加空格，YAML 会当成新的字段",
                "the text of `{key}` holds a colon and a space, which YAML reads as another key"
            ),
        )
        .help(words!("请给整段文字加引号：{key}: '{quoted}'", "put the text in quotes: `{key}: '{quoted}'`"));
        Some((value_start + inner..value_start + inner + 1, found))
    }
}
