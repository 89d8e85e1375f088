//! The encoder of libwebp: takes pixels, gives a WebP. It gives the same bytes on every machine.
#![expect(unsafe_code, reason = "libwebp is written in C; one call, and one that gives its memory back")]

use super::Size;

/// The quality of copies, out of 100: as good as JPEG at 80, with two thirds of the bytes.
const QUALITY: f32 = 76.0;

/// A picture as a lossy WebP; `rgb` has three bytes for each pixel, line by line. None where libwebp fails:
/// there is no memory, or the picture is more than 16,383 pixels wide or high.
pub(super) fn encode(rgb: &[u8], (width, height): Size) -> Option<Vec<u8>> {
    let line = width.checked_mul(3)?;
    if rgb.len() as u64 != u64::from(line) * u64::from(height) {
        return None;
    }
    let (width, height, line) = (width.try_into().ok()?, height.try_into().ok()?, line.try_into().ok()?);
    let mut out = std::ptr::null_mut();
    // SAFETY: there are as many bytes as it is told; it writes one address, of what it allocates.
    let length =
        unsafe { libwebp_sys::WebPEncodeRGB(rgb.as_ptr(), width, height, line, QUALITY, &raw mut out) };
    if length == 0 || out.is_null() {
        return None;
    }
    // SAFETY: that many bytes are there, nobody else has them, and they are given back once.
    unsafe {
        let bytes = std::slice::from_raw_parts(out, length).to_vec();
        libwebp_sys::WebPFree(out.cast());
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(encode(&[0; 11], (2, 2)), None);
        assert_eq!(encode(&[], (0, 0)), None);
        assert_eq!(encode(&[0; 3 * 16_384], (16_384, 1)), None);
        assert!(encode(&[200; 12], (2, 2)).is_some_and(|bytes| bytes.starts_with(b"RIFF")));
    }
}
