//! Links: where those of each body lead, of records and of sections, and which records name which.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::content::Hidden;
use super::entry::{Entry, EntryId, translated};
use super::located::tell;
use super::section::Section;
use crate::diag::{Code, Diagnostic, Words, codes, nearest, words};
use crate::front::scalar::Text;
use crate::markdown::{Body, Link};
use crate::record::check::Check;
use crate::record::{Common, Source};
use crate::source::{System, Tree};
use crate::spelling::composed;

/// Where a link of a body leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An output, and an anchor in it.
    Output {
        /// The output path.
        path: String,
        /// The anchor.
        id: Option<String>,
    },
    /// An anchor of the same page.
    Here(String),
    /// Nowhere: its words stand alone.
    Text,
    /// A file beside the record or the section, by its path below `content/`, until it has an output path.
    File(Arc<str>),
}

/// The files of the site, as far as links may lead to them.
pub(super) struct Files<'a> {
    pub(super) tree: &'a Tree,
    /// Drafts and what is under embargo.
    pub(super) hidden: &'a Hidden,
    /// Files that could not be parsed.
    pub(super) broken: &'a HashSet<Arc<str>>,
}

/// Resolves the links of every body and the `refs` of every record.
pub(super) fn resolve(site: &mut Site, files: &Files<'_>, found: &mut Vec<Diagnostic>) {
    let resolver = Resolver { site, files };
    let resolved: Vec<_> = site.entries.par_iter().map(|entry| resolver.entry(entry)).collect();
    let introductions: Vec<_> = site.sections.iter().map(|section| resolver.section(section, found)).collect();
    let mut backlinks: Vec<Vec<EntryId>> = vec![Vec::new(); site.entries.len()];
    for (id, (links, refs, faults)) in resolved.into_iter().enumerate() {
        for other in &refs {
            backlinks[*other].push(id);
        }
        site.entries[id].links = links;
        site.entries[id].refs = refs;
        found.extend(faults);
    }
    for (entry, backlinks) in site.entries.iter_mut().zip(backlinks) {
        entry.backlinks = backlinks;
    }
    for (section, links) in site.sections.iter_mut().zip(introductions) {
        section.links = links;
    }
}

/// Tells which `refs` lead nowhere; separate from resolving because it reads the files again.
pub(super) fn check_refs(site: &Site, tree: &Files<'_>, system: &dyn System, found: &mut Vec<Diagnostic>) {
    let resolver = Resolver { site, files: tree };
    for entry in &site.entries {
        let mut check = Check::default();
        for path in Common::words(&entry.record.common.refs) {
            let message = match resolver.reference(&entry.record.source, path) {
                Reference::Nothing(near) => {
                    let near = near.filter(|near| **near != **entry.source());
                    let fault =
                        Diagnostic::new(&codes::BROKEN_REF, words!("没有“{path}”这个记录", "there is no record `{path}`", path = path.0));
                    match near {
                        Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
                        None => fault.help(Words::fixed(
                            "写从 content/ 起的路径，如 notices/2026-03-02-lift.md",
                            "write the path from content/, like `notices/2026-03-02-lift.md`",
                        )),
                    }
                }
                Reference::Hidden => unpublished(path),
                Reference::Entry(_) | Reference::Broken => continue,
            };
            check.push(Check::word("refs", path), message);
        }
        tell(check, &entry.record, system, found);
    }
}

pub(super) fn unpublished(path: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::LINK_TO_UNPUBLISHED,
        words!("“{path}”还没有发布，这里只显示文字", "`{path}` is not published yet: only the words are shown"),
    )
    .help(Words::fixed("它发布以后，链接自己会出现；不想等就删去链接", "the link appears once it is published; delete it if it should not"))
}

/// What a `refs` entry leads to.
enum Reference {
    Entry(EntryId),
    Hidden,
    Broken,
    Nothing(Option<String>),
}

struct Resolver<'a> {
    site: &'a Site,
    files: &'a Files<'a>,
}

type Resolved = (Vec<Vec<LinkTarget>>, Vec<EntryId>, Vec<Diagnostic>);

