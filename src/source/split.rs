//! Front matter and body: takes a file's text, gives the span of each.

use std::ops::Range;

use memchr::memchr_iter;

/// The parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileParts {
    /// Both parts, as bytes of the text.
    Parts {
        /// The YAML between the lines `---`.
        yaml: Range<usize>,
        /// What follows.
        body: Range<usize>,
    },
    /// The text starts with `---`, but no such line follows.
    Unclosed {
        /// The opening line.
        span: Range<usize>,
    },
    /// The text does not start with `---`.
    Missing,
}

/// Finds front matter: YAML between a first line `---` and the next such line.
pub fn split(text: &str) -> FileParts {
    // The bytes at which lines begin, except the first.
    let mut starts = memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let first = starts.next().unwrap_or(text.len());
    if text[..first].trim_end() != "---" {
        return FileParts::Missing;
    }
    let mut at = first;
    while at < text.len() {
        let is_rule = text[at..].starts_with("---");
        let next = starts.next().unwrap_or(text.len());
        if is_rule && text[at..next].trim_end() == "---" {
            return FileParts::Parts { yaml: first..at, body: next..text.len() };
        }
        at = next;
    }
    FileParts::Unclosed { span: 0..3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_line_ends_are_as_good_as_any() {
        let text = "---\r\ntitle: 甲\r\n---\r\n正文\r\n";
        let FileParts::Parts { yaml, body } = split(text) else { panic!("no parts") };
        assert_eq!((&text[yaml], &text[body]), ("title: 甲\r\n", "正文\r\n"));
    }

    #[test]
    fn a_rule_in_the_body_does_not_close_anything() {
        assert_eq!(split("正文\n---\n"), FileParts::Missing);
        assert_eq!(split("---\ntitle: x\n"), FileParts::Unclosed { span: 0..3 });
        assert_eq!(split(""), FileParts::Missing);
        assert_eq!(split("---\n---"), FileParts::Parts { yaml: 4..4, body: 7..7 });
    }
}
