//! What seals cost: fingerprints, canonical JSON, and the check of a folder of 12,000 files.
//!
//! `cargo bench --bench seals`. The folder is on the disk, as one that somebody checks.
#![allow(clippy::unwrap_used, reason = "a bench may stop anywhere")]

use std::fs;
use std::path::Path;

use divan::Bencher;
use lilong::output::Contents;
use lilong::seal::canonical::canonical;
use lilong::seal::verify::{FoundFolder, verify};
use lilong::seal::{FORMAT, Seal, SealedFile};
use lilong::track::sha256;
use serde_json::json;

fn main() {
    divan::main();
}

const FILES: usize = 12_000;
const BYTES: usize = 14_000;

/// A folder of pages, and the seal of it.
fn folder(dir: &Path) -> Seal {
    let page = "电梯检修".repeat(BYTES / 12);
    let mut files = Vec::with_capacity(FILES);
    for at in 0..FILES {
        let (path, bytes) = (format!("notices/{}/{at:05}.html", at / 1000), format!("{at}{page}"));
        let file = dir.join(&path);
        if at % 1000 == 0 {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
        }
        fs::write(file, &bytes).unwrap();
        files.push(SealedFile { path, bytes: bytes.len() as u64, sha256: sha256(bytes.as_bytes()) });
    }
    let sealed = "2026-03-02T10:00:00+08:00".to_owned();
    let (format, site) = (FORMAT.to_owned(), "梧桐里".to_owned());
    Seal {
        format,
        sequence: 1,
        site,
        base_url: String::new(),
        sealed,
        previous: None,
        files,
        records: Vec::new(),
    }
}

#[divan::bench(sample_count = 10)]
fn a_folder_of_12_000_files_is_checked(bencher: Bencher<'_, '_>) {
    let dir = tempfile::tempdir().unwrap();
    let seal = folder(dir.path());
    let seals = [("0001.json".to_owned(), seal.write())];
    bencher.bench(|| {
        let files = Contents::read(dir.path(), "seals").unwrap().files;
        let found = FoundFolder { files, seals: seals.clone().into(), ..FoundFolder::default() };
        assert!(verify(&found, &[]).1.is_empty());
    });
}

#[divan::bench]
fn the_canonical_form_of_a_record(bencher: Bencher<'_, '_>) {
    let record = json!({
        "kind": "notice", "title": "电梯检修", "date": "2026-03-02", "number": "梧居〔2026〕3号",
        "issuer": "梧桐里居委会", "summary": "三月五日检修。".repeat(8), "lang": "zh-Hans", "url": "notices/lift.html",
        "source": "notices/lift/index.md", "topics": ["电梯", "安全"], "places": ["1号楼"], "refs": [],
        "posted": {"from": "2026-03-02", "until": "2026-03-09", "days": 7},
        "corrections": [], "attachments": [],
    });
    bencher.bench(|| sha256(&canonical(&record)));
}
