//! Takes the Markdown body of one record; gives its HTML with holes for local links, and beside it the links,
//! anchors, summary and problems of the same single parse. Never reads a file, never resolves a link, never
//! lets unsafe HTML or an unsafe URL through.
//!
//! ```text
//! text ─ source ─▶ pulldown-cmark ─ writer ─▶ buffers ─ notes ─▶ HTML ─▶ Body
//!                                                                     └ sanitise, with raw HTML only
//! ```

mod anchors;
mod articles;
mod blocks;
mod buffer;
mod direction;
mod escape;
mod flank;
mod ids;
mod inline;
mod lines;
mod links;
mod lost;
mod notes;
mod plain;
mod raw;
mod raw_html;
mod raw_tag;
mod sanitise;
mod slug;
mod source;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod url;
mod wide;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

pub use anchors::Anchors;
pub use articles::Article;
pub use ids::is_reserved;
pub use lines::signature_at;
pub use plain::plain_text;
pub(crate) use plain::{decoded, tag_end};
pub use slug::slug;
pub use summary::summary_of;
pub(crate) use wide::is_wide;

/// Replaces a character that Markdown would take for markup. Unicode reserves it for such internal uses: no
/// text that is passed on contains it.
pub const STAND_IN: char = '\u{FDD0}';

/// What one parse of a body gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML; the destination of every local link is empty until [`Body::render`].
    pub html: String,
    /// Local links and images in the order of the text.
    pub links: Vec<LocalLink>,
    /// Headings in the order of the text, followed by the articles that [`Body::with_articles`] found.
    pub anchors: Anchors,
    /// The articles of the body, once [`Body::with_articles`] has looked for them.
    pub articles: Box<[Article]>,
    /// Plain text of the first paragraph, at most 120 characters; empty when there is none. A paragraph
    /// that leads to the next, such as a salutation, is continued with it.
    pub summary: String,
    /// What the author should know, in the order in which it was found.
    pub problems: Vec<Problem>,
    /// The first local image, as an index into `links`.
    pub first_image: Option<usize>,
}

/// One local link or image: it has no scheme and no host, so that only the site can say where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalLink {
    /// Whether it leads somewhere or shows something.
    pub kind: LinkKind,
    /// Percent-decoded, without the fragment; empty for a link within the page.
    pub path: String,
    /// Percent-decoded, without the `#`; absent when there is none.
    pub fragment: Option<String>,
    /// The whole link, as a range of the original body.
    pub span: Range<usize>,
    /// The image's text; empty for a page link.
    pub alt: String,
    /// The opening tag in `Body::html`; for an image, the whole tag.
    open: Range<usize>,
    /// The position inside `open` at which the URL is inserted.
    dest: usize,
    /// The closing tag in `Body::html`; empty for an image.
    close: Range<usize>,
}

/// The purpose of a local link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[words](path)`
    Page,
    /// `![alt](path)`
    Image,
}

/// One heading, and the id by which links find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The `id` in the page: unique, never empty, lower-case ASCII.
    pub id: String,
    /// The heading's plain text.
    pub text: String,
    /// The level in the page, 2 to 6.
    pub level: u8,
    /// The heading, as a range of the original body.
    pub span: Range<usize>,
}

/// Something in the body that is published in another form than it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it is in the original body.
    pub span: Range<usize>,
    /// The address, footnote label, tag, attribute or words in question.
    pub what: String,
    /// What could be written instead; empty where only the author can know.
    pub right: String,
}

