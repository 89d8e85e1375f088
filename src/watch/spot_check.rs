//! Checks from time to time whether the system reports every change: takes its reports; gives the changes
//! that it missed. Some folders can be watched and never report anything.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::source::{Disk, FileStamps};

/// The shortest time between two checks.
const EVERY: Duration = Duration::from_secs(10);
/// Checking takes at most one part in this many of the time.
const SHARE: u32 = 2000;
/// How long the system has to report a change that was seen.
const GRACE: Duration = Duration::from_secs(1);

/// The changes that were seen and those that were reported.
#[derive(Debug)]
pub(super) struct SpotCheck {
    stamps: FileStamps,
    /// What the system has reported recently.
    pub(super) heard: BTreeSet<Arc<str>>,
    /// Changes that were seen but not reported yet.
    suspects: Vec<Arc<str>>,
    next: Instant,
}

impl SpotCheck {
    /// Starts with the present files as known.
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

    /// Schedules the next check; gives nothing.
    pub(super) fn rest(&mut self, since: Instant) -> Vec<Arc<str>> {
        self.heard.clear();
        self.next = Instant::now() + EVERY.max(since.elapsed() * SHARE);
        Vec::new()
    }

    /// What was written since the last check, reported or not.
    pub(super) fn written(&mut self, disk: &Disk) -> Vec<Arc<str>> {
        let written = self.stamps.look(disk, 0);
        self.heard.extend(written.iter().cloned());
        written
    }

    /// When the next check is due.
    pub(super) fn due(&self) -> Instant {
        self.next
    }

    /// Checks for changes, or after the grace period for reports of them; gives the changes that were not
    /// reported in time.
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
