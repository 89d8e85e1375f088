//! Outputs that would overwrite each other, even if only on a disk that does not distinguish `A` from `a`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Target;
use super::origin::{Origins, file_of};
use crate::diag::{Diagnostic, Location, MAX_REPORTED, Note, Omitted, Words, codes, words};
use crate::track::FastBuildHasher;

/// Reports outputs that would overwrite each other. A file that several records publish is one output.
pub(super) fn collisions(origins: &Origins<'_>, targets: &mut Vec<Target>) -> Vec<Diagnostic> {
    targets.dedup();
    // On most sites all paths are in lower case, and are compared as they are: they are sorted.
    let same: Vec<Pair<'_>> = if targets.par_iter().all(is_low) {
        targets
            .windows(2)
            .filter(|near| near[0].path == near[1].path)
            .map(|near| (&near[0], &near[1]))
            .collect()
    } else {
        folded(targets)
    };
    let mut in_files: BTreeMap<Option<Arc<str>>, Vec<Pair<'_>>> = BTreeMap::new();
    for pair in without_consequences(same).into_iter().chain(files_and_folders(targets)) {
        let file = |target: &Target| file_of(origins.site, &target.draw);
        in_files.entry(file(pair.0).max(file(pair.1))).or_default().push(pair);
    }
    in_files.into_values().flat_map(|pairs| diagnostics_of_file(origins, &pairs)).collect()
}

/// The pairs without those that only follow from two pages with the same path: posters, calendars.
fn without_consequences(same: Vec<Pair<'_>>) -> Vec<Pair<'_>> {
    let records = |(first, second): &Pair<'_>| {
        let (first, second) = first.draw.record().zip(second.draw.record())?;
        Some((first.min(second), first.max(second)))
    };
    let are_pages = |(first, second): &Pair<'_>| first.draw.is_page() && second.draw.is_page();
    let reported: HashSet<_> = same.iter().filter(|pair| are_pages(pair)).filter_map(records).collect();
    let is_cause =
        |pair: &Pair<'_>| are_pages(pair) || records(pair).is_none_or(|ids| !reported.contains(&ids));
    same.into_iter().filter(is_cause).collect()
}

/// Two targets, one of which would overwrite the other.
type Pair<'a> = (&'a Target, &'a Target);

/// The diagnostics of one file: the first hundred, and how many more there are.
fn diagnostics_of_file(origins: &Origins<'_>, pairs: &[Pair<'_>]) -> Vec<Diagnostic> {
    let first = &pairs[..pairs.len().min(MAX_REPORTED + 1)];
    origins.locate_aliases(first.iter().flat_map(|(a, b)| [*a, *b]));
    let mut found: Vec<Diagnostic> =
        first.iter().map(|(first, second)| diagnostic(origins, first, second)).collect();
    if let Some(next) = found.get(MAX_REPORTED).cloned() {
        found.truncate(MAX_REPORTED);
        let more = Omitted { errors: pairs.len() - MAX_REPORTED, warnings: 0 };
        if let Some(last) = found.last_mut() {
            last.notes.push(Note::more(more, next.place));
        }
    }
    found
}

fn is_low(target: &Target) -> bool {
    target.path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Targets with the same path, compared without regard to case.
fn folded(targets: &[Target]) -> Vec<Pair<'_>> {
    let mut seen: HashMap<Cow<'_, str>, &Target, FastBuildHasher> =
        HashMap::with_capacity_and_hasher(targets.len(), FastBuildHasher::default());
    let fold = |target: &'_ Target| target.path.to_lowercase();
    let again = |target| {
        let folded = if is_low(target) { Cow::from(&*target.path) } else { fold(target).into() };
        seen.insert(folded, target).map(|first| (first, target))
    };
    targets.iter().filter_map(again).collect()
}

/// Files whose path is that of a folder of other files.
fn files_and_folders(targets: &[Target]) -> Vec<Pair<'_>> {
    let mut found = Vec::new();
    let mut last = "";
    for target in targets {
        let (folder, _) = target.path.split();
        if folder == last {
            continue;
        }
        last = folder;
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for above in ends.filter_map(|end| folder.get(..end)).filter(|above| !above.is_empty()) {
            if let Ok(at) = targets.binary_search_by(|target| (*target.path).cmp(above)) {
                found.push((&targets[at], target));
            }
        }
    }
    // Once for each such file.
    found.dedup_by(|next, before| std::ptr::eq(next.0, before.0));
    found
}

fn diagnostic(origins: &Origins<'_>, first: &Target, second: &Target) -> Diagnostic {
    let (path, a, b) = (&first.path, origins.said(first), origins.said(second));
    let message = if first.path.len() == second.path.len() {
        words!("两处都要写成 {path}：{a} 和 {b}", "two outputs would be {path}: {a} and {b}")
    } else {
        words!(
            "{path} 既要是文件，又要是文件夹：{a} 和 {b}",
            "{path} would be a file and a folder: {a} and {b}"
        )
    };
    let fault = Diagnostic::new(&codes::DUPLICATE_OUTPUT, message)
        .help(Words::fixed("给其中一个换文件名，或写 slug", "rename one of the files, or give it a `slug`"));
    // Reported at the second location, by source.
    let mut places: Vec<Location> =
        [first, second].into_iter().filter_map(|target| origins.place(&target.draw, &target.path)).collect();
    places.sort_unstable_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    places.dedup();
    match places.as_slice() {
        [first, second] => fault.at(second.file.clone(), second.span.clone()).note(
            first.file.clone(),
            first.span.clone(),
            Words::fixed("第一个在这里", "the first is here"),
        ),
        [only, ..] => fault.at(only.file.clone(), only.span.clone()),
        [] => fault,
    }
}
