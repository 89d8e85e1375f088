//! A JPEG without metadata: its segments are copied or left out, its pixels never decoded (ITU-T T.81,
//! annex B).

use std::ops::Range;

use super::profile::{self, ColourProfile};
use super::{Broken, PhotoFault, PhotoOrientation, Size, StrippedPicture};

/// The frame markers of sequential files, which most are.
const SOF0: u8 = 0xc0;
const SOF1: u8 = 0xc1;
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const DNL: u8 = 0xdc;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;

const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
/// What precedes the bytes of a profile: its name, the number of this part, and the number of parts.
const ICC_HEAD: usize = 14;

/// A part of the file, beginning with its marker.
struct Segment<'a> {
    marker: u8,
    /// Including marker and length.
    whole: &'a [u8],
    content: &'a [u8],
    /// The compressed pixels after the header of a scan.
    scan: &'a [u8],
}

pub(super) fn strip(bytes: &[u8]) -> Result<StrippedPicture, PhotoFault> {
    let segments = segments(bytes)?;
    let (size, colours) = frame(&segments)?;
    if !segments.iter().any(|segment| segment.marker == SOS) {
        return Err(Broken::CutShort.into());
    }
    let exif = segments.iter().find(|segment| segment.marker == APP1 && segment.content.starts_with(EXIF));
    let turn =
        exif.map_or(PhotoOrientation::UPRIGHT, |exif| PhotoOrientation::of_exif(&exif.content[EXIF.len()..]));
    let keeps_profile = profile::is_harmless(&assembled(&segments), ColourProfile::Plain);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, SOI]);
    segments.iter().for_each(|segment| copy(segment, keeps_profile, &mut out));
    out.extend([0xff, EOI]);
    // Four inks are for printing, and decoders change their colours; and they get pictures wrong in which
    // one colour comes after the other.
    let can_turn = matches!(colours, 1 | 3) && !has_scan_for_each_colour(&segments);
    Ok(StrippedPicture { bytes: out, size, turn, can_turn, oriented })
}

/// The colour profile of a JPEG without metadata.
#[cfg(feature = "photo")]
pub(super) fn icc_profile(bytes: &[u8]) -> Vec<u8> {
    segments(bytes).map(|segments| assembled(&segments)).unwrap_or_default()
}

/// The segments of a file, up to the end of the picture: what follows, such as a film, is left out.
fn segments(bytes: &[u8]) -> Result<Vec<Segment<'_>>, Broken> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        // Nothing should be between segments; decoders skip it.
        at += memchr::memchr(0xff, bytes.get(at..).ok_or(Broken::CutShort)?).ok_or(Broken::CutShort)?;
        let marker = *bytes.get(at + 1).ok_or(Broken::CutShort)?;
        match marker {
            EOI => return Ok(segments),
            0xff => at += 1,
            // Markers without content mean nothing between segments.
            0x00 | 0x01 | 0xd0..=0xd7 | SOI => at += 2,
            _ => {
                let length = bytes.get(at + 2..at + 4).ok_or(Broken::CutShort)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                if length < 2 {
                    return Err(Broken::Malformed);
                }
                let end = at + 2 + length;
                let whole = bytes.get(at..end).ok_or(Broken::CutShort)?;
                let scan = if marker == SOS { scan(bytes, end)? } else { end..end };
                at = scan.end;
                segments.push(Segment { marker, whole, content: &whole[4..], scan: &bytes[scan] });
            }
        }
    }
}

/// The compressed pixels from `start` up to the next marker that does not belong to them.
fn scan(bytes: &[u8], start: usize) -> Result<Range<usize>, Broken> {
    let mut at = start;
    loop {
        at += memchr::memchr(0xff, &bytes[at..]).ok_or(Broken::CutShort)?;
        match bytes.get(at + 1).ok_or(Broken::CutShort)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Ok(start..at),
        }
    }
}

/// The size of the picture, and the number of colours per pixel.
fn frame(segments: &[Segment<'_>]) -> Result<(Size, u8), Broken> {
    let is_frame = |segment: &&Segment<'_>| {
        matches!(segment.marker, 0xc0..=0xcf) && !matches!(segment.marker, 0xc4 | 0xc8 | 0xcc)
    };
    let frame = segments.iter().find(is_frame).ok_or(Broken::CutShort)?;
    let [_, h0, h1, w0, w1, colours, ..] = *frame.content else { return Err(Broken::Malformed) };
    // A height that is unknown at first is given after the first scan.
    let later = segments.iter().find(|segment| segment.marker == DNL).map(|segment| segment.content);
    let height = match (u16::from_be_bytes([h0, h1]), later) {
        (0, Some([high, low, ..])) => u16::from_be_bytes([*high, *low]),
        (height, _) => height,
    };
    let width = u16::from_be_bytes([w0, w1]);
    if width == 0 || height == 0 {
        Err(Broken::Malformed)
    } else {
        Ok(((width.into(), height.into()), colours))
    }
}

/// Whether a picture that is not progressive has more than one scan.
fn has_scan_for_each_colour(segments: &[Segment<'_>]) -> bool {
    let scans = segments.iter().filter(|segment| segment.marker == SOS).count();
    scans > 1 && segments.iter().any(|segment| matches!(segment.marker, SOF0 | SOF1))
}

/// The colour profile, joined from all its parts.
fn assembled(segments: &[Segment<'_>]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = segments
        .iter()
        .filter(|segment| is_profile(segment))
        .map(|segment| &segment.content[ICC.len()..])
        .collect();
    parts.sort_by_key(|part| part[0]);
    parts.iter().flat_map(|part| &part[ICC_HEAD - ICC.len()..]).copied().collect()
}

fn is_profile(segment: &Segment<'_>) -> bool {
    segment.marker == APP2 && segment.content.len() > ICC_HEAD && segment.content.starts_with(ICC)
}

/// Copies the segments that a picture needs: tables, frames, scans, and the three sorts of notes on the
/// interpretation of its colours.
fn copy(segment: &Segment<'_>, keeps_profile: bool, out: &mut Vec<u8>) {
    match segment.marker {
        APP0 => jfif(segment.content, out),
        APP2 if keeps_profile && is_profile(segment) => out.extend(segment.whole),
        APP14 if segment.content.starts_with(b"Adobe") => {
            if let Some(note) = segment.content.get(..12) {
                out.extend([0xff, APP14, 0, 14]);
                out.extend(note);
            }
        }
        0xc0..=0xc7 | 0xc9..=0xcf | 0xda..=0xdf => {
            out.extend(segment.whole);
            out.extend(segment.scan);
        }
        APP1..=APP15 => {}
        // Comments, and segments that no picture on the web needs.
        _ => {}
    }
}

/// The note on the pixel density, without its thumbnail.
fn jfif(content: &[u8], out: &mut Vec<u8>) {
    if let Some(note) = content.get(..12).filter(|note| note.starts_with(b"JFIF\0")) {
        out.extend([0xff, APP0, 0, 16]);
        out.extend(note);
        out.extend([0, 0]);
    }
}

/// The same picture with its orientation and no other metadata.
fn oriented(bytes: &[u8], turn: PhotoOrientation) -> Vec<u8> {
    let exif = turn.exif();
    let length = (2 + EXIF.len() + exif.len()) as u8;
    [&bytes[..2], &[0xff, APP1, 0, length], EXIF, &exif, &bytes[2..]].concat()
}
