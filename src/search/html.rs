//! The words of a body: takes the published HTML; gives its text. The marks that link to notes and back are
//! left out, because they separate words that belong together.

use memchr::memchr;

use super::plain::SearchTextWriter;
use crate::markdown::{decoded, tag_end};

/// Whether an element is inline; every other begins a new block. The compiler turns this into comparisons
/// of numbers, which it could not do with a list to search.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
    )
}

/// The plain text of HTML that Lilong wrote.
pub(super) fn text_of(html: &str) -> String {
    let mut writer = SearchTextWriter::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        writer.push_str(&decoded(&rest[..at]));
        rest = tag(&rest[at..], &mut writer);
    }
    writer.push_str(&decoded(rest));
    writer.finish()
}

/// Removes a tag from `html`, which begins with one.
fn tag<'h>(html: &'h str, writer: &mut SearchTextWriter) -> &'h str {
    let end = tag_end(html);
    let (tag, rest) = (&html[..end], html.get(end + 1..).unwrap_or_default());
    let name = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = &name[..length];
    let sign_of = |sign: &str, close: &str| {
        let behind = || rest.split_once(close).map_or("", |(_, rest)| rest);
        tag.starts_with(sign).then(behind)
    };
    let sign = match name {
        "sup" => sign_of("<sup id=\"fnref", "</sup>"),
        "a" => sign_of("<a class=\"back\"", "</a>"),
        _ => None,
    };
    if let Some(behind) = sign {
        return behind;
    }
    match name {
        "br" => writer.push(' '),
        "wbr" => {}
        _ if is_inline(name) => {}
        _ => writer.block(),
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_seen() {
        let html = "<h2 id=\"x\">事项</h2>\n<p>电<strong>梯</strong>检修\
                    <sup id=\"fnref_1\"><a href=\"#fn_1\">1</a></sup>，\
                    A &amp; B<br>C</p>\n<table><tr><td>甲</td><td>12</td></tr></table>\n\
                    <li id=\"fn_1\">注 <a class=\"back\" href=\"#fnref_1\">↩1</a></li>";
        assert_eq!(text_of(html), "事项\t电梯检修，A & B C 甲 12 注");
        assert_eq!(text_of("a <img alt=\"x > y\" src=\"z\"> b < c"), "a b");
    }
}
