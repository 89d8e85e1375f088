//! Ctrl-C, at any moment: every page is old or new, and nothing is left lying.

use std::fs;
use std::os::unix::process::ExitStatusExt;

use crate::common::TODAY;
use crate::desk::{Desk, Running, Snapshot, snapshot};

/// Notices of the site: enough for many moments inside every stage.
const NOTICES: usize = 80;
/// The exit status of a program that was interrupted.
const INTERRUPTED: Option<i32> = Some(130);

/// The states of the disk in which a program is interrupted, in the order in which a build comes to them. It
/// may be past one before that is seen, and before it hears of it: what has to be so afterwards is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// Right after it was started.
    AtOnce,
    /// The lock is taken.
    Locked,
    /// There is room for drawn files.
    Staging,
    /// So many notices are drawn.
    Drawn(usize),
    /// Files are being replaced, or all of them are in place.
    Replacing,
    /// It has said that it is done.
    Built,
}

const MOMENTS: [Moment; 8] = [
    Moment::AtOnce,
    Moment::Locked,
    Moment::Staging,
    Moment::Drawn(1),
    Moment::Drawn(NOTICES / 2),
    Moment::Drawn(NOTICES),
    Moment::Replacing,
    Moment::Built,
];

#[test]
fn an_interrupted_build_leaves_old_or_new_pages_and_nothing_lying() {
    at_every_moment(&["build"]);
}

#[test]
fn an_interrupted_watch_leaves_old_or_new_pages_and_nothing_lying() {
    at_every_moment(&["watch"]);
}

#[cfg(feature = "serve")]
#[test]
fn an_interrupted_preview_leaves_old_or_new_pages_and_nothing_lying() {
    at_every_moment(&["serve", "--port", "0", "--out", "public"]);
}

/// Interrupts first builds and later ones.
fn at_every_moment(args: &[&str]) {
    let desk = Desk::new();
    let versions = [0, 1].map(|version| {
        write(&desk, version);
        desk.clean()
    });
    for (round, moment) in MOMENTS.into_iter().enumerate() {
        let (signal, version) = (["INT", "TERM"][round % 2], round / 2 % 2);
        let (old, new) = (&versions[version], &versions[1 - version]);
        put_back(&desk, &Snapshot::new());
        write(&desk, version);
        interrupt(&desk, args, moment, signal, &[old]);
        put_back(&desk, old);
        write(&desk, 1 - version);
        interrupt(&desk, args, moment, signal, &[old, new]);
        let (status, said) = desk.run(&["build", "--today", TODAY]);
        assert_eq!(status, Some(0), "{said}");
        assert!(
            snapshot(&desk.path("public")) == *new,
            "{args:?}, SIG{signal} at {moment:?}: the next build does not mend it all"
        );
    }
}

/// Writes a version of the site, of which every notice and list is another.
fn write(desk: &Desk, version: usize) {
    for number in 0..NOTICES {
        desk.notice(&format!("m{number}"), &format!("第{number}件，第{version}版"), "正文。");
    }
}

/// Lets the output be this, or not be there at all.
fn put_back(desk: &Desk, output: &Snapshot) {
    if desk.path("public").exists() {
        fs::remove_dir_all(desk.path("public")).unwrap();
    }
    output.iter().for_each(|(path, bytes)| desk.write(&format!("public/{path}"), bytes));
}

/// Lets what these tests start hear the signals that end it from its first moment. A shell starts what it
/// runs in the background with Ctrl-C ignored, and so would these programs be started, until they listen for
/// themselves.
#[allow(unsafe_code, reason = "nothing safe sets what a signal does")]
fn hear_signals() {
    for signal in [libc::SIGINT, libc::SIGTERM] {
        // SAFETY: what the system does by default needs no handler.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// Starts a program, interrupts it when the moment has come, and looks at what is there then. Without an
/// output before, there is one version that it may have made.
fn interrupt(desk: &Desk, args: &[&str], moment: Moment, signal: &str, versions: &[&Snapshot]) {
    let round = format!("{args:?}, SIG{signal} at {moment:?}, {} versions", versions.len());
    let before = manifest(desk);
    hear_signals();
    let mut running = desk.spawn(desk.command(&[args, &["--today", TODAY]].concat()), "public");
    running.wait_or_end(&round, |running| has_come(desk, moment, before.as_ref(), running));
    let (status, said) = running.end_by(signal);
    let done = args[0] == "build" && status.success();
    // Until it hears of signals the system ends it, and nothing may be taken by then.
    let too_early = moment == Moment::AtOnce && status.signal().is_some();
    assert!(status.code() == INTERRUPTED || done || too_early, "{round}: {status}\n{said}");

    let known = |name: &String| ["site.yaml", "content", "public"].contains(&name.as_str());
    let lying: Vec<String> = names(desk, "").into_iter().filter(|name| !known(name)).collect();
    assert_eq!(lying, Vec::<String>::new(), "{round}: left lying beside the output");
    let hidden: Vec<String> = names(desk, "public")
        .into_iter()
        .filter(|name| name.starts_with(".lilong-") && name != MANIFEST)
        .collect();
    assert_eq!(hidden, Vec::<String>::new(), "{round}: left lying in the output");
    let found = snapshot(&desk.path("public"));
    if let ([version], true) = (versions, desk.path("public").exists()) {
        // The folder appears by one rename.
        assert!(found == **version, "{round}: half an output, or an empty one");
    } else if versions.len() > 1 {
        assert!(found.keys().eq(versions[0].keys()), "{round}: not every page is there");
        for (path, bytes) in found.iter().filter(|(path, _)| *path != MANIFEST) {
            assert!(
                versions.iter().any(|version| version.get(path) == Some(bytes)),
                "{round}: {path} is neither old nor new"
            );
        }
    }
}

const MANIFEST: &str = ".lilong-manifest";

fn manifest(desk: &Desk) -> Option<Vec<u8>> {
    fs::read(desk.path("public").join(MANIFEST)).ok()
}

fn has_come(desk: &Desk, moment: Moment, before: Option<&Vec<u8>>, running: &Running<'_>) -> bool {
    match moment {
        Moment::AtOnce => true,
        Moment::Locked => desk.path("public/.lilong-lock").exists(),
        Moment::Staging => desk.path(".public.lilong-staging").exists(),
        Moment::Drawn(wanted) => names(desk, ".public.lilong-staging/notices").len() >= wanted,
        Moment::Replacing => manifest(desk).is_some_and(|manifest| Some(&manifest) != before),
        Moment::Built => running.said().contains(" pages, "),
    }
}

/// The names in a folder of the site; none where there is no folder.
fn names(desk: &Desk, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(desk.path(folder)).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}
