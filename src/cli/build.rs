//! `lilong build` and `lilong check`: take their arguments; build or check a site, and print the result.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::interrupt::end_when_interrupted;
use super::print::Printer;
use super::progress::{BuildBar, BuildProgress};
use super::{BuildArgs, Status};
use crate::build::faults::{
    foreign, foreign_file, leads_outside, not_locked, refused as refused_fault, unwritable,
};
use crate::build::{self, BuildOptions, Built, Prepared, Sources};
use crate::diag::{Diagnostic, Lang, Words, codes, words};
use crate::output::{Folder, Lock, MANIFEST, Manifest, NotLocked, OutputFile, Sink};
use crate::output_path::OutputPath;
use crate::source::{Disk, PageReading};
use crate::track::ManualClock;

/// Whether the build is written to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is written.
    Write,
    /// It is only tried.
    Check,
}

/// The interpreted arguments.
pub(super) struct BuildJob {
    pub(super) system: Disk,
    pub(super) out: PathBuf,
    pub(super) settings: BuildOptions,
}

impl BuildJob {
    /// Turns arguments into a job.
    pub(super) fn new(args: &BuildArgs) -> Result<BuildJob, Box<Diagnostic>> {
        let root = &args.root;
        let system = Disk::new(root).map_err(|error| {
            let shown = root.display();
            Box::new(
                Diagnostic::new(
                    &codes::UNREADABLE_FILE,
                    words!("打不开文件夹 {shown}：{error}", "cannot open the folder {shown}: {error}"),
                )
                .help(Words::fixed("检查 --root 的路径", "check the path given with --root")),
            )
        })?;
        let out = args.out.clone().unwrap_or_else(|| root.join("public"));
        // Whoever provided the site may have put the link there; a folder named on the command line is
        // intended.
        if args.out.is_none() && system.leads_outside(&out) {
            return Err(Box::new(leads_outside(&out)));
        }
        let system = system.without(&out).with_worker(super::program());
        let clock = source_date_epoch();
        let settings = BuildOptions {
            base_url: args.base_url.clone(),
            today: args.today.clone(),
            clock,
            drafts: args.drafts,
            posters: !args.no_posters,
        };
        Ok(BuildJob { system, out, settings })
    }

    /// Runs something with a job and its printer, or reports why there is no job.
    pub(super) fn with(args: &BuildArgs, run: impl FnOnce(&BuildJob, &Printer<'_>) -> Status) -> Status {
        match BuildJob::new(args) {
            Ok(job) => run(&job, &Printer::new(&args.say, Some(&job.system))),
            Err(fault) => trouble(&Printer::new(&args.say, None), *fault),
        }
    }
}

/// The clock that `SOURCE_DATE_EPOCH` sets, if it is given.
pub(super) fn source_date_epoch() -> Option<ManualClock> {
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.trim().parse().ok())
        .map(ManualClock::at)
}

/// Builds, or checks.
pub(super) fn run(args: &BuildArgs, mode: Mode) -> Status {
    if mode == Mode::Write {
        end_when_interrupted(&args.say);
    }
    threads(args);
    BuildJob::with(args, |job, printer| run_job(args, mode, job, printer))
}

/// Builds or checks a job, and prints the result.
pub(super) fn run_job(args: &BuildArgs, mode: Mode, job: &BuildJob, printer: &Printer<'_>) -> Status {
    let start = Instant::now();
    let bar = BuildBar::new(args.say.quiet, args.say.lang());
    let done = steadily(|| match mode {
        Mode::Write => write(job, printer, &bar),
        Mode::Check => check(job, printer, &bar, DiscardSink).map(|(_, built, _)| FinishedBuild {
            pages: pages(&built.manifest),
            changed: 0,
            drawn: built.drawn,
            warnings: built.warnings,
        }),
    });
    bar.clear();
    match done {
        Ok(done) => {
            printer.diagnostics(&done.warnings);
            if args.say.verbose > 1 {
                done.drawn.iter().for_each(|path| printer.line(path));
            }
            printer.line(&summary(&done, mode, start, args.say.lang()));
            Status::Fine
        }
        Err(failure) => failed(printer, failure),
    }
}

/// Does everything that a build does, but passes the drawn files to a sink instead of the disk.
///
/// # Errors
/// The diagnostics have been printed.
pub(super) fn draw_into<S: Sink + Default>(
    args: &BuildArgs,
    job: &BuildJob,
    printer: &Printer<'_>,
) -> Result<(Prepared, Built, S), Status> {
    let bar = BuildBar::new(args.say.quiet, args.say.lang());
    let done = steadily(|| check(job, printer, &bar, S::default()));
    bar.clear();
    done.map_err(|failure| failed(printer, failure))
}

