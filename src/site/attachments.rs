//! Files beside records and sections: which are published, and where; and which are not.

mod remarks;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::entry::{Entry, PublishedFile};
use super::links::{LinkTarget, LinkableFiles, check_refs, join, unpublished};
use super::located::report;
use super::{CurrentFile, Site};
use crate::diag::{Candidates, Diagnostic, Words, codes, words};
use crate::front::list::SEPARATORS;
use crate::photo::FileForm;
use crate::privacy::files::FileReader;
use crate::privacy::{self, Policy, Screened};
use crate::record::check::Check;
use crate::source::{SourceFile, System};

/// Finds the files that each record and section publishes, gives the links to them their output paths, and
/// reports files that are not named anywhere.
pub(super) fn publish(
    site: &mut Site,
    files: &LinkableFiles<'_>,
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    check_refs(site, files, system, found);
    site.shows_all_files = !files.hidden.has_files();
    let loose: Vec<Arc<str>> = loose_files(files);
    if loose.is_empty() && site.entries.iter().all(|entry| entry.record.common.attachments.is_none()) {
        return;
    }
    let reader = FileReader::on(system);
    site.decoded = look_at_all(site, files, (&reader, system));
    let mut publisher =
        Publisher::new(files, (&reader, system), Policy::of(site.config.file.privacy.as_ref()));
    for id in 0..site.entries.len() {
        let (listed, all) = publisher.entry(site, &site.entries[id], found);
        let entry = &mut site.entries[id];
        lead_to(&all, &mut entry.links);
        entry.attachments = listed;
        entry.files = all;
    }
    for id in 0..site.sections.len() {
        let mut files = Vec::new();
        publisher.linked(site, &site.sections[id].links, None, &mut files, found);
        let section = &mut site.sections[id];
        lead_to(&files, &mut section.links);
        section.files = files;
    }
    site.allowances = std::mem::take(&mut publisher.allowances);
    let of_entries = site.entries.iter().flat_map(|entry| &entry.files);
    let all = of_entries.chain(site.sections.iter().flat_map(|section| &section.files));
    site.files = all.map(|file| (file.source.clone(), CurrentFile::of(file))).collect();
    let unused = loose.iter().filter(|path| !publisher.used.contains(*path));
    // A file that belongs to a hidden record is hidden with it and must not be named.
    let unused = unused.filter(|path| !(files.hidden.has_file(path) || files.hidden.shows_file(path)));
    found.extend(unused.map(|path| unpublished_file(path)));
}

/// The diagnostic for a file that no record names.
fn unpublished_file(path: &str) -> Diagnostic {
    let help = if is_nearly_markdown(path) {
        Words::fixed(
            "如果它是一篇记录，把文件名的结尾改成 .md",
            "if it is meant as a record, rename it so that its name ends in `.md`",
        )
    } else {
        Words::fixed(
            "在记录的 attachments 里写上它，或在正文里链接它",
            "name it in a record's `attachments`, or link to it in the text",
        )
    };
    Diagnostic::new(
        &codes::UNPUBLISHED_FILE,
        words!("{path} 没有发布：没有记录提到它", "{path} is not published: no record names it"),
    )
    .at(format!("content/{path}"), 0..0)
    .help(help)
}

/// Gives links to published files their output paths.
fn lead_to(files: &[PublishedFile], links: &mut [Vec<LinkTarget>]) {
    let paths: HashMap<&str, &str> = files.iter().map(|file| (&*file.source, file.path.as_str())).collect();
    for target in links.iter_mut().flatten() {
        if let LinkTarget::File(source) = target {
            let path = paths.get(&**source).map(|path| (*path).to_owned());
            *target = path.map_or(LinkTarget::Text, |path| LinkTarget::Output { path, id: None });
        }
    }
}

fn loose_files(files: &LinkableFiles<'_>) -> Vec<Arc<str>> {
    let below = files.tree.files.iter().filter_map(|file| file.path.strip_prefix("content/"));
    let is_table = |path: &str| files.tables.contains(path) || files.beside.contains(path);
    below.filter(|path| !path.ends_with(".md") && !is_table(path)).map(Arc::from).collect()
}

/// Whether the name of a file looks like Markdown but does not end in `.md`, as written by a system that
/// uses capitals or by an editor that appends `.txt`.
fn is_nearly_markdown(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    [".md", ".markdown", ".md.txt"].iter().any(|end| name.ends_with(end))
}

