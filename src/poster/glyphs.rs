//! Looks over the pages of a poster: gives the characters that no font could draw, the words that run off the
//! sheet, and whether there is any text at all. A layout may be wrong about what fits; what is drawn is not.

use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// What the text of a poster came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Glyphs {
    /// Characters without a glyph.
    pub(super) missing: BTreeSet<char>,
    /// Runs of text of which a part is outside the sheet.
    pub(super) outside: BTreeSet<String>,
    /// How many glyphs there are.
    pub(super) drawn: usize,
}

impl Glyphs {
    /// Looks at every page.
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

/// Whether a point is on the sheet; punctuation may hang over an edge by less than anybody sees.
fn is_inside(point: Point, sheet: Size) -> bool {
    let on = |at: Abs, end: Abs| at >= Abs::pt(-1.0) && at <= end + Abs::pt(1.0);
    on(point.x, sheet.x) && on(point.y, sheet.y)
}
