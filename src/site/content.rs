//! Parses every file of `content/`, in parallel; what an earlier build parsed is reused if nothing that
//! affects it has changed.

mod beside;
mod kept;
mod tables;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use beside::{AskedTables, TableFiles};
pub use kept::KeptPages;
use kept::{Findings, ParseInputs, SharedPage};

use super::GatherOptions;
use crate::config::{Config, OtherTerm, is_language, other_terms};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::scalar::Text;
use crate::hidden;
use crate::markdown::Body;
use crate::privacy::{self, Policy, Screened};
use crate::record::{
    KindId, Record, RecordInput, RecordSource, SectionFile, TablesBeside, Translation, kind_written, parse,
};
use crate::source::split::{FileParts, split};
use crate::source::{Bytes, SourceFile, SourceTree, System, decode};
use crate::track::Clock;

/// The contents of `content/`.
#[derive(Debug, Default)]
pub struct Content {
    /// Sections, by their files; a translated one with its language.
    pub sections: Vec<(Option<String>, Arc<SectionFile>)>,
    /// Records.
    pub records: Vec<Arc<Record>>,
    /// Translations of records.
    pub translations: Vec<Arc<Translation>>,
    /// Files that could not be parsed: a link to one is not a broken link.
    pub broken: HashSet<Arc<str>>,
    /// Tables whose rows are records, by their paths below `content/`.
    pub tables: HashSet<Arc<str>>,
    /// Tables that hold part of a record beside them.
    pub beside: HashSet<Arc<str>>,
    /// The allowances that are needed, by their index in the settings.
    pub allowances: BTreeSet<usize>,
}

/// A Markdown file of `content/` that is to be parsed.
struct UnparsedPage<'f> {
    path: Arc<str>,
    file: &'f mut SourceFile,
}

impl<'f> UnparsedPage<'f> {
    fn of(file: &'f mut SourceFile) -> UnparsedPage<'f> {
        UnparsedPage { path: below(&file.path).unwrap_or_default().into(), file }
    }
}

/// The path of a Markdown file below `content/`.
fn below(path: &str) -> Option<&str> {
    path.strip_prefix("content/").filter(|path| path.ends_with(".md"))
}

/// A file that has just been read, or was kept.
struct ReadPage {
    path: Arc<str>,
    known: SharedPage,
    findings: Findings,
    /// How it was read; none if it was kept, or is not to be kept.
    reading: Option<ParseInputs>,
    /// The tables beside it that it requested.
    beside: AskedTables,
}

impl ReadPage {
    /// A file that cannot be read.
    fn broken(path: Arc<str>, fault: Diagnostic) -> ReadPage {
        let (findings, beside) = (fault.into(), AskedTables::new());
        ReadPage { path, known: SharedPage::Broken(None), findings, reading: None, beside }
    }

    /// The kind of the record, if it is known.
    fn kind(&self) -> Option<KindId> {
        match &self.known {
            SharedPage::Record(record) => Some(record.kind()),
            SharedPage::Broken(kind) => *kind,
            SharedPage::Section(_) | SharedPage::Translation(_) => None,
        }
    }
}

impl Content {
    /// Parses the Markdown files of `tree`, taking their bytes out of it; `system` reads those that are not
    /// in it.
    pub fn parse(tree: &mut SourceTree, system: &dyn System, config: &Config) -> (Content, Vec<Diagnostic>) {
        Content::parse_with(tree, (system, config, false), &mut KeptPages::default())
    }

    /// Parses those Markdown files of `tree` that are not in `kept`.
    pub fn parse_again(
        tree: &mut SourceTree,
        system: &dyn System,
        config: &Config,
        kept: &mut KeptPages,
    ) -> (Content, Vec<Diagnostic>) {
        kept.for_settings(config);
        Content::parse_with(tree, (system, config, true), kept)
    }

