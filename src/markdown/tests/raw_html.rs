//! Stories about raw HTML: what stays, what goes, what it cannot do.

use super::*;

#[test]
fn keeps_what_a_notice_may_hold() {
    for text in [
        "H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>标</mark> <u>线</u>",
        "<ruby>里<rp>(</rp><rt>lǐ</rt><rp>)</rp></ruby>",
    ] {
        assert_eq!(line(text), text);
        assert_eq!(reported(text), []);
    }
    assert_eq!(
        page("<details open>\n<summary>更多</summary>\n\n**粗：**后\n\n</details>"),
        "<details open=\"\">\n<summary>更多</summary>\n<p><strong>粗：</strong>后</p>\n</details>"
    );
}

#[test]
fn drops_what_could_harm_and_says_so() {
    let text = "<script>alert(1)</script>\n\n<p onclick=\"x()\" style=\"a\">段<iframe \
                src=x></iframe><form><input></form>\n";
    let html = page(text);
    for bad in ["script", "alert", "onclick", "style", "iframe", "form", "input"] {
        assert!(!html.contains(bad), "{html}");
    }
    let reported: Vec<_> = reported(text).into_iter().map(|(kind, _, what)| (kind, what)).collect();
    for what in ["<script>", "onclick", "style", "<iframe>", "<form>", "<input>"] {
        assert!(reported.contains(&(ProblemKind::RawHtmlRemoved, what.into())), "{reported:?}");
    }
}

#[test]
fn has_links_like_any_other() {
    let text = "# 题\n\n前[一](1.md)<a href='2.md#x' target=_blank>二</a>\n\n<img src=\"3.jpg\" alt=\"三\">\n\n\
                [四](4.md)[^n]\n\n[^n]: [五](5.md)";
    let body = parse(text);
    let paths: Vec<_> = body.links.iter().map(|link| link.path.as_str()).collect();
    assert_eq!(paths, ["1.md", "2.md", "3.jpg", "4.md", "5.md"]);
    assert_eq!(&text[body.links[1].span.clone()], "<a href='2.md#x' target=_blank>");
    assert_eq!(body.first_image, Some(2));
    let html = page(text);
    for part in [
        "<h2 id=\"ti\">",
        "<a href=\"U1.md\">一</a><a href=\"U2.md#x\">二</a>",
        "<img src=\"U3.jpg\" alt=\"三\">",
        "<a href=\"U4.md\">四</a><sup id=\"fnref_1\"><a href=\"#fn_1\">1</a></sup>",
        "<li id=\"fn_1\"><p><a href=\"U5.md\">五</a> <a class=\"back\" href=\"#fnref_1\">↩1</a></p></li>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let plain = body.render(|_, _| ResolvedLink::Text);
    assert!(plain.contains("<p>前一二</p>") && plain.contains("三"), "{plain}");
}

#[test]
fn cannot_smuggle_a_url() {
    for text in [
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<img src=x:y onerror=alert(1)>",
        "<a href=\"&#x6A&#x61;vascript:x\">x</a>",
        "<svg><a xlink:href=\"javascript:x\">x</a></svg>",
        "<a href=\"x.md\" href=\"javascript:y\">x</a>",
        "<math><mtext><img src=javascript:x></math>",
    ] {
        let html = parse(text).render(|_, _| ResolvedLink::Url("U".into())).into_owned();
        assert!(!html.contains("avascript") && !html.contains("onerror") && !html.contains("x:y"), "{html}");
    }
    assert_eq!(
        line("<img src=\"https://a.cn/x.jpg\" alt=\"图\">"),
        "<a href=\"https://a.cn/x.jpg\" class=\"external\">图</a>"
    );
    assert_eq!(reported("<a href=\"data:x\">y</a>")[0].0, ProblemKind::UnsafeUrl);
}

#[test]
fn that_is_left_open_swallows_nothing() {
    for text in [
        "<b>粗\n\n后",
        "前<textarea>后",
        "前<plaintext>后",
        "<table><tr><td>\n\n后",
        "<!-- x\n\n前\n\n-->\n\n后",
    ] {
        assert!(page(text).contains('后'), "{text}: {}", page(text));
    }
    let html = page("<div class=\"table\">\n\n|a|\n|-|\n|b|\n\n- [x] c");
    assert!(
        html.contains("<div class=\"table\" tabindex=\"0\"><table>")
            && html.contains("<li class=\"task done\">"),
        "{html}"
    );
}
