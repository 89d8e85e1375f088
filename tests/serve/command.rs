//! `lilong serve` as people start it: what it says, where it puts things, and that it opens a browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::desk::LIMIT;

/// A folder with a site in it.
struct Site(TempDir);

/// `lilong serve`, running; it ends with this.
struct Serve {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Site {
    fn new(base_url: &str) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        site.write("site.yaml", &format!("title: 新福\nbase_url: {base_url}\n"));
        site.write("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
        site.write("content/notices/lift.md", "---\ntitle: 电梯\ndate: 2026-03-02\n---\n停一天。\n");
        site.write(
            "content/notices/plan.md",
            "---\ntitle: 未定的计划\ndate: 2026-03-02\ndraft: true\n---\n还没有定。\n",
        );
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
        command.args(args).current_dir(self.0.path()).env("LC_ALL", "C").env_remove("SOURCE_DATE_EPOCH");
        command
    }

    fn serve(&self, args: &[&str]) -> Serve {
        Serve::start(self.command(&[&["serve"], args].concat()))
    }
}

impl Serve {
    fn start(mut command: Command) -> Serve {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let said = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Serve { child, lines, heard: Vec::new() }
    }

    /// The first line that says so.
    fn says(&mut self, words: &str) -> String {
        let end = Instant::now() + LIMIT;
        if let Some(line) = self.heard.iter().find(|line| line.contains(words)) {
            return line.clone();
        }
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.heard.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
        panic!("waited {LIMIT:?} for {words:?}; heard:\n{}", self.heard.join("\n"));
    }

    /// The address of the preview, once the first build is there.
    fn address(&mut self) -> String {
        self.says(" pages, ");
        self.says("preview: ").rsplit(' ').next().unwrap().to_owned()
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is answered to a request for a path, on the host and port of `address`.
fn get(address: &str, host: &str, path: &str) -> String {
    let port = address.split(':').nth(2).unwrap().split('/').next().unwrap();
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_says_where_and_takes_a_free_port_when_the_default_is_taken() {
    let (one, other) = (Site::new("https://notices.example.org/"), Site::new("https://notices.example.org/"));
    let (mut first, mut second) = (one.serve(&[]), other.serve(&[]));
    let (first, second_address) = (first.address(), second.address());
    assert_ne!(first, second_address);
    assert!(first.starts_with("http://127.0.0.1:") && first.ends_with('/'), "{first}");
    // Whichever came second moved; both did where the default was taken before.
    let moved = if first.contains(":4000/") { second_address } else { first };
    let port = moved.split(':').nth(2).unwrap().trim_end_matches('/').to_owned();
    assert_ne!(port, "4000");
    assert!(get(&moved, "localhost", "/index.html").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_moved_preview_says_to_which_port() {
    // Taken by us or by somebody: taken in any case.
    let _taken = std::net::TcpListener::bind("127.0.0.1:4000");
    let site = Site::new("https://notices.example.org/");
    let mut serve = site.serve(&[]);
    let address = serve.address();
    let port = address.split(':').nth(2).unwrap().trim_end_matches('/').to_owned();
    assert!(serve.says("port 4000 is taken").ends_with(&port), "{:?}", serve.heard);
}

#[test]
fn drafts_are_put_apart_from_what_is_published() {
    let site = Site::new("https://notices.example.org/");
    assert!(site.command(&["build"]).status().unwrap().success());
    let before = std::fs::read(site.path("public/.lilong-manifest")).unwrap();
    let mut serve = site.serve(&["--port", "0", "--drafts"]);
    let address = serve.address();
    serve.says("kept in");
    assert!(get(&address, "127.0.0.1", "/notices/plan.html").contains("还没有定"));
    assert!(site.path(".lilong-preview/notices/plan.html").exists());
    assert!(!site.path("public/notices/plan.html").exists());
    assert_eq!(std::fs::read(site.path("public/.lilong-manifest")).unwrap(), before, "public is as it was");
}

#[test]
fn without_other_options_what_is_previewed_is_what_is_published() {
    let site = Site::new("https://notices.example.org/board/");
    let mut serve = site.serve(&["--port", "0"]);
    let address = serve.address();
    assert!(address.ends_with("/board/"), "{address}");
    assert!(get(&address, "127.0.0.1", "/board/nowhere.html").contains("href=\"/board/index.html\""));
    assert!(
        !get(&address, "127.0.0.1", "/board/notices/plan.html").contains("还没有定"),
        "no draft without --drafts"
    );
    drop(serve);
    let built = site.command(&["build", "--out", "clean"]).status().unwrap();
    assert!(built.success());
    for page in ["index.html", "404.html", "notices/lift.html"] {
        let read = |folder: &str| std::fs::read(site.path(folder).join(page)).unwrap();
        assert_eq!(read("public"), read("clean"), "{page}");
    }
}

#[test]
fn another_base_is_built_for_and_put_apart() {
    let site = Site::new("https://notices.example.org/");
    let mut serve = site.serve(&["--port", "0", "--base", "a/b"]);
    let address = serve.address();
    assert!(address.ends_with("/a/b/"), "{address}");
    assert!(get(&address, "127.0.0.1", "/a/b/nowhere.html").contains("href=\"/a/b/index.html\""));
    assert!(!site.path("public").exists());
}

#[test]
fn a_phone_gets_an_address_a_code_and_everybody_a_warning() {
    let site = Site::new("https://notices.example.org/");
    let mut serve = site.serve(&["--port", "0", "--host", "0.0.0.0", "--allow-host", "desk.example"]);
    let address = serve.address();
    serve.says("everyone in this network can see this preview");
    assert!(!serve.heard.iter().any(|line| line.contains("drafts")), "{:?}", serve.heard);
    let networked = serve.heard.iter().any(|line| line.starts_with("phone and other computers: http://"));
    let code = serve.heard.iter().filter(|line| line.contains(['▀', '▄', '█'])).count();
    if networked {
        assert!(code > 10, "{:?}", serve.heard);
    } else {
        serve.says("this computer is on no network");
    }
    assert!(get(&address, "desk.example", "/").starts_with("HTTP/1.1 200"));
    assert!(get(&address, "evil.example", "/").starts_with("HTTP/1.1 403"));
    drop(serve);
    site.serve(&["--port", "0", "--host", "0.0.0.0", "--drafts"])
        .says("drafts and what is under embargo included");
}

#[cfg(target_os = "linux")]
#[test]
fn it_opens_the_browser_of_the_system() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new("https://notices.example.org/");
    let opened = site.path("opened");
    site.write(
        "bin/xdg-open",
        &format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.part' && mv '{0}.part' '{0}'\n", opened.display()),
    );
    std::fs::set_permissions(site.path("bin/xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = site.command(&["serve", "--port", "0", "--open"]);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", site.path("bin").display()));
    let mut serve = Serve::start(command);
    let address = serve.address();
    let end = Instant::now() + LIMIT;
    while !opened.exists() {
        assert!(Instant::now() < end, "waited {LIMIT:?} for the browser to be opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(std::fs::read_to_string(opened).unwrap(), address);
}
