//! Digests of what was read and written: 64 bits, the same on every machine.

use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The digest of some bytes or of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u64);

impl Digest {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(xxhash_rust::xxh3::xxh3_64(bytes))
    }

    /// Of anything that can be hashed field by field.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Digest {
        let mut digester = Digester::default();
        value.hash(&mut digester);
        digester.digest()
    }

    /// Writes it as `Display` does.
    pub fn push(self, to: &mut String) {
        for shift in (0..16).rev() {
            let digit = (self.0 >> (shift * 4)) & 0xF;
            to.push(char::from(b"0123456789abcdef"[digit as usize]));
        }
    }

    /// Reads what `Display` writes.
    pub fn parse(hex: &str) -> Option<Digest> {
        u64::from_str_radix(hex, 16).ok().map(Digest)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Makes one digest of many parts. Most are short, so each is hashed at one go with the digest so far as its
/// seed: the state that a stream of bytes would need costs more to set up than they do.
#[derive(Default)]
pub struct Digester(u64);

/// For maps by path, question or template: their keys are the author's own, so nobody has to be kept from
/// choosing them.
pub type FastBuildHasher = BuildHasherDefault<Digester>;

impl Digester {
    /// The digest of all parts so far.
    pub fn digest(&self) -> Digest {
        Digest(self.0)
    }
}

/// Numbers are hashed in one byte order and one width, so that a manifest made elsewhere is understood.
impl Hasher for Digester {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }
    fn write_u16(&mut self, n: u16) {
        self.write(&n.to_le_bytes());
    }
    fn write_u32(&mut self, n: u32) {
        self.write(&n.to_le_bytes());
    }
    fn write_u64(&mut self, n: u64) {
        self.write(&n.to_le_bytes());
    }
    fn write_u128(&mut self, n: u128) {
        self.write(&n.to_le_bytes());
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }
}
