//! A site held in memory, built the way the program builds one, for tests that tell a story:
//! `site.write(…).build().rendered([…])`.
#![allow(dead_code, reason = "each test program uses a part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lilong::build::{self, BuildObserver, BuildOptions, Sources};
use lilong::diag::{Diagnostic, Lang, ReportFormat, SourceTexts, any_error, render};
use lilong::output::{Manifest, MemorySink, OutputFile};
use lilong::source::{Memory, PageReading, System, shown};

pub mod accessibility;
pub mod books;
pub mod plain_theme;
pub mod processor;
pub mod random;
pub mod rules;
pub mod seals;
pub mod table;
pub mod watched;
pub mod world;

/// The day on which every test lives, unless it says otherwise.
pub const TODAY: &str = "2026-11-22";

/// A site in memory with its output, which later builds start from.
#[derive(Clone)]
pub struct Site {
    /// The files.
    pub files: Memory,
    /// How it is built.
    pub settings: BuildOptions,
    /// The published files.
    pub out: BTreeMap<String, Vec<u8>>,
    /// The text of the manifest among them.
    pub manifest: Option<String>,
}

/// What one build came to.
pub struct Run {
    /// The paths of what was drawn, sorted.
    pub drawn: Vec<String>,
    /// The paths of what was handed to the disk, sorted.
    pub written: Vec<String>,
    /// Warnings, or all that is wrong.
    pub found: Vec<Diagnostic>,
    /// How many photos were decoded.
    pub decoded: usize,
    files: Memory,
}

struct Quiet;
impl BuildObserver for Quiet {}

/// The files of a site as the drawing of a mistake quotes them.
pub struct Quoted<'a>(pub &'a dyn System);

impl SourceTexts for Quoted<'_> {
    fn text(&self, file: &str) -> Option<std::sync::Arc<str>> {
        shown(self.0, file)
    }
}

