//! Personal information planted wherever an author can write: with masks, none of it is in any file of the
//! output, nor in a text to paste, nor in what the program says.

use std::cell::Cell;
use std::fmt::Write;

use super::desk::{Desk, TODAY};

/// Mobile numbers, each planted once, written in turn in the ways that people and files have.
#[derive(Default)]
struct Planted(Cell<u64>);

impl Planted {
    /// The text with the next number in the place of each `@`.
    fn plant(&self, text: &str) -> String {
        let mut parts = text.split('@');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + &self.next() + part)
    }

    fn next(&self) -> String {
        let at = self.0.replace(self.0.get() + 1);
        let number = number(at);
        let (a, b, c) = (&number[..3], &number[3..7], &number[7..]);
        match at % 4 {
            0 => number.clone(),
            1 => format!("{a}-{b}-{c}"),
            2 => format!("{a} {b} {c}"),
            _ => number.chars().filter_map(|digit| char::from_u32(digit as u32 + 0xFEE0)).collect(),
        }
    }
}

fn number(at: u64) -> String {
    // No two are alike in the digits that a mask hides.
    format!("138{:04}{:04}", 1000 + at * 7, 5678)
}

/// What else is planted, with what is left of it.
const OTHERS: [(&str, &str); 6] = [
    ("11010519491231002X", "110***********002X"),
    ("6228480402564890018", "6228***********0018"),
    ("zhang.san@example.com", "z***@example.com"),
    ("E12345678", "E****5678"),
    ("沪A12345", "沪A***45"),
    ("96号楼502室", "96号楼***室"),
];

/// The front matter of a record of each kind, with a number in every text that it may have.
const RECORDS: [(&str, &str); 10] = [
    (
        "notices/n",
        "title: 公告@\nnumber: 新福居@号\nissuer: 居委会@\nsummary: 摘要@\ntopics: [话题@]\n\
         corrections: [{date: 2026-03-09, what: 原电话@}]\nfigures: [{label: 数@, value: 3, unit: 人@}]\n\
         schedule: [{place: 东门@, dates: [2026-03-12], from: '9:00', what: 登记@}]\nextra: {phone: '@'}\n\
         withdrawn: {date: 2026-03-09, why: 误发@}\nposted: {from: 2026-03-05, days: 10}",
    ),
    (
        "meetings/m",
        "title: 会议@\nbody: 议事会@\nvenue: 会议室@\nattendance: {eligible: 9, present: 9, by_role: {代表@: 9}}\n\
         resolutions: [{title: 决议@, text: 内容@, votes: {for: 9, against: 0, abstain: 0}, requires: majority, \
         owner: 张@, reply: 答@}]",
    ),
    (
        "votes/v",
        "title: 征询@\nquestion: 是否@？\nopens: 2026-03-01\ncloses: 2026-03-08\nrule: majority\n\
         eligible: {people: 10}\nballots: {issued: 10, returned: 6, invalid: 0}\n\
         options: [{label: 同意@, people: 4, approve: true}, {label: 不同意@, people: 2}]\n\
         opinions: [{summary: 意见@, count: 2, reply: 答@, adopted: yes}]\nposted: {from: 2026-03-05, days: 10}",
    ),
    (
        "elections/e",
        "title: 选举@\nbody: 议事会@\nseats: 1\nelectors: 10\nrule: plurality\n\
         ballots: {issued: 10, returned: 6, valid: 6, invalid: 0}\nscrutineers: [监票@]\n\
         candidates: [{name: 甲@, votes: 4, position: 组长@}]\nposted: {from: 2026-03-05, days: 10}",
    ),
    (
        "projects/p",
        "title: 工程@\ntarget_label: 已签@\nphases: [{name: 施工@, from: 2026-03-01, until: 2026-04-01}]\n\
         progress: [{place: 1号楼@, total: 4, done: 2}]\n\
         budget: {amount: 10, sources: [{name: 财政@, amount: 10}]}",
    ),
    (
        "ledgers/l",
        "title: 收支@\nfund: 公共收益@\nperiod: {from: 2026-01-01, until: 2026-02-28}\nopening: 5\n\
         entries: [{date: 2026-01-05, item: 停车@, income: 5, category: 收@, source: 来源@, approved_by: [审批@]}]",
    ),
    ("covenants/c", "title: 公约@\nversion: 试行@\neffective: 2026-03-01"),
    (
        "matters/t",
        "title: 事项@\ncategory: 类@\nreported: 2026-03-01\nchannel: 电话@\nplace: 1号楼@\n\
         steps: [{date: 2026-03-02, status: received, note: 记@}]\nreply: 答复@",
    ),
    (
        "rosters/r",
        "title: 排班@\nfrom: 2026-03-01\nuntil: 2026-03-31\n\
         rows: [{days: [mon], from: '9:00', until: '10:00', place: 门@, duty: 值班@, who: 张@}]",
    ),
    ("about/d", "title: 通讯录@\nunits: [{name: 小组@, duty: 职@, members: [张@], units: [{name: 分组@}]}]"),
];
const KINDS: [&str; 10] = [
    "notice",
    "meeting",
    "consultation",
    "election",
    "project",
    "ledger",
    "covenant",
    "matter",
    "roster",
    "directory",
];

