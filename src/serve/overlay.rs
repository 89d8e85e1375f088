//! The overlay on pages: takes diagnostics as the terminal shows them; gives them as data for the preview's
//! script. Pure.
//!
//! The drawing is divided into cells of one or two columns, so that it looks the same in a browser as in a
//! terminal, whatever the fonts. The script inserts every text as text: nothing of it is ever parsed as
//! HTML.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::diag::{self, Lang, Severity, Words, words};
use crate::watch::RenderedDiagnostic;

/// The preview's script, without its texts.
const SCRIPT: &str = include_str!("preview.js");
/// The style of the overlay.
const STYLE: &str = include_str!("preview.css");
/// More mistakes than this are shown in the terminal only.
const MAX: usize = 20;

/// What is wrong now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Overlay {
    title: String,
    note: String,
    faults: Vec<OverlayDiagnostic>,
    more: Option<String>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct OverlayDiagnostic {
    severity: &'static str,
    /// The page it concerns; none for all.
    page: Option<String>,
    file: Option<String>,
    lines: Vec<Vec<TerminalCell>>,
}

/// A run of characters with one column each, or one character with its width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum TerminalCell {
    Narrow(String),
    Wide(String, usize),
}

/// The texts of the script.
#[derive(Serialize)]
struct Script {
    lang: &'static str,
    hide: &'static str,
    show: &'static str,
    lost: &'static str,
    style: &'static str,
}

/// The mistakes of a site whose last good pages are still shown.
pub(super) fn broken(found: &[RenderedDiagnostic], lang: Lang) -> Overlay {
    let errors: Vec<&RenderedDiagnostic> =
        found.iter().filter(|reported| reported.diagnostic.is_error()).collect();
    let n = diag::count(errors.iter().map(|reported| &reported.diagnostic)).errors;
    let title = words!(
        "{n} 处错误，网页没有更新",
        "{n} {plural}: the pages are not updated",
        plural = if n == 1 { "error" } else { "errors" }
    );
    let note = Words::fixed(
        "下面还是上次没有错误时的网页。改好并保存，这个提示就会自己消失。",
        "Below is the page from the last build without errors. Fix the mistakes and save: this message goes \
         away by itself.",
    );
    let left = n.saturating_sub(MAX);
    let more = (left > 0).then(|| words!("还有 {left} 处，见终端。", "{left} more: see the terminal."));
    Overlay {
        title: title.in_lang(lang).to_owned(),
        note: note.in_lang(lang).to_owned(),
        faults: errors.into_iter().take(MAX).map(|reported| fault(reported, lang)).collect(),
        more: more.map(|more| more.in_lang(lang).to_owned()),
    }
}

/// The overlay for a problem of the machine.
pub(super) fn trouble(reported: &RenderedDiagnostic, lang: Lang) -> Overlay {
    let title = Words::fixed(
        "网页没有更新：电脑出了问题",
        "The pages are not updated: there is a problem with this computer",
    );
    let note = Words::fixed(
        "会一直重试，好了以后这个提示就会消失。",
        "Lilong keeps trying; this message goes away once it works.",
    );
    Overlay {
        title: title.in_lang(lang).to_owned(),
        note: note.in_lang(lang).to_owned(),
        faults: vec![fault(reported, lang)],
        more: None,
    }
}

/// The preview's script in a language.
pub(super) fn script(lang: Lang) -> String {
    let words = match lang {
        Lang::Zh => Script {
            lang: "zh-Hans",
            hide: "收起",
            show: "查看",
            lost: "预览已停止，网页可能不是最新的。",
            style: STYLE,
        },
        Lang::En => {
            let lost = "The preview has stopped: this page may be out of date.";
            Script { lang: "en", hide: "Hide", show: "Show", lost, style: STYLE }
        }
    };
    // Strings can always be serialised, and JSON is JavaScript.
    let words = serde_json::to_string(&words).unwrap_or_default();
    format!("(() => {{\nconst words = {words};\nconst me = document.currentScript;\n{SCRIPT}}})();\n")
}

fn fault(reported: &RenderedDiagnostic, lang: Lang) -> OverlayDiagnostic {
    let severity = match reported.diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    OverlayDiagnostic {
        severity,
        page: reported.page.clone(),
        file: reported.diagnostic.place.as_ref().map(|place| place.file.to_string()),
        lines: reported.drawn.in_lang(lang).trim_end().lines().map(cells).collect(),
    }
}

fn cells(line: &str) -> Vec<TerminalCell> {
    let mut cells: Vec<TerminalCell> = Vec::new();
    for seen in line.graphemes(true) {
        match cells.last_mut() {
            Some(TerminalCell::Narrow(run)) if seen.is_ascii() => run.push_str(seen),
            _ if seen.is_ascii() => cells.push(TerminalCell::Narrow(seen.to_owned())),
            _ => cells.push(TerminalCell::Wide(seen.to_owned(), seen.width())),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, codes};

    fn reported(page: Option<&str>) -> RenderedDiagnostic {
        let diagnostic =
            Diagnostic::new(&codes::FULL_WIDTH_COLON, Words::fixed("全角冒号", "a full-width colon"))
                .at("content/a.md", 0..3);
        let drawn = Words::fixed("2 | 标题：<b>\n  |     ^^\n", "2 | title：<b>\n  |      ^^\n");
        RenderedDiagnostic { diagnostic, drawn, page: page.map(str::to_owned) }
    }

    #[test]
    fn a_drawing_is_cut_into_cells() {
        let overlay = broken(&[reported(Some("a.html"))], Lang::Zh);
        let json = serde_json::to_value(&overlay).unwrap();
        assert_eq!(
            json["faults"][0]["lines"][0],
            serde_json::json!(["2 | ", ["标", 2], ["题", 2], ["：", 2], "<b>"])
        );
        assert_eq!(json["faults"][0]["lines"][1], serde_json::json!(["  |     ^^"]));
        assert_eq!(
            (&json["faults"][0]["page"], &json["faults"][0]["file"]),
            (&"a.html".into(), &"content/a.md".into())
        );
    }

    #[test]
    fn warnings_are_not_laid_over_pages_and_there_is_an_end_to_errors() {
        let mut found = vec![reported(None); 30];
        found[0].diagnostic.severity = Severity::Warning;
        let overlay = broken(&found, Lang::En);
        assert_eq!(
            (overlay.title.as_str(), overlay.faults.len()),
            ("29 errors: the pages are not updated", MAX)
        );
        assert_eq!(overlay.more.as_deref(), Some("9 more: see the terminal."));
        assert_eq!(broken(&found[..2], Lang::Zh).title, "1 处错误，网页没有更新");
    }

    #[test]
    fn the_script_speaks_the_language_asked_for() {
        assert!(
            script(Lang::Zh).contains("\"hide\":\"收起\"") && script(Lang::En).contains("\"hide\":\"Hide\"")
        );
    }
}
