//! Sets type: takes an order; gives a PDF and pictures of its pages, or the faults. Knows neither the site
//! nor the record, because it may run in a process of its own, which ends alone. Writes nothing.

use std::collections::BTreeSet;

use typst::diag::{LoadedWithin, Severity, SourceDiagnostic};
use typst::foundations::{Bytes, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::loading::{LoadSource, Loaded};
use typst::syntax::Spanned;
use typst::utils::PicoStr;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use super::fonts::{FamiliesByStyle, Fonts};
use super::glyphs::Glyphs;
use super::protocol::{DrawnPages, LayoutFault, LayoutResult, PosterOrder, SetPoster, WorkerSetup};
use super::quantity::Quantity;
use super::sheet;
use super::world::{PosterWorld, SharedFiles};
use crate::source::System;
use crate::track::Digest;

/// Sets posters with the layouts of one theme.
pub(super) struct Typesetter {
    shared: SharedFiles,
}

impl Typesetter {
    /// A typesetter with these layouts; the fonts of the site are read through `system`.
    pub(super) fn new(setup: &WorkerSetup, system: &dyn System) -> Typesetter {
        let digest = Digest::of_value(&(&setup.digest, &setup.fonts));
        Typesetter { shared: SharedFiles::new(setup, Fonts::of(&setup.fonts, system, digest)) }
    }

    /// Sets a poster.
    pub(super) fn set(&self, order: &PosterOrder) -> LayoutResult {
        let (document, warnings) = self.document(order)?;
        let (first, width) = match order.draw {
            DrawnPages::None => (0, 0),
            DrawnPages::First(width) => (1, width),
            DrawnPages::All(width) => (usize::MAX, width),
        };
        let pages = document.pages().iter().take(first);
        let drawn = pages
            .map(|page| sheet::png(page, width))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| vec![LayoutFault::TooLarge { width }])?;
        let world = self.world(order)?;
        let pdf =
            sheet::pdf(&document, order.ident.clone()).map_err(|found| self.diagnostics(&world, &found))?;
        Ok(SetPoster { count: document.pages().len(), warnings, pdf, drawn })
    }

    /// The pages of a poster, and the warnings of the layout.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn document(
        &self,
        order: &PosterOrder,
    ) -> Result<(PagedDocument, Vec<LayoutFault>), Vec<LayoutFault>> {
        pictures(order)?;
        let world = self.world(order)?;
        let set = typst::compile::<PagedDocument>(&world);
        self.have_read_fonts()?;
        let document = set.output.map_err(|found| self.diagnostics(&world, &found))?;
        let pages = document.pages().len();
        if pages > Quantity::Pages.most() {
            return Err(vec![LayoutFault::TooManyPages(pages)]);
        }
        let mut glyphs = Glyphs::of(&document);
        if glyphs.drawn == 0 {
            return Err(vec![LayoutFault::NoText]);
        }
        let mut wide = too_wide(&document);
        if wide.is_empty() {
            wide.append(&mut glyphs.outside);
        }
        let faults: Vec<LayoutFault> = glyphs
            .missing
            .into_iter()
            .map(LayoutFault::MissingGlyph)
            .chain(wide.into_iter().map(LayoutFault::TooWide))
            .collect();
        if faults.is_empty() { Ok((document, self.diagnostics(&world, &set.warnings))) } else { Err(faults) }
    }

    fn world(&self, order: &PosterOrder) -> Result<PosterWorld<'_>, Vec<LayoutFault>> {
        let mut data: serde_json::Value = serde_json::from_str(&order.data).unwrap_or_default();
        data["fonts"] = serde_json::to_value(self.families(&order.data)?).unwrap_or_default();
        let mut files = vec![("/data.json".to_owned(), Bytes::from_string(data.to_string()))];
        files.extend(order.code.clone().map(|svg| ("/qr.svg".to_owned(), Bytes::from_string(svg))));
        files.extend(
            order.pictures.iter().cloned().zip(order.bytes.iter().map(|bytes| Bytes::new(bytes.clone()))),
        );
        PosterWorld::new(&self.shared, &order.layout, files).ok_or_else(|| vec![LayoutFault::NoLayout])
    }

    /// Fails if a font could not be read: the next build would take such a poster for a correct one.
    fn have_read_fonts(&self) -> Result<(), Vec<LayoutFault>> {
        let unread = self.shared.fonts.unread();
        unread.map_or(Ok(()), |why| Err(vec![LayoutFault::FontUnread(why.to_owned())]))
    }

    /// The families to set it with.
    fn families(&self, data: &str) -> Result<FamiliesByStyle, Vec<LayoutFault>> {
        self.have_read_fonts()?;
        let fonts = &self.shared.fonts;
        let chinese =
            || data.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
        if !fonts.have_chinese() && chinese() {
            return Err(vec![LayoutFault::NoChineseFont]);
        }
        Ok(fonts.families.or_any(&fonts.store))
    }

    /// The diagnostics of Typst, at their line of the layout.
    fn diagnostics<'f>(
        &self,
        world: &PosterWorld<'_>,
        found: impl IntoIterator<Item = &'f SourceDiagnostic>,
    ) -> Vec<LayoutFault> {
        let one = |found: &SourceDiagnostic| {
            let hints: String = found.hints.iter().map(|hint| format!("; {}", hint.v)).collect();
            // A mistake inside data is reported where the layout read it.
            let trace = found.trace.iter().map(|point| point.span.into());
            let places = std::iter::once(found.span).chain(trace);
            let mut places = places
                .filter_map(|span| Some((self.shared.place(span.id()?)?.to_owned(), world.range(span)?)));
            let place = places.next().or_else(|| Some((self.shared.place(world.main())?.to_owned(), 0..0)));
            LayoutFault::Layout {
                message: format!("{}{hints}", found.message),
                place,
                error: found.severity == Severity::Error,
            }
        };
        found.into_iter().map(one).collect()
    }
}

