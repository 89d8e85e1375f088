//! The closed list of topics: takes what `site.yaml` lists, says which words are on it and which are nearly.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::{TopicEntry, TopicNode};
use crate::diag::Names;

/// The topics that records may have.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    names: Vec<String>,
    known: HashSet<String>,
    /// For words that are not on the list.
    near: OnceLock<Names>,
}

impl Topics {
    /// The topics of a list.
    pub(super) fn of(topics: &[TopicEntry]) -> Topics {
        let name = |topic: &TopicEntry| match topic {
            TopicEntry::Name(name) | TopicEntry::Node(TopicNode { name, .. }) => name.0.clone(),
        };
        let names: Vec<String> = topics.iter().map(name).collect();
        Topics { known: names.iter().cloned().collect(), names, near: OnceLock::new() }
    }

    /// Whether a word is on the list.
    pub fn has(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// The topic most like a word.
    pub fn near(&self, word: &str) -> Option<&str> {
        let names = self.near.get_or_init(|| Names::of(self.names.iter().map(String::as_str)));
        names.nearest(word).and_then(|at| self.names.get(at)).map(String::as_str)
    }
}
