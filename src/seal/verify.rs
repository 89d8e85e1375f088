//! Checking a folder against its seals: takes the digests of its files and the bytes of its seals, gives
//! everything that is not as it was sealed.
//!
//! The newest seal says what must be there; each seal names the digest of the previous one, so that no
//! older one can be changed or removed; and the public key shows who made them. Nothing here trusts the
//! folder: what it says of itself is compared, never believed.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::canonical::without;
use super::signature::{BadSignature, PublicKey, check};
use super::{NotASeal, Seal, SealedFile, name_of, path_of};
use crate::site::{SEALS, SIGNATURE, sequence_of};
use crate::spelling::composed;
use crate::track::sha256;

/// The contents of a folder.
#[derive(Clone, Debug, Default)]
pub struct FoundFolder {
    /// Its files except those of `seals/`, each with its digest.
    pub files: Vec<SealedFile>,
    /// The files of `seals/`, by name.
    pub seals: BTreeMap<String, Vec<u8>>,
    /// The tables of the open data, with their bytes.
    pub tables: Vec<(String, Vec<u8>)>,
    /// Files that an operating system put there, which are not pages.
    pub of_systems: Vec<String>,
    /// Files that could not be read, and why.
    pub unread: Vec<(String, String)>,
}

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The seal with which the files were compared.
    pub seal: Seal,
    /// The id of the key that signed it, if any.
    pub signed: Option<String>,
    /// How many seals there are.
    pub seals: usize,
    /// Whether there are signatures but no key was given to check them.
    pub unchecked: bool,
}

/// One thing that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// There is no seal.
    NoSeal,
    /// The file of a seal is not a valid seal.
    NotASeal(String, NotASeal),
    /// A file has other bytes; with the title of the record, if it is the page of one.
    Changed(String, Option<String>),
    /// A file is missing; likewise.
    Lost(String, Option<String>),
    /// A file was added.
    Added(String),
    /// An operating system put a file there.
    OfASystem(String),
    /// A file could not be read.
    Unread(String, String),
    /// A record of the open data has another fingerprint than in the seal, or than it states itself.
    Record(String, String),
    /// Seals of the chain are missing: from this number to that.
    Gap(u32, u32),
    /// A seal is not the one whose digest the next one names.
    Broken(String, String),
    /// The newest seal has no signature.
    Unsigned(String),
    /// A signature is not one of this seal by a given key.
    Signature(String, BadSignature),
}

impl SealFault {
    /// Whether the folder counts as unchanged in spite of this.
    pub fn is_harmless(&self) -> bool {
        matches!(self, SealFault::OfASystem(_))
    }
}

/// Compares a folder with its seals; `keys` are those whose signatures are accepted.
pub fn verify(folder: &FoundFolder, keys: &[PublicKey]) -> (Option<Checked>, Vec<SealFault>) {
    let mut faults: Vec<SealFault> =
        folder.unread.iter().map(|(path, why)| SealFault::Unread(path.clone(), why.clone())).collect();
    faults.extend(folder.of_systems.iter().cloned().map(SealFault::OfASystem));
    let seals = chain(folder, &mut faults);
    let newest_read = seals.values().rev().find_map(Option::as_ref);
    beside_seals(folder, newest_read, &mut faults);
    let Some((newest, _)) = seals.last_key_value() else {
        faults.push(SealFault::NoSeal);
        return (None, faults);
    };
    let name = name_of(*newest);
    let signed = signatures(folder, keys, &name, &mut faults);
    let unchecked = keys.is_empty() && folder.seals.keys().any(|name| name.ends_with(SIGNATURE));
    let Some(seal) = newest_read else { return (None, faults) };
    files(folder, seal, &mut faults);
    records(folder, seal, &mut faults);
    (Some(Checked { seal: seal.clone(), signed, seals: seals.len(), unchecked }), faults)
}

/// The seals by number, none for one that cannot be read; also checks that each is the one that the next
/// names.
fn chain(folder: &FoundFolder, faults: &mut Vec<SealFault>) -> BTreeMap<u32, Option<Seal>> {
    let mut seals = BTreeMap::new();
    for (name, bytes) in &folder.seals {
        let Some(number) = sequence_of(name) else { continue };
        let seal = Seal::read(name, bytes);
        seals.insert(
            number,
            seal.map_err(|why| faults.push(SealFault::NotASeal([SEALS, name].concat(), why))).ok(),
        );
    }
    let mut before = 0;
    for (number, seal) in &seals {
        // The folder's maker chose the numbers: what is missing between two is one gap, however large.
        if number - before > 1 {
            faults.push(SealFault::Gap(before + 1, number - 1));
        }
        let bytes = folder.seals.get(&name_of(number - 1));
        let named = seal.as_ref().map(|seal| seal.previous.as_deref());
        match (named, bytes) {
            (Some(Some(_)), None) if *number == 1 => faults.push(SealFault::Gap(0, 0)),
            (Some(named), Some(bytes)) if named != Some(&*sha256(bytes)) => {
                faults.push(SealFault::Broken(path_of(number - 1), path_of(*number)));
            }
            // A missing seal was reported above.
            _ => {}
        }
        before = *number;
    }
    seals
}

