//! QR codes on printed pages: takes an address; gives a picture of its code as a `data:` address.
//!
//! The picture is a bitmap with one bit per module, the smallest form there is (some 450 bytes, a third of
//! an SVG), because every page has one. It has no quiet zone: the style sheet keeps the paper around it
//! white.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use qrcodegen::{Mask, QrCode, QrCodeEcc, Version};

use crate::track::FastBuildHasher;

const SCHEME: &str = "data:image/bmp;base64,";

/// How many bytes of data a code of each size holds at the error correction M (ISO/IEC 18004, table 7).
const CAPACITY: [usize; 40] = [
    16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453, 507, 563, 627, 669, 714, 782,
    860, 914, 1000, 1062, 1128, 1193, 1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334,
];

/// The most changes that are computed for one code instead of drawing it from the start.
const FEW: usize = 3;

/// A code that was drawn.
#[derive(Clone)]
struct DrawnCode {
    data: Vec<u8>,
    picture: Vec<u8>,
}

thread_local! {
    /// The code drawn last on this thread, by size.
    static LAST: RefCell<HashMap<usize, DrawnCode, FastBuildHasher>> = RefCell::default();
}

/// The code of `text`; none where the text is too long for any size.
pub(super) fn data_uri(text: &str) -> Option<String> {
    let (size, data) = data(text.as_bytes())?;
    let known = CodeSize::of(size, &data);
    LAST.with_borrow_mut(|last| {
        let drawn = last.entry(size).or_insert_with(|| known.first.clone());
        if differing(&drawn.data, &data).filter(|bit| known.changes[*bit].get().is_none()).nth(FEW).is_some()
        {
            drawn.picture = bitmap(&code(known.version, &data));
        } else {
            for bit in differing(&drawn.data, &data) {
                drawn.picture.iter_mut().zip(known.change(bit)).for_each(|(to, change)| *to ^= *change);
            }
        }
        drawn.data = data;
        let mut uri = String::with_capacity(SCHEME.len() + drawn.picture.len().div_ceil(3) * 4);
        uri.push_str(SCHEME);
        STANDARD.encode_string(&drawn.picture, &mut uri);
        Some(uri)
    })
}

/// The numbers of the bits that differ.
fn differing<'d>(a: &'d [u8], b: &'d [u8]) -> impl Iterator<Item = usize> + 'd {
    let bits = |(at, (a, b)): (usize, (&u8, &u8))| {
        let differ = a ^ b;
        (0..8).filter(move |bit| differ & 1 << bit != 0).map(move |bit| at * 8 + bit)
    };
    a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b).flat_map(bits)
}

/// The smallest size of code (counted from 0) that holds a text, and its data there: the mark of the byte
/// mode, the length, the bytes, and the padding.
fn data(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    // From the tenth size on, the length takes two bytes.
    let length_bytes = |size: usize| if size < 9 { 1 } else { 2 };
    let size = (0..CAPACITY.len()).find(|size| text.len() + length_bytes(*size) < CAPACITY[*size])?;
    let length = u16::try_from(text.len()).ok()?.to_be_bytes();
    let mut data = Vec::with_capacity(CAPACITY[size]);
    // The mark of the byte mode takes half a byte, so every byte after it is split across two.
    let mut before = 0b0100;
    for byte in length[2 - length_bytes(size)..].iter().chain(text).chain([&0]) {
        data.push(before << 4 | byte >> 4);
        before = byte & 0xF;
    }
    let filling = [0xEC, 0x11].into_iter().cycle().take(CAPACITY[size] - data.len());
    data.extend(filling);
    Some((size, data))
}

/// The codes of one size. With a fixed mask a code is linear: flipping a bit of the data always changes the
/// same modules. So few codes are drawn from the start, which would take a third of the time of ten
/// thousand pages. A code is drawn from the start if more than a few bits differ whose change is not known
/// yet, because that is faster then.
struct CodeSize {
    version: Version,
    /// The first code that was drawn.
    first: DrawnCode,
    /// For each bit of the data, once it was needed: what flipping it changes in the picture.
    changes: Vec<OnceLock<Vec<u8>>>,
}

