//! How much work a drawing is: takes an SVG, packed or not, counts what it unpacks to. A few lines can stand
//! for millions of shapes, and one effect for minutes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{TooHeavy, raster};

/// The most bytes of a drawing.
const MAX_BYTES: u64 = 4 << 20;

/// The most parts of a drawing, with those that are shown again each time.
const MAX_PARTS: u64 = 50_000;

/// How often parts may be shown again, and how deep one in another.
const MAX_USES: usize = 2_000;
const DEEPEST: usize = 20;

/// Effects that take long for each pixel; what blurs and shifts is quick.
const EFFECTS: [&str; 6] = [
    "feTurbulence",
    "feMorphology",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feSpecularLighting",
    "feDisplacementMap",
];

/// A drawing of more bytes than this counts as so many pixels: it is set alone.
const LARGE: (usize, u64) = (1 << 20, 17_000_000);

/// The pixels of the pictures in a drawing, and those that its size stands for.
///
/// # Errors
/// It is too much.
pub(super) fn pixels(bytes: &[u8]) -> Result<u64, TooHeavy> {
    let bytes = unpacked(bytes)?;
    let large = if bytes.len() > LARGE.0 { LARGE.1 } else { 0 };
    let mut drawing = Drawing { pixels: large, ..Drawing::default() };
    let mut reader = Reader::from_reader(&*bytes);
    // What is not XML is refused by the renderer.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => drawing.start(&tag)?,
            Event::Empty(tag) => {
                drawing.start(&tag)?;
                drawing.end();
            }
            Event::End(_) => drawing.end(),
            Event::Eof => break,
            _ => {}
        }
    }
    drawing.finish()
}

fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, TooHeavy> {
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        // What is damaged ends there, and is refused by the renderer.
        let _ = GzDecoder::new(bytes).take(MAX_BYTES + 1).read_to_end(&mut plain);
        Cow::Owned(plain)
    } else {
        Cow::Borrowed(bytes)
    };
    if bytes.len() as u64 > MAX_BYTES { Err(TooHeavy::Unfolded(MAX_BYTES)) } else { Ok(bytes) }
}

/// What was met so far.
#[derive(Default)]
struct Drawing {
    /// How many elements there are.
    parts: usize,
    pixels: u64,
    /// The elements that have a name, each with those inside of it, by their numbers.
    named: HashMap<String, Range<usize>>,
    /// The elements that show another, by number, with its name.
    uses: Vec<(usize, String)>,
    /// The names and numbers of the elements around.
    open: Vec<(Option<String>, usize)>,
}

impl Drawing {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), TooHeavy> {
        let number = self.parts;
        self.parts += 1;
        let name = tag.local_name();
        let name = std::str::from_utf8(name.as_ref()).unwrap_or_default();
        if let Some(effect) = EFFECTS.iter().find(|effect| **effect == name) {
            return Err(TooHeavy::Effect(effect));
        }
        let mut id = None;
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                b"id" => id = Some(String::from_utf8_lossy(&attribute.value).into_owned()),
                b"href" if name == "use" => {
                    let target = String::from_utf8_lossy(&attribute.value);
                    self.uses.push((number, target.trim().trim_start_matches('#').to_owned()));
                }
                b"href" if matches!(name, "image" | "feImage") => {
                    self.pixels = self.pixels.saturating_add(embedded(&attribute.value)?)
                }
                _ => {}
            }
        }
        self.open.push((id, number));
        let parts = self.parts as u64;
        if parts > MAX_PARTS || self.uses.len() > MAX_USES { Err(TooHeavy::Parts(MAX_PARTS)) } else { Ok(()) }
    }

    fn end(&mut self) {
        if let Some((Some(id), number)) = self.open.pop() {
            self.named.entry(id).or_insert(number..self.parts);
        }
    }

    fn finish(self) -> Result<u64, TooHeavy> {
        let mut known = HashMap::new();
        match self.shown(&(0..self.parts), &mut known, 0) {
            Some(PictureSize { parts, .. }) if parts <= MAX_PARTS => Ok(self.pixels),
            _ => Err(TooHeavy::Parts(MAX_PARTS)),
        }
    }

    /// What is drawn for these elements; none where they are nested too deep, or in themselves.
    fn shown<'d>(
        &'d self,
        elements: &Range<usize>,
        known: &mut HashMap<&'d str, PictureSize>,
        above: usize,
    ) -> Option<PictureSize> {
        let mut all = PictureSize { parts: elements.len() as u64, levels: 0 };
        let first = self.uses.partition_point(|(number, _)| *number < elements.start);
        for (_, target) in self.uses[first..].iter().take_while(|(number, _)| *number < elements.end) {
            let Some(inside) = self.named.get(target) else { continue };
            let again = match known.get(target.as_str()) {
                Some(again) => *again,
                None if above >= DEEPEST => return None,
                None => {
                    let again = self.shown(inside, known, above + 1)?;
                    known.insert(target, again);
                    again
                }
            };
            all = PictureSize {
                parts: all.parts.saturating_add(again.parts),
                levels: all.levels.max(again.levels + 1),
            };
        }
        (all.levels <= DEEPEST).then_some(all)
    }
}