/// Prints why a build was not completed.
fn failed(printer: &Printer<'_>, failure: BuildFailure) -> Status {
    match failure {
        BuildFailure::Mistakes(found) => {
            printer.diagnostics(&found);
            Status::Mistakes
        }
        BuildFailure::Trouble(fault) => trouble(printer, *fault),
    }
}

/// How often a build is started because files change during it.
const TRIES: usize = 3;

/// Builds again from the start if a file changed while it was read: by then it is usually complete.
fn steadily<T>(build: impl Fn() -> Result<T, BuildFailure>) -> Result<T, BuildFailure> {
    let is_changed = |found: &Diagnostic| std::ptr::eq(found.code, &codes::FILE_CHANGED);
    for _ in 1..TRIES {
        match build() {
            Err(BuildFailure::Mistakes(found)) if found.iter().any(is_changed) => {}
            done => return done,
        }
    }
    build()
}

/// Uses as many threads as the arguments say.
pub(super) fn threads(args: &BuildArgs) {
    if let Some(jobs) = args.jobs {
        // The pool can be configured only once; a second attempt in the same process has no effect.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// Reports a problem of the machine.
pub(super) fn trouble(printer: &Printer<'_>, fault: Diagnostic) -> Status {
    printer.diagnostics(&[fault]);
    Status::Trouble
}

/// A completed build.
struct FinishedBuild {
    pages: usize,
    changed: usize,
    drawn: Vec<Arc<str>>,
    warnings: Vec<Diagnostic>,
}

/// Why a build was not completed.
enum BuildFailure {
    Mistakes(Vec<Diagnostic>),
    Trouble(Box<Diagnostic>),
}

impl From<Vec<Diagnostic>> for BuildFailure {
    fn from(found: Vec<Diagnostic>) -> Self {
        // Without settings there is no site that could have mistakes; and a diagnostic without a file is
        // about the command line or the disk.
        match found.as_slice() {
            [only] if only.place.is_none() && !std::ptr::eq(only.code, &codes::DUPLICATE_OUTPUT) => {
                BuildFailure::Trouble(Box::new(only.clone()))
            }
            _ => BuildFailure::Mistakes(found),
        }
    }
}

impl From<Box<Diagnostic>> for BuildFailure {
    fn from(fault: Box<Diagnostic>) -> Self {
        BuildFailure::Trouble(fault)
    }
}

fn write(job: &BuildJob, printer: &Printer<'_>, bar: &BuildBar) -> Result<FinishedBuild, BuildFailure> {
    let folder = open(job)?;
    let when = if folder.manifest().is_some() { PageReading::AtOnce } else { PageReading::WhenParsed };
    let mut sources = Sources::read(&job.system, &job.settings, when)?;
    if let Some(done) = unchanged(&folder, &sources) {
        Lock::clear(&job.out);
        return Ok(done);
    }
    let (_lock, folder) = match turn(job, folder, &sources)? {
        Turn::Ours(lock, folder) => (lock, folder),
        Turn::Done(done) => return Ok(done),
    };
    let old = folder.manifest().and_then(Manifest::parse);
    old.iter().for_each(|old| sources.remember(old));
    let prepared = sources.prepare(&job.system, &job.settings)?;
    let staging = folder.stage().map_err(|error| unwritten(job, &error))?;
    let present = |file: &OutputFile| folder.has(&file.path, file.len);
    let progress = BuildProgress { bar, printer, last_words: None };
    let built = build::run(&prepared, old.as_ref(), &present, &staging, &job.system, &progress)
        .map_err(BuildFailure::from)
        .and_then(|built| Ok((foreign(&folder, old.as_ref(), &built.manifest)?, built)));
    let (foreign, built) = match built {
        Ok(built) => built,
        Err(failure) => {
            staging.discard();
            return Err(failure);
        }
    };
    folder.commit(staging, old.as_ref(), &built.manifest).map_err(|error| unwritten(job, &error))?;
    printer.verbose(&effort(&built));
    let mut warnings = built.warnings;
    warnings.extend(foreign);
    let (pages, changed) = (pages(&built.manifest), built.changed.len());
    // The program is about to end: freeing ten thousand records one by one would only take time.
    std::mem::forget((prepared.gateway, built.manifest, old));
    Ok(FinishedBuild { pages, changed, drawn: built.drawn, warnings })
}

/// How many files were drawn and photos decoded.
fn effort(built: &Built) -> Words {
    let (drawn, decoded) = (built.drawn.len(), built.decoded);
    words!("画了 {drawn} 个文件，解码了 {decoded} 张照片", "{drawn} files drawn, {decoded} photos decoded")
}

fn unwritten(job: &BuildJob, error: &std::io::Error) -> BuildFailure {
    BuildFailure::Trouble(Box::new(unwritable(&job.out, error)))
}

/// Which process writes.
enum Turn {
    /// This one, to the folder as it is now.
    Ours(Lock, Folder),
    /// Another process has meanwhile built exactly the same.
    Done(FinishedBuild),
}

/// How long to wait for another process that writes there: a watch soon finishes what was just saved, but
/// does not end.
const PATIENCE: Duration = Duration::from_secs(3);
/// The same for a build, which ends by itself.
const PATIENCE_WITH_BUILDS: Duration = Duration::from_secs(60);

/// Takes the output's lock; waits until another process ends, or has built the same.
fn turn(job: &BuildJob, folder: Folder, sources: &Sources) -> Result<Turn, BuildFailure> {
    let start = Instant::now();
    let mut folder = folder;
    loop {
        let taken = Lock::take(&job.out, "build");
        if folder.is_stale() {
            folder = open(job)?;
            if let Some(done) = unchanged(&folder, sources) {
                return Ok(Turn::Done(done));
            }
        }
        let why = match taken {
            Ok(lock) => return Ok(Turn::Ours(lock, folder)),
            Err(why) => why,
        };
        let patience = match &why {
            NotLocked::Held(holder) if holder.command == "watch" => PATIENCE,
            // Even if it has not said yet what it is.
            NotLocked::Held(_) => PATIENCE_WITH_BUILDS,
            NotLocked::Disk(_) => Duration::ZERO,
        };
        if start.elapsed() >= patience {
            return Err(BuildFailure::Trouble(Box::new(not_locked(&job.out, &why))));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn open(job: &BuildJob) -> Result<Folder, BuildFailure> {
    Folder::open(&job.out)
        .map_err(|refused| BuildFailure::Trouble(Box::new(refused_fault(&job.out, &refused))))
}

/// The previous build, if no input has changed and all of its files are still there.
fn unchanged(folder: &Folder, sources: &Sources) -> Option<FinishedBuild> {
    use rayon::prelude::*;
    let (head, files) = Manifest::parse_head(folder.manifest()?)?;
    let whole = sources.unchanged(&head)
        && !folder.has_leftovers()
        && files.par_iter().all(|(path, len)| folder.has(path, *len));
    let mut warnings = build::stored_warnings(&head)?;
    if !whole {
        return None;
    }
    let is_ours =
        |path: &str| path == MANIFEST || files.binary_search_by(|(ours, _)| (*ours).cmp(path)).is_ok();
    let foreign: Vec<String> = folder.files().into_iter().filter(|path| !is_ours(path)).collect();
    // If a folder was replaced by a link, our files are not there but where it leads.
    let is_folder = |path: &String| {
        files
            .iter()
            .any(|(ours, _)| ours.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/')))
    };
    if foreign.iter().any(is_folder) {
        return None;
    }
    warnings.extend(foreign.iter().map(|path| foreign_file(path)));
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html")).count();
    whole.then(|| FinishedBuild { pages, changed: 0, drawn: Vec::new(), warnings })
}

fn check<S: Sink>(
    job: &BuildJob,
    printer: &Printer<'_>,
    bar: &BuildBar,
    sink: S,
) -> Result<(Prepared, Built, S), BuildFailure> {
    let prepared = Prepared::read(&job.system, &job.settings)?;
    let course = BuildProgress { bar, printer, last_words: None };
    let built = build::run(&prepared, None, &|_| false, &sink, &job.system, &course)?;
    Ok((prepared, built, sink))
}

/// Discards what is drawn: a build that is only tried keeps nothing, however large the site.
struct DiscardSink;

impl Sink for DiscardSink {
    fn put(&self, _: &OutputPath, _: &[u8]) -> std::io::Result<()> {
        Ok(())
    }
}

fn pages(manifest: &Manifest) -> usize {
    manifest.files.iter().filter(|file| file.path.ends_with(".html")).count()
}

fn summary(done: &FinishedBuild, mode: Mode, start: Instant, lang: Lang) -> String {
    let (pages, changed, seconds) = (done.pages, done.changed, start.elapsed().as_secs_f64());
    let said = match mode {
        Mode::Write => words!(
            "{pages} 页，改动 {changed} 个文件，{seconds:.2} 秒",
            "{pages} pages, {changed} changed, {seconds:.2} s"
        ),
        Mode::Check => {
            words!("{pages} 页，没有错误，{seconds:.2} 秒", "{pages} pages, no mistakes, {seconds:.2} s")
        }
    };
    said.in_lang(lang).to_owned()
}
