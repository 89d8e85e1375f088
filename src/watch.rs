//! Watching: takes file events and the passing of time; repeats the build, and reports each result to its
//! listeners.
//!
//! An event only means *read this path again*; the build decides what has to be drawn, never this module.
//! Nothing here prints, and only `output` writes.

mod debounce;
mod event_filter;
mod output;
mod rendered;
mod spot_check;
mod update;
mod watcher;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

pub use update::{Listener, RenderedDiagnostic, Update};
pub use watcher::WatchMode;

use crate::build::faults::{not_locked, refused};
use crate::build::{BuildObserver, BuildOptions, Session};
use crate::diag::{Diagnostic, Words};
use crate::output::{Folder, Lock};
use crate::source::Disk;
use debounce::{ChangeBatch, Debouncer};
use output::{PublishError, PublishReport, WatchedOutput};
use watcher::{WatchEvent, Watcher};

/// How often it checks the clock, its folders and its output.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// How long after the last edit the search index is drawn.
const QUIET: Duration = Duration::from_millis(800);
/// For how long after reading everything it is enough to read what was written since.
const SCANNED: Duration = Duration::from_secs(5);
/// How long a file that has just become empty is left alone: most likely it is being written.
const EMPTY: Duration = Duration::from_millis(150);

/// A watch over one site and one output, to which no other process writes meanwhile.
pub struct Watch {
    disk: Disk,
    session: Session,
    output: WatchedOutput,
    watcher: Watcher,
    events: Receiver<WatchEvent>,
    sender: Sender<WatchEvent>,
    debouncer: Debouncer,
    state: BuildState,
    /// When everything was last read.
    scanned: Option<Instant>,
    /// When to try again what the machine prevented.
    retry: Option<Instant>,
    /// When to draw the search index, if it was put off.
    index_due: Option<Instant>,
    /// The paths that have changed but were not built yet.
    pending: BTreeSet<Arc<str>>,
    note: Option<Words>,
}

/// The result of the last build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BuildState {
    Built,
    Broken,
    Trouble,
}

/// What to watch, and how.
#[derive(Clone, Debug)]
pub struct WatchOptions {
    /// The site's folder, without the output.
    pub disk: Disk,
    /// The output folder.
    pub out: PathBuf,
    /// How to build.
    pub settings: BuildOptions,
    /// How changes are found.
    pub mode: WatchMode,
}

/// Ends a watch from another thread.
#[derive(Clone, Debug)]
pub struct StopHandle(Sender<WatchEvent>);

impl StopHandle {
    /// Ends it after the current build.
    pub fn stop(&self) {
        // A watch that has ended needs no stopping.
        let _ = self.0.send(WatchEvent::Stop);
    }
}

impl Watch {
    /// Locks the output and starts to listen for changes; nothing has been built yet.
    ///
    /// # Errors
    /// The output is not ours, or another process writes there.
    pub fn open(options: WatchOptions) -> Result<Watch, Box<Diagnostic>> {
        let WatchOptions { disk, out, settings, mode } = options;
        Folder::open(&out).map_err(|why| Box::new(refused(&out, &why)))?;
        let lock = Lock::take(&out, "watch").map_err(|why| Box::new(not_locked(&out, &why)))?;
        let (sender, events) = mpsc::channel();
        // Watched first and read afterwards, so that nothing saved in between is missed.
        let (watcher, note) = Watcher::start(disk.clone(), &out, mode, sender.clone());
        let mut session = Session::new(settings);
        session.put_off_index();
        Ok(Watch {
            output: WatchedOutput::new(&out, lock),
            session,
            debouncer: Debouncer::default(),
            state: BuildState::Built,
            scanned: None,
            retry: None,
            index_due: None,
            pending: BTreeSet::new(),
            disk,
            watcher,
            events,
            sender,
            note,
        })
    }

    /// A handle to end it.
    pub fn stopper(&self) -> StopHandle {
        StopHandle(self.sender.clone())
    }

