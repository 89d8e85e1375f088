//! The output of a watch: takes the builds to publish; remembers what it wrote, and notices when another
//! program has changed that.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::faults::{foreign, not_locked, refused, unwritable};
use crate::build::{BuildObserver, Rebuilt, Session};
use crate::diag::{Code, Diagnostic, codes};
use crate::output::{Folder, Lock, Manifest, ManifestStamp, OutputFile, Staging};
use crate::source::System;

/// The output folder between two builds.
pub(super) struct WatchedOutput {
    dir: PathBuf,
    lock: Lock,
    /// The folder, and the manifest that we left there.
    ours: Option<(Folder, ManifestStamp)>,
    /// Whether the manifest there still has to be written.
    unsettled: bool,
    /// Files there that are not ours, as of the last check.
    foreign: Vec<Diagnostic>,
}

/// Why nothing was published.
pub(super) enum PublishError {
    /// The files have mistakes.
    Mistakes(Vec<Diagnostic>),
    /// The machine prevents it.
    Trouble(Box<Diagnostic>),
}

/// What was published.
pub(super) struct PublishReport {
    pub(super) changed: Vec<Arc<str>>,
    pub(super) gone: Vec<Arc<str>>,
    pub(super) pages: usize,
    pub(super) warnings: Vec<Diagnostic>,
}

impl WatchedOutput {
    pub(super) fn new(dir: &Path, lock: Lock) -> WatchedOutput {
        WatchedOutput { dir: dir.to_owned(), lock, ours: None, unsettled: false, foreign: Vec::new() }
    }

    /// Whether the output is no longer as we wrote it.
    pub(super) fn is_disturbed(&self) -> bool {
        self.ours.as_ref().is_some_and(|(folder, stamp)| folder.stamp() != Some(*stamp))
    }

    /// Builds what has changed and publishes it.
    pub(super) fn publish(
        &mut self,
        session: &mut Session,
        system: &dyn System,
        progress: &dyn BuildObserver,
    ) -> Result<PublishReport, PublishError> {
        // Before the output is touched: if the whole site is missing, nothing may be created in its place.
        let prepared = session.prepare(system).map_err(failed)?;
        let known = if self.is_disturbed() { None } else { self.ours.take() };
        let (folder, stamp) = match known {
            Some((folder, stamp)) => (folder, Some(stamp)),
            None => (self.open(session)?, None),
        };
        let trusted = stamp.is_some();
        let staging = folder.stage().map_err(|error| self.trouble(&error))?;
        let present = |file: &OutputFile| trusted || folder.has(&file.path, file.len);
        match session.draw(prepared, system, &present, &staging, progress) {
            Ok(again) => self.commit(folder, staging, session, again, trusted),
            Err(found) => {
                staging.discard();
                self.ours = stamp.map(|stamp| (folder, stamp));
                Err(failed(found))
            }
        }
    }

    /// Draws the search index, if it was put off, and publishes it. If the output has been changed by
    /// others, the next build takes care of it.
    pub(super) fn publish_index(
        &mut self,
        session: &mut Session,
        system: &dyn System,
        progress: &dyn BuildObserver,
    ) -> Result<(), PublishError> {
        if self.is_disturbed() {
            return Ok(());
        }
        let Some((folder, stamp)) = self.ours.take() else { return Ok(()) };
        let staging = folder.stage().map_err(|error| self.trouble(&error))?;
        match session.draw_index(system, &staging, progress) {
            Some(Ok(again)) => self.commit(folder, staging, session, again, true).map(drop),
            None => {
                staging.discard();
                self.ours = Some((folder, stamp));
                Ok(())
            }
            Some(Err(found)) => {
                staging.discard();
                self.ours = Some((folder, stamp));
                Err(failed(found))
            }
        }
    }

    /// Opens the folder again; the session starts from what it contains.
    fn open(&mut self, session: &mut Session) -> Result<Folder, PublishError> {
        let folder = Folder::open(&self.dir)
            .map_err(|why| PublishError::Trouble(Box::new(refused(&self.dir, &why))))?;
        self.lock.retake().map_err(|why| PublishError::Trouble(Box::new(not_locked(&self.dir, &why))))?;
        session.start_from(folder.manifest().and_then(Manifest::parse));
        Ok(folder)
    }

    fn commit(
        &mut self,
        mut folder: Folder,
        staging: Staging,
        session: &mut Session,
        again: Rebuilt,
        trusted: bool,
    ) -> Result<PublishReport, PublishError> {
        let Rebuilt { built, mut warnings, .. } = again;
        let old = session.manifest();
        if !trusted {
            self.foreign = match foreign(&folder, old, &built.manifest) {
                Ok(foreign) => foreign,
                Err(fault) => {
                    staging.discard();
                    return Err(PublishError::Trouble(fault));
                }
            };
        }
        warnings.extend(self.foreign.iter().cloned());
        let gone = old.map(|old| old.removed_in(&built.manifest)).unwrap_or_default();
        let gone = gone.iter().map(|path| path.text().clone()).collect();
        let placed = folder.place(&staging, old, &built.manifest);
        staging.discard();
        self.unsettled = !placed.map_err(|error| self.trouble(&error))?;
        folder.forget_manifest();
        self.ours = folder.stamp().map(|stamp| (folder, stamp));
        let pages = built.manifest.files.iter().filter(|file| file.path.ends_with(".html")).count();
        session.published(built.manifest);
        Ok(PublishReport { changed: built.changed, gone, pages, warnings })
    }

    /// Writes the manifest, if that is still to be done: it is as long as the site, and no page waits for
    /// it.
    pub(super) fn settle(&mut self, session: &Session) {
        if !self.unsettled || self.is_disturbed() {
            return;
        }
        let (Some((folder, stamp)), Some(manifest)) = (&mut self.ours, session.manifest()) else { return };
        // A failed write is tried again; until then the output is as good as after an interrupted build.
        if folder.settle(manifest).is_ok()
            && let Some(now) = folder.stamp()
        {
            (*stamp, self.unsettled) = (now, false);
        }
    }

    fn trouble(&self, error: &std::io::Error) -> PublishError {
        PublishError::Trouble(Box::new(unwritable(&self.dir, error)))
    }
}

/// An error of the disk is not the author's mistake, nor is a file that is being written, which is read
/// again once it is complete.
fn failed(found: Vec<Diagnostic>) -> PublishError {
    let is = |found: &Diagnostic, code: &'static Code| std::ptr::eq(found.code, code);
    let errors = || found.iter().filter(|found| found.is_error());
    let unwritable = found.iter().find(|found| is(found, &codes::OUTPUT_UNWRITABLE));
    let changed = || errors().next().filter(|_| errors().all(|found| is(found, &codes::FILE_CHANGED)));
    match unwritable.or_else(changed) {
        Some(fault) => PublishError::Trouble(Box::new(fault.clone())),
        None => PublishError::Mistakes(found),
    }
}
