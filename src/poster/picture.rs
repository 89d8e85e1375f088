//! How much work it is to print a picture: takes its bytes; gives the number of pixels that it decodes to,
//! from its header alone. A small file may decode to any size. Decodes nothing but what gives the size.

mod svg;

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use crate::diag::{Words, words};
use crate::photo::{MAX_PIXELS, MAX_PROFILE, first_frame};

/// Why a picture is too large for a poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureTooLarge {
    /// It has too many pixels.
    Pixels { width: u64, height: u64 },
    /// It has too many pixels together with the pictures before it.
    Together,
    /// Its colour profile is too large.
    Profile,
    /// A drawing that decompresses to more than this many bytes.
    Unfolded(u64),
    /// A drawing with more than this many parts.
    Parts(u64),
    /// A drawing with an effect that is computed for each pixel.
    Effect(&'static str),
    /// A drawing within a drawing.
    Nested,
}

impl PictureTooLarge {
    /// What it has too much of, in words.
    pub(super) fn words(self) -> Words {
        match self {
            PictureTooLarge::Pixels { width, height } => words!(
                "有 {width}×{height} 像素，一张海报的图片合起来最多 6000 万像素，不是 JPEG 的最多 3000 万",
                "it has {width} × {height} pixels, and the pictures of a poster may have 60 million in all, \
                 or 30 million if they are not JPEG"
            ),
            PictureTooLarge::Together => Words::fixed(
                "连同前面的图片超过了 6000 万像素，不是 JPEG 的一个像素算两个",
                "with the pictures before it there are more than 60 million pixels (a pixel of anything but \
                 a JPEG counts twice)",
            ),
            PictureTooLarge::Profile => Words::fixed(
                "内嵌的色彩配置文件展开后超过 4 MB",
                "its colour profile unpacks to more than 4 MB",
            ),
            PictureTooLarge::Unfolded(most) => {
                let most = most >> 20;
                words!("这张 SVG 展开后超过 {most} MB", "this SVG unpacks to more than {most} MB")
            }
            PictureTooLarge::Parts(most) => {
                words!("这张 SVG 的图形超过 {most} 个", "this SVG has more than {most} shapes")
            }
            PictureTooLarge::Effect(effect) => {
                words!(
                    "这张 SVG 用了要逐点计算的滤镜 {effect}",
                    "this SVG has the filter {effect}, which is computed pixel by pixel"
                )
            }
            PictureTooLarge::Nested => Words::fixed("这张 SVG 里又嵌了 SVG", "this SVG holds another SVG"),
        }
    }
}

/// How many pixels a poster has including this picture, whose format is recognised by the file extension,
/// as in the layout.
///
/// # Errors
/// It is too large.
pub(super) fn weigh(name: &str, bytes: &[u8], before: u64) -> Result<u64, PictureTooLarge> {
    let pixels = match name.rsplit_once('.').map(|(_, end)| end) {
        Some("svg") => svg::pixels(bytes)?,
        _ => raster(bytes)?,
    };
    let all = before.saturating_add(pixels);
    if all > MAX_PIXELS { Err(PictureTooLarge::Together) } else { Ok(all) }
}

/// The pixels of a bitmap picture. A JPEG is put into the PDF unchanged; any other is decoded and
/// compressed again, which takes twice as long, or four times with twice the bytes per pixel.
fn raster(bytes: &[u8]) -> Result<u64, PictureTooLarge> {
    // A picture without a readable size is decoded alone, if at all.
    let Ok(size) = imagesize::blob_size(bytes) else { return Ok(MAX_PIXELS / 2) };
    let (mut width, mut height) = (size.width as u64, size.height as u64);
    let mut times = if bytes.starts_with(&[0xff, 0xd8]) { 1 } else { 2 };
    if bytes.starts_with(b"\x89PNG") {
        times *= if bytes.get(24) == Some(&16) { 2 } else { 1 };
        profile(bytes)?;
    } else if let Some((wide, high)) = first_frame(bytes) {
        (width, height) = (width.max(wide.into()), height.max(high.into()));
    }
    let pixels = width.saturating_mul(height).saturating_mul(times);
    if pixels > MAX_PIXELS { Err(PictureTooLarge::Pixels { width, height }) } else { Ok(pixels) }
}