    /// Builds, and builds again whenever something changes, until it is stopped.
    pub fn run(mut self, listeners: &[&dyn Listener], progress: &dyn BuildObserver) {
        let tell = |update: &Update| listeners.iter().for_each(|listener| listener.on_update(update));
        if let Some(words) = self.note.take() {
            tell(&Update::Note { words });
        }
        let start = Instant::now();
        self.read_everything();
        tell(&self.build(start, progress));
        let mut beat = Instant::now() + HEARTBEAT;
        loop {
            match self.events.recv_timeout(self.timeout(beat)) {
                Ok(WatchEvent::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    return self.output.settle(&self.session);
                }
                Ok(event) => self.handle(event, &tell),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            let (looked, words) = self.watcher.look(now);
            if let Some(words) = words {
                tell(&Update::Note { words });
            }
            self.debouncer.add(looked, now);
            if let Some((batch, since)) = self.debouncer.take(now)
                && let Some(update) = self.read_and_build(batch, since, progress, &tell)
            {
                tell(&update);
            }
            if now >= beat {
                beat = now + HEARTBEAT;
                if self.debouncer.due().is_none() {
                    self.output.settle(&self.session);
                }
                if let Some(update) = self.heartbeat(progress, &tell) {
                    tell(&update);
                }
            }
            self.draw_index(now, progress);
        }
    }

    /// How long to wait for events when nothing else is due.
    fn timeout(&self, beat: Instant) -> Duration {
        let due = self.debouncer.due().into_iter().chain(self.index_due).chain([beat, self.watcher.due()]);
        let due = due.min().unwrap_or(beat);
        due.saturating_duration_since(Instant::now())
    }

    fn handle(&mut self, event: WatchEvent, tell: &dyn Fn(&Update)) {
        let now = Instant::now();
        match event {
            WatchEvent::Paths(_) if self.watcher.is_linked() => self.debouncer.add_everything(now),
            WatchEvent::Paths(paths) => {
                self.watcher.mark_reported(&paths);
                self.debouncer.add(paths, now);
            }
            WatchEvent::Everything => self.debouncer.add_everything(now),
            WatchEvent::Unavailable(why) => {
                tell(&Update::Note { words: self.watcher.fall_back_to_polling(&why) });
                self.debouncer.add_everything(now);
            }
            WatchEvent::Stop => {}
        }
    }

    /// Reads again, and builds if anything has changed.
    fn read_and_build(
        &mut self,
        batch: ChangeBatch,
        since: Instant,
        progress: &dyn BuildObserver,
        tell: &dyn Fn(&Update),
    ) -> Option<Update> {
        let edited = match batch {
            ChangeBatch::Everything => self.read_everything(),
            ChangeBatch::Paths(mut paths) => {
                let (besides, words) = self.watcher.before_reading(&paths);
                paths.extend(besides);
                if let Some(words) = words {
                    tell(&Update::Note { words });
                    self.debouncer.add_everything(Instant::now());
                }
                self.session.read_again(&self.disk, &paths)
            }
        };
        self.watcher.mark_reported(&edited);
        let emptied = self.session.emptied(&edited);
        self.pending.extend(edited);
        let now = Instant::now();
        if !emptied.is_empty() && now.saturating_duration_since(since) < EMPTY {
            self.debouncer.postpone(&emptied, since + EMPTY, now);
            return None;
        }
        (!self.pending.is_empty() || self.state == BuildState::Trouble).then(|| self.build(since, progress))
    }

    /// Reads every file; soon afterwards, only the files written since. Reading causes events too, and the
    /// events of many thousand files may be more than the system can report: that would repeat for ever.
    fn read_everything(&mut self) -> Vec<Arc<str>> {
        let written = self.watcher.written();
        let lately = self.scanned.replace(Instant::now()).is_some_and(|scanned| scanned.elapsed() < SCANNED);
        if lately { self.session.read_again(&self.disk, &written) } else { self.session.read_all(&self.disk) }
    }

    /// Checks what no event reports: the time, whether the folders are still the same, and what others did
    /// to the output.
    fn heartbeat(&mut self, progress: &dyn BuildObserver, tell: &dyn Fn(&Update)) -> Option<Update> {
        let (event, words) = self.watcher.check();
        if let Some(words) = words {
            tell(&Update::Note { words });
        }
        if let Some(event) = event {
            self.handle(event, tell);
        }
        let due = match self.state {
            BuildState::Built => self.session.is_overdue() || self.output.is_disturbed(),
            BuildState::Broken => false,
            BuildState::Trouble => self.retry.is_none_or(|retry| retry <= Instant::now()),
        };
        (due && self.debouncer.due().is_none()).then(|| self.build(Instant::now(), progress))
    }

    /// Draws the search index, if it was put off and nothing else is due; what the machine prevented is
    /// tried again.
    fn draw_index(&mut self, now: Instant, progress: &dyn BuildObserver) {
        if self.index_due.is_none_or(|due| due > now) || self.debouncer.due().is_some() {
            return;
        }
        let drawn = self.output.publish_index(&mut self.session, &self.disk, progress);
        self.index_due = drawn.is_err().then(|| Instant::now() + HEARTBEAT * 5);
    }

    fn build(&mut self, since: Instant, progress: &dyn BuildObserver) -> Update {
        let edited = std::mem::take(&mut self.pending).iter().map(|path| path.to_string()).collect();
        let built = self.output.publish(&mut self.session, &self.disk, progress);
        self.index_due = self.session.is_index_late().then(|| Instant::now() + QUIET);
        let (disk, manifest) = (&self.disk, self.session.manifest());
        let seconds = since.elapsed().as_secs_f64();
        match built {
            Ok(PublishReport { changed, gone, pages, warnings }) => {
                self.state = BuildState::Built;
                let warnings = rendered::render(&warnings, disk, manifest);
                Update::Built { edited, changed, gone, pages, seconds, warnings }
            }
            Err(PublishError::Mistakes(found)) => {
                self.state = BuildState::Broken;
                Update::Broken { edited, found: rendered::render(&found, disk, manifest), seconds }
            }
            Err(PublishError::Trouble(fault)) => {
                self.state = BuildState::Trouble;
                self.retry = Some(Instant::now() + HEARTBEAT.max(since.elapsed() * 5));
                Update::Trouble { fault: rendered::render_one(&fault, disk, manifest) }
            }
        }
    }
}
