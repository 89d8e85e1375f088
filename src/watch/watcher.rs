//! Changes below a site's folder: takes the system's reports; gives paths to read again. Where the system
//! reports nothing, or stops doing so, it polls.
//!
//! It never says what has changed, only that a path, or everything, should be read again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::event_filter::EventFilter;
use super::spot_check::SpotCheck;
use crate::diag::{Words, words};
use crate::source::{Disk, FileStamps, Identity, SourceTree};

/// What the watch receives.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// These paths below the root are to be read again.
    Paths(Vec<Arc<str>>),
    /// Anything may have changed.
    Everything,
    /// The system will report nothing more, and why.
    Unavailable(String),
    /// The watch is to stop.
    Stop,
}

/// How changes are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WatchMode {
    /// By the system's notifications, where there are any.
    #[default]
    Automatic,
    /// By checking all files every half second.
    Polling,
}

/// The shortest time between two polls.
const POLL: Duration = Duration::from_millis(500);
/// Polling takes at most one part in this many of the time.
const SHARE: u32 = 20;
/// How often a file that was written is read again: the clocks of some disks advance only every two
/// seconds.
const AGAIN: u8 = 4;

/// Watches one site.
pub(super) struct Watcher {
    disk: Disk,
    root: PathBuf,
    sender: Sender<WatchEvent>,
    source: ChangeSource,
    /// Which folders are watched; the name of the root is empty.
    armed: Vec<(&'static str, Option<Identity>)>,
    /// Whether a symbolic link leads out of the site: then a change may have any path.
    linked: bool,
    /// The targets of symbolic links, by which their events are recognised.
    links: Arc<Mutex<Vec<PathBuf>>>,
}

enum ChangeSource {
    Notify { watcher: RecommendedWatcher, spot_check: SpotCheck },
    Polling { stamps: FileStamps, every: Duration, next: Instant },
}

impl Watcher {
    /// Watches the site and sends events to `sender`. Also gives the reason if it has to poll.
    pub(super) fn start(
        disk: Disk,
        out: &Path,
        mode: WatchMode,
        sender: Sender<WatchEvent>,
    ) -> (Watcher, Option<Words>) {
        let root = std::path::absolute(disk.root()).unwrap_or_else(|_| disk.root().to_owned());
        let source =
            ChangeSource::Polling { stamps: FileStamps::default(), every: POLL, next: Instant::now() };
        let mut watcher =
            Watcher { disk, root, sender, source, armed: Vec::new(), linked: false, links: Arc::default() };
        let note = match mode {
            WatchMode::Polling => {
                Some(Words::fixed("每半秒查看一次文件", "polling the files every half second"))
            }
            WatchMode::Automatic => watcher.listen(out).err().map(|why| silent(&why)),
        };
        if note.is_some() {
            watcher.poll();
        }
        (watcher, note)
    }

    /// Starts to receive the system's reports.
    fn listen(&mut self, out: &Path) -> Result<(), String> {
        if let Some(place) = folders().find(|place| self.disk.is_silent(place)) {
            let name = if place.is_empty() { self.root.display().to_string() } else { place.to_owned() };
            return Err(format!("{name}: network or shared folder"));
        }
        let filter = EventFilter {
            roots: self.spellings(),
            out: std::path::absolute(out).unwrap_or_default(),
            links: self.links.clone(),
            sender: self.sender.clone(),
        };
        let system = notify::recommended_watcher(move |event| filter.forward(event))
            .map_err(|error| error.to_string())?;
        self.source = ChangeSource::Notify { watcher: system, spot_check: SpotCheck::start(&self.disk) };
        self.arm_all()
    }

    /// The root in the spellings that the system may use.
    fn spellings(&self) -> Vec<PathBuf> {
        let real = self.root.canonicalize();
        std::iter::once(self.root.clone()).chain(real.ok().filter(|real| *real != self.root)).collect()
    }

    fn arm_all(&mut self) -> Result<(), String> {
        self.armed.clear();
        for place in folders() {
            let identity = self.disk.identity(place);
            self.armed.push((place, identity));
            if identity.is_some() {
                self.arm(place)?;
            }
        }
        let links = self.disk.links();
        self.linked = !links.is_empty();
        *self.links.lock().unwrap_or_else(PoisonError::into_inner) = links.clone();
        links.iter().try_for_each(|folder| self.watch(folder, RecursiveMode::Recursive))
    }

