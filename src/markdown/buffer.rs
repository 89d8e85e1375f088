//! HTML under construction, with the positions in it that are edited later: takes changes; keeps the
//! positions right. Never knows what is at them.

use super::LocalLink;
use std::ops::Range;

/// A stretch of HTML: the body itself, or one footnote.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) html: String,
    /// The links that begin in this buffer, by index, in order.
    pub(super) links: Vec<usize>,
    /// References to footnotes: the position, and the number of the note in `Notes`, in order.
    pub(super) refs: Vec<(usize, usize)>,
    /// The positions of the digits in heading tags.
    pub(super) levels: Vec<usize>,
}

impl Buffer {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Buffer { html: String::with_capacity(capacity), ..Buffer::default() }
    }

    /// Replaces a range without links or references, and moves those that follow.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str, links: &mut [LocalLink]) {
        let by = |at: &mut usize| *at = *at + text.len() - range.len();
        for (at, _) in self.refs.iter_mut().rev().take_while(|(at, _)| *at >= range.end) {
            by(at);
        }
        for index in self.links.iter().rev() {
            let Some(link) = links.get_mut(*index).filter(|link| link.open.start >= range.end) else {
                break;
            };
            link.places().into_iter().for_each(by);
        }
        self.html.replace_range(range, text);
    }

    /// Makes every heading one level deeper, `h6` excepted.
    pub(super) fn deepen_headings(&mut self) {
        for at in &self.levels {
            let digit = match self.html.as_bytes()[*at] {
                b'1' => "2",
                b'2' => "3",
                b'3' => "4",
                b'4' => "5",
                _ => "6",
            };
            self.html.replace_range(*at..*at + 1, digit);
        }
    }
}

impl LocalLink {
    /// Every position in the HTML that this link stores.
    pub(super) fn places(&mut self) -> [&mut usize; 5] {
        [&mut self.open.start, &mut self.open.end, &mut self.dest, &mut self.close.start, &mut self.close.end]
    }
}
