//! Sets of bytes: every character of every page is asked whether it is among some.

/// A set of bytes, looked up at once.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// Those of some signs.
    pub(crate) const fn of(signs: &[u8]) -> ByteSet {
        ByteSet([false; 256]).and(signs)
    }

    /// ASCII letters and digits, and some signs.
    pub(crate) const fn words_and(signs: &[u8]) -> ByteSet {
        ByteSet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz").and(signs)
    }

    const fn and(mut self, signs: &[u8]) -> ByteSet {
        let mut at = 0;
        while at < signs.len() {
            self.0[signs[at] as usize] = true;
            at += 1;
        }
        self
    }

    /// Whether that byte is one of them.
    pub(crate) const fn contains(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Whether all bytes of a text are.
    pub(crate) fn contains_all(&self, text: impl AsRef<[u8]>) -> bool {
        text.as_ref().iter().all(|byte| self.contains(*byte))
    }

    /// Whether some byte of a text is.
    pub(crate) fn contains_any_of(&self, text: impl AsRef<[u8]>) -> bool {
        text.as_ref().iter().any(|byte| self.contains(*byte))
    }
}
