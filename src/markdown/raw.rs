//! Takes a piece of raw HTML; gives the tags that a notice may contain, with decoded attributes, and the
//! text between them. Never balances tags, and is not the last defence: that is `sanitise.rs`.

use super::raw_tag::{Tag, TagAttributes};
use memchr::memmem;
use std::ops::Range;

/// The allowed elements. No `h1`: that is the page's own title.
pub(super) const TAGS: [&str; 60] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "wbr",
];

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HtmlPiece<'r> {
    /// HTML text, its entities as written.
    Text(&'r str),
    /// An opening tag of `TAGS`.
    Open(&'static str, TagAttributes),
    /// A closing tag of `TAGS`.
    Close(&'static str),
    /// A tag that is not published.
    Gone(String),
    /// A comment without an end: everything after it belongs to it.
    Unclosed,
}

/// Splits raw HTML into pieces; each with its range in `raw`.
pub(super) fn pieces(raw: &str) -> Vec<(Range<usize>, HtmlPiece<'_>)> {
    let mut reader = HtmlReader { raw, at: 0, unclosed: [false; 2] };
    let mut pieces = Vec::new();
    while reader.at < raw.len() {
        let start = reader.at;
        if let Some(piece) = reader.next() {
            pieces.push((start..reader.at, piece));
        }
    }
    pieces
}

struct HtmlReader<'r> {
    raw: &'r str,
    at: usize,
    /// Whether no `</script>` or `</style>` is left, so that a thousand opening tags do not cause a
    /// thousand searches.
    unclosed: [bool; 2],
}

impl<'r> HtmlReader<'r> {
    fn next(&mut self) -> Option<HtmlPiece<'r>> {
        let rest = &self.raw[self.at..];
        if !rest.starts_with('<') {
            return Some(self.text(rest.find('<').unwrap_or(rest.len())));
        }
        if rest.starts_with("<!--") {
            let end = memmem::find(rest.as_bytes(), b"-->").map(|end| end + 3);
            self.skip(end);
            return end.is_none().then_some(HtmlPiece::Unclosed);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return self.skip(rest.find('>').map(|end| end + 1));
        }
        let closing = rest.starts_with("</");
        let name_at = if closing { 2 } else { 1 };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(self.text(1));
        }
        let Some(Tag { end, name, attributes }) = Tag::read(rest, name_at) else {
            // It has no end, and neither would the next tag: the rest is text.
            return Some(self.text(rest.len()));
        };
        self.at += end;
        match TAGS.into_iter().find(|tag| *tag == name) {
            Some(tag) if closing => Some(HtmlPiece::Close(tag)),
            Some(tag) => Some(HtmlPiece::Open(tag, attributes)),
            None if closing => None,
            None => {
                self.skip_content(&name);
                Some(HtmlPiece::Gone(format!("<{name}>")))
            }
        }
    }

    fn text(&mut self, length: usize) -> HtmlPiece<'r> {
        let start = self.at;
        self.at += length;
        HtmlPiece::Text(&self.raw[start..self.at])
    }

    fn skip(&mut self, length: Option<usize>) -> Option<HtmlPiece<'r>> {
        self.at = length.map_or(self.raw.len(), |length| self.at + length);
        None
    }

    /// Skips the content of a script or style sheet, which is not text either.
    fn skip_content(&mut self, name: &str) {
        let (slot, closer) = match name {
            "script" => (0, "</script"),
            "style" => (1, "</style"),
            _ => return,
        };
        if self.unclosed[slot] {
            return;
        }
        let rest = &self.raw.as_bytes()[self.at..];
        let found =
            rest.windows(closer.len()).position(|bytes| bytes.eq_ignore_ascii_case(closer.as_bytes()));
        match found {
            Some(end) => self.at += end,
            None => self.unclosed[slot] = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(raw: &str) -> Vec<HtmlPiece<'_>> {
        pieces(raw).into_iter().map(|(_, piece)| piece).collect()
    }

    #[test]
    fn tags_are_read_as_browsers_do() {
        let attributes = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(
            reported("<A HREF = 'x?a&amp;b' title=\"a>b\" open/>x</a >"),
            [
                HtmlPiece::Open("a", attributes(&[("href", "x?a&b"), ("title", "a>b"), ("open", "")])),
                HtmlPiece::Text("x"),
                HtmlPiece::Close("a"),
            ]
        );
        assert_eq!(reported("<img src=&#106;s>"), [HtmlPiece::Open("img", attributes(&[("src", "js")]))]);
    }

    #[test]
    fn scripts_and_comments_go_with_what_they_hold() {
        assert_eq!(
            reported("a<script>alert('<b>')</SCRIPT>b<!-- <b> -->c<!DOCTYPE x>"),
            [
                HtmlPiece::Text("a"),
                HtmlPiece::Gone("<script>".into()),
                HtmlPiece::Text("b"),
                HtmlPiece::Text("c")
            ]
        );
        assert_eq!(reported("<plaintext>b")[1], HtmlPiece::Text("b"));
    }

    #[test]
    fn what_never_ends_is_text() {
        for raw in ["<a href=\"x", "<", "< b", "<a", "</", "1<2"] {
            assert!(reported(raw).iter().all(|piece| matches!(piece, HtmlPiece::Text(_))), "{raw}");
        }
    }

    #[test]
    fn the_table_of_tags_is_sorted() {
        assert!(TAGS.is_sorted());
    }
}
