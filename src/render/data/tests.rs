//! The open data holds to its contract, key by key.

use serde_json::Value;

use super::dictionary::RECORD;
use super::tests_site::{CONFIG, all, entry, site, text};
use super::*;
use crate::record::KindId;

const LIFT: &str = "---\nkind: notice\ntitle: 电梯检修\ndate: 2026-03-02\nnumber: 梧居〔2026〕3号\ntopics: [电梯]\n\
                    places: [1号楼]\nmatter: lift\n\
    refs: meetings/m.md\nposted: {from: 2026-03-02, days: 7}\ncorrections: \
    [{date: 2026-03-04, what: 时间改为九点}]\n\
    attachments: [{path: plan.txt, title: 方案}]\n---\n\n三月五日检修。\n";
const MEETING: &str = "---\nkind: meeting\ntitle: 议事会\ndate: 2025-12-01\nattendance: \
                       {eligible: 9, present: 6}\nquorum: 2/3\nresolutions:\n\
    - {title: 修电梯, votes: {for: 4, against: 2}, requires: two-thirds, owner: 物业}\n---\n";
const PAGE: &str = "---\ntitle: 关于\nlang: en\n---\n";

fn sample() -> Site {
    let config = format!(
        "{CONFIG}places:\n- {{name: 一期, places: [{{name: 1号楼}}]}}\n- {{name: 二期, places: [{{name: 2号楼}}]}}\n"
    );
    site(
        &config,
        &[
            ("notices/lift/index.md", LIFT),
            ("notices/lift/plan.txt", "图"),
            ("meetings/m.md", MEETING),
            ("about.md", PAGE),
        ],
    )
}

fn records(site: &Site) -> Vec<Value> {
    serde_json::from_slice(&table(site, &all(site))).unwrap()
}

#[test]
fn a_record_is_written_key_by_key_as_the_contract_says() {
    let site = sample();
    let json = text(table(&site, &[site.id("notices/lift/index.md").unwrap()]));
    let sha256 = &entry(&site, "notices/lift/index.md").attachments[0].sha256;
    let expected = "[\n{\"kind\":\"notice\",\"title\":\"电梯检修\",\"date\":\"2026-03-02\",\
    \"number\":\"梧居〔2026〕3号\",\"issuer\":\"梧桐里居委会\",\
         \"summary\":\"三月五日检修。\
         \",\"lang\":\"zh-Hans\",\"url\":\"notices/lift.html\",\"source\":\"notices/lift/index.md\",\
         \"topics\":[\"电梯\"],\"places\":[\"1号楼\"],\"matter\":\"lift\",\"refs\":[\"meetings/m.md\"],\
         \"backlinks\":[],\
         \"posted\":{\"from\":\"2026-03-02\",\"until\":\"2026-03-09\",\"days\":7,\"state\":\"ended\"},\
         \"corrections\":[{\"date\":\"2026-03-04\",\"what\":\"时间改为九点\"}],\
         \"attachments\":[{\"path\":\"notices/lift/plan.txt\",\"title\":\"方案\",\"bytes\":3,\
         \"sha256\":\"SHA\"}],\
         \"fingerprint\":\"PRINT\",\"facts\":{\"state\":\"current\"}}\n]\n";
    let print = entry(&site, "notices/lift/index.md").fingerprint(&site).to_string();
    assert_eq!(json, expected.replace("SHA", sha256).replace("PRINT", &print));
    assert_eq!(sha256.len(), 64);
}

#[test]
fn what_is_absent_is_left_out_and_lists_stay() {
    let site = sample();
    let page = text(table(&site, &[site.id("about.md").unwrap()]));
    let print = entry(&site, "about.md").fingerprint(&site).to_string();
    assert_eq!(
        page.replace(&print, "PRINT"),
        "[\n{\"kind\":\"page\",\"title\":\"关于\",\"issuer\":\"梧桐里居委会\",\"lang\":\"en\",\
         \"url\":\"about.html\",\"source\":\"about.md\",\
         \"topics\":[],\"places\":[],\"refs\":[],\"backlinks\":[],\"corrections\":[],\
         \"attachments\":[],\"fingerprint\":\"PRINT\",\"facts\":{}}\n]\n"
    );
    assert_eq!(text(table(&site, &[])), "[]\n");
}

#[test]
fn facts_and_back_links_are_those_of_the_site() {
    let records = records(&sample());
    let meeting = records.iter().find(|record| record["kind"] == "meeting").unwrap();
    assert_eq!(meeting["backlinks"][0], "notices/lift/index.md");
    assert_eq!(
        meeting["facts"].to_string(),
        "{\"quorum_met\":true,\"resolutions\":[{\"title\":\"修电梯\",\"outcome\":\"passed\",\
         \"share\":\"0.6667\",\"state\":\"open\"}],\
         \"open_items\":1,\"overdue_items\":0}"
    );
}

