//! Files beside records, which are published unchanged: takes the bytes of one, gives the personal
//! information in its text, and what is to be reported about it, since such a file cannot be masked.
//!
//! Plain texts are searched directly. PDF, DOCX, XLSX and similar formats each have a reader that gives
//! their text in parts: pages, paragraphs or rows. A file that can neither be read nor is known to contain
//! no text is reported.

mod markup;
#[cfg(feature = "xlsx")]
mod office;
#[cfg(not(feature = "xlsx"))]
#[path = "files/no_office.rs"]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "files/no_pdf.rs"]
mod pdf;

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

#[cfg(feature = "pdf")]
pub(crate) use pdf::{READER, work};

use super::diagnostics::Kept;
use super::{Policy, Screened, screen_folders};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::personal::{Found, Marks, find};
use crate::photo::extension;
use crate::source::{FileFinding, FileFindings, SourceTree, System, decode, is_text};

/// A part of a file's text, with the page, paragraph or row where people find it.
struct FilePart {
    place: Words,
    text: String,
}

/// The text of a file.
#[derive(Default)]
struct DocumentText {
    pieces: Vec<FilePart>,
    /// Why part of it could not be read.
    unread: Option<Unread>,
}

/// Why the text of a file cannot be read.
type Unread = Words;

/// File formats whose text is in the parts of an archive, including templates and formats with macros.
const OFFICE: [&str; 26] = [
    "docm", "docx", "dotm", "dotx", "odf", "odg", "odm", "odp", "ods", "odt", "otg", "oth", "otp", "ots",
    "ott", "potm", "potx", "ppsm", "ppsx", "pptm", "pptx", "sldx", "xlsm", "xlsx", "xltm", "xltx",
];
/// Text formats that encode the characters that people read.
const ENCODED: [&str; 5] = ["eml", "mht", "mhtml", "ps", "rtf"];
/// Pictures, sound, films and fonts: they contain no text that a program could read.
const WITHOUT_TEXT: [&str; 49] = [
    "3gp", "aac", "aif", "aiff", "amr", "apng", "avi", "avif", "bmp", "flac", "flv", "gif", "heic", "heif",
    "ico", "jfif", "jpe", "jpeg", "jpg", "m4a", "m4v", "mid", "midi", "mkv", "mov", "mp3", "mp4", "mpeg",
    "mpg", "mts", "oga", "ogg", "ogv", "opus", "otf", "png", "tif", "tiff", "ttc", "ttf", "wav", "weba",
    "webm", "webp", "wma", "wmv", "woff", "woff2", "svgz",
];

/// Reads the files beside records during one build.
#[derive(Debug)]
pub struct FileReader<'a> {
    /// This program, to be run as a second process.
    program: Option<&'a Path>,
    /// How many files had to be abandoned.
    stopped: AtomicUsize,
}

