//! What every record has: dates, postings, summaries, addresses, places, and the form of the open data.

use serde_json::json;

use super::{facts, record, with};
use crate::common::Site;

fn posted(config: &str, posted: &str, today: &str) -> serde_json::Value {
    let mut site = with("notice", &format!("posted: {posted}\n"));
    site.write("site.yaml", format!("title: 新福\nbase_url: https://notices.example.org/\n{config}"));
    record(site.today(today), "notice")["posted"].clone()
}

#[test]
fn the_day_of_posting_is_not_counted() {
    assert_eq!(
        posted("", "{from: 2026-11-20, days: 7}", "2026-11-22"),
        json!({"from": "2026-11-20", "until": "2026-11-27", "days": 7, "state": "open"})
    );
}

#[test]
fn a_posting_is_open_from_its_first_to_its_last_day() {
    for (today, state) in [
        ("2026-11-19 23:59", "upcoming"),
        ("2026-11-20", "open"),
        ("2026-11-27 23:59", "open"),
        ("2026-11-28", "ended"),
    ] {
        assert_eq!(posted("", "{from: 2026-11-20, days: 7}", today)["state"], state, "{today}");
    }
}

#[test]
fn a_last_day_on_a_holiday_moves_to_the_next_day_that_is_none() {
    // 16 November 2026 is a Monday; five days on is Saturday the 21st.
    let of = |config: &str, posting: &str| {
        let posted = posted(config, posting, "2026-11-22");
        (posted["until"].as_str().unwrap().to_owned(), posted["days"].as_u64().unwrap())
    };
    assert_eq!(
        of("holidays: {weekends: true}\n", "{from: 2026-11-16, days: 5}"),
        ("2026-11-23".to_owned(), 7)
    );
    assert_eq!(
        of("holidays: {weekends: false}\n", "{from: 2026-11-16, days: 5}"),
        ("2026-11-21".to_owned(), 5)
    );
    assert_eq!(
        of("holidays: {dates: [2026-11-27]}\n", "{from: 2026-11-20, days: 7}"),
        ("2026-11-28".to_owned(), 8)
    );
    assert_eq!(
        of("holidays: {weekends: true, dates: [2026-11-27]}\n", "{from: 2026-11-20, days: 7}"),
        ("2026-11-30".to_owned(), 10)
    );
    assert_eq!(
        of(
            "holidays: {weekends: true, dates: [2026-11-27], workdays: [2026-11-28]}\n",
            "{from: 2026-11-20, days: 7}"
        ),
        ("2026-11-28".to_owned(), 8)
    );
    assert_eq!(
        of("holidays: {weekends: true}\n", "{from: 2026-11-16, until: 2026-11-21}"),
        ("2026-11-21".to_owned(), 5)
    );
}

#[test]
fn too_short_a_posting_is_an_error_by_kind_or_type() {
    let mut site = with("notice", "type: recruitment\nposted: {from: 2026-11-20, days: 6}\n");
    site.write("site.yaml", "title: 新福\nposted_days: {recruitment: 7}\n");
    assert_eq!(site.fails(), ["posted-too-short"]);
    site.write("site.yaml", "title: 新福\nposted_days: {招募: 7}\n");
    assert_eq!(site.fails(), ["posted-too-short"]);
    site.edit("content/records/a.md", "days: 6", "days: 7").build();
    site.write("site.yaml", "title: 新福\nposted_days: {recruitmnt: 7}\n");
    assert_eq!(site.fails(), ["not-in-list"]);
}

#[test]
fn whatever_hangs_may_have_a_least_time() {
    let mut site = with("notice", "");
    let kinds = lilong::record::KindId::ALL.iter().flat_map(|kind| [kind.choice().name, kind.choice().zh]);
    let types = ["通知", "recruitment", "招募", "service", "服务", "reminder", "提醒", "warning", "警示"];
    let to_come =
        ["election", "选举", "project", "ledger", "covenant", "matter", "roster", "report", "directory"];
    for name in kinds.chain(types).chain(to_come) {
        site.write("site.yaml", format!("title: 新福\nposted_days: {{{name}: 1}}\n")).build();
    }
}

