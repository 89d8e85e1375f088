//! Drawings with everything that may be in one and must be removed.

use super::*;

fn clean_text(svg: &str) -> (String, RemovedParts) {
    let clean = clean(svg.as_bytes()).unwrap();
    (String::from_utf8(clean.bytes).unwrap(), clean.removed)
}

fn inside(content: &str) -> (String, RemovedParts) {
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";
    let (text, removed) = clean_text(&format!("{head}{content}</svg>"));
    (text.strip_prefix(head).unwrap().strip_suffix("</svg>").unwrap().to_owned(), removed)
}

#[test]
fn a_drawing_that_only_draws_stays_as_it_is() {
    let svg = "<?xml version=\"1.0\"?>\n<svg xmlns='http://www.w3.org/2000/svg' viewBox=\"0 0 4 3\">\n\
               <style>.a { fill: url(#x) }</style><g class=\"a\"  style='stroke:#fff'><path d='M0 0'/>\
               <text xml:space=\"preserve\">甲 &amp; &#x4E59;</text></g><use href='#y'/></svg>\n";
    assert_eq!(clean_text(svg), (svg.to_owned(), RemovedParts::default()));
    assert_eq!(clean(svg.as_bytes()).unwrap().size, Some((4, 3)));
}

#[test]
fn nothing_runs() {
    for content in [
        "<script>alert(1)</script>",
        "<script href='x.js'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml' onclick='x'>x</p></foreignObject>",
        "<set attributeName='href' to='javascript:x'/>",
        "<animate attributeName='xlink:href' values='x'/>",
        "<set attributeName='onclick' to='x'/>",
    ] {
        assert_eq!(inside(content), (String::new(), RemovedParts { scripts: true, references: false }));
    }
    let (text, removed) =
        inside("<g onclick='x' OnLoad='y' id='z'><a xlink:href=' JavaScript:x'><rect/></a></g>");
    assert_eq!(text, "<g id=\"z\"><a><rect/></a></g>");
    assert!(removed.scripts);
}

#[test]
fn no_value_ends_before_its_quotation_mark() {
    let (text, removed) = inside("<script/><g id='\" onclick=\"x' style='font-family: \"A\"'><rect/></g>");
    assert_eq!(text, "<g id=\"&quot; onclick=&quot;x\" style=\"font-family: &quot;A&quot;\"><rect/></g>");
    assert!(removed.scripts);
}

#[test]
fn a_style_stays_in_one_piece() {
    let (text, removed) =
        inside("<style>.a &gt; .b { fill: red }<!-- x --> .c<g/> { fill: url(#d) }</style>");
    assert_eq!(text, "<style>.a &gt; .b { fill: red } .c { fill: url(#d) }</style>");
    assert_eq!(removed, RemovedParts::default());
}

#[test]
fn an_encoding_is_what_is_published_or_not_named() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>";
    let declared = |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{drawing}");
    assert_eq!(clean_text(&declared("UTF-8")).0, declared("UTF-8"));
    assert_eq!(clean_text(&declared("gbk")).0, drawing);
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (content, left) in [
        ("<image href='https://example.org/x.png'/>", "<image/>"),
        ("<image href='other.png'/>", "<image/>"),
        ("<use href='file.svg#a'/>", "<use/>"),
        ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "<image/>"),
        ("<rect fill='url(https://example.org/#a)'/>", "<rect/>"),
        ("<rect style='fill:u\\72l(//x)'/>", "<rect/>"),
        ("<style>@import 'x.css';</style>", "<style></style>"),
        ("<style><![CDATA[ a { b: url( 'x' ) } ]]></style>", "<style></style>"),
        ("<?xml-stylesheet href='x.css'?>", ""),
        ("<a ping='https://example.org/'/>", "<a/>"),
        ("<style>@&#105;mport 'x.css';</style>", "<style></style>"),
        ("<style>@im<!-- -->port 'x.css';</style>", "<style></style>"),
        ("<style>@im<?x y?>port 'x.css';</style>", "<style></style>"),
        ("<style>@im<![CDATA[port 'x.css';]]></style>", "<style></style>"),
        ("<style><g></g>@import 'x.css';</style>", "<style></style>"),
        ("<style><title>@im</title>@im<desc/>port 'x.css';</style>", "<style></style>"),
        ("<style>@&#92;69mport 'x.css';</style>", "<style></style>"),
        ("<style>rect{fill:ur&#108;(//x#a)}</style>", "<style></style>"),
        ("<style>@font-face{src:u&#x72;l(//x)}</style>", "<style></style>"),
        ("<style>svg{background-image:image-se&#116;('//x' 1x)}</style>", "<style></style>"),
    ] {
        assert_eq!(inside(content), (left.to_owned(), RemovedParts { scripts: false, references: true }));
    }
}

