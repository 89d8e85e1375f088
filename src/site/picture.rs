//! Pictures: which file of a record stands for it, and how large a picture is shown. Takes bytes, reads no
//! file.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::entry::{Entry, PublishedFile};
use super::links::LinkTarget;

/// Files that other sites show as a picture.
const SHARED: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

/// Width and height in CSS pixels.
pub type Size = (u32, u32);

impl Entry {
    /// The picture that stands for the record elsewhere: the first that its text shows, else the first of its
    /// files.
    pub fn picture(&self) -> Option<&PublishedFile> {
        let shown =
            self.links.first().zip(self.record.body.first_image).and_then(|(links, first)| links.get(first));
        let first = shown.and_then(|target| match target {
            LinkTarget::Output { path, .. } => self.file_at(path),
            LinkTarget::Here(_) | LinkTarget::File(_) | LinkTarget::Text => None,
        });
        first.filter(|file| is_shared(file)).or_else(|| self.files.iter().find(|file| is_shared(file)))
    }

    /// The file published at that path.
    pub fn file_at(&self, path: &str) -> Option<&PublishedFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn is_shared(file: &PublishedFile) -> bool {
    SHARED.contains(&extension(&file.path).as_str())
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

/// The size in which a browser shows the picture with these bytes; none where that is unknown.
pub(super) fn size(path: &str, bytes: &[u8]) -> Option<Size> {
    let (width, height) = match extension(path).as_str() {
        "svg" => svg_size(bytes)?,
        "jpg" | "jpeg" | "png" | "gif" | "webp" => {
            let size = imagesize::blob_size(bytes).ok()?;
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            if lies_on_its_side(bytes) { (height, width) } else { (width, height) }
        }
        _ => return None,
    };
    (width > 0 && height > 0).then_some((width, height))
}

/// Whether a browser turns the photo by a quarter: telephones write it down and leave the pixels as they are.
fn lies_on_its_side(bytes: &[u8]) -> bool {
    let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes));
    let turned = read
        .ok()
        .and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    turned.is_some_and(|turned| (5..=8).contains(&turned))
}

/// The size an SVG gives itself in pixels, else that of its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<Size> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok()??;
        std::str::from_utf8(&found.value).ok().map(str::to_owned)
    };
    let own = |name: &str| attribute(name).and_then(|length| pixels(&length));
    own("width").zip(own("height")).or_else(|| {
        let view_box = attribute("viewBox")?;
        let mut numbers = view_box.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
    })
}

/// A length in pixels, rounded; none for a share of the page and other units.
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    // A picture is drawn with this, nothing is decided by it.
    (0.5..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::size;

    /// The start of a JPEG of 3 by 2 pixels, with the EXIF orientation given.
    fn photo(orientation: u8) -> Vec<u8> {
        let tiff =
            [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0], &[0; 4]]
                .concat();
        let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let frame = [0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xFF, 0xD9];
        [&[0xFF, 0xD8, 0xFF, 0xE1][..], &length, &exif, &frame].concat()
    }

    #[test]
    fn an_svg_says_its_size_or_has_that_of_its_view_box() {
        let svg = |attributes: &str| {
            size(
                "a.svg",
                format!("<?xml version=\"1.0\"?><!-- x --><svg {attributes}><rect/></svg>").as_bytes(),
            )
        };
        assert_eq!(svg("width='640' height='480.4px' viewBox='0 0 1 1'"), Some((640, 480)));
        assert_eq!(svg("width='100%' viewBox='0 0 720 360'"), Some((720, 360)));
        assert_eq!(svg("viewBox='0,0,720,360'"), Some((720, 360)));
        assert_eq!(svg("viewBox='none'"), None);
        assert_eq!(size("a.svg", b"no xml at all"), None);
    }

    #[test]
    fn pixels_are_counted_as_they_are_shown() {
        let gif = b"GIF89a\x05\0\x07\0\0\0\0;";
        assert_eq!(size("a.GIF", gif), Some((5, 7)));
        assert_eq!(size("a.jpg", &photo(1)), Some((3, 2)));
        // A telephone held upright.
        assert_eq!(size("a.jpg", &photo(6)), Some((2, 3)));
        assert_eq!(size("a.png", b"not a picture"), None);
        assert_eq!(size("a.pdf", gif), None);
    }
}
