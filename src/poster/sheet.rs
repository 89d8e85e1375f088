//! A poster that has been set: takes its pages; gives them as a PDF or as pictures. The same pages give the
//! same bytes.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::visualize::Color;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

/// The default width of a picture in pixels: that of most telephones.
pub const WIDTH: u32 = 1080;

/// The most pixels of a picture: 400 MB while it is drawn.
const MAX_PIXELS: f64 = 1e8;

/// Pages as a PDF: tagged (PDF/UA-1), with embedded fonts, and without a date.
///
/// # Errors
/// Why it cannot be an accessible PDF, such as a picture without alternative text.
pub(super) fn pdf(document: &PagedDocument, ident: String) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default();
    typst_pdf::pdf(document, &options(ident, standards, true)).map_err(|found| found.into_iter().collect())
}

/// A page as a PNG picture `width` pixels wide; none if it would be larger than any telephone can show.
pub(super) fn png(page: &Page, width: u32) -> Option<Vec<u8>> {
    let mut page = page.clone();
    // A page is white even without a fill: transparent pixels would be black in some chats.
    if matches!(page.fill, Smart::Custom(None)) {
        page.fill = Smart::Custom(Some(Color::WHITE.into()));
    }
    let pixel_per_pt = f64::from(width) / page.frame.width().to_pt();
    let height = page.frame.height().to_pt() * pixel_per_pt;
    let options = RenderOptions { pixel_per_pt: pixel_per_pt.into(), render_bleed: false };
    (height * f64::from(width) <= MAX_PIXELS)
        .then(|| typst_render::render(&page, &options).encode_png().ok())
        .flatten()
}

/// Joins posters into one PDF for the print shop, in this order, with each font only once.
///
/// # Errors
/// Why it cannot be made.
pub(super) fn bind(documents: &[PagedDocument], title: &str) -> Result<Vec<u8>, String> {
    let pages = documents.iter().flat_map(|document| document.pages().iter().cloned()).collect();
    let info = typst::model::DocumentInfo { title: Some(title.into()), ..Default::default() };
    let document = PagedDocument::new(pages, info);
    // Tags identify elements by their location in a document, which is ambiguous for pages of many
    // documents.
    let found = typst_pdf::pdf(&document, &options(title.to_owned(), PdfStandards::default(), false));
    found.map_err(|found| found.first().map_or_else(String::new, |found| found.message.to_string()))
}

fn options(ident: String, standards: PdfStandards, tagged: bool) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Lilong".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    }
}
