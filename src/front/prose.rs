//! Texts that a translation may give: which fields of a record they are, how the file of a translation is
//! read, and how its texts replace those of the record.
//!
//! The type of a field, where it is declared, decides: a [`Prose`] is written in the language of its
//! record, a [`Text`] is the same in every language. The form of a translation, its checks and the
//! replacement follow from that. Numbers, dates and outcomes are neither, so no translation can change
//! them.

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use super::list::{DelimitedList, OneOrMany};
use super::scalar::{
    self, Amount, Count, Day, Flag, Moment, NonNegative, Scalar, Text, Threshold, TimeOfDay, Weight, scalars,
};
use super::shape::{Bilingual, Field, Nested, Pairs, Shape, ValueError};

/// Words in the language of their record or, if a translation replaced them, in that of the translation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Prose(pub String, bool);

impl Prose {
    /// Whether a translation gave the words.
    pub fn is_translated(&self) -> bool {
        self.1
    }
}

impl Serialize for Prose {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl Scalar for Prose {
    const WHAT: Bilingual = <Text as Scalar>::WHAT;
    fn parse(raw: &str) -> Result<Self, ValueError> {
        Text::parse(raw).map(|text| Prose(text.0, false))
    }
}

impl std::ops::Deref for Prose {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

scalars!(Prose);

/// The form of the texts that a translation may give for a value.
#[derive(Clone, Copy, Debug)]
pub enum Translatable {
    /// None: the value is the same in every language.
    No,
    /// A text.
    Text,
    /// A text for each item that has one, in the order of the original.
    List(&'static Translatable),
    /// The fields of a mapping; those of form [`Translatable::No`] cannot be given.
    Map(&'static [TranslatableField]),
    /// A recursive form, looked up only when it is reached; and its form in YAML.
    Again(fn() -> Translatable, fn() -> Shape),
}

/// A field of a mapping, as a translation may give it.
#[derive(Clone, Copy, Debug)]
pub struct TranslatableField {
    /// The form of its texts.
    pub translatable: Translatable,
    /// The field itself.
    pub field: &'static Field,
}

/// The texts of a translation, by the English names of their fields.
#[derive(Clone, Debug, PartialEq)]
pub enum TranslatedTexts {
    /// A text.
    Text(Prose),
    /// The texts of a list's items.
    List(Vec<TranslatedTexts>),
    /// The texts of a mapping's fields.
    Map(Vec<(&'static str, TranslatedTexts)>),
}

impl TranslatedTexts {
    /// The texts of the field of that name.
    pub fn get(&self, name: &str) -> Option<&TranslatedTexts> {
        match self {
            TranslatedTexts::Map(fields) => {
                fields.iter().find(|(field, _)| *field == name).map(|(_, texts)| texts)
            }
            TranslatedTexts::Text(_) | TranslatedTexts::List(_) => None,
        }
    }

    /// The texts of each item of a list.
    pub fn items(&self) -> &[TranslatedTexts] {
        match self {
            TranslatedTexts::List(items) => items,
            TranslatedTexts::Text(_) | TranslatedTexts::Map(_) => &[],
        }
    }

    /// Whether the field is given: directly, or in every item of a list.
    pub fn provides(&self, name: &str) -> bool {
        let in_all = |texts: &TranslatedTexts| {
            !texts.items().is_empty() && texts.items().iter().all(|item| item.get(name).is_some())
        };
        match self {
            TranslatedTexts::Map(fields) => {
                fields.iter().any(|(field, texts)| *field == name || in_all(texts))
            }
            TranslatedTexts::Text(_) | TranslatedTexts::List(_) => false,
        }
    }
}

/// A value whose texts a translation may give.
pub trait Translate {
    /// The form of these texts.
    const TRANSLATABLE: Translatable = Translatable::No;

    /// Replaces its own texts by those of a translation; texts without a counterpart are not added.
    fn overlay(&mut self, _: &TranslatedTexts) {}

    /// Adds the number of items of each of its lists whose texts may be given, by the path of the list;
    /// `path` is the path of the value itself.
    fn count_lists(&self, _path: &str, _to: &mut Vec<(String, usize)>) {}
}

/// The path of a field of the value at `path`.
pub(crate) fn below(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

/// Types that are the same in every language.
macro_rules! same_in_every_language {
    ($($name:ty),+ $(,)?) => {$( impl $crate::front::prose::Translate for $name {} )+};
}
pub(crate) use same_in_every_language;

same_in_every_language!(Text, Amount, NonNegative, Count, Day, Flag, Moment, Threshold, TimeOfDay, Weight);
same_in_every_language!(super::shape::AnyValue);
impl<T> Translate for Pairs<T> {}
impl<T> Translate for DelimitedList<T> {}
impl<T> Translate for Vec<T> {}

impl Translate for Prose {
    const TRANSLATABLE: Translatable = Translatable::Text;
    fn overlay(&mut self, texts: &TranslatedTexts) {
        if let TranslatedTexts::Text(text) = texts {
            *self = Prose(text.0.clone(), true);
        }
    }
}

impl<T: Translate> Translate for Option<T> {
    const TRANSLATABLE: Translatable = T::TRANSLATABLE;
    fn overlay(&mut self, texts: &TranslatedTexts) {
        self.iter_mut().for_each(|value| value.overlay(texts));
    }
    fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
        self.iter().for_each(|value| value.count_lists(path, to));
    }
}

impl<T: Translate> Translate for Box<T> {
    const TRANSLATABLE: Translatable = T::TRANSLATABLE;
    fn overlay(&mut self, texts: &TranslatedTexts) {
        (**self).overlay(texts);
    }
    fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
        (**self).count_lists(path, to);
    }
}

impl<T: Translate> Translate for OneOrMany<T> {
    const TRANSLATABLE: Translatable = match T::TRANSLATABLE {
        Translatable::No => Translatable::No,
        _ => Translatable::List(&T::TRANSLATABLE),
    };
    fn overlay(&mut self, texts: &TranslatedTexts) {
        self.0.iter_mut().zip(texts.items()).for_each(|(item, texts)| item.overlay(texts));
    }
    fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
        if matches!(Self::TRANSLATABLE, Translatable::List(_)) {
            to.push((path.to_owned(), self.0.len()));
            self.0.iter().enumerate().for_each(|(at, item)| item.count_lists(&format!("{path}.{at}"), to));
        }
    }
}

impl<T: Translate + 'static> Translate for Nested<T> {
    const TRANSLATABLE: Translatable =
        Translatable::Again(|| Translatable::List(&T::TRANSLATABLE), || Shape::List(kept_shape::<T>()));
    fn overlay(&mut self, texts: &TranslatedTexts) {
        self.0.iter_mut().zip(texts.items()).for_each(|(item, texts)| item.overlay(texts));
    }
    fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
        to.push((path.to_owned(), self.0.len()));
        self.0.iter().enumerate().for_each(|(at, item)| item.count_lists(&format!("{path}.{at}"), to));
    }
}

/// The form of the texts of a recursive type, made once.
fn kept_shape<T: Translate + 'static>() -> &'static Shape {
    static KEPT: LazyLock<Mutex<HashMap<TypeId, &'static Shape>>> = LazyLock::new(Mutex::default);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.entry(TypeId::of::<T>()).or_insert_with(|| Box::leak(Box::new(T::TRANSLATABLE.shape())))
}

impl Translatable {
    /// The form of a mapping with these fields.
    pub const fn of(given: &'static [TranslatableField]) -> Translatable {
        let mut at = 0;
        while at < given.len() {
            if !matches!(given[at].translatable, Translatable::No) {
                return Translatable::Map(given);
            }
            at += 1;
        }
        Translatable::No
    }

