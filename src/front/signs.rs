//! Signs in a text that YAML takes for syntax: a quote inside quotes, `@` or `- ` at the start, and the
//! full-width signs that a Chinese input method types between braces. Takes a value as it is in its line,
//! gives the span of the sign, what is wrong, and the corrected line.

use std::ops::Range;

use crate::diag::{Diagnostic, codes, words};

/// A sign in the value, and what is wrong with it.
pub(super) type Sign = (Range<usize>, Diagnostic);

/// A text whose first characters have a meaning in YAML: `@全体居民`, `%50`, `- 停水`, `[重要] 停水`.
pub(super) fn at_start(key: Option<&str>, value: &str, is_text: bool) -> Option<Sign> {
    let bracket = || is_text && (goes_on(value, '[', ']') || goes_on(value, '{', '}'));
    let starts = value.starts_with(['@', '`', '%', ']', '}', ','])
        || value.starts_with("- ")
        || value.starts_with("? ")
        || bracket();
    let sign = value.chars().next().filter(|_| starts)?;
    let message = match key {
        Some(key) => words!(
            "“{key}”的文字以 {sign} 开头，YAML 会当成别的意思",
            "the text of `{key}` starts with {sign}, which means something else in YAML"
        ),
        None => words!(
            "这段文字以 {sign} 开头，YAML 会当成别的意思",
            "this text starts with {sign}, which means something else in YAML"
        ),
    };
    let line = with_key(key, &quoted(value));
    let help = words!("请给整段文字加引号：{line}", "put the text in quotes: `{line}`");
    Some((0..sign.len_utf8(), Diagnostic::new(&codes::SIGN_AT_START, message).help(help)))
}

/// Whether more text follows the closing bracket.
fn goes_on(value: &str, open: char, close: char) -> bool {
    value.starts_with(open)
        && value.rfind(close).is_some_and(|end| {
            let rest = value[end + close.len_utf8()..].trim_start();
            !rest.is_empty() && !rest.starts_with('#')
        })
}

/// A text in quotes that contains such a quote, which ends it early: `'Residents' meeting'`, `"关于"3号楼"停水"`.
pub(super) fn inner_quote(key: Option<&str>, value: &str) -> Option<Sign> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = closing(value, quote)?;
    let rest = &value[end + 1..];
    if rest.trim().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with(' ') {
        return None;
    }
    let inner =
        value.strip_suffix(quote).filter(|inner| inner.len() > end).map_or(value, |inner| &inner[1..]);
    let line = with_key(key, &quoted(inner));
    let message =
        words!("引号里又有 {quote}，文字在这里就断了", "a {quote} inside the quotes ends the text here");
    let help = words!("请写成：{line}；里面的引号也可以用“”", "write `{line}`, or use “ and ” inside");
    Some((end..end + 1, Diagnostic::new(&codes::QUOTE_IN_TEXT, message).help(help)))
}

/// Where a text in quotes ends.
fn closing(value: &str, quote: char) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == '"' => at += 1,
            b'\'' if quote == '\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            _ if char::from(*byte) == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Full-width signs where YAML needs its own: `{from: 2026-03-02，days: 7}`, `｛from: 2026-03-02, days: 7｝`.
pub(super) fn full_width(key: Option<&str>, value: &str, is_key: impl Fn(&str) -> bool) -> Option<Sign> {
    let is_mapping = value.starts_with(['{', '｛']) && value.ends_with(['}', '｝']);
    if !is_mapping || !value.contains(['｛', '｝', '，', '：', '；', '、']) {
        return None;
    }
    let (mut out, mut first, mut quote) = (String::new(), None, None);
    for (at, c) in value.char_indices() {
        if quote.is_some() || matches!(c, '"' | '\'') {
            quote = if quote.is_none() { Some(c) } else { quote.filter(|open| *open != c) };
            out.push(c);
            continue;
        }
        let meant = match c {
            '｛' => "{",
            '｝' => "}",
            '，' | '；' | '、' if starts_with_key(&value[at + c.len_utf8()..], &is_key) => ", ",
            '：' if ends_with_key(&value[..at], &is_key) => ": ",
            _ => {
                out.push(c);
                continue;
            }
        };
        // A colon without other such signs is reported when the keys are read.
        first = first.or((c != '：').then_some((at, c)));
        out.truncate(out.trim_end().len());
        out.push_str(meant);
    }
    let (at, sign) = first?;
    let line = with_key(key, &out.replace(",  ", ", ").replace(":  ", ": "));
    let message = words!(
        "花括号里的“{sign}”是全角的，YAML 不认",
        "YAML does not recognise the full-width “{sign}” between braces"
    );
    let help = words!("请换成半角：{line}", "use ASCII punctuation: `{line}`");
    Some((at..at + sign.len_utf8(), Diagnostic::new(&codes::FULL_WIDTH_SIGN, message).help(help)))
}