#[test]
fn a_meeting_that_is_called_off_need_not_say_when_it_was_announced() {
    let meeting =
        "kind: meeting\ntitle: 议事会\ndate: 2026-12-20\nwithdrawn: {date: 2026-11-15, why: 改期}\n";
    let mut site = Site::new();
    site.write("content/m.md", format!("---\n{meeting}---\n")).build();
    // Of a notice the date is the day on which it was published.
    site.write("content/m.md", format!("---\n{}---\n", meeting.replace("meeting", "notice")));
    let Err(run) = site.try_build() else { panic!("withdrawn before it was published") };
    assert!(run.report().contains("error[withdrawn-before-date]"), "{}", run.report());
}

#[test]
fn what_is_posted_has_a_calendar_with_its_last_day() {
    let mut site = Site::new();
    site.write(
        "content/a.md",
        "---\nkind: notice\ntitle: 公示\ndate: 2026-11-20\nposted: {from: 2026-11-20, days: 7}\n---\n",
    );
    site.build();
    assert!(site.output("a.ics").contains("UID:a.md#posted@"), "{}", site.output("a.ics"));
    assert!(site.output("a.html").contains("a.ics"));
}

#[test]
fn a_withdrawn_record_is_first_in_no_list_and_not_on_the_home_page() {
    let mut site = with(
        "notice",
        "pinned: true\nposted: {from: 2026-11-01, days: 90}\nwithdrawn: {date: 2026-11-03, why: 重复}\n",
    );
    site.write("content/records/b.md", "---\nkind: notice\ntitle: 还有效\ndate: 2026-10-01\n---\n正文。\n");
    site.build();
    let list = site.output("records/index.html");
    assert!(
        !list.contains("当前") && !list.contains("class=\"pinned\"") && !list.contains("公示中"),
        "{list}"
    );
    assert!(!site.output("index.html").contains("records/a.html"));
}

#[test]
fn a_summary_ends_with_a_sentence_within_120_characters() {
    let summary = |body: &str| {
        let mut site = Site::new();
        site.write("content/notices/a.md", format!("---\ntitle: 标题\ndate: 2026-11-01\n---\n{body}\n"));
        record(&mut site, "notice")["summary"].as_str().unwrap().to_owned()
    };
    let sentence = format!("{}。", "水".repeat(49));
    assert_eq!(summary(&sentence.repeat(3)), sentence.repeat(2));
    assert_eq!(summary(&format!("{}\n\n第二段。", "短句。")), "短句。");
    assert_eq!(summary(&"字".repeat(120)), "字".repeat(120));
    let long = summary(&"字".repeat(300));
    assert!(long.chars().count() <= 120 && long.starts_with(&"字".repeat(110)), "{long}");
    assert_eq!(summary("## 标题\n\n**第一段**有[链接](https://example.org/)。"), "第一段有链接。");
}

#[test]
fn an_address_comes_from_the_file_name_and_never_from_the_title() {
    let mut site = Site::new();
    site.write("content/议事/_index.md", "---\ntitle: 议事\nkind: notice\n---\n");
    site.write("content/议事/停水.md", "---\ntitle: 标题\ndate: 2026-11-01\n---\n正文。\n");
    assert_eq!(record(&mut site, "notice")["url"], "yi-shi/ting-shui.html");
    site.write("site.yaml", "title: 新福\nslugs: keep\n");
    assert_eq!(record(&mut site, "notice")["url"], "议事/停水.html");
    site.edit("content/议事/停水.md", "title:", "slug: water\ntitle:");
    assert_eq!(record(&mut site, "notice")["url"], "议事/water.html");
}

