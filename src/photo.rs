//! Pictures and other files on their way to the output: takes the bytes of a file; gives those to publish.
//!
//! A photo records where, when and with which telephone it was taken; a drawing may contain a script; a
//! document names its authors. Only the picture itself is published: upright, without metadata, and with
//! its pixels unchanged unless it must be rotated. Large photos get smaller copies. Nothing here reads or
//! writes a file, and nothing is published that was not in the file.

mod cache;
mod copy;
#[cfg(feature = "photo")]
mod decode;
#[cfg(not(feature = "photo"))]
#[path = "photo/decode/none.rs"]
mod decode;
#[cfg(feature = "photo")]
mod document;
#[cfg(not(feature = "photo"))]
#[path = "photo/document/none.rs"]
mod document;
mod fault;
mod format;
mod gif;
mod jpeg;
#[cfg(feature = "webp")]
mod libwebp;
mod orientation;
mod png;
mod profile;
mod svg;
mod webp;

pub use cache::{PhotoCache, PhotoPart};
pub use copy::{CopyForm, PhotoCopy};
pub use fault::{Broken, PhotoFault, UnsupportedFormat};
pub use format::extension;
pub use gif::first_frame;
pub use orientation::PhotoOrientation;
pub use profile::MAX_PROFILE;
pub use svg::{RemovedParts, Shapes};

use std::sync::Arc;

use crate::track::sha256;
use format::PhotoFormat;

/// Width and height in CSS pixels.
pub type Size = (u32, u32);

/// The most pixels of a picture, and of all pictures of a poster: five photos of a telephone. A few bytes
/// can decode to many more, which would burden every telephone that opens the page.
pub const MAX_PIXELS: u64 = 60_000_000;

/// The widths of the smaller copies of a photo, in pixels: for a page on a telephone; for the same on a
/// high-resolution screen, or a page on a computer; and for a high-resolution computer screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// A photo gets only copies of at most this many fifths of its own width.
const NARROWER: u32 = 4;

/// A file in the form in which it is published.
#[derive(Debug)]
pub struct CleanFile {
    /// Its bytes; a picture that must be rotated is not rotated in them yet.
    pub bytes: Vec<u8>,
    /// How the picture must still be rotated.
    pub turn: PhotoOrientation,
    /// For a picture: the size at which it is shown.
    pub size: Option<Size>,
    /// The widths of the smaller copies that it gets.
    pub widths: &'static [u32],
    /// What was removed from a drawing.
    pub removed: RemovedParts,
}

/// The properties of a published file, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// How many bytes are published.
    pub bytes: u64,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
    /// For a picture: the size at which it is shown.
    pub size: Option<Size>,
    /// The widths of its smaller copies.
    pub widths: &'static [u32],
    /// Whether it is rotated, so that its bytes are known only after decoding.
    pub is_turned: bool,
    /// What was removed from a drawing.
    pub removed: RemovedParts,
    /// The people whom a document names outside its text, and where.
    pub names: Vec<NamedPerson>,
}

/// A person whom a document names where few people look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedPerson {
    /// The role.
    pub part: DocumentPart,
    /// The name.
    pub name: Arc<str>,
}

/// Where a document names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentPart {
    /// Its author.
    Author,
    /// Who saved it last.
    Editor,
    /// A company or a manager.
    Company,
    /// The author of a comment.
    Comment,
    /// The author of a tracked change.
    Change,
}

impl DocumentPart {
    /// All of them, in order.
    pub const ALL: [DocumentPart; 5] = [
        DocumentPart::Author,
        DocumentPart::Editor,
        DocumentPart::Company,
        DocumentPart::Comment,
        DocumentPart::Change,
    ];
}

/// The length and the SHA-256 of a photo after rotation, as computed by an earlier build.
pub type TurnedPhoto = (u64, String);

