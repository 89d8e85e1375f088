//! A PDF: takes its bytes; finds its author and the authors of its comments by their keys, without parsing
//! the whole file.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem::{Finder, find, find_iter};

use super::{DocumentPart, PeopleNamed};

/// The most bytes that are decompressed from all object streams together.
const MAX_UNPACKED: u64 = 8 << 20;

/// The longest piece after a key that is read.
const REACH: usize = 1024;

/// The types of comments (ISO 32000-2, 12.5.6).
const COMMENTS: [&[u8]; 9] = [
    b"/Text",
    b"/FreeText",
    b"/Highlight",
    b"/Underline",
    b"/StrikeOut",
    b"/Squiggly",
    b"/Ink",
    b"/Stamp",
    b"/Popup",
];

pub(super) fn names(bytes: &[u8], found: &mut PeopleNamed) {
    // The strings of a PDF with a password cannot be read.
    if !bytes.starts_with(b"%PDF") || find(bytes, b"/Encrypt").is_some() {
        return;
    }
    authors(bytes, found);
    comments(bytes, found);
    metadata(bytes, found);
    let mut left = MAX_UNPACKED;
    for at in find_iter(bytes, b"/ObjStm") {
        let objects = unpacked(&bytes[at..], &mut left);
        authors(&objects, found);
    }
}

fn authors(bytes: &[u8], found: &mut PeopleNamed) {
    for at in find_iter(bytes, b"/Author") {
        if let Some(name) = string(&bytes[at + b"/Author".len()..]) {
            found.add(DocumentPart::Author, &name);
        }
    }
}

fn comments(bytes: &[u8], found: &mut PeopleNamed) {
    let end = Finder::new(b"endobj");
    for at in find_iter(bytes, b"/Subtype") {
        let kind = bytes[at + b"/Subtype".len()..].trim_ascii_start();
        let is_comment = COMMENTS.iter().any(|comment| {
            kind.strip_prefix(*comment)
                .is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
        });
        if !is_comment {
            continue;
        }
        let start = at.saturating_sub(REACH);
        let start = start + bytes[start..at].windows(4).rposition(|word| word == b" obj").unwrap_or(0);
        let object = &bytes[start..bytes.len().min(start + 4 * REACH)];
        let object = &object[..end.find(object).unwrap_or(object.len())];
        for key in find_iter(object, b"/T") {
            if let Some(name) = string(&object[key + 2..]) {
                found.add(DocumentPart::Comment, &name);
            }
        }
    }
}

/// The authors in XMP, which is seldom compressed.
fn metadata(bytes: &[u8], found: &mut PeopleNamed) {
    for at in find_iter(bytes, b"<dc:creator>") {
        let rest = &bytes[at..];
        let creators = &rest[..find(rest, b"</dc:creator>").unwrap_or(0).min(4 * REACH)];
        for item in find_iter(creators, b"<rdf:li") {
            let item = &creators[item..];
            let name =
                item.split(|byte| *byte == b'>').nth(1).and_then(|text| text.split(|b| *b == b'<').next());
            let name = name.and_then(|name| std::str::from_utf8(name).ok());
            if let Some(name) = name.and_then(|name| quick_xml::escape::unescape(name).ok()) {
                found.add(DocumentPart::Author, &name);
            }
        }
    }
}

/// The stream after the header of an object, decompressed up to the limit.
fn unpacked(object: &[u8], left: &mut u64) -> Vec<u8> {
    let mut out = Vec::new();
    let head = &object[..object.len().min(REACH)];
    let Some(start) = find(head, b"stream") else { return out };
    let stream = &object[start + b"stream".len()..];
    let stream = stream.strip_prefix(b"\r").unwrap_or(stream);
    let stream = stream.strip_prefix(b"\n").unwrap_or(stream);
    // Damaged data is read as far as possible.
    let _ = ZlibDecoder::new(stream).take(*left).read_to_end(&mut out);
    *left -= (out.len() as u64).min(*left);
    out
}

/// The string at the beginning of some bytes: in brackets, or in hexadecimal (ISO 32000-2, 7.3.4).
fn string(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(REACH)];
    match bytes.trim_ascii_start() {
        [b'(', rest @ ..] => Some(text(&literal(rest)?)),
        [b'<', rest @ ..] => {
            let digits: Vec<u8> =
                rest.iter().take_while(|byte| **byte != b'>').filter_map(|b| hex(*b)).collect();
            Some(text(
                &digits.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect::<Vec<_>>(),
            ))
        }
        _ => None,
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn literal(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut depth, mut at) = (Vec::new(), 0, 0);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b'\\' => {
                let escaped = *bytes.get(at)?;
                at += 1;
                match escaped {
                    b'0'..=b'7' => {
                        let more =
                            bytes[at..].iter().take(2).take_while(|b| matches!(b, b'0'..=b'7')).count();
                        let digits = &bytes[at - 1..at + more];
                        at += more;
                        out.push(digits.iter().fold(0_u8, |code, digit| code << 3 | (digit - b'0')));
                    }
                    b'n' | b'r' | b't' | b'b' | b'f' => out.push(b' '),
                    b'\n' => {}
                    other => out.push(other),
                }
            }
            b')' if depth == 0 => return Some(out),
            b')' => {
                depth -= 1;
                out.push(byte);
            }
            b'(' => {
                depth += 1;
                out.push(byte);
            }
            other => out.push(other),
        }
    }
}

/// The text of a string: UTF-16 or UTF-8 with a byte-order mark, otherwise one byte per character.
fn text(bytes: &[u8]) -> String {
    let pairs = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|two| from([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Some programs write UTF-8 without a mark; nothing else is mistaken for it.
        _ => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned),
    }
}