impl Resolver<'_> {
    /// Where the links of a record's texts lead, and its `refs`.
    fn entry(&self, entry: &Entry) -> Resolved {
        let mut found = Vec::new();
        let mut links = vec![self.body(&entry.record.source, &entry.record.body, entry.lang(&self.site.config), &mut found)];
        for translation in &entry.translations {
            links.push(self.body(&translation.source, &translation.body, &translation.lang, &mut found));
        }
        let mut refs = Vec::new();
        for path in Common::words(&entry.record.common.refs) {
            if let Reference::Entry(id) = self.reference(&entry.record.source, path)
                && !refs.contains(&id)
            {
                refs.push(id);
            }
        }
        (links, refs, found)
    }

    /// Where the links of a section's texts lead.
    fn section(&self, section: &Section, found: &mut Vec<Diagnostic>) -> Vec<Vec<LinkTarget>> {
        let own = section.file.as_ref().map(|file| self.body(&file.source, &file.body, &self.site.config.language, found));
        let mut links = vec![own.unwrap_or_default()];
        links.extend(section.translations.iter().map(|(lang, file)| self.body(&file.source, &file.body, lang, found)));
        links
    }

    fn body(&self, source: &Source, body: &Body, lang: &str, found: &mut Vec<Diagnostic>) -> Vec<LinkTarget> {
        let from = From { source, body, lang };
        let mut targets = Vec::with_capacity(body.links.len());
        for link in &body.links {
            targets.push(self.link(&from, link).unwrap_or_else(|fault| {
                let span = source.body_at + link.span.start..source.body_at + link.span.end;
                found.extend(fault.map(|fault| fault.at(source.file.clone(), span)));
                LinkTarget::Text
            }));
        }
        targets
    }

    /// Where a link leads; else what to say of it, if anything.
    fn link(&self, from: &From<'_>, link: &Link) -> Result<LinkTarget, Option<Box<Diagnostic>>> {
        if link.path.is_empty() {
            let fragment = link.fragment.as_deref().unwrap_or_default();
            let own = anchor(from.body, fragment, &from.source.path);
            // The page of a section has headings of its own besides those of its text.
            return if from.source.is_section() { Ok(own.unwrap_or_else(|_| fragment.to_owned())) } else { own }.map(LinkTarget::Here);
        }
        let Some(path) = join(from.source.folder(), &link.path) else {
            return Err(Some(Box::new(self.broken(from.source.folder(), &link.path))));
        };
        if let Some(target) = self.page(&path, link.fragment.as_deref(), from.lang)? {
            return Ok(target);
        }
        if self.files.tree.get(&format!("content/{path}")).is_some() && !path.ends_with(".md") {
            if self.files.hidden.has_file(&path) {
                return Err(Some(Box::new(unpublished(&path))));
            }
            return Ok(LinkTarget::File(path.into()));
        }
        if self.is_generated(&path) {
            return Ok(LinkTarget::Output { path, id: None });
        }
        Err(Some(Box::new(self.broken(from.source.folder(), &link.path))))
    }

    /// Whether it is an output that has no source and may be linked to as if it were a file of `content/`.
    fn is_generated(&self, path: &str) -> bool {
        let named = |words: fn(&Common) -> &[Text]| self.site.entries.iter().any(|entry| !words(&entry.record.common).is_empty());
        match path {
            "data/index.json" => true,
            "atom.xml" | "sitemap.xml" => !self.site.config.base_url.is_empty(),
            "calendar.ics" => self.site.calendar_path().is_some(),
            "topics/index.html" => named(|common| Common::words(&common.topics)),
            "places/index.html" => !self.site.config.register.is_empty() || named(|common| Common::words(&common.places)),
            _ => false,
        }
    }

    /// The page of a record, a translation or a section.
    fn page(&self, path: &str, fragment: Option<&str>, lang: &str) -> Result<Option<LinkTarget>, Option<Box<Diagnostic>>> {
        let bundle = format!("{path}/index.md");
        for record in [path, &bundle] {
            if self.files.broken.contains(record) {
                return Err(None);
            }
            if self.files.hidden.has_record(record) {
                return Err(Some(Box::new(unpublished(path))));
            }
        }
        if let Some(entry) = self.site.entry(path).or_else(|| self.site.entry(&bundle)) {
            let text = entry.text(lang, &self.site.config);
            let id = fragment.map(|fragment| anchor(text.body, fragment, path)).transpose()?;
            return Ok(Some(LinkTarget::Output { path: entry.path_in(lang).to_string(), id }));
        }
        let of = |entry: &&Entry| entry.translations.iter().any(|translation| *translation.source.path == *path);
        let lang_of_name = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
        if let Some((stem, lang)) = lang_of_name
            && let Some(entry) = self.site.entry(&format!("{stem}.md")).filter(of)
        {
            let id = fragment.map(|fragment| anchor(entry.text(lang, &self.site.config).body, fragment, path)).transpose()?;
            return Ok(Some(LinkTarget::Output { path: translated(&entry.path, lang), id }));
        }
        if let Some((stem, _)) = lang_of_name
            && self.files.hidden.has_record(&format!("{stem}.md"))
            && self.files.tree.get(&format!("content/{path}")).is_some()
        {
            return Err(Some(Box::new(unpublished(path))));
        }
        Ok(self.section_page(path, fragment, lang))
    }

    /// The page of a section, named by its folder, its file or one of its translations; or its feed.
    fn section_page(&self, path: &str, fragment: Option<&str>, lang: &str) -> Option<LinkTarget> {
        let feed_of = path.strip_suffix("/atom.xml").filter(|_| !self.site.config.base_url.is_empty());
        if let Some(section) = feed_of.and_then(|folder| self.site.section(folder)) {
            return Some(LinkTarget::Output { path: section.below("atom.xml"), id: None });
        }
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (section, lang) = match name.strip_prefix("_index.").and_then(|end| end.strip_suffix("md")) {
            Some("") => (self.site.section(above)?, lang),
            Some(tag) => {
                let (section, tag) = (self.site.section(above)?, tag.strip_suffix('.')?);
                (Some(section).filter(|section| section.is_in(tag))?, tag)
            }
            None => (self.site.section(path)?, lang),
        };
        // Its page has headings of its own besides those of its text.
        let own = |fragment: &str| Some(section.text_in(lang)?.0.body.anchor(fragment)?.id.clone());
        let id = fragment.map(|fragment| own(fragment).unwrap_or_else(|| fragment.to_owned()));
        Some(LinkTarget::Output { path: section.index_in(lang), id })
    }

    fn reference(&self, source: &Source, written: &str) -> Reference {
        let base = if written.starts_with("./") || written.starts_with("../") { source.folder() } else { "" };
        let Some(path) = join(base, written) else {
            return Reference::Nothing(None);
        };
        for candidate in [path.clone(), format!("{path}.md"), format!("{path}/index.md")] {
            if let Some(id) = self.site.id(&candidate) {
                return Reference::Entry(id);
            }
            if self.files.hidden.has_record(&candidate) {
                return Reference::Hidden;
            }
            if self.files.broken.contains(candidate.as_str()) {
                return Reference::Broken;
            }
        }
        Reference::Nothing(self.near(&path))
    }

    fn near(&self, path: &str) -> Option<String> {
        nearest(path, self.site.entries.iter().map(|entry| &**entry.source())).map(str::to_owned)
    }

    fn broken(&self, folder: &str, written: &str) -> Diagnostic {
        let fault =
            Diagnostic::new(&codes::BROKEN_LINK, words!("链接的“{written}”不存在", "the link leads to `{written}`, which does not exist"));
        let name = written.rsplit('/').next().unwrap_or(written);
        let near = nearest(name, self.site.entries.iter().map(|entry| entry.record.source.name()));
        match near.and_then(|near| self.site.entries.iter().find(|entry| entry.record.source.name() == near)) {
            Some(entry) if written.starts_with('/') => fault.help(words!(
                "是不是 /{path}？以 / 开头的路径从 content/ 算起",
                "did you mean /{path}? A path that begins with / starts at content/",
                path = entry.source()
            )),
            Some(entry) => fault.help(words!(
                "是不是 {path}？路径从写链接的文件算起",
                "did you mean {path}? Paths start at the file that holds the link",
                path = relative(folder, entry.source())
            )),
            None => fault.help(Words::fixed(
                "路径从写链接的文件算起，如 ../meetings/2026-03-lift.md",
                "paths start at the file that holds the link, like `../meetings/2026-03-lift.md`",
            )),
        }
    }
}

