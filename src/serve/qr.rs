//! A QR code for a terminal: takes an address; gives lines of half blocks, with the quiet zone that
//! scanners need. Pure.

use qrcodegen::{QrCode, QrCodeEcc};

/// How a code is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrStyle {
    /// Black on white, whatever the colours of the terminal.
    Colours,
    /// The terminal's own foreground and background, as for light text on dark.
    Plain,
}

/// Light modules around the code (ISO/IEC 18004).
const QUIET: usize = 4;
/// Black and white from the fixed part of the palette, which themes do not change.
const PAPER: &str = "\x1b[38;5;16;48;5;231m";
const RESET: &str = "\x1b[0m";

/// The code of an address; none if the address is too long.
pub fn code(address: &str, ink: QrStyle) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    // Outside the code, which is at most 177 modules wide, everything is light.
    let quiet = i32::try_from(QUIET).ok()?;
    let side = usize::try_from(code.size() + 2 * quiet).ok()?;
    let at = |place: usize| i32::try_from(place).map_or(-1, |place| place - quiet);
    let dark = |row: usize, column: usize| code.get_module(at(column), at(row));
    // Without colours, the foreground stands for light, because most terminals have a dark background.
    let inked = |row: usize, column: usize| match ink {
        QrStyle::Colours => dark(row, column),
        QrStyle::Plain => row < side && !dark(row, column),
    };
    let mut drawn = String::new();
    for row in (0..side).step_by(2) {
        let half = |column: usize| match (inked(row, column), inked(row + 1, column)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        let line: String = (0..side).map(half).collect();
        drawn.push_str(&match ink {
            QrStyle::Colours => format!("{PAPER}{line}{RESET}\n"),
            QrStyle::Plain => format!("{line}\n"),
        });
    }
    Some(drawn)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    /// What a scanner reads that takes `ink` for dark, or for light.
    fn scan(drawn: &str, ink_is_dark: bool) -> Option<String> {
        let lines: Vec<Vec<char>> =
            drawn.lines().map(|line| line.replace(PAPER, "").replace(RESET, "").chars().collect()).collect();
        let (zoom, width, height) = (4, lines[0].len(), lines.len() * 2);
        let dark = |x: usize, y: usize| {
            let inked = match lines[y / 2][x] {
                '█' => true,
                '▀' => y.is_multiple_of(2),
                '▄' => !y.is_multiple_of(2),
                _ => false,
            };
            inked == ink_is_dark
        };
        let mut picture = format!("P5 {} {} 255\n", width * zoom, height * zoom).into_bytes();
        for y in 0..height * zoom {
            picture.extend((0..width * zoom).map(|x| if dark(x / zoom, y / zoom) { 0 } else { 255 }));
        }
        let mut scanner = Command::new("zbarimg")
            .args(["--quiet", "--raw", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("zbarimg is needed: apt-get install zbar-tools");
        scanner.stdin.take().unwrap().write_all(&picture).unwrap();
        let read = scanner.wait_with_output().unwrap().stdout;
        Some(String::from_utf8(read).unwrap().trim().to_owned()).filter(|text| !text.is_empty())
    }

    #[test]
    fn a_scanner_reads_the_address() {
        let address = "http://192.0.2.17:4000/a/b/";
        assert_eq!(scan(&code(address, QrStyle::Colours).unwrap(), true).as_deref(), Some(address));
        assert_eq!(scan(&code(address, QrStyle::Plain).unwrap(), false).as_deref(), Some(address));
    }

    #[test]
    fn the_quiet_zone_is_four_modules_wide() {
        let drawn = code("http://192.0.2.17:4000/", QrStyle::Colours).unwrap();
        let lines: Vec<String> =
            drawn.lines().map(|line| line.replace(PAPER, "").replace(RESET, "")).collect();
        assert!(lines[..2].iter().all(|line| line.trim().is_empty()), "above");
        assert!(lines.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")), "beside");
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(code(&"x".repeat(8000), QrStyle::Plain), None);
    }
}
