//! A rebuild draws what an edit changes and nothing else, and ends where a clean build would.
//!
//! Stories first: one edit each, with the exact list of what was drawn. The oracle after them makes edits by
//! chance and compares the published files and the manifest with a clean build's, to the byte.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;
#[path = "rebuild/data.rs"]
mod data;
#[path = "rebuild/oracle.rs"]
mod oracle;
#[path = "rebuild/search.rs"]
mod search;

use common::Site;

/// Eight notices and some others, a meeting, a series of three logs and a page, built once.
fn site() -> Site {
    let mut site = Site::new();
    site.write("content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
    // Between the third and the fourth stand as many others as a home page may show.
    for day in 10..=17 {
        site.write(
            &format!("content/notices/other{day}.md"),
            format!("---\ntitle: 另外\ndate: 2026-03-{day}\n---\n另外。\n"),
        );
    }
    for day in 1..=8 {
        let date = if day < 4 { day } else { day + 20 };
        site.write(
            &notice(day),
            format!("---\ntitle: 第{day}号公告\ndate: 2026-03-{date:02}\n---\n第{day}号的摘要。\n\n第{day}号的正文。\n"),
        );
    }
    site.write("content/meetings/_index.md", "---\ntitle: 会议\nkind: meeting\n---\n");
    site.write(
        "content/meetings/m.md",
        "---\ntitle: 电梯会\ndate: 2026-02-01\nrefs: [notices/n8.md]\n---\n见[公告](../notices/n8.md)。\n",
    );
    site.write(
        "content/logs/_index.md",
        "---\ntitle: 日志\nkind: log\nseries:\n  from: 2026-01-01\n  metrics:\n    户: {total: sum}\n---\n",
    );
    for day in 1..=3 {
        site.write(
            &log(day),
            format!("---\ntitle: 日志{day}\ndate: 2026-01-0{day}\nmetrics: {{户: {day}}}\n---\n走访。\n"),
        );
    }
    site.write("content/about/_index.md", "---\ntitle: 关于\n---\n");
    site.write("content/about/desk.md", "---\ntitle: 窗口\n---\n在一楼。\n");
    site.build();
    site
}

/// A page that asks for all years with their numbers, as the home page does.
const YEARS: &str = "404.html";

/// Another, with all topics and places as well.
const SEARCH: &str = "search.html";

fn notice(day: u32) -> String {
    format!("content/notices/n{day}.md")
}

fn log(day: u32) -> String {
    format!("content/logs/l{day}.md")
}

#[test]
fn nothing_edited_draws_nothing_and_writes_nothing() {
    let mut site = site();
    let run = site.build();
    run.rendered([]);
    assert!(run.written.is_empty());
    site.is_as_clean();
}

#[test]
fn an_edited_body_draws_its_page_only() {
    let mut site = site();
    site.edit(&notice(8), "第8号的正文。", "改过的正文。").build().rendered(["notices/n8.html"]);
    site.is_as_clean();
}

#[test]
fn an_edited_first_paragraph_draws_what_shows_the_summary() {
    let mut site = site();
    let run = site.edit(&notice(1), "第1号的摘要。", "改过的摘要。").build();
    run.rendered([
        "notices/n1.html",
        "notices/index.html",
        "archive/2026.html",
        "archive/2026-03.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "atom.xml",
        "notices/atom.xml",
    ]);
    site.is_as_clean();
}

#[test]
fn an_edited_title_draws_the_lists_neighbours_feeds_and_data_that_show_it() {
    let mut site = site();
    let run = site.edit(&notice(2), "第2号公告", "第二号公告").build();
    run.rendered([
        "notices/n2.html",
        "notices/n1.html",
        "notices/n3.html",
        "notices/index.html",
        "archive/2026.html",
        "archive/2026-03.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "atom.xml",
        "notices/atom.xml",
    ]);
    site.is_as_clean();
}

#[test]
fn an_edited_title_also_draws_the_home_page_and_what_refers_to_it() {
    let mut site = site();
    let run = site.edit(&notice(8), "第8号公告", "第八号公告").build();
    run.rendered([
        "index.html",
        "meetings/m.html",
        "notices/n8.html",
        "notices/n7.html",
        "notices/index.html",
        "archive/2026.html",
        "archive/2026-03.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "atom.xml",
        "notices/atom.xml",
    ]);
    site.is_as_clean();
}

#[test]
fn a_new_log_draws_its_series_its_neighbour_and_the_lists_it_enters() {
    let mut site = site();
    let run =
        site.write(&log(4), "---\ntitle: 日志4\ndate: 2026-01-04\nmetrics: {户: 4}\n---\n走访。\n").build();
    run.rendered([
        "logs/l4.html",
        "logs/l3.html",
        "logs/index.html",
        "index.html",
        "archive/2026.html",
        "archive/2026-01.html",
        "data/log/2026.json",
        "data/log/2026.csv",
        "data/index.json",
        "open-data.html",
        "atom.xml",
        "logs/atom.xml",
        "sitemap.xml",
        YEARS,
        SEARCH,
    ]);
    site.is_as_clean();
}

#[test]
fn a_log_in_between_changes_the_totals_of_all_that_follow() {
    let mut site = site();
    site.write(&log(4), "---\ntitle: 日志4\ndate: 2026-01-05\nmetrics: {户: 4}\n---\n走访。\n").build();
    let run =
        site.write(&log(5), "---\ntitle: 日志5\ndate: 2026-01-04\nmetrics: {户: 10}\n---\n走访。\n").build();
    run.rendered_with(["logs/l4.html", "logs/l5.html", "logs/index.html", "data/log/2026.json"]);
    run.rendered_without(["logs/l1.html", "logs/l2.html", "notices/n8.html", "notices/index.html"]);
    assert_eq!(site.data("log", "2026")[0]["facts"]["metrics"]["户"]["total"], "20");
    site.is_as_clean();
}

#[test]
fn a_new_notice_leaves_other_sections_alone() {
    let mut site = site();
    let run = site.write("content/notices/n9.md", "---\ntitle: 新的\ndate: 2026-03-30\n---\n新。\n").build();
    run.rendered([
        "notices/n9.html",
        "notices/n8.html",
        "notices/index.html",
        "index.html",
        "archive/2026.html",
        "archive/2026-03.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "data/index.json",
        "open-data.html",
        "atom.xml",
        "notices/atom.xml",
        "sitemap.xml",
        YEARS,
        SEARCH,
    ]);
    site.is_as_clean();
}

#[test]
fn an_edited_template_draws_what_it_draws() {
    let mut site = site();
    site.write("templates/meeting.html", "<p>{{ record.title }}</p>{{ record.body }}")
        .build()
        .rendered(["meetings/m.html"]);
    site.write("templates/meeting.html", "<b>{{ record.title }}</b>{{ record.body }}")
        .build()
        .rendered(["meetings/m.html"]);
    site.is_as_clean().clone().remove("templates/meeting.html").build().rendered(["meetings/m.html"]);
}

#[test]
fn an_edited_text_of_the_interface_draws_the_pages_in_that_language() {
    let mut site = site();
    site.write("i18n/zh-Hans.ftl", "skip = 直接看正文\n").build().rendered_without([
        "data/notice/2026.json",
        "atom.xml",
        "sitemap.xml",
        "calendar.ics",
    ]);
    assert!(site.output("about/desk.html").contains("直接看正文"));
    site.is_as_clean();
}

#[test]
fn an_edited_setting_draws_what_shows_it() {
    let mut site = site();
    site.edit("site.yaml", "title: 新福居民区公告栏", "title: 新福公告栏").build().rendered_with([
        "index.html",
        "notices/n1.html",
        "atom.xml",
    ]);
    site.is_as_clean();
    let run = site
        .write("site.yaml", "title: 新福公告栏\nbase_url: https://notices.example.org/\nfollow_up_days: 3\n")
        .build();
    run.rendered([]);
    site.is_as_clean();
}

#[test]
fn a_longer_page_size_draws_lists_only() {
    let mut site = site();
    site.write(
        "site.yaml",
        "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\npage_size: 3\n",
    )
    .build()
    .rendered_without(["notices/n1.html", "data/notice/2026.json"]);
    assert!(site.out.contains_key("notices/page-3.html"));
    site.is_as_clean();
    site.write("site.yaml", "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n").build();
    assert!(!site.out.contains_key("notices/page-2.html"));
    site.is_as_clean();
}

#[test]
fn an_edited_file_of_a_bundle_draws_what_shows_its_size_or_digest() {
    let mut site = site();
    site.write(
        "content/notices/box/index.md",
        "---\ntitle: 附件\ndate: 2026-03-31\nattachments: [plan.txt]\n---\n正文。\n",
    );
    site.write("content/notices/box/plan.txt", "一").build();
    let run = site.write("content/notices/box/plan.txt", "二").build();
    run.rendered([
        "notices/box/plan.txt",
        "notices/box.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "atom.xml",
        "notices/atom.xml",
    ]);
    assert_eq!(site.output("notices/box/plan.txt"), "二");
    site.is_as_clean();
}

#[test]
fn a_renamed_record_leaves_nothing_at_its_old_address() {
    let mut site = site();
    site.rename(&notice(5), "content/notices/five.md").build().rendered_with([
        "notices/five.html",
        "notices/n4.html",
        "notices/n6.html",
        "sitemap.xml",
    ]);
    assert!(!site.out.contains_key("notices/n5.html"));
    site.is_as_clean();
}

#[test]
fn a_renamed_record_draws_the_introductions_that_link_to_it() {
    let mut site = site();
    site.write("content/_index.md", "---\ntitle: 首页\n---\n见[第一号](notices/n1.md)。\n");
    site.write(
        "content/notices/_index.md",
        "---\ntitle: 公告\nkind: notice\n---\n见[第一号](n1.md#shi-jian)。\n",
    );
    site.edit(&notice(1), "第1号的正文。", "## 时间").build();
    assert!(site.output("index.html").contains(r#"<a href="notices/n1.html">第一号</a>"#));
    site.edit(&notice(1), "date:", "slug: one\ndate:").build().rendered_with([
        "index.html",
        "notices/index.html",
        "notices/one.html",
    ]);
    assert!(site.output("index.html").contains(r#"<a href="notices/one.html">第一号</a>"#));
    assert!(site.output("notices/index.html").contains(r#"<a href="one.html#shi-jian">第一号</a>"#));
    site.is_as_clean();
    // Another file: the introductions have to follow, and so they are.
    site.rename(&notice(1), "content/notices/first.md");
    assert_eq!(site.fails(), ["broken-link", "broken-link"]);
    site.edit("content/_index.md", "n1.md", "first.md")
        .edit("content/notices/_index.md", "n1.md", "first.md")
        .build();
    site.is_as_clean();
    // Hidden again: only the words stay.
    site.edit("content/notices/first.md", "date:", "draft: true\ndate:")
        .build()
        .rendered_with(["index.html", "notices/index.html"]);
    assert!(site.output("index.html").contains("见第一号。"));
    site.is_as_clean();
}

#[test]
fn a_deleted_record_leaves_nothing_behind() {
    let mut site = site();
    let run = site.remove(&notice(2)).build();
    run.rendered([
        "notices/n1.html",
        "notices/n3.html",
        "notices/index.html",
        "archive/2026.html",
        "archive/2026-03.html",
        "data/notice/2026.json",
        "data/notice/2026.csv",
        "data/index.json",
        "open-data.html",
        "atom.xml",
        "notices/atom.xml",
        "sitemap.xml",
        YEARS,
        SEARCH,
        "index.html",
    ]);
    assert!(!site.out.contains_key("notices/n2.html"));
    site.is_as_clean();
}

#[test]
fn the_last_record_of_a_kind_takes_its_data_with_it() {
    let mut site = site();
    site.remove("content/meetings/m.md").build();
    assert!(
        !site.out.contains_key("data/meeting/2026.json") && !site.out.contains_key("data/meeting/2026.csv")
    );
    site.is_as_clean();
}

#[test]
fn a_draft_comes_and_goes_without_a_trace() {
    let mut site = site();
    let before = (site.out.clone(), site.manifest.clone());
    site.edit(&notice(5), "date:", "draft: true\ndate:").build();
    assert!(!site.out.contains_key("notices/n5.html"));
    assert!(!site.manifest.as_deref().unwrap().contains("n5"), "the manifest names a draft");
    site.is_as_clean();
    site.edit(&notice(5), "draft: true\n", "").build().rendered_with([
        "notices/n5.html",
        "notices/n4.html",
        "notices/n6.html",
    ]);
    assert!(before == (site.out, site.manifest));
}

#[test]
fn a_date_moved_to_another_year_moves_data_and_archive() {
    let mut site = site();
    site.edit(&notice(1), "2026-03-01", "2025-03-01").build().rendered_with([
        "archive/2025.html",
        "archive/2026.html",
        "data/notice/2025.json",
        "data/notice/2026.json",
        "data/index.json",
        "notices/n1.html",
    ]);
    site.is_as_clean();
    site.edit(&notice(1), "2025-03-01", "2026-03-01").build();
    assert!(!site.out.contains_key("archive/2025.html") && !site.out.contains_key("data/notice/2025.json"));
    site.is_as_clean();
}

#[test]
fn an_embargo_that_ends_publishes_its_record_at_that_moment() {
    let mut site = site();
    site.edit(&notice(6), "date:", "embargo: 2026-11-22 19:30\ndate:").build();
    assert!(!site.out.contains_key("notices/n6.html"));
    assert!(!site.manifest.as_deref().unwrap().contains("n6"), "the manifest names what is under embargo");
    site.today("2026-11-22 19:29").build().rendered([]);
    site.today("2026-11-22 19:30").build().rendered_with([
        "notices/n6.html",
        "notices/n5.html",
        "notices/n7.html",
        "sitemap.xml",
    ]);
    site.is_as_clean();
}

#[test]
fn midnight_draws_only_what_counts_days() {
    let mut site = site();
    site.edit(&notice(8), "date:", "posted: {from: 2026-11-20, days: 5}\ndate:").build();
    let run = site.today("2026-11-23").build();
    run.rendered_without([
        "notices/n1.html",
        "notices/n2.html",
        "about/desk.html",
        "logs/index.html",
        "meetings/m.html",
        "atom.xml",
        "data/notice/2026.json",
    ]);
    run.rendered_with(["notices/n8.html"]);
    site.is_as_clean();
    site.today("2026-11-26").build().rendered_with(["notices/n8.html", "data/notice/2026.json"]);
    site.is_as_clean();
}

#[test]
fn midnight_draws_nothing_where_nothing_waits() {
    let mut site = site();
    site.today("2026-11-23").build().rendered([]);
    site.is_as_clean();
}

#[test]
fn a_file_that_is_gone_from_the_output_is_drawn_again() {
    let mut site = site();
    site.out.remove("notices/n3.html");
    site.build().rendered(["notices/n3.html"]);
    site.is_as_clean();
}

#[test]
fn a_translation_draws_its_page_and_the_pages_that_name_it() {
    let mut site = site();
    site.write(
        "site.yaml",
        "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\nlanguages: {en: {title: Xinfu}}\n",
    )
    .build();
    let run = site.write("content/notices/n4.en.md", "---\ntitle: Notice four\n---\nText.\n").build();
    run.rendered_with(["notices/n4.html", "notices/n4.en.html", "sitemap.xml"]);
    run.rendered_without(["data/notice/2026.json", "notices/n1.html", "notices/n8.html", "logs/index.html"]);
    site.is_as_clean();
    site.remove("content/notices/n4.en.md").build();
    assert!(!site.out.contains_key("notices/n4.en.html"));
    site.is_as_clean();
}

#[test]
fn an_english_name_draws_the_english_pages_that_show_it() {
    let mut site = site();
    let config = |names: &str| {
        format!(
            "title: 新福\nbase_url: https://notices.example.org/\nlanguages: {{en: {{title: Xinfu{names}}}}}\n"
        )
    };
    site.write("site.yaml", config("")).write("content/_index.en.md", "---\ntitle: Xinfu\n---\n");
    site.edit(&notice(4), "date:", "topics: [电梯]\nplaces: [梧桐里]\ndate:");
    site.write("content/notices/n4.en.md", "---\ntitle: Notice four\n---\nText.\n").build();
    let run =
        site.write("site.yaml", config(", topics: {电梯: Lifts}, places: {梧桐里: Wutong Lane}")).build();
    run.rendered_with(["notices/n4.en.html", "index.en.html", "data/index.json"]);
    run.rendered_without(["notices/n3.html", "data/notice/2026.json", "atom.xml", "notices/index.html"]);
    let page = site.output("notices/n4.en.html");
    assert!(page.contains(">Lifts</a>") && page.contains(">Wutong Lane</a>"), "{page}");
    site.is_as_clean();
    let run =
        site.write("site.yaml", config(", topics: {电梯: Elevators}, places: {梧桐里: Wutong Lane}")).build();
    run.rendered_with(["topics/dian-ti.en.html", "topics/index.en.html", "notices/n4.en.html"]);
    run.rendered_without(["notices/n3.html", "archive/2026.en.html"]);
    site.is_as_clean();
    // A further language has pages of its own, and the others lead to them.
    site.edit("site.yaml", "languages: {", "languages: {ar: {title: شينفو}, ").build();
    assert!(site.output("topics/dian-ti.html").contains("topics/dian-ti.ar.html"));
    assert!(site.output("archive/2026.ar.html").contains("../notices/n4.html"));
    site.is_as_clean();
    site.write("site.yaml", config(", topics: {电梯: Lifts}, places: {梧桐里: Wutong Lane}")).build();
    assert!(
        !site.out.contains_key("topics/dian-ti.ar.html") && site.out.contains_key("topics/dian-ti.en.html")
    );
    site.is_as_clean();
    site.edit("content/logs/_index.md", "title: 日志", "title: 日志\nlanguages: {en: {title: Logs}}")
        .build()
        .rendered_with(["index.en.html"]);
    assert!(site.output("index.en.html").contains(">Logs</a>"));
    site.is_as_clean();
}

#[test]
fn a_translated_log_draws_the_days_of_its_series_in_that_language() {
    let mut site = site();
    site.edit("site.yaml", "title:", "languages: {en: {title: Board}}\ntitle:");
    site.write("content/logs/_index.en.md", "---\ntitle: Logs\n---\n").build();
    site.write(&log(1).replace(".md", ".en.md"), "---\ntitle: Log\n---\nDone.\n")
        .build()
        .rendered_with(["logs/index.en.html"]);
    site.is_as_clean();
}

#[test]
fn a_mistake_leaves_the_published_site_as_it_was() {
    let mut site = site();
    assert_eq!(site.edit(&notice(3), "date: 2026-03-03", "date: soon").fails(), ["bad-date"]);
    site.edit(&notice(3), "date: soon", "date: 2026-03-03").build().rendered([]);
    assert_eq!(site.write("templates/meeting.html", "{{ record.title ").fails(), ["template-syntax"]);
    assert_eq!(
        site.write("templates/meeting.html", "{{ t(key=\"no-such-text\") }}").fails(),
        ["missing-text"]
    );
    site.remove("templates/meeting.html").build().rendered([]);
    site.is_as_clean();
}

#[test]
fn warnings_are_reported_again_when_nothing_has_changed() {
    let mut site = site();
    let first = site.write("content/notices/loose.pdf", "x").build();
    let again = site.build();
    assert_eq!((again.codes(), again.found), (first.codes(), first.found));
    assert!(again.drawn.is_empty());
}

#[test]
fn a_correction_that_lifts_an_old_record_into_a_full_feed_draws_the_feed() {
    let mut site = site();
    site.write(
        "site.yaml",
        "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\nfeeds: {limit: 2}\n",
    )
    .build();
    site.edit(&notice(1), "date:", "corrections: [{date: 2026-11-01, what: 改了}]\ndate:")
        .build()
        .rendered_with(["atom.xml", "notices/atom.xml"]);
    assert!(site.output("atom.xml").contains("第1号公告"));
    site.is_as_clean();
}

#[test]
fn a_nested_sections_new_title_draws_the_records_whose_crumbs_show_it() {
    let mut site = site();
    site.write("content/notices/old/_index.md", "---\ntitle: 旧公告\n---\n")
        .write("content/notices/old/a.md", "---\ntitle: 甲\ndate: 2020-01-01\n---\n")
        .build();
    site.edit("content/notices/old/_index.md", "旧公告", "往年公告").build();
    assert!(site.output("notices/old/a.html").contains("往年公告"), "the crumbs show the old title");
    site.is_as_clean();
}

#[test]
fn settings_that_a_page_shows_without_asking_draw_it_all_the_same() {
    let mut site = Site::new();
    let config = |title: &str, issuer: &str, host: &str, phone: &str| {
        format!(
            "title: {title}\nissuer: {issuer}\nbase_url: https://{host}.example.org/\ncontact: \
             {{name: 窗口, phone: '{phone}'}}\n"
        )
    };
    site.write("site.yaml", config("新福", "居委会", "a", "021-1"));
    site.write("content/notices/a.md", "---\ntitle: 甲\ndate: 2026-11-01\n---\n正文。\n");
    site.write(
        "templates/notice.html",
        "{{ record.contact.phone }}{{ record.issuer }}{{ page.metadata }}{{ page.crumbs[0].title }}",
    )
    .write("templates/home.html", "{{ page.title }}");
    site.build();
    for (title, issuer, host, phone) in [
        ("新福", "居委会", "b", "021-1"),
        ("新福", "居民委员会", "b", "021-1"),
        ("新福里", "居民委员会", "b", "021-1"),
        ("新福里", "居民委员会", "b", "021-2"),
    ] {
        site.write("site.yaml", config(title, issuer, host, phone)).build();
        site.is_as_clean();
    }
}
