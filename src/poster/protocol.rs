//! What the press sends to the typesetter, and what it gets back: plain data, so that each may be a process
//! of its own. Also defines how it is serialized. Never touches the disk.

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
    /// The names by which the layout asks for pictures, in the order of `bytes`.
    pub(super) pictures: Vec<String>,
    /// The bytes of the pictures.
    #[serde(skip)]
    pub(super) bytes: Vec<Vec<u8>>,
    /// The identifier of its PDF.
    pub(super) ident: String,
    /// Which of its pages are to be drawn as pictures.
    pub(super) draw: DrawnPages,
    /// How much memory it may take.
    pub(super) memory: usize,
}

/// Which pages are to be drawn as PNG pictures, and how many pixels wide.
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
    /// The folder of the site, if it has one.
    pub(super) root: String,
    /// The font files of the site and its theme.
    pub(super) fonts: Vec<String>,
    /// The digest of every font file, in hexadecimal.
    pub(super) digest: String,
    /// The files of `posters/`: the name and the location of each, in the order of `bytes`.
    pub(super) layouts: Vec<(String, String)>,
    /// The bytes of those files.
    #[serde(skip)]
    pub(super) bytes: Vec<Vec<u8>>,
}

/// A poster that has been set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SetPoster {
    /// How many pages it has.
    pub(super) count: usize,
    /// The warnings of the layout.
    pub(super) warnings: Vec<LayoutFault>,
    /// The PDF.
    #[serde(skip)]
    pub(super) pdf: Vec<u8>,
    /// The pages that were to be drawn, as PNG.
    #[serde(skip)]
    pub(super) drawn: Vec<Vec<u8>>,
}

/// Why there is no poster, or what it is warned of.
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
    /// An error or a warning of Typst, with its location.
    Layout { message: String, place: Option<(String, Range<usize>)>, error: bool },
    /// The poster has no text.
    NoText,
    /// No font has this character.
    MissingGlyph(char),
    /// Something is wider than the sheet.
    TooWide(String),
    /// There are too many pages.
    TooManyPages(usize),
    /// A page is too large to be drawn at this width.
    TooLarge { width: u32 },
}

/// The outcome of an order.
pub(super) type LayoutResult = Result<SetPoster, Vec<LayoutFault>>;

/// The answer of the process that sets type.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WorkerReply {
    /// The outcome.
    pub(super) outcome: LayoutResult,
    /// The processor time it took, in milliseconds.
    pub(super) took: u64,
    /// Whether the process is to get no further orders: it holds so much memory that too little is left for
    /// the next poster, or a font could not be read.
    pub(super) spent: bool,
}

/// A message to the process that sets type.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum WorkerRequest<S = WorkerSetup, O = PosterOrder> {
    /// What all following orders share.
    Setup(S),
    /// A poster to set.
    Order(O),
}
