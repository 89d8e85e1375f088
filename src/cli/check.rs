//! `lilong check`: takes its arguments; tries a build, and checks whether all readers can use its pages.

use clap::Args;

use super::build::{self, BuildJob, Mode, draw_into, threads, trouble};
use super::print::Printer;
use super::{BuildArgs, Status};
use crate::accessibility::Inspection;
use crate::build::faults::unwritable;
use crate::diag::{self, Words, words};
use crate::output::write_file;
use crate::site::{ACCESSIBILITY_FILE, AccessibilityReport, AccessibilityResult};

/// How to check.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Look through every page for what keeps readers from using it, and write the day and the result to
    /// accessibility.yaml, which the accessibility statement prints.
    #[arg(long)]
    accessibility: bool,
    #[command(flatten)]
    build: BuildArgs,
}

/// Checks.
pub(super) fn run(args: &CheckArgs) -> Status {
    if !args.accessibility {
        return build::run(&args.build, Mode::Check);
    }
    threads(&args.build);
    BuildJob::with(&args.build, |job, printer| inspect(&args.build, job, printer))
}

/// Checks the pages, and writes down the result.
fn inspect(args: &BuildArgs, job: &BuildJob, printer: &Printer<'_>) -> Status {
    let (prepared, built, inspection) = match draw_into::<Inspection>(args, job, printer) {
        Ok(drawn) => drawn,
        Err(status) => return status,
    };
    let gateway = &prepared.gateway;
    let (report, faults) = inspection.finish(&gateway.theme, gateway.site.clock.today());
    let file = args.root.join(ACCESSIBILITY_FILE);
    if let Err(error) = write_file(&file, report.write().as_bytes()) {
        return trouble(printer, unwritable(&file, &error));
    }
    let is_fine = faults.is_empty();
    let mut found = [built.warnings, faults].concat();
    diag::limit_per_file(&mut found);
    printer.diagnostics(&found);
    printer.line(summary(&report).in_lang(args.say.lang()));
    if is_fine { Status::Fine } else { Status::Mistakes }
}

fn summary(report: &AccessibilityReport) -> Words {
    let (pages, rules) = (report.pages.0, report.results.len());
    let sum = |count: fn(&AccessibilityResult) -> u64| report.results.iter().map(count).sum::<u64>();
    let (looked_at, faults) = (sum(|result| result.looked_at.0), sum(|result| result.faults.0));
    words!(
        "{pages} 页，{rules} 项，看了 {looked_at} 处，{faults} 处有问题；结果写在 {ACCESSIBILITY_FILE}",
        "{pages} pages, {rules} rules, {looked_at} places looked at, {faults} at fault; the result is in \
         {ACCESSIBILITY_FILE}"
    )
}
