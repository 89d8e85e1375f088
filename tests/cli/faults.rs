//! Whatever goes wrong at whatever step, with everything there is to publish: photos and their copies, a
//! poster, open data, seals. The output is old or new, file by file, and the next build mends it.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::desk::{Desk, TODAY, fonts};
use crate::killed::{Files, is_of, mends, published};
use crate::random::Random;
use crate::steps::{Action, Ended, Step, follow};

/// How often each sort of build is killed.
const KILLED_REBUILDS: usize = 60;
const KILLED_FIRST_BUILDS: usize = 60;
const KILLED_WATCHES: usize = 24;
const KILLED_SEALS: usize = 16;
/// How many kills there are until a build is let mend what they left.
const BEFORE_MENDING: usize = 6;
/// At how many steps a fault of another sort is tried.
const FAULTS: usize = 8;
/// How many notices there are.
const NOTICES: usize = 20;

/// What both versions of the site come to: made once, for all tests.
#[derive(Clone)]
struct Versions {
    clean: [Files; 2],
    /// The seals of the first version, and of the second.
    seals: [Vec<(String, Vec<u8>)>; 2],
}

/// A site with all there is to publish, and what both its versions come to.
struct Board {
    desk: Desk,
    clean: [Files; 2],
    seals: [Vec<(String, Vec<u8>)>; 2],
    version: usize,
}

impl Board {
    /// The first version, published.
    fn new() -> Board {
        static VERSIONS: LazyLock<Versions> = LazyLock::new(Board::versions);
        let Versions { clean, seals } = VERSIONS.clone();
        let mut board = Board { desk: Desk::empty(), clean, seals, version: 0 };
        board.write(0);
        for (path, bytes) in &board.clean[0] {
            board.desk.write(&format!("public/{path}"), bytes);
        }
        board
    }

    fn versions() -> Versions {
        let mut board = Board {
            desk: Desk::empty(),
            clean: [Files::new(), Files::new()],
            seals: [vec![], vec![]],
            version: 0,
        };
        // The second version has the seals of both: what is sealed stays.
        for version in [0, 1] {
            board.write(version);
            board.desk.run(&["seal", "--today", TODAY]).ends_with(0);
            board.seals[version] =
                board.desk.snapshot("seals").into_iter().map(|(name, (bytes, _))| (name, bytes)).collect();
        }
        for version in [1, 0] {
            board.write(version);
            let _ = fs::remove_dir_all(board.desk.root().join("public"));
            board.desk.build(&[]).ends_with(0);
            board.clean[version] = board.desk.published();
        }
        let differing =
            board.clean[0].iter().filter(|(path, bytes)| board.clean[1].get(*path) != Some(bytes));
        assert!(differing.count() > NOTICES, "too little differs");
        for sort in
            ["photo.jpg", "photo.480w.jpg", "n0.poster.pdf", "data/notice/2026.csv", "seals/0001.json"]
        {
            assert!(board.clean[1].keys().any(|path| path.ends_with(sort)), "there is no {sort}");
        }
        Versions { clean: board.clean, seals: board.seals }
    }

    /// Makes the site that of a version.
    fn write(&mut self, version: usize) {
        self.version = version;
        let (desk, word) = (&self.desk, ["旧", "新"][version]);
        desk.write("site.yaml", format!("title: 新福{word}\nbase_url: https://notices.example.org/\n"));
        for at in 0..NOTICES {
            let day = at % 28 + 1;
            let poster = if at == 0 { "posted: {from: 2026-03-09, days: 9}\n" } else { "" };
            let front = format!(
                "title: 第{at}号{word}\ndate: 2026-02-{day:02}\ntopics: [{word}{}]\n{poster}",
                at % 3
            );
            desk.notice(&format!("n{at}"), &format!("kind: notice\n{front}"));
        }
        let photo = ["photo-old.jpg", "photo-new.jpg"][version];
        let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(photo);
        desk.write("content/notices/photo/photo.jpg", fs::read(photo).unwrap());
        let record =
            format!("---\ntitle: 照片{word}\nkind: notice\ndate: 2026-02-01\n---\n![门口](photo.jpg)\n");
        desk.write("content/notices/photo/index.md", record);
        let _ = fs::remove_dir_all(desk.root().join("seals"));
        for (name, bytes) in &self.seals[version] {
            desk.write(&format!("seals/{name}"), bytes);
        }
    }

