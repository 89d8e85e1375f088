//! Takes the text of one tag of raw HTML; gives its name and attributes as a browser would read them. Never
//! decides whether they are allowed.

/// Names in lower case, each with its decoded value.
pub(super) type TagAttributes = Vec<(String, String)>;

/// A tag as typed.
pub(super) struct Tag {
    /// Where the text after the tag begins.
    pub(super) end: usize,
    /// In lower case.
    pub(super) name: String,
    pub(super) attributes: TagAttributes,
}

impl Tag {
    /// The tag whose name begins at `at`, if it has an end.
    pub(super) fn read(text: &str, at: usize) -> Option<Tag> {
        let mut reader = TagReader { text, at };
        let name = reader.word(|byte| byte == b'/' || byte == b'>')?.to_ascii_lowercase();
        let mut attributes = TagAttributes::new();
        loop {
            reader.skip(|byte| byte.is_ascii_whitespace() || byte == b'/')?;
            if reader.byte()? == b'>' {
                return Some(Tag { end: reader.at + 1, name, attributes });
            }
            attributes.push(reader.attribute()?);
        }
    }
}

/// Every method gives `None` if the text ends first.
struct TagReader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> TagReader<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, over: impl Fn(u8) -> bool) -> Option<()> {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !over(*byte))?;
        Some(())
    }

    /// The text before white space or an ending byte; at least one character.
    fn word(&mut self, ends: impl Fn(u8) -> bool) -> Option<&'t str> {
        let start = self.at;
        self.at += self.text[start..].chars().next()?.len_utf8();
        self.skip(|byte| !byte.is_ascii_whitespace() && !ends(byte))?;
        Some(&self.text[start..self.at])
    }

    fn attribute(&mut self) -> Option<(String, String)> {
        let name = self.word(|byte| b"/>=".contains(&byte))?.to_ascii_lowercase();
        let after_name = self.at;
        self.skip(|byte| byte.is_ascii_whitespace())?;
        if self.byte()? != b'=' {
            self.at = after_name;
            return Some((name, String::new()));
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace())?;
        Some((name, decode(self.value()?)))
    }

    fn value(&mut self) -> Option<&'t str> {
        let start = self.at;
        match self.byte()? {
            b'>' => Some(""),
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                self.skip(|byte| byte != quote)?;
                self.at += 1;
                Some(&self.text[start + 1..self.at - 1])
            }
            _ => self.word(|byte| byte == b'>'),
        }
    }
}

/// Decodes the entities that people write in attributes. Others stay as typed, and are escaped again in the
/// output.
fn decode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => code.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
