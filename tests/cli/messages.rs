//! What is reported, to whom, in which form and with which exit status.

use crate::desk::{Desk, TODAY};

fn broken() -> Desk {
    let desk = Desk::new();
    desk.notice("lift", "title: 电梯检修\ndate: soon\n");
    desk
}

fn warned() -> Desk {
    let desk = Desk::new();
    desk.write("content/notices/plan.dwg", "%PDF");
    desk
}

#[test]
fn a_site_without_mistakes_ends_with_0() {
    let desk = Desk::new();
    desk.run(&["check", "--today", TODAY]).ends_with(0);
    desk.build(&[]).ends_with(0).says("pages");
}

#[test]
fn warnings_alone_end_with_0() {
    let desk = warned();
    desk.run(&["check", "--today", TODAY]).ends_with(0).says("warning[unpublished-file]").says("1 warning");
    desk.build(&[]).ends_with(0).says("warning[unpublished-file]");
}

#[test]
fn a_warning_is_reported_again_by_a_build_with_nothing_to_do() {
    let desk = warned();
    desk.build(&[]);
    desk.build(&[]).ends_with(0).says("warning[unpublished-file]");
}

#[test]
fn mistakes_end_with_1_and_point_at_their_place() {
    let desk = broken();
    for command in ["check", "build"] {
        desk.run(&[command, "--today", TODAY])
            .ends_with(1)
            .says("error[bad-date]")
            .says("content/notices/lift.md:3:7");
    }
}

#[test]
fn all_mistakes_are_reported_in_one_run() {
    let desk = broken();
    desk.notice("water", "titel: 停水\ndate: 2026-02-30\n");
    assert_eq!(desk.codes(), ["bad-date", "impossible-date", "missing-key", "unknown-key"]);
}

#[test]
fn wrong_usage_and_an_unfit_machine_end_with_2() {
    let desk = Desk::new();
    desk.run(&[]).ends_with(2);
    desk.run(&["build", "--colour"]).ends_with(2);
    desk.run(&["publish"]).ends_with(2);
    desk.run(&["check", "--format", "xml"]).ends_with(2);
    desk.run(&["check", "--lang", "fr"]).ends_with(2);
    desk.run(&["build", "--root", "nowhere"]).ends_with(2);
    desk.run(&["explain", "no-such-code"]).ends_with(2).says("unknown-code");
    desk.run(&["why", "notices/nothing.html"]).ends_with(2).says("unknown-output");
    desk.run(&["completions", "cmd"]).ends_with(2);
    Desk::empty().run(&["build"]).ends_with(2).says("lilong init");
}

#[test]
fn a_day_that_is_none_is_wrong_usage() {
    Desk::new().run(&["build", "--today", "someday"]).ends_with(2).says("error[bad-date]");
}

#[test]
fn asking_for_help_or_the_version_ends_with_0() {
    let desk = Desk::empty();
    assert!(desk.run(&["--help"]).ends_with(0).out.contains("build"));
    assert!(desk.run(&["--version"]).ends_with(0).out.starts_with("lilong "));
}

#[test]
fn quiet_says_nothing_but_errors() {
    for desk in [Desk::new(), warned()] {
        for command in ["check", "build"] {
            let run = desk.run(&[command, "-q", "--today", TODAY]);
            assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
        }
    }
    let desk = broken();
    desk.write("content/notices/plan.dwg", "%PDF");
    let run = desk.build(&["-q"]);
    run.ends_with(1).says("error[bad-date]");
    assert!(!run.err.contains("warning"), "{}", run.err);
}

#[test]
fn short_format_is_one_line_a_finding() {
    let run = broken().build(&["--format", "short"]);
    run.ends_with(1);
    let lines: Vec<&str> = run.err.lines().chain(run.out.lines()).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("content/notices/lift.md:3:7: error[bad-date]: "), "{lines:?}");
}

#[test]
fn json_format_is_one_object_a_line_on_stdout_with_positions_in_the_whole_file() {
    let desk = broken();
    let run = desk.build(&["--format", "json"]);
    run.ends_with(1);
    let found: serde_json::Value = serde_json::from_str(run.out.trim_end()).unwrap();
    assert_eq!(
        (&found["code"], &found["severity"], &found["file"]),
        (&"bad-date".into(), &"error".into(), &"content/notices/lift.md".into())
    );
    assert_eq!((&found["line"], &found["column"]), (&3.into(), &7.into()));
    let at = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
    let text = desk.text("content/notices/lift.md");
    assert_eq!(&text[at("byte_start")..at("byte_end")], "soon");
}

