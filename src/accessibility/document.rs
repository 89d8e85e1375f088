//! A page as a list of its nodes in reading order: takes HTML, gives elements and texts, each with its
//! contents. Elements whose end tag may be omitted are closed as HTML does.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end where one of the same group begins beside them, with the elements that prevent this.
const SIBLINGS: [(&[&str], &[&str]); 5] = [
    (&["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["tbody", "thead", "tfoot", "table"]),
    (&["option"], &["select", "datalist"]),
];

/// A node of a page.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The element's name; empty for a text.
    pub(super) name: String,
    /// Attributes in order.
    attributes: Vec<(String, String)>,
    /// For a text: its characters.
    text: String,
    /// The element around it.
    parent: Option<usize>,
    /// The number of the first node after it that is not inside it.
    end: usize,
}

/// All nodes of a page.
#[derive(Debug, Default)]
pub(super) struct Document {
    nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Document {
    /// Reads a page.
    pub(super) fn parse(html: &str) -> Document {
        let input = BufferQueue::default();
        input.push_back(html.into());
        let tokenizer = Tokenizer::new(DocumentSink::default(), TokenizerOpts::default());
        // No scripts run here, so the tokenizer reads to the end at once.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut document = tokenizer.sink.0.take();
        document.close(0);
        document
    }

    /// The elements, with their numbers.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| !node.name.is_empty())
    }

    /// The elements of that name.
    pub(super) fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = (usize, &'d Node)> {
        self.elements().filter(move |(_, node)| node.name == name)
    }

    /// The nodes inside an element.
    pub(super) fn inside(&self, at: usize) -> &[Node] {
        &self.nodes[at + 1..self.nodes[at].end]
    }

    /// The elements that contain one, innermost first.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = &Node> {
        let parent = |at: &usize| self.nodes[*at].parent;
        std::iter::successors(self.nodes[at].parent, parent).map(|at| &self.nodes[at])
    }

    /// The text of an element as it is read: its texts, and the alternative texts of its pictures.
    pub(super) fn words(&self, at: usize) -> String {
        let said = |node: &Node| match &*node.name {
            "" => node.text.clone(),
            "img" => node.get("alt").unwrap_or_default().to_owned(),
            _ => node.get("aria-label").unwrap_or_default().to_owned(),
        };
        self.inside(at).iter().map(said).collect::<String>().trim().to_owned()
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        for (group, apart) in SIBLINGS.iter().filter(|(group, _)| group.contains(&&*name)) {
            let is_one = |at: &usize| group.contains(&&*self.nodes[*at].name);
            let is_apart = |at: &usize| apart.contains(&&*self.nodes[*at].name);
            let nearest = self.open.iter().rposition(|at| is_one(at) || is_apart(at));
            if let Some(depth) = nearest.filter(|depth| is_one(&self.open[*depth])) {
                self.close(depth);
            }
        }
        let ends = tag.self_closing || VOID.contains(&&*name);
        let attribute = |own: &html5ever::Attribute| (own.name.local.to_string(), own.value.to_string());
        let attributes = tag.attrs.iter().map(attribute).collect();
        self.push(Node { name, attributes, ..Node::default() });
        if !ends {
            self.open.push(self.nodes.len() - 1);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.open.iter().rposition(|at| self.nodes[*at].name == name) {
            self.close(depth);
        }
    }

    fn push(&mut self, node: Node) {
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { parent: self.open.last().copied(), end, ..node });
    }

    /// Closes the element at that depth, and all inside it.
    fn close(&mut self, depth: usize) {
        for at in self.open.split_off(depth) {
            self.nodes[at].end = self.nodes.len();
        }
    }
}

impl Node {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// Whether it has that attribute with a value.
    pub(super) fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.trim().is_empty())
    }
}

#[derive(Default)]
struct DocumentSink(RefCell<Document>);

impl TokenSink for DocumentSink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut document = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                document.start(&tag);
                match &*tag.name {
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    "script" | "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    _ => {}
                }
            }
            Token::TagToken(tag) => document.end(&tag.name),
            Token::CharacterTokens(text) => {
                document.push(Node { text: text.to_string(), ..Node::default() });
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_hold_what_is_inside_them_whether_they_are_closed_or_end_by_themselves() {
        let document = Document::parse(
            "<ul><li>a<li><b>b</b> <img alt=c><ul><li>d</ul></ul><title>e <b></title><p>f</p>",
        );
        let words = |name: &str| document.named(name).map(|(at, _)| document.words(at)).collect::<Vec<_>>();
        assert_eq!(words("li"), ["a", "b cd", "d"]);
        assert_eq!(words("title"), ["e <b>"]);
        assert_eq!(words("p"), ["f"]);
        let (at, _) = document.named("img").next().unwrap();
        let around: Vec<&str> = document.around(at).map(|node| &*node.name).collect();
        assert_eq!(around, ["li", "ul"]);
    }
}
