//! How much work a drawing is: takes an SVG, compressed or not; counts what it expands to. A few lines can
//! expand to millions of shapes, and one effect can take minutes.

use std::borrow::Cow;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{PictureTooLarge, raster};
use crate::photo::Shapes;

/// The most bytes of a drawing.
const MAX_BYTES: u64 = 4 << 20;

/// The most parts of a drawing, counting repeated ones each time.
const MAX_PARTS: u64 = 50_000;

/// How often parts may be repeated.
const MAX_USES: usize = 2_000;

/// Effects that take long for each pixel; blurring and shifting are fast.
const EFFECTS: [&str; 6] = [
    "feTurbulence",
    "feMorphology",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feSpecularLighting",
    "feDisplacementMap",
];

/// A drawing with more bytes than this counts as this many pixels, so that it is set alone.
const LARGE: (usize, u64) = (1 << 20, 17_000_000);

/// The pixels of the pictures in a drawing, and those that its size is counted as.
///
/// # Errors
/// It is too large.
pub(super) fn pixels(bytes: &[u8]) -> Result<u64, PictureTooLarge> {
    let bytes = unpacked(bytes)?;
    let large = if bytes.len() > LARGE.0 { LARGE.1 } else { 0 };
    let mut drawing = Drawing { pixels: large, ..Drawing::default() };
    let mut reader = Reader::from_reader(&*bytes);
    // The renderer rejects what is not XML.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => drawing.start(&tag)?,
            Event::Empty(tag) => {
                drawing.start(&tag)?;
                drawing.shapes.end();
            }
            Event::End(_) => drawing.shapes.end(),
            Event::Eof => break,
            _ => {}
        }
    }
    drawing.finish()
}

fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, PictureTooLarge> {
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        // Damaged data ends here, and is rejected by the renderer.
        let _ = GzDecoder::new(bytes).take(MAX_BYTES + 1).read_to_end(&mut plain);
        Cow::Owned(plain)
    } else {
        Cow::Borrowed(bytes)
    };
    if bytes.len() as u64 > MAX_BYTES { Err(PictureTooLarge::Unfolded(MAX_BYTES)) } else { Ok(bytes) }
}

/// What has been counted so far.
#[derive(Default)]
struct Drawing {
    shapes: Shapes,
    pixels: u64,
}

impl Drawing {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), PictureTooLarge> {
        let name = tag.local_name();
        let name = std::str::from_utf8(name.as_ref()).unwrap_or_default();
        if let Some(effect) = EFFECTS.iter().find(|effect| **effect == name) {
            return Err(PictureTooLarge::Effect(effect));
        }
        if matches!(name, "image" | "feImage") {
            for attribute in tag.attributes().with_checks(false).flatten() {
                if attribute.key.local_name().as_ref() == b"href" {
                    self.pixels = self.pixels.saturating_add(embedded(&attribute.value)?);
                }
            }
        }
        self.shapes.start(tag);
        let is_heavy = self.shapes.met() as u64 > MAX_PARTS || self.shapes.references() > MAX_USES;
        if is_heavy { Err(PictureTooLarge::Parts(MAX_PARTS)) } else { Ok(()) }
    }

    fn finish(self) -> Result<u64, PictureTooLarge> {
        match self.shapes.drawn() {
            Some(drawn) if drawn <= MAX_PARTS => Ok(self.pixels),
            _ => Err(PictureTooLarge::Parts(MAX_PARTS)),
        }
    }
}

/// The pixels of a picture within a drawing.
fn embedded(href: &[u8]) -> Result<u64, PictureTooLarge> {
    let Some(data) = href.strip_prefix(b"data:") else { return Ok(0) };
    let Some(comma) = data.iter().position(|byte| *byte == b',') else { return Ok(0) };
    let (about, data) = (&data[..comma], &data[comma + 1..]);
    if about.starts_with(b"image/svg") {
        return Err(PictureTooLarge::Nested);
    }
    let letters: Vec<u8> = data.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(letters).unwrap_or_default();
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.trim_ascii_start().starts_with(b"<") {
        Err(PictureTooLarge::Nested)
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

    fn svg(inside: &str) -> Result<u64, PictureTooLarge> {
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
        assert_eq!(svg(&nested(9, 9)), Err(PictureTooLarge::Parts(MAX_PARTS)));
        assert_eq!(svg(&nested(200, 1)), Err(PictureTooLarge::Parts(MAX_PARTS)));
        assert_eq!(
            svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
            Err(PictureTooLarge::Parts(MAX_PARTS))
        );
        assert_eq!(svg(&"<rect/>".repeat(60_000)), Err(PictureTooLarge::Parts(MAX_PARTS)));
    }

    #[test]
    fn effects_and_pictures_within_are_found() {
        assert_eq!(
            svg("<filter id='f'><feTurbulence baseFrequency='.1'/></filter>"),
            Err(PictureTooLarge::Effect("feTurbulence"))
        );
        let gif = STANDARD.encode(b"GIF89a\x60\xea\x60\xea\0\0\0;");
        assert_eq!(
            svg(&format!("<image href='data:image/gif;base64,{gif}'/>")),
            Err(PictureTooLarge::Pixels { width: 60_000, height: 60_000 })
        );
        assert_eq!(svg("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>"), Err(PictureTooLarge::Nested));
        assert_eq!(svg("<image href='data:,PHN2Zy8+'/>"), Err(PictureTooLarge::Nested));
    }

    #[test]
    fn a_packed_drawing_is_unpacked_only_so_far() {
        let packed = |plain: &[u8]| {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            packed.write_all(plain).unwrap();
            packed.finish().unwrap()
        };
        assert_eq!(pixels(&packed(b"<svg/>")), Ok(0));
        assert_eq!(pixels(&packed(&vec![b' '; 5 << 20])), Err(PictureTooLarge::Unfolded(MAX_BYTES)));
        assert_eq!(pixels(&vec![b' '; 5 << 20]), Err(PictureTooLarge::Unfolded(MAX_BYTES)));
    }
}