/// A body with a number in every form that Markdown has.
const BODY: &str = "第一段@，**粗@**，*斜@*，`码@`，[链接@](https://example.org/)，[拨号](tel:@)。\n\n\
    ## 标题@\n\n- 列表@\n\n> 引用@\n\n| 表头@ |\n| --- |\n| 格@ |\n\n![图@](../plan.png)\n\n\
    脚注[^1]\n\n[^1]: 注@\n\n```\n码块@\n```\n\n<p title=\"提示@\">原样@</p>\n\n词@\n: 释义@\n\n第一条　条文@。\n";

/// The smallest picture.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00,
    0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01,
    0x48, 0xAF, 0xA4, 0x71, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

fn planted_site(planted: &Planted) -> Desk {
    let desk = Desk::empty();
    desk.write(
        "site.yaml",
        "title: 新福\nbase_url: https://notices.example.org/\nlanguages: {en: {title: Xinfu}}\n\
         contact: {name: 居委会, phone: 021-5555 0100}\nprivacy: {mode: mask}\n",
    );
    desk.write("content/_index.md", planted.plant("---\ntitle: 首页@\n---\n欢迎@\n"));
    desk.write("content/plan.png", PNG);
    for ((path, front), kind) in RECORDS.iter().zip(KINDS) {
        let section = path.split('/').next().unwrap();
        let index = format!("---\ntitle: 栏目@\nkind: {kind}\nsummary: 说明@\n---\n介绍@\n");
        desk.write(&format!("content/{section}/_index.md"), planted.plant(&index));
        let record = format!("---\n{front}\ndate: 2026-03-02\nposter: true\n---\n{BODY}");
        desk.write(&format!("content/{path}.md"), planted.plant(&record));
    }
    desk.write(
        "content/notices/n.en.md",
        planted.plant("---\ntitle: Notice @\nissuer: Us @\n---\nText @.\n"),
    );
    desk.write(
        "content/logs/_index.md",
        planted.plant(
            "---\ntitle: 日志@\nkind: log\nseries: {from: 2026-03-01, metrics: {走访: {unit: 户@}}}\n---\n",
        ),
    );
    let log = "---\ntitle: 日志@\ndate: 2026-03-01\nmetrics: {走访: 3}\n\
               entries: [{time: '9:00', text: 记@, place: 门@}]\n---\n文@\n";
    desk.write("content/logs/day.md", planted.plant(log));
    desk.write("content/repairs/_index.md", "---\ntitle: 报修\nkind: notice\nrows: list.csv\n---\n");
    let rows = "title,date,summary,body\n报修@,2026-03-01,摘要@,正文@\n\"两行\n@\",2026-03-02,,\n";
    desk.write("content/repairs/list.csv", planted.plant(rows));
    desk.write("content/ledgers/beside.csv", planted.plant("date,item,income\n2026-03-01,停车@,5\n"));
    desk.write(
        "content/ledgers/b.md",
        "---\ntitle: 另一笔\ndate: 2026-03-05\nfund: 维修\nperiod: {from: 2026-03-01, until: 2026-03-04}\n\
         opening: 0\n\
         entries: beside.csv\n---\n",
    );
    let name = number(planted.0.replace(planted.0.get() + 1));
    desk.write(&format!("content/notices/{name}.md"), "---\ntitle: 名字\ndate: 2026-03-03\n---\n");
    let mut others =
        "---\ntitle: 其他\ndate: 2026-03-04\nposted: {from: 2026-03-05, days: 10}\n---\n".to_owned();
    for (value, _) in OTHERS {
        let _ = writeln!(others, "这里有 {value} 。\n");
    }
    desk.write("content/notices/others.md", others);
    desk
}

