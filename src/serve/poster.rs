//! Posters that somebody opens: takes a request; says whether a poster is to be viewed or downloaded, and
//! gives a page that shows it. Pure.
//!
//! A browser shows a PDF or a picture without any script of ours that could learn of changes. Therefore
//! somebody who follows a link to a poster gets a page around it; every other request for the file (from
//! that page, a download, `curl`, a range) gets its bytes.

use axum::http::request::Parts;
use axum::http::{HeaderName, Method, header};

use crate::diag::{Lang, Words};
use crate::track::Digest;

/// The query by which the page requests the file: it contains the digest of the file, so that the browser
/// does not use an old copy from its cache.
const FILE: &str = "file=";

/// The path of the page of the record whose poster this is, if the request comes from somebody who opens
/// the poster to view it.
pub(super) fn opened(path: &str, head: &Parts) -> Option<String> {
    let slug = path.strip_suffix(".poster.pdf").or_else(|| path.strip_suffix(".poster.png"))?;
    let says = |name: HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok());
    let is_file = head.uri.query().is_some_and(|query| query.starts_with(FILE))
        || head.headers.contains_key(header::RANGE);
    let takes_pages = says(header::ACCEPT).is_some_and(|types| types.contains("text/html"));
    // The page's script asks for the head only.
    let by_hand = head.method == Method::HEAD
        || says(HeaderName::from_static("sec-fetch-dest")).is_none_or(|dest| dest == "document");
    (!is_file && takes_pages && by_hand).then(|| format!("{slug}.html"))
}

/// A page that shows the poster with this digest; a different poster gives a different page.
pub(super) fn page(path: &str, digest: Digest, lang: Lang) -> String {
    let name = super::inject::escape(path.rsplit('/').next().unwrap_or(path));
    let file = format!("?{FILE}{digest}");
    let shown = if path.ends_with(".pdf") {
        let words = Words::fixed("浏览器不能显示，打开文件", "This browser cannot show it: open the file");
        // Browsers that cannot show a PDF, as on many telephones, show the link.
        let link = format!("<p><a href=\"{file}\">{}</a></p>", words.in_lang(lang));
        format!("<object data=\"{file}\" type=\"application/pdf\" aria-label=\"{name}\">{link}</object>")
    } else {
        format!("<img src=\"{file}\" alt=\"{name}\">")
    };
    let style = "<style>body{margin:0}object{display:block;width:100%;height:100vh}\
                 img{display:block;max-width:100%;margin:auto}</style>";
    super::respond::shell(lang, &name, style, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    const PAGES: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    fn ask(method: &str, uri: &str, headers: &[(&str, &str)]) -> Option<String> {
        let request =
            headers.iter().fold(Request::builder().method(method).uri(uri), |request, (name, value)| {
                request.header(*name, *value)
            });
        let head = request.body(()).unwrap().into_parts().0;
        opened(head.uri.path().trim_start_matches('/'), &head)
    }

    #[test]
    fn who_opens_a_poster_gets_a_page_about_its_record() {
        let page = Some("notices/a.html".to_owned());
        assert_eq!(ask("GET", "/notices/a.poster.pdf", &[PAGES, ("sec-fetch-dest", "document")]), page);
        assert_eq!(ask("GET", "/notices/a.poster.png", &[PAGES]), page);
        assert_eq!(
            ask("HEAD", "/notices/a.poster.pdf", &[("accept", "text/html"), ("sec-fetch-dest", "empty")]),
            page
        );
        assert_eq!(
            ask("GET", "/notices/a.en.poster.pdf?x=1", &[PAGES]).as_deref(),
            Some("notices/a.en.html")
        );
    }

    #[test]
    fn who_asks_for_the_file_gets_the_file() {
        assert_eq!(ask("GET", "/a.poster.pdf", &[]), None);
        assert_eq!(ask("GET", "/a.poster.pdf", &[("accept", "*/*")]), None);
        assert_eq!(ask("HEAD", "/a.poster.pdf", &[("accept", "*/*")]), None);
        assert_eq!(ask("GET", "/a.poster.pdf?file=0123", &[PAGES, ("sec-fetch-dest", "document")]), None);
        assert_eq!(ask("GET", "/a.poster.pdf", &[PAGES, ("range", "bytes=0-3")]), None);
        for dest in ["object", "embed", "iframe", "image", "empty"] {
            assert_eq!(ask("GET", "/a.poster.pdf", &[PAGES, ("sec-fetch-dest", dest)]), None, "{dest}");
        }
        assert_eq!(ask("GET", "/a.pdf", &[PAGES]), None);
    }

    #[test]
    fn another_poster_has_another_page() {
        let page = |bytes: &[u8]| page("a\"<.poster.png", Digest::of(bytes), Lang::Zh);
        assert_ne!(page(b"one"), page(b"two"));
        assert!(page(b"one").contains("alt=\"a&quot;&lt;.poster.png\""), "{}", page(b"one"));
    }
}
