//! Photos as telephones make them, with everything planted in them that must not become public.

use std::process::Command;

use image::metadata::Orientation;
use image::{DynamicImage, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A word that stands in every sort of metadata planted here.
pub const SECRET: &str = "QWZX-SECRET";

/// A picture by which one sees which way is up: a field of its own colour in each corner, on a slope of grey.
pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (left, top) = (x < width / 4, y < height / 4);
        let (right, bottom) = (x >= width - width / 4, y >= height - height / 4);
        match (left, right, top, bottom) {
            (true, _, true, _) => Rgb([200, 30, 30]),
            (_, true, true, _) => Rgb([30, 170, 60]),
            (true, _, _, true) => Rgb([40, 60, 200]),
            (_, true, _, true) => Rgb([210, 180, 40]),
            _ => Rgb([(60 + x * 120 / width) as u8; 3]),
        }
    })
}

/// The same as it lies in a file that says `orientation` of itself.
pub fn lying(upright: &RgbImage, orientation: u8) -> RgbImage {
    let back = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut picture = DynamicImage::ImageRgb8(upright.clone());
    picture.apply_orientation(Orientation::from_exif(back).unwrap());
    picture.into_rgb8()
}

/// A JPEG of some pixels, with no metadata.
pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(picture.as_raw(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A PNG of some pixels, with no metadata.
pub fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// EXIF: which way up, the maker, where it was taken, and a thumbnail.
pub fn exif(orientation: u8) -> Vec<u8> {
    let thumbnail = jpeg(&scene(16, 16));
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value.to_be_bytes()].concat()
    };
    let short = |tag: u16, value: u16| entry(tag, 3, 1, u32::from(value) << 16);
    // The head, four entries, then the maker's name; GPS with two entries and its numbers; the thumbnail.
    let (ifd0, maker) = (8_u32, SECRET.len() as u32 + 1);
    let after0 = ifd0 + 2 + 4 * 12 + 4;
    let gps = after0 + maker.next_multiple_of(2);
    let latitude = gps + 2 + 3 * 12 + 4;
    let ifd1 = latitude + 24;
    let at = ifd1 + 2 + 3 * 12 + 4;
    let mut name = SECRET.as_bytes().to_vec();
    name.resize(maker.next_multiple_of(2) as usize, 0);
    let degrees: Vec<u8> = [31_u32, 1, 13, 1, 4567, 100].iter().flat_map(|n| n.to_be_bytes()).collect();
    [
        &b"MM\0*\0\0\0\x08"[..],
        &4_u16.to_be_bytes(),
        &entry(0x010f, 2, maker, after0),
        &short(0x0112, orientation.into()),
        &short(0x0128, 2),
        &entry(0x8825, 4, 1, gps),
        &ifd1.to_be_bytes(),
        &name,
        &3_u16.to_be_bytes(),
        &entry(0x0001, 2, 2, u32::from(b'N') << 24),
        &entry(0x0002, 5, 3, latitude),
        &entry(0x0005, 1, 1, 0),
        &[0; 4],
        &degrees,
        &3_u16.to_be_bytes(),
        &short(0x0103, 6),
        &entry(0x0201, 4, 1, at),
        &entry(0x0202, 4, 1, thumbnail.len() as u32),
        &[0; 4],
        &thumbnail,
    ]
    .concat()
}

pub fn xmp() -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='{SECRET}'/>\
         </rdf:RDF></x:xmpmeta>"
    )
}

fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], &content].concat()
}

/// A JPEG with all that programs hide in one: EXIF with GPS and a thumbnail, XMP, IPTC, comments, a preview,
/// notes of programs, and a film behind the end.
pub fn telling(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let iptc = [&[0x1c, 2, 90, 0, SECRET.len() as u8][..], SECRET.as_bytes()].concat();
    let resource = [&b"8BIM\x04\x04\0\0"[..], &(iptc.len() as u32).to_be_bytes(), &iptc].concat();
    let thumbnail = jpeg[..].to_vec();
    let planted = [
        segment(0xe0, &[b"JFXX\0\x10", &thumbnail[..thumbnail.len().min(2000)]]),
        segment(0xe1, &[b"Exif\0\0", &exif(orientation)]),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", xmp().as_bytes()]),
        segment(0xe2, &[b"MPF\0", SECRET.as_bytes()]),
        segment(0xed, &[b"Photoshop 3.0\0", &resource]),
        segment(0xeb, &[b"JP\0\0", SECRET.as_bytes()]),
        segment(0xec, &[b"Ducky\0", SECRET.as_bytes()]),
        segment(0xfe, &[SECRET.as_bytes()]),
    ];
    // Behind the first note, where there is one.
    let head = 2 + if jpeg[3] == 0xe0 { 2 + usize::from(jpeg[5]) } else { 0 };
    [&jpeg[..head], &planted.concat(), &jpeg[head..], SECRET.as_bytes()].concat()
}

