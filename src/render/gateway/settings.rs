//! The settings that templates ask for by name.

use tera::Value;

use super::{Gateway, contact};
use crate::config::TermRule;
use crate::plan::OPEN_DATA_PAGE;
use crate::search::SEARCH_PAGE;
use crate::site::{ACCESSIBILITY_PAGE, Channel, SEALS_PAGE, SUBSCRIBE_PAGE, TERMS_PAGE};

/// Gives a setting to a page in a language.
type SettingGetter = fn(&Gateway, &str) -> Value;

/// The settings that templates may ask for.
pub(in crate::render) const SETTINGS: [(&str, SettingGetter); 21] = [
    ("title", |gateway, lang| Value::from(gateway.config().title(lang))),
    ("title_language", |gateway, lang| Value::from(gateway.config().title_language(lang))),
    ("issuer", |gateway, lang| Value::from_serializable(&gateway.config().issuer(lang))),
    ("issuer_language", |gateway, lang| Value::from(gateway.config().issuer_language(lang))),
    ("contact", |gateway, lang| Value::from_serializable(&gateway.config().contact(lang).0.map(contact))),
    ("contact_language", |gateway, lang| {
        let config = gateway.config();
        Value::from(if config.contact(lang).1 { lang } else { config.language.as_str() })
    }),
    ("calendar", |gateway, _| Value::from_serializable(&Channel::Section(0).calendar(&gateway.site))),
    ("terms", |gateway, _| {
        let rule = |rule: &TermRule| {
            let not: Vec<&str> = rule.not.iter().map(|not| &**not).collect();
            serde_json::json!({"use": &*rule.r#use, "not": not})
        };
        Value::from_serializable(&gateway.config().terms().iter().map(rule).collect::<Vec<_>>())
    }),
    ("terms_page", |gateway, _| Value::from_serializable(&gateway.planned(TERMS_PAGE))),
    ("open_data", |gateway, _| Value::from_serializable(&gateway.planned(OPEN_DATA_PAGE))),
    ("subscribe", |gateway, _| Value::from_serializable(&gateway.planned(SUBSCRIBE_PAGE))),
    ("cadence", |gateway, _| Value::from_serializable(&gateway.site.cadence_path())),
    ("search", |gateway, _| Value::from_serializable(&gateway.planned(SEARCH_PAGE))),
    ("accessibility", |gateway, _| Value::from_serializable(&gateway.planned(ACCESSIBILITY_PAGE))),
    ("seals", |_, _| Value::from(SEALS_PAGE)),
    ("language", |gateway, _| Value::from(gateway.config().language.as_str())),
    ("languages", |gateway, _| Value::from_serializable(&gateway.config().languages().collect::<Vec<_>>())),
    ("base_url", |gateway, _| Value::from(gateway.config().base_url.as_str())),
    ("timezone", |gateway, _| Value::from_serializable(&gateway.config().zone.iana_name())),
    ("base_path", |gateway, _| Value::from(gateway.config().base_path.as_str())),
    ("extra", |gateway, _| Value::from_serializable(&gateway.config().file.extra)),
];
