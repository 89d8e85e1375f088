//! What is fuzzed: a function a sort of input, which takes any bytes and panics where Lilong does what it
//! never may. The targets of `fuzz/` call them for hours, the tests of `tests/hostile` a while, with what was
//! found before (`fuzz/regressions`). Nothing but the library is used here, since both programs take this
//! file.
#![allow(dead_code, reason = "each program uses a part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "that is how a fault is told")]

use std::collections::BTreeMap;

use lilong::build::{self, BuildObserver, BuildOptions, Sources};
use lilong::diag::{Diagnostic, Lang, ReportFormat, SourceTexts, render};
use lilong::front::scalar::{Moment, Scalar};
use lilong::output::{MemorySink, OutputFile};
use lilong::output_path::OutputPath;
use lilong::seal::signature::{PublicKey, SecretKey, check, signed_by};
use lilong::seal::verify::{FoundFolder, verify};
use lilong::seal::versions::Versions;
use lilong::seal::{Seal, canonical, history};
use lilong::source::{Memory, PageReading, shown};

/// A sort of input, and what is done with it.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 7] = [
    ("front_matter", front_matter),
    ("body", body),
    ("table", table),
    ("dates", dates),
    ("settings", settings),
    ("route", route),
    ("seal", seal),
];

/// The kinds of records, so that each sort of front matter is met.
const KINDS: [&str; 14] = [
    "notice",
    "meeting",
    "consultation",
    "election",
    "log",
    "project",
    "ledger",
    "covenant",
    "matter",
    "roster",
    "report",
    "directory",
    "page",
    "nonsense",
];

/// The front matter of a record: the first byte chooses its kind.
pub fn front_matter(bytes: &[u8]) {
    let Some((kind, yaml)) = bytes.split_first() else { return };
    let kind = KINDS[usize::from(*kind) % KINDS.len()];
    let text = [b"---\nkind: ", kind.as_bytes(), b"\n", yaml, b"\n---\n\xe6\xad\xa3\xe6\x96\x87\n"].concat();
    published(&[("content/things/a.md", &text)]);
    // Without a kind that is given, whatever it may say of itself.
    published(&[("content/things/a.md", &[b"---\n", yaml].concat())]);
}

/// The body of a record, and the same as what a section says.
pub fn body(bytes: &[u8]) {
    let record = [b"---\ntitle: x\nkind: covenant\ndate: 2026-11-01\n---\n", bytes].concat();
    let section = [b"---\ntitle: x\n---\n", bytes].concat();
    published(&[("content/things/a.md", &record), ("content/things/_index.md", &section)]);
}

/// A table of which each row is a record, and one that is the entries of a ledger.
pub fn table(bytes: &[u8]) {
    let section = b"---\ntitle: x\nkind: matter\nrows: rows.csv\n---\n";
    let ledger =
        b"---\ntitle: x\nkind: ledger\ndate: 2026-11-01\nfund: f\nperiod: {from: 2026-10-01, until: \
        2026-10-31}\nopening: 5\nentries: entries.csv\n---\n";
    published(&[
        ("content/things/_index.md", section),
        ("content/things/rows.csv", bytes),
        ("content/funds/a/index.md", ledger),
        ("content/funds/a/entries.csv", bytes),
        ("data/table.csv", bytes),
    ]);
}

/// A date as people write it: what is understood is the same when it is written plainly.
pub fn dates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(moment) = Moment::parse(text) else { return };
    let plain = serde_json::to_value(moment).unwrap();
    let plain = plain.as_str().unwrap();
    assert_eq!(Moment::parse(plain).ok(), Some(moment), "{text:?} is {plain:?}");
}

/// The settings of a site.
pub fn settings(bytes: &[u8]) {
    let notice = "---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n正文。\n";
    let files = [("site.yaml", bytes), ("content/notices/a.md", notice.as_bytes())];
    published(&files);
}

/// The path that a preview is asked for, after the base that the first line gives: what it leads to is inside
/// the output.
pub fn route(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (base, path) = text.split_once('\n').unwrap_or(("/", text));
    if !lilong::serve::is_base(base) {
        return;
    }
    let Some(asked) = lilong::serve::asked_output(path, base) else { return };
    let name = asked.strip_suffix('/').unwrap_or(&asked);
    let inside = name.is_empty()
        || name.split('/').all(|part| {
            !matches!(part, "" | "." | "..") && (part == ".well-known" || !part.starts_with('.'))
        });
    assert!(
        inside && !asked.starts_with('/') && !asked.contains(['\\', '\0']),
        "{path:?} leads to {asked:?}"
    );
}

/// A seal, a key, a signature, and what was kept of versions.
pub fn seal(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let key = PublicKey::read(&text);
    let keys: Vec<PublicKey> = key.into_iter().collect();
    let _ = (check(&keys, bytes, bytes).is_ok(), signed_by(&text), SecretKey::read(&text, None).is_ok());
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) {
        let written = canonical::canonical(&value);
        let again: serde_json::Value = serde_json::from_slice(&written).unwrap();
        assert_eq!(canonical::canonical(&again), written, "canonical JSON is not the same a second time");
    }
    let read = Seal::read("0001.json", bytes);
    if let Ok(seal) = &read {
        assert_eq!(Seal::read("0001.json", &seal.write()).as_ref(), Ok(seal));
    }
    let seals = BTreeMap::from([
        ("0001.json".to_owned(), bytes.to_vec()),
        ("0001.json.minisig".to_owned(), bytes.to_vec()),
        ("0002.json".to_owned(), bytes.to_vec()),
    ]);
    let folder = FoundFolder {
        seals,
        tables: vec![("data/notice/2026.json".to_owned(), bytes.to_vec())],
        ..FoundFolder::default()
    };
    let (checked, faults) = verify(&folder, &keys);
    assert!(checked.is_none() || !faults.is_empty(), "what is the seal of two numbers is taken for whole");
    let seals: Vec<Seal> = read.into_iter().collect();
    let _ = history::history(&seals, &Versions::of(bytes.to_vec()), "notices/a.md");
}

