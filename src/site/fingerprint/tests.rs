//! Anybody can compute the fingerprint from the open data, and it changes exactly when it should.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::render::data::table;
use crate::render::data::tests_site::{CONFIG, all, entry, site};
use crate::seal::canonical;

const NOTICE: &str = "kind: notice\ntitle: 电梯检修\ndate: 2026-03-02 09:30\npublished: 2026-03-01\n\
    number: 梧居〔2026〕3号\ntopics: [电梯, 安全]\nplaces: [1号楼]\nmatter: lift\nrefs: m.md\n\
    posted: {from: 2026-03-02, days: 7}\n\
    corrections: [{date: 2026-03-04, what: 时间改为九点}]\nattachments: [{path: plan.txt, title: 方案}]\n\
    figures: [{label: 签字, value: 98, of: 120, unit: 户, as_of: 2026-03-01, at_least: true}]\n";
const MEETING: &str = "---\nkind: meeting\ntitle: 议事会\ndate: 2025-12-01\nattendance: {present: 6}\n---\n";

/// The site of a notice with these lines of front matter and this body.
fn with(front: &str, body: &str) -> Site {
    let notice = format!("---\n{front}---\n\n{body}\n");
    site(CONFIG, &[("notices/lift/index.md", &notice), ("notices/lift/plan.txt", "图"), ("m.md", MEETING)])
}

fn of(site: &Site) -> Fingerprint {
    entry(site, "notices/lift/index.md").fingerprint(site)
}

/// The fingerprint according to the documentation, computed from the open data alone.
fn computed(object: &Value) -> String {
    let mut object = object.clone();
    if let Some(posted) = object.get_mut("posted") {
        posted.as_object_mut().unwrap().remove("state");
    }
    let bytes = canonical::without(&object, &["fingerprint", "facts", "backlinks"]);
    Fingerprint::of(&bytes).to_string()
}

fn assert_computed(site: &Site) {
    for object in serde_json::from_slice::<Vec<Value>>(&table(site, &all(site))).unwrap() {
        assert_eq!(object["fingerprint"], computed(&object), "{object}");
    }
}

#[test]
fn whoever_has_the_open_data_can_compute_it() {
    let site = with(NOTICE, "三月五日检修。");
    assert_computed(&site);
    let printed = of(&site).to_string();
    assert!(printed.len() == 64 && printed.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    assert_eq!(of(&site).short(), format!("{} {} {}", &printed[..4], &printed[4..8], &printed[8..12]));
}

#[test]
fn it_changes_with_what_is_published_of_the_record_and_with_nothing_else() {
    let before = of(&with(NOTICE, "三月五日检修。"));
    for (old, new) in [
        ("电梯检修", "电梯维修"),
        ("09:30", "10:30"),
        ("3号\n", "4号\n"),
        ("days: 7", "days: 9"),
        ("九点", "十点"),
        ("方案", "计划"),
        ("value: 98", "value: 99"),
        ("[1号楼]", "[2号楼]"),
        ("refs: m.md\n", ""),
    ] {
        assert_ne!(of(&with(&NOTICE.replace(old, new), "三月五日检修。")), before, "{new}");
    }
    assert_ne!(of(&with(NOTICE, "三月六日检修。")), before, "the summary");
    // References to a record, and the present day, are not part of the record.
    let linked = MEETING.replace("---\n", "refs: notices/lift/index.md\n---\n").replacen(
        "refs: notices/lift/index.md\n",
        "",
        1,
    );
    let notice = format!("---\n{NOTICE}---\n\n三月五日检修。\n");
    let site = site(
        CONFIG,
        &[("notices/lift/index.md", &notice), ("notices/lift/plan.txt", "图"), ("m.md", &linked)],
    );
    assert_eq!(entry(&site, "notices/lift/index.md").backlinks.len(), 1);
    assert_eq!(of(&site), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Titles and texts may hold anything that an author can type; keys that are written in order need no
    /// sorting.
    #[test]
    fn any_text_is_hashed_as_the_standard_writes_it(
        title in "\\PC{1,12}|[😀-😎\u{fb33}€\"\\\\/]{1,8}",
        number in "[0-9号〔〕/\"\\\\ ]{0,8}",
        hours in 0u8..24,
    ) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let (named, number) = (quoted(&format!("题{title}")), quoted(&number));
        let front = format!("kind: notice\ntitle: {named}\nnumber: {number}\ndate: 2026-03-02 \
            {hours:02}:00\n");
        let notice = format!("---\n{front}---\n\n正文 {title}。\n");
        assert_computed(&site(CONFIG, &[("a.md", &notice)]));
    }
}
