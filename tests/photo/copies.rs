//! Smaller copies of large photos: on the page, in the output, and of which size.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::common::Site;
use super::made::{self, found_in, scene};

fn site(name: &str, bytes: &[u8]) -> Site {
    let mut site = Site::new();
    site.write("content/notices/a.md", format!("---\ntitle: 公告\ndate: 2026-11-20\n---\n![图]({name})\n"));
    site.write(&format!("content/notices/{name}"), bytes);
    site
}

fn width(bytes: &[u8]) -> (u32, u32) {
    image::load_from_memory(bytes).map(|picture| (picture.width(), picture.height())).unwrap()
}

#[test]
fn a_large_photo_has_copies_for_telephones() {
    let mut site = site("大门.jpg", &made::telling(&made::jpeg(&made::lying(&scene(2400, 1800), 8)), 8));
    site.build();
    let copies: Vec<_> = site.out.iter().filter(|(path, _)| path.ends_with("w.jpg")).collect();
    let sizes: Vec<_> = copies.iter().map(|(path, bytes)| (path.as_str(), width(bytes))).collect();
    assert_eq!(
        sizes,
        [
            ("notices/大门.1600w.jpg", (1600, 1200)),
            ("notices/大门.480w.jpg", (480, 360)),
            ("notices/大门.960w.jpg", (960, 720)),
        ]
    );
    for (path, bytes) in &copies {
        let webp = &site.out[&format!("{path}.webp")];
        assert_eq!((width(webp), found_in("copy.webp", webp)), (width(bytes), Vec::new()), "{path}");
        assert!(webp.len() * 5 < bytes.len() * 4, "{} bytes for {}", webp.len(), bytes.len());
        assert_eq!(found_in("copy.jpg", bytes), [""; 0], "{path}");
        assert!(bytes.len() * 2 < site.out["notices/大门.jpg"].len());
    }
    let page = site.output("notices/a.html");
    let stem = "%E5%A4%A7%E9%97%A8";
    let shown = format!(
        "<picture><source type=\"image/webp\" srcset=\"{stem}.480w.jpg.webp 480w, {stem}.960w.jpg.webp 960w, \
         {stem}.1600w.jpg.webp 1600w\" sizes=\"(min-width: 56em) 56em, 100vw\">\
         <img src=\"{stem}.jpg\" alt=\"图\" width=\"2400\" height=\"1800\" srcset=\"{stem}.480w.jpg 480w, \
         {stem}.960w.jpg 960w, {stem}.1600w.jpg 1600w, {stem}.jpg 2400w\""
    );
    assert!(page.contains(&shown), "{page}");
    // Other sites are shown a copy, too.
    assert!(page.contains(&format!(
        "property=\"og:image\" content=\"https://notices.example.org/notices/{stem}.1600w.jpg\""
    )));
    site.is_as_clean();
}

#[test]
fn copies_keep_the_colours_of_the_photo() {
    let profile = made::profile();
    let mut site = site("a.jpg", &made::with_profile(&made::jpeg(&scene(700, 500)), &profile));
    site.build();
    for copy in ["notices/a.480w.jpg", "notices/a.480w.jpg.webp"] {
        let picture = ImageReader::new(Cursor::new(&site.out[copy])).with_guessed_format().unwrap();
        let mut decoder = picture.into_decoder().unwrap();
        assert_eq!(decoder.icc_profile().unwrap(), Some(profile.clone()), "{copy}");
        assert_eq!(decoder.dimensions(), (480, 343), "{copy}");
    }
    let mut grey = site_of_grey();
    grey.build();
    assert_eq!(width(&grey.out["notices/a.480w.jpg.webp"]), (480, 343));
}

fn site_of_grey() -> Site {
    let grey = DynamicImage::ImageRgb8(scene(700, 500)).into_luma8();
    let mut bytes = Cursor::new(Vec::new());
    grey.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    site("a.jpg", bytes.get_ref())
}

#[test]
fn a_small_photo_and_a_drawing_have_none() {
    let mut small = site("a.jpg", &made::jpeg(&scene(560, 400)));
    small.build();
    assert!(!small.output("notices/a.html").contains("srcset"));
    let mut drawing = site("a.png", &made::png(&scene(2400, 40)));
    drawing.build();
    assert!(!drawing.output("notices/a.html").contains("srcset"));
}

#[test]
fn a_photo_whose_pixels_are_damaged_stops_the_build() {
    let mut bytes = made::jpeg(&scene(700, 500));
    // Three colours that refer to a table that is not there.
    let scan = bytes.windows(2).position(|two| two == [0xff, 0xda]).unwrap();
    bytes[scan + 6] = 0x33;
    let mut site = site("a.jpg", &bytes);
    assert_eq!(site.fails(), ["broken-picture"]);
}
