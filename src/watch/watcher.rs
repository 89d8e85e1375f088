//! Hears of changes below a site's folder: takes what the system reports, gives paths to be read again. Where
//! the system reports nothing, or stops doing so, it polls.
//!
//! It never says what has changed: only that a path had better be read again, or everything.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::event_filter::EventFilter;
use super::spot_check::SpotCheck;
use crate::diag::{Words, words};
use crate::source::{Disk, FileStamps, Identity, SourceTree};

/// What has been heard.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// These paths below the root are to be read again.
    Paths(Vec<Arc<str>>),
    /// Anything may have changed.
    Everything,
    /// No more is to be expected, and why.
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
    /// By looking every half second.
    Polling,
}

/// Looks no more often than this.
const POLL: Duration = Duration::from_millis(500);
/// Looking takes at most one part in so many of the time.
const SHARE: u32 = 20;
/// How many times a file that was written is read: clocks of disks may tick every two seconds.
const AGAIN: u8 = 4;

/// Watches one site.
pub(super) struct Watcher {
    disk: Disk,
    root: PathBuf,
    sender: Sender<WatchEvent>,
    source: ChangeSource,
    /// Which folders are being watched; the root's name is empty.
    armed: Vec<(&'static str, Option<Identity>)>,
    /// Whether a symbolic link leads elsewhere: then a change may have any path.
    linked: bool,
    /// Where symbolic links lead, as the system's events are distinguished from others.
    links: Arc<Mutex<Vec<PathBuf>>>,
}

enum ChangeSource {
    Notify { watcher: RecommendedWatcher, spot_check: SpotCheck },
    Polling { stamps: FileStamps, every: Duration, next: Instant },
}

impl Watcher {
    /// Watches the site; what is heard goes to `sender`. Also gives why it has to look for itself, if it has
    /// to.
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

    /// Starts to listen to the system.
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

    /// The root as the system may spell it.
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

    /// Watches a folder of the site again; what is not there is heard of through the folder above it.
    fn arm(&mut self, place: &str) -> Result<(), String> {
        let path = self.root.join(place);
        if let ChangeSource::Notify { watcher, .. } = &mut self.source {
            // It may be watched no longer, which is why it is armed.
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

    /// Makes sure that what is about to be read is watched from before it is read. Gives what is to be read
    /// besides, and why it cannot be watched.
    ///
    /// Where a folder has come, been replaced or renamed, the system's own list of what is watched may be of
    /// its predecessor; so all is watched again, and what was written in between is looked for.
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

    /// Looks whether the folders are still those that are watched; gives what is to be read again, and why
    /// they can no longer be watched.
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

    /// The system reports nothing more: from now on it polls.
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

    /// Says what has been heard, so that it is not looked for.
    pub(super) fn mark_reported(&mut self, paths: &[Arc<str>]) {
        if let ChangeSource::Notify { spot_check, .. } = &mut self.source {
            spot_check.heard.extend(paths.iter().cloned());
        }
    }

    /// What was written since the last call, or since it last looked for itself.
    pub(super) fn written(&mut self) -> Vec<Arc<str>> {
        match &mut self.source {
            ChangeSource::Notify { spot_check, .. } => spot_check.written(&self.disk),
            ChangeSource::Polling { stamps, .. } => stamps.look(&self.disk, AGAIN),
        }
    }

    /// When it wants to look for itself.
    pub(super) fn due(&self) -> Instant {
        match &self.source {
            ChangeSource::Notify { spot_check, .. } => spot_check.due(),
            ChangeSource::Polling { next, .. } => *next,
        }
    }

    /// Looks for itself, where it is time to. Gives what is to be read again, and what to say where it turns
    /// out that the system does not report it.
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

/// The folders to be watched, the root first; `site.yaml` is heard of through the root.
fn folders() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(SourceTree::places().iter().copied().filter(|place| !place.contains('.')))
}

fn silent(why: &str) -> Words {
    words!(
        "系统不通知这里的文件变化（{why}），改为定时查看",
        "the system does not report changes here ({why}); polling the files instead"
    )
}
