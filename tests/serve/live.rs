//! What open pages are told.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;

use lilong::watch::{Listener, Update};
use serde_json::{Value, json};

use crate::desk::Desk;

fn built(changed: &[&str]) -> Update {
    Update::Built {
        edited: Vec::new(),
        changed: changed.iter().map(|path| (*path).into()).collect(),
        gone: Vec::new(),
        pages: 1,
        seconds: 0.0,
        warnings: Vec::new(),
    }
}

/// A page that listens.
struct Page {
    lines: BufReader<TcpStream>,
    /// The revision it was told last.
    hears_of: String,
}

impl Page {
    /// Opens a page and its connection, as its script does.
    fn open(desk: &Desk) -> Page {
        let page = desk.get("/");
        let revision = page.text().split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Page::since(desk, &format!("?since={revision}"), "")
    }

    fn since(desk: &Desk, query: &str, more: &str) -> Page {
        let request = format!("GET /.lilong/events{query} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", desk.address());
        Page { lines: BufReader::new(desk.open(&request)), hears_of: String::new() }
    }

    /// The next thing it is told.
    fn hears(&mut self) -> Value {
        loop {
            let mut line = String::new();
            let read = self.lines.by_ref().read_line(&mut line);
            assert!(matches!(read, Ok(1..)), "waited for something new, got {read:?}");
            if let Some(data) = line.strip_prefix("data: ") {
                let news: Value = serde_json::from_str(data).unwrap();
                news["revision"].as_str().unwrap().clone_into(&mut self.hears_of);
                return news;
            }
        }
    }
}

#[test]
fn a_page_is_told_what_changed_since_it_was_drawn() {
    let desk = Desk::new();
    let mut page = Page::open(&desk);
    assert_eq!(page.hears()["changed"], json!([]));
    desk.live.hear(&built(&["notices/a.html"]));
    assert_eq!(page.hears()["changed"], json!(["notices/a.html"]));
    desk.live.hear(&built(&["index.html"]));
    assert_eq!(page.hears()["changed"], json!(["index.html"]));
}

#[test]
fn what_was_built_between_page_and_connection_is_told() {
    let desk = Desk::new();
    let before = desk.get("/").text().split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    desk.live.hear(&built(&["a.html"]));
    desk.live.hear(&built(&["b.html"]));
    assert_eq!(Page::since(&desk, &format!("?since={before}"), "").hears()["changed"], json!(["a.html", "b.html"]));
    // A browser that connects again by itself says where it was in a line of the head.
    let now = Page::since(&desk, &format!("?since={before}"), "").hears()["revision"].as_str().unwrap().to_owned();
    let again = Page::since(&desk, &format!("?since={before}"), &format!("Last-Event-ID: {now}\r\n")).hears();
    assert_eq!(again["changed"], json!([]));
}

#[test]
fn a_page_of_another_preview_is_told_that_anything_may_have_changed() {
    let desk = Desk::new();
    let other = Desk::new().get("/").text().split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for query in [format!("?since={other}"), String::new(), "?since=".to_owned(), "?x=1".to_owned()] {
        assert_eq!(Page::since(&desk, &query, "").hears()["changed"], Value::Null, "{query}");
    }
}

#[test]
fn few_connections_are_held_so_that_a_browser_has_some_left() {
    let desk = Desk::new();
    let mut held: Vec<Page> = (0..4).map(|_| Page::open(&desk)).collect();
    held.iter_mut().for_each(|page| drop(page.hears()));
    let since = held[0].hears_of.clone();
    let mut fifth = Page::since(&desk, &format!("?since={since}"), "Connection: close\r\n");
    assert_eq!(fifth.hears()["changed"], json!([]));
    let mut rest = String::new();
    fifth.lines.read_to_string(&mut rest).unwrap_or_else(|error| panic!("waited for the end of a fifth connection: {error}"));
    assert!(!rest.contains("data:"), "{rest}");
    desk.live.hear(&built(&["a.html"]));
    held.iter_mut().for_each(|page| assert_eq!(page.hears()["changed"], json!(["a.html"])));
}

#[test]
fn the_preview_ends_though_pages_are_open() {
    let desk = Desk::new();
    let mut page = Page::open(&desk);
    page.hears();
    drop(desk);
    let late = [std::io::ErrorKind::WouldBlock, std::io::ErrorKind::TimedOut];
    let end = page.lines.read_to_string(&mut String::new());
    assert!(!end.as_ref().is_err_and(|error| late.contains(&error.kind())), "waited for the end of the connection: {end:?}");
}
