//! What a host would serve, with the script in pages.

use crate::desk::{Answer, Desk, PAGE};

/// The page without the preview's script.
fn without_script(page: &str) -> String {
    let (before, rest) = page
        .split_once("<script src=\"/.lilong/preview.js\"")
        .unwrap_or_else(|| panic!("no script in {page}"));
    format!("{before}{}", rest.split_once("</script>").unwrap().1)
}

fn length(answer: &Answer) -> usize {
    answer.header("content-length").unwrap_or_else(|| panic!("no length: {answer:?}")).parse().unwrap()
}

#[test]
fn a_page_is_the_file_and_the_script() {
    let desk = Desk::new();
    let answer = desk.get("/notices/index.html");
    assert_eq!((answer.status, without_script(answer.text()).as_str()), (200, PAGE));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(length(&answer), answer.body.len());
    assert!(
        answer.text().contains("<head><script src=\"/.lilong/preview.js\" data-page=\"notices/index.html\""),
        "{}",
        answer.text()
    );
    let file = std::fs::read_to_string(desk.path("public/notices/index.html")).unwrap();
    assert_eq!(file, PAGE, "the file on disk is as it was");
}

#[test]
fn nothing_is_kept_by_a_browser() {
    let desk = Desk::new();
    for path in [
        "/",
        "/notices/list.pdf",
        "/data/notice/2026.csv",
        "/nowhere.html",
        "/.lilong/preview.js",
        "/notices",
    ] {
        let answer =
            desk.ask("GET", path, "If-Modified-Since: Wed, 01 Jan 2098 00:00:00 GMT\r\nIf-None-Match: *\r\n");
        assert_ne!(answer.status, 304, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!((answer.header("last-modified"), answer.header("etag")), (None, None), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn a_head_is_that_of_the_answer_and_no_more() {
    let desk = Desk::new();
    for path in ["/", "/notices/list.pdf", "/data/notice/2026.csv", "/nowhere.html", "/.lilong/preview.js"] {
        let (get, head) = (desk.get(path), desk.ask("HEAD", path, ""));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        assert_eq!(length(&head), get.body.len(), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
    }
    assert_eq!(desk.ask("HEAD", "/.lilong/events", "").status, 200);
}

#[test]
fn parts_of_a_file_are_given() {
    let desk = Desk::new();
    let part = |range: &str| desk.ask("GET", "/notices/list.pdf", &format!("Range: {range}\r\n"));
    for (range, body, content) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=8-99", "89", "bytes 8-9/10"),
    ] {
        let answer = part(range);
        assert_eq!(
            (answer.status, answer.text(), answer.header("content-range")),
            (206, body, Some(content)),
            "{range}"
        );
        assert_eq!(length(&answer), body.len());
    }
    let beyond = part("bytes=99-");
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */10")));
    let whole = desk.get("/notices/list.pdf");
    assert_eq!(
        (whole.status, whole.text(), whole.header("accept-ranges")),
        (200, "0123456789", Some("bytes"))
    );
    let of_another = desk.ask("GET", "/notices/list.pdf", "Range: bytes=0-3\r\nIf-Range: \"old\"\r\n");
    assert_eq!((of_another.status, of_another.text()), (200, "0123456789"));
}

#[test]
fn a_wrong_address_gives_the_page_for_wrong_addresses() {
    let desk = Desk::new();
    for path in ["/nowhere.html", "/notices/nowhere/", "/%E6%B2%A1%E6%9C%89", "/data/", "/data"] {
        let answer = desk.get(path);
        assert_eq!((answer.status, answer.text().contains("没有这一页")), (404, true), "{path}");
        assert!(answer.text().contains("data-page=\"404.html\""));
    }
}

#[test]
fn a_folder_has_a_slash_and_shows_its_index() {
    let desk = Desk::new();
    let answer = desk.get("/notices");
    assert_eq!((answer.status, answer.header("location")), (302, Some("/notices/")));
    assert_eq!(desk.get("/notices/").status, 200);
    assert_eq!(desk.get("/notices/?x=1").status, 200);
    assert_eq!(desk.get("/%E5%85%AC%E5%91%8A/%E5%81%9C%E6%B0%B4%201.html").status, 200);
}

#[test]
fn below_a_path_is_the_site_and_nothing_beside_it() {
    let desk = Desk::below("/a/b/");
    for (path, to) in [("/", "/a/b/"), ("/a/b", "/a/b/"), ("/a/b/notices", "/a/b/notices/")] {
        let answer = desk.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(to)), "{path}");
    }
    assert_eq!(desk.get("/a/b/").status, 200);
    assert_eq!(desk.get("/a/b/notices/index.html").status, 200);
    let missing = desk.get("/a/b/nowhere.html");
    assert_eq!((missing.status, missing.text().contains("没有这一页")), (404, true));
    for path in ["/a/", "/a/c/", "/index.html", "/notices/index.html"] {
        let answer = desk.get(path);
        assert_eq!((answer.status, answer.text().contains("没有这一页")), (404, false), "{path}");
    }
}

#[test]
fn before_the_first_build_there_is_a_page_that_waits() {
    let desk = Desk::bare("/");
    let answer = desk.get("/");
    assert_eq!((answer.status, answer.text().contains("There are no pages here yet.")), (404, true));
    assert!(answer.text().contains("/.lilong/preview.js"));
    desk.write("public/index.html", PAGE);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn types_are_reported() {
    let desk = Desk::new();
    assert_eq!(desk.get("/notices/list.pdf").header("content-type"), Some("application/pdf"));
    assert_eq!(desk.get("/data/notice/2026.csv").header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(
        desk.get("/.lilong/preview.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn an_empty_and_a_strange_page_are_shown() {
    let desk = Desk::new();
    desk.write("public/empty.html", "");
    desk.write("public/gb.html", b"<!DOCTYPE html><head>\xb9\xab\xb8\xe6");
    assert!(desk.get("/empty.html").text().starts_with("<script src=\"/.lilong/preview.js\""));
    let other = desk.get("/gb.html");
    assert_eq!((other.status, length(&other)), (200, 25));
}

/// What a browser says that follows a link.
const FOLLOWED: &str =
    "Accept: text/html,*/*;q=0.8\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n";

#[test]
fn a_poster_that_is_opened_is_shown_in_a_page_that_is_alive() {
    let desk = Desk::new();
    desk.write("public/notices/a.poster.pdf", "%PDF-1");
    desk.write("public/notices/a.poster.png", "png");
    for (path, element) in
        [("/notices/a.poster.pdf", "<object data=\"?file="), ("/notices/a.poster.png", "<img src=\"?file=")]
    {
        let answer = desk.ask("GET", path, FOLLOWED);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{path}"
        );
        // A mistake in the record is one of its poster.
        for part in [element, "<script src=\"/.lilong/preview.js\" data-page=\"notices/a.html\""] {
            assert!(answer.text().contains(part), "no {part} in {}", answer.text());
        }
        let version = |answer: &Answer| answer.header("lilong-version").map(str::to_owned);
        let head = || version(&desk.ask("HEAD", path, "Accept: text/html\r\nSec-Fetch-Dest: empty\r\n"));
        assert_eq!(head(), version(&answer), "{path}");
        desk.write(&format!("public{path}"), "another");
        assert_ne!(head(), version(&answer), "{path}");
    }
}

#[test]
fn the_bytes_of_a_poster_can_still_be_had() {
    let desk = Desk::new();
    desk.write("public/notices/a.poster.pdf", "%PDF-1");
    let shown = desk.ask("GET", "/notices/a.poster.pdf", FOLLOWED);
    let file = shown.text().split_once("<object data=\"").unwrap().1.split('"').next().unwrap();
    for (path, more) in [
        (format!("/notices/a.poster.pdf{file}"), FOLLOWED),
        ("/notices/a.poster.pdf".to_owned(), "Accept: */*\r\n"),
        ("/notices/a.poster.pdf".to_owned(), "Accept: text/html\r\nSec-Fetch-Dest: embed\r\n"),
    ] {
        let answer = desk.ask("GET", &path, more);
        assert_eq!(
            (answer.status, answer.text(), answer.header("content-type")),
            (200, "%PDF-1", Some("application/pdf")),
            "{path} {more}"
        );
    }
    let part = desk.ask("GET", "/notices/a.poster.pdf", &format!("{FOLLOWED}Range: bytes=0-3\r\n"));
    assert_eq!((part.status, part.text()), (206, "%PDF"));
    let head = desk.ask("HEAD", "/notices/a.poster.pdf", "");
    assert_eq!((head.header("content-type"), length(&head)), (Some("application/pdf"), 6));
}