impl<'a> FileReader<'a> {
    /// A reader of the files on a system.
    pub fn on(system: &'a dyn System) -> FileReader<'a> {
        let program = system.worker_program().map(|worker_program| worker_program.program);
        FileReader { program, stopped: AtomicUsize::new(0) }
    }

    /// Searches a file; its name gives its format.
    pub fn read(&self, file: &str, bytes: &[u8]) -> FileFindings {
        let text = match &*extension(file) {
            "pdf" => pdf::read(bytes, self.program, &self.stopped),
            end if OFFICE.contains(&end) => office::read(bytes),
            end if is_text(bytes) && !ENCODED.contains(&end) => {
                return FileFindings { found: in_text(bytes, end), unread: None };
            }
            end if WITHOUT_TEXT.contains(&end) => Ok(DocumentText::default()),
            "" => Err(Words::fixed("还不会读这种文件里的文字", "there is no reader for files of this sort")),
            end => Err(words!("还不会读 .{end} 文件里的文字", "there is no reader for .{end} files")),
        };
        let DocumentText { pieces, unread } =
            text.unwrap_or_else(|why| DocumentText { pieces: Vec::new(), unread: Some(why) });
        let of_piece = |FilePart { place, text }: FilePart| {
            let mut found = find(&text, Marks::None);
            // The text of a paragraph may be repeated in its properties.
            let mut known = HashSet::new();
            found.retain(|found| known.insert(found.value.clone()));
            found.into_iter().map(move |found| FileFinding { found, place: Some(place.clone()) })
        };
        FileFindings { found: pieces.into_iter().flat_map(of_piece).collect(), unread }
    }
}

/// What is found in a text file with this ending, which may be markup.
fn in_text(bytes: &[u8], end: &str) -> Vec<FileFinding> {
    let text = decode(bytes.to_vec()).text;
    let mut found = find(&text, Marks::None);
    if markup::ENDINGS.contains(&end) {
        found.extend(markup::find_more(&text, &found));
    }
    if end == "json" && text.contains("\\u") {
        found.extend(escaped(&text, &found));
    }
    found.into_iter().map(|found| FileFinding { found, place: None }).collect()
}

/// What is found in JSON only after its escapes are decoded.
fn escaped(json: &str, known: &[Found]) -> Vec<Found> {
    let read = serde_json::from_str::<serde_json::Value>(json).map(|value| value.to_string());
    let found = find(&read.unwrap_or_default(), Marks::None).into_iter();
    let more = found.filter(|found| known.iter().all(|known| known.value != found.value));
    more.map(|found| Found { span: 0..0, ..found }).collect()
}

/// The endings of text files that may contain lists of people.
const LISTS: [&str; 9] = ["csv", "ics", "json", "toml", "tsv", "txt", "vcf", "yaml", "yml"];

/// Searches the texts that belong to no record: those of `static/` are published unchanged, those of
/// `data/` are available to templates. What a template shows of them is not known here, so everything is
/// reported and nothing refused.
pub fn of_no_record(tree: &SourceTree, system: &dyn System, policy: &Policy) -> Screened {
    let policy = policy.report_only();
    let mut all = screen_folders(tree, "static/", |_| true, &policy);
    for folder in ["data/", "static/"] {
        for path in tree.below(folder).filter(|path| LISTS.contains(&&*extension(path))) {
            let Some(file) = tree.get(&format!("{folder}{path}")) else { continue };
            // A file that cannot be read is reported where it is published.
            let read = || system.read(&file.path).unwrap_or_default();
            let end = extension(path);
            let found =
                file.bytes.as_ref().map_or_else(|| in_text(&read(), &end), |bytes| in_text(bytes, &end));
            let screened = report(&file.path, &FileFindings { found, unread: None }, &policy);
            all.found.extend(screened.found);
            all.allowances.extend(screened.allowances);
        }
    }
    all
}

/// The findings to be reported about a file that is published.
pub fn report(file: &Arc<str>, seen: &FileFindings, policy: &Policy) -> Screened {
    let mut screened = Screened::default();
    if let Some(why) = &seen.unread {
        screened.found.push(unread(why).at(file.clone(), 0..0));
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    for found in find(name, Marks::None) {
        report_value(file, (&found, 0..0), None, policy, &mut screened);
    }
    for FileFinding { found, place } in &seen.found {
        let span = if place.is_none() { found.span.clone() } else { 0..0 };
        report_value(file, (found, span), place.as_ref(), policy, &mut screened);
    }
    screened
}

fn report_value(
    file: &Arc<str>,
    (found, span): (&Found, Range<usize>),
    place: Option<&Words>,
    policy: &Policy,
    to: &mut Screened,
) {
    to.note(found, policy.treatment(found), Kept::Unmaskable, |mut diagnostic| {
        if let Some(place) = place {
            let (zh, en) = (&diagnostic.message.zh, &diagnostic.message.en);
            let (in_zh, in_en) = (&place.zh, &place.en);
            diagnostic.message = words!("{in_zh}：{zh}", "{in_en}: {en}");
        }
        diagnostic.at(file.clone(), span)
    });
}

fn unread(why: &Unread) -> Diagnostic {
    let Words { zh, en } = why;
    let message = words!(
        "没有检查这个文件里的个人信息：{zh}",
        "this file was not looked through for personal information: {en}"
    );
    Diagnostic::new(&codes::PERSONAL_DATA_UNREAD, message).help(Words::fixed(
        "发布前请自己检查；或换成有文字的 PDF、DOCX、XLSX",
        "look through it yourself before you publish it, or use a PDF, DOCX or XLSX file with text",
    ))
}
