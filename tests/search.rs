//! Search: what is found is what is there. A site by chance is searched in a browser, from a folder and from
//! a host, and each answer is compared with going through the fields of every record.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "common/judges.rs"]
mod judges;
#[path = "common/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use judges::{judge, judges, program};
use random::Random;
use serde_json::json;

/// What texts by chance are made of: characters that texts and queries write otherwise.
const SENTENCES: [&str; 16] = [
    "居委会于本周召开协商会议，就方案的范围、费用和工期逐项说明。",
    "電梯檢修期間請走樓梯，徵詢意見以業委會公告為準。",
    "电梯检修期间请走楼梯，征询意见以业委会公告为准。",
    "The Bulletin is also available at the FRONT desk, weekdays nine to five.",
    "联系人：李敏（３号楼），电话０２１－５５５０。",
    "第12期《里弄通讯》共 24 页，请到 B 座领取。",
    "ＷｉＦｉ密码在窗口领取；㎡与平方米同。",
    "“请勿推车入内”——物业公司……",
    "停车场收费：首小时５元，之后每小时3元。",
    "Straße, naïve, ÉCOLE, and ﬁne print.",
    "かな と カナ は 別です。",
    "志愿者分成三组,分别负责搬运,引导,登记。",
    "请各楼组在周五下班前把统计表交到居委会",
    "消防演练!请听广播;不要乘电梯.",
    "𠮷野先生捐赠桌椅一套。",
    "한국어 안내문도 있습니다.",
];

/// What the judge decides with: each traditional character of these texts.
const TRADITIONAL: &str = "電电檢检間间請请別别樓楼徵征詢询見见業业會会為为準准這这還还點点";

/// A record as it is written, with the fields that are searched.
struct Written {
    source: String,
    text: String,
    fields: Vec<String>,
}

/// A sentence by chance, now and then broken or moved apart as people do it.
fn sentence(random: &mut Random) -> String {
    let sentence = SENTENCES[random.below(SENTENCES.len())];
    let mut text = String::new();
    for c in sentence.chars() {
        text.push(c);
        if !c.is_ascii() && random.once_in(24) {
            text.push(*random.of(&['\n', ' ', '\u{3000}']));
        }
    }
    text.trim().to_owned()
}

fn paragraph(random: &mut Random) -> String {
    (0..=random.below(3)).map(|_| sentence(random)).collect::<Vec<_>>().join("")
}

/// In one line, as front matter has it.
fn line(random: &mut Random) -> String {
    sentence(random).replace(['\n', '"', '\\'], " ")
}

fn record(random: &mut Random, at: usize) -> Written {
    let (title, body) = (line(random), (0..=random.below(3)).map(|_| paragraph(random)).collect::<Vec<_>>());
    let date =
        format!("20{:02}-{:02}-{:02}", 20 + random.below(6), 1 + random.below(12), 1 + random.below(28));
    let number = format!("新福居〔{}〕{at}号", &date[..4]);
    let mut fields = vec![title.clone(), number.clone(), body.join("\n\n")];
    let mut front = format!("title: \"{title}\"\ndate: {date}\nnumber: {number}\n");
    let folder = ["notices", "meetings", "votes"][at % 3];
    match folder {
        "meetings" => {
            let (what, text) = (line(random), line(random));
            writeln!(front, "resolutions: [{{title: \"{what}\", text: \"{text}\", requires: consensus}}]")
                .unwrap();
            fields.extend([what, text]);
        }
        "votes" => {
            let (question, option, opinion) = (line(random), line(random), line(random));
            writeln!(
                front,
                "question: \"{question}\"\nopens: {date}\ncloses: {date}\nrule: none\n\
                 options: [{{label: \"{option}\"}}]\nopinions: [{{summary: \"{opinion}\"}}]"
            )
            .unwrap();
            fields.extend([question, option, opinion]);
        }
        _ => {
            let summary = line(random);
            writeln!(front, "summary: \"{summary}\"").unwrap();
            fields.push(summary);
        }
    }
    let text = format!("---\n{front}---\n{}\n", body.join("\n\n"));
    Written { source: format!("{folder}/r{at:04}.md"), text, fields }
}

/// A stretch of a field, written otherwise than there.
fn query(random: &mut Random, records: &[Written]) -> String {
    let record = &records[random.below(records.len())];
    let field: Vec<char> = record.fields[random.below(record.fields.len())].chars().collect();
    let from = random.below(field.len());
    let longest = *random.of(&[2, 4, 12, 40]);
    let length = 2 + random.below(longest);
    let stretch: String =
        field[from..field.len().min(from + length)].iter().filter(|c| **c != '\n').collect();
    match random.below(6) {
        0 => stretch.to_uppercase(),
        1 => stretch.chars().map(wide).collect(),
        2 => stretch.chars().map(traditional).collect(),
        // What is nowhere, most often.
        3 => stretch.chars().rev().collect(),
        _ => stretch,
    }
}

