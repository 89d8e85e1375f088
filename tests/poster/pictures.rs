//! Sheets look as they looked when somebody last looked at them: small pictures of each layout are kept and
//! compared.
//!
//! `LILONG_BLESS=1 cargo test --test poster pictures` draws them anew: open each before you keep it.

use std::path::{Path, PathBuf};

use super::common::Site;
use super::tools::{difference, noto};

/// How much a picture may differ: less than a moved line, more than another version of a font.
const TOLERANCE: f64 = 0.05;
/// The width of the pictures in pixels.
const WIDTH: &str = "300";

/// The example site's records with a layout each.
const SHEETS: [(&str, &str, &[&str]); 7] = [
    ("notice", "notices/2026-10-26-fire-watch.md", &[]),
    ("result", "consultations/lift/index.md", &[]),
    ("meeting", "meetings/2026-03-lift.md", &["--size", "A3"]),
    ("document", "notices/2026-03-02-lift.md", &["--template", "document"]),
    ("timetable", "notices/2026-01-05-sorting-hours.md", &["--orientation", "landscape"]),
    ("log", "logs/2026-08-20-typhoon.md", &[]),
    ("english", "notices/2026-11-19-tiles.en.md", &[]),
];

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/poster/pictures").join(format!("{name}.png"))
}

#[test]
fn every_layout_looks_as_it_did() {
    let dir = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (name, record, how) in SHEETS {
        let now = dir.path().join(format!("{name}.png"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"));
        command.args([
            "poster",
            record,
            "--width",
            WIDTH,
            "--today",
            super::common::TODAY,
            "--lang",
            "en",
            "--root",
            env!("CARGO_MANIFEST_DIR"),
            "--out",
        ]);
        let output = command.arg(&now).args(how).env("LILONG_FONT_DIRS", noto_folder()).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        if std::env::var_os("LILONG_BLESS").is_some() {
            std::fs::copy(&now, kept(name)).unwrap();
        }
        assert!(kept(name).is_file(), "there is no picture {}", kept(name).display());
        let differs = difference(&now, &kept(name));
        if differs > TOLERANCE {
            wrong.push(format!("{name} differs by {differs}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The folder of the fonts that the pictures were drawn with.
fn noto_folder() -> &'static str {
    // Sees that they are there.
    let _ = Site::empty().files.with_fonts(noto());
    super::tools::FONTS
}

#[test]
fn a_moved_line_is_more_than_the_tolerance() {
    let dir = tempfile::tempdir().unwrap();
    let moved = dir.path().join("moved.png");
    super::tools::run(
        "convert",
        &[kept("notice").to_str().unwrap(), "-roll", "+0+9", moved.to_str().unwrap()],
    );
    assert!(
        difference(&kept("notice"), &moved) > TOLERANCE,
        "the comparison would not see a line that moved"
    );
}
