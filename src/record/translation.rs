//! `x.en.md`: the texts of a record in another language. Everything else is inherited from `x.md`.
//!
//! Its lists have the order and the number of items of the original's; the number is checked here. A
//! translation cannot give a number, a date or an outcome: it has no fields for them.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::check::Check;
use super::common::{Contact, name_fault};
use super::figure;
use super::kind::fields_of;
use super::{KindId, Record, RecordSource};
use crate::diag::{Candidates, Diagnostic, Words, codes, words};
use crate::front::prose::{TextSplitter, Translate, TranslatedTexts, below};
use crate::front::scalar::Text;
use crate::front::shape::{AnyValue, Field, Shape, Shaped, fields};
use crate::front::{FrontMatter, OneOrMany};
use crate::markdown::Body;

fields! {
    /// A file's title, in this language.
    pub struct FileText {
        /// the file, as the original names it
        path "文件" "文件名，与原文相同" ! Text,
        /// what to call it
        title "标题" "显示的名称" ! Text,
    }
}

fields! {
    /// What the translation of any record may say.
    pub struct TranslationFront {
        /// the title in this language
        title "标题" "这种语言的标题" ! Text,
        /// plain text for lists
        summary "摘要" "这种语言的摘要" ? Text,
        /// the kind, which must be the original's
        kind "类型" "种类，须与原文相同" ? Text,
        /// the language, which must be the file name's
        lang "语言" "语言，须与文件名相同" ? Text,
        /// who publishes it, in this language
        issuer "发布单位" "发布单位" ? Text,
        /// contact details, in this language
        contact "联系方式" "联系方式" ? Contact,
        /// the version that it translates: the first twelve digits of the original's fingerprint
        translates "译自" "所译的版本：原文指纹的前十二位" ? Text,
        /// titles of the original's files
        attachments "附件" "附件的名称" ? OneOrMany<FileText>,
        /// free data for themes
        extra "附加" "留给主题的数据" ? AnyValue,
    }
}

/// A translation as its file gives it.
#[derive(Debug)]
pub struct Translation {
    /// The file it was read from.
    pub source: RecordSource,
    /// The language, from the file's name.
    pub lang: String,
    /// The path of the original below `content/`.
    pub original: String,
    /// Its front matter, without the own fields of its kind.
    pub front: TranslationFront,
    /// The texts of the own fields, and of the figures that any kind may have.
    pub texts: TranslatedTexts,
    /// Its text.
    pub body: Body,
}

/// How many digits of a fingerprint identify the version that is translated.
pub const VERSION_DIGITS: usize = 12;

impl Translation {
    /// The version that it says it translates: digits of a fingerprint, without the spaces between groups.
    pub fn version(&self) -> Option<String> {
        let written = self.front.translates.as_deref()?;
        Some(written.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase())
    }

    /// Checks that its contents match those of its original, as far as they can be counted.
    pub fn check(&self, original: &Record, check: &mut Check) {
        if let Some(fault) = name_fault(&self.front.title) {
            check.push("title", fault);
        }
        let own = original.kind().choice();
        if let Some(kind) = self.front.kind.as_deref().filter(|kind| !own.is(kind)) {
            let fault = differs(words!(
                "原文是“{zh}”，译文写了“{kind}”",
                "the original is of the kind `{en}`, not `{kind}`",
                zh = own.zh,
                en = own.name
            ));
            check.push("kind", fault.help(Words::fixed("删去这一行", "delete this line")));
        }
        if let Some(lang) = self.front.lang.as_deref().filter(|lang| *lang != self.lang) {
            let name = &self.lang;
            let fault = differs(words!(
                "文件名说是 {name}，这里写了 {lang}",
                "the file's name says `{name}`, not `{lang}`"
            ));
            check.push("lang", fault.help(Words::fixed("删去这一行", "delete this line")));
        }
        let mut there = original.own.lists();
        original.common.count_lists("", &mut there);
        let there: HashMap<String, usize> = there.into_iter().collect();
        let mut lists_here = Vec::new();
        lists(&self.texts, "", &mut lists_here);
        for (path, given) in lists_here {
            let wanted = there.get(&path).copied().unwrap_or_default();
            if given != wanted {
                check.push(path, miscounted(given, wanted));
            }
        }
        if self.texts.get("withdrawn").is_some() && original.common.withdrawn.is_none() {
            check.push("withdrawn", not_there());
        }
        self.check_figures(original, check);
        self.check_files(original, check);
    }

    /// If a figure is not a share, its translated name must not turn it into one.
    fn check_figures(&self, original: &Record, check: &mut Check) {
        let texts = self.texts.get("figures").map(TranslatedTexts::items).unwrap_or_default();
        for (at, (figure, texts)) in original.common.figures.iter().flatten().zip(texts).enumerate() {
            for field in ["label", "unit"] {
                let Some(TranslatedTexts::Text(text)) = texts.get(field) else { continue };
                if let Some(fault) = figure::translated_fault(figure, text) {
                    check.push(format!("figures.{at}.{field}"), fault);
                }
            }
        }
    }