#[test]
fn a_name_that_is_twice_in_the_register_is_written_out() {
    let config = format!(
        "{CONFIG}places:\n- {{name: 一期, places: [{{name: 1号楼}}]}}\n- {{name: 二期, places: [{{name: 1号楼}}]}}\n"
    );
    let site = site(&config, &[("a.md", "---\ntitle: 甲\nplaces: [二期/1号楼]\n---\n")]);
    assert_eq!(records(&site)[0]["places"][0], "二期/1号楼");
}

#[test]
fn tables_stand_by_kind_and_year_with_the_undated_last() {
    let log = |date: &str| format!("---\nkind: notice\ntitle: 甲\ndate: {date}\n---\n");
    let site = site(
        CONFIG,
        &[
            ("b.md", &log("2025-01-02")),
            ("c.md", &log("2026-01-02")),
            ("d.md", &log("2026-02-02")),
            ("e.md", PAGE),
            ("m.md", MEETING),
        ],
    );
    let paths: Vec<(String, usize)> =
        tables(&site).iter().map(|table| (table.path_json(), table.ids.len())).collect();
    let expected = [
        ("data/notice/2026.json", 2),
        ("data/notice/2025.json", 1),
        ("data/meeting/2025.json", 1),
        ("data/page/undated.json", 1),
    ];
    assert_eq!(paths, expected.map(|(path, records)| (path.to_owned(), records)));
    let newest = &site.entries[tables(&site)[0].ids[0]];
    assert_eq!(newest.source().as_ref(), "d.md");
}

#[test]
fn the_index_lists_every_file() {
    let site = sample();
    let index: Value = serde_json::from_slice(&index(&site)).unwrap();
    assert_eq!(index["site"]["base_url"], "https://example.org/wtl/");
    assert_eq!(
        index["files"][0].to_string(),
        "{\"path\":\"data/notice/2026.json\",\"csv\":\"data/notice/2026.csv\",\"kind\":\"notice\",\
         \"year\":2026,\"records\":1}"
    );
    assert_eq!(index["files"][2]["year"], "undated");
    assert_eq!(
        index["dictionary"]["notice"][0].to_string(),
        "{\"name\":\"state\",\"zh\":\"状态\",\"meaning_zh\":\"未生效、有效或已结束\",\"meaning_en\":\"to come, \
         in force or over\",\
         \"type\":\"choice\",\"values\":[\"upcoming\",\"current\",\"ended\"]}"
    );
}

/// Every key of a record is in the dictionary, so that its meaning need not be guessed.
#[test]
fn every_field_that_is_written_is_explained() {
    let votes = "---\nkind: consultation\ntitle: 表决\ndate: 2026-02-01\nopens: 2026-02-01\ncloses: \
                 2026-02-10\neligible: {people: 9, area: 900.0}\n\
         ballots: {issued: 9, returned: 6}\n";
    let options =
        "[{label: 同意, people: 5, area: 500.0, approve: true}, {label: 反对, people: 1, area: 100.0}]";
    let one = format!("{votes}question: 装电梯？\nrule: civil-code-278\nitem: 5\noptions: {options}\n---\n");
    let two = format!(
        "{votes}questions:\n- {{question: 装？, rule: civil-code-278, item: 5, options: {options}}}\n---\n"
    );
    let series =
        "---\ntitle: 日志\nkind: log\nseries: {from: 2026-03-01, metrics: {水位: {unit: 米}}}\n---\n";
    let day = "---\ntitle: 第二天\ndate: 2026-03-02\nmetrics: {水位: 1.5}\nvolunteers: {hours: 3}\n---\n";
    let due = "---\nkind: notice\ntitle: 报名\ndate: 2026-03-01 09:00\npublished: 2026-02-28\ndeadline: \
               2026-03-05\n---\n";
    let files = [
        ("one.md", &*one),
        ("two.md", &two),
        ("log/_index.md", series),
        ("log/d.md", day),
        ("due.md", due),
        ("m.md", MEETING),
    ];
    let written = records(&sample()).into_iter().chain(records(&site(CONFIG, &files)));
    for record in written {
        let kind = KindId::ALL.iter().find(|kind| kind.name() == record["kind"]).unwrap();
        let mut names = Vec::new();
        for (key, value) in record.as_object().unwrap() {
            match key.as_str() {
                "facts" => {
                    value.as_object().unwrap().iter().for_each(|(key, value)| leaves(key, value, &mut names))
                }
                _ => assert!(
                    RECORD.iter().any(|fact| fact.name.split(['.', '[']).next() == Some(key)),
                    "{key}"
                ),
            }
        }
        for name in names {
            assert!(kind.profile().facts.iter().any(|fact| fact.name == name), "{name} of {}", kind.name());
        }
    }
}

fn leaves(name: &str, value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) if name == "metrics" => {
            map.values().for_each(|value| leaves("metrics.*", value, names))
        }
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(&format!("{name}.{key}"), value, names))
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            list.iter().for_each(|value| leaves(&format!("{name}[]"), value, names))
        }
        Value::Array(list) if name == "resolutions" && list.is_empty() => {}
        _ => names.push(name.to_owned()),
    }
}
