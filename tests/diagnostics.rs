//! Each code of the catalogue, provoked by a minimal site in `tests/diagnostics/<code>/`, and reported
//! exactly as `expected.zh.txt` and `expected.en.txt` say.
//!
//! `LILONG_BLESS=1 cargo test --test diagnostics` writes those files anew: read what has changed before you
//! keep it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{Quoted, Site, TODAY};
use lilong::build::BuildOptions;
use lilong::diag::{Code, Diagnostic, Lang, ReportFormat, codes, render};
use lilong::record::KindId;
use lilong::source::{Disk, FontFolders, System};

/// Codes that a few plain files cannot provoke, each with the test that does.
const ELSEWHERE: [(&str, &str); 30] = [
    ("inaccessible", "tests/cli/accessibility.rs: what_was_found_is_reported_written_down_and_printed"),
    ("no-seal", "tests/cli/seals.rs: whatever_is_not_as_it_was_is_named"),
    ("not-as-sealed", "tests/cli/seals.rs: whatever_is_not_as_it_was_is_named"),
    ("record-not-as-sealed", "tests/cli/seals.rs: whatever_is_not_as_it_was_is_named"),
    ("broken-chain", "tests/cli/seals.rs: the_chain_holds_older_seals"),
    ("bad-signature", "tests/cli/seals.rs: minisign_checks_what_lilong_signs"),
    ("bad-key", "tests/cli/seals.rs: a_key_is_never_made_inside_the_site"),
    (
        "output-busy",
        "tests/watch/turns.rs: a_second_watch_is_reported_who_has_the_output_and_another_output_is_free",
    ),
    ("file-changed", "tests/contract/changing.rs: a_file_that_changes_between_two_reads_is_not_published"),
    ("front-matter-too-large", "tests/diagnostics.rs: front_matter_beyond_the_limit_is_refused"),
    ("file-too-large", "tests/diagnostics.rs: a_text_file_beyond_the_limit_is_refused"),
    ("unreadable-file", "tests/diagnostics.rs: a_file_that_cannot_be_read_is_named"),
    ("symlink-outside", "tests/diagnostics.rs: a_link_out_of_the_site_is_refused"),
    ("output-not-ours", "tests/diagnostics.rs: a_folder_of_others_is_not_written_to"),
    ("output-unwritable", "tests/diagnostics.rs: an_output_that_cannot_be_written_is_named"),
    ("foreign-file", "tests/diagnostics.rs: a_file_of_others_in_the_output_is_reported_and_kept"),
    ("unknown-output", "tests/diagnostics.rs: why_of_an_output_that_is_not_there"),
    ("unknown-record", "tests/diagnostics.rs: text_of_a_record_that_is_not_there"),
    ("record-withheld", "tests/diagnostics.rs: text_of_a_record_that_must_not_go_out"),
    ("unknown-code", "tests/diagnostics.rs: explain_of_a_code_that_is_not_there"),
    ("poster-stopped", "tests/diagnostics.rs: a_layout_without_end_is_stopped"),
    ("no-posters", "tests/diagnostics.rs: a_program_without_posters_says_so"),
    ("cannot-listen", "tests/diagnostics.rs: a_port_that_is_taken_is_named"),
    ("bad-base", "tests/diagnostics.rs: a_base_that_is_no_path_is_refused"),
    ("thread-too-long", "tests/diagnostics.rs: records_of_a_matter_beyond_the_limit_are_reported"),
    ("too-many-pages", "tests/diagnostics.rs: topics_places_and_addresses_beyond_the_limit_are_refused"),
    ("menu-too-long", "tests/diagnostics.rs: sections_beyond_the_menu_are_reported"),
    ("too-much-html", "tests/diagnostics.rs: html_beyond_the_limit_is_refused"),
    ("templates-too-large", "tests/diagnostics.rs: a_template_beyond_the_limit_is_refused"),
    ("no-preview", "tests/diagnostics.rs: a_program_without_the_preview_says_how_to_get_it"),
];

