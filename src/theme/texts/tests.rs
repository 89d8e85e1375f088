//! The built-in theme has the same texts in each of its languages, and a page uses the language that its
//! readers read.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentArgs;

use super::AllInterfaceTexts;
use crate::theme::BuiltInTheme;

const BOARD: [(&str, &str); 4] = [
    ("zh-Hans", include_str!("../../../themes/board/i18n/zh-Hans.ftl")),
    ("zh-Hant", include_str!("../../../themes/board/i18n/zh-Hant.ftl")),
    ("en", include_str!("../../../themes/board/i18n/en.ftl")),
    ("ar", include_str!("../../../themes/board/i18n/ar.ftl")),
];

fn texts(files: &[(&str, &str)]) -> AllInterfaceTexts {
    let file = |(lang, text): &(&str, &str)| (lang.to_string(), format!("i18n/{lang}.ftl"), text.to_string());
    let (texts, found) = AllInterfaceTexts::of(&files.iter().map(file).collect::<Vec<_>>());
    assert!(found.is_empty(), "{found:?}");
    texts
}

/// The variables of each text of a file.
fn variables(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
            key = name;
        }
        let names = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or(rest));
        all.entry(key).or_default().extend(names);
    }
    all.remove("");
    all
}

#[test]
fn these_are_all_the_languages_that_are_built_in() {
    let mut built_in: Vec<String> =
        BuiltInTheme::iter().filter(|path| path.starts_with("i18n/")).map(Into::into).collect();
    built_in.sort_unstable();
    let mut here = BOARD.map(|(lang, _)| format!("i18n/{lang}.ftl"));
    here.sort_unstable();
    assert_eq!(built_in, here);
}

#[test]
fn every_language_has_the_same_texts_with_the_same_variables() {
    let [original, others @ ..] = BOARD.map(|(lang, text)| (lang, variables(text)));
    let english = &others[1].1;
    for (lang, texts) in &others {
        assert_eq!(texts.keys().collect::<Vec<_>>(), original.1.keys().collect::<Vec<_>>(), "{lang}");
        for (key, own) in texts {
            // A variable that both the original and the English text use, all must use; one that neither
            // uses, none may.
            let (one, two) = (&original.1[key], &english[key]);
            assert!(own.is_superset(&(one & two)), "{lang} does not say all of {key}");
            assert!(own.is_subset(&(one | two)), "{lang} has a variable in {key} that nothing fills");
        }
    }
}

#[test]
fn a_page_says_what_its_readers_read() {
    let all = texts(&BOARD);
    for (lang, home) in [
        ("zh", "首页"),
        ("zh-CN", "首页"),
        ("zh-Hans-SG", "首页"),
        ("zh-TW", "首頁"),
        ("zh-HK", "首頁"),
        ("zh-Hant-HK", "首頁"),
        ("ar-EG", "الرئيسية"),
        ("en-GB", "Home"),
        // A language without texts gets those of the site's language.
        ("fr", "首页"),
    ] {
        assert_eq!(all.get("home", None, lang, "zh-Hans").as_deref(), Some(home), "{lang}");
    }
    let simplified = texts(&[("en", "home = Home\n"), ("zh-Hans", "home = 首页\n")]);
    assert_eq!(simplified.get("home", None, "zh-TW", "en").as_deref(), Some("首页"));
}

#[test]
fn arabic_counts_in_six_ways() {
    let all = texts(&BOARD);
    let records = |count: u32| {
        let mut args = FluentArgs::new();
        args.set("count", count);
        all.get("records", Some(&args), "ar", "zh-Hans").unwrap()
    };
    for (count, said) in [
        (0, "لا منشورات"),
        (1, "منشور واحد"),
        (2, "منشوران"),
        (3, "3 منشورات"),
        (11, "11 منشورًا"),
        (100, "100 منشور"),
    ] {
        assert_eq!(records(count), said);
    }
}

#[test]
fn what_a_language_lacks_is_known() {
    let all = texts(&[("zh-Hans", "home = 首页\nskip = 跳到正文\n"), ("en", "home = Home\n")]);
    assert_eq!(all.missing("en-GB").into_iter().collect::<Vec<_>>(), ["skip"]);
    assert!(all.missing("zh-CN").is_empty());
    assert_eq!(all.missing("zh-TW").len(), 2);
}