struct Quiet;
impl BuildObserver for Quiet {}

struct Texts<'a>(&'a Memory);
impl SourceTexts for Texts<'_> {
    fn text(&self, file: &str) -> Option<std::sync::Arc<str>> {
        shown(self.0, file)
    }
}

/// Builds a site of these files and a theme of almost nothing, and looks at what came of it.
fn published(files: &[(&str, &[u8])]) {
    let mut memory = Memory::default();
    memory.write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\ntheme: bare\n");
    for (path, text) in bare_theme() {
        memory.write(&path, text);
    }
    for (path, bytes) in files {
        memory.write(path, bytes);
    }
    let found = match built(&memory) {
        Ok((outputs, found)) => {
            outputs.iter().for_each(|(path, bytes)| is_harmless(path, bytes));
            found
        }
        Err(found) => found,
    };
    found.iter().for_each(|found| is_placed(found, &memory));
    for lang in [Lang::Zh, Lang::En] {
        let said = render(&found, ReportFormat::Human, lang, false, &Texts(&memory));
        assert!(
            !said.contains(|c: char| c.is_control() && c != '\n'),
            "controls reach the terminal: {said:?}"
        );
    }
}

type Outputs = BTreeMap<String, Vec<u8>>;

fn built(memory: &Memory) -> Result<(Outputs, Vec<Diagnostic>), Vec<Diagnostic>> {
    let settings =
        BuildOptions { today: Some("2026-11-22".to_owned()), posters: false, ..BuildOptions::default() };
    let sources = Sources::read(memory, &settings, PageReading::WhenParsed)?;
    let prepared = sources.prepare(memory, &settings)?;
    let sink = MemorySink::default();
    let built = build::run(&prepared, None, &|_: &OutputFile| false, &sink, memory, &Quiet)?;
    Ok((sink.into_files(), built.warnings))
}

fn bare_theme() -> Vec<(String, &'static str)> {
    let record = "{{ record.title }}{{ record.summary }}{{ record.body }}{{ page.metadata }}";
    let kinds = KINDS.iter().filter(|kind| **kind != "nonsense").map(|kind| (*kind, record));
    let lists = [
        "home",
        "section",
        "series",
        "topics",
        "topic",
        "places",
        "place",
        "archive",
        "redirect",
        "404",
        "fund",
        "matters",
        "resolutions",
        "numbers",
        "cadence",
        "digest",
        "seals",
        "matters-by",
    ];
    let lists = lists.into_iter().map(|name| (name, "{{ page.title }}"));
    let templates =
        kinds.chain(lists).map(|(name, text)| (format!("themes/bare/templates/{name}.html"), text));
    let texts = "topics-all = 主题\nplaces-all = 地方\nmissing-heading = 没有\n";
    templates.chain([("themes/bare/i18n/zh-Hans.ftl".to_owned(), texts)]).collect()
}

/// Sees that the place of what is reported is in its file, between characters.
fn is_placed(found: &Diagnostic, memory: &Memory) {
    let places = found.place.iter().chain(found.notes.iter().filter_map(|note| note.place.as_ref()));
    for place in places {
        let Some(text) = shown(memory, &place.file) else { continue };
        assert!(text.get(place.span.clone()).is_some(), "{} is at {place:?}", found.code.id);
    }
}

/// Sees that an output is inside, and that a page runs and loads nothing.
fn is_harmless(path: &str, bytes: &[u8]) {
    assert!(OutputPath::is(path), "{path:?} is published");
    if !path.ends_with(".html") {
        return;
    }
    let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
    let mut rest = html;
    while let Some((name, attributes, after)) = next_tag(rest) {
        let is_data = name == "script" && attributes == [("type", "application/ld+json")];
        let known =
            !["script", "style", "iframe", "object", "embed", "base", "form", "svg"].contains(&&*name);
        assert!(known || is_data, "{path}: <{name}> in {html}");
        for (key, value) in &attributes {
            let lead = value.trim_start().to_ascii_lowercase();
            let address =
                !matches!(*key, "href" | "src") || !lead.contains("script:") && !lead.starts_with("data:");
            assert!(address && !key.starts_with("on") && *key != "style", "{path}: {key}={value} in {html}");
        }
        rest = after;
    }
}

type Tag<'h> = (String, Vec<(&'h str, &'h str)>, &'h str);

/// The next start tag, its attributes, and what comes after it. All that Lilong writes stands between double
/// quotes.
fn next_tag(html: &str) -> Option<Tag<'_>> {
    let at = html
        .match_indices('<')
        .find(|(at, _)| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))?
        .0;
    let tag = &html[at + 1..];
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>')?;
        let (key, after) = rest.split_at(end);
        if key.is_empty() && after.starts_with('>') {
            return Some((name.to_ascii_lowercase(), attributes, &after[1..]));
        }
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"')?,
            None => ("", after.strip_prefix('=').unwrap_or(after)),
        };
        attributes.push((key, value));
        rest = after;
    }
}
