//! The lock of an output folder: only one program writes there at a time, and it says which one it is.
//!
//! The operating system releases the lock of a program that dies, so a stale file blocks nothing.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::NotOurs;
use super::confined::{Confined, OpenOptions};
use super::folder::staging_places;
use super::shutdown::{Temporary, critical_section, temporary};

/// The name of the lock's file in the output folder.
pub const LOCK: &str = ".lilong-lock";

/// The right to write to an output folder, released when it is dropped.
#[derive(Debug)]
pub struct Lock {
    dir: PathBuf,
    command: &'static str,
    /// The folders that were created for the lock, innermost first.
    made: Vec<PathBuf>,
    file: Arc<File>,
    _brief: Temporary,
}

/// The most bytes that the file of a lock has.
const MAX_BYTES: u64 = 64;

/// The process that holds the lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockHolder {
    /// Its process number.
    pub process: u32,
    /// Its command: `watch`, `build`.
    pub command: String,
}

/// Why the lock was not obtained.
#[derive(Debug)]
pub enum NotLocked {
    /// Another process holds it.
    Held(LockHolder),
    /// The disk returned an error.
    Disk(io::Error),
}

impl From<io::Error> for NotLocked {
    fn from(error: io::Error) -> Self {
        NotLocked::Disk(error)
    }
}

/// How often to try again if another program removes the lock's folder meanwhile, as a failed build does at
/// its end.
const TRIES: usize = 100;

impl Lock {
    /// Takes the lock of `dir` for this process, which runs `command`. The folder is created if it does not
    /// exist.
    ///
    /// # Errors
    /// Another process holds it, or the disk refuses.
    pub fn take(dir: &Path, command: &'static str) -> Result<Lock, NotLocked> {
        let _at_work = critical_section();
        let mut tries = 0;
        loop {
            let made: Vec<PathBuf> =
                dir.ancestors().take_while(|folder| !is_there(folder)).map(Path::to_owned).collect();
            let file = fs::create_dir_all(dir).map_err(NotLocked::from).and_then(|()| locked(dir, command));
            match file {
                Ok(file) => return Ok(Lock::of(dir, command, made, file)),
                Err(NotLocked::Disk(error)) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => {
                    tries += 1
                }
                Err(why) => {
                    remove_empty(&made);
                    return Err(why);
                }
            }
        }
    }

    fn of(dir: &Path, command: &'static str, made: Vec<PathBuf>, file: File) -> Lock {
        let (path, file) = (dir.join(LOCK), Arc::new(file));
        let (held, folders) = (file.clone(), made.clone());
        let remove = move || {
            // Removed while still locked, so that no other process can take the lock in between.
            if is_same(&held, &path) {
                let _ = fs::remove_file(path);
            }
            remove_empty(&folders);
        };
        Lock { dir: dir.to_owned(), command, made, file, _brief: temporary(remove) }
    }

    /// Removes the lock file that a program left when it ended; that of a running program stays.
    pub fn clear(dir: &Path) {
        if dir.join(LOCK).exists() {
            drop(Lock::take(dir, "build"));
        }
    }

    /// Takes the lock again if its file, or the whole folder, was removed.
    ///
    /// # Errors
    /// Another process has taken it since, or the disk refuses.
    pub fn retake(&mut self) -> Result<(), NotLocked> {
        let _at_work = critical_section();
        if !is_same(&self.file, &self.dir.join(LOCK)) {
            let mut made = self.made.clone();
            // Folders above it are not created: if they are gone, so is the whole site.
            if !self.dir.is_dir() {
                fs::create_dir(&self.dir)?;
                made = if made.is_empty() { vec![self.dir.clone()] } else { made };
            }
            let file = locked(&self.dir, self.command).inspect_err(|_| remove_empty(&made))?;
            *self = Lock::of(&self.dir, self.command, made, file);
        }
        Ok(())
    }
}

/// Whether a path exists; a path without a name has nothing below it.
fn is_there(path: &Path) -> bool {
    path.as_os_str().is_empty() || path.exists()
}

/// Removes folders, innermost first, as long as they are empty.
fn remove_empty(folders: &[PathBuf]) {
    let _ = folders.iter().try_for_each(fs::remove_dir);
}

fn locked(dir: &Path, command: &str) -> Result<File, NotLocked> {
    let (folder, path) = (Confined::open(dir)?, dir.join(LOCK));
    loop {
        let mut file = folder.own(LOCK, OpenOptions::new().read(true).write(true).create(true))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(NotLocked::Held(LockHolder::read(&mut file).unwrap_or_default()));
            }
            // If the disk does not support locks, the contents of the file keep two programs apart.
            Err(TryLockError::Error(_)) => match LockHolder::read(&mut file) {
                Some(holder) if holder.is_alive() => return Err(NotLocked::Held(holder)),
                _ => file.rewind()?,
            },
        }
        if let Some(holder) = taking_place(dir) {
            return Err(NotLocked::Held(holder));
        }
        // The previous holder may have removed or replaced the file after we opened it.
        if is_same(&file, &path) {
            if LockHolder::read(&mut file).is_none() {
                return Err(io::Error::from(NotOurs(path)).into());
            }
            file.set_len(0)?;
            file.rewind()?;
            // In one write: if the program is killed here, nothing or all of it is written.
            file.write_all(format!("{} {command}\n", std::process::id()).as_bytes())?;
            return Ok(file);
        }
    }
}

/// The process that is about to put a first build in place: its lock is among its staged files until these
/// become the output.
fn taking_place(dir: &Path) -> Option<LockHolder> {
    let mut file = File::open(staging_places(dir).0?.join(LOCK)).ok()?;
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
        .then(|| LockHolder::read(&mut file).unwrap_or_default())
}