#[test]
fn nobody_learns_who_drew_it_and_in_which_folder() {
    let (text, removed) = clean_text(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/x\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" inkscape:export-filename=\"王/a.png\">\
         <!-- 王 --><metadata><rdf:RDF>王</rdf:RDF></metadata><inkscape:page x=\"1\"/><rect/></svg>",
    );
    assert_eq!(text, "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>");
    assert_eq!(removed, RemovedParts::default());
}

#[test]
fn what_is_no_drawing_is_refused() {
    for svg in [
        "",
        "no xml",
        "<svg",
        "<svg>",
        "<html/>",
        "<svg></g>",
        "<svg>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg id='&x;'/>",
    ] {
        assert_eq!(clean(svg.as_bytes()).unwrap_err(), PhotoFault::Broken(Broken::Xml), "{svg}");
    }
}

#[test]
fn an_svg_says_its_size_or_has_that_of_its_view_box() {
    let svg = |attributes: &str| {
        let svg = format!("<?xml version=\"1.0\"?><!-- x --><svg {attributes}><rect/></svg>");
        clean(svg.as_bytes()).unwrap().size
    };
    assert_eq!(svg("width='640' height='480.4px' viewBox='0 0 1 1'"), Some((640, 480)));
    assert_eq!(svg("width='100%' viewBox='0 0 720 360'"), Some((720, 360)));
    assert_eq!(svg("viewBox='0,0,720,360'"), Some((720, 360)));
    assert_eq!(svg("viewBox='none'"), None);
}

#[test]
fn a_few_lines_that_stand_for_millions_of_shapes_are_refused() {
    let drawing = |inside: &str| {
        clean(format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>").as_bytes()).map(drop)
    };
    let levels = |shown: fn(usize) -> String, depth: usize| {
        let level = |n: usize| format!("<pattern id='g{n}'>{}</pattern>", shown(n - 1).repeat(10));
        format!("<pattern id='g0'><rect/></pattern>{}", (1..=depth).map(level).collect::<String>())
    };
    let by_use = |n: usize| format!("<use href='&#35;g{n}'/>");
    let by_fill = |n: usize| format!("<rect fill='url(#g{n})'/>");
    let by_style = |n: usize| format!("<rect style='mask: URL( \"#g{n}\" )'/>");
    for shown in [by_use, by_fill, by_style] {
        assert_eq!(drawing(&levels(shown, 3)), Ok(()));
        assert_eq!(drawing(&levels(shown, 8)), Err(PhotoFault::Shapes));
    }
    // A drawing that is only long stays as it is, and a colour is not a shape.
    assert_eq!(drawing(&"<rect/>".repeat(300_000)), Ok(()));
    let coloured = "<rect fill='url(#c)'/>".repeat(20_000);
    assert_eq!(
        drawing(&format!("<linearGradient id='c'>{}</linearGradient>{coloured}", "<stop/>".repeat(90))),
        Ok(())
    );

    assert_eq!(drawing(&format!("{}{}", "<g>".repeat(150), "</g>".repeat(150))), Ok(()));
    assert_eq!(drawing(&format!("{}{}", "<g>".repeat(250), "</g>".repeat(250))), Err(PhotoFault::Shapes));
    assert_eq!(drawing("<g id='a'><use href='#a'/></g>"), Err(PhotoFault::Shapes));
}
