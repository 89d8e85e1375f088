//! Ids that the templates of a page have: no heading gets one of them.

/// The ids of the built-in theme. A heading “Open” is `open-2`, so that links to the theme's own parts stay
/// what they were.
const OF_THEME: [&str; 7] = ["main", "open", "decided", "new", "ask", "results", "large"];

/// Whether the built-in theme has that id, on some page. Ids of other themes hold an underscore, which no
/// heading's id has.
pub fn is_reserved(id: &str) -> bool {
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    OF_THEME.contains(&id) || id.strip_prefix("resolution-").is_some_and(numbered)
}
