//! Records as people type them: takes a path as it is on the command line, gives the record it means. Says
//! nothing.

use std::path::Path;

use crate::cells::is_table;
use crate::site::{ResolvedName, Site};

/// The record of a path below `content/`, below the site's folder or from where the command is run.
pub(super) fn find(site: &Site, root: &Path, typed: &str) -> ResolvedName {
    let real = |path: &Path| path.canonicalize().ok();
    // A row is no file: its table is.
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
    // A record that is not there any more has no real path.
    let below = below.strip_prefix(&*root).filter(|rest| rest.starts_with('/')).unwrap_or(&below);
    site.named(below)
}
