//! Links: where those in the bodies of records and sections lead, and which records name which, under
//! `refs` or in an own field.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::channel::{ATOM, CALENDAR, JSON_FEED, eventful_sections};
use super::content::Unpublished;
use super::entry::{Entry, EntryId, translated};
use super::located::report;
use super::section::Section;
use super::{SectionId, Site};
use crate::diag::{Candidates, Code, Diagnostic, FileDiagnostics, Words, codes, words};
use crate::front::scalar::Text;
use crate::markdown::{Anchor, Body, LocalLink};
use crate::record::check::Check;
use crate::record::{Common, RecordSource};
use crate::source::{SourceTree, System};
use crate::spelling::composed;

/// Where a link in a body leads.
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
    /// Nowhere: only the words of the link are shown.
    Text,
    /// A file beside the record or the section, by its path below `content/`, until its output path is
    /// known.
    File(Arc<str>),
}

/// The files of the site, as far as they matter for links.
pub(super) struct LinkableFiles<'a> {
    pub(super) tree: &'a SourceTree,
    /// Drafts and records under embargo, with their files.
    pub(super) hidden: &'a Unpublished,
    /// Files that could not be parsed.
    pub(super) broken: &'a HashSet<Arc<str>>,
    /// Tables whose rows are records.
    pub(super) tables: &'a HashSet<Arc<str>>,
    /// Tables that hold part of a record beside them.
    pub(super) beside: &'a HashSet<Arc<str>>,
}

impl LinkableFiles<'_> {
    /// Whether the path is that of a file that could not be parsed, or of a row in one.
    fn is_broken(&self, path: &str) -> bool {
        let table = || path.rsplit_once('#').map(|(table, _)| table);
        self.broken.contains(path) || table().is_some_and(|table| self.broken.contains(table))
    }
}

/// Resolves the links of every body and the `refs` of every record.
pub(super) fn resolve(site: &mut Site, files: &LinkableFiles<'_>, found: &mut Vec<Diagnostic>) {
    let resolver = Resolver::new(site, files);
    let resolved: Vec<_> = site.entries.par_iter().map(|entry| resolver.entry(entry)).collect();
    let introductions: Vec<_> =
        site.sections.iter().map(|section| resolver.section(section, found)).collect();
    let mut backlinks: Vec<Vec<EntryId>> = vec![Vec::new(); site.entries.len()];
    for (id, ResolvedEntry { links, refs, named, faults }) in resolved.into_iter().enumerate() {
        let only_named = named.iter().map(|(_, other)| other).filter(|other| !refs.contains(other));
        for other in refs.iter().chain(only_named) {
            if backlinks[*other].last() != Some(&id) {
                backlinks[*other].push(id);
            }
        }
        let entry = &mut site.entries[id];
        (entry.links, entry.refs, entry.named) = (links, refs, named);
        found.extend(faults);
    }
    for (entry, backlinks) in site.entries.iter_mut().zip(backlinks) {
        entry.backlinks = backlinks;
    }
    for (section, links) in site.sections.iter_mut().zip(introductions) {
        section.links = links;
    }
}

/// Reports names of records that do not exist. This is separate from resolving because it reads the files
/// again.
pub(super) fn check_refs(
    site: &Site,
    tree: &LinkableFiles<'_>,
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    let resolver = Resolver::new(site, tree);
    for entry in &site.entries {
        let mut check = Check::default();
        let refs = Common::words(&entry.record.common.refs)
            .iter()
            .map(|Text(written)| (Check::word("refs", written), written.as_str()));
        let named = entry.record.own.named();
        let named = named.into_iter().map(|(field, written)| (field.to_owned(), written));
        for (place, written) in refs.chain(named) {
            match resolver.reference(&entry.record.source, written) {
                Reference::Nothing(path) => {
                    check.add_with(place, &codes::BROKEN_REF, || resolver.broken_ref(entry, written, path))
                }
                Reference::Hidden => {
                    check.add_with(place, &codes::LINK_TO_UNPUBLISHED, || unpublished(written));
                }
                Reference::Entry(_) | Reference::Broken => {}
            }
        }
        report(check, &entry.record, system, found);
    }
}

pub(super) fn unpublished(path: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::LINK_TO_UNPUBLISHED,
        words!(
            "“{path}”还没有发布，这里只显示文字",
            "`{path}` is not published yet: only the words are shown"
        ),
    )
    .help(Words::fixed(
        "它发布以后，链接自己会出现；不想等就删去链接",
        "the link appears once it is published; delete it if it should not",
    ))
}

/// What the path of a named record leads to.
enum Reference {
    Entry(EntryId),
    Hidden,
    Broken,
    /// Nothing; with the path below `content/`, if it is a path.
    Nothing(Option<String>),
}

