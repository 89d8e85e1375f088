//! Output paths: takes text, gives a path that stays inside the output on every system, or what is wrong
//! with it.
//!
//! The plan, the sinks, the manifest and everything that publishes use only this type for outputs, and it
//! has one constructor. It touches no disk: `output` deals with folders on the way that are links.

mod slug;

use std::borrow::Borrow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::bytes::ByteSet;
use crate::diag::{Words, words};
use crate::hidden::is_direction;
pub(crate) use slug::{alias_fault, record_slug_fault, slug_fault};

/// The most bytes of one part: file systems allow 255, and the tag of a translation or a number may still
/// be added.
pub const MAX_BYTES: usize = 200;

/// Names at the top of the output that are reserved for what Lilong makes itself.
pub const RESERVED: [&str; 10] = [
    "data",
    "topics",
    "places",
    "bodies",
    "archive",
    "assets",
    "registers",
    "seals",
    "search",
    "accessibility",
];

/// The one name with a leading dot that a site may publish (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// Characters that some system forbids in names: separators and wildcards.
const SIGNS: &[u8] = b"\\:*?\"<>|";
const UNFIT: ByteSet = ByteSet::of(SIGNS);

/// Names of devices on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices that are numbered from 1 to 9.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// The path of one file below the output folder, with `/` between folders. Clones are cheap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// A text that is not an output path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPath {
    /// The text.
    pub path: Arc<str>,
    /// The part of it that is at fault, in bytes.
    pub part: Range<usize>,
    /// What is wrong with it.
    pub why: PartFault,
}

/// What is wrong with one part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartFault {
    /// It is empty: there are two slashes in a row, or the path is absolute.
    Empty,
    /// It is `.` or `..`.
    Dots,
    /// It begins with a dot or `~`.
    Hidden,
    /// It ends in a dot or a space.
    End,
    /// It contains a character that some system forbids.
    Sign(char),
    /// It contains a control character, or one that changes the direction of the text.
    Control,
    /// It is the name of a device.
    Device,
    /// It has too many bytes.
    TooLong,
}

impl OutputPath {
    /// The only constructor.
    ///
    /// # Errors
    /// What is wrong with the first invalid part.
    pub fn new(path: impl AsRef<str> + Into<Arc<str>>) -> Result<OutputPath, BadPath> {
        match fault(path.as_ref()) {
            None => Ok(OutputPath(path.into())),
            Some((part, why)) => Err(BadPath { path: path.into(), part, why }),
        }
    }

    /// Whether that text is an output path.
    pub fn is(path: &str) -> bool {
        fault(path).is_none()
    }

    /// The text, to be kept without copying.
    pub fn text(&self) -> &Arc<str> {
        &self.0
    }

    /// The folder that contains it, empty at the top, and its name there.
    pub fn split(&self) -> (&str, &str) {
        self.rsplit_once('/').unwrap_or(("", self))
    }
}

impl Deref for OutputPath {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `old`, `old/` and `/old.html` as files of the output; none if the address is not that of a page.
pub fn page(address: &str) -> Option<String> {
    let path = address.strip_prefix('/').unwrap_or(address);
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "" if path.is_empty() => None,
        "" => Some(format!("{path}index.html")),
        _ if name.ends_with(".html") => Some(path.to_owned()),
        _ if !name.contains('.') => Some(format!("{path}.html")),
        _ => None,
    }
}

/// The reserved name with which a path of the site begins, if any, compared as Windows and macOS do.
pub fn reserved(path: &str) -> Option<&'static str> {
    let top = path.split('/').next().unwrap_or(path);
    let name = top.strip_suffix(".html").unwrap_or(top);
    RESERVED.into_iter().find(|reserved| reserved.eq_ignore_ascii_case(name))
}

/// What is wrong with a name as one part of a path.
fn unfit(name: &str) -> Option<PartFault> {
    match (name, name.as_bytes()) {
        (_, []) => Some(PartFault::Empty),
        ("." | "..", _) => Some(PartFault::Dots),
        (_, [b'.' | b'~', ..]) if name != WELL_KNOWN => Some(PartFault::Hidden),
        (_, [.., b'.' | b' ']) => Some(PartFault::End),
        (_, bytes) if bytes.len() > MAX_BYTES => Some(PartFault::TooLong),
        (_, bytes) if is_device(bytes) => Some(PartFault::Device),
        _ => None,
    }
}

/// The first invalid part of a path.
fn fault(path: &str) -> Option<(Range<usize>, PartFault)> {
    let mut start = 0;
    for part in path.split('/') {
        let end = start + part.len();
        if let Some(why) = sign(part).or_else(|| unfit(part)) {
            return Some((start..end, why));
        }
        start = end + 1;
    }
    None
}

/// A character that a name must not contain.
fn sign(name: &str) -> Option<PartFault> {
    // Most names are plain; others are checked character by character.
    let is_odd = |byte: &u8| byte.is_ascii_control() || matches!(byte, 0xC2 | 0xE2) || UNFIT.contains(*byte);
    name.bytes().any(|byte| is_odd(&byte)).then(|| name.chars().find_map(odd)).flatten()
}

fn odd(c: char) -> Option<PartFault> {
    match u8::try_from(c) {
        _ if c.is_control() || is_direction(c) => Some(PartFault::Control),
        Ok(byte) if c.is_ascii() && UNFIT.contains(byte) => Some(PartFault::Sign(c)),
        _ => None,
    }
}

