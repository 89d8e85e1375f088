//! The output folder on disk: takes staged files, puts them in place by one rename for a first build, and by
//! a rename of each file for later ones.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::WalkDir;

use super::confined::{Confined, OpenOptions};
use super::manifest::DOUBT;
use super::shutdown::{Temporary, critical_section, temporary};
use super::{LOCK, MANIFEST, Manifest, OutputFile, Sink, ours};
use crate::output_path::OutputPath;

/// An output folder that is ours or may become ours.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    manifest: Option<String>,
    /// Whether it is still empty.
    fresh: bool,
    /// The stamp of the manifest when the folder was opened.
    opened: Option<ManifestStamp>,
}

/// Why an output folder is refused.
#[derive(Debug)]
pub enum FolderRefused {
    /// It contains files but no manifest of ours.
    NotOurs,
    /// It is a file.
    NotAFolder,
    /// The disk returned an error.
    Disk(io::Error),
}

impl From<io::Error> for FolderRefused {
    fn from(error: io::Error) -> Self {
        FolderRefused::Disk(error)
    }
}

impl Folder {
    /// Opens a folder for writing, without changing it yet.
    ///
    /// # Errors
    /// It is not ours, or cannot be read.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Folder, FolderRefused> {
        let dir = dir.into();
        // Taken before the manifest is read, so that anything written in between is noticed later.
        let opened = stamp(&dir);
        match fs::read_dir(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Folder { dir, manifest: None, fresh: true, opened });
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(FolderRefused::NotAFolder);
            }
            Err(error) => return Err(error.into()),
            Ok(entries) => {
                let mut others = entries
                    .filter_map(Result::ok)
                    .map(|entry| entry.file_name())
                    .filter(|name| !is_staging(name));
                if others.next().is_none() {
                    return Ok(Folder { dir, manifest: None, fresh: true, opened });
                }
            }
        }
        if !ours::is_marked(&dir) {
            return Err(FolderRefused::NotOurs);
        }
        // A manifest of another version, or one that lists anything but outputs, still shows that the
        // folder is ours.
        let bytes = fs::read(dir.join(MANIFEST))?;
        Ok(Folder { dir, manifest: Some(String::from_utf8_lossy(&bytes).into_owned()), fresh: false, opened })
    }

    /// The text of the manifest.
    pub fn manifest(&self) -> Option<&str> {
        self.manifest.as_deref()
    }

    /// The stamp of the present manifest; none if there is none.
    pub fn stamp(&self) -> Option<ManifestStamp> {
        stamp(&self.dir)
    }

    /// Whether the manifest has been replaced since the folder was opened.
    pub fn is_stale(&self) -> bool {
        self.stamp() != self.opened
    }

    /// Drops the manifest's text, once it has been read or is no longer current.
    pub fn forget_manifest(&mut self) {
        (self.manifest, self.fresh) = (None, false);
    }

    /// Whether a file is there with this many bytes.
    pub fn has(&self, path: &str, len: u64) -> bool {
        fs::symlink_metadata(self.dir.join(path)).is_ok_and(|found| found.is_file() && found.len() == len)
    }

    /// Every file in the folder, except our own, which begin with a dot.
    pub fn files(&self) -> Vec<String> {
        files_in(&self.dir).filter_map(Result::ok).collect()
    }

    /// Whether a run that was killed left unfinished files, inside or beside the folder.
    pub fn has_leftovers(&self) -> bool {
        let (beside, inside) = staging_places(&self.dir);
        beside.iter().chain([&inside]).any(|dir| ours::is_ours(dir) || ours::is_ours(&aside(dir)))
    }

    /// Opens a staging folder: beside the output, or inside it if that is not possible. Anything of the
    /// same name that is not ours is left alone.
    ///
    /// # Errors
    /// Errors of the disk.
    pub fn stage(&self) -> io::Result<Staging> {
        let _at_work = critical_section();
        let (beside, inside) = staging_places(&self.dir);
        for left in beside.iter().map(|dir| aside(dir)).chain([aside(&inside), inside.clone()]) {
            // What cannot be removed is harmless, or is reported when it is not.
            let _ = ours::clear(&left);
        }
        for dir in beside.iter().filter(|dir| self.fresh || same_disk(dir.parent(), &self.dir)) {
            if ours::make(dir).is_ok() {
                return Ok(Staging::at(dir.clone()));
            }
        }
        fs::create_dir_all(&self.dir)?;
        ours::make(&inside)?;
        Ok(Staging::at(inside))
    }

    /// Puts the staged files in place, removes files that are no longer part of the output, and writes the
    /// manifest last.
    ///
    /// # Errors
    /// Errors of the disk. Until the first file is replaced nothing has changed; after that every file is
    /// old or new, and the next build repairs the rest.
    pub fn commit(&self, staging: Staging, old: Option<&Manifest>, new: &Manifest) -> io::Result<()> {
        let _at_work = critical_section();
        let done = match self.is_as_before(&staging, new) {
            true => Ok(()),
            false => self.place(&staging, old, new).and_then(|whole| match whole {
                true => Ok(()),
                false => self.confined()?.write_manifest(&staging, new),
            }),
        };
        staging.discard();
        done
    }

    /// Whether there is nothing to write: no file was staged, and the manifest is the same.
    fn is_as_before(&self, staging: &Staging, new: &Manifest) -> bool {
        let nothing_staged = || files_in(&staging.dir).all(|path| path.is_ok_and(|path| path == MANIFEST));
        self.manifest.as_ref().is_some_and(|before| nothing_staged() && *before == new.write())
    }

    /// Puts the staged files in place without the manifest; gives whether the manifest is in place
    /// nevertheless. Until `settle` writes it, the present one says of the new files only that they are
    /// ours and must be drawn again.
    ///
    /// # Errors
    /// As for `commit`.
    pub fn place(&self, staging: &Staging, old: Option<&Manifest>, new: &Manifest) -> io::Result<bool> {
        // Once files are being replaced, the program must not end in between.
        let _at_work = critical_section();
        if self.fresh && !staging.dir.starts_with(&self.dir) {
            staging.note(new)?;
            fs::rename(staging.dir.join(NEXT), staging.dir.join(MANIFEST))?;
            if self.take_place(&staging.dir) {
                return Ok(true);
            }
        }
        fs::create_dir_all(&self.dir)?;
        let mut folder = self.confined()?;
        let staged = staging.paths()?;
        let gone = old.map(|old| old.removed_in(new)).unwrap_or_default();
        if old.is_none() || !gone.is_empty() || staged.len() > FEW || !folder.doubt(&staged) {
            folder.write_manifest(staging, &interim(old, new, &staged))?;
        }
        let folded: HashSet<String> = staged.iter().map(|path| path.to_lowercase()).collect();
        // On a disk that does not distinguish `A` from `a`, a removal after the rename would remove the new
        // file.
        let (first, last): (Vec<_>, Vec<_>) =
            gone.into_iter().partition(|path| folded.contains(&path.to_lowercase()));
        // A file that cannot be removed is reported by the next build as not ours.
        first.iter().for_each(|path| folder.remove(path));
        let folders: BTreeSet<&str> = staged.iter().map(|path| path.split().0).collect();
        folders.into_iter().try_for_each(|inner| folder.make(inner))?;
        let mut from = Confined::open(&staging.dir)?;
        staged.iter().try_for_each(|path| folder.take(&mut from, path))?;
        last.iter().for_each(|path| folder.remove(path));
        Ok(false)
    }

    /// Writes the manifest for the files that `place` put in place.
    ///
    /// # Errors
    /// Errors of the disk.
    pub fn settle(&self, manifest: &Manifest) -> io::Result<()> {
        let _at_work = critical_section();
        let staging = self.stage()?;
        self.confined()?.write_manifest(&staging, manifest)?;
        staging.discard();
        Ok(())
    }

    fn confined(&self) -> io::Result<Confined> {
        Confined::open(&self.dir)
    }

    /// Renames the whole staging folder to the output folder, which can be replaced if it contains nothing
    /// but a lock.
    fn take_place(&self, staging: &Path) -> bool {
        let (lock, moved) = (self.dir.join(LOCK), staging.join(LOCK));
        let locked = fs::rename(&lock, &moved).is_ok();
        if self.dir.is_dir() {
            remove_if_empty(&self.dir);
        }
        let taken = fs::rename(staging, &self.dir).is_ok();
        if locked && !taken {
            // Best effort: the lock belongs to the open file, whatever its name is.
            let _ = fs::create_dir_all(&self.dir).and_then(|()| fs::rename(&moved, &lock));
        }
        taken
    }
}

