//! Takes the requested posters; sets and writes them, and reports what went wrong with the others.

use std::path::{Path, PathBuf};

use super::super::progress::BuildBar;
use super::choice::{RequestedPoster, orders};
use super::names::{bound, files, pages};
use super::{PosterArgs, PosterFailure, PosterFormat};
use crate::build::faults::not_written;
use crate::build::{BuildObserver, Prepared};
use crate::cli::Status;
use crate::cli::print::Printer;
use crate::diag::{self, Diagnostic, Severity, Words, codes, words};
use crate::output::write_file;
use crate::poster::{DrawnPages, PosterJob, PosterSheet, Press, set_each};
use crate::source::Disk;

/// The result of one poster.
struct MadePoster {
    /// The files that were written, and whether each replaced another.
    files: Vec<(PathBuf, bool)>,
    /// Its diagnostics.
    found: Vec<Diagnostic>,
    /// The poster, if it is to be joined with others.
    job: Option<PosterJob>,
}

/// Makes the posters.
pub(super) fn make(
    args: &PosterArgs,
    prepared: &Prepared,
    disk: &Disk,
    printer: &Printer<'_>,
) -> Result<(), PosterFailure> {
    let orders = orders(args, prepared).map_err(|fault| (Status::Trouble, vec![*fault]))?;
    if orders.is_empty() {
        printer.line(
            Words::fixed("现在没有要张贴的记录", "nothing is posted now or about to be")
                .in_lang(args.say.as_usual().lang()),
        );
        return Ok(());
    }
    let gateway = &prepared.gateway;
    let press = Press::new(&gateway.theme, disk, gateway.fonts_digest(), orders.len());
    let files = files(args, prepared, &orders);
    let work: Vec<(&RequestedPoster, &PathBuf)> = orders.iter().zip(&files).collect();
    let bar = BuildBar::of_posters(args.say.quiet, args.say.as_usual().lang());
    bar.start(work.len());
    let made: Vec<MadePoster> = set_each(
        &work,
        |_| (),
        |(order, file)| {
            let job =
                PosterJob::of(&gateway.site, &gateway.theme, &gateway.site.entries[order.id], &order.options);
            let made = one(args, &press, job, file);
            bar.step();
            made
        },
    );
    bar.clear();
    finish(args, (prepared, &press), made, printer)
}

/// Sets a poster and writes it, unless it is to be joined with others.
fn one(args: &PosterArgs, press: &Press<'_>, job: PosterJob, file: &Path) -> MadePoster {
    let mut found = job.found.clone();
    if diag::any_error(&found) {
        return MadePoster { files: Vec::new(), found, job: None };
    }
    let draw = if args.form() == PosterFormat::Png && args.bind.is_none() {
        DrawnPages::All(args.width)
    } else {
        DrawnPages::None
    };
    let sheet = match press.set(&job, draw) {
        Ok(sheet) => sheet,
        Err(faults) => {
            // Somebody asked for this poster, so it is an error if there is none.
            found.extend(faults.into_iter().map(|fault| fault.severity(Severity::Error)));
            return MadePoster { files: Vec::new(), found, job: None };
        }
    };
    found.extend(sheet.warnings.iter().cloned());
    if args.bind.is_some() {
        return MadePoster { files: Vec::new(), found, job: Some(job) };
    }
    match write(args, &sheet, file) {
        Ok(files) => MadePoster { files, found, job: None },
        Err(fault) => {
            found.push(*fault);
            MadePoster { files: Vec::new(), found, job: None }
        }
    }
}

fn write(
    args: &PosterArgs,
    sheet: &PosterSheet,
    file: &Path,
) -> Result<Vec<(PathBuf, bool)>, Box<Diagnostic>> {
    let put = |path: PathBuf, bytes: &[u8]| {
        let replaces = path.exists();
        match write_file(&path, bytes) {
            Ok(()) => Ok((path, replaces)),
            Err(error) => Err(Box::new(not_written(path.display(), &error))),
        }
    };
    match args.form() {
        PosterFormat::Pdf => Ok(vec![put(file.to_owned(), &sheet.pdf)?]),
        PosterFormat::Png => pages(file, sheet.pages)
            .into_iter()
            .zip(&sheet.drawn)
            .map(|(path, page)| put(path, page))
            .collect(),
    }
}

/// Joins the posters that are to be joined, prints the names of the files, and reports the diagnostics.
fn finish(
    args: &PosterArgs,
    (prepared, press): (&Prepared, &Press<'_>),
    made: Vec<MadePoster>,
    printer: &Printer<'_>,
) -> Result<(), PosterFailure> {
    let (mut found, mut written, mut jobs) = (Vec::new(), Vec::new(), Vec::new());
    for one in made {
        found.extend(one.found);
        written.extend(one.files);
        jobs.extend(one.job);
    }
    diag::limit_per_file(&mut found);
    if let (Some(file), false) = (args.bind.as_deref().map(bound), diag::any_error(&found)) {
        let config = &prepared.gateway.site.config;
        let replaces = bind(press, &jobs, config.title(&config.language), &file)
            .map_err(|fault| (Status::Trouble, vec![fault]))?;
        written.push((file, replaces));
    }
    for (file, replaces) in &written {
        let shown = file.display();
        let replaced = words!("{shown}（原来的文件已换掉）", "{shown} (in place of what was there)");
        match replaces {
            true => printer.line(replaced.in_lang(args.say.as_usual().lang())),
            false => printer.line(&shown.to_string()),
        }
    }
    match diag::any_error(&found) {
        true => Err((status(&found), found)),
        false => {
            printer.diagnostics(&found);
            Ok(())
        }
    }
}

/// Writes several posters as one file; says whether it replaced another.
fn bind(press: &Press<'_>, jobs: &[PosterJob], title: &str, file: &Path) -> Result<bool, Diagnostic> {
    let replaces = file.exists();
    let jobs: Vec<&PosterJob> = jobs.iter().collect();
    let bytes = press.bind(&jobs, title).map_err(|error| unbound(file, &error))?;
    write_file(file, &bytes).map_err(|error| not_written(file.display(), &error))?;
    Ok(replaces)
}

fn unbound(file: &Path, error: &str) -> Diagnostic {
    let shown = file.display();
    Diagnostic::new(
        &codes::OUTPUT_UNWRITABLE,
        words!("合订不成 {shown}：{error}", "cannot bind {shown}: {error}"),
    )
}

/// Missing fonts or a full disk are not mistakes in the content.
fn status(found: &[Diagnostic]) -> Status {
    let machine = |found: &Diagnostic| {
        std::ptr::eq(found.code, &codes::NO_CHINESE_FONT)
            || std::ptr::eq(found.code, &codes::OUTPUT_UNWRITABLE)
    };
    if found.iter().filter(|found| found.is_error()).any(machine) {
        Status::Trouble
    } else {
        Status::Mistakes
    }
}
