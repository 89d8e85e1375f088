//! Sealing a site in memory, by somebody who knows the contract and has nothing but what is published.

use lilong::seal::canonical::without;
use lilong::seal::{FORMAT, Seal, SealedFile, SealedRecord, path_of};
use lilong::source::System;
use lilong::track::sha256;
use serde_json::Value;

use super::Site;
use super::random::Random;

/// Builds and seals; the next build publishes the seal.
pub fn seal(site: &mut Site) -> Seal {
    site.build();
    seal_published(site)
}

/// The number of the newest seal.
fn sealed(site: &Site) -> Option<u32> {
    (1..).take_while(|number| site.files.read(&path_of(*number)).is_ok()).last()
}

/// Seals what is published.
fn seal_published(site: &mut Site) -> Seal {
    let before = sealed(site);
    let files = site.out.iter().filter(|(path, _)| !path.starts_with("seals/"));
    let mut objects: Vec<Value> = Vec::new();
    for (_, bytes) in files.clone().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json")) {
        objects.extend(serde_json::from_slice::<Vec<Value>>(bytes).unwrap_or_default());
    }
    objects.sort_by(|a, b| a["source"].as_str().cmp(&b["source"].as_str()));
    let seal = Seal {
        format: FORMAT.to_owned(),
        sequence: before.unwrap_or_default() + 1,
        site: "新福居民区公告栏".to_owned(),
        base_url: "https://notices.example.org/".to_owned(),
        sealed: format!("{}T10:00:00+08:00", &site.settings.today.as_deref().unwrap()[..10]),
        previous: before.map(|number| sha256(&site.files.read(&path_of(number)).unwrap())),
        files: files.map(|(path, bytes)| file(path, bytes)).collect(),
        records: objects.iter().map(record).collect(),
    };
    let mut versions = site.files.read("seals/versions.jsonl").unwrap_or_default();
    objects.iter().for_each(|object| versions.extend([&canonical(object)[..], b"\n"].concat()));
    site.write("seals/versions.jsonl", versions).write(&path_of(seal.sequence), seal.write());
    seal
}

fn file(path: &str, bytes: &[u8]) -> SealedFile {
    SealedFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
}

fn record(object: &Value) -> SealedRecord {
    let text = |name: &str| object[name].as_str().unwrap().to_owned();
    SealedRecord {
        source: text("source"),
        url: text("url"),
        title: text("title"),
        fingerprint: text("fingerprint"),
    }
}

/// What is hashed of an object of the open data.
fn canonical(object: &Value) -> Vec<u8> {
    let mut object = object.clone();
    if let Some(posted) = object.get_mut("posted") {
        posted.as_object_mut().unwrap().remove("state");
    }
    without(&object, &["fingerprint", "facts", "backlinks"])
}

/// One edit of the seals by chance; says what it was.
pub fn edit(random: &mut Random, site: &mut Site) -> String {
    let newest = path_of(sealed(site).unwrap_or(1));
    match random.below(4) {
        0 => {
            site.files.remove(&newest);
            format!("took {newest} away")
        }
        1 => {
            site.write(&[&*newest, ".minisig"].concat(), format!("signature {}", random.below(9)));
            format!("signed {newest}")
        }
        _ => format!("sealed {}", seal_published(site).sequence),
    }
}
