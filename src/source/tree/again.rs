//! Reading some of the files again: takes paths that may have changed, gives those that have.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{PLACES, SourceFile, SourceTree, read};
use crate::diag::Diagnostic;
use crate::source::{System, is_ignored};
use crate::spelling::composed;

impl SourceTree {
    /// Whether a path below the root may be part of a site.
    pub fn is_part(path: &str) -> bool {
        let place = path.split('/').next().unwrap_or_default();
        PLACES.contains(&place) && !path.split('/').any(is_ignored)
    }

    /// The folders and files that make up a site.
    pub fn places() -> &'static [&'static str] {
        &PLACES
    }

    /// Reads `paths` again, each a file or a folder with all that is in it, whether it still exists or not.
    /// Gives the paths of the files that changed, sorted.
    pub fn read_again(&mut self, system: &dyn System, paths: &[Arc<str>]) -> Vec<Arc<str>> {
        let mut fresh: BTreeMap<Arc<str>, Option<SourceFile>> = BTreeMap::new();
        let mut listed = Vec::new();
        let before = self.problems.clone();
        // A file system may report names that are not composed.
        let paths: &[Arc<str>] = &paths.iter().map(|path| composed(path).into()).collect::<Vec<_>>();
        for path in outermost(paths) {
            self.problems
                .retain(|problem| !problem.place.as_ref().is_some_and(|place| covers(&path, &place.file)));
            fresh.extend(self.at_or_below(&path).map(|file| (file.path.clone(), None)));
            let (files, problems) = system.files(&path);
            listed.extend(files);
            self.problems.extend(problems);
        }
        let read: Vec<_> = listed.into_par_iter().map(|path| read(system, path)).collect();
        for file in read {
            match file {
                Ok(file) => drop(fresh.insert(file.path.clone(), Some(file))),
                Err(problem) => self.problems.push(problem),
            }
        }
        fresh.retain(|path, file| match (self.get(path), file) {
            (Some(old), Some(new)) => old.digest != new.digest || old.len != new.len,
            (old, new) => old.is_some() != new.is_some(),
        });
        let mut differ = self.replace(fresh);
        differ.extend(problem_files(&before, &self.problems));
        differ.extend(problem_files(&self.problems, &before));
        differ.sort_unstable();
        differ.dedup();
        differ
    }

    /// The file with that path, and all files in the folder with that path.
    fn at_or_below<'t>(&'t self, path: &'t str) -> impl Iterator<Item = &'t SourceFile> {
        let folder = format!("{path}/");
        let start = self.files.partition_point(|file| *file.path < *folder);
        let inside = self.files[start..].iter().take_while(move |file| file.path.starts_with(&folder));
        self.get(path).into_iter().chain(inside)
    }

    fn replace(&mut self, fresh: BTreeMap<Arc<str>, Option<SourceFile>>) -> Vec<Arc<str>> {
        if fresh.is_empty() {
            return Vec::new();
        }
        let differ = fresh.keys().cloned().collect();
        self.files.retain(|file| !fresh.contains_key(&file.path));
        self.files.extend(fresh.into_values().flatten());
        // Both parts are in order, so this is a merge.
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        differ
    }
}

/// The files of those `problems` that are not among `others`.
fn problem_files<'p>(
    problems: &'p [Diagnostic],
    others: &'p [Diagnostic],
) -> impl Iterator<Item = Arc<str>> + 'p {
    let key =
        |problem: &'p Diagnostic| Some((&problem.place.as_ref()?.file, problem.code.id, &problem.message));
    let others: HashSet<_> = others.iter().filter_map(key).collect();
    problems
        .iter()
        .filter_map(key)
        .filter(move |problem| !others.contains(problem))
        .map(|(file, ..)| file.clone())
}

/// The paths without those inside others, sorted.
fn outermost(paths: &[Arc<str>]) -> Vec<Arc<str>> {
    let mut sorted = paths.to_vec();
    sorted.sort_unstable_by(|a, b| a.split('/').cmp(b.split('/')));
    let mut outer: Vec<Arc<str>> = Vec::new();
    for path in sorted {
        if !outer.last().is_some_and(|last| covers(last, &path)) {
            outer.push(path);
        }
    }
    outer
}

/// Whether `file` is `path`, or inside it.
fn covers(path: &str, file: &str) -> bool {
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Memory, PageReading};

    fn paths(given: &[&str]) -> Vec<Arc<str>> {
        given.iter().map(|path| Arc::from(*path)).collect()
    }

    fn read_all(memory: &Memory) -> SourceTree {
        SourceTree::read(memory, PageReading::AtOnce, |_| true)
    }

    #[test]
    fn only_what_is_inside_another_is_dropped() {
        assert_eq!(
            outermost(&paths(&["content/b", "content/a/x", "content/a", "content/a.md"])),
            paths(&["content/a", "content/a.md", "content/b"])
        );
    }

    #[test]
    fn a_folder_is_read_with_all_that_was_and_is_in_it() {
        let mut memory = Memory::default();
        memory
            .write("site.yaml", "a")
            .write("content/a/1.md", "1")
            .write("content/a/2.md", "2")
            .write("content/a.md", "3");
        let mut tree = read_all(&memory);
        memory.remove("content/a/1.md").write("content/a/2.md", "new").write("content/a/b/3.md", "3");
        let differ = tree.read_again(&memory, &paths(&["content/a"]));
        assert_eq!(differ, paths(&["content/a/1.md", "content/a/2.md", "content/a/b/3.md"]));
        assert_eq!(tree.digest(), read_all(&memory).digest());
        assert!(
            tree.read_again(&memory, &paths(&["content", "site.yaml"])).is_empty(),
            "nothing has changed since"
        );
    }

    #[test]
    fn what_is_gone_is_gone() {
        let mut memory = Memory::default();
        memory.write("content/a.md", "1").write("content/b.md", "2");
        let mut tree = read_all(&memory);
        memory.remove("content/a.md");
        assert_eq!(
            tree.read_again(&memory, &paths(&["content/a.md", "content/nowhere.md"])),
            paths(&["content/a.md"])
        );
        assert_eq!(tree.digest(), read_all(&memory).digest());
    }

    #[test]
    fn editors_files_are_no_part_of_a_site() {
        assert!(
            SourceTree::is_part("content/a.md")
                && SourceTree::is_part("site.yaml")
                && SourceTree::is_part("themes/own/theme.yaml")
        );
        for path in [
            "public/index.html",
            "content/.a.md.swp",
            "content/a.md~",
            "content/4913",
            ".git/index",
            "README.md",
        ] {
            assert!(!SourceTree::is_part(path), "{path}");
        }
    }
}
