//! Whether all readers can use the pages: takes pages as they are written and the colours of a theme, gives
//! for each rule how many places were checked and how many of them break it.
//!
//! Only what can be determined from the HTML is reported here; whether words are easy to understand, how a
//! page sounds when read aloud, and what attached files contain is not. Nothing here reads a disk or asks
//! the clock.

mod colours;
mod document;
mod page;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::OneOrMany;
use crate::front::scalar::{Count, Day, Text};
use crate::front::shape::Nested;
use crate::output::Sink;
use crate::output_path::OutputPath;
use crate::site::{AccessibilityReport, AccessibilityResult, AccessibilityRule};
use crate::theme::Theme;

/// The most pages that are named in a result.
const MAX_NAMED: usize = 10;

/// How many places were checked against a rule, and how many of them break it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Places that were checked.
    pub looked_at: u64,
    /// Places that break the rule.
    pub faults: u64,
}

/// The counts for each rule.
pub type Tallies = [RuleTally; AccessibilityRule::ALL.len()];

/// Counts a place, and whether it is correct.
fn note(tallies: &mut Tallies, rule: AccessibilityRule, is_fine: bool) {
    let tally = &mut tallies[rule as usize];
    tally.looked_at += 1;
    tally.faults += u64::from(!is_fine);
}

/// Checks pages as a build passes them on, and keeps only the counts.
#[derive(Debug, Default)]
pub struct Inspection(Mutex<BTreeMap<String, Tallies>>);

impl Sink for Inspection {
    fn put(&self, path: &OutputPath, bytes: &[u8]) -> std::io::Result<()> {
        if path.ends_with(".html") {
            let found = page::inspect(&String::from_utf8_lossy(bytes));
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_string(), found);
        }
        Ok(())
    }
}

impl Inspection {
    /// The report, including the colours of the theme, with that day; and a diagnostic for each fault.
    pub fn finish(self, theme: &Theme, checked: Date) -> (AccessibilityReport, Vec<Diagnostic>) {
        let pages = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let of_theme = colours::inspect(theme);
        let results: Vec<AccessibilityResult> =
            AccessibilityRule::ALL.into_iter().map(|rule| result(rule, &pages, &of_theme)).collect();
        let all = pages.iter().map(|(path, tallies)| (path.as_str(), tallies));
        let diagnostics = |(on, tallies): (&str, &Tallies)| {
            let faulty = AccessibilityRule::ALL.into_iter().filter(|rule| tallies[*rule as usize].faults > 0);
            faulty.map(|rule| fault(rule, on, tallies[rule as usize].faults)).collect::<Vec<_>>()
        };
        let found = all.chain([("theme.yaml", &of_theme)]).flat_map(diagnostics).collect();
        let report = AccessibilityReport {
            checked: Day(checked),
            pages: Count(pages.len() as u64),
            results: Nested(results),
        };
        (report, found)
    }
}

fn result(
    rule: AccessibilityRule,
    pages: &BTreeMap<String, Tallies>,
    of_theme: &Tallies,
) -> AccessibilityResult {
    let of_rule = |tallies: &Tallies| tallies[rule as usize];
    let all = || pages.values().chain([of_theme]).map(of_rule);
    let faulty = pages.iter().filter(|(_, tallies)| of_rule(tallies).faults > 0);
    let named: Vec<Text> = faulty.map(|(path, _)| Text(path.clone())).take(MAX_NAMED).collect();
    AccessibilityResult {
        rule,
        looked_at: Count(all().map(|tally| tally.looked_at).sum()),
        faults: Count(all().map(|tally| tally.faults).sum()),
        on_pages: (!named.is_empty()).then_some(OneOrMany(named)),
    }
}

fn fault(rule: AccessibilityRule, on: &str, count: u64) -> Diagnostic {
    let Words { zh, en } = said(rule);
    Diagnostic::new(&codes::INACCESSIBLE, words!("{on}：{zh}（{count} 处）", "{on}: {en} ({count})"))
}

/// What is wrong if a rule is broken.
fn said(rule: AccessibilityRule) -> Words {
    match rule {
        AccessibilityRule::Language => Words::fixed("没有说明语言", "no language is given"),
        AccessibilityRule::Title => Words::fixed("没有标题", "there is no title"),
        AccessibilityRule::Headings => Words::fixed(
            "小标题是空的、跳了级，或者一级标题不是一个",
            "a heading is empty or skips a level, or there is not exactly one top-level heading",
        ),
        AccessibilityRule::Pictures => Words::fixed("图片没有文字说明", "a picture has no text alternative"),
        AccessibilityRule::Labels => Words::fixed("要填的地方没有名称", "a form field has no label"),
        AccessibilityRule::Links => Words::fixed(
            "链接或按钮没有文字，或者只写“点击这里”",
            "a link or button has no text, or only “click here”",
        ),
        AccessibilityRule::Tables => Words::fixed("表格没有表头", "a table has no header cells"),
        AccessibilityRule::Ids => Words::fixed(
            "同一个标识用了两次，或者指向的标识不存在",
            "an id is used twice, or an id that is referred to does not exist",
        ),
        AccessibilityRule::Landmarks => Words::fixed(
            "没有唯一的正文区、没有跳到正文的链接，或者几个菜单没有名称",
            "there is not exactly one main region, no skip link to it, or several menus without names",
        ),
        AccessibilityRule::Zoom => Words::fixed("不让读者放大", "zooming is blocked"),
        AccessibilityRule::Contrast => Words::fixed(
            "文字和底色的对比不到 4.5 比 1",
            "text has a contrast below 4.5:1 with its background",
        ),
        AccessibilityRule::Targets => {
            Words::fixed("点按的范围不到 24 像素", "a tap target is smaller than 24 px")
        }
    }
}