#[test]
fn two_names_with_one_pinyin_have_two_addresses() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: 标题\ndate: 2026-11-01\ntopics: [电梯, 店体]\n---\n");
    site.build();
    let is_one = |path: &&String| path.starts_with("topics/dian-ti") && path.ends_with(".html");
    let topics: Vec<_> = site.out.keys().filter(is_one).collect();
    assert_eq!(topics.len(), 2, "{topics:?}");
}

#[test]
fn a_date_may_be_written_in_five_ways() {
    for date in ["2026-03-02", "2026/3/2", "2026年3月2日", "2026-03-02 19:30", "2026-03-02T19:30:00+08:00"]
    {
        let mut site = Site::new();
        site.write("content/notices/a.md", format!("---\ntitle: 标题\ndate: {date}\n---\n"));
        assert_eq!(record(&mut site, "notice")["date"], "2026-03-02", "{date}");
    }
}

#[test]
fn chinese_keys_and_values_say_the_same_as_english_ones() {
    let data = |front: &str| {
        let mut site = Site::new();
        site.write("content/records/a.md", format!("---\n{front}---\n正文。\n"));
        record(&mut site, "notice")
    };
    let english = data(
        "kind: notice\ntitle: 标题\ndate: 2026-03-02\nnumber: 一号\ntopics: [电梯]\nposted: \
         {from: 2026-03-02, days: 7}\ntype: warning\n",
    );
    assert_eq!(
        data(
            "类型: 公告\n标题: 标题\n日期: 2026年3月2日\n文号: 一号\n主题: [电梯]\n公示期: {起: 2026-03-02, 天数: 7}\n"
        ),
        {
            let mut without = english.clone();
            without["facts"] = json!({"state": "current"});
            without
        }
    );
}

#[test]
fn a_file_loads_with_a_mark_with_windows_line_ends_and_in_gb18030() {
    let text =
        "---\ntitle: 关于电梯检修停运的通知\ndate: 2026-11-01\n---\n请居民互相转告，错峰出行，注意安全。\n";
    let record = |bytes: Vec<u8>| {
        let mut site = Site::new();
        site.write("content/notices/a.md", bytes);
        let run = site.build();
        (super::record(&mut site, "notice"), run.codes())
    };
    let plain = record(text.into());
    assert_eq!(record(format!("\u{FEFF}{text}").into()), plain);
    assert_eq!(record(text.replace('\n', "\r\n").into()), plain);
    let (gb, codes) = record(encoding_rs::GB18030.encode(text).0.into_owned());
    assert_eq!((gb, codes), (plain.0, vec!["not-utf8"]));
}

#[test]
fn a_notice_is_current_through_its_last_day() {
    let state = |front: &str, today: &str| {
        record(with("notice", front).today(today), "notice")["facts"]["state"].clone()
    };
    for (front, today, expected) in [
        ("expires: 2026-11-20\n", "2026-11-20 23:59", "current"),
        ("expires: 2026-11-20\n", "2026-11-21", "ended"),
        ("effective: {from: 2026-11-20, until: 2026-11-22}\nexpires: 2027-01-01\n", "2026-11-19", "upcoming"),
        ("effective: {from: 2026-11-20, until: 2026-11-22}\nexpires: 2027-01-01\n", "2026-11-22", "current"),
        ("effective: {from: 2026-11-20, until: 2026-11-22}\nexpires: 2027-01-01\n", "2026-11-23", "ended"),
        (
            "schedule: [{dates: [2026-11-20, 2026-11-25], from: 8:00, until: 9:00, what: 停水}]\n",
            "2026-11-25",
            "current",
        ),
        (
            "schedule: [{dates: [2026-11-20, 2026-11-25], from: 8:00, until: 9:00, what: 停水}]\n",
            "2026-11-26",
            "ended",
        ),
        ("", "2030-01-01", "current"),
    ] {
        assert_eq!(state(front, today), expected, "{front} on {today}");
    }
}

