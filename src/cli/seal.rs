//! `lilong seal`: takes its arguments; builds, seals what was published, and signs the seal.

mod keys;

use std::path::{Path, PathBuf};

use clap::Args;

use super::build::{self, BuildJob, Mode, threads, trouble};
use super::interrupt::end_when_interrupted;
use super::print::Printer;
use super::{BuildArgs, Status};
use crate::build::Prepared;
use crate::build::faults::unwritable;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::output::{Contents, Manifest, remove_parts, write_file};
use crate::seal::signature::SecretKey;
use crate::seal::versions::{VERSIONS, Versions};
use crate::seal::{FORMAT, Seal, SealedFile, name_of, path_of};
use crate::site::{MAX_SEALS, SEALS, SIGNATURE, Site};
use crate::source::System;
use crate::track::sha256;

/// How to seal.
#[derive(Debug, Args)]
pub(super) struct SealArgs {
    /// Sign with this secret key: one of minisign, or of --new-key.
    #[arg(long, value_name = "FILE", env = "LILONG_SEAL_KEY")]
    key: Option<PathBuf>,
    /// Instead of sealing, make a key: FILE signs, FILE.pub is for those who check. Not inside the site.
    #[arg(long, value_name = "FILE")]
    new_key: Option<PathBuf>,
    #[command(flatten)]
    build: BuildArgs,
}

/// Seals, or makes a key.
pub(super) fn run(args: &SealArgs) -> Status {
    let printer = Printer::new(&args.build.say, None);
    if let Some(file) = &args.new_key {
        return match keys::make(file, &printer) {
            Ok(()) => Status::Fine,
            Err(fault) => trouble(&printer, *fault),
        };
    }
    end_when_interrupted(&args.build.say);
    threads(&args.build);
    let key = match args.key.as_deref().map(|file| keys::read(file, &printer)).transpose() {
        Ok(key) => key,
        Err(fault) => return trouble(&printer, *fault),
    };
    BuildJob::with(&args.build, |job, printer| seal_built(args, job, printer, key.as_ref()))
}

/// Builds, seals what was built, and builds again, so that the seal itself is published.
fn seal_built(args: &SealArgs, job: &BuildJob, printer: &Printer<'_>, key: Option<&SecretKey>) -> Status {
    match build::run_job(&args.build, Mode::Write, job, printer) {
        Status::Fine => {}
        other => return other,
    }
    let done = match seal(job, &args.build.root, key, printer) {
        Ok(done) => done,
        Err(SealFailure::Mistakes(found)) => {
            printer.diagnostics(&found);
            return Status::Mistakes;
        }
        Err(SealFailure::Trouble(fault)) => return trouble(printer, *fault),
    };
    let mut again = args.build.clone();
    again.say.quiet = true;
    let status = BuildJob::with(&again, |job, printer| build::run_job(&again, Mode::Write, job, printer));
    if status == Status::Fine {
        printer.line(done.said().in_lang(args.build.say.lang()));
    }
    status
}

/// A finished seal.
struct FinishedSeal {
    path: String,
    files: usize,
    records: usize,
    signed: bool,
}

impl FinishedSeal {
    fn said(&self) -> Words {
        let FinishedSeal { path, files, records, signed } = self;
        let by = if *signed { ("，已签名", ", signed") } else { ("，没有签名", ", not signed") };
        let (by_zh, by_en) = by;
        words!(
            "封存好了：{path}，{files} 个文件，{records} 条记录{by_zh}",
            "sealed: {path}, {files} files, {records} records{by_en}"
        )
    }
}