    /// The program, building.
    fn build(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
        command
            .args(args)
            .args(["--today", TODAY])
            .current_dir(self.desk.root())
            .env_remove("SOURCE_DATE_EPOCH")
            .env("LILONG_FONT_DIRS", fonts())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// How many steps of some sorts a build has.
    fn count(&self, counted: &[Step]) -> usize {
        let mut steps = 0;
        let ended = follow(self.build(&["build", "-q"]), |step| {
            steps += usize::from(counted.contains(&step));
            Action::Go
        });
        assert_eq!(ended, Ended::By(0));
        steps
    }

    /// Builds, and does something at the how manieth step of some sorts.
    fn build_and(&self, counted: &[Step], at: usize, mut action: impl FnMut() -> Action) -> Ended {
        let mut steps = 0;
        follow(self.build(&["build", "-q"]), |step| {
            steps += usize::from(counted.contains(&step));
            if steps >= at && counted.contains(&step) { action() } else { Action::Go }
        })
    }

    #[track_caller]
    fn is_old_or_new(&self, moment: &str) {
        let now = published(&self.desk);
        if !now.is_empty() {
            is_of(&now, [&self.clean[0], &self.clean[1]], moment);
        }
    }

    #[track_caller]
    fn mends(&self, moment: &str) {
        mends(&self.desk, &self.clean[self.version], moment);
    }
}

/// What changes the disk.
const CHANGES: [Step; 2] = [Step::Write, Step::Move];

#[test]
fn a_rebuild_that_is_killed_at_any_step_leaves_every_file_old_or_new() {
    let mut board = Board::new();
    board.write(1);
    let steps = board.count(&CHANGES);
    let (mut random, mut killed, mut torn) = (Random(1), 0, 0);
    while killed < KILLED_REBUILDS {
        board.write(1 - board.version);
        let at = 1 + random.below(steps);
        let moment = format!("killed at step {at} of {steps}");
        let ended = board.build_and(&CHANGES, at, || Action::Kill);
        board.is_old_or_new(&moment);
        let now = published(&board.desk);
        torn += usize::from(board.clean.iter().all(|clean| now != *clean));
        killed += usize::from(ended == Ended::Signal(libc::SIGKILL));
        if killed % BEFORE_MENDING == 0 {
            board.mends(&moment);
        }
    }
    board.mends("the last");
    assert!(torn > 0, "no build was killed while files were being replaced");
    println!("{killed} rebuilds of {steps} steps were killed, {torn} left files of both versions");
}

#[test]
fn a_first_build_that_is_killed_at_any_step_publishes_all_or_nothing() {
    let mut board = Board::new();
    board.write(1);
    let fresh = |board: &Board| fs::remove_dir_all(board.desk.root().join("public"));
    fresh(&board).unwrap();
    let steps = board.count(&CHANGES);
    let (mut random, mut killed) = (Random(2), 0);
    while killed < KILLED_FIRST_BUILDS {
        let _ = fresh(&board);
        let at = 1 + random.below(steps);
        let moment = format!("first build, killed at step {at} of {steps}");
        killed += usize::from(board.build_and(&CHANGES, at, || Action::Kill) == Ended::Signal(libc::SIGKILL));
        let now = published(&board.desk);
        assert!(now.is_empty() || now == board.clean[1], "{moment}: {} files", now.len());
        if killed % BEFORE_MENDING == 0 {
            board.mends(&moment);
        }
    }
    board.mends("the last");
}

#[test]
fn a_watch_that_is_killed_at_any_step_leaves_every_file_old_or_new() {
    let mut board = Board::new();
    board.write(1);
    let steps = board.count(&CHANGES);
    let mut random = Random(3);
    for round in 0..KILLED_WATCHES {
        let (at, mut done) = (1 + random.below(steps), 0);
        let over = AtomicBool::new(false);
        let mut watch = board.build(&["watch", "--poll"]);
        let said = tempfile::NamedTempFile::new().unwrap();
        watch.stderr(said.reopen().unwrap());
        let board = &mut board;
        std::thread::scope(|scope| {
            // What is in place is saved over, until the watch is gone: there is always something to build.
            let (saving, over) = (&mut *board, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let manifest = fs::read(saving.desk.root().join("public/.lilong-manifest")).ok();
                    if manifest.as_ref() == saving.clean[saving.version].get(".lilong-manifest") {
                        saving.write(1 - saving.version);
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
            let ended = follow(watch, |step| {
                done += usize::from(CHANGES.contains(&step));
                if done == at { Action::Kill } else { Action::Go }
            });
            over.store(true, Ordering::Relaxed);
            let said = fs::read_to_string(said.path()).unwrap();
            assert_eq!(ended, Ended::Signal(libc::SIGKILL), "round {round}: {said}");
        });
        let moment = format!("watch {round}, killed at step {at}");
        // A page may be of a moment between both versions; what is not drawn of several files may not.
        let mut now = published(&board.desk);
        now.retain(|path, _| [".jpg", ".pdf", ".png"].iter().any(|end| path.ends_with(end)));
        for (path, bytes) in now {
            let known = board.clean.iter().any(|clean| clean.get(&path) == Some(&bytes));
            assert!(known, "{moment}: {path} is neither old nor new");
        }
        if round % BEFORE_MENDING == 0 {
            board.mends(&moment);
        }
    }
    board.mends("the last");
}

#[test]
fn a_seal_that_is_killed_at_any_step_is_whole_or_not_there() {
    let mut board = Board::new();
    let seal = |board: &Board| board.build(&["seal"]);
    let before = board.seals[0].clone();
    let mut steps = 0;
    let begin = |board: &mut Board| {
        board.write(1);
        let _ = fs::remove_dir_all(board.desk.root().join("seals"));
        before.iter().for_each(|(name, bytes)| board.desk.write(&format!("seals/{name}"), bytes));
        board.desk.build(&[]).ends_with(0);
    };
    begin(&mut board);
    assert_eq!(
        follow(seal(&board), |step| {
            steps += usize::from(CHANGES.contains(&step));
            Action::Go
        }),
        Ended::By(0)
    );
    for at in (1..=steps).step_by(steps.div_ceil(KILLED_SEALS)) {
        begin(&mut board);
        let mut done = 0;
        follow(seal(&board), |step| {
            done += usize::from(CHANGES.contains(&step));
            if done == at { Action::Kill } else { Action::Go }
        });
        let moment = format!("sealing, killed at step {at} of {steps}");
        // The next build publishes what is there, and it holds.
        board.desk.build(&[]).ends_with(0);
        let verified = board.desk.run(&["verify", "public"]);
        let newer = board.desk.has("seals/0002.json");
        // Without the second seal the folder is newer than the only one.
        assert_eq!(verified.code, i32::from(!newer), "{moment}: {}{}", verified.out, verified.err);
        let again = board.desk.run(&["seal", "--today", TODAY]);
        assert_eq!(again.code, 0, "{moment}: {}", again.err);
        let verified = board.desk.run(&["verify", "public"]);
        assert_eq!(verified.code, 0, "{moment}: {}{}", verified.out, verified.err);
        let odd: Vec<String> =
            board.desk.snapshot("seals").into_keys().filter(|name| !is_of_seals(name)).collect();
        assert_eq!(odd, [""; 0], "{moment}: left lying");
    }
}

fn is_of_seals(name: &str) -> bool {
    name == "versions.jsonl" || name.len() == "0001.json".len() && name.ends_with(".json")
}

/// Tries a fault at some steps, spread over all of a rebuild; the program ends by itself, and not by a fault
/// of its own.
#[track_caller]
fn at_steps(counted: &[Step], what: &str, mut fault: impl FnMut(&Board) -> Action) {
    let mut board = Board::new();
    board.write(1);
    let steps = board.count(counted);
    for number in 0..FAULTS {
        board.write(1 - board.version);
        let at = 1 + number * steps / FAULTS;
        let moment = format!("{what} at step {at} of {steps}");
        let ended = board.build_and(counted, at, || fault(&board));
        // What loads the program ends it with 127, where it cannot open what belongs to it.
        assert!(matches!(ended, Ended::By(0..=2 | 127)), "{moment}: {ended:?}");
        board.is_old_or_new(&moment);
        // What the fault did to the site is undone.
        board.write(board.version);
        board.mends(&moment);
    }
}

#[test]
fn a_disk_that_is_full_from_some_step_on_is_reported() {
    at_steps(&[Step::Write], "a full disk", |_| Action::Fail(libc::ENOSPC));
}

#[test]
fn a_disk_that_fails_from_some_step_on_is_reported() {
    at_steps(&CHANGES, "a broken disk", |_| Action::Fail(libc::EIO));
}

#[test]
fn an_output_that_becomes_read_only_is_reported() {
    at_steps(&CHANGES, "a read-only output", |_| Action::Fail(libc::EROFS));
}

#[test]
fn files_that_cannot_be_opened_any_more_are_reported() {
    at_steps(&[Step::Open], "too many open files", |_| Action::Fail(libc::EMFILE));
}

#[test]
fn an_output_that_vanishes_is_made_again() {
    at_steps(&CHANGES, "the output gone", |board| {
        let _ = fs::remove_dir_all(board.desk.root().join("public"));
        Action::Go
    });
}

#[test]
fn sources_that_shrink_while_they_are_read_are_reported_or_published_as_they_are() {
    let mut board = Board::new();
    board.write(1);
    let steps = board.count(&[Step::Open]);
    for number in 0..FAULTS {
        board.write(1 - board.version);
        let (at, mut shrunk) = (1 + number * steps / FAULTS, false);
        let moment = format!("sources cut short at step {at} of {steps}");
        let ended = board.build_and(&[Step::Open], at, || {
            if !std::mem::replace(&mut shrunk, true) {
                for path in ["content/notices/photo/photo.jpg", "content/notices/n3.md", "site.yaml"] {
                    let bytes = board.desk.bytes(path);
                    board.desk.write(path, &bytes[..bytes.len() / 2]);
                }
            }
            Action::Go
        });
        assert!(matches!(ended, Ended::By(0..=1)), "{moment}: {ended:?}");
        board.write(board.version);
        board.mends(&moment);
    }
}

/// Builds under a limit of the system; gives how it ended.
#[allow(unsafe_code, reason = "nothing safe sets a limit")]
fn limited(board: &Board, resource: libc::__rlimit_resource_t, most: u64) -> std::process::ExitStatus {
    let mut build = board.build(&["build", "-q"]);
    let set = move || {
        let limit = libc::rlimit { rlim_cur: most, rlim_max: most };
        // SAFETY: one system call between fork and exec.
        match unsafe { libc::setrlimit(resource, &raw const limit) } {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        }
    };
    // SAFETY: as above.
    unsafe { build.pre_exec(set) }.status().unwrap()
}

#[test]
fn few_file_handles_are_reported() {
    let mut board = Board::new();
    for most in [4, 6, 8, 10, 12, 16, 24, 32, 64] {
        board.write(1 - board.version);
        let ended = limited(&board, libc::RLIMIT_NOFILE, most);
        assert!(matches!(ended.code(), Some(0..=2) | Some(127)), "{most} handles: {ended}");
        board.is_old_or_new(&format!("{most} handles"));
        board.mends(&format!("{most} handles"));
    }
}

#[test]
fn little_memory_ends_a_build_that_has_changed_nothing() {
    let mut board = Board::new();
    let mut whole = 0;
    for most in [16, 64, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096] {
        board.write(1 - board.version);
        // It may be ended by the system: then as by a kill.
        whole += usize::from(limited(&board, libc::RLIMIT_AS, most << 20).success());
        // A poster that there is no memory to set is left out, and with it the link on its record's page.
        let others = |files: &Files| -> Files {
            let other = files.iter().filter(|(path, _)| !path.contains("/n0."));
            other.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
        };
        let versions = [&others(&board.clean[0]), &others(&board.clean[1])];
        is_of(&others(&published(&board.desk)), versions, &format!("{most} MB"));
        board.mends(&format!("{most} MB"));
    }
    assert!(whole > 0, "4 GB of addresses are enough");
}
