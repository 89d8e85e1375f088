//! Sealing, checking and the history, as people run them; and the program `minisign` beside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Desk, Run, TODAY};

fn seal(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["seal", "--today", TODAY], more].concat())
}

fn verify(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["verify", "public"], more].concat())
}

/// A site with a notice, sealed once.
fn sealed() -> Desk {
    let desk = Desk::new();
    seal(&desk, &[]).ends_with(0).says("sealed: seals/0001.json");
    desk
}

/// A key beside the site: the secret file, and that of those who check.
fn key(desk: &Desk, name: &str) -> (String, String) {
    let file = desk.root().parent().unwrap().join(name);
    let file = file.to_str().unwrap().to_owned();
    desk.run(&["seal", "--new-key", &file]).ends_with(0);
    (file.clone(), file + ".pub")
}

fn minisign(args: &[&str]) -> bool {
    Command::new("minisign").args(args).stdin(std::process::Stdio::null()).output().unwrap().status.success()
}

/// Changes a byte in the middle of a file.
fn touch(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_sealed_site_is_as_it_was_sealed() {
    let desk = sealed();
    let run = verify(&desk, &[]);
    run.ends_with(0);
    assert!(run.out.contains("match seal 1 (2026-03-10T00:00:00+08:00)"), "{run:?}");
    let seal: serde_json::Value = serde_json::from_str(&desk.text("seals/0001.json")).unwrap();
    let keys: Vec<&String> = seal.as_object().unwrap().keys().collect();
    let expected = ["format", "sequence", "site", "base_url", "sealed", "previous", "files", "records"];
    assert_eq!(keys, expected);
    assert_eq!((&seal["format"], &seal["sequence"]), (&"lilong-seal/1".into(), &1.into()));
    assert!(seal["previous"].is_null());
    assert_eq!(desk.text("public/seals/0001.json"), desk.text("seals/0001.json"), "it is published");
    desk.build_cleanly();
    verify(&desk, &[]).ends_with(0);
    // The site's folder stands for what it publishes.
    desk.run(&["verify"]).ends_with(0);
}

#[test]
fn whatever_is_not_as_it_was_is_named() {
    let desk = sealed();
    let public = desk.root().join("public");
    touch(&public.join("notices/lift.html"));
    verify(&desk, &[]).ends_with(1).says("error[not-as-sealed]: changed: notices/lift.html “电梯检修”");
    touch(&public.join("notices/lift.html"));
    verify(&desk, &[]).ends_with(0);
    desk.write("public/extra.html", "x");
    verify(&desk, &[]).ends_with(1).says("added: extra.html");
    desk.remove("public/extra.html");
    desk.write("public/seals/extra.json", "{}");
    verify(&desk, &[]).ends_with(1).says("added: seals/extra.json");
    desk.remove("public/seals/extra.json");
    let robots = desk.bytes("public/robots.txt");
    desk.remove("public/robots.txt");
    verify(&desk, &[]).ends_with(1).says("lost: robots.txt");
    desk.write("public/robots.txt", robots);
    // The table and the seal are changed together: the fingerprints tell.
    let (table, old) = ("public/data/notice/2026.json", desk.text("public/data/notice/2026.json"));
    let forged = old.replace("电梯检修", "电梯停用");
    desk.write(table, &forged);
    let run = verify(&desk, &[]);
    run.ends_with(1).says("changed: data/notice/2026.json");
    run.says("error[record-not-as-sealed]: the fingerprint of “电梯检修” (notices/lift.md) does not match");
    desk.write(table, old);
    verify(&desk, &[]).ends_with(0);
    desk.run(&["verify", "nowhere"]).ends_with(2).says("cannot open the folder nowhere");
    desk.run(&["verify", "content"]).ends_with(1).says("error[no-seal]");
}

#[test]
fn the_chain_holds_older_seals() {
    let desk = sealed();
    for day in ["2026-03-11", "2026-03-12"] {
        desk.run(&["seal", "--today", day]).ends_with(0);
    }
    verify(&desk, &[]).ends_with(0);
    let first = desk.bytes("public/seals/0001.json");
    touch(&desk.root().join("public/seals/0001.json"));
    verify(&desk, &[]).ends_with(1).says("seals/0001.json");
    desk.remove("public/seals/0001.json");
    verify(&desk, &[]).ends_with(1).says("error[broken-chain]: seals/0001.json is missing");
    let title = String::from_utf8(first.clone()).unwrap().replace("电梯检修", "电梯停用");
    desk.write("public/seals/0001.json", title);
    verify(&desk, &[]).ends_with(1).says("seals/0001.json is not the one that seals/0002.json names");
    desk.write("public/seals/0001.json", first);
    verify(&desk, &[]).ends_with(0);
}

#[test]
fn minisign_checks_what_lilong_signs() {
    let desk = Desk::new();
    let (secret, public) = key(&desk, "seal.key");
    seal(&desk, &["--key", &secret]).ends_with(0).says("signed");
    let file = desk.root().join("seals/0001.json");
    let file = file.to_str().unwrap();
    assert!(minisign(&["-V", "-q", "-m", file, "-p", &public]));
    let run = verify(&desk, &["--key", &public]);
    run.ends_with(0);
    assert!(run.out.contains("Signed with the key"), "{run:?}");
    // The line that hangs on the notice board will do.
    let line = fs::read_to_string(&public).unwrap().lines().nth(1).unwrap().to_owned();
    verify(&desk, &["--key", &line]).ends_with(0);
    assert!(verify(&desk, &[]).out.contains("not checked"));
    let (_, other) = key(&desk, "other.key");
    verify(&desk, &["--key", &other]).ends_with(1).says("was signed with another key");
    verify(&desk, &["--key", &other, "--key", &public]).ends_with(0);
    // What nobody signed does not pass for signed, be it the newest.
    seal(&desk, &[]).ends_with(0);
    verify(&desk, &["--key", &public])
        .ends_with(1)
        .says("error[bad-signature]: seals/0002.json has no signature");
    verify(&desk, &["--key", "nonsense"]).ends_with(2).says("error[bad-key]");
}

#[test]
fn lilong_checks_what_minisign_signs() {
    let desk = sealed();
    let beside = desk.root().parent().unwrap().to_owned();
    let at = |name: &str| beside.join(name).to_str().unwrap().to_owned();
    let (secret, public) = (at("m.key"), at("m.pub"));
    assert!(minisign(&["-G", "-W", "-q", "-s", &secret, "-p", &public]));
    let file = desk.root().join("seals/0001.json");
    assert!(minisign(&["-S", "-W", "-q", "-s", &secret, "-m", file.to_str().unwrap()]));
    desk.build(&[]).ends_with(0);
    verify(&desk, &["--key", &public]).ends_with(0);
    // Lilong's keys sign for minisign, with a password or without one.
    let (ours, ours_public) = key(&desk, "seal.key");
    assert!(minisign(&["-S", "-q", "-s", &ours, "-m", file.to_str().unwrap()]));
    desk.build(&[]).ends_with(0);
    verify(&desk, &["--key", &ours_public]).ends_with(0);
    assert!(minisign(&["-S", "-W", "-q", "-s", &secret, "-m", file.to_str().unwrap()]));
    // And its key signs for Lilong.
    seal(&desk, &["--key", &secret]).ends_with(0);
    verify(&desk, &["--key", &public]).ends_with(0);
    let signature = desk.root().join("public/seals/0002.json.minisig");
    let text = fs::read_to_string(&signature).unwrap();
    for forged in [text.replacen("file:0002", "file:0009", 1), text.replace("trusted comment: ", "")] {
        fs::write(&signature, forged).unwrap();
        verify(&desk, &["--key", &public]).ends_with(1).says("error[bad-signature]");
    }
    let line = text.lines().last().unwrap();
    fs::write(&signature, text.replace(line, &line[..20])).unwrap();
    verify(&desk, &["--key", &public]).ends_with(1).says("cannot be read");
}

#[test]
fn a_key_is_never_made_inside_the_site() {
    let desk = Desk::new();
    desk.run(&["seal", "--new-key", "seal.key"]).ends_with(2).says("must not lie inside the site's folder");
    desk.run(&["seal", "--new-key", "static/keys/seal.key"]).ends_with(2).says("error[bad-key]");
    assert!(!desk.has("seal.key") && !desk.has("static"));
    desk.build_cleanly();
    let site = desk.root();
    fs::rename(site.join("public"), site.parent().unwrap().join("out")).unwrap();
    let beside = site.parent().unwrap();
    // From a folder of it, from above, by a detour, and in an output outside of it.
    for (folder, file) in [
        (site.join("content/notices"), "my.key"),
        (beside.to_owned(), "site/content/my.key"),
        (beside.to_owned(), "nowhere/../site/my.key"),
        (beside.to_owned(), "out/notices/my.key"),
        (beside.join("out"), "my.key"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
        command.args(["seal", "--new-key", file, "--lang", "en"]).current_dir(&folder);
        let done = command.stdin(std::process::Stdio::null()).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.code() == Some(2) && said.contains("error[bad-key]"), "{file}: {said}");
        assert!(!folder.join(file).exists() && !beside.join("nowhere").exists(), "{file}");
    }
    let (secret, _) = key(&desk, "seal.key");
    desk.run(&["seal", "--new-key", &secret]).ends_with(2).says("there is a");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&secret).unwrap().permissions().mode() & 0o077, 0, "for nobody else");
    }
    seal(&desk, &["--key", "nowhere.key"]).ends_with(2).says("cannot read the key");
    assert!(!desk.has("seals"), "nothing was sealed");
}