    fn parse_with(
        tree: &mut SourceTree,
        (system, config, keeps): (&dyn System, &Config, bool),
        kept: &mut KeptPages,
    ) -> (Content, Vec<Diagnostic>) {
        let names = FileNames(
            tree.files.iter().map(|file| &file.path).filter(|path| below(path).is_some()).cloned().collect(),
        );
        let (pages, others): (Vec<&mut SourceFile>, Vec<&mut SourceFile>) =
            tree.files.iter_mut().partition(|file| below(&file.path).is_some());
        let others = others.into_iter().map(|file| &*file);
        let policy = Policy::of(config.file.privacy.as_ref());
        let tables = TableFiles::of(others, system, config);
        let reader = PageReader { system, config, policy, keeps, tables };
        let (sections, records): (Vec<&mut SourceFile>, Vec<&mut SourceFile>) =
            pages.into_iter().partition(|file| is_section(&file.path));
        let total = sections.len() + records.len();
        let (mut content, mut found) = (Content::default(), Vec::new());
        let sections: Vec<ReadPage> = sections
            .into_iter()
            .map(|file| reader.read(UnparsedPage::of(file), kept, KindId::Page, None))
            .collect();
        let kinds = SectionKinds::of(&sections);
        content.take(sections, kept, &mut found);
        let with_rows = tables::named(&content.sections);
        let parsed = reader.records(records, &names, &kinds, kept);
        content.take(parsed, kept, &mut found);
        kept.retain(|path| names.has(path), total);
        // Hardly any section has a table.
        if !with_rows.is_empty() {
            let tables = with_rows.iter().map(|section| reader.table(section, &kinds, kept)).collect();
            content.take_tables(tables, kept, &mut found);
        }
        (content, found)
    }

    /// Parses one record again, as the kind that it was; none if it is no longer a record, has a table
    /// beside it, or causes a diagnostic.
    pub fn parse_record(
        tree: &mut SourceTree,
        record: &Record,
        system: &dyn System,
        config: &Config,
        kept: &mut KeptPages,
    ) -> Option<Arc<Record>> {
        if !record.source.tables.is_empty() {
            return None;
        }
        let (path, file) = (record.source.path.clone(), tree.get_mut(&record.source.file)?);
        let policy = Policy::of(config.file.privacy.as_ref());
        let allowed = kept.allowances(&path).to_vec();
        let reader =
            PageReader { system, config, policy, keeps: true, tables: TableFiles::of([], system, config) };
        let read = reader.read(UnparsedPage { path, file }, kept, record.kind(), None);
        let ReadPage { path, known, findings, reading, beside } = read;
        let is_silent = findings.faults.is_empty() && *findings.allowances == *allowed;
        let parsed = match &known {
            SharedPage::Record(record) if is_silent => Some(record.clone()),
            _ => None,
        };
        if let Some(reading) = reading {
            kept.put(path, (reading, beside), known, findings);
        }
        parsed
    }

    /// The allowances that it needs; none if part of it could not be read.
    pub fn needed_allowances(&self) -> Option<BTreeSet<usize>> {
        self.broken.is_empty().then(|| self.allowances.clone())
    }

    fn take(&mut self, read: Vec<ReadPage>, kept: &mut KeptPages, found: &mut Vec<Diagnostic>) {
        for ReadPage { path, known, findings, reading, beside } in read {
            self.beside.extend(beside.iter().map(|(path, _)| path.clone()));
            found.extend(findings.faults.iter().cloned());
            self.allowances.extend(&*findings.allowances);
            match &known {
                SharedPage::Section(section) => {
                    self.sections.push((section_language(&path), section.clone()))
                }
                SharedPage::Record(record) => self.records.push(record.clone()),
                SharedPage::Translation(translation) => self.translations.push(translation.clone()),
                SharedPage::Broken(_) => drop(self.broken.insert(path.clone())),
            }
            if let Some(reading) = reading {
                kept.put(path, (reading, beside), known, findings);
            }
        }
    }
}

fn is_section(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "_index.md" || (name.starts_with("_index.") && name.ends_with(".md"))
}

fn section_language(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_prefix("_index.")?.strip_suffix(".md").map(str::to_owned)
}

/// The kind that an unparsable file names, so that a mistake in a section is not reported again for each of
/// its records, nor one in a record for its translations.
fn kind_of_broken(text: &str) -> Option<KindId> {
    let yaml = match split(text) {
        FileParts::Parts { yaml, .. } => &text[yaml],
        FileParts::Unclosed { .. } | FileParts::Missing => text,
    };
    kind_written(yaml).and_then(KindId::named)
}

/// Reads those pages that are not kept.
struct PageReader<'a> {
    /// The source of bytes that are not in the tree.
    system: &'a dyn System,
    config: &'a Config,
    /// What is done with personal information.
    policy: Policy,
    /// Whether what is read is kept for the next build.
    keeps: bool,
    /// The tables that may be beside the pages.
    tables: TableFiles<'a>,
}

