//! `lilong init`: a site that builds as it is, in a folder that was empty.

use crate::desk::{Desk, TODAY};

fn begun(lang: &str, today: &str) -> Desk {
    let desk = Desk::empty();
    desk.run(&["init", ".", "--lang", lang, "--today", today]).ends_with(0);
    desk
}

#[test]
fn a_new_site_builds_without_a_diagnostic() {
    for lang in ["zh", "en"] {
        for today in [TODAY, "2026-12-31", "2027-01-02", "2028-02-29"] {
            let desk = begun(lang, today);
            for command in ["check", "build"] {
                let run = desk.run(&[command, "--today", today, "--format", "json"]);
                assert_eq!((run.code, run.out.as_str()), (0, ""), "{lang} {today}: {}", run.err);
            }
            assert!(desk.has("public/index.html") && desk.has("public/about.html"));
        }
    }
}

#[test]
fn a_new_site_of_today_builds_by_the_clock() {
    let desk = Desk::empty();
    desk.run(&["init", "new/board"]).ends_with(0);
    let run = desk.run(&["build", "--root", "new/board", "--format", "json"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
}

#[test]
fn it_speaks_its_language_and_counts_weekends() {
    let (zh, en) = (begun("zh", TODAY), begun("en", TODAY));
    assert!(
        zh.text("site.yaml").contains("language: zh-Hans") && en.text("site.yaml").contains("language: en")
    );
    for desk in [&zh, &en] {
        let text = desk.text("site.yaml");
        assert!(
            text.contains("\nholidays:\n  weekends: true\n")
                && text.contains("base_url: https://example.org/"),
            "{text}"
        );
    }
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let english: Vec<String> = en
        .snapshot("content")
        .into_iter()
        .filter(|(_, (bytes, _))| chinese(&String::from_utf8_lossy(bytes)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(english, Vec::<String>::new());
}

#[test]
fn something_is_open_on_its_first_day() {
    let desk = begun("zh", TODAY);
    desk.build_cleanly();
    let data = desk.text("public/data/consultation/2026.json");
    assert!(data.contains("\"voting\""), "{data}");
}

#[test]
fn it_says_what_to_do_next_unless_it_is_to_be_quiet() {
    let desk = Desk::empty();
    let run = desk.run(&["init", "board", "--lang", "zh"]);
    assert!(run.ends_with(0).out.contains("cd board") && run.out.contains("lilong build"), "{run:?}");
    let quiet = desk.run(&["init", "other", "-q"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn a_folder_that_is_not_empty_is_refused_and_not_touched() {
    let desk = Desk::empty();
    desk.write("notes.txt", "mine");
    let before = desk.snapshot("");
    desk.run(&["init", "."]).ends_with(2).says("not empty").says("lilong init");
    desk.run(&["init", "notes.txt"]).ends_with(2).says("not a folder");
    assert_eq!(desk.snapshot(""), before);
    begun("en", TODAY).run(&["init", ".", "--lang", "zh"]).ends_with(2).says("不是空的");
}

#[test]
fn two_sites_of_one_day_are_the_same() {
    let bytes = |desk: Desk| {
        desk.snapshot("").into_iter().map(|(path, (bytes, _))| (path, bytes)).collect::<Vec<_>>()
    };
    assert_eq!(bytes(begun("zh", TODAY)), bytes(begun("zh", TODAY)));
}

#[test]
fn a_day_that_is_none_is_refused_before_anything_is_written() {
    let desk = Desk::empty();
    desk.run(&["init", "board", "--today", "someday"]).ends_with(2).says("bad-date");
    assert!(!desk.has("board"));
}