#[test]
fn a_deadline_passes_at_its_time_or_after_its_day() {
    let passed = |deadline: &str, today: &str| {
        let notice = record(with("notice", &format!("deadline: {deadline}\n")).today(today), "notice");
        notice["facts"]["deadline_passed"].clone()
    };
    assert_eq!(passed("2026-11-20", "2026-11-20 23:59"), false);
    assert_eq!(passed("2026-11-20", "2026-11-21"), true);
    assert_eq!(passed("2026-11-20 17:00", "2026-11-20 16:59"), false);
    assert_eq!(passed("2026-11-20 17:00", "2026-11-20 17:01"), true);
    assert_eq!(facts("notice", "").get("deadline_passed"), None);
}

#[test]
fn the_keys_of_a_record_stand_in_the_order_of_the_contract() {
    let mut site = with(
        "notice",
        "number: 一号\nissuer: 居委会\nsummary: 摘要\ntopics: [电梯]\nmatter: lift\nposted: \
         {from: 2026-11-02, days: 3}\n",
    );
    record(&mut site, "notice");
    let text = site.output("data/notice/2026.json");
    let at = |key: &str| text.find(&format!("\"{key}\"")).unwrap_or_else(|| panic!("no {key} in {text}"));
    let keys = [
        "kind",
        "title",
        "date",
        "number",
        "issuer",
        "summary",
        "lang",
        "url",
        "source",
        "topics",
        "places",
        "matter",
        "refs",
        "backlinks",
        "posted",
        "corrections",
        "attachments",
        "facts",
    ];
    assert!(keys.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{text}");
    assert!(!text.contains("null"), "{text}");
}

#[test]
fn references_show_on_both_sides() {
    let mut site = with("notice", "refs: [notices/b.md]\n");
    site.write("content/notices/b.md", "---\ntitle: 乙\ndate: 2026-11-02\n---\n");
    site.build();
    let data = site.data("notice", "2026");
    assert_eq!(
        (&data[0]["source"], &data[0]["backlinks"]),
        (&json!("notices/b.md"), &json!(["records/a.md"]))
    );
    assert_eq!((&data[1]["refs"], &data[1]["backlinks"]), (&json!(["notices/b.md"]), &json!([])));
}

#[test]
fn a_table_for_excel_starts_with_a_mark_and_disarms_formulas() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: =1+1\ndate: 2026-11-01\nsummary: '@all'\n---\n");
    site.build();
    let csv = site.output("data/notice/2026.csv");
    assert!(csv.starts_with('\u{FEFF}') && csv.contains("'=1+1") && csv.contains("'@all"), "{csv}");
}

#[test]
fn records_without_a_date_stand_in_undated() {
    let mut site = Site::new();
    site.write("content/about/desk.md", "---\ntitle: 窗口\n---\n");
    site.build();
    assert_eq!(site.data("page", "undated")[0]["title"], "窗口");
    assert_eq!(site.data("page", "undated")[0].get("date"), None);
}

#[test]
fn a_translation_is_no_second_record_and_shares_the_number() {
    let mut site = with("notice", "number: 一号\n");
    site.write("site.yaml", "title: 新福\nlanguages: {en: {title: Xinfu}}\n");
    site.write("content/records/a.en.md", "---\ntitle: Title\n---\nText.\n");
    assert_eq!(record(&mut site, "notice")["title"], "标题");
    assert!(site.out.contains_key("records/a.en.html"));
}

