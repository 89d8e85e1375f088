//! Section 7: what is published of seals, and what a build says of the time since the last.

use super::common::Site;
use super::common::seals::seal;

const LIFT: &str = "---\ntitle: 电梯检修\ndate: 2026-11-02\nnumber: 新福居〔2026〕3号\n---\n十一月五日检修。\n\n请走楼梯。\n";

fn sealed() -> Site {
    let mut site = Site::new();
    site.write("content/notices/lift.md", LIFT)
        .write("content/notices/water.md", "---\ntitle: 停水\ndate: 2026-11-03\n---\n今晚停水。\n");
    seal(&mut site);
    site
}

/// What a build says since the seal, without the codes of anything else.
fn said(site: &mut Site) -> Vec<String> {
    let found = site.build().found;
    let of_seals = |code: &str| code.ends_with("-since-seal") || code.ends_with("-seal");
    let said = found.iter().filter(|found| of_seals(found.code.id));
    said.map(|found| format!("{}: {}", found.code.id, found.message.en)).collect()
}

#[test]
fn a_seal_is_published_as_it_is_and_changes_no_other_file() {
    let mut site = sealed();
    let before = site.out.clone();
    let run = site.build();
    let written: Vec<&str> = run.written.iter().map(String::as_str).collect();
    assert_eq!(written, ["seals/0001.json", "seals/index.html"]);
    assert_eq!(site.output("seals/0001.json"), site.text("seals/0001.json"));
    assert!(site.output("seals/index.html").contains("第1次封存"), "the page lists it");
    assert!(before["seals/index.html"] != site.out["seals/index.html"]);
    assert!(!site.out.contains_key("seals/versions.jsonl"), "what records said before is not published");
    site.write("seals/0001.json.minisig", "untrusted").write("seals/notes.txt", "x").build();
    site.is_as_clean();
    assert!(site.out.contains_key("seals/0001.json.minisig") && !site.out.contains_key("seals/notes.txt"));
    site.remove("seals/0001.json").remove("seals/0001.json.minisig").build();
    assert!(!site.out.contains_key("seals/0001.json"), "what is gone is taken away");
    site.is_as_clean();
}

#[test]
fn nothing_is_said_of_a_record_that_is_as_it_was() {
    let mut site = sealed();
    assert!(said(&mut site).is_empty());
    site.today("2026-12-30").write("content/about.md", "---\ntitle: 关于\nrefs: notices/lift.md\n---\n");
    assert!(said(&mut site).is_empty(), "days pass, and another record refers to it");
}

#[test]
fn a_change_without_a_correction_is_reported_with_what_it_was() {
    let mut site = sealed();
    site.edit("content/notices/lift.md", "2026-11-02", "2026-11-04").edit(
        "content/notices/lift.md",
        "十一月五日",
        "十一月六日",
    );
    let found = said(&mut site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("changed-since-seal: “电梯检修” was changed since seal 1 (2026-11-22)"),
        "{found:?}"
    );
    assert!(
        found[0].ends_with("date 2026-11-02 → 2026-11-04; summary 十一月五日检修。 → 十一月六日检修。"),
        "{found:?}"
    );
    site.edit(
        "content/notices/lift.md",
        "---\n十",
        "corrections: [{date: 2026-11-04, what: 改到六日}]\n---\n十",
    );
    assert!(said(&mut site).is_empty(), "a correction says so");
    seal(&mut site);
    site.edit("content/notices/lift.md", "六日检修", "七日检修");
    assert_eq!(said(&mut site).len(), 1, "a correction of before the seal is none of this change");
}

#[test]
fn a_seal_alone_is_enough_to_notice() {
    let mut site = sealed();
    site.remove("seals/versions.jsonl");
    site.edit("content/notices/lift.md", "title: 电梯检修", "title: 电梯维修");
    let found = said(&mut site);
    assert!(found[0].ends_with("title 电梯检修 → 电梯维修"), "{found:?}");
    site.edit(
        "content/notices/lift.md",
        "---\n十",
        "corrections: [{date: 2026-11-22, what: 是维修}]\n---\n十",
    );
    assert!(said(&mut site).is_empty(), "dated on or after the day of the seal");
}

