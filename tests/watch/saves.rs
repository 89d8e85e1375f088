//! The many ways in which programs save.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Running, notice};

/// An empty file is given a little longer than this: what is written later may well be reported as a mistake.
const SOON: Duration = Duration::from_millis(100);

/// Lets a test be played to a watch of its own until all that it saves is saved soon, however busy the
/// machine is; no mistake is reported then.
fn no_mistake(play: impl Fn(&Desk, &Running<'_>) -> Duration) {
    loop {
        let desk = Desk::new();
        let watch = desk.watch(&[]);
        let longest = play(&desk, &watch);
        watch.is_as_clean();
        if longest < SOON {
            assert_eq!(watch.count("mistake"), 0, "{}", watch.said());
            return;
        }
    }
}

/// How long something takes.
fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[test]
fn an_edited_body_is_in_its_page() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    desk.notice("n1", "第1号", "改过的正文。");
    // The page, and what is searched.
    watch.shows("notices/n1.html", "改过的正文").says("content/notices/n1.md: 2 changed");
    watch.is_as_clean();
}

#[test]
fn a_save_by_renaming_is_a_save_and_swap_files_are_none() {
    no_mistake(|desk, watch| {
        let renamed = time(|| {
            desk.write("content/notices/.n1.md.swp", "swap");
            desk.write("content/notices/4913", "");
            desk.remove("content/notices/4913");
            desk.rename("content/notices/n1.md", "content/notices/n1.md~");
            desk.write("content/notices/n1.md", notice("第1号", "按改名保存。"));
            desk.remove("content/notices/n1.md~");
        });
        watch.shows("notices/n1.html", "按改名保存").is_as_clean();
        desk.write("content/notices/.n1.tmp", notice("第1号", "原子保存。"));
        desk.rename("content/notices/.n1.tmp", "content/notices/n1.md");
        watch.shows("notices/n1.html", "原子保存");
        renamed
    });
}

#[test]
fn a_file_that_is_emptied_and_then_written_is_no_mistake() {
    no_mistake(|desk, watch| {
        let rounds = (0..5).map(|round| {
            let saved = time(|| {
                let mut file = OpenOptions::new()
                    .write(true)
                    .truncate(true)
                    .open(desk.path("content/notices/n1.md"))
                    .unwrap();
                // Longer than a burst has to be quiet, shorter than an empty file is given.
                std::thread::sleep(Duration::from_millis(45));
                file.write_all(notice("第1号", &format!("第{round}次。")).as_bytes()).unwrap();
            });
            watch.shows("notices/n1.html", &format!("第{round}次。"));
            saved
        });
        rounds.max().unwrap_or_default()
    });
}

#[test]
fn a_thousand_files_at_once_are_all_built_and_all_gone_again() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    for number in 0..1000 {
        desk.notice(&format!("burst/b{number}"), &format!("批量{number}"), "正文。");
    }
    watch.shows("notices/burst/b999.html", "批量999").is_as_clean();
    std::fs::remove_dir_all(desk.path("content/notices/burst")).unwrap();
    watch.is_gone("notices/burst/b999.html").is_as_clean();
}

#[test]
fn new_folders_are_watched_from_their_first_file_on() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    for round in 0..10 {
        let folder = format!("content/notices/deep{round}/er");
        std::fs::create_dir_all(desk.path(&folder)).unwrap();
        desk.write(&format!("{folder}/a.md"), notice("深处", "第一次。"));
        watch.shows(&format!("notices/deep{round}/er/a.html"), "第一次");
        desk.write(&format!("{folder}/a.md"), notice("深处", "第二次。"));
        watch.shows(&format!("notices/deep{round}/er/a.html"), "第二次");
    }
    watch.is_as_clean();
}

#[test]
fn templates_texts_settings_styles_and_attachments_are_watched_too() {
    let desk = Desk::new();
    let watch = desk.watch(&[]);
    desk.write("templates/notice.html", "<p>自己的模板</p>{{ record.body }}");
    watch.shows("notices/n1.html", "自己的模板").is_as_clean();
    desk.remove("templates/notice.html");
    desk.write("i18n/zh-Hans.ftl", "skip = 直接看正文\n");
    watch.shows("notices/n1.html", "直接看正文").is_as_clean();
    desk.write("site.yaml", "title: 另一个名字\nbase_url: https://notices.example.org/\n");
    watch.shows("index.html", "另一个名字").is_as_clean();
    desk.write("static/own.css", "p { color: red }");
    desk.write(
        "content/notices/box/index.md",
        "---\ntitle: 附件\ndate: 2026-11-02\nattachments: [plan.txt]\n---\n正文。\n",
    );
    desk.write("content/notices/box/plan.txt", "一");
    watch.shows("notices/box/plan.txt", "一").is_as_clean();
    desk.write("content/notices/box/plan.txt", "二");
    watch.shows("notices/box/plan.txt", "二").is_as_clean();
}