#[test]
fn github_format_is_an_annotation_on_stdout() {
    let run = broken().build(&["--format", "github"]);
    assert!(
        run.ends_with(1).out.starts_with("::error file=content/notices/lift.md,line=3,col=7,"),
        "{}",
        run.out
    );
}

#[test]
fn the_language_is_the_one_asked_for_else_the_locales() {
    let desk = broken();
    let reported =
        |locale: &str, lang: &[&str]| desk.run_as(locale, &[&["check", "--today", TODAY], lang].concat()).err;
    assert!(reported("zh_CN.UTF-8", &[]).contains("错误[bad-date]"));
    assert!(reported("de_DE.UTF-8", &[]).contains("error[bad-date]"));
    assert!(reported("C", &["--lang", "zh"]).contains("错误[bad-date]"));
    assert!(reported("zh_CN.UTF-8", &["--lang", "en"]).contains("error[bad-date]"));
}

#[test]
fn without_a_terminal_no_control_sequence_is_printed_even_if_content_holds_one() {
    let desk = broken();
    desk.notice("evil", "title: \"\\e[31mred\"\ndate: \u{1b}[2Jsoon\n");
    desk.write("content/notices/\u{1b}[31m.md", "---\ndate: soon\n---\n");
    for format in ["human", "short", "json", "github"] {
        let run = desk.run(&["build", "--today", TODAY, "--format", format]);
        let printed = format!("{}{}", run.out, run.err);
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!printed.contains(control), "{format}: {printed:?}");
    }
}

#[test]
fn every_code_that_is_listed_is_explained_in_both_languages() {
    let desk = Desk::empty();
    let list = desk.run(&["explain"]).out;
    let codes: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(codes.len() > 50);
    for code in [codes[0], codes[codes.len() / 2], codes[codes.len() - 1]] {
        for lang in ["zh", "en"] {
            assert!(desk.run(&["explain", code, "--lang", lang]).ends_with(0).out.contains(code));
        }
    }
    desk.run(&["explain", "bad-dat"]).ends_with(2).says("bad-date");
}

#[test]
fn twice_verbose_names_every_file_that_was_drawn() {
    let desk = Desk::new();
    desk.build(&["-vv"]).ends_with(0).says("notices/lift.html");
    let again = desk.build(&["-vv"]);
    assert!(!again.err.contains(".html"), "{}", again.err);
}

#[test]
fn completions_are_printed_for_every_shell() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = desk.run(&["completions", shell]);
        assert!(run.ends_with(0).out.contains("explain"), "{shell}");
    }
}

#[test]
fn a_mistake_in_a_section_is_not_reported_of_its_records() {
    let desk = Desk::new();
    for day in 2..8 {
        desk.write(
            &format!("content/log/d{day}.md"),
            format!(
                "---\ntitle: 日志\ndate: 2026-03-0{day}\nmetrics: {{走访: 3}}\nentries:\n  - \
                     {{time: 8:30, text: 走访}}\n---\n"
            ),
        );
    }
    for (front, code) in [
        ("---\ntitle: 日志\nkind: log\ncolour: red\n---\n", "unknown-key"),
        ("---\ntitle：日志\nkind: log\n---\n", "full-width-colon"),
        ("---\ntitle: 日志\n类型：日志\n---\n", "full-width-colon"),
        ("---\ntitle: 日志\nkind: log\n", "unclosed-front-matter"),
        ("title: 日志\nkind: log\n---\n", "missing-front-matter"),
    ] {
        desk.write("content/log/_index.md", front);
        assert_eq!(desk.codes(), [code], "{front}");
    }
}

#[test]
fn what_is_opened_and_never_closed_is_reported_where_it_opens() {
    let desk = Desk::new();
    let bracket = "the bracket that opens here is never closed";
    let quotes = "the quotes that open here are never closed";
    for (front, place, said) in [
        ("topics: [a, b\ndate: 2026-03-02", "3:9", bracket),
        ("posted: {from: 2026-03-02, days: 7\ndate: 2026-03-02", "3:9", bracket),
        ("topics: [\"water, lift]\ndate: 2026-03-02", "3:10", quotes),
        ("topics: [a}, b]\ndate: 2026-03-02", "3:11", "not well-formed"),
        ("summary: |\n  list: [a\nnumber: a: b", "5:10", "a colon and a space"),
        ("date: 2026-13-02\ntopics: [a", "4:9", bracket),
    ] {
        desk.write("content/about.md", format!("---\ntitle: T\n{front}\n---\n"));
        let reported = desk.run(&["check", "--lang", "en", "--format", "short"]).ends_with(1).err.clone();
        assert!(
            reported
                .lines()
                .any(|line| line.starts_with(&format!("content/about.md:{place}:")) && line.contains(said)),
            "{front}: {reported}"
        );
    }
}
