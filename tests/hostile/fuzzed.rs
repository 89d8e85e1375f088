//! What `fuzz/` does for hours, for a while: inputs by chance and inputs that were found before, given to the
//! same functions.

use std::path::{Path, PathBuf};

use super::common::random::Random;
use super::targets::{TARGETS, Target};
use super::{BODY, LOG, MEETING, NOTICE, PIECES, VOTE, mutated};

/// How often each target that builds a site is tried, and each that does not.
const BUILDS: usize = 60;
const TRIES: usize = 3_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn target(name: &str) -> Target {
    *TARGETS.iter().find(|(own, _)| *own == name).unwrap()
}

/// What is close to right, to be made wrong.
fn seeds(name: &str) -> Vec<String> {
    let front = |text: &str| format!("\0{}", text.trim_start_matches("---\n").split("---\n").next().unwrap());
    let seeds: Vec<String> = match name {
        "front_matter" => [NOTICE, MEETING, VOTE, LOG].map(front).to_vec(),
        "body" => vec![BODY.to_owned(), "第一条 居民应当。\n\n第二条 （一）不得。\n".to_owned()],
        "table" => vec![
            "date,title,category,steps,reply\n2026-11-01,\"路灯\n坏了\",照明,,已换\n".to_owned(),
            "日期,项目,支出,收入,类别\n2026-10-02,灯泡,\"1,200.50\",,照明\n".to_owned(),
        ],
        "dates" => [
            "2026-03-02",
            "2026年3月2日 19:30",
            "2 March 2026",
            "2026-03-02T19:30:00+08:00",
            "2026.3.2 24:00",
        ]
        .map(str::to_owned)
        .to_vec(),
        "settings" => vec![
            "title: 新福\nbase_url: https://notices.example.org/\ntheme: bare\nplaces: [{name: 1号楼, \
             people: 9}]\n\
             privacy: {mode: mask, allow: [{value: a, why: b}]}\nholidays: {weekends: true}\ncadence: \
             [{kind: \
             report, every: year, within: 30}]\n"
                .to_owned(),
        ],
        "route" => ["/a/%E9%80%9A/b.html", "/base/\n/base/../a%2f..%5c%00.html", "/board/\n/board/notices/"]
            .map(str::to_owned)
            .to_vec(),
        "seal" => vec![
            "{\"format\": \"lilong-seal/1\", \"sequence\": 1, \"site\": \"x\", \"base_url\": \"\", \
             \"sealed\": \
             \"2026-11-01T00:00:00Z\", \"previous\": null, \"files\": [{\"path\": \"a\", \"bytes\": 1, \
             \"sha256\": \
             \"00\"}], \"records\": [{\"source\": \"notices/a.md\", \"url\": \"a.html\", \"title\": \"x\", \
             \"fingerprint\": \"00\"}]}"
                .to_owned(),
            "untrusted comment: x\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n".to_owned(),
        ],
        _ => Vec::new(),
    };
    assert!(!seeds.is_empty(), "{name} has no seeds");
    seeds
}

fn by_chance(name: &str, times: usize) {
    let (name, try_it) = target(name);
    let seeds = seeds(name);
    let mut random = Random(name.bytes().fold(7, |seed, byte| seed * 31 + u64::from(byte)));
    for seed in &seeds {
        try_it(seed.as_bytes());
    }
    for _ in 0..times {
        let mut input = match random.below(8) {
            0 => (0..random.below(40)).flat_map(|_| random.of(&PIECES).bytes()).collect(),
            _ => mutated(&seeds[random.below(seeds.len())], &mut random),
        };
        if name == "front_matter" && random.once_in(3) {
            // Another kind, by its number.
            input.splice(..1.min(input.len()), [(random.next() & 0xFF) as u8]);
        }
        try_it(&input);
    }
}

#[test]
fn front_matter_by_chance() {
    by_chance("front_matter", BUILDS);
}

#[test]
fn bodies_by_chance() {
    by_chance("body", BUILDS);
}

#[test]
fn tables_by_chance() {
    by_chance("table", BUILDS);
}

#[test]
fn settings_by_chance() {
    by_chance("settings", BUILDS);
}

#[test]
fn dates_by_chance() {
    by_chance("dates", TRIES);
}

#[test]
fn seals_by_chance() {
    by_chance("seal", TRIES);
}

#[test]
fn routes_by_chance() {
    by_chance("route", TRIES);
}

#[test]
fn what_was_found_before_is_mended() {
    for (name, try_it) in TARGETS {
        let mut found: Vec<PathBuf> = std::fs::read_dir(folder().join("regressions").join(name))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect();
        found.sort();
        for path in found {
            println!("{}", path.display());
            try_it(&std::fs::read(path).unwrap());
        }
    }
}

#[test]
fn each_target_is_a_program_of_the_fuzzer() {
    let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "fuzz/Cargo.toml has no {name}");
        let program = std::fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("fuzzed::{name}(bytes)")), "{program}");
    }
    for entry in std::fs::read_dir(folder().join("regressions")).into_iter().flatten() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || TARGETS.iter().any(|(own, _)| *own == name), "{name} is no target");
    }
}
