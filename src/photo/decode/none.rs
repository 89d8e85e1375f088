//! In a program that decodes no photos: browsers turn them, and there are no smaller copies.

use super::{CleanFile, CopyForm, PhotoCopy, PhotoFault};

/// Whether photos are turned and made smaller.
pub(super) const CAN_TURN: bool = false;

/// How copies are encoded.
pub(super) const FORMS: &[CopyForm] = &[];

/// A photo, turned, and its smaller copies.
#[derive(Debug)]
pub(super) struct DecodedPhoto {
    pub(super) whole: Option<Vec<u8>>,
    pub(super) copies: Vec<(PhotoCopy, Vec<u8>)>,
}

/// Nothing is made of any photo.
pub(super) fn decode_photo(_: &CleanFile, _: &[u32]) -> Result<DecodedPhoto, PhotoFault> {
    Ok(DecodedPhoto { whole: None, copies: Vec::new() })
}