/// A colour profile that says nothing but that it is one (ICC.1:2022, 7.2).
pub fn profile() -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

/// A JPEG with a colour profile.
pub fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", profile]), &jpeg[2..]].concat()
}

/// What zlib makes of some bytes where it packs nothing (RFC 1950, 1951).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = (bytes.len() as u16).to_le_bytes();
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    });
    [&[0x78, 1, 1][..], &length, &length.map(|byte| !byte), bytes, &(b << 16 | a).to_be_bytes()].concat()
}

/// A PNG with text, packed text, XMP, EXIF, a time, hints that are too long, a profile of somebody's, and
/// something behind the end.
pub fn telling_png(png: &[u8], orientation: u8) -> Vec<u8> {
    let chunk = |name: &[u8; 4], parts: &[&[u8]]| {
        let content = [&name[..], &parts.concat()].concat();
        let length = (content.len() as u32 - 4).to_be_bytes();
        [&length[..], &content, &crc32(&content).to_be_bytes()].concat()
    };
    let planted = [
        chunk(b"eXIf", &[&exif(orientation)]),
        chunk(b"tEXt", &[b"Author\0", SECRET.as_bytes()]),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp().as_bytes()]),
        chunk(b"tIME", &[&[7, 0xe9, 3, 2, 1, 1, 1]]),
        chunk(b"caBX", &[SECRET.as_bytes()]),
        chunk(b"iCCP", &[SECRET.as_bytes(), b"\0\0", &stored(&profile())]),
        chunk(b"bKGD", &[SECRET.as_bytes()]),
        chunk(b"hIST", &[SECRET.as_bytes()]),
        chunk(b"gAMA", &[&[0, 0, 0xb1, 0x8f], SECRET.as_bytes()]),
    ];
    [&png[..33], &planted.concat(), &png[33..], SECRET.as_bytes()].concat()
}

pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A WebP with EXIF and XMP: without a loss, so that its pixels can be compared.
pub fn telling_webp(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    picture.write_with_encoder(image::codecs::webp::WebPEncoder::new_lossless(&mut plain)).unwrap();
    let (width, height) = (picture.width() - 1, picture.height() - 1);
    let chunk = |name: &[u8], content: &[u8]| {
        let pad = if content.len() % 2 == 1 { &[0][..] } else { &[] };
        [name, &(content.len() as u32).to_le_bytes(), content, pad].concat()
    };
    let head = [&[0x0c, 0, 0, 0][..], &width.to_le_bytes()[..3], &height.to_le_bytes()[..3]].concat();
    let body = [
        &b"WEBP"[..],
        &chunk(b"VP8X", &head),
        &plain[12..],
        &chunk(b"EXIF", &exif(orientation)),
        &chunk(b"XMP ", xmp().as_bytes()),
        &chunk(b"note", SECRET.as_bytes()),
    ]
    .concat();
    [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body, SECRET.as_bytes()].concat()
}

/// A film of two frames with a comment, XMP and something behind the end.
pub fn telling_gif() -> Vec<u8> {
    let more = [&[SECRET.len() as u8], SECRET.as_bytes()].concat();
    let frame = [
        &[0x21, 0xf9, 4, 0, 10, 0, 0][..],
        &more,
        &[0, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x04, 0x82, 0x05, 0],
    ]
    .concat();
    let text = |head: &[u8]| [head, &[SECRET.len() as u8], SECRET.as_bytes(), &[0]].concat();
    [
        &b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff"[..],
        &text(&[0x21, 0xfe]),
        b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0",
        &more,
        &[0],
        &text(b"\x21\xff\x0bXMP DataXMP"),
        &frame,
        &text(&[0x21, 0xfe]),
        &frame,
        &[0x3b],
        SECRET.as_bytes(),
    ]
    .concat()
}

/// What ExifTool finds in a file, but for what every picture has, such as its size.
pub fn found_in(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let run = Command::new("exiftool").args(["-j", "-G1", "-a", "-u", "-U", "-ee"]).arg(&path).output();
    let run = run.expect("`exiftool` is not installed: apt-get install libimage-exiftool-perl");
    let found: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let groups = ["SourceFile", "ExifTool", "System", "File", "JFIF", "Composite", "RIFF", "GIF", "PNG"];
    let telling = ["Comment", "Text", "Author", "ModifyDate", "Thumbnail", "Preview", "Trailer", "XMP"];
    let harmless = |key: &str| {
        let (group, name) = key.split_once(':').unwrap_or((key, ""));
        groups.contains(&group) && (group == "System" || !telling.iter().any(|word| name.contains(word)))
    };
    let found = found[0].as_object().unwrap();
    found.iter().filter(|(key, _)| !harmless(key)).map(|(key, value)| format!("{key} = {value}")).collect()
}
