//! What a body becomes on a poster, from its Markdown on.

use super::{BodyNode, BodyTree, parse};
use crate::markdown::{self, LinkKind, ResolvedLink};

/// The tree of a body; pictures keep their addresses, links to pages lead nowhere.
fn tree(text: &str) -> BodyTree {
    let body = markdown::parse(text);
    parse(&body.render(|_, link| match link.kind {
        LinkKind::Image => ResolvedLink::Url(link.path.clone()),
        LinkKind::Page => ResolvedLink::Text,
    }))
}

fn json(text: &str) -> serde_json::Value {
    serde_json::to_value(tree(text).nodes).unwrap()
}

/// All words of a tree, in order.
fn words(nodes: &[BodyNode]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            BodyNode::Text(text) => text.clone(),
            BodyNode::Element(element) => words(&element.nodes),
        })
        .collect()
}

#[test]
fn lines_join_and_emphasis_works_as_on_the_page() {
    assert_eq!(
        json("**重要通知：**请注意\n查收，bring\nkeys"),
        serde_json::json!([{"tag": "paragraph", "nodes": [{"tag": "strong", "nodes": ["重要通知："]},
        "请注意查收，bring keys"]}])
    );
}

#[test]
fn lines_that_stand_alone_are_paragraphs_without_their_typed_spaces() {
    assert_eq!(
        json("　　检修停水。\n　　请储水。\n\n1、甲\n2、乙\n　　　　　　　　　　居委会"),
        serde_json::json!([
            {"tag": "paragraph", "nodes": ["检修停水。"]},
            {"tag": "paragraph", "nodes": ["请储水。"]},
            {"tag": "paragraph", "nodes": ["1、甲"]},
            {"tag": "paragraph", "nodes": ["2、乙"]},
            {"tag": "paragraph", "align": "right", "nodes": ["居委会"]}
        ])
    );
}

#[test]
fn lists_tasks_and_breaks() {
    assert_eq!(
        json("3. 一\n4. 二  \n   行\n\n- [x] 办了\n- [ ] 没办\n"),
        serde_json::json!([
            {"tag": "numbered", "number": 3, "nodes": [
                {"tag": "item", "nodes": ["一"]},
                {"tag": "item", "nodes": ["二", {"tag": "break"}, "行"]}
            ]},
            {"tag": "list", "nodes": [
                {"tag": "item", "done": true, "nodes": ["办了"]},
                {"tag": "item", "done": false, "nodes": ["没办"]}
            ]}
        ])
    );
}

#[test]
fn tables_keep_their_header_and_alignment() {
    assert_eq!(
        json("| 楼 | 户 |\n| :-- | --: |\n| 1号楼 | 72 |\n"),
        serde_json::json!([{"tag": "table", "nodes": [
            {"tag": "head", "nodes": [{"tag": "row", "nodes": [
                {"tag": "header", "align": "left", "nodes": ["楼"]}, {"tag": "header",
                "align": "right", "nodes": ["户"]}
            ]}]},
            {"tag": "row", "nodes": [
                {"tag": "cell", "align": "left", "nodes": ["1号楼"]}, {"tag": "cell", "align": "right",
                "nodes": ["72"]}
            ]}
        ]}])
    );
}

#[test]
fn footnotes_stand_apart_without_their_way_back() {
    let tree = tree("正文[^a]。\n\n[^a]: 注释。\n");
    assert_eq!(
        serde_json::to_value(&tree.nodes).unwrap(),
        serde_json::json!([{"tag": "paragraph", "nodes": ["正文", {"tag": "note", "number": 1}, "。"]}])
    );
    assert_eq!(words(&tree.notes[0]), "注释。");
}

#[test]
fn pictures_are_named_once_and_what_cannot_be_printed_keeps_its_words() {
    let tree = tree("![平面图](plan.png)\n\n![又一次](plan.png)\n\n![录像](a.avif)\n");
    assert_eq!(tree.images.len(), 1);
    assert_eq!((tree.images[0].path.as_str(), tree.images[0].file.as_str()), ("plan.png", "/files/0.png"));
    let json = serde_json::to_value(&tree.nodes).unwrap();
    assert_eq!(
        json[1]["nodes"][0],
        serde_json::json!({"tag": "image", "file": "/files/0.png", "alt": "又一次"})
    );
    assert_eq!(json[2]["nodes"][0], serde_json::json!({"tag": "image", "alt": "录像"}));
}

#[test]
fn only_short_addresses_outside_are_kept() {
    let json = json(
        "[网](https://example.org/) [页](a.md) \
         [长](https://example.org/0123456789012345678901234567890123456789)",
    );
    assert_eq!(
        json[0]["nodes"],
        serde_json::json!([{"tag": "link", "address": "example.org", "nodes": ["网"]}, " 页 长"])
    );
}

#[test]
fn listings_stay_as_typed_and_entities_are_characters() {
    assert_eq!(
        json("```\na  <b>\n\n c\n```\n\n&lt;x&gt; &amp; #read(\"/etc\")\n"),
        serde_json::json!([
            {"tag": "listing", "nodes": ["a  <b>\n\n c"]},
            {"tag": "paragraph", "nodes": ["<x> & #read(\"/etc\")"]}
        ])
    );
}

#[test]
fn raw_html_is_what_the_page_shows_of_it() {
    assert_eq!(
        json("<div>一</div>\n<div>二 <b>三</b></div>\n<script>四</script>\n"),
        serde_json::json!([
            {"tag": "paragraph", "nodes": ["一"]},
            {"tag": "paragraph", "nodes": ["二 ", {"tag": "strong", "nodes": ["三"]}]}
        ])
    );
}

#[test]
fn what_is_nested_too_deep_is_one_level_up_and_is_reported() {
    let deep: String = (0..40).map(|level| format!("{}- 第{level}层\n", "  ".repeat(level))).collect();
    let tree = tree(&deep);
    assert!(tree.too_deep);
    let mut depth = 0;
    let mut widest = 0;
    for c in serde_json::to_string(&tree.nodes).unwrap().chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        widest = widest.max(depth);
    }
    assert!(widest <= 26, "{widest} elements one in another");
    for level in [0, 12, 39] {
        assert!(words(&tree.nodes).contains(&format!("第{level}层")));
    }
    assert!(!super::parse("<p>平</p>").too_deep);
}

#[test]
fn nothing_nests_without_end_whatever_it_is() {
    let depth = |json: &serde_json::Value| {
        serde_json::to_string(json)
            .unwrap()
            .chars()
            .fold((0, 0), |(deep, most), c| {
                let deep = deep + i32::from(c == '{') - i32::from(c == '}');
                (deep, deep.max(most))
            })
            .1
    };
    for tag in ["code", "span", "summary", "figcaption", "td", "pre", "ruby><rt", "div", "h3", "dd"] {
        let all = format!(
            "{}字{}",
            format!("<{tag}>").repeat(50_000),
            format!("</{}>", tag.rsplit('<').next().unwrap()).repeat(50_000)
        );
        let tree = super::parse(&all);
        assert!(depth(&serde_json::to_value(&tree.nodes).unwrap()) <= 40, "{tag}");
        assert_eq!(words(&tree.nodes).trim(), "字", "{tag}");
    }
}
