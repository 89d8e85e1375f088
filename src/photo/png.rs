//! A PNG without metadata: its chunks are copied or left out, its pixels never decoded (PNG, third
//! edition).

use std::borrow::Cow;

use super::profile::{self, ColourProfile};
use super::{Broken, PhotoFault, PhotoOrientation, StrippedPicture};

const SIGNATURE: usize = 8;

/// The chunks of the picture and of the interpretation of its colours, each with the most bytes that it may
/// have. Other chunks are text, times, EXIF, unnecessary hints, and data of programs.
const KEPT: [(&[u8; 4], usize); 14] = [
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"tRNS", 256),
    (b"gAMA", 4),
    (b"cHRM", 32),
    (b"sRGB", 1),
    (b"pHYs", 9),
    (b"cICP", 4),
    (b"mDCV", 24),
    (b"cLLI", 8),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
];

pub(super) fn strip(bytes: &[u8]) -> Result<StrippedPicture, PhotoFault> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(&bytes[..SIGNATURE]);
    let (mut at, mut size, mut turn, mut moves, mut pixels) =
        (SIGNATURE, None, PhotoOrientation::UPRIGHT, false, false);
    loop {
        let head: [u8; 8] = *bytes.get(at..).and_then(<[u8]>::first_chunk).ok_or(Broken::CutShort)?;
        let ([a, b, c, d], name) = ([head[0], head[1], head[2], head[3]], &head[4..]);
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let end = at.saturating_add(length).saturating_add(12);
        let whole = bytes.get(at..end).ok_or(Broken::CutShort)?;
        let content = &whole[8..length + 8];
        match name {
            b"IHDR" => size = Some(dimensions(content)?),
            b"acTL" => moves = true,
            b"IDAT" if !pixels => {
                let packed = content.first_chunk().is_none_or(|head| is_deflated(*head));
                pixels = packed.then_some(true).ok_or(Broken::Malformed)?;
            }
            b"eXIf" => turn = PhotoOrientation::of_exif(content),
            _ => {}
        }
        if size.is_none() || !is_whole(whole) {
            return Err(Broken::Malformed.into());
        }
        out.extend(&*kept(name, content, whole));
        // Some telephones left what had been cropped away after the end.
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    match size {
        Some(size) if pixels => Ok(StrippedPicture { bytes: out, size, turn, can_turn: !moves, oriented }),
        _ => Err(Broken::Malformed.into()),
    }
}

/// The part of a chunk that is published.
fn kept<'c>(name: &[u8], content: &[u8], whole: &'c [u8]) -> Cow<'c, [u8]> {
    if name == b"IEND" {
        chunk(b"IEND").into()
    } else if name == b"iCCP" && profile::is_harmless(packed(content), ColourProfile::Packed) {
        // Under a neutral name.
        chunk(&[b"iCCPicc\0\0", packed(content)].concat()).into()
    } else if KEPT.iter().any(|(kept, most)| name == *kept && content.len() <= *most) {
        whole.into()
    } else {
        Cow::default()
    }
}

/// Whether the checksum of a chunk that is drawn is correct.
fn is_whole(chunk: &[u8]) -> bool {
    let Some((content, check)) = chunk.split_last_chunk::<4>() else { return false };
    let is_drawn = matches!(&content[4..8], b"IHDR" | b"PLTE" | b"IDAT");
    !is_drawn || crc32fast::hash(&content[4..]).to_be_bytes() == *check
}

/// Whether compressed bytes may begin like this: with a known method, and a correct check of the two bytes
/// (RFC 1950, 2.2).
fn is_deflated(head: [u8; 2]) -> bool {
    head[0] & 0x0F == 8 && u16::from_be_bytes(head).is_multiple_of(31)
}

fn dimensions(head: &[u8]) -> Result<(u32, u32), Broken> {
    let (width, rest) = head.split_first_chunk().ok_or(Broken::Malformed)?;
    let height = rest.first_chunk().ok_or(Broken::Malformed)?;
    match (u32::from_be_bytes(*width), u32::from_be_bytes(*height)) {
        (0, _) | (_, 0) => Err(Broken::Malformed),
        size => Ok(size),
    }
}

/// A profile after its name, a null byte, and the compression method, of which there is only one.
fn packed(content: &[u8]) -> &[u8] {
    let name = content.iter().position(|byte| *byte == 0);
    name.and_then(|end| content.get(end + 2..)).unwrap_or_default()
}

/// The same picture with its orientation and no other metadata: after the header, which has 13 bytes.
fn oriented(bytes: &[u8], turn: PhotoOrientation) -> Vec<u8> {
    let (head, rest) = bytes.split_at_checked(SIGNATURE + 25).unwrap_or((bytes, &[]));
    [head, &chunk(&[&b"eXIf"[..], &turn.exif()].concat()), rest].concat()
}

/// A chunk from its name and content, with its length before and its checksum after it.
fn chunk(content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u32 - 4).to_be_bytes();
    [&length, content, &crc32fast::hash(content).to_be_bytes()].concat()
}
