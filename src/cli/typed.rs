//! Records as people type them: takes a path as it is on the command line, gives the record it means. Says
//! nothing.

use std::path::Path;

use crate::site::{ResolvedName, Site};

/// The record of a path below `content/`, below the site's folder or from where the command is run.
pub(super) fn find(site: &Site, root: &Path, typed: &str) -> ResolvedName {
    let real = |path: &Path| path.canonicalize().ok();
    let inside = || {
        Some(
            real(Path::new(typed))?
                .strip_prefix(real(&root.join("content"))?)
                .ok()?
                .to_string_lossy()
                .into_owned(),
        )
    };
    let below = inside().unwrap_or_else(|| typed.to_owned()).replace('\\', "/");
    let root = root.to_string_lossy().replace('\\', "/");
    // A record that is not there any more has no real path.
    let below = below.strip_prefix(&*root).filter(|rest| rest.starts_with('/')).unwrap_or(&below);
    site.named(below)
}
