//! Files of a folder on disk.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::tree::{MAX_FILE, MAX_TEXT};
use super::{FontFolders, System, WorkerProgram, is_ignored};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::spelling::composed;

/// Files shorter than this are read in one step.
const SHORT: usize = 64 * 1024;

/// A site's folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    real: PathBuf,
    /// The output folder, which is never read.
    out: Option<PathBuf>,
    /// The program that can be run as a second process, to set posters.
    program: Option<PathBuf>,
}

impl Disk {
    /// The folder `root`.
    ///
    /// # Errors
    /// It does not exist, or cannot be opened.
    pub fn new(root: impl Into<PathBuf>) -> io::Result<Disk> {
        let root = root.into();
        let real = root.canonicalize()?;
        Ok(Disk { root, real, out: None, program: None })
    }

    /// Whether `path` is a link that leads out of the folder, or to nothing.
    pub fn leads_outside(&self, path: &Path) -> bool {
        path.is_symlink() && !self.stays_inside(path)
    }

    /// Checks that a file may be written, by its path below the folder.
    ///
    /// # Errors
    /// It, or a folder on the way to it, is a link that leads out: files there belong to somebody else.
    pub fn keeps_inside(&self, path: &str) -> Result<(), Box<Diagnostic>> {
        let whole = self.root.join(path);
        let there = whole.ancestors().find(|above| std::fs::symlink_metadata(above).is_ok());
        match there {
            Some(there) if !self.stays_inside(there) => {
                Err(Box::new(outside(&self.below(there).unwrap_or_else(|| path.to_owned()))))
            }
            _ => Ok(()),
        }
    }

    /// The same folder, ignoring everything in `out`.
    pub fn without(mut self, out: &Path) -> Disk {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        // Both paths must be spelled as the walk spells them.
        let inside = std::path::absolute(&self.root)
            .ok()
            .and_then(|root| Some(self.root.join(out.strip_prefix(root).ok()?)));
        self.out = inside.filter(|inside| *inside != self.root);
        self
    }

    /// The same folder, with posters set by processes of `program`, which is this one.
    pub fn with_worker(mut self, program: Option<PathBuf>) -> Disk {
        self.program = program;
        self
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path below the root, with `/` between folders.
    fn below(&self, path: &Path) -> Option<String> {
        // Compared byte by byte, since every path of a walk begins with the root as spelled: there are ten
        // thousand.
        let bytes =
            path.as_os_str().as_encoded_bytes().strip_prefix(self.root.as_os_str().as_encoded_bytes())?;
        let below = std::str::from_utf8(bytes).ok()?.trim_start_matches(std::path::is_separator);
        Some(if std::path::MAIN_SEPARATOR == '/' {
            below.to_owned()
        } else {
            below.replace(std::path::MAIN_SEPARATOR, "/")
        })
    }

    /// Whether a walk takes an entry as the author's: neither the output nor a file of an editor or an
    /// operating system.
    fn is_visible(&self, entry: &walkdir::DirEntry) -> bool {
        let is_out = match self.out.as_deref() {
            Some(out) if entry.depth() == 0 => entry.path().starts_with(out),
            // Skipping the folder skips its contents.
            Some(out) => entry.file_type().is_dir() && entry.path() == out,
            None => false,
        };
        !is_out && (entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()))
    }
}

