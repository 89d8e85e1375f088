//! The forms of front matter: one table for each mapping, made by the same macro that makes the typed
//! struct.
//!
//! The tables serve the verification of files that serde refuses (all mistakes at once, with locations),
//! `lilong schema`, `lilong new` and suggestions for misspelt names. Nothing here reads a file.

use serde::de::{self, Deserialize, Deserializer, MapAccess};
use serde::{Serialize, Serializer};

use crate::diag::{Code, Diagnostic, Words};

/// What is wrong with one value, before its location in a file is known.
#[derive(Clone, Debug)]
pub struct ValueError {
    /// The diagnostic's code.
    pub code: &'static Code,
    /// What is wrong.
    pub message: Words,
    /// How to correct it.
    pub help: Option<Words>,
    /// What to write in its place, if that is known.
    pub suggestion: Option<String>,
}

impl ValueError {
    /// An error without advice.
    pub fn new(code: &'static Code, message: Words) -> Self {
        ValueError { code, message, help: None, suggestion: None }
    }

    /// The same error with advice.
    pub fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }
}

impl ValueError {
    /// The same error with what to write in place of the value.
    pub fn suggestion(mut self, value: impl Into<String>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    /// The diagnostic for a value; if it has a `key`, it says which line to write.
    pub fn with_key(self, key: Option<&str>) -> Diagnostic {
        let line = self.suggestion.map(|value| match key {
            Some(key) => format!("{key}: {value}"),
            None => value,
        });
        let suggestion = line.map(|line| crate::diag::words!("请写成：{line}", "write `{line}`"));
        self.help.or(suggestion).into_iter().fold(Diagnostic::new(self.code, self.message), Diagnostic::help)
    }
}

impl From<ValueError> for Diagnostic {
    fn from(bad: ValueError) -> Diagnostic {
        bad.with_key(None)
    }
}

/// A short text in Chinese and English, as tables hold it.
pub type Bilingual = (&'static str, &'static str);

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One scalar, checked as typed.
    Scalar {
        /// What it is called in messages.
        what: Bilingual,
        /// Says what is wrong with it.
        check: fn(&str) -> Option<ValueError>,
        /// The closed list that it is taken from, if there is one.
        choices: &'static [Choice],
    },
    /// A list of values of one form.
    List(&'static Shape),
    /// A mapping with known names.
    Map(&'static [Field]),
    /// A mapping whose names the author chooses.
    Pairs(&'static Shape),
    /// One of several forms: tried in order by the kind of YAML node.
    OneOf(&'static [Shape]),
    /// A recursive form, looked up only when it is reached.
    Again(fn() -> Shape),
    /// Anything at all.
    Any,
}

/// One of the values of a closed list.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The English name, which the open data uses.
    pub name: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
}

impl Choice {
    /// Whether `word` names it.
    pub fn is(&self, word: &str) -> bool {
        self.name == word || self.zh == word
    }
}

/// One key of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The English name, the same in YAML, Rust, templates and data.
    pub name: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Whether a file must have it.
    pub required: bool,
    /// The form of its value.
    pub shape: Shape,
    /// What it means.
    pub doc: Bilingual,
}

impl Field {
    /// Whether `key` names this field.
    pub fn is(&self, key: &str) -> bool {
        self.name == key || self.zh == key
    }
}

/// A type with a known form in YAML.
pub trait Shaped {
    /// That form.
    const SHAPE: Shape;
}

impl<T: Shaped> Shaped for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
}

impl<T: Shaped> Shaped for Box<T> {
    const SHAPE: Shape = T::SHAPE;
}

/// A mapping with names of the author's choice, in the order written; no name occurs twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<T> Pairs<T> {
    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }
    /// Names and values in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T: Shaped> Shaped for Pairs<T> {
    const SHAPE: Shape = Shape::Pairs(&T::SHAPE);
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs: Vec<(String, T)> = Vec::new();
                while let Some(name) = map.next_key::<super::scalar::Text>()? {
                    pairs.push((name.0, map.next_value()?));
                }
                let mut names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
                names.sort_unstable();
                if names.windows(2).any(|two| two[0] == two[1]) {
                    return Err(de::Error::custom("duplicate key"));
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Visitor(std::marker::PhantomData))
    }
}

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

