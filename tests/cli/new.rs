//! `lilong new`: a file in the right section that is well-formed, and is published once it is filled in.

use lilong::record::KindId;

use crate::desk::{Desk, Run, TODAY};

fn new(desk: &Desk, args: &[&str]) -> Run {
    desk.run(&[&["new", "--today", TODAY], args].concat())
}

/// What is wrong besides that something is to be filled in.
fn mistakes(desk: &Desk) -> Vec<String> {
    desk.codes().into_iter().filter(|code| code != "not-filled-in").collect()
}

#[test]
fn a_record_of_every_kind_is_published_once_it_is_filled_in_and_not_before() {
    for (lang, text) in [("zh-Hans", "在这里写正文。"), ("en", "Write the text here.")] {
        for kind in KindId::ALL {
            let desk = Desk::new();
            desk.write(
                "site.yaml",
                format!("title: t\nbase_url: https://notices.example.org/\nlanguage: {lang}\n"),
            );
            let path = new(&desk, &[kind.name(), "第一: 篇 #1"]).ends_with(0).out.trim().to_owned();
            let skeleton = desk.text(&path);
            desk.build(&[]).ends_with(1).says("not-filled-in");
            assert_eq!(
                mistakes(&desk),
                Vec::<String>::new(),
                "{}",
                desk.run(&["check", "--today", TODAY]).err
            );
            desk.write(&path, skeleton.replacen("\n\n", "\ndraft: true\n\n", 1));
            assert_eq!(desk.codes(), Vec::<String>::new(), "a draft may wait");
            let left_open = |line: &&str| {
                !line.starts_with(['#', ' '])
                    && line.split(" #").next().is_some_and(|key| key.trim_end().ends_with(':'))
            };
            let filled: Vec<&str> = skeleton.lines().filter(|line| !left_open(line)).collect();
            desk.write(&path, filled.join("\n").replace(text, "正文。"));
            assert_eq!(desk.codes(), Vec::<String>::new(), "{}", desk.run(&["check", "--today", TODAY]).err);
        }
    }
}

#[test]
fn what_is_missing_is_named() {
    let desk = Desk::new();
    desk.write("site.yaml", "title: t\nlanguage: en\n");
    new(&desk, &["vote", "Lift"]).ends_with(0);
    let run = desk.run(&["check", "--today", TODAY]);
    for missing in ["the text is not written yet", "`question` is not", "`options` is not", "`closes` is not"]
    {
        run.says(missing);
    }
}

#[test]
fn everyday_words_are_kinds_too() {
    let desk = Desk::new();
    for (word, folder) in [
        ("通知", "notices"),
        ("公示", "notices"),
        ("会议纪要", "meetings"),
        ("Minutes", "meetings"),
        ("vote", "consultations"),
        ("投票", "consultations"),
    ] {
        let run = new(&desk, &[word, &format!("{word} 一")]);
        assert!(run.ends_with(0).out.starts_with(&format!("content/{folder}/")), "{word}: {}", run.out);
    }
    desk.notice("odd", "title: x\ndate: 2026-03-02\nkind: 会议纪要\n");
    desk.run(&["check", "--today", TODAY]).says("write `meeting`");
}

#[test]
fn a_folder_that_the_site_itself_uses_is_refused() {
    let desk = Desk::new();
    for section in ["data", "topics/old", "content/archive"] {
        new(&desk, &["notice", "t", "--section", section]).ends_with(2).says("reserved-name");
    }
    assert!(!desk.has("content/data"));
    // A folder of that name with an address of its own is fine.
    desk.write("content/data/_index.md", "---\ntitle: 数据\nslug: figures\n---\n");
    new(&desk, &["notice", "t", "--section", "data"]).ends_with(0);
}

#[test]
fn the_path_is_printed_and_made_of_the_day_and_the_title() {
    let run = new(&Desk::new(), &["notice", "停水通知"]);
    assert_eq!(run.ends_with(0).out, "content/notices/2026-03-10-ting-shui-tong-zhi.md\n");
    assert_eq!(run.err, "");
}

#[test]
fn it_goes_into_the_first_section_of_its_kind() {
    let desk = Desk::new();
    desk.write("content/board/_index.md", "---\ntitle: 会议\nkind: 会议\n---\n");
    desk.write("content/council/_index.md", "---\ntitle: 会议\nkind: meeting\n---\n");
    assert!(new(&desk, &["meeting", "spring"]).out.starts_with("content/board/"));
    assert!(
        new(&desk, &["会议", "spring", "--section", "content/council/"]).out.starts_with("content/council/")
    );
}

#[test]
fn a_meeting_says_when_it_was_announced() {
    let desk = Desk::new();
    let path = new(&desk, &["meeting", "spring"]).ends_with(0).out.trim().to_owned();
    assert!(desk.text(&path).contains(&format!("\n发布日期: {TODAY}")), "{}", desk.text(&path));
    let text = desk.text(&path).replace(&format!("\n日期: {TODAY}"), "\n日期: 2026-04-20 19:00");
    let text = text.replace("\n地点: ", "\n地点: 活动室 ").replace("\n开始: ", "\n开始: 2026-04-20 19:00 ");
    desk.write(&path, text.replace("在这里写正文。", "请参加。"));
    assert_eq!(desk.codes(), Vec::<String>::new());
    let notice = new(&desk, &["notice", "water"]).out.trim().to_owned();
    assert!(desk.text(&notice).contains("\n# 发布日期:"), "{}", desk.text(&notice));
}

