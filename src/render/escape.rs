//! Text as HTML: the escaping that Tera applies to every value, and the same outside templates.

use std::io::{self, Write};

/// Whether a text holds no character that is special in HTML.
fn is_plain(text: &str) -> bool {
    // `fold`, not `all`: without an early exit the compiler uses vector instructions, and few texts hold
    // any of these characters.
    text.bytes().fold(true, |plain, byte| plain & !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))
}

/// Writes a text, escaped for use between tags or in an attribute.
///
/// # Errors
/// The writer's error.
pub(super) fn write(text: &str, to: &mut dyn Write) -> io::Result<()> {
    if is_plain(text) { to.write_all(text.as_bytes()) } else { tera::escape_html(text, to) }
}

/// Appends a text, escaped for use between tags or in an attribute.
pub(super) fn push(to: &mut String, text: &str) {
    if is_plain(text) {
        return to.push_str(text);
    }
    let mut escaped = Vec::with_capacity(text.len() + 16);
    // Writing to memory does not fail.
    let _ = tera::escape_html(text, &mut escaped);
    to.push_str(&String::from_utf8_lossy(&escaped));
}
