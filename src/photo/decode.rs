//! Photos decoded, rotated, scaled down and encoded again. Takes clean bytes; gives clean bytes. Few at a
//! time, because a photo takes twenty times as much memory as its file.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::{Condvar, Mutex, PoisonError};

use fast_image_resize::images::{Image, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::PngEncoder;
use image::metadata::Orientation as Turn;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Broken, CleanFile, CopyForm, MAX_PIXELS, PhotoCopy, PhotoFault, PhotoOrientation, jpeg};
#[cfg(feature = "webp")]
use super::{libwebp, webp};

/// Whether photos are rotated and scaled down.
pub(super) const CAN_TURN: bool = true;

/// How copies are encoded.
#[cfg(feature = "webp")]
pub(super) const FORMS: &[CopyForm] = &[CopyForm::Jpeg, CopyForm::WebP];
#[cfg(not(feature = "webp"))]
pub(super) const FORMS: &[CopyForm] = &[CopyForm::Jpeg];

/// The quality, out of 100, of a photo that had to be rotated, and of smaller copies.
const QUALITY: u8 = 92;
const COPY_QUALITY: u8 = 80;

/// The most pixels decoded at the same time; a larger photo is decoded alone.
const AT_A_TIME: u64 = 30_000_000;

/// A rotated photo, and its smaller copies.
#[derive(Debug)]
pub(super) struct DecodedPhoto {
    /// None if it is published unchanged.
    pub(super) whole: Option<Vec<u8>>,
    /// Each with its bytes.
    pub(super) copies: Vec<(PhotoCopy, Vec<u8>)>,
}

/// Rotates a photo if necessary, and makes copies of these widths.
///
/// # Errors
/// Its pixels cannot be decoded.
pub(super) fn decode_photo(clean: &CleanFile, widths: &[u32]) -> Result<DecodedPhoto, PhotoFault> {
    let (width, height) = clean.size.unwrap_or_default();
    let _turn = PixelPermit::enter(u64::from(width) * u64::from(height));
    let format = if clean.bytes.starts_with(b"\x89PNG") { ImageFormat::Png } else { ImageFormat::Jpeg };
    let profile = if format == ImageFormat::Jpeg { jpeg::icc_profile(&clean.bytes) } else { Vec::new() };
    let mut picture = decode(&clean.bytes, format)?;
    if let Some(turn) = Turn::from_exif(clean.turn.number()) {
        picture.apply_orientation(turn);
    }
    if format == ImageFormat::Png {
        return Ok(DecodedPhoto { whole: Some(encode_png(&picture)?), copies: Vec::new() });
    }
    let mut pixels = Pixels::of(picture);
    let whole = (clean.turn != PhotoOrientation::UPRIGHT).then(|| encode(&pixels, &profile, QUALITY));
    let mut copies = Vec::with_capacity(widths.len() * FORMS.len());
    // Each smaller copy is made from the next larger one.
    for width in widths.iter().rev() {
        pixels = pixels.resized(*width)?;
        for form in FORMS {
            let copy = PhotoCopy { width: *width, form: *form };
            copies.push((copy, encode_copy(&pixels, &profile, *form)?));
        }
    }
    Ok(DecodedPhoto { whole: whole.transpose()?, copies })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Broken> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Eight bytes per pixel, and as much again for the decoder.
    limits.max_alloc = Some(MAX_PIXELS * 16);
    reader.limits(limits);
    reader.decode().map_err(|_| Broken::Pixels)
}

fn encode_png(picture: &DynamicImage) -> Result<Vec<u8>, PhotoFault> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).map_err(|_| Broken::Pixels)?;
    Ok(bytes)
}