    fn check_files(&self, original: &Record, check: &mut Check) {
        let files: Vec<&str> =
            original.common.attachments.iter().flatten().map(|file| &*file.0.path).collect();
        let there: HashSet<&str> = files.iter().copied().collect();
        let names = LazyCell::new(|| Candidates::of(files.iter().copied()));
        for (at, file) in self
            .front
            .attachments
            .iter()
            .flatten()
            .enumerate()
            .filter(|(_, file)| !there.contains(&*file.path))
        {
            let path = &*file.path;
            check.add_with(format!("attachments.{at}.path"), &codes::TRANSLATION_MISMATCH, || {
                let fault =
                    differs(words!("原文没有“{path}”这个附件", "the original has no attachment `{path}`"));
                fault.help(match names.nearest(path).and_then(|near| files.get(near)) {
                    Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
                    None => Words::fixed(
                        "附件列在原文里，译文只写它的名称",
                        "list the file in the original: a translation only names it",
                    ),
                })
            });
        }
    }
}

/// The form of translations of records of that kind.
pub fn shape(kind: KindId) -> &'static Shape {
    static SHAPES: LazyLock<Vec<Shape>> =
        LazyLock::new(|| KindId::ALL.iter().map(|kind| made(*kind)).collect());
    // `ALL` lists the kinds in the order of their variants.
    &SHAPES[kind as usize]
}

fn made(kind: KindId) -> Shape {
    let common = fields_of(&TranslationFront::SHAPE).iter().copied();
    let own = kind.translatable().fields().map(|given| given.translatable.field_of(given.field));
    Shape::Map(Vec::leak(common.chain(own).collect()))
}

/// The form of translations of records of any kind.
pub fn of_any() -> &'static Shape {
    static SHAPE: LazyLock<Shape> = LazyLock::new(|| {
        let mut all: Vec<Field> = Vec::new();
        for field in KindId::ALL.iter().flat_map(|kind| fields_of(shape(*kind))) {
            if all.iter().all(|known| known.name != field.name) {
                all.push(*field);
            }
        }
        Shape::Map(Vec::leak(all))
    });
    &SHAPE
}

/// Reads the front matter of a translation of a record of that kind.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn read(
    front: &FrontMatter<'_>,
    kind: KindId,
) -> Result<(TranslationFront, TranslatedTexts), Vec<Diagnostic>> {
    front.parse_as(shape(kind), |yaml| {
        let mut texts = Vec::new();
        let common = yaml.deserialize_map(CommonReader { kind, texts: &mut texts })?;
        Ok((common, TranslatedTexts::Map(texts)))
    })
}

/// Reads the fields that every translation may have, and keeps the texts of own fields for later.
struct CommonReader<'t> {
    kind: KindId,
    texts: &'t mut Vec<(&'static str, TranslatedTexts)>,
}

impl<'de> Visitor<'de> for CommonReader<'_> {
    type Value = TranslationFront;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a mapping")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TranslationFront, A::Error> {
        let parting = TextSplitter::of(map, self.kind.translatable(), self.texts);
        TranslationFront::deserialize(MapAccessDeserializer::new(parting))
    }
}

/// Adds the lists that the texts contain, by path, with the number of items of each.
fn lists(texts: &TranslatedTexts, path: &str, to: &mut Vec<(String, usize)>) {
    match texts {
        TranslatedTexts::Text(_) => {}
        TranslatedTexts::List(items) => {
            to.push((path.to_owned(), items.len()));
            items.iter().enumerate().for_each(|(at, item)| lists(item, &format!("{path}.{at}"), to));
        }
        TranslatedTexts::Map(fields) => {
            fields.iter().for_each(|(name, texts)| lists(texts, &below(path, name), to))
        }
    }
}

fn differs(message: Words) -> Diagnostic {
    Diagnostic::new(&codes::TRANSLATION_MISMATCH, message)
}

/// The diagnostic for a text that has no counterpart in the original.
pub(super) fn not_there() -> Diagnostic {
    differs(Words::fixed("原文没有这一项", "the original has no such texts"))
        .help(Words::fixed("先写进原文，或在这里删去", "put it into the original first, or delete it here"))
}

fn miscounted(given: usize, wanted: usize) -> Diagnostic {
    match wanted {
        0 => not_there(),
        _ => differs(words!(
            "译文写了 {given} 项，原文有 {wanted} 项",
            "{given} here, but {wanted} in the original"
        ))
        .help(Words::fixed(
            "逐项对应原文，次序相同",
            "give one for each of the original's, in the same order",
        )),
    }
}
