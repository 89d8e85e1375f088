//! The names of files and folders: takes a path, gives it as it is published. The name of a record's file
//! becomes part of an address, so it is masked like any text; folders and files beside a record keep their
//! names.

use std::sync::Arc;

use super::diagnostics::Kept;
use super::{Policy, Screened, Treatment};
use crate::diag::{Diagnostic, Words, words};
use crate::personal::{Marks, find};
use crate::record::RecordSource;
use crate::source::SourceTree;

/// The sign of a mask in a path, since paths cannot contain asterisks.
const SIGN: char = 'x';

/// Screens the name of a page's file.
pub(super) fn screen(source: &mut RecordSource, policy: &Policy, to: &mut Screened) {
    for found in find(source.name().trim_end_matches(".md"), Marks::None) {
        let treatment = policy.treatment(&found);
        to.note(&found, treatment, Kept::BySettings, |diagnostic| diagnostic.at(source.file.clone(), 0..0));
    }
    source.path = masked_path(&source.path, policy).into();
}

/// Screens the names of all folders below `root` that contain anything published, at any depth, because
/// they become part of addresses. Each is screened once, and reported at the file that represents it.
pub fn screen_folders(
    tree: &SourceTree,
    root: &str,
    is_published: impl Fn(&str) -> bool,
    policy: &Policy,
) -> Screened {
    let mut screened = Screened::default();
    let mut last = "";
    for path in tree.below(root).filter(|path| is_published(path)) {
        let Some((folder, _)) = path.rsplit_once('/') else { continue };
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        // Files are ordered by path, so the files of a folder are adjacent.
        let is_new = |end: &usize| {
            let is_same = last.starts_with(&folder[..*end]);
            !is_same || !matches!(last.as_bytes().get(*end), None | Some(b'/'))
        };
        for folder in ends.filter(is_new).map(|end| &folder[..end]) {
            let name = folder.rsplit('/').next().unwrap_or(folder);
            for found in find(name, Marks::None) {
                screened.note(&found, policy.treatment(&found), Kept::Unmaskable, |diagnostic| {
                    in_name(diagnostic).at(speaks_for(tree, &format!("{root}{folder}"), root, path), 0..0)
                });
            }
        }
        last = folder;
    }
    screened
}

/// The file that describes a folder, or the first file in it.
fn speaks_for(tree: &SourceTree, folder: &str, root: &str, first: &str) -> Arc<str> {
    let own = ["_index.md", "index.md"].into_iter().map(|name| format!("{folder}/{name}"));
    let own = own.filter_map(|path| tree.get(&path)).map(|file| file.path.clone()).next();
    own.unwrap_or_else(|| format!("{root}{first}").into())
}

fn in_name(mut diagnostic: Diagnostic) -> Diagnostic {
    let Words { zh, en } = &diagnostic.message;
    diagnostic.message = words!("文件夹名：{zh}", "in the name of a folder: {en}");
    diagnostic
}

/// The path of a file as later stages see it: with its name masked if the settings say so.
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
