//! The names of places and topics in a site's further languages: takes `languages` of `site.yaml`, gives
//! the name of a place or topic that a record names.

use std::collections::HashMap;

use super::{Language, PlaceId, Register, SiteFile, Topics};
use crate::front::check::Check;
use crate::front::scalar::Text;
use crate::front::shape::Pairs;
use crate::spelling;
use crate::track::Digest;

/// The names in one language.
#[derive(Clone, Debug, Default)]
pub(super) struct LocalizedNames {
    /// Names of the places in the register.
    places: HashMap<PlaceId, String>,
    /// Names of places, if the site has no register.
    free: HashMap<String, String>,
    topics: HashMap<String, String>,
}

impl LocalizedNames {
    /// Reads a language's names of places and topics; `path` leads to that language in `site.yaml`.
    pub(super) fn of(
        language: &Language,
        (register, topics): (&Register, Option<&Topics>),
        path: &str,
        found: &mut Check,
    ) -> LocalizedNames {
        let mut names = LocalizedNames::default();
        let written = |pairs: &Option<Pairs<Text>>| pairs.clone().unwrap_or_default().0;
        let (narrow, bare): (Vec<_>, Vec<_>) =
            written(&language.places).into_iter().partition(|(name, _)| name.contains('/'));
        // A bare name applies to all places that have it; one with the places that contain it is more
        // specific and takes precedence.
        for (name, text) in bare.into_iter().chain(narrow) {
            let meant = register.candidates(&name);
            if register.is_empty() {
                names.free.insert(spelling::name(&name).into_owned(), text.0);
            } else if meant.is_empty() {
                found.push(Check::key(format!("{path}.places.{name}")), register.unresolved(&name));
            } else {
                names.places.extend(meant.iter().map(|id| (*id, text.0.clone())));
            }
        }
        for (name, text) in written(&language.topics) {
            match topics.filter(|topics| !topics.has(&name)) {
                Some(topics) => {
                    found.push(Check::key(format!("{path}.topics.{name}")), topics.unknown(&name));
                }
                None => {
                    names.topics.insert(spelling::name(&name).into_owned(), text.0);
                }
            }
        }
        names
    }

    /// The name of a topic.
    pub(super) fn topic(&self, topic: &str) -> Option<&str> {
        self.topics.get(&*spelling::name(topic)).map(String::as_str)
    }

    /// The name of a place, with as many of the places that contain it as the record gives:
    /// `Elm Court/House 2` for `新禾苑/2号楼`. None if a part has no name in this language.
    pub(super) fn place(&self, register: &Register, name: &str) -> Option<String> {
        if register.is_empty() {
            return self.free.get(&*spelling::name(name)).cloned();
        }
        let place = register.find(name)?;
        let parts = register.parents(place).into_iter().chain([place]);
        let shown = name.split('/').count();
        let skipped = parts.clone().count().saturating_sub(shown);
        let named: Option<Vec<&str>> =
            parts.skip(skipped).map(|id| self.places.get(&id).map(String::as_str)).collect();
        Some(named?.join("/"))
    }
}

/// The names of places and topics in each further language.
pub(super) fn all(
    file: &SiteFile,
    known: (&Register, Option<&Topics>),
    found: &mut Check,
) -> Vec<(String, LocalizedNames)> {
    let languages = file.languages.iter().flat_map(Pairs::iter);
    languages
        .map(|(tag, language)| {
            (tag.to_owned(), LocalizedNames::of(language, known, &format!("languages.{tag}"), found))
        })
        .collect()
}

/// The digest of all names of places and topics in further languages.
pub(super) fn digest(file: &SiteFile) -> Digest {
    let written = |pairs: &Option<Pairs<Text>>| -> Vec<(String, String)> {
        pairs.iter().flat_map(Pairs::iter).map(|(name, text)| (name.to_owned(), text.0.clone())).collect()
    };
    let one = |(tag, language): (&str, &Language)| {
        (tag.to_owned(), written(&language.places), written(&language.topics))
    };
    Digest::of_value(&file.languages.iter().flat_map(Pairs::iter).map(one).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::{PlaceNode, TopicEntry};
    use super::*;

    fn names(language: &str) -> (LocalizedNames, Register, Check) {
        let places = "[{name: 梧桐里, places: [{name: 1号楼}, {name: 2号楼}]}, {name: 新禾苑, places: [{name: 1号楼}]}]";
        let (register, _) = Register::of(&serde_yaml::from_str::<Vec<PlaceNode>>(places).unwrap());
        let topics = Topics::of(&serde_yaml::from_str::<Vec<TopicEntry>>("[电梯, ＷｉＦｉ]").unwrap());
        let mut found = Check::default();
        let names = LocalizedNames::of(
            &serde_yaml::from_str(language).unwrap(),
            (&register, Some(&topics)),
            "languages.en",
            &mut found,
        );
        (names, register, found)
    }

    #[test]
    fn a_bare_name_is_that_of_all_places_called_so() {
        let (names, register, found) = names(
            "places: {新禾苑/1号楼: Tower, 1号楼: Building 1, 新禾苑: Xinhe Court}\ntopics: {WiFi: Wi-Fi}",
        );
        assert!(found.is_clean());
        for (written, called) in [
            ("梧桐里/1号楼", None),
            ("新禾苑/1号楼", Some("Xinhe Court/Tower")),
            ("新禾苑", Some("Xinhe Court")),
            ("2号楼", None),
            ("活动室", None),
        ] {
            assert_eq!(names.place(&register, written).as_deref(), called, "{written}");
        }
        assert_eq!((names.topic("ＷｉＦｉ"), names.topic("电梯")), (Some("Wi-Fi"), None));
    }

    #[test]
    fn a_name_of_nothing_is_a_fault() {
        assert!(!names("places: {梧桐理: Wutong Lane}").2.is_clean());
        assert!(!names("topics: {电体: Lifts}").2.is_clean());
    }

    #[test]
    fn without_a_register_any_place_may_have_a_name() {
        let language = serde_yaml::from_str("places: {东门: East gate}\ntopics: {猫: Cats}").unwrap();
        let (register, mut found) = (Register::default(), Check::default());
        let names = LocalizedNames::of(&language, (&register, None), "languages.en", &mut found);
        assert!(found.is_clean());
        assert_eq!(
            (names.place(&register, "东门").as_deref(), names.topic("猫")),
            (Some("East gate"), Some("Cats"))
        );
    }
}
