//! The orientation of a photo: telephones record it and leave the pixels as they are.

use super::Size;

/// How a picture must be rotated and mirrored to be upright, by the numbers of EXIF: 1 is unchanged, 8 the
/// last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoOrientation(u8);

impl PhotoOrientation {
    /// No rotation.
    pub const UPRIGHT: PhotoOrientation = PhotoOrientation(1);

    /// Reads the orientation from the EXIF of a picture: a TIFF with nothing but tags. A missing or invalid
    /// value means upright, as in browsers.
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

    /// Its number in EXIF.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The size at which a picture with pixels of this size is shown.
    pub(super) fn size(self, (width, height): Size) -> Size {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// EXIF with the orientation only.
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