impl PageReader<'_> {
    /// Reads records and their translations; sorted by path if there are translations.
    fn records(
        &self,
        files: Vec<&mut SourceFile>,
        names: &FileNames,
        kinds: &SectionKinds,
        kept: &KeptPages,
    ) -> Vec<ReadPage> {
        // How a translation is read depends on its original, so originals come first.
        let (mut parsed, mut originals, mut translations) = (Vec::new(), Vec::new(), Vec::new());
        for page in files.into_iter().map(UnparsedPage::of) {
            match translation(&page.path, names, self.config) {
                Ok(None) => originals.push(page),
                Ok(Some(translation)) => translations.push((page, translation)),
                Err(fault) => parsed.push(ReadPage::broken(page.path, *fault)),
            }
        }
        let read_original = |page: UnparsedPage<'_>| {
            let kind = kinds.kind(&page.path);
            self.read(page, kept, kind, None)
        };
        parsed.par_extend(originals.into_par_iter().map(read_original));
        if !translations.is_empty() {
            let of_originals: HashMap<&str, KindId> =
                parsed.iter().filter_map(|read| Some((&*read.path, read.kind()?))).collect();
            let read_translation = |(page, translation): (UnparsedPage<'_>, (String, String))| {
                let of_original = of_originals.get(translation.1.as_str()).copied();
                let kind = of_original.unwrap_or_else(|| kinds.kind(&page.path));
                self.read(page, kept, kind, Some(translation))
            };
            let translated: Vec<ReadPage> = translations.into_par_iter().map(read_translation).collect();
            parsed.extend(translated);
            parsed.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        }
        parsed
    }

    fn read(
        &self,
        page: UnparsedPage<'_>,
        kept: &KeptPages,
        kind: KindId,
        translation: Option<(String, String)>,
    ) -> ReadPage {
        let UnparsedPage { path, file } = page;
        let mut reading =
            self.keeps.then(|| ParseInputs { digest: file.digest, kind, translation: translation.clone() });
        let as_before = reading.as_ref().and_then(|reading| kept.get(&path, reading));
        if let Some((known, findings, beside)) = as_before.filter(|(.., beside)| self.tables.are_same(beside))
        {
            file.bytes = None;
            return ReadPage { path, known, findings, reading: None, beside: beside.clone() };
        }
        let bytes = match file.take(self.system) {
            Ok(bytes) => bytes,
            Err(problem) => return ReadPage::broken(path, problem),
        };
        if let Some(reading) = &mut reading {
            // The file may have been saved since it was digested; the event for that will then find nothing
            // new.
            reading.digest = file.digest;
        }
        let tables = self.tables.asked();
        let (known, findings) = self.parse((&path, file), bytes, kind, translation, &tables);
        ReadPage { path, known, findings, reading, beside: tables.into_asked() }
    }

    fn parse(
        &self,
        (path, file): (&Arc<str>, &SourceFile),
        bytes: Bytes,
        kind: KindId,
        translation: Option<(String, String)>,
        tables: &dyn TablesBeside,
    ) -> (SharedPage, Findings) {
        let decoded = decode(bytes);
        let mut found = decoded.diagnostics(&file.path);
        found.extend(unseen(&decoded.text, &file.path));
        found.extend(misnamed(&decoded.text, &file.path, self.config));
        let input = RecordInput { path: path.clone(), text: &decoded.text, digest: file.digest, tables };
        let (mut parsed, faults) = parse(&input, self.config, kind, translation);
        found.extend(faults);
        let screened =
            parsed.as_mut().map(|parsed| privacy::screen(parsed, &decoded.text, kind, &self.policy));
        let Screened { found: personal, allowances, .. } = screened.unwrap_or_default();
        found.extend(personal);
        let known = match parsed {
            None if is_section(path) => SharedPage::Broken(kind_of_broken(&decoded.text)),
            None => SharedPage::Broken(kind_of_broken(&decoded.text).or(Some(kind))),
            parsed => parsed.into(),
        };
        (known, Findings { faults: found.into(), allowances: allowances.into_iter().collect() })
    }
}