/// The most characters of a key with the spaces around it, so that a long value is not searched again at
/// each of its signs.
const LONGEST_KEY: usize = 64;

fn starts_with_key(text: &str, is_key: impl Fn(&str) -> bool) -> bool {
    let mut first = text.char_indices().take(LONGEST_KEY);
    first.find(|(_, c)| matches!(c, ':' | '：')).is_some_and(|(end, _)| is_key(text[..end].trim()))
}

fn ends_with_key(text: &str, is_key: impl Fn(&str) -> bool) -> bool {
    let mut last = text.char_indices().rev().take(LONGEST_KEY);
    let sign = last.find(|(_, c)| matches!(c, '{' | '｛' | ',' | '，' | '；' | '、'));
    sign.is_some_and(|(at, sign)| is_key(text[at + sign.len_utf8()..].trim()))
}

fn with_key(key: Option<&str>, value: &str) -> String {
    match key {
        Some(key) => format!("{key}: {value}"),
        None => format!("- {value}"),
    }
}

/// A text in a kind of quotation marks that it does not contain.
pub(super) fn quoted(text: &str) -> String {
    match (text.contains('\''), text.contains(['"', '\\'])) {
        (true, false) => format!("\"{text}\""),
        _ => format!("'{}'", text.replace('\'', "''")),
    }
}

/// The value without a comment at its end.
pub(super) fn without_comment(value: &str) -> &str {
    value.split(" #").next().unwrap_or(value).trim_end()
}

/// The advice of the diagnostic, for tests.
#[cfg(test)]
fn help(sign: Option<Sign>) -> String {
    sign.and_then(|(_, reported)| reported.help).map_or_else(String::new, |help| help.en.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_put_in_the_quotes_it_does_not_hold() {
        for (value, line) in [
            ("@全体居民", "`title: '@全体居民'`"),
            ("%50 折扣", "`title: '%50 折扣'`"),
            ("- 停水", "`title: '- 停水'`"),
            ("`停水`", "`title: '`停水`'`"),
            ("@Tom's", "`title: \"@Tom's\"`"),
            ("[重要] 停水", "`title: '[重要] 停水'`"),
        ] {
            assert!(
                help(at_start(Some("title"), value, true)).contains(line),
                "{value}: {}",
                help(at_start(Some("title"), value, true))
            );
        }
        assert!(
            at_start(Some("topics"), "[电梯] # 主题", true).is_none()
                && at_start(Some("title"), "-5", true).is_none()
        );
        assert!(help(at_start(None, "@全体", true)).contains("`- '@全体'`"));
    }

    #[test]
    fn a_quote_inside_quotes_of_its_kind_is_found() {
        assert!(
            help(inner_quote(Some("title"), "'Residents' meeting'"))
                .contains("`title: \"Residents' meeting\"`")
        );
        assert!(
            help(inner_quote(Some("title"), "\"关于\"3号楼\"停水\""))
                .contains("`title: '关于\"3号楼\"停水'`")
        );
        assert!(help(inner_quote(Some("title"), "\"重要\" 停水")).contains("`title: '\"重要\" 停水'`"));
        for fine in ["'it''s'", "\"a \\\" b\"", "'a' # b", "\"a\nb", "plain", "'open"] {
            assert!(inner_quote(Some("title"), fine).is_none(), "{fine}");
        }
    }

    #[test]
    fn full_width_signs_between_braces_are_those_of_yaml() {
        let is_key = |word: &str| ["from", "days", "name", "phone"].contains(&word);
        let reported = |value: &str| help(full_width(Some("x"), value, is_key));
        assert!(reported("{from: 2026-03-02，days: 7}").contains("`x: {from: 2026-03-02, days: 7}`"));
        assert!(reported("｛from： 2026-03-02， days：7｝").contains("`x: {from: 2026-03-02, days: 7}`"));
        assert!(
            reported("{name: 甲，乙，phone: 021-5550-0123}")
                .contains("`x: {name: 甲，乙, phone: 021-5550-0123}`")
        );
        for fine in ["{name: 甲，乙, phone: 1}", "{name: '甲，phone: 乙'}", "{from: 2026-03-02}", "，"]
        {
            assert_eq!(reported(fine), "", "{fine}");
        }
    }
}
