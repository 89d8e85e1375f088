//! The output folder: whose it is, what may be written and removed there, and that it is never half new.

use std::fs;

use crate::desk::{Desk, TODAY};

#[test]
fn a_folder_that_is_somebody_elses_is_refused_and_not_touched() {
    let desk = Desk::new();
    desk.write("public/thesis.doc", "years of work");
    desk.write("public/notices/lift.html", "mine");
    let before = desk.snapshot("public");
    desk.build(&[]).ends_with(2).says("error[output-not-ours]").says("--out");
    assert_eq!(desk.snapshot("public"), before);
    desk.build(&["--out", "elsewhere"]).ends_with(0);
    assert_eq!(desk.snapshot("public"), before);
}

#[test]
fn a_file_in_place_of_the_output_folder_is_refused() {
    let desk = Desk::new();
    desk.write("public", "a file");
    desk.build(&[]).ends_with(2).says("output-not-ours");
    assert_eq!(desk.text("public"), "a file");
}

#[test]
fn out_is_relative_to_where_the_program_runs() {
    let desk = Desk::new();
    let root = desk.root();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["build", "--root", "site", "--out", "www", "--today", TODAY, "-q"])
        .current_dir(root.parent().unwrap())
        .status()
        .unwrap();
    assert!(done.success());
    assert!(root.parent().unwrap().join("www/index.html").is_file());
    assert!(!desk.has("public") && !desk.has("www"));
}

#[test]
fn check_writes_nothing_whatever_it_finds() {
    let desk = Desk::new();
    let before = desk.snapshot("");
    desk.run(&["check", "--today", TODAY]).ends_with(0);
    assert_eq!(desk.snapshot(""), before);
    desk.build_cleanly();
    desk.notice("water", "title: 停水\ndate: 2026-03-05\n");
    let before = desk.snapshot("");
    desk.run(&["check", "--today", TODAY]).ends_with(0);
    desk.notice("lift", "title: 电梯\ndate: soon\n");
    desk.run(&["check", "--today", TODAY]).ends_with(1);
    desk.notice("lift", "title: 电梯检修\ndate: 2026-03-02\n");
    let unlike = |snapshot: &crate::desk::Snapshot| {
        snapshot
            .iter()
            .filter(|(path, _)| !path.ends_with("lift.md"))
            .map(|(path, file)| (path.clone(), file.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(unlike(&desk.snapshot("")), unlike(&before));
}

#[test]
fn foreign_files_are_left_alone_with_a_warning() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.write("public/notes.txt", "from somebody");
    desk.write("public/notices/old/photo.jpg", "from somebody");
    desk.notice("water", "title: 停水\ndate: 2026-03-05\n");
    desk.build(&[])
        .ends_with(0)
        .says("warning[foreign-file]")
        .says("notes.txt")
        .says("notices/old/photo.jpg");
    assert_eq!(
        (desk.text("public/notes.txt"), desk.text("public/notices/old/photo.jpg")),
        ("from somebody".to_owned(), "from somebody".to_owned())
    );
}

#[test]
fn a_foreign_file_is_reported_also_when_nothing_has_changed() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.write("public/notes.txt", "from somebody");
    desk.build(&[]).ends_with(0).says("warning[foreign-file]");
}

#[test]
fn a_foreign_file_where_a_page_has_to_go_stops_the_build() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.write("public/notices/roof.html", "mine");
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    let before = desk.snapshot("public");
    desk.build(&[]).ends_with(2).says("notices/roof.html");
    assert_eq!(desk.snapshot("public"), before);
}

#[test]
fn removed_and_renamed_records_leave_the_output() {
    let desk = Desk::new();
    desk.build_cleanly();
    assert!(desk.has("public/notices/lift.html") && desk.has("public/notices/water.html"));
    desk.remove("content/notices/lift.md");
    fs::rename(desk.root().join("content/notices/water.md"), desk.root().join("content/notices/pipes.md"))
        .unwrap();
    desk.build_cleanly();
    assert!(!desk.has("public/notices/lift.html") && !desk.has("public/notices/water.html"));
    assert!(desk.has("public/notices/pipes.html"));
    for (path, bytes) in desk.published() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("lift") && !text.contains("notices/water"), "{path}");
    }
}

