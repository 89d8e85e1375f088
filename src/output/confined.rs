//! A folder that no operation can leave: each step of a path is resolved by the operating system from a
//! folder that is already open, and links are never followed. So neither a link among the output's folders
//! nor a manifest can lead elsewhere.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::Dir;
pub(super) use cap_std::fs::OpenOptions;

use super::NotOurs;
use crate::output_path::OutputPath;

/// A folder, open, and those of its folders that were opened last.
pub(super) struct Confined {
    path: PathBuf,
    root: Dir,
    inner: Vec<(String, Dir)>,
}

/// What to do if a folder does not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum IfMissing {
    /// Make it.
    Make,
    /// Return an error.
    Tell,
}

impl Confined {
    /// Opens a folder. The folder named may itself be a link, but nothing in it may be one.
    pub(super) fn open(path: &Path) -> io::Result<Confined> {
        Ok(Confined {
            path: path.to_owned(),
            root: Dir::open_ambient_dir(path, ambient_authority())?,
            inner: Vec::new(),
        })
    }

    /// Moves a file here from another such folder, replacing any with the same path. The target's folder
    /// must exist.
    pub(super) fn take(&mut self, from: &mut Confined, path: &OutputPath) -> io::Result<()> {
        let (folder, name) = path.split();
        let to = self.folder(folder, IfMissing::Tell)?;
        from.folder(folder, IfMissing::Tell)?.rename(name, to, name)
    }

    /// Moves one of our own files with that name there to the top of this folder.
    pub(super) fn take_as(&mut self, from: &Confined, name: &str, new: &str) -> io::Result<()> {
        from.root.rename(name, &self.root, new)
    }

    /// Makes sure that a folder exists.
    pub(super) fn make(&mut self, folder: &str) -> io::Result<()> {
        self.folder(folder, IfMissing::Make).map(drop)
    }

    /// Removes a file, and the folders that become empty. What cannot be removed stays.
    pub(super) fn remove(&mut self, path: &OutputPath) {
        let (mut folder, mut name) = path.split();
        let removed = self.folder(folder, IfMissing::Tell).and_then(|folder| folder.remove_file(name));
        if removed.is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
            return;
        }
        while !folder.is_empty() {
            (folder, name) = folder.rsplit_once('/').unwrap_or(("", folder));
            if !self.folder(folder, IfMissing::Tell).is_ok_and(|folder| folder.remove_dir(name).is_ok()) {
                return;
            }
        }
    }

    /// Opens one of our own files at the top, as `how` says, but never truncates it: a link, or anything
    /// else that has its name, is refused.
    pub(super) fn own(&self, name: &str, how: &mut OpenOptions) -> io::Result<File> {
        let file = match self.root.open_with(name, how.follow(FollowSymlinks::No)) {
            Ok(file) => file.into_std(),
            Err(_) if self.path.join(name).is_symlink() => return Err(NotOurs(self.path.join(name)).into()),
            Err(error) => return Err(error),
        };
        // Links are not followed when opening, so this is not a symbolic link; a file with two names is as
        // dangerous as one.
        if is_alone(&file.metadata()?) { Ok(file) } else { Err(NotOurs(self.path.join(name)).into()) }
    }

    fn folder(&mut self, path: &str, missing: IfMissing) -> io::Result<&Dir> {
        let parts = || path.split('/').filter(|part| !part.is_empty());
        let known = self.inner.iter().zip(parts()).take_while(|((name, _), part)| name == part).count();
        self.inner.truncate(known);
        for part in parts().skip(known) {
            let above = self.inner.last().map_or(&self.root, |(_, dir)| dir);
            let opened = match above.open_dir_nofollow(part) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && missing == IfMissing::Make => {
                    above.create_dir(part).and_then(|()| above.open_dir_nofollow(part))
                }
                opened => opened,
            };
            let dir = opened.map_err(|error| self.explained(path, error))?;
            self.inner.push((part.to_owned(), dir));
        }
        Ok(self.inner.last().map_or(&self.root, |(_, dir)| dir))
    }

    /// Explains an error if there is a link, or anything else that we did not make, where a folder has to
    /// be.
    fn explained(&self, folder: &str, error: io::Error) -> io::Error {
        let steps = folder.split('/').scan(self.path.clone(), |path, part| {
            path.push(part);
            Some(path.clone())
        });
        let in_the_way = |path: &PathBuf| path.symlink_metadata().is_ok_and(|found| !found.is_dir());
        steps.into_iter().find(in_the_way).map_or(error, |path| NotOurs(path).into())
    }
}

#[cfg(unix)]
fn is_alone(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    // There are no links if it was removed after it was opened.
    found.is_file() && found.nlink() <= 1
}

#[cfg(not(unix))]
fn is_alone(found: &Metadata) -> bool {
    found.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn no_link_is_followed() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        ["out", "staged/a", "outside"].iter().for_each(|folder| fs::create_dir_all(at(folder)).unwrap());
        fs::write(at("outside/x.html"), "theirs").unwrap();
        fs::write(at("staged/a/x.html"), "ours").unwrap();
        symlink("../outside", at("out/a")).unwrap();
        symlink("../outside/x.html", at("out/link")).unwrap();
        fs::hard_link(at("outside/x.html"), at("out/twin")).unwrap();
        let (mut out, mut staged) =
            (Confined::open(&at("out")).unwrap(), Confined::open(&at("staged")).unwrap());
        let path = OutputPath::new("a/x.html").unwrap();
        for refused in [out.take(&mut staged, &path), out.make("a"), out.make("a/b")] {
            let refused = refused.unwrap_err();
            assert_eq!(NotOurs::of(&refused), Some(at("out/a").as_path()), "{refused}");
        }
        out.remove(&path);
        for name in ["link", "twin"] {
            let refused = out.own(name, OpenOptions::new().write(true).create(true)).unwrap_err();
            assert_eq!(NotOurs::of(&refused), Some(at("out").join(name).as_path()), "{refused}");
        }
        assert_eq!(fs::read_to_string(at("outside/x.html")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(at("staged/a/x.html")).unwrap(), "ours");
    }

    #[test]
    fn files_are_moved_and_removed_with_their_folders() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        ["out", "staged/a/b"].iter().for_each(|folder| fs::create_dir_all(at(folder)).unwrap());
        fs::write(at("staged/a/b/x.html"), "ours").unwrap();
        let (mut out, mut staged) =
            (Confined::open(&at("out")).unwrap(), Confined::open(&at("staged")).unwrap());
        let path = OutputPath::new("a/b/x.html").unwrap();
        out.make("a/b").unwrap();
        out.take(&mut staged, &path).unwrap();
        assert_eq!(fs::read_to_string(at("out/a/b/x.html")).unwrap(), "ours");
        out.remove(&path);
        assert_eq!(fs::read_dir(at("out")).unwrap().count(), 0);
    }
}
