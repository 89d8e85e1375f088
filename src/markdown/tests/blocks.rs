//! Stories about tables, lists, footnotes and the summary.

use super::*;

#[test]
fn tables_can_be_scrolled_and_read_aloud() {
    assert_eq!(
        page("| | 户数 |\n|:-|-:|\n| 甲 | 3 |"),
        "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><td></td>\
         <th scope=\"col\" class=\"right\">户数</th></tr></thead>\n<tbody>\n\
         <tr><td class=\"left\">甲</td><td class=\"right\">3</td></tr>\n</tbody>\n</table></div>\n"
    );
    assert!(!page("|a|\n|-|").contains("tbody"));
}

#[test]
fn tasks_show_their_state_in_words_and_class() {
    assert_eq!(
        page("- [x] 做完\n- [ ] 未做\n- 其他"),
        "<ul>\n<li class=\"task done\">☑ 做完</li>\n<li class=\"task\">☐ 未做</li>\n<li>其他</li>\n</ul>\n"
    );
    assert!(
        page("- [x] 一\n\n- [ ] [二](a.md)")
            .contains("<li class=\"task\"><p>☐ <a href=\"Ua.md\">二</a></p>\n</li>")
    );
}

#[test]
fn lists_keep_their_first_number_and_terms_their_definitions() {
    assert!(page("3. 三\n4. 四").starts_with("<ol start=\"3\">\n<li>三</li>"));
    assert!(page("1. 一").starts_with("<ol>"));
    assert_eq!(page("居委会\n: 居民委员会"), "<dl>\n<dt>居委会</dt>\n<dd>居民委员会</dd>\n</dl>\n");
}

#[test]
fn footnotes_are_numbered_as_they_are_first_met() {
    let text =
        "甲[^b]乙[^a]丙[^b]\n\n[^a]: 注[一](x.md)\n\n[^b]: 注二[^c]\n\n[^c]: 三\n\n[^d]: 无\n\n[尾](y.md)";
    let html = page(text);
    assert!(
        html.starts_with(
            "<p>甲<sup id=\"fnref_1\"><a href=\"#fn_1\">1</a></sup>乙<sup id=\"fnref_2\"><a \
             href=\"#fn_2\">2</a></sup>\
         丙<sup id=\"fnref_1-2\"><a href=\"#fn_1\">1</a></sup></p>\n"
        ),
        "{html}"
    );
    assert!(
        html.contains(
            "<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn_1\"><p>注二\
         <sup id=\"fnref_3\"><a href=\"#fn_3\">3</a></sup> <a class=\"back\" href=\"#fnref_1\">↩1</a> \
         <a class=\"back\" href=\"#fnref_1-2\">↩1-2</a></p></li>\n\
         <li id=\"fn_2\"><p>注<a href=\"Ux.md\">一</a> <a"
        ),
        "{html}"
    );
    assert!(html.contains("<p><a href=\"Uy.md\">尾</a></p>\n<div") && !html.contains('无'));
    assert_eq!(
        reported(text).iter().map(|reported| reported.0).collect::<Vec<_>>(),
        [ProblemKind::UnusedFootnote]
    );
    assert_eq!(parse(text).summary, "甲乙丙");
}

#[test]
fn footnotes_may_be_forgotten_or_defined_twice() {
    assert_eq!(reported("甲[^x]乙 \\[^y]"), [(ProblemKind::UnknownFootnote, "[^x]".into(), "x".into())]);
    assert_eq!(line("甲[^x]乙"), "甲[^x]乙");
    let body = parse("甲[^A]\n\n[^a]: [一](1.md)\n\n[^a]: [二](2.md)");
    assert_eq!(body.links.iter().map(|link| link.path.as_str()).collect::<Vec<_>>(), ["1.md"]);
}

#[test]
fn the_summary_is_the_first_paragraph_of_words() {
    for (text, summary) in [
        (
            "# 题\n\n- 项\n\n> 引\n\n|a|\n|-|\n\n![图](x.jpg)\n\n第*一*段[^1]`码`&amp;。\n\n[^1]: 注",
            "第一段码&。",
        ),
        ("<div>\n\n段<b>落</b>\n\n</div>", "段落"),
        ("", ""),
        ("## 只有标题", ""),
    ] {
        assert_eq!(parse(text).summary, summary, "{text}");
    }
}