/// The mistakes a body can hold; none of them stops it from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// `[x]()`: shown as its words.
    EmptyDestination,
    /// A scheme other than http, https, mailto, tel, or a web address without a host: shown as its words.
    UnsafeUrl,
    /// An image on another host: shown as a link to it.
    RemoteImage,
    /// `[^x]` without a definition: shown as typed.
    UnknownFootnote,
    /// A definition that nothing refers to: not shown.
    UnusedFootnote,
    /// A second definition of the same name: not shown.
    FootnoteTwice,
    /// A definition without a text.
    EmptyFootnote,
    /// `第三条` for the second time: a number is added to its anchor.
    ArticleTwice,
    /// A tag or attribute of raw HTML that is not published.
    RawHtmlRemoved,
    /// More raw HTML than can be processed; none of it is shown.
    TooMuchHtml,
    /// Quotes, lists or elements nested deeper than the limit: the inner ones are shown without their tags.
    TooDeep,
    /// `<!--` without its end: nothing after it is shown.
    UnclosedComment,
    /// `[x](a b.pdf)`: shown as typed.
    SpaceInDestination,
    /// `[x]（a.pdf）` and the like: shown as typed.
    FullWidthLink,
    /// `[x](a.pdf` or `[x] (a.pdf)`: shown as typed.
    BrokenLink,
    /// `**x: **y`: shown as typed.
    SpacedEmphasis,
    /// `张*、李*`: the asterisks are not shown, and the text between them is emphasised.
    SignsTaken,
    /// `9:00~~11:00，5~~10`: shown as typed, or struck out.
    TildesInRange,
    /// `#x`: shown as typed.
    SpacelessHeading,
    /// A whole sentence with a line of dashes right below: shown as a heading.
    DashesBelow,
    /// `*x` on several lines: shown as typed.
    SpacelessList,
    /// Indented prose: shown as a listing.
    ProseAsListing,
    /// Cells beyond the columns of the table's header: not shown.
    CellsBeyondHead,
    /// Rows that do not form a table: shown as typed.
    TableNotMade,
}

/// The result of resolving a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedLink {
    /// It leads here: relative, percent-encoded.
    Url(String),
    /// It shows a picture.
    Picture {
        /// Its address: relative, percent-encoded.
        url: String,
        /// Its width and height.
        size: (u32, u32),
        /// Its smaller copies with their widths, in the form of the attribute `srcset`.
        copies: Option<String>,
        /// Those in WebP, in the same form.
        webp: Option<String>,
    },
    /// It leads nowhere: only its words, or the image's text, are shown.
    Text,
}

/// The width of a picture on a page: that of a telephone's screen, or at most that of a text column.
const PICTURE_SIZES: &str = "(min-width: 56em) 56em, 100vw";

/// Parses a body once.
pub fn parse(text: &str) -> Body {
    let mut source = source::BodySource::new(text);
    let (mut body, prose) = written(&source);
    if !prose.is_empty() {
        source.outdent(&prose);
        (body, _) = written(&source);
    }
    // Ten thousand bodies wait for their pages at once. Copied, because an allocator shrinks a block in
    // place and saves nothing.
    body.html = body.html.as_str().to_owned();
    body.links.shrink_to_fit();
    body
}

/// The body, and the ranges of indented prose that became a listing.
fn written(source: &source::BodySource<'_>) -> (Body, Vec<Range<usize>>) {
    let mut writer = writer::MarkdownWriter::new(source).write();
    if writer.has_too_much_html() {
        writer = writer::MarkdownWriter::without_html(source).write();
    }
    writer.finish()
}

