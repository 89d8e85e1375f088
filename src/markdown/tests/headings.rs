//! Stories about headings and how links find them.

use super::*;

#[test]
fn get_unique_pinyin_ids() {
    let body = parse("## 决议\n\n## 决议\n\n## 决议 2\n\n## 决议\n\n### ！\n\n##\n\n## [附](a.md)件");
    let ids: Vec<_> = body.anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["jue-yi", "jue-yi-2", "jue-yi-2-2", "jue-yi-3", "section", "fu-jian"]);
    assert!(body.html.starts_with("<h2 id=\"jue-yi\">决议</h2>\n"));
    assert!(!body.html.contains("></h"));
    assert!(page("## [附](a.md)件").contains("<h2 id=\"fu-jian\"><a href=\"Ua.md\">附</a>件</h2>"));
}

#[test]
fn get_no_id_that_the_templates_have() {
    let body = parse("## Main\n\n## Ask\n\n### Resolution 1\n\n## Ask");
    let ids: Vec<_> = body.anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["main-2", "ask-2", "resolution-1-2", "ask-3"]);
    for (fragment, id) in [("Ask", "ask-2"), ("ask", "ask-2"), ("resolution-1", "resolution-1-2")] {
        assert_eq!(body.anchor(fragment).map(|anchor| anchor.id.as_str()), Some(id));
    }
}

#[test]
fn are_found_in_composed_and_decomposed_spelling() {
    let body = parse("## De\u{301}tails\n\n## 𠮷野家\n\n## 野家");
    assert_eq!(body.anchor("Détails").map(|anchor| anchor.id.as_str()), Some("details"));
    assert_ne!(body.anchor("𠮷野家"), body.anchor("野家"));
}

#[test]
fn are_found_by_id_by_text_and_by_another_spelling() {
    let body = parse("## 决议\n\n## 3号楼 Lift");
    for (fragment, id) in [("决议", "jue-yi"), ("jue-yi", "jue-yi"), ("3号楼-lift", "3-hao-lou-lift")] {
        assert_eq!(body.anchor(fragment).map(|anchor| anchor.id.as_str()), Some(id));
    }
    assert_eq!(body.anchor("无"), None);
}

#[test]
fn step_down_when_the_body_uses_the_title_level() {
    let body = parse("# 一\n\n## 二\n\n###### 六");
    assert_eq!(body.html, "<h2 id=\"yi\">一</h2>\n<h3 id=\"er\">二</h3>\n<h6 id=\"liu\">六</h6>\n");
    assert_eq!(body.anchors.iter().map(|anchor| anchor.level).collect::<Vec<_>>(), [2, 3, 6]);
    assert!(parse("## 一\n\n### 二").html.contains("<h3 id=\"er\">"));
}
