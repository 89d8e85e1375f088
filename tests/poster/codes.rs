//! The code on a sheet leads to the page, also from a picture that somebody took of it on a bad day.

use super::tools::{Sheet, code_in, notice, site};

const ADDRESS: &str = "https://notices.example.org/notices/a.html";

fn sheet(size: &str) -> Sheet {
    let mut site = site();
    site.write(
        "content/notices/a.md",
        notice("停水通知", &format!("poster: {{size: {size}}}\n"), "周三停水，请提前储水。"),
    )
    .build();
    Sheet::of(&site, "notices/a.poster.pdf")
}

#[test]
fn the_code_is_read_from_a_rendering_at_110_dpi() {
    for size in ["A4", "A3"] {
        assert_eq!(code_in(&sheet(size).picture(1, 110)), ADDRESS, "{size}");
    }
}

/// What happens to a picture that is taken by hand: the sheet stands askew, the lens is not sharp, the
/// evening is dark.
const PHOTOGRAPHS: [&[&str]; 6] = [
    &["-rotate", "7", "-blur", "0x1", "-seed", "1", "-attenuate", "0.4", "+noise", "Gaussian"],
    &["-rotate", "-12", "-blur", "0x1", "-seed", "2", "-attenuate", "0.3", "+noise", "Gaussian"],
    &["-rotate", "-3", "-blur", "0x1", "-seed", "3", "-attenuate", "0.4", "+noise", "Gaussian"],
    &["-rotate", "11", "-blur", "0x0.8", "-seed", "4", "-attenuate", "0.4", "+noise", "Gaussian"],
    &["-brightness-contrast", "-25x-30", "-rotate", "3", "-blur", "0x1"],
    // Taken from the side: the right edge is farther away.
    &[
        "-virtual-pixel",
        "white",
        "-distort",
        "Perspective",
        "0,0 0,0 909,0 890,30 0,1286 0,1286 909,1286 890,1250",
        "-blur",
        "0x1",
    ],
];

#[test]
fn the_code_is_read_from_a_photograph_of_110_dpi_that_is_turned_blurred_and_noisy() {
    for size in ["A4", "A3"] {
        let sheet = sheet(size);
        // A telephone takes a sheet of A4 at more than 300 dpi; this is a poor one.
        let picture = sheet.picture(1, 110);
        for how in PHOTOGRAPHS {
            assert_eq!(code_in(&sheet.photographed(&picture, how)), ADDRESS, "{size} after {how:?}");
        }
    }
}

#[test]
fn the_picture_for_other_sites_holds_a_code_that_can_be_read() {
    let mut site = site();
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水，请提前储水。")).build();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.png");
    std::fs::write(&file, &site.out["notices/a.poster.png"]).unwrap();
    assert_eq!(code_in(&file), ADDRESS);
    let corner = super::tools::run("convert", &[file.to_str().unwrap(), "-crop", "1x1+0+0", "txt:-"]);
    assert!(String::from_utf8_lossy(&corner).contains("#FFFFFF"), "the paper of a picture is not white");
    // PNG keeps its width in bytes 16 to 20.
    let width = u32::from_be_bytes(site.out["notices/a.poster.png"][16..20].try_into().unwrap());
    assert_eq!(width, 1080);
}

#[test]
fn without_an_address_there_is_no_code() {
    let mut site = site();
    site.write("site.yaml", super::tools::SETTINGS.replace("base_url: https://notices.example.org/\n", ""));
    site.write("content/notices/a.md", notice("停水通知", "", "周三停水。")).build();
    let text = Sheet::of(&site, "notices/a.poster.pdf").text();
    assert!(!text.contains("notices.example.org") && !text.contains("扫码"), "{text}");
}
