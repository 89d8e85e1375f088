//! The promises of the module, as examples.

use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::codes::front_matter::{DUPLICATE_KEY, YAML_SYNTAX};
use super::codes::reading::NOT_UTF8;
use super::*;

const FILE: &str = "content/x.md";

fn shown(text: &str, span: Range<usize>, lang: Lang) -> String {
    let one = Diagnostic::new(&YAML_SYNTAX, Words::fixed("写错了", "it is wrong")).at(FILE, span);
    draw(&[one.label(Words::fixed("这里", "here"))], text, ReportFormat::Human, lang)
}

fn draw(diagnostics: &[Diagnostic], text: &str, format: ReportFormat, lang: Lang) -> String {
    let text: Arc<str> = text.into();
    render(diagnostics, format, lang, false, &move |file: &str| (file == FILE).then(|| text.clone()))
}

/// The part of the drawn line above the carets.
fn pointed_at(drawing: &str) -> String {
    let lines: Vec<&str> = drawing.lines().collect();
    let (line, carets) = (lines[2], lines[3]);
    let (from, count) = (carets.find('^').unwrap(), carets.matches('^').count());
    let mut column = 0;
    let under = |c: &char| {
        let at = column;
        column += c.to_string().width();
        at >= from && at < from + count
    };
    line.chars().filter(under).collect()
}

#[test]
fn a_mistake_is_drawn_as_in_the_handbook() {
    let text = "---\ntitle: Bike shed\nopens: 2026-03-10\ncloses: 2026-03-01\n---\n";
    let (closes, opens) = (text.find("2026-03-01").unwrap(), text.find("2026-03-10").unwrap());
    let one = Diagnostic::new(
        &YAML_SYNTAX,
        Words::fixed("征询结束早于开始", "this consultation closes before it opens"),
    )
    .at(FILE, closes..closes + 10)
    .label(Words::fixed("这一天结束", "closes here"))
    .note(FILE, opens..opens + 10, Words::fixed("开始于", "it opens here"))
    .help(Words::fixed("把两个日期对调", "swap the two dates"));
    assert_eq!(
        draw(std::slice::from_ref(&one), text, ReportFormat::Human, Lang::En),
        "error[yaml-syntax]: this consultation closes before it opens\n \
         --> content/x.md:4:9\n\
         4 | closes: 2026-03-01\n  \
         |         ^^^^^^^^^^ closes here\n\
         note: it opens here\n \
         --> content/x.md:3:8\n\
         3 | opens: 2026-03-10\n  \
         |        ^^^^^^^^^^\n\
         help: swap the two dates\n"
    );
    let zh = draw(&[one], text, ReportFormat::Human, Lang::Zh);
    assert!(zh.starts_with("错误[yaml-syntax]：征询结束早于开始\n --> "), "{zh}");
    assert!(zh.contains("说明：开始于\n") && zh.ends_with("帮助：把两个日期对调\n"), "{zh}");
}

#[test]
fn carets_stand_under_wide_characters_tabs_and_line_ends() {
    for (text, wanted) in [
        ("标题: 通知\n", "通知"),
        ("一👨‍👩‍👧二 x\n", "二"),
        ("cafe\u{301} au lait\n", "au"),
        ("a\tb\tc\r\n", "c"),
        ("🇨🇳❤️好的\n", "好的"),
        ("前\u{1b}[31m后\n", "后"),
        ("不换行的最后一行", "最后"),
    ] {
        let at = text.find(wanted).unwrap();
        let drawing = shown(text, at..at + wanted.len(), Lang::Zh);
        let lines: Vec<&str> = drawing.lines().collect();
        let before = lines[2].split(wanted).next().unwrap();
        let indent = lines[3].find('^').unwrap();
        assert_eq!(before.width(), indent, "{drawing}");
        assert_eq!(lines[3].matches('^').count(), wanted.width(), "{drawing}");
    }
}

#[test]
fn an_empty_span_and_the_end_of_the_file_get_one_caret() {
    for (text, at, drawn) in
        [("ab", 2, "1 | ab\n  |   ^ here"), ("ab\n", 3, "2 |\n  | ^ here"), ("", 0, "1 |\n  | ^ here")]
    {
        let drawing = shown(text, at..at, Lang::En);
        assert!(drawing.contains(drawn), "{drawing}");
    }
}

