//! Takes an address; gives its QR code as an SVG picture, including the quiet zone. Never decides its
//! printed size.

use std::fmt::Write;

use qrcodegen::{QrCode as Code, QrCodeEcc};

/// The light modules on each side of a code, which readers need to find it.
pub const QUIET_ZONE: usize = 4;
const QUIET: i32 = QUIET_ZONE as i32;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// The picture: black on white, one unit per module.
    pub svg: String,
    /// The modules on one side, including the quiet zone on both sides.
    pub modules: usize,
}

/// The code of an address; none where the address is too long.
pub fn svg(address: &str) -> Option<QrCode> {
    let code = densest(address)?;
    let size = usize::try_from(code.size()).ok()?;
    let modules = size + 2 * QUIET_ZONE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {modules} {modules}\" \
         shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{modules}v{modules}H0z\"/><path d=\""
    );
    for row in 0..code.size() {
        push_row(&mut svg, &code, row);
    }
    svg.push_str("\"/></svg>");
    Some(QrCode { svg, modules })
}

/// The smallest code that survives 15 % of damage, with more error correction if the same size has room for
/// it: a sheet hangs in sun and rain.
fn densest(address: &str) -> Option<Code> {
    let encode = |level| Code::encode_text(address, level).ok();
    encode(QrCodeEcc::Medium).or_else(|| encode(QrCodeEcc::Low))
}

/// The dark runs of a row, each as one rectangle.
fn push_row(svg: &mut String, code: &Code, row: i32) {
    let size = code.size();
    let is_dark = |column: &i32| code.get_module(*column, row);
    let mut column = 0;
    while let Some(start) = (column..size).find(is_dark) {
        let end = (start..size).find(|at| !is_dark(at)).unwrap_or(size);
        let (x, y) = (start + QUIET, row + QUIET);
        // Writing to a string cannot fail.
        let _ = write!(svg, "M{x} {y}h{}v1h-{}z", end - start, end - start);
        column = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_quiet_zone_and_its_three_corners() {
        let code = svg("https://notices.example.org/notices/2026-03-02-lift.html").unwrap();
        assert_eq!(code.modules, 33 + 2 * QUIET_ZONE);
        for corner in ["M4 4h7v1", "M30 4h7v1", "M4 30h7v1"] {
            assert!(code.svg.contains(corner), "{corner}");
        }
        assert!(!code.svg.contains("M3 ") && !code.svg.contains(" 3h"), "something stands in the quiet zone");
    }

    #[test]
    fn the_same_address_gives_the_same_code_and_another_one_another() {
        let address = "https://notices.example.org/a.html";
        assert_eq!(svg(address), svg(address));
        assert_ne!(svg(address), svg("https://notices.example.org/b.html"));
    }

    #[test]
    fn an_address_beyond_every_code_has_none() {
        assert_eq!(svg(&"x".repeat(3_000)), None);
        assert!(svg(&"x".repeat(2_900)).is_some());
    }
}
