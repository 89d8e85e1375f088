//! What an output asked, and which answers are not what they were.

use std::collections::BTreeMap;

use super::guard::DrawingGuard;
use super::run::answer;
use super::{Prepared, Progress};
use crate::diag::Words;
use crate::output::Manifest;
use crate::source::Memory;
use crate::track::{Digest, Question, QuestionId, QuestionKind};

/// Says what the output at `path` asks, and what has changed since `manifest`; none where the site has no
/// such output.
pub fn reasons(
    prepared: &Prepared,
    manifest: Option<&Manifest>,
    path: &str,
    progress: &dyn Progress,
) -> Option<Words> {
    let gateway = &prepared.gateway;
    let target = gateway.plan.get(path)?;
    // Files beside records are not read: what is asked is the same.
    let (_, trace) = DrawingGuard::during(gateway, &Memory::default(), progress, |guard| {
        guard.draw(target, &mut Vec::new())
    })?;
    let mut questions = QuestionId::questions(trace);
    questions.sort_unstable();
    let before: Option<BTreeMap<&Question, Digest>> = manifest.and_then(|manifest| {
        Some(manifest.trace(manifest.file(path)?).map(|(question, digest)| (question, *digest)).collect())
    });
    let (mut zh, mut en) = (format!("{path}\n"), format!("{path}\n"));
    let mut changes = 0;
    let mut line = |mark: (&str, &str), question: &Question| {
        let (about_zh, about_en) = said(question.kind);
        let key = &question.key;
        zh.push_str(&format!("  {} {about_zh} {key}\n", mark.0));
        en.push_str(&format!("  {} {about_en} {key}\n", mark.1));
    };
    for question in &questions {
        let now = answer(gateway, question);
        let mark = match before.as_ref().map(|before| before.get(question)) {
            Some(Some(was)) if *was == now => ("  一样", "same   "),
            Some(Some(_)) => ("* 变了", "changed"),
            Some(None) => ("+ 新问", "new    "),
            None => ("  　　", "       "),
        };
        changes += usize::from(mark.1 != "same   " && before.is_some());
        line(mark, question);
    }
    for question in before
        .iter()
        .flat_map(|before| before.keys())
        .filter(|question| questions.binary_search(question).is_err())
    {
        changes += 1;
        line(("- 不再问", "gone   "), question);
    }
    let (end_zh, end_en) = match (before.is_some(), changes) {
        (false, _) => ("还没有生成过。", "not built yet."),
        (true, 0) => {
            ("没有变化：下次生成不会重画它。", "nothing has changed: the next build will not draw it again.")
        }
        (true, _) => ("下次生成会重画它。", "the next build will draw it again."),
    };
    Some(Words::new(format!("{zh}{end_zh}\n"), format!("{en}{end_en}\n")))
}

/// A sort of question in plain words.
fn said(kind: QuestionKind) -> (&'static str, &'static str) {
    match kind {
        QuestionKind::Record => ("整个记录", "the whole record"),
        QuestionKind::Card => ("记录的卡片", "the card of"),
        QuestionKind::Name => ("记录的标题", "the title of"),
        QuestionKind::Crumb => ("栏目的标题", "the title of the section"),
        QuestionKind::DaysLeft => ("剩余天数", "the days left of"),
        QuestionKind::Section => ("栏目", "the section"),
        QuestionKind::Series => ("系列", "the series"),
        QuestionKind::List => ("列表", "the list"),
        QuestionKind::Page => ("列表的一页", "a page of the list"),
        QuestionKind::Thread => ("事项的记录", "the records of the matter"),
        QuestionKind::Table => ("开放数据", "the data of"),
        QuestionKind::Feed => ("订阅源", "the feed of"),
        QuestionKind::Sitemap => ("网站地图", "the sitemap"),
        QuestionKind::Calendar => ("日历", "the calendar"),
        QuestionKind::Nav => ("菜单", "the menu in"),
        QuestionKind::Topics => ("全部主题", "all topics"),
        QuestionKind::Places => ("全部范围", "all places"),
        QuestionKind::Years => ("全部年份", "all years"),
        QuestionKind::Term => ("条目", "the term"),
        QuestionKind::Config => ("设置", "the setting"),
        QuestionKind::Template => ("模板", "the template"),
        QuestionKind::Fragment => ("共用部分", "the fragment"),
        QuestionKind::Texts => ("界面文字", "the texts in"),
        QuestionKind::Asset => ("主题文件", "the theme's file"),
        QuestionKind::Attachment => ("附件", "the file"),
        QuestionKind::Poster => ("海报上的内容", "what stands on the poster of"),
        QuestionKind::Fonts => ("字体文件", "the font files"),
    }
}
