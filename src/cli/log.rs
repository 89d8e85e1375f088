//! `lilong log PATH`: takes a record; prints its history, from the seals of its site.

use clap::Args;

use super::build::{BuildJob, trouble};
use super::print::{Printer, answer};
use super::{BuildArgs, Status, typed};
use crate::build::Prepared;
use crate::diag::{Diagnostic, Lang, Words, codes, one_line, words};
use crate::seal::changes::{FieldChange, described};
use crate::seal::history::{HistoryEntry, HistoryEvent, history};
use crate::seal::versions::{VERSIONS, Versions};
use crate::seal::{Seal, SealedRecord, path_of};
use crate::site::{ResolvedName, SEALS, sequence_of, shortened};
use crate::source::System;

/// Of which record.
#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// The record, by its path below content/ or as a file: notices/lift.md.
    path: String,
    #[command(flatten)]
    build: BuildArgs,
}

/// Prints the history.
pub(super) fn run(args: &LogArgs) -> Status {
    BuildJob::with(&args.build, |job, printer| run_job(args, job, printer))
}

fn run_job(args: &LogArgs, job: &BuildJob, printer: &Printer<'_>) -> Status {
    // Present mistakes in the site do not affect what was sealed.
    let now = Prepared::read(&job.system, &job.settings).ok();
    let site = now.as_ref().map(|prepared| &*prepared.gateway.site);
    let named = match site.map(|site| (site, typed::find(site, &args.build.root, &args.path))) {
        Some((site, ResolvedName::Record(id, _))) => site.entries[id].source().to_string(),
        _ => below_content(&args.path),
    };
    let (seals, unread) = seals(&job.system);
    printer.diagnostics(&unread);
    if seals.is_empty() {
        let said = Words::fixed("这个网站还没有封存过", "this site was never sealed");
        let help = Words::fixed("先运行 lilong seal", "run `lilong seal` first");
        return trouble(printer, Diagnostic::new(&codes::NO_SEAL, said).help(help));
    }
    let versions = Versions::of(job.system.read(VERSIONS).unwrap_or_default());
    printer.diagnostics(versions.damaged().as_slice());
    let entries = history(&seals, &versions, &named);
    let print = site.and_then(|site| site.entry(&named).map(|entry| entry.fingerprint(site).to_string()));
    if entries.is_empty() && print.is_none() {
        let said = words!("没有一次封存里有“{named}”", "no seal holds `{named}`");
        return trouble(
            printer,
            Diagnostic::new(&codes::UNKNOWN_RECORD, said).help(Words::fixed(
                "写 content/ 下面的路径，如 notices/lift.md",
                "name a path below content/, like notices/lift.md",
            )),
        );
    }
    let lang = args.build.say.lang();
    let mut text = format!("{}\n", one_line(&named));
    entries.iter().for_each(|entry| text += &line(entry, lang));
    if site.is_some() {
        text += &standing(&entries, print.as_deref(), lang);
    }
    answer(&text);
    Status::Fine
}

/// A path as typed, relative to `content/`.
fn below_content(typed: &str) -> String {
    let path = typed.replace('\\', "/");
    let path = path.trim_start_matches("./");
    path.rsplit_once("content/").map_or(path, |(_, below)| below).to_owned()
}

/// The seals of the site by number, and the diagnostics of those that cannot be read.
fn seals(system: &dyn System) -> (Vec<Seal>, Vec<Diagnostic>) {
    let (paths, mut found) = system.files(SEALS.trim_end_matches('/'));
    let mut numbers: Vec<u32> =
        paths.iter().filter_map(|path| sequence_of(path.strip_prefix(SEALS)?)).collect();
    numbers.sort_unstable();
    let mut seals = Vec::new();
    for path in numbers.into_iter().map(path_of) {
        let bytes = system.read(&path).unwrap_or_default();
        match Seal::read(path.trim_start_matches(SEALS), &bytes) {
            Ok(seal) => seals.push(seal),
            Err(why) => found.push(crate::seal::changes::unreadable(&path, &why.to_string())),
        }
    }
    (seals, found)
}

fn line(HistoryEntry { sequence, sealed, event }: &HistoryEntry, lang: Lang) -> String {
    let when = sealed.get(..16).unwrap_or(sealed).replace('T', " ");
    let (what, record, changes): (Words, Option<&SealedRecord>, &[FieldChange]) = match event {
        HistoryEvent::First(record) => (Words::fixed("发布", "published"), Some(record), &[]),
        HistoryEvent::Changed(record, changes) => (Words::fixed("修改", "changed  "), Some(record), changes),
        HistoryEvent::Moved(record) => (Words::fixed("移动", "moved    "), Some(record), &[]),
        HistoryEvent::Gone => (Words::fixed("没有了", "gone"), None, &[]),
    };
    let mut line = format!("{sequence:04}  {when}  {}", what.in_lang(lang));
    if let Some(record) = record {
        line += &format!("  {}  {}", shortened(&record.fingerprint), record.title);
    }
    let changes = described(changes)
        .map_or(String::new(), |words| format!("\n      {}", one_line(words.in_lang(lang))));
    format!("{}{changes}\n", one_line(&line))
}

/// The present state of the record.
fn standing(entries: &[HistoryEntry], now: Option<&str>, lang: Lang) -> String {
    let sealed = entries.iter().rev().find_map(|entry| match &entry.event {
        HistoryEvent::First(record) | HistoryEvent::Changed(record, _) | HistoryEvent::Moved(record) => {
            Some((entry.sequence, record.fingerprint.as_str()))
        }
        HistoryEvent::Gone => None,
    });
    let is_gone = entries.last().is_some_and(|entry| entry.event == HistoryEvent::Gone);
    let said = match (sealed, now) {
        (_, None) => Words::fixed("现在没有发布", "now: not published"),
        (Some((number, print)), Some(now)) if print == now && !is_gone => {
            words!("现在和第 {number} 次封存时一样", "now: as it was in seal {number}")
        }
        (None, Some(_)) => Words::fixed("还没有封存过", "now: not sealed yet"),
        _ => Words::fixed("现在又改过，还没有封存", "now: changed, and not sealed yet"),
    };
    format!("{}\n", said.in_lang(lang))
}