impl CodeSize {
    /// The codes of a size, for all threads; `data` is that of the code wanted now.
    fn of(size: usize, data: &[u8]) -> &'static CodeSize {
        static SIZES: [OnceLock<CodeSize>; CAPACITY.len()] = [const { OnceLock::new() }; CAPACITY.len()];
        SIZES[size].get_or_init(|| {
            let version = Version::new(u8::try_from(size + 1).unwrap_or(u8::MAX));
            let changes = std::iter::repeat_with(OnceLock::new).take(data.len() * 8).collect();
            CodeSize {
                version,
                first: DrawnCode { data: data.to_owned(), picture: bitmap(&code(version, data)) },
                changes,
            }
        })
    }

    /// What flipping a bit of the data changes in the picture.
    fn change(&self, bit: usize) -> &[u8] {
        self.changes[bit].get_or_init(|| {
            let mut data = self.first.data.clone();
            data[bit / 8] ^= 1 << (bit % 8);
            let picture = bitmap(&code(self.version, &data));
            self.first.picture.iter().zip(picture).map(|(a, b)| a ^ b).collect()
        })
    }
}

fn code(version: Version, data: &[u8]) -> QrCode {
    // Any mask can be read. Comparing all eight takes as long as drawing the page, and the code would not
    // be linear.
    QrCode::encode_codewords(version, QrCodeEcc::Medium, data, Some(Mask::new(0)))
}

/// The bytes before the pixels: two headers, and a palette of two colours.
const HEAD: usize = 14 + 40 + 8;

/// A bitmap of one bit a pixel, rows from the bottom up, each padded to four bytes (BITMAPINFOHEADER).
fn bitmap(code: &QrCode) -> Vec<u8> {
    let side = usize::try_from(code.size()).unwrap_or_default();
    let row = side.div_ceil(32) * 4;
    let length = HEAD + row * side;
    // A code has at most 177 modules per side.
    let word = |number: usize| u32::try_from(number).unwrap_or_default().to_le_bytes();
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(b"BM");
    for number in [length, 0, HEAD, 40, side, side] {
        bytes.extend_from_slice(&word(number));
    }
    bytes.extend_from_slice(&[1, 0, 1, 0]);
    for number in [0, row * side, 0, 0, 2, 2] {
        bytes.extend_from_slice(&word(number));
    }
    bytes.extend_from_slice(&[0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0]);
    for y in (0..code.size()).rev() {
        let start = bytes.len();
        bytes.resize(start + row, 0);
        for (at, _) in (0..code.size()).enumerate().filter(|(_, x)| code.get_module(*x, y)) {
            bytes[start + at / 8] |= 0x80 >> (at % 8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcodegen::QrSegment;

    #[test]
    fn a_code_is_small_and_the_same_every_time() {
        let address = "https://notices.example.org/notices/2026-11-19-tiles.html";
        let code = data_uri(address).unwrap();
        assert!(code.len() < 500, "{} bytes", code.len());
        assert_eq!(data_uri(address).unwrap(), code);
        let bytes = STANDARD.decode(code.strip_prefix("data:image/bmp;base64,").unwrap()).unwrap();
        assert_eq!(usize::from(bytes[2]) + 256 * usize::from(bytes[3]), bytes.len());
    }

    /// The code as the library alone makes it.
    fn plainly(text: &str) -> Option<String> {
        let (segments, mask) = ([QrSegment::make_bytes(text.as_bytes())], Some(Mask::new(0)));
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Medium,
            Version::MIN,
            Version::MAX,
            mask,
            false,
        )
        .ok()?;
        Some(format!("{SCHEME}{}", STANDARD.encode(bitmap(&code))))
    }

    #[test]
    fn a_code_made_of_others_is_the_code() {
        for address in [
            "https://a.example/notices/r000001.html",
            "https://a.example/meetings/a-b.html",
            "https://a.example/notices/r987654.html",
            "x",
            "y",
            "",
        ] {
            assert_eq!(data_uri(address), plainly(address), "{address}");
        }
        for number in 0..300_u32 {
            let address = format!("https://a.example/notices/r{number:06}.html");
            assert_eq!(data_uri(&address), plainly(&address), "{address}");
        }
        for number in 0..200_u32 {
            let address = format!(
                "https://a.example/{:08x}/{:08x}.html",
                number.wrapping_mul(2_654_435_761),
                number.wrapping_mul(40_503)
            );
            assert_eq!(data_uri(&address), plainly(&address), "{address}");
        }
    }

    #[test]
    fn a_code_of_each_size_holds_as_much_as_it_can() {
        for (at, capacity) in CAPACITY.into_iter().enumerate() {
            let most = capacity - if at < 9 { 2 } else { 3 };
            for text in ["a".repeat(most), "b".repeat(most + 1)] {
                assert_eq!(data_uri(&text), plainly(&text), "{} bytes", text.len());
            }
        }
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(data_uri(&"a".repeat(3000)), None);
    }
}
