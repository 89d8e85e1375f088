//! A section from a spreadsheet: each row is a record, as a file of the same values would be.

use serde_json::{Value, json};

use crate::common::Site;

const LIST: &str = "content/repairs/list.csv";

/// A site with one section of records of `kind` that come from `list.csv`.
fn with_rows(kind: &str, csv: impl AsRef<[u8]>) -> Site {
    let mut site = Site::new();
    site.write("content/repairs/_index.md", format!("---\ntitle: 维修\nkind: {kind}\nrows: list.csv\n---\n"));
    site.write(LIST, csv);
    site
}

/// The open data of 2026, of rows in the order of their numbers.
fn data(site: &mut Site, kind: &str) -> Vec<Value> {
    site.build();
    let mut data = site.data(kind, "2026").as_array().unwrap().clone();
    data.sort_by_key(|record| record["source"].as_str().unwrap().to_owned());
    data
}

/// What is reported, one a line.
fn reported(site: &mut Site) -> String {
    let (Ok(run) | Err(run)) = site.try_build();
    run.report()
}

#[test]
fn a_row_is_a_record_like_any_other() {
    let mut site = with_rows(
        "notice",
        "标题,日期,文号,主题,范围,type,deadline,正文\n\
         电梯检修,2026-03-02,新福居〔2026〕3号,电梯、维修,3号楼,通知,2026-03-05,\"停一天。\n\n**请走楼梯。**\"\n\
         水泵检修,2026年3月3日,,停水；维修,\"3号楼、5号楼\",reminder,,停水。\n",
    );
    let data = data(&mut site, "notice");
    assert_eq!(data[0]["source"], "repairs/list.csv#1");
    assert_eq!(data[0]["url"], "repairs/xin-fu-ju-2026-3-hao.html");
    assert_eq!((&data[0]["title"], &data[0]["date"]), (&json!("电梯检修"), &json!("2026-03-02")));
    assert_eq!((&data[0]["topics"], &data[0]["summary"]), (&json!(["电梯", "维修"]), &json!("停一天。")));
    assert_eq!(data[0]["facts"]["deadline_passed"], true);
    assert_eq!(
        (&data[1]["source"], &data[1]["url"]),
        (&json!("repairs/list.csv#2"), &json!("repairs/2026-03-03.html"))
    );
    assert_eq!(data[1]["places"], json!(["3号楼", "5号楼"]));
    assert!(data[1].get("number").is_none(), "an empty cell is no value");
    let page = site.output("repairs/xin-fu-ju-2026-3-hao.html");
    assert!(page.contains("<strong>请走楼梯。</strong>"), "{page}");
    assert!(site.output("repairs/index.html").contains("水泵检修"));
    assert!(!site.out.keys().any(|path| path.ends_with("list.csv")), "the table is not published");
}

/// The same record as a file and as a row, without what names the one or the other.
fn same(kind: &str, front: &str, heads: &str, row: &str) {
    let mut file = Site::new();
    file.write("content/repairs/_index.md", format!("---\ntitle: 维修\nkind: {kind}\n---\n"));
    file.write("content/repairs/a.md", format!("---\n{front}---\n正文。\n"));
    let mut rows = with_rows(kind, format!("slug,body,{heads}\na,正文。,{row}\n"));
    let [file, rows] = [&mut file, &mut rows].map(|site| {
        let mut data = data(site, kind);
        // The fingerprint covers where the record stands.
        for name in ["source", "fingerprint"] {
            data[0].as_object_mut().unwrap().remove(name);
        }
        data
    });
    assert_eq!(rows, file, "{kind}");
}