#[test]
fn a_password_is_read_from_the_variable_where_nobody_can_be_asked() {
    let desk = Desk::new();
    let secret = desk.root().parent().unwrap().join("locked.key");
    let run = |password: Option<&str>, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
        command.args(args).args(["--lang", "en"]).current_dir(desk.root()).stdin(std::process::Stdio::null());
        command.env_remove("LILONG_SEAL_KEY").env_remove("LILONG_SEAL_PASSWORD");
        if let Some(password) = password {
            command.env("LILONG_SEAL_PASSWORD", password);
        }
        let done = command.output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let file = secret.to_str().unwrap();
    assert_eq!(run(Some("梧桐里"), &["seal", "--new-key", file]).0, Some(0));
    let args = ["seal", "--key", file, "--today", TODAY];
    let (code, said) = run(None, &args);
    assert!(code == Some(2) && said.contains("LILONG_SEAL_PASSWORD"), "{said}");
    let (code, said) = run(Some("新禾苑"), &args);
    assert!(code == Some(2) && said.contains("not the password"), "{said}");
    assert_eq!(run(Some("梧桐里"), &args).0, Some(0));
    verify(&desk, &["--key", &format!("{file}.pub")]).ends_with(0);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let inner = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let inner: Vec<PathBuf> = inner.flat_map(|path| folders(&path)).collect();
    [vec![dir.to_owned()], inner].concat()
}

