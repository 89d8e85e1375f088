//! The writer's links and images: takes them from Markdown and raw HTML alike; leaves the URL of local ones
//! empty in the HTML, and shows unsafe and empty ones as their words. Never decides where a local link
//! leads.

use super::inline::TextSink;
use super::url::{Destination, target};
use super::writer::MarkdownWriter;
use super::{LinkKind, LocalLink, ProblemKind, escape};
use pulldown_cmark::LinkType;
use std::ops::Range;

/// The longest address that is worth printing.
const SHORT: usize = 60;

/// The link whose words are being written.
#[derive(Clone, Copy)]
pub(super) enum OpenLink {
    /// A local link, by its index.
    Local(usize),
    /// A tag that only needs to be closed.
    Elsewhere,
    /// No tag, only its words.
    Words,
}

/// The image whose text is being collected.
pub(super) struct OpenImage {
    pub(super) dest: String,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) range: Range<usize>,
}

impl MarkdownWriter<'_> {
    pub(super) fn link_start(&mut self, kind: LinkType, dest: &str, title: &str, range: Range<usize>) {
        if self.image_depth > 0 {
            return;
        }
        let dest = self.source.clean(dest);
        let title = self.source.clean(title);
        self.bare = kind == LinkType::Autolink;
        self.link = Some(match kind {
            LinkType::Email => self.link_tag(&format!("mailto:{dest}"), &title, &range),
            _ => self.link_tag(&dest, &title, &range),
        });
        self.bare = false;
    }

    pub(super) fn link_end(&mut self) {
        if self.image_depth > 0 {
            return;
        }
        self.fresh();
        let start = self.buffer.html.len();
        match self.link.take() {
            Some(OpenLink::Local(index)) => {
                self.put("</a>");
                if let Some(link) = self.links.get_mut(index) {
                    link.close = start..self.buffer.html.len();
                }
            }
            Some(OpenLink::Elsewhere) => self.put("</a>"),
            Some(OpenLink::Words) | None => {}
        }
    }

    /// Writes the opening tag of a link to `dest`, if the link is allowed.
    pub(super) fn link_tag(&mut self, dest: &str, title: &str, range: &Range<usize>) -> OpenLink {
        self.fresh();
        let start = self.buffer.html.len();
        match target(dest) {
            Destination::Empty => {
                self.report(ProblemKind::EmptyDestination, range, dest);
                OpenLink::Words
            }
            Destination::Unsafe => {
                self.report(ProblemKind::UnsafeUrl, range, dest);
                OpenLink::Words
            }
            Destination::Web(url) | Destination::Contact(url) => {
                self.link_open(&url, title);
                OpenLink::Elsewhere
            }
            Destination::Local { path, fragment } => {
                let dest = self.link_open("", title);
                let open = start..self.buffer.html.len();
                OpenLink::Local(self.add_link(LocalLink {
                    kind: LinkKind::Page,
                    path,
                    fragment,
                    span: self.source.span(range),
                    alt: String::new(),
                    close: open.end..open.end,
                    open,
                    dest,
                }))
            }
        }
    }

    pub(super) fn image_start(&mut self, dest: &str, title: &str, range: Range<usize>) {
        self.image_depth += 1;
        if self.image_depth == 1 {
            let dest = self.source.clean(dest).into_owned();
            let title = self.source.clean(title).into_owned();
            self.image = Some(OpenImage { dest, title, alt: String::new(), range });
        }
    }

    pub(super) fn image_end(&mut self) {
        self.image_depth = self.image_depth.saturating_sub(1);
        if self.image_depth == 0
            && let Some(image) = self.image.take()
        {
            self.show_image(image);
        }
    }

    /// Writes an image, or what replaces one that must not be shown.
    pub(super) fn show_image(&mut self, image: OpenImage) {
        self.fresh();
        match target(&image.dest) {
            Destination::Local { path, fragment } => self.image_tag(path, fragment, &image),
            Destination::Web(url) => {
                self.report(ProblemKind::RemoteImage, &image.range, &image.dest);
                let words = if image.alt.is_empty() { &image.dest } else { &image.alt };
                self.words_linking(words, &url);
            }
            judged => {
                let empty = judged == Destination::Empty;
                let kind = if empty { ProblemKind::EmptyDestination } else { ProblemKind::UnsafeUrl };
                self.report(kind, &image.range, &image.dest);
                escape::push_text(&mut self.buffer.html, &image.alt);
            }
        }
        if self.sink == TextSink::Heading {
            self.push_plain(&image.alt);
        }
        self.fresh();
    }

    fn image_tag(&mut self, path: String, fragment: Option<String>, image: &OpenImage) {
        let start = self.buffer.html.len();
        self.put("<img src=\"");
        let dest = self.buffer.html.len();
        self.put("\" alt=\"");
        escape::push_attribute(&mut self.buffer.html, &image.alt);
        self.put("\">");
        let open = start..self.buffer.html.len();
        if !image.title.trim().is_empty() {
            self.figure = Some((open.clone(), image.title.clone()));
        }
        self.add_link(LocalLink {
            kind: LinkKind::Image,
            path,
            fragment,
            span: self.source.span(&image.range),
            alt: image.alt.clone(),
            close: open.end..open.end,
            open,
            dest,
        });
    }

    fn words_linking(&mut self, words: &str, url: &str) {
        // Links do not nest.
        let linked = self.link.is_none();
        if linked {
            self.link_open(url, "");
        }
        escape::push_text(&mut self.buffer.html, words);
        self.put(if linked { "</a>" } else { "" });
    }

    /// Writes `<a href="url">`; gives the position just after the URL.
    fn link_open(&mut self, url: &str, title: &str) -> usize {
        self.put("<a href=\"");
        escape::push_attribute(&mut self.buffer.html, url);
        let hole = self.buffer.html.len();
        self.put("\"");
        // Links do not work on paper: a short address is printed beside the words, unless they are the
        // address.
        if url.starts_with("http") && url.len() <= SHORT && !self.bare {
            self.put(" class=\"external\"");
        }
        if !title.is_empty() {
            self.put(" title=\"");
            escape::push_attribute(&mut self.buffer.html, title);
            self.put("\"");
        }
        self.put(">");
        hole
    }

    fn add_link(&mut self, link: LocalLink) -> usize {
        let index = self.links.len();
        self.links.push(link);
        self.buffer.links.push(index);
        index
    }
}
