//! The names of files and folders: of a record's file a name is made that is published, so that it is masked
//! like any text; folders and files beside a record are published as they are called.

use super::told::Kept;
use super::{Policy, Screened, Treatment};
use crate::personal::{Marks, find};
use crate::record::RecordSource;

/// Stands for what is hidden in a path: no path holds an asterisk.
const SIGN: char = 'x';

/// Screens the name of a file, or that of the folder which it says something of.
pub(super) fn screen(source: &mut RecordSource, policy: &Policy, to: &mut Screened) {
    let is_folder = source.is_section() || source.name().starts_with("index.");
    let name = match is_folder {
        true => source.folder().rsplit('/').next().unwrap_or_default(),
        false => source.stem(),
    };
    let kept = if is_folder { Kept::Unmaskable } else { Kept::BySettings };
    for found in find(name, Marks::None) {
        to.note(&found, policy.treatment(&found), kept, |told| told.at(source.file.clone(), 0..0));
    }
    if !is_folder {
        source.path = masked_path(&source.path, policy).into();
    }
}

/// The path of a file as it is known behind this room: the name of the file is masked where the settings say
/// so.
pub fn masked_path(path: &str, policy: &Policy) -> String {
    let start = path.rfind('/').map_or(0, |at| at + 1);
    let stem = path[start..].strip_suffix(".md").unwrap_or(&path[start..]);
    let mut masked = path.to_owned();
    for found in find(stem, Marks::None).into_iter().rev() {
        if policy.treatment(&found) == Treatment::Mask {
            masked.replace_range(start + found.span.start..start + found.span.end, &found.masked(SIGN));
        }
    }
    masked
}
