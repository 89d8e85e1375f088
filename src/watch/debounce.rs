//! Events that belong together, such as those of an editor's save or of a checkout of a thousand files:
//! takes events; gives them as one batch when it is quiet, but waits only for a limited time.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long it must be quiet: the two writes of an editor's save are closer together.
pub(super) const QUIET: Duration = Duration::from_millis(20);
/// The longest that the first of many events has to wait.
pub(super) const MAX: Duration = Duration::from_millis(200);

/// The events that have not been handled yet.
#[derive(Debug, Default)]
pub(super) struct Debouncer {
    paths: BTreeSet<Arc<str>>,
    everything: bool,
    /// The times of the first and the last event.
    span: Option<(Instant, Instant)>,
    /// Not to be handled before.
    not_before: Option<Instant>,
}

/// What has to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ChangeBatch {
    Paths(Vec<Arc<str>>),
    Everything,
}

impl Debouncer {
    /// Adds paths.
    pub(super) fn add(&mut self, paths: impl IntoIterator<Item = Arc<str>>, now: Instant) {
        for path in paths {
            self.paths.insert(path);
            self.touch(now);
        }
    }

    /// Adds that anything may have changed.
    pub(super) fn add_everything(&mut self, now: Instant) {
        self.everything = true;
        self.touch(now);
    }

    /// Puts back paths that should be read later.
    pub(super) fn postpone(&mut self, paths: &[Arc<str>], until: Instant, now: Instant) {
        self.add(paths.iter().cloned(), now);
        self.not_before = Some(until);
    }

    fn touch(&mut self, now: Instant) {
        self.span = Some((self.span.map_or(now, |(first, _)| first), now));
    }

    /// When to handle the events; none without events.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.span?;
        let due = (last + QUIET).min(first + MAX);
        Some(self.not_before.map_or(due, |not_before| due.max(not_before)))
    }

    /// What has to be read, once it is due, with the time of the first event.
    pub(super) fn take(&mut self, now: Instant) -> Option<(ChangeBatch, Instant)> {
        if self.due()? > now {
            return None;
        }
        let Debouncer { paths, everything, span, .. } = std::mem::take(self);
        let batch = if everything {
            ChangeBatch::Everything
        } else {
            ChangeBatch::Paths(paths.into_iter().collect())
        };
        Some((batch, span.map_or(now, |(first, _)| first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<Arc<str>> {
        names.iter().map(|name| Arc::from(*name)).collect()
    }

    #[test]
    fn two_writes_are_one_save() {
        let (start, mut debouncer) = (Instant::now(), Debouncer::default());
        debouncer.add(paths(&["a"]), start);
        debouncer.add(paths(&["a", "b"]), start + QUIET / 2);
        assert_eq!(debouncer.take(start + QUIET), None, "it was not quiet for long enough");
        let taken = debouncer.take(start + QUIET / 2 + QUIET);
        assert_eq!(taken, Some((ChangeBatch::Paths(paths(&["a", "b"])), start)));
        assert_eq!((debouncer.due(), debouncer.take(start + MAX)), (None, None));
    }

    #[test]
    fn a_stream_without_end_is_read_after_a_while() {
        let (start, mut debouncer) = (Instant::now(), Debouncer::default());
        let mut now = start;
        while now < start + MAX {
            debouncer.add(paths(&["a"]), now);
            now += QUIET / 2;
        }
        assert_eq!(debouncer.due(), Some(start + MAX));
    }

    #[test]
    fn everything_is_more_than_some() {
        let (start, mut debouncer) = (Instant::now(), Debouncer::default());
        debouncer.add(paths(&["a"]), start);
        debouncer.add_everything(start);
        assert_eq!(debouncer.take(start + QUIET), Some((ChangeBatch::Everything, start)));
    }

    #[test]
    fn what_is_put_off_waits() {
        let (start, mut debouncer) = (Instant::now(), Debouncer::default());
        debouncer.postpone(&paths(&["a"]), start + MAX * 2, start);
        assert_eq!(debouncer.take(start + MAX), None);
        assert_eq!(debouncer.take(start + MAX * 2), Some((ChangeBatch::Paths(paths(&["a"])), start)));
    }
}
