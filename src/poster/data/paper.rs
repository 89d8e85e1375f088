//! Takes a sheet; gives the range of its type sizes and the size of its QR code. Never measures a text.

use serde::Serialize;

use crate::record::common::{Orientation, PaperSize};

/// A sheet of paper with the sizes that follow from the distance of its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// `A4`, `A3` or `A2`; none for a picture for a chat.
    pub size: Option<PaperSize>,
    /// Millimetres.
    pub width: u32,
    /// Millimetres; none for a sheet that is as long as its text.
    pub height: Option<u32>,
    /// The margin on each side, in millimetres.
    pub margin: u32,
    /// The smallest type size of running text, in points.
    pub floor: u32,
    /// The largest type size, in points.
    pub ceiling: u32,
    /// The smallest type size of what is read from close by, such as the details of a vote, in points.
    pub small: u32,
    /// The least side of a QR code with its quiet zone, in millimetres.
    pub qr: u32,
    /// The greatest side, in millimetres: a longer address gets modules that are too small.
    pub qr_most: u32,
}

/// The size of a module that a telephone at arm's length needs, in tenths of a millimetre.
const MODULE: u32 = 7;
/// The size of a module where there is room, in hundredths of a millimetre: five pixels of a picture with
/// 110 dpi, so that a telephone reads the code even when the picture is rotated, blurred and noisy.
const GOOD_MODULE: u32 = 115;

impl Paper {
    /// A sheet that hangs.
    pub fn sheet(size: PaperSize, orientation: Orientation) -> Paper {
        // From close by, a large sheet is read at the same distance as a small one.
        let (short, long, margin, floor, ceiling, small, qr) = match size {
            PaperSize::A4 => (210, 297, 17, 14, 30, 11, 36),
            PaperSize::A3 => (297, 420, 24, 20, 42, 12, 50),
            PaperSize::A2 => (420, 594, 34, 28, 60, 16, 70),
        };
        let (width, height) = match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        Paper {
            size: Some(size),
            width,
            height: Some(height),
            margin,
            floor,
            ceiling,
            small,
            qr,
            qr_most: qr * 4 / 3,
        }
    }

    /// A picture for a chat: 360 points wide, which a telephone shows in about its own type size.
    pub fn long() -> Paper {
        Paper {
            size: None,
            width: 127,
            height: None,
            margin: 8,
            floor: 17,
            ceiling: 17,
            small: 15,
            qr: 36,
            qr_most: 60,
        }
    }

    /// The side of a code with this many modules in millimetres, the least sufficient side, and whether
    /// each module is large enough.
    pub fn qr_side(&self, modules: usize) -> (u32, u32, bool) {
        let modules = u32::try_from(modules).unwrap_or(u32::MAX / 200);
        let needed = (modules * MODULE).div_ceil(10);
        let good = (modules * GOOD_MODULE).div_ceil(100);
        let side = |wanted: u32| wanted.clamp(self.qr, self.qr_most);
        (side(good), side(needed), needed <= self.qr_most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_as_large_as_the_standard_says() {
        let a3 = Paper::sheet(PaperSize::A3, Orientation::Landscape);
        assert_eq!((a3.width, a3.height), (420, Some(297)));
        assert_eq!(Paper::sheet(PaperSize::A4, Orientation::Portrait).floor, 14);
    }

    #[test]
    fn a_code_grows_with_its_address_until_it_may_not() {
        let a4 = Paper::sheet(PaperSize::A4, Orientation::Portrait);
        assert_eq!(a4.qr_side(29), (36, 36, true));
        // 37 modules of 1.15 mm are 42.6 mm.
        assert_eq!(a4.qr_side(37), (43, 36, true));
        assert_eq!(a4.qr_side(53), (48, 38, true));
        // 73 modules of 0.7 mm are 51.1 mm.
        assert_eq!(a4.qr_side(73), (48, 48, false));
        assert_eq!(Paper::sheet(PaperSize::A3, Orientation::Portrait).qr_side(41), (50, 50, true));
    }
}
