//! Pages on their way to the browser: takes the bytes of a page; gives them with the preview's script.
//! Pure.
//!
//! The script is a file of the preview's own origin, so that a page whose policy forbids inline scripts
//! still reloads. It is inserted right after the start of the head: markers further down may be part of a
//! text or a script. Where a page has a policy, the copy sent to the browser allows this script to run and
//! to ask for news; the file stays as it will be published.

use crate::track::{Digest, Digester};
use std::hash::Hasher;
use std::ops::Range;

use super::route::OWN;

/// Identifies a version of a page to its script, and to requests for its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageMarks {
    /// The digest of its bytes.
    pub(super) version: Digest,
    /// The digest of the page without the digests in the names of its style sheets: two pages with the same
    /// value differ only in style.
    pub(super) content: Digest,
}

impl PageMarks {
    /// The marks of a page.
    pub(super) fn of(page: &[u8]) -> PageMarks {
        PageMarks { version: Digest::of(page), content: without_style_names(page) }
    }
}

/// The page with the script, or unchanged if it is not UTF-8 text.
pub(super) fn inject(page: Vec<u8>, path: &str, marks: PageMarks, revision: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&page) else { return page };
    let at = head(text);
    let tag = format!(
        "<script src=\"{OWN}preview.js\" data-page=\"{}\" data-version=\"{}\" data-content=\"{}\" \
         data-revision=\"{revision}\" defer></script>",
        escape(path),
        marks.version,
        marks.content,
    );
    let (before, rest) = text.split_at(at);
    match policy(rest) {
        None => [before, &tag, rest].concat(),
        Some(policy) => {
            let (start, end) = (policy.start, policy.end);
            [before, &tag, &rest[..start], &admitting(&rest[policy]), &rest[end..]].concat()
        }
    }
    .into_bytes()
}

/// The text of the first policy in a head, without its start tag.
fn policy(head: &str) -> Option<Range<usize>> {
    let head = &head[..memchr::memmem::find(head.as_bytes(), b"</head")?];
    let metas = memchr::memmem::find_iter(head.as_bytes(), b"<meta");
    metas.into_iter().find_map(|at| {
        let tag = &head[at..at + tag_end(&head[at..])?];
        tag.to_ascii_lowercase().contains("content-security-policy").then_some(())?;
        let start = tag.find(" content=")? + " content=".len();
        let quote = tag[start..].chars().next().filter(|quote| ['"', '\''].contains(quote))?;
        let length = tag[start + 1..].find(quote)?;
        Some(at + start + 1..at + start + 1 + length)
    })
}

/// A policy that also allows what the preview inserts: a script of this origin, which sends requests to
/// this origin.
fn admitting(policy: &str) -> String {
    let mut directives: Vec<(&str, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    for name in ["script-src", "connect-src"] {
        let at = |name: &str| directives.iter().position(|directive| directive.0.eq_ignore_ascii_case(name));
        // Without either directive everything is allowed.
        let Some(from) = at(name).or_else(|| at("default-src")) else { continue };
        let mut sources = directives[from].1.clone();
        sources.retain(|source| !["'none'", "'self'"].contains(source));
        sources.push("'self'");
        match at(name) {
            Some(own) => directives[own].1 = sources,
            None => directives.push((name, sources)),
        }
    }
    let written: Vec<String> =
        directives.iter().map(|(name, sources)| format!("{name} {}", sources.join(" "))).collect();
    written.join("; ")
}

/// Where the script is inserted: after `<head>`, or after `<html>`, or after the doctype, or at the start.
fn head(text: &str) -> usize {
    let (mut at, mut place) = (text.len() - text.trim_start_matches('\u{feff}').len(), None);
    let start = at;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(end) = comment.find("-->") else { break };
            at += 4 + end + 3;
            continue;
        }
        let name: String = rest
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != '>')
            .flat_map(char::to_lowercase)
            .collect();
        let Some(end) = tag_end(rest).filter(|_| matches!(name.as_str(), "<!doctype" | "<html" | "<head"))
        else {
            break;
        };
        at += end;
        place = Some(at);
        if name == "<head" {
            break;
        }
    }
    place.unwrap_or(start)
}

