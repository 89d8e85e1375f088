//! The example site, judged by programs that are not ours: the Nu HTML checker, axe, Chromium, and parsers of
//! feeds and calendars. They are pinned in `tests/judges`; a test without its judge fails and says how to
//! install it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "common/judges.rs"]
mod judges;
#[path = "pages/policy.rs"]
mod policy;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use judges::{judge, judges, program};

/// What a style sheet may weigh.
const STYLE: u64 = 20 * 1024;
/// What the page of a record may weigh beside the record and the records it names.
const FRAME: usize = 6 * 1024 + 256;

#[test]
fn every_page_is_valid_html() {
    valid(&[site().to_owned()]);
}

/// Asks the Nu HTML checker about pages, or folders of them.
fn valid(pages: &[PathBuf]) {
    let jar = judges().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut checker = Command::new(program(&["java"], "apt-get install default-jre-headless"));
    checker.args(["-jar", path(&jar), "--errors-only", "--skip-non-html"]).args(pages);
    judge(checker);
}

#[test]
fn every_page_is_in_a_browser() {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut pages = node("pages.mjs");
    pages.env("CHROMIUM", chromium);
    judge(pages);
}

#[test]
fn large_type_loses_nothing_and_stays_where_it_was_chosen() {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut large = node("large.mjs");
    large.env("CHROMIUM", chromium);
    judge(large);
}

#[test]
fn lighthouse_gives_every_sort_of_page_a_hundred() {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut pages = node("lighthouse.mjs");
    pages.env("CHROMIUM", chromium);
    judge(pages);
}

#[test]
fn feeds_calendar_sitemap_and_data_are_read_by_others() {
    judge(node("formats.mjs"));
    let mut tables = python("tables.py");
    tables.arg(site());
    judge(tables);
}

#[test]
fn calendars_of_rosters_come_to_the_shifts_of_the_data() {
    judge(node("rosters.mjs"));
    let mut again = python("rosters.py");
    again.arg(site());
    judge(again);
}

/// Rosters over changes of the clocks, with an end and without one, in zones that change them by different
/// rules, and in one that does not.
#[test]
fn calendars_of_rosters_know_when_the_clocks_are_changed() {
    let roster = |ends: &str| {
        format!(
            "---\nkind: roster\ntitle: 值班\ndate: 2026-01-05\n{ends}rows:\n  \
             - {{days: [mon, fri, sun], from: '22:00', until: '06:00', duty: 夜班}}\n  \
             - {{days: 周六, from: '08:15', until: '09:35', duty: 巡楼}}\n  \
             - {{days: [wed], duty: 值日}}\n  \
             - {{dates: [2026-02-03, 2026-07-14, 2026-10-20], from: '19:00', until: '20:00'}}\n---\n说明。\n"
        )
    };
    for zone in ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Asia/Shanghai"]
    {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = folder.path().join("content/rosters");
        fs::create_dir_all(&content).expect("a folder");
        fs::write(folder.path().join("site.yaml"), format!("title: 值班\ntimezone: {zone}\n"))
            .expect("settings");
        fs::write(content.join("year.md"), roster("until: 2026-12-31\n")).expect("a record");
        fs::write(content.join("open.md"), roster("")).expect("a record");
        let (mut build, out) = (Command::new(env!("CARGO_BIN_EXE_lilong")), folder.path().join("public"));
        build
            .args(["build", "--today", "2026-03-29 12:00", "--root", path(folder.path()), "--out"])
            .arg(&out);
        judge(build);
        let mut judged = Command::new(program(&["node"], "apt-get install nodejs npm"));
        judged.arg(judges().join("rosters.mjs")).arg(&out).arg("2026-03-29T12:00:00");
        judge(judged);
        let mut again = python("rosters.py");
        again.arg(&out).arg("2026-03-29T12:00:00");
        judge(again);
    }
}

/// The example with two further languages, of which one runs from right to left, and a few records in them.
#[test]
fn four_languages_read_right() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, site) = (Path::new(env!("CARGO_MANIFEST_DIR")), folder.path().join("site"));
    for from in [root.to_owned(), root.join("tests/languages")] {
        copy(&from.join("content"), &site.join("content"));
    }
    let further = fs::read_to_string(root.join("tests/languages/languages.yaml")).expect("languages");
    let settings = fs::read_to_string(root.join("site.yaml")).expect("settings");
    let settings = settings.replacen("languages:\n", &format!("languages:\n{further}"), 1);
    fs::write(site.join("site.yaml"), settings).expect("settings");
    let (mut build, out) = (Command::new(env!("CARGO_BIN_EXE_lilong")), folder.path().join("public"));
    build.args([
        "build",
        "--no-posters",
        "--today",
        "2026-11-22",
        "--root",
        path(&site),
        "--out",
        path(&out),
    ]);
    judge(build);
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut looks = Command::new(program(&["node"], "apt-get install nodejs npm"));
    looks
        .arg(judges().join("languages.mjs"))
        .arg(&out)
        .args(["ar", "zh-Hant", "en"])
        .env("CHROMIUM", chromium);
    judge(looks);
    valid(&written_in(&out, &["ar", "zh-Hant"]));
}

/// One page of each sort in each of these languages.
fn written_in(out: &Path, languages: &[&str]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let pages = files(out, "html").into_iter().filter(|file| {
        let html = fs::read_to_string(file).expect("a page");
        let sort = html.split_once("<body class=\"").and_then(|(_, rest)| rest.split_once('"'));
        let ends = |lang: &&&str| path(file).ends_with(&format!(".{lang}.html"));
        let lang = languages.iter().find(ends);
        lang.is_some_and(|lang| seen.insert((*lang, sort.map(|(class, _)| class.to_owned()))))
    });
    pages.collect()
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
        let text = shown.split("<nav class=\"neighbours\"").next().map_or(0, str::len);
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
        build
            .args(["build", "--root", env!("CARGO_MANIFEST_DIR"), "--today", "2026-11-22", "--out"])
            .arg(folder.path().join("site"));
        judge(build);
        folder
    });
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| folder.path().join("site"))
}

fn node(script: &str) -> Command {
    let mut node = Command::new(program(&["node"], "apt-get install nodejs npm"));
    node.arg(judges().join(script)).arg(site());
    node
}

/// A judge in Python, with the packages of `tests/judges/requirements.txt`.
fn python(script: &str) -> Command {
    let program = judges().join(".venv/bin/python");
    assert!(program.is_file(), "the judges in Python are not installed: `./test` does so");
    let mut python = Command::new(program);
    python.arg(judges().join(script));
    python
}

/// The files below a folder whose names end so.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    all.filter(|file| file.extension().is_some_and(|found| found == extension)).collect()
}

/// Copies a folder over another.
fn copy(from: &Path, to: &Path) {
    for file in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let to = to.join(file.path().strip_prefix(from).expect("a file below the folder"));
        if file.file_type().is_dir() {
            fs::create_dir_all(&to).expect("a folder");
        } else {
            fs::copy(file.path(), &to).expect("a file");
        }
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
