//! Pages printed by a browser: the example's pages as PDF, read back by poppler, their codes decoded by zbar.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const TODAY: &str = "2026-11-22";
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The first of these programs that is there.
fn program(names: &[&str], install: &str) -> PathBuf {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|all| std::env::split_paths(&all).collect()).unwrap_or_default();
    let found = names
        .iter()
        .find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()));
    found.unwrap_or_else(|| panic!("`{}` is not installed: {install}", names[0]))
}

/// The end of a program that hangs; no machine is so busy that one that does not would take so long.
const LIMIT: Duration = Duration::from_secs(1200);

/// Runs a program to its end; gives what it printed.
fn run(command: &mut Command) -> String {
    let mut running =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    let out = running.stdout.take().unwrap();
    let reader = std::thread::spawn(move || std::io::read_to_string(out).unwrap_or_default());
    loop {
        if let Some(status) = running.try_wait().unwrap() {
            assert!(status.success(), "{command:?}: {status}");
            return reader.join().unwrap();
        }
        if started.elapsed() > LIMIT {
            running.kill().unwrap();
            panic!("waited {LIMIT:?} for {command:?} to end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The example site, built once.
fn site() -> &'static Path {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let build = || {
        let folder = tempfile::tempdir().unwrap();
        let mut build = Command::new(env!("CARGO_BIN_EXE_lilong"));
        run(build
            .args(["build", "-q", "--root", env!("CARGO_MANIFEST_DIR"), "--today", TODAY, "--out"])
            .arg(folder.path().join("site")));
        folder
    };
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| SITE.get_or_init(build).path().join("site"))
}

/// A page on paper.
struct Sheet {
    folder: tempfile::TempDir,
}

impl Sheet {
    fn of(page: &str) -> Sheet {
        Sheet::of_file(&site().join(page))
    }

    fn of_file(page: &Path) -> Sheet {
        let folder = tempfile::tempdir().unwrap();
        let chromium = program(&CHROMIUM, "apt-get install chromium");
        let mut print = Command::new(chromium);
        print.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        print.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
        print.arg(format!("--print-to-pdf={}", folder.path().join("page.pdf").display()));
        run(print.arg(format!("file://{}", page.display())));
        Sheet { folder }
    }

    fn pdf(&self) -> PathBuf {
        self.folder.path().join("page.pdf")
    }

    fn text(&self) -> String {
        let pdftotext = program(&["pdftotext"], "apt-get install poppler-utils");
        run(Command::new(pdftotext).args(["-layout"]).arg(self.pdf()).arg("-"))
    }

    fn info(&self) -> String {
        let pdfinfo = program(&["pdfinfo"], "apt-get install poppler-utils");
        run(Command::new(pdfinfo).arg(self.pdf()))
    }

    /// The codes on its pages, as somebody reads them off a picture of the paper at 130 dots an inch.
    fn codes(&self) -> Vec<String> {
        self.codes_at("130")
    }

    fn codes_at(&self, dots_an_inch: &str) -> Vec<String> {
        let pdftoppm = program(&["pdftoppm"], "apt-get install poppler-utils");
        run(Command::new(pdftoppm)
            .args(["-r", dots_an_inch, "-png"])
            .arg(self.pdf())
            .arg(self.folder.path().join("sheet")));
        let zbar = program(&["zbarimg"], "apt-get install zbar-tools");
        let mut pictures: Vec<PathBuf> =
            std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        pictures.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
        // The code is on the last page; a picture without one makes zbar end with an error.
        pictures.sort();
        let last = pictures.last().expect("a page was drawn");
        run(Command::new(zbar).args(["-q", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(last))
            .lines()
            .map(str::to_owned)
            .collect()
    }
}

/// Printed words without the spaces that layout puts between letters.
fn close(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_notice_is_a_sheet_of_paper_with_its_address_and_no_menu() {
    let sheet = Sheet::of("notices/2026-11-19-tiles.html");
    let info = sheet.info();
    assert!(info.contains("(A4)"), "{info}");
    let text = close(&sheet.text());
    let address = "https://notices.example.org/notices/2026-11-19-tiles.html";
    assert!(text.contains(address), "{text}");
    assert_eq!(sheet.codes(), [address]);
    for menu in ["跳到正文", "订阅更新", "开放数据", "上一篇", "下一篇"] {
        assert!(!text.contains(menu), "{menu:?} is printed: {text}");
    }
}

#[test]
fn a_vote_is_printed_whole_and_its_code_leads_to_it() {
    let sheet = Sheet::of("consultations/lift.html");
    let text = close(&sheet.text());
    for said in ["通过", "431", "28,941.60", "2/3", "3号楼"] {
        assert!(text.contains(said), "{said:?} is not printed: {text}");
    }
    assert_eq!(sheet.codes(), ["https://notices.example.org/consultations/lift.html"]);
}

#[test]
fn lists_and_english_pages_have_their_own_code() {
    for page in ["notices/index.html", "consultations/lift.en.html"] {
        assert_eq!(Sheet::of(page).codes(), [format!("https://notices.example.org/{page}")]);
    }
}

#[test]
fn a_quarters_accounts_stand_on_one_sheet() {
    for page in ["ledgers/2026-q3.html", "ledgers/2026-q1.html"] {
        let sheet = Sheet::of(page);
        let info = sheet.info();
        assert!(info.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{page}: {info}");
        assert_eq!(sheet.codes(), [format!("https://notices.example.org/{page}")]);
    }
    let text = close(&Sheet::of("ledgers/2026-q3.html").text());
    for said in ["86,420.50", "19,980.00", "7,405.00", "98,995.50", "2号楼门禁维修", "2026年9月"] {
        assert!(text.contains(said), "{said:?} is not printed: {text}");
    }
}

/// A half-year of forty entries, a few words each.
#[test]
fn a_half_years_accounts_stand_on_one_sheet() {
    let entry = |at: u32| {
        let (day, what) =
            (format!("2026-{:02}-{:02}", 1 + at * 6 / 40, 1 + at * 7 % 27), ["income", "expense"]);
        format!(
            "  - {{date: {day}, category: 类别{}, item: 3号楼地面停车位上半月收费{at}, {}: {at}1.50}}\n",
            at % 6,
            what[at as usize % 2]
        )
    };
    let mut entries: Vec<String> = (0..40).map(entry).collect();
    entries.sort();
    let sheet = printed(
        "title: 新福康里公示栏\nbase_url: https://notices.example.org/\n\
         contact: {name: 业主委员会, address: 新福康里1号101室, \
         phone: 021-5550-0123, hours: 周三 19:00 至 21:00}\n",
        "kind: ledger\nfund: 公共收益\nopening: 86420.50\n\
         period: {from: 2026-01-01, until: 2026-06-30}\nentries:\n",
        &format!("{}---\n以上收支已经业主委员会审核。\n", entries.concat()),
    );
    let info = sheet.info();
    assert!(info.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{info}");
    assert_eq!(sheet.codes_at("200"), ["https://notices.example.org/notices/a.html"]);
    assert_eq!(close(&sheet.text()).matches("上半月收费").count(), 40);
}

/// A site of one record, printed.
fn printed(settings: &str, front: &str, rest: &str) -> Sheet {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.yaml", settings);
    write("content/notices/_index.md", "---\ntitle: 公告\n---\n");
    write("content/notices/a.md", &format!("---\ntitle: 表\ndate: 2026-11-20\n{front}{rest}"));
    let out = folder.path().join("public");
    run(Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["build", "-q", "--today", TODAY, "--root"])
        .arg(folder.path())
        .arg("--out")
        .arg(&out));
    Sheet::of_file(&out.join("notices/a.html"))
}

/// What is printed of a notice with a body.
fn printed_notice(body: &str) -> String {
    printed("title: t\n", "kind: notice\n---\n", body).text()
}

#[test]
fn a_long_table_repeats_its_head_and_short_addresses_are_written_out() {
    let rows: String = (1..=90).map(|at| format!("| {at}号 | 说明{at} |\n")).collect();
    let long = format!("https://example.org/{}", "x".repeat(80));
    let links = format!("[市政府](https://example.org/a) [别处]({long}) <https://example.org/bare>\n\n");
    let text = printed_notice(&format!("{links}| 门牌 | 内容 |\n| --- | --- |\n{rows}"));
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1, "{text}");
    let of_table: Vec<_> = pages.iter().filter(|page| page.contains("说明")).collect();
    assert!(of_table.iter().all(|page| page.contains("门牌")), "a page of the table has no head: {text}");
    assert!(text.contains("(https://example.org/a)") && !text.contains("xxxx"), "{text}");
    assert_eq!(text.matches("example.org/bare").count(), 1, "{text}");
    // Without an address of its own the site has no code, and says so by leaving it out.
    assert!(!text.contains("本页网址"), "{text}");
}

#[test]
fn a_table_of_many_columns_is_whole_on_paper() {
    let row = |cell: &dyn Fn(usize) -> String| {
        format!("|{}\n", (1..=14).map(|at| format!(" {} |", cell(at))).collect::<String>())
    };
    let head = row(&|at| format!("第{at}期收支"));
    let dashes = row(&|_| "---".to_owned());
    let text = printed_notice(&format!("{head}{dashes}{}", row(&|at| format!("2{at:03}.75"))));
    for at in 1..=14 {
        assert!(text.contains(&format!("2{at:03}.75")), "column {at} is cut off: {text}");
    }
    // Where no smaller type is enough the sheet is turned.
    let raw: String = (1..=22).map(|at| format!("<td>7{at:03}.25</td>")).collect();
    let text = close(&printed_notice(&format!("<table><tr>{raw}</tr></table>\n")));
    assert!(text.contains("7001.25"), "{text}");
    assert!(text.contains("7022.25"), "{text}");
}
