//! For a program that decodes no photos: takes a photo; gives nothing. Browsers rotate it, and there are no
//! smaller copies.

use super::{CleanFile, CopyForm, PhotoCopy, PhotoFault};

/// Whether photos are rotated and scaled down.
pub(super) const CAN_TURN: bool = false;

/// How copies are encoded.
pub(super) const FORMS: &[CopyForm] = &[];

/// A rotated photo, and its smaller copies.
#[derive(Debug)]
pub(super) struct DecodedPhoto {
    pub(super) whole: Option<Vec<u8>>,
    pub(super) copies: Vec<(PhotoCopy, Vec<u8>)>,
}

/// Makes nothing of any photo.
pub(super) fn decode_photo(_: &CleanFile, _: &[u32]) -> Result<DecodedPhoto, PhotoFault> {
    Ok(DecodedPhoto { whole: None, copies: Vec::new() })
}
