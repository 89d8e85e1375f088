//! The fonts of the machine: takes only the environment, gives the files that may contain fonts and one
//! digest of them. Which are used is decided elsewhere.

use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

#[cfg(feature = "poster")]
use super::MappedBytes;
use crate::track::{Digest, Digester};

/// The variable that names other folders than the usual ones, for builds that must be the same everywhere.
const FOLDERS: &str = "LILONG_FONT_DIRS";

/// Folders that are searched for fonts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontFolders(Vec<PathBuf>);

impl FontFolders {
    /// These folders and no others.
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> FontFolders {
        FontFolders(folders.into_iter().collect())
    }

    /// The folders of `LILONG_FONT_DIRS`, else the usual ones of this system and its programs.
    pub fn of_this_machine() -> FontFolders {
        match std::env::var_os(FOLDERS) {
            Some(folders) => FontFolders(
                std::env::split_paths(&folders).filter(|folder| !folder.as_os_str().is_empty()).collect(),
            ),
            None => FontFolders(usual()),
        }
    }

    /// The font files, in an order that is independent of the disk.
    pub fn files(&self) -> Vec<PathBuf> {
        self.found().into_iter().map(|(path, ..)| path).collect()
    }

    /// The digest of the font files: their paths, sizes and times, but not their bytes.
    pub fn digest(&self) -> Digest {
        let mut to = Digester::default();
        for (path, len, modified) in self.found() {
            (path.to_string_lossy(), len, modified).hash(&mut to);
        }
        to.digest()
    }

    fn found(&self) -> Vec<(PathBuf, u64, u128)> {
        let mut found = Vec::new();
        for folder in &self.0 {
            for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_map(Result::ok) {
                if is_font(entry.path())
                    && let Ok(metadata) = entry.metadata()
                {
                    let modified =
                        metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                    found.push((
                        entry.into_path(),
                        metadata.len(),
                        modified.map_or(0, |time| time.as_nanos()),
                    ));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether a file may contain usable fonts, according to its name.
pub(crate) fn is_font(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// The font folders of the user, and those of the whole machine.
fn usual() -> Vec<PathBuf> {
    let home = |below: &str| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(below));
    let set =
        |name: &str, below: &str| std::env::var_os(name).map(|folder| PathBuf::from(folder).join(below));
    let folders: Vec<Option<PathBuf>> = if cfg!(windows) {
        vec![set("SystemRoot", "Fonts"), set("LOCALAPPDATA", r"Microsoft\Windows\Fonts")]
    } else if cfg!(target_os = "macos") {
        let system =
            ["/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2", "/Network/Library/Fonts"];
        system.iter().map(|folder| Some(PathBuf::from(folder))).chain([home("Library/Fonts")]).collect()
    } else {
        let shared = std::env::var_os("XDG_DATA_DIRS")
            .filter(|dirs| !dirs.is_empty())
            .unwrap_or_else(|| "/usr/local/share:/usr/share".into());
        let shared: Vec<PathBuf> =
            std::env::split_paths(&shared).map(|folder| folder.join("fonts")).collect();
        let own = set("XDG_DATA_HOME", "fonts").or_else(|| home(".local/share/fonts"));
        let always = ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from);
        always.into_iter().chain(shared).map(Some).chain([own, home(".fonts")]).collect()
    };
    let mut folders: Vec<PathBuf> = folders.into_iter().flatten().collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// The bytes of a font file, memory-mapped: of its twenty megabytes, a poster needs a few hundred
/// kilobytes.
///
/// # Errors
/// Errors of the disk.
#[cfg(feature = "poster")]
pub(crate) fn map(path: &std::path::Path) -> std::io::Result<MappedBytes> {
    let file = std::fs::File::open(path)?;
    #[expect(
        unsafe_code,
        reason = "a mapped file must not shrink while it is read; font files are replaced, not rewritten"
    )]
    // SAFETY: the mapping is only read, and lives as long as what is returned.
    let mapped = unsafe { memmap2::Mmap::map(&file) }?;
    Ok(MappedBytes::new(mapped))
}