fn wide(c: char) -> char {
    if ('!'..='~').contains(&c) { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }
}

fn traditional(c: char) -> char {
    let pairs: Vec<char> = TRADITIONAL.chars().collect();
    pairs.chunks(2).find(|pair| pair[1] == c).map_or(c, |pair| pair[0])
}

/// Queries that say enough, each once, the most common first.
fn queries(random: &mut Random, records: &[Written], count: usize) -> Vec<String> {
    let mut all =
        ["居委会", "電梯", "梯", "电梯 desk", "，，", "B 座", "b 座领", "到 B 座", "页，请到 b 座", "座 B"]
            .map(str::to_owned)
            .to_vec();
    let says_enough = |query: &String| {
        let words: Vec<&str> = query.split_whitespace().collect();
        words.iter().any(|word| word.chars().count() > 1) || words.contains(&"座")
    };
    while all.len() < count {
        all.extend(Some(query(random, records)).filter(says_enough));
    }
    all
}

fn search(records: usize, count: usize, seed: u64) {
    let (folder, mut random) = (tempfile::tempdir().unwrap(), Random(seed));
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("site.yaml", "title: 里弄\nbase_url: https://notices.example.org/lane/board/\n");
    for (name, kind) in [("notices", "notice"), ("meetings", "meeting"), ("votes", "consultation")] {
        write(&format!("content/{name}/_index.md"), &format!("---\ntitle: {name}\nkind: {kind}\n---\n"));
    }
    let records: Vec<Written> = (0..records).map(|at| record(&mut random, at)).collect();
    records.iter().for_each(|record| write(&format!("content/{}", record.source), &record.text));
    let pairs: Vec<String> = TRADITIONAL.chars().map(String::from).collect();
    let expected = json!({
        "page": "search.html",
        "traditional": pairs.chunks(2).map(|pair| (&*pair[0], &*pair[1])).collect::<BTreeMap<_, _>>(),
        "records": records.iter().map(expected).collect::<Vec<_>>(),
        "queries": queries(&mut random, &records, count),
    });
    write("expected.json", &expected.to_string());
    let mut build = Command::new(env!("CARGO_BIN_EXE_lilong"));
    build.args(["build", "--no-posters", "--today", "2026-11-22", "--root"]).arg(folder.path());
    judge(build);
    in_browser(&folder.path().join("public"), &folder.path().join("expected.json"));
}

fn expected(record: &Written) -> serde_json::Value {
    json!({"source": record.source, "fields": record.fields})
}

fn in_browser(site: &Path, expected: &Path) {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut node = Command::new(program(&["node"], "apt-get install nodejs npm"));
    node.arg(judges().join("search.mjs")).arg(site).arg(expected).env("CHROMIUM", chromium);
    judge(node);
}

#[test]
fn a_small_site_is_searched_completely_and_exactly() {
    search(120, 300, 7);
}

#[test]
fn a_large_site_is_searched_completely_and_exactly() {
    search(340, 250, 8);
}

/// Every character, and texts by chance in which they stand beside each other.
#[test]
fn the_script_folds_as_the_program_does() {
    let (folder, mut random) = (tempfile::tempdir().unwrap(), Random(11));
    let folded = |text: &str| (text.to_owned(), lilong::search::fold(text));
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    let single: BTreeMap<String, String> =
        all.iter().map(|c| folded(&c.to_string())).filter(|(text, folded)| text != folded).collect();
    let sign = |random: &mut Random| match random.below(4) {
        0 => all[random.below(0x3100)],
        1 => {
            *random.of(&['\u{301}', '\u{308}', '\u{1E9E}', 'ı', 'İ', 'Σ', '\u{FB01}', '㎡', '\u{3099}', 'か'])
        }
        2 => *random.of(&TRADITIONAL.chars().collect::<Vec<_>>()),
        _ => all[0x4E00 + random.below(0x5200)],
    };
    let text = |random: &mut Random| (0..12).map(|_| sign(random)).collect::<String>();
    let texts: Vec<(String, String)> = (0..3000).map(|_| folded(&text(&mut random))).collect();
    let (traditional, simplified): (String, String) = lilong::search::pairs().unzip();
    let file = folder.path().join("folded.json");
    let json = json!({"table": [traditional, simplified], "single": single, "texts": texts});
    fs::write(&file, json.to_string()).unwrap();
    let mut node = Command::new(program(&["node"], "apt-get install nodejs npm"));
    node.arg(judges().join("fold.mjs"));
    node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/board/static/search.js")).arg(&file);
    judge(node);
}