/// Reports files beside the seals other than their signatures and the page that lists them, one for each
/// language in which the site has a home page.
fn beside_seals(folder: &FoundFolder, seal: Option<&Seal>, faults: &mut Vec<SealFault>) {
    let is_home = |name: &str| seal.is_some_and(|seal| seal.files.iter().any(|file| file.path == name));
    for name in folder.seals.keys().filter(|name| sequence_of(name).is_none()) {
        let signed = name.strip_suffix(SIGNATURE).filter(|seal| sequence_of(seal).is_some());
        let is_signature = signed.is_some_and(|seal| folder.seals.contains_key(seal));
        let is_list =
            name == "index.html" || name.starts_with("index.") && name.ends_with(".html") && is_home(name);
        if !(is_signature || is_list) {
            faults.push(SealFault::Added([SEALS, name].concat()));
        }
    }
}

/// Checks every signature against the given keys; gives the key that signed the newest seal.
fn signatures(
    folder: &FoundFolder,
    keys: &[PublicKey],
    newest: &str,
    faults: &mut Vec<SealFault>,
) -> Option<String> {
    if keys.is_empty() {
        return None;
    }
    let mut signed = None;
    for (name, signature) in &folder.seals {
        let Some(seal) = name.strip_suffix(SIGNATURE) else { continue };
        let Some(bytes) = folder.seals.get(seal) else { continue };
        match check(keys, bytes, signature) {
            Ok(key) if seal == newest => signed = Some(key.id.clone()),
            Ok(_) => {}
            Err(why) => faults.push(SealFault::Signature([SEALS, seal].concat(), why)),
        }
    }
    // An older seal without a signature is confirmed by the later ones; the newest by none.
    if !folder.seals.contains_key(&[newest, SIGNATURE].concat()) {
        faults.push(SealFault::Unsigned([SEALS, newest].concat()));
    }
    signed
}

/// Compares the files in the folder with those that were sealed.
fn files(folder: &FoundFolder, seal: &Seal, faults: &mut Vec<SealFault>) {
    let titles: HashMap<&str, &str> =
        seal.records.iter().map(|record| (record.url.as_str(), record.title.as_str())).collect();
    let title = |path: &str| titles.get(path).map(|title| (*title).to_owned());
    let by_path: HashMap<&str, &SealedFile> =
        folder.files.iter().map(|file| (file.path.as_str(), file)).collect();
    // A memory stick may store names in another Unicode form than the disk on which they were sealed. If a
    // disk holds a file under both forms, one of the two was added.
    let sealed: HashSet<&str> = seal.files.iter().map(|file| file.path.as_str()).collect();
    let by_name: HashMap<_, &SealedFile> = (folder.files.iter())
        .filter(|file| !sealed.contains(file.path.as_str()))
        .map(|file| (composed(&file.path), file))
        .collect();
    let mut known = HashSet::new();
    let unread = |path: &str| folder.unread.iter().any(|(unread, _)| unread == path);
    for file in &seal.files {
        match by_path.get(file.path.as_str()).or_else(|| by_name.get(&composed(&file.path))) {
            None if unread(&file.path) => {}
            None => faults.push(SealFault::Lost(file.path.clone(), title(&file.path))),
            Some(now) => {
                known.insert(now.path.as_str());
                if (now.bytes, &now.sha256) != (file.bytes, &file.sha256) {
                    faults.push(SealFault::Changed(file.path.clone(), title(&file.path)));
                }
            }
        }
    }
    let added = folder.files.iter().filter(|file| !known.contains(file.path.as_str()));
    faults.extend(added.map(|file| SealFault::Added(file.path.clone())));
}

/// Computes the fingerprint of every record of the open data again: it must equal both the one in the
/// record and the one in the seal.
fn records(folder: &FoundFolder, seal: &Seal, faults: &mut Vec<SealFault>) {
    let mut sealed: HashMap<&str, (&str, &str)> = seal
        .records
        .iter()
        .map(|record| (record.source.as_str(), (record.fingerprint.as_str(), record.title.as_str())))
        .collect();
    for (source, title, is_true, fingerprint) in computed(folder) {
        match sealed.remove(source.as_str()) {
            Some((was, _)) if is_true && was == fingerprint => {}
            Some((_, title)) => faults.push(SealFault::Record(source, title.to_owned())),
            None => faults.push(SealFault::Record(source, title)),
        }
    }
    // If a whole table is missing, that has been reported.
    let is_table = |fault: &SealFault| matches!(fault, SealFault::Lost(path, _) if path.starts_with("data/"));
    let mut lost: Vec<_> =
        if faults.iter().any(is_table) { Vec::new() } else { sealed.into_iter().collect() };
    lost.sort_unstable();
    faults.extend(
        lost.into_iter().map(|(source, (_, title))| SealFault::Record(source.to_owned(), title.to_owned())),
    );
}

/// The records of the open data: source, title, whether the stated fingerprint is right, and the computed
/// one.
fn computed(folder: &FoundFolder) -> Vec<(String, String, bool, String)> {
    use rayon::prelude::*;
    let table =
        |(_, bytes): &(String, Vec<u8>)| serde_json::from_slice::<Vec<Value>>(bytes).unwrap_or_default();
    let record = |mut object: Value| {
        let text = |name: &str| object[name].as_str().unwrap_or_default().to_owned();
        let (source, title, own) = (text("source"), text("title"), text("fingerprint"));
        if let Some(posted) = object.get_mut("posted").and_then(Value::as_object_mut) {
            posted.remove("state");
        }
        let fingerprint = sha256(&without(&object, &["fingerprint", "facts", "backlinks"]));
        (source, title, own == fingerprint, fingerprint)
    };
    folder.tables.par_iter().flat_map_iter(table).map(record).collect()
}