impl Body {
    /// What others can know of a body without showing it: its links, its anchors, its summary and its
    /// problems.
    pub fn outline(&self) -> impl PartialEq + '_ {
        let links: Vec<_> =
            self.links.iter().map(|link| (link.kind, &link.path, &link.fragment, &link.alt)).collect();
        let anchors: Vec<_> =
            self.anchors.iter().map(|anchor| (&anchor.id, &anchor.text, anchor.level)).collect();
        (links, anchors, &self.summary, &self.problems, self.first_image)
    }

    /// The finished HTML. `resolve` is called once for every link, in order. Pictures after the first are
    /// loaded only when they come into view.
    pub fn render(&self, mut resolve: impl FnMut(usize, &LocalLink) -> ResolvedLink) -> Cow<'_, str> {
        if self.links.is_empty() {
            return Cow::Borrowed(&self.html);
        }
        let mut edits = Vec::with_capacity(self.links.len());
        let mut loading = "";
        for (index, link) in self.links.iter().enumerate() {
            let resolved = resolve(index, link);
            if link.kind == LinkKind::Image && resolved != ResolvedLink::Text {
                let size = picture_attributes(&resolved);
                let end = link.open.end.saturating_sub(1);
                edits.push((end..end, format!("{size}{loading}")));
                if let ResolvedLink::Picture { webp: Some(copies), .. } = &resolved {
                    let (start, end) = (link.open.start, link.open.end);
                    let copies = escape::attribute(copies);
                    edits.push((start..start, format!(
                        "<picture><source type=\"image/webp\" srcset=\"{copies}\" sizes=\"{PICTURE_SIZES}\">"
                    )));
                    edits.push((end..end, "</picture>".to_owned()));
                }
                loading = " loading=\"lazy\"";
            }
            match (resolved, link.kind) {
                (ResolvedLink::Url(url) | ResolvedLink::Picture { url, .. }, _) => {
                    edits.push((link.dest..link.dest, escape::attribute(&url)));
                }
                (ResolvedLink::Text, LinkKind::Image) => {
                    edits.push((link.open.clone(), escape::attribute(&link.alt)));
                }
                (ResolvedLink::Text, LinkKind::Page) => {
                    edits.push((link.open.clone(), String::new()));
                    edits.push((link.close.clone(), String::new()));
                }
            }
        }
        // Footnotes are printed last wherever they are defined, so the text and the page differ in order.
        edits.sort_by_key(|(range, _)| range.start);
        Cow::Owned(splice(&self.html, &edits))
    }

    /// Converts the body of a substitute text: each [`STAND_IN`] is replaced by `sign`, and each position
    /// in the substitute is converted by `place` to one in the original.
    pub fn in_place_of(mut self, sign: char, place: impl Fn(usize) -> usize) -> Body {
        let stand_ins: Vec<usize> = self.html.match_indices(STAND_IN).map(|(at, _)| at).collect();
        let shorter = STAND_IN.len_utf8() - sign.len_utf8();
        let moved = |at: usize| at - shorter * stand_ins.partition_point(|stand_in| *stand_in < at);
        let signed = |text: &str| text.replace(STAND_IN, sign.encode_utf8(&mut [0; 4]));
        let moved_range = |range: &Range<usize>| moved(range.start)..moved(range.end);
        let placed = |range: &Range<usize>| place(range.start)..place(range.end);
        for link in &mut self.links {
            (link.open, link.close, link.dest) =
                (moved_range(&link.open), moved_range(&link.close), moved(link.dest));
            (link.alt, link.span) = (signed(&link.alt), placed(&link.span));
            link.fragment = link.fragment.as_deref().map(signed);
        }
        let anchors = self.anchors.iter().map(|anchor| Anchor {
            text: signed(&anchor.text),
            span: placed(&anchor.span),
            ..anchor.clone()
        });
        self.anchors = Anchors::of(anchors.collect());
        for article in &mut self.articles {
            (article.name, article.text) = (signed(&article.name), signed(&article.text));
        }
        for problem in &mut self.problems {
            (problem.what, problem.right) = (signed(&problem.what), signed(&problem.right));
            problem.span = placed(&problem.span);
        }
        (self.html, self.summary) = (signed(&self.html), signed(&self.summary));
        self
    }

    /// The heading that a fragment refers to: by its id, its text as typed, or another spelling of its
    /// text.
    pub fn anchor(&self, fragment: &str) -> Option<&Anchor> {
        let (ids, texts) = (|id: &str| self.anchors.with_id(id), |text: &str| self.anchors.with_text(text));
        let slugged = || {
            let id = slug(fragment);
            // A heading named like a part of the theme has a number added to its id.
            ids(&id).or_else(|| self.anchors.with_slug(&id))
        };
        let numbered = || ids(&articles::id_of(fragment)?);
        ids(fragment).or_else(|| texts(fragment.trim())).or_else(slugged).or_else(numbered)
    }
}

/// The size of a picture, and where browsers find smaller copies.
fn picture_attributes(resolved: &ResolvedLink) -> String {
    let ResolvedLink::Picture { size: (width, height), copies, .. } = resolved else { return String::new() };
    let mut attributes = format!(" width=\"{width}\" height=\"{height}\"");
    if let Some(copies) = copies {
        attributes.push_str(" srcset=\"");
        attributes.push_str(&escape::attribute(copies));
        attributes.push_str("\" sizes=\"");
        attributes.push_str(PICTURE_SIZES);
        attributes.push('"');
    }
    attributes
}

/// `html` with each of the ordered, disjoint ranges replaced by its text.
fn splice(html: &str, edits: &[(Range<usize>, String)]) -> String {
    let more: usize = edits.iter().map(|(_, text)| text.len()).sum();
    let mut out = String::with_capacity(html.len() + more);
    let mut from = 0;
    for (range, text) in edits {
        out.push_str(&html[from..range.start]);
        out.push_str(text);
        from = range.end;
    }
    out.push_str(&html[from..]);
    out
}
