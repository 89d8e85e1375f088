//! `lilong text PATH`: takes a record, or with `--digest` a month; prints it in words, ready to paste into
//! a chat group or a short message.

use clap::{Args, ValueEnum};

use super::build::BuildJob;
use super::print::{Printer, answer};
use super::{BuildArgs, Status, typed};
use crate::build::Prepared;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::render::text::{self, PasteText, TextForm, TextLength};
use crate::site::{Month, ResolvedName, Site};
use crate::source::System;

/// Which record, and what for.
#[derive(Debug, Args)]
pub(super) struct TextArgs {
    /// The record, by its path below content/ or as a file: notices/lift.md. A translation is named by its
    /// own file.
    #[arg(required_unless_present = "digest")]
    path: Option<String>,
    /// Instead of a record, all that was published in a month that is over: 2026-10.
    #[arg(long, value_name = "YYYY-MM", conflicts_with = "path")]
    digest: Option<String>,
    /// Where it is to be pasted.
    #[arg(long = "for", value_name = "WHERE", default_value = "plain")]
    form: PasteTarget,
    /// The language of the text, where the record is translated [default: the record's].
    #[arg(long = "in", value_name = "LANG")]
    language: Option<String>,
    /// The most parts of a short message.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
    parts: u8,
    #[command(flatten)]
    build: BuildArgs,
}

/// Where a text is pasted.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PasteTarget {
    /// A chat group.
    Wechat,
    /// A short message.
    Sms,
    /// Anything else.
    Plain,
}

/// Prints the text, and how long it is.
pub(super) fn run(args: &TextArgs) -> Status {
    BuildJob::with(&args.build, |job, printer| run_job(args, job, printer))
}

fn run_job(args: &TextArgs, job: &BuildJob, printer: &Printer<'_>) -> Status {
    let written = Prepared::read(&job.system, &job.settings)
        .and_then(|prepared| write(args, &prepared, &job.system).map_err(|fault| vec![*fault]));
    match written {
        Ok(written) => {
            answer(&written.text);
            remarks(&written).iter().for_each(|line| printer.line(line.in_lang(args.build.say.lang())));
            Status::Fine
        }
        Err(found) => {
            let unknown = found.iter().any(|fault| std::ptr::eq(fault.code, &codes::UNKNOWN_RECORD));
            printer.diagnostics(&found);
            if unknown { Status::Trouble } else { Status::Mistakes }
        }
    }
}

fn write(args: &TextArgs, prepared: &Prepared, system: &dyn System) -> Result<PasteText, Box<Diagnostic>> {
    let path = match (&args.digest, &args.path) {
        (Some(month), _) => return write_digest(args, month, prepared),
        (None, path) => path.as_deref().unwrap_or_default(),
    };
    let site = &prepared.gateway.site;
    let (id, named_lang) = match typed::find(site, &args.build.root, path) {
        ResolvedName::Record(id, lang) => (id, lang),
        ResolvedName::Nothing { candidates, near } => {
            return Err(Box::new(missing(path, &candidates, near, system)));
        }
    };
    let entry = &site.entries[id];
    let own = entry.lang(&site.config);
    let lang = args.language.as_deref().or(named_lang.as_deref()).unwrap_or(own);
    if lang != own && !entry.translations.iter().any(|translation| translation.lang == lang) {
        let fault = Diagnostic::new(
            &codes::UNKNOWN_RECORD,
            words!("这篇记录没有 {lang} 译文", "the record is not translated into `{lang}`"),
        );
        let wanted = entry.source().trim_end_matches(".md");
        return Err(Box::new(
            fault.help(words!("在旁边写一篇 {wanted}.{lang}.md", "write {wanted}.{lang}.md beside it")),
        ));
    }
    text::write(site, &prepared.gateway.theme.texts, entry, lang, form(args))
}

/// Writes the digest of a month.
fn write_digest(args: &TextArgs, month: &str, prepared: &Prepared) -> Result<PasteText, Box<Diagnostic>> {
    let site = &prepared.gateway.site;
    let Some(month) = site.month(month) else { return Err(Box::new(no_month(month, site))) };
    let lang = args.language.as_deref().unwrap_or(&site.config.language);
    text::write_digest(site, &prepared.gateway.theme.texts, month, lang, form(args))
}

fn form(args: &TextArgs) -> TextForm {
    match args.form {
        PasteTarget::Wechat => TextForm::Wechat,
        PasteTarget::Sms => TextForm::Sms(usize::from(args.parts)),
        PasteTarget::Plain => TextForm::Plain,
    }
}

/// The diagnostic of a month that is not over, that has no records, or that is not a month.
fn no_month(typed: &str, site: &Site) -> Diagnostic {
    let message = words!("{typed} 没有可汇总的内容", "there is no digest of {typed}");
    Diagnostic::new(&codes::UNKNOWN_RECORD, message).help(match site.months.all.first().map(Month::name) {
        Some(newest) => words!(
            "写已经过去、公布过内容的月份，如 {newest}",
            "name a month that is over and in which something was published, like {newest}"
        ),
        None => Words::fixed("还没有过去的月份公布过内容", "nothing was published in a month that is over"),
    })
}

/// The diagnostic of a record that is not published, because it is held back or does not exist.
fn missing(typed: &str, candidates: &[String], near: Option<String>, system: &dyn System) -> Diagnostic {
    let there =
        candidates.iter().map(|path| format!("content/{path}")).find(|path| system.read(path).is_ok());
    if let Some(file) = there {
        let fault = Diagnostic::new(
            &codes::RECORD_WITHHELD,
            Words::fixed("这篇还没有发布", "this is not published yet"),
        );
        return fault.at(file, 0..0).help(Words::fixed(
            "草稿先去掉 draft；有发布时间的，等到那时再转发",
            "remove `draft` first, or wait until the embargo is over",
        ));
    }
    let fault = Diagnostic::new(
        &codes::UNKNOWN_RECORD,
        words!("没有“{typed}”这篇记录", "there is no record `{typed}`"),
    );
    fault.help(match near {
        Some(near) => words!("是不是 {near}？", "did you mean {near}?"),
        None => Words::fixed(
            "写 content/ 下面的路径，如 notices/lift.md",
            "name a path below content/, like notices/lift.md",
        ),
    })
}

/// How long the text is, in how many parts it is sent, and whether something was omitted.
fn remarks(written: &PasteText) -> Vec<Words> {
    let parts = written.parts.map(|parts| {
        let (count, units, room) = (parts.count(), parts.units(), parts.room());
        words!(
            "共 {units} 字，分 {count} 条发送（每条 {room} 字）",
            "{units} characters in {count} parts of {room}"
        )
    });
    let length = written.parts.is_none().then(|| {
        let TextLength { words, characters } = TextLength::of(&written.text);
        words!(
            "共 {words} 字，不计空格 {characters} 个字符",
            "{words} words, {characters} characters without spaces"
        )
    });
    let cut = written.cut.then(|| Words::fixed("正文太长，只留了前面的句子", "the text was cut short"));
    parts.into_iter().chain(length).chain(cut).collect()
}
