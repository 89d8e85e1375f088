//! Posters are outputs like any other: drawn when an answer has changed, else left alone, and linked only
//! where they are.

use lilong::source::FontFolders;

use super::common::random::Random;
use super::tools::{SETTINGS, notice, site};

const PDF: &str = "notices/a.poster.pdf";
const PNG: &str = "notices/a.poster.png";

#[test]
fn a_notice_that_hangs_has_its_poster_beside_the_page_which_links_it() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    assert!(site.out[PDF].starts_with(b"%PDF-1."), "no PDF");
    assert!(site.out[PNG].starts_with(b"\x89PNG"), "no picture");
    let page = site.output("notices/a.html");
    assert!(page.contains("href=\"a.poster.pdf\""), "no link");
    assert!(page.contains("content=\"https://notices.example.org/notices/a.poster.png\""), "no og:image");
    site.is_as_clean();
}

#[test]
fn nothing_edited_sets_no_type_and_writes_nothing() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    let run = site.build();
    run.rendered([]);
    assert!(run.written.is_empty());
}

#[test]
fn another_notice_leaves_the_poster_alone() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    let run =
        site.write("content/notices/b.md", "---\ntitle: 另一件事\ndate: 2026-11-21\n---\n另一件。\n").build();
    run.rendered_with(["notices/b.html", "notices/a.html"]).rendered_without([PDF, PNG]);
    site.is_as_clean();
    site.write("templates/notice.html", "{% extends \"record.html\" %}")
        .build()
        .rendered_with(["notices/a.html"])
        .rendered_without([PDF, PNG]);
    site.is_as_clean();
}

#[test]
fn an_edited_body_layout_or_issuer_sets_the_poster_again() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    site.edit("content/notices/a.md", "周三停水。", "周四停水。").build().rendered_with([
        PDF,
        PNG,
        "notices/a.html",
    ]);
    site.is_as_clean();
    site.edit("site.yaml", "issuer: 新福居民区居民委员会", "issuer: 新福居委会")
        .build()
        .rendered_with([PDF, PNG]);
    site.is_as_clean();
    site.write("posters/notice.typ", LAYOUT).build().rendered_with([PDF, PNG]);
    site.is_as_clean();
    site.write("posters/log.typ", LAYOUT).build().rendered([]);
}

/// The smallest layout.
const LAYOUT: &str = "#let data = json(\"/data.json\")\n#set document(title: data.title.text)\n#set \
                      text(font: data.fonts.song, lang: \"zh\")\n#data.title.text\n";

#[test]
fn a_notice_that_came_down_takes_its_poster_and_the_link_with_it() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    site.today("2026-12-01").build();
    assert!(!site.out.contains_key(PDF) && !site.out.contains_key(PNG));
    assert!(!site.output("notices/a.html").contains("poster"));
    site.is_as_clean();
}

#[test]
fn records_are_posted_as_their_poster_field_says() {
    let mut site = site();
    let old = |more: &str| {
        format!(
            "---\ntitle: 旧事\ndate: 2026-01-05\nposted: {{from: 2026-01-05, days: 5}}\n{more}---\n旧。\n"
        )
    };
    site.write("content/notices/no.md", notice("不印", "poster: false\n", "不印。"));
    site.write("content/notices/not.md", notice("也不印", "海报: 否\n", "也不印。"));
    site.write("content/notices/gone.md", old(""))
        .write("content/notices/kept.md", old("poster: {size: A3}\n"));
    site.write("content/logs/_index.md", "---\ntitle: 日志\nkind: log\n---\n");
    site.write("content/logs/day.md", notice("日志", "", "日志不张贴。"));
    site.build();
    let posters: Vec<&str> =
        site.out.keys().map(String::as_str).filter(|path| path.ends_with(".poster.pdf")).collect();
    assert_eq!(posters, ["notices/kept.poster.pdf"]);
}