#[test]
fn a_row_of_every_kind_is_what_a_file_would_be() {
    same(
        "notice",
        "title: 停水\ndate: 2026-03-02 08:00\ntype: warning\neffective: {from: 2026-03-02, until: 2026-03-04}\n\
         posted: {from: 2026-03-02, days: 7}\nschedule: [{place: 3号楼, days: [周一, 周三], what: 送水}]\n",
        "title,date,type,effective.from,effective.until,公示期.起,公示期.天数,schedule.1.place,schedule.1.days,\
         schedule.1.what",
        "停水,2026-03-02 08:00,warning,2026-03-02,2026-03-04,2026-03-02,7,3号楼,周一、周三,送水",
    );
    same(
        "meeting",
        "title: 议事会\ndate: 2026-03-02\nbody: 楼组议事会\nattendance: {eligible: 30, present: 21}\nquorum: 2/3\n\
         resolutions: [{title: 换电梯, votes: {for: 15, against: 5, abstain: 1}, requires: two-thirds}]\n",
        "title,date,attendance.eligible,attendance.present,quorum,resolutions.1.title,\
         resolutions.1.votes.for,\
         resolutions.1.votes.against,resolutions.1.votes.abstain,resolutions.1.requires",
        "议事会,2026-03-02,30,21,2/3,换电梯,15,5,1,two-thirds",
    );
    same(
        "consultation",
        "title: 车棚\ndate: 2026-02-01\nquestion: 建不建？\nopens: 2026-02-01\ncloses: 2026-02-20\nrule: majority\n\
         eligible: {people: 100}\nballots: {issued: 90, returned: 80, invalid: 2}\n\
         options: [{label: 同意, people: 60, approve: true}, {label: 不同意, people: 18}]\n",
        "title,date,question,opens,closes,rule,eligible.people,ballots.issued,ballots.returned,\
         ballots.invalid,\
         options.1.label,options.1.people,options.1.approve,options.2.label,options.2.people",
        "车棚,2026-02-01,建不建？,2026-02-01,2026-02-20,majority,100,90,80,2,同意,60,是,不同意,18",
    );
    same(
        "log",
        "title: 走访\ndate: 2026-03-02\nmetrics: {电话关心: 310.10, 走访: 12}\nvolunteers: {people: 5, hours: \
         12.5}\n",
        "title,date,metrics.电话关心,metrics.走访,volunteers.people,volunteers.hours",
        "走访,2026-03-02,310.10,12,5,12.5",
    );
    same(
        "page",
        "title: 说明\ndate: 2026-03-02\nextra: {颜色: 红}\n",
        "title,date,extra.颜色",
        "说明,2026-03-02,红",
    );
}

#[test]
fn a_mistake_is_reported_at_its_row_and_column() {
    let mut site = with_rows(
        "notice",
        "标题,正文,日期\n电梯检修,\"两\n行\",2026-03-02\n\n水泵检修,停水。,2026-13-02\n,停水。,2026-03-04\n",
    );
    let (Ok(run) | Err(run)) = site.try_build();
    let said = run.report();
    assert!(said.contains("content/repairs/list.csv:4:3: error[impossible-date]"), "{said}");
    assert!(said.contains("content/repairs/list.csv:5:1: error[missing-key]"), "{said}");
    let drawn = run.shown();
    assert!(
        drawn.contains(
            " --> content/repairs/list.csv:4:3\n  | 标题     | 正文   | 日期\n4 | 水泵检修 | 停水。 | 2026-13-02\n  \
             |                     ^^^^^^^^^^\n"
        ),
        "{drawn}"
    );
}

#[test]
fn what_is_wrong_inside_a_text_is_pointed_at_there() {
    let mut site =
        with_rows("notice", "title,date,body\n停水,2026-03-02,\"第一段。\n\n见[纪要](nowhere.md)。\"\n");
    assert_eq!(site.fails(), ["broken-link"]);
    assert!(reported(&mut site).starts_with("content/repairs/list.csv:2:3: error[broken-link]"));
}

#[test]
fn heads_are_checked_once_and_not_for_each_row() {
    for (csv, code, place) in [
        ("标题,日期,范维\n甲,2026-03-02,3号楼\n乙,2026-03-03,5号楼\n", "unknown-column", "1:3"),
        ("标题,日期,title\n甲,2026-03-02,乙\n", "duplicate-column", "1:3"),
        ("标题,日期,公示期,公示期.天数\n甲,2026-03-02,7天,7\n", "duplicate-column", "1:4"),
        ("标题,范围\n甲,3号楼\n乙,5号楼\n", "missing-column", "1:1"),
        ("标题,日期\n停水,停电,2026-03-02\n", "cell-without-head", "2:3"),
        ("维修登记,\n标题,日期\n甲,2026-03-02\n", "unknown-column", "1:1"),
        ("\n \n", "no-heads", "1:1"),
        ("标题,日期,类型\n甲,2026-03-02,会议\n", "other-kind-in-row", "2:3"),
    ] {
        let mut site = with_rows("notice", csv);
        let said = reported(&mut site);
        let wanted = format!("content/repairs/list.csv:{place}: error[{code}]");
        assert!(said.lines().any(|line| line.starts_with(&wanted)), "{csv}\n{said}");
    }
}