impl Site {
    /// A site with nothing but its settings and a section of notices.
    pub fn new() -> Site {
        let mut site = Site::empty();
        site.write("site.yaml", "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n");
        site.write("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
        site
    }

    /// No file at all.
    pub fn empty() -> Site {
        let settings = BuildOptions { today: Some(TODAY.to_owned()), ..BuildOptions::default() };
        Site { files: Memory::default(), settings, out: BTreeMap::new(), manifest: None }
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> &mut Site {
        self.files.write(path, bytes);
        self
    }

    /// Replaces the one place where a file says `old`.
    pub fn edit(&mut self, path: &str, old: &str, new: &str) -> &mut Site {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{path} says {old:?} not exactly once:\n{text}");
        self.write(path, text.replacen(old, new, 1))
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) -> &mut Site {
        assert!(self.files.read(path).is_ok(), "there is no {path}");
        self.files.remove(path);
        self
    }

    /// Gives a file another name.
    pub fn rename(&mut self, from: &str, to: &str) -> &mut Site {
        let bytes = self.files.read(from).expect("the file is there");
        self.remove(from).write(to, bytes)
    }

    /// Moves the present.
    pub fn today(&mut self, today: &str) -> &mut Site {
        self.settings.today = Some(today.to_owned());
        self
    }

    /// A source file.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.files.read(path).unwrap_or_else(|_| panic!("there is no {path}"))).unwrap()
    }

    /// A published file.
    pub fn output(&self, path: &str) -> &str {
        let bytes = self
            .out
            .get(path)
            .unwrap_or_else(|| panic!("{path} is not published; published are {:#?}", self.out.keys()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Open data: the array of a kind's records of a year.
    pub fn data(&self, kind: &str, year: &str) -> serde_json::Value {
        serde_json::from_str(self.output(&format!("data/{kind}/{year}.json"))).unwrap()
    }

    /// Builds on what is published, as a new process would; publishes nothing where there is an error.
    pub fn try_build(&mut self) -> Result<Run, Run> {
        let run = |drawn: Vec<String>, written: Vec<String>, found| Run {
            drawn,
            written,
            found,
            decoded: 0,
            files: self.files.clone(),
        };
        let failed = |found: Vec<Diagnostic>| Err(run(Vec::new(), Vec::new(), found));
        let pages = if self.manifest.is_some() { PageReading::AtOnce } else { PageReading::WhenParsed };
        let mut sources = match Sources::read(&self.files, &self.settings, pages) {
            Ok(sources) => sources,
            Err(found) => return failed(found),
        };
        let present =
            |path: &str, len: u64| self.out.get(path).is_some_and(|bytes| bytes.len() as u64 == len);
        if let Some((head, files)) = self.manifest.as_deref().and_then(Manifest::parse_head)
            && sources.unchanged(&head)
            && files.iter().all(|(path, len)| present(path, *len))
        {
            return Ok(run(
                Vec::new(),
                Vec::new(),
                build::stored_warnings(&head).expect("the warnings can be read again"),
            ));
        }
        let old =
            self.manifest.as_deref().map(|text| Manifest::parse(text).expect("its own manifest can be read"));
        old.iter().for_each(|old| sources.remember(old));
        let prepared = match sources.prepare(&self.files, &self.settings) {
            Ok(prepared) => prepared,
            Err(found) => return failed(found),
        };
        let sink = MemorySink::default();
        let built = build::run(
            &prepared,
            old.as_ref(),
            &|file: &OutputFile| present(&file.path, file.len),
            &sink,
            &self.files,
            &Quiet,
        );
        let built = match built {
            Ok(built) => built,
            Err(found) => return failed(found),
        };
        let staged = sink.into_files();
        let run = Run {
            decoded: built.decoded,
            ..run(sorted(built.drawn), staged.keys().cloned().collect(), built.warnings)
        };
        self.out.extend(staged);
        let kept: BTreeSet<&str> = built.manifest.files.iter().map(|file| &*file.path).collect();
        self.out.retain(|path, _| kept.contains(path.as_str()));
        self.manifest = Some(built.manifest.write());
        Ok(run)
    }

    /// Builds a site that has no error.
    pub fn build(&mut self) -> Run {
        let before = self.out.clone();
        self.try_build().unwrap_or_else(|run| {
            assert!(before == self.out, "a build with errors touched the output");
            panic!("the site does not build:\n{}", run.report())
        })
    }

    /// Builds a site that has errors; gives the codes of all that was found, and sees that nothing was
    /// published.
    pub fn fails(&mut self) -> Vec<&'static str> {
        let before = (self.out.clone(), self.manifest.clone());
        let Err(run) = self.try_build() else { panic!("the site builds") };
        assert!(
            before == (self.out.clone(), self.manifest.clone()),
            "a build with errors touched the output"
        );
        assert!(any_error(&run.found), "refused without an error: {}", run.report());
        run.codes()
    }

    /// The same files built from nothing.
    pub fn clean(&self) -> Site {
        let mut clean = Site {
            files: self.files.clone(),
            settings: self.settings.clone(),
            out: BTreeMap::new(),
            manifest: None,
        };
        clean.build();
        clean
    }

    /// Sees that what is published, manifest included, is what a clean build gives, to the byte.
    pub fn is_as_clean(&self) -> &Site {
        if let Some(difference) = self.difference(&self.clean()) {
            panic!("{difference}");
        }
        self
    }

    /// The first difference between this output and another, in words.
    pub fn difference(&self, clean: &Site) -> Option<String> {
        for path in self.out.keys().chain(clean.out.keys()) {
            let (own, other) = (self.out.get(path), clean.out.get(path));
            if own != other {
                return Some(format!("{path}:\n{}", first_difference(own, other)));
            }
        }
        let (own, other) =
            (self.manifest.as_ref().map(String::as_bytes), clean.manifest.as_ref().map(String::as_bytes));
        (own != other).then(|| {
            format!(
                "the manifest:\n{}",
                first_difference(own.map(<[u8]>::to_vec).as_ref(), other.map(<[u8]>::to_vec).as_ref())
            )
        })
    }
}

impl Run {
    /// Sees that exactly these were drawn, beside the index of search, which follows every text, a JSON Feed
    /// with its Atom feed, and the Data Package with any file of data.
    #[track_caller]
    pub fn rendered<const N: usize>(&self, paths: [&str; N]) -> &Run {
        let drawn = self.drawn.iter().map(String::as_str).filter(|path| !path.starts_with("search/"));
        let json = |path: &&str| Some([path.strip_suffix("atom.xml")?, "feed.json"].concat());
        let feeds: Vec<String> = paths.iter().filter_map(json).collect();
        let is_data = |path: &&str| path.starts_with("data/") && *path != "data/index.json";
        let package = paths.iter().any(is_data).then_some("data/datapackage.json");
        let wanted = paths.into_iter().chain(feeds.iter().map(String::as_str)).chain(package);
        let (drawn, wanted): (BTreeSet<&str>, BTreeSet<&str>) = (drawn.collect(), wanted.collect());
        let missing: Vec<_> = wanted.difference(&drawn).collect();
        let extra: Vec<_> = drawn.difference(&wanted).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "not drawn: {missing:#?}\ndrawn for no reason: {extra:#?}"
        );
        self
    }

    /// Sees that all these were drawn, whatever else was.
    #[track_caller]
    pub fn rendered_with<const N: usize>(&self, paths: [&str; N]) -> &Run {
        let missing: Vec<_> =
            paths.iter().filter(|path| !self.drawn.iter().any(|drawn| drawn == *path)).collect();
        assert!(missing.is_empty(), "not drawn: {missing:#?}\ndrawn: {:#?}", self.drawn);
        self
    }

    /// Sees that none of these was drawn.
    #[track_caller]
    pub fn rendered_without<const N: usize>(&self, paths: [&str; N]) -> &Run {
        let extra: Vec<_> =
            paths.iter().filter(|path| self.drawn.iter().any(|drawn| drawn == *path)).collect();
        assert!(extra.is_empty(), "drawn for no reason: {extra:#?}");
        self
    }

    /// The codes of what was found.
    pub fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|found| found.code.id).collect()
    }