/// The position after a tag's `>`, ignoring those inside quoted values.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            None if byte == b'>' => return Some(at + 1),
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            Some(open) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The digest of a page without the digests in the names of its style sheets, as in
/// `assets/board.0f3a92c1.css`.
fn without_style_names(page: &[u8]) -> Digest {
    const HEX: usize = 8;
    let mut digester = Digester::default();
    let mut from = 0;
    for at in memchr::memmem::find_iter(page, b".css") {
        let Some(name) = at.checked_sub(HEX + 1).filter(|name| *name >= from) else { continue };
        let is_digest = page[name] == b'.' && page[name + 1..at].iter().all(u8::is_ascii_hexdigit);
        let in_link = memchr::memrchr(b'<', &page[from..at])
            .is_some_and(|tag| page[from + tag..].starts_with(b"<link"));
        if is_digest && in_link {
            digester.write(&page[from..name]);
            from = at;
        }
    }
    digester.write(&page[from..]);
    digester.digest()
}

/// Text escaped for a page, including double quotes.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(page: &str) -> (String, String) {
        let at = head(page);
        (page[..at].to_owned(), page[at..].to_owned())
    }

    #[test]
    fn the_script_is_behind_the_start_of_the_head() {
        let cases = [
            ("<!DOCTYPE html>\n<html lang=\"zh\">\n<head>", "\n<meta charset=\"utf-8\"></head><body>"),
            ("<!doctype html><html data-a='>'><head data-b=\"<head>\">", "<title>x</title>"),
            ("<!-- <head> --><!DOCTYPE html><html>", "<title>x</title><p><head>"),
            ("<!DOCTYPE html>", "<title>x</title><script>\"<head>\"</script>"),
            ("", "<p>only a piece</p>"),
            ("", "<header>no head</header>"),
            ("\u{feff}<!DOCTYPE html>", "<p>"),
            ("\u{feff}", "<p>"),
            ("", "<!-- never closed <head>"),
            ("", ""),
        ];
        for (before, after) in cases {
            assert_eq!(place(&format!("{before}{after}")), (before.to_owned(), after.to_owned()));
        }
    }

    #[test]
    fn all_of_the_page_is_still_there() {
        let page = "<!DOCTYPE html><html><head><title>里弄</title></head></html>";
        let shown = inject(page.into(), "a\"<&.html", PageMarks::of(page.as_bytes()), "r-1");
        let shown = String::from_utf8(shown).unwrap();
        let (from, until) = (shown.find("<script").unwrap(), shown.find("</script>").unwrap() + 9);
        assert_eq!(format!("{}{}", &shown[..from], &shown[until..]), page);
        assert!(shown.contains("data-page=\"a&quot;&lt;&amp;.html\""), "{shown}");
    }

    #[test]
    fn a_policy_admits_the_preview_and_nothing_else() {
        for (policy, admitting) in [
            (
                "default-src 'none'; style-src 'self'",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
            ),
            (
                "script-src 'none';connect-src https://x.example",
                "script-src 'self'; connect-src https://x.example 'self'",
            ),
            ("default-src 'self'", "default-src 'self'; script-src 'self'; connect-src 'self'"),
            ("base-uri 'none'", "base-uri 'none'"),
        ] {
            let page = |policy: &str| {
                format!(
                    "<head>\n<meta charset=\"utf-8\"><meta content=\"{policy}\" \
                     http-equiv=\"Content-Security-Policy\"></head><p content=\"'none'\">"
                )
            };
            let given = page(policy);
            let shown = String::from_utf8(inject(
                given.clone().into(),
                "a.html",
                PageMarks::of(given.as_bytes()),
                "r-1",
            ))
            .unwrap();
            let (from, until) = (shown.find("<script").unwrap(), shown.find("</script>").unwrap() + 9);
            assert_eq!([&shown[..from], &shown[until..]].concat(), page(admitting));
        }
    }

    #[test]
    fn a_page_in_another_encoding_is_left_alone() {
        let page = b"<!DOCTYPE html><head>\xb9\xab\xb8\xe6".to_vec();
        assert_eq!(inject(page.clone(), "a.html", PageMarks::of(&page), "r-1"), page);
    }

    #[test]
    fn pages_that_differ_in_the_name_of_a_style_sheet_have_the_same_content() {
        let page = |name: &str| {
            PageMarks::of(
                format!("<link rel=\"stylesheet\" href=\"../assets/board.{name}.css\"><p>x").as_bytes(),
            )
        };
        assert_eq!(page("0f3a92c1").content, page("11111111").content);
        assert_ne!(page("0f3a92c1").version, page("11111111").version);
        assert_ne!(page("0f3a92c1").content, page("later-xy").content);
        let text = |name: &str| PageMarks::of(format!("<p>board.{name}.css</p>").as_bytes()).content;
        assert_ne!(text("0f3a92c1"), text("11111111"));
    }
}
