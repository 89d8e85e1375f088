//! Two programs and one output.

use crate::common::TODAY;
use crate::desk::Desk;

#[test]
fn a_second_watch_is_reported_who_has_the_output_and_another_output_is_free() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    let (status, said) = desk.run(&["watch", "--today", TODAY]);
    assert_eq!(status, Some(2), "{said}");
    assert!(
        said.contains("output-busy") && said.contains(&format!("`lilong watch` (process {})", watch.id())),
        "{said}"
    );
    let beside = desk.watch(&["--out", "elsewhere"]);
    desk.notice("n1", "第1号", "两处都有。");
    watch.shows("notices/n1.html", "两处都有").is_as_clean();
    beside.shows("notices/n1.html", "两处都有").is_as_clean();
}

#[test]
fn a_lock_that_was_left_behind_holds_nobody_up() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    crate::desk::signal("KILL", watch.id());
    drop(watch);
    assert!(desk.path("public/.lilong-lock").exists(), "a killed watch cannot clear up");
    desk.notice("n1", "第1号", "之后的。");
    desk.watch(&[]).shows("notices/n1.html", "之后的").is_as_clean();
}

#[test]
fn a_build_beside_a_watch_finds_its_work_done_or_is_reported_why_it_may_not_write() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    for round in 0..5 {
        desk.notice("n1", "第1号", &format!("第{round}次。"));
        watch.wait("a build finds the work of the watch done", || {
            let (status, said) = desk.run(&["build", "--today", TODAY]);
            // It waits for a while only: on a busy machine the watch may take longer.
            assert!(status == Some(0) || status == Some(2) && said.contains("output-busy"), "{said}");
            status == Some(0)
        });
        let page = std::fs::read_to_string(desk.path("public/notices/n1.html")).unwrap();
        assert!(page.contains(&format!("第{round}次。")), "the build ended before its page was there");
    }
    let (status, said) = desk.run(&["build", "--today", TODAY, "--base-url", "https://other.example.org/"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("output-busy") && said.contains("lilong watch"), "{said}");
    watch.is_as_clean();
}

#[test]
fn builds_at_the_same_time_take_turns() {
    let desk = Desk::new();
    let mut builds: Vec<_> =
        (0..4).map(|_| desk.command(&["build", "--today", TODAY, "-q"]).spawn().unwrap()).collect();
    for build in &mut builds {
        assert!(build.wait().unwrap().success());
    }
    assert!(crate::desk::snapshot(&desk.path("public")) == desk.clean());
    assert!(!desk.path("public/.lilong-lock").exists() && !desk.path(".public.lilong-staging").exists());
}
