//! Hears of changes below a site's folder: takes what the system tells, gives paths to be read again. Where the system tells
//! nothing, or stops telling, it looks for itself.
//!
//! It never says what has changed: only that a path had better be read again, or everything.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::patrol::Patrol;
use crate::diag::{Words, words};
use crate::source::{Disk, Identity, Stamps, Tree};

/// What has been heard.
#[derive(Debug)]
pub(super) enum Heard {
    /// These paths below the root are to be read again.
    Paths(Vec<Arc<str>>),
    /// Anything may have changed.
    Everything,
    /// No more is to be expected, and why.
    Deaf(String),
    /// Somebody wants to stop.
    Stop,
}

/// How changes are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As the system tells, where it does.
    #[default]
    Automatic,
    /// By looking every half second.
    Polling,
}

/// Looks no oftener than this.
const POLL: Duration = Duration::from_millis(500);
/// Looking takes at most one part in so many of the time.
const SHARE: u32 = 20;
/// A file that was written is read so many times: clocks of disks may tick every two seconds.
const AGAIN: u8 = 4;

/// Watches one site.
pub(super) struct Watcher {
    disk: Disk,
    root: PathBuf,
    sender: Sender<Heard>,
    ears: Ears,
    /// Which folders are being watched; the root's name is empty.
    armed: Vec<(&'static str, Option<Identity>)>,
    /// Whether a symbolic link leads elsewhere: then a change may have any path.
    linked: bool,
}

enum Ears {
    System { ears: RecommendedWatcher, patrol: Patrol },
    Own { stamps: Stamps, every: Duration, next: Instant },
}

impl Watcher {
    /// Watches the site; what is heard goes to `sender`. Also gives why it has to look for itself, if it has to.
    pub(super) fn start(disk: Disk, out: &Path, way: Way, sender: Sender<Heard>) -> (Watcher, Option<Words>) {
        let root = std::path::absolute(disk.root()).unwrap_or_else(|_| disk.root().to_owned());
        let ears = Ears::Own { stamps: Stamps::default(), every: POLL, next: Instant::now() };
        let mut watcher = Watcher { disk, root, sender, ears, armed: Vec::new(), linked: false };
        let told = match way {
            Way::Polling => Some(Words::fixed("每半秒查看一次文件", "looking at the files every half second")),
            Way::Automatic => watcher.listen(out).err().map(|why| silent(&why)),
        };
        if told.is_some() {
            watcher.poll();
        }
        (watcher, told)
    }

    /// Starts to listen to the system.
    fn listen(&mut self, out: &Path) -> Result<(), String> {
        if let Some(place) = folders().find(|place| self.disk.is_silent(place)) {
            let name = if place.is_empty() { self.root.display().to_string() } else { place.to_owned() };
            return Err(format!("{name}: network or shared folder"));
        }
        let ear = Ear { roots: self.spellings(), out: std::path::absolute(out).unwrap_or_default(), sender: self.sender.clone() };
        let system = notify::recommended_watcher(move |event| ear.hear(event)).map_err(|error| error.to_string())?;
        self.ears = Ears::System { ears: system, patrol: Patrol::default() };
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
        links.iter().try_for_each(|folder| self.watch(folder, RecursiveMode::Recursive))?;
        if let Ears::System { patrol, .. } = &mut self.ears {
            patrol.start(&self.disk);
        }
        Ok(())
    }

    /// Watches a folder of the site anew; what is not there is heard of through the folder above it.
    fn arm(&mut self, place: &str) -> Result<(), String> {
        let path = self.root.join(place);
        if let Ears::System { ears, .. } = &mut self.ears {
            // It may be watched no longer, which is why it is armed.
            let _ = ears.unwatch(&path);
        }
        self.watch(&path, if place.is_empty() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive })
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), String> {
        let Ears::System { ears, .. } = &mut self.ears else { return Ok(()) };
        match ears.watch(path, mode) {
            Err(error) if !matches!(error.kind, notify::ErrorKind::PathNotFound) && path.exists() => Err(error.to_string()),
            _ => Ok(()),
        }
    }

    /// Makes sure that what is about to be read is watched from before it is read. Gives why it cannot be watched.
    pub(super) fn before_reading(&mut self, paths: &[Arc<str>]) -> Option<Words> {
        for path in paths {
            let full = self.root.join(&**path);
            let armed = if folders().any(|place| *place == **path) {
                self.arm(path)
            } else if full.is_dir() {
                // A folder that has just come: files in it may be older than its watch.
                self.watch(&full, RecursiveMode::Recursive)
            } else {
                Ok(())
            };
            self.linked |= full.is_symlink();
            if let Err(why) = armed {
                return Some(self.deaf(&why));
            }
        }
        None
    }

