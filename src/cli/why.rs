//! `lilong why PATH`: takes an output; prints what it read when it was drawn, and which answers differ
//! today.

use clap::Args;

use super::build::BuildJob;
use super::print::{Printer, answer};
use super::progress::{BuildBar, BuildProgress};
use super::{BuildArgs, Status};
use crate::build::{Prepared, reasons};
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::output::{Folder, Manifest};

/// Which output.
#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    /// The output's path below the output folder, such as notices/index.html.
    path: String,
    #[command(flatten)]
    build: BuildArgs,
}

/// The path below the output folder, in whatever form it was typed.
fn below<'p>(path: &'p str, out: &str) -> &'p str {
    let (path, out) = (path.trim_start_matches("./"), out.trim_start_matches("./"));
    path.strip_prefix(out).and_then(|path| path.strip_prefix('/')).unwrap_or(path)
}

/// Prints the questions of an output with their answers' digests.
pub(super) fn run(args: &WhyArgs) -> Status {
    BuildJob::with(&args.build, |job, printer| run_job(args, job, printer))
}

fn run_job(args: &WhyArgs, job: &BuildJob, printer: &Printer<'_>) -> Status {
    let prepared = match Prepared::read(&job.system, &job.settings) {
        Ok(prepared) => prepared,
        Err(found) => {
            printer.diagnostics(&found);
            return Status::Mistakes;
        }
    };
    let manifest = Folder::open(&job.out).ok().and_then(|folder| folder.manifest().and_then(Manifest::parse));
    let path = below(&args.path, &job.out.to_string_lossy());
    let bar = BuildBar::new(true, args.build.say.lang());
    let course = BuildProgress { bar: &bar, printer, last_words: None };
    match reasons(&prepared, manifest.as_ref(), path, &course) {
        Some(reasons) => {
            answer(reasons.in_lang(args.build.say.lang()));
            Status::Fine
        }
        None => {
            let fault = Diagnostic::new(
                &codes::UNKNOWN_OUTPUT,
                words!("网站没有 {path} 这个输出", "the site has no output {path}"),
            );
            let targets = prepared.gateway.plan.targets.iter().map(|target| &*target.path);
            let fault = match nearest(path, targets) {
                Some(near) => fault.help(words!("是不是 {near}？", "did you mean {near}?")),
                None => fault.help(Words::fixed(
                    "写输出文件夹以下的路径，如 index.html",
                    "name a path below the output folder, like index.html",
                )),
            };
            printer.diagnostics(&[fault]);
            Status::Trouble
        }
    }
}