#[test]
fn numbers_may_equal_those_of_the_register_but_not_exceed_them() {
    let register = "title: 新福\nplaces: [{name: 1号楼, people: 132, units: 48, area: 3840.00}]\n";
    let site = |people: u64, area: &str| {
        let mut site = with(
            "consultation",
            &format!(
                "places: [1号楼]\nopens: 2026-12-01\ncloses: 2026-12-10\nquestion: 问\nrule: majority\n\
                 options: [{{label: 是, approve: true}}]\neligible: {{people: {people}, area: {area}}}\n"
            ),
        );
        site.write("site.yaml", register);
        site
    };
    assert!(site(132, "3840").build().found.is_empty());
    assert_eq!(site(133, "3840").fails(), ["more-people-than-register"]);
    assert_eq!(site(132, "3840.01").fails(), ["more-area-than-register"]);
    let mut owners = site(49, "3840");
    owners.edit("content/records/a.md", "rule: majority", "rule: civil-code-278\nitem: 5");
    assert_eq!(owners.build().codes(), ["headcount-above-units"]);
    owners.edit("content/records/a.md", "people: 49", "people: 48");
    assert!(owners.build().found.is_empty());
}

#[test]
fn a_name_that_is_twice_in_the_register_needs_its_parent() {
    let mut site = with("notice", "places: [1号楼]\n");
    site.write(
        "site.yaml",
        "title: 新福\nplaces: [{name: 梧桐里, places: [{name: 1号楼}]}, \
                             {name: 听雨坊, places: [{name: 1号楼}]}]\n",
    );
    assert_eq!(site.fails(), ["ambiguous-place"]);
    site.edit("content/records/a.md", "[1号楼]", "[梧桐里/1号楼]").build();
    let places: Vec<_> = site
        .out
        .keys()
        .filter(|path| path.starts_with("places/") && path.ends_with("1-hao-lou.html"))
        .collect();
    assert_eq!(places.len(), 2, "{:?}", site.out.keys());
}

#[test]
fn the_second_of_two_is_reported_and_the_first_is_a_note() {
    let mut site = with("notice", "number: 一号\n");
    site.write("content/records/b.md", "---\nkind: notice\ntitle: 乙\ndate: 2026-11-02\nnumber: 一号\n---\n");
    assert_eq!(site.fails(), ["duplicate-number"]);
    let found = site.try_build().err().unwrap().found;
    assert_eq!(&*found[0].place.as_ref().unwrap().file, "content/records/b.md");
    assert_eq!(
        &*found[0].notes.first().and_then(|note| note.place.as_ref()).expect("a note shows the first").file,
        "content/records/a.md"
    );
}

#[test]
fn nothing_of_a_draft_or_of_what_is_under_embargo_is_published() {
    let mut site = with("notice", "");
    site.write(
        "content/notices/secret/index.md",
        "---\ntitle: 秘密\ndate: 2026-11-02\ndraft: true\nnumber: 秘字\nattachments: [plan.txt]\n---\n秘密。\n",
    );
    site.write("content/notices/secret/plan.txt", "秘密");
    site.write(
        "content/notices/late.md",
        "---\ntitle: 秘密\ndate: 2026-11-02\nembargo: 2026-11-23\n---\n秘密。\n",
    );
    site.write(
        "content/notices/open.md",
        "---\ntitle: 公开\ndate: 2026-11-02\n---\n见[它](secret/index.md)和[图](secret/plan.txt)。\n",
    );
    let run = site.build();
    assert!(run.codes().contains(&"link-to-unpublished"), "{}", run.report());
    for (path, bytes) in &site.out {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("秘密")
                && !text.contains("secret")
                && !path.contains("secret")
                && !path.contains("late"),
            "{path}: {text}"
        );
    }
    let manifest = site.manifest.unwrap();
    assert!(!manifest.contains("secret") && !manifest.contains("late.md"), "{manifest}");
}

#[test]
fn all_links_inside_the_site_lead_to_a_file_that_is_there() {
    let mut site = with("notice", "topics: [电梯]\naliases: [old/a.html]\n");
    site.write("content/notices/b.md", "---\ntitle: 乙\ndate: 2026-11-02\n---\n见[甲](../records/a.md)。\n");
    site.build();
    for (page, bytes) in site.out.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let html = String::from_utf8_lossy(bytes);
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.contains(':') || link.starts_with('#') {
                continue;
            }
            let mut at: Vec<&str> = page.split('/').collect();
            at.pop();
            for part in link.split('#').next().unwrap().split('/') {
                match part {
                    ".." => drop(at.pop().unwrap_or_else(|| panic!("{page} links above the site: {link}"))),
                    part => at.push(part),
                }
            }
            assert!(site.out.contains_key(&at.join("/")), "{page} links to {link}, which is not there");
        }
    }
}

