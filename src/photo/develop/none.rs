//! In a program that decodes no photos: browsers turn them, and there are no smaller copies.

use super::{CleanFile, Fault};

/// Whether photos are turned and made smaller.
pub(super) const CAN_TURN: bool = false;

/// A photo, turned, and its smaller copies.
#[derive(Debug)]
pub(super) struct Developed {
    pub(super) whole: Option<Vec<u8>>,
    pub(super) copies: Vec<(u32, Vec<u8>)>,
}

/// Nothing is made of any photo.
pub(super) fn develop(_: &CleanFile, _: &[u32]) -> Result<Developed, Fault> {
    Ok(Developed { whole: None, copies: Vec::new() })
}
