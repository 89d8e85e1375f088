//! What is searched: the index, made once for a build.

use super::Gateway;
use crate::search::{self, SearchIndex, TextRef};

impl Gateway {
    /// Makes the index of search, on all threads, before a file of it is drawn.
    pub fn index_search(&self) {
        if self.search.get().is_none() {
            // Not within the cell: whoever waits for other threads may be handed work that asks for it.
            let _ = self.search.set(SearchIndex::of(&self.site, self.search_refs()));
        }
    }

    /// The index of search.
    pub(in crate::render) fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::of(&self.site, self.search_refs()))
    }

    /// The texts that are searched.
    pub(in crate::render) fn search_refs(&self) -> &[TextRef] {
        self.search_refs.get_or_init(|| search::refs(&self.site))
    }
}
