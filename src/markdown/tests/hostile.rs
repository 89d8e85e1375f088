//! Stories about bodies that nobody should write: nonsense, nesting, a hundred kilobytes of one character.

use super::*;
use std::time::{Duration, Instant};

/// A deterministic source of nonsense.
struct RandomNumbers(u64);

impl RandomNumbers {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

const PARTS: [&str; 70] = [
    "*",
    "**",
    "***",
    "~~",
    "~",
    "_",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "<",
    ">",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "* ",
    "1. ",
    "- [x] ",
    "    ",
    "# ",
    "## ",
    "---",
    "|",
    "\n|-|-|\n",
    "[^1]",
    "[^1]: ",
    ": ",
    "\\",
    "&amp;",
    "&#0;",
    "&#1;",
    "&#x10A7F;",
    "\0",
    "\u{7}",
    "\u{85}",
    "\u{10A7F}",
    "\u{1091F}",
    "\u{FEFF}",
    "：",
    "。",
    "“",
    "”",
    "中",
    "文字",
    "한",
    "é",
    "😀",
    "a",
    "word ",
    "\u{FE01}",
    "\u{E0100}",
    "](a.md)",
    "](a.md#x \"t\")",
    "](javascript:x)",
    "](http://x/y.jpg)",
    "](#)",
    "```\n",
    "~~~",
    "\n===\n",
    "  \n",
    "[r]: x.md\n",
    "[r]",
    "\t",
    "——",
];
const RAW: [&str; 16] = [
    "<b>",
    "</b>",
    "<a href=x.md>",
    "</a>",
    "<img src=\"y.jpg\" alt=z>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<div",
    " title=\"",
    "<table><tr>",
    "<details>",
    "<p onclick=x>",
    "<textarea>",
    "<svg><style>",
];

fn nonsense(random: &mut RandomNumbers, parts: &[&str]) -> String {
    (0..random.below(60)).map(|_| parts[random.below(parts.len())]).collect()
}

fn check(text: &str) -> Body {
    let body = parse(text);
    let mut seen = Vec::new();
    let html = body.render(|index, link| {
        seen.push(index);
        if link.path.len() % 2 == 0 { ResolvedLink::Text } else { ResolvedLink::Url("u".into()) }
    });
    assert_eq!(seen, (0..body.links.len()).collect::<Vec<_>>());
    let spans =
        body.links.iter().map(|link| &link.span).chain(body.problems.iter().map(|problem| &problem.span));
    for span in spans.chain(body.anchors.iter().map(|anchor| &anchor.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?} in {text:?}");
    }
    for tag in html.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default()) {
        let name = tag.split(' ').next().unwrap_or_default();
        assert!(!["script", "textarea", "svg", "style"].contains(&name), "{html:?} of {text:?}");
        for bad in ["=\"javascript:", " onclick", "href=\"\"", "src=\"\""] {
            assert!(!tag.contains(bad), "{bad} in {html:?} of {text:?}");
        }
    }
    assert!(!html.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{html:?} of {text:?}");
    assert!(body.summary.chars().count() <= 120);
    body
}

fn open_tags(html: &str) -> Vec<String> {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let name = part.split([' ', '>']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{html}"),
            None if ["br", "hr", "img"].contains(&name) => {}
            None => open.push(name.to_owned()),
        }
    }
    open
}

#[test]
fn nonsense_never_breaks_the_page() {
    let mut random = RandomNumbers(20_260_302);
    for _ in 0..6_000 {
        let text = nonsense(&mut random, &PARTS);
        let body = check(&text);
        // HTML made from Markdown is balanced, whatever becomes of the links. A lone `<x` could be raw
        // HTML.
        if !text.contains('<') {
            assert_eq!(open_tags(&body.html), [""; 0], "{text:?}");
            assert_eq!(open_tags(&body.render(|_, _| ResolvedLink::Text)), [""; 0], "{text:?}");
        }
    }
}

#[test]
fn nonsense_with_raw_html_never_breaks_the_page() {
    let mut random = RandomNumbers(7);
    let parts: Vec<_> = PARTS.iter().chain(&RAW).chain(&RAW).copied().collect();
    for _ in 0..3_000 {
        let text = nonsense(&mut random, &parts);
        check(&text);
    }
}

#[test]
fn a_hundred_kilobytes_of_anything_take_no_time() {
    let size = if cfg!(debug_assertions) { 20_000 } else { 100_000 };
    for part in [
        "*",
        "[",
        "]",
        "<",
        "> ",
        ">",
        "**a ",
        "*a **b ",
        "~~",
        "`",
        "![",
        "[^",
        "[^1]",
        "\\",
        "&",
        "- ",
        "<a ",
        "<b>",
        "<a b=\"",
        "<script>",
        "<!--",
        "<div>\n",
        "*啊",
        "**：啊",
        "啊\n",
        "|",
        "[a](",
        "[a](b)",
        "_a ",
        "# a\n",
        "<x\n",
        "[^1]: a\n\n",
        "a\n: b\n\n",
        "1. ",
        "- [ ] ",
        "\0",
        "\u{10A7F}",
        "“",
        "｜|-|\n",
        "<p><table>",
        "</p>",
        "<ul><li>",
        "<b>a</i>",
        "<ruby>",
        "![a](b \"c\")\n\n",
    ] {
        let text = part.repeat(size / part.len());
        let started = Instant::now();
        check(&text);
        let took = started.elapsed();
        // It takes milliseconds; the limit catches what would go on for hours, however busy the machine.
        assert!(took < Duration::from_secs(120), "{part:?} took {took:?}");
    }
}

#[test]
fn absurd_nesting_is_flattened() {
    for part in ["> ", "- ", "1. ", "<div>\n", "<b>"] {
        let html = page(&format!("{}深", part.repeat(10_000)));
        assert!(html.contains('深') && html.len() < 20_000, "{part}");
    }
    assert!(
        page(&format!("{}深{}", "*a **b ".repeat(5_000), "** *".repeat(5_000))).matches("<strong>").count()
            <= 64
    );
}
