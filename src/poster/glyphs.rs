//! Looks over the pages of a poster: gives the characters that no font could draw, and whether there is any text at all.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// What the text of a poster came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Glyphs {
    /// Characters without a glyph.
    pub(super) missing: BTreeSet<char>,
    /// How many glyphs there are.
    pub(super) drawn: usize,
}

impl Glyphs {
    /// Counts the glyphs of every page.
    pub(super) fn of(document: &PagedDocument) -> Glyphs {
        let mut glyphs = Glyphs::default();
        document.pages().iter().for_each(|page| glyphs.walk(&page.frame));
        glyphs
    }

    fn walk(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.walk(&group.frame),
                FrameItem::Text(text) => {
                    for glyph in &text.glyphs {
                        self.drawn += 1;
                        if glyph.id == 0 {
                            let run = text.text.get(glyph.range()).unwrap_or_default();
                            self.missing.extend(run.chars().filter(|c| !c.is_whitespace() && !c.is_control()));
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