    /// Watches a folder of the site anew; for a missing one, the folder above it reports its creation.
    fn arm(&mut self, place: &str) -> Result<(), String> {
        let path = self.root.join(place);
        if let ChangeSource::Notify { watcher, .. } = &mut self.source {
            // It may not be watched any more, which is why it is watched anew.
            let _ = watcher.unwatch(&path);
        }
        self.watch(
            &path,
            if place.is_empty() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive },
        )
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), String> {
        let ChangeSource::Notify { watcher, .. } = &mut self.source else { return Ok(()) };
        match watcher.watch(path, mode) {
            Err(error) if !matches!(error.kind, notify::ErrorKind::PathNotFound) && path.exists() => {
                Err(error.to_string())
            }
            _ => Ok(()),
        }
    }

    /// Makes sure that whatever is about to be read has been watched since before. Gives what else has to
    /// be read, and the reason if it cannot be watched.
    ///
    /// Where a folder was created, replaced or renamed, the system may still be watching its predecessor.
    /// Therefore everything is watched anew, and files written in between are looked for.
    pub(super) fn before_reading(&mut self, paths: &[Arc<str>]) -> (Vec<Arc<str>>, Option<Words>) {
        let is_folder = |path: &Arc<str>| {
            let full = self.root.join(&**path);
            full.is_dir() || full.is_symlink()
        };
        if !matches!(self.source, ChangeSource::Notify { .. }) || !paths.iter().any(is_folder) {
            return (Vec::new(), None);
        }
        let armed = self.arm_all();
        (self.written(), armed.err().map(|why| self.fall_back_to_polling(&why)))
    }

    /// Checks whether the folders are still the ones that are watched; gives what has to be read again, and
    /// the reason if they can no longer be watched.
    pub(super) fn check(&mut self) -> (Option<WatchEvent>, Option<Words>) {
        if matches!(self.source, ChangeSource::Polling { .. }) {
            return (None, None);
        }
        if self.armed.iter().all(|(place, was)| self.disk.identity(place) == *was) {
            return (None, None);
        }
        let armed = self.arm_all();
        (Some(WatchEvent::Everything), armed.err().map(|why| self.fall_back_to_polling(&why)))
    }

    /// The system reports nothing any more: polls from now on.
    pub(super) fn fall_back_to_polling(&mut self, why: &str) -> Words {
        self.poll();
        silent(why)
    }

    fn poll(&mut self) {
        self.linked = false;
        let mut stamps = FileStamps::default();
        let start = Instant::now();
        stamps.look(&self.disk, AGAIN);
        self.source = ChangeSource::Polling {
            stamps,
            every: POLL.max(start.elapsed() * SHARE),
            next: Instant::now() + POLL,
        };
    }

    /// Whether a change may have any path.
    pub(super) fn is_linked(&self) -> bool {
        self.linked
    }

    /// Notes which paths were reported, so that the spot check does not miss them.
    pub(super) fn mark_reported(&mut self, paths: &[Arc<str>]) {
        if let ChangeSource::Notify { spot_check, .. } = &mut self.source {
            spot_check.heard.extend(paths.iter().cloned());
        }
    }

    /// What was written since the last call, or since the last check of its own.
    pub(super) fn written(&mut self) -> Vec<Arc<str>> {
        match &mut self.source {
            ChangeSource::Notify { spot_check, .. } => spot_check.written(&self.disk),
            ChangeSource::Polling { stamps, .. } => stamps.look(&self.disk, AGAIN),
        }
    }

    /// When its next check is due.
    pub(super) fn due(&self) -> Instant {
        match &self.source {
            ChangeSource::Notify { spot_check, .. } => spot_check.due(),
            ChangeSource::Polling { next, .. } => *next,
        }
    }

    /// Makes its own check, if it is due. Gives what has to be read again, and a message if it turns out
    /// that the system does not report it.
    pub(super) fn look(&mut self, now: Instant) -> (Vec<Arc<str>>, Option<Words>) {
        if now < self.due() {
            return (Vec::new(), None);
        }
        match &mut self.source {
            ChangeSource::Notify { spot_check, .. } => {
                let unheard =
                    if self.linked { spot_check.rest(now) } else { spot_check.look(&self.disk, now) };
                let words = unheard.first().map(|first| self.fall_back_to_polling(first));
                (unheard, words)
            }
            ChangeSource::Polling { stamps, every, next } => {
                let differ = stamps.look(&self.disk, AGAIN);
                *every = POLL.max(now.elapsed() * SHARE);
                *next = Instant::now() + *every;
                (differ, None)
            }
        }
    }
}

/// The folders to watch, the root first; changes of `site.yaml` are reported for the root.
fn folders() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(SourceTree::places().iter().copied().filter(|place| !place.contains('.')))
}

fn silent(why: &str) -> Words {
    words!(
        "系统不通知这里的文件变化（{why}），改为定时查看",
        "the system does not report changes here ({why}); polling the files instead"
    )
}
