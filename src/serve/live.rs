//! News for pages: receives the result of every build of a watch; gives each open page what it has not
//! received yet.
//!
//! A page names the revision that it shows; it learns which outputs have changed since, and what is wrong
//! now. Nothing is lost between loading and connecting, or while a phone sleeps: if a revision is no longer
//! known, anything may have changed.

use std::collections::{BTreeSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use serde::Serialize;
use tokio::sync::watch::{self, Receiver, Sender};

use super::overlay::{self, Overlay};
use crate::diag::Lang;
use crate::watch::{Listener, Update};

/// How many builds are remembered.
const KEPT: usize = 64;
/// Lists of more names are not sent: anything may have changed.
const MAX: usize = 2_000;

/// The state of a watch, for all pages that are open.
#[derive(Debug)]
pub struct Live {
    lang: Lang,
    /// Differs in each process, so that a page never mistakes a new preview's revisions for those of an old
    /// one.
    instance: u64,
    state: Sender<LiveState>,
}

/// The result of the last good build, and what is wrong since.
#[derive(Clone, Debug, Default)]
pub(super) struct LiveState {
    revision: u64,
    recent: VecDeque<(u64, Arc<[Arc<str>]>)>,
    overlay: Option<Arc<Overlay>>,
}

/// A message to a page.
#[derive(Debug, Serialize)]
pub(super) struct LiveMessage {
    /// The present revision.
    pub(super) revision: String,
    /// The outputs that have changed or disappeared; none if that is not known.
    changed: Option<BTreeSet<Arc<str>>>,
    /// What is wrong.
    overlay: Option<Arc<Overlay>>,
}

impl Live {
    /// The state before the first build.
    pub fn new(lang: Lang) -> Live {
        let instance = RandomState::new().hash_one(std::process::id());
        Live { lang, instance, state: watch::channel(LiveState::default()).0 }
    }

    /// The present revision, as pages name it.
    pub(super) fn revision(&self) -> String {
        self.name(self.state.borrow().revision)
    }

    /// A subscription to the state.
    pub(super) fn subscribe(&self) -> Receiver<LiveState> {
        self.state.subscribe()
    }

    /// The message to a page that shows the revision `since`.
    pub(super) fn news(&self, state: &LiveState, since: &str) -> LiveMessage {
        let number = self.number(since);
        let changed = number.and_then(|number| state.since(number));
        LiveMessage { revision: self.name(state.revision), changed, overlay: state.overlay.clone() }
    }

    fn name(&self, revision: u64) -> String {
        format!("{:016x}-{revision}", self.instance)
    }

    fn number(&self, name: &str) -> Option<u64> {
        let (instance, number) = name.split_once('-')?;
        (u64::from_str_radix(instance, 16).ok()? == self.instance).then(|| number.parse().ok()).flatten()
    }
}

impl Listener for Live {
    fn on_update(&self, update: &Update) {
        let (changed, overlay) = match update {
            Update::Note { .. } => return,
            Update::Built { changed, gone, .. } => (changed.iter().chain(gone).cloned().collect(), None),
            Update::Broken { found, .. } => (Vec::new(), Some(overlay::broken(found, self.lang))),
            Update::Trouble { fault } => (Vec::new(), Some(overlay::trouble(fault, self.lang))),
        };
        self.state.send_if_modified(|state| state.take(changed, overlay.map(Arc::new)));
    }
}

impl LiveState {
    /// Records the result of a build; says whether there is anything to report.
    fn take(&mut self, changed: Vec<Arc<str>>, overlay: Option<Arc<Overlay>>) -> bool {
        if changed.is_empty() && overlay == self.overlay {
            return false;
        }
        self.revision += 1;
        self.overlay = overlay;
        if !changed.is_empty() {
            self.recent.push_back((self.revision, changed.into()));
        }
        if self.recent.len() > KEPT {
            self.recent.pop_front();
        }
        true
    }

    /// The outputs that changed after a revision, if all of those builds are remembered.
    fn since(&self, revision: u64) -> Option<BTreeSet<Arc<str>>> {
        // The oldest builds are forgotten first: all builds after a revision are remembered if its own
        // build, or an earlier one, is.
        let whole = self.recent.len() < KEPT
            || self.recent.front().is_some_and(|(first, _)| *first <= revision.saturating_add(1));
        if !whole || revision > self.revision {
            return None;
        }
        let new = self.recent.iter().filter(|(number, _)| *number > revision);
        let changed: BTreeSet<Arc<str>> = new.flat_map(|(_, paths)| paths.iter().cloned()).collect();
        (changed.len() <= MAX).then_some(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(paths: &[&str]) -> Update {
        Update::Built {
            edited: Vec::new(),
            changed: paths.iter().map(|path| (*path).into()).collect(),
            gone: vec!["gone.html".into()],
            pages: 1,
            seconds: 0.0,
            warnings: Vec::new(),
        }
    }

    fn reported(live: &Live, since: &str) -> Option<Vec<String>> {
        live.news(&live.state.borrow(), since)
            .changed
            .map(|changed| changed.iter().map(|path| path.to_string()).collect())
    }

    #[test]
    fn a_page_hears_all_that_came_after_it() {
        let live = Live::new(Lang::En);
        let first = live.revision();
        live.on_update(&built(&["b.html"]));
        let second = live.revision();
        live.on_update(&built(&["a.html", "b.html"]));
        assert_eq!(reported(&live, &first).unwrap(), ["a.html", "b.html", "gone.html"]);
        assert_eq!(reported(&live, &second).unwrap(), ["a.html", "b.html", "gone.html"]);
        assert_eq!(reported(&live, &live.revision()).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_not_known_any_more_may_be_anything() {
        let live = Live::new(Lang::En);
        let first = live.revision();
        for _ in 0..=KEPT {
            live.on_update(&built(&["a.html"]));
        }
        assert_eq!(reported(&live, &first), None);
        assert_eq!(reported(&live, &Live::new(Lang::En).revision()), None);
        for strange in ["", "-", "x-1", "1"] {
            assert_eq!(reported(&live, strange), None, "{strange}");
        }
        let later = format!("{:016x}-{}", live.instance, u64::MAX);
        assert_eq!(reported(&live, &later), None);
    }

    #[test]
    fn a_build_that_changes_nothing_is_no_news() {
        let live = Live::new(Lang::En);
        let mut looking = live.subscribe();
        looking.mark_unchanged();
        let nothing = Update::Built {
            edited: Vec::new(),
            changed: Vec::new(),
            gone: Vec::new(),
            pages: 1,
            seconds: 0.0,
            warnings: Vec::new(),
        };
        live.on_update(&nothing);
        assert!(!looking.has_changed().unwrap());
        live.on_update(&built(&["a.html"]));
        assert!(looking.has_changed().unwrap());
    }
}
