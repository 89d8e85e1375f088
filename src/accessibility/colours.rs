//! The colours and sizes of a theme: takes its style sheets and `palette` of its `theme.yaml`, gives the
//! counts for each rule. A theme without a palette is not checked.

use std::collections::BTreeMap;

use super::{Tallies, note};
use crate::front::scalar::Text;
use crate::site::AccessibilityRule as Rule;
use crate::theme::{Palette, Theme};

/// The least contrast of text with its background (WCAG 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
/// The least size of a pointer target, in px (WCAG 2.5.8).
const LEAST_TARGET: f64 = 24.0;

/// The values of the custom properties of some style sheets, by name.
#[derive(Debug, Default)]
struct Properties {
    light: BTreeMap<String, String>,
    /// Those that a dark scheme overrides.
    dark: BTreeMap<String, String>,
    /// Every value that each is given on a screen.
    all: Vec<(String, String)>,
}

/// Checks a theme.
pub(super) fn inspect(theme: &Theme) -> Tallies {
    let mut tallies = Tallies::default();
    let Some(palette) = &theme.palette else { return tallies };
    let mut properties = Properties::default();
    theme.assets().filter_map(|asset| asset.text.as_deref()).for_each(|css| properties.read(css));
    contrasts(palette, &properties, &mut tallies);
    let sizes = properties.all.iter().filter(|(name, _)| palette.target.as_deref() == Some(&**name));
    for size in sizes.filter_map(|(_, value)| value.strip_suffix("px")?.trim().parse::<f64>().ok()) {
        note(&mut tallies, Rule::Targets, size >= LEAST_TARGET);
    }
    tallies
}

fn contrasts(palette: &Palette, properties: &Properties, to: &mut Tallies) {
    let mut dark = properties.light.clone();
    dark.extend(properties.dark.clone());
    let schemes = [&properties.light, &dark];
    for scheme in &schemes[..if properties.dark.is_empty() { 1 } else { 2 }] {
        let luminance = |name: &Text| scheme.get(&**name).and_then(|value| luminance(value));
        for text in palette.text.iter().flat_map(|names| names.iter()).filter_map(luminance) {
            for ground in palette.ground.iter().flat_map(|names| names.iter()).filter_map(luminance) {
                note(to, Rule::Contrast, contrast(text, ground) >= LEAST_CONTRAST);
            }
        }
    }
}

impl Properties {
    /// Reads a style sheet. Rules for paper or for forced colours are skipped, since they do not apply to
    /// our screens.
    fn read(&mut self, css: &str) {
        let mut around: Vec<&str> = Vec::new();
        let css = without_comments(css);
        let mut rest = &*css;
        while let Some(at) = rest.find(['{', '}', ';']) {
            let (said, sign) = (rest[..at].trim(), rest.as_bytes()[at]);
            match sign {
                b'{' => around.push(said),
                _ => {
                    self.declare(said, &around);
                    if sign == b'}' {
                        around.pop();
                    }
                }
            }
            rest = &rest[at + 1..];
        }
    }

    fn declare(&mut self, said: &str, around: &[&str]) {
        let Some((name, value)) = said.strip_prefix("--").and_then(|said| said.split_once(':')) else {
            return;
        };
        let is_in = |media: &str| around.iter().any(|rule| rule.starts_with('@') && rule.contains(media));
        if is_in("print") || is_in("forced-colors") {
            return;
        }
        let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
        let scheme = if is_in("prefers-color-scheme: dark") { &mut self.dark } else { &mut self.light };
        // A later rule may apply to only part of the page; the first applies to all of it.
        scheme.entry(name.clone()).or_insert_with(|| value.clone());
        self.all.push((name, value));
    }
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The relative luminance of `#rgb` or `#rrggbb`, as WCAG defines it; none for a colour in another
/// notation.
fn luminance(colour: &str) -> Option<f64> {
    let digits: Vec<u32> =
        colour.strip_prefix('#')?.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let channels = match *digits {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
        _ => return None,
    };
    let linear = |channel: u32| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = channels.map(linear);
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
}

/// The contrast of two colours, from 1 to 21.
fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let of = |one: &str, other: &str| contrast(luminance(one).unwrap(), luminance(other).unwrap());
        // The pairs in WCAG's own examples.
        assert!((of("#000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!(of("#767676", "#fff") >= LEAST_CONTRAST && of("#777777", "#fff") < LEAST_CONTRAST);
        assert_eq!(luminance("red"), None);
    }

    #[test]
    fn custom_properties_are_read_for_each_scheme_and_not_for_paper() {
        let mut properties = Properties::default();
        properties.read(
            ":root { --ink: #000; /* --ink: #111; */ --paper: #fff }\n@media (prefers-color-scheme: dark) {\n\
             :root { --ink: #eee } }\n@media print { :root { --ink: #123456; } }\n\
             .large { --tap: 60px; & a { b: c } }",
        );
        let ink = |scheme: &BTreeMap<String, String>| scheme.get("ink").cloned();
        assert_eq!(ink(&properties.light).as_deref(), Some("#000"));
        assert_eq!(ink(&properties.dark).as_deref(), Some("#eee"));
        assert_eq!(properties.light.get("tap").map(String::as_str), Some("60px"));
    }

    #[test]
    fn the_built_in_theme_keeps_both_rules() {
        let (theme, _) = Theme::load(crate::theme::BUILT_IN, &crate::source::SourceTree::default());
        let tallies = inspect(&theme);
        for rule in [Rule::Contrast, Rule::Targets] {
            let tally = tallies[rule as usize];
            assert!(tally.looked_at >= 2 && tally.faults == 0, "{rule:?}: {tally:?}");
        }
    }
}
