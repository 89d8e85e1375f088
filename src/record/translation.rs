//! `x.en.md`: the texts of a record in another language. All else is inherited from `x.md`.

use super::Source;
use super::common::Contact;
use crate::front::scalar::Text;
use crate::front::shape::{Free, fields};
use crate::markdown::Body;

fields! {
    /// The front matter of a translation.
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
        /// whom to ask, in this language
        contact "联系方式" "联系方式" ? Contact,
        /// the question of a consultation
        question "问题" "征询的问题" ? Text,
        /// the venue of a meeting
        venue "地点" "会议地点" ? Text,
        /// the council of a meeting
        body "会议主体" "哪个组织开会" ? Text,
        /// free data for themes
        extra "附加" "留给主题的数据" ? Free,
    }
}

/// A translation as its file says it.
#[derive(Debug)]
pub struct Translation {
    /// Which file.
    pub source: Source,
    /// The language, from the file's name.
    pub lang: String,
    /// The path of the original below `content/`.
    pub original: String,
    /// Its front matter.
    pub front: TranslationFront,
    /// Its text.
    pub body: Body,
}
