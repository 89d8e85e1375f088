//! What the press hands to the typesetter, and what comes back: plain data, so that both may be processes of
//! their own. Says also how it is written between them. Never touches the disk.

use std::ops::Range;

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