impl Confined {
    /// Appends to the manifest that some files are about to be replaced; gives whether there was one to
    /// append to.
    fn doubt(&self, paths: &[OutputPath]) -> bool {
        let lines: String = paths.iter().flat_map(|path| [DOUBT, path, "\n"]).collect();
        let manifest = self.own(MANIFEST, OpenOptions::new().append(true));
        manifest.and_then(|mut manifest| manifest.write_all(lines.as_bytes())).is_ok()
    }

    fn write_manifest(&mut self, staging: &Staging, manifest: &Manifest) -> io::Result<()> {
        staging.note(manifest)?;
        self.take_as(&Confined::open(&staging.dir)?, NEXT, MANIFEST)
    }
}

/// Files that were drawn and are not in place yet; thrown away when this is dropped.
#[derive(Debug)]
pub struct Staging {
    dir: PathBuf,
    _brief: Temporary,
}

const STAGING: &str = ".lilong-staging";

/// The future manifest, in a staging folder, whose present manifest shows that the folder is ours as long
/// as anything is in it.
const NEXT: &str = ".lilong-manifest-next";

/// Up to this number, files are appended to the manifest before they are replaced; for more, it is
/// rewritten.
const FEW: usize = 64;

/// Where files of the output `dir` may be staged: beside it, and inside.
pub(super) fn staging_places(dir: &Path) -> (Option<PathBuf>, PathBuf) {
    let name = dir
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_else(|| "public".to_owned());
    let beside =
        dir.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    (beside.map(|parent| parent.join(format!(".{name}{STAGING}"))), dir.join(STAGING))
}

