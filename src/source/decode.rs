//! From bytes to text: takes bytes, gives text decoded by its byte-order mark, else as strict UTF-8, else
//! in the likeliest encoding.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diag::{Diagnostic, Words, codes, words};

/// A text and how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding that was guessed, if the text is not UTF-8 and has no byte-order mark.
    pub guessed: Option<&'static str>,
    /// Whether the guess looks wrong.
    pub odd: bool,
}

impl Decoded {
    /// The diagnostics for a file in another encoding.
    pub fn diagnostics(&self, file: &str) -> Vec<Diagnostic> {
        let Some(encoding) = self.guessed else { return Vec::new() };
        let problem = Diagnostic::new(
            &codes::NOT_UTF8,
            words!(
                "这个文件不是 UTF-8，按 {encoding} 读取",
                "this file is not UTF-8; it was read as {encoding}"
            ),
        );
        let mut found = vec![problem.at(file, 0..0).help(Words::fixed(
            "请核对页面，并把文件另存为 UTF-8",
            "check the page, and save the file as UTF-8",
        ))];
        if self.odd {
            found.push(
                Diagnostic::new(
                    &codes::ODD_DECODING,
                    Words::fixed("读出来的文字像是乱码", "the text looks garbled"),
                )
                .at(file, 0..0)
                .help(Words::fixed(
                    "用原来的编辑器打开，另存为 UTF-8",
                    "open it in the editor it was written with, and save it as UTF-8",
                )),
            );
        }
        found
    }
}

/// Whether bytes may be a text: a picture or a document soon has bytes that occur in no text.
pub fn is_text(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    let control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b'\x1b');
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    marked || !head.contains(&0) && head.iter().filter(control).count() * 100 <= head.len()
}

/// Decodes the bytes of a text file.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let plain = |text| Decoded { text, guessed: None, odd: false };
    for (encoding, mark) in [(UTF_8, &b"\xEF\xBB\xBF"[..]), (UTF_16LE, b"\xFF\xFE"), (UTF_16BE, b"\xFE\xFF")]
    {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return plain(encoding.decode_without_bom_handling(rest).0.into_owned());
        }
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return plain(text),
        Err(error) => error.into_bytes(),
    };
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = named(detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny));
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let odd = is_odd(&text);
    Decoded { text: text.into_owned(), guessed: Some(encoding.name()), odd }
}

/// GB18030 includes GBK, and is the better-known name.
fn named(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding }
}

/// Whether a text decoded by guess contains what Chinese notices do not: private-use or replacement
/// characters, or hardly any Chinese among its characters outside ASCII.
fn is_odd(text: &str) -> bool {
    let beyond = || text.chars().filter(|c| !c.is_ascii());
    let strange = beyond().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'));
    let is_mark =
        |c: char| matches!(c, '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}');
    let chinese = beyond().filter(|c| is_mark(*c) || is_han(*c)).count();
    strange || chinese * 2 < beyond().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notepads_gb18030_is_read_and_named() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("标题: 关于电梯检修的通知，请相互转告");
        let decoded = decode(bytes.into_owned());
        assert_eq!(decoded.text, "标题: 关于电梯检修的通知，请相互转告");
        assert_eq!((decoded.guessed, decoded.odd), (Some("gb18030"), false));
    }

    #[test]
    fn marks_are_honoured_and_dropped() {
        assert_eq!(decode(b"\xEF\xBB\xBFabc".to_vec()).text, "abc");
        assert_eq!(decode(b"\xFF\xFEa\x00".to_vec()).text, "a");
        assert_eq!(decode("通知".into()).guessed, None);
    }

    #[test]
    fn what_is_no_text_at_all_is_odd() {
        assert!(decode(vec![0x80, 0x81, 0xFF, 0xFE, 0x01]).odd);
    }
}