#[test]
fn a_span_of_several_lines_shows_the_first() {
    let drawing = shown("one\r\ntwo\r\nthree", 1..9, Lang::En);
    assert!(drawing.contains(":1:2\n1 | one\n  |  ^^ here\n"), "{drawing}");
}

#[test]
fn long_lines_are_cut_around_the_span() {
    for side in [0, 1, 40, 99, 100, 101, 5000, 100_000] {
        let text = format!("{}错字{}", "好".repeat(side), "很".repeat(5000));
        let at = side * 3;
        let drawing = shown(&text, at..at + 6, Lang::En);
        assert_eq!(pointed_at(&drawing), "错字", "{drawing}");
        assert!(drawing.lines().all(|line| line.width() < 110), "{drawing}");
        let text = format!("{}错字", "好".repeat(side));
        assert_eq!(pointed_at(&shown(&text, at..at + 6, Lang::En)), "错字");
    }
    let whole = shown(&"字".repeat(900), 0..2700, Lang::En);
    assert!(whole.lines().all(|line| line.width() < 120) && whole.contains('…'), "{whole}");
}

#[test]
fn no_span_whatever_can_make_a_drawing_fail() {
    for text in ["", "\n", "标🎈\r\n\ta\u{301}\u{1b}é\n终", "\u{FEFF}\r\r\n\u{202E}x"] {
        let ends: Vec<usize> = (0..text.len() + 3).chain([usize::MAX - 1, usize::MAX]).collect();
        for &start in &ends {
            for &end in &ends {
                let one = Diagnostic::new(&YAML_SYNTAX, words!("错", "wrong")).at(FILE, start..end).note(
                    FILE,
                    end..start,
                    words!("也", "also"),
                );
                for (_, format) in ReportFormat::ALL {
                    let drawn = draw(std::slice::from_ref(&one), text, format, Lang::Zh);
                    assert!(!drawn.contains(['\u{1b}', '\r', '\u{202e}']) && drawn.ends_with('\n'));
                    assert!(format != ReportFormat::Human || drawn.matches('^').count() >= 2, "{drawn}");
                }
            }
        }
    }
}

#[test]
fn a_missing_text_leaves_the_file_alone() {
    let one = [Diagnostic::new(&YAML_SYNTAX, words!("错", "wrong")).at("site.yaml", 3..9)];
    assert_eq!(draw(&one, "", ReportFormat::Human, Lang::En), "error[yaml-syntax]: wrong\n --> site.yaml\n");
    assert_eq!(draw(&one, "", ReportFormat::Short, Lang::En), "site.yaml: error[yaml-syntax]: wrong\n");
    assert_eq!(
        draw(&one, "", ReportFormat::Github, Lang::En),
        "::error file=site.yaml,title=yaml-syntax::wrong\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&draw(&one, "", ReportFormat::Json, Lang::En)).unwrap();
    assert!(json["line"].is_null() && json["byte_start"] == 3);
}

#[test]
fn nothing_in_content_reaches_the_terminal_as_a_command() {
    let evil = "\u{1b}[2J\u{9b}1m\r\u{7}\u{202e}\u{2028}";
    let one = [Diagnostic::new(&NOT_UTF8, Words::new(evil, format!("a{evil}\nb")))
        .at(format!("content/{evil}.md"), 0..1)
        .label(Words::new(evil, evil))
        .help(Words::new(evil, evil))
        .note(FILE, 0..4, Words::new(evil, evil))];
    for (_, format) in ReportFormat::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let drawn = draw(&one, evil, format, lang);
            let unseen = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{2028}'));
            assert!(!drawn.contains(unseen), "{drawn:?}");
            let lines = drawn.lines().count();
            assert!(format == ReportFormat::Human || lines == 1, "{drawn:?}");
        }
    }
}

