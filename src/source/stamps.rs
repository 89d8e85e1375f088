//! What the disk says of files without their being read: for watching folders that tell of no change themselves.
//!
//! A stamp only says which files to read again; whether one has changed is decided by its digest.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::{Disk, System, Tree, mount};

/// Which file or folder stands under a name, and when it was last written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    changed: (i64, i64),
}

/// Tells a folder from another one of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    number: u64,
    made: Option<SystemTime>,
}

/// The stamps of a site's files.
#[derive(Debug, Default)]
pub struct Stamps(BTreeMap<Arc<str>, (Stamp, u8)>);

/// How often a file is named again after it has changed: the clocks of some disks tick every two seconds, and a file may be
/// written twice within one tick.
const AGAIN: u8 = 4;

impl Stamps {
    /// Looks again; gives the files that may have changed since: new ones, those that are gone, and those lately written.
    pub fn look(&mut self, disk: &Disk) -> Vec<Arc<str>> {
        let mut now = BTreeMap::new();
        for place in Tree::places() {
            for path in disk.files(place).0 {
                if let Ok(found) = fs::metadata(disk.root().join(&*path)) {
                    now.insert(path, (Stamp::of(&found), 0));
                }
            }
        }
        let first = self.0.is_empty();
        let mut differ = Vec::new();
        for (path, (stamp, again)) in &mut now {
            match self.0.remove(path) {
                Some((before, 0)) if before == *stamp => continue,
                Some((before, left)) if before == *stamp => *again = left - 1,
                _ => *again = if first { 1 } else { AGAIN },
            }
            differ.push(path.clone());
        }
        differ.extend(std::mem::replace(&mut self.0, now).into_keys());
        differ
    }

    /// How many files were seen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no file was seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Disk {
    /// Which folder or file stands at a path below the root; the root's own is empty.
    pub fn identity(&self, path: &str) -> Option<Identity> {
        fs::metadata(self.root().join(path)).ok().map(|found| Identity::of(&found))
    }

    /// Whether changes in the folder at a path below the root may go unheard.
    pub fn is_silent(&self, path: &str) -> bool {
        let (Ok(mounts), Ok(real)) = (fs::read_to_string("/proc/self/mountinfo"), self.root().join(path).canonicalize()) else {
            return false;
        };
        mount::is_silent(&mounts, &real)
    }

    /// Where the symbolic links of the site lead: the folders whose changes are changes of the site as well.
    pub fn links(&self) -> Vec<PathBuf> {
        let mut links = Vec::new();
        for place in Tree::places() {
            for entry in walkdir::WalkDir::new(self.root().join(place)).follow_links(true).into_iter().filter_map(Result::ok) {
                if entry.path_is_symlink()
                    && let Ok(real) = entry.path().canonicalize()
                {
                    let folder = if real.is_dir() { Some(real.as_path()) } else { real.parent() };
                    links.extend(folder.map(PathBuf::from));
                }
            }
        }
        links.sort();
        links.dedup();
        links
    }
}

impl Stamp {
    fn of(found: &Metadata) -> Stamp {
        Stamp { len: found.len(), modified: found.modified().ok(), identity: Identity::of(found), changed: changed(found) }
    }
}

impl Identity {
    fn of(found: &Metadata) -> Identity {
        let (device, number) = numbers(found);
        Identity { device, number, made: found.created().ok() }
    }
}

#[cfg(unix)]
fn numbers(found: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn numbers(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(unix)]
fn changed(found: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}
