//! The texts of typed values: visits every text that a value holds, with the path of the field that holds
//! it, and allows it to be replaced.
//!
//! `fields!` generates the traversal of each struct from its table of fields, so that no text is left out:
//! a type without [`Texts`] cannot be a field. Nothing here knows what is searched for.

use std::fmt;

use serde_json::Value;

use super::list::{DelimitedList, OneOrMany};
use super::prose::{Prose, TranslatedTexts};
use super::scalar::{Amount, Count, Day, Flag, Moment, NonNegative, Text, Threshold, TimeOfDay, Weight};
use super::shape::{AnyValue, Nested, Pairs};
use super::verify::KEY;

/// A function that is given each text with its path; it may replace the text.
pub type TakeText<'t> = dyn FnMut(&TextPath, &mut String) + 't;

/// A value that may hold texts.
pub trait Texts {
    /// Visits each text in it; `at` is its own path. A value without texts visits none.
    fn each_text(&mut self, _at: &mut TextPath, _take: &mut TakeText<'_>) {}
}

/// The path of a text: fields by their English names, items of lists by their index.
#[derive(Clone, Debug, Default)]
pub struct TextPath {
    steps: Vec<Step>,
    /// Whether the text is the key at this path, and not its value.
    is_key: bool,
}

#[derive(Clone, Debug)]
enum Step {
    Field(&'static str),
    Item(usize),
    Named(String),
}

impl TextPath {
    /// Continues inside a field.
    pub fn field(&mut self, name: &'static str, inside: impl FnOnce(&mut TextPath)) {
        self.step(Step::Field(name), inside);
    }

    fn step(&mut self, step: Step, inside: impl FnOnce(&mut TextPath)) {
        self.steps.push(step);
        inside(self);
        self.steps.pop();
    }

    fn items<T: Texts>(&mut self, items: &mut [T], take: &mut TakeText<'_>) {
        for (at, item) in items.iter_mut().enumerate() {
            self.step(Step::Item(at), |inside| item.each_text(inside, take));
        }
    }

    /// Visits a key that the author chose.
    fn key(&mut self, key: &mut String, take: &mut TakeText<'_>) {
        self.step(Step::Named(key.clone()), |inside| {
            inside.is_key = true;
            take(inside, key);
            inside.is_key = false;
        });
    }

    /// The field that holds the text.
    pub fn last_field(&self) -> Option<&'static str> {
        self.fields().next_back()
    }

    /// Whether the text is a key that the author chose.
    pub fn is_key(&self) -> bool {
        self.is_key
    }

    /// Whether the text is in a field of that name, at any depth.
    pub fn is_within(&self, name: &str) -> bool {
        self.fields().any(|field| field == name)
    }

    /// The fields on the path to the text, outermost first.
    fn fields(&self) -> impl DoubleEndedIterator<Item = &'static str> + '_ {
        self.steps.iter().filter_map(|step| if let Step::Field(name) = step { Some(*name) } else { None })
    }
}

/// In the form that [`super::FrontMatter::locate`] takes.
impl fmt::Display for TextPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { "." })?;
            match step {
                Step::Field(name) => f.write_str(name)?,
                Step::Item(item) => write!(f, "{item}")?,
                Step::Named(name) => f.write_str(name)?,
            }
        }
        f.write_str(if self.is_key { KEY } else { "" })
    }
}

/// Types that hold no text.
macro_rules! without_texts {
    ($($name:ty),+ $(,)?) => {$( impl $crate::front::texts::Texts for $name {} )+};
}
pub(crate) use without_texts;

without_texts!(Amount, NonNegative, Count, Day, Flag, Moment, Threshold, TimeOfDay, Weight);

impl Texts for Text {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        take(at, &mut self.0);
    }
}

impl Texts for Prose {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        take(at, &mut self.0);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        if let Some(value) = self {
            value.each_text(at, take);
        }
    }
}

impl<T: Texts> Texts for Box<T> {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        (**self).each_text(at, take);
    }
}

macro_rules! list_of_texts {
    ($($list:ident),+) => {$(
        impl<T: Texts> Texts for $list<T> {
            fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
                at.items(&mut self.0, take);
            }
        }
    )+};
}
list_of_texts!(OneOrMany, DelimitedList, Nested);

impl<T: Texts> Texts for Vec<T> {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        at.items(self, take);
    }
}

impl<T: Texts> Texts for Pairs<T> {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        for (name, value) in &mut self.0 {
            at.step(Step::Named(name.clone()), |inside| value.each_text(inside, take));
            at.key(name, take);
        }
    }
}

impl Texts for AnyValue {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        any(&mut self.0, at, take);
    }
}

fn any(value: &mut Value, at: &mut TextPath, take: &mut TakeText<'_>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        // A long number in a theme's data may be a telephone number that was not put in quotes.
        Value::Number(number) => {
            let written = number.to_string();
            let mut text = written.clone();
            take(at, &mut text);
            if text != written {
                *value = Value::String(text);
            }
        }
        Value::String(text) => take(at, text),
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                at.step(Step::Item(index), |inside| any(item, inside, take));
            }
        }
        Value::Object(pairs) => {
            let shown = std::mem::take(pairs).into_iter().map(|(mut name, mut value)| {
                at.step(Step::Named(name.clone()), |inside| any(&mut value, inside, take));
                at.key(&mut name, take);
                (name, value)
            });
            *pairs = shown.collect();
        }
    }
}

impl Texts for TranslatedTexts {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        match self {
            TranslatedTexts::Text(text) => text.each_text(at, take),
            TranslatedTexts::List(items) => at.items(items, take),
            TranslatedTexts::Map(fields) => {
                for (name, texts) in fields {
                    at.field(name, |inside| texts.each_text(inside, take));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_shown_with_its_path_and_may_be_replaced() {
        let yaml = "{a: one, b: [two, {c: 13800000000}], d: true}";
        let mut value = AnyValue(serde_yaml::from_str(yaml).unwrap());
        let mut seen = Vec::new();
        value.each_text(&mut TextPath::default(), &mut |at, text| {
            seen.push(format!("{}={text}", at.to_string().replace(KEY, "(key)")));
            if text.starts_with("138") {
                *text = "masked".to_owned();
            }
        });
        assert_eq!(
            seen,
            ["a=one", "a(key)=a", "b.0=two", "b.1.c=13800000000", "b.1.c(key)=c", "b(key)=b", "d(key)=d"]
        );
        assert_eq!(value.0["b"][1]["c"], "masked");
    }
}
