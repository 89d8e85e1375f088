//! Looks from time to time whether the system reports every change. Some folders can be watched and never
//! report anything.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::source::{Disk, FileStamps};

/// Not more often than this.
const EVERY: Duration = Duration::from_secs(10);
/// Looking takes at most one part in so many of the time.
const SHARE: u32 = 2000;
/// How long the system has to report what was seen.
const GRACE: Duration = Duration::from_secs(1);

/// What was seen and what was heard.
#[derive(Debug)]
pub(super) struct SpotCheck {
    stamps: FileStamps,
    /// What the system has reported recently.
    pub(super) heard: BTreeSet<Arc<str>>,
    /// What was seen and not heard of yet.
    suspects: Vec<Arc<str>>,
    next: Instant,
}

impl SpotCheck {
    /// Takes what is there for known.
    pub(super) fn start(disk: &Disk) -> SpotCheck {
        let now = Instant::now();
        let mut spot_check = SpotCheck {
            stamps: FileStamps::default(),
            heard: BTreeSet::new(),
            suspects: Vec::new(),
            next: now,
        };
        spot_check.stamps.look(disk, 0);
        spot_check.rest(now);
        spot_check
    }

    /// Waits; gives nothing.
    pub(super) fn rest(&mut self, since: Instant) -> Vec<Arc<str>> {
        self.heard.clear();
        self.next = Instant::now() + EVERY.max(since.elapsed() * SHARE);
        Vec::new()
    }

    /// What was written since it last looked, heard of or not.
    pub(super) fn written(&mut self, disk: &Disk) -> Vec<Arc<str>> {
        let written = self.stamps.look(disk, 0);
        self.heard.extend(written.iter().cloned());
        written
    }

    /// When it wants to look.
    pub(super) fn due(&self) -> Instant {
        self.next
    }

    /// Looks, or looks back: gives what changed and was not heard of though there was time enough.
    pub(super) fn look(&mut self, disk: &Disk, now: Instant) -> Vec<Arc<str>> {
        let suspects = std::mem::take(&mut self.suspects);
        if !suspects.is_empty() {
            let unheard = self.unheard(suspects);
            self.rest(now);
            return unheard;
        }
        let differ = self.stamps.look(disk, 0);
        self.suspects = self.unheard(differ);
        if self.suspects.is_empty() {
            return self.rest(now);
        }
        self.next = now + GRACE;
        Vec::new()
    }

    fn unheard(&self, paths: Vec<Arc<str>>) -> Vec<Arc<str>> {
        paths.into_iter().filter(|path| !self.heard.contains(path)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_told_of_is_found_and_what_somebody_reported_of_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str| std::fs::write(dir.path().join(path), path).unwrap();
        std::fs::create_dir_all(dir.path().join("content/a")).unwrap();
        let disk = Disk::new(dir.path()).unwrap();
        let mut spot_check = SpotCheck::start(&disk);
        write("content/a/told.md");
        write("content/late.md");
        write("content/silent.md");
        spot_check.heard.insert("content/a/told.md".into());
        let now = Instant::now();
        assert!(spot_check.look(&disk, now).is_empty(), "it was given no time");
        assert_eq!(spot_check.due(), now + GRACE);
        spot_check.heard.insert("content/late.md".into());
        assert_eq!(spot_check.look(&disk, now + GRACE), [Arc::from("content/silent.md")]);
        assert!(spot_check.look(&disk, now + GRACE).is_empty());
    }
}
