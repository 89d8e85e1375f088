//! Drafts and what is under embargo: no trace of them is published, not even a name.

use crate::desk::{Desk, TODAY};

/// A word that stands in names and texts of what is withheld, and nowhere else.
const SECRET: &str = "mimi";

fn site() -> Desk {
    let desk = Desk::new();
    desk.write(
        &format!("content/notices/{SECRET}/index.md"),
        format!(
            "---\ntitle: 拆迁{SECRET}\ndate: 2026-03-02\ndraft: true\nnumber: {SECRET}〔2026〕1号\ntopics: \
                 [{SECRET}-topic]\nplaces: [{SECRET}-place]\nattachments: [{SECRET}.pdf]\n---\n{SECRET}\n"
        ),
    );
    desk.write(&format!("content/notices/{SECRET}/{SECRET}.pdf"), SECRET);
    desk.write(&format!("content/notices/{SECRET}/{SECRET}-loose.pdf"), SECRET);
    desk.notice(
        &format!("{SECRET}-later"),
        &format!(
            "title: 稍后{SECRET}\ndate: 2026-03-02\nembargo: 2026-03-20 09:00\ntopics: {SECRET}\n\
                  aliases: [{SECRET}/old.html]\n"
        ),
    );
    desk
}

#[track_caller]
fn assert_no_trace(desk: &Desk) {
    for (path, bytes) in desk.published() {
        let found =
            path.contains(SECRET) || bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert!(
            !found,
            "{SECRET} is in {path}: {}",
            String::from_utf8_lossy(&bytes)
                .lines()
                .filter(|line| line.contains(SECRET))
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
}

#[test]
fn drafts_and_embargoed_records_leave_no_trace_in_any_file() {
    let desk = site();
    desk.build(&[]).ends_with(0);
    assert!(desk.has("public/.lilong-manifest"));
    assert_no_trace(&desk);
}

#[test]
fn a_link_or_reference_to_a_draft_leaves_no_trace_either() {
    let desk = site();
    desk.write(
        "content/notices/lift.md",
        format!(
            "---\ntitle: 电梯\ndate: 2026-03-02\nrefs: ./{SECRET}/index.md\n---\n\
                 见[那篇]({SECRET}/index.md)。\n"
        ),
    );
    let run = desk.build(&[]);
    run.ends_with(0).says("link-to-unpublished");
    assert_no_trace(&desk);
    let again = desk.build(&[]);
    again.ends_with(0).says("link-to-unpublished");
    assert_no_trace(&desk);
}

#[test]
fn a_file_beside_a_draft_is_not_published_by_a_link_from_another_record() {
    let desk = site();
    desk.write(
        "content/notices/lift.md",
        format!("---\ntitle: 电梯\ndate: 2026-03-02\n---\n见[附件]({SECRET}/{SECRET}.pdf)。\n"),
    );
    desk.build(&[]);
    assert_no_trace(&desk);
}

#[test]
fn a_folder_that_holds_nothing_but_drafts_leaves_no_trace() {
    let desk = Desk::new();
    desk.write(
        &format!("content/{SECRET}/plan.md"),
        "---\nkind: notice\ntitle: 以后\ndate: 2026-03-02\ndraft: true\n---\n正文\n",
    );
    desk.build(&[]).ends_with(0);
    assert_no_trace(&desk);
}

#[test]
fn a_published_record_that_becomes_a_draft_leaves_the_output() {
    let desk = Desk::new();
    desk.notice(SECRET, &format!("title: {SECRET}\ndate: 2026-03-02\ntopics: {SECRET}\n"));
    desk.build_cleanly();
    assert!(desk.has(&format!("public/notices/{SECRET}.html")));
    desk.notice(SECRET, &format!("title: {SECRET}\ndate: 2026-03-02\ntopics: {SECRET}\ndraft: true\n"));
    desk.build(&[]).ends_with(0);
    assert_no_trace(&desk);
}

#[test]
fn why_does_not_know_a_draft() {
    let desk = site();
    desk.build(&[]);
    let path = format!("notices/{SECRET}.html");
    desk.run(&["why", &path, "--today", TODAY]).ends_with(2);
}

#[test]
fn an_embargo_ends_at_its_minute_and_the_next_build_knows() {
    let desk = site();
    let page = format!("public/notices/{SECRET}-later.html");
    for (now, shown) in
        [("2026-03-20 08:59", false), ("2026-03-20 09:00", true), ("2026-03-20", false), ("2026-03-21", true)]
    {
        desk.run(&["build", "--today", now]).ends_with(0);
        assert_eq!(desk.has(&page), shown, "{now}");
    }
}

#[test]
fn drafts_are_published_when_asked_for_and_gone_with_the_next_build() {
    let desk = site();
    desk.build(&["--drafts"]).ends_with(0);
    assert!(
        desk.has(&format!("public/notices/{SECRET}.html"))
            && desk.has(&format!("public/notices/{SECRET}-later.html"))
    );
    desk.build(&[]).ends_with(0);
    assert_no_trace(&desk);
}

#[test]
fn a_mistake_in_a_draft_is_reported() {
    let desk = Desk::new();
    desk.notice("later", "title: 以后\ndate: soon\ndraft: true\n");
    desk.build(&[]).ends_with(1).says("bad-date");
}
