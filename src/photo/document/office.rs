//! Word, Excel, PowerPoint and OpenDocument: takes an archive of XML; finds the names in it.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{DocumentPart, PeopleNamed};

/// The most bytes of one part that are decompressed.
const MAX_PART: u64 = 16 << 20;

/// The most parts that are examined.
const MAX_PARTS: usize = 200;

pub(super) fn names(bytes: &[u8], found: &mut PeopleNamed) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let is_wanted = |path: &&str| part(path).is_some();
    let paths: Vec<String> = archive.file_names().filter(is_wanted).map(str::to_owned).collect();
    for path in paths.iter().take(MAX_PARTS) {
        let mut text = Vec::new();
        if let (Some(part), Ok(file)) = (part(path), archive.by_name(path)) {
            // Damaged data is read as far as possible.
            let _ = file.take(MAX_PART).read_to_end(&mut text);
            read(&text, part, found);
        }
    }
}

/// A part of a document in which people are named.
#[derive(Clone, Copy)]
enum Part {
    /// The properties of the document as a whole.
    Properties,
    /// The comments.
    Comments,
    /// The text itself, with its tracked changes.
    Text,
}

fn part(path: &str) -> Option<Part> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if !name.ends_with(".xml") {
        return None;
    }
    match folder {
        "docProps" => Some(Part::Properties),
        "" if name == "meta.xml" => Some(Part::Properties),
        "" if name == "content.xml" => Some(Part::Text),
        "xl/persons" => Some(Part::Comments),
        "word" | "xl" | "xl/comments" | "ppt" | "ppt/comments"
            if ["comment", "author"].iter().any(|word| name.to_ascii_lowercase().starts_with(word)) =>
        {
            Some(Part::Comments)
        }
        "word" => Some(Part::Text),
        "xl/revisions" => Some(Part::Text),
        _ => None,
    }
}

fn read(text: &[u8], part: Part, found: &mut PeopleNamed) {
    let mut reader = Reader::from_reader(text);
    // The enclosing elements, as far as they matter: the role that the current text names, and the depth
    // within a comment.
    let (mut text_of, mut noted) = (None, 0_usize);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                noted += usize::from(is_note(&tag));
                text_of = told_by(&tag, part, noted > 0);
                attributes(&tag, part, found);
            }
            Event::Empty(tag) => attributes(&tag, part, found),
            Event::Text(text) => {
                if let (Some(role), Ok(name)) = (text_of, text.decode()) {
                    found.add(role, &name);
                }
            }
            Event::End(tag) => {
                text_of = None;
                noted -= usize::from(noted > 0 && matches!(tag.local_name().as_ref(), b"annotation"));
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

fn is_note(tag: &BytesStart<'_>) -> bool {
    tag.local_name().as_ref() == b"annotation"
}

/// The role of the person named in the text of an element.
fn told_by(tag: &BytesStart<'_>, part: Part, is_noted: bool) -> Option<DocumentPart> {
    let name = tag.local_name();
    match (part, name.as_ref()) {
        (Part::Properties, b"lastModifiedBy") => Some(DocumentPart::Editor),
        (Part::Properties, b"initial-creator") => Some(DocumentPart::Author),
        // OpenDocument uses this name for the last editor.
        (Part::Properties, b"creator") => Some(DocumentPart::Author),
        (Part::Properties, b"Company" | b"Manager") => Some(DocumentPart::Company),
        (Part::Comments, b"author") => Some(DocumentPart::Comment),
        (Part::Text, b"creator") if is_noted => Some(DocumentPart::Comment),
        (Part::Text, b"creator") => Some(DocumentPart::Change),
        _ => None,
    }
}

/// The people named in the attributes of an element.
fn attributes(tag: &BytesStart<'_>, part: Part, found: &mut PeopleNamed) {
    let element = tag.local_name();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let role = match (part, attribute.key.local_name().as_ref()) {
            (Part::Comments, b"author" | b"displayName") => DocumentPart::Comment,
            (Part::Comments, b"name") if matches!(element.as_ref(), b"author" | b"cmAuthor") => {
                DocumentPart::Comment
            }
            (Part::Text, b"author") if matches!(element.as_ref(), b"person") => continue,
            (Part::Text, b"author" | b"userName") => DocumentPart::Change,
            _ => continue,
        };
        if let Ok(name) =
            attribute.decoded_and_normalized_value(quick_xml::XmlVersion::default(), tag.decoder())
        {
            found.add(role, &name);
        }
    }
}