#[test]
fn a_folder_that_nothing_is_left_in_goes_too() {
    let desk = Desk::new();
    desk.write(
        "content/meetings/spring.md",
        "---\nkind: meeting\ntitle: 会议\ndate: 2026-03-01\n---\n纪要\n",
    );
    desk.build_cleanly();
    fs::remove_dir_all(desk.root().join("content/meetings")).unwrap();
    desk.build_cleanly();
    assert!(!desk.has("public/meetings"));
}

#[test]
fn a_run_with_an_error_leaves_the_old_output_byte_for_byte() {
    let desk = Desk::new();
    desk.build_cleanly();
    let before = desk.snapshot("public");
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    desk.notice("lift", "title: 电梯检修\ndate: soon\n");
    desk.remove("content/notices/water.md");
    desk.build(&[]).ends_with(1);
    assert_eq!(desk.snapshot("public"), before);
}

#[test]
fn an_error_met_while_drawing_leaves_the_old_output_byte_for_byte() {
    let desk = Desk::new();
    desk.build_cleanly();
    let before = desk.snapshot("public");
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    desk.write(
        "templates/notice.html",
        "{% extends \"record.html\" %}{% block facts %}{{ t(key=\"no-such-text\") }}{% endblock %}",
    );
    desk.build(&[]).ends_with(1).says("missing-text");
    assert_eq!(desk.snapshot("public"), before);
    assert_eq!(leftovers(&desk), Vec::<String>::new());
}

#[test]
fn what_an_interrupted_run_left_behind_is_cleaned_up() {
    let desk = Desk::new();
    // The manifest is the first file of a folder of ours, and the last to go.
    for path in [".lilong-manifest", "index.html", "notices/draft.html"] {
        desk.write(&format!(".public.lilong-staging/{path}"), "half");
        desk.write(&format!(".public.lilong-staging-gone/{path}"), "half");
    }
    desk.build_cleanly();
    assert_eq!(leftovers(&desk), Vec::<String>::new());
    fs::create_dir(desk.root().join(".public.lilong-staging")).unwrap();
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    desk.build(&[]).ends_with(0);
    assert!(!desk.has(".public.lilong-staging"));
    assert!(!desk.text("public/index.html").contains("half"));
}

#[test]
fn what_an_interrupted_run_left_inside_the_output_is_cleaned_up() {
    let desk = Desk::new();
    desk.build_cleanly();
    desk.write("public/.lilong-staging/.lilong-manifest", "");
    desk.write("public/.lilong-staging/index.html", "half");
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    desk.build(&[]).ends_with(0);
    assert_eq!(leftovers(&desk), Vec::<String>::new());
}

#[test]
fn a_staging_folder_that_is_somebody_elses_is_left_as_it_is() {
    let desk = Desk::new();
    for folder in [".public.lilong-staging", ".public.lilong-staging-gone"] {
        desk.write(&format!("{folder}/thesis.doc"), "years of work");
    }
    let theirs = |desk: &Desk| {
        desk.snapshot("").into_iter().filter(|(path, _)| path.contains("staging")).collect::<Vec<_>>()
    };
    let before = theirs(&desk);
    desk.build_cleanly();
    desk.notice("roof", "title: 屋顶\ndate: 2026-03-05\n");
    desk.build_cleanly();
    desk.build(&[]).ends_with(0).says("0 changed");
    assert_eq!(theirs(&desk), before);
    // Where there is no other place for staged files, that is reported.
    desk.write("public/.lilong-staging/thesis.doc", "years of work");
    let before = theirs(&desk);
    desk.notice("roof", "title: 屋顶漏水\ndate: 2026-03-05\n");
    desk.build(&[]).ends_with(2).says("error[output-not-ours]").says(".lilong-staging");
    assert_eq!(theirs(&desk), before);
}

#[test]
fn a_lock_that_is_somebody_elses_is_left_as_it_is() {
    let desk = Desk::new();
    desk.write("public/.lilong-lock", "a diary");
    desk.build(&[]).ends_with(2).says("error[output-not-ours]").says(".lilong-lock");
    assert_eq!(desk.text("public/.lilong-lock"), "a diary");
}

#[test]
fn an_output_folder_that_is_empty_is_taken() {
    let desk = Desk::new();
    fs::create_dir(desk.root().join("public")).unwrap();
    desk.build_cleanly();
    assert!(desk.has("public/index.html") && desk.has("public/.lilong-manifest"));
}

fn leftovers(desk: &Desk) -> Vec<String> {
    desk.snapshot("").into_keys().filter(|path| path.contains("staging")).collect()
}
