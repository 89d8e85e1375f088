//! An output folder with a preview of it, and requests written by hand.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lilong::diag::Lang;
use lilong::serve::{Live, ServeOptions, Server, bind};
use tempfile::TempDir;

/// The longest wait for anything: no machine is so busy that an answer takes so long.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A page of the site that is shown.
pub const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n\
                        <title>电梯检修</title>\n</head>\n<body><p>停一天。</p></body>\n</html>\n";

/// A folder with an output in it and a secret beside, and its preview.
pub struct Desk {
    dir: TempDir,
    server: Server,
    /// What tells the preview of builds.
    pub live: Arc<Live>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    head: String,
    /// All after the head.
    pub body: Vec<u8>,
}

impl Desk {
    /// A site at the top of its host.
    pub fn new() -> Desk {
        Desk::below("/")
    }

    /// A site below a path.
    pub fn below(base: &str) -> Desk {
        let desk = Desk::bare(base);
        for (path, bytes) in [
            ("index.html", PAGE),
            ("404.html", "<!DOCTYPE html><html lang=\"zh\"><head><title>没有这一页</title></head></html>"),
            ("notices/index.html", PAGE),
            ("公告/停水 1.html", PAGE),
            ("notices/list.pdf", "0123456789"),
            ("data/notice/2026.csv", "标题\n"),
            (".lilong-manifest", "secret"),
            (".lilong-staging/x.html", "secret"),
            ("notices/.draft.html", "secret"),
        ] {
            desk.write(&format!("public/{path}"), bytes);
        }
        desk.write("site.yaml", "secret");
        desk
    }

    /// Nothing is built yet.
    pub fn bare(base: &str) -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let live = Arc::new(Live::new(Lang::En));
        let options = ServeOptions {
            out: dir.path().join("public"),
            base: base.to_owned(),
            names: vec!["desk.example".to_owned()],
            lang: Lang::En,
        };
        let listener = bind(Ipv4Addr::LOCALHOST.into(), Some(0)).unwrap().listener;
        Desk { server: Server::start(listener, options, live.clone()).unwrap(), dir, live }
    }

    /// Writes a file beside or in the output.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// The place of a file beside or in the output.
    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Where the preview listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Asks for a path, as a browser would.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks with more lines in the head.
    pub fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{more}Connection: close\r\n\r\n",
            self.address()
        ))
    }

    /// Sends a request as it is.
    pub fn send(&self, request: &str) -> Answer {
        let mut stream = self.open(request);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap_or_else(|error| {
            panic!("waited {LIMIT:?} for the end of the answer to {request:?}: {error}")
        });
        Answer::parse(&answer)
    }

    /// Sends a request and leaves the answer to be read.
    pub fn open(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Answer {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no head: {:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    /// A line of the head.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}
