//! What stands on a sheet: everything the record says, in order, in type that can be read, in a PDF that
//! everyone can read.

use std::path::PathBuf;

use lilong::source::FontFolders;

use super::common::Site;
use super::tools::{DEJAVU, FONTS, SETTINGS, Sheet, Word, notice, site};

/// The poster of one notice.
fn poster(title: &str, more: &str, body: &str) -> Sheet {
    let mut site = site();
    site.write("content/notices/a.md", notice(title, more, body));
    published(site)
}

fn published(mut site: Site) -> Sheet {
    let run = site.build();
    assert!(run.codes().is_empty(), "{}", run.report());
    Sheet::of(&site, "notices/a.poster.pdf")
}

/// Sees that the sheet says all this, in this order.
#[track_caller]
fn says<'a>(sheet: &Sheet, parts: impl IntoIterator<Item = &'a str>) {
    let text = sheet.text();
    let mut from = 0;
    for part in parts {
        let part: String = part.split_whitespace().collect();
        let at = text[from..].find(&part);
        from += at.unwrap_or_else(|| panic!("{part:?} is not there, or not in its place, in\n{text}"))
            + part.len();
    }
}

fn pages(sheet: &Sheet) -> usize {
    sheet.info("Pages").parse().unwrap()
}

#[test]
fn a_notice_of_two_lines_fills_one_sheet() {
    let sheet = poster(
        "周三停水通知",
        "number: 新福居〔2026〕31号\n",
        "因水管检修，11月25日9时至17时停水。\n\n请提前储水。",
    );
    assert_eq!(pages(&sheet), 1);
    assert!(sheet.info("Page size").contains("(A4)"), "{}", sheet.info("Page size"));
    let text = [
        "周三停水通知",
        "因水管检修，11月25日9时至17时停水。",
        "请提前储水。",
        "新福居民区居民委员会",
        "2026年11月20日",
    ];
    says(&sheet, text);
    for part in ["新福居〔2026〕31号", "11月30日", "021-5550-0123", "notices.example.org/notices/a.html"]
    {
        says(&sheet, [part]);
    }
}

