//! The output on disk: takes a path below the output folder; gives its bytes or what is there. Reads only.
//!
//! A symbolic link is followed only to targets that a path of their own could have named: inside the
//! output, and not hidden.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Request, Response, header};
use tokio::fs;
use tower_http::services::ServeFile;

/// What was found at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ServedFile {
    /// A file, by its canonical path.
    File(PathBuf),
    /// A folder with an index page.
    Folder,
    /// Nothing that may be shown.
    Nothing,
}

/// What is at a path below the output folder; for a folder (an empty path, or one with a slash at its end),
/// its index page.
pub(super) async fn find(out: &Path, path: &str) -> ServedFile {
    let index = path.is_empty() || path.ends_with('/');
    let wanted = if index { format!("{path}index.html") } else { path.to_owned() };
    match inside(out, &wanted).await {
        Ok((file, true)) => ServedFile::File(file),
        Ok((_, false))
            if !index && matches!(inside(out, &format!("{path}/index.html")).await, Ok((_, true))) =>
        {
            ServedFile::Folder
        }
        _ => ServedFile::Nothing,
    }
}

/// The canonical path, and whether it is a file.
async fn inside(out: &Path, path: &str) -> io::Result<(PathBuf, bool)> {
    // Resolved each time, because the first build puts a new folder here.
    let real = fs::canonicalize(out).await?;
    let file = fs::canonicalize(real.join(path)).await?;
    let below = file.strip_prefix(&real).map_err(|_| io::ErrorKind::NotFound)?;
    let shown = |name: &OsStr| !name.to_string_lossy().starts_with('.');
    let hidden = |part: Component<'_>| !matches!(part, Component::Normal(name) if shown(name));
    if below.components().any(hidden) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let is_file = fs::metadata(&file).await?.is_file();
    Ok((file, is_file))
}

/// The bytes of a file.
pub(super) async fn read(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file).await
}

/// A file, or the range of it that was requested.
pub(super) async fn send(file: &Path, head: &Parts) -> Response<Body> {
    let mut ask = Request::new(Body::empty());
    *ask.method_mut() = head.method.clone();
    // No validator is ever sent, so a range with a condition refers to some other file.
    if let (Some(range), false) =
        (head.headers.get(header::RANGE), head.headers.contains_key(header::IF_RANGE))
    {
        ask.headers_mut().insert(header::RANGE, range.clone());
    }
    let sent = ServeFile::new(file).ignore_multi_range_requests(true).try_call(ask).await;
    let mut response = match sent {
        Ok(sent) => sent.map(Body::new),
        Err(error) => super::respond::unreadable(&error),
    };
    let headers: &mut HeaderMap = response.headers_mut();
    headers.remove(header::LAST_MODIFIED);
    headers.remove(header::ETAG);
    headers.insert(header::CONTENT_TYPE, content_type(file));
    response
}

/// Whether a file has the name of a feed: `atom.xml`, `atom.en.xml`.
fn is_feed(file: &Path, begins: &str) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins))
}

/// The type of a file, by its name; all text is in UTF-8.
pub(super) fn content_type(file: &Path) -> HeaderValue {
    let end = file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = match end.as_str() {
        "atom" => Some("application/atom+xml"),
        "ics" => Some("text/calendar"),
        "xml" if is_feed(file, "atom.") => Some("application/atom+xml"),
        "json" if is_feed(file, "feed.") => Some("application/feed+json"),
        "xml" => Some("application/xml"),
        "js" | "mjs" => Some("text/javascript"),
        _ => None,
    };
    let guess = mime_guess::from_ext(&end).first_or_octet_stream();
    let essence = known.unwrap_or(guess.essence_str());
    let is_text = essence.starts_with("text/")
        || essence.ends_with("+xml")
        || matches!(essence, "application/xml" | "application/json");
    let value = if is_text { format!("{essence}; charset=utf-8") } else { essence.to_owned() };
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// Whether a file is a page, into which the preview's script is inserted.
pub(super) fn is_page(file: &Path) -> bool {
    content_type(file).as_bytes().starts_with(b"text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_name_their_charset_where_they_are_text() {
        let cases = [
            ("index.html", "text/html; charset=utf-8"),
            ("atom.xml", "application/atom+xml; charset=utf-8"),
            ("atom.en.xml", "application/atom+xml; charset=utf-8"),
            ("feed.json", "application/feed+json"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("calendar.ics", "text/calendar; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.json", "application/json; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("A.PDF", "application/pdf"),
            ("a.png", "image/png"),
            ("a.mp4", "video/mp4"),
            ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("LICENSE", "application/octet-stream"),
        ];
        for (name, wanted) in cases {
            assert_eq!(content_type(Path::new(name)), wanted, "{name}");
        }
    }
}