#[test]
fn rows_and_files_stand_in_one_section_and_name_each_other() {
    let mut site = with_rows(
        "notice",
        "title,date,refs,body\n甲,2026-03-02,./file.md,见[文件](file.md)。\n乙,2026-03-03,repairs/list.csv#1,见[甲\
         ](list.csv#1)。\n",
    );
    site.write(
        "content/repairs/file.md",
        "---\ntitle: 丙\ndate: 2026-03-04\nrefs: [./list.csv#2]\n---\n见[甲](list.csv#1)和[乙\
         ](../repairs/list.csv#2)。\n",
    );
    let data = data(&mut site, "notice");
    assert_eq!(data[0]["refs"], json!(["repairs/list.csv#2"]));
    assert_eq!(data[1]["backlinks"], json!(["repairs/list.csv#2"]));
    assert_eq!(data[2]["refs"], json!(["repairs/list.csv#1"]));
    let page = site.output("repairs/file.html");
    assert!(page.contains("href=\"2026-03-02.html\"") && page.contains("href=\"2026-03-03.html\""), "{page}");
    site.edit("content/repairs/file.md", "见[甲](list.csv#1)", "见[甲](list.csv#9)");
    assert_eq!(site.fails(), ["broken-link"]);
}

#[test]
fn a_row_that_is_not_published_leaves_no_trace() {
    let mut site = with_rows(
        "notice",
        "title,date,draft,embargo,withdrawn.date,withdrawn.why\n\
         公开,2026-03-02,,,,\n草稿秘密,2026-03-03,是,,,\n将来秘密,2026-03-04,,2027-01-01,,\n\
         撤回的,2026-03-05,,,2026-03-06,写错了\n",
    );
    site.write(
        "content/repairs/all.md",
        "---\ntitle: 全表\ndate: 2026-03-01\nattachments: list.csv\n---\n[下载](list.csv)\n",
    );
    let run = site.build();
    assert!(run.codes().iter().all(|code| *code == "link-to-unpublished"), "{}", run.report());
    for (path, bytes) in &site.out {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("秘密"), "{path}");
    }
    assert!(site.output("repairs/2026-03-05.html").contains("写错了"));
    // With nothing hidden in it, the table may be an attachment.
    site.edit(LIST, "草稿秘密,2026-03-03,是,,,\n将来秘密,2026-03-04,,2027-01-01,,\n", "");
    assert!(site.build().found.is_empty());
    assert!(site.out.contains_key("repairs/list.csv"));
    site.is_as_clean();
}

#[test]
fn addresses_follow_from_slug_number_date_or_place() {
    let mut site = with_rows(
        "page",
        "title,slug,number,date\n甲,jia,,2026-03-02\n乙,,乙〔2026〕1号,2026-03-02\n丙,,,2026-03-02\n丁,,,\n",
    );
    site.build();
    for page in ["jia", "yi-2026-1-hao", "2026-03-02", "4"] {
        assert!(site.out.contains_key(&format!("repairs/{page}.html")), "{page}: {:?}", site.out.keys());
    }
    site.edit(LIST, "甲,jia,", "甲,,");
    let said = reported(&mut site);
    assert!(
        said.starts_with(
            "content/repairs/list.csv:4:4: error[duplicate-output]: two outputs would be \
        repairs/2026-03-02.html"
        ) && said.contains("list.csv#1")
            && said.contains("list.csv#3"),
        "{said}"
    );
}

#[test]
fn one_changed_row_draws_what_shows_it() {
    let mut site =
        with_rows("notice", "title,date,body\n甲,2026-03-02,一\n乙,2026-03-03,二\n丙,2026-03-04,三\n");
    site.write("content/notices/a.md", "---\ntitle: 别的\ndate: 2026-03-01\n---\n别的。\n");
    site.build();
    site.edit(LIST, "乙,2026-03-03,二", "乙,2026-03-03,\"二\n\n另一段。\"");
    site.build().rendered(["repairs/2026-03-03.html"]);
    site.is_as_clean();
    // A row above moves the others down.
    site.edit(LIST, "甲,2026-03-02,一\n", "新,2026-03-01,零\n甲,2026-03-02,一\n").build();
    site.is_as_clean();
    site.remove(LIST);
    assert_eq!(site.fails(), ["missing-table"]);
}

#[test]
fn a_row_keeps_its_events_when_one_is_put_above_it() {
    let rows = "第一次,2026-12-01,2026-12-01 14:00,one\n第二次,2026-12-08,2026-12-08 14:00,two\n";
    let uids = |csv: String| -> Vec<String> {
        let mut site = with_rows("meeting", csv);
        site.build();
        let calendar = site.output("calendar.ics").replace("\r\n ", "");
        let mut uids: Vec<String> =
            calendar.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    let before = uids(format!("标题,日期,starts,slug\n{rows}"));
    let after = uids(format!("标题,日期,starts,slug\n新的,2026-12-15,2026-12-15 14:00,new\n{rows}"));
    assert_eq!(before.len(), 2);
    assert!(before.iter().all(|uid| after.contains(uid)) && after.len() == 3, "{before:?} {after:?}");
}
