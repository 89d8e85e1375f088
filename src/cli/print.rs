//! Printing: takes diagnostics and texts; prints them, with the lines of files that they quote.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use crate::diag::{self, Diagnostic, SourceTexts, without_controls};
use crate::source::{System, shown};

use super::SayArgs;

/// Where diagnostics are printed.
pub(super) struct Printer<'a> {
    say: &'a SayArgs,
    system: Option<&'a dyn System>,
}

/// The files of the site, for diagnostics to quote.
struct QuotedFiles<'a>(Option<&'a dyn System>);

impl SourceTexts for QuotedFiles<'_> {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        shown(self.0?, file)
    }
}

impl<'a> Printer<'a> {
    /// A printer with the options `say`, which quotes from `system`.
    pub(super) fn new(say: &'a SayArgs, system: Option<&'a dyn System>) -> Self {
        Printer { say, system }
    }

    /// Prints diagnostics and their number; no warnings with `-q`.
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

    /// Prints a line, unless `-q` is given. Control characters from content are removed.
    pub(super) fn line(&self, text: &str) {
        if !self.say.quiet {
            put(&mut io::stderr().lock(), &format!("{}\n", without_controls(text)));
        }
    }

    /// Prints a line with `-v`.
    pub(super) fn verbose(&self, text: &crate::diag::Words) {
        if self.say.verbose > 0 {
            self.line(text.in_lang(self.say.lang()));
        }
    }
}

/// Prints a text that was asked for. Control characters from content are removed; text that must stay on
/// one line also goes through `one_line`.
pub(super) fn answer(text: &str) {
    put(&mut io::stdout().lock(), &without_controls(text));
}

/// A closed pipe is not an error: the reader has seen enough.
fn put(to: &mut impl Write, text: &str) {
    let text = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}
