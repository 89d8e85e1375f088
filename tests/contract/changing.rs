//! Files that change between two reads of one build: what is published, digested and reported is the same
//! bytes, or nothing is published. Time plays no part: the files say other bytes at a read that the test
//! names.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use lilong::build::{self, BuildObserver, BuildOptions, Session, Sources};
use lilong::diag::Diagnostic;
use lilong::output::{MemorySink, OutputFile};
use lilong::source::{Memory, PageReading, System};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::common::{Site, TODAY};

struct Quiet;
impl BuildObserver for Quiet {}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Turn {
    Grows,
    Shrinks,
    SaysOtherwise,
    Vanishes,
}

/// Files of which one is another from its `after`th read on.
struct Changing {
    files: Memory,
    path: &'static str,
    turn: Turn,
    after: usize,
    reads: Mutex<BTreeMap<String, usize>>,
}

impl Changing {
    fn new(path: &'static str, turn: Turn, after: usize) -> Changing {
        Changing { files: site().files, path, turn, after, reads: Mutex::default() }
    }

    fn reads_of(&self, path: &str) -> usize {
        self.reads.lock().unwrap().get(path).copied().unwrap_or(0)
    }
}

impl System for Changing {
    fn files(&self, folder: &str) -> (Vec<Arc<str>>, Vec<Diagnostic>) {
        self.files.files(folder)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut reads = self.reads.lock().unwrap();
        let read = reads.entry(path.to_owned()).or_default();
        *read += 1;
        let mut bytes = self.files.read(path)?;
        if path == self.path && *read >= self.after {
            match self.turn {
                Turn::Grows => bytes.extend(b"  "),
                Turn::Shrinks => bytes.truncate(bytes.len() - 1),
                Turn::SaysOtherwise => *bytes.last_mut().unwrap() ^= 1,
                Turn::Vanishes => return Err(io::ErrorKind::NotFound.into()),
            }
        }
        Ok(bytes)
    }
}

/// The start of a GIF of 5 by 7 pixels.
const PICTURE: &[u8] = b"GIF89a\x05\0\x07\0\0\0\0;";
const RECORD: &str = "content/notices/lift.md";
const COPIED: [&str; 4] =
    ["content/notices/plan.dwg", "content/notices/lift.gif", "static/logo.svg", "static/more.css"];

fn site() -> Site {
    let mut site = Site::new();
    site.write(
        RECORD,
        "---\ntitle: 电梯检修\ndate: 2026-11-20\nattachments: [plan.dwg]\n---\n![电梯](lift.gif)\n\n正文。\n",
    );
    site.write(COPIED[0], "%PDF-1.7 plan")
        .write(COPIED[1], PICTURE)
        .write(COPIED[2], "<svg/>")
        .write(COPIED[3], "p {}\n");
    site
}

fn settings() -> BuildOptions {
    BuildOptions { today: Some(TODAY.to_owned()), ..BuildOptions::default() }
}

type Published = BTreeMap<String, Vec<u8>>;

fn build(system: &dyn System, pages: PageReading) -> Result<Published, Vec<Diagnostic>> {
    let prepared = Sources::read(system, &settings(), pages)?.prepare(system, &settings())?;
    let sink = MemorySink::default();
    build::run(&prepared, None, &|_: &OutputFile| false, &sink, system, &Quiet)?;
    Ok(sink.into_files())
}

/// That the data speaks of the very files that are published.
fn tells_the_truth(published: &Published, about: &str) {
    let data: Value = serde_json::from_slice(&published["data/notice/2026.json"]).unwrap();
    let file = &data[0]["attachments"][0];
    let bytes = &published["notices/plan.dwg"];
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&file["bytes"], &file["sha256"]), (&bytes.len().into(), &sha256.into()), "{about}");
    let page = String::from_utf8(published["notices/lift.html"].clone()).unwrap();
    let shown = published["notices/lift.gif"].starts_with(&PICTURE[..PICTURE.len() - 1]);
    assert!(shown && page.contains("width=\"5\" height=\"7\""), "{about}");
}

fn is_changed(found: &[Diagnostic], path: &str) -> bool {
    let mut errors = found.iter().filter(|found| found.is_error()).peekable();
    errors.peek().is_some()
        && errors.all(|found| found.code.id == "file-changed" && found.files().any(|file| file == path))
}

#[test]
fn a_file_that_changes_between_two_reads_is_not_published() {
    for (path, pages) in
        COPIED.into_iter().flat_map(|path| [(path, PageReading::AtOnce), (path, PageReading::WhenParsed)])
    {
        let calm = Changing::new(path, Turn::Grows, usize::MAX);
        tells_the_truth(&build(&calm, pages).unwrap(), path);
        let reads = calm.reads_of(path);
        assert!((2..=3).contains(&reads), "{path} is read {reads} times");
        for (turn, after) in [Turn::Grows, Turn::Shrinks, Turn::SaysOtherwise, Turn::Vanishes]
            .into_iter()
            .flat_map(|turn| (2..=reads).map(move |after| (turn, after)))
        {
            let found = build(&Changing::new(path, turn, after), pages).expect_err("two reads differ");
            assert!(is_changed(&found, path), "{path}, {turn:?}, read {after}: {found:?}");
        }
        // Once the build is over, it may be as it likes.
        tells_the_truth(&build(&Changing::new(path, Turn::Grows, reads + 1), pages).unwrap(), path);
    }
}

#[test]
fn what_is_text_is_read_once() {
    for pages in [PageReading::AtOnce, PageReading::WhenParsed] {
        let calm = Changing::new(RECORD, Turn::Vanishes, 2);
        tells_the_truth(&build(&calm, pages).unwrap(), RECORD);
        for path in ["site.yaml", RECORD, "content/notices/_index.md"] {
            assert_eq!(calm.reads_of(path), 1, "{path}");
        }
    }
}

#[test]
fn a_mistake_in_a_record_that_has_changed_since_is_reported_at_its_start() {
    let mut system = Changing::new(RECORD, Turn::Grows, 2);
    system.files.write(RECORD, "---\ntitle: 电梯检修\ndate: 2026-11-20\nrefs: [nowhere]\n---\n正文。\n");
    let found = build(&system, PageReading::AtOnce).unwrap_err();
    let reported = found.iter().find(|found| found.code.id == "broken-ref").unwrap();
    assert_eq!(reported.place.as_ref().unwrap().span, 0..0);
}

#[test]
fn a_watch_publishes_the_file_once_it_is_whole() {
    for path in COPIED {
        let mut session = Session::new(settings());
        let mut system = Changing::new(path, Turn::Grows, 2);
        session.read_all(&system);
        let present = |_: &OutputFile| false;
        let found = session.build(&system, &present, &MemorySink::default(), &Quiet).unwrap_err();
        assert!(is_changed(&found, path), "{path}: {found:?}");
        // It has grown, and stays as it is: the event that tells of it is read as any other.
        let bytes = system.read(path).unwrap();
        system.files.write(path, bytes);
        system.after = usize::MAX;
        assert_eq!(session.read_again(&system, &[path.into()]), [path.into()]);
        let sink = MemorySink::default();
        session.build(&system, &present, &sink, &Quiet).unwrap();
        tells_the_truth(&sink.into_files(), path);
    }
}
