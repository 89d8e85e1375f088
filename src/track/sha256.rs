//! SHA-256, by which people compare bytes: in seals, fingerprints and the open data. Digests that only
//! Lilong compares are [`super::Digest`].

use sha2::{Digest as _, Sha256};

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let mut all = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        all.push(char::from(DIGITS[usize::from(byte >> 4)]));
        all.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    all
}