struct Resolver<'a> {
    site: &'a Site,
    files: &'a LinkableFiles<'a>,
    /// Properties of the whole site, computed when they are first needed.
    has_topics: OnceLock<bool>,
    has_places: OnceLock<bool>,
    /// The sections with a record that takes place.
    takes_place: OnceLock<HashSet<SectionId>>,
    /// The names and paths of the records' files, to suggest one for a link that leads nowhere.
    names: OnceLock<Candidates>,
    paths: OnceLock<Candidates>,
}

/// What is wrong with a link; it is put into words only if it is reported.
enum LinkFault<'a> {
    Broken(&'a str),
    /// The body at this path has no such heading.
    NoAnchor(&'a Body, &'a str, String),
    /// The table at this path has no record in such a row.
    NoRow(&'a str, &'a str),
    Unpublished(String),
}

impl LinkFault<'_> {
    fn code(&self) -> &'static Code {
        match self {
            LinkFault::Broken(_) | LinkFault::NoRow(..) => &codes::BROKEN_LINK,
            LinkFault::NoAnchor(..) => &codes::BROKEN_ANCHOR,
            LinkFault::Unpublished(_) => &codes::LINK_TO_UNPUBLISHED,
        }
    }
}

/// Where everything that a record links to or names leads.
struct ResolvedEntry {
    links: Vec<Vec<LinkTarget>>,
    refs: Vec<EntryId>,
    named: Box<[(&'static str, EntryId)]>,
    faults: Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    fn new(site: &'a Site, files: &'a LinkableFiles<'a>) -> Resolver<'a> {
        let [has_topics, has_places] = [const { OnceLock::new() }; 2];
        Resolver {
            site,
            files,
            has_topics,
            has_places,
            takes_place: OnceLock::new(),
            names: OnceLock::new(),
            paths: OnceLock::new(),
        }
    }

    /// Where the links of a record's texts lead, and which records it names.
    fn entry(&self, entry: &Entry) -> ResolvedEntry {
        let mut found = Vec::new();
        let mut links = vec![self.body(
            &entry.record.source,
            &entry.record.body,
            entry.lang(&self.site.config),
            &mut found,
        )];
        for translation in &entry.translations {
            links.push(self.body(&translation.source, &translation.body, &translation.lang, &mut found));
        }
        let (mut refs, mut there) = (Vec::new(), HashSet::new());
        for path in Common::words(&entry.record.common.refs) {
            if let Reference::Entry(id) = self.reference(&entry.record.source, path)
                && there.insert(id)
            {
                refs.push(id);
            }
        }
        let named = entry.record.own.named().into_iter().filter_map(|(field, path)| {
            match self.reference(&entry.record.source, path) {
                Reference::Entry(id) => Some((field, id)),
                Reference::Hidden | Reference::Broken | Reference::Nothing(_) => None,
            }
        });
        ResolvedEntry { links, refs, named: named.collect(), faults: found }
    }

    /// Where the links of a section's texts lead.
    fn section(&self, section: &Section, found: &mut Vec<Diagnostic>) -> Vec<Vec<LinkTarget>> {
        let own = section
            .file
            .as_ref()
            .map(|file| self.body(&file.source, &file.body, &self.site.config.language, found));
        let mut links = vec![own.unwrap_or_default()];
        links.extend(
            section.translations.iter().map(|(lang, file)| self.body(&file.source, &file.body, lang, found)),
        );
        links
    }

    fn body(
        &self,
        source: &RecordSource,
        body: &Body,
        lang: &str,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<LinkTarget> {
        let from = LinkSource { source, body, lang };
        let mut targets = Vec::with_capacity(body.links.len());
        let names = AnchorNames::default();
        let mut faults = FileDiagnostics::of(source.file.clone());
        for link in &body.links {
            targets.push(self.link(&from, link).unwrap_or_else(|fault| {
                let span = source.body_at + link.span.start..source.body_at + link.span.end;
                if let Some(fault) = fault {
                    faults.add(fault.code(), span, || self.diagnostic(fault, source.folder(), &names));
                }
                LinkTarget::Text
            }));
        }
        found.extend(faults.diagnostics());
        targets
    }

    /// Where a link leads; otherwise its fault, if there is one to report.
    fn link<'f>(
        &'f self,
        from: &LinkSource<'f>,
        link: &'f LocalLink,
    ) -> Result<LinkTarget, Option<LinkFault<'f>>> {
        if link.path.is_empty() {
            let fragment = link.fragment.as_deref().unwrap_or_default();
            let own = anchor(from.body, fragment, &from.source.path);
            // The page of a section has other headings than those of its text.
            return if from.source.is_section() {
                Ok(own.unwrap_or_else(|_| fragment.to_owned()))
            } else {
                own
            }
            .map(LinkTarget::Here);
        }
        let Some(path) = join(from.source.folder(), &link.path) else {
            return Err(Some(LinkFault::Broken(&link.path)));
        };
        if let (Some(row), true) = (&link.fragment, self.files.tables.contains(&*path)) {
            let record = self.page(&format!("{path}#{row}"), None, from.lang)?;
            return record.ok_or(Some(LinkFault::NoRow(&link.path, row)));
        }
        if let Some(target) = self.page(&path, link.fragment.as_deref(), from.lang)? {
            return Ok(target);
        }
        if self.files.tree.get(&format!("content/{path}")).is_some() && !path.ends_with(".md") {
            if self.files.hidden.has_file(&path) {
                return Err(Some(LinkFault::Unpublished(path)));
            }
            return Ok(LinkTarget::File(path.into()));
        }
        if self.is_generated(&path) {
            return Ok(LinkTarget::Output { path, id: None });
        }
        Err(Some(LinkFault::Broken(&link.path)))
    }

    /// Whether it is an output without a source to which a text may link as if it were a file of
    /// `content/`.
    fn is_generated(&self, path: &str) -> bool {
        let (site, config) = (self.site, &self.site.config);
        let any = |words: fn(&Common) -> &[Text]| {
            site.entries.iter().any(|entry| !words(&entry.record.common).is_empty())
        };
        match path {
            "data/index.json" | "data/datapackage.json" => true,
            "sitemap.xml" => !config.base_url.is_empty(),
            "topics/index.html" => {
                *self.has_topics.get_or_init(|| any(|common| Common::words(&common.topics)))
            }
            "places/index.html" => {
                !config.register.is_empty()
                    || *self.has_places.get_or_init(|| any(|common| Common::words(&common.places)))
            }
            _ => false,
        }
    }

    /// The page of a record, a translation or a section.
    fn page<'f>(
        &'f self,
        path: &str,
        fragment: Option<&'f str>,
        lang: &str,
    ) -> Result<Option<LinkTarget>, Option<LinkFault<'f>>> {
        let bundle = format!("{path}/index.md");
        for record in [path, &bundle] {
            if self.files.is_broken(record) {
                return Err(None);
            }
            if self.files.hidden.has_record(record) {
                return Err(Some(LinkFault::Unpublished(path.to_owned())));
            }
        }
        if let Some(entry) = self.site.entry(path).or_else(|| self.site.entry(&bundle)) {
            let text = entry.text(lang, &self.site.config);
            let id = fragment.map(|fragment| anchor(text.body, fragment, path)).transpose()?;
            return Ok(Some(LinkTarget::Output { path: entry.path_in(lang).to_string(), id }));
        }
        let of =
            |entry: &&Entry| entry.translations.iter().any(|translation| *translation.source.path == *path);
        let lang_of_name = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
        if let Some((stem, lang)) = lang_of_name
            && let Some(entry) = self.site.entry(&format!("{stem}.md")).filter(of)
        {
            let id = fragment
                .map(|fragment| anchor(entry.text(lang, &self.site.config).body, fragment, path))
                .transpose()?;
            return Ok(Some(LinkTarget::Output { path: translated(&entry.path, lang), id }));
        }
        if let Some((stem, _)) = lang_of_name
            && self.files.hidden.has_record(&format!("{stem}.md"))
            && self.files.tree.get(&format!("content/{path}")).is_some()
        {
            return Err(Some(LinkFault::Unpublished(path.to_owned())));
        }
        Ok(self.section_page(path, fragment, lang))
    }