/// Decompresses the colour profiles of a PNG, up to the limit.
fn profile(png: &[u8]) -> Result<(), PictureTooLarge> {
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let len = head.first_chunk().map_or(0, |len| u32::from_be_bytes(*len)) as usize;
        let Some(chunk) = behind.get(..len.min(behind.len())) else { break };
        if &head[4..] == b"iCCP" {
            // A name, a null byte, and the compression method, of which there is only one.
            let packed = chunk
                .iter()
                .position(|byte| *byte == 0)
                .and_then(|end| chunk.get(end + 2..))
                .unwrap_or_default();
            let most = MAX_PROFILE as u64;
            if unfolded(ZlibDecoder::new(packed), most) > most {
                return Err(PictureTooLarge::Profile);
            }
        }
        rest = behind.get(len.saturating_add(4)..).unwrap_or_default();
    }
    Ok(())
}

/// How many bytes come out, counted up to `most`; damaged data ends the count.
fn unfolded(packed: impl Read, most: u64) -> u64 {
    let mut sink = ByteCounter(0);
    let _ = io::copy(&mut packed.take(most + 1), &mut sink);
    sink.0
}

struct ByteCounter(u64);

impl io::Write for ByteCounter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn png(width: u32, height: u32, depth: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, 6, 0, 0, 0]].concat();
        for (name, data) in [(b"IHDR", head)].iter().chain(chunks) {
            bytes.extend((data.len() as u32).to_be_bytes());
            bytes.extend(*name);
            bytes.extend(data);
            bytes.extend([0; 4]);
        }
        bytes
    }

    fn gif(screen: u16, frame: u16) -> Vec<u8> {
        let (screen, frame) = (screen.to_le_bytes(), frame.to_le_bytes());
        let head = [b"GIF89a", &screen[..], &screen, &[0x80, 0, 0], &[0; 6]].concat();
        [&head[..], &[0x21, 0xf9, 4, 0, 0, 0, 0, 0], &[0x2c, 0, 0, 0, 0], &frame, &frame, &[0]].concat()
    }

    #[test]
    fn pixels_are_reported_from_the_head_of_a_file() {
        assert_eq!(weigh("/files/0.png", &png(4_000, 3_000, 8, &[]), 0), Ok(24_000_000));
        assert_eq!(weigh("/files/0.png", &png(4_000, 3_000, 16, &[]), 1), Ok(48_000_001));
        assert_eq!(
            weigh("/files/0.png", &png(60_000, 60_000, 8, &[]), 0),
            Err(PictureTooLarge::Pixels { width: 60_000, height: 60_000 })
        );
        assert_eq!(
            weigh("/files/0.png", &png(4_000, 3_000, 8, &[]), 50_000_000),
            Err(PictureTooLarge::Together)
        );
        assert_eq!(weigh("/files/0.gif", &gif(100, 100), 0), Ok(20_000));
        assert_eq!(
            weigh("/files/0.gif", &gif(10, 60_000), 0),
            Err(PictureTooLarge::Pixels { width: 60_000, height: 60_000 })
        );
    }

    #[test]
    fn a_colour_profile_is_unfolded_only_so_far() {
        let profile = |len: usize| {
            let mut packed = ZlibEncoder::new(b"sRGB\0\0".to_vec(), Compression::best());
            packed.write_all(&vec![0; len]).unwrap();
            png(1, 1, 8, &[(b"iCCP", packed.finish().unwrap())])
        };
        assert_eq!(weigh("/files/0.png", &profile(3 << 20), 0), Ok(2));
        assert_eq!(weigh("/files/0.png", &profile(5 << 20), 0), Err(PictureTooLarge::Profile));
    }

    #[test]
    fn whatever_is_cut_short_has_some_weight() {
        for whole in [png(3, 2, 8, &[(b"iCCP", b"x\0\0".to_vec())]), gif(3, 4)] {
            for end in 0..whole.len() {
                assert!(weigh("/files/0.png", &whole[..end], 0).is_ok(), "{end} bytes");
            }
        }
    }
}
