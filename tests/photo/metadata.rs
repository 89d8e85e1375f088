//! What is left of the metadata that was planted: nothing; and of the pixels: all.

use image::{DynamicImage, RgbImage};

use super::common::Site;
use super::made::{self, SECRET, found_in, scene};

/// Publishes a file as an attachment and in the text; gives what is published.
fn publish(name: &str, bytes: &[u8]) -> (Site, Vec<u8>) {
    let mut site = Site::new();
    site.write(
        "content/notices/a.md",
        format!("---\ntitle: 公告\ndate: 2026-11-20\nattachments: [{name}]\n---\n![图]({name})\n"),
    );
    site.write(&format!("content/notices/{name}"), bytes).build();
    let published = site.out[&format!("notices/{name}")].clone();
    (site, published)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// Sees that nothing of what was planted is left, and that the data tell of the file that is published.
fn tells_nothing(site: &Site, name: &str, published: &[u8]) {
    assert!(!holds(published, SECRET), "{name} still holds what was planted");
    assert_eq!(found_in(name, published), [""; 0], "{name}");
    let data = site.data("notice", "2026");
    let file = &data[0]["attachments"][0];
    let sha256: String = sha2(published);
    assert_eq!((&file["bytes"], &file["sha256"]), (&published.len().into(), &sha256.into()), "{name}");
}

fn sha2(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pixels(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// How far two pictures are apart where they differ most.
fn difference(a: &RgbImage, b: &RgbImage) -> u8 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

#[test]
fn what_was_planted_is_found_by_exiftool_where_it_is() {
    let telling = made::telling(&made::jpeg(&scene(48, 32)), 6);
    let found = found_in("a.jpg", &telling).join("\n");
    for word in ["GPS", "XMP", "IPTC", "Thumbnail", "Orientation", SECRET] {
        assert!(found.contains(word), "{word} is not in {found}");
    }
    let png = found_in("a.png", &made::telling_png(&made::png(&scene(8, 8)), 3)).join("\n");
    let webp = found_in("a.webp", &made::telling_webp(&scene(8, 8), 3)).join("\n");
    let gif = found_in("a.gif", &made::telling_gif()).join("\n");
    for found in [&png, &webp, &gif] {
        assert!(found.contains(SECRET), "{found}");
    }
}

#[test]
fn a_photo_loses_its_metadata_and_not_a_pixel() {
    let plain = made::jpeg(&scene(48, 32));
    let (site, published) = publish("a.jpg", &made::telling(&plain, 1));
    tells_nothing(&site, "a.jpg", &published);
    // All that is left is what was there before anything was planted.
    assert_eq!(published, plain);
    assert!(site.output("notices/a.html").contains("width=\"48\" height=\"32\""));
}

#[test]
fn a_photo_is_upright_whichever_way_the_telephone_was_held() {
    let upright = scene(96, 64);
    for orientation in 1..=8 {
        let lying = made::lying(&upright, orientation);
        let (site, published) = publish("a.jpg", &made::telling(&made::jpeg(&lying), orientation));
        tells_nothing(&site, "a.jpg", &published);
        let inner =
            |picture: &RgbImage| DynamicImage::ImageRgb8(picture.clone()).thumbnail(12, 8).into_rgb8();
        let apart = difference(&inner(&pixels(&published)), &inner(&upright));
        assert!(apart < 12, "orientation {orientation}: {apart}");
        assert!(site.output("notices/a.html").contains("width=\"96\" height=\"64\""), "{orientation}");
        site.is_as_clean();
    }
}

#[test]
fn a_png_is_upright_and_tells_nothing() {
    let upright = scene(24, 16);
    for orientation in 1..=8 {
        let lying = made::png(&made::lying(&upright, orientation));
        let (site, published) = publish("a.png", &made::telling_png(&lying, orientation));
        tells_nothing(&site, "a.png", &published);
        assert_eq!(difference(&pixels(&published), &upright), 0, "{orientation}");
        // One that is turned is written anew.
        assert!(orientation > 1 || holds(&published, "iCCPicc"), "how its colours are meant is lost");
    }
    let plain = made::png(&upright);
    assert_eq!(publish("a.png", &plain).1, plain);
}

#[test]
fn a_webp_and_a_gif_tell_nothing() {
    let picture = scene(24, 16);
    let (site, published) = publish("a.webp", &made::telling_webp(&picture, 1));
    tells_nothing(&site, "a.webp", &published);
    assert_eq!(difference(&pixels(&published), &picture), 0);
    let telling = made::telling_gif();
    let (site, published) = publish("a.gif", &telling);
    tells_nothing(&site, "a.gif", &published);
    assert!(holds(&published, "NETSCAPE2.0\u{3}\u{1}\0\0\0"), "a film that was to run for ever still does");
    assert!(published.windows(8).any(|at| at == [0x21, 0xf9, 4, 0, 10, 0, 0, 0]), "a frame lost its time");
}

#[test]
fn a_webp_that_lies_on_its_side_says_so_and_nothing_else() {
    let (site, published) = publish("a.webp", &made::telling_webp(&scene(24, 16), 6));
    let found = found_in("a.webp", &published);
    assert!(!holds(&published, SECRET));
    assert_eq!(found.iter().filter(|found| found.contains("Orientation")).count(), 1, "{found:?}");
    assert!(
        found.iter().all(|found| ["Orientation", "ExifByteOrder"].iter().any(|key| found.contains(key))),
        "{found:?}"
    );
    assert!(site.output("notices/a.html").contains("width=\"16\" height=\"24\""));
}

#[test]
fn photos_of_the_theme_tell_nothing_either() {
    let mut site = Site::new();
    site.write("static/lane.jpg", made::telling(&made::jpeg(&scene(48, 32)), 6)).build();
    let (path, bytes) = site.out.iter().find(|(path, _)| path.contains("lane")).unwrap();
    assert_eq!(found_in("lane.jpg", bytes), [""; 0], "{path}");
    assert_eq!(pixels(bytes).dimensions(), (32, 48));
}

/// A small picture of each format that says whatever it can.
fn telling_pictures() -> [(&'static str, Vec<u8>); 4] {
    [
        ("a.jpg", made::telling(&made::jpeg(&scene(16, 16)), 6)),
        ("a.png", made::telling_png(&made::png(&scene(16, 16)), 6)),
        ("a.webp", made::telling_webp(&scene(16, 16), 6)),
        ("a.gif", made::telling_gif()),
    ]
}

#[test]
fn a_picture_that_is_cut_short_anywhere_is_refused_or_not_reported() {
    for (name, bytes) in telling_pictures() {
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
            // Nothing panics; what is taken for whole holds nothing that was planted.
            if let Ok(clean) = lilong::photo::clean(name, bytes[..end].to_vec()) {
                assert!(!holds(&clean.bytes, SECRET), "{name}, {end} bytes");
            }
        }
    }
}

#[test]
fn whatever_byte_is_damaged_nothing_panics() {
    for (name, bytes) in telling_pictures() {
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 300) {
            for value in [0, 0xff, bytes[at] ^ 0x10] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let _ = lilong::photo::upright(name, damaged);
            }
        }
    }
}

#[test]
fn a_photo_with_a_scan_for_each_colour_is_not_decoded() {
    let picture = scene(1200, 32);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(picture.as_raw(), 1200, 32, jpeg_encoder::ColorType::Rgb).unwrap();
    let (site, published) = publish("a.jpg", &made::telling(&bytes, 6));
    assert!(!holds(&published, SECRET));
    let found = found_in("a.jpg", &published);
    let only = ["Orientation", "ExifByteOrder"];
    assert!(found.iter().all(|found| only.iter().any(|key| found.contains(key))), "{found:?}");
    let page = site.output("notices/a.html");
    assert!(page.contains("width=\"32\" height=\"1200\"") && !page.contains("srcset"));
}