fn is_device(name: &[u8]) -> bool {
    // The shortest device name has three letters, and all begin with one of these.
    if !matches!(name, [b'c' | b'C' | b'p' | b'P' | b'a' | b'A' | b'n' | b'N' | b'l' | b'L', _, _, ..]) {
        return false;
    }
    let stem = name.split(|byte| *byte == b'.').next().unwrap_or(name).trim_ascii_end();
    let is = |device: &str| stem.eq_ignore_ascii_case(device.as_bytes());
    let numbered = || match stem.split_at_checked(3) {
        // Windows treats the three superscripts of Latin-1 as digits.
        Some((port, [b'1'..=b'9'] | [0xC2, 0xB9 | 0xB2 | 0xB3])) => {
            NUMBERED.iter().any(|name| port.eq_ignore_ascii_case(name.as_bytes()))
        }
        _ => false,
    };
    DEVICES.into_iter().any(is) || numbered()
}

impl BadPath {
    /// The part that is at fault.
    pub fn name(&self) -> &str {
        self.path.get(self.part.clone()).unwrap_or_default()
    }
}

impl PartFault {
    /// What is wrong, as a text to follow a colon.
    pub fn words(self) -> Words {
        match self {
            PartFault::Empty => Words::fixed("路径里有一段是空的", "a part of the path is empty"),
            PartFault::Dots => {
                Words::fixed("“.”和“..”会走出输出文件夹", "`.` and `..` lead out of the output folder")
            }
            PartFault::Hidden => Words::fixed("不能以点或 ~ 开头", "it must not begin with a dot or `~`"),
            PartFault::End => Words::fixed("不能以点或空格结尾", "it must not end in a dot or a space"),
            PartFault::Sign(sign) => words!("不能含有 {sign}", "it must not hold {sign}"),
            PartFault::Control => {
                Words::fixed("不能含有看不见的控制字符", "it must not hold an invisible control character")
            }
            PartFault::Device => {
                Words::fixed("Windows 把它当作设备的名称", "on Windows it is the name of a device")
            }
            PartFault::TooLong => words!("超过 {MAX_BYTES} 个字节", "it has more than {MAX_BYTES} bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_output_paths() {
        let long = "x".repeat(MAX_BYTES);
        for path in [
            "index.html",
            "notices/2026-03-02-lift.en.html",
            "a b/c'd.html",
            "a/~b~",
            "a..b/c",
            "通知/电梯.html",
            ".well-known/security.txt",
            "com/com0.html",
            "com10",
            "console.html",
            "nul-1a2b.html",
            "é²/x",
            &long,
        ] {
            let wanted = if path == "a/~b~" { Some(PartFault::Hidden) } else { None };
            assert_eq!(OutputPath::new(path).err().map(|bad| bad.why), wanted, "{path}");
        }
    }

    #[test]
    fn what_leads_out_or_fits_no_disk_is_none() {
        let long = "x".repeat(MAX_BYTES + 1);
        for (path, part, why) in [
            ("", "", PartFault::Empty),
            ("/etc/x", "", PartFault::Empty),
            ("a//b", "", PartFault::Empty),
            ("a/", "", PartFault::Empty),
            ("../x", "..", PartFault::Dots),
            ("a/./b", ".", PartFault::Dots),
            ("a/..", "..", PartFault::Dots),
            ("...", "...", PartFault::Hidden),
            (".htaccess", ".htaccess", PartFault::Hidden),
            ("a/.well-known2/x", ".well-known2", PartFault::Hidden),
            ("~root/x", "~root", PartFault::Hidden),
            ("a./x", "a.", PartFault::End),
            ("a/x ", "x ", PartFault::End),
            ("C:/x", "C:", PartFault::Sign(':')),
            ("a\\..\\b", "a\\..\\b", PartFault::Sign('\\')),
            ("a/x?", "x?", PartFault::Sign('?')),
            ("a\nb", "a\nb", PartFault::Control),
            ("a/x\u{7f}", "x\u{7f}", PartFault::Control),
            ("a/x\u{85}", "x\u{85}", PartFault::Control),
            ("CON", "CON", PartFault::Device),
            ("a/nul.tar.gz", "nul.tar.gz", PartFault::Device),
            ("Com1.html", "Com1.html", PartFault::Device),
            ("lpt³/x", "lpt³", PartFault::Device),
            ("con .html", "con .html", PartFault::Device),
            ("CONOUT$.txt", "CONOUT$.txt", PartFault::Device),
            (&format!("a/{long}"), &long, PartFault::TooLong),
        ] {
            let bad = OutputPath::new(path).expect_err(path);
            assert_eq!((bad.name(), bad.why), (part, why), "{path:?}");
        }
    }

    #[test]
    fn addresses_of_pages_are_files() {
        for (address, path) in [
            ("old", Some("old.html")),
            ("/old.html", Some("old.html")),
            ("a/b/", Some("a/b/index.html")),
            ("a.b/c", Some("a.b/c.html")),
            ("//x/", Some("/x/index.html")),
            ("/", None),
            ("", None),
            ("..", None),
            (".htaccess", None),
            ("a/x.css", None),
            ("x.HTML", None),
        ] {
            assert_eq!(page(address).as_deref(), path, "{address}");
        }
    }

    #[test]
    fn what_lilong_keeps_for_itself_is_known_in_any_case() {
        for (path, name) in [
            ("data", Some("data")),
            ("Data/x.html", Some("data")),
            ("topics.html", Some("topics")),
            ("assets/x.css", Some("assets")),
            ("notices/data/x.html", None),
            ("data-2.html", None),
            ("database/x", None),
        ] {
            assert_eq!(reserved(path), name, "{path}");
        }
    }
}
