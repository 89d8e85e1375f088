//! Inspects the pages of a poster: gives the characters that no font has, the words that run off the sheet,
//! and whether there is any text at all. A layout may be wrong about what fits; the drawn page is not.

use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// What was found in the text of a poster.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Glyphs {
    /// Characters without a glyph.
    pub(super) missing: BTreeSet<char>,
    /// Runs of text that are partly outside the sheet.
    pub(super) outside: BTreeSet<String>,
    /// The number of glyphs.
    pub(super) drawn: usize,
}

impl Glyphs {
    /// Inspects every page.
    pub(super) fn of(document: &PagedDocument) -> Glyphs {
        let mut glyphs = Glyphs::default();
        for page in document.pages() {
            glyphs.walk(&page.frame, Transform::identity(), page.frame.size());
        }
        glyphs
    }

    fn walk(&mut self, frame: &Frame, placed: Transform, sheet: Size) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner =
                        placed.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    self.walk(&group.frame, inner, sheet);
                }
                FrameItem::Text(text) => {
                    self.glyphs(text);
                    let ends = [*at, *at + Point::with_x(text.width())].map(|end| end.transform(placed));
                    if ends.iter().any(|end| !is_inside(*end, sheet)) {
                        self.outside.insert(text.text.trim().to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    fn glyphs(&mut self, text: &TextItem) {
        for glyph in &text.glyphs {
            self.drawn += 1;
            if glyph.id == 0 {
                let run = text.text.get(glyph.range()).unwrap_or_default();
                self.missing.extend(run.chars().filter(|c| !c.is_whitespace() && !c.is_control()));
            }
        }
    }
}

/// Whether a point is on the sheet; punctuation may overhang an edge by less than anyone notices.
fn is_inside(point: Point, sheet: Size) -> bool {
    let on = |at: Abs, end: Abs| at >= Abs::pt(-1.0) && at <= end + Abs::pt(1.0);
    on(point.x, sheet.x) && on(point.y, sheet.y)
}