/// What a link stands in.
struct From<'a> {
    source: &'a Source,
    body: &'a Body,
    lang: &'a str,
}

/// The id of the heading a fragment names, by its id or by its words.
fn anchor(body: &Body, fragment: &str, path: &str) -> Result<String, Option<Box<Diagnostic>>> {
    if let Some(anchor) = body.anchor(fragment) {
        return Ok(anchor.id.clone());
    }
    let code: &'static Code = &codes::BROKEN_ANCHOR;
    let fault = Diagnostic::new(code, words!("{path} 里没有“{fragment}”这个标题", "{path} has no heading “{fragment}”"));
    let near = nearest(fragment, body.anchors.iter().flat_map(|anchor| [anchor.text.as_str(), anchor.id.as_str()]));
    Err(Some(Box::new(match near {
        Some(near) => fault.help(words!("是不是“{near}”？", "did you mean “{near}”?")),
        None => fault.help(Words::fixed("# 后面写标题的文字或它的拼音", "after # write the heading's words or its pinyin")),
    })))
}

/// `path` as seen from `folder`, without `.` and `..`; none when it leaves `content/`.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let path = &*composed(path.trim());
    let (mut parts, path): (Vec<&str>, &str) = match path.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), path),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `path` as it is written in a file of `folder`.
fn relative(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folder.iter().zip(&parts[..parts.len() - 1]).take_while(|(own, other)| own == other).count();
    let up = folder[shared..].iter().map(|_| "..");
    up.chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{join, relative};

    #[test]
    fn paths_are_written_as_links_find_them() {
        for (folder, path, written) in [
            ("notices", "meetings/b.md", "../meetings/b.md"),
            ("notices", "notices/b.md", "b.md"),
            ("notices/lift", "notices/b.md", "../b.md"),
            ("notices/lift", "notices/pump/index.md", "../pump/index.md"),
            ("", "notices/b.md", "notices/b.md"),
            ("notices", "about.md", "../about.md"),
        ] {
            assert_eq!(relative(folder, path), written);
            assert_eq!(join(folder, written).as_deref(), Some(path));
        }
    }

    #[test]
    fn paths_are_joined_and_never_leave_the_content() {
        assert_eq!(join("notices", "../meetings/a.md").as_deref(), Some("meetings/a.md"));
        assert_eq!(join("notices", "./b.md").as_deref(), Some("notices/b.md"));
        assert_eq!(join("notices", "/about.md").as_deref(), Some("about.md"));
        assert_eq!(join("notices", "../../x"), None);
    }
}