#[test]
#[cfg(unix)]
fn a_stick_that_is_read_only_and_has_no_site_can_be_checked() {
    use std::os::unix::fs::PermissionsExt;
    let desk = sealed();
    let stick = tempfile::tempdir().unwrap();
    let folder = stick.path().join("usb");
    copy(&desk.root().join("public"), &folder);
    fs::remove_file(folder.join(".lilong-manifest")).unwrap();
    fs::write(folder.join(".DS_Store"), "by the system").unwrap();
    let mode = |mode: u32| {
        folders(&folder)
            .iter()
            .for_each(|dir| fs::set_permissions(dir, fs::Permissions::from_mode(mode)).unwrap());
    };
    mode(0o555);
    let run = Command::new(env!("CARGO_BIN_EXE_lilong")).arg("verify").current_dir(&folder).output().unwrap();
    mode(0o755);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    // Who seals does not matter to who checks.
    std::os::unix::fs::symlink("/etc/hostname", folder.join("link.txt")).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_lilong")).arg("verify").current_dir(&folder).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "a link is not a file");
    let report = Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["verify", "--format", "json"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(String::from_utf8(report.stdout).unwrap().contains("\"not-as-sealed\""));
}

#[test]
fn the_history_of_a_record_is_that_of_its_seals() {
    let desk = sealed();
    let log = |path: &str| desk.run(&["log", path, "--today", "2026-04-01"]);
    let first = log("notices/lift.md");
    first.ends_with(0);
    let print = |run: &Run, line: usize| run.out.lines().nth(line).unwrap().to_owned();
    assert!(print(&first, 1).starts_with("0001  2026-03-10 00:00  published  "), "{first:?}");
    assert!(print(&first, 1).ends_with("  电梯检修"));
    assert_eq!(print(&first, 2), "now: as it was in seal 1");
    desk.notice("lift", "title: 电梯检修\ndate: 2026-03-05\n");
    desk.run(&["seal", "--today", "2026-03-11"]).ends_with(0).says("changed-since-seal");
    desk.run(&["seal", "--today", "2026-03-12"]).ends_with(0);
    let second = log("content/notices/lift.md");
    assert!(print(&second, 2).starts_with("0002  2026-03-11 00:00  changed  "), "{second:?}");
    assert_eq!(print(&second, 3).trim(), "date 2026-03-02 → 2026-03-05");
    assert_eq!(print(&second, 4), "now: as it was in seal 2");
    fs::rename(desk.root().join("content/notices/lift.md"), desk.root().join("content/notices/elevator.md"))
        .unwrap();
    desk.run(&["seal", "--today", "2026-03-13"]).ends_with(0).says("gone-since-seal");
    let third = log("notices/lift.md");
    assert!(third.out.contains("0004  2026-03-13 00:00  gone\n"), "{third:?}");
    assert!(third.out.ends_with("now: not published\n"));
    log("notices/nothing.md").ends_with(2).says("unknown-record");
    Desk::new().run(&["log", "notices/lift.md"]).ends_with(2).says("no-seal");
}
