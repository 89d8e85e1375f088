//! White space in a body: takes nodes as in HTML; gives them as they are to be set. Never changes the text
//! of a listing.

use super::node::{Attributes, BodyNode, Element};

/// A text with each run of white space as one space; no-break spaces are kept.
pub(super) fn fold(text: &str) -> String {
    let white = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match white(c) {
            false => out.push(c),
            true if out.ends_with(' ') => {}
            true => out.push(' '),
        }
    }
    out
}

/// Removes the space at both ends of an element, around breaks and blocks, and where only blocks may be.
pub(super) fn tidy(tag: &str, nodes: &mut Vec<BodyNode>) {
    match tag {
        "listing" => return trim_listing(nodes),
        "quotation" => *nodes = paragraphs(std::mem::take(nodes)),
        "list" | "numbered" | "terms" | "table" | "head" | "row" => {
            nodes.retain(|node| matches!(node, BodyNode::Element(_)))
        }
        // Inline elements keep the space that separates them from their neighbours.
        "strong" | "emphasis" | "deleted" | "inserted" | "link" | "sub" | "sup" | "reading" | "code" => {
            return;
        }
        _ => {}
    }
    let edge = |node: Option<&BodyNode>| node.is_none_or(|node| node.is_block() || node.is("break"));
    for at in 0..nodes.len() {
        let (first, last) = (edge(at.checked_sub(1).and_then(|at| nodes.get(at))), edge(nodes.get(at + 1)));
        if let Some(BodyNode::Text(text)) = nodes.get_mut(at) {
            let kept = if first { text.trim_start_matches(' ') } else { text.as_str() };
            let kept = if last { kept.trim_end_matches(' ') } else { kept };
            *text = kept.to_owned();
        }
    }
    nodes.retain(|node| !matches!(node, BodyNode::Text(text) if text.is_empty()));
}

/// The last line break of a listing ends its last line and does not begin another.
fn trim_listing(nodes: &mut [BodyNode]) {
    if let Some(BodyNode::Text(text)) = nodes.last_mut() {
        text.truncate(text.trim_end_matches('\n').len());
    }
}

/// The blocks, with each run of loose text between them as a paragraph.
pub(super) fn paragraphs(nodes: Vec<BodyNode>) -> Vec<BodyNode> {
    let mut blocks = Vec::with_capacity(nodes.len());
    let mut loose = Vec::new();
    for node in nodes {
        if node.is_block() {
            end_paragraph(&mut blocks, &mut loose);
            blocks.push(node);
        } else {
            loose.push(node);
        }
    }
    end_paragraph(&mut blocks, &mut loose);
    blocks
}

fn end_paragraph(blocks: &mut Vec<BodyNode>, loose: &mut Vec<BodyNode>) {
    let mut nodes = std::mem::take(loose);
    tidy("paragraph", &mut nodes);
    if !nodes.is_empty() {
        blocks.push(BodyNode::Element(Element {
            tag: "paragraph",
            nodes,
            attributes: Attributes::default(),
        }));
    }
}

/// The runs of a text without a place to break: letters, digits and signs that are narrower than a Chinese
/// character. A line may break after a hyphen or a slash.
pub(super) fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c > '\u{2e7f}')
        .flat_map(|run| run.split_inclusive(['-', '/', '?', '—', '–']))
}
