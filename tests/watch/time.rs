//! Time, which is an event like any other. The watch runs in here, by a clock that is set by hand.

use std::thread::JoinHandle;

use jiff::Timestamp;
use lilong::build::{BuildObserver, BuildOptions};
use lilong::source::Disk;
use lilong::track::ManualClock;
use lilong::watch::{Listener, StopHandle, Update, Watch, WatchMode, WatchOptions};

use crate::desk::{Desk, notice, until};

struct Quiet;
impl BuildObserver for Quiet {}
impl Listener for Quiet {
    fn on_update(&self, _: &Update) {}
}

/// A watch on a thread of its own; it ends with this.
struct Inside<'d> {
    desk: &'d Desk,
    stopper: StopHandle,
    thread: Option<JoinHandle<()>>,
}

impl Inside<'_> {
    fn start<'d>(desk: &'d Desk, clock: &ManualClock) -> Inside<'d> {
        let (disk, out) = (Disk::new(desk.path("")).unwrap(), desk.path("public"));
        let settings = BuildOptions { clock: Some(clock.clone()), ..BuildOptions::default() };
        let watch =
            Watch::open(WatchOptions { disk: disk.without(&out), out, settings, mode: WatchMode::Automatic })
                .unwrap();
        let stopper = watch.stopper();
        let thread = std::thread::spawn(move || watch.run(&[&Quiet], &Quiet));
        Inside { desk, stopper, thread: Some(thread) }
    }

    fn text(&self, page: &str) -> Option<String> {
        std::fs::read_to_string(self.desk.path("public").join(page)).ok()
    }

    #[track_caller]
    fn shows(&self, page: &str, text: &str) {
        until(&format!("{page} shows {text:?}"), || self.text(page).is_some_and(|page| page.contains(text)));
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.stopper.stop();
        // Where it panicked, the test has failed by its own words.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[test]
fn what_is_under_embargo_appears_when_its_minute_comes() {
    let desk = Desk::new();
    desk.write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\ntimezone: UTC\n");
    desk.write(
        "content/notices/n9.md",
        notice("第9号", "到时候再看。").replace("date:", "embargo: 2026-11-22 19:30\ndate:"),
    );
    let minute = "2026-11-22T19:30:00Z".parse::<Timestamp>().unwrap().as_second();
    let clock = ManualClock::at(minute - 60);
    let watch = Inside::start(&desk, &clock);
    watch.shows("notices/n1.html", "第1号");
    assert_eq!(watch.text("notices/n9.html"), None, "published before its time");
    clock.set(minute - 1);
    desk.notice("n1", "第1号", "还差一秒。");
    watch.shows("notices/n1.html", "还差一秒");
    assert_eq!(watch.text("notices/n9.html"), None, "published a second before its time");
    clock.set(minute);
    watch.shows("notices/n9.html", "到时候再看");
    // Whoever sets a clock back wants to see what was there then.
    clock.set(minute - 1);
    until("it is under embargo again", || watch.text("notices/n9.html").is_none());
}
