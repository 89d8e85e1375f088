//! The search index, made once for a build.

use std::sync::PoisonError;

use super::Gateway;
use crate::search::{self, SearchFile, SearchIndex, TextRef};

impl Gateway {
    /// Makes the search index, on all threads, before a file of it is drawn. Passes each file of texts with
    /// its number to `take`, which may have it kept until it is drawn.
    pub fn index_search(&self, take: &(dyn Fn(usize, Vec<u8>) + Sync)) {
        if self.search.get().is_none() {
            // Not inside `get_or_init`: a thread that waits for others may be given work that needs the
            // same cell.
            let _ = self.search.set(SearchIndex::of(&self.site, self.search_refs(), take));
        }
    }

    /// Keeps a file of texts until it is drawn.
    pub fn keep_texts(&self, number: usize, file: Vec<u8>) {
        self.search_texts.lock().unwrap_or_else(PoisonError::into_inner).insert(number, file);
    }

    /// A file of the search index.
    pub(in crate::render) fn search_file(&self, file: SearchFile) -> Vec<u8> {
        let SearchFile::Texts(number) = file else { return self.search().file(file) };
        let kept = self.search_texts.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
        kept.unwrap_or_else(|| search::texts_file(&self.site, self.search_refs(), number))
    }

    fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::of(&self.site, self.search_refs(), &|_, _| ()))
    }

    /// The texts that can be searched.
    pub(in crate::render) fn search_refs(&self) -> &[TextRef] {
        self.search_refs.get_or_init(|| search::refs(&self.site))
    }
}