#[test]
fn a_sheet_is_tagged_titled_and_carries_its_fonts() {
    let mut site = site();
    site.write(
        "content/notices/a.md",
        notice("停水通知", "", "## 时间\n\n周三。\n\n| 楼 | 时 |\n|---|---|\n| 1号 | 9时 |"),
    );
    site.build();
    let bytes = &site.out["notices/a.poster.pdf"];
    assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
    let file = String::from_utf8_lossy(bytes);
    let (language, standard) = (file.contains("/Lang"), file.contains("pdfuaid"));
    assert!(language, "no language");
    assert!(standard, "not marked as PDF/UA");
    let sheet = Sheet::of(&site, "notices/a.poster.pdf");
    assert_eq!((sheet.info("Tagged"), sheet.info("Title")), ("yes".to_owned(), "停水通知".to_owned()));
    assert!(!file.contains("CreationDate"), "it tells when it was made");
    let fonts = sheet.fonts();
    assert!(!fonts.is_empty() && fonts.iter().all(|(_, embedded, subset)| *embedded && *subset), "{fonts:?}");
    let structure = sheet.structure();
    for element in ["H1", "Table", "TH", "Figure"] {
        assert!(
            structure.lines().any(|line| line.trim_start().starts_with(element)),
            "no {element} in\n{structure}"
        );
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let build = || {
        let mut site = site();
        site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
        (site.out["notices/a.poster.pdf"].clone(), site.out["notices/a.poster.png"].clone())
    };
    assert!(build() == build());
}

/// A text of numbered sentences, each of which can be found again.
fn sentences(count: usize) -> Vec<String> {
    (1..=count)
        .map(|n| {
            format!(
                "这是正文的第{n}句，它说的是小区里的一件事，请各位居民仔细看一看，有意见可以到居委会来说。"
            )
        })
        .collect()
}

#[test]
fn a_text_too_long_for_one_sheet_flows_to_numbered_pages_without_losing_a_word() {
    let all = sentences(60);
    let sheet = poster(
        "一件说来话长的事",
        "",
        &all.chunks(3).map(|some| some.concat()).collect::<Vec<_>>().join("\n\n"),
    );
    let count = pages(&sheet);
    assert!((3..=6).contains(&count), "{count} pages");
    // The foot of a page stands where the page ends, which may be inside a sentence.
    let mut text = sheet.text();
    for page in 1..=count {
        let foot = format!("一件说来话长的事第{page}页/共{count}页");
        assert_eq!(text.matches(&foot).count(), 1, "{foot} in\n{text}");
        text = text.replace(&foot, "");
    }
    assert!(
        text.contains(&format!("一件说来话长的事{}", all.concat())),
        "not every sentence is there, in order:\n{text}"
    );
    assert!(
        text.rfind("新福居民区居民委员会") > text.rfind("第60句"),
        "the signature is not at the end:\n{text}"
    );
}

#[test]
fn a_timetable_of_sixty_rows_repeats_its_head_on_every_page() {
    let row = |n: u32| {
        format!(
            "  - {{place: 第{n}号楼活动室, dates: [2026-12-{:02}], from: '9:00', until: '11:00', what: 第{n}场体检}}\n",
            n % 28 + 1
        )
    };
    let rows: String = (1..=60).map(row).collect();
    let sheet = poster("冬季体检安排", &format!("schedule:\n{rows}"), "请带身份证件。");
    let count = pages(&sheet);
    assert!(count >= 2, "{count} pages");
    let text = sheet.text();
    for n in 1..=60 {
        assert!(text.contains(&format!("第{n}场体检")), "row {n} is not there");
    }
    assert!(text.matches("地点").count() >= count, "the head is not repeated on {count} pages:\n{text}");
}

/// Where the last line of each page ends, above its number, as a part of the page's height.
fn ends(sheet: &Sheet) -> Vec<f64> {
    let boxes =
        String::from_utf8(super::tools::run("pdftotext", &["-bbox", sheet.file().to_str().unwrap(), "-"]))
            .unwrap();
    let value = |line: &str, name: &str| {
        line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok()
    };
    let of_page = |page: &str| {
        let height = value(page.lines().next().unwrap(), "height").unwrap();
        let words = page.lines().filter_map(|line| value(line, "yMax")).map(|end| end / height);
        words.filter(|end| *end < 0.945).fold(0.0, f64::max)
    };
    boxes.split("<page ").skip(1).map(of_page).collect()
}

#[test]
fn sheets_that_go_on_are_full_to_their_foot() {
    let rows: String = (1..=60)
        .map(|n| format!("  - {{place: {n}号楼, dates: [2026-12-{:02}], what: 第{n}场体检}}\n", n % 28 + 1))
        .collect();
    let item = |n: u32| {
        format!(
            "  - {{title: 第{n}项决议, text: 由物业服务处办理。, votes: {{for: 30, against: 3, abstain: 0}}, \
             requires: majority}}\n"
        )
    };
    let items: String = (1..=9).map(item).collect();
    let meeting = format!(
        "---\ntitle: 议事会\nkind: meeting\ndate: 2026-11-20\nposted: {{from: 2026-11-20, days: 10}}\nposter: \
         {{size: A4}}\nattendance: {{eligible: 45, present: 33}}\nresolutions:\n{items}---\n逐件办理。\n"
    );
    let mut site = site();
    site.write("content/notices/a.md", meeting);
    for (what, sheet) in [
        ("a text", poster("一件说来话长的事", "", &sentences(60).join("\n\n"))),
        ("a timetable", poster("冬季体检安排", &format!("schedule:\n{rows}"), "请带身份证件。")),
        ("a meeting", published(site)),
    ] {
        let ends = ends(&sheet);
        assert!(
            ends.len() > 1 && ends[..ends.len() - 1].iter().all(|end| *end > 0.88),
            "{what} ends at {ends:?}"
        );
        let text = sheet.text();
        assert_eq!(text.matches("新福居民区居民委员会").count(), 1, "{what} is signed once: {text}");
    }
}

#[test]
fn a_sheet_on_its_side_is_read_from_title_over_text_to_signature() {
    let sheet = poster("停水通知", "poster: {orientation: landscape}\n", "周三停水，请提前储水。");
    says(
        &sheet,
        [
            "停水通知",
            "周三停水，请提前储水。",
            "新福居民区居民委员会",
            "021-5550-0123",
            "notices.example.org/notices/a.html",
        ],
    );
}

#[test]
fn rare_characters_are_drawn_and_can_be_searched_for() {
    let sheet = poster("𠮷祥里第〇一号通知", "", "联系人：㛃女士。电话〇二一。「𠮷」字不常见。");
    says(&sheet, ["𠮷祥里第〇一号通知", "联系人：㛃女士。", "「𠮷」字不常见。"]);
}

#[test]
fn latin_and_chinese_keep_the_spaces_they_were_written_with() {
    let sheet = poster(
        "iPhone与Wi-Fi设置",
        "",
        "请用Android 14或iOS 17以上的手机，下载“新福E家”App（version 3.2）。",
    );
    says(&sheet, ["iPhone与Wi-Fi设置", "请用Android14或iOS17以上的手机，下载“新福E家”App（version3.2）。"]);
    let raw =
        String::from_utf8(super::tools::run("pdftotext", &["-raw", sheet.file().to_str().unwrap(), "-"]))
            .unwrap();
    assert!(
        raw.contains("请用Android 14") || raw.replace('\n', "").contains("请用Android 14"),
        "spaces around Latin:\n{raw}"
    );
}

#[test]
fn a_table_with_long_cells_is_broken_inside_its_cells_and_says_all() {
    let long = "这个单元格里的话很长，一行写不下，要分成好几行来排，但是一个字也不能少";
    let sheet = poster(
        "改造方案比较",
        "",
        &format!(
            "| 方案 | 说明 | 费用 |\n|---|---|---|\n| 甲 | {long}甲 | 3,000元 |\n| 乙 | {long}乙 | 12,000元 |"
        ),
    );
    let text = sheet.text();
    for part in [&format!("{long}甲"), &format!("{long}乙"), "3,000元", "12,000元"] {
        assert!(text.contains(part), "{part} is not there in\n{text}");
    }
}

#[test]
fn what_looks_like_code_of_the_typesetter_is_only_text() {
    let hostile =
        "#panic(\"x\") $x^2$ #{1+1} @label <label> \\#let *不是强调* _x_ = 标题 // 注 /* 注 */ ~ --- `r`";
    let sheet =
        poster("'#read(\"/etc/passwd\")'", "", &format!("    {hostile}\n\n还有 #image(\"/x.png\")。"));
    says(&sheet, ["#read(\"/etc/passwd\")", hostile, "还有#image(\"/x.png\")。"]);
}

#[test]
fn an_english_text_has_an_english_sheet() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    site.write(
        "content/notices/a.en.md",
        "---\ntitle: No water on Wednesday\n---\nWater is off from nine to five. Please store some.\n",
    );
    site.build();
    let sheet = Sheet::of(&site, "notices/a.en.poster.pdf");
    says(&sheet, ["No water on Wednesday", "Water is off from nine to five. Please store some."]);
    says(&sheet, ["notices.example.org/notices/a.en.html"]);
    let text = sheet.text();
    assert!(text.contains("20November2026") || text.contains("November20,2026"), "{text}");
    assert!(!text.contains("扫码") && !text.contains("公示期"), "Chinese words of the interface:\n{text}");
}

