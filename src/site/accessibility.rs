//! The findings of `lilong check --accessibility`, read from their file: takes the tree of files, gives
//! what the page about accessibility shows. Nothing is checked here, and the clock is not asked: what the
//! file does not say is not known.

use crate::diag::{Diagnostic, Words, codes};
use crate::front::OneOrMany;
use crate::front::check::Check;
use crate::front::matter::FrontMatter;
use crate::front::scalar::{Count, Day, Text};
use crate::front::shape::{Nested, Shaped, choices, fields};
use crate::front::verify::Origin;
use crate::hidden;
use crate::source::{SourceTree, decode};

/// The file, in the site's root.
pub const ACCESSIBILITY_FILE: &str = "accessibility.yaml";
/// The page that shows it.
pub const ACCESSIBILITY_PAGE: &str = "accessibility.html";

choices! {
    /// What is looked at on every page, or once in the theme. Sources are the success criteria of WCAG 2.2.
    pub enum AccessibilityRule ("检查的项目", "a check of accessibility") {
        /// A page says its language, and so does a part in another one (3.1.1, 3.1.2).
        Language = "language" "语言",
        /// It has a title (2.4.2).
        Title = "title" "标题",
        /// It has one first heading, and no level is left out below (1.3.1, 2.4.6).
        Headings = "headings" "小标题",
        /// Pictures and drawings have words, or say that they need none (1.1.1).
        Pictures = "pictures" "图片",
        /// What is filled in has a label (3.3.2, 4.1.2).
        Labels = "labels" "表单",
        /// Links and buttons say where they lead (2.4.4, 4.1.2).
        Links = "links" "链接",
        /// Tables of data have heads (1.3.1).
        Tables = "tables" "表格",
        /// No id is there twice, and what refers to one finds it (1.3.1, 4.1.2).
        Ids = "ids" "标识",
        /// There is one main part, a way to it past the menu, and menus have names (1.3.1, 2.4.1).
        Landmarks = "landmarks" "结构",
        /// Nothing keeps readers from enlarging it (1.4.4).
        Zoom = "zoom" "缩放",
        /// Colours of the theme that are text, against those it stands on: 4.5 to 1 at least (1.4.3).
        Contrast = "contrast" "对比度",
        /// The size that the theme gives to what is tapped: 24 px at least (2.5.8).
        Targets = "targets" "点按范围",
    }
}

impl AccessibilityRule {
    /// All rules, in the order in which they are reported.
    pub const ALL: [AccessibilityRule; AccessibilityRule::CHOICES.len()] = [
        AccessibilityRule::Language,
        AccessibilityRule::Title,
        AccessibilityRule::Headings,
        AccessibilityRule::Pictures,
        AccessibilityRule::Labels,
        AccessibilityRule::Links,
        AccessibilityRule::Tables,
        AccessibilityRule::Ids,
        AccessibilityRule::Landmarks,
        AccessibilityRule::Zoom,
        AccessibilityRule::Contrast,
        AccessibilityRule::Targets,
    ];
}

fields! {
    /// What one check came to.
    pub struct AccessibilityResult {
        /// what was checked
        rule "项目" "检查的项目" ! AccessibilityRule,
        /// how many places were looked at
        looked_at "检查处数" "看了多少处" ! Count,
        /// how many of them are at fault
        faults "问题处数" "其中多少处有问题" ! Count,
        /// the pages they are on, or the first of these
        on_pages "问题页面" "问题在哪些页面上；多的只列前面几页" ? OneOrMany<Text>,
    }
}

fields! {
    /// `accessibility.yaml`.
    pub struct AccessibilityReport {
        /// the day of the check
        checked "检查日期" "检查的日期" ! Day,
        /// how many pages there were
        pages "页数" "检查了多少页" ! Count,
        /// what each check came to
        results "结果" "各项的结果" ! Nested<AccessibilityResult>,
    }
}

impl AccessibilityReport {
    /// The report itself, if its counts are possible.
    fn checked(self, front: &FrontMatter<'_>) -> Result<AccessibilityReport, Vec<Diagnostic>> {
        let mut found = Check::default();
        for (at, result) in self.results.iter().enumerate() {
            if result.faults.0 > result.looked_at.0 {
                found.push(format!("results.{at}.faults"), impossible_counts());
            }
        }
        if found.is_clean() { Ok(self) } else { Err(found.resolve(front, &AccessibilityReport::SHAPE)) }
    }