/// Decodes each picture as the layout will; the layout then uses the cached result.
fn pictures(order: &PosterOrder) -> Result<(), Vec<LayoutFault>> {
    let one = |(name, bytes): (&String, &Vec<u8>)| {
        let bytes = Bytes::new(bytes.clone());
        let format = match name.rsplit_once('.').map_or("", |(_, end)| end) {
            "png" => ExchangeFormat::Png,
            "jpg" | "jpeg" => ExchangeFormat::Jpg,
            "gif" => ExchangeFormat::Gif,
            "webp" => ExchangeFormat::Webp,
            _ => {
                let drawing = Loaded::new(Spanned::detached(LoadSource::Bytes), bytes.clone());
                return SvgImage::new(bytes)
                    .within(&drawing)
                    .err()
                    .and_then(|found| Some(found.first()?.message.to_string()));
            }
        };
        RasterImage::plain(bytes, format).err().map(String::from)
    };
    let faults: Vec<LayoutFault> = order
        .pictures
        .iter()
        .zip(&order.bytes)
        .filter_map(|file| one(file).map(|why| LayoutFault::Picture { name: file.0.clone(), why }))
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// What the layout reports as wider than the sheet. Other problems that it may report are known from the
/// data.
fn too_wide(document: &PagedDocument) -> BTreeSet<String> {
    let text = |value: Option<&Value>| match value {
        Some(Value::Str(text)) => text.as_str().to_owned(),
        _ => String::new(),
    };
    let labelled = Label::new(PicoStr::intern("problem"))
        .map(|label| document.introspector().query(&Selector::Label(label)));
    let dicts =
        labelled.iter().flatten().filter_map(|element| match &element.to_packed::<MetadataElem>()?.value {
            Value::Dict(dict) => Some(dict.clone()),
            _ => None,
        });
    let known = ["address-too-long", "too-deep"];
    let labelled = dicts.map(|dict| [text(dict.get("kind").ok()), text(dict.get("what").ok())]);
    labelled.filter(|[kind, _]| !known.contains(&kind.as_str())).map(|[_, what]| what).collect()
}