/// Makes the published form of a file, from its name and its bytes.
///
/// # Errors
/// The file is named like a picture but is none, is damaged, too large, or in a format that only some
/// programs show.
pub fn clean(name: &str, bytes: Vec<u8>) -> Result<CleanFile, PhotoFault> {
    let Some(format) = PhotoFormat::of(name, &bytes)? else { return Ok(CleanFile::as_is(bytes)) };
    let stripped = match format {
        PhotoFormat::Svg => return svg::clean(&bytes),
        PhotoFormat::Jpeg => jpeg::strip(&bytes),
        PhotoFormat::Png => png::strip(&bytes),
        PhotoFormat::WebP => webp::strip(&bytes),
        PhotoFormat::Gif => gif::strip(&bytes),
    }?;
    let (width, height) = stripped.size;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PhotoFault::Pixels { width, height });
    }
    let size = stripped.turn.size(stripped.size);
    let turn = if stripped.can_turn && decode::CAN_TURN { stripped.turn } else { PhotoOrientation::UPRIGHT };
    let widths = if format == PhotoFormat::Jpeg && stripped.can_turn { smaller(size.0) } else { &[] };
    // A picture that cannot be rotated keeps its orientation and no other metadata: browsers rotate it.
    let bytes = if turn == stripped.turn {
        stripped.bytes
    } else {
        (stripped.oriented)(&stripped.bytes, stripped.turn)
    };
    Ok(CleanFile { bytes, turn, size: Some(size), widths, removed: RemovedParts::default() })
}

/// A picture in the form in which it is published without copies: clean and upright.
///
/// # Errors
/// Those of [`clean`], or that it cannot be decoded.
pub fn upright(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, PhotoFault> {
    let clean = clean(name, bytes)?;
    if clean.turn == PhotoOrientation::UPRIGHT {
        return Ok(clean.bytes);
    }
    let decoded = decode::decode_photo(&clean, &[])?;
    Ok(decoded.whole.unwrap_or(clean.bytes))
}

/// The widths of the smaller copies of a photo that is `width` wide.
fn smaller(width: u32) -> &'static [u32] {
    if !decode::CAN_TURN {
        return &[];
    }
    let count = WIDTHS.iter().filter(|narrow| **narrow <= width / 5 * NARROWER).count();
    &WIDTHS[..count]
}

impl CleanFile {
    fn as_is(bytes: Vec<u8>) -> CleanFile {
        CleanFile {
            bytes,
            turn: PhotoOrientation::UPRIGHT,
            size: None,
            widths: &[],
            removed: RemovedParts::default(),
        }
    }

    /// The properties of the file; `turned` is what an earlier build computed for the same photo. Sets
    /// `decoded` if the photo had to be decoded.
    ///
    /// # Errors
    /// The picture must be rotated and cannot be decoded.
    fn form(self, turned: Option<&TurnedPhoto>, decoded: &mut bool) -> Result<FileForm, PhotoFault> {
        let is_turned = self.turn != PhotoOrientation::UPRIGHT;
        let (bytes, sha256) = match turned.filter(|_| is_turned) {
            Some(known) => known.clone(),
            None if is_turned => {
                *decoded = true;
                let whole = decode::decode_photo(&self, &[])?.whole.unwrap_or_default();
                (whole.len() as u64, sha256(&whole))
            }
            None => (self.bytes.len() as u64, sha256(&self.bytes)),
        };
        let CleanFile { size, widths, removed, .. } = self;
        Ok(FileForm { bytes, sha256, size, widths, is_turned, removed, names: Vec::new() })
    }
}

impl FileForm {
    /// The properties of the file with this name and these bytes; `turned` is what an earlier build
    /// computed for the same bytes. Sets `decoded` if a photo had to be decoded.
    ///
    /// # Errors
    /// Those of [`clean`], or that a photo cannot be decoded, or that the file is a page.
    pub fn of(
        name: &str,
        bytes: Vec<u8>,
        turned: Option<&TurnedPhoto>,
        decoded: &mut bool,
    ) -> Result<FileForm, PhotoFault> {
        if format::is_page(name, &bytes) {
            return Err(PhotoFault::Page);
        }
        let names = document::names(name, &bytes);
        let form = clean(name, bytes)?.form(turned, decoded)?;
        Ok(FileForm { names, ..form })
    }
}

/// A picture without its metadata.
struct StrippedPicture {
    bytes: Vec<u8>,
    /// The size before rotation.
    size: Size,
    turn: PhotoOrientation,
    /// Whether it can be decoded, rotated and encoded again without visible loss.
    can_turn: bool,
    /// Writes the orientation into the bytes, for a picture that cannot be rotated.
    oriented: fn(&[u8], PhotoOrientation) -> Vec<u8>,
}