#[test]
fn a_translation_has_a_poster_of_its_own() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    site.write("content/notices/a.en.md", "---\ntitle: No water\n---\nNo water on Wednesday.\n").build();
    assert!(site.out.contains_key(PDF) && site.out.contains_key("notices/a.en.poster.pdf"));
    assert!(site.output("notices/a.en.html").contains("href=\"a.en.poster.pdf\""));
    assert!(site.output("notices/a.html").contains("href=\"a.poster.pdf\""));
    site.edit("content/notices/a.en.md", "No water on Wednesday.", "No water on Thursday.")
        .build()
        .rendered_with(["notices/a.en.poster.pdf"])
        .rendered_without([PDF]);
    site.is_as_clean();
}

#[test]
fn without_an_address_of_its_own_a_site_has_no_pictures() {
    let mut site = site();
    site.write("site.yaml", SETTINGS.replace("base_url: https://notices.example.org/\n", ""));
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    assert!(site.out.contains_key(PDF) && !site.out.contains_key(PNG));
    assert!(!site.output("notices/a.html").contains("og:image"));
}

#[test]
fn without_a_chinese_font_pages_are_published_and_posters_are_not() {
    let mut site = site();
    site.files.with_fonts(FontFolders::default());
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    site.write("content/notices/b.md", notice("停电通知", "", "周四停电。"));
    let run = site.build();
    assert_eq!(run.codes(), ["no-chinese-font"], "{}", run.report());
    assert!(run.found[0].help.is_some(), "no mend is told");
    assert!(!site.out.keys().any(|path| path.contains("poster")));
    assert!(!site.output("notices/a.html").contains("poster"), "a poster that is not there is linked");
    assert_eq!(site.build().codes(), ["no-chinese-font"]);
    site.is_as_clean();
}

#[test]
fn a_font_that_is_put_there_makes_the_posters_though_no_file_of_the_site_changed() {
    let mut site = site();
    site.files.with_fonts(FontFolders::default());
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    site.files.with_fonts(super::tools::noto());
    site.build().rendered_with([PDF, PNG, "notices/a.html"]);
    assert!(site.output("notices/a.html").contains("href=\"a.poster.pdf\""));
    site.is_as_clean();
}

#[test]
fn a_character_without_a_glyph_leaves_that_poster_out_and_names_its_line() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "第一行。\n\n这里有\u{378}字。"));
    site.write("content/notices/b.md", notice("停电通知", "", "周四停电。"));
    let run = site.build();
    assert_eq!(run.codes(), ["missing-glyph"], "{}", run.report());
    let reported = run.report();
    assert!(reported.contains("U+0378") && reported.contains("content/notices/a.md:8:"), "{reported}");
    assert!(!site.out.contains_key(PDF) && site.out.contains_key("notices/b.poster.pdf"));
    assert!(!site.output("notices/a.html").contains("poster.pdf"));
    assert_eq!(site.build().codes(), ["missing-glyph"], "the warning is not told again");
    site.edit("content/notices/b.md", "周四停电。", "周五停电。")
        .build()
        .rendered_with(["notices/b.poster.pdf"]);
    site.is_as_clean();
    site.edit("content/notices/a.md", "\u{378}", "一").build().rendered_with([PDF, "notices/a.html"]);
    site.is_as_clean();
}

#[test]
fn a_layout_that_fails_is_an_error_at_its_line_and_names_the_record() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    site.write("posters/notice.typ", format!("{LAYOUT}#data.nothing.here\n"));
    assert_eq!(site.fails(), ["poster-layout"]);
    let Err(run) = site.try_build() else { panic!("it builds") };
    let reported = run.report();
    assert!(reported.contains("posters/notice.typ:5:"), "{reported}");
    assert_eq!(&*run.found[0].notes[0].place.as_ref().unwrap().file, "content/notices/a.md");
}

#[test]
fn the_manifest_names_questions_of_posters_and_no_folder_of_the_machine() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    let manifest = site.manifest.as_deref().unwrap();
    for question in
        [" poster zh-Hans notices/a.md", " template posters/notice.typ", " fonts \n", " fonts site\n"]
    {
        assert!(manifest.contains(question), "{question:?} is not asked");
    }
    assert!(!manifest.contains("/usr") && !manifest.contains("fonts/"), "a folder of the machine is named");
}

