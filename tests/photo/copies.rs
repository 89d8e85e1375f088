//! Smaller copies of large photos: on the page, in the output, and of which size.

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
        assert_eq!(found_in("copy.jpg", bytes), [""; 0], "{path}");
        assert!(bytes.len() * 2 < site.out["notices/大门.jpg"].len());
    }
    let page = site.output("notices/a.html");
    let stem = "%E5%A4%A7%E9%97%A8";
    let shown = format!(
        "<img src=\"{stem}.jpg\" alt=\"图\" width=\"2400\" height=\"1800\" srcset=\"{stem}.480w.jpg 480w, \
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
