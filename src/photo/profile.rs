//! Colour profiles: takes one; says whether it holds nothing but the interpretation of colours. Those of
//! screens name the individual screen, with its serial number.

/// How the profile is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColourProfile {
    /// Uncompressed.
    Plain,
    /// Compressed, as in a PNG.
    Packed,
}

/// The most bytes of a colour profile: those of printers have two million.
pub const MAX_PROFILE: usize = 4 << 20;

/// The tags of profiles that describe colours (ICC.1:2022, 9.2), their names and their copyright.
const HARMLESS: [&[u8; 4]; 40] = [
    b"A2B0", b"A2B1", b"A2B2", b"A2M0", b"B2A0", b"B2A1", b"B2A2", b"B2D0", b"B2D1", b"B2D2", b"D2B0",
    b"D2B1", b"D2B2", b"aabg", b"aagg", b"aarg", b"bTRC", b"bXYZ", b"bkpt", b"chad", b"chrm", b"cicp",
    b"cprt", b"desc", b"dmdd", b"dmnd", b"dscm", b"gTRC", b"gXYZ", b"gamt", b"kTRC", b"lumi", b"meas",
    b"rTRC", b"rXYZ", b"tech", b"vcgt", b"view", b"vued", b"wtpt",
];

/// Whether it may be published; an empty one may.
pub(super) fn is_harmless(profile: &[u8], comes: ColourProfile) -> bool {
    match comes {
        ColourProfile::Plain => profile.is_empty() || tags(profile).is_some_and(|harmless| harmless),
        ColourProfile::Packed => unpacked(profile).is_some_and(|profile| tags(&profile) == Some(true)),
    }
}

/// Whether all tags are known; none where it is not a profile.
fn tags(profile: &[u8]) -> Option<bool> {
    if profile.len() > MAX_PROFILE || profile.get(36..40)? != b"acsp" {
        return None;
    }
    let count = u32::from_be_bytes(*profile.get(128..)?.first_chunk()?) as usize;
    let table = profile.get(132..132 + count.checked_mul(12)?)?;
    Some(table.chunks_exact(12).all(|tag| HARMLESS.iter().any(|known| tag.starts_with(*known))))
}

#[cfg(feature = "photo")]
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut profile = Vec::new();
    let unpacking = flate2::read::ZlibDecoder::new(packed);
    unpacking.take(MAX_PROFILE as u64 + 1).read_to_end(&mut profile).ok()?;
    Some(profile)
}

/// A profile that cannot be examined is left out: colours may be a little paler.
#[cfg(not(feature = "photo"))]
fn unpacked(_: &[u8]) -> Option<Vec<u8>> {
    None
}
