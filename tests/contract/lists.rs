//! Lists as people write them: several names in one text, one value without brackets, names in another
//! spelling.

use serde_json::json;

use super::{facts, record, with};

fn topics(written: &str) -> serde_json::Value {
    record(&mut with("notice", &format!("topics: {written}\n")), "notice")["topics"].clone()
}

#[test]
fn names_in_one_text_are_several() {
    for written in [
        "电梯、停水",
        "电梯，停水",
        "[电梯，停水]",
        "【电梯，停水】",
        "'电梯, 停水'",
        "[电梯；停水]",
        "\n  - 电梯\n  - 停水",
        "电梯、停水、电梯",
    ] {
        assert_eq!(topics(written), json!(["电梯", "停水"]), "{written}");
    }
    assert_eq!(topics("Lifts, Water off"), json!(["Lifts", "Water off"]));
}

#[test]
fn a_name_with_such_a_sign_is_one_where_the_site_says_so() {
    let mut site = with("notice", "topics: [水、电、煤, 电梯]\nplaces: 1、2号楼\n");
    site.write(
        "site.yaml",
        "title: 新福\ntopics: [水、电、煤, 电梯]\nplaces:\n  - {name: 1、2号楼}\n  - {name: 3号楼}\n",
    );
    let record = record(&mut site, "notice");
    assert_eq!(
        (&record["topics"], &record["places"]),
        (&json!(["水、电、煤", "电梯"]), &json!(["1、2号楼"]))
    );
}

#[test]
fn names_are_compared_in_one_spelling() {
    let mut site = with("notice", "topics: [ＷｉＦｉ]\nplaces: ' ３号楼 '\n");
    site.write(
        "content/records/b.md",
        "---\nkind: notice\ntitle: 乙\ndate: 2026-11-02\ntopics: [WiFi, Cafe\u{301}]\n---\n正文。\n",
    );
    site.write("site.yaml", "title: 新福\ntopics: [WiFi, Café]\nplaces: [{name: 3号楼}]\n");
    site.build();
    let data = site.data("notice", "2026");
    assert_eq!((&data[1]["topics"], &data[1]["places"]), (&json!(["WiFi"]), &json!(["3号楼"])));
    assert_eq!(data[0]["topics"], json!(["WiFi", "Café"]));
}

#[test]
fn nothing_is_no_title_and_no_topic() {
    assert_eq!(topics("~"), json!([]));
    assert_eq!(topics("null"), json!([]));
    for title in ["~", "null", ""] {
        let mut site = with("notice", "");
        assert_eq!(site.edit("content/records/a.md", "标题", title).fails(), ["missing-key"], "{title:?}");
    }
    assert_eq!(with("notice", "topics: [电梯, ~]\n").fails(), ["wrong-type"]);
}

#[test]
fn an_unknown_place_is_named_alone() {
    let mut site = with("notice", "places: 1号楼、9号楼\n");
    site.write("site.yaml", "title: 新福\nplaces: [{name: 1号楼}, {name: 2号楼}]\n");
    let (Ok(run) | Err(run)) = site.try_build();
    assert_eq!(run.codes(), ["unknown-place"]);
    let reported = run.report();
    assert!(reported.contains("a.md:5:13:") && reported.contains("no “9号楼”"), "{reported}");
}

#[test]
fn one_value_is_for_a_list_of_one() {
    let mut site = with(
        "notice",
        "attachments: 表格.docx\nschedule: {place: 1号楼, days: 周一至周五, from: '9:00', what: 量血压}\n\
        corrections: {date: 2026-11-02, what: 改为九点}\n",
    );
    site.write("content/records/表格.docx", "x");
    let record = record(&mut site, "notice");
    assert_eq!(record["attachments"].as_array().map(Vec::len), Some(1));
    assert_eq!(record["corrections"].as_array().map(Vec::len), Some(1));
    let mut several = with("notice", "attachments: 说明.pdf、1、申请表.docx\n");
    assert_eq!(several.fails(), ["missing-attachment"]);
    let question =
        facts("consultation", "question: 好吗\noptions: {label: 好, approve: true}\nopens: 2026-11-01\n");
    assert_eq!(question["stage"], "voting");
}

#[test]
fn what_is_not_put_to_a_vote_is_never_being_counted() {
    let asked = "question: 好吗\noptions: [{label: 好, approve: true}, {label: 不好}]\n";
    for (front, stage) in [
        (format!("{asked}opens: 2026-01-01\ncloses: 2026-01-09\n"), "counting"),
        (
            "options: [{label: 好, approve: true}]\nopens: 2026-01-01\ncloses: 2026-01-09\n".to_owned(),
            "counting",
        ),
        ("question: 好吗\nopens: 2026-01-01\ncloses: 2026-01-09\n".to_owned(), "final"),
        (asked.to_owned(), "announced"),
        (String::new(), "announced"),
    ] {
        assert_eq!(facts("consultation", &front)["stage"], stage, "{front}");
    }
}

#[test]
fn every_warning_in_force_stands_on_every_page_and_none_that_is_to_come() {
    let mut site = with("notice", "");
    let mut warn = |name: &str, date: &str, effective: &str| {
        let front =
            format!("kind: notice\ntitle: {name}\ndate: {date}\ntype: warning\neffective: {effective}\n");
        site.write(&format!("content/records/{name}.md"), format!("---\n{front}---\n正文。\n"));
    };
    for at in 1..=4 {
        warn(&format!("台风{at}"), "2026-11-01", "{from: 2026-11-01, until: 2026-12-31}");
    }
    for at in 5..=7 {
        warn(&format!("寒潮{at}"), "2026-11-20", "{from: 2026-12-01}");
    }
    warn("高温", "2026-07-01", "{from: 2026-07-01, until: 2026-08-31}");
    site.today("2026-11-22").build();
    let page = site.output("records/a.html");
    let bar = page.split("site-warnings").nth(1).and_then(|bar| bar.split("</aside>").next()).unwrap();
    assert_eq!((1..=4).filter(|at| bar.contains(&format!("台风{at}"))).count(), 4, "{bar}");
    assert!(!bar.contains("寒潮") && !bar.contains("高温"), "{bar}");
    site.today("2026-12-02").build();
    let page = site.output("records/a.html");
    assert!(page.split("</aside>").next().unwrap().contains("寒潮7"));
}
