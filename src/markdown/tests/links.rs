//! Stories about links and images: local, elsewhere, empty, unsafe.

use super::*;

#[test]
fn are_reported_decoded_and_filled_in_later() {
    let text = "见[纪要](../meetings/a%20b.md#%E5%86%B3议)和![图](<pic 1.jpg>)。";
    let body = parse(text);
    let link = &body.links[0];
    assert_eq!((link.kind, link.path.as_str()), (LinkKind::Page, "../meetings/a b.md"));
    assert_eq!(link.fragment.as_deref(), Some("决议"));
    assert_eq!(&text[link.span.clone()], "[纪要](../meetings/a%20b.md#%E5%86%B3议)");
    assert_eq!(
        (body.links[1].kind, body.links[1].alt.as_str(), body.first_image),
        (LinkKind::Image, "图", Some(1))
    );
    let html = body.render(|index, _| ResolvedLink::Url(format!("{index}\"&")));
    assert_eq!(html, "<p>见<a href=\"0&quot;&amp;\">纪要</a>和<img src=\"1&quot;&amp;\" alt=\"图\">。</p>\n");
}

#[test]
fn that_lead_nowhere_are_shown_as_their_words() {
    let body = parse("[**纪要**](a.md)和![图<](b.jpg)，[![c](c.jpg)](d.md)");
    assert_eq!(body.render(|_, _| ResolvedLink::Text), "<p><strong>纪要</strong>和图&lt;，c</p>\n");
    let mixed =
        body.render(|index, _| if index == 2 { ResolvedLink::Url("D".into()) } else { ResolvedLink::Text });
    assert_eq!(mixed, "<p><strong>纪要</strong>和图&lt;，<a href=\"D\">c</a></p>\n");
}

#[test]
fn without_a_destination_are_reported_and_shown_as_text() {
    assert_eq!(line("[词]() ![图]() [x](<>) [y](#)"), "词 图 x y");
    assert_eq!(reported("[词]()"), [(ProblemKind::EmptyDestination, "[词]()".into(), String::new())]);
    assert_eq!(page("![]()"), "");
}

#[test]
fn with_unsafe_schemes_never_reach_the_page() {
    for dest in [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java&#x09;script:alert(1)",
        "&#106;avascript:x",
        "data:text/html,x",
        "vbscript:x",
        "&#1;javascript:x",
        "file:///x",
    ] {
        for text in [format!("[词]({dest})"), format!("![词]({dest})"), format!("[词][r]\n\n[r]: {dest}")]
        {
            assert_eq!(line(&text), "词", "{text}");
            assert_eq!(parse(&text).problems[0].kind, ProblemKind::UnsafeUrl, "{text}");
        }
    }
    assert_eq!(line("<javascript:alert(1)>"), "javascript:alert(1)");
}

#[test]
fn to_other_places_stay_plain() {
    for (text, html) in [
        ("[x](https://a.cn/?a=1&b=2)", "<a href=\"https://a.cn/?a=1&amp;b=2\" class=\"external\">x</a>"),
        ("<a@b.cn>", "<a href=\"mailto:a@b.cn\">a@b.cn</a>"),
        ("[x](tel:+86-21)", "<a href=\"tel:+86-21\">x</a>"),
        ("[x](https://a.cn \"题\")", "<a href=\"https://a.cn\" class=\"external\" title=\"题\">x</a>"),
    ] {
        assert_eq!(line(text), html);
        assert!(parse(text).links.is_empty() && parse(text).problems.is_empty());
    }
}

#[test]
fn stand_for_images_on_other_hosts() {
    assert_eq!(line("![图](https://a.cn/x.jpg)"), "<a href=\"https://a.cn/x.jpg\" class=\"external\">图</a>");
    assert_eq!(line("![](//a.cn/x.jpg)"), "<a href=\"//a.cn/x.jpg\">//a.cn/x.jpg</a>");
    assert_eq!(line("[![图](https://a.cn/x.jpg)](b.md)"), "<a href=\"Ub.md\">图</a>");
    assert_eq!(reported("![图](https://a.cn/x.jpg)")[0].0, ProblemKind::RemoteImage);
}

#[test]
fn an_image_alone_with_a_title_is_a_figure() {
    assert_eq!(
        page("前\n\n![图](a.jpg \"说明 <1>\")\n\n[x](b.md)"),
        "<p>前</p>\n<figure><img src=\"Ua.jpg\" alt=\"图\">\
         <figcaption>说明 &lt;1&gt;</figcaption></figure>\n<p><a href=\"Ub.md\">x</a></p>\n"
    );
    assert!(page("![图](a.jpg \"说明\") 后").starts_with("<p><img"));
}

#[test]
fn pictures_have_their_size_and_those_below_the_first_wait() {
    let body =
        parse("![一](a.png)\n\n[链接](b.md) ![二](c.png) <img src=\"d.png\" alt=\"三\" width=\"9\">\n");
    let html = body.render(|index, _| match index {
        0 => ResolvedLink::Picture { url: "A".into(), size: (640, 480), copies: None, webp: None },
        3 => ResolvedLink::Picture { url: "D".into(), size: (3, 2), copies: None, webp: None },
        _ => ResolvedLink::Url("U".into()),
    });
    let expected = "<p><img src=\"A\" alt=\"一\" width=\"640\" height=\"480\"></p>\n\
                    <p><a href=\"U\">链接</a> <img src=\"U\" alt=\"二\" loading=\"lazy\"> \
                    <img src=\"D\" alt=\"三\" width=\"3\" height=\"2\" loading=\"lazy\"></p>\n";
    assert_eq!(html, expected);
    // Two photos side by side, each with its copies.
    let photos = parse("![一](a.jpg)![二](b.jpg)")
        .render(|index, _| ResolvedLink::Picture {
            url: format!("{index}.jpg"),
            size: (700, 500),
            copies: Some(format!("{index}.480w.jpg 480w")),
            webp: Some(format!("{index}.webp 480w")),
        })
        .into_owned();
    let photo = |index: usize, alt: &str, loading: &str| {
        let sizes = "sizes=\"(min-width: 56em) 56em, 100vw\"";
        format!(
            "<picture><source type=\"image/webp\" srcset=\"{index}.webp 480w\" {sizes}>\
             <img src=\"{index}.jpg\" alt=\"{alt}\" width=\"700\" height=\"500\" \
             srcset=\"{index}.480w.jpg 480w\" {sizes}{loading}></picture>"
        )
    };
    assert_eq!(photos, format!("<p>{}{}</p>\n", photo(0, "一", ""), photo(1, "二", " loading=\"lazy\"")));
    // If the first image is not shown, the next one counts as the first.
    let second = parse("![一](a.png) ![二](b.png)");
    let second =
        second.render(|index, _| if index == 0 { ResolvedLink::Text } else { ResolvedLink::Url("B".into()) });
    assert_eq!(second, "<p>一 <img src=\"B\" alt=\"二\"></p>\n");
}