/// Names and words in a text for which the site has another spelling.
fn misnamed(text: &str, path: &Arc<str>, config: &Config) -> Vec<Diagnostic> {
    let report = |term: OtherTerm<'_>| {
        let OtherTerm { span, written, right } = term;
        Diagnostic::new(
            &codes::OTHER_TERM,
            words!("“{written}”在本站写作“{right}”", "this site writes `{right}`, not `{written}`"),
        )
        .at(path.clone(), span)
        .help(words!("改成 {right}", "write `{right}`"))
    };
    other_terms(text, config.terms()).into_iter().map(report).collect()
}

/// What nobody sees in a file and its name: control characters, and what changes how a line is read.
fn unseen(text: &str, path: &Arc<str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // `fold`, not `any`: without an early exit the compiler uses vector instructions.
    let any = text.bytes().fold(false, |found, byte| found | control(byte));
    if let Some(at) = any.then(|| text.bytes().position(control)).flatten() {
        let problem = Diagnostic::new(
            &codes::CONTROL_CHARACTER,
            Words::fixed(
                "这里有看不见的控制字符，发布时去掉",
                "an invisible control character, left out of the page",
            ),
        );
        found.push(problem.at(path.clone(), at..at + 1).help(Words::fixed(
            "删去它，多半是从别处粘贴来的",
            "delete it: it was most likely pasted from elsewhere",
        )));
    }
    found.extend(hidden::report_name(path));
    if hidden::may_hold(text) {
        found.extend(hidden::report(text, path, names_end(text)));
    }
    found
}

/// Where the front matter of a file ends.
fn names_end(text: &str) -> usize {
    match split(text) {
        FileParts::Parts { yaml, .. } => yaml.end,
        FileParts::Unclosed { .. } | FileParts::Missing => 0,
    }
}

/// The language and the path of the original of a file whose name says that it is a translation.
type Original = Result<Option<(String, String)>, Box<Diagnostic>>;

/// What the name of a file says about its original.
fn translation(path: &str, names: &FileNames, config: &Config) -> Original {
    let Some((stem, lang)) =
        path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).filter(|(_, lang)| is_language(lang))
    else {
        return Ok(None);
    };
    let original = format!("{stem}.md");
    let exists = names.has(&original);
    let configured = config.languages().any(|tag| tag == lang);
    let file = format!("content/{path}");
    match (exists, configured) {
        (true, true) => Ok(Some((lang.to_owned(), original))),
        (false, false) => Ok(None),
        (true, false) => Err(Box::new(not_configured(lang).at(file, 0..0))),
        (false, true) => {
            let fault = Diagnostic::new(
                &codes::TRANSLATION_WITHOUT_ORIGINAL,
                words!("没有它的原文 {original}", "its original {original} does not exist"),
            );
            Err(Box::new(fault.at(file, 0..0).help(Words::fixed(
                "译文与原文放在一起，名称相同",
                "put a translation beside its original, under the same name",
            ))))
        }
    }
}

/// Says that the site does not have a language.
pub fn not_configured(lang: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::TRANSLATION_NOT_CONFIGURED,
        words!("site.yaml 里没有 {lang} 这种语言", "site.yaml does not name the language `{lang}`"),
    )
    .help(words!(
        "在 site.yaml 里写 languages: {{{lang}: {{title: …}}}}",
        "add `languages: {{{lang}: {{title: …}}}}` to site.yaml"
    ))
}

/// The Markdown files of `content/`, sorted.
struct FileNames(Vec<Arc<str>>);

impl FileNames {
    /// Whether there is one of that path below `content/`.
    fn has(&self, path: &str) -> bool {
        self.0.binary_search_by(|name| below(name).unwrap_or_default().cmp(path)).is_ok()
    }
}

/// The kind of the records of each folder, from the nearest section that names one.
struct SectionKinds(HashMap<String, KindId>);

