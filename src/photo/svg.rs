//! An SVG without anything that runs, loads from elsewhere, or names its author: takes a drawing; copies
//! those elements that draw. A drawing without anything else stays the same to the byte.

mod shapes;
mod style;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesDecl, BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{Reader, Writer};

use super::{Broken, CleanFile, PhotoFault, PhotoOrientation, Size, upright};
pub use shapes::Shapes;

const SVG: &[u8] = b"http://www.w3.org/2000/svg";
const XLINK: &[u8] = b"http://www.w3.org/1999/xlink";

/// The elements that draw, and those within them (SVG 2, appendix F; filters by SVG 1.1).
const ELEMENTS: &str = "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap \
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge \
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence \
    filter g image line linearGradient marker mask mpath path pattern polygon polyline radialGradient rect \
    set stop style svg switch symbol text textPath title tspan use view";

/// The formats of pictures that a drawing may embed.
const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];

/// How many shapes may result from repetition, and how deep it may be nested: what a telephone draws in a
/// second.
const MAX_AGAIN: u64 = 200_000;
const MAX_REFERENCES: usize = 50_000;

/// How deep elements may be nested.
const DEEPEST: usize = 200;

/// What was removed from a drawing and might be missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemovedParts {
    /// A script, an event handler, or HTML.
    pub scripts: bool,
    /// A reference to something outside the drawing.
    pub references: bool,
}

impl RemovedParts {
    /// Whether anything was removed.
    pub fn any(self) -> bool {
        self.scripts || self.references
    }
}

pub(super) fn clean(bytes: &[u8]) -> Result<CleanFile, PhotoFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Broken::Xml)?;
    let mut cleaner = Cleaner::new(text);
    cleaner.run()?;
    let (removed, changed) = (cleaner.removed, cleaner.changed);
    let bytes = if changed { cleaner.out.into_inner() } else { bytes.to_vec() };
    Ok(CleanFile { size: size(&bytes), bytes, turn: PhotoOrientation::UPRIGHT, widths: &[], removed })
}

/// The content of an open `style`. A browser reads all of it as one text, ignoring comments and other nodes
/// that divide it, so it is written only once all of it has been checked.
#[derive(Default)]
struct OpenStyle {
    events: Vec<Event<'static>>,
    text: String,
}

