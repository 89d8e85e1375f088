//! Lists of front matter: takes a list of values, or a single value without brackets or a dash, gives the
//! list.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::Serialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess};

use super::scalar::{Day, Scalar, Text, trim};
use super::shape::{Bilingual, Choice, Shape, Shaped, ValueError};

/// A list of values; a single value needs no brackets: `attachments: plan.pdf`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct OneOrMany<T>(pub Vec<T>);

/// A list whose values are separated as YAML does it or as people do: `[周一, 周三]`, `周一、周三`, `周一至周五`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct DelimitedList<T>(pub Vec<T>);

/// A type whose values may be written several to a text.
pub trait ListItem: Sized + 'static {
    /// What such a value is called in messages.
    const ONE: Bilingual;
    /// The closed list that it is taken from, if there is one.
    const CHOICES: &'static [Choice] = &[];
    /// Reads the text as typed.
    ///
    /// # Errors
    /// Says what is wrong with it and how it is written.
    fn parse_all(raw: &str) -> Result<Vec<Self>, ValueError>;
}

impl ListItem for Day {
    const ONE: Bilingual = <Day as Scalar>::WHAT;
    fn parse_all(raw: &str) -> Result<Vec<Day>, ValueError> {
        match parts(raw) {
            parts if parts.is_empty() => Day::parse(raw).map(|day| vec![day]),
            parts => parts.into_iter().map(Day::parse).collect(),
        }
    }
}

impl ListItem for Text {
    const ONE: Bilingual = <Text as Scalar>::WHAT;
    fn parse_all(raw: &str) -> Result<Vec<Text>, ValueError> {
        parts(raw).into_iter().map(Text::parse).collect()
    }
}

/// Signs with which people separate what they list in one text.
pub(crate) const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];

/// The items of a text that lists several, without the separators and without brackets that YAML does not
/// know.
pub(crate) fn parts(raw: &str) -> Vec<&str> {
    let raw = trim(raw);
    let bare = [('【', '】'), ('［', '］')]
        .into_iter()
        .find_map(|(open, close)| raw.strip_prefix(open)?.strip_suffix(close));
    bare.unwrap_or(raw).split(SEPARATORS).map(trim).filter(|part| !part.is_empty()).collect()
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> Deref for DelimitedList<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'l, T> IntoIterator for &'l OneOrMany<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'l, T> IntoIterator for &'l DelimitedList<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Shaped> Shaped for OneOrMany<T> {
    const SHAPE: Shape = Shape::OneOf(&[Shape::List(&T::SHAPE), T::SHAPE]);
}

impl<T: ListItem> DelimitedList<T> {
    const ONE: Shape =
        Shape::Scalar { what: T::ONE, check: |raw| T::parse_all(raw).err(), choices: T::CHOICES };
}

impl<T: ListItem> Shaped for DelimitedList<T> {
    const SHAPE: Shape = Shape::OneOf(&[Shape::List(&Self::ONE), Self::ONE]);
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_str<E: de::Error>(self, one: &str) -> Result<OneOrMany<T>, E> {
                T::deserialize(StrDeserializer::new(one)).map(|one| OneOrMany(vec![one]))
            }
            fn visit_u64<E: de::Error>(self, one: u64) -> Result<OneOrMany<T>, E> {
                self.visit_str(&one.to_string())
            }
            fn visit_map<A: MapAccess<'de>>(self, one: A) -> Result<OneOrMany<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(one)).map(|one| OneOrMany(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany<T>, A::Error> {
                let mut all = Vec::with_capacity(items.size_hint().unwrap_or(0).min(64));
                while let Some(item) = items.next_element()? {
                    all.push(item);
                }
                Ok(OneOrMany(all))
            }
        }
        from.deserialize_any(Visitor(PhantomData))
    }
}

impl<'de, T: ListItem> Deserialize<'de> for DelimitedList<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: ListItem> de::Visitor<'de> for Visitor<T> {
            type Value = DelimitedList<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_str<E: de::Error>(self, raw: &str) -> Result<DelimitedList<T>, E> {
                T::parse_all(raw).map(DelimitedList).map_err(|bad| E::custom(bad.message.en))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<DelimitedList<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(raw) = items.next_element::<String>()? {
                    all.extend(T::parse_all(&raw).map_err(|bad| de::Error::custom(bad.message.en))?);
                }
                Ok(DelimitedList(all))
            }
        }
        from.deserialize_any(Visitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_lists_what_people_part_in_it() {
        for raw in
            ["电梯、停水", "电梯，停水", "【电梯，停水】", "［电梯；停水］", " 电梯, 停水 ", "电梯;停水、"]
        {
            assert_eq!(parts(raw), ["电梯", "停水"], "{raw}");
        }
        assert_eq!(parts("Building 1, Building 9"), ["Building 1", "Building 9"]);
        assert_eq!(parts("电梯"), ["电梯"]);
        assert!(parts("、").is_empty());
    }

    #[test]
    fn one_alone_is_a_list_of_one() {
        let read = |yaml: &str| serde_yaml::from_str::<OneOrMany<String>>(yaml).unwrap().0;
        assert_eq!(read("表格.docx"), ["表格.docx"]);
        assert_eq!(read("[a, b]"), ["a", "b"]);
        assert_eq!(read("2026"), ["2026"]);
        let days = serde_yaml::from_str::<DelimitedList<Day>>("2026-03-02、2026年3月9日").unwrap();
        assert_eq!(days.iter().map(Day::to_string).collect::<Vec<_>>(), ["2026-03-02", "2026-03-09"]);
    }
}
