//! Ids that the templates of a page use: takes an id; says whether it is one of them. No heading gets such
//! an id.

/// The ids of the built-in theme. A heading “Open” gets `open-2`, so that links to the theme's own parts
/// still work.
const OF_THEME: [&str; 7] = ["main", "open", "decided", "new", "ask", "results", "large"];

/// Whether the built-in theme uses that id on some page. Ids of other themes contain an underscore, which
/// no heading's id does.
pub fn is_reserved(id: &str) -> bool {
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    OF_THEME.contains(&id) || id.strip_prefix("resolution-").is_some_and(numbered)
}
