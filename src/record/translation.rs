//! `x.en.md`: the texts of a record in another language. All else is inherited from `x.md`.
//!
//! Its lists stand in the order of the original's and have as many items; that is checked here. No number, date or
//! outcome can be given: the fields for them are not there.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::check::Check;
use super::common::{Contact, name_fault};
use super::{Record, Source};
use crate::diag::{Diagnostic, Names, Words, codes, words};
use crate::front::Several;
use crate::front::scalar::Text;
use crate::front::shape::{Free, fields};
use crate::markdown::Body;

fields! {
    /// An answer of a vote, in this language.
    pub struct OptionText {
        /// its wording
        label "选项" "选项" ! Text,
    }
}

fields! {
    /// Something that was said, in this language.
    pub struct OpinionText {
        /// what was said
        summary "意见" "意见概要" ! Text,
        /// the reply
        reply "答复" "答复" ? Text,
    }
}

fields! {
    /// One of several questions, in this language.
    pub struct QuestionText {
        /// its wording
        question "问题" "问题" ! Text,
        /// the answers, in the order of the original
        options "选项" "选项，次序与原文相同" ? Several<OptionText>,
        /// what was said, in the order of the original
        opinions "意见" "意见和答复，次序与原文相同" ? Several<OpinionText>,
    }
}

fields! {
    /// A resolution, in this language.
    pub struct ResolutionText {
        /// the proposal in one line
        title "标题" "议题" ! Text,
        /// its full text
        text "内容" "决议全文" ? Text,
        /// who does it
        owner "负责" "由谁办" ? Text,
        /// what came of it
        reply "回复" "办理结果" ? Text,
    }
}

fields! {
    /// A line of a timetable, in this language.
    pub struct ShiftText {
        /// where
        place "地点" "地点" ? Text,
        /// what happens
        what "内容" "做什么" ? Text,
    }
}

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
        /// contact details, in this language
        contact "联系方式" "联系方式" ? Contact,
        /// the question of a consultation
        question "问题" "征询的问题" ? Text,
        /// the venue of a meeting
        venue "地点" "会议地点" ? Text,
        /// the council of a meeting
        body "会议主体" "哪个组织开会" ? Text,
        /// the answers of a vote, in the order of the original
        options "选项" "选项，次序与原文相同" ? Several<OptionText>,
        /// what was said, in the order of the original
        opinions "意见" "意见和答复，次序与原文相同" ? Several<OpinionText>,
        /// several questions on one paper, in the order of the original
        questions "多个问题" "多个问题，次序与原文相同" ? Several<QuestionText>,
        /// what was decided, in the order of the original
        resolutions "决议" "决议，次序与原文相同" ? Several<ResolutionText>,
        /// the timetable, in the order of the original
        schedule "时间表" "时间表，次序与原文相同" ? Several<ShiftText>,
        /// titles of the original's files
        attachments "附件" "附件的名称" ? Several<FileText>,
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

impl Translation {
    /// Checks that it says the same things as its original, as far as that can be counted.
    pub fn check(&self, original: &Record, check: &mut Check) {
        if let Some(fault) = name_fault(&self.front.title) {
            check.push("title", fault);
        }
        if let Some(kind) = self.front.kind.as_deref().filter(|kind| !original.kind.name().is(kind)) {
            let own = original.kind.name();
            let fault =
                differs(words!("原文是“{zh}”，译文写了“{kind}”", "the original is a {en}, not `{kind}`", zh = own.zh, en = own.name));
            check.push("kind", fault.help(Words::fixed("删去这一行", "delete this line")));
        }
        if let Some(lang) = self.front.lang.as_deref().filter(|lang| *lang != self.lang) {
            let name = &self.lang;
            let fault = differs(words!("文件名说是 {name}，这里写了 {lang}", "the file's name says `{name}`, not `{lang}`"));
            check.push("lang", fault.help(Words::fixed("删去这一行", "delete this line")));
        }
        let there: HashMap<String, usize> = original.own.texts().into_iter().collect();
        for (path, given) in self.front.lists() {
            let wanted = there.get(&path).copied().unwrap_or_default();
            if given != wanted {
                check.push(path, miscounted(given, wanted));
            }
        }
        self.check_files(original, check);
    }

    fn check_files(&self, original: &Record, check: &mut Check) {
        let files: Vec<&str> = original.common.attachments.iter().flatten().map(|file| &*file.0.path).collect();
        let there: HashSet<&str> = files.iter().copied().collect();
        let names = LazyCell::new(|| Names::of(files.iter().copied()));
        for (at, file) in self.front.attachments.iter().flatten().enumerate().filter(|(_, file)| !there.contains(&*file.path)) {
            let path = &*file.path;
            check.tell(format!("attachments.{at}.path"), &codes::TRANSLATION_MISMATCH, || {
                let fault = differs(words!("原文没有“{path}”这个附件", "the original has no attachment `{path}`"));
                fault.help(match names.nearest(path).and_then(|near| files.get(near)) {
                    Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
                    None => Words::fixed("附件列在原文里，译文只写它的名称", "list the file in the original: a translation only names it"),
                })
            });
        }
    }
}

impl TranslationFront {
    /// The lists it gives, by path, with how many items each has.
    fn lists(&self) -> Vec<(String, usize)> {
        let mut lists = Vec::new();
        let mut add = |path: &str, count: Option<usize>| lists.extend(count.map(|count| (path.to_owned(), count)));
        add("options", self.options.as_ref().map(|list| list.len()));
        add("opinions", self.opinions.as_ref().map(|list| list.len()));
        add("questions", self.questions.as_ref().map(|list| list.len()));
        add("resolutions", self.resolutions.as_ref().map(|list| list.len()));
        add("schedule", self.schedule.as_ref().map(|list| list.len()));
        for (at, question) in self.questions.iter().flatten().enumerate() {
            add(&format!("questions.{at}.options"), question.options.as_ref().map(|list| list.len()));
            add(&format!("questions.{at}.opinions"), question.opinions.as_ref().map(|list| list.len()));
        }
        lists
    }
}

fn differs(message: Words) -> Diagnostic {
    Diagnostic::new(&codes::TRANSLATION_MISMATCH, message)
}

fn miscounted(given: usize, wanted: usize) -> Diagnostic {
    match wanted {
        0 => differs(Words::fixed("原文没有这一项", "the original has no such texts"))
            .help(Words::fixed("先写进原文，或在这里删去", "put it into the original first, or delete it here")),
        _ => differs(words!("译文写了 {given} 项，原文有 {wanted} 项", "{given} here, but {wanted} in the original"))
            .help(Words::fixed("逐项对应原文，次序相同", "give one for each of the original's, in the same order")),
    }
}