struct Publisher<'a> {
    files: &'a LinkableFiles<'a>,
    reader: &'a FileReader<'a>,
    system: &'a dyn System,
    used: HashSet<Arc<str>>,
    /// What is done with personal information, and the allowances that files need.
    policy: Policy,
    allowances: BTreeSet<usize>,
    /// For each folder, its files and their names, to suggest one in place of a missing file.
    beside: HashMap<String, (Vec<&'a str>, Candidates)>,
}

impl<'a> Publisher<'a> {
    fn new(
        files: &'a LinkableFiles<'a>,
        (reader, system): (&'a FileReader<'a>, &'a dyn System),
        policy: Policy,
    ) -> Publisher<'a> {
        let (used, allowances, beside) = (HashSet::new(), BTreeSet::new(), HashMap::new());
        Publisher { files, reader, system, used, policy, allowances, beside }
    }

    /// The files that a record lists, and all files that it publishes.
    fn entry(
        &mut self,
        site: &Site,
        entry: &Entry,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<PublishedFile>, Vec<PublishedFile>) {
        let mut check = Check::default();
        let mut listed: Vec<PublishedFile> = Vec::new();
        for attachment in entry.record.common.attachments.iter().flatten() {
            let written = &attachment.0.path.0;
            let source = join(entry.record.source.folder(), written)
                .filter(|path| self.exists(path) && !path.ends_with(".md"));
            match source {
                Some(source) if self.files.hidden.has_file(&source) => {
                    check.add_with(Check::word("attachments", written), &codes::LINK_TO_UNPUBLISHED, || {
                        unpublished(written)
                    });
                }
                Some(source) => {
                    let title = attachment
                        .0
                        .title
                        .as_ref()
                        .map_or_else(|| name(&source).to_owned(), |title| title.0.clone());
                    listed.extend(self.published(site, Some(entry), source.into(), title, found));
                }
                None => {
                    check.add_with(Check::word("attachments", written), &codes::MISSING_ATTACHMENT, || {
                        self.missing(entry, written)
                    })
                }
            }
        }
        report(check, &entry.record, self.system, found);
        let mut all = listed.clone();
        self.linked(site, &entry.links, Some(entry), &mut all, found);
        (listed, all)
    }

    /// Adds the files to which the links of a record lead, or those of a section if no record is given.
    fn linked(
        &mut self,
        site: &Site,
        links: &[Vec<LinkTarget>],
        entry: Option<&Entry>,
        all: &mut Vec<PublishedFile>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut there: HashSet<Arc<str>> = all.iter().map(|file| file.source.clone()).collect();
        for target in links.iter().flatten() {
            if let LinkTarget::File(source) = target
                && there.insert(source.clone())
            {
                all.extend(self.published(site, entry, source.clone(), name(source).to_owned(), found));
            }
        }
    }

    fn exists(&self, path: &str) -> bool {
        self.files.tree.get(&format!("content/{path}")).is_some()
    }

    fn missing(&mut self, entry: &Entry, written: &str) -> Diagnostic {
        if let Some(page) = join(entry.record.source.folder(), written)
            .filter(|path| path.ends_with(".md") && self.exists(path))
        {
            let message = words!(
                "“{written}”是一篇记录，不能作附件",
                "`{written}` is a record, and cannot be an attachment"
            );
            return Diagnostic::new(&codes::MISSING_ATTACHMENT, message).help(words!(
                "在正文里链接它，或写进 refs：{page}",
                "link to it in the text, or name it in `refs`: `{page}`"
            ));
        }
        let fault = Diagnostic::new(
            &codes::MISSING_ATTACHMENT,
            words!("没有“{written}”这个文件", "the file `{written}` does not exist"),
        );
        let (files, names) = self.beside(entry.record.source.folder());
        match names.nearest(written).and_then(|near| files.get(near)) {
            Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
            None if written.contains(SEPARATORS) => fault.help(Words::fixed(
                "把文件放在记录旁边；几个文件写成列表：[说明.pdf, 表格.docx]",
                "put the file beside the record; several are written as a list: `[plan.pdf, form.docx]`",
            )),
            None => fault.help(Words::fixed("把文件放在记录旁边", "put the file beside the record")),
        }
    }

