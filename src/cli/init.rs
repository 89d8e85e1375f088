//! `lilong init DIR`: takes the starter site that is built into the program; gives a folder that can be
//! built as it is.
//!
//! Its records are dated relative to today, so that some windows are open. A folder that is not empty is
//! never touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rust_embed::RustEmbed;

use super::print::{Printer, answer};
use super::{SayArgs, Status};
use crate::build::faults::not_written;
use crate::config;
use crate::diag::{Diagnostic, Lang, Words, codes, words};
use crate::front::scalar::{Moment, Scalar, in_zone};

/// Where to, and as of when.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder of the new site: one that does not exist yet, or an empty one.
    dir: PathBuf,
    /// Date the examples as if it were this day.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    #[command(flatten)]
    say: SayArgs,
}

/// The starter sites, one folder for each language. Names and texts contain days as `TODAY-02` or
/// `YEAR+10`.
#[derive(RustEmbed)]
#[folder = "src/init/site"]
struct Starter;

/// The time zone of the starter sites.
const ZONE: &str = "Asia/Shanghai";

/// Writes a starter site in the language of the messages.
pub(super) fn run(args: &InitArgs) -> Status {
    let lang = args.say.lang();
    let zone = config::zone(ZONE).unwrap_or(TimeZone::UTC);
    let done = today(args.today.as_deref(), &zone).and_then(|today| {
        refuse_unless_empty(&args.dir)?;
        write(&args.dir, lang, today)
    });
    match done {
        Ok(()) => {
            if !args.say.quiet {
                answer(next_steps(&args.dir).in_lang(lang));
            }
            Status::Fine
        }
        Err(fault) => {
            Printer::new(&args.say, None).diagnostics(&[*fault]);
            Status::Trouble
        }
    }
}

/// Today in `zone`: as given, or by `SOURCE_DATE_EPOCH`, or by the clock.
///
/// Only for files that are about to be written; a build has its own clock, which is read only once.
pub(super) fn today(given: Option<&str>, zone: &TimeZone) -> Result<Date, Box<Diagnostic>> {
    if let Some(given) = given {
        return in_zone(zone, || Moment::parse(given))
            .map(|moment| moment.date)
            .map_err(|bad| Box::new(bad.into()));
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let stamp = epoch.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(Timestamp::now);
    Ok(stamp.to_zoned(zone.clone()).date())
}

/// Writes a file that must not exist yet, creating the folders that it needs.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    io::Write::write_all(&mut file, text.as_bytes())
}

fn refuse_unless_empty(dir: &Path) -> Result<(), Box<Diagnostic>> {
    let shown = dir.display();
    let fault = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            words!("{shown} 不是文件夹", "{shown} is not a folder")
        }
        Err(error) => return Err(Box::new(not_written(dir.display(), &error))),
        Ok(mut entries) => match entries.next() {
            None => return Ok(()),
            Some(_) => words!(
                "文件夹 {shown} 不是空的，没有动它",
                "the folder {shown} is not empty and is left alone"
            ),
        },
    };
    let help = words!(
        "换一个新文件夹，例如 lilong init {shown}/site",
        "name a new folder, for example `lilong init {shown}/site`"
    );
    let help = if dir.is_dir() { help } else { Words::fixed("换一个名称", "choose another name") };
    Err(Box::new(Diagnostic::new(&codes::OUTPUT_NOT_OURS, fault).help(help)))
}

fn write(dir: &Path, lang: Lang, today: Date) -> Result<(), Box<Diagnostic>> {
    for (name, text) in files(lang, today) {
        let path = dir.join(name);
        write_new(&path, &text).map_err(|error| Box::new(not_written(path.display(), &error)))?;
    }
    Ok(())
}

/// The files of the starter site in a language, with their days filled in.
fn files(lang: Lang, today: Date) -> Vec<(String, String)> {
    let folder = match lang {
        Lang::Zh => "zh/",
        Lang::En => "en/",
    };
    let filled = |path: &str| {
        let name = path.strip_prefix(folder)?;
        let text = Starter::get(path)?;
        Some((fill(name, today), fill(&String::from_utf8_lossy(&text.data), today)))
    };
    Starter::iter().filter_map(|path| filled(&path)).collect()
}

/// `TODAY-02` becomes the day two days ago, `YEAR-02` that day's year.
fn fill(text: &str, today: Date) -> String {
    let days = replace(text, "TODAY", |days| day(today, days).to_string());
    replace(&days, "YEAR", |days| day(today, days).year().to_string())
}

fn day(today: Date, days: i64) -> Date {
    today.saturating_add(days.days())
}

/// Replaces `word` with the sign and the two digits after it.
fn replace(text: &str, word: &str, value: impl Fn(i64) -> String) -> String {
    let mut parts = text.split(word);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.get(..3).and_then(|days| days.parse().ok()) {
            Some(days) => out.extend([value(days).as_str(), &part[3..]]),
            None => out.extend([word, part]),
        }
    }
    out
}

fn next_steps(dir: &Path) -> Words {
    let shown = dir.display();
    let index = Path::new("public").join("index.html");
    let index = index.display();
    words!(
        "在 {shown} 建好了一个小网站。接下来：\n\n  cd {shown}\n  lilong check                看看有没有错\n  lilong \
         build                生成网站，打开 {index} 就能看\n  \
         lilong new 公告 \"标题\"      写一篇新的\n\n先改 site.yaml 里的名称、网址和联系方式；content/ 里的示例可以改，也可以删。\n",
        "A small site is ready in {shown}. Next steps:\n\n  cd {shown}\n  lilong check                  \
         check for mistakes\n  \
         lilong build                  build the site; open {index} to see it\n  lilong new notice \
         \"Title\"     start a notice\n\n\
         First change the name, the address and the contact in site.yaml. The examples in content/ are \
         yours to change or delete.\n",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_filled_in_across_the_end_of_a_year() {
        let text = "date: TODAY-02, number: YEAR-02/1, until TODAY+10, TODAY stays";
        assert_eq!(
            fill(text, date(2027, 1, 1)),
            "date: 2026-12-30, number: 2026/1, until 2027-01-11, TODAY stays"
        );
    }

    #[test]
    fn both_starter_sites_have_the_same_files_and_no_day_left_open() {
        let today = date(2026, 3, 2);
        let names = |lang| files(lang, today).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(Lang::Zh), names(Lang::En));
        assert!(names(Lang::En).iter().any(|name| name == "site.yaml"));
        for (name, text) in [files(Lang::Zh, today), files(Lang::En, today)].concat() {
            assert!(!text.contains("TODAY") && !text.contains("YEAR") && !name.contains("TODAY"), "{name}");
        }
    }
}