/// What a fixture finds beside its own code.
fn beside(code: &str) -> &'static [&'static str] {
    match code {
        "odd-decoding" => &["not-utf8"],
        _ => &[],
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn fixtures() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn catalogue() -> Vec<&'static Code> {
    codes::all().chain(KindId::ALL.iter().flat_map(|kind| kind.profile().codes.iter().copied())).collect()
}

/// All that `check` finds in the site at `root`.
fn check(root: &Path) -> Vec<Diagnostic> {
    let disk = Disk::new(root).unwrap();
    let name = root.file_name().unwrap().to_string_lossy().into_owned();
    let posters = codes::poster::ALL.iter().any(|code| code.id == name);
    let mut site = Site {
        settings: BuildOptions { today: Some(TODAY.to_owned()), posters, ..BuildOptions::default() },
        ..Site::empty()
    };
    if posters && name != "no-chinese-font" {
        site.files.with_fonts(FontFolders::of_this_machine());
    }
    let (files, unread): (Vec<_>, Vec<_>) = [
        "accessibility.yaml",
        "site.yaml",
        "content",
        "data",
        "templates",
        "static",
        "i18n",
        "posters",
        "seals",
        "themes",
    ]
    .iter()
    .map(|place| disk.files(place))
    .unzip();
    assert!(unread.iter().all(Vec::is_empty));
    for path in files.into_iter().flatten() {
        site.write(&path, disk.read(&path).unwrap());
    }
    match site.try_build() {
        Ok(run) | Err(run) => run.found,
    }
}

/// What is found in each fixture, by its name: each is built once for all tests.
fn found() -> &'static BTreeMap<String, Vec<Diagnostic>> {
    static FOUND: LazyLock<BTreeMap<String, Vec<Diagnostic>>> = LazyLock::new(|| {
        fixtures().into_iter().map(|name| (name.clone(), check(&folder().join(name)))).collect()
    });
    &FOUND
}

fn reported(root: &Path, found: &[Diagnostic], lang: Lang) -> String {
    let disk = Disk::new(root).unwrap();
    let short = render(found, ReportFormat::Short, lang, false, &Quoted(&disk));
    let human = render(found, ReportFormat::Human, lang, false, &Quoted(&disk));
    format!("{}\n\n{}\n", short.trim_end(), human.trim_end())
}

