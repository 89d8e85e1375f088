//! Takes HTML as `markdown` makes it; gives the tree. Never balances tags: its input is balanced already.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::node::{Attributes, BodyNode, BodyTree, Element, Image};
use super::roles::{Role, attribute, attributes, role};
use super::space;

/// How deep lists, quotations and emphasis may nest; deeper nesting would exceed the limits of Typst.
const DEEPEST: usize = 12;

/// How deep elements of any sort may be nested: twelve lists with their items, and a table in the last.
const DEEPEST_OF_ALL: usize = 32;

/// The file extensions of pictures that can be printed.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];

/// The tree of a body's HTML, in which the addresses of local pictures are output paths.
pub fn parse(html: &str) -> BodyTree {
    let tokenizer = Tokenizer::new(BodyBuilder(RefCell::new(Building::new())), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // The sink never asks for a pause, so one call processes all of it.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct BodyBuilder(RefCell<Building>);

impl TokenSink for BodyBuilder {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut building = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => building.start(&tag),
            Token::TagToken(tag) => building.end(&tag.name),
            Token::CharacterTokens(text) => building.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The tree built so far.
struct Building {
    /// The open elements, the body first.
    open: Vec<OpenElement>,
    notes: Vec<Vec<BodyNode>>,
    images: Vec<Image>,
    too_deep: bool,
    /// The numbers of open elements of the tree, levels of nesting, and listings.
    elements: usize,
    nesting: usize,
    listings: usize,
}

/// An element of HTML that is still open.
struct OpenElement {
    name: String,
    role: Role,
    attributes: Attributes,
    nodes: Vec<BodyNode>,
}

impl Building {
    fn new() -> Building {
        let body = OpenElement {
            name: "body".to_owned(),
            role: Role::Blocks,
            attributes: Attributes::default(),
            nodes: Vec::new(),
        };
        Building {
            open: vec![body],
            notes: Vec::new(),
            images: Vec::new(),
            too_deep: false,
            elements: 0,
            nesting: 0,
            listings: 0,
        }
    }

    /// Counts an element that is opened, or with -1 one that is closed: counting all open elements would
    /// take too long each time.
    fn count(&mut self, role: Role, change: isize) {
        let counts = [role.is_element(), role.nests(), role == Role::Element("listing")];
        for (number, counts) in
            [&mut self.elements, &mut self.nesting, &mut self.listings].into_iter().zip(counts)
        {
            *number = number.saturating_add_signed(if counts { change } else { 0 });
        }
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "br" => self.push_leaf("break", Attributes::default()),
            "hr" => self.push_leaf("rule", Attributes::default()),
            "img" => self.image(tag),
            "wbr" | "col" => {}
            name => {
                let mut role = role(tag, self.open.last().map(|open| open.role));
                let deep = role.nests() && self.nesting >= DEEPEST;
                if deep || (role.is_element() && self.elements >= DEEPEST_OF_ALL) {
                    self.too_deep = true;
                    role = role.shallow();
                }
                self.count(role, 1);
                self.open.push(OpenElement {
                    name: name.to_owned(),
                    role,
                    attributes: attributes(tag),
                    nodes: Vec::new(),
                });
            }
        }
    }

    fn text(&mut self, text: &str) {
        let as_typed = self.listings > 0;
        let Some(open) = self.open.last_mut() else { return };
        let text = if as_typed { text.to_owned() } else { space::fold(text) };
        match open.nodes.last_mut() {
            Some(BodyNode::Text(before)) if before.ends_with(' ') && !as_typed => {
                before.push_str(text.trim_start_matches(' '))
            }
            Some(BodyNode::Text(before)) => before.push_str(&text),
            _ => open.nodes.push(BodyNode::Text(text)),
        }
    }

    fn image(&mut self, tag: &Tag) {
        let alt = attribute(tag, "alt").unwrap_or_default().to_owned();
        let path = attribute(tag, "src").unwrap_or_default();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let file = PICTURES.contains(&&*ending).then(|| self.file(path, &ending));
        self.push_leaf("image", Attributes { file, alt: Some(alt), ..Attributes::default() });
    }

    /// The name by which a layout asks for a picture; a picture that is used twice is served once.
    fn file(&mut self, path: &str, ending: &str) -> String {
        if let Some(image) = self.images.iter().find(|image| image.path == path) {
            return image.file.clone();
        }
        let file = format!("/files/{}.{ending}", self.images.len());
        self.images.push(Image { path: path.to_owned(), file: file.clone() });
        file
    }

    fn push_leaf(&mut self, tag: &'static str, attributes: Attributes) {
        self.push(BodyNode::Element(Element { tag, nodes: Vec::new(), attributes }));
    }

    fn push(&mut self, node: BodyNode) {
        let Some(open) = self.open.last_mut() else { return };
        match (open.nodes.last_mut(), node) {
            // The text of a link that is not kept continues the sentence around it.
            (Some(BodyNode::Text(before)), BodyNode::Text(text)) => before.push_str(&text),
            (_, node) => open.nodes.push(node),
        }
    }

    fn end(&mut self, name: &str) {
        // Only what was opened can be closed; the first element is the body itself.
        if self.open.iter().skip(1).rev().any(|open| open.name == name) {
            while self.close().is_some_and(|closed| closed != name) {}
        }
    }

    /// Closes the innermost element; gives its name.
    fn close(&mut self) -> Option<String> {
        let OpenElement { name, role, mut attributes, mut nodes } = self.open.pop()?;
        self.count(role, -1);
        match role {
            Role::Element("note") => {
                attributes.number = nodes.iter().find_map(BodyNode::number);
                self.push_leaf("note", attributes);
            }
            Role::Element(tag) => {
                if attributes.done.is_some() {
                    drop_task_sign(&mut nodes);
                }
                space::tidy(tag, &mut nodes);
                self.push(BodyNode::Element(Element { tag, nodes, attributes }));
            }
            Role::Through => nodes.into_iter().for_each(|node| self.push(node)),
            Role::Blocks => space::paragraphs(nodes).into_iter().for_each(|node| self.push(node)),
            Role::Note => {
                space::tidy("item", &mut nodes);
                self.notes.push(nodes);
            }
            Role::Notes | Role::Gone => {}
        }
        Some(name)
    }

    fn finish(mut self) -> BodyTree {
        while self.open.len() > 1 {
            self.close();
        }
        let mut nodes = space::paragraphs(self.open.pop().map(|body| body.nodes).unwrap_or_default());
        level_headings(&mut nodes, &mut 0);
        let long_words = long_words(&nodes, &self.notes);
        BodyTree { nodes, notes: self.notes, images: self.images, long_words, too_deep: self.too_deep }
    }
}

/// The layout draws the box of a task: few fonts have the character that the page uses for it.
fn drop_task_sign(nodes: &mut [BodyNode]) {
    match nodes.first_mut() {
        Some(BodyNode::Text(text)) => *text = text.trim_start_matches(['☑', '☐', ' ', '\n']).to_owned(),
        Some(BodyNode::Element(element)) => drop_task_sign(&mut element.nodes),
        None => {}
    }
}

/// Makes each heading at most one level deeper than the one before it: a tagged document must not skip
/// levels.
fn level_headings(nodes: &mut [BodyNode], before: &mut u8) {
    for node in nodes {
        if let BodyNode::Element(element) = node {
            if let Some(level) = &mut element.attributes.level {
                *level = (*level).min(*before + 1);
                *before = *level;
            }
            level_headings(&mut element.nodes, before);
        }
    }
}

/// How many characters fit on a line of the smallest sheet in its largest type size.
const SHORT: usize = 12;

/// The longest runs outside tables, whose columns have widths of their own.
fn long_words(nodes: &[BodyNode], notes: &[Vec<BodyNode>]) -> Vec<String> {
    let mut found: Vec<&str> = Vec::new();
    for node in nodes.iter().chain(notes.iter().flatten()).filter(|node| !node.is("table")) {
        node.each_text(&mut |text| found.extend(space::runs(text).filter(|run| run.chars().count() > SHORT)));
    }
    found.sort_by_key(|run| std::cmp::Reverse(run.chars().count()));
    found.dedup();
    found.truncate(3);
    found.into_iter().map(str::to_owned).collect()
}
