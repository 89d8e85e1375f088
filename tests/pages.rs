//! The example site, judged by programs that are not ours: the Nu HTML checker, axe, Chromium, and parsers of feeds and
//! calendars. They are pinned in `tests/judges`; a test without its judge fails and says how to install it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// What a style sheet may weigh.
const STYLE: u64 = 20 * 1024;
/// What the page of a record may weigh beside the record and the records it names.
const FRAME: usize = 6 * 1024;

#[test]
fn every_page_is_valid_html() {
    let jar = judges().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut checker = Command::new(program(&["java"], "apt-get install default-jre-headless"));
    checker.args(["-jar", path(&jar), "--errors-only", "--skip-non-html", path(site())]);
    judge(checker, Duration::from_secs(120));
}

#[test]
fn every_page_stands_in_a_browser() {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut pages = node("pages.mjs");
    pages.env("CHROMIUM", chromium);
    judge(pages, Duration::from_secs(230));
}

#[test]
fn feeds_calendar_sitemap_and_data_are_read_by_others() {
    judge(node("formats.mjs"), Duration::from_secs(30));
}

#[test]
fn pages_are_small() {
    for file in files(&site().join("assets"), "css") {
        let bytes = fs::metadata(&file).expect("an asset").len();
        assert!(bytes < STYLE, "{} has {bytes} bytes; a style sheet may have {STYLE}", file.display());
    }
    let ours = |file: &PathBuf| {
        let html = fs::read_to_string(file).expect("a page");
        // From the record's head to the last list of what else there is to read.
        let shown = html.split_once("<article>")?.1.split_once("</main>")?.0;
        let text = shown.split("<nav class=\"pn\"").next().map_or(0, str::len);
        Some((html.len() - text, file.clone()))
    };
    let (largest, file) = files(site(), "html").iter().filter_map(ours).max().expect("a record's page");
    println!("the largest frame of a record has {largest} bytes: {}", file.display());
    assert!(largest < FRAME, "{}: {largest} bytes beside the record; {FRAME} are allowed", file.display());
}

/// The example site, built once for all tests of this file.
fn site() -> &'static Path {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = SITE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut build = Command::new(env!("CARGO_BIN_EXE_lilong"));
        build.args(["build", "--root", env!("CARGO_MANIFEST_DIR"), "--today", "2026-11-22", "--out"]).arg(folder.path().join("site"));
        judge(build, Duration::from_secs(60));
        folder
    });
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| folder.path().join("site"))
}

fn judges() -> PathBuf {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    assert!(judges.join("node_modules/axe-core").is_dir(), "the judges are not installed: run `npm ci --ignore-scripts` in tests/judges");
    judges
}

fn node(script: &str) -> Command {
    let mut node = Command::new(program(&["node"], "apt-get install nodejs npm"));
    node.arg(judges().join(script)).arg(site());
    node
}

/// The first of these programs that is there.
fn program(names: &[&str], install: &str) -> PathBuf {
    let folders: Vec<PathBuf> = std::env::var_os("PATH").map(|all| std::env::split_paths(&all).collect()).unwrap_or_default();
    let found = names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()));
    found.unwrap_or_else(|| panic!("`{}` is not installed: {install}", names[0]))
}

/// Runs a program to its end, at most so long; what it says is shown when it finds a fault.
fn judge(mut command: Command, limit: Duration) {
    let said = tempfile::NamedTempFile::new().expect("a temporary file");
    let to = || Stdio::from(File::options().append(true).open(said.path()).expect("the file to write to"));
    let mut running = command.stdin(Stdio::null()).stdout(to()).stderr(to()).spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let started = Instant::now();
    let ended = loop {
        match running.try_wait().expect("a child") {
            Some(status) => break Some(status),
            None if started.elapsed() > limit => {
                running.kill().expect("to end it");
                running.wait().expect("its end");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let said = fs::read_to_string(said.path()).unwrap_or_default();
    match ended {
        Some(status) if status.success() => println!("{said}"),
        Some(status) => panic!("{command:?}: {status}\n{said}"),
        None => panic!("{command:?} did not end within {} seconds\n{said}", limit.as_secs()),
    }
}

/// The files below a folder whose names end so.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    all.filter(|file| file.extension().is_some_and(|found| found == extension)).collect()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