/// A list of values that may contain such lists in turn.
#[derive(Clone, Debug, Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Nested<T>(pub Vec<T>);

impl<T> std::ops::Deref for Nested<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Shaped> Shaped for Nested<T> {
    const SHAPE: Shape = Shape::Again(|| Vec::<T>::SHAPE);
}

/// Free data for themes: anything that YAML can express, kept in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct AnyValue(pub serde_json::Value);

impl Shaped for AnyValue {
    const SHAPE: Shape = Shape::Any;
}

/// The bare name of a Rust field: `r#type` is `type`.
pub const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(bare) => bare,
            Err(_) => name,
        },
        _ => name,
    }
}

/// Makes a struct that serde reads from YAML with English or Chinese keys, and its table of fields.
///
/// A line is `name "中文" "what it means, in Chinese" ! Type`, with `!` for a required field and `?` for an
/// optional one (an `Option`); its doc comment says in English what it means.
macro_rules! fields {
    (@type ! $ty:ty) => { $ty };
    (@type ? $ty:ty) => { Option<$ty> };
    (@finish ! $values:ident $field:ident) => {
        fields::required($values.$field, &Self::FIELDS[At::$field as usize])?
    };
    (@finish ? $values:ident $field:ident) => { $values.$field.flatten() };
    (@required !) => { true };
    (@required ?) => { false };
    (@field $field:ident $zh:literal $zh_doc:literal $need:tt $ty:ty, $($en:literal)+) => {
        $crate::front::shape::Field {
            name: $crate::front::shape::bare(stringify!($field)),
            zh: $zh,
            required: $crate::front::shape::fields!(@required $need),
            shape: <$ty as $crate::front::shape::Shaped>::SHAPE,
            doc: ($zh_doc, concat!($($en),+)),
        }
    };
    ($(#[doc = $about:literal])* $(#[derive($($derive:ident),*)])? $vis:vis struct $name:ident {
        $($(#[doc = $en:literal])+ $field:ident $zh:literal $zh_doc:literal $need:tt $ty:ty),* $(,)?
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, serde::Serialize $($(, $derive)*)?)]
        $vis struct $name {
            $(
                $(#[doc = $en])+
                pub $field: $crate::front::shape::fields!(@type $need $ty)
            ),*
        }
        const _: () = {
            use $crate::front::fields;
            /// The places of the fields in their table.
            #[allow(non_camel_case_types, dead_code)]
            enum At { $($field),* }
            /// What is read of them.
            #[derive(Default)]
            pub struct Values { $($field: Option<$crate::front::shape::fields!(@type $need $ty)>),* }
            impl fields::Fields for $name {
                const FIELDS: &'static [$crate::front::shape::Field] =
                    &[$($crate::front::shape::fields!(@field $field $zh $zh_doc $need $ty, $($en)+)),*];
                type Values = Values;
                fn read<'de, A: serde::de::MapAccess<'de>>(
                    values: &mut Values,
                    index: usize,
                    map: &mut A,
                ) -> Result<(), A::Error> {
                    let _ = (&values, index, &map);
                    $(if index == At::$field as usize {
                        return fields::read_value(&mut values.$field, map, &Self::FIELDS[index]);
                    })*
                    Err(serde::de::Error::unknown_field("", &[]))
                }
                fn finish<E: serde::de::Error>(values: Values) -> Result<Self, E> {
                    let _ = &values;
                    Ok($name {$(
                        $field: $crate::front::shape::fields!(@finish $need values $field)
                    ),*})
                }
            }
            const TRANSLATABLE: &[$crate::front::prose::TranslatableField] = &[
                $($crate::front::prose::TranslatableField {
                    translatable: <$ty as $crate::front::prose::Translate>::TRANSLATABLE,
                    field: &<$name as fields::Fields>::FIELDS[At::$field as usize],
                }),*
            ];
            impl $crate::front::prose::Translate for $name {
                const TRANSLATABLE: $crate::front::prose::Translatable =
                    $crate::front::prose::Translatable::of(TRANSLATABLE);
                fn overlay(&mut self, texts: &$crate::front::prose::TranslatedTexts) {
                    let _ = texts;
                    $(if let Some(given) = texts.get($crate::front::shape::bare(stringify!($field))) {
                        $crate::front::prose::Translate::overlay(&mut self.$field, given);
                    })*
                }
                fn count_lists(&self, path: &str, to: &mut Vec<(String, usize)>) {
                    let _ = (path, &to);
                    $($crate::front::prose::Translate::count_lists(
                        &self.$field,
                        &$crate::front::prose::below(path, $crate::front::shape::bare(stringify!($field))),
                        to,
                    );)*
                }
            }
        };
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::front::fields::deserialize(from)
            }
        }
        impl $crate::front::shape::Shaped for $name {
            const SHAPE: $crate::front::shape::Shape =
                $crate::front::shape::Shape::Map(<$name as $crate::front::fields::Fields>::FIELDS);
        }
        impl $crate::front::texts::Texts for $name {
            fn each_text(
                &mut self,
                at: &mut $crate::front::texts::TextPath,
                take: &mut $crate::front::texts::TakeText<'_>,
            ) {
                let _ = (&at, &take);
                $(at.field($crate::front::shape::bare(stringify!($field)), |inside| {
                    $crate::front::texts::Texts::each_text(&mut self.$field, inside, take)
                });)*
            }
        }
    };
}
pub(crate) use fields;

