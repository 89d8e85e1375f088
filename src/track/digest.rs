//! Digests: takes bytes or values, gives 64 bits, the same on every machine.

use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The digest of bytes or of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u64);

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(xxhash_rust::xxh3::xxh3_64(bytes))
    }

    /// The digest of any value that can be hashed.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Digest {
        let mut digester = Digester::default();
        value.hash(&mut digester);
        digester.digest()
    }

    /// Appends what `Display` writes.
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

/// Combines many parts into one digest. Most are short, so each is hashed at once with the previous digest
/// as its seed: setting up the state for a stream of bytes would cost more than hashing them.
#[derive(Default)]
pub struct Digester(u64);

/// For maps by path, question or template: the keys are the author's own, so there is no attacker who could
/// choose them.
pub type FastBuildHasher = BuildHasherDefault<Digester>;

impl Digester {
    /// The digest of all parts so far.
    pub fn digest(&self) -> Digest {
        Digest(self.0)
    }
}

/// Numbers are hashed in one byte order and one width, so that a manifest made elsewhere can be used.
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
