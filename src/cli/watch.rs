//! `lilong watch`: takes its arguments; builds whenever something changes, and prints one line per build.

use std::collections::HashSet;
use std::sync::Mutex;

use super::build::{BuildJob, threads, trouble};
use super::interrupt::end_when_interrupted;
use super::print::Printer;
use super::progress::{BuildBar, BuildProgress};
use super::{BuildArgs, SayArgs, Status};
use crate::diag::{self, Diagnostic, Words, words};
use crate::source::Disk;
use crate::watch::{Listener, RenderedDiagnostic, Update, Watch, WatchMode, WatchOptions};

/// How to watch.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    pub(super) build: BuildArgs,
    /// Look at the files every half second, where the system does not report their changes.
    #[arg(long)]
    pub(super) poll: bool,
}

/// Watches until it is interrupted.
pub(super) fn run(args: &WatchArgs) -> Status {
    match open(args) {
        Ok((watch, disk)) => watch_on(args, watch, &disk, &[]),
        Err(fault) => trouble(&Printer::new(&args.build.say, None), *fault),
    }
}

/// Opens the output for a watch; nothing has been built yet.
pub(super) fn open(args: &WatchArgs) -> Result<(Watch, Disk), Box<Diagnostic>> {
    // Before anything is locked.
    end_when_interrupted(&args.build.say);
    threads(&args.build);
    let BuildJob { system, out, settings } = BuildJob::new(&args.build)?;
    let mode = if args.poll { WatchMode::Polling } else { WatchMode::Automatic };
    let watch = Watch::open(WatchOptions { disk: system.clone(), out, settings, mode })?;
    Ok((watch, system))
}

/// Watches until it is interrupted; `listeners` receive every build after the terminal.
pub(super) fn watch_on(args: &WatchArgs, watch: Watch, disk: &Disk, listeners: &[&dyn Listener]) -> Status {
    let say = &args.build.say;
    let terminal = Terminal { say, disk, shown: Mutex::default() };
    let all: Vec<&dyn Listener> =
        std::iter::once(&terminal as &dyn Listener).chain(listeners.iter().copied()).collect();
    let (bar, printer) = (BuildBar::new(say.quiet, say.lang()), Printer::new(say, Some(disk)));
    watch.run(&all, &BuildProgress { bar: &bar, printer: &printer, last_words: Some(&STUCK) });
    Status::Fine
}

/// The message if a drawing has to be stopped by ending the watch.
static STUCK: Words = Words::fixed(
    "网站保持原样；改好模板后请重新运行",
    "the site stays as it was; start this again once the template is fixed",
);

/// Prints one line per build, and each diagnostic only once.
struct Terminal<'a> {
    say: &'a SayArgs,
    disk: &'a Disk,
    shown: Mutex<ScreenState>,
}

/// The state of the screen.
#[derive(Default)]
struct ScreenState {
    /// The reported diagnostics that still apply.
    reported: Vec<Diagnostic>,
    /// Whether the last build could not be made.
    failed: bool,
}

impl Listener for Terminal<'_> {
    fn on_update(&self, update: &Update) {
        let printer = Printer::new(self.say, Some(self.disk));
        let line = |words: Words| printer.line(words.in_lang(self.say.lang()));
        match update {
            Update::Note { words } => line(words.clone()),
            Update::Built { edited, changed, gone, pages, seconds, warnings } => {
                let mended = self.failed(false);
                self.report(&printer, warnings.iter().map(|reported| &reported.diagnostic));
                if self.say.verbose > 1 {
                    changed.iter().chain(gone).for_each(|path| printer.line(path));
                }
                line(built(edited, changed.len() + gone.len(), *pages, *seconds, mended));
            }
            Update::Broken { edited, found, seconds } => {
                self.failed(true);
                let fresh = self.report(&printer, found.iter().map(|reported| &reported.diagnostic));
                line(broken(edited, found, fresh, *seconds));
            }
            Update::Trouble { fault } => {
                self.failed(true);
                if self.report(&printer, std::iter::once(&fault.diagnostic)) > 0 {
                    line(Words::fixed(
                        "网站保持原样；问题解决后自动继续",
                        "the site stays as it was; building goes on by itself once this is fixed",
                    ));
                }
            }
        }
    }
}

impl Terminal<'_> {
    /// Notes whether a build failed; says whether the previous one did.
    fn failed(&self, failed: bool) -> bool {
        std::mem::replace(&mut self.shown().failed, failed)
    }

    fn shown(&self) -> std::sync::MutexGuard<'_, ScreenState> {
        self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Prints the diagnostics that have not been printed yet; gives their number. Those that no longer
    /// apply may be printed again later.
    fn report<'d>(&self, printer: &Printer<'_>, found: impl Iterator<Item = &'d Diagnostic>) -> usize {
        let reported = &mut self.shown().reported;
        let found: Vec<Diagnostic> = found.cloned().collect();
        let known: HashSet<_> = reported.iter().map(read).collect();
        let fresh: Vec<Diagnostic> =
            found.iter().filter(|found| !known.contains(&read(found))).cloned().collect();
        printer.diagnostics(&fresh);
        *reported = found;
        fresh.len()
    }
}

/// What identifies a diagnostic for its reader, even if lines above it were added or removed.
fn read(found: &Diagnostic) -> (&str, &Words, Option<&str>) {
    (found.code.id, &found.message, found.place.as_ref().map(|place| &*place.file))
}

fn built(edited: &[String], changed: usize, pages: usize, seconds: f64, mended: bool) -> Words {
    let what = named(edited);
    let (zh, en) = if mended { ("改好了：", "mended: ") } else { ("", "") };
    words!(
        "{zh}{what_zh}改动 {changed} 个文件，共 {pages} 页，{seconds:.3} 秒",
        "{en}{what_en}{changed} changed, {pages} pages, {seconds:.3} s",
        what_zh = what.zh,
        what_en = what.en
    )
}

fn broken(edited: &[String], found: &[RenderedDiagnostic], fresh: usize, seconds: f64) -> Words {
    let what = named(edited);
    let errors = diag::count(found.iter().map(|reported| &reported.diagnostic)).errors;
    let (zh, en) = if fresh == 0 { ("仍有", "still ") } else { ("有", "") };
    let plural = if errors == 1 { "" } else { "s" };
    words!(
        "{what_zh}{zh} {errors} 处错误，网站保持原样，{seconds:.3} 秒",
        "{what_en}{en}{errors} mistake{plural}, the site stays as it was, {seconds:.3} s",
        what_zh = what.zh,
        what_en = what.en
    )
}

/// The edited files; of many, only the first by name.
fn named(edited: &[String]) -> Words {
    match edited {
        [] => Words::fixed("", ""),
        [one] => words!("{one}：", "{one}: "),
        [first, rest @ ..] => words!(
            "{first} 等 {all} 个文件：",
            "{first} and {more} more: ",
            all = edited.len(),
            more = rest.len()
        ),
    }
}