/// Makes the enum of a closed list, whose values are written by their English or Chinese names; names after
/// a `|` are read as well.
macro_rules! choices {
    ($(#[doc = $about:literal])* $vis:vis enum $name:ident ($what_zh:literal, $what_en:literal) {
        $($(#[doc = $doc:literal])* $variant:ident = $en:literal $zh:literal $(| $also:literal)*),+ $(,)?
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $vis enum $name { $($(#[doc = $doc])* $variant),+ }
        impl $name {
            /// The names, in order.
            pub const CHOICES: &'static [$crate::front::shape::Choice] =
                &[$($crate::front::shape::Choice { name: $en, zh: $zh }),+];
            /// The English name.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $en),+ }
            }
        }
        impl $crate::front::scalar::Scalar for $name {
            const WHAT: $crate::front::shape::Bilingual = ($what_zh, $what_en);
            fn parse(raw: &str) -> Result<Self, $crate::front::shape::ValueError> {
                match $crate::front::scalar::trim(raw) {
                    $($en | $zh $(| $also)* => Ok($name::$variant),)+
                    other => Err($crate::front::shape::not_in_list(other, Self::CHOICES)),
                }
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::front::scalar::deserialize(from)
            }
        }
        $crate::front::scalar::serialize_by_name!($name);
        impl $crate::front::shape::Shaped for $name {
            const SHAPE: $crate::front::shape::Shape = $crate::front::shape::Shape::Scalar {
                what: <$name as $crate::front::scalar::Scalar>::WHAT,
                check: |raw| <$name as $crate::front::scalar::Scalar>::parse(raw).err(),
                choices: Self::CHOICES,
            };
        }
        impl $crate::front::prose::Translate for $name {}
        impl $crate::front::texts::Texts for $name {}
    };
}
pub(crate) use choices;

/// The error for a value outside its closed list, with the nearest name.
pub fn not_in_list(raw: &str, choices: &[Choice]) -> ValueError {
    let names = choices.iter().flat_map(|c| [c.name, c.zh]);
    let near = crate::diag::nearest(raw, names);
    let list = |pick: fn(&Choice) -> &'static str| choices.iter().map(pick).collect::<Vec<_>>();
    let help = match near {
        Some(near) => crate::diag::words!("是不是 {near}？", "did you mean `{near}`?"),
        None => Words::new(
            format!("可以写：{}", list(|c| c.zh).join("、")),
            format!("one of: {}", list(|c| c.name).join(", ")),
        ),
    };
    ValueError::new(
        &crate::diag::codes::NOT_IN_LIST,
        crate::diag::words!("没有“{raw}”这一项", "“{raw}” is not one of the known values"),
    )
    .help(help)
}
