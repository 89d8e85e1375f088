//! QR codes on printed pages: takes an address, gives a picture of its code as a `data:` address.
//!
//! The picture is a bitmap of one bit a module, the smallest form there is (some 450 bytes, a third of an SVG), since every
//! page holds one. It has no quiet zone: the style sheet leaves the paper around it white.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The code of `text`; none where it is too long for any.
pub(super) fn data_uri(text: &str) -> Option<String> {
    let bytes = [QrSegment::make_bytes(text.as_bytes())];
    // Any mask can be read; to weigh all eight takes as long as drawing the page.
    let mask = Some(Mask::new(0));
    let code = QrCode::encode_segments_advanced(&bytes, QrCodeEcc::Medium, Version::MIN, Version::MAX, mask, false).ok()?;
    Some(format!("data:image/bmp;base64,{}", STANDARD.encode(bitmap(&code))))
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
    fn what_no_code_can_hold_has_none() {
        assert_eq!(data_uri(&"a".repeat(3000)), None);
    }
}