    /// The page of a section, given by its folder, its file or one of its translations; or its feed.
    fn section_page(&self, path: &str, fragment: Option<&str>, lang: &str) -> Option<LinkTarget> {
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        if [ATOM, JSON_FEED, CALENDAR].contains(&name) {
            let section = self.site.section(above).filter(|_| !self.site.config.base_url.is_empty())?;
            let has_one = name != CALENDAR || self.takes_place(section);
            return has_one.then(|| LinkTarget::Output { path: section.below(name), id: None });
        }
        let (section, lang) = match name.strip_prefix("_index.").and_then(|end| end.strip_suffix("md")) {
            Some("") => (self.site.section(above)?, lang),
            Some(tag) => {
                let (section, tag) = (self.site.section(above)?, tag.strip_suffix('.')?);
                (Some(section).filter(|section| section.is_in(tag))?, tag)
            }
            None => (self.site.section(path)?, lang),
        };
        // Its page has other headings than those of its text.
        let own = |fragment: &str| Some(section.text_in(lang)?.0.body.anchor(fragment)?.id.clone());
        let id = fragment.map(|fragment| own(fragment).unwrap_or_else(|| fragment.to_owned()));
        Some(LinkTarget::Output { path: section.index_in(lang), id })
    }

    /// Whether a record in a section, at any depth, takes place.
    fn takes_place(&self, section: &Section) -> bool {
        let sections = self.takes_place.get_or_init(|| eventful_sections(self.site));
        self.site.section_id(&section.folder).is_some_and(|id| sections.contains(&id))
    }

