//! Printing, and the texts that drawings of mistakes quote.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use crate::diag::{self, Diagnostic, SourceTexts, without_controls};
use crate::source::{System, shown};

use super::SayArgs;

/// Where mistakes are printed.
pub(super) struct Printer<'a> {
    say: &'a SayArgs,
    system: Option<&'a dyn System>,
}

/// The files of the site, as the drawing of a mistake quotes them.
struct QuotedFiles<'a>(Option<&'a dyn System>);

impl SourceTexts for QuotedFiles<'_> {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        shown(self.0?, file)
    }
}

impl<'a> Printer<'a> {
    /// Prints as `say` says; quotes from `system`.
    pub(super) fn new(say: &'a SayArgs, system: Option<&'a dyn System>) -> Self {
        Printer { say, system }
    }

    /// Reports mistakes and how many there are; warnings not with `-q`.
    pub(super) fn diagnostics(&self, found: &[Diagnostic]) {
        let reported: Vec<Diagnostic> =
            found.iter().filter(|d| d.is_error() || !self.say.quiet).cloned().collect();
        if reported.is_empty() {
            return;
        }
        let lang = self.say.lang();
        let machine = !matches!(self.say.format, diag::ReportFormat::Human);
        let to_stdout = matches!(self.say.format, diag::ReportFormat::Json | diag::ReportFormat::Github);
        let color = !machine && io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = diag::render(&reported, self.say.format, lang, color, &QuotedFiles(self.system));
        if to_stdout {
            put(&mut io::stdout().lock(), &text);
        } else {
            put(&mut io::stderr().lock(), &text);
        }
        if let (false, Some(tally)) = (machine, diag::tally(&reported)) {
            put(&mut io::stderr().lock(), &format!("{}\n", tally.in_lang(lang)));
        }
    }

    /// The language of what is printed.
    pub(super) fn lang(&self) -> diag::Lang {
        self.say.lang()
    }

    /// Says a line, unless `-q`. Whatever it holds of content acts on no terminal.
    pub(super) fn line(&self, text: &str) {
        if !self.say.quiet {
            put(&mut io::stderr().lock(), &format!("{}\n", without_controls(text)));
        }
    }

    /// Says a line with `-v`.
    pub(super) fn verbose(&self, text: &crate::diag::Words) {
        if self.say.verbose > 0 {
            self.line(text.in_lang(self.say.lang()));
        }
    }
}

/// Writes a text that was asked for. Whatever it holds of content acts on no terminal; what is to be on one
/// line goes through `one_line` as well.
pub(super) fn answer(text: &str) {
    put(&mut io::stdout().lock(), &without_controls(text));
}

/// A closed pipe is no reason to fail: the reader has seen enough.
fn put(to: &mut impl Write, text: &str) {
    let text = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}