#[test]
fn every_fixture_yields_its_code_and_no_other() {
    let mut wrong = Vec::new();
    for (name, found) in found() {
        let found: BTreeSet<&str> = found.iter().map(|found| found.code.id).collect();
        let wanted: BTreeSet<&str> = beside(name).iter().copied().chain([name.as_str()]).collect();
        if found != wanted {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_message_is_as_expected() {
    let bless = std::env::var_os("LILONG_BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, found) in found() {
        let root = folder().join(name);
        for (lang, file) in [(Lang::Zh, "expected.zh.txt"), (Lang::En, "expected.en.txt")] {
            let now = reported(&root, found, lang);
            let path = root.join(file);
            if bless {
                std::fs::write(&path, &now).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if expected != now {
                wrong.push(format!("--- {name}/{file}\n{expected}+++ now\n{now}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} messages differ (LILONG_BLESS=1 keeps them):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_message_says_how_to_mend_it() {
    let mut silent = Vec::new();
    for (name, found) in found() {
        for found in found.iter().filter(|found| found.help.is_none()) {
            silent.push(format!("{name}: {} {}", found.code.id, found.message.en));
        }
    }
    assert!(silent.is_empty(), "without a help line: {silent:#?}");
}

#[test]
fn every_code_has_a_fixture_or_a_test_of_its_own() {
    let fixtures: BTreeSet<String> = fixtures().into_iter().collect();
    let others: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    let all: BTreeSet<&str> = catalogue().iter().map(|code| code.id).collect();
    let without: Vec<_> =
        all.iter().filter(|code| !fixtures.contains(**code) && !others.contains(**code)).collect();
    let unknown: Vec<_> = fixtures
        .iter()
        .map(String::as_str)
        .chain(others.iter().copied())
        .filter(|code| !all.contains(code))
        .collect();
    assert!(
        without.is_empty() && unknown.is_empty(),
        "codes without a fixture: {without:#?}\nfixtures without a code: {unknown:#?}"
    );
    for (code, test) in ELSEWHERE {
        let (file, name) = test.split_once(": ").unwrap();
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(text.contains(&format!("fn {name}()")), "{code} names a test that is not there: {name}");
    }
}

#[test]
fn every_code_shows_a_right_example_that_is_not_the_wrong_one() {
    let mut seen = BTreeSet::new();
    for code in catalogue() {
        assert_ne!(code.right, code.wrong, "{}", code.id);
        assert!(seen.insert(code.id), "{} is a duplicate", code.id);
    }
}

#[test]
fn every_place_is_inside_its_file() {
    for (name, found) in found() {
        let disk = Disk::new(folder().join(name)).unwrap();
        for found in found {
            common::spans_are_inside(found, &disk);
        }
    }
}

#[test]
fn front_matter_beyond_the_limit_is_refused() {
    let long = "字".repeat(200_000);
    let mut site = Site::new();
    let fails = site
        .write(
            "content/notices/bad.md",
            format!("---\ntitle: 停水\ndate: 2026-11-20\nsummary: {long}\n---\n"),
        )
        .fails();
    assert_eq!(fails, ["front-matter-too-large"]);
}

#[test]
fn a_text_file_beyond_the_limit_is_refused() {
    let mut site = Site::new();
    let fails = site
        .write(
            "content/notices/bad.md",
            format!("---\ntitle: 停水\ndate: 2026-11-20\n---\n{}\n", "字\n".repeat(2_200_000)),
        )
        .fails();
    assert_eq!(fails, ["file-too-large"]);
}

#[test]
fn html_beyond_the_limit_is_refused() {
    let mut site = Site::new();
    let page = |rows: usize| {
        format!(
            "---\ntitle: 名单\ndate: 2026-11-20\n---\n<table>\n{}</table>\n",
            "<tr><td>甲</td></tr>\n".repeat(rows)
        )
    };
    site.write("content/notices/a.md", page(9_000)).build();
    assert!(site.output("notices/a.html").contains("<td>甲</td>"));
    assert_eq!(site.write("content/notices/a.md", page(11_000)).fails(), ["too-much-html"]);
}

#[test]
fn sections_beyond_the_menu_are_reported() {
    let mut site = Site::new();
    let mut add = |number: usize, front: &str| {
        site.write(
            &format!("content/s{number:03}/_index.md"),
            format!("---\ntitle: 第{number}栏\nkind: notice\n{front}---\n"),
        );
    };
    // Beside the section of notices.
    (0..99).for_each(|number| add(number, ""));
    add(99, "hidden: true\n");
    assert!(site.build().found.is_empty());
    site.edit("content/s099/_index.md", "hidden: true\n", "");
    let run = site.build();
    assert_eq!(run.codes(), ["menu-too-long"]);
    assert_eq!(run.found[0].place.as_ref().map(|place| &*place.file), Some("content/s099/_index.md"));
    let page = site.output("s000/index.html");
    assert!(page.contains(">第98栏</a>") && !page.contains("第99栏"), "{page}");
}

#[test]
fn records_of_a_matter_beyond_the_limit_are_reported() {
    let mut site = Site::new();
    site.write(
        "templates/notice.html",
        "{% for card in thread(matter=\"lift\") %}{{ card.title }};{% endfor %}",
    );
    let notice = |number: usize| {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        format!(
            "---\ntitle: 第{number}号\nkind: notice\ndate: 2026-{month:02}-{day:02}\nmatter: lift\n---\n电梯。\n"
        )
    };
    for number in 0..200 {
        site.write(&format!("content/notices/{number}.md"), notice(number));
    }
    assert!(site.build().found.is_empty());
    let run = site.write("content/notices/200.md", notice(200)).build();
    assert_eq!(run.codes(), ["thread-too-long"]);
    assert_eq!(run.found[0].place.as_ref().map(|place| &*place.file), Some("content/notices/0.md"));
    let page = site.output("notices/7.html");
    assert!(page.starts_with("第1号;第2号;") && page.ends_with("第200号;"), "{page}");
}

#[test]
fn topics_places_and_addresses_beyond_the_limit_are_refused() {
    let mut site = Site::new();
    site.write("templates/topic.html", "").write("templates/redirect.html", "");
    let mut write = |name: &str, field: &str, count: usize| {
        let words: Vec<String> = (0..count).map(|number| format!("w{number}")).collect();
        let front = format!("title: 停水\nkind: notice\ndate: 2026-11-20\n{field}: [{}]\n", words.join(", "));
        site.write(name, format!("---\n{front}---\n停水。\n"));
        site.try_build().map_or_else(|run| run.codes(), |run| run.codes())
    };
    assert!(write("content/notices/a.md", "places", 5_000).is_empty());
    assert_eq!(write("content/notices/a.md", "places", 5_001), ["too-many-pages"]);
    for field in ["topics", "aliases"] {
        assert!(write("content/notices/a.md", field, 100).is_empty(), "{field}");
        assert_eq!(write("content/notices/a.md", field, 101), ["too-many-pages"], "{field}");
    }
    site.remove("content/notices/a.md");
    for (field, records) in [("topics", 51), ("aliases", 56)] {
        for record in 0..records {
            let words: Vec<String> = (0..100).map(|number| format!("w{record}-{number}")).collect();
            let front =
                format!("title: 停水\nkind: notice\ndate: 2026-11-20\n{field}: [{}]\n", words.join(", "));
            site.write(&format!("content/notices/n{record}.md"), format!("---\n{front}---\n停水。\n"));
        }
        assert_eq!(site.fails(), ["too-many-pages"], "{field}");
    }
}

#[test]
fn a_template_beyond_the_limit_is_refused() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n停水。\n");
    assert_eq!(site.write("templates/notice.html", "字".repeat(100_000)).fails(), ["templates-too-large"]);
}

/// A site on disk that the program itself is run on.
struct OnDisk(tempfile::TempDir);

impl OnDisk {
    fn new() -> OnDisk {
        let site = OnDisk(tempfile::tempdir().unwrap());
        site.write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\n");
        site.write("content/notices/a.md", "---\ntitle: 停水\nkind: notice\ndate: 2026-11-20\n---\n停水。\n");
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs the program in the site's folder; gives its exit status and all it said.
    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"));
        let output = command.args(args).args(["--lang", "en"]).current_dir(self.0.path()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    }

    fn build(&self) -> (Option<i32>, String) {
        self.run(&["build", "--today", TODAY, "--format", "short"])
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let site = OnDisk::new();
    std::fs::create_dir_all(site.path("content/notices")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", site.path("content/notices/gone.md")).unwrap();
    let (status, said) = site.build();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("[unreadable-file]") && said.contains("content/notices/gone.md"), "{said}");
    assert!(!site.path("public").exists(), "a site was published with a file missing");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_refused() {
    let (site, elsewhere) = (OnDisk::new(), tempfile::tempdir().unwrap());
    std::fs::write(elsewhere.path().join("private.md"), "---\ntitle: 私人\n---\n").unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("private.md"), site.path("content/notices/b.md"))
        .unwrap();
    let (status, said) = site.build();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("[symlink-outside]"), "{said}");
}

#[test]
fn a_folder_of_others_is_not_written_to() {
    let site = OnDisk::new();
    site.write("public/letter.txt", "mine");
    let (status, said) = site.build();
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("[output-not-ours]"), "{said}");
    assert_eq!(std::fs::read_dir(site.path("public")).unwrap().count(), 1);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let site = OnDisk::new();
    site.write("file", "x");
    let (status, said) = site.run(&["build", "--today", TODAY, "--format", "short", "--out", "file/public"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("[output-unwritable]") || said.contains("[output-not-ours]"), "{said}");
}

#[test]
fn a_file_of_others_in_the_output_is_reported_and_kept() {
    let site = OnDisk::new();
    assert_eq!(site.build().0, Some(0));
    site.write("public/letter.txt", "mine");
    site.write("content/notices/a.md", "---\ntitle: 停水了\nkind: notice\ndate: 2026-11-20\n---\n停水。\n");
    let (status, said) = site.build();
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("[foreign-file]"), "{said}");
    assert_eq!(std::fs::read_to_string(site.path("public/letter.txt")).unwrap(), "mine");
}

#[test]
fn why_of_an_output_that_is_not_there() {
    let (status, said) = OnDisk::new().run(&["why", "notices/nowhere.html"]);
    assert_ne!(status, Some(0), "{said}");
    assert!(said.contains("unknown-output"), "{said}");
}

#[test]
fn explain_of_a_code_that_is_not_there() {
    let (status, said) = OnDisk::new().run(&["explain", "full-width-colo"]);
    assert_ne!(status, Some(0), "{said}");
    assert!(said.contains("unknown-code") && said.contains("full-width-colon"), "{said}");
}

#[test]
fn text_of_a_record_that_is_not_there() {
    let (status, said) = OnDisk::new().run(&["text", "notices/b.md", "--today", TODAY]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("unknown-record") && said.contains("notices/a.md"), "{said}");
}

#[test]
fn text_of_a_record_that_must_not_go_out() {
    let site = OnDisk::new();
    for more in ["draft: true", "embargo: 2099-01-01", "withdrawn: {date: 2026-11-21, why: 误发}"] {
        site.write(
            "content/notices/a.md",
            &format!("---\ntitle: 停水\nkind: notice\ndate: 2026-11-20\n{more}\n---\n绝密。\n"),
        );
        let (status, said) = site.run(&["text", "notices/a.md", "--today", TODAY]);
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("record-withheld") && !said.contains("绝密"), "{said}");
    }
}

#[test]
fn a_poster_of_a_record_that_is_not_there() {
    let (status, said) = OnDisk::new().run(&["poster", "notices/b.md", "--messages", "short"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("[unknown-record]") && said.contains("did you mean notices/a.md?"), "{said}");
}

#[cfg(feature = "poster")]
#[test]
fn a_layout_without_end_is_stopped() {
    let site = OnDisk::new();
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\nkind: notice\ndate: 2026-11-20\nposted: {from: 2026-11-20, days: 10}\n---\n停水。\n",
    );
    site.write("posters/notice.typ", "#for a in range(100000) { for b in range(100000) { } }\n停水");
    let (status, said) = site.build();
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("content/notices/a.md:1:1: warning[poster-stopped]") && said.contains("took too long"),
        "{said}"
    );
    assert!(said.contains("the layout notice"), "{said}");
    assert!(
        site.path("public/notices/a.html").exists() && !site.path("public/notices/a.poster.pdf").exists()
    );
    // It is tried again, and made once the layout comes to an end.
    let (status, said) = site.run(&["poster", "notices/a.md", "--today", TODAY, "--messages", "short"]);
    assert!(status == Some(1) && said.contains("error[poster-stopped]"), "{status:?} {said}");
    site.write("posters/notice.typ", "#import \"/posters/lib.typ\": *\n#show: poster\n停水");
    let (status, said) = site.build();
    assert!(status == Some(0) && !said.contains("warning"), "{status:?} {said}");
    assert!(site.path("public/notices/a.poster.pdf").exists());
}

/// What a program without the feature does is seen only in one: `cargo test --no-default-features --test
/// diagnostics`.
#[test]
fn a_program_without_posters_says_so() {
    let site = OnDisk::new();
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\nkind: notice\ndate: 2026-11-20\nposted: {from: 2026-11-20, days: 10}\n---\n停水。\n",
    );
    let (built, said) = site.build();
    let (made, refused) = site.run(&["poster", "notices/a.md", "--today", TODAY, "--messages", "short"]);
    let lean = !lilong::build::POSTERS;
    assert_eq!((built, made), (Some(0), Some(if lean { 2 } else { 0 })), "{said}{refused}");
    assert_eq!(
        (said.contains("[no-posters]"), refused.contains("[no-posters]")),
        (lean, lean),
        "{said}{refused}"
    );
    assert_eq!(site.path("public/notices/a.poster.pdf").exists(), !lean);
}

#[cfg(feature = "serve")]
#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (status, said) = OnDisk::new().run(&["serve", "--port", &port]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("[cannot-listen]") && said.contains(&port), "{said}");
}

#[cfg(feature = "serve")]
#[test]
fn a_base_that_is_no_path_is_refused() {
    let site = OnDisk::new();
    // No address of this machine: a preview that took the path would end there.
    for base in ["https://example.org/board/", "/a/../b/", "/.git/", "/a?b/"] {
        let (status, said) = site.run(&["serve", "--host", "192.0.2.1", "--base", base]);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("[bad-base]"), "{said}");
    }
}

#[cfg(not(feature = "serve"))]
#[test]
fn a_program_without_the_preview_says_how_to_get_it() {
    let (status, said) = OnDisk::new().run(&["serve"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("[no-preview]") && said.contains("cargo install"), "{said}");
}
