//! What the pages of a site show of it, seen from outside: pictures with their sizes, votes that are being
//! counted, a calendar where something takes place.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;

use common::Site;

/// The start of a GIF of that size, which is all that is read of it.
fn gif(width: u8, height: u8) -> Vec<u8> {
    [b"GIF89a".as_slice(), &[width, 0, height, 0, 0, 0, 0], b";"].concat()
}

fn tags<'h>(html: &'h str, open: &str) -> Vec<&'h str> {
    html.split(open).skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

#[test]
fn pictures_have_their_size_and_only_the_first_is_loaded_at_once() {
    let mut site = Site::new();
    site.write("content/notices/a/one.gif", gif(40, 30)).write("content/notices/a/two.gif", gif(5, 7));
    site.write(
        "content/notices/a/index.md",
        "---\ntitle: 停水\ndate: 2026-11-20\n---\n![一](one.gif)\n\n![二](two.gif)\n\n[又一次](one.gif)\n",
    );
    site.build();
    // The code that is printed at the end of a page is a picture of another sort.
    let shown = tags(site.output("notices/a.html"), "<img ")
        .into_iter()
        .filter(|tag| !tag.contains("data:"))
        .collect::<Vec<_>>()
        .join("|");
    assert_eq!(
        shown,
        concat!(
            r#"src="a/one.gif" alt="一" width="40" height="30"|"#,
            r#"src="a/two.gif" alt="二" width="5" height="7" loading="lazy""#
        )
    );
    // A file of another size in its place: the page follows, as from a clean build.
    let run = site.write("content/notices/a/one.gif", gif(20, 15)).build();
    run.rendered_with(["notices/a.html", "notices/a/one.gif"]).rendered_without(["index.html"]);
    assert!(site.output("notices/a.html").contains(r#"width="20" height="15""#));
    site.is_as_clean();
}

#[test]
fn one_picture_is_for_a_record_everywhere() {
    let mut site = Site::new();
    site.write("content/notices/a/plan.svg", "<svg viewBox='0 0 2 1'/>")
        .write("content/notices/a/photo.jpg", gif(4, 3));
    site.write("content/notices/a/other.png", gif(1, 1));
    let front = "---\ntitle: 停水\ndate: 2026-11-20\nattachments: [other.png]\n---\n";
    site.write("content/notices/a/index.md", format!("{front}![图](plan.svg) ![照片](photo.jpg)\n"));
    site.build();
    // Drawings are not shown by others; the first that can be is taken, by the page's head and its data
    // alike.
    let page = site.output("notices/a.html");
    let shared = tags(page, r#"<meta property="og:image" "#).join("");
    assert!(shared.ends_with(r#"/notices/a/other.png""#), "{shared}");
    assert!(page.contains(r#""image":"https://notices.example.org/notices/a/other.png""#), "{page}");
    site.write("content/notices/a/index.md", format!("{front}![照片](photo.jpg) ![图](plan.svg)\n")).build();
    assert_eq!(
        site.output("notices/a.html").matches("https://notices.example.org/notices/a/photo.jpg").count(),
        2
    );
}

const VOTE: &str = "---\ntitle: 车棚装充电桩\nkind: consultation\ndate: 2026-11-01\nopens: 2026-11-05\ncloses: \
                    2026-11-20\n\
                    rule: majority\noptions:\n- {label: 同意, approve: true}\n- {label: 不同意}\n---\n请投票。\n";

/// The part of the home page on what residents can take part in.
fn open(site: &Site) -> &str {
    let home = site.output("index.html");
    let start = home.find(r#"<section id="open">"#).expect("the home page says what is open");
    &home[start..start + home[start..].find("</section>").unwrap()]
}

#[test]
fn a_vote_that_is_being_counted_is_reported_on_the_home_page_below_what_is_open() {
    let mut site = Site::new();
    site.write("content/votes/_index.md", "---\ntitle: 征询\nkind: consultation\n---\n")
        .write("content/votes/v.md", VOTE);
    let posted = "---\ntitle: 候选人名单\ndate: 2026-11-20\nposted: {from: 2026-11-20, days: 7}\n---\n";
    site.write("content/notices/list.md", posted).today("2026-11-20").build();
    assert!(open(&site).contains("投票中") || open(&site).contains("征询中"), "{}", open(&site));
    // The night after the last day.
    site.today("2026-11-21").build();
    let shown = open(&site);
    let (vote, list) = (
        shown.find("车棚装充电桩").expect("the vote is there"),
        shown.find("候选人名单").expect("the list is there"),
    );
    assert!(list < vote && shown[vote..].contains("计票中"), "{shown}");
    site.is_as_clean();
    // Counted: it is a result now.
    let counted = VOTE
        .replace("label: 同意", "label: 同意, people: 6")
        .replace("label: 不同意", "label: 不同意, people: 3");
    site.write(
        "content/votes/v.md",
        counted.replace("rule:", "counted: 2026-11-21\nballots: {returned: 9}\nrule:"),
    )
    .build();
    assert!(!open(&site).contains("车棚装充电桩"), "{}", open(&site));
    site.is_as_clean();
}

#[test]
fn a_calendar_is_and_is_linked_where_something_takes_place() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n停水。\n").build();
    let linked = |site: &Site| site.output("notices/index.html").contains("calendar.ics");
    assert!(!site.out.contains_key("calendar.ics") && !linked(&site));
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\ndate: 2026-11-20\ndeadline: 2026-11-30\n---\n停水。\n",
    )
    .build();
    assert!(site.out.contains_key("calendar.ics") && linked(&site));
    site.is_as_clean();
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n停水。\n").build();
    assert!(!site.out.contains_key("calendar.ics") && !linked(&site));
    site.is_as_clean();
}

#[test]
fn a_link_to_an_output_that_is_not_made_is_a_mistake() {
    let mut site = Site::new();
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\ndate: 2026-11-20\n---\n[日历](../calendar.ics) [订阅](../atom.xml) [公告](atom.xml)\n",
    );
    assert_eq!(site.fails(), ["broken-link"]);
    site.edit("content/notices/a.md", "---\n[日历]", "deadline: 2026-11-30\n---\n[日历]").build();
    // Without an address there are neither feeds nor a calendar, and the foot of the page does not lead to
    // them.
    site.write("site.yaml", "title: 新福居民区公告栏\n");
    assert_eq!(site.fails(), ["broken-link"; 3]);
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\ndate: 2026-11-20\ndeadline: 2026-11-30\n---\n停水。\n",
    )
    .build();
    assert!(
        !site.output("index.html").contains("atom.xml")
            && !site.output("index.html").contains("calendar.ics")
    );
}

#[test]
fn the_older_address_of_a_section_leads_to_it() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n停水。\n");
    site.write(
        "content/notices/_index.md",
        "---\ntitle: 公告\nkind: notice\naliases: [old/news/, gonggao]\n---\n",
    )
    .build();
    let old = site.output("old/news/index.html");
    assert!(
        old.contains(r#"content="0; url=../../notices/index.html""#) && old.contains(">公告</a>"),
        "{old}"
    );
    assert!(site.output("gonggao.html").contains(r#"url=notices/index.html""#));
    // Another name for the section is another name on the way to it.
    let run = site.edit("content/notices/_index.md", "title: 公告", "title: 通知").build();
    assert!(
        run.drawn.contains(&"gonggao.html".to_owned()) && site.output("gonggao.html").contains(">通知</a>")
    );
    site.is_as_clean();
    // It may neither leave the output nor stand where another page does.
    site.edit("content/notices/_index.md", "gonggao", "../gonggao");
    assert_eq!(site.fails(), ["bad-path"]);
    site.edit("content/notices/_index.md", "../gonggao", "notices/a.html");
    assert_eq!(site.fails(), ["duplicate-output"]);
}

#[test]
fn links_in_introductions_lead_where_they_should() {
    let mut site = Site::new();
    site.edit("site.yaml", "title:", "languages: {en: {title: Board}}\ntitle:");
    site.write("content/通知/停水.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n## 时间\n\n周六。\n");
    site.write("content/通知/停水.en.md", "---\ntitle: No water\n---\n## Hours\n\nSaturday.\n");
    site.write(
        "content/notices/a/index.md",
        "---\ntitle: 选票\ndate: 2026-11-20\nslug: ballot\n---\n选票。\n",
    );
    site.write(
        "content/notices/_index.md",
        "---\ntitle: 公告\nkind: notice\n---\n![楼](map.gif) [单子](list.txt) [全文](#全文)\n\n## 全文\n",
    );
    site.write("content/notices/map.gif", gif(4, 3)).write("content/notices/list.txt", "单子");
    let links = "[一](通知/停水.md#时间) [二](notices/a/index.md) [三](notices/_index.md#全文) [四](_index.en.md) \
                 [五](data/index.json)";
    site.write("content/_index.md", format!("---\ntitle: 首页\n---\n{links}\n"));
    site.write(
        "content/_index.en.md",
        "---\ntitle: Home\n---\n[one](通知/停水.md#Hours) [two](notices) [three](_index.md) [four](通知/停水.md)\n",
    );
    let run = site.build();
    assert_eq!(run.codes(), [""; 0]);
    let intro = |path: &str, class: &str| {
        let page = site
            .output(path)
            .split_once(&format!("<div class=\"{class}\">"))
            .expect("there is an introduction")
            .1;
        tags(page.split("</div>").next().unwrap(), "<")
            .into_iter()
            .filter(|tag| tag.contains('='))
            .collect::<Vec<_>>()
            .join("|")
    };
    let wanted = [
        "tong-zhi/ting-shui.html#shi-jian",
        "notices/ballot.html",
        "notices/index.html#quan-wen",
        "index.en.html",
        "data/index.json",
    ];
    assert_eq!(intro("index.html", "body intro"), wanted.map(|to| format!("a href=\"{to}\"")).join("|"));
    let wanted = [
        "tong-zhi/ting-shui.en.html#hours",
        "notices/index.html",
        "index.en.html",
        "tong-zhi/ting-shui.en.html",
    ];
    assert_eq!(intro("index.en.html", "body intro"), wanted.map(|to| format!("a href=\"{to}\"")).join("|"));
    assert_eq!(
        intro("notices/index.html", "body"),
        concat!(
            r#"img src="map.gif" alt="楼" width="4" height="3"|a href="list.txt"|"#,
            r##"a href="#quan-wen"|h2 id="quan-wen""##
        )
    );
    assert_eq!(site.output("notices/list.txt"), "单子");
    // A picture of another size in its place: the page follows.
    site.write("content/notices/map.gif", gif(8, 6))
        .build()
        .rendered(["notices/index.html", "notices/map.gif"]);
    site.is_as_clean();
}

#[test]
fn links_in_introductions_that_lead_nowhere_are_mistakes() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: 停水\ndate: 2026-11-20\n---\n停水。\n").build();
    site.write(
        "content/_index.md",
        "---\ntitle: 首页\n---\n[一](nope.md) [二](notices/a.md#zz) ![图](no.png)\n",
    );
    assert_eq!(site.fails(), ["broken-link", "broken-anchor", "broken-link"]);
    site.remove("content/_index.md")
        .write("content/notices/_index.en.md", "---\ntitle: Notices\n---\n[one](b.md)\n");
    assert_eq!(site.fails(), ["broken-link"]);
}

#[test]
fn an_introduction_does_not_link_to_what_is_not_published_yet() {
    let mut site = Site::new();
    site.edit("site.yaml", "title:", "languages: {en: {title: Board}}\ntitle:");
    site.write(
        "content/notices/roll/index.md",
        "---\ntitle: 名单\ndate: 2026-11-20\nembargo: 2026-11-23\n---\n名单。\n",
    );
    site.write("content/notices/roll/index.en.md", "---\ntitle: List\n---\nList.\n");
    site.write("content/notices/roll/names.txt", "甲、乙");
    let links = "[名单](notices/roll/index.md) [又](notices/roll) [英](notices/roll/index.en.md) \
                 [甲](notices/roll/names.txt)";
    site.write("content/_index.md", format!("---\ntitle: 首页\n---\n{links}\n"));
    assert_eq!(site.build().codes(), ["link-to-unpublished"; 4]);
    assert!(
        site.output("index.html").contains("名单 又 英 甲")
            && !site.output("index.html").contains("notices/roll")
    );
    assert!(!site.manifest.as_deref().unwrap().contains("roll"), "the manifest names what is under embargo");
    site.is_as_clean();
    site.today("2026-11-23").build().rendered_with([
        "index.html",
        "notices/roll.html",
        "notices/roll/names.txt",
    ]);
    assert!(site.output("index.html").contains(r#"<a href="notices/roll.html">名单</a>"#));
    site.is_as_clean();
}

#[test]
fn the_pictures_of_a_draft_are_not_reported_to_be_left_over() {
    let mut site = Site::new();
    site.write(
        "content/notices/a.md",
        "---\ntitle: 停水\ndate: 2026-11-20\ndraft: true\n---\n![图](a.gif) ![图](map.gif)\n",
    );
    site.write("content/notices/a.en.md", "---\ntitle: No water\n---\n![Map](en.gif)\n");
    site.edit("site.yaml", "title:", "languages: {en: {title: Board}}\ntitle:");
    for name in ["a", "en", "map"] {
        site.write(&format!("content/notices/{name}.gif"), gif(1, 1));
    }
    assert_eq!(site.build().codes(), [""; 0]);
    // What somebody else shows as well is published with that.
    site.write("content/notices/b.md", "---\ntitle: 停电\ndate: 2026-11-20\n---\n![图](map.gif)\n");
    assert_eq!(site.build().codes(), [""; 0]);
    assert!(site.out.contains_key("notices/map.gif") && !site.out.contains_key("notices/a.gif"));
    site.is_as_clean();
}

/// A site with two estates that have English names, one of whose buildings has none.
fn two_languages() -> Site {
    let mut site = Site::new();
    site.write(
        "site.yaml",
        "title: 梧桐里公告栏\nbase_url: https://notices.example.org/\nissuer: 居委会\nlanguages:\n  en:\n    title: \
         Wutong\n    \
         places: {梧桐里: Wutong Lane, 新禾苑: Xinhe Court, 1号楼: Building 1}\n    topics: {电梯: Lifts}\nplaces:\n  \
         - {name: 梧桐里, places: [{name: 1号楼}, {name: 2号楼}]}\n  - {name: 新禾苑, places: [{name: 1号楼}]}\n",
    );
    site.write("content/_index.en.md", "---\ntitle: Wutong\n---\n");
    site.write(
        "content/notices/_index.md",
        "---\ntitle: 公告\nkind: notice\nlanguages: {en: {title: Notices}}\n---\n",
    );
    site.write("content/votes/_index.md", "---\ntitle: 征询\nkind: consultation\n---\n");
    let schedule = "schedule:\n- {place: 新禾苑/1号楼, days: [mon], from: '9:00', what: 收旧衣}\n- \
                    {place: 2号楼, days: [tue], what: 收旧衣}\n";
    site.write(
        "content/notices/n.md",
        format!(
            "---\ntitle: 旧衣回收\ndate: 2026-11-20\ntopics: [电梯, 环保]\nplaces: [新禾苑/1号楼, 2号楼]\n\
                 {schedule}---\n正文。\n"
        ),
    );
    site.write("content/notices/n.en.md", "---\ntitle: Old clothes\n---\nText.\n");
    site.write("content/notices/only.md", "---\ntitle: 停水\ndate: 2026-11-21\n---\n正文。\n");
    let by_place =
        "by_place:\n- {place: 梧桐里/1号楼, options: {同意: 6}}\n- {place: 2号楼, options: {同意: 0}}\n";
    let counted = VOTE
        .replace("label: 同意", "label: 同意, people: 6")
        .replace("label: 不同意", "label: 不同意, people: 3");
    let counted = counted.replace(
        "rule:",
        &format!("counted: 2026-11-21\nballots: {{returned: 9}}\nplaces: [梧桐里]\n{by_place}rule:"),
    );
    site.write("content/votes/v.md", counted)
        .write("content/votes/v.en.md", "---\ntitle: Charging points\n---\nText.\n");
    site
}

#[test]
fn english_pages_use_the_english_names_of_places_topics_and_sections() {
    let mut site = two_languages();
    site.today("2026-11-22").build();
    let page = site.output("notices/n.en.html");
    for shown in [
        r#">Xinhe Court Building 1</a>"#,
        r#" lang="zh-Hans">2号楼</a>"#,
        r#">Lifts</a>"#,
        r#" lang="zh-Hans">环保</a>"#,
        r#">Notices</a>"#,
        r#"<dt>Xinhe Court Building 1</dt>"#,
        r#"<dt lang="zh-Hans">2号楼</dt>"#,
        r#""keywords":["Lifts","环保"]"#,
        r#"{"@type":"Place","name":"Xinhe Court/Building 1"}"#,
    ] {
        assert!(page.contains(shown), "no {shown} in {page}");
    }
    let vote = site.output("votes/v.en.html");
    assert!(
        vote.contains("<th>Building 1</th>") && vote.contains(r#"<th lang="zh-Hans">2号楼</th>"#),
        "{vote}"
    );
    // Nothing of it on pages in Chinese, nor in the records of the open data, whose names are what was
    // written.
    assert!(
        !site.output("notices/n.html").contains("Lifts")
            && site.output("notices/n.html").contains(">新禾苑1号楼</a>")
    );
    assert!(!site.output("data/notice/2026.json").contains("Lifts"));
    let index: serde_json::Value = serde_json::from_str(site.output("data/index.json")).unwrap();
    let names = serde_json::json!({"en": {
        "sections": {"notices": "Notices"},
        "places": {"梧桐里": "Wutong Lane", "梧桐里/1号楼": "Wutong Lane Building 1", "新禾苑": "Xinhe Court",
        "新禾苑/1号楼": "Xinhe Court Building 1"},
        "topics": {"电梯": "Lifts"},
    }});
    assert_eq!(index["names"], names);
}

#[test]
fn what_an_english_page_shows_in_chinese_is_marked() {
    let mut site = two_languages();
    site.today("2026-11-22").build();
    let home = site.output("index.en.html");
    let at = home.find(">停水</a>").expect("the notice is on the home page");
    assert!(home[..at].ends_with(r#"lang="zh-Hans""#), "{home}");
    assert!(home[at..].split("</li>").next().unwrap().contains("in Chinese"), "{home}");
    let translated = home.find(">Old clothes</a>").expect("and so is the other");
    assert!(!home[translated..].split("</li>").next().unwrap().contains("in Chinese"), "{home}");
    assert!(
        home.contains(r#" lang="zh-Hans">征询</a>"#)
            && home.contains(">Notices</a>")
            && !home.contains("in Chinese · in"),
        "{home}"
    );
    // A neighbour without a translation says so as well; pages in Chinese have nothing to mark.
    assert!(site.output("notices/n.en.html").contains(r#"<span lang="zh-Hans">停水</span>"#));
    assert!(!site.output("index.html").contains("in-language"));
    assert!(
        !site.output("index.en.html").contains(">居委会</p>")
            || home.contains(r#"<p lang="zh-Hans">居委会</p>"#),
        "{home}"
    );
}

#[test]
fn topics_places_years_and_months_have_a_page_in_each_language() {
    let mut site = two_languages();
    site.today("2026-12-02").build();
    for (page, shown) in [
        ("topics/index", "Lifts"),
        ("places/index", "Xinhe Court"),
        ("archive/2026", "Old clothes"),
        ("archive/2026-11", "Published in November 2026"),
        ("places/xin-he-yuan", "<h1>Xinhe Court</h1>"),
    ] {
        let (chinese, english) =
            (site.output(&format!("{page}.html")), site.output(&format!("{page}.en.html")));
        assert!(english.contains(shown) && !chinese.contains(shown), "no {shown} in {page}: {english}");
        let file = page.rsplit('/').next().unwrap();
        // Each leads to the other, for readers and for machines.
        for (page, other, name) in
            [(chinese, "en", format!("{file}.en.html")), (english, "zh-Hans", format!("{file}.html"))]
        {
            assert!(page.contains(&format!(r#"href="{name}" hreflang="{other}""#)), "{page}");
            assert!(page.contains(&format!(r#"rel="alternate" hreflang="{other}""#)), "{page}");
        }
        assert!(site.output("sitemap.xml").contains(&format!("/{page}.en.html</loc>")), "{page}");
    }
    // A topic without an English name is marked, and links stay in the language.
    let english = site.output("topics/huan-bao.en.html");
    assert!(english.contains(r#"<h1 lang="zh-Hans">环保</h1>"#), "{english}");
    assert!(english.contains(r#"href="index.en.html""#), "{english}");
    assert!(site.output("notices/n.en.html").contains(r#"href="../places/xin-he-yuan-1-hao-lou.en.html""#));
    assert!(site.output("index.en.html").contains(r#"href="topics/index.en.html""#));
}

#[test]
fn an_arabic_page_runs_from_right_to_left_and_names_in_it_their_own_way() {
    let mut site = two_languages();
    site.edit("site.yaml", "languages:", "languages:\n  ar: {title: ووتونغ}");
    site.write("content/notices/n.ar.md", "---\ntitle: ملابس قديمة\n---\nنص.\n");
    site.today("2026-11-22").build();
    let page = site.output("notices/n.ar.html");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(page.contains(r#" lang="zh-Hans" dir="ltr">环保</a>"#), "{page}");
    assert!(page.contains("20 نوفمبر 2026") && page.contains("languages."), "{page}");
    let year = site.output("archive/2026.ar.html");
    assert!(year.contains(r#" lang="zh-Hans" dir="ltr">"#) && year.contains("بالصينية"), "{year}");
    // Seen from a page in Chinese it is the Arabic name that runs the other way; English needs no mark.
    let chinese = site.output("notices/n.html");
    assert!(chinese.contains(r#" lang="ar" dir="rtl">"#) && !chinese.contains("dir=\"ltr\""), "{chinese}");
    assert!(!chinese.contains("languages."), "{chinese}");
}
