//! What open pages are told.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::time::Instant;

use lilong::watch::{Listener, Update};
use serde_json::{Value, json};

use crate::desk::{Desk, LIMIT};

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
        let revision =
            page.text().split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Page::since(desk, &format!("?since={revision}"), "")
    }

    fn since(desk: &Desk, query: &str, more: &str) -> Page {
        let request =
            format!("GET /.lilong/events{query} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", desk.address());
        Page { lines: BufReader::new(desk.open(&request)), hears_of: String::new() }
    }

    /// The next thing it is told.
    fn hears(&mut self) -> Value {
        let start = Instant::now();
        loop {
            let line = self.line(start).expect("something new before the end of the connection");
            if let Some(data) = line.strip_prefix("data: ") {
                let news: Value = serde_json::from_str(data).unwrap();
                news["revision"].as_str().unwrap().clone_into(&mut self.hears_of);
                return news;
            }
        }
    }

    /// All it is told until the connection ends.
    fn rest(&mut self) -> String {
        let start = Instant::now();
        std::iter::from_fn(|| self.line(start)).collect()
    }

    /// The next line, for which it has waited since `start`; none at the end of the connection. A line
    /// without news comes now and then, so that each line has come in time says nothing.
    fn line(&mut self, start: Instant) -> Option<String> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line);
        assert!(start.elapsed() < LIMIT, "waited {LIMIT:?}, and was told {line:?}");
        match read {
            Ok(0) => None,
            Ok(_) => Some(line),
            // A connection that is cut has ended too.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => None,
            Err(error) => panic!("waited {:?}: {error}", start.elapsed()),
        }
    }
}

#[test]
fn a_page_is_reported_what_changed_since_it_was_drawn() {
    let desk = Desk::new();
    let mut page = Page::open(&desk);
    assert_eq!(page.hears()["changed"], json!([]));
    desk.live.on_update(&built(&["notices/a.html"]));
    assert_eq!(page.hears()["changed"], json!(["notices/a.html"]));
    desk.live.on_update(&built(&["index.html"]));
    assert_eq!(page.hears()["changed"], json!(["index.html"]));
}

#[test]
fn what_was_built_between_page_and_connection_is_reported() {
    let desk = Desk::new();
    let before =
        desk.get("/").text().split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    desk.live.on_update(&built(&["a.html"]));
    desk.live.on_update(&built(&["b.html"]));
    assert_eq!(
        Page::since(&desk, &format!("?since={before}"), "").hears()["changed"],
        json!(["a.html", "b.html"])
    );
    // A browser that connects again by itself says where it was in a line of the head.
    let now =
        Page::since(&desk, &format!("?since={before}"), "").hears()["revision"].as_str().unwrap().to_owned();
    let again = Page::since(&desk, &format!("?since={before}"), &format!("Last-Event-ID: {now}\r\n")).hears();
    assert_eq!(again["changed"], json!([]));
}

#[test]
fn a_page_of_another_preview_is_reported_that_anything_may_have_changed() {
    let desk = Desk::new();
    let other = Desk::new()
        .get("/")
        .text()
        .split("data-revision=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
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
    let rest = fifth.rest();
    assert!(!rest.contains("data:"), "{rest}");
    desk.live.on_update(&built(&["a.html"]));
    held.iter_mut().for_each(|page| assert_eq!(page.hears()["changed"], json!(["a.html"])));
}

#[test]
fn the_preview_ends_though_pages_are_open() {
    let desk = Desk::new();
    let mut page = Page::open(&desk);
    page.hears();
    drop(desk);
    page.rest();
}
