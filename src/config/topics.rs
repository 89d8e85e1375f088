//! The closed list of topics: takes the list in `site.yaml`, says which words are on it and which nearly
//! are.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::TopicEntry;
use crate::diag::{Candidates, Diagnostic, Words, codes, words};
use crate::spelling;

/// The topics that records may have.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    names: Vec<String>,
    known: HashSet<String>,
    /// The names, to suggest one in place of an unknown word.
    near: OnceLock<Candidates>,
}

impl Topics {
    /// The topics of a list.
    pub(super) fn of(topics: &[TopicEntry]) -> Topics {
        let names: Vec<String> = topics.iter().map(|topic| topic.name().to_owned()).collect();
        let known = names.iter().map(|name| spelling::name(name).into_owned()).collect();
        Topics { known, names, near: OnceLock::new() }
    }

    /// Whether a word is on the list.
    pub fn has(&self, word: &str) -> bool {
        self.known.contains(&*spelling::name(word))
    }

    /// The diagnostic for a word that is not on the list.
    pub fn unknown(&self, topic: &str) -> Diagnostic {
        let said = words!("site.yaml 里没有“{topic}”这个主题", "site.yaml has no topic “{topic}”");
        Diagnostic::new(&codes::UNKNOWN_TOPIC, said).help(match self.nearest(topic) {
            Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
            None => Words::fixed("在 site.yaml 的 topics 里加上它", "add it to `topics` in site.yaml"),
        })
    }

    /// The topic nearest to a word.
    fn nearest(&self, word: &str) -> Option<&str> {
        let names = self.near.get_or_init(|| Candidates::of(self.names.iter().map(String::as_str)));
        names.nearest(word).and_then(|at| self.names.get(at)).map(String::as_str)
    }
}
