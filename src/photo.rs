//! Pictures and other files on their way to the output: takes a file's bytes, gives those that are published.
//!
//! A photo says where and when it was taken, and by which telephone; a drawing may hold a script; a document
//! names whoever wrote it. What is published of a picture is the picture: upright, with no metadata, its
//! pixels untouched where it need not be turned. Large photos get smaller copies beside them. Nothing here
//! reads or writes a file, and what is public is never more than what came in.

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

/// The most pixels of a picture, and of all pictures of a poster: five photos of a telephone. A few bytes can
/// stand for many more, which every telephone that opens the page would have to unpack.
pub const MAX_PIXELS: u64 = 60_000_000;

/// The widths of the smaller copies of a photo, in pixels: a telephone's page, the same on a fine screen or
/// the page of a computer, and that on a fine screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// A photo has only copies that are this much narrower: fifths of its own width.
const NARROWER: u32 = 4;

/// A file as it is published.
#[derive(Debug)]
pub struct CleanFile {
    /// Its bytes; those of a picture that is to be turned still lie as it does.
    pub bytes: Vec<u8>,
    /// How the picture is still to be turned.
    pub turn: PhotoOrientation,
    /// Of a picture: how large it is shown.
    pub size: Option<Size>,
    /// The widths of the smaller copies that it gets.
    pub widths: &'static [u32],
    /// What of a drawing is not published.
    pub removed: RemovedParts,
}

/// What is known of a file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// How many bytes are published.
    pub bytes: u64,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
    /// Of a picture: how large it is shown.
    pub size: Option<Size>,
    /// The widths of its smaller copies.
    pub widths: &'static [u32],
    /// Whether it is turned, so that only who decodes it knows its bytes.
    pub is_turned: bool,
    /// What of a drawing is not published.
    pub removed: RemovedParts,
    /// Whom a document names besides what it says, each with where.
    pub names: Vec<NamedPerson>,
}

/// Somebody whom a document names where few people look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedPerson {
    /// As what.
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
    /// Whoever commented on it.
    Comment,
    /// Whoever changed it, where the changes are kept.
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

/// The bytes and the SHA-256 of a photo after it was turned, as an earlier build found them.
pub type TurnedPhoto = (u64, String);

/// What is published of a file, by its name and its bytes.
///
/// # Errors
/// It is no picture although it is called one, is broken, too large, or of a format that only some programs
/// show.
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
    // What cannot be turned says which way is up, and nothing else: browsers turn it.
    let bytes = if turn == stripped.turn {
        stripped.bytes
    } else {
        (stripped.oriented)(&stripped.bytes, stripped.turn)
    };
    Ok(CleanFile { bytes, turn, size: Some(size), widths, removed: RemovedParts::default() })
}

/// A picture as it is published wherever it is one file: clean and upright.
///
/// # Errors
/// As those of [`clean`], or that it cannot be decoded.
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

    /// What is known of it; `turned` is what an earlier build found of the same photo. Counts in `decoded`
    /// whether it had to be decoded for that.
    ///
    /// # Errors
    /// It is to be turned and cannot be decoded.
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
    /// What is known of the file with that name and these bytes; `turned` is what an earlier build found of
    /// the same bytes. Counts in `decoded` whether a photo had to be decoded for that.
    ///
    /// # Errors
    /// As those of [`clean`], or that a photo cannot be decoded, or that the file is a page.
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
    /// As its pixels lie.
    size: Size,
    turn: PhotoOrientation,
    /// Whether it can be decoded, turned and written again without a loss that anybody sees.
    can_turn: bool,
    /// What writes the way up into the bytes, where it cannot be turned.
    oriented: fn(&[u8], PhotoOrientation) -> Vec<u8>,
}