/// Why there is no seal.
enum SealFailure {
    Mistakes(Vec<Diagnostic>),
    Trouble(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for SealFailure {
    fn from(fault: Box<Diagnostic>) -> Self {
        SealFailure::Trouble(fault)
    }
}

fn seal(
    job: &BuildJob,
    root: &Path,
    key: Option<&SecretKey>,
    printer: &Printer<'_>,
) -> Result<FinishedSeal, SealFailure> {
    let prepared = Prepared::read(&job.system, &job.settings).map_err(SealFailure::Mistakes)?;
    let site = &prepared.gateway.site;
    let published = std::fs::read_to_string(job.out.join(crate::output::MANIFEST)).unwrap_or_default();
    if Manifest::parse_head(&published).is_none_or(|(head, _)| head.inputs != Some(prepared.inputs)) {
        return Err(SealFailure::Mistakes(vec![crate::source::changed("site.yaml")]));
    }
    let seal = made(site, &job.system, files(&job.out)?)?;
    let (path, bytes) = (path_of(seal.sequence), seal.write());
    let signature = key.map(|key| signature(key, &name_of(seal.sequence), &bytes, site)).transpose()?;
    job.system.keeps_inside(SEALS.trim_end_matches('/'))?;
    remove_parts(&root.join(SEALS));
    let write = |path: &str, bytes: &[u8]| {
        let file = root.join(path);
        write_file(&file, bytes).map_err(|error| Box::new(unwritable(&file, &error)))
    };
    let versions = versions(&job.system)?;
    printer.diagnostics(versions.damaged().as_slice());
    versions.with(site).map_or(Ok(()), |bytes| write(VERSIONS, &bytes))?;
    if let Some(signature) = &signature {
        write(&[&*path, SIGNATURE].concat(), signature.as_bytes())?;
    }
    // The seal itself comes last: whatever fails before, there is no seal until everything else is in
    // place.
    write(&path, &bytes)?;
    let (files, records) = (seal.files.len(), seal.records.len());
    Ok(FinishedSeal { path, files, records, signed: signature.is_some() })
}

/// The earlier versions. A file that exists but cannot be read must not be replaced by a new one.
fn versions(system: &dyn System) -> Result<Versions, Box<Diagnostic>> {
    match system.read(VERSIONS) {
        Ok(bytes) => Ok(Versions::of(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Versions::default()),
        Err(error) => Err(Box::new(unwritable(Path::new(VERSIONS), &error))),
    }
}

/// The number of the next seal.
fn next(before: Option<u32>) -> Result<u32, Box<Diagnostic>> {
    let number = before.unwrap_or_default() + 1;
    if number <= MAX_SEALS {
        return Ok(number);
    }
    let newest = path_of(MAX_SEALS);
    let said = words!("{newest} 之后不能再封存了", "there can be no seal after {newest}");
    Err(Box::new(Diagnostic::new(&codes::BROKEN_CHAIN, said).help(Words::fixed(
        "序号从 0001 起一个接一个；跳着写的那个文件，不是 lilong seal 做的",
        "seals are numbered one by one from 0001: a file whose number skips ahead was not made by `lilong \
         seal`",
    ))))
}

/// The seal of a site and of the files that were made from it.
fn made(site: &Site, system: &dyn System, files: Vec<SealedFile>) -> Result<Seal, Box<Diagnostic>> {
    let before = site.seals.newest().map(|(number, _)| number);
    let previous = before.map(|number| {
        let path = path_of(number);
        system
            .read(&path)
            .map(|bytes| sha256(&bytes))
            .map_err(|error| Box::new(crate::source::disappeared(&path, &error)))
    });
    Ok(Seal {
        format: FORMAT.to_owned(),
        sequence: next(before)?,
        site: str::to_owned(&site.config.file.title),
        base_url: site.config.base_url.clone(),
        sealed: site.clock.stamp(&site.config.zone),
        previous: previous.transpose()?,
        files,
        records: Seal::records(site),
    })
}

/// Every file of the output.
fn files(out: &Path) -> Result<Vec<SealedFile>, Box<Diagnostic>> {
    let contents = Contents::read(out, "seals").map_err(|error| Box::new(unwritable(out, &error)))?;
    if let Some((path, why)) = contents.unread.first() {
        let said = words!("读不出 {path}：{why}", "cannot read {path}: {why}");
        return Err(Box::new(Diagnostic::new(&codes::UNREADABLE_FILE, said).help(Words::fixed(
            "输出文件夹里只放普通文件；链接请换成文件本身",
            "the output holds plain files only: put the file itself where there is a link",
        ))));
    }
    Ok(contents.files)
}

/// Signs a seal; the signature also covers its time and its name.
fn signature(key: &SecretKey, name: &str, bytes: &[u8], site: &Site) -> Result<String, Box<Diagnostic>> {
    let comment = format!("timestamp:{}\tfile:{name}\thashed", site.clock.timestamp(&site.config.zone));
    key.sign(bytes, &comment).map_err(|why| Box::new(keys::fault(why, Path::new(name))))
}
