//! Takes a destination as the parser read it; says whether it is empty, unsafe, on another host, or local.
//! Never resolves anything, and never uses the network.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, percent_encode_byte};

use crate::bytes::ByteSet;

/// The sort of a destination.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Nothing to go to.
    Empty,
    /// A scheme that is not published, or a web address without a host.
    Unsafe,
    /// `http:`, `https:` or `//host`, percent-encoded.
    Web(String),
    /// `mailto:` or `tel:`, percent-encoded.
    Contact(String),
    /// Within the site; both parts percent-decoded.
    Local { path: String, fragment: Option<String> },
}

/// Classifies `dest` as a browser would read it: control characters are ignored.
pub(super) fn target(dest: &str) -> Destination {
    // 0xC2 begins the control characters above ASCII, and little else.
    let may_hold_control =
        dest.bytes().fold(false, |found, byte| found | (byte < b' ' || byte == 0x7F || byte == 0xC2));
    let dest = if may_hold_control {
        dest.chars().filter(|c| !c.is_control()).collect()
    } else {
        Cow::Borrowed(dest)
    };
    let dest = dest.trim();
    if dest.is_empty() || dest == "#" {
        return Destination::Empty;
    }
    if let Some(rest) = dest.strip_prefix("//") {
        return web(dest, rest);
    }
    match scheme(dest) {
        None => local(dest),
        Some((name, rest)) if name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https") => {
            rest.strip_prefix("//").map_or(Destination::Unsafe, |rest| web(dest, rest))
        }
        Some((name, rest)) if name.eq_ignore_ascii_case("mailto") || name.eq_ignore_ascii_case("tel") => {
            if rest.is_empty() {
                Destination::Empty
            } else {
                Destination::Contact(encode(dest))
            }
        }
        Some(_) => Destination::Unsafe,
    }
}

fn scheme(dest: &str) -> Option<(&str, &str)> {
    let (name, rest) = dest.split_once(':')?;
    let word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (word && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((name, rest))
}

fn web(dest: &str, rest: &str) -> Destination {
    match rest.starts_with(['/', '\\', '?', '#']) || rest.is_empty() {
        true => Destination::Unsafe,
        false => Destination::Web(encode(dest)),
    }
}

fn local(dest: &str) -> Destination {
    let (path, fragment) = match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (dest, None),
    };
    let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(decode);
    Destination::Local { path: decode(path), fragment }
}

/// `%E5%86%B3` → `决`; invalid UTF-8 is replaced, and a lone `%` is kept.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().chars().filter(|c| !c.is_control()).collect()
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    match bytes.first()? {
        b'%' => u8::try_from(digit(1)? * 16 + digit(2)?).ok(),
        _ => None,
    }
}

/// An address with all invalid characters encoded; existing encodings are kept.
fn encode(dest: &str) -> String {
    const PLAIN: ByteSet = ByteSet::words_and(b"-._~:/?@!$&'()*+,;=");
    if PLAIN.contains_all(dest) {
        return dest.to_owned();
    }
    let mut out = String::with_capacity(dest.len());
    let host_end = dest
        .find("//")
        .map_or(0, |at| dest[at + 2..].find(['/', '?', '#']).map_or(dest.len(), |end| at + 2 + end));
    let mut in_fragment = false;
    for (at, byte) in dest.bytes().enumerate() {
        let keep = match byte {
            b'%' => hex_pair(&dest.as_bytes()[at..]).is_some(),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            b'[' | b']' => at < host_end,
            _ => PLAIN.contains(byte),
        };
        if keep {
            out.push(char::from(byte));
        } else {
            out.push_str(percent_encode_byte(byte));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_schemes_and_local_paths_are_good() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScript:x",
            " java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "C:\\x",
            "http:x",
            "https:///x",
            "http://",
        ] {
            assert_eq!(target(bad), Destination::Unsafe, "{bad:?}");
        }
        for empty in ["", " ", "#", "\u{0}", "mailto:"] {
            assert_eq!(target(empty), Destination::Empty, "{empty:?}");
        }
    }

    #[test]
    fn web_addresses_are_encoded_once() {
        for (dest, url) in [
            (
                "https://例.cn/决 议?a=%20&b=100%#x#y",
                "https://%E4%BE%8B.cn/%E5%86%B3%20%E8%AE%AE?a=%20&b=100%25#x%23y",
            ),
            ("HTTP://[::1]/[x]", "HTTP://[::1]/%5Bx%5D"),
            ("//host/\"x", "//host/%22x"),
        ] {
            assert_eq!(target(dest), Destination::Web(url.into()));
        }
        assert_eq!(target("tel:+86 21"), Destination::Contact("tel:+86%2021".into()));
    }

    #[test]
    fn local_paths_are_decoded_and_split() {
        let local = |path: &str, fragment: Option<&str>| Destination::Local {
            path: path.into(),
            fragment: fragment.map(str::to_owned),
        };
        assert_eq!(target("../m/a.md#%E5%86%B3议"), local("../m/a.md", Some("决议")));
        assert_eq!(target("#x"), local("", Some("x")));
        assert_eq!(target("my%20plan.pdf#"), local("my plan.pdf", None));
        assert_eq!(target("通知:一.md"), local("通知:一.md", None));
        assert_eq!(target("50%.md"), local("50%.md", None));
        assert_eq!(target("x%FF"), local("x\u{FFFD}", None));
    }
}
