//! A site on a real disk, and a running `lilong watch` of it. Every wait has an upper bound and says what it
//! waited for.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::common::{TODAY, first_difference};

/// The longest wait for anything: no machine is so slow and so busy.
const LIMIT: Duration = Duration::from_secs(120);

/// A folder of files, by path.
pub type Snapshot = BTreeMap<String, Vec<u8>>;

/// A site's folder `site` in a folder of its own.
pub struct Desk(TempDir);

/// A watch that runs, and all it has said.
pub struct Running<'d> {
    desk: &'d Desk,
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
    out: String,
}

impl Desk {
    /// A site with four notices.
    pub fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.write("site.yaml", "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n");
        desk.write("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
        for day in 1..=4 {
            desk.notice(&format!("n{day}"), &format!("第{day}号"), "正文。");
        }
        desk
    }

    /// Writes a notice.
    pub fn notice(&self, name: &str, title: &str, body: &str) {
        self.write(&format!("content/notices/{name}.md"), notice(title, body));
    }

    /// The place of a file of the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("site").join(path)
    }

    /// A place beside the site's folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).unwrap();
    }

    /// Gives a file or folder another name.
    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// The program, in the site's folder, on the day all tests live.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
        command
            .args(args)
            .args(["--lang", "en"])
            .current_dir(self.path(""))
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end; gives what it said as well.
    pub fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
    }

    /// What a clean build gives.
    pub fn clean(&self) -> Snapshot {
        let elsewhere = tempfile::tempdir().unwrap();
        let out = elsewhere.path().join("clean");
        let (status, said) =
            self.run(&["build", "--today", TODAY, "--format", "short", "--out", out.to_str().unwrap()]);
        assert_eq!(status, Some(0), "{said}");
        snapshot(&out)
    }

    /// Starts a watch, and waits for its first build.
    pub fn watch(&self, args: &[&str]) -> Running<'_> {
        let running = self.start(&[&["--today", TODAY], args].concat());
        running.says(" pages, ");
        running
    }

    /// Starts a watch.
    pub fn start(&self, args: &[&str]) -> Running<'_> {
        let out = args.iter().skip_while(|arg| **arg != "--out").nth(1).map_or("public", |out| *out);
        self.spawn(self.command(&[&["watch", "-v"], args].concat()), out)
    }

    /// Starts a watch that was made otherwise.
    pub fn spawn(&self, mut command: Command, out: &str) -> Running<'_> {
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let (lines, kept) = (BufReader::new(child.stderr.take().unwrap()).lines(), said.clone());
        std::thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| kept.lock().unwrap().push(line))
        });
        Running { desk: self, child, said, out: out.to_owned() }
    }
}

impl Running<'_> {
    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// All it has said.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().join("\n")
    }

    /// How many lines it has said that hold `text`.
    pub fn count(&self, text: &str) -> usize {
        self.said.lock().unwrap().iter().filter(|line| line.contains(text)).count()
    }

    /// Waits until it has said something.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        self.wait(&format!("it says {text:?}"), || self.said().contains(text))
    }

    /// Waits until it has said something so many times.
    #[track_caller]
    pub fn says_times(&self, text: &str, times: usize) -> &Self {
        self.wait(&format!("it says {text:?} {times} times"), || self.count(text) >= times)
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn wait(&self, what: &str, is_so: impl Fn() -> bool) -> &Self {
        wait(is_so, || format!("until {what}; it said\n{}", self.said()));
        self
    }

    /// Waits until a page holds a text.
    #[track_caller]
    pub fn shows(&self, page: &str, text: &str) -> &Self {
        self.wait(&format!("{page} shows {text:?}"), || {
            std::fs::read_to_string(self.desk.path(&self.out).join(page))
                .is_ok_and(|page| page.contains(text))
        })
    }

    /// Waits until a page is gone.
    #[track_caller]
    pub fn is_gone(&self, page: &str) -> &Self {
        self.wait(&format!("{page} is gone"), || !self.desk.path(&self.out).join(page).exists())
    }

    /// Waits until the output is, to the byte, what a clean build of the files as they are now gives.
    #[track_caller]
    pub fn is_as_clean(&self) -> &Self {
        let clean = self.desk.clean();
        self.becomes(&clean)
    }

    /// Waits until the output is that.
    #[track_caller]
    pub fn becomes(&self, wanted: &Snapshot) -> &Self {
        let start = Instant::now();
        loop {
            let found = self.output();
            if found == *wanted {
                return self;
            }
            let differ = || {
                let paths =
                    wanted.keys().chain(found.keys()).filter(|path| wanted.get(*path) != found.get(*path));
                let said = |path: &String| {
                    format!("{path}:\n{}", first_difference(found.get(path), wanted.get(path)))
                };
                paths.take(4).map(said).collect::<Vec<_>>().join("\n")
            };
            assert!(
                start.elapsed() < LIMIT,
                "waited {LIMIT:?} for the output to be that of a clean build; these differ:\n{}\nit said\n{}",
                differ(),
                self.said()
            );
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// The output as it is, without the lock.
    pub fn output(&self) -> Snapshot {
        snapshot(&self.desk.path(&self.out))
    }

    /// Waits until something is so, or until it has ended by itself.
    #[track_caller]
    pub fn wait_or_end(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_so(self) && self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < LIMIT, "waited {LIMIT:?}: {what}; it said\n{}", self.said());
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// Ends it by a signal, as Ctrl-C does, unless it has ended by itself; gives its exit status and what it
    /// said.
    #[track_caller]
    pub fn end_by(mut self, name: &str) -> (ExitStatus, String) {
        if self.child.try_wait().unwrap().is_none() {
            signal(name, self.id());
        }
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, self.said());
            }
            assert!(start.elapsed() < LIMIT, "waited {LIMIT:?} for it to end; it said\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so.
#[track_caller]
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    wait(is_so, || format!("until {what}"));
}

#[track_caller]
fn wait(is_so: impl Fn() -> bool, what: impl Fn() -> String) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LIMIT, "waited {LIMIT:?} {}", what());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The text of a notice.
pub fn notice(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-01\n---\n摘要。\n\n{body}\n")
}

/// Sends a signal.
pub fn signal(name: &str, process: u32) {
    assert!(
        Command::new("kill").arg(format!("-{name}")).arg(process.to_string()).status().unwrap().success()
    );
}

/// Every file below a folder, but for the lock.
pub fn snapshot(folder: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if entry.file_name() != ".lilong-lock"
                && let Ok(bytes) = std::fs::read(&path)
            {
                files.insert(path.strip_prefix(folder).unwrap().display().to_string(), bytes);
            }
        }
    }
    files
}