    fn reference(&self, source: &RecordSource, written: &str) -> Reference {
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
            if self.files.is_broken(&candidate) {
                return Reference::Broken;
            }
        }
        Reference::Nothing(Some(path))
    }

    /// The diagnostic for a link in a file of `folder`.
    fn diagnostic<'f>(&self, fault: LinkFault<'f>, folder: &str, anchors: &AnchorNames<'f>) -> Diagnostic {
        match fault {
            LinkFault::Broken(written) => self.broken(folder, written),
            LinkFault::NoRow(table, row) => no_row(table, row),
            LinkFault::NoAnchor(body, fragment, path) => anchors.broken(body, fragment, &path),
            LinkFault::Unpublished(path) => unpublished(&path),
        }
    }

    fn broken(&self, folder: &str, written: &str) -> Diagnostic {
        let fault = Diagnostic::new(
            &codes::BROKEN_LINK,
            words!("链接的“{written}”不存在", "the link leads to `{written}`, which does not exist"),
        );
        let name = written.rsplit('/').next().unwrap_or(written);
        let names = self
            .names
            .get_or_init(|| Candidates::of(self.site.entries.iter().map(|entry| entry.record.source.name())));
        match names.nearest(name).and_then(|near| self.site.entries.get(near)) {
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

    /// The diagnostic for a name of a record that does not exist; `path` is where it would be.
    fn broken_ref(&self, entry: &Entry, written: &str, path: Option<String>) -> Diagnostic {
        let fault = Diagnostic::new(
            &codes::BROKEN_REF,
            words!("没有“{written}”这个记录", "there is no record `{written}`"),
        );
        let paths = self
            .paths
            .get_or_init(|| Candidates::of(self.site.entries.iter().map(|entry| &**entry.source())));
        let near = path.and_then(|path| paths.nearest(&path)).and_then(|near| self.site.entries.get(near));
        match near.map(Entry::source).filter(|near| *near != entry.source()) {
            Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
            None => fault.help(Words::fixed(
                "写从 content/ 起的路径，如 notices/2026-03-02-lift.md",
                "write the path from content/, like `notices/2026-03-02-lift.md`",
            )),
        }
    }
}

/// The words and ids of the headings of a body, for fragments that match none; those of the last body are
/// kept.
#[derive(Default)]
struct AnchorNames<'a>(RefCell<Option<(&'a Body, Candidates)>>);

impl<'a> AnchorNames<'a> {
    fn broken(&self, body: &'a Body, fragment: &str, path: &str) -> Diagnostic {
        let fault = Diagnostic::new(
            &codes::BROKEN_ANCHOR,
            words!("{path} 里没有“{fragment}”这个标题", "{path} has no heading “{fragment}”"),
        );
        let spellings = |anchor: &'a Anchor| [anchor.text.as_str(), anchor.id.as_str()];
        let mut last = self.0.borrow_mut();
        if !last.as_ref().is_some_and(|(of, _)| std::ptr::eq(*of, body)) {
            *last = Some((body, Candidates::of(body.anchors.iter().flat_map(spellings))));
        }
        let near = last.as_ref().and_then(|(_, names)| names.nearest(fragment));
        match near.and_then(|near| Some(spellings(body.anchors.get(near / 2)?)[near % 2])) {
            Some(near) => fault.help(words!("是不是“{near}”？", "did you mean “{near}”?")),
            None => fault.help(Words::fixed(
                "# 后面写标题的文字或它的拼音",
                "after # write the heading's words or its pinyin",
            )),
        }
    }
}

/// The diagnostic for a link to a row that is not a record.
fn no_row(table: &str, row: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::BROKEN_LINK,
        words!("{table} 里没有第 {row} 条记录", "{table} has no record in row {row}"),
    )
    .help(Words::fixed(
        "写第几行，列名下面的第一行是 1，如 list.csv#3",
        "write the number of the row, counting from 1 below the header, as in `list.csv#3`",
    ))
}

/// What a link is in.
struct LinkSource<'a> {
    source: &'a RecordSource,
    body: &'a Body,
    lang: &'a str,
}

/// The id of the heading a fragment names, by its id or by its words.
fn anchor<'f>(body: &'f Body, fragment: &'f str, path: &str) -> Result<String, Option<LinkFault<'f>>> {
    let anchor = body.anchor(fragment).map(|anchor| anchor.id.clone());
    anchor.ok_or_else(|| Some(LinkFault::NoAnchor(body, fragment, path.to_owned())))
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

/// `path` relative to `folder`.
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