#[test]
fn an_arabic_sheet_keeps_its_letters_joined_and_its_numbers_in_order() {
    let mut site = site();
    site.files.with_fonts(FontFolders::new([PathBuf::from(FONTS), PathBuf::from(DEJAVU)]));
    site.write("site.yaml", SETTINGS.replace("languages: {", "languages: {ar: {title: حي}, "));
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。"));
    site.write("content/notices/a.ar.md", "---\ntitle: انقطاع المياه يوم الأربعاء\n---\nتنقطع المياه.\n");
    site.build();
    let words = Sheet::of(&site, "notices/a.ar.poster.pdf").words(1);
    assert!(words.iter().any(|word| word.text == "021-5550-0123"), "{words:#?}");
    let alone = |word: &&Word| word.text.chars().count() == 1 && word.text.as_str() > "\u{600}";
    assert_eq!(words.iter().filter(alone).count(), 0, "letters stand apart: {words:#?}");
}

#[test]
fn a_correction_and_a_withdrawal_stand_on_the_sheet() {
    let sheet = poster("停水通知", "corrections: [{date: 2026-11-21, what: 停水改为周四}]\n", "周四停水。");
    says(&sheet, ["更正"]);
    says(&sheet, ["停水改为周四"]);
    let sheet = poster("停水通知", "withdrawn: {date: 2026-11-21, why: 检修取消}\n", "周四停水。");
    says(&sheet, ["撤回"]);
    says(&sheet, ["检修取消"]);
}

