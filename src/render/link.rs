//! Relative addresses between outputs.

use super::sitemap::encode_path;

/// The address of output `to` as seen from output `from`; both are paths below the site's root.
pub fn relative(from: &str, to: &str) -> String {
    let common = common_folder(from, to);
    let up = from[common..].bytes().filter(|byte| *byte == b'/').count();
    let rest = encode_path(&to[common..]);
    let mut address = String::with_capacity(up * 3 + rest.len());
    for _ in 0..up {
        address.push_str("../");
    }
    // A colon, before which a browser would read a scheme, is encoded.
    address.push_str(&rest);
    address
}

/// Whether a path is that of a page of topics, places, bodies, years, months or promises that is not in
/// `lang` already. Nothing else has a page in these folders.
pub(super) fn is_of_terms(path: &str, lang: &str) -> bool {
    let is_in_folder = ["topics/", "places/", "bodies/", "archive/"].iter().any(|it| path.starts_with(it));
    let before_lang = path.strip_suffix(".html").and_then(|stem| stem.strip_suffix(lang));
    is_in_folder && !before_lang.is_some_and(|stem| stem.ends_with('.'))
}

/// The length in bytes of the folder that both paths start with, including its slash.
fn common_folder(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b);
    let mut folder = 0;
    for (at, (byte, _)) in same.enumerate() {
        if byte == b'/' {
            folder = at + 1;
        }
    }
    folder
}

/// The path from an output up to the site's root: `../` for each folder, or nothing.
pub fn root(path: &str) -> &'static str {
    const UP: &str = "../../../../../../../../../../../../../../../../";
    let depth = path.bytes().filter(|byte| *byte == b'/').count();
    UP.get(..depth * 3).unwrap_or(UP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_terms_are_known_by_their_folder() {
        assert!(is_of_terms("topics/lift.html", "en") && is_of_terms("archive/2026-10.html", "en"));
        assert!(!is_of_terms("topics/lift.en.html", "en") && !is_of_terms("notices/index.html", "en"));
    }

    #[test]
    fn addresses_are_the_shortest_way() {
        assert_eq!(relative("notices/a.html", "notices/b.html"), "b.html");
        assert_eq!(relative("notices/a.html", "notices-2/b.html"), "../notices-2/b.html");
        assert_eq!(relative("index.html", "notices/index.html"), "notices/index.html");
        assert_eq!(relative("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(relative("notices/a.html", "notices/a.html"), "a.html");
        assert_eq!(relative("a.html", "b:c.html"), "b%3Ac.html");
        assert_eq!(root("a/b/c.html"), "../../");
    }
}
