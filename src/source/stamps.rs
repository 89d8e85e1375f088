//! Stamps of files: takes a folder, gives what the disk says of its files without reading them, for
//! watching folders that report no changes.
//!
//! A stamp only tells which files to read again; whether one has changed is decided by its digest.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::{Disk, SourceTree, System, mount};

/// The identity of the file or folder under a name, and when it was last written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    len: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    changed: (i64, i64),
}

/// Distinguishes a folder from another one of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    number: u64,
    made: Option<SystemTime>,
}

/// The stamps of a site's files.
#[derive(Debug, Default)]
pub struct FileStamps(BTreeMap<Arc<str>, (FileStamp, u8)>);

impl FileStamps {
    /// Checks again; gives the files that may have changed since: new, removed and written ones. Each is
    /// also listed by the next `again` calls: the clocks of some disks tick every two seconds, and a file
    /// may be written twice within one tick.
    pub fn look(&mut self, disk: &Disk, again: u8) -> Vec<Arc<str>> {
        let mut now = BTreeMap::new();
        for place in SourceTree::places() {
            for path in disk.files(place).0 {
                if let Ok(found) = fs::metadata(disk.root().join(&*path)) {
                    now.insert(path, (FileStamp::of(&found), 0));
                }
            }
        }
        let first = self.0.is_empty();
        let mut differ = Vec::new();
        for (path, (stamp, times)) in &mut now {
            match self.0.remove(path) {
                Some((before, 0)) if before == *stamp => continue,
                Some((before, left)) if before == *stamp => *times = left - 1,
                _ => *times = if first { again.min(1) } else { again },
            }
            differ.push(path.clone());
        }
        differ.extend(std::mem::replace(&mut self.0, now).into_keys());
        differ
    }
}

impl Disk {
    /// The identity of the folder or file at a path below the root; the path of the root is empty.
    pub fn identity(&self, path: &str) -> Option<Identity> {
        fs::metadata(self.root().join(path)).ok().map(|found| Identity::of(&found))
    }

    /// Whether changes in the folder at a path below the root may go unreported.
    pub fn is_silent(&self, path: &str) -> bool {
        let (Ok(mounts), Ok(real)) =
            (fs::read_to_string("/proc/self/mountinfo"), self.root().join(path).canonicalize())
        else {
            return false;
        };
        mount::is_silent(&mounts, &real)
    }

    /// The folders to which symbolic links of the site lead: changes there are changes of the site as well.
    pub fn links(&self) -> Vec<PathBuf> {
        let mut links = Vec::new();
        for place in SourceTree::places() {
            for entry in walkdir::WalkDir::new(self.root().join(place))
                .follow_links(true)
                .into_iter()
                .filter_map(Result::ok)
            {
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

impl FileStamp {
    fn of(found: &Metadata) -> FileStamp {
        FileStamp {
            len: found.len(),
            modified: found.modified().ok(),
            identity: Identity::of(found),
            changed: changed(found),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_came_or_went_is_named_and_named_again() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dir.path().join("content").join(name), text).unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        write("a.md", "1");
        write("b.md", "1");
        let (disk, mut stamps) = (Disk::new(dir.path()).unwrap(), FileStamps::default());
        assert_eq!(stamps.look(&disk, 0).len(), 2);
        assert!(stamps.look(&disk, 2).is_empty());
        write("a.md", "two");
        write("c.md", "1");
        fs::remove_file(dir.path().join("content/b.md")).unwrap();
        let named = |found: Vec<Arc<str>>| found.iter().map(|path| path.to_string()).collect::<Vec<_>>();
        assert_eq!(named(stamps.look(&disk, 2)), ["content/a.md", "content/c.md", "content/b.md"]);
        for _ in 0..2 {
            assert_eq!(named(stamps.look(&disk, 2)), ["content/a.md", "content/c.md"]);
        }
        assert!(stamps.look(&disk, 2).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn another_folder_of_the_same_name_is_another() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new(dir.path()).unwrap();
        assert_eq!(disk.identity("content"), None);
        fs::create_dir(dir.path().join("content")).unwrap();
        fs::create_dir(dir.path().join("other")).unwrap();
        let first = disk.identity("content");
        assert_eq!(disk.identity("content"), first);
        fs::remove_dir(dir.path().join("content")).unwrap();
        fs::rename(dir.path().join("other"), dir.path().join("content")).unwrap();
        assert_ne!(disk.identity("content"), first);
    }
}
