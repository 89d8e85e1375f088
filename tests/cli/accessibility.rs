//! Whether all readers can use the pages: what is found, reported, written down and printed.

use crate::desk::{Desk, Run, TODAY};

fn check(desk: &Desk) -> Run {
    desk.run(&["check", "--accessibility", "--today", TODAY])
}

/// The statement, in English.
fn statement(desk: &Desk) -> String {
    desk.build_cleanly();
    desk.text("public/accessibility.en.html")
}

/// A site in two languages, whose notice says where to look by one word.
fn board() -> Desk {
    let desk = Desk::new();
    let settings = desk.text("site.yaml");
    desk.write("site.yaml", settings + "languages: {en: {title: Xinfu}}\n");
    desk.write(
        "content/notices/lift.md",
        "---\ntitle: 电梯检修\ndate: 2026-03-09\n---\n说明见[这里](/_index.md)。\n",
    );
    desk
}

#[test]
fn nobody_claims_what_nobody_looked_at() {
    let desk = board();
    let said = statement(&desk);
    assert!(said.contains("Nothing has been checked yet.") && !said.contains("<table"), "{said}");
    assert!(!desk.has("accessibility.yaml"));
    assert!(desk.text("public/notices/lift.html").contains("href=\"../accessibility.html\""));
}

#[test]
fn what_was_found_is_reported_written_down_and_printed() {
    let desk = board();
    let run = check(&desk);
    run.ends_with(1);
    let said =
        "warning[inaccessible]: notices/lift.html: a link or button has no text, or only “click here” (1)";
    assert!(run.err.contains(said), "{run:?}");
    assert!(desk.text("accessibility.yaml").contains("on_pages: [\"notices/lift.html\"]"));
    let said = statement(&desk);
    assert!(said.contains("On 10 March 2026") && said.contains("<code>notices/lift.html</code>"), "{said}");

    desk.write(
        "content/notices/lift.md",
        "---\ntitle: 电梯检修\ndate: 2026-03-09\n---\n说明见[首页](/_index.md)。\n",
    );
    check(&desk).ends_with(0);
    assert!(!statement(&desk).contains("<code>"), "what was mended is not reported any more");
}

#[test]
fn the_page_says_of_which_day_the_check_was_and_no_build_asks_the_clock() {
    let desk = board();
    check(&desk);
    let before = statement(&desk);
    desk.run(&["build", "--today", "2027-01-01"]).ends_with(0);
    assert_eq!(desk.text("public/accessibility.en.html"), before);
    desk.run(&["check"]);
    assert_eq!(statement(&desk), before, "a check of something else is none");
}

#[test]
fn a_site_with_mistakes_is_not_checked() {
    let desk = board();
    desk.write("content/notices/bad.md", "---\ndate: never\n---\n");
    check(&desk).ends_with(1);
    assert!(!desk.has("accessibility.yaml"));
}
