//! The text of a PDF: takes its bytes, gives the text of each page in the order in which it is drawn.
//!
//! Characters are placed where they are drawn: a gap on a line becomes a space, and a new line a line
//! break, so that the columns of a table are not read as one number.

mod apart;
mod strings;

pub(crate) use apart::{READER, work};

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMapName};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings,
    InterpreterWarning, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use serde::{Deserialize, Serialize};

use super::{DocumentText, FilePart, Unread};
use crate::diag::{Words, words};

/// Larger files, and files with more pages, are not searched.
const MAX_BYTES: usize = 64 * 1024 * 1024;
const MAX_PAGES: usize = 2_000;

/// What is read of a file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PdfText {
    /// The text of each page.
    pages: Vec<String>,
    /// Text outside the pages: fields of forms, notes, addresses of links, descriptions, properties.
    beside: String,
    /// Whether a font uses an encoding that is not known here.
    is_foreign: bool,
}

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum PdfFault {
    TooLarge,
    TooManyPages,
    Protected,
    Invalid,
    TooLong,
    TooMuch,
    Died,
    NotTried,
}

/// The text of each page; read in a second process if `program` can be one.
pub(super) fn read(
    bytes: &[u8],
    program: Option<&Path>,
    stopped: &AtomicUsize,
) -> Result<DocumentText, Unread> {
    let text = match program {
        _ if bytes.len() > MAX_BYTES => Err(PdfFault::TooLarge),
        Some(program) => apart::read(bytes, program, stopped),
        None => extract(bytes.to_vec()),
    };
    text.map(PdfText::into_text).map_err(PdfFault::into_unread)
}

fn extract(bytes: Vec<u8>) -> Result<PdfText, PdfFault> {
    let pdf = Pdf::new(bytes).map_err(|refused| match refused {
        LoadPdfError::Decryption(_) => PdfFault::Protected,
        LoadPdfError::Invalid => PdfFault::Invalid,
    })?;
    if pdf.pages().len() > MAX_PAGES {
        return Err(PdfFault::TooManyPages);
    }
    let (cache, is_foreign) = (InterpreterCache::new(), Arc::new(AtomicBool::new(false)));
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = settings(is_foreign.clone());
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut drawn = DrawnText::default();
        interpret_page(page, &mut context, &mut drawn);
        pages.push(drawn.text);
    }
    let beside = strings::of(&pdf);
    Ok(PdfText { pages, beside, is_foreign: is_foreign.load(Ordering::Relaxed) })
}

impl PdfText {
    fn into_text(self) -> DocumentText {
        let count = |wanted: fn(char) -> bool| -> usize {
            self.pages.iter().map(|text| text.chars().filter(|c| wanted(*c)).count()).sum()
        };
        let (known, unknown) = (count(|c| !c.is_whitespace() && c != UNKNOWN), count(|c| c == UNKNOWN));
        let unread = if self.is_foreign || unknown * 10 > known {
            Some(Words::fixed("有的字体读不出文字", "the text in some of its fonts cannot be read"))
        } else if known == 0 {
            Some(Words::fixed("里面没有文字，多半是扫描件", "it holds no text: most likely it was scanned"))
        } else {
            None
        };
        let piece = |(at, text): (usize, String)| {
            let number = at + 1;
            FilePart { place: words!("第 {number} 页", "page {number}"), text }
        };
        let mut pieces: Vec<FilePart> = self.pages.into_iter().enumerate().map(piece).collect();
        let place = Words::fixed("表单、批注、链接和属性", "forms, notes, links and properties");
        pieces.push(FilePart { place, text: self.beside });
        DocumentText { pieces, unread }
    }
}

