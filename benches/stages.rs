//! How long each stage takes over five hundred records in memory: `cargo bench`.
//!
//! For finding out which stage a change made slower. What a whole build takes beside other programs is in the
//! README.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark may stop anywhere")]

mod corpus;

use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use lilong::build::{self, BuildObserver, BuildOptions, Built, Prepared, Sources};
use lilong::config::{Config, Overrides};
use lilong::front::{FrontMatter, Origin};
use lilong::output::{Folder, MemorySink, Sink};
use lilong::output_path::OutputPath;
use lilong::personal::{self, Marks};
use lilong::plan::Plan;
use lilong::record::{self, KindId, NoTables, RecordInput};
use lilong::site::{Content, GatherOptions, Site};
use lilong::source::{Memory, PageReading, SourceTree, System};
use lilong::theme::{BUILT_IN, Theme};
use lilong::track::{Clock, Digest};
use lilong::{markdown, render};

#[global_allocator]
static ALLOCATOR: lilong::Allocator = lilong::Allocator;

fn main() {
    divan::main();
}

/// The front matter of each record: read, typed and checked.
#[divan::bench]
fn parse(bencher: Bencher) {
    let files = corpus::records();
    let front = FrontMatter::of("title: t", Origin { file: "site.yaml".into(), offset: 0 });
    let config = Config::parse(&front, &Overrides::default()).expect("the settings are well-formed");
    bencher.counter(ItemsCount::new(files.len())).bench(|| {
        for file in &files {
            let (path, digest) = (file.path.as_str().into(), Digest::default());
            let input = RecordInput { path, text: &file.front, digest, tables: &NoTables };
            let (parsed, found) = record::parse(&input, &config, KindId::named(file.kind).unwrap(), None);
            assert!(parsed.is_some() && found.is_empty(), "{found:?}");
            divan::black_box_drop(parsed);
        }
    });
}

/// The body of each record.
#[divan::bench]
fn markdown(bencher: Bencher) {
    let files = corpus::records();
    let bytes: usize = files.iter().map(|file| file.body.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for file in &files {
            divan::black_box_drop(markdown::parse(&file.body));
        }
    });
}

/// The text of each record, looked through for personal information.
#[divan::bench]
fn screen(bencher: Bencher) {
    let files = corpus::records();
    let bytes: usize = files.iter().map(|file| file.front.len() + file.body.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for file in &files {
            divan::black_box(personal::find(&file.front, Marks::None));
            divan::black_box(personal::find(&file.body, Marks::Markdown));
        }
    });
}

/// Parsed records into a site: order, lists, links, facts, checks.
#[divan::bench]
fn gather(bencher: Bencher) {
    let files = corpus::site();
    bencher
        .counter(ItemsCount::new(corpus::RECORDS))
        .with_inputs(|| parsed(&files))
        .bench_values(|parsed| parsed.gather(&files));
}

/// A site into its outputs.
#[divan::bench]
fn plan(bencher: Bencher) {
    let files = corpus::site();
    let parsed = parsed(&files);
    let (theme, _) = Theme::load(BUILT_IN, &parsed.tree);
    let site = parsed.gather(&files).0;
    bencher.counter(ItemsCount::new(corpus::RECORDS)).bench(|| Plan::of(&site, &theme, &files));
}

/// One page, when the fragments that it shares with others are drawn.
#[divan::bench(args = ["notices/r0000.html", "consultations/r0002.html", "notices/index.html", "index.html"])]
fn render(bencher: Bencher, path: &str) {
    let files = corpus::site();
    let prepared = prepared(&files);
    let target = prepared.gateway.plan.get(path).unwrap();
    let mut page = Vec::new();
    bencher.bench_local(|| {
        page.clear();
        let (drawn, trace) = render::draw(target, &prepared.gateway, &files, &mut page);
        drawn.unwrap();
        trace
    });
}

/// Every output, on all cores, into memory.
#[divan::bench]
fn render_all(bencher: Bencher) {
    let files = corpus::site();
    bencher.with_inputs(|| prepared(&files)).bench_values(|prepared| drawn(&prepared, &files));
}

/// Every output into a new folder: staging and one rename. Where the machine has storage in memory, there.
#[divan::bench]
fn write(bencher: Bencher) {
    let files = corpus::site();
    let (built, sink) = drawn(&prepared(&files), &files);
    let pages: Vec<_> =
        sink.into_files().into_iter().map(|(path, bytes)| (OutputPath::new(path).unwrap(), bytes)).collect();
    let shm = Path::new("/dev/shm");
    let place = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
    let folder = || tempfile::tempdir_in(&place).unwrap();
    bencher.counter(ItemsCount::new(pages.len())).with_inputs(folder).bench_values(|dir| {
        let folder = Folder::open(dir.path().join("public")).unwrap();
        let staging = folder.stage().unwrap();
        pages.iter().for_each(|(path, bytes)| staging.put(path, bytes).unwrap());
        folder.commit(staging, None, &built.manifest).unwrap();
        dir
    });
}

/// A build that finds nothing changed: all files read and digested, nothing parsed.
#[divan::bench]
fn nothing_changed(bencher: Bencher) {
    let files = corpus::site();
    let (built, _) = drawn(&prepared(&files), &files);
    bencher
        .counter(ItemsCount::new(corpus::RECORDS))
        .bench(|| assert!(sources(&files, PageReading::AtOnce).unchanged(&built.manifest)));
}

/// The files of a site with what they say.
struct Parsed {
    tree: SourceTree,
    config: Config,
    content: Content,
}

impl Parsed {
    fn gather(self, system: &dyn System) -> (Site, SourceTree) {
        let now = corpus::TODAY.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0);
        let (site, found) = Site::gather(
            self.config.into(),
            Clock::new(now),
            self.content,
            &self.tree,
            system,
            GatherOptions::default(),
        );
        assert!(found.is_empty(), "{found:?}");
        (site, self.tree)
    }
}

fn parsed(files: &Memory) -> Parsed {
    let mut tree = SourceTree::read(files, PageReading::AtOnce, |_| true);
    let yaml = String::from_utf8(files.read("site.yaml").unwrap()).unwrap();
    let front = FrontMatter::of(&yaml, Origin { file: "site.yaml".into(), offset: 0 });
    let config = Config::parse(&front, &Overrides { base_url: None }).unwrap();
    let (content, found) = Content::parse(&mut tree, files, &config);
    assert!(found.is_empty(), "{found:?}");
    Parsed { tree, config, content }
}

fn settings() -> BuildOptions {
    BuildOptions { today: Some(corpus::TODAY.to_owned()), ..BuildOptions::default() }
}

fn sources(files: &Memory, pages: PageReading) -> Sources {
    Sources::read(files, &settings(), pages).unwrap()
}

fn prepared(files: &Memory) -> Prepared {
    sources(files, PageReading::WhenParsed).prepare(files, &settings()).unwrap()
}

struct Quiet;
impl BuildObserver for Quiet {}

fn drawn(prepared: &Prepared, files: &Memory) -> (Built, MemorySink) {
    let sink = MemorySink::default();
    let built = build::run(prepared, None, &|_| false, &sink, files, &Quiet).unwrap();
    (built, sink)
}
