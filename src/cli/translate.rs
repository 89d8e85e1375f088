//! `lilong translate PATH --to LANG`: takes a record; gives the file of its translation, to be filled in.
//! In an existing translation it updates the version of the original.
//!
//! The new file contains the texts of the original where their translations belong, and nothing else:
//! fields that are the same in every language cannot be given there. An existing file is only replaced as a
//! whole, with one line changed, and never if somebody has changed it meanwhile.

mod draft;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use self::draft::{draft, refreshed};
use super::build::{BuildJob, trouble};
use super::init::write_new;
use super::print::{Printer, answer};
use super::{BuildArgs, Status, typed};
use crate::build::Prepared;
use crate::build::faults::not_written;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::output::write_file;
use crate::site::{Entry, Site, not_configured};
use crate::source::{System, decode};

/// Which record, into which language.
#[derive(Debug, Args)]
pub(super) struct TranslateArgs {
    /// The record, by its path below content/ or as a file: notices/lift.md.
    path: String,
    /// The language, one of the `languages` of site.yaml: en.
    #[arg(long, value_name = "LANG")]
    to: String,
    #[command(flatten)]
    build: BuildArgs,
}

/// Writes the file and prints its path.
pub(super) fn run(args: &TranslateArgs) -> Status {
    BuildJob::with(&args.build, |job, printer| run_job(args, job, printer))
}

fn run_job(args: &TranslateArgs, job: &BuildJob, printer: &Printer<'_>) -> Status {
    let prepared = match Prepared::read(&job.system, &job.settings) {
        Ok(prepared) => prepared,
        Err(found) => {
            printer.diagnostics(&found);
            return Status::Mistakes;
        }
    };
    let site = &*prepared.gateway.site;
    let written = record_of(args, site).and_then(|entry| {
        let path = format!("content/{}.{}.md", entry.source().trim_end_matches(".md"), args.to);
        let folder = args.build.root.join(&path);
        job.system.keeps_inside(&path)?;
        match job.system.read(&path) {
            Ok(old) => refresh(&old, &folder, &path, (site, entry)),
            Err(_) => start(&job.system, (site, entry), &folder, &path),
        }
    });
    match written {
        Ok(path) => {
            if !args.build.say.quiet {
                answer(&path.display().to_string());
            }
            Status::Fine
        }
        Err(fault) => trouble(printer, *fault),
    }
}

/// The record, if it can be translated into the language.
fn record_of<'s>(args: &TranslateArgs, site: &'s Site) -> Result<&'s Entry, Box<Diagnostic>> {
    let (id, _) = typed::record(site, &args.build.root, &args.path)?;
    let (entry, to) = (&site.entries[id], &args.to);
    if !entry.source().ends_with(".md") {
        let said = words!("表格里的一行没有译文", "a row of a table has no translation");
        return Err(Box::new(
            Diagnostic::new(&codes::UNKNOWN_RECORD, said)
                .help(Words::fixed("把这一条写成单独的文件", "write this record as a file of its own")),
        ));
    }
    if !site.config.languages().any(|lang| lang == to) {
        return Err(Box::new(not_configured(to)));
    }
    Ok(entry)
}

/// Writes a new file.
fn start(
    system: &dyn System,
    (site, entry): (&Site, &Entry),
    folder: &Path,
    path: &str,
) -> Result<PathBuf, Box<Diagnostic>> {
    let original = &*entry.record.source.file;
    let bytes = system.read(original).map_err(|error| Box::new(not_written(original, &error)))?;
    let text = draft(&decode(bytes).text, entry.record.kind(), &version(site, entry));
    write_new(folder, &text).map_err(|error| Box::new(not_written(path, &error)))?;
    Ok(folder.to_owned())
}

/// Writes an existing file with the present version.
fn refresh(
    old: &[u8],
    folder: &Path,
    path: &str,
    (site, entry): (&Site, &Entry),
) -> Result<PathBuf, Box<Diagnostic>> {
    let fault = |error: std::io::Error| Box::new(not_written(path, &error));
    let text = refreshed(&decode(old.to_vec()).text, &version(site, entry));
    let beside = folder.with_extension("md.lilong-new");
    write_file(&beside, text.as_bytes()).map_err(fault)?;
    // Changes that somebody has made meanwhile are not lost.
    let replaced = match fs::read(folder) {
        Ok(now) if now == old => fs::rename(&beside, folder),
        Ok(_) => Err(std::io::Error::other("it was changed meanwhile")),
        Err(error) => Err(error),
    };
    if replaced.is_err() {
        let _ = fs::remove_file(&beside);
    }
    replaced.map_err(fault)?;
    Ok(folder.to_owned())
}

/// The digits that identify the version of a record of which a translation is made.
fn version(site: &Site, entry: &Entry) -> String {
    entry.fingerprint(site).short()
}