impl PdfFault {
    fn into_unread(self) -> Unread {
        match self {
            PdfFault::TooLarge => Words::fixed("文件太大", "it is too large"),
            PdfFault::TooManyPages => words!("超过 {MAX_PAGES} 页", "it has more than {MAX_PAGES} pages"),
            PdfFault::Protected => Words::fixed("加了密码", "it is protected with a password"),
            PdfFault::Invalid => Words::fixed("不是完整的 PDF", "it is not a complete PDF"),
            PdfFault::TooLong => {
                Words::fixed("读得太久，停下了", "it took too long to read, and was stopped")
            }
            PdfFault::TooMuch => {
                Words::fixed("读它占的内存太多，停下了", "it took too much memory to read, and was stopped")
            }
            PdfFault::Died => Words::fixed("读它的程序垮了", "the reader crashed on it"),
            PdfFault::NotTried => Words::fixed(
                "前面有几个 PDF 没能读完，这个没有再读",
                "several PDF files before it could not be read to the end, and it was not tried",
            ),
        }
    }
}

/// How pages are read: no fonts of the machine are used, and what cannot be read is noted.
fn settings(is_foreign: Arc<AtomicBool>) -> InterpreterSettings {
    let note = move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            is_foreign.store(true, Ordering::Relaxed);
        }
    };
    InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(NO_GLYPHS), 0))),
        cmap_resolver: Arc::new(cmap),
        warning_sink: Arc::new(note),
        render_annotations: true,
    }
}

/// The character map of a font that is not in the file, if the file gives only the name of the map. Only
/// the characters are needed: Unicode codes are characters themselves, and so are at least the ASCII codes
/// of GBK.
fn cmap(name: CMapName<'_>) -> Option<&'static [u8]> {
    let name = name.to_bytes();
    let holds = |part: &[u8]| memchr::memmem::find(name, part).is_some();
    if name.starts_with(b"Adobe-") {
        Some(TO_UNICODE)
    } else if name.starts_with(b"Uni") && (holds(b"UCS2") || holds(b"UTF16")) {
        Some(UNICODE)
    } else if name.starts_with(b"GB") {
        Some(GBK)
    } else {
        None
    }
}

const UNICODE: &[u8] = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
    1 begincidrange <0000> <FFFF> 0 endcidrange endcmap";
const GBK: &[u8] = b"begincmap 2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange \
    2 begincidrange <00> <80> 0 <8140> <FEFE> 33088 endcidrange endcmap";
const TO_UNICODE: &[u8] = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
    1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap";

/// A font without glyphs, for text whose font is not in the file: its characters follow from their codes.
const NO_GLYPHS: [u8; 12] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// Stands for an unknown character, which may be a letter, and separates the text around it.
const UNKNOWN: char = '\u{FFFD}';

/// The characters of a page as they are drawn.
#[derive(Default)]
struct DrawnText {
    text: String,
    /// Where the last character ends, and its size.
    last: Option<(Point, f64)>,
}

impl DrawnText {
    /// Adds a character with its width in thousandths of its size.
    fn add(&mut self, shown: &str, at: Affine, width: f64) {
        let start = at * Point::ORIGIN;
        let end = at * Point::new(width, 0.0);
        let size = (at * Point::new(0.0, 1000.0) - start).hypot().max(0.01);
        if let Some((last, size_of_last)) = self.last {
            let size = size.max(size_of_last);
            if (start.y - last.y).abs() > size / 3.0 {
                self.text.push('\n');
            } else if (start.x - last.x).abs() > size / 5.0 {
                self.text.push(if (start.x - last.x).abs() > size * 2.0 { '\t' } else { ' ' });
            }
        }
        self.text.push_str(shown);
        self.last = Some((end, size));
    }
}

impl Device<'_> for DrawnText {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let shown = match glyph.as_unicode() {
            Some(BfString::Char(shown)) => String::from(shown),
            Some(BfString::String(shown)) => shown,
            None => String::from(UNKNOWN),
        };
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
            Glyph::Type3(_) => 500.0,
        };
        self.add(&shown, transform * glyph_transform, f64::from(width));
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
