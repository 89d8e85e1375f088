//! Everything that is not as it was sealed is reported, in folders that were never on a disk.

use proptest::prelude::*;

use super::super::signature::{NewKey, SecretKey};
use super::super::{FORMAT, SealedRecord};
use super::*;

fn file(path: &str, bytes: &[u8]) -> SealedFile {
    SealedFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
}

fn seal(sequence: u32, previous: Option<&[u8]>, files: &[SealedFile]) -> Vec<u8> {
    let records = vec![SealedRecord {
        source: "lift.md".to_owned(),
        url: "lift.html".to_owned(),
        title: "电梯检修".to_owned(),
        fingerprint: sha256(br#"{"source":"lift.md","title":"x"}"#),
    }];
    Seal {
        format: FORMAT.to_owned(),
        sequence,
        site: "梧桐里".to_owned(),
        base_url: String::new(),
        sealed: format!("2026-03-0{sequence}T10:00:00+08:00"),
        previous: previous.map(sha256),
        files: files.to_vec(),
        records,
    }
    .write()
}

/// A folder that was sealed three times, unchanged each time.
fn sealed() -> FoundFolder {
    let table = format!(
        "[{{\"source\":\"lift.md\",\"title\":\"x\",\"fingerprint\":\"{}\",\"facts\":{{}}}}]",
        sha256(br#"{"source":"lift.md","title":"x"}"#)
    );
    let files = vec![
        file("data/notice/2026.json", table.as_bytes()),
        file("index.html", b"a"),
        file("lift.html", b"b"),
    ];
    let first = seal(1, None, &files);
    let second = seal(2, Some(&first), &files);
    let third = seal(3, Some(&second), &files);
    let named = |number: u32, bytes: Vec<u8>| (name_of(number), bytes);
    FoundFolder {
        files,
        seals: [named(1, first), named(2, second), named(3, third)].into(),
        tables: vec![("data/notice/2026.json".to_owned(), table.into_bytes())],
        ..FoundFolder::default()
    }
}

fn faults(folder: &FoundFolder) -> Vec<SealFault> {
    verify(folder, &[]).1
}

#[test]
fn a_folder_that_is_as_it_was_has_no_fault() {
    let (checked, faults) = verify(&sealed(), &[]);
    assert_eq!(faults, []);
    let checked = checked.unwrap();
    assert_eq!((checked.seal.sequence, checked.seals, checked.unchecked), (3, 3, false));
}

#[test]
fn what_was_changed_added_and_lost_is_named() {
    let mut folder = sealed();
    folder.files[2] = file("lift.html", b"c");
    folder.files.remove(1);
    folder.files.push(file("extra.html", b"x"));
    let expected = [
        SealFault::Lost("index.html".to_owned(), None),
        SealFault::Changed("lift.html".to_owned(), Some("电梯检修".to_owned())),
        SealFault::Added("extra.html".to_owned()),
    ];
    assert_eq!(faults(&folder), expected);
}

#[test]
fn names_of_another_form_of_unicode_are_the_same_names() {
    let mut folder = sealed();
    let files = [file("caf\u{e9}.html", b"a"), file("data/notice/2026.json", &folder.tables[0].1)];
    folder.seals = [(name_of(1), seal(1, None, &files))].into();
    folder.files = vec![file("cafe\u{301}.html", b"a"), files[1].clone()];
    assert_eq!(faults(&folder), []);
    // A disk that stores both names has one file more, whichever comes first.
    folder.files.push(files[0].clone());
    for _ in 0..2 {
        assert_eq!(faults(&folder), [SealFault::Added("cafe\u{301}.html".to_owned())]);
        folder.files.reverse();
    }
}

#[test]
fn what_lies_beside_the_seals_is_named() {
    let mut folder = sealed();
    let page = |name: &str| (name.to_owned(), b"x".to_vec());
    folder.seals.extend(["index.html", "index.en.html"].map(page));
    // `en` is not a language of the site, so there is no home page in it.
    assert_eq!(faults(&folder), [SealFault::Added("seals/index.en.html".to_owned())]);
    folder.seals.remove("index.en.html");
    let others = [".evil.html", "0009.json.minisig", "4294967295.json", "index.evil.html", "page.html"];
    for name in others {
        folder.seals.extend([page(name)]);
        assert_eq!(faults(&folder), [SealFault::Added([SEALS, name].concat())], "{name}");
        folder.seals.remove(name);
    }
    folder.of_systems = vec!["notices/.DS_Store".to_owned()];
    let (checked, faults) = verify(&folder, &[]);
    assert_eq!(faults, [SealFault::OfASystem("notices/.DS_Store".to_owned())]);
    assert!(checked.is_some() && faults[0].is_harmless());
}

#[test]
fn a_gap_is_reported_at_once_however_wide() {
    let mut folder = sealed();
    folder.seals.insert("999999.json".to_owned(), b"{}".to_vec());
    let found = faults(&folder);
    assert!(found.contains(&SealFault::Gap(4, 999_998)) && found.len() == 2, "{found:?}");
    let mut folder = sealed();
    let first = seal(1, Some(b"another"), &folder.files);
    folder.seals = [(name_of(1), first)].into();
    assert_eq!(faults(&folder), [SealFault::Gap(0, 0)]);
}

#[test]
fn a_chain_that_was_cut_or_edited_is_reported_where() {
    let mut folder = sealed();
    folder.seals.remove("0002.json");
    assert_eq!(faults(&folder), [SealFault::Gap(2, 2)]);
    let mut folder = sealed();
    let edited =
        String::from_utf8(folder.seals["0002.json"].clone()).unwrap().replace("电梯检修", "电梯停用");
    folder.seals.insert("0002.json".to_owned(), edited.into_bytes());
    assert_eq!(
        faults(&folder),
        [SealFault::Broken("seals/0002.json".to_owned(), "seals/0003.json".to_owned())]
    );
    let mut folder = sealed();
    folder.seals.insert("0004.json".to_owned(), folder.seals["0003.json"].clone());
    assert_eq!(
        faults(&folder),
        [SealFault::NotASeal("seals/0004.json".to_owned(), NotASeal::OtherNumber(3))]
    );
    folder.seals.clear();
    assert_eq!(faults(&folder), [SealFault::NoSeal]);
}

#[test]
fn a_seal_that_was_edited_with_its_files_is_reported_by_the_records() {
    let mut folder = sealed();
    let forged =
        String::from_utf8(folder.tables[0].1.clone()).unwrap().replace("\"x\"", "\"y\"").into_bytes();
    let files = [file("data/notice/2026.json", &forged), folder.files[1].clone(), folder.files[2].clone()];
    let previous = folder.seals["0002.json"].clone();
    folder.seals.insert("0003.json".to_owned(), seal(3, Some(&previous), &files));
    folder.files = files.to_vec();
    folder.tables[0].1 = forged;
    assert_eq!(faults(&folder), [SealFault::Record("lift.md".to_owned(), "电梯检修".to_owned())]);
}

#[test]
fn signatures_are_of_a_key_and_of_all_bytes() {
    let (key, other) = (NewKey::make("").unwrap(), NewKey::make("").unwrap());
    let [public, stranger] = [&key, &other].map(|key| PublicKey::read(&key.public).unwrap());
    let secret = SecretKey::read(&key.secret, None).unwrap();
    let mut folder = sealed();
    let bytes = folder.seals["0003.json"].clone();
    let signature = secret.sign(&bytes, "file:0003.json").unwrap();
    folder.seals.insert("0003.json.minisig".to_owned(), signature.into_bytes());
    let (checked, found) = verify(&folder, std::slice::from_ref(&public));
    assert_eq!((checked.unwrap().signed, found), (Some(public.id.clone()), Vec::new()));
    assert!(verify(&folder, &[]).0.unwrap().unchecked);
    let newest = "seals/0003.json".to_owned();
    let wrong = SealFault::Signature(newest.clone(), BadSignature::OtherKey(public.id.clone()));
    assert_eq!(verify(&folder, std::slice::from_ref(&stranger)).1, [wrong]);
    assert_eq!(verify(&folder, &[stranger, public.clone()]).1, []);
    let signature = folder.seals.remove("0003.json.minisig").unwrap();
    assert_eq!(verify(&folder, std::slice::from_ref(&public)).1, [SealFault::Unsigned(newest.clone())]);
    folder.seals.insert("0003.json.minisig".to_owned(), signature[..signature.len() - 30].to_vec());
    let unreadable = SealFault::Signature(newest.clone(), BadSignature::Unreadable);
    assert_eq!(verify(&folder, std::slice::from_ref(&public)).1, [unreadable]);
    let edited = String::from_utf8(bytes).unwrap().replace("10:00", "11:00").into_bytes();
    folder.seals.insert("0003.json".to_owned(), edited);
    folder.seals.insert("0003.json.minisig".to_owned(), signature);
    assert_eq!(verify(&folder, &[public]).1, [SealFault::Signature(newest, BadSignature::OtherBytes)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A change to any byte of any older seal is reported.
    #[test]
    fn no_byte_of_an_older_seal_can_change_unseen(
        number in 1u32..3,
        at in any::<prop::sample::Index>(),
        to in any::<u8>(),
    ) {
        let mut folder = sealed();
        let seal = folder.seals.get_mut(&name_of(number)).unwrap();
        let at = at.index(seal.len());
        prop_assume!(seal[at] != to);
        seal[at] = to;
        prop_assert!(!faults(&folder).is_empty());
    }

    /// A folder made by somebody else may contain anything.
    #[test]
    fn no_seal_and_no_signature_stops_the_program(
        seal in "\\PC{0,80}",
        lines in prop::collection::vec("\\PC{0,40}|[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/=]{0,120}", 0..3),
    ) {
        let [first, second] = [0, 1].map(|at| lines.get(at).map_or("", String::as_str));
        let signature = format!("untrusted comment: x\n{first}\ntrusted comment: y\n{second}\n");
        let mut folder = sealed();
        folder.seals.insert("0004.json".to_owned(), seal.into_bytes());
        folder.seals.insert("0003.json.minisig".to_owned(), signature.into_bytes());
        let key = PublicKey::read("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3").unwrap();
        prop_assert!(!verify(&folder, &[key]).1.is_empty());
    }
}
