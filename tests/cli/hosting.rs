//! The recipes for hosting, run as they are written: what is Lilong's own never reaches a web host.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;

/// The documents that hold recipes.
const DOCUMENTS: [&str; 3] = ["README.md", "README.zh-CN.md", "docs/hosting/README.md"];

/// The `rsync` commands of a document, one line each, without what stands before and behind.
fn copies(document: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).unwrap();
    let commands = text.lines().filter_map(|line| line.find("rsync -a").map(|at| line[at..].to_owned()));
    commands.collect()
}

#[test]
fn what_is_lilongs_own_never_reaches_a_web_host() {
    let desk = Desk::new();
    desk.build_cleanly();
    // A build or a watch is at work, and stages inside the output.
    desk.write("public/.lilong-lock", "1 watch\n");
    desk.write("public/.lilong-staging/index.html", "half made");
    let mut run = 0;
    for document in DOCUMENTS {
        for command in copies(document) {
            let target = desk.root().join(format!("host{run}"));
            fs::create_dir_all(target.join("current")).unwrap();
            let host = format!("{}/", target.display());
            let here = command
                .replace("web:/srv/www/board/", &host)
                .replace("/srv/www/board/", &host)
                .replace("$day", "today");
            let done = Command::new("sh").args(["-c", &here]).current_dir(desk.root()).output().unwrap();
            assert!(done.status.success(), "{document}: {here}\n{}", String::from_utf8_lossy(&done.stderr));
            let found = desk.snapshot(&format!("host{run}"));
            let pages = found.keys().filter(|path| path.ends_with("index.html")).count();
            assert!(pages > 0, "{document}: nothing was copied by {here}");
            let own: Vec<_> = found.keys().filter(|path| path.contains(".lilong")).collect();
            assert!(own.is_empty(), "{document}: {here} copies {own:?}");
            run += 1;
        }
    }
    assert_eq!(run, 4, "a recipe came or went: see that each is tried");
}

#[test]
fn the_pipelines_leave_out_what_is_lilongs_own() {
    let text = |name: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting").join(name)).unwrap()
    };
    assert!(
        text("rebuild.gitlab-ci.yml").contains(r#"exclude: ["public/.lilong-*", "public/.lilong-*/**/*"]"#)
    );
    let workflow = text("rebuild.yml");
    let (removed, uploaded) =
        (workflow.find("rm -rf public/.lilong-*"), workflow.find("upload-pages-artifact"));
    assert!(removed.is_some() && removed < uploaded, "removed before the upload");
}