/// What some elements come to when each is drawn where it is shown.
#[derive(Clone, Copy)]
struct PictureSize {
    parts: u64,
    /// How often one is shown within another.
    levels: usize,
}

/// The pixels of a picture within a drawing.
fn embedded(href: &[u8]) -> Result<u64, TooHeavy> {
    let Some(data) = href.strip_prefix(b"data:") else { return Ok(0) };
    let Some(comma) = data.iter().position(|byte| *byte == b',') else { return Ok(0) };
    let (about, data) = (&data[..comma], &data[comma + 1..]);
    if about.starts_with(b"image/svg") {
        return Err(TooHeavy::Nested);
    }
    let letters: Vec<u8> = data.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(letters).unwrap_or_default();
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.trim_ascii_start().starts_with(b"<") {
        Err(TooHeavy::Nested)
    } else {
        raster(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn svg(inside: &str) -> Result<u64, TooHeavy> {
        pixels(format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>").as_bytes())
    }

    #[test]
    fn a_plain_drawing_is_light() {
        assert_eq!(svg("<defs><g id='a'><rect/></g></defs><use href='#a'/><use xlink:href='#a'/>"), Ok(0));
        assert_eq!(svg("<filter><feGaussianBlur stdDeviation='2'/></filter>"), Ok(0));
        assert_eq!(pixels(b"no drawing at all"), Ok(0));
    }

    #[test]
    fn what_shows_itself_again_and_again_is_counted() {
        let nested = |depth: usize, times: usize| {
            let level =
                |n: usize| format!("<g id='g{n}'>{}</g>", format!("<use href='#g{}'/>", n - 1).repeat(times));
            format!("<g id='g0'><rect/></g>{}", (1..=depth).map(level).collect::<String>())
        };
        assert_eq!(svg(&nested(3, 3)), Ok(0));
        assert_eq!(svg(&nested(9, 9)), Err(TooHeavy::Parts(MAX_PARTS)));
        assert_eq!(svg(&nested(200, 1)), Err(TooHeavy::Parts(MAX_PARTS)));
        assert_eq!(
            svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
            Err(TooHeavy::Parts(MAX_PARTS))
        );
        assert_eq!(svg(&"<rect/>".repeat(60_000)), Err(TooHeavy::Parts(MAX_PARTS)));
    }

    #[test]
    fn effects_and_pictures_within_are_found() {
        assert_eq!(
            svg("<filter id='f'><feTurbulence baseFrequency='.1'/></filter>"),
            Err(TooHeavy::Effect("feTurbulence"))
        );
        let gif = STANDARD.encode(b"GIF89a\x60\xea\x60\xea\0\0\0;");
        assert_eq!(
            svg(&format!("<image href='data:image/gif;base64,{gif}'/>")),
            Err(TooHeavy::Pixels { width: 60_000, height: 60_000 })
        );
        assert_eq!(svg("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>"), Err(TooHeavy::Nested));
        assert_eq!(svg("<image href='data:,PHN2Zy8+'/>"), Err(TooHeavy::Nested));
    }

    #[test]
    fn a_packed_drawing_is_unpacked_only_so_far() {
        let packed = |plain: &[u8]| {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            packed.write_all(plain).unwrap();
            packed.finish().unwrap()
        };
        assert_eq!(pixels(&packed(b"<svg/>")), Ok(0));
        assert_eq!(pixels(&packed(&vec![b' '; 5 << 20])), Err(TooHeavy::Unfolded(MAX_BYTES)));
        assert_eq!(pixels(&vec![b' '; 5 << 20]), Err(TooHeavy::Unfolded(MAX_BYTES)));
    }
}
