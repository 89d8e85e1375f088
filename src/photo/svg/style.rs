//! Whether a style, or any other value of a drawing, loads nothing from elsewhere: takes the value; gives
//! yes or no.

/// What loads a file apart from `url()`, or can hide that it does.
const LOADS: [&str; 6] = ["@import", "image-set(", "src(", "image(", "expression(", "javascript:"];

/// Whether it refers only to parts of the drawing itself.
pub(super) fn is_local(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    // With a backslash any word can be written differently.
    if value.contains('\\') || LOADS.iter().any(|word| value.contains(word)) {
        return false;
    }
    value.match_indices("url(").all(|(at, found)| {
        let target = value[at + found.len()..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        target.starts_with('#')
    })
}