    /// The first of what was found, as people see it, in English.
    pub fn shown(&self) -> String {
        render(&self.found[..1], ReportFormat::Human, Lang::En, false, &Quoted(&self.files))
    }

    /// What was found, one a line, in English.
    pub fn report(&self) -> String {
        render(&self.found, ReportFormat::Short, Lang::En, false, &Quoted(&self.files))
    }
}

fn sorted(paths: Vec<Arc<str>>) -> Vec<String> {
    let mut paths: Vec<String> = paths.iter().map(|path| path.to_string()).collect();
    paths.sort();
    paths
}

/// The first difference between two files, in words.
pub fn first_difference(own: Option<&Vec<u8>>, other: Option<&Vec<u8>>) -> String {
    let (Some(own), Some(other)) = (own, other) else {
        return format!(
            "  published by the rebuild: {}, by the clean build: {}",
            own.is_some(),
            other.is_some()
        );
    };
    let (own, other) = (String::from_utf8_lossy(own), String::from_utf8_lossy(other));
    let (mut a, mut b) = (own.lines(), other.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (a.next(), b.next()) {
            (None, None) => return "  only in line ends".to_owned(),
            (x, y) if x != y => {
                return format!("  line {number}\n  rebuild: {}\n  clean:   {}", cut(x), cut(y));
            }
            _ => {}
        }
    }
}

fn cut(line: Option<&str>) -> String {
    line.map_or_else(|| "(end)".to_owned(), |line| line.chars().take(600).collect())
}

/// Sees that every place a diagnostic names lies inside its file, between characters.
#[track_caller]
pub fn spans_are_inside(found: &Diagnostic, system: &dyn System) {
    let places = found.place.iter().chain(found.notes.iter().filter_map(|note| note.place.as_ref()));
    for place in places {
        let Some(text) = shown(system, &place.file) else { continue };
        let span = &place.span;
        let inside = span.start <= span.end
            && span.end <= text.len()
            && text.is_char_boundary(span.start)
            && text.is_char_boundary(span.end);
        assert!(
            inside,
            "{} points at {span:?} of {}, which has {} bytes",
            found.code.id,
            place.file,
            text.len()
        );
    }
}
