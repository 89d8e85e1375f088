//! What a session draws after an edit, in memory: the page, and only what shows what was edited.

use crate::common::Site;
use crate::common::random::Random;
use crate::common::watched::Watched;

/// A chance that takes paths as they are.
fn plain() -> Random {
    Random(5)
}

fn site() -> Site {
    let mut site = Site::new();
    site.write("content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
    for day in 1..=5 {
        let text = format!(
            "---\ntitle: 第{day}号公告\ndate: 2026-03-0{day}\n---\n第{day}号的摘要。\n\n第{day}号的正文。\n"
        );
        site.write(&format!("content/notices/n{day}.md"), text);
    }
    site.write("content/meetings/_index.md", "---\ntitle: 会议\nkind: meeting\n---\n");
    site.write(
        "content/meetings/m.md",
        "---\ntitle: 电梯会\ndate: 2026-02-01\n---\n见[公告](../notices/n5.md)。\n",
    );
    site.write(
        "content/logs/_index.md",
        "---\ntitle: 日志\nkind: log\nseries:\n  from: 2026-01-01\n  metrics:\n    户: {total: sum}\n---\n",
    );
    for day in 1..=3 {
        let text =
            format!("---\ntitle: 日志{day}\ndate: 2026-01-0{day}\nmetrics: {{户: {day}}}\n---\n走访。\n");
        site.write(&format!("content/logs/l{day}.md"), text);
    }
    site
}

fn started() -> (Site, Watched) {
    let (site, mut watched) = (site(), Watched::new());
    watched.follow(&site, &mut plain()).unwrap_or_else(|run| panic!("{}", run.report()));
    (site, watched)
}

fn follow(site: &Site, watched: &mut Watched) -> crate::common::Run {
    let run = watched.follow(site, &mut plain()).unwrap_or_else(|run| panic!("{}", run.report()));
    assert_eq!(watched.output.difference(&site.clean()), None);
    run
}

#[test]
fn an_edited_body_draws_its_page_only() {
    let (mut site, mut watched) = started();
    site.edit("content/notices/n5.md", "第5号的正文。", "改过的正文。");
    let run = follow(&site, &mut watched);
    run.rendered(["notices/n5.html"]);
    assert_eq!(run.written, ["notices/n5.html", "search/index.js"]);
}

#[test]
fn an_edited_introduction_and_a_reworded_heading_that_it_links_to_are_followed() {
    let (mut site, mut watched) = started();
    site.edit("content/notices/n5.md", "第5号的正文。", "## 时间").edit(
        "content/_index.md",
        "欢迎。",
        "见[时间](notices/n5.md#时间)。",
    );
    follow(&site, &mut watched).rendered_with(["index.html", "notices/n5.html"]);
    site.edit("content/notices/n5.md", "## 时间", "## 停水时间");
    let Err(run) = watched.follow(&site, &mut plain()) else { panic!("a mistake was published") };
    assert_eq!(run.codes(), ["broken-anchor"]);
    site.edit("content/_index.md", "#时间", "#停水时间");
    follow(&site, &mut watched).rendered(["index.html", "notices/n5.html"]);
}

#[test]
fn a_file_that_was_saved_as_it_was_draws_nothing() {
    let (site, mut watched) = started();
    follow(&site, &mut watched).rendered([]);
}

#[test]
fn an_edited_title_draws_the_lists_neighbours_and_links_that_show_it() {
    let (mut site, mut watched) = started();
    site.edit("content/notices/n5.md", "第5号公告", "第五号公告");
    let run = follow(&site, &mut watched);
    run.rendered_with([
        "index.html",
        "notices/n5.html",
        "notices/n4.html",
        "notices/index.html",
        "archive/2026.html",
        "atom.xml",
    ]);
    run.rendered_without(["notices/n1.html", "logs/l1.html", "logs/index.html", "meetings/index.html"]);
}

#[test]
fn a_new_log_draws_its_series_its_neighbour_and_the_home_page() {
    let (mut site, mut watched) = started();
    site.write("content/logs/l4.md", "---\ntitle: 日志4\ndate: 2026-01-04\nmetrics: {户: 4}\n---\n走访。\n");
    let run = follow(&site, &mut watched);
    run.rendered_with([
        "logs/l4.html",
        "logs/l3.html",
        "logs/index.html",
        "index.html",
        "data/log/2026.json",
    ]);
    run.rendered_without([
        "logs/l1.html",
        "logs/l2.html",
        "notices/n1.html",
        "notices/index.html",
        "meetings/m.html",
    ]);
}

#[test]
fn midnight_draws_only_what_counts_days() {
    let (mut site, mut watched) = started();
    site.edit("content/notices/n5.md", "date:", "posted: {from: 2026-11-20, days: 5}\ndate:");
    follow(&site, &mut watched);
    let moments = ["2026-11-22", "2026-11-22 23:59", "2026-11-23", "2026-11-21 23:59", "2027-01-01"];
    assert_eq!(moments.map(|moment| watched.is_overdue_on(moment)), [false, false, true, true, true]);
    site.today("2026-11-23");
    let run = follow(&site, &mut watched);
    run.rendered_with(["notices/n5.html"]);
    run.rendered_without(["notices/n1.html", "notices/n2.html", "logs/index.html", "atom.xml"]);
    // The clock may as well jump back.
    site.today("2026-11-22");
    follow(&site, &mut watched).rendered_with(["notices/n5.html"]);
}

#[test]
fn a_mistake_leaves_everything_and_mending_it_draws_nothing() {
    let (mut site, mut watched) = started();
    let before = watched.output.out.clone();
    site.edit("content/notices/n3.md", "date: 2026-03-03", "date: soon");
    let Err(run) = watched.follow(&site, &mut plain()) else { panic!("a mistake was published") };
    assert_eq!(run.codes(), ["bad-date"]);
    assert!(before == watched.output.out);
    site.edit("content/notices/n3.md", "date: soon", "date: 2026-03-03");
    follow(&site, &mut watched).rendered([]);
}