impl System for Disk {
    fn files(&self, folder: &str) -> (Vec<Arc<str>>, Vec<Diagnostic>) {
        let (mut files, mut found) = (Vec::new(), Vec::new());
        let start = self.actual(folder);
        let above = start.parent().filter(|above| *above != self.root);
        if std::fs::symlink_metadata(&start).is_err() || above.is_some_and(|above| !self.stays_inside(above))
        {
            return (files, found);
        }
        let mut walk = WalkDir::new(&start).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if !self.is_visible(&entry) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) if entry.path_is_symlink() && !self.stays_inside(entry.path()) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    found.push(outside(self.below(entry.path()).as_deref().unwrap_or(folder)));
                }
                Ok(entry) if entry.file_type().is_file() => match self.below(entry.path()) {
                    Some(path) => files.push(path.into()),
                    None => found.push(unreadable(folder, &entry.path().display().to_string(), "not UTF-8")),
                },
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().and_then(|path| self.below(path));
                    let path = path.unwrap_or_else(|| folder.to_owned());
                    if !path.rsplit('/').next().is_some_and(is_ignored) {
                        found.push(unreadable(&path, &path, &error.to_string()));
                    }
                }
            }
        }
        compose(&mut files);
        files.sort_unstable();
        (files, found)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_within(path, MAX_FILE)
    }

    fn read_within(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        let mut file = self.open(path)?;
        thread_local! {
            static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        // Nearly every file is short. Asking for the length of each would take a twentieth of the time of
        // reading it.
        BUFFER.with_borrow_mut(|buffer| {
            buffer.resize(SHORT, 0);
            let mut filled = 0;
            while filled < SHORT {
                match file.read(&mut buffer[filled..]) {
                    Ok(0) => return Ok(buffer[..filled].to_owned()),
                    Ok(more) => filled += more,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            let mut bytes = buffer.clone();
            // One byte more than allowed.
            file.take((most + 1).saturating_sub(SHORT) as u64).read_to_end(&mut bytes)?;
            if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
        })
    }

    fn quote(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = self.actual(path);
        if !self.stays_inside(&file) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        // A file that is too large to be a text, such as a video that no record names, is not quoted and
        // need not be read.
        if std::fs::metadata(&file)?.len() > MAX_TEXT as u64 {
            Err(io::ErrorKind::FileTooLarge.into())
        } else {
            self.read(path)
        }
    }

    fn font_folders(&self) -> FontFolders {
        FontFolders::of_this_machine()
    }

    fn worker_program(&self) -> Option<WorkerProgram<'_>> {
        Some(WorkerProgram { program: self.program.as_deref()?, root: &self.root })
    }
}

impl Disk {
    /// The actual path of a file. Our paths are composed (Unicode NFC); the names on a disk may not be, for
    /// example when they come from a Mac.
    fn actual(&self, path: &str) -> PathBuf {
        let whole = self.root.join(path);
        if path.is_ascii() || std::fs::symlink_metadata(&whole).is_ok() {
            return whole;
        }
        let below = |folder: PathBuf, name: &str| {
            let asked = folder.join(name);
            if name.is_ascii() || std::fs::symlink_metadata(&asked).is_ok() {
                return asked;
            }
            let mut entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let named = entries.find(|entry| {
                entry.file_name().to_str().is_some_and(|there| composed(there) == composed(name))
            });
            named.map_or(asked, |entry| entry.path())
        };
        path.split('/').fold(self.root.clone(), below)
    }

    /// Opens the file with a path, under its name on the disk.
    fn open(&self, path: &str) -> io::Result<File> {
        match self.open_at(&self.root.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_ascii() => {
                self.open_at(&self.actual(path))
            }
            opened => opened,
        }
    }

    /// Opens a file. It may have been replaced since the files were listed: a link in its place is not
    /// followed out of the site, and a pipe is not waited for.
    #[cfg(unix)]
    fn open_at(&self, path: &Path) -> io::Result<File> {
        use std::os::unix::fs::OpenOptionsExt;
        let open = |flags| File::options().read(true).custom_flags(flags | libc::O_NONBLOCK).open(path);
        match open(libc::O_NOFOLLOW) {
            Err(error) if error.raw_os_error() == Some(libc::ELOOP) => match self.stays_inside(path) {
                true => open(0),
                false => Err(io::ErrorKind::PermissionDenied.into()),
            },
            opened => opened,
        }
    }

    #[cfg(not(unix))]
    fn open_at(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn stays_inside(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| real.starts_with(&self.real))
    }
}

/// Gives paths their composed form, except where another file already has that path.
fn compose(files: &mut [Arc<str>]) {
    let is_other = |path: &Arc<str>| matches!(composed(path), Cow::Owned(_));
    if !files.iter().any(is_other) {
        return;
    }
    let mut taken: HashSet<Arc<str>> = files.iter().filter(|path| !is_other(path)).cloned().collect();
    for path in files {
        let same: Arc<str> = composed(path).into();
        if taken.insert(same.clone()) {
            *path = same;
        }
    }
}

fn outside(path: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::SYMLINK_OUTSIDE,
        words!("符号链接 {path} 指到网站之外", "the symbolic link {path} leads out of the site"),
    )
    .at(path, 0..0)
    .help(Words::fixed("把文件复制进网站目录", "copy the file into the site's folder"))
}

fn unreadable(file: &str, path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&codes::UNREADABLE_FILE, words!("读不出 {path}：{why}", "cannot read {path}: {why}"))
        .at(file, 0..0)
        .help(Words::fixed(
            "检查文件的权限和符号链接，它是否还在",
            "check its permissions, and where a symbolic link leads",
        ))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_through_a_link_that_leads_out() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir_all(site.path().join("content/inner")).unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, site.path().join(name)).unwrap();
        link(elsewhere.path(), "content/out");
        link(&site.path().join("content/inner"), "content/in");
        link(&elsewhere.path().join("nothing"), "content/lost.md");
        let disk = Disk::new(site.path()).unwrap();
        for inside in ["content/a.md", "content/in/a.md", "content/new/deep/a.md", "seals"] {
            assert!(disk.keeps_inside(inside).is_ok(), "{inside}");
        }
        for outside in ["content/out/a.md", "content/out/new/a.md", "content/lost.md"] {
            let refused = disk.keeps_inside(outside).unwrap_err();
            assert!(std::ptr::eq(refused.code, &codes::SYMLINK_OUTSIDE), "{outside}");
        }
    }

    #[test]
    fn what_is_put_in_the_place_of_a_file_is_not_read_outside_and_not_waited_for() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (content, private) = (site.path().join("content"), elsewhere.path().join("private"));
        std::fs::create_dir(&content).unwrap();
        std::fs::write(&private, "private").unwrap();
        let disk = Disk::new(site.path()).unwrap();
        let file = content.join("a.pdf");
        std::fs::write(&file, "public").unwrap();
        assert_eq!(disk.files("content").0.len(), 1);
        assert_eq!(disk.read("content/a.pdf").unwrap(), b"public");
        std::fs::rename(&file, content.join("b.pdf")).unwrap();
        std::os::unix::fs::symlink(&private, &file).unwrap();
        assert!(disk.read("content/a.pdf").is_err() && disk.quote("content/a.pdf").is_err());
        std::fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink("b.pdf", &file).unwrap();
        assert_eq!(disk.read("content/a.pdf").unwrap(), b"public", "a link inside the site is followed");
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        assert!(disk.read("content/a.pdf").is_err());
        std::fs::remove_dir(&file).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success());
        assert_eq!(disk.read("content/a.pdf").unwrap(), b"", "nobody writes to the pipe");
    }
}
