//! The files of a site: takes a folder, gives each file with its digest, and one digest of them all.

mod again;

use std::hash::Hasher;
use std::io;
use std::sync::{Arc, OnceLock};

use rayon::iter::Either;
use rayon::prelude::*;

use super::{FileFindings, System};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::photo::{FileForm, PhotoFault, TurnedPhoto};
use crate::track::{Digest, Digester};

/// The folders and files that make up a site.
const PLACES: [&str; 11] = [
    "content",
    "accessibility.yaml",
    "data",
    "fonts",
    "i18n",
    "posters",
    "seals",
    "site.yaml",
    "static",
    "templates",
    "themes",
];
/// The endings of files of `data/` that templates can read.
const DATA: [&str; 6] = [".csv", ".json", ".toml", ".tsv", ".yaml", ".yml"];
/// The most bytes of a text file; larger ones must be a mistake.
pub(super) const MAX_TEXT: usize = 8 * 1024 * 1024;
/// The most bytes of any other file: files are in memory while they are searched and published, and few
/// residents can load larger ones.
pub(super) const MAX_FILE: usize = 200 * 1024 * 1024;

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path below the root.
    pub path: Arc<str>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The number of its bytes.
    pub len: u64,
    /// The bytes, kept only for text: attachments are read again when they are written.
    pub bytes: Option<Bytes>,
    /// What is published of it, once it has been determined, or why nothing is.
    pub published: OnceLock<Result<FileForm, PhotoFault>>,
    /// For a photo that needs rotating: the result that an earlier build recorded.
    pub turned: Option<TurnedPhoto>,
    /// What was found in its text, if it was searched.
    pub personal: OnceLock<FileFindings>,
}

/// The bytes of a text file.
pub type Bytes = Vec<u8>;

impl SourceFile {
    fn unread(path: Arc<str>) -> SourceFile {
        SourceFile {
            path,
            digest: Digest::default(),
            len: 0,
            bytes: None,
            published: OnceLock::new(),
            turned: None,
            personal: OnceLock::new(),
        }
    }

    /// Takes the bytes of a text file: those kept here, else the present ones from `system`, with their
    /// digest.
    ///
    /// # Errors
    /// It cannot be read, or is too large.
    pub fn take(&mut self, system: &dyn System) -> Result<Bytes, Diagnostic> {
        if self.bytes.is_none() {
            *self = read(system, self.path.clone())?;
        }
        Ok(self.bytes.take().unwrap_or_default())
    }

    /// Reads a file again whose bytes are not kept; they must be as they were when it was digested.
    ///
    /// # Errors
    /// It has changed since, or no longer exists.
    pub fn read_again(&self, system: &dyn System) -> Result<Bytes, Diagnostic> {
        let bytes = system.read(&self.path).map_err(|error| disappeared(&self.path, &error))?;
        if Digest::of(&bytes) == self.digest { Ok(bytes) } else { Err(changed(&self.path)) }
    }
}

/// Says that a file has changed since it was first read, so that what was reported about it might not be
/// true of its copy.
pub fn changed(path: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::FILE_CHANGED,
        words!("{path} 在读取时变了", "{path} changed while it was being read"),
    )
    .at(path, 0..0)
    .help(Words::fixed(
        "等它保存或复制完，再生成一次",
        "build again once it has been saved or copied completely",
    ))
}

/// Says the same of a file that cannot be read any more.
pub fn disappeared(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        message: words!(
            "{path} 在读取时不见了：{error}",
            "{path} disappeared while it was being read: {error}"
        ),
        ..changed(path)
    }
}

/// When the pages of `content/` are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageReading {
    /// With all other files, to see whether anything differs.
    AtOnce,
    /// One by one as each is parsed, so that they are never all in memory.
    WhenParsed,
}

/// All files of a site, sorted by path.
#[derive(Debug, Default)]
pub struct SourceTree {
    /// The files.
    pub files: Vec<SourceFile>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
}

impl SourceTree {
    /// Reads every file of the site, or leaves its pages for later. Of the themes, only those that `wanted`
    /// accepts are read: the site's own and what it may extend.
    pub fn read(system: &dyn System, pages: PageReading, wanted: impl Fn(&str) -> bool + Sync) -> SourceTree {
        SourceTree::read_while(system, pages, wanted, |_| ())
    }

