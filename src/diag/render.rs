//! Diagnostics → text, in the requested format; each format has its own file.
//!
//! Takes diagnostics in their order; gives one string that ends with a newline, or is empty. No format lets
//! a control character of the content through, and none prints.

mod clean;
mod github;
mod human;
mod json;
mod row;
mod short;
mod snippet;

use std::fmt;
use std::str::FromStr;

pub use clean::{one_line, without_controls};

use super::line_index::LineIndexes;
use super::{Diagnostic, Lang, SourceTexts, Words};
use crate::personal::veil_printed;

/// The formats in which diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ReportFormat {
    /// The line, carets under the mistake, and help.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// One JSON object per line.
    Json,
    /// Workflow commands that GitHub shows beside the lines of a pull request.
    Github,
}

/// A name that no [`ReportFormat`] has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownFormat(String);

impl ReportFormat {
    /// All of them, by the name they have on the command line.
    pub const ALL: [(&'static str, ReportFormat); 4] = [
        ("human", ReportFormat::Human),
        ("short", ReportFormat::Short),
        ("json", ReportFormat::Json),
        ("github", ReportFormat::Github),
    ];
}

/// Writes the diagnostics in this format and language; colour is only for [`ReportFormat::Human`].
pub fn render(
    diagnostics: &[Diagnostic],
    format: ReportFormat,
    lang: Lang,
    color: bool,
    texts: &dyn SourceTexts,
) -> String {
    let mut indexes = LineIndexes::new(texts);
    let mut out = String::new();
    // Lines are drawn as they are in the file, and some words quote it.
    for diagnostic in diagnostics {
        match format {
            ReportFormat::Human => human::write(&mut out, diagnostic, lang, color, &mut indexes),
            ReportFormat::Short => short::write(&mut out, diagnostic, lang, &mut indexes),
            ReportFormat::Json => json::write(&mut out, diagnostic, lang, &mut indexes),
            ReportFormat::Github => github::write(&mut out, diagnostic, lang, &mut indexes),
        }
    }
    veil_printed(&out).into_owned()
}

/// Draws each diagnostic separately, without colour, in both languages; each text is indexed only once.
pub fn draw_each<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    texts: &dyn SourceTexts,
) -> Vec<Words> {
    let mut indexes = LineIndexes::new(texts);
    let mut draw = |diagnostic: &Diagnostic, lang: Lang| {
        let mut out = String::new();
        human::write(&mut out, diagnostic, lang, false, &mut indexes);
        veil_printed(&out).into_owned()
    };
    diagnostics
        .into_iter()
        .map(|diagnostic| Words::new(draw(diagnostic, Lang::Zh), draw(diagnostic, Lang::En)))
        .collect()
}

impl FromStr for ReportFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<ReportFormat, UnknownFormat> {
        let known = ReportFormat::ALL.into_iter().find(|(known, _)| *known == name);
        known.map(|(_, format)| format).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not one of human, short, json, github", self.0)
    }
}

impl std::error::Error for UnknownFormat {}
