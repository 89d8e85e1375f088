//! Stories about Markdown that was meant but not understood: each case is reported at its location, with a
//! form that would have worked.

use super::*;

/// The reports about a text: the words in question, and what could be written instead.
fn mended(text: &str) -> Vec<(ProblemKind, String, String)> {
    let problems = parse(text).problems.into_iter();
    problems.map(|problem| (problem.kind, text[problem.span].to_owned(), problem.right)).collect()
}

fn one(text: &str) -> (ProblemKind, String, String) {
    let reported = mended(text);
    assert_eq!(reported.len(), 1, "{text}: {reported:?}");
    reported.into_iter().next().unwrap()
}

#[test]
fn links_with_wrong_brackets_or_spaces() {
    for (text, kind, typed, right) in [
        (
            "见[方案](方案 终稿.pdf)。",
            ProblemKind::SpaceInDestination,
            "[方案](方案 终稿.pdf)",
            "[方案](<方案 终稿.pdf>)",
        ),
        ("![图](平面 图.png)", ProblemKind::SpaceInDestination, "![图](平面 图.png)", "![图](<平面 图.png>)"),
        (
            "[点击](https://example.org/a）",
            ProblemKind::FullWidthLink,
            "[点击](https://example.org/a）",
            "[点击](https://example.org/a)",
        ),
        (
            "[点击]（https://example.org/a）吧",
            ProblemKind::FullWidthLink,
            "[点击]（https://example.org/a）",
            "[点击](https://example.org/a)",
        ),
        ("![图]（plan.png）", ProblemKind::FullWidthLink, "![图]（plan.png）", "![图](plan.png)"),
        ("请看【方案】(a.pdf)。", ProblemKind::FullWidthLink, "【方案】(a.pdf)", "[方案](a.pdf)"),
        ("[方案] (a.pdf)", ProblemKind::BrokenLink, "[方案] (a.pdf)", "[方案](a.pdf)"),
        ("[方案](./a.pdf\n\n后", ProblemKind::BrokenLink, "[方案](./a.pdf", "[方案](./a.pdf)"),
        ("(方案)[a.pdf]", ProblemKind::BrokenLink, "(方案)[a.pdf]", "[方案](a.pdf)"),
        ("**甲：**[乙]（c.md）", ProblemKind::FullWidthLink, "[乙]（c.md）", "[乙](c.md)"),
    ] {
        assert_eq!(one(text), (kind, typed.to_owned(), right.to_owned()), "{text}");
    }
}

#[test]
fn emphasis_with_a_space_inside_and_signs_that_hide() {
    for (text, kind, right) in [
        ("**注意: **请关水。", ProblemKind::SpacedEmphasis, "**注意:**"),
        ("** 注意：**请关水。", ProblemKind::SpacedEmphasis, "**注意：**"),
        ("__注意： __看", ProblemKind::SpacedEmphasis, "__注意：__"),
        ("**Note: **close it", ProblemKind::SpacedEmphasis, "**Note:** "),
        ("张*、李*两位", ProblemKind::SignsTaken, "\\*、李\\*"),
        ("138****5678，139****1234", ProblemKind::SignsTaken, "\\*\\*\\*\\*5678，139\\*\\*\\*\\*"),
    ] {
        let (reported, _, mended) = one(text);
        assert_eq!((reported, mended.as_str()), (kind, right), "{text}");
    }
}

#[test]
fn ranges_are_not_struck_out() {
    assert_eq!(line("时间9:00~~11:00，价格5~~10元。"), "时间9:00~~11:00，价格5~~10元。");
    let (kind, _, right) = one("时间9:00~~11:00，价格5~~10元。");
    assert_eq!((kind, right.as_str()), (ProblemKind::TildesInRange, "~11:00，价格5~"));
    assert_eq!(line("原价~~100~~80元"), "原价<del>100</del>80元");
    assert_eq!(reported("原价~~100~~80元，~~作废~~"), []);
}