    /// The same; `meanwhile` is given everything outside `content/`, whose files take longest to list.
    pub fn read_while(
        system: &dyn System,
        pages: PageReading,
        wanted: impl Fn(&str) -> bool + Sync,
        meanwhile: impl FnOnce(&SourceTree) + Send,
    ) -> SourceTree {
        let [content, others @ ..] = &PLACES;
        let mut rest = SourceTree::default();
        // The caller's thread does the larger part itself: its memory is in use already, while that of
        // another would first have to be allocated.
        let mut tree = rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                rest = SourceTree::read_places(
                    system,
                    others,
                    |path| !path.starts_with("themes/") || wanted(path),
                    |_| false,
                );
                meanwhile(&rest);
            });
            SourceTree::read_places(
                system,
                &[content],
                |_| true,
                |path| pages == PageReading::WhenParsed && is_text(path),
            )
        });
        tree.problems.extend(rest.problems);
        // `content/` is the first of all folders; one file comes before it.
        let first = rest.files.partition_point(|file| &*file.path < "content/");
        let others = rest.files.split_off(first);
        tree.files.splice(0..0, rest.files);
        tree.files.extend(others);
        tree
    }

    fn read_places(
        system: &dyn System,
        places: &[&str],
        wanted: impl Fn(&str) -> bool,
        is_late: impl Fn(&str) -> bool + Sync,
    ) -> SourceTree {
        let (mut problems, mut paths) = (Vec::new(), Vec::new());
        for place in places {
            let (files, found) = system.files(place);
            paths.extend(files);
            problems.extend(found);
        }
        paths.retain(|path| wanted(path));
        paths.sort_unstable();
        let one = |path: Arc<str>| {
            if is_late(&path) {
                Either::Left(SourceFile::unread(path))
            } else {
                read(system, path).map_or_else(Either::Right, Either::Left)
            }
        };
        let (files, unread): (Vec<SourceFile>, Vec<Diagnostic>) = paths.into_par_iter().partition_map(one);
        problems.extend(unread);
        SourceTree { files, problems }
    }

    /// One digest of all paths and contents.
    pub fn digest(&self) -> Digest {
        let mut digester = Digester::default();
        for file in &self.files {
            digester.write(file.path.as_bytes());
            digester.write_u64(file.digest.0);
        }
        digester.digest()
    }

    /// The paths, relative to a folder, of all files in it; the folder is given with a slash at its end.
    pub fn below<'t>(&'t self, folder: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let start = self.files.partition_point(|file| &*file.path < folder);
        let inside = self.files[start..].iter().take_while({
            let folder = folder.to_owned();
            move |file| file.path.starts_with(&folder)
        });
        let skipped = folder.len();
        inside.map(move |file| &file.path[skipped..])
    }

    /// Marks photos that need rotating with the results of an earlier build, which `known` gives by their
    /// digests, so that they need not be decoded again.
    pub fn remember(&mut self, known: impl Fn(Digest) -> Option<TurnedPhoto>) {
        for file in self.files.iter_mut().filter(|file| file.path.starts_with("content/")) {
            if file.turned.is_none() && file.bytes.is_none() {
                file.turned = known(file.digest);
            }
        }
    }

    /// The file with that path, for changes.
    pub fn get_mut(&mut self, path: &str) -> Option<&mut SourceFile> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get_mut(at)
    }

    /// The file of that path.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(at)
    }
}

fn read(system: &dyn System, path: Arc<str>) -> Result<SourceFile, Diagnostic> {
    let text = is_text(&path);
    let most = if text { MAX_TEXT } else { MAX_FILE };
    let bytes = system.read_within(&path, most).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => too_large(&path, text, most),
        _ => Diagnostic::new(
            &codes::UNREADABLE_FILE,
            words!("读不出 {path}：{error}", "cannot read {path}: {error}"),
        )
        .at(path.clone(), 0..0)
        .help(Words::fixed(
            "检查文件的权限和符号链接，它是否还在",
            "check its permissions, and where a symbolic link leads",
        )),
    })?;
    let (digest, len) = (Digest::of(&bytes), bytes.len() as u64);
    Ok(SourceFile { digest, len, bytes: text.then_some(bytes), ..SourceFile::unread(path) })
}

fn too_large(path: &Arc<str>, is_text: bool, most: usize) -> Diagnostic {
    let mb = most / 1024 / 1024;
    let help = match is_text {
        true => {
            Words::fixed("把大的内容作为附件放在记录旁边", "publish large files as attachments of a record")
        }
        false => Words::fixed(
            "把录像、压缩包放到别的网站，在正文里写上网址；或者压缩一下再放",
            "put videos and archives on another site and link to them, or make them smaller",
        ),
    };
    let said = words!("{path} 超过 {mb} MB", "{path} is larger than {mb} MB");
    Diagnostic::new(&codes::FILE_TOO_LARGE, said).at(path.clone(), 0..0).help(help)
}

/// Whether Lilong itself reads what the file says.
fn is_text(path: &str) -> bool {
    let (folder, _) = path.split_once('/').unwrap_or(("", path));
    match folder {
        "content" => path.ends_with(".md"),
        "data" => DATA.iter().any(|end| path.to_ascii_lowercase().ends_with(end)),
        "static" | "fonts" | "seals" => false,
        "themes" => !(path.contains("/static/") || path.contains("/fonts/")) || path.ends_with(".css"),
        _ => true,
    }
}
