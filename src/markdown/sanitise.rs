//! Takes the HTML of a body with raw HTML; gives it balanced and without anything that a notice must not
//! contain, and finds its local links again. Never runs for a body of Markdown only: it costs more than
//! everything else.

use super::raw::TAGS;
use super::source::is_forbidden;
use super::{LinkKind, LocalLink, splice};
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Cleans `html`, whose links have empty destinations. `text` is the body that it was made from.
pub(super) fn clean(html: &str, text: &str, links: &mut Vec<LocalLink>) -> String {
    let marker = marker(text);
    let mut holes: Vec<_> = links.iter().enumerate().map(|(index, link)| (link.dest, index)).collect();
    holes.sort_unstable();
    let marks: Vec<_> = holes.into_iter().map(|(at, index)| (at..at, format!("{marker}:{index}"))).collect();
    let marked = splice(html, &marks);
    let mut cleaned = builder(&marker).clean(&marked).to_string();
    cleaned.retain(|c| !is_forbidden(c));
    let (html, found) = find(&cleaned, &format!("=\"{marker}:"), links.len());
    let mut found = found.into_iter();
    links.retain_mut(|link| match found.next().flatten() {
        Some(LinkPlaces { open, dest, close }) => {
            let close = if link.kind == LinkKind::Image { open.end..open.end } else { close };
            (link.open, link.dest, link.close) = (open, dest, close);
            true
        }
        None => false,
    });
    html
}

/// A URL scheme that no author can forge: the body would have to contain its own hash.
fn marker(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("l{:016x}", hasher.finish())
}

/// The allowed elements; relative URLs are not allowed, so that no local link remains unresolved.
fn builder(marker: &str) -> Builder<'_> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["lang", "title", "dir"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
            ("ol", HashSet::from(["start"])),
            ("li", HashSet::from(["id", "value"])),
            ("sup", HashSet::from(["id"])),
            ("th", HashSet::from(["scope", "colspan", "rowspan"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("time", HashSet::from(["datetime"])),
            ("details", HashSet::from(["open"])),
            ("div", HashSet::from(["tabindex", "role"])),
            ("pre", HashSet::from(["tabindex"])),
            ("h2", HashSet::from(["id"])),
            ("h3", HashSet::from(["id"])),
            ("h4", HashSet::from(["id"])),
            ("h5", HashSet::from(["id"])),
            ("h6", HashSet::from(["id"])),
        ]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["back", "external"])),
            ("div", HashSet::from(["table", "footnotes", "wide", "wider", "widest"])),
            ("li", HashSet::from(["task", "done"])),
            ("p", HashSet::from(["next-line", "signature"])),
            ("th", HashSet::from(["left", "center", "right"])),
            ("td", HashSet::from(["left", "center", "right"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", marker]))
        .url_relative(UrlRelative::Custom(Box::new(only_footnotes)))
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// The only relative URLs that need no resolving: to a footnote, and back.
fn only_footnotes(url: &str) -> Option<std::borrow::Cow<'_, str>> {
    let ours = url.starts_with("#fn_") || url.starts_with("#fnref_") || url.starts_with("//");
    ours.then_some(url.into())
}

#[derive(Clone)]
struct LinkPlaces {
    open: Range<usize>,
    dest: usize,
    close: Range<usize>,
}

/// Removes the marks from clean HTML, in which every `<` begins a tag and every attribute is in double
/// quotes; gives the positions of the links that they mark.
fn find(cleaned: &str, mark: &str, links: usize) -> (String, Vec<Option<LinkPlaces>>) {
    let html = String::with_capacity(cleaned.len());
    let mut finder = Finder { html, found: vec![None; links], open: OpenAnchor::Nothing };
    let mut rest = cleaned;
    while let Some(at) = rest.find('<') {
        finder.html.push_str(&rest[..at]);
        rest = &rest[at..];
        let (tag, after) = rest.split_at(tag_length(rest));
        match marked(tag, mark) {
            Some((index, hole)) => finder.marked_tag(tag, index, hole),
            None if tag == "</a>" => finder.closing_tag(),
            None => finder.html.push_str(tag),
        }
        rest = after;
    }
    finder.html.push_str(rest);
    (finder.html, finder.found)
}

struct Finder {
    html: String,
    found: Vec<Option<LinkPlaces>>,
    open: OpenAnchor,
}

/// The link that is waiting for its `</a>`.
enum OpenAnchor {
    Nothing,
    Link(usize),
    /// A repetition that was left out.
    Dropped,
}

impl Finder {
    fn marked_tag(&mut self, tag: &str, index: usize, hole: Range<usize>) {
        let page = tag.starts_with("<a ");
        let Some(places @ None) = self.found.get_mut(index) else {
            // HTML reopens a misnested link in the next element; each link is kept only once.
            self.open = if page { OpenAnchor::Dropped } else { OpenAnchor::Nothing };
            return;
        };
        let start = self.html.len();
        self.html.push_str(&tag[..hole.start]);
        let dest = self.html.len();
        self.html.push_str(&tag[hole.end..]);
        let end = self.html.len();
        *places = Some(LinkPlaces { open: start..end, dest, close: end..end });
        if page {
            self.open = OpenAnchor::Link(index);
        }
    }

    fn closing_tag(&mut self) {
        let start = self.html.len();
        match std::mem::replace(&mut self.open, OpenAnchor::Nothing) {
            OpenAnchor::Dropped => {}
            OpenAnchor::Nothing => self.html.push_str("</a>"),
            OpenAnchor::Link(index) => {
                self.html.push_str("</a>");
                if let Some(places) = &mut self.found[index] {
                    places.close = start..self.html.len();
                }
            }
        }
    }
}

/// The link with which a tag is marked, and the range of the mark in the tag.
fn marked(tag: &str, mark: &str) -> Option<(usize, Range<usize>)> {
    let at = tag.find(mark)?;
    let digits = at + mark.len();
    let length = tag[digits..].find('"')?;
    let index = tag[digits..digits + length].parse().ok()?;
    Some((index, at + "=\"".len()..digits + length))
}

fn tag_length(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}
