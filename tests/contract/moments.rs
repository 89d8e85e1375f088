//! Times of day, the end of a day, and when a record counts as published.

use serde_json::json;

use super::{record, with};
use crate::common::Site;

/// What stands between `<tag>` and `</tag>`, each time it does.
fn all<'t>(text: &'t str, tag: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    text.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

/// The lines of a calendar as programs read them.
fn lines(site: &Site) -> Vec<String> {
    site.output("calendar.ics").replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[track_caller]
fn has(site: &Site, line: &str) {
    let lines = lines(site);
    assert!(lines.iter().any(|found| found == line), "no {line} in {lines:#?}");
}

/// Three warnings of one day, the files in another order than the hours.
fn storm() -> Site {
    let mut site = Site::new();
    for (file, title, hour) in
        [("a", "蓝色预警", "06:30"), ("m", "红色预警", "21:15"), ("z", "橙色预警", "13:00")]
    {
        let text = format!("---\ntitle: {title}\ndate: 2026-11-21 {hour}\ntype: warning\n---\n请注意。\n");
        site.write(&format!("content/notices/{file}.md"), text);
    }
    site
}

#[test]
fn records_of_one_day_stand_by_their_hour_everywhere() {
    let mut site = storm();
    site.build();
    let newest_first = ["红色预警", "橙色预警", "蓝色预警"];
    for path in
        ["index.html", "notices/index.html", "atom.xml", "data/notice/2026.json", "data/notice/2026.csv"]
    {
        let at = newest_first
            .map(|title| site.output(path).find(title).unwrap_or_else(|| panic!("no {title} in {path}")));
        assert!(at.is_sorted(), "{path}: {at:?}");
    }
    let stamps = ["2026-11-21T21:15:00+08:00", "2026-11-21T13:00:00+08:00", "2026-11-21T06:30:00+08:00"];
    assert_eq!(all(site.output("atom.xml"), "published"), stamps);
    assert_eq!(all(site.output("atom.xml"), "updated"), [&stamps[..1], &stamps[..]].concat());
    let data = site.data("notice", "2026");
    assert_eq!((&data[0]["date"], &data[0]["time"]), (&json!("2026-11-21"), &json!("21:15")));
    assert!(site.output("data/notice/2026.csv").contains("notice,红色预警,2026-11-21,21:15,"));
    assert!(site.output("notices/m.html").contains("2026年11月21日 21:15"));
    assert!(site.output("notices/m.html").contains("\"datePublished\":\"2026-11-21T21:15:00+08:00\""));
}

#[test]
fn a_day_alone_is_its_first_moment_and_has_no_time_in_the_data() {
    let mut site = storm();
    site.write("content/notices/0.md", "---\ntitle: 当天通知\ndate: 2026-11-21\n---\n").build();
    let data = site.data("notice", "2026");
    assert_eq!((&data[3]["title"], data[3].get("time")), (&json!("当天通知"), None));
    assert_eq!(all(site.output("atom.xml"), "published")[3], "2026-11-21T00:00:00+08:00");
}

#[test]
fn an_hour_that_has_not_come_is_not_in_the_feed_yet() {
    let mut site = storm();
    let run = site.today("2026-11-21 12:00").build();
    assert!(run.found.is_empty(), "{}", run.report());
    assert_eq!(
        all(site.output("atom.xml"), "published"),
        ["2026-11-21T06:30:00+08:00", "2026-11-21T00:00:00+08:00", "2026-11-21T00:00:00+08:00"]
    );
    site.today("2026-11-21 13:00").build();
    site.is_as_clean();
    assert_eq!(all(site.output("atom.xml"), "published")[0], "2026-11-21T13:00:00+08:00");
}

#[test]
fn two_logs_of_one_day_are_one_too_many_whatever_their_hours() {
    let mut site = Site::new();
    site.write("content/flood/_index.md", "---\ntitle: 防汛\nkind: log\nseries: {from: 2026-11-01}\n---\n");
    site.write("content/flood/1.md", "---\ntitle: 早\ndate: 2026-11-01 08:00\n---\n");
    site.write("content/flood/2.md", "---\ntitle: 晚\ndate: 2026-11-01 20:00\n---\n");
    let found = site.try_build().err().unwrap().found;
    assert_eq!(
        (found[0].code.id, &*found[0].place.as_ref().unwrap().file),
        ("duplicate-log-day", "content/flood/2.md")
    );
}

#[test]
fn the_end_of_a_day_is_the_next_midnight_in_calendars_and_its_own_hour_on_pages() {
    let mut site = Site::new();
    site.write(
        "content/meetings/eve.md",
        "---\nkind: meeting\ntitle: 守岁\ndate: 2026-11-01\nstarts: 2026-12-31 22:00\nends: 2026-12-31 \
         24:00\n---\n",
    );
    site.write(
        "content/notices/duty.md",
        "---\ntitle: 夜班\ndate: 2026-11-01\ndeadline: 2026-11-20 24:00\nschedule: \
         [{place: 门岗, dates: [2026-11-21], from: 20:00, until: 24:00, what: 巡逻}]\n---\n",
    );
    site.write(
        "content/votes/v.md",
        "---\nkind: consultation\ntitle: 投票\ndate: 2026-11-01\nquestion: 问\noptions: \
         [{label: 好, approve: true}]\nopens: 2026-11-02\ncloses: 2026-11-20 24:00\n---\n",
    );
    site.build();
    for line in [
        "DTSTART:20261231T140000Z",
        "DTEND:20261231T160000Z",
        "DTSTART:20261120T160000Z",
        "DTSTART:20261121T120000Z",
        "DTEND:20261121T160000Z",
        "DTEND:20261120T160000Z",
    ] {
        has(&site, line);
    }
    let page = site.output("meetings/eve.html");
    assert!(
        page.contains("22:00–24:00") && page.contains("\"endDate\":\"2027-01-01T00:00:00+08:00\""),
        "{page}"
    );
    assert!(site.output("notices/duty.html").contains("2026年11月20日 24:00"));
    let all = site
        .out
        .iter()
        .filter(|(path, _)| !path.starts_with("assets/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes));
    assert!(all.into_iter().all(|text| !text.contains("23:59")
        && !text.contains("155900Z")
        && !text.contains("datetime=\"2026-12-31 24")));
}

#[test]
fn what_ends_at_the_end_of_a_day_holds_through_its_last_minute() {
    let passed = |today: &str| {
        let notice = record(with("notice", "deadline: 2026-11-20 24:00\n").today(today), "notice");
        notice["facts"]["deadline_passed"].clone()
    };
    assert_eq!((passed("2026-11-20 23:59"), passed("2026-11-21")), (json!(false), json!(true)));
    let stage = |today: &str| {
        let mut site = with(
            "consultation",
            "question: 问\noptions: [{label: 好, approve: true}]\nopens: 2026-11-02\ncloses: 2026-11-20 \
             24:00\n",
        );
        record(site.today(today), "consultation")["facts"]["stage"].clone()
    };
    assert_eq!((stage("2026-11-20 23:59"), stage("2026-11-21")), (json!("voting"), json!("counting")));
    let published = |today: &str| {
        let mut site = with("notice", "embargo: 2026-11-20 24:00\n");
        site.today(today).build();
        site.out.contains_key("records/a.html")
    };
    assert_eq!((published("2026-11-20 23:59"), published("2026-11-21")), (false, true));
    let mut log = with("log", "entries: [{time: 24:00, text: 交班}]\n");
    log.build();
    assert!(log.output("records/a.html").contains("24:00"));
}

#[test]
fn no_time_is_later_than_the_end_of_a_day() {
    for time in ["24:01", "24:00:01", "25:00"] {
        assert_eq!(with("notice", &format!("deadline: 2026-11-20 {time}\n")).fails(), ["bad-time"], "{time}");
    }
}

#[test]
fn what_comes_out_of_an_embargo_is_new_at_that_moment() {
    let mut site = Site::new();
    site.write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\nfeeds: {limit: 2}\n");
    site.write(
        "templates/home.html",
        "{% for card in list(name=\"current\") %}{{ card.title }};{% endfor %}",
    );
    site.write(
        "content/notices/old.md",
        "---\ntitle: 旧闻\ndate: 2026-10-01\nembargo: 2026-11-21 07:00\n---\n",
    );
    site.write("content/notices/b.md", "---\ntitle: 乙\ndate: 2026-11-20\n---\n");
    site.write("content/notices/c.md", "---\ntitle: 丙\ndate: 2026-11-19\n---\n");
    site.today("2026-11-21 06:59").build();
    assert!(!site.output("atom.xml").contains("旧闻"));
    let run = site.today("2026-11-21 07:00").build();
    assert!(run.found.is_empty(), "{}", run.report());
    site.is_as_clean();
    assert_eq!(site.output("index.html"), "旧闻;乙;丙;");
    assert_eq!(
        all(site.output("atom.xml"), "published"),
        ["2026-11-21T07:00:00+08:00", "2026-11-20T00:00:00+08:00"]
    );
    assert_eq!(site.data("notice", "2026")[2]["published"], "2026-11-21");
    assert!(site.output("sitemap.xml").contains("old.html</loc><lastmod>2026-11-21</lastmod>"));
}

#[test]
fn a_meeting_that_is_announced_was_published_before_its_day() {
    let mut site = Site::new();
    site.write(
        "content/meetings/m.md",
        "---\nkind: meeting\ntitle: 大会\ndate: 2026-12-20 19:00\npublished: 2026年11月15日\n---\n",
    );
    let run = site.build();
    assert!(run.found.is_empty(), "{}", run.report());
    assert_eq!(all(site.output("atom.xml"), "published"), ["2026-11-15T00:00:00+08:00"]);
    assert!(site.output("meetings/m.html").contains("\"datePublished\":\"2026-11-15\""));
    assert_eq!(site.data("meeting", "2026")[0]["published"], "2026-11-15");
    has(&site, "DTSTART:20261220T110000Z");
    has(&site, "DTSTAMP:20261114T160000Z");
}

#[test]
fn what_is_announced_may_be_corrected_and_called_off_before_its_day() {
    let mut site = Site::new();
    let meeting = |late: &str| {
        format!(
            "---\nkind: meeting\ntitle: 大会\ndate: 2026-12-20\npublished: 2026-11-10\ncorrections: \
             [{{date: {late}, what: 改到礼堂}}]\n\
             withdrawn: {{date: 2026-11-20, why: 改期}}\n---\n"
        )
    };
    let run = site.write("content/meetings/m.md", meeting("2026-11-15")).build();
    assert!(run.found.is_empty(), "{}", run.report());
    has(&site, "STATUS:CANCELLED");
    assert_eq!(all(site.output("atom.xml"), "updated"), ["2026-11-20T00:00:00+08:00"; 2]);
    assert_eq!(
        site.write("content/meetings/m.md", meeting("2026-11-09")).fails(),
        ["correction-before-date"]
    );
}

#[test]
fn the_posting_tells_when_a_record_was_published_where_nothing_else_does() {
    let published = |front: &str| {
        let mut site = with("notice", front);
        let run = site.build();
        (all(site.output("atom.xml"), "published")[0].to_owned(), run.codes())
    };
    assert_eq!(
        published("posted: {from: 2026-11-10, days: 7}\n"),
        ("2026-11-10T00:00:00+08:00".to_owned(), vec![])
    );
    // It hangs from the 30th; on the site it has been since its date.
    assert_eq!(
        published("posted: {from: 2026-11-30, days: 7}\n"),
        ("2026-11-01T00:00:00+08:00".to_owned(), vec![])
    );
    assert_eq!(
        published("posted: {from: 2026-11-10, days: 7}\npublished: 2026-11-05\n").0,
        "2026-11-05T00:00:00+08:00"
    );
}

#[test]
fn no_feed_is_from_the_future_and_its_reason_is_reported() {
    let mut site = Site::new();
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\ndate: 2026-11-20 09:00\ncorrections: [{date: 2026-12-31, what: 改期}]\n---\n",
    );
    site.write("content/notices/b.md", "---\ntitle: 大扫除\ndate: 2026-12-24\n---\n");
    let run = site.build();
    assert_eq!(run.codes(), ["change-to-come", "published-to-come"]);
    let place = run.found[1].place.as_ref().unwrap();
    assert_eq!(
        (&*place.file, &site.text("content/notices/b.md")[place.span.clone()]),
        ("content/notices/b.md", "2026-12-24")
    );
    let feed = site.output("atom.xml").to_owned();
    // It is the newest there is, and nothing says since when.
    assert!(feed.find("大扫除").unwrap() < feed.find("停水").unwrap());
    assert_eq!(all(&feed, "published"), ["2026-11-20T09:00:00+08:00"]);
    assert_eq!(all(&feed, "updated"), ["2026-11-20T09:00:00+08:00"; 3]);
    assert!(!site.output("notices/b.html").contains("datePublished"));
    assert!(site.output("sitemap.xml").contains("notices/b.html</loc></url>"));
    // No night makes it new.
    let run = site.today("2026-11-23").build();
    assert!(!run.drawn.iter().any(|path| path.ends_with("atom.xml")), "{:?}", run.drawn);
    site.today("2026-12-24").build();
    site.is_as_clean();
    assert_eq!(all(site.output("atom.xml"), "published")[0], "2026-12-24T00:00:00+08:00");
}

#[test]
fn a_day_of_publication_that_is_to_come_is_reported() {
    let mut site = with("notice", "published: 2026-12-01\n");
    let run = site.build();
    assert_eq!(run.codes(), ["published-to-come"]);
    assert_eq!(all(site.output("atom.xml"), "published"), ["2026-11-01T00:00:00+08:00"]);
    // A draft and what is under embargo are not public at all.
    for front in ["published: 2026-12-01\ndraft: true\n", "embargo: 2026-12-01\n"] {
        let mut site = with("notice", front);
        site.settings.drafts = true;
        assert!(site.build().found.is_empty(), "{front}");
    }
}

#[test]
fn a_feed_without_records_is_as_old_as_the_site() {
    let mut site = Site::new();
    site.write("content/meetings/_index.md", "---\ntitle: 会议\nkind: meeting\n---\n").build();
    assert_eq!(all(site.output("meetings/atom.xml"), "updated"), ["2026-11-22T00:00:00+08:00"]);
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-02\n---\n").build();
    assert_eq!(all(site.output("meetings/atom.xml"), "updated"), ["2026-11-02T00:00:00+08:00"]);
    let run = site.write("content/notices/b.md", "---\ntitle: 停电\ndate: 2026-11-20\n---\n").build();
    run.rendered_without(["meetings/atom.xml"]);
    site.is_as_clean();
    assert!(!site.today("2026-11-23").build().drawn.iter().any(|path| path.ends_with("atom.xml")));
}

#[test]
fn days_that_no_posting_lasts_are_a_mistake_and_not_made_fewer() {
    let posted = |posted: &str| {
        with("notice", &format!("posted: {posted}\n")).try_build().err().map(|run| run.codes())
    };
    assert_eq!(posted("{from: 2026-11-01, days: 36500}"), None);
    for odd in [
        "{from: 2026-11-01, days: 36501}",
        "{from: 2026-11-01, days: 999999999999}",
        "{from: 9999-12-01, days: 60}",
    ] {
        assert_eq!(posted(odd), Some(vec!["too-many-days"]), "{odd}");
    }
    let mut site = with("notice", "posted: {from: 2026-11-01, days: 7}\n");
    site.write("site.yaml", "title: 新福\nposted_days: {notice: 70000}\n");
    assert_eq!(site.fails(), ["too-many-days"]);
}

#[test]
fn a_month_beyond_all_numbers_is_no_january() {
    for date in ["2026-257-01", "2026/1/257"] {
        let mut site = Site::new();
        site.write("content/notices/a.md", format!("---\ntitle: 标题\ndate: {date}\n---\n"));
        assert_eq!(site.fails(), ["impossible-date"], "{date}");
    }
}

#[test]
fn a_calendar_says_what_a_shift_is_for_and_where() {
    let mut site = with(
        "notice",
        "schedule: [{place: 居委会一楼, dates: [2026-11-25], from: 9:00, until: 11:00, what: 量血压}, \
         {place: 北门, dates: [2026-11-26], from: 14:00}]\n",
    );
    site.build();
    for line in ["SUMMARY:量血压：标题", "LOCATION:居委会一楼", "SUMMARY:安排：标题", "LOCATION:北门"]
    {
        has(&site, line);
    }
}

#[test]
fn a_meeting_with_a_day_alone_takes_the_whole_day() {
    let mut site = Site::new();
    site.write(
        "content/meetings/m.md",
        "---\nkind: meeting\ntitle: 大会\ndate: 2026-12-20\npublished: 2026-11-20\nvenue: 活动室\n---\n",
    );
    site.build();
    for line in
        ["DTSTART;VALUE=DATE:20261220", "DTEND;VALUE=DATE:20261221", "SUMMARY:会议：大会", "LOCATION:活动室"]
    {
        has(&site, line);
    }
}

#[test]
fn a_table_keeps_items_apart_and_no_text_is_a_formula() {
    let mut site = Site::new();
    // A topic of the site's own list may hold a sign with which people part several.
    let settings = site.text("site.yaml") + "topics: ['甲; 乙', 丙, '\"丁\"']\n";
    site.write("site.yaml", settings);
    site.write(
        "content/notices/a.md",
        "---\ntitle: '＝HYPERLINK(\"x\")'\ndate: 2026-11-01\nnumber: 010\nissuer: '－1＋1'\nsummary: '　=1+1'\n\
         topics: ['甲; 乙', 丙, '\"丁\"']\n---\n",
    );
    site.write(
        "content/notices/b.md",
        "---\ntitle: '12345678901234567890'\ndate: 2026-11-01\nnumber: 3-2\n---\n",
    )
    .build();
    let table = site.output("data/notice/2026.csv").trim_start_matches('\u{FEFF}').as_bytes().to_vec();
    let rows: Vec<std::collections::HashMap<String, String>> =
        csv::Reader::from_reader(table.as_slice()).deserialize().map(Result::unwrap).collect();
    let of = |row: usize, column: &str| rows[row][column].as_str();
    assert_eq!(
        (of(0, "title"), of(0, "issuer"), of(0, "summary")),
        ("'＝HYPERLINK(\"x\")", "'－1＋1", "'　=1+1")
    );
    // As it was written: an apostrophe would be one more thing for programs to know, and the dictionary says
    // what to do.
    assert_eq!((of(0, "number"), of(1, "number"), of(1, "title")), ("010", "3-2", "12345678901234567890"));
    assert_eq!(of(0, "topics"), "\"甲; 乙\"; 丙; \"\"\"丁\"\"\"");
    // A cell is a line of CSV of its own.
    let mut cell = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(of(0, "topics").as_bytes());
    let _ = cell.records().next();
    let index: serde_json::Value = serde_json::from_str(site.output("data/index.json")).unwrap();
    let about: Vec<_> =
        index["csv"].as_array().unwrap().iter().map(|rule| rule["about"].as_str().unwrap()).collect();
    assert_eq!(about, ["file", "lists", "formulas", "spreadsheets"]);
}
