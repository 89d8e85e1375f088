//! Takes a block of text; says whether it runs from right to left, by its first letter with a direction.
//! Not used for a body without right-to-left letters, so that ordinary pages have no attributes for it.

use super::writer::MarkdownWriter;

/// How far to look for the first letter.
const NEAR: usize = 400;

impl MarkdownWriter<'_> {
    /// The attribute of a block that begins at `at`, if it needs one.
    pub(super) fn dir(&self, at: usize) -> &'static str {
        if !self.source.has_rtl {
            return "";
        }
        match is_rtl(self.source.text.get(at..).unwrap_or_default()) {
            true => " dir=\"rtl\"",
            // A list or a quotation around it may have the other direction.
            false if !self.at_top() || self.in_table() => " dir=\"ltr\"",
            false => "",
        }
    }

    /// A tag with the direction of the block that begins at `at`.
    pub(super) fn directed(&self, tag: &'static str, at: usize) -> std::borrow::Cow<'static, str> {
        match (self.dir(at), tag.find('>')) {
            ("", _) | (_, None) => tag.into(),
            (dir, Some(end)) => [&tag[..end], dir, &tag[end..]].concat().into(),
        }
    }
}

/// Whether the first letter of a text runs from right to left; tags of raw HTML do not count as text.
fn is_rtl(text: &str) -> bool {
    let mut in_tag = false;
    let letter = text.char_indices().take_while(|(at, _)| *at < NEAR).map(|(_, c)| c).find(|c| {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        !in_tag && c.is_alphabetic()
    });
    letter.is_some_and(|c| {
        let c = u32::from(c);
        matches!(c, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
            || matches!(c, 0x10800..=0x10FFF | 0x1E800..=0x1EEFF)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        for text in ["مرحبا", "3. שלום world", "**مرحبا**", "<b>مرحبا</b>", "（مرحبا）"]
        {
            assert!(is_rtl(text), "{text}");
        }
        for text in ["", "3", "各位 مرحبا", "Hello שלום", "۳"] {
            assert!(!is_rtl(text), "{text}");
        }
    }
}
