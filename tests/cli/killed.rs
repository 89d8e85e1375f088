//! A build that is killed at any moment leaves the old or the new version of every file, and the next one
//! mends all.
//!
//! The moments are spread over the time that one whole build takes here; nothing is asserted of time itself.
//! A kill that comes too late is made up for by another, so that how busy the machine is decides only how
//! long this takes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{Desk, TODAY};

/// Records of the site: enough for many moments inside every stage, commit included.
const RECORDS: usize = 240;
/// Kills of each sort.
const KILLS: u32 = 16;
/// The end of what would go on for ever.
const LIMIT: Duration = Duration::from_secs(1200);
/// The manifest is ours alone: while files are replaced it says so.
pub const OWN: &str = ".lilong-manifest";

pub type Files = BTreeMap<String, Vec<u8>>;

/// A site of many notices whose every page, list and data file says `word`.
fn desk(word: &str) -> Desk {
    let desk = Desk::new();
    write(&desk, word);
    desk
}

fn write(desk: &Desk, word: &str) {
    desk.write("site.yaml", format!("title: 新福{word}\nbase_url: https://notices.example.org/\n"));
    for at in 0..RECORDS {
        let day = at % 28 + 1;
        let front = format!("title: 第{at}号{word}\ndate: 2026-02-{day:02}\ntopics: [{word}{}]\n", at % 7);
        desk.notice(&format!("n{at}"), &front);
    }
}

/// Starts a build.
fn start(desk: &Desk) -> Child {
    Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["build", "--today", TODAY, "-q"])
        .current_dir(desk.root())
        .env_remove("SOURCE_DATE_EPOCH")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills a build, unless it was quicker; gives whether it was killed. SIGKILL on Unix: nothing of the program
/// runs after it.
fn kill(mut build: Child) -> bool {
    build.kill().unwrap();
    !build.wait().unwrap().success()
}

/// How long a whole build takes, in parts of which kills come.
struct Pace(Duration);

impl Pace {
    fn of(desk: &Desk) -> Pace {
        let start = Instant::now();
        desk.build_cleanly();
        Pace(start.elapsed())
    }

    /// Kills a build after a part of that time. Where it was quicker, less time is given from then on.
    fn kill(&mut self, desk: &Desk, at: u32) -> bool {
        let build = start(desk);
        std::thread::sleep(self.0 * at / KILLS);
        let killed = kill(build);
        if !killed {
            self.0 = self.0 * 3 / 4;
        }
        killed
    }
}

/// Kills a build a moment after it has begun to replace files, which it says in the manifest first.
fn kill_while_replacing(desk: &Desk, wait: Duration) -> bool {
    let manifest = desk.root().join("public").join(OWN);
    let written = || fs::metadata(&manifest).and_then(|found| found.modified()).ok();
    let (before, begun) = (written(), Instant::now());
    let mut build = start(desk);
    while written() == before && build.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < LIMIT, "waited {LIMIT:?} for a build to replace the manifest");
        std::thread::sleep(Duration::from_micros(50));
    }
    let replacing = Instant::now();
    while replacing.elapsed() < wait {
        std::hint::spin_loop();
    }
    kill(build)
}

/// What a visitor may get; a killed build cannot take away its lock, which the next one does.
pub fn published(desk: &Desk) -> Files {
    let mut files = if desk.has("public") { desk.published() } else { Files::new() };
    files.remove(".lilong-lock");
    files
}

