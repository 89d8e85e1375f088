//! Building again: nothing is written that has not changed, and `why` tells what did.

use crate::desk::{Desk, TODAY};

#[test]
fn a_second_build_writes_nothing() {
    let desk = Desk::new();
    desk.build_cleanly();
    let before = desk.snapshot("public");
    desk.build(&[]).ends_with(0).says("0 changed");
    assert_eq!(desk.snapshot("public"), before);
}

#[test]
fn a_second_build_writes_nothing_where_a_link_leads_to_a_draft() {
    let desk = Desk::new();
    desk.write(
        "content/notices/draft.md",
        "---\nkind: notice\ntitle: 草稿\ndate: 2026-03-02\ndraft: true\n---\n",
    );
    desk.write("content/about.md", "---\ntitle: 关于\n---\n[见](notices/draft.md)\n");
    desk.build(&[]).ends_with(0);
    let before = desk.snapshot("public");
    desk.build(&[]).ends_with(0).says("0 changed");
    assert_eq!(desk.snapshot("public"), before);
}

#[test]
fn an_edit_rewrites_what_shows_it_and_leaves_other_pages_untouched() {
    let desk = Desk::new();
    desk.write("content/about.md", "---\ntitle: 关于\n---\n正文。\n");
    desk.build_cleanly();
    let before = desk.snapshot("public");
    desk.write("content/about.md", "---\ntitle: 关于\n---\n正文。\n\n又一段。\n");
    desk.build_cleanly();
    let after = desk.snapshot("public");
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(file))
        .map(|(path, _)| path.as_str())
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert_eq!(changed, ["about.html"]);
}

#[test]
fn why_tells_before_and_after_an_edit_what_has_changed() {
    let desk = Desk::new();
    let why = |path: &str| desk.run(&["why", path, "--today", TODAY]).ends_with(0).out.clone();
    assert!(why("notices/lift.html").contains("not built yet"));
    desk.build_cleanly();
    let before = why("notices/lift.html");
    assert!(before.contains("content/notices/lift.md") || before.contains("notices/lift.md"), "{before}");
    assert!(before.contains("nothing has changed") && !before.contains("changed  "), "{before}");
    desk.notice("lift", "title: 电梯检修推迟\ndate: 2026-03-02\n");
    assert!(why("notices/lift.html").contains("will draw it again"));
    let edited = why("notices/lift.html");
    assert!(
        edited.lines().any(|line| line.contains("changed") && line.contains("notices/lift.md")),
        "{edited}"
    );
    desk.build_cleanly();
    assert!(why("notices/lift.html").contains("nothing has changed"));
}

#[test]
fn why_names_the_nearest_output_for_a_slip() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.run(&["why", "./notices/lift.html", "--today", TODAY]).ends_with(0);
    desk.run(&["why", "notices/lifd.html", "--today", TODAY]).ends_with(2).says("notices/lift.html");
}

#[test]
fn why_takes_a_path_that_names_the_output_folder() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.run(&["why", "public/notices/lift.html", "--today", TODAY]).ends_with(0);
}

#[test]
fn why_writes_nothing() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.notice("lift", "title: 电梯\ndate: 2026-03-02\n");
    let before = desk.snapshot("");
    desk.run(&["why", "index.html", "--today", TODAY]).ends_with(0);
    assert_eq!(desk.snapshot(""), before);
}

#[test]
fn clean_builds_are_identical_to_the_byte_with_their_manifests() {
    let (one, other) = (Desk::new(), Desk::new());
    one.build(&["--jobs", "1"]).ends_with(0);
    other.build(&["--jobs", "4"]).ends_with(0);
    assert_eq!(one.published(), other.published());
    let manifest = one.text("public/.lilong-manifest");
    let root = one.root();
    assert!(!manifest.contains(root.to_str().unwrap()), "an absolute path is in the manifest");
}

#[test]
fn a_build_of_many_edits_ends_where_a_clean_one_does() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.notice("lift", "title: 电梯检修推迟\ndate: 2026-03-02\ntopics: [电梯]\n");
    desk.build_cleanly();
    desk.remove("content/notices/water.md");
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\nrefs: ./lift.md\n");
    desk.build_cleanly();
    desk.build(&["--out", "clean"]).ends_with(0);
    let clean: std::collections::BTreeMap<_, _> =
        desk.snapshot("clean").into_iter().map(|(path, (bytes, _))| (path, bytes)).collect();
    assert_eq!(desk.published(), clean);
}

#[test]
fn source_date_epoch_is_in_for_today() {
    let desk = Desk::new();
    let epoch = |folder: &str| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"))
            .args(["build", "-q", "--out", folder])
            .env("SOURCE_DATE_EPOCH", "1773072000")
            .current_dir(desk.root())
            .status()
            .unwrap();
        assert!(done.success());
        desk.snapshot(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect::<Vec<_>>()
    };
    // 2026-03-10 00:00 in Shanghai.
    let by_epoch = epoch("one");
    assert_eq!(by_epoch, epoch("two"));
    desk.build(&["--out", "three"]).ends_with(0);
    let by_today: Vec<_> =
        desk.snapshot("three").into_iter().map(|(path, (bytes, _))| (path, bytes)).collect();
    assert_eq!(by_epoch, by_today);
}