#[test]
fn colour_comes_only_when_asked_for() {
    let one = [Diagnostic::new(&YAML_SYNTAX, words!("错", "wrong")).at(FILE, 0..1)];
    let texts = |_: &str| Some(Arc::from("ab"));
    let plain = render(&one, ReportFormat::Human, Lang::En, false, &texts);
    let painted = render(&one, ReportFormat::Human, Lang::En, true, &texts);
    assert!(!plain.contains('\u{1b}') && painted.contains("\u{1b}[1;31m"));
    let mut stripped = painted;
    for style in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[1;31m", "\u{1b}[1;34m"] {
        stripped = stripped.replace(style, "");
    }
    assert_eq!(stripped, plain);
    assert!(!render(&one, ReportFormat::Short, Lang::En, true, &texts).contains('\u{1b}'));
}

#[test]
fn one_line_forms_stay_on_one_line() {
    let one = [Diagnostic::new(&NOT_UTF8, Words::fixed("第一行\n第二行", "one\r\ntwo: 100%, yes"))
        .at(FILE, 7..13)
        .help(Words::fixed("另存", "save\nagain"))];
    let text = "标题\n通知\n";
    assert_eq!(
        draw(&one, text, ReportFormat::Short, Lang::Zh),
        "content/x.md:2:1: warning[not-utf8]: 第一行 第二行；帮助：另存\n"
    );
    assert_eq!(
        draw(&one, text, ReportFormat::Short, Lang::En),
        "content/x.md:2:1: warning[not-utf8]: one two: 100%, yes; help: save again\n"
    );
    assert_eq!(
        draw(&one, text, ReportFormat::Github, Lang::En),
        "::warning file=content/x.md,line=2,col=1,endColumn=3,title=not-utf8::one%0D%0Atwo: 100%25, \
         yes%0Asave%0Aagain\n"
    );
    let odd = [Diagnostic::new(&NOT_UTF8, words!("x", "x")).at("a:b,c%.md", 0..0)];
    assert!(
        draw(&odd, "", ReportFormat::Github, Lang::En)
            .starts_with("::warning file=a%3Ab%2Cc%25.md,line=1,col=1")
    );
}

#[test]
fn json_says_where_in_lines_and_in_bytes() {
    let one = [Diagnostic::new(&DUPLICATE_KEY, words!("重复", "twice")).at(FILE, 7..16).note(
        FILE,
        0..3,
        words!("第一次", "first"),
    )];
    let line = draw(&one, "标题\n通知\n二", ReportFormat::Json, Lang::Zh);
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    for (key, value) in
        [("line", 2), ("column", 1), ("end_line", 3), ("end_column", 2), ("byte_start", 7), ("byte_end", 17)]
    {
        assert_eq!(json[key], value, "{key}: {line}");
    }
    assert_eq!((&json["severity"], &json["message"]), (&"error".into(), &"重复".into()));
    assert_eq!((&json["notes"][0]["line"], &json["notes"][0]["message"]), (&1.into(), &"第一次".into()));
}

#[test]
fn findings_are_sorted_by_file_and_place_and_reported_once() {
    let at = |file: &str, from: usize| {
        Diagnostic::new(&YAML_SYNTAX, words!("错", "wrong")).at(file, from..from + 1)
    };
    let site = Diagnostic::new(&NOT_UTF8, words!("全站", "site"));
    let mut all = vec![at("b", 1), at("a", 9), at("a", 2), at("b", 1), site.clone()];
    sort(&mut all);
    assert_eq!(all, [site, at("a", 2), at("a", 9), at("b", 1)]);
    assert_eq!(tally(&all), Some(Words::fixed("3 处错误，1 条警告", "3 errors, 1 warning")));
    assert!(any_error(&all) && tally(&[]).is_none());
}

#[test]
fn a_page_or_a_table_that_cannot_be_shown_has_a_beginning() {
    let short = |file: &str| {
        let one = Diagnostic::new(&YAML_SYNTAX, Words::fixed("写错了", "it is wrong")).at(file, 0..0);
        draw(&[one], "", ReportFormat::Short, Lang::En)
    };
    for file in ["content/y.md", "content/list.xlsx"] {
        assert!(short(file).starts_with(&format!("{file}:1:1: error")), "{}", short(file));
    }
    assert!(short("content/plan.png").starts_with("content/plan.png: error"));
}
