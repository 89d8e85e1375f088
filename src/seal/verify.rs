//! Checking a folder against its seals: takes the digests of its files and the bytes of its seals, gives what
//! is not as it was sealed.
//!
//! The newest seal says what must be there; each seal names the digest of the one before it, so that no older
//! one can be changed or taken out; and who has the public key knows who made them. Nothing here trusts the
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

/// A folder as it was found.
#[derive(Clone, Debug, Default)]
pub struct FoundFolder {
    /// Its files but those of `seals/`, each with its digest.
    pub files: Vec<SealedFile>,
    /// The files of `seals/`, by name.
    pub seals: BTreeMap<String, Vec<u8>>,
    /// The tables of the open data, with their bytes.
    pub tables: Vec<(String, Vec<u8>)>,
    /// What a system put there by itself, which is no page.
    pub of_systems: Vec<String>,
    /// What could not be read, and why.
    pub unread: Vec<(String, String)>,
}

/// What was found to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The seal that the files were compared with.
    pub seal: Seal,
    /// The keys that signed it, or none.
    pub signed: Option<String>,
    /// How many seals there are.
    pub seals: usize,
    /// Whether signatures are there that nobody gave a key for.
    pub unchecked: bool,
}

/// One thing that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// There is no seal.
    NoSeal,
    /// A seal cannot be read as one.
    NotASeal(String, NotASeal),
    /// A file has other bytes; with the title of the record whose page it is.
    Changed(String, Option<String>),
    /// A file is not there any more.
    Lost(String, Option<String>),
    /// A file was not there.
    Added(String),
    /// A system put something there by itself.
    OfASystem(String),
    /// A file could not be read.
    Unread(String, String),
    /// A record of the open data has another fingerprint than the seal says, or than it says itself.
    Record(String, String),
    /// Seals of the chain are not there: from this number to that.
    Gap(u32, u32),
    /// A seal is not the one that the next names.
    Broken(String, String),
    /// The newest seal has no signature.
    Unsigned(String),
    /// A signature is not one of this seal by this key.
    Signature(String, BadSignature),
}

impl SealFault {
    /// Whether the folder may be called as it was sealed nonetheless.
    pub fn is_harmless(&self) -> bool {
        matches!(self, SealFault::OfASystem(_))
    }
}

/// Compares a folder with its seals; `keys` are those that may have signed.
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

/// The seals by number, none for one that cannot be read; and whether each is the one that the next names.
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
        // Whoever made the folder chose the numbers: what is missing between two is one gap, however wide.
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
            // What is not there was said above.
            _ => {}
        }
        before = *number;
    }
    seals
}

/// What lies beside the seals and is none: only signatures of theirs and the page that lists them, once for
/// each language in which the site has a home page.
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

/// Checks every signature with the keys that there are; gives who signed the newest seal.
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
    // An older one without is named by those that follow; the newest by nobody.
    if !folder.seals.contains_key(&[newest, SIGNATURE].concat()) {
        faults.push(SealFault::Unsigned([SEALS, newest].concat()));
    }
    signed
}

/// Compares the files that are there with those that were sealed.
fn files(folder: &FoundFolder, seal: &Seal, faults: &mut Vec<SealFault>) {
    let titles: HashMap<&str, &str> =
        seal.records.iter().map(|record| (record.url.as_str(), record.title.as_str())).collect();
    let title = |path: &str| titles.get(path).map(|title| (*title).to_owned());
    let by_path: HashMap<&str, &SealedFile> =
        folder.files.iter().map(|file| (file.path.as_str(), file)).collect();
    // A stick may keep names in another form of Unicode than the disk they were sealed on. A disk that keeps
    // both has two files, of which one was added.
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

/// Computes the fingerprint of every record of the open data again: it must be what the record says itself,
/// and what the seal says.
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
    // Where a whole table is lost, that was said.
    let is_table = |fault: &SealFault| matches!(fault, SealFault::Lost(path, _) if path.starts_with("data/"));
    let mut lost: Vec<_> =
        if faults.iter().any(is_table) { Vec::new() } else { sealed.into_iter().collect() };
    lost.sort_unstable();
    faults.extend(
        lost.into_iter().map(|(source, (_, title))| SealFault::Record(source.to_owned(), title.to_owned())),
    );
}

/// The records of the open data: source, title, whether what it says of itself is true, and its fingerprint.
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
