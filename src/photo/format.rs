//! The format of a picture: takes a file's bytes; recognises the format by the first of them, whatever the
//! name.

use super::{Broken, PhotoFault, UnsupportedFormat};

/// A format that is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhotoFormat {
    Jpeg,
    Png,
    WebP,
    Gif,
    Svg,
}

impl PhotoFormat {
    /// The format of a file; none if it is not a picture.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Option<PhotoFormat>, PhotoFault> {
        let end = extension(name);
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Ok(Some(PhotoFormat::Jpeg)),
            _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok(Some(PhotoFormat::Png)),
            _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Ok(Some(PhotoFormat::Gif)),
            _ if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
                Ok(Some(PhotoFormat::WebP))
            }
            _ if bytes.get(4..8) == Some(b"ftyp") => iso_media(bytes),
            _ => match foreign(bytes) {
                Some(foreign) => Err(PhotoFault::UnsupportedFormat(foreign)),
                None => by_name(&end, bytes),
            },
        }
    }
}

/// A picture that browsers do not show, or with metadata that Lilong cannot remove, by its first bytes.
fn foreign(bytes: &[u8]) -> Option<UnsupportedFormat> {
    const HEADS: [(&[u8], UnsupportedFormat); 11] = [
        (b"II*\0", UnsupportedFormat::Tiff),
        (b"MM\0*", UnsupportedFormat::Tiff),
        (b"\xff\x0a", UnsupportedFormat::Unshown("JPEG XL")),
        (b"\0\0\0\x0cJXL \r\n\x87\n", UnsupportedFormat::Unshown("JPEG XL")),
        (b"\0\0\0\x0cjP  \r\n\x87\n", UnsupportedFormat::Unshown("JPEG 2000")),
        (b"\xff\x4f\xff\x51", UnsupportedFormat::Unshown("JPEG 2000")),
        (b"8BPS", UnsupportedFormat::Unshown("PSD")),
        // Formats that cameras write.
        (b"IIU\0", UnsupportedFormat::Unshown("RAW")),
        (b"IIRO", UnsupportedFormat::Unshown("RAW")),
        (b"FUJIFILMCCD-RAW", UnsupportedFormat::Unshown("RAW")),
        (b"FOVb", UnsupportedFormat::Unshown("RAW")),
    ];
    let by_head = HEADS.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, foreign)| *foreign);
    by_head.or_else(|| {
        (bytes.starts_with(b"\0\0\x01\0") && holds(bytes, &NOTES)).then_some(UnsupportedFormat::Icon)
    })
}

/// The chunks of a PNG that hold texts; a PNG may be inside an icon.
const NOTES: [&[u8; 4]; 4] = [b"eXIf", b"tEXt", b"iTXt", b"zTXt"];

/// Where a film records its location: by Apple, by 3GPP, and by the makers of cameras.
const PLACES: [&[u8; 4]; 4] = [b"\xa9xyz", b"loci", b"GPS ", b"gps0"];

fn holds<const N: usize>(bytes: &[u8], names: &[&[u8; N]]) -> bool {
    names.iter().any(|name| memchr::memmem::find(bytes, *name).is_some())
}

/// By the name alone: drawings, and files that should be pictures.
fn by_name(end: &str, bytes: &[u8]) -> Result<Option<PhotoFormat>, PhotoFault> {
    match end {
        "svg" if bytes.starts_with(&[0x1f, 0x8b]) => {
            Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::PackedSvg))
        }
        "svg" => Ok(Some(PhotoFormat::Svg)),
        "svgz" => Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::PackedSvg)),
        "heic" | "heif" => Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Heif)),
        "jxl" => Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Unshown("JPEG XL"))),
        "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "apng" | "gif" | "webp" | "avif" => {
            Err(Broken::NoPicture.into())
        }
        _ => Ok(None),
    }
}

/// Whether a browser opens a file as a page, by its name, or, without an extension, by its first bytes.
pub(super) fn is_page(name: &str, bytes: &[u8]) -> bool {
    const PAGES: [&str; 15] = [
        "html", "htm", "shtml", "xhtml", "xhtm", "xht", "mhtml", "mht", "hta", "xml", "xsl", "xslt", "rss",
        "atom", "rdf",
    ];
    let end = extension(name);
    PAGES.contains(&&*end) || end.is_empty() && looks_like_page(bytes)
}

/// Whether a browser that is not told the type of a file takes it for a page (MIME Sniffing Standard, 7.1),
/// read more broadly: any file that begins with a tag.
fn looks_like_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(bytes, [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

/// A film, a sound, or a picture in the same container format, by its brands (ISO/IEC 14496-12).
fn iso_media(bytes: &[u8]) -> Result<Option<PhotoFormat>, PhotoFault> {
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length)) as usize;
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let has =
        |names: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| names.iter().any(|name| brand == *name));
    if has(&[b"avif", b"avis"]) {
        return if has_metadata(bytes) {
            Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Avif))
        } else {
            Ok(None)
        };
    }
    let heif: [&[u8; 4]; 8] = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"];
    if has(&heif) {
        return Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Heif));
    }
    if has(&[b"crx "]) {
        return Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Unshown("RAW")));
    }
    // The location in a film may show where somebody lives.
    let has_place = holds(bytes, &PLACES) || holds(bytes, &[b"location.ISO6709"]);
    if has_place { Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Film)) } else { Ok(None) }
}

/// Whether a picture in this container lists a metadata item: EXIF, or XMP by its type or in a box of its
/// own.
fn has_metadata(bytes: &[u8]) -> bool {
    holds(bytes, &[b"Exif", b"mime", b"uuid"])
}

/// The extension of a file's name, in lower case.
pub fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, bytes: &[u8]) -> Result<Option<PhotoFormat>, PhotoFault> {
        PhotoFormat::of(name, bytes)
    }

    #[test]
    fn what_browsers_do_not_show_is_refused_by_its_first_bytes() {
        let unshown = |name| Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Unshown(name)));
        assert_eq!(of("a.jxl", b"\xff\x0a\x00"), unshown("JPEG XL"));
        assert_eq!(of("a.png", b"\0\0\0\x0cJXL \r\n\x87\n"), unshown("JPEG XL"));
        assert_eq!(of("a.psd", b"8BPS\0\x01"), unshown("PSD"));
        assert_eq!(of("a.cr3", b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom"), unshown("RAW"));
        assert_eq!(
            of("a.nef", b"MM\0*\0\0\0\x08"),
            Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Tiff))
        );
    }

    #[test]
    fn what_says_where_it_was_taken_is_refused() {
        let film = |more: &[u8]| of("a.mp4", &[b"\0\0\0\x10ftypisom\0\0\0\x01", more].concat());
        assert_eq!(film(b"moov mdat"), Ok(None));
        for place in
            [&b"\xa9xyz\0\x12\x15\xc7+31.2+121.5/"[..], b"com.apple.quicktime.location.ISO6709", b"loci"]
        {
            assert_eq!(film(place), Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Film)));
        }
        let avif = |more: &[u8]| of("a.avif", &[b"\0\0\0\x10ftypavif\0\0\0\x01", more].concat());
        assert_eq!(avif(b"meta av01"), Ok(None));
        assert_eq!(avif(b"uuid <x:xmpmeta"), Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Avif)));
        assert_eq!(of("a.ico", b"\0\0\x01\0\x01\0 \x89PNG IHDR"), Ok(None));
        assert_eq!(
            of("a.ico", b"\0\0\x01\0\x01\0 \x89PNG IHDR tEXt"),
            Err(PhotoFault::UnsupportedFormat(UnsupportedFormat::Icon))
        );
    }
}
