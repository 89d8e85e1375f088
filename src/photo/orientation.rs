//! Which way up a photo was taken: telephones write it down and leave the pixels as they are.

use super::Size;

/// How a picture is turned and mirrored to be upright, as EXIF counts it: 1 is as it lies, 8 the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoOrientation(u8);

impl PhotoOrientation {
    /// As it lies.
    pub const UPRIGHT: PhotoOrientation = PhotoOrientation(1);

    /// From the EXIF of a picture: a TIFF with nothing but tags. Whatever is not there or makes no sense is
    /// upright, as in browsers.
    pub(super) fn of_exif(tiff: &[u8]) -> PhotoOrientation {
        let mut reader = exif::Reader::new();
        let read = reader.continue_on_error(true).read_raw(tiff.to_vec());
        let read = read.or_else(|error| error.distill_partial_result(|_| {}));
        let found = read
            .ok()
            .and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
        let number = found.and_then(|number| u8::try_from(number).ok());
        number.filter(|number| (1..=8).contains(number)).map_or(PhotoOrientation::UPRIGHT, PhotoOrientation)
    }

    /// The number that EXIF has for it.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The size in which a picture is shown whose pixels are of this size.
    pub(super) fn size(self, (width, height): Size) -> Size {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// EXIF that says only this.
    pub(super) fn exif(self) -> [u8; 26] {
        let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        tiff[19] = self.0;
        tiff
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for number in 1..=8 {
            assert_eq!(PhotoOrientation::of_exif(&PhotoOrientation(number).exif()), PhotoOrientation(number));
        }
        assert_eq!(PhotoOrientation::of_exif(&PhotoOrientation(9).exif()), PhotoOrientation::UPRIGHT);
        assert_eq!(PhotoOrientation::of_exif(b"no tags at all"), PhotoOrientation::UPRIGHT);
    }
}