/// Where the staging folder of another program was moved before it was removed.
fn aside(staging: &Path) -> PathBuf {
    let mut aside = staging.to_owned().into_os_string();
    aside.push("-gone");
    aside.into()
}

impl Staging {
    fn at(dir: PathBuf) -> Staging {
        let staged = dir.clone();
        // If a first build has renamed the folder, there is nothing to discard.
        let _brief = temporary(move || drop(ours::clear(&staged)));
        Staging { dir, _brief }
    }

    /// The paths of the staged files, sorted.
    fn paths(&self) -> io::Result<Vec<OutputPath>> {
        let mut paths = Vec::new();
        for path in files_in(&self.dir) {
            let path = path?;
            if path != MANIFEST && path != NEXT {
                // Nothing else is put there.
                paths.push(
                    OutputPath::new(path)
                        .map_err(|bad| io::Error::new(io::ErrorKind::InvalidData, bad.path.to_string()))?,
                );
            }
        }
        paths.sort_unstable();
        Ok(paths)
    }

    /// Writes the future manifest.
    fn note(&self, manifest: &Manifest) -> io::Result<()> {
        manifest.write_to(&mut fs::File::create(self.dir.join(NEXT))?)
    }

    /// Discards the staged files.
    pub fn discard(self) {}

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        // One after the other, and never the staging folder itself: if that was removed, staged files are
        // missing.
        for folder in ends.map(|end| &folder[..end]) {
            match fs::create_dir(self.dir.join(folder)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Sink for Staging {
    fn put(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        let _at_work = critical_section();
        // We made the folder, it contains no links, and the path cannot lead out of it.
        let file = self.dir.join(&**path);
        match (fs::write(&file, bytes), path.rsplit_once('/')) {
            // This is the first file of its folder, which exists for all others.
            (Err(error), Some((folder, _))) if error.kind() == io::ErrorKind::NotFound => {
                self.make_folder(folder)?;
                fs::write(file, bytes)
            }
            (written, _) => written,
        }
    }
}

/// Identifies a manifest on disk without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestStamp {
    len: u64,
    modified: Option<std::time::SystemTime>,
    file: u64,
}

fn stamp(dir: &Path) -> Option<ManifestStamp> {
    fs::symlink_metadata(dir.join(MANIFEST)).ok().map(|found| ManifestStamp::of(&found))
}

impl ManifestStamp {
    #[cfg(unix)]
    fn of(found: &fs::Metadata) -> ManifestStamp {
        use std::os::unix::fs::MetadataExt;
        ManifestStamp { len: found.len(), modified: found.modified().ok(), file: found.ino() }
    }

    #[cfg(not(unix))]
    fn of(found: &fs::Metadata) -> ManifestStamp {
        ManifestStamp { len: found.len(), modified: found.modified().ok(), file: 0 }
    }
}

/// The manifest while files are being replaced: all files of both builds are ours, and those that change
/// must be drawn again.
fn interim(old: Option<&Manifest>, new: &Manifest, staged: &[OutputPath]) -> Manifest {
    let changing: HashSet<&OutputPath> = staged.iter().collect();
    let kept = old.iter().flat_map(|old| &old.files).filter(|file| !changing.contains(&file.path)).cloned();
    let mut files: Vec<OutputFile> = kept.chain(staged.iter().cloned().map(OutputFile::doubted)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let questions = old.map(|old| old.questions.clone()).unwrap_or_default();
    Manifest { inputs: None, holds: new.holds, warnings: None, turned: Vec::new(), questions, files }
}

/// Every file in a folder, by its path below it, except staged files and the lock.
fn files_in(dir: &Path) -> impl Iterator<Item = io::Result<String>> {
    let entries = WalkDir::new(dir)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_staging(entry.file_name()));
    let below = move |path: &Path| {
        path.strip_prefix(dir).unwrap_or(path).to_string_lossy().replace(MAIN_SEPARATOR, "/")
    };
    let files = entries.filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()));
    files.map(move |entry| Ok(below(entry?.path())))
}

fn is_staging(name: &std::ffi::OsStr) -> bool {
    name == STAGING || name == LOCK || aside(Path::new(STAGING)) == Path::new(name)
}

fn remove_if_empty(dir: &Path) -> bool {
    fs::remove_dir(dir).is_ok()
}

#[cfg(unix)]
fn same_disk(beside: Option<&Path>, dir: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|found| found.dev());
    beside.is_some_and(|beside| matches!((device(beside), device(dir)), (Ok(a), Ok(b)) if a == b))
}

#[cfg(not(unix))]
fn same_disk(_: Option<&Path>, _: &Path) -> bool {
    true
}