#[test]
fn posters_that_nobody_wants_are_not_made() {
    let mut site = site();
    site.settings.posters = false;
    let run = site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    assert!(run.codes().is_empty() && !site.out.keys().any(|path| path.contains("poster")));
    assert!(!site.output("notices/a.html").contains("poster"));
}

#[test]
fn words_that_run_off_the_sheet_are_never_printed_cut_off() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    site.write("posters/notice.typ", format!("{LAYOUT}#place(right, dx: 4cm)[一路向右]\n"));
    let run = site.build();
    assert_eq!(run.codes(), ["poster-too-wide"], "{}", run.report());
    assert!(run.report().contains("一路向右") && !site.out.contains_key(PDF), "{}", run.report());
}

/// Whatever is edited, in whatever order: posters come, change and go, and the rebuild is what a clean build
/// is.
#[test]
fn any_edits_end_where_a_clean_build_does() {
    let mut random = Random(2026);
    let mut site = site();
    let name = |n: usize| format!("content/notices/n{n}.md");
    for n in 0..4 {
        site.write(&name(n), notice(&format!("第{n}号通知"), "", "周三停水。"));
    }
    site.build();
    for step in 0..24 {
        let n = random.below(4);
        let more = *random.of(&[
            "",
            "poster: false\n",
            "poster: {size: A3}\n",
            "poster: {template: document}\n",
            "withdrawn: {date: 2026-11-21, why: 误发}\n",
        ]);
        let body = *random.of(&[
            "周三停水。",
            "周四停水。",
            "这里有\u{378}字。",
            "- 一\n- 二",
            "| 楼 | 时 |\n|---|---|\n| 1 | 9 |",
        ]);
        match random.below(8) {
            0 => drop(site.today(["2026-11-22", "2026-11-29", "2026-12-03"][random.below(3)])),
            1 => drop(site.write("posters/notice.typ", format!("{LAYOUT}{}\n", random.below(3)))),
            2 if site.files.paths().any(|path| path == "posters/notice.typ") => {
                site.remove("posters/notice.typ");
            }
            3 => drop(site.files.with_fonts(if random.once_in(2) {
                FontFolders::default()
            } else {
                super::tools::noto()
            })),
            4 => {
                let issuer = *random.of(&["居委会", "居民委员会"]);
                site.write("site.yaml", SETTINGS.replace("居民委员会", issuer));
            }
            _ => drop(site.write(&name(n), notice(&format!("第{n}号通知"), more, body))),
        }
        let run = site.build();
        let clean = site.clean();
        assert_eq!(site.difference(&clean), None, "after step {step}");
        let again = site.clone().try_build().unwrap_or_else(|run| panic!("{}", run.report()));
        assert_eq!(again.report(), run.report(), "step {step}: other warnings a second time");
    }
}

#[test]
fn a_theme_without_layouts_has_no_posters_and_one_without_a_word_fails_where_it_is_used() {
    let mut site = site();
    site.write("site.yaml", format!("{SETTINGS}theme: plain\n"))
        .write("themes/plain/theme.yaml", "name: plain\n");
    for name in ["home", "section", "notice", "archive", "404", "page"] {
        site.write(&format!("themes/plain/templates/{name}.html"), "{{ page.title }}");
    }
    site.write(
        "themes/plain/i18n/zh-Hans.ftl",
        "missing-heading = 没有\nclock-posted = 公示期\nclock-to = 至\nclock-last = 止\nclock-year = x\n",
    );
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    let run = site.build();
    assert!(run.codes().is_empty() && !site.out.contains_key(PDF), "{}", run.report());
    site.write("themes/plain/posters/notice.typ", format!("{LAYOUT}#data.words.agenda\n"));
    let Err(run) = site.try_build() else { panic!("it builds") };
    assert!(run.report().contains("themes/plain/posters/notice.typ:5:"), "{}", run.report());
}
