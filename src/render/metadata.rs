//! The metadata in the head of a page, so that no theme has to write it: takes what is known of the page;
//! gives the lines.

use super::escape;
use super::pages::PageHead;
use super::sitemap::absolute;

/// The lines: the summary, the page's own address, what to show where the page is shared (Open Graph), the
/// same page in other languages, the nearest feeds, and structured data. `base` is the address of the site;
/// what needs it is left out without it.
pub(super) fn lines(head: &PageHead<'_>, base: &str) -> String {
    let mut lines = HeadLines(String::with_capacity(1024));
    if let Some(description) = head.description {
        lines.add("<meta name=\"description\" content=\"", description, "\">");
    }
    if let Some(url) = &head.url {
        lines.add("<link rel=\"canonical\" href=\"", url, "\">");
        lines.add("<meta property=\"og:url\" content=\"", url, "\">");
    }
    lines.add("<meta property=\"og:title\" content=\"", head.title, "\">");
    lines.add(
        "<meta property=\"og:type\" content=\"",
        if head.r#type == "record" { "article" } else { "website" },
        "\">",
    );
    if let Some(image) = head.image.as_ref().filter(|_| !base.is_empty()) {
        lines.add("<meta property=\"og:image\" content=\"", &absolute(base, image), "\">");
    }
    if let Some(url) = head.url.as_ref().filter(|_| !head.translations.is_empty()) {
        let others = head.translations.iter().map(|other| (&*other.lang, absolute(base, &other.path)));
        for (lang, url) in std::iter::once((head.lang, url.clone())).chain(others) {
            lines.add(&format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\""), &url, "\">");
        }
    }
    if let Some(feeds) = &head.feeds {
        lines.add("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"", &feeds.atom, "\">");
        lines.add("<link rel=\"alternate\" type=\"application/feed+json\" href=\"", &feeds.json, "\">");
    }
    if let Some(data) = &head.structured_data {
        // Already written so that it cannot close the script element, and not HTML.
        lines.0.extend(["\n<script type=\"application/ld+json\">", data, "</script>"]);
    }
    lines.0
}

/// Lines, each after a line break.
struct HeadLines(String);

impl HeadLines {
    fn add(&mut self, before: &str, text: &str, after: &str) {
        self.0.push('\n');
        self.0.push_str(before);
        escape::push(&mut self.0, text);
        self.0.push_str(after);
    }
}
