//! Records as people type them: takes a path from the command line; gives its record, or the diagnostic of
//! a path without one.

use std::path::Path;

use crate::cells::is_table;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::site::{EntryId, ResolvedName, Site};

/// The record of a path, relative to `content/`, to the site's folder or to the current folder.
pub(super) fn find(site: &Site, root: &Path, typed: &str) -> ResolvedName {
    let real = |path: &Path| path.canonicalize().ok();
    // A row has no file of its own: its table is the file.
    let (file, row) = match typed.rsplit_once('#').filter(|(file, _)| is_table(file)) {
        Some((file, row)) => (file, format!("#{row}")),
        None => (typed, String::new()),
    };
    let inside = || {
        let file = real(Path::new(file))?;
        let below = file.strip_prefix(real(&root.join("content"))?).ok()?;
        Some(below.to_string_lossy().into_owned() + &row)
    };
    let below = inside().unwrap_or_else(|| typed.to_owned()).replace('\\', "/");
    let root = root.to_string_lossy().replace('\\', "/");
    // A record that no longer exists has no canonical path.
    let below = below.strip_prefix(&*root).filter(|rest| rest.starts_with('/')).unwrap_or(&below);
    site.named(below)
}

/// The record of a path and the language of its text: a translation has a file of its own.
pub(super) fn record(site: &Site, root: &Path, path: &str) -> Result<(EntryId, String), Box<Diagnostic>> {
    let near = match find(site, root, path) {
        ResolvedName::Record(id, lang) => {
            return Ok((id, lang.unwrap_or_else(|| site.entries[id].lang(&site.config).to_owned())));
        }
        ResolvedName::Nothing { near, .. } => near,
    };
    let fault = Diagnostic::new(
        &codes::UNKNOWN_RECORD,
        words!("网站没有发布 {path} 这个记录", "the site publishes no record {path}"),
    );
    Err(Box::new(fault.help(match near {
        Some(near) => words!("是不是 {near}？", "did you mean {near}?"),
        None => Words::fixed(
            "写它在 content/ 之下的路径；草稿要加 --drafts",
            "name it by its path below `content/`; a draft needs `--drafts`",
        ),
    })))
}