    /// The files in a folder below `content/`, by their paths relative to it.
    fn beside(&mut self, folder: &str) -> &(Vec<&'a str>, Candidates) {
        let tree = self.files.tree;
        self.beside.entry(folder.to_owned()).or_insert_with_key(|folder| {
            let files = tree.below(&format!("content/{folder}/"));
            let files: Vec<&str> = files.filter(|path| !path.ends_with(".md")).collect();
            let names = Candidates::of(files.iter().copied());
            (files, names)
        })
    }

    fn published(
        &mut self,
        site: &Site,
        entry: Option<&Entry>,
        source: Arc<str>,
        title: String,
        found: &mut Vec<Diagnostic>,
    ) -> Option<PublishedFile> {
        let file = self.files.tree.get(&format!("content/{source}"))?;
        if let Err(changed) = look_at(file, (self.reader, self.system)) {
            found.push(changed);
            return None;
        }
        let is_first = self.used.insert(source.clone());
        let form = match file.published.get()? {
            Ok(form) => form.clone(),
            Err(fault) => {
                found.extend(is_first.then(|| fault.diagnostic(&file.path)));
                return None;
            }
        };
        if is_first {
            found.extend(remarks::removed(&file.path, form.removed));
            found.extend(remarks::named(&file.path, &form.names, &site.config));
            if let Some(seen) = file.personal.get() {
                let Screened { found: personal, allowances, .. } =
                    privacy::files::report(&file.path, seen, &self.policy);
                found.extend(personal);
                self.allowances.extend(allowances);
            }
        }
        let path = output_path(site, entry, &source);
        let FileForm { bytes, sha256, size, widths, is_turned, .. } = form;
        Some(PublishedFile { source, path, title, bytes, sha256, seen: file.digest, size, widths, is_turned })
    }
}

/// The files of a bundle go to a folder with its slug, others to the folder of their section.
fn output_path(site: &Site, entry: Option<&Entry>, source: &str) -> String {
    let bundle = entry.filter(|entry| entry.record.source.is_bundle());
    let inside = bundle.and_then(|entry| {
        Some((entry, source.strip_prefix(entry.record.source.folder())?.strip_prefix('/')?))
    });
    if let Some((entry, inside)) = inside {
        let stem = entry.path.strip_suffix(".html").unwrap_or(&entry.path);
        return format!("{stem}/{inside}");
    }
    match site.section_around(source) {
        Some(section) => section.below(source[section.folder.len()..].trim_start_matches('/')),
        None => source.to_owned(),
    }
}

/// Examines every file that is to be published, in parallel; gives how many photos had to be decoded.
fn look_at_all(site: &Site, files: &LinkableFiles<'_>, with: (&FileReader<'_>, &dyn System)) -> usize {
    let listed = site.entries.iter().flat_map(|entry| {
        let folder = entry.record.source.folder();
        let attachments = entry.record.common.attachments.iter().flatten();
        attachments.filter_map(move |attachment| join(folder, &attachment.0.path.0).map(Arc::from))
    });
    let links = site.entries.iter().map(|entry| &entry.links);
    let links = links.chain(site.sections.iter().map(|section| &section.links)).flatten().flatten();
    let linked = links.filter_map(|target| match target {
        LinkTarget::File(source) => Some(source.clone()),
        LinkTarget::Output { .. } | LinkTarget::Here(_) | LinkTarget::Text => None,
    });
    let sources: HashSet<Arc<str>> = listed.chain(linked).collect();
    let shown: Vec<&SourceFile> = sources
        .iter()
        .filter(|source| !source.ends_with(".md") && !files.hidden.has_file(source))
        .filter_map(|source| files.tree.get(&format!("content/{source}")))
        .collect();
    // An error here, as for a file that has changed since, occurs again where it is reported.
    shown.into_par_iter().filter(|file| look_at(file, with).unwrap_or(false)).count()
}

/// Determines what is published of a file, unless that is known already; gives whether it had to be
/// decoded.
fn look_at(file: &SourceFile, (reader, system): (&FileReader<'_>, &dyn System)) -> Result<bool, Diagnostic> {
    let mut decoded = false;
    if file.published.get().is_none() {
        let bytes = file.read_again(system)?;
        let _ = file.personal.set(reader.read(&file.path, &bytes));
        let _ = file.published.set(FileForm::of(&file.path, bytes, file.turned.as_ref(), &mut decoded));
    }
    Ok(decoded)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
