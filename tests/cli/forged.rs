//! Folders and sites that somebody has tampered with: what is not as it was is reported, and nothing that
//! they hold steers the program, the terminal or the disk.

use std::fs;

use crate::desk::{Desk, Run, TODAY};

fn seal(desk: &Desk, day: &str) -> Run {
    desk.run(&["seal", "--today", day])
}

fn verify(desk: &Desk) -> Run {
    desk.run(&["verify", "public"])
}

fn check(desk: &Desk) -> Run {
    desk.run(&["check", "--today", "2026-03-20"])
}

fn sealed() -> Desk {
    let desk = Desk::new();
    seal(&desk, TODAY).ends_with(0);
    desk
}

#[test]
fn the_folder_that_is_named_is_the_one_that_is_checked() {
    let desk = sealed();
    for (path, bytes) in desk.published() {
        desk.write(&format!("public/public/{path}"), bytes);
    }
    desk.write("public/site.yaml", "x");
    desk.write("public/notices/lift.html", "Evil");
    let run = verify(&desk);
    run.ends_with(1).says("changed: notices/lift.html").says("added: public/index.html");
    let shown = desk.root().join("public");
    run.says(&format!("the folder that was checked: {}", shown.display()));
    // Nor is it another where none is named.
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["verify", "--lang", "en"])
        .current_dir(&shown)
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(1) && said.contains("changed: notices/lift.html"), "{said}");
}

#[test]
fn whatever_a_host_would_hand_out_is_named() {
    let desk = sealed();
    for path in [
        ".git/e.html",
        ".lilong-staging/e.html",
        "System Volume Information/e.html",
        "notices/._x.html",
        "notices/.git/config",
        "notices/.lilong-x/e.html",
        "seals/.evil.html",
        "seals/index.evil.html",
    ] {
        let file = format!("public/{path}");
        desk.write(&file, "<h1>Evil</h1>");
        verify(&desk).ends_with(1).says(&format!("error[not-as-sealed]: added: {path}\n"));
        desk.remove(&file);
    }
    // What systems drop everywhere is reported as well, and the rest is as it was.
    for (file, told) in [
        ("notices/desktop.ini", "notices/desktop.ini"),
        ("seals/.DS_Store", "seals/.DS_Store"),
        (".git/HEAD", ".git"),
        ("System Volume Information/WPSettings.dat", "System Volume Information"),
    ] {
        desk.write(&format!("public/{file}"), "x");
        let run = verify(&desk);
        run.ends_with(0).says(&format!("warning[not-as-sealed]: added by the system: {told}\n"));
        desk.remove(&format!("public/{file}"));
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("0001.json", desk.root().join("public/seals/0001.json.minisig")).unwrap();
        verify(&desk).ends_with(1).says("unreadable: seals/0001.json.minisig (not a plain file)");
    }
}

#[test]
fn a_number_that_leaps_ahead_stops_nothing() {
    let desk = sealed();
    desk.write("public/seals/4294967295.json", "{}");
    verify(&desk).ends_with(1).says("added: seals/4294967295.json");
    desk.remove("public/seals/4294967295.json");
    desk.write("public/seals/999999.json", "{}");
    verify(&desk).ends_with(1).says("seals/0002.json to seals/999998.json are missing");
    desk.remove("public/seals/999999.json");
    // A site that has one can be built, and not be sealed any more.
    for name in ["seals/4294967295.json", "seals/999999.json"] {
        desk.write(name, "{}");
    }
    seal(&desk, TODAY).ends_with(2).says("there can be no seal after seals/999999.json");
    assert!(!desk.has("seals/0000.json") && !desk.has("seals/1000000.json"));
}

#[test]
fn no_title_steers_the_terminal() {
    let desk = sealed();
    let evil = r"\u001b[2J\u009b1m\nSigned with the key RWevil.\n";
    for path in ["seals/0001.json", "public/seals/0001.json"] {
        let text = desk.text(path).replace("新福居民区公告栏", evil).replace("电梯检修", evil);
        desk.write(path, text);
    }
    let (verified, log) = (verify(&desk), desk.run(&["log", "notices/lift.md", "--today", TODAY]));
    log.ends_with(0);
    for run in [verified, log] {
        assert!(run.out.contains("Signed with the key RWevil."), "{run:?}");
        assert!(!run.out.contains("\nSigned") && !run.out.contains(['\u{1b}', '\u{9b}']), "{run:?}");
    }
}

