//! The headings of a body: takes an id or words; gives the heading. A few are searched one by one; for many
//! there is an index, because a text may hold as many links to its own headings.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::{Anchor, slug};

/// The headings of one body, in the order of the text.
#[derive(Clone, Default)]
pub struct Anchors {
    all: Box<[Anchor]>,
    /// For each id and each text, the first heading that has it; made when first needed.
    index: OnceLock<Box<AnchorIndex>>,
}

#[derive(Clone, Default)]
struct AnchorIndex {
    ids: HashMap<String, usize>,
    texts: HashMap<String, usize>,
    /// For each id derived from the text alone, the first heading; made when first needed.
    slugs: OnceLock<HashMap<String, usize>>,
}

/// The most headings that are searched one by one.
const FEW: usize = 16;

impl Anchors {
    pub(super) fn of(all: Vec<Anchor>) -> Anchors {
        Anchors { all: all.into(), index: OnceLock::new() }
    }

    /// The heading with this id.
    pub(super) fn with_id(&self, id: &str) -> Option<&Anchor> {
        match self.all.len() {
            0..=FEW => self.all.iter().find(|anchor| anchor.id == id),
            _ => self.all.get(*self.index().ids.get(id)?),
        }
    }

    /// The first heading with these words.
    pub(super) fn with_text(&self, text: &str) -> Option<&Anchor> {
        match self.all.len() {
            0..=FEW => self.all.iter().find(|anchor| anchor.text == text),
            _ => self.all.get(*self.index().texts.get(text)?),
        }
    }

    /// The first heading whose words alone would give this id.
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