#[test]
fn headings_lists_and_tables_that_are_none() {
    for (text, kind, right) in [
        ("##停水时间\n\n周六。", ProblemKind::SpacelessHeading, "## 停水时间"),
        ("#停水时间", ProblemKind::SpacelessHeading, "# 停水时间"),
        ("＃ 停水时间", ProblemKind::SpacelessHeading, "# 停水时间"),
        ("前面。\n###　地点", ProblemKind::SpacelessHeading, "### 地点"),
        ("*身份证\n*户口本", ProblemKind::SpacelessList, "- 身份证"),
        ("-身份证\n-户口本", ProblemKind::SpacelessList, "- 身份证"),
        ("| 楼 | 户 |\n| 1 | 2 |", ProblemKind::TableNotMade, "| --- | --- |"),
        ("| 楼 | 户 |\n|---|\n| 1 | 2 |", ProblemKind::TableNotMade, "| --- | --- |"),
        ("｜楼｜户｜\n｜1｜2｜", ProblemKind::TableNotMade, "|楼|户|"),
        ("敬请谅解。\n---", ProblemKind::DashesBelow, ""),
    ] {
        let (reported, _, mended) = one(text);
        assert_eq!((reported, mended.as_str()), (kind, right), "{text}");
    }
}

#[test]
fn cells_footnotes_and_comments_that_are_lost() {
    for (text, kind, typed) in [
        ("|楼|户|\n|-|-|\n|1|2| 已签 |\n|1|2|", ProblemKind::CellsBeyondHead, "已签"),
        ("|楼|户|\n|-|-|\n|1|a\\|b|", ProblemKind::CellsBeyondHead, ""),
        ("甲[^1]\n\n[^1]: 注一\n\n[^1]: 注二", ProblemKind::FootnoteTwice, "[^1]: 注二"),
        ("甲[^1]\n\n[^1]:", ProblemKind::EmptyFootnote, "[^1]:"),
        ("前\n\n<!-- 待核实\n\n后", ProblemKind::UnclosedComment, "<!-- 待核实"),
    ] {
        let reported = mended(text);
        match typed {
            "" => assert_eq!(reported, [], "{text}"),
            _ => {
                assert_eq!(reported.len(), 1, "{text}: {reported:?}");
                assert!(reported[0].0 == kind && reported[0].1.starts_with(typed), "{text}: {reported:?}");
            }
        }
    }
    let reported = mended("甲[^1]\n\n[^1]：注");
    assert!(
        reported.contains(&(ProblemKind::UnknownFootnote, "[^1]：".into(), "[^1]: ".into())),
        "{reported:?}"
    );
}

#[test]
fn chinese_that_was_moved_in_is_a_paragraph_and_other_prose_is_reported() {
    let text = "各位居民：\n\n    因检修停水，[方案](a.md)，请**储水：**谢谢。\n\n\t以免漫水。\n";
    assert_eq!(
        page(text),
        "<p>各位居民：</p>\n<p>因检修停水，<a href=\"Ua.md\">方案</a>，请<strong>储水：</strong>谢谢。</p>\n<p>以免漫水。</p>\n"
            .replace("**", "")
    );
    assert_eq!(reported(text), []);
    assert_eq!(&text[parse(text).links[0].span.clone()], "[方案](a.md)");
    let (kind, typed, _) = one("Dear all,\n\n    The water is off on Friday from nine to five.\n");
    assert_eq!(
        (kind, typed.as_str()),
        (ProblemKind::ProseAsListing, "The water is off on Friday from nine to five.")
    );
    assert_eq!(reported("    let x = 1;\n    print(x)\n"), []);
    assert!(page("    let x = 1;").contains("<pre"));
    assert!(page("```\n因检修停水。\n```").contains("<pre"));
}

#[test]
fn what_is_meant_as_it_is_is_not_reported() {
    for text in [
        "[1]（见附件）和[2026]（3号），[注](见 下文)",
        "**注意：**请关水，**注意** 请",
        "2 ** 3 ** 4，张** 李**",
        "#3楼和#话题#内容",
        "#话题# 大家谈",
        "#hashtag",
        "\\#不是标题",
        "价格#一",
        "|x| 的绝对值",
        "| 楼 | 户 |\n| --- | --- |\n| 1 | 2 |",
        "| 楼 | 户 |\n| --- | --- |\n| 1 |",
        "标题\n---\n\n正文",
        "张\\*、李\\*",
        "5*6*78",
        "填写____和__。",
        "[x](<a b.pdf>)和[y](c.pdf \"题 目\")",
        "<!-- 好 -->\n\n后",
        "周一~周五，9:00~11:00",
        "- [ ] 一\n- [x] 二",
        "`[x](a b.pdf)`和`#x`",
    ] {
        assert_eq!(mended(text), [], "{text}");
    }
}
