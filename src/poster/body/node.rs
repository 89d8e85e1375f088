//! The nodes of a body, as the layouts of a theme see them.

use serde::Serialize;

/// A body, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BodyTree {
    /// Its blocks in order.
    pub nodes: Vec<BodyNode>,
    /// Its footnotes, the first one numbered 1.
    pub notes: Vec<Vec<BodyNode>>,
    /// The pictures that are drawn.
    pub images: Vec<Image>,
    /// Its longest runs of letters without a place to break, longest first: a layout must have room for
    /// them.
    pub long_words: Vec<String>,
    /// Whether something was nested deeper than a layout can draw, and was therefore moved up a level.
    pub too_deep: bool,
}

/// A picture of the site, to be served to the layout.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Image {
    /// The output path.
    pub path: String,
    /// The name by which the layout asks for it.
    pub file: String,
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum BodyNode {
    /// Text, with its white space folded.
    Text(String),
    /// An element with a meaning of its own.
    Element(Element),
}

/// A node with a meaning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Element {
    /// What it is; `themes/README.md` lists them.
    pub tag: &'static str,
    /// What is inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<BodyNode>,
    /// Its attributes.
    #[serde(flatten)]
    pub attributes: Attributes,
}

/// The attributes of an element, each only where it applies.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attributes {
    /// Of a heading: 1 below the poster's title, and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Of a numbered list: where it starts; of a note: its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Of a task: whether it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// Of a cell: `left`, `center` or `right`; of a paragraph: `right`, where its author moved it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<&'static str>,
    /// Of a cell: how many columns it spans, if more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<u64>,
    /// Of a cell: how many rows it spans, if more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Of a link: the address, if it is external and short enough to be typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Of a picture: the name by which to ask for it; none where it cannot be printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Of a picture: its alternative text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

impl BodyNode {
    /// Whether it is an element with that name.
    pub fn is(&self, name: &str) -> bool {
        matches!(self, BodyNode::Element(Element { tag, .. }) if *tag == name)
    }

    /// Whether it is a block, on lines of its own.
    pub fn is_block(&self) -> bool {
        let BodyNode::Element(Element { tag, .. }) = self else { return false };
        matches!(
            *tag,
            "paragraph"
                | "caption"
                | "heading"
                | "list"
                | "numbered"
                | "item"
                | "terms"
                | "term"
                | "definition"
                | "quotation"
                | "listing"
                | "table"
                | "head"
                | "row"
                | "cell"
                | "header"
                | "rule"
        )
    }

    /// Every text in it, in order.
    pub(super) fn each_text<'n>(&'n self, tell: &mut impl FnMut(&'n str)) {
        match self {
            BodyNode::Text(text) => tell(text),
            BodyNode::Element(element) => element.nodes.iter().for_each(|node| node.each_text(tell)),
        }
    }

    /// The number, if it is the text of one.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            BodyNode::Text(text) => text.trim().parse().ok(),
            BodyNode::Element(element) => element.nodes.iter().find_map(BodyNode::number),
        }
    }
}
