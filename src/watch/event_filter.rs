//! From the system's events to paths of the site: takes an event; drops it if it is irrelevant, and if it
//! is unclear gives everything.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{AccessKind, AccessMode, EventKind};

use super::watcher::WatchEvent;
use crate::source::SourceTree;

/// Translates the system's events.
pub(super) struct EventFilter {
    /// The site's folder, as the system may spell it.
    pub(super) roots: Vec<PathBuf>,
    /// The output, whose events are ignored.
    pub(super) out: PathBuf,
    /// The targets of symbolic links in the site.
    pub(super) links: Arc<Mutex<Vec<PathBuf>>>,
    /// Where the events are sent.
    pub(super) sender: Sender<WatchEvent>,
}

impl EventFilter {
    /// Passes on the meaning of an event.
    pub(super) fn forward(&self, event: notify::Result<notify::Event>) {
        let heard = match event {
            Err(error) => Some(WatchEvent::Unavailable(error.to_string())),
            Ok(event) if event.need_rescan() => Some(WatchEvent::Everything),
            Ok(event) if is_reading(event.kind) => None,
            Ok(event) => self.paths(&event.paths),
        };
        if let Some(heard) = heard {
            // Once the watch has ended, nobody receives this.
            let _ = self.sender.send(heard);
        }
    }

    fn paths(&self, paths: &[PathBuf]) -> Option<WatchEvent> {
        let mut again: Vec<Arc<str>> = Vec::new();
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths.iter().filter(|path| !path.starts_with(&self.out)) {
            let Some(below) = self.roots.iter().find_map(|root| path.strip_prefix(root).ok()) else {
                // Through a link, or spelled by the system in its own way.
                return Some(WatchEvent::Everything);
            };
            if links.iter().any(|link| path.starts_with(link)) {
                return Some(WatchEvent::Everything);
            }
            again.extend(site_path(below).filter(|path| SourceTree::is_part(path)));
        }
        (!again.is_empty()).then_some(WatchEvent::Paths(again))
    }
}

/// A path below the root in the site's spelling; that of the folder if the name is not UTF-8.
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

/// Whether an event only reports that a file was read, as we do ourselves.
fn is_reading(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::Event;
    use notify::event::{AccessMode, CreateKind, Flag, ModifyKind};
    use std::sync::mpsc;

    /// What an event is translated to; none if it is dropped.
    fn heard(event: notify::Result<Event>) -> Option<String> {
        let (sender, receiver) = mpsc::channel();
        let filter = EventFilter {
            roots: vec!["/site".into(), "/real/site".into()],
            out: "/site/content/out".into(),
            links: Arc::new(Mutex::new(vec!["/site/papers".into()])),
            sender,
        };
        filter.forward(event);
        receiver.try_recv().ok().map(|heard| match heard {
            WatchEvent::Paths(paths) => paths.join(" "),
            other => format!("{other:?}"),
        })
    }

    fn modified(path: &str) -> notify::Result<Event> {
        Ok(Event::new(EventKind::Modify(ModifyKind::Any)).add_path(path.into()))
    }

    #[test]
    fn paths_are_those_of_the_site_however_they_are_spelt() {
        assert_eq!(heard(modified("/site/content/a.md")).as_deref(), Some("content/a.md"));
        assert_eq!(heard(modified("/real/site/site.yaml")).as_deref(), Some("site.yaml"));
        assert_eq!(heard(modified("/elsewhere/a.md")).as_deref(), Some("Everything"));
        assert_eq!(heard(modified("/site/papers/linked.md")).as_deref(), Some("Everything"));
        for nothing in [
            "/site/content/out/a.html",
            "/site/public/index.html",
            "/site/content/.a.md.swp",
            "/site/.git/HEAD",
        ] {
            assert_eq!(heard(modified(nothing)), None, "{nothing}");
        }
    }

    #[test]
    fn a_queue_that_ran_over_means_everything() {
        assert_eq!(
            heard(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))).as_deref(),
            Some("Everything")
        );
        let deaf = heard(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        assert!(deaf.is_some_and(|deaf| deaf.starts_with("Unavailable")));
    }

    #[test]
    fn reading_is_no_change_and_the_end_of_writing_is_one() {
        let event = |kind| Ok(Event::new(kind).add_path("/site/content/a.md".into()));
        assert_eq!(heard(event(EventKind::Access(AccessKind::Open(AccessMode::Any)))), None);
        assert_eq!(heard(event(EventKind::Access(AccessKind::Close(AccessMode::Read)))), None);
        assert!(heard(event(EventKind::Access(AccessKind::Close(AccessMode::Write)))).is_some());
        assert!(heard(event(EventKind::Create(CreateKind::File))).is_some());
    }
}
