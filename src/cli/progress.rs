//! A progress bar: takes the progress of a build; shows it on a terminal, for work that takes a while.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Status;
use super::print::Printer;
use crate::build::BuildObserver;
use crate::diag::{Diagnostic, Lang, Words};
use crate::output;

/// The bar of one build.
pub(super) struct BuildBar {
    shown: bool,
    /// Fewer files than this are done before a bar could be seen.
    least: usize,
    lang: Lang,
    bar: OnceLock<ProgressBar>,
}

/// The number of pages from which a bar is shown.
const PAGES: usize = 2_000;
/// The number of posters from which a bar is shown.
#[cfg(feature = "poster")]
const POSTERS: usize = 3;

impl BuildBar {
    /// A bar that is shown only on a terminal, and not if `quiet`.
    pub(super) fn new(quiet: bool, lang: Lang) -> BuildBar {
        BuildBar {
            shown: !quiet && std::io::stderr().is_terminal(),
            least: PAGES,
            lang,
            bar: OnceLock::new(),
        }
    }

    /// The same for posters, each of which takes as long as hundreds of pages.
    #[cfg(feature = "poster")]
    pub(super) fn of_posters(quiet: bool, lang: Lang) -> BuildBar {
        BuildBar { least: POSTERS, ..BuildBar::new(quiet, lang) }
    }

    /// Removes the bar from the screen.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl BuildObserver for BuildBar {
    fn start(&self, files: usize) {
        if !self.shown || files < self.least {
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(12));
        let said = if self.lang == Lang::Zh {
            "正在生成 [{bar:32}] {pos}/{len} 还需 {eta}"
        } else {
            "drawing [{bar:32}] {pos}/{len} {eta} left"
        };
        if let Ok(style) = ProgressStyle::with_template(said) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        let _ = self.bar.set(bar);
    }

    fn step(&self) {
        if let Some(bar) = self.bar.get() {
            bar.inc(1);
        }
    }
}

/// The progress of a build that may have to be ended.
pub(super) struct BuildProgress<'a> {
    pub(super) bar: &'a BuildBar,
    pub(super) printer: &'a Printer<'a>,
    /// The last message if a drawing has to be stopped by ending the program.
    pub(super) last_words: Option<&'static Words>,
}

impl BuildObserver for BuildProgress<'_> {
    fn start(&self, files: usize) {
        self.bar.start(files);
    }

    fn step(&self) {
        self.bar.step();
    }

    fn can_end(&self) -> bool {
        true
    }

    fn end(&self, found: &[Diagnostic]) {
        self.bar.clear();
        self.printer.diagnostics(found);
        if let Some(words) = self.last_words {
            self.printer.line(words.in_lang(self.bar.lang));
        }
        // The command line ends the program, because a thread that never returns cannot be ended otherwise.
        output::end(|| std::process::exit(Status::Mistakes.code().into()));
    }
}