struct Cleaner<'a> {
    reader: NsReader<&'a [u8]>,
    out: Writer<Vec<u8>>,
    removed: RemovedParts,
    /// Whether anything was removed, missed or not.
    changed: bool,
    /// How many elements are open, and how many of those that are removed.
    open: usize,
    skipped: usize,
    /// The open `style`.
    style: Option<OpenStyle>,
    has_root: bool,
    /// The shapes of what is kept.
    shapes: Shapes,
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str) -> Cleaner<'a> {
        Cleaner {
            reader: NsReader::from_str(text),
            out: Writer::new(Vec::with_capacity(text.len())),
            removed: RemovedParts::default(),
            changed: false,
            open: 0,
            skipped: 0,
            style: None,
            has_root: false,
            shapes: Shapes::default(),
        }
    }

    fn run(&mut self) -> Result<(), PhotoFault> {
        loop {
            let event = self.reader.read_event().map_err(|_| Broken::Xml)?;
            match event {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => self.empty(&tag)?,
                Event::End(tag) => self.end(tag)?,
                Event::Eof if self.has_root && self.open == 0 => return self.weigh(),
                Event::Eof => return Err(Broken::Xml.into()),
                other => self.text(other)?,
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), PhotoFault> {
        self.open += 1;
        if self.skipped > 0 || !self.draws(tag)? {
            self.skipped += 1;
            return Ok(());
        }
        let kept = self.attributes(tag)?;
        self.shapes.start(&kept);
        if self.shapes.depth() > DEEPEST {
            return Err(PhotoFault::Shapes);
        }
        self.write(Event::Start(kept))?;
        if tag.local_name().as_ref() == b"style" {
            self.style = Some(OpenStyle::default());
        }
        Ok(())
    }

    fn end(&mut self, tag: BytesEnd<'_>) -> Result<(), PhotoFault> {
        self.open = self.open.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        if let Some(style) = self.style.take() {
            if style::is_local(&style.text) {
                style.events.into_iter().try_for_each(|event| self.write(event))?;
            } else {
                (self.removed.references, self.changed) = (true, true);
            }
        }
        self.shapes.end();
        self.write(Event::End(tag))
    }

    fn empty(&mut self, tag: &BytesStart<'_>) -> Result<(), PhotoFault> {
        if self.skipped > 0 || !self.draws(tag)? {
            return Ok(());
        }
        let kept = self.attributes(tag)?;
        self.shapes.start(&kept);
        self.shapes.end();
        self.write(Event::Empty(kept))
    }

    /// Rejects a drawing whose file is small but which is more than a browser draws.
    fn weigh(&self) -> Result<(), PhotoFault> {
        let again = |drawn: u64| drawn - self.shapes.met() as u64;
        let is_light = self.shapes.references() <= MAX_REFERENCES
            && self.shapes.drawn().is_some_and(|drawn| again(drawn) <= MAX_AGAIN);
        if is_light { Ok(()) } else { Err(PhotoFault::Shapes) }
    }

    /// Whether an element is one that draws; notes what will be missed without it.
    fn draws(&mut self, tag: &BytesStart<'_>) -> Result<bool, PhotoFault> {
        let (space, local) = self.reader.resolver().resolve_element(tag.name());
        let name = std::str::from_utf8(local.as_ref()).map_err(|_| Broken::Xml)?;
        let is_svg = matches!(space, ResolveResult::Bound(Namespace(SVG)) | ResolveResult::Unbound);
        if !self.has_root {
            if !is_svg || name != "svg" {
                return Err(Broken::Xml.into());
            }
            self.has_root = true;
        }
        // A style is text only: no element may be in it.
        let draws =
            self.style.is_none() && is_svg && ELEMENTS.split_ascii_whitespace().any(|known| known == name);
        let animates = matches!(name, "animate" | "animateMotion" | "animateTransform" | "set");
        let draws = draws && !(animates && moves_what_runs(tag));
        if !draws {
            self.changed = true;
            self.removed.scripts |=
                animates || (is_svg && matches!(name, "script" | "foreignObject" | "handler"));
        }
        Ok(draws)
    }

    /// The element with those attributes that may stay.
    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<BytesStart<'static>, PhotoFault> {
        let name = std::str::from_utf8(tag.name().as_ref()).map_err(|_| Broken::Xml)?.to_owned();
        let local = tag.local_name();
        let mut kept = BytesStart::new(name);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| Broken::Xml)?;
            let key = std::str::from_utf8(attribute.key.as_ref()).map_err(|_| Broken::Xml)?;
            let raw = std::str::from_utf8(&attribute.value).map_err(|_| Broken::Xml)?;
            let value = unescape(raw).map_err(|_| Broken::Xml)?;
            match self.attribute(key, local.as_ref(), &value)? {
                // As it was written, but in double quotation marks.
                Some(Cow::Borrowed(_)) => {
                    kept.push_attribute((key.as_bytes(), raw.replace('"', "&quot;").as_bytes()));
                }
                Some(Cow::Owned(other)) => kept.push_attribute((key, &*other)),
                None => self.changed = true,
            }
        }
        Ok(kept)
    }

    /// The value that an attribute keeps; none if the attribute is removed.
    fn attribute<'v>(
        &mut self,
        key: &str,
        of: &[u8],
        value: &'v str,
    ) -> Result<Option<Cow<'v, str>>, PhotoFault> {
        let stays = Ok(Some(Cow::Borrowed(value)));
        let (prefix, local) = key.split_once(':').unwrap_or(("", key));
        match (prefix, local) {
            ("", "xmlns") => {
                // The elements inside were checked under this namespace.
                Ok(Some(Cow::Borrowed(value)).filter(|_| value.as_bytes() == SVG))
            }
            ("xmlns", _) => Ok(Some(Cow::Borrowed(value))
                .filter(|value| [SVG, XLINK].iter().any(|known| *known == value.as_bytes()))),
            ("xml", "space" | "lang") => stays,
            ("" | "xlink", "href") => self.reference(of, value),
            ("", _) if local.to_ascii_lowercase().starts_with("on") => {
                self.removed.scripts = true;
                Ok(None)
            }
            ("", _) if local != "ping" && style::is_local(value) => stays,
            ("", _) => {
                self.removed.references = true;
                Ok(None)
            }
            // Notes of programs, such as the folder that the file was saved in.
            _ => Ok(None),
        }
    }

    /// The target of an element's reference: something in the drawing itself, or an embedded picture.
    fn reference<'v>(&mut self, of: &[u8], value: &'v str) -> Result<Option<Cow<'v, str>>, PhotoFault> {
        let trimmed = value.trim();
        if trimmed.starts_with('#') {
            return Ok(Some(Cow::Borrowed(value)));
        }
        if matches!(of, b"image" | b"feImage")
            && let Some((kind, packed)) = embedded(trimmed)
        {
            let packed: String = packed.split_ascii_whitespace().collect();
            let picture = STANDARD.decode(&packed).map_err(|_| Broken::NoPicture)?;
            let clean = upright(&format!("picture.{kind}"), picture.clone())?;
            if clean == picture {
                return Ok(Some(Cow::Borrowed(value)));
            }
            self.changed = true;
            return Ok(Some(Cow::Owned(format!("data:image/{kind};base64,{}", STANDARD.encode(clean)))));
        }
        self.removed.references |= !trimmed.is_empty();
        self.removed.scripts |= trimmed.to_ascii_lowercase().starts_with("javascript:");
        Ok(None)
    }

    /// Writes what is between elements.
    fn text(&mut self, event: Event<'_>) -> Result<(), PhotoFault> {
        let part = match &event {
            _ if self.skipped > 0 => return Ok(()),
            Event::Text(text) => text_of(text)?.to_owned(),
            Event::CData(text) => text_of(text)?.to_owned(),
            Event::GeneralRef(name) => resolved(name)?,
            Event::Decl(declared) if is_utf8(declared) => return self.write(event),
            // A document type may define entities, and a processing instruction can load a style sheet.
            Event::PI(_) => {
                (self.removed.references, self.changed) = (true, true);
                return Ok(());
            }
            // Published drawings have no other encoding.
            _ => {
                self.changed = true;
                return Ok(());
            }
        };
        match &mut self.style {
            Some(style) => {
                style.text.push_str(&part);
                style.events.push(event.into_owned());
                Ok(())
            }
            None => self.write(event),
        }
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), PhotoFault> {
        // Writing to memory cannot fail.
        self.out.write_event(event).map_err(|_| Broken::Xml.into())
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, PhotoFault> {
    std::str::from_utf8(bytes).map_err(|_| Broken::Xml.into())
}

/// The character of an entity reference, if XML itself defines the entity.
fn resolved(name: &BytesRef<'_>) -> Result<String, PhotoFault> {
    if let Some(c) = name.resolve_char_ref().map_err(|_| Broken::Xml)? {
        return Ok(c.into());
    }
    let known = resolve_predefined_entity(text_of(name)?);
    known.map(str::to_owned).ok_or_else(|| Broken::Xml.into())
}

/// Whether a declaration names no encoding other than that of published files.
fn is_utf8(declared: &BytesDecl<'_>) -> bool {
    match declared.encoding() {
        None => true,
        Some(named) => named.is_ok_and(|named| named.eq_ignore_ascii_case(b"utf-8")),
    }
}

/// Whether an animation changes an attribute that may run or load something.
fn moves_what_runs(tag: &BytesStart<'_>) -> bool {
    let moved = tag.try_get_attribute("attributeName").ok().flatten();
    moved.is_some_and(|moved| {
        let moved = String::from_utf8_lossy(&moved.value).trim().to_ascii_lowercase();
        moved.ends_with("href") || moved.starts_with("on") || moved.contains('&')
    })
}

/// The format and the bytes of a picture that is embedded in an address.
fn embedded(address: &str) -> Option<(&'static str, &str)> {
    let (head, packed) = address.strip_prefix("data:image/")?.split_once(',')?;
    let kind = head.strip_suffix(";base64")?;
    let kind = if kind == "jpg" { "jpeg" } else { kind };
    PICTURES.iter().find(|known| **known == kind).map(|known| (*known, packed))
}

/// The size of an SVG in pixels as it gives it, otherwise that of its `viewBox`.
fn size(bytes: &[u8]) -> Option<Size> {
    let mut reader = Reader::from_reader(bytes);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok()??;
        std::str::from_utf8(&found.value).ok().map(str::to_owned)
    };
    let own = |name: &str| attribute(name).and_then(|length| pixels(&length));
    own("width").zip(own("height")).or_else(|| {
        let view_box = attribute("viewBox")?;
        let mut numbers = view_box.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
    })
}

/// A length in pixels, rounded; none for percentages and other units.
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    // Only for displaying a picture: nothing is decided by it.
    (0.5..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests;