impl SectionKinds {
    fn of(sections: &[ReadPage]) -> SectionKinds {
        let named = |read: &ReadPage| {
            let kind = match &read.known {
                SharedPage::Section(section) => {
                    section.front.kind.as_ref().and_then(|Text(name)| KindId::named(name))
                }
                SharedPage::Broken(kind) => *kind,
                SharedPage::Record(_) | SharedPage::Translation(_) => None,
            };
            let folder = read.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Some((folder.to_owned(), kind?))
        };
        SectionKinds(sections.iter().filter_map(named).collect())
    }

    fn kind(&self, path: &str) -> KindId {
        let folders = std::iter::successors(path.rsplit_once('/').map(|(folder, _)| folder), |folder| {
            match folder.rsplit_once('/') {
                Some((parent, _)) => Some(parent),
                None => (!folder.is_empty()).then_some(""),
            }
        });
        folders.into_iter().find_map(|folder| self.0.get(folder)).copied().unwrap_or(KindId::Page)
    }
}

/// Records that may not be seen today, and the files that belong to them.
#[derive(Debug, Default)]
pub(super) struct Unpublished {
    records: HashSet<Arc<str>>,
    /// Folders of hidden bundles.
    folders: HashSet<String>,
    /// Files that a hidden record beside them lists.
    files: HashSet<String>,
    /// Files that hidden texts link to, whether or not another text links to them as well.
    shown: HashSet<String>,
    /// Tables with a hidden record in one of their rows, whichever record lists them.
    tables: HashSet<String>,
}

impl Unpublished {
    fn add(&mut self, record: &Record) {
        self.records.insert(record.source.path.clone());
        if let Some((table, _)) = record.source.path.rsplit_once('#').filter(|_| record.source.row.is_some())
        {
            self.tables.insert(table.to_owned());
        }
        if record.source.is_bundle() {
            self.folders.insert(record.source.folder().to_owned());
        }
        self.files.extend(files_of(record));
        self.show(&record.source, &record.body);
    }

    /// Adds the files to which a text of a record links.
    fn show(&mut self, source: &RecordSource, body: &Body) {
        let local = body.links.iter().filter(|link| !link.path.is_empty());
        self.shown.extend(local.filter_map(|link| super::join(source.folder(), &link.path)));
    }

    /// Whether the path is that of a hidden record.
    pub(super) fn has_record(&self, path: &str) -> bool {
        self.records.contains(path)
    }

    /// Whether the path is that of a file of a hidden record.
    pub(super) fn has_file(&self, path: &str) -> bool {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            if self.folders.contains(above) {
                return true;
            }
            folder = above;
        }
        self.files.contains(path) || self.tables.contains(path)
    }

    /// Whether any file is hidden.
    pub(super) fn has_files(&self) -> bool {
        !(self.folders.is_empty() && self.files.is_empty() && self.shown.is_empty())
    }

    /// Whether a hidden text links to the file.
    pub(super) fn shows_file(&self, path: &str) -> bool {
        self.shown.contains(path)
    }
}

/// The files beside a record that it names: its attachments, and the tables that hold part of it.
fn files_of(record: &Record) -> impl Iterator<Item = String> + '_ {
    let listed = record.common.attachments.iter().flatten();
    let listed = listed.filter_map(|attachment| super::join(record.source.folder(), &attachment.0.path));
    let tables = record.source.tables.iter().filter_map(|beside| beside.table.file.strip_prefix("content/"));
    listed.chain(tables.map(str::to_owned))
}

/// The records that may be seen today, and what may not be seen.
pub(super) fn published(
    records: Vec<Arc<Record>>,
    translations: &[Arc<Translation>],
    clock: &Clock,
    options: GatherOptions,
) -> (Vec<Arc<Record>>, Unpublished) {
    let visible = |record: &Arc<Record>| {
        let embargoed = record.common.embargo.is_some_and(|embargo| !clock.reached(embargo.start()));
        options.drafts || !(embargoed || record.common.is_draft())
    };
    let (published, hidden): (Vec<_>, Vec<_>) = records.into_iter().partition(visible);
    let mut held_back = Unpublished::default();
    hidden.iter().for_each(|record| held_back.add(record));
    for translation in translations {
        if held_back.has_record(&translation.original) {
            held_back.show(&translation.source, &translation.body);
        }
    }
    // A file that a published record lists is published, whichever hidden record lists it as well.
    for record in &published {
        for path in files_of(record) {
            held_back.files.remove(&path);
        }
    }
    (published, held_back)
}
