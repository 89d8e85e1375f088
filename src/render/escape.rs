//! Text as HTML: what Tera does to every value, and what is beside the templates.

use std::io::{self, Write};

/// Whether nothing in a text is HTML's own.
fn is_plain(text: &str) -> bool {
    // `fold`, not `all`: without an early exit the compiler uses vector instructions, and few texts hold any
    // of these.
    text.bytes().fold(true, |plain, byte| plain & !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))
}

/// Writes a text as it is between tags or in an attribute.
///
/// # Errors
/// What the writer says.
pub(super) fn write(text: &str, to: &mut dyn Write) -> io::Result<()> {
    if is_plain(text) { to.write_all(text.as_bytes()) } else { tera::escape_html(text, to) }
}

/// Appends a text as it is between tags or in an attribute.
pub(super) fn push(to: &mut String, text: &str) {
    if is_plain(text) {
        return to.push_str(text);
    }
    let mut escaped = Vec::with_capacity(text.len() + 16);
    // Memory takes all that is written.
    let _ = tera::escape_html(text, &mut escaped);
    to.push_str(&String::from_utf8_lossy(&escaped));
}
