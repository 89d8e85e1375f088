//! The headings of a body, to be found by id or by words. Few are looked through; many are looked up, since a
//! text may hold as many links to its own headings.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::{Anchor, slug};

/// The headings of one body, in the order of the text.
#[derive(Clone, Default)]
pub struct Anchors {
    all: Box<[Anchor]>,
    /// Of each id and each text, which heading has it first; made when first needed.
    index: OnceLock<Box<AnchorIndex>>,
}

#[derive(Clone, Default)]
struct AnchorIndex {
    ids: HashMap<String, usize>,
    texts: HashMap<String, usize>,
    /// Of the ids that the texts alone would give; made when first needed.
    slugs: OnceLock<HashMap<String, usize>>,
}

/// Up to so many are searched one by one.
const FEW: usize = 16;

impl Anchors {
    pub(super) fn of(all: Vec<Anchor>) -> Anchors {
        Anchors { all: all.into(), index: OnceLock::new() }
    }

    /// The one of this id.
    pub(super) fn with_id(&self, id: &str) -> Option<&Anchor> {
        match self.all.len() {
            0..=FEW => self.all.iter().find(|anchor| anchor.id == id),
            _ => self.all.get(*self.index().ids.get(id)?),
        }
    }

    /// The first with these words.
    pub(super) fn with_text(&self, text: &str) -> Option<&Anchor> {
        match self.all.len() {
            0..=FEW => self.all.iter().find(|anchor| anchor.text == text),
            _ => self.all.get(*self.index().texts.get(text)?),
        }
    }

    /// The first whose words alone would give it this id.
    pub(super) fn with_slug(&self, id: &str) -> Option<&Anchor> {
        let slugs = self.index().slugs.get_or_init(|| {
            let mut slugs = HashMap::new();
            for (at, anchor) in self.all.iter().enumerate() {
                slugs.entry(slug(&anchor.text)).or_insert(at);
            }
            slugs
        });
        self.all.get(*slugs.get(id)?)
    }

    fn index(&self) -> &AnchorIndex {
        self.index.get_or_init(|| {
            let mut index = AnchorIndex::default();
            for (at, anchor) in self.all.iter().enumerate() {
                index.ids.entry(anchor.id.clone()).or_insert(at);
                index.texts.entry(anchor.text.clone()).or_insert(at);
            }
            Box::new(index)
        })
    }
}

impl Deref for Anchors {
    type Target = [Anchor];
    fn deref(&self) -> &[Anchor] {
        &self.all
    }
}

impl PartialEq for Anchors {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl Eq for Anchors {}

impl fmt::Debug for Anchors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.all.fmt(f)
    }
}
