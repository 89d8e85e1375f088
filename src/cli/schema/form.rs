//! The form of a value in words: takes a shape; gives a text for tables and for the comments in new
//! records.

use crate::diag::Lang;
use crate::front::shape::{Choice, Field, Shape};

/// The text in the language of the reader.
pub(in crate::cli) fn pick<'t>(lang: Lang, (zh, en): (&'t str, &'t str)) -> &'t str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a value looks like, in a few words.
pub(in crate::cli) fn form(shape: &Shape, lang: Lang) -> String {
    match shape {
        Shape::Scalar { choices: [], what, .. } => pick(lang, *what).to_owned(),
        Shape::Scalar { .. } => pick(lang, ("选项", "a choice")).to_owned(),
        Shape::List(inner) => format!("{}{}", pick(lang, ("列表：", "list: ")), form(inner, lang)),
        Shape::Map(_) => pick(lang, ("一组", "mapping")).to_owned(),
        Shape::Pairs(inner) => format!("{{{}: {}}}", pick(lang, ("名称", "NAME")), form(inner, lang)),
        Shape::OneOf([Shape::List(inner), one]) if form(inner, lang) == form(one, lang) => {
            format!("{}{}", form(&Shape::List(inner), lang), pick(lang, ("，或单个", ", or one alone")))
        }
        Shape::OneOf(shapes) => shapes
            .iter()
            .map(|shape| form(shape, lang))
            .collect::<Vec<_>>()
            .join(pick(lang, (" 或 ", " or "))),
        Shape::Again(inner) => form(&inner(), lang),
        Shape::Any => pick(lang, ("任意", "anything")).to_owned(),
    }
}

/// What a field means, with the values of its closed list.
pub(in crate::cli) fn meaning(field: &Field, lang: Lang) -> String {
    let doc = pick(lang, field.doc).trim();
    let values = choices(&field.shape);
    let list = |one: fn(&Choice) -> String, with: &str| values.iter().map(one).collect::<Vec<_>>().join(with);
    match lang {
        _ if values.is_empty() => doc.to_owned(),
        Lang::Zh => format!("{doc}（{}）", list(|c| format!("{} {}", c.name, c.zh), "、")),
        Lang::En => format!("{doc} ({})", list(|c| c.name.to_owned(), ", ")),
    }
}

/// The closed list that a value, or each value of a list, is taken from.
fn choices(shape: &Shape) -> &'static [Choice] {
    match shape {
        Shape::Scalar { choices, .. } => choices,
        Shape::List(inner) => choices(inner),
        Shape::OneOf(shapes) => shapes.iter().map(choices).find(|list| !list.is_empty()).unwrap_or(&[]),
        Shape::Map(_) | Shape::Pairs(_) | Shape::Again(_) | Shape::Any => &[],
    }
}