/// What is read in bytes: the text in them, plain and as it may be folded in references and escapes, without
/// what parts a number.
fn read(path: &str, bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if path.ends_with(".pdf") {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("sheet.pdf");
        std::fs::write(&file, bytes).unwrap();
        for tool in [["pdftotext", "-raw"], ["pdfinfo", "-meta"], ["pdfinfo", "-struct-text"]] {
            let mut run = std::process::Command::new(tool[0]);
            run.arg(tool[1]).arg(&file);
            if tool[0] == "pdftotext" {
                run.arg("-");
            }
            let done = run.output().expect("poppler-utils is installed");
            text.push_str(&String::from_utf8_lossy(&done.stdout));
        }
    }
    if path.ends_with(".pdf") {
        text.push_str(&unpacked(bytes));
    }
    let plain =
        |c: char| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap() } else { c };
    let parts = |c: char| c.is_whitespace() || "-—\u{3000}\u{A0}\u{AD}".contains(c);
    text.chars().map(plain).filter(|c| !parts(*c)).collect()
}

/// What the compressed streams in bytes unpack to.
#[cfg(feature = "poster")]
fn unpacked(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut text = String::new();
    for at in 0..bytes.len().saturating_sub(2) {
        if bytes[at] == 0x78 && matches!(bytes[at + 1], 0x01 | 0x5E | 0x9C | 0xDA) {
            let mut unpacked = Vec::new();
            let _ = flate2::read::ZlibDecoder::new(&bytes[at..]).take(1 << 24).read_to_end(&mut unpacked);
            text.push_str(&String::from_utf8_lossy(&unpacked));
        }
    }
    text
}

#[cfg(not(feature = "poster"))]
fn unpacked(_: &[u8]) -> String {
    String::new()
}

fn nothing_of(planted: &Planted, what: &str, text: &str) {
    let numbers = (0..planted.0.get()).map(number);
    let others = OTHERS.iter().map(|(value, _)| (*value).to_owned());
    let left: Vec<String> = numbers.chain(others).filter(|value| text.contains(value)).collect();
    assert!(left.is_empty(), "{what} holds {left:?}");
}

#[test]
fn with_masks_no_output_holds_anything_that_was_planted() {
    let planted = Planted::default();
    let desk = planted_site(&planted);
    assert!(planted.0.get() > 150, "{}", planted.0.get());
    let built = desk.build(&[]);
    assert_eq!(built.code, 0, "{}", built.err);
    nothing_of(&planted, "what is said", &read("", built.err.as_bytes()));
    let published = desk.published();
    let mut all = String::new();
    for (path, bytes) in &published {
        let text = read(path, bytes);
        nothing_of(&planted, path, &text);
        nothing_of(&planted, "a path", path);
        if path.ends_with(".html") {
            all.push_str(&text);
        }
    }
    for masked in OTHERS.iter().map(|(_, masked)| *masked).chain(["138****5678"]) {
        assert!(all.contains(masked), "{masked} is on no page");
    }
    for (path, _) in RECORDS {
        let sheet = format!("{path}.poster.pdf");
        assert!(published.contains_key(&sheet) || !cfg!(feature = "poster"), "{sheet}: {}", built.err);
    }
    for (path, _) in RECORDS {
        for form in ["wechat", "sms", "plain"] {
            let text = desk.run(&["text", path, "--for", form, "--today", TODAY]);
            nothing_of(&planted, path, &read("", (text.out + &text.err).as_bytes()));
        }
    }
}

#[test]
fn without_masks_everything_that_was_planted_is_reported_and_nothing_is_printed() {
    let planted = Planted::default();
    let desk = planted_site(&planted);
    let settings = desk.text("site.yaml").replace("{mode: mask}", "{mode: refuse}");
    desk.write("site.yaml", settings);
    for lang in ["zh", "en"] {
        for form in ["human", "short", "json", "github"] {
            let run = desk.run(&["check", "--today", TODAY, "--format", form, "--lang", lang]);
            assert_eq!(run.code, 1);
            nothing_of(&planted, "what is said", &read("", (run.out + &run.err).as_bytes()));
        }
    }
}

#[test]
fn texts_of_no_record_are_reported_and_never_refused() {
    let desk = Desk::new();
    desk.write("data/duty.csv", "日期,谁,电话\n周一,王,13800001234\n");
    desk.write("static/list.json", "{\"id\": \"11010519491231002X\"}\n");
    desk.write("static/photo.bin", "13800001234");
    let run = desk.build(&["--format", "short"]);
    run.ends_with(0).says("data/duty.csv:2:3: warning[personal-data-shown]").says("138****1234");
    run.says("static/list.json:1:9: warning[personal-data-shown]").says("110***********002X");
    assert!(!run.err.contains("photo.bin"), "{}", run.err);
    let allow =
        "privacy: {allow: [{value: 13800001234, why: 值班手机}, {value: 11010519491231002X, why: 样张}]}\n";
    desk.write("site.yaml", desk.text("site.yaml") + allow);
    let run = desk.build(&["--format", "short"]);
    assert!(!run.ends_with(0).err.contains("warning"), "{}", run.err);
}
