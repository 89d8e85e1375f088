//! Takes a tag of a body's HTML; gives its role in the tree, and the attributes that are kept.

use html5ever::tokenizer::Tag;

use super::node::Attributes;

/// A longer address is not worth printing beside its text.
const LONGEST_ADDRESS: usize = 40;

/// The role of an HTML element in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An element of the tree.
    Element(&'static str),
    /// None: its content takes its place.
    Through,
    /// None, but loose text inside becomes paragraphs.
    Blocks,
    /// The list of footnotes.
    Notes,
    /// One footnote.
    Note,
    /// It is left out with all its content.
    Gone,
}

impl Role {
    /// Whether it is an element of the tree.
    pub(super) fn is_element(self) -> bool {
        matches!(self, Role::Element(_))
    }

    /// Whether it counts as a level of nesting.
    pub(super) fn nests(self) -> bool {
        let Role::Element(tag) = self else { return false };
        matches!(
            tag,
            "list"
                | "numbered"
                | "terms"
                | "quotation"
                | "table"
                | "strong"
                | "emphasis"
                | "deleted"
                | "inserted"
                | "link"
                | "sub"
                | "sup"
        )
    }

    /// The role where there is no room for another level: its items become paragraphs, its text stays
    /// without the element.
    pub(super) fn shallow(self) -> Role {
        match self {
            Role::Element(
                "strong" | "emphasis" | "deleted" | "inserted" | "link" | "sub" | "sup" | "code" | "reading"
                | "note",
            ) => Role::Through,
            Role::Element(_) => Role::Blocks,
            _ => Role::Through,
        }
    }

    /// Whether it may contain items, rows or cells.
    fn holds_items(self) -> bool {
        matches!(
            self,
            Role::Element("list" | "numbered" | "terms" | "table" | "head" | "row") | Role::Through
        )
    }
}

/// An attribute's value.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The role of a tag within its parent.
pub(super) fn role(tag: &Tag, parent: Option<Role>) -> Role {
    let id = |start| attribute(tag, "id").is_some_and(|id| id.starts_with(start));
    let inside_gone = parent == Some(Role::Gone);
    match &*tag.name {
        _ if inside_gone => Role::Gone,
        "div" if class(tag, "footnotes") => Role::Notes,
        "ol" if parent == Some(Role::Notes) => Role::Through,
        "li" if id("fn_") => Role::Note,
        "sup" if id("fnref_") => Role::Element("note"),
        "a" if class(tag, "back") => Role::Gone,
        "a" => address(tag).map_or(Role::Through, |_| Role::Element("link")),
        "rp" => Role::Gone,
        // A listing keeps its text as typed; the `code` inside adds nothing.
        "code" if parent == Some(Role::Element("listing")) => Role::Through,
        // Items of a list that was too deep to keep.
        "li" | "dt" | "dd" | "tr" | "td" | "th" if !parent.is_some_and(Role::holds_items) => Role::Blocks,
        "div" | "figure" | "details" => Role::Blocks,
        name => element(name).map_or(Role::Through, Role::Element),
    }
}

fn class(tag: &Tag, name: &str) -> bool {
    attribute(tag, "class").is_some_and(|classes| classes.split_ascii_whitespace().any(|class| class == name))
}

/// The name of an HTML element in the tree; none for one that only contains others.
fn element(name: &str) -> Option<&'static str> {
    Some(match name {
        "p" | "summary" => "paragraph",
        "figcaption" | "caption" => "caption",
        "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "ul" => "list",
        "ol" => "numbered",
        "li" => "item",
        "dl" => "terms",
        "dt" => "term",
        "dd" => "definition",
        "blockquote" => "quotation",
        "pre" => "listing",
        "table" => "table",
        "thead" => "head",
        "tr" => "row",
        "td" => "cell",
        "th" => "header",
        "strong" | "b" => "strong",
        "em" | "i" | "cite" | "dfn" => "emphasis",
        "del" | "s" => "deleted",
        "ins" | "u" => "inserted",
        "code" | "kbd" | "samp" => "code",
        "sub" => "sub",
        "sup" => "sup",
        "rt" => "reading",
        _ => return None,
    })
}

/// The attributes that the tree keeps.
pub(super) fn attributes(tag: &Tag) -> Attributes {
    let name: &str = &tag.name;
    let number = |name| attribute(tag, name).and_then(|value| value.parse::<u64>().ok());
    let level = name
        .strip_prefix('h')
        .and_then(|level| level.parse::<u8>().ok())
        .map(|level| level.saturating_sub(1).max(1));
    let cell = matches!(name, "td" | "th");
    Attributes {
        level,
        number: (name == "ol").then(|| number("start").unwrap_or(1)),
        done: (name == "li" && class(tag, "task")).then(|| class(tag, "done")),
        align: match name {
            "p" if class(tag, "signature") => Some("right"),
            _ => ["left", "center", "right"].into_iter().find(|align| cell && class(tag, align)),
        },
        columns: number("colspan").filter(|columns| *columns > 1),
        rows: number("rowspan").filter(|rows| *rows > 1),
        address: (name == "a").then(|| address(tag)).flatten(),
        ..Attributes::default()
    }
}

/// An address that a reader can type: external and short.
fn address(tag: &Tag) -> Option<String> {
    let href = attribute(tag, "href")?;
    let bare = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"))?.trim_end_matches('/');
    (bare.chars().count() <= LONGEST_ADDRESS).then(|| bare.to_owned())
}