#[test]
fn what_is_gone_is_reported_unless_it_was_withdrawn_or_moved() {
    let mut site = sealed();
    let file = site.text("content/notices/lift.md");
    site.remove("content/notices/lift.md");
    let found = said(&mut site);
    assert_eq!(
        found,
        [
            "gone-since-seal: “电梯检修”, which seal 1 (2026-11-22) holds, is gone; its file was notices/lift.md"
        ]
    );
    site.write("content/notices/lift.md", file.replace("---\n十", "draft: true\n---\n十"));
    assert_eq!(said(&mut site), found, "a draft is not published");
    let withdrawn = "withdrawn: {date: 2026-11-20, why: 取消}\n---\n取消。十";
    site.write("content/notices/lift.md", file.replace("---\n十", withdrawn));
    assert!(said(&mut site).is_empty(), "the page stays and says so");
    site.remove("content/notices/lift.md");
    site.write(
        "content/notices/elevator.md",
        file.replace("---\n十", "aliases: /notices/lift.html\n---\n十"),
    );
    let found = said(&mut site);
    assert!(found.len() == 1 && found[0].starts_with("changed-since-seal"), "its address changed: {found:?}");
    site.remove("content/notices/elevator.md").write("content/notices/lift/index.md", file);
    assert!(said(&mut site).is_empty(), "the same page of another file");
}

#[test]
fn results_that_come_in_are_no_change() {
    let mut site = Site::new();
    let vote = "---\nkind: consultation\ntitle: 装电梯\ndate: 2026-11-01\nquestion: 装？\nopens: \
        2026-11-01\ncloses: 2026-11-10\n\
                rule: majority\neligible: {people: 9}\n";
    let options =
        |people: &str| format!("options: [{{label: 同意, approve: true{people}}}]\n---\n请投票。\n");
    site.write("content/vote.md", format!("{vote}{}", options("")));
    seal(&mut site);
    let counted = format!("{vote}ballots: {{issued: 9, returned: 6}}\n{}", options(", people: 6"));
    site.write("content/vote.md", counted);
    assert!(said(&mut site).is_empty());
}

#[test]
fn a_row_that_moved_is_the_same_record() {
    let mut site = Site::new();
    site.write("content/repairs/_index.md", "---\ntitle: 维修\nkind: notice\nrows: list.csv\n---\n");
    let rows = "title,date,slug\n电梯,2026-11-02,a\n水泵,2026-11-03,b\n";
    site.write("content/repairs/list.csv", rows);
    seal(&mut site);
    site.write("content/repairs/list.csv", rows.replace("电梯,", "大门,2026-11-04,c\n电梯,"));
    assert!(said(&mut site).is_empty());
}

#[test]
fn a_row_that_is_gone_is_not_taken_for_the_one_in_its_place() {
    let mut site = Site::new();
    site.write("content/repairs/_index.md", "---\ntitle: 维修\nkind: notice\nrows: list.csv\n---\n");
    let rows = ["甲,2026-03-02,one\n", "乙,2026-03-03,two\n"];
    site.write("content/repairs/list.csv", format!("标题,日期,slug\n{}", rows.concat()));
    seal(&mut site);
    site.write("content/repairs/list.csv", format!("标题,日期,slug\n{}", rows[1]));
    let found = said(&mut site);
    assert!(found.len() == 1 && found[0].starts_with("gone-since-seal: “甲”"), "{found:?}");
}

#[test]
fn a_seal_that_is_none_is_reported_and_holds_nothing_up() {
    let mut site = sealed();
    site.write("seals/0002.json", "<<<<<<< HEAD\n");
    let found = said(&mut site);
    assert!(
        found.len() == 1 && found[0].starts_with("unreadable-seal: seals/0002.json cannot be read"),
        "{found:?}"
    );
}
