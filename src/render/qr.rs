//! QR codes on printed pages: takes an address, gives a picture of its code as a `data:` address.
//!
//! The picture is a bitmap of one bit a module, the smallest form there is (some 450 bytes, a third of an SVG), since every
//! page holds one. It has no quiet zone: the style sheet leaves the paper around it white.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::track::Quick;

const SCHEME: &str = "data:image/bmp;base64,";

/// What has been drawn, by the length of the text; for all threads, since each would draw the same.
static DRAWN: LazyLock<Mutex<HashMap<usize, Option<Drawn>, Quick>>> = LazyLock::new(Mutex::default);

/// The code of `text`; none where it is too long for any.
pub(super) fn data_uri(text: &str) -> Option<String> {
    let mut all = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    let drawn = all.entry(text.len()).or_insert_with(|| Drawn::new(text.as_bytes())).as_mut()?;
    let mut uri = String::with_capacity(SCHEME.len() + drawn.bitmap.len().div_ceil(3) * 4);
    uri.push_str(SCHEME);
    STANDARD.encode_string(drawn.code_of(text.as_bytes())?, &mut uri);
    Some(uri)
}

/// The code of one text, and what it takes to make of it those of all texts of its length. With one mask and one version a
/// code is linear: it differs from another one by what each differing bit of the text makes different, which is always the
/// same. So few codes are drawn from the start, where ten thousand pages would spend a third of their time on them.
struct Drawn {
    text: Vec<u8>,
    bitmap: Vec<u8>,
    /// For each bit of the text, once it was needed: what it makes different.
    bits: Vec<Option<Vec<u8>>>,
}

impl Drawn {
    fn new(text: &[u8]) -> Option<Drawn> {
        Some(Drawn { text: text.to_owned(), bitmap: bitmap(&code(text)?), bits: vec![None; text.len() * 8] })
    }

    /// Makes it the code of another text of the same length, most likely one that differs in a few figures.
    fn code_of(&mut self, text: &[u8]) -> Option<&[u8]> {
        for (at, byte) in text.iter().enumerate() {
            while self.text[at] != *byte {
                self.flip(at, (self.text[at] ^ byte).trailing_zeros())?;
            }
        }
        Some(&self.bitmap)
    }

    /// Turns one bit of the text over.
    fn flip(&mut self, at: usize, bit: u32) -> Option<()> {
        self.text[at] ^= 1 << bit;
        let place = &mut self.bits[at * 8 + bit as usize];
        match place {
            Some(change) => self.bitmap.iter_mut().zip(change).for_each(|(to, change)| *to ^= *change),
            None => {
                let before = std::mem::replace(&mut self.bitmap, bitmap(&code(&self.text)?));
                *place = Some(before.iter().zip(&self.bitmap).map(|(a, b)| a ^ b).collect());
            }
        }
        Some(())
    }
}

fn code(text: &[u8]) -> Option<QrCode> {
    // Any mask can be read; to weigh all eight takes as long as drawing the page, and would not be linear.
    let mask = Some(Mask::new(0));
    QrCode::encode_segments_advanced(&[QrSegment::make_bytes(text)], QrCodeEcc::Medium, Version::MIN, Version::MAX, mask, false).ok()
}

/// The bytes before the pixels: two headers and a palette of two colours.
const HEAD: usize = 14 + 40 + 8;

/// A bitmap of one bit a pixel, rows from the bottom up, each padded to four bytes (BITMAPINFOHEADER).
fn bitmap(code: &QrCode) -> Vec<u8> {
    let side = usize::try_from(code.size()).unwrap_or_default();
    let row = side.div_ceil(32) * 4;
    let length = HEAD + row * side;
    // A code has at most 177 modules a side.
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

    #[test]
    fn a_code_is_small_and_the_same_every_time() {
        let address = "https://notices.example.org/notices/2026-11-19-tiles.html";
        let code = data_uri(address).unwrap();
        assert!(code.len() < 500, "{} bytes", code.len());
        assert_eq!(data_uri(address).unwrap(), code);
        let bytes = STANDARD.decode(code.strip_prefix("data:image/bmp;base64,").unwrap()).unwrap();
        assert_eq!(usize::from(bytes[2]) + 256 * usize::from(bytes[3]), bytes.len());
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
            let drawn = format!("data:image/bmp;base64,{}", STANDARD.encode(bitmap(&code(address.as_bytes()).unwrap())));
            assert_eq!(data_uri(address).unwrap(), drawn, "{address}");
        }
        for number in 0..200_u32 {
            let address = format!("https://a.example/{:08x}/{:08x}.html", number.wrapping_mul(2_654_435_761), number.wrapping_mul(40_503));
            let drawn = format!("data:image/bmp;base64,{}", STANDARD.encode(bitmap(&code(address.as_bytes()).unwrap())));
            assert_eq!(data_uri(&address).unwrap(), drawn, "{address}");
        }
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(data_uri(&"a".repeat(3000)), None);
    }
}