#[test]
fn what_is_to_come_is_listed_the_soonest_first() {
    let mut site = Site::new();
    site.write(
        "templates/home.html",
        "{% for card in list(name=\"upcoming\") %}{{ card.title }};{% endfor %}",
    );
    site.write(
        "content/meetings/a.md",
        "---\nkind: meeting\ntitle: 早\ndate: 2026-11-20\nstarts: 2026-12-01 19:00\n---\n",
    );
    site.write(
        "content/meetings/b.md",
        "---\nkind: meeting\ntitle: 晚\ndate: 2026-11-01\nstarts: 2026-12-24 19:00\n---\n",
    );
    site.build();
    assert_eq!(site.output("index.html"), "早;晚;");
}

#[test]
fn the_facts_of_a_vote_stand_in_the_order_of_the_contract() {
    let mut site = with(
        "consultation",
        "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 问\nrule: \
         {participation: {people: \"1/2\"}, approval: {people: \"1/2\"}, source: 议事规则}\neligible: \
         {people: 10}\nballots: {issued: 10, returned: 10}\noptions: \
         [{label: 是, people: 10, approve: true}]\n",
    );
    site.build();
    let text = site.output("data/consultation/2026.json");
    let keys = ["stage", "turnout", "approval", "participation_met", "approval_met", "outcome"]
        .map(|key| text.find(&format!("\"{key}\"")).unwrap());
    assert!(keys.is_sorted(), "{text}");
}

#[test]
fn the_home_page_has_its_translation() {
    let mut site = with("notice", "");
    site.write(
        "site.yaml",
        "title: 新福\nbase_url: https://notices.example.org/\nlanguages: {en: {title: Xinfu}}\n",
    );
    site.write("content/_index.md", "---\ntitle: 首页\n---\n")
        .write("content/_index.en.md", "---\ntitle: Home\n---\nWelcome.\n");
    site.build();
    assert!(site.output("index.en.html").contains("Xinfu"));
}

#[test]
fn a_document_number_is_one_however_its_year_is_written() {
    let mut site = with("notice", "number: 新福〔2026〕3号\n");
    site.write(
        "content/notices/again.md",
        "---\nkind: notice\ntitle: 又\ndate: 2026-11-02\nnumber: 新福[２０２６] 3号\n---\n",
    );
    assert_eq!(site.fails(), ["duplicate-number"]);
}

#[test]
fn commas_part_thousands_and_nothing_else() {
    let of = |hours: &str| {
        let mut site = with("log", &format!("volunteers: {{people: \"1,234\", hours: \"{hours}\"}}\n"));
        site.try_build()
            .map(|_| site.data("log", "2026")[0]["facts"]["volunteers"]["hours"].clone())
            .map_err(|run| run.codes())
    };
    assert_eq!(of("12，345.5").ok(), Some(json!("12345.5")));
    for wrong in ["3,5", "1,2,3", "90,00", "1,2345", ",300", "3.5,0", "1234,567"] {
        assert_eq!(of(wrong).err(), Some(vec!["bad-amount"]), "{wrong}");
    }
}

#[test]
fn an_embargo_or_draft_that_is_left_empty_is_not_published() {
    for front in ["embargo:\n", "发布时间: # 待定\n", "draft:\n", "草稿: ~\n"] {
        assert_eq!(with("notice", front).fails(), ["missing-key"], "{front}");
    }
    assert_eq!(with("notice", "embargo:\n  2026-11-01\ndraft: false\n").build().codes(), Vec::<&str>::new());
}
