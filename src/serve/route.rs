//! Addresses: takes the path of a request; says what it asks for. Pure; does not look at the disk.
//!
//! A path is decoded only once. Whatever a published path never contains (`..`, a leading dot, a backslash,
//! an empty part) is a miss.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The preview's own script.
    Script,
    /// The reports of the watch.
    Events,
    /// Another address of the preview.
    Redirect(String),
    /// A file of the output, or a folder if the path ends with a slash or is empty.
    Output(String),
    /// Below the site, but nothing that could have been published.
    Miss,
    /// Not below the site; on a server with several sites it belongs to another one.
    Elsewhere,
}

/// The folder of the preview's own files: no published path starts with a dot.
pub(super) const OWN: &str = "/.lilong/";
const SCRIPT: &str = "preview.js";
const EVENTS: &str = "events";

/// The characters that must be encoded in a path.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Where a path leads, if the site is below `base`.
pub(super) fn route(path: &str, base: &str) -> Route {
    match path.strip_prefix(OWN) {
        Some(SCRIPT) => return Route::Script,
        Some(EVENTS) => return Route::Events,
        _ => {}
    }
    let folders = decode(base).unwrap_or_default();
    if path == "/" && !folders.is_empty() {
        return Route::Redirect(encode(&folders, true));
    }
    let Some(parts) = decode(path) else {
        return if path.starts_with(base) { Route::Miss } else { Route::Elsewhere };
    };
    let open = !path.ends_with('/');
    match parts.strip_prefix(folders.as_slice()) {
        Some([]) if open && !folders.is_empty() => Route::Redirect(encode(&folders, true)),
        Some(below) => {
            let mut below = below.join("/");
            if !open && !below.is_empty() {
                below.push('/');
            }
            Route::Output(below)
        }
        None => Route::Elsewhere,
    }
}

/// The file of the output that a path asks for, or the folder if the path ends with a slash or is empty;
/// none if it asks for something else.
pub fn asked_output(path: &str, base: &str) -> Option<String> {
    match route(path, base) {
        Route::Output(path) => Some(path),
        Route::Script | Route::Events | Route::Redirect(_) | Route::Miss | Route::Elsewhere => None,
    }
}

/// Whether `base` can be the path of a site: with slashes at both ends, and without characters that an
/// address cannot have.
pub fn is_base(base: &str) -> bool {
    base.starts_with('/')
        && base.ends_with('/')
        && !base.contains(['?', '#', '"', '<', '>', '\\'])
        && decode(base).is_some()
}

/// The address of a path below the output.
pub(super) fn address(base: &str, path: &str) -> String {
    let mut parts = decode(base).unwrap_or_default();
    parts.extend(path.split('/').filter(|part| !part.is_empty()).map(str::to_owned));
    encode(&parts, path.ends_with('/'))
}

/// The parts of a path, each decoded once; none if one of them cannot be the name of a published file.
fn decode(path: &str) -> Option<Vec<String>> {
    let inner = path.strip_prefix('/')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.is_empty() {
        return (path.len() < 2).then(Vec::new);
    }
    inner
        .split('/')
        .map(|part| {
            percent_decode_str(part).decode_utf8().ok().map(String::from).filter(|name| is_name(name))
        })
        .collect()
}

/// Whether this can be the name of a published file or folder: not hidden, and not leading elsewhere.
fn is_name(name: &str) -> bool {
    let strange = |c: char| c.is_control() || c == '/' || c == '\\' || (cfg!(windows) && c == ':');
    !name.is_empty() && !name.starts_with('.') && !name.contains(strange)
}

fn encode(parts: &[String], folder: bool) -> String {
    let mut path = String::new();
    for part in parts {
        path.push('/');
        path.extend(utf8_percent_encode(part, ENCODED));
    }
    if folder || path.is_empty() {
        path.push('/');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: &str) -> Route {
        Route::Output(path.to_owned())
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(route("/", "/"), output(""));
        assert_eq!(route("/notices/index.html", "/"), output("notices/index.html"));
        assert_eq!(route("/notices/", "/"), output("notices/"));
        assert_eq!(route("/%E5%85%AC%E5%91%8A/a%20b.html", "/"), output("公告/a b.html"));
        assert_eq!(route("/100%25.html", "/"), output("100%.html"));
    }

    #[test]
    fn no_path_leads_out_or_to_what_is_hidden() {
        let ways = [
            "/../site.yaml",
            "/%2e%2e/site.yaml",
            "/..%2fsite.yaml",
            "/%2E%2E%2Fsite.yaml",
            "/a/../../site.yaml",
            "/a%2f..%2fb",
            "/..%5csite.yaml",
            "/..\\site.yaml",
            "//etc/passwd",
            "/%2fetc%2fpasswd",
            "/a//b",
            "/.lilong-manifest",
            "/%2elilong-lock",
            "/a/.git/config",
            "/.",
            "/a/./b",
            "/a%00.html",
            "/%ff.html",
            "/%c0%ae%c0%ae/site.yaml",
            "/a%0d%0ab",
            "//",
        ];
        for way in ways {
            assert_eq!(route(way, "/"), Route::Miss, "{way}");
        }
        // Decoded twice, the path would lead out of the output.
        assert_eq!(route("/%252e%252e/site.yaml", "/"), output("%2e%2e/site.yaml"));
        assert_eq!(route("*", "/"), Route::Elsewhere);
    }

    #[test]
    fn below_a_base_is_the_site_and_beside_it_nothing() {
        assert_eq!(route("/a/b/index.html", "/a/b/"), output("index.html"));
        assert_eq!(route("/a/b/", "/a/b/"), output(""));
        assert_eq!(route("/a/b", "/a/b/"), Route::Redirect("/a/b/".to_owned()));
        assert_eq!(route("/", "/a/b/"), Route::Redirect("/a/b/".to_owned()));
        assert_eq!(route("/", "/里弄/"), Route::Redirect("/%E9%87%8C%E5%BC%84/".to_owned()));
        assert_eq!(route("/%E9%87%8C%E5%BC%84/x.html", "/里弄/"), output("x.html"));
        for beside in ["/a/", "/a/bc/", "/index.html", "/a/../x"] {
            assert_eq!(route(beside, "/a/b/"), Route::Elsewhere, "{beside}");
        }
        assert_eq!(route("/a/b/../../x", "/a/b/"), Route::Miss);
    }

    #[test]
    fn its_own_files_stand_where_no_output_can() {
        assert_eq!(route("/.lilong/preview.js", "/a/"), Route::Script);
        assert_eq!(route("/.lilong/events", "/"), Route::Events);
        assert_eq!(route("/.lilong/other", "/"), Route::Miss);
    }

    #[test]
    fn addresses_are_encoded_and_never_name_another_host() {
        assert_eq!(address("/a/b/", "公告/x y.html"), "/a/b/%E5%85%AC%E5%91%8A/x%20y.html");
        assert_eq!(address("/", "/evil.example/"), "/evil.example/");
        assert_eq!(address("/", ""), "/");
    }

    #[test]
    fn a_base_has_slashes_at_both_ends() {
        assert!(is_base("/") && is_base("/a/b/") && is_base("/里弄/"));
        for base in ["", "a/", "/a", "//", "/a//b/", "/../", "/.a/", "/a?b/", "/a%2fb/"] {
            assert!(!is_base(base), "{base}");
        }
    }
}
