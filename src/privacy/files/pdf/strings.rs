//! The strings of a PDF that are on no page: contents of forms, notes, addresses of links, descriptions of
//! pictures, properties.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Object};

/// Strings that nobody reads: times, checksums, keys.
const OTHERS: [&str; 13] = [
    "CheckSum",
    "CreationDate",
    "ID",
    "M",
    "ModDate",
    "O",
    "OE",
    "Perms",
    "Registry",
    "Ordering",
    "U",
    "UE",
    "LastModified",
];

/// The greatest depth to which they are searched for.
const DEPTH: usize = 16;

/// All strings, one on a line.
pub(super) fn of(pdf: &Pdf) -> String {
    let mut text = String::new();
    for object in pdf.objects() {
        inside(&object, "", DEPTH, &mut text);
    }
    text
}

/// Adds the strings in an object; `key` is its name there.
fn inside(object: &Object<'_>, key: &str, depth: usize, to: &mut String) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match object {
        Object::String(string) if !OTHERS.contains(&key) => {
            to.push_str(&text_of(string.as_bytes()));
            to.push('\n');
        }
        Object::Dict(dict) => in_dict(dict, depth, to),
        Object::Stream(stream) => in_dict(stream.dict(), depth, to),
        Object::Array(array) => {
            for one in array.raw_iter() {
                // The target of a reference is an object of the file too.
                if let MaybeRef::NotRef(one) = one {
                    inside(&one, key, depth, to);
                }
            }
        }
        _ => {}
    }
}

fn in_dict(dict: &Dict<'_>, depth: usize, to: &mut String) {
    for (key, value) in dict.entries() {
        if let MaybeRef::NotRef(value) = value {
            inside(&value, key.as_str(), depth, to);
        }
    }
}

/// The characters of a string: UTF-16 or UTF-8 if it is marked as such, else PDFDocEncoding, which equals
/// Latin-1 for everything that matters here (ISO 32000-2, 7.9.2.2).
fn text_of(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_each_of_their_codes() {
        assert_eq!(text_of(b"\xFE\xFF\x75\x35\x68\xAF"), "电梯");
        assert_eq!(text_of("\u{FEFF}电梯".as_bytes()), "电梯");
        assert_eq!(text_of(b"tel:138"), "tel:138");
    }
}