/// A vote that was counted.
const VOTE: &str = "---\ntitle: 加装电梯意见征询\nkind: consultation\ndate: 2026-11-01\nposted: \
                    {from: 2026-11-20, days: 10}\n\
    question: 是否同意加装电梯\nopens: 2026-11-01\ncloses: 2026-11-15\ncounted: 2026-11-16\nrule: civil-code-278\n\
    item: 7\n\
    eligible: {people: 48, area: '3600.00'}\nballots: \
    {issued: 48, returned: 44, invalid: 1, invalid_area: '70.00'}\n\
    options:\n  - {label: 同意, people: 38, area: '2900.50', approve: true}\n  - \
    {label: 不同意, people: 5, area: '380.00'}\n---\n结果公布如下。\n";

#[test]
fn a_result_prints_its_outcome_and_every_numerator_and_denominator() {
    let mut site = site();
    site.write("content/notices/a.md", VOTE);
    let sheet = published(site);
    let text = sheet.text();
    for part in ["通过", "44", "48", "38", "3,600", "2,900.5", "第二百七十八条", "86.36%", "3/4"] {
        assert!(
            text.contains(part) || text.replace(',', "").contains(&part.replace(',', "")),
            "{part} is not there in\n{text}"
        );
    }
}

#[test]
fn a_document_keeps_to_the_measures_of_the_standard() {
    let sheet = poster(
        "关于冬季用火用电的通知",
        "number: 新福居〔2026〕31号\nposter: {template: document}\n",
        &sentences(6).join("\n\n"),
    );
    says(&sheet, ["新福居〔2026〕31号", "关于冬季用火用电的通知", "新福居民区居民委员会", "2026年11月20日"]);
    let layout =
        String::from_utf8(super::tools::run("pdftotext", &["-bbox", sheet.file().to_str().unwrap(), "-"]))
            .unwrap();
    // 28 mm are 79.4 pt; the type area is 156 mm wide.
    let left = layout
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<word xMin=\"")?.split('"').next()?.parse::<f64>().ok());
    let left = left.fold(f64::MAX, f64::min);
    assert!((78.0..=82.0).contains(&left), "the text begins {left} pt from the edge");
}

#[test]
fn sheets_are_as_large_as_asked_for_and_their_type_is_too() {
    for (size, orientation, named) in [
        ("A3", "portrait", "841.89 x 1190.55"),
        ("A2", "landscape", "1683.78 x 1190.55"),
        ("A4", "landscape", "841.89 x 595.276"),
    ] {
        let sheet = poster(
            "停水通知",
            &format!("poster: {{size: {size}, orientation: {orientation}}}\n"),
            "周三停水。",
        );
        let found = sheet.info("Page size");
        let numbers = |text: &str| {
            text.split(|c: char| !c.is_ascii_digit() && c != '.')
                .filter_map(|n| n.parse::<f64>().ok())
                .take(2)
                .collect::<Vec<_>>()
        };
        let near = numbers(&found).iter().zip(numbers(named)).all(|(a, b)| (a - b).abs() < 1.0);
        assert!(near && pages(&sheet) == 1, "{size} {orientation}: {found}");
    }
}
