//! Stories about notices as people paste them: lines that are paragraphs, numbers, signatures, and the
//! summary of each.

use super::*;

#[test]
fn full_width_spaces_begin_paragraphs_and_are_not_shown() {
    let far = "　".repeat(12);
    let text = format!(
        "尊敬的居民朋友：\n　　因检修停水，请储水。\n　　给您带来不便，敬请谅解。\n{far}居委会\n{far}2026年3月2日\n"
    );
    assert_eq!(
        page(&text),
        "<p>尊敬的居民朋友：</p>\n<p>因检修停水，请储水。</p>\n<p>给您带来不便，敬请谅解。</p>\n\
         <p class=\"signature\">居委会</p>\n<p class=\"signature\">2026年3月2日</p>\n"
    );
    assert_eq!(parse(&text).summary, "尊敬的居民朋友：因检修停水，请储水。");
    assert_eq!(page("　　因检修，停水。\n\n请谅解。"), "<p>因检修，停水。</p>\n<p>请谅解。</p>\n");
    assert_eq!(
        page(&format!("{far}居委会\n{far}2026年3月2日")),
        "<p class=\"signature\">居委会</p>\n<p class=\"signature\">2026年3月2日</p>\n"
    );
    assert_eq!(page("甲。\n　　\n乙。"), "<p>甲。</p>\n<p>乙。</p>\n");
}

#[test]
fn numbered_lines_stay_lines_wherever_they_stand() {
    assert_eq!(page("1、甲\n2、乙"), "<p>1、甲</p>\n<p class=\"next-line\">2、乙</p>\n");
    assert_eq!(
        page("> ①甲\n> ②乙"),
        "<blockquote>\n<p>①甲</p>\n<p class=\"next-line\">②乙</p>\n</blockquote>\n"
    );
    assert_eq!(
        page("- 要带：\n  1、甲\n  2、乙\n- 丙"),
        "<ul>\n<li>要带：<br>\n1、甲<br>\n2、乙</li>\n<li>丙</li>\n</ul>\n"
    );
    assert_eq!(page("**一、甲\n二、乙**"), "<p><strong>一、甲<br>\n二、乙</strong></p>\n");
    assert_eq!(
        page("**一、甲**\n**二、乙**"),
        "<p><strong>一、甲</strong></p>\n<p class=\"next-line\"><strong>二、乙</strong></p>\n"
    );
    assert_eq!(page("1、[甲](a.md)\n2、乙[^1]\n\n[^1]: 注").matches("<p").count(), 3);
}

#[test]
fn lines_end_with_the_block_they_were_typed_in() {
    let text =
        "各位业主：\n\n现通告如下：\n\n一、牵绳。\n二、清理。\n特此通告。\n居委会\n二〇二六年三月二日\n";
    assert_eq!(
        page(text),
        "<p>各位业主：</p>\n<p>现通告如下：</p>\n<p>一、牵绳。</p>\n\
         <p class=\"next-line\">二、清理。</p>\n<p class=\"next-line\">特此通告。</p>\n\
         <p class=\"next-line\">居委会</p>\n<p class=\"next-line\">二〇二六年三月二日</p>\n"
    );
    assert_eq!(parse(text).summary, "各位业主：现通告如下：一、牵绳。二、清理。特此通告。");
}

#[test]
fn a_salutation_alone_is_no_summary() {
    for (text, summary) in [
        ("各位居民：\n\n明天停水。\n\n请储水。", "各位居民：明天停水。"),
        ("Dear neighbours,\n\nThe water is off.", "Dear neighbours, The water is off."),
        ("各位居民，大家好！\n\n明天停水。", "各位居民，大家好！明天停水。"),
        ("## 题\n\n各位居民：\n\n## 停水\n\n明天停水。", "各位居民：明天停水。"),
        ("请带：\n\n- 身份证\n\n谢谢。", "请带："),
        ("各位居民：", "各位居民："),
        ("1、甲\n2、乙", "1、甲 2、乙"),
    ] {
        assert_eq!(parse(text).summary, summary, "{text}");
    }
}

#[test]
fn what_runs_from_right_to_left_says_so() {
    assert_eq!(page("مرحبا بكم\n\n各位居民"), "<p dir=\"rtl\">مرحبا بكم</p>\n<p>各位居民</p>\n");
    assert_eq!(page("各位 مرحبا"), "<p>各位 مرحبا</p>\n");
    assert_eq!(
        page("- مرحبا\n- 一"),
        "<ul dir=\"rtl\">\n<li dir=\"rtl\">مرحبا</li>\n<li dir=\"ltr\">一</li>\n</ul>\n"
    );
    assert!(page("## שלום").contains("\" dir=\"rtl\">"));
    assert!(page("|a|\n|-|\n|مرحبا|").contains("<td dir=\"rtl\">مرحبا</td>"));
}

#[test]
fn a_table_of_raw_html_scrolls_in_a_container_too() {
    let table = "<table><tr><td>1</td></tr></table>";
    assert_eq!(
        page(table),
        "<div class=\"table\" tabindex=\"0\"><table><tbody><tr><td>1</td></tr></tbody></table></div>"
    );
    let nested = page("<table><tr><td><table><tr><td>[x](a.md)</td></tr></table></td></tr></table>\n\n后");
    assert_eq!(nested.matches("class=\"table\"").count(), 1);
    let wide = format!(
        "<table><tr>{}</tr></table>\n\n[x](a.md)",
        "<td><a href=\"b.md\">1000.50元/月</a></td>".repeat(14)
    );
    let html = page(&wide);
    assert!(
        html.starts_with("<div class=\"table wide")
            && html.contains("<a href=\"Ub.md\">")
            && html.contains("<a href=\"Ua.md\">x</a>")
    );
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(14));
    let markdown = page(&[row("10月支出项目"), row("-"), row("[1000.50](a.md)")].concat());
    assert!(
        markdown.starts_with("<div class=\"table wider\" tabindex=\"0\"><table>")
            && markdown.contains("<a href=\"Ua.md\">1000.50</a>")
    );
}