    /// Looks whether the folders are still those that are watched; gives what is to be read again, and why they can no
    /// longer be watched.
    pub(super) fn check(&mut self) -> (Option<Heard>, Option<Words>) {
        if matches!(self.ears, Ears::Own { .. }) {
            return (None, None);
        }
        if self.armed.iter().all(|(place, was)| self.disk.identity(place) == *was) {
            return (None, None);
        }
        let armed = self.arm_all();
        (Some(Heard::Everything), armed.err().map(|why| self.deaf(&why)))
    }

    /// The system tells nothing more: from now on it looks for itself.
    pub(super) fn deaf(&mut self, why: &str) -> Words {
        self.poll();
        silent(why)
    }

    fn poll(&mut self) {
        self.linked = false;
        let mut stamps = Stamps::default();
        let start = Instant::now();
        stamps.look(&self.disk, AGAIN);
        self.ears = Ears::Own { stamps, every: POLL.max(start.elapsed() * SHARE), next: Instant::now() + POLL };
    }

    /// Whether a change may have any path.
    pub(super) fn is_linked(&self) -> bool {
        self.linked
    }

    /// Says what has been heard, so that it is not looked for.
    pub(super) fn heard(&mut self, paths: &[Arc<str>]) {
        if let Ears::System { patrol, .. } = &mut self.ears {
            patrol.heard.extend(paths.iter().cloned());
        }
    }

    /// When it wants to look for itself.
    pub(super) fn due(&self) -> Instant {
        match &self.ears {
            Ears::System { patrol, .. } => patrol.due(),
            Ears::Own { next, .. } => *next,
        }
    }

    /// Looks for itself, where it is time to. Gives what is to be read again, and what to say where it turns out that the
    /// system does not tell.
    pub(super) fn look(&mut self, now: Instant) -> (Vec<Arc<str>>, Option<Words>) {
        if now < self.due() {
            return (Vec::new(), None);
        }
        match &mut self.ears {
            Ears::System { patrol, .. } => {
                let unheard = if self.linked { patrol.rest(now) } else { patrol.look(&self.disk, now) };
                let words = unheard.first().map(|first| self.deaf(first));
                (unheard, words)
            }
            Ears::Own { stamps, every, next } => {
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
    std::iter::once("").chain(Tree::places().iter().copied().filter(|place| !place.contains('.')))
}

fn silent(why: &str) -> Words {
    words!(
        "系统不通知这里的文件变化（{why}），改为定时查看",
        "the system does not tell of changes here ({why}); looking at the files from time to time instead"
    )
}

/// What the system's events come to.
struct Ear {
    roots: Vec<PathBuf>,
    out: PathBuf,
    sender: Sender<Heard>,
}

impl Ear {
    fn hear(&self, event: notify::Result<notify::Event>) {
        let heard = match event {
            Err(error) => Some(Heard::Deaf(error.to_string())),
            Ok(event) if event.need_rescan() => Some(Heard::Everything),
            Ok(event) if is_reading(event.kind) => None,
            Ok(event) => self.paths(&event.paths),
        };
        if let Some(heard) = heard {
            // Nobody listens any more when the watch is over.
            let _ = self.sender.send(heard);
        }
    }

    fn paths(&self, paths: &[PathBuf]) -> Option<Heard> {
        let mut again: Vec<Arc<str>> = Vec::new();
        for path in paths.iter().filter(|path| !path.starts_with(&self.out)) {
            let Some(below) = self.roots.iter().find_map(|root| path.strip_prefix(root).ok()) else {
                // Behind a link, or the system spells it in a way of its own.
                return Some(Heard::Everything);
            };
            again.extend(site_path(below).filter(|path| Tree::is_part(path)));
        }
        (!again.is_empty()).then_some(Heard::Paths(again))
    }
}

/// A path below the root as a site spells it; the folder's where the name is not UTF-8.
fn site_path(below: &Path) -> Option<Arc<str>> {
    let mut below = below;
    let text = loop {
        match below.to_str() {
            Some(text) => break text,
            None => below = below.parent()?,
        }
    };
    Some(text.replace(std::path::MAIN_SEPARATOR, "/").into())
}

/// Whether an event only tells that somebody reads, as we do ourselves.
fn is_reading(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}