fn encode(pixels: &Pixels, profile: &[u8], quality: u8) -> Result<Vec<u8>, PhotoFault> {
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width), u16::try_from(pixels.height)) else {
        return Err(PhotoFault::Pixels { width: pixels.width, height: pixels.height });
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // A tenth smaller, and visible earlier. (With optimised tables a non-progressive file would have one
    // scan for each colour, which the decoder of posters gets wrong.)
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    // A profile that is too large does not belong to a photo.
    let _ = encoder.add_icc_profile(profile);
    let colour = if pixels.is_grey { ColorType::Luma } else { ColorType::Rgb };
    encoder.encode(&pixels.bytes, width, height, colour).map_err(|_| Broken::Pixels)?;
    Ok(bytes)
}

fn encode_copy(pixels: &Pixels, profile: &[u8], form: CopyForm) -> Result<Vec<u8>, PhotoFault> {
    match form {
        #[cfg(feature = "webp")]
        CopyForm::WebP => {
            let bytes = libwebp::encode(&pixels.rgb(), (pixels.width, pixels.height));
            Ok(webp::with_profile(bytes.ok_or(Broken::Pixels)?, (pixels.width, pixels.height), profile))
        }
        _ => encode(pixels, profile, COPY_QUALITY),
    }
}

/// The pixels of a photo: grey, or red, green and blue.
struct Pixels {
    width: u32,
    height: u32,
    is_grey: bool,
    bytes: Vec<u8>,
}

impl Pixels {
    fn of(picture: DynamicImage) -> Pixels {
        let (width, height) = (picture.width(), picture.height());
        match picture {
            DynamicImage::ImageLuma8(grey) => Pixels { width, height, is_grey: true, bytes: grey.into_raw() },
            other => Pixels { width, height, is_grey: false, bytes: other.into_rgb8().into_raw() },
        }
    }

    /// Red, green and blue of each pixel, even for a grey photo.
    fn rgb(&self) -> Cow<'_, [u8]> {
        if self.is_grey {
            self.bytes.iter().flat_map(|grey| [*grey; 3]).collect()
        } else {
            Cow::Borrowed(&self.bytes)
        }
    }

    fn resized(self, width: u32) -> Result<Pixels, PhotoFault> {
        // In integers, rounded, and never higher than before.
        let height = u64::from(self.height) * u64::from(width) * 2 / u64::from(self.width.max(1));
        let height = u32::try_from(height.div_ceil(2)).unwrap_or(u32::MAX).max(1);
        // Only one pixel type: for each further one, tens of thousands of lines would be compiled.
        let rgb = self.rgb();
        let from =
            TypedImageRef::<U8x3>::from_buffer(self.width, self.height, &rgb).map_err(|_| Broken::Pixels)?;
        let mut to = Image::new(width, height, PixelType::U8x3);
        let mut view = to.typed_image_mut::<U8x3>().ok_or(Broken::Pixels)?;
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new().resize_typed(&from, &mut view, &options).map_err(|_| Broken::Pixels)?;
        let bytes = to.into_vec();
        let bytes = if self.is_grey { bytes.into_iter().step_by(3).collect() } else { bytes };
        Ok(Pixels { width, height, is_grey: self.is_grey, bytes })
    }
}

/// How many pixels are in memory.
static PIXELS_IN_USE: (Mutex<u64>, Condvar) = (Mutex::new(0), Condvar::new());

/// Admits as many photos as fit into memory together.
struct PixelPermit(u64);

impl PixelPermit {
    fn enter(pixels: u64) -> PixelPermit {
        let pixels = pixels.min(AT_A_TIME);
        let (inside, changed) = &PIXELS_IN_USE;
        let inside = inside.lock().unwrap_or_else(PoisonError::into_inner);
        let room = changed.wait_while(inside, |inside| *inside + pixels > AT_A_TIME);
        *room.unwrap_or_else(PoisonError::into_inner) += pixels;
        PixelPermit(pixels)
    }
}

impl Drop for PixelPermit {
    fn drop(&mut self) {
        let (inside, changed) = &PIXELS_IN_USE;
        *inside.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        changed.notify_all();
    }
}