    /// The fields of a mapping that may be given.
    pub fn fields(&self) -> impl Iterator<Item = &'static TranslatableField> + use<> {
        let given: &'static [TranslatableField] = match self {
            Translatable::Map(given) => given,
            Translatable::No | Translatable::Text | Translatable::List(_) | Translatable::Again(..) => &[],
        };
        given.iter().filter(|given| !matches!(given.translatable, Translatable::No))
    }

    /// The form of these texts in YAML, made once for each kind of record and kept.
    pub fn shape(&self) -> Shape {
        match self {
            Translatable::No => Shape::Any,
            Translatable::Text => <Prose as super::shape::Shaped>::SHAPE,
            Translatable::List(item) => {
                let item: &'static Shape = Box::leak(Box::new(item.shape()));
                Shape::OneOf(Box::leak(Box::new([Shape::List(item), *item])))
            }
            Translatable::Map(_) => Shape::Map(Vec::leak(
                self.fields().map(|given| given.translatable.field_of(given.field)).collect(),
            )),
            Translatable::Again(_, shape) => Shape::Again(*shape),
        }
    }

    /// The field in the file of a translation that corresponds to one of the original.
    pub(crate) fn field_of(&self, field: &Field) -> Field {
        Field { shape: self.shape(), ..*field }
    }
}

