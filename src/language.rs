//! What a language tag (BCP 47) says about writing: takes `zh-Hant-HK`, gives whether the readers of two
//! tags can read the same texts, and the direction of writing. It contains no words of any language.

/// The tags of traditional characters: `zh-TW` is written like `zh-Hant`.
const TRADITIONAL: [&str; 4] = ["Hant", "TW", "HK", "MO"];

/// Scripts from right to left (Unicode, UAX 24).
const LEFTWARD_SCRIPTS: [&str; 10] =
    ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand", "Aran"];

/// Languages written in one of these scripts if their tag names no script (CLDR, likely subtags).
const LEFTWARD: [&str; 16] =
    ["ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "prs", "ps", "sd", "ug", "ur", "yi"];

/// The language without script and region: `zh` of `zh-Hant-HK`.
pub(crate) fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether the tag is that of Chinese in traditional characters.
pub(crate) fn is_traditional_chinese(tag: &str) -> bool {
    let named = |names: &[&str]| subtags(tag).any(|part| is_one_of(part, names));
    base(tag).eq_ignore_ascii_case("zh") && named(&TRADITIONAL) && !named(&["Hans"])
}

/// Whether readers of one language tag can read the other: `zh-TW` and `zh-Hant`, `zh-CN` and `zh`, `ar-EG`
/// and `ar`.
pub(crate) fn reads_as(one: &str, other: &str) -> bool {
    base(one).eq_ignore_ascii_case(base(other))
        && is_traditional_chinese(one) == is_traditional_chinese(other)
        && is_rtl(one) == is_rtl(other)
}

/// Whether its lines run from right to left.
pub(crate) fn is_rtl(tag: &str) -> bool {
    let script = subtags(tag).find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    match script {
        Some(script) => is_one_of(script, &LEFTWARD_SCRIPTS),
        None => is_one_of(base(tag), &LEFTWARD),
    }
}

fn subtags(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('-').skip(1)
}

fn is_one_of(part: &str, names: &[&str]) -> bool {
    names.iter().any(|name| part.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_tells_how_chinese_is_written() {
        for tag in ["zh-Hant", "zh-TW", "zh-HK", "zh-mo", "zh-hant-CN"] {
            assert!(is_traditional_chinese(tag), "{tag}");
        }
        for tag in ["zh", "zh-Hans", "zh-CN", "zh-SG", "zh-Hans-HK", "ja", "en-HK"] {
            assert!(!is_traditional_chinese(tag), "{tag}");
        }
    }

    #[test]
    fn who_reads_one_reads_the_other() {
        for (one, other) in [("zh-CN", "zh-Hans"), ("zh", "zh-SG"), ("zh-HK", "zh-TW"), ("ar-EG", "ar")] {
            assert!(reads_as(one, other), "{one} {other}");
        }
        for (one, other) in [("zh-TW", "zh"), ("uz-Arab", "uz"), ("en", "ar")] {
            assert!(!reads_as(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_script_comes_before_the_language() {
        for tag in ["ar", "ar-EG", "he", "ug", "fa-IR", "uz-Arab", "pa-arab-PK"] {
            assert!(is_rtl(tag), "{tag}");
        }
        for tag in ["zh-Hant", "en", "ug-Latn", "ug-Cyrl-KZ", "az", ""] {
            assert!(!is_rtl(tag), "{tag}");
        }
    }
}