/// What stands beside the output that a build may have left.
pub fn leftovers(desk: &Desk) -> Vec<PathBuf> {
    let ours =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().contains("lilong-staging"));
    let names = |folder: PathBuf| {
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    [names(desk.root()), names(desk.root().join("public"))]
        .concat()
        .into_iter()
        .filter(|path| ours(path))
        .collect()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

/// Sees that every file is one of the versions given, and that nothing is missing that all of them have.
#[track_caller]
pub fn is_of(now: &Files, versions: [&Files; 2], moment: &str) {
    for (path, bytes) in now.iter().filter(|(path, _)| *path != OWN) {
        let known = versions.iter().any(|files| files.get(path) == Some(bytes));
        assert!(known, "{moment}: {path} is neither old nor new ({} bytes)", bytes.len());
    }
    let [old, new] = versions;
    let lost: Vec<&String> =
        old.keys().filter(|path| new.contains_key(*path) && !now.contains_key(*path)).collect();
    assert!(lost.is_empty(), "{moment}: gone are {lost:?}");
}

/// Sees that a build mends what is there, to the byte, and leaves nothing behind.
#[track_caller]
pub fn mends(desk: &Desk, wanted: &Files, moment: &str) {
    let run = desk.build(&[]);
    assert_eq!(run.code, 0, "{moment}: {}", run.err);
    let now = desk.published();
    let wrong: Vec<&String> =
        now.keys().chain(wanted.keys()).filter(|path| now.get(*path) != wanted.get(*path)).collect();
    assert!(wrong.is_empty(), "{moment}: not mended: {wrong:?}: {}", run.err);
    assert_eq!(leftovers(desk), Vec::<PathBuf>::new(), "{moment}: staging was left");
}

#[test]
fn a_first_build_that_is_killed_publishes_all_or_nothing() {
    let desk = desk("旧");
    let mut pace = Pace::of(&desk);
    let wanted = desk.published();
    let (mut killed, begun) = (0, Instant::now());
    for at in (1..=KILLS).cycle() {
        fs::remove_dir_all(desk.root().join("public")).unwrap();
        let moment = format!("first build, killed after {at}/{KILLS}");
        killed += u32::from(pace.kill(&desk, at));
        let now = published(&desk);
        // The folder appears by one rename.
        assert!(now.is_empty() || now == wanted, "{moment}: {} of {} files", now.len(), wanted.len());
        mends(&desk, &wanted, &moment);
        if killed == KILLS {
            break;
        }
        assert!(
            begun.elapsed() < LIMIT,
            "only {killed} builds were still running when they were to be killed"
        );
    }
}

#[test]
fn a_rebuild_that_is_killed_leaves_every_file_old_or_new() {
    let desk = desk("旧");
    desk.build_cleanly();
    let old = desk.published();
    let kept = tempfile::tempdir().unwrap();
    copy(&desk.root().join("public"), kept.path());
    write(&desk, "新");
    let mut pace = Pace::of(&desk);
    let new = desk.published();
    assert!(
        old.iter().filter(|(path, bytes)| new.get(*path) != Some(bytes)).count() > RECORDS,
        "too little changed"
    );
    let (mut killed, mut torn, begun) = (0, 0, Instant::now());
    // Over the whole time, then while files are replaced, a few dozen renames apart.
    for at in (1..=KILLS * 2).cycle() {
        fs::remove_dir_all(desk.root().join("public")).unwrap();
        copy(kept.path(), &desk.root().join("public"));
        let moment = format!("rebuild, kill {at} of {}", KILLS * 2);
        killed += u32::from(match at.checked_sub(KILLS + 1) {
            None => pace.kill(&desk, at),
            Some(step) => kill_while_replacing(&desk, Duration::from_micros(400) * step),
        });
        let now = published(&desk);
        is_of(&now, [&old, &new], &moment);
        torn += u32::from(
            now.keys().any(|path| path != OWN && now.get(path) != new.get(path))
                && now.iter().any(|(path, bytes)| path != OWN && old.get(path) != Some(bytes)),
        );
        mends(&desk, &new, &moment);
        if killed >= KILLS && torn > 0 && at == KILLS * 2 {
            break;
        }
        assert!(
            begun.elapsed() < LIMIT,
            "{killed} builds were killed, {torn} of them while files were being replaced"
        );
    }
    println!("{killed} killed, {torn} of them while files were being replaced");
}

#[test]
fn what_a_killed_build_left_goes_also_when_the_edit_is_taken_back() {
    let desk = desk("旧");
    desk.build_cleanly();
    let old = desk.published();
    // As a build leaves it that was killed while it drew.
    desk.write(".public.lilong-staging/.lilong-manifest", "");
    desk.write(".public.lilong-staging/notices/n1.html", "half");
    mends(&desk, &old, "nothing to build");
    // As one leaves it that was killed when all was in place.
    desk.write("public/.lilong-lock", "1 build\n");
    mends(&desk, &old, "nothing to build");
}