    /// The contents of the file.
    pub fn write(&self) -> String {
        let head = "# 由 lilong check --accessibility 写成，无障碍说明页据此显示。再检查一次就会更新。\n\
                    # Written by `lilong check --accessibility`; the accessibility statement prints it.\n";
        let (day, pages) = (self.checked.0, self.pages.0);
        let mut text = format!("{head}checked: {day}\npages: {pages}\nresults:\n");
        for AccessibilityResult { rule, looked_at, faults, on_pages } in &*self.results {
            let name = rule.name();
            text += &format!("  - rule: {name}\n    looked_at: {}\n    faults: {}\n", looked_at.0, faults.0);
            if let Some(pages) = on_pages {
                // JSON strings are valid YAML.
                let pages: Vec<&str> = pages.iter().map(|page| &**page).collect();
                text += &format!("    on_pages: {}\n", serde_json::to_string(&pages).unwrap_or_default());
            }
        }
        text
    }
}

/// The report in a tree's file; none if there is no file, or if it has errors, which are reported.
pub(super) fn of(tree: &SourceTree, found: &mut Vec<Diagnostic>) -> Option<AccessibilityReport> {
    let bytes = tree.get(ACCESSIBILITY_FILE)?.bytes.clone().unwrap_or_default();
    let decoded = decode(bytes);
    found.extend(decoded.diagnostics(ACCESSIBILITY_FILE));
    found.extend(hidden::report(&decoded.text, ACCESSIBILITY_FILE, decoded.text.len()));
    let front = FrontMatter::of(&decoded.text, Origin { file: ACCESSIBILITY_FILE.into(), offset: 0 });
    let report = front.parse::<AccessibilityReport>().and_then(|report| report.checked(&front));
    report.map_err(|faults| found.extend(faults)).ok()
}

fn impossible_counts() -> Diagnostic {
    Diagnostic::new(
        &codes::IMPOSSIBLE_RESULT,
        Words::fixed("问题的处数比检查的处数还多", "there are more faults than places that were looked at"),
    )
    .help(Words::fixed(
        "这个文件由程序写成，请不要改；再运行一次 lilong check --accessibility",
        "the program writes this file: run `lilong check --accessibility` once more",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Memory, PageReading};

    fn read(text: &str) -> (Option<AccessibilityReport>, Vec<Diagnostic>) {
        let mut memory = Memory::default();
        memory.write(ACCESSIBILITY_FILE, text);
        let (tree, mut found) = (SourceTree::read(&memory, PageReading::AtOnce, |_| true), Vec::new());
        (of(&tree, &mut found), found)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (report, found) = read(
            "检查日期: 2026-11-28\n页数: 3\n结果:\n  - {项目: 标题, 检查处数: 3, 问题处数: 1, 问题页面: [\"a: b.html\"]}\n",
        );
        let written = report.unwrap().write();
        let (again, more) = read(&written);
        assert_eq!(again.unwrap().write(), written);
        assert!(found.is_empty() && more.is_empty(), "{found:?} {more:?}");
        assert!(written.ends_with(
            "checked: 2026-11-28\npages: 3\nresults:\n  - rule: title\n    looked_at: 3\n    faults: 1\n    \
             on_pages: [\"a: b.html\"]\n"
        ));
    }

    #[test]
    fn a_file_that_was_spoilt_is_reported_at_its_line_and_none() {
        for (text, code) in [
            ("checked: yesterday\npages: 1\nresults: []\n", "bad-date"),
            ("checked: 2026-11-28\nresults: []\n", "missing-key"),
            (
                "checked: 2026-11-28\npages: 1\nresults: [{rule: smell, looked_at: 1, faults: 0}]\n",
                "not-in-list",
            ),
            (
                "checked: 2026-11-28\npages: 1\nresults: [{rule: ids, looked_at: 1, faults: 2}]\n",
                "impossible-result",
            ),
        ] {
            let (report, found) = read(text);
            assert!(report.is_none(), "{text}");
            let codes: Vec<&str> = found.iter().map(|found| found.code.id).collect();
            assert_eq!(codes, [code], "{text}");
        }
        assert!(read("").0.is_none(), "an empty file says nothing");
    }
}
