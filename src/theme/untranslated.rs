//! Interface texts that a language of the site lacks: takes the settings and the texts of the theme; gives
//! the warnings. Which other language a page uses instead is decided in `texts`.

use std::collections::BTreeSet;

use super::texts::AllInterfaceTexts;
use crate::config::Config;
use crate::diag::{Diagnostic, codes, words};
use crate::site::place_in_config;
use crate::source::System;

/// How many are listed.
const NAMED: usize = 3;

/// A warning for each language of the site that lacks texts which the theme has in others. A theme in a
/// single language does so on purpose.
pub(crate) fn untranslated(
    config: &Config,
    texts: &AllInterfaceTexts,
    system: &dyn System,
) -> Vec<Diagnostic> {
    if texts.languages().count() < 2 {
        return Vec::new();
    }
    let report = |lang| {
        let missing = texts.missing(lang);
        (!missing.is_empty()).then(|| fault(lang, &missing, config, system))
    };
    config.all_languages().filter_map(report).collect()
}

fn fault(lang: &str, missing: &BTreeSet<&str>, config: &Config, system: &dyn System) -> Diagnostic {
    let named: Vec<&str> = missing.iter().take(NAMED).copied().collect();
    let (count, zh, en) = (missing.len(), named.join("、"), named.join("`, `"));
    let path = if lang == config.language { "language".to_owned() } else { format!("languages.{lang}") };
    Diagnostic::new(
        &codes::UNTRANSLATED_INTERFACE,
        words!(
            "{lang} 的网页缺 {count} 条界面文字，会用别的语言来说，如 {zh}",
            "pages in `{lang}` say {count} interface texts in another language, such as `{en}`"
        ),
    )
    .help(words!("在 i18n/{lang}.ftl 里写上", "write them into `i18n/{lang}.ftl`"))
    .at("site.yaml", place_in_config(&path, system))
}