/// Reads texts of this form.
impl<'de> DeserializeSeed<'de> for Translatable {
    type Value = TranslatedTexts;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<TranslatedTexts, D::Error> {
        match self {
            Translatable::Text => scalar::deserialize(from).map(TranslatedTexts::Text),
            Translatable::Again(form, _) => form().deserialize(from),
            Translatable::No | Translatable::List(_) | Translatable::Map(_) => from.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Translatable {
    type Value = TranslatedTexts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Translatable::No => "nothing: it is the original's",
            Translatable::Text => "text",
            Translatable::List(_) | Translatable::Again(..) => "a list",
            Translatable::Map(_) => "a mapping",
        })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<TranslatedTexts, E> {
        match self {
            Translatable::List(Translatable::Text) => {
                Ok(TranslatedTexts::List(vec![TranslatedTexts::Text(read(text)?)]))
            }
            Translatable::Text => read(text).map(TranslatedTexts::Text),
            Translatable::No | Translatable::List(_) | Translatable::Map(_) | Translatable::Again(..) => {
                Err(E::invalid_type(de::Unexpected::Str(text), &self))
            }
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<TranslatedTexts, A::Error> {
        let Translatable::List(item) = self else {
            return Err(de::Error::invalid_type(de::Unexpected::Seq, &self));
        };
        let mut items = Vec::new();
        while let Some(texts) = list.next_element_seed(*item)? {
            items.push(texts);
        }
        Ok(TranslatedTexts::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TranslatedTexts, A::Error> {
        if let Translatable::List(item) = self {
            // A single item may be written without a dash.
            return item.visit_map(map).map(|one| TranslatedTexts::List(vec![one]));
        }
        let mut texts: Vec<(&'static str, TranslatedTexts)> = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            let given =
                self.fields().find(|given| given.field.is(&key)).ok_or_else(|| unknown::<A::Error>(&key))?;
            let name = given.field.name;
            if texts.iter().any(|(known, _)| *known == name) {
                return Err(de::Error::duplicate_field(name));
            }
            if let Some(read) = map.next_value_seed(Optional(given.translatable))? {
                texts.push((name, read));
            }
        }
        let is_missing = |given: &&TranslatableField| {
            given.field.required && texts.iter().all(|(name, _)| *name != given.field.name)
        };
        match self.fields().find(is_missing) {
            Some(missing) => Err(de::Error::missing_field(missing.field.name)),
            None => Ok(TranslatedTexts::Map(texts)),
        }
    }
}

fn read<E: de::Error>(text: &str) -> Result<Prose, E> {
    Prose::parse(text).map_err(|bad| E::custom(bad.message.en))
}

fn unknown<E: de::Error>(key: &str) -> E {
    E::custom(format_args!("unknown key {key}"))
}

/// A mapping from which the texts that a translation may give are split off.
pub struct TextSplitter<'t, A> {
    rest: A,
    form: Translatable,
    texts: &'t mut Vec<(&'static str, TranslatedTexts)>,
}

impl<'t, A> TextSplitter<'t, A> {
    /// `rest` without the fields of `form`, which are added to `texts`.
    pub fn of(rest: A, form: Translatable, texts: &'t mut Vec<(&'static str, TranslatedTexts)>) -> Self {
        TextSplitter { rest, form, texts }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for TextSplitter<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Text(key)) = self.rest.next_key()? {
            match self.form.fields().find(|given| given.field.is(&key)) {
                Some(given) if self.texts.iter().any(|(name, _)| *name == given.field.name) => {
                    return Err(de::Error::duplicate_field(given.field.name));
                }
                // A field without a value counts as not given.
                Some(given) => {
                    if let Some(texts) = self.rest.next_value_seed(Optional(given.translatable))? {
                        self.texts.push((given.field.name, texts));
                    }
                }
                None => return seed.deserialize(de::value::StringDeserializer::new(key)).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

/// Texts of a form, or none.
struct Optional(Translatable);

impl<'de> DeserializeSeed<'de> for Optional {
    type Value = Option<TranslatedTexts>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<TranslatedTexts>, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Optional {
    type Value = Option<TranslatedTexts>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }
    fn visit_none<E: de::Error>(self) -> Result<Option<TranslatedTexts>, E> {
        Ok(None)
    }
    fn visit_unit<E: de::Error>(self) -> Result<Option<TranslatedTexts>, E> {
        Ok(None)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<TranslatedTexts>, D::Error> {
        DeserializeSeed::deserialize(self.0, from).map(Some)
    }
}
