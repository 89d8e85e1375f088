//! Takes plain text; gives it as HTML text or as the value of an attribute. Never adds quotes, never decodes.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

/// Appends `text` as HTML text.
pub(super) fn push_text(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = escape_html_body_text(out, text);
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    let _ = escape_html(out, text);
}

/// `text` as the value of an attribute; also valid as HTML text.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_attribute(&mut out, text);
    out
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