impl LockHolder {
    /// The process that a lock file names, unknown if the file is empty; none if it is not a lock file.
    fn read(file: &mut File) -> Option<LockHolder> {
        let mut bytes = Vec::new();
        // The longest is a number of ten digits and a word.
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
        let text = std::str::from_utf8(&bytes).ok().filter(|text| text.len() as u64 <= MAX_BYTES)?;
        if text.is_empty() {
            return Some(LockHolder::default());
        }
        let (process, command) = text.strip_suffix('\n').unwrap_or(text).split_once(' ')?;
        let is_command = !command.is_empty() && command.bytes().all(|byte| byte.is_ascii_lowercase());
        Some(LockHolder { process: process.parse().ok()?, command: command.to_owned() })
            .filter(|_| is_command)
    }

    fn is_alive(&self) -> bool {
        self.process != 0
            && self.process != std::process::id()
            && Path::new("/proc").join(self.process.to_string()).exists()
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_reported_who_has_it() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        let lock = Lock::take(&out, "watch").unwrap();
        let Err(NotLocked::Held(holder)) = Lock::take(&out, "build") else { panic!("two have the lock") };
        assert_eq!(holder, LockHolder { process: std::process::id(), command: "watch".to_owned() });
        drop(lock);
        assert!(!out.exists(), "the folder was made for the lock and nothing was written");
        drop(Lock::take(&out, "build").unwrap());
    }

    #[test]
    fn no_folder_that_was_made_for_a_lock_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("www/board/public");
        let mut lock = Lock::take(&out, "watch").unwrap();
        fs::remove_dir_all(&out).unwrap();
        lock.retake().unwrap();
        fs::remove_dir_all(&out).unwrap();
        fs::write(&out, "in the way").unwrap();
        assert!(matches!(lock.retake(), Err(NotLocked::Disk(_))));
        fs::remove_file(&out).unwrap();
        drop(lock);
        let lock = Lock::take(&dir.path().join("board/public"), "watch").unwrap();
        drop(lock);
        assert!(!dir.path().join("board").exists());
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(matches!(Lock::take(&dir.path().join("file/public"), "build"), Err(NotLocked::Disk(_))));
    }

    #[test]
    fn a_lock_is_held_also_while_a_first_build_takes_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let (out, staged) = (dir.path().join("public"), dir.path().join(".public.lilong-staging"));
        let lock = Lock::take(&out, "build").unwrap();
        fs::create_dir(&staged).unwrap();
        fs::rename(out.join(LOCK), staged.join(LOCK)).unwrap();
        assert!(
            matches!(Lock::take(&out, "build"), Err(NotLocked::Held(holder)) if holder.command == "build")
        );
        fs::rename(staged.join(LOCK), out.join(LOCK)).unwrap();
        drop(lock);
        assert!(Lock::take(&out, "build").is_ok());
    }

    #[test]
    fn a_folder_that_was_removed_is_taken_again() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        let mut lock = Lock::take(&out, "watch").unwrap();
        fs::remove_dir_all(&out).unwrap();
        lock.retake().unwrap();
        assert!(matches!(Lock::take(&out, "build"), Err(NotLocked::Held(_))));
        fs::remove_dir_all(&out).unwrap();
        let _other = Lock::take(&out, "build").unwrap();
        assert!(matches!(lock.retake(), Err(NotLocked::Held(_))));
        drop(lock);
        assert!(out.join(LOCK).exists(), "the lock of another was removed");
    }

    #[test]
    fn a_file_that_was_left_behind_holds_nobody_up() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(LOCK), "1 watch\n").unwrap();
        let lock = Lock::take(dir.path(), "watch").unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join(LOCK)).unwrap(),
            format!("{} watch\n", std::process::id())
        );
        drop(lock);
        assert!(dir.path().exists() && !dir.path().join(LOCK).exists());
    }

    #[test]
    fn a_file_that_is_no_lock_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(LOCK);
        for text in [
            "a diary",
            "12",
            "12 ",
            "12 Build",
            "x build",
            &format!("12 {}", "b".repeat(100)),
            "\u{feff}12 build",
        ] {
            fs::write(&path, text).unwrap();
            let Err(NotLocked::Disk(why)) = Lock::take(dir.path(), "build") else {
                panic!("{text:?} was taken")
            };
            assert_eq!(NotOurs::of(&why), Some(path.as_path()));
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_lock() {
        let dir = tempfile::tempdir().unwrap();
        let (out, theirs) = (dir.path().join("public"), dir.path().join("theirs"));
        fs::create_dir(&out).unwrap();
        for text in ["1 build\n", ""] {
            for link in [
                |to: &Path, at: &Path| std::os::unix::fs::symlink(to, at),
                |to: &Path, at: &Path| fs::hard_link(to, at),
            ] {
                fs::write(&theirs, text).unwrap();
                link(&theirs, &out.join(LOCK)).unwrap();
                let Err(NotLocked::Disk(why)) = Lock::take(&out, "build") else { panic!("a link was taken") };
                assert!(NotOurs::of(&why).is_some(), "{why}");
                Lock::clear(&out);
                assert_eq!(fs::read_to_string(&theirs).unwrap(), text);
                fs::remove_file(out.join(LOCK)).unwrap();
            }
        }
        std::os::unix::fs::symlink(dir.path().join("nothing"), out.join(LOCK)).unwrap();
        assert!(Lock::take(&out, "build").is_err());
        assert!(!dir.path().join("nothing").exists(), "a file was made where a link leads");
    }
}