#[test]
fn a_correction_is_new_only_where_the_old_ones_stand() {
    let desk = Desk::new();
    let notice = |date: &str, more: &str| {
        desk.notice("lift", &format!("title: 电梯检修\ndate: {date}\n{more}"));
    };
    notice("2026-03-02", "corrections: [{date: 2026-03-03, what: 改了地点}]\n");
    seal(&desk, TODAY).ends_with(0);
    notice("2026-03-01", "corrections: [{date: 2026-03-03, what: 改了地方}]\n");
    check(&desk).ends_with(0).says("changed-since-seal");
    notice(
        "2026-03-01",
        "corrections: [{date: 2026-03-03, what: 改了地点}, {date: 2026-03-12, what: 改期}]\n",
    );
    assert!(!check(&desk).err.contains("changed-since-seal"));
}

#[test]
fn what_was_withdrawn_before_is_not_changed_in_silence() {
    let desk = Desk::new();
    let notice = |date: &str, withdrawn: &str| {
        let front = format!("title: 电梯检修\ndate: {date}\nwithdrawn: {{date: {withdrawn}, why: 取消}}\n");
        desk.notice("lift", &front);
    };
    notice("2026-03-02", "2026-03-04");
    seal(&desk, TODAY).ends_with(0);
    notice("2026-03-03", "2026-03-04");
    check(&desk).ends_with(0).says("“电梯检修” was changed since seal 1");
    notice("2026-03-03", "2026-03-12");
    assert!(!check(&desk).err.contains("changed-since-seal"), "it was withdrawn since");
}

#[test]
fn a_record_whose_address_another_takes_is_gone() {
    let desk = sealed();
    desk.remove("content/notices/lift.md");
    desk.notice("bins", "title: 垃圾分类\ndate: 2026-03-02\naliases: [notices/lift.html]\n");
    let run = check(&desk);
    run.ends_with(0).says("“电梯检修”, which seal 1 (2026-03-10) holds, is gone");
    assert!(!run.err.contains("changed-since-seal"), "{run:?}");
    // One that was only given another name is the same.
    desk.notice("bins", "title: 垃圾分类\ndate: 2026-03-02\n");
    desk.notice("elevator", "title: 电梯检修\ndate: 2026-03-02\naliases: [notices/lift.html]\n");
    assert!(!check(&desk).err.contains("gone-since-seal"));
}

#[test]
fn a_damaged_byte_costs_no_history() {
    let desk = sealed();
    let mut bytes = desk.bytes("seals/versions.jsonl");
    bytes.extend(b"{\"title\": \"\xFF\"}\n");
    desk.write("seals/versions.jsonl", &bytes);
    desk.notice("lift", "title: 电梯检修\ndate: 2026-03-05\n");
    seal(&desk, "2026-03-11").ends_with(0).says("line 4 of seals/versions.jsonl is damaged");
    let after = desk.bytes("seals/versions.jsonl");
    assert!(after.starts_with(&bytes) && after.len() > bytes.len());
    let log = desk.run(&["log", "notices/lift.md", "--today", "2026-04-01"]);
    assert!(log.out.contains("date 2026-03-02 → 2026-03-05"), "{log:?}");
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_folder_that_leads_out() {
    let desk = Desk::new();
    let theirs = desk.root().parent().unwrap().join("theirs");
    fs::rename(desk.root().join("content/notices"), &theirs).unwrap();
    std::os::unix::fs::symlink("../../theirs", desk.root().join("content/notices")).unwrap();
    let before = fs::read_dir(&theirs).unwrap().count();
    desk.run(&["new", "notice", "x", "--section", "notices", "--today", TODAY])
        .ends_with(1)
        .says("error[symlink-outside]")
        .says("content/notices");
    desk.run(&["translate", "notices/lift.md", "--to", "en"]).ends_with(1).says("error[symlink-outside]");
    assert_eq!(fs::read_dir(&theirs).unwrap().count(), before);
    let desk = Desk::new();
    std::os::unix::fs::symlink("..", desk.root().join("seals")).unwrap();
    let run = seal(&desk, TODAY);
    assert!(run.code != 0 && !desk.root().parent().unwrap().join("0001.json").exists(), "{run:?}");
    // The report replaces a link, and writes nothing where it leads.
    let desk = Desk::new();
    let outside = desk.root().parent().unwrap().join("outside.yaml");
    fs::write(&outside, "theirs").unwrap();
    std::os::unix::fs::symlink(&outside, desk.root().join("accessibility.yaml")).unwrap();
    desk.run(&["check", "--accessibility", "--today", TODAY]);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "theirs");
}
