//! Mistakes, full disks, and outputs that cannot be written.

use std::process::Command;

use crate::common::TODAY;
use crate::desk::{Desk, notice};

#[test]
fn a_mistake_is_reported_once_keeps_the_pages_and_is_said_to_be_mended() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    let before = watch.output();
    desk.write("content/notices/n1.md", "---\ntitle: 第1号\ndate: soon\n---\n正文。\n");
    watch.says("bad-date").says("1 mistake, the site stays as it was");
    desk.notice("n2", "第2号", "不相干的。");
    watch.says("content/notices/n2.md: still 1 mistake");
    assert_eq!(watch.count("error[bad-date]"), 1, "{}", watch.said());
    assert!(before == watch.output(), "a site with a mistake was published");
    desk.notice("n1", "第1号", "改好了。");
    watch
        .says("mended: ")
        .shows("notices/n2.html", "不相干的")
        .shows("notices/n1.html", "改好了")
        .is_as_clean();
    desk.write("content/notices/n1.md", "---\ntitle: 第1号\ndate: soon\n---\n正文。\n");
    watch.says_times("error[bad-date]", 2);
}

#[test]
fn a_site_that_starts_with_a_mistake_is_built_when_it_is_mended() {
    let desk = Desk::new();
    desk.write("content/notices/n1.md", "---\ntitle：第1号\n---\n");
    let watch = desk.start(&["--today", TODAY]);
    watch.says("the site stays as it was");
    assert!(watch.output().is_empty());
    desk.notice("n1", "第1号", "改好了。");
    watch.says("mended: ").is_as_clean();
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_written_when_it_can_be() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    desk.remove("public/notices/n1.html");
    desk.write("public/notices/n1.html/in-the-way", "x");
    desk.notice("n1", "第1号", "写不进去的。");
    watch.says("output-unwritable").says("building goes on by itself");
    desk.remove("public/notices/n1.html/in-the-way");
    std::fs::remove_dir(desk.path("public/notices/n1.html")).unwrap();
    watch.shows("notices/n1.html", "写不进去的").says("mended: ").is_as_clean();
    assert_eq!(watch.count("error[output-unwritable]"), 1, "{}", watch.said());
}

#[test]
fn a_full_disk_is_said_and_the_page_is_written_when_there_is_room() {
    let desk = Desk::new();
    // No file may be larger than this, which to a program is as if the disk were full.
    let program = desk.command(&["watch", "--today", TODAY]);
    let mut shell = Command::new("bash");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -S -f 400; exec \"$@\"", "bash"])
        .arg(program.get_program())
        .args(program.get_args());
    shell.current_dir(desk.path(""));
    let watch = desk.spawn(shell, "public");
    watch.says(" pages, ");
    let before = watch.output();
    let long = "很长的正文。".repeat(40_000);
    desk.write("content/notices/n1.md", notice("第1号", &long));
    watch.says("output-unwritable").says("building goes on by itself");
    assert!(before == watch.output(), "something was published though not all could be staged");
    let process = watch.id().to_string();
    let more = Command::new("prlimit").args(["--pid", &process, "--fsize=unlimited:"]).status();
    assert!(more.expect("prlimit is in Debian's package util-linux").success());
    watch.says("mended: ").is_as_clean();
}
