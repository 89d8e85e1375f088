//! The text of SVG, HTML and other markup as people read it: takes the markup, gives the findings that tags
//! or character references in between would hide. Spans are those of the markup.

use std::ops::Range;

use crate::personal::{Found, Marks, find, named};

/// Files of markup, by their endings.
pub(super) const ENDINGS: [&str; 10] =
    ["fodg", "fodp", "fods", "fodt", "htm", "html", "svg", "vml", "xhtml", "xml"];
/// Inline elements: their tags do not end a number.
const INLINE: [&str; 14] =
    ["a", "b", "bdi", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "tspan", "u"];
/// The start of a text in which nothing is a tag.
const CDATA: &str = "<![CDATA[";
/// The longest character reference: `&#x0000038;`.
const LONGEST: usize = 12;

/// A text taken from markup.
#[derive(Default)]
struct MarkupText {
    text: String,
    /// For each stretch of the text, its first byte in the text and in the markup, in order.
    places: Vec<(usize, usize)>,
    /// The signs that do not occur after the present position.
    gone: Vec<&'static str>,
}

impl MarkupText {
    fn of(markup: &str) -> MarkupText {
        let (mut plain, mut at) = (MarkupText::default(), 0);
        while at < markup.len() {
            let rest = &markup[at..];
            let end = match rest.as_bytes()[0] {
                b'<' if rest.starts_with("<!--") => plain.unseen(rest, "-->"),
                b'<' if rest.starts_with(CDATA) => plain.verbatim(rest, at),
                b'<' if rest.starts_with("<?") => plain.unseen(rest, "?>"),
                b'<' => plain.tag(rest),
                b'&' => plain.reference(rest, at),
                _ => None,
            };
            at += end.unwrap_or_else(|| {
                let next = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '&'));
                let next = next.map_or(rest.len(), |(next, _)| next);
                plain.push(&rest[..next], at);
                next
            });
        }
        plain
    }

    fn push(&mut self, text: &str, from: usize) {
        self.places.push((self.text.len(), from));
        self.text.push_str(text);
    }

    /// The span of the sign that ends something.
    fn end(&mut self, rest: &str, sign: &'static str) -> Option<Range<usize>> {
        if self.gone.contains(&sign) {
            return None;
        }
        let at = rest.find(sign);
        // Otherwise anything without an end would cause a search of the whole rest each time that it
        // begins.
        self.gone.extend(at.is_none().then_some(sign));
        at.map(|at| at..at + sign.len())
    }

    /// Skips a comment or a processing instruction, which nobody sees; gives its length. If it has no end,
    /// it is skipped like a tag.
    fn unseen(&mut self, rest: &str, sign: &'static str) -> Option<usize> {
        self.end(rest, sign).map(|end| end.end).or_else(|| self.tag(rest))
    }

    /// Takes text that is read literally; gives its length.
    fn verbatim(&mut self, rest: &str, at: usize) -> Option<usize> {
        let Some(end) = self.end(rest, "]]>") else { return self.tag(rest) };
        self.push(&rest[CDATA.len()..end.start], at + CDATA.len());
        Some(end.end)
    }

    /// Skips a tag; gives its length.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        let end = self.end(rest, ">")?.end;
        let name = rest[1..end - 1].trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)) {
            self.text.push_str("\n\n");
        }
        Some(end)
    }

    /// Takes the character of a numeric reference; gives its length.
    fn reference(&mut self, rest: &str, at: usize) -> Option<usize> {
        let number = rest.strip_prefix("&#")?;
        let end = number.bytes().take(LONGEST).position(|byte| byte == b';')?;
        let c = named(&number[..end])?;
        self.push(c.encode_utf8(&mut [0; 4]), at);
        Some(end + 3)
    }

    /// The byte of the markup for a byte of the text.
    fn place(&self, at: usize) -> usize {
        let after = self.places.partition_point(|(text, _)| *text <= at);
        self.places[..after].last().map_or(0, |(text, markup)| markup + (at - text))
    }
}

/// The text of markup as people read it.
#[cfg(feature = "xlsx")]
pub(super) fn plain(markup: &str) -> String {
    MarkupText::of(markup).text
}

/// What is found in the text of markup but not in the markup itself.
pub(super) fn find_more(markup: &str, found: &[Found]) -> Vec<Found> {
    let plain = MarkupText::of(markup);
    let mut more = find(&plain.text, Marks::None);
    for one in &mut more {
        let last = one.span.end - plain.text[..one.span.end].chars().next_back().map_or(0, char::len_utf8);
        // The last character may have several bytes, as a full-width digit does.
        let end = plain.place(last) + 1;
        let end = (end..=markup.len()).find(|end| markup.is_char_boundary(*end)).unwrap_or(markup.len());
        one.span = plain.place(one.span.start)..end;
    }
    // Both are in order, so that a file that is all numbers is traversed once.
    more.retain(|one| {
        let next = found.partition_point(|known| known.span.end <= one.span.start);
        found.get(next).is_none_or(|known| one.span.end <= known.span.start)
    });
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(markup: &str) -> Vec<(String, &str)> {
        let known = find(markup, Marks::None);
        find_more(markup, &known).into_iter().map(|one| (one.value, &markup[one.span])).collect()
    }

    #[test]
    fn tags_and_references_hide_no_number() {
        let one = |value: &str, at: &'static str| vec![(value.to_owned(), at)];
        assert_eq!(
            values("<text>电话<tspan>138</tspan><tspan x='3'>12345678</tspan></text>"),
            one("13812345678", "138</tspan><tspan x='3'>12345678")
        );
        assert_eq!(values("<p>&#49;38 1234 56&#x37;8</p>"), one("13812345678", "&#49;38 1234 56&#x37;8"));
        assert_eq!(values("<b>１３８</b>１２３４５６７８"), one("13812345678", "１３８</b>１２３４５６７８"));
        assert_eq!(values("<text>138<!-- > -->12345678</text>"), one("13812345678", "138<!-- > -->12345678"));
        assert_eq!(values("138<?x > ?>12345678"), one("13812345678", "138<?x > ?>12345678"));
        assert_eq!(values("138<![CDATA[12345678]]>"), one("13812345678", "138<![CDATA[12345678"));
        assert_eq!(values("<![CDATA[138]]>1<!---->2345678"), one("13812345678", "138]]>1<!---->2345678"));
        // A value that is in the markup itself has been found there.
        assert_eq!(values("<p>13812345678</p>"), []);
        assert_eq!(values("<td>138</td><td>12345678</td>"), []);
        assert_eq!(values("<text>138</text><text>12345678"), []);
        for hostile in [
            "<",
            "<!--",
            "<![CDATA[",
            "<?",
            "&",
            "&#",
            "&#;",
            "&#x110000;",
            "<<>>",
            "é&é<é",
            "a<b",
            "&#99999999999999;",
        ] {
            assert_eq!(values(hostile), [], "{hostile}");
        }
    }
}
