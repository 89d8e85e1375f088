//! What the press hands to the typesetter, and what comes back: plain data, so that both may be processes of
//! their own. Says also how it is written between them. Never touches the disk.

use std::io::{self, Read, Write};
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A poster to be set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PosterOrder {
    /// The layout, by name.
    pub(super) layout: String,
    /// The data, as JSON.
    pub(super) data: String,
    /// The code of its address, as SVG.
    pub(super) code: Option<String>,
    /// The names that the layout asks for pictures by, in the order of their bytes.
    pub(super) pictures: Vec<String>,
    /// The bytes of the pictures.
    #[serde(skip)]
    pub(super) bytes: Vec<Vec<u8>>,
    /// What tells its PDF from all others.
    pub(super) ident: String,
    /// Which pictures are to be drawn of it.
    pub(super) draw: DrawnPages,
    /// How much memory it may take.
    pub(super) memory: usize,
}

/// Which pages are to be drawn as PNG pictures, and how wide in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DrawnPages {
    /// None.
    #[default]
    None,
    /// The first.
    First(u32),
    /// Every page.
    All(u32),
}

/// What all posters of a theme share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct WorkerSetup {
    /// The folder of the site, where it has one.
    pub(super) root: String,
    /// The font files that the site and its theme bring.
    pub(super) fonts: Vec<String>,
    /// The digest of every font file, in hexadecimal.
    pub(super) digest: String,
    /// The files of `posters/`: the name of each and where it is, in the order of their bytes.
    pub(super) layouts: Vec<(String, String)>,
    /// The bytes of those files.
    #[serde(skip)]
    pub(super) bytes: Vec<Vec<u8>>,
}

/// A poster that was set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SetPoster {
    /// How many pages it has.
    pub(super) count: usize,
    /// What the layout warned of.
    pub(super) warnings: Vec<LayoutFault>,
    /// The PDF.
    #[serde(skip)]
    pub(super) pdf: Vec<u8>,
    /// The pages that were to be drawn, as PNG.
    #[serde(skip)]
    pub(super) drawn: Vec<Vec<u8>>,
}

/// Why there is no poster, or what is odd about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum LayoutFault {
    /// The machine has no font for Chinese.
    NoChineseFont,
    /// A font file could not be read: its path, and why.
    FontUnread(String),
    /// The theme has no layout of this name.
    NoLayout,
    /// A picture cannot be read.
    Picture { name: String, why: String },
    /// What Typst says, where, and whether it is an error.
    Layout { message: String, place: Option<(String, Range<usize>)>, error: bool },
    /// Nothing was drawn.
    NoText,
    /// A character is in no font.
    MissingGlyph(char),
    /// Something is wider than the sheet.
    TooWide(String),
    /// There are too many pages.
    TooManyPages(usize),
    /// A page is too large to be drawn so wide.
    TooLarge { width: u32 },
}

/// What came of an order.
pub(super) type LayoutResult = Result<SetPoster, Vec<LayoutFault>>;

/// What the process that sets type says of an order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WorkerReply {
    /// What came of it.
    pub(super) outcome: LayoutResult,
    /// The processor time it took, in milliseconds.
    pub(super) took: u64,
    /// Whether the process is to get no further order: it holds so much memory that the next would have too
    /// little, or lacks a font.
    pub(super) spent: bool,
}

/// What is said to the process that sets type.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum WorkerRequest<S = WorkerSetup, O = PosterOrder> {
    /// What the orders that follow share.
    Setup(S),
    /// A poster.
    Order(O),
}

/// A longer message is not one of ours.
const LONGEST: u64 = 1 << 31;

/// Writes a message: its head as JSON, then what it carries, each with its length before it.
///
/// # Errors
/// The other side is gone.
pub(super) fn send(to: &mut impl Write, head: &impl Serialize, carried: &[Vec<u8>]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    to.write_all(&(carried.len() as u64).to_le_bytes())?;
    for part in std::iter::once(&head).chain(carried) {
        to.write_all(&(part.len() as u64).to_le_bytes())?;
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads a message.
///
/// # Errors
/// The other side is gone, or sends an invalid message.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<Vec<u8>>)> {
    let parts = number(from)?;
    let head = part(from)?;
    let carried = (0..parts).map(|_| part(from)).collect::<io::Result<Vec<_>>>()?;
    Ok((serde_json::from_slice(&head)?, carried))
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Some(u64::from_le_bytes(bytes))
        .filter(|number| *number < LONGEST)
        .ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn part(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let len = number(from)?;
    let mut bytes = Vec::new();
    match from.take(len).read_to_end(&mut bytes)? as u64 == len {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received_and_what_is_cut_short_is_reported() {
        let fault = LayoutFault::Layout {
            message: "错".to_owned(),
            place: Some(("a.typ".to_owned(), 1..3)),
            error: true,
        };
        let (head, carried): (LayoutResult, _) =
            (Err(vec![fault.clone(), LayoutFault::MissingGlyph('㛃')]), vec![b"pdf".to_vec(), Vec::new()]);
        let mut sent = Vec::new();
        send(&mut sent, &head, &carried).unwrap();
        let (got, parts): (LayoutResult, _) = receive(&mut &*sent).unwrap();
        assert_eq!((got.unwrap_err(), parts), (vec![fault, LayoutFault::MissingGlyph('㛃')], carried));
        for end in 0..sent.len() {
            assert!(receive::<LayoutResult>(&mut &sent[..end]).is_err(), "{end} bytes are taken for all");
        }
        assert!(receive::<LayoutResult>(&mut &b"Usage: lilong [OPTIONS]\n"[..]).is_err());
    }
}
