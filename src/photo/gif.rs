//! A GIF without metadata: its blocks are copied or left out, its pixels never decoded (GIF89a).

use super::{Broken, PhotoFault, PhotoOrientation, Size, StrippedPicture};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
/// The extension that says how long a frame is shown.
const CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;
/// The names of the extension that says how often an animation repeats, with the beginning of the number.
const LOOPS: [&[u8; 13]; 2] = [b"NETSCAPE2.0\x03\x01", b"ANIMEXTS1.0\x03\x01"];

pub(super) fn strip(bytes: &[u8]) -> Result<StrippedPicture, PhotoFault> {
    let screen = bytes.get(6..13).ok_or(Broken::CutShort)?;
    let number = |at: usize| u32::from(u16::from_le_bytes([screen[at], screen[at + 1]]));
    let size = (number(0), number(2));
    let mut at = 13 + colours(screen[4]);
    let mut out = bytes.get(..at).ok_or(Broken::CutShort)?.to_vec();
    loop {
        let start = at;
        match *bytes.get(at).ok_or(Broken::CutShort)? {
            // Anything may follow the end.
            TRAILER => break,
            EXTENSION => {
                let label = *bytes.get(at + 1).ok_or(Broken::CutShort)?;
                at = blocks(bytes, at + 2)?;
                out.extend(kept(label, &bytes[start..at]));
            }
            IMAGE => {
                let packed = *bytes.get(at + 9).ok_or(Broken::CutShort)?;
                at = blocks(bytes, at + 11 + colours(packed))?;
                out.extend(&bytes[start..at]);
            }
            _ => return Err(Broken::Malformed.into()),
        }
    }
    out.push(TRAILER);
    if size.0 == 0 || size.1 == 0 {
        return Err(Broken::Malformed.into());
    }
    if let Some((width, height)) = first_frame(bytes)
        && u64::from(width) * u64::from(height) > super::MAX_PIXELS
    {
        return Err(PhotoFault::Pixels { width, height });
    }
    let (turn, oriented) = (PhotoOrientation::UPRIGHT, |bytes: &[u8], _| bytes.to_vec());
    Ok(StrippedPicture { bytes: out, size, turn, can_turn: false, oriented })
}

/// The part of an extension that is kept: how a frame is shown, or how often an animation repeats, and
/// nothing after it. All others are comments, text and data of programs.
fn kept(label: u8, extension: &[u8]) -> Vec<u8> {
    let length = match (label, extension) {
        (CONTROL, [_, _, 4, ..]) => 7,
        (APPLICATION, [_, _, 11, name @ ..]) if LOOPS.iter().any(|loops| name.starts_with(*loops)) => 18,
        _ => 0,
    };
    match extension.get(..length) {
        Some(kept) if length > 0 => [kept, &[0]].concat(),
        _ => Vec::new(),
    }
}

/// The length in bytes of a colour table.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Where the blocks that begin at `at` end: each begins with its length, and the last one has length 0.
fn blocks(bytes: &[u8], mut at: usize) -> Result<usize, Broken> {
    loop {
        match bytes.get(at).ok_or(Broken::CutShort)? {
            0 => return Ok(at + 1),
            length => at += usize::from(*length) + 1,
        }
    }
}

/// The size of the first picture in a GIF, which may be larger than the canvas.
pub fn first_frame(bytes: &[u8]) -> Option<Size> {
    let rest = bytes.strip_prefix(b"GIF8")?;
    let mut at = 9 + colours(*rest.get(6)?);
    loop {
        match *rest.get(at)? {
            EXTENSION => at = blocks(rest, at + 2).ok()?,
            IMAGE => {
                let number = |at: usize| Some(u32::from(u16::from_le_bytes(*rest.get(at..)?.first_chunk()?)));
                return Some((number(at + 5)?, number(at + 7)?));
            }
            _ => return None,
        }
    }
}