#[test]
fn a_section_that_is_missing_is_made() {
    let desk = Desk::new();
    assert!(new(&desk, &["consultation", "roof"]).out.starts_with("content/consultations/"));
    let section = desk.text("content/consultations/_index.md");
    assert!(section.contains("类型: 意见征询") && section.contains("标题: 意见征询"), "{section}");
    assert_eq!(mistakes(&desk), Vec::<String>::new());
}

#[test]
fn a_section_outside_of_content_is_refused() {
    let desk = Desk::new();
    for section in ["../x", "/etc", "a/../../x", ".git", "a//b"] {
        new(&desk, &["notice", "x", "--section", section]).ends_with(2).says("bad-path");
    }
}

#[test]
fn the_next_document_number_of_the_issuer_and_year_is_proposed() {
    let desk = Desk::new();
    desk.write("site.yaml", "title: t\nissuer: 新福居民委员会\n");
    desk.notice("one", "title: a\ndate: 2026-03-01\nnumber: 新福居〔2026〕9号\n");
    desk.notice("two", "title: b\ndate: 2026-03-02\nnumber: 新福居〔2026〕3号\ndraft: true\n");
    desk.notice("old", "title: c\ndate: 2025-12-01\nnumber: 新福居〔2025〕41号\n");
    desk.notice("other", "title: d\ndate: 2026-03-09\nissuer: 业主委员会\nnumber: 新福业〔2026〕77号\n");
    let first = new(&desk, &["notice", "first"]).out;
    assert!(desk.text(first.trim()).contains("\n文号: 新福居〔2026〕10号"), "{}", desk.text(first.trim()));
    let second = new(&desk, &["notice", "second"]).out;
    assert!(desk.text(second.trim()).contains("\n文号: 新福居〔2026〕11号"));
    let run = desk.run(&["new", "notice", "third", "--today", "2027-01-05"]);
    assert!(desk.text(run.out.trim()).contains("\n文号: 新福居〔2027〕1号"));
    // The third is dated in the next year.
    assert_eq!(mistakes(&desk), ["published-to-come"]);
}

#[test]
fn a_site_without_numbers_gets_the_line_as_a_remark() {
    let desk = Desk::new();
    let path = new(&desk, &["notice", "first"]).out;
    let text = desk.text(path.trim());
    assert!(text.contains("\n# 文号:") && !text.contains("\n文号:"), "{text}");
}

#[test]
fn keys_and_remarks_are_in_the_language_of_the_site() {
    let desk = Desk::new();
    let zh = new(&desk, &["notice", "first", "--lang", "en"]).out;
    assert!(desk.text(zh.trim()).contains("# 截止:") && !desk.text(zh.trim()).contains("deadline"));
    desk.write("site.yaml", "title: t\nlanguage: en\n");
    let en = new(&desk, &["notice", "other", "--lang", "zh"]).out;
    assert!(desk.text(en.trim()).is_ascii(), "{}", desk.text(en.trim()));
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::new();
    let path = new(&desk, &["notice", "lift"]).out;
    desk.write(path.trim(), "mine");
    new(&desk, &["notice", "lift"]).ends_with(2).says("exists already");
    assert_eq!(desk.text(path.trim()), "mine");
    desk.write("content/notices/2026-03-10-roof/index.md", "---\ntitle: x\ndate: 2026-03-10\n---\n");
    new(&desk, &["notice", "roof"]).ends_with(2).says("exists already");
}

#[test]
fn an_unknown_kind_gets_a_hint() {
    let desk = Desk::new();
    let before = desk.snapshot("");
    new(&desk, &["notise", "x"]).ends_with(2).says("did you mean `notice`?");
    new(&desk, &["会义", "x", "--lang", "zh"]).ends_with(2).says("会议");
    new(&desk, &["zzz", "x"]).ends_with(2).says("notice, meeting");
    new(&desk, &["notice", "  "]).ends_with(2).says("title");
    assert_eq!(desk.snapshot(""), before);
}

#[test]
fn a_folder_without_a_site_is_refused_and_a_broken_site_yaml_reported() {
    Desk::empty().run(&["new", "notice", "x"]).ends_with(2).says("missing-config");
    Desk::empty().run(&["new", "notice", "x", "--root", "nowhere"]).ends_with(2);
    let desk = Desk::new();
    desk.write("site.yaml", "titel: x\n");
    new(&desk, &["notice", "x"]).ends_with(1).says("unknown-key");
}

#[test]
fn titles_that_are_no_file_names_become_some() {
    for slugs in ["pinyin", "keep"] {
        let desk = Desk::new();
        desk.write("site.yaml", format!("title: t\nslugs: {slugs}\n"));
        for title in [
            "../../etc/passwd",
            "a/b\\c",
            "x.en",
            "？！",
            "CON",
            "line\nbreak",
            &"长".repeat(300),
            "\u{1b}[31m",
            "index",
        ] {
            new(&desk, &["notice", title]).ends_with(0);
        }
        new(&desk, &["page", "index"]).ends_with(0);
        let strange: Vec<String> = desk
            .snapshot("")
            .into_keys()
            .filter(|path| !path.starts_with("content/") && path != "site.yaml")
            .collect();
        assert_eq!(strange, Vec::<String>::new());
        assert_eq!(
            mistakes(&desk),
            Vec::<String>::new(),
            "{slugs}: {}",
            desk.run(&["check", "--today", TODAY]).err
        );
    }
}

#[test]
fn a_series_gets_one_log_a_day() {
    let desk = Desk::new();
    desk.write("content/logs/_index.md", "---\ntitle: 日志\nkind: log\nseries: {from: 2026-03-01}\n---\n");
    new(&desk, &["log", "one"]).ends_with(0);
    new(&desk, &["日志", "two"]).ends_with(2).says("duplicate-log-day");
    assert_eq!(mistakes(&desk), Vec::<String>::new());
}
