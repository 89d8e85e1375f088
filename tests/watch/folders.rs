//! Folders that go, come back, are links, or say nothing.

use std::time::Duration;

use crate::desk::{Desk, notice};

#[test]
fn a_watched_folder_that_comes_back_is_watched_again() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    for round in 0..3 {
        desk.rename("content", "away");
        watch.is_gone("notices/n1.html");
        desk.rename("away", "content");
        watch.shows("notices/n1.html", "第1号");
        desk.notice("n2", "第2号", &format!("第{round}次回来。"));
        watch.shows("notices/n2.html", &format!("第{round}次回来"));
    }
    std::fs::remove_dir_all(desk.path("content")).unwrap();
    watch.is_gone("notices/n1.html");
    desk.write("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
    desk.notice("n1", "第1号", "重新写的。");
    watch.shows("notices/n1.html", "重新写的").is_as_clean();
}

#[test]
fn a_site_that_is_away_for_a_while_is_waited_for() {
    let desk = Desk::new();
    let out = desk.beside("elsewhere");
    let watch = desk.watch(&["--root", desk.path("").to_str().unwrap(), "--out", out.to_str().unwrap()]);
    std::fs::rename(desk.beside("site"), desk.beside("moved")).unwrap();
    watch.says("missing-config");
    assert!(out.join("notices/n1.html").exists(), "a page was taken down because the site's folder was away");
    assert!(!desk.beside("site").exists(), "something was made where the site's folder had been");
    std::fs::rename(desk.beside("moved"), desk.beside("site")).unwrap();
    watch.says("mended");
    desk.notice("n1", "第1号", "回来以后。");
    watch.shows("notices/n1.html", "回来以后");
}

#[test]
fn content_may_be_a_link_inside_the_site() {
    let desk = Desk::new();
    desk.rename("content", "papers");
    std::os::unix::fs::symlink("papers", desk.path("content")).unwrap();
    let watch = desk.watch(&[]);
    desk.write("papers/notices/n1.md", notice("第1号", "从真正的文件夹改。"));
    watch.shows("notices/n1.html", "从真正的文件夹改");
    desk.notice("n1", "第1号", "从链接改。");
    watch.shows("notices/n1.html", "从链接改").is_as_clean();
}

#[test]
fn a_linked_file_is_watched_where_it_is() {
    let desk = Desk::new();
    desk.write("papers/n5.md", notice("第5号", "原来的。"));
    std::os::unix::fs::symlink("../../papers/n5.md", desk.path("content/notices/n5.md")).unwrap();
    let watch = desk.watch(&[]);
    desk.write("papers/n5.md", notice("第5号", "改过的。"));
    watch.shows("notices/n5.html", "改过的").is_as_clean();
}

#[test]
fn folders_that_say_nothing_are_looked_at() {
    let desk = Desk::new();
    let watch = desk.watch(&["--poll"]);
    watch.says("polling the files every half second");
    desk.notice("n1", "第1号", "看到的。");
    watch.shows("notices/n1.html", "看到的");
    desk.rename("content/notices/n2.md", "content/notices/two.md");
    desk.notice("new/n9", "新的", "新的。");
    watch
        .shows("notices/two.html", "第2号")
        .shows("notices/new/n9.html", "新的")
        .is_gone("notices/n2.html")
        .is_as_clean();
}

#[test]
fn an_output_among_the_sources_never_sets_itself_off() {
    let desk = Desk::new();
    let watch = desk.watch(&["--out", "content/notices/out"]);
    desk.notice("n1", "第1号", "改过的。");
    watch.shows("notices/n1.html", "改过的").says_times(" pages, ", 2);
    // Were its own pages news to it, it would build between these edits, and between the looks at its clock.
    for edit in 3..8 {
        desk.notice("n1", "第1号", &format!("第{edit}次。"));
        watch.shows("notices/n1.html", &format!("第{edit}次")).says_times(" pages, ", edit);
        assert_eq!(watch.count(" pages, "), edit, "{}", watch.said());
    }
    assert!(!watch.output().keys().any(|path| path.contains("out/")), "the output was published");
}

#[test]
fn an_output_that_somebody_removes_is_made_again() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    // At once: it would write into a folder of which a part is still there.
    std::fs::rename(desk.path("public"), desk.beside("removed")).unwrap();
    watch.shows("notices/n1.html", "第1号").is_as_clean();
    desk.notice("n1", "第1号", "之后的。");
    watch.shows("notices/n1.html", "之后的").is_as_clean();
    assert_eq!(desk.run(&["watch"]).0, Some(2), "the lock was lost with the folder");
}

#[test]
fn a_site_that_is_away_with_its_output_is_waited_for() {
    let desk = Desk::new();
    let watch = desk.watch(&[
        "--root",
        desk.path("").to_str().unwrap(),
        "--out",
        desk.path("public").to_str().unwrap(),
    ]);
    for round in 0..3 {
        std::fs::rename(desk.beside("site"), desk.beside("moved")).unwrap();
        watch.says_times("missing-config", round + 1);
        assert!(!desk.beside("site").exists(), "something was made where the site's folder had been");
        std::fs::rename(desk.beside("moved"), desk.beside("site")).unwrap();
        desk.notice("n1", "第1号", &format!("第{round}次回来。"));
        watch.shows("notices/n1.html", &format!("第{round}次回来"));
    }
    watch.is_as_clean();
}

#[test]
fn folders_that_are_replaced_again_and_again_are_watched() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    for round in 0..30 {
        let folder = desk.path("content/notices/box");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        if round % 3 == 0 {
            std::thread::sleep(Duration::from_millis(round * 2));
        }
        desk.write("content/notices/box/index.md", notice("盒子", &format!("第{round}只。")));
        watch.shows("notices/box.html", &format!("第{round}只。"));
        desk.write("content/notices/box/index.md", notice("盒子", &format!("第{round}只，改过。")));
        watch.shows("notices/box.html", &format!("第{round}只，改过"));
    }
    watch.is_as_clean();
}
