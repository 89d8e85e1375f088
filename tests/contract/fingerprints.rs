//! Section 7: the fingerprint of a record, computed again from nothing but the open data.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::common::Site;
use super::with;

/// RFC 8785 for what the open data holds: texts, whole numbers and truth values under names in ASCII.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let written = members.iter().map(|(name, value)| format!("\"{name}\":{}", canonical(value)));
            format!("{{{}}}", written.collect::<Vec<_>>().join(","))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

fn computed(record: &Value) -> String {
    let mut record = record.clone();
    let members = record.as_object_mut().unwrap();
    for name in ["fingerprint", "facts", "backlinks"] {
        members.remove(name);
    }
    if let Some(posted) = members.get_mut("posted") {
        posted.as_object_mut().unwrap().remove("state");
    }
    Sha256::digest(canonical(&record)).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The one record, whose fingerprint is what the contract says.
fn checked(site: &mut Site) -> Value {
    site.build();
    let record = site.data("notice", "2026")[0].clone();
    assert_eq!(record["fingerprint"], computed(&record), "{record}");
    record
}

fn sample() -> Site {
    let mut site = with(
        "notice",
        "number: 一号\nsummary: 「摘要」 \"引号\" \\ €\ntopics: [电梯]\nposted: {from: 2026-11-20, days: 20}\n\
         corrections: [{date: 2026-11-02, what: 改为九点}]\nattachments: [{path: plan.txt, title: 方案}]\n\
         figures: [{label: 签字, value: 98, of: 120, unit: 户}]\n",
    );
    site.write("content/records/plan.txt", "图");
    site
}

#[test]
fn it_is_the_sum_of_the_object_without_what_moves() {
    let mut site = sample();
    let record = checked(&mut site);
    let print = record["fingerprint"].as_str().unwrap();
    assert!(print.len() == 64 && print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    let short = format!("{} {} {}", &print[..4], &print[4..8], &print[8..12]);
    assert!(site.output("records/a.html").contains(&short), "the page prints {short}");
    assert!(site.output("data/notice/2026.csv").contains(print));
    let index: Value = serde_json::from_str(site.output("data/index.json")).unwrap();
    let fields = index["dictionary"]["record"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["name"] == "fingerprint"), "the dictionary explains it");
}

#[test]
fn days_and_other_records_leave_it_as_it_is() {
    let mut site = sample();
    let before = checked(&mut site);
    site.today("2026-12-30").write("content/b.md", "---\ntitle: 乙\nrefs: records/a.md\n---\n");
    let after = checked(&mut site);
    assert_ne!(after["posted"]["state"], before["posted"]["state"]);
    assert_ne!(after["backlinks"], before["backlinks"]);
    assert_eq!(after["fingerprint"], before["fingerprint"]);
    site.is_as_clean();
}

#[test]
fn what_the_settings_give_a_record_is_part_of_it() {
    let mut site = sample();
    let before = checked(&mut site);
    site.edit("site.yaml", "title:", "issuer: 新禾苑业委会\ntitle:");
    let after = checked(&mut site);
    assert_ne!(after["fingerprint"], before["fingerprint"]);
    site.is_as_clean();
}
