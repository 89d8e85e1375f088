//! What an output asked, and which answers have changed.

use std::collections::BTreeMap;

use super::guard::DrawingGuard;
use super::run::answer;
use super::{BuildObserver, Prepared};
use crate::diag::Words;
use crate::front::shape::Bilingual;
use crate::output::Manifest;
use crate::source::Memory;
use crate::track::{Digest, Question, QuestionId, QuestionKind};

/// Says what the output at `path` asks, and which answers have changed since `manifest`; none where the
/// site has no such output.
pub fn reasons(
    prepared: &Prepared,
    manifest: Option<&Manifest>,
    path: &str,
    progress: &dyn BuildObserver,
) -> Option<Words> {
    let gateway = &prepared.gateway;
    let target = gateway.plan.get(path)?;
    // Files beside records are not read: that does not change the questions.
    let (_, trace) = DrawingGuard::during(gateway, &Memory::default(), progress, |guard| {
        guard.draw(target, &mut Vec::new())
    })?;
    let mut questions = QuestionId::questions(trace);
    questions.sort_unstable();
    let before: Option<BTreeMap<&Question, Digest>> = manifest.and_then(|manifest| {
        Some(manifest.trace(manifest.file(path)?).map(|(question, digest)| (question, *digest)).collect())
    });
    let mut lines = QuestionLines { zh: format!("{path}\n"), en: format!("{path}\n"), changes: 0 };
    for question in &questions {
        match before.as_ref().map(|before| before.get(question)) {
            Some(Some(was)) if *was == answer(gateway, question) => {
                lines.add(("  一样", "same   "), question)
            }
            Some(Some(_)) => lines.add_change(("* 变了", "changed"), question),
            Some(None) => lines.add_change(("+ 新问", "new    "), question),
            None => lines.add(("  　　", "       "), question),
        }
    }
    let is_gone = |question: &&&Question| questions.binary_search(question).is_err();
    for question in before.iter().flat_map(BTreeMap::keys).filter(is_gone) {
        lines.add_change(("- 不再问", "gone   "), question);
    }
    Some(lines.end(before.is_some()))
}

/// The questions of an output, a line each, and how many of their answers differ.
struct QuestionLines {
    zh: String,
    en: String,
    changes: usize,
}

impl QuestionLines {
    fn add(&mut self, (mark_zh, mark_en): Bilingual, question: &Question) {
        let (kind_zh, kind_en) = said(question.kind);
        let key = &question.key;
        self.zh.push_str(&format!("  {mark_zh} {kind_zh} {key}\n"));
        self.en.push_str(&format!("  {mark_en} {kind_en} {key}\n"));
    }

    fn add_change(&mut self, mark: Bilingual, question: &Question) {
        self.changes += 1;
        self.add(mark, question);
    }

    fn end(self, is_built: bool) -> Words {
        let QuestionLines { zh, en, changes } = self;
        let (end_zh, end_en) = match (is_built, changes) {
            (false, _) => ("还没有生成过。", "not built yet."),
            (true, 0) => (
                "没有变化：下次生成不会重画它。",
                "nothing has changed: the next build will not draw it again.",
            ),
            (true, _) => ("下次生成会重画它。", "the next build will draw it again."),
        };
        Words::new(format!("{zh}{end_zh}\n"), format!("{en}{end_en}\n"))
    }
}

/// A sort of question in plain words, in Chinese and English.
fn said(kind: QuestionKind) -> (&'static str, &'static str) {
    let said = SAID.iter().find(|(of, ..)| *of == kind);
    said.map_or((kind.name(), kind.name()), |(_, zh, en)| (zh, en))
}

/// The subject of each sort of question, in Chinese and English.
static SAID: [(QuestionKind, &str, &str); QuestionKind::ALL.len()] = [
    (QuestionKind::Record, "整个记录", "the whole record"),
    (QuestionKind::Card, "记录的卡片", "the card of"),
    (QuestionKind::Name, "记录的标题", "the title of"),
    (QuestionKind::Crumb, "栏目的标题", "the title of the section"),
    (QuestionKind::DaysLeft, "剩余天数", "the days left of"),
    (QuestionKind::Section, "栏目", "the section"),
    (QuestionKind::Series, "系列", "the series"),
    (QuestionKind::List, "列表", "the list"),
    (QuestionKind::Page, "列表的一页", "a page of the list"),
    (QuestionKind::Thread, "事项的记录", "the records of the matter"),
    (QuestionKind::Table, "开放数据", "the data of"),
    (QuestionKind::Feed, "订阅源", "the feed of"),
    (QuestionKind::Sitemap, "网站地图", "the sitemap"),
    (QuestionKind::Calendar, "日历", "the calendar"),
    (QuestionKind::Channels, "可以订阅的内容", "feeds and calendars"),
    (QuestionKind::Nav, "菜单", "the menu in"),
    (QuestionKind::Topics, "全部主题", "all topics"),
    (QuestionKind::Places, "全部范围", "all places"),
    (QuestionKind::Bodies, "全部发布单位", "all bodies"),
    (QuestionKind::Years, "全部年份", "all years"),
    (QuestionKind::Fund, "历期收支", "the periods of the fund"),
    (QuestionKind::Term, "条目", "the term"),
    (QuestionKind::Register, "登记册", "the register"),
    (QuestionKind::Config, "设置", "the setting"),
    (QuestionKind::Template, "模板", "the template"),
    (QuestionKind::Fragment, "共用部分", "the fragment"),
    (QuestionKind::Texts, "界面文字", "the texts in"),
    (QuestionKind::Asset, "主题文件", "the theme's file"),
    (QuestionKind::Attachment, "附件", "the file"),
    (QuestionKind::PhotoCopy, "照片的小图", "the smaller copy of a photo"),
    (QuestionKind::Month, "一个月公布的内容", "what was published in"),
    (QuestionKind::Cadence, "定期公布情况", "promised publications"),
    (QuestionKind::Seals, "封存过的", "what was sealed"),
    (QuestionKind::Accessibility, "无障碍检查的结果", "the results of the accessibility check"),
    (QuestionKind::Seal, "封存的文件", "the seal"),
    (QuestionKind::Search, "搜索的内容", "the search index"),
    (QuestionKind::Data, "数据文件", "the data file"),
    (QuestionKind::Poster, "海报上的内容", "the poster of"),
    (QuestionKind::Fonts, "字体文件", "the font files"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_question_has_words() {
        for kind in QuestionKind::ALL {
            assert!(SAID.iter().any(|(of, ..)| *of == kind), "{kind:?}");
        }
    }
}
