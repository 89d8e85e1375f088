//! A WebP without metadata: its chunks are copied or left out, its pixels never decoded (RFC 9649).

use super::profile::{self, ColourProfile};
use super::{Broken, PhotoFault, PhotoOrientation, Size, StrippedPicture};

/// The flags in the header of an extended file: a profile, EXIF, XMP.
const HAS_PROFILE: u8 = 0x20;
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// The length of the file's own header.
const HEAD: usize = 12;

struct Chunk<'a> {
    name: &'a [u8],
    content: &'a [u8],
}

pub(super) fn strip(bytes: &[u8]) -> Result<StrippedPicture, PhotoFault> {
    let length = bytes.get(4..8).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])) as usize;
    let chunks = chunks(bytes.get(HEAD..length.saturating_add(8)).ok_or(Broken::CutShort)?)?;
    let named = |name: &[u8]| chunks.iter().find(|chunk| chunk.name == name).map(|chunk| chunk.content);
    let turn = named(b"EXIF").map_or(PhotoOrientation::UPRIGHT, |exif| {
        PhotoOrientation::of_exif(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
    });
    let size = size(&chunks)?;
    let keeps_profile =
        named(b"ICCP").is_some_and(|icc| !icc.is_empty() && profile::is_harmless(icc, ColourProfile::Plain));
    let mut out = bytes[..HEAD].to_vec();
    for Chunk { name, content } in &chunks {
        match *name {
            b"VP8X" => push(&mut out, name, &flags(content, keeps_profile)),
            b"ICCP" if keeps_profile => push(&mut out, name, content),
            b"ANMF" => push(&mut out, name, &frame(content)?),
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" => push(&mut out, name, content),
            _ => {}
        }
    }
    seal(&mut out);
    Ok(StrippedPicture { bytes: out, size, turn, can_turn: false, oriented })
}

fn chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Broken> {
    let (mut chunks, mut rest) = (Vec::new(), bytes);
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let content = behind.get(..length).ok_or(Broken::CutShort)?;
        chunks.push(Chunk { name: &rest[..4], content });
        // A content of odd length is followed by a null byte, which some programs omit at the end of the
        // file.
        rest = behind.get(length + length % 2..).unwrap_or_default();
    }
    Ok(chunks)
}

/// The size in the header of an extended file, otherwise that of the picture (RFC 6386, 9.1; RFC 9649,
/// 3.4).
fn size(chunks: &[Chunk<'_>]) -> Result<Size, Broken> {
    let first = chunks
        .iter()
        .find(|chunk| matches!(chunk.name, b"VP8X" | b"VP8 " | b"VP8L"))
        .ok_or(Broken::Malformed)?;
    if !chunks.iter().any(|chunk| matches!(chunk.name, b"VP8 " | b"VP8L" | b"ANMF")) {
        return Err(Broken::CutShort);
    }
    // Ten bytes are enough in each format; the shortest lossless picture has fewer.
    let mut c = [0; 10];
    let known = first.content.len().min(c.len());
    c[..known].copy_from_slice(&first.content[..known]);
    let short = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]));
    let size = match first.name {
        b"VP8X" => {
            let number = |at: usize| u32::from_le_bytes([c[at], c[at + 1], c[at + 2], 0]) + 1;
            (number(4), u32::from_le_bytes([c[7], c[8], c[9], 0]) + 1)
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes([c[1], c[2], c[3], c[4]]);
            ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
        }
        _ => (short(c[6], c[7]) & 0x3fff, short(c[8], c[9]) & 0x3fff),
    };
    if size.0 == 0 || size.1 == 0 { Err(Broken::Malformed) } else { Ok(size) }
}

/// The header of an extended file, with the flags of metadata cleared.
fn flags(content: &[u8], keeps_profile: bool) -> Vec<u8> {
    let mut content = content.to_vec();
    if let Some(flags) = content.first_mut() {
        *flags &= !(HAS_EXIF | HAS_XMP | if keeps_profile { 0 } else { HAS_PROFILE });
    }
    content
}

/// A frame of an animation: its position, and its own chunks.
fn frame(content: &[u8]) -> Result<Vec<u8>, Broken> {
    let (head, rest) = content.split_at_checked(16).ok_or(Broken::CutShort)?;
    let mut out = head.to_vec();
    for Chunk { name, content } in chunks(rest)? {
        if matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
            push(&mut out, name, content);
        }
    }
    Ok(out)
}

/// A simple file as an extended one, with a colour profile; unchanged if there is none.
#[cfg(feature = "webp")]
pub(super) fn with_profile(plain: Vec<u8>, (width, height): Size, profile: &[u8]) -> Vec<u8> {
    if profile.is_empty() || plain.len() < HEAD {
        return plain;
    }
    let number = |number: u32| number.saturating_sub(1).to_le_bytes();
    let mut head = vec![HAS_PROFILE, 0, 0, 0];
    head.extend(&number(width)[..3]);
    head.extend(&number(height)[..3]);
    let mut out = plain[..HEAD].to_vec();
    push(&mut out, b"VP8X", &head);
    push(&mut out, b"ICCP", profile);
    out.extend(&plain[HEAD..]);
    seal(&mut out);
    out
}

fn push(out: &mut Vec<u8>, name: &[u8], content: &[u8]) {
    out.extend(name);
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
}

/// Writes the length of the file into the header.
fn seal(out: &mut [u8]) {
    let length = (out.len() as u32).saturating_sub(8).to_le_bytes();
    out[4..8].copy_from_slice(&length);
}

/// The same picture with its orientation and no other metadata. Only an extended file can have had one.
fn oriented(bytes: &[u8], turn: PhotoOrientation) -> Vec<u8> {
    let mut out = bytes.to_vec();
    if out.get(12..16) == Some(b"VP8X") && out.len() > 20 {
        out[20] |= HAS_EXIF;
        push(&mut out, b"EXIF", &turn.exif());
        seal(&mut out);
    }
    out
}
