//! What Typst may see of a poster: gives it the theme's layouts, the data, the code and the pictures, all
//! from memory. There is no disk, network, package or clock here.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Fonts;
use super::protocol::WorkerSetup;

/// What all posters of a theme share.
pub(super) struct SharedFiles {
    library: LazyHash<Library>,
    pub(super) fonts: Arc<Fonts>,
    layouts: HashMap<FileId, WorldFile>,
}

/// A file of `posters/`.
struct WorldFile {
    bytes: Bytes,
    source: Option<Source>,
    /// Its location, for messages.
    place: String,
}

/// One poster.
pub(super) struct PosterWorld<'a> {
    shared: &'a SharedFiles,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

/// The id of a file with this name. Ids are never released and there are only 65,535, so every poster uses
/// the same few.
fn id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The id of a layout.
fn layout_id(name: &str) -> Option<FileId> {
    id(&format!("/posters/{name}"))
}

impl SharedFiles {
    /// The layouts of a theme, with the fonts that they may use.
    pub(super) fn new(setup: &WorkerSetup, fonts: Arc<Fonts>) -> SharedFiles {
        let mut layouts = HashMap::new();
        for ((name, place), bytes) in setup.layouts.iter().zip(&setup.bytes) {
            let Some(id) = layout_id(name) else { continue };
            let text = name.ends_with(".typ").then(|| std::str::from_utf8(bytes).ok()).flatten();
            let source = text.map(|text| Source::new(id, text.trim_start_matches('\u{feff}').to_owned()));
            layouts.insert(id, WorldFile { bytes: Bytes::new(bytes.clone()), source, place: place.clone() });
        }
        SharedFiles { library: LazyHash::new(Library::builder().build()), fonts, layouts }
    }

    /// The location of a layout, for messages.
    pub(super) fn place(&self, id: FileId) -> Option<&str> {
        self.layouts.get(&id).map(|file| file.place.as_str())
    }
}

impl<'a> PosterWorld<'a> {
    /// A poster with this layout and the given files; none where the theme has no such layout.
    pub(super) fn new(
        shared: &'a SharedFiles,
        layout: &str,
        files: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Option<PosterWorld<'a>> {
        let main = layout_id(&format!("{layout}.typ")).filter(|id| shared.layouts.contains_key(id))?;
        let files = files.into_iter().filter_map(|(path, bytes)| Some((id(&path)?, bytes))).collect();
        Some(PosterWorld { shared, main, files })
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(Path::new(id.vpath().get_without_slash()).to_owned())
}

impl World for PosterWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shared.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.shared.layouts.get(&id) {
            Some(file) => file.source.clone().ok_or(FileError::NotSource),
            None => Err(not_found(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let layout = || self.shared.layouts.get(&id).map(|file| file.bytes.clone());
        self.files.get(&id).cloned().or_else(layout).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.store.font(index)
    }

    /// No date: a poster hangs for a fortnight, and must not show when it was set.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
