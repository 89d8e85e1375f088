//! Whether a style, or any other value of a drawing, loads nothing from elsewhere.

/// What loads a file besides `url()`, or hides that it does.
const LOADS: [&str; 6] = ["@import", "image-set(", "src(", "image(", "expression(", "javascript:"];

/// Whether it shows only what the drawing itself holds.
pub(super) fn is_local(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    // With a backslash any word can be written otherwise.
    if value.contains('\\') || LOADS.iter().any(|word| value.contains(word)) {
        return false;
    }
    value.match_indices("url(").all(|(at, found)| {
        let target = value[at + found.len()..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        target.starts_with('#')
    })
}
