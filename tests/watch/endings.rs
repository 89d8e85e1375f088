//! Ctrl-C, at any moment; and time, which is an event like any other.

use std::time::Duration;

use jiff::{ToSpan, Unit, Zoned};

use crate::common::TODAY;
use crate::desk::{Desk, notice, snapshot};

#[test]
fn interrupted_at_any_moment_the_output_is_whole_and_nothing_is_left_lying() {
    let desk = Desk::new();
    for number in 0..150 {
        desk.notice(&format!("m{number}"), &format!("第{number}件"), "正文。");
    }
    for round in 0..14_u64 {
        let before = snapshot(&desk.path("public"));
        let old = desk.clean();
        for number in 0..150 {
            desk.notice(&format!("m{number}"), &format!("第{number}件"), &format!("第{round}轮。"));
        }
        let new = desk.clean();
        let watch = desk.start(&["--today", TODAY]);
        std::thread::sleep(Duration::from_millis(round * round * 3));
        let status = watch.interrupt();
        assert!(status == Some(130) || status.is_none() && round < 3, "exit status {status:?}");
        let found = snapshot(&desk.path("public"));
        for (path, bytes) in found.iter().filter(|(path, _)| *path != ".lilong-manifest") {
            let whole = [before.get(path), old.get(path), new.get(path)].contains(&Some(bytes));
            assert!(whole, "round {round}: {path} is neither old nor new");
        }
        if status == Some(130) {
            for left in ["public/.lilong-lock", "public/.lilong-staging", ".public.lilong-staging"] {
                assert!(!desk.path(left).exists(), "round {round}: {left} was left lying");
            }
        }
        if round % 2 == 1 {
            assert_eq!(desk.run(&["build", "--today", TODAY]).0, Some(0));
            assert!(snapshot(&desk.path("public")) == new, "round {round}: the next build does not mend it all");
        }
    }
}

#[test]
fn what_is_under_embargo_appears_when_its_minute_comes() {
    let desk = Desk::new();
    desk.write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\ntimezone: UTC\n");
    let now = Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC);
    let next = now.round(Unit::Minute).unwrap().checked_add(if now.second() < 30 { 1.minute() } else { 0.minutes() }).unwrap();
    // A minute that is about to begin would be over before the watch has started.
    let next = if next.timestamp().as_second() - now.timestamp().as_second() < 12 { next.checked_add(1.minute()).unwrap() } else { next };
    let text = notice("第9号", "到时候再看。").replace("date:", &format!("embargo: {}\ndate:", next.strftime("%Y-%m-%d %H:%M")));
    desk.write("content/notices/n9.md", text);
    let watch = desk.start(&[]);
    watch.says(" pages, ");
    assert!(!desk.path("public/notices/n9.html").exists() || Zoned::now() >= next, "published before its time");
    let left = next.timestamp().as_second() - Zoned::now().timestamp().as_second();
    std::thread::sleep(Duration::from_secs(u64::try_from(left).unwrap_or(0)));
    watch.shows("notices/n9.html", "到时候再看");
}
