//! Takes plain text; gives it as HTML text or as the value of an attribute. Never adds quotes, never decodes.

use memchr::{memchr, memchr3};

/// Appends `text` as HTML text.
pub(super) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'<', b'>', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(entity(rest.as_bytes()[at]));
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr(b'"', rest.as_bytes()) {
        push_text(out, &rest[..at]);
        out.push_str("&quot;");
        rest = &rest[at + 1..];
    }
    push_text(out, rest);
}

/// `text` as the value of an attribute; it is good HTML text too.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_attribute(&mut out, text);
    out
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        _ => "&amp;",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_quotes_and_attributes_do_not() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&\"c");
        assert_eq!(out, "a&lt;b&gt;&amp;\"c");
        assert_eq!(attribute("\"<&>\""), "&quot;&lt;&amp;&gt;&quot;");
    }
}
