//! `lilong new KIND TITLE`: takes a kind and a title; gives a file in the section of that kind with all its
//! fields.
//!
//! Fields that still have to be filled in are reported by `lilong check`, and are not published. Existing
//! files are never changed.

mod number;
mod text;

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use self::text::{Draft, quoted};
use super::init::{today, write_new};
use super::print::{Printer, answer};
use super::{SayArgs, Status};
use crate::build::faults::not_written;
use crate::build::missing_config;
use crate::config::{Config, Overrides};
use crate::diag::{Diagnostic, Lang, Words, codes, words};
use crate::front::scalar::Day;
use crate::front::{FrontMatter, Origin};
use crate::record::{KindId, Record};
use crate::site::{Content, reserved};
use crate::source::{Disk, PageReading, SourceTree, System, decode, is_ignored};

/// Which record, and where.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The kind of record, in English or Chinese: notice, 会议, minutes, 投票, ….
    kind: String,
    /// Its title.
    title: String,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The section, by its folder below content/ [default: the first one of that kind].
    #[arg(long, value_name = "PATH")]
    section: Option<String>,
    /// Date the record as if it were this day.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    #[command(flatten)]
    say: SayArgs,
}

/// Why no record was created.
struct NewFailure(Status, Vec<Diagnostic>);

impl From<Box<Diagnostic>> for NewFailure {
    fn from(fault: Box<Diagnostic>) -> NewFailure {
        (*fault).into()
    }
}

impl From<Diagnostic> for NewFailure {
    fn from(fault: Diagnostic) -> NewFailure {
        NewFailure(Status::Trouble, vec![fault])
    }
}

/// Writes the file and prints its path.
pub(super) fn run(args: &NewArgs) -> Status {
    let system = Disk::new(&args.root);
    let system = system.as_ref().ok();
    let started = match system {
        Some(system) => start(args, system),
        None => Err(no_folder(args).into()),
    };
    match started {
        Ok(path) => {
            if !args.say.quiet {
                answer(&path.display().to_string());
            }
            Status::Fine
        }
        Err(NewFailure(status, faults)) => {
            Printer::new(&args.say, system.map(|system| system as &dyn System)).diagnostics(&faults);
            status
        }
    }
}

fn start(args: &NewArgs, system: &Disk) -> Result<PathBuf, NewFailure> {
    let kind = KindId::from_everyday_word(&args.kind).ok_or_else(|| KindId::unknown(&args.kind))?;
    let title = title(&args.title)?;
    let site = KnownSite::read(system)?;
    let date = today(args.today.as_deref(), &site.config.zone)?;
    let section = match &args.section {
        Some(path) => named_section(path)?,
        None => site.section_of(kind),
    };
    site.refuse_reserved(&section)?;
    site.refuse_second_log(kind, &section, date)?;
    let records = site.content.records.iter().map(|record| &**record);
    let number = number::next(records, kind, site.config.file.issuer.as_deref(), date.year());
    let lang = Config::words_of(&site.config.language);
    let draft = Draft { kind, title: &title, day: Day(date), number, lang };
    let file = format!("{}.md", name(&site.config, kind, &title, date));
    let below_root = ["content", &section, &file].join("/");
    system.keeps_inside(&below_root).map_err(|fault| NewFailure(Status::Mistakes, vec![*fault]))?;
    let path = below(args, &section).join(file);
    if path.with_extension("").join("index.md").exists() {
        return Err(taken(&path.with_extension("").join("index.md")).into());
    }
    write_new(&path, &draft.write()).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => taken(&path),
        _ => not_written(path.display(), &error),
    })?;
    site.make_section(args, kind, &section, lang)?;
    Ok(path)
}

/// What is known of the site, as far as it could be read.
struct KnownSite {
    config: Config,
    content: Content,
}

impl KnownSite {
    fn read(system: &Disk) -> Result<KnownSite, NewFailure> {
        let bytes = system.read("site.yaml").map_err(|_| missing_config())?;
        let text = decode(bytes).text;
        let front = FrontMatter::of(&text, Origin { file: "site.yaml".into(), offset: 0 });
        let config = Config::parse(&front, &Overrides::default())
            .map_err(|faults| NewFailure(Status::Mistakes, faults))?;
        let mut tree = SourceTree::read(system, PageReading::WhenParsed, |_| false);
        // `lilong check` reports mistakes in other files.
        let (content, _) = Content::parse(&mut tree, system, &config);
        Ok(KnownSite { config, content })
    }

    /// The first section that names the kind, preferring one with files to one with tables; otherwise the
    /// folder named after the kind. Pages without a section are at the top.
    fn section_of(&self, kind: KindId) -> String {
        let sections =
            self.content.sections.iter().filter(|(lang, _)| lang.is_none()).map(|(_, section)| section);
        let of_kind = sections
            .filter(|section| section.front.kind.as_deref().and_then(KindId::named) == Some(kind))
            .min_by_key(|section| section.front.rows.is_some());
        of_kind.map_or(kind.profile().folder, |section| section.source.folder()).to_owned()
    }

    /// Writes `_index.md` of the section, if its folder has none.
    fn make_section(
        &self,
        args: &NewArgs,
        kind: KindId,
        section: &str,
        lang: Lang,
    ) -> Result<(), Box<Diagnostic>> {
        let path = below(args, section).join("_index.md");
        if section.is_empty() || path.exists() {
            return Ok(());
        }
        let folder = section.rsplit('/').next().unwrap_or(section);
        let title = match lang {
            Lang::Zh => kind.choice().zh.to_owned(),
            Lang::En => {
                folder.chars().take(1).flat_map(char::to_uppercase).chain(folder.chars().skip(1)).collect()
            }
        };
        let (title_key, kind_key, name) = match lang {
            Lang::Zh => ("标题", "类型", kind.choice().zh),
            Lang::En => ("title", "kind", kind.name()),
        };
        let text = format!("---\n{title_key}: {}\n{kind_key}: {name}\n---\n", quoted(&title));
        write_new(&path, &text).map_err(|error| Box::new(not_written(path.display(), &error)))
    }

    /// Refuses a folder whose pages would be where Lilong puts its own.
    fn refuse_reserved(&self, section: &str) -> Result<(), Box<Diagnostic>> {
        let top = section.split('/').next().unwrap_or(section);
        let written =
            self.content.sections.iter().find(|(lang, file)| lang.is_none() && file.source.folder() == top);
        let slug = written
            .and_then(|(_, file)| file.front.slug.as_deref())
            .map_or_else(|| self.config.slug(top), str::to_owned);
        reserved(&slug).map_or(Ok(()), |fault| Err(Box::new(fault)))
    }

    /// Refuses a second log on a day: a series has one log per day.
    fn refuse_second_log(&self, kind: KindId, section: &str, date: Date) -> Result<(), Box<Diagnostic>> {
        let series = self
            .content
            .sections
            .iter()
            .any(|(_, file)| file.source.folder() == section && file.front.series.is_some());
        let same_day = |record: &&std::sync::Arc<Record>| {
            record.kind() == kind
                && record.source.section() == section
                && record.common.day() == Some(Day(date))
        };
        match self.content.records.iter().find(same_day).filter(|_| series && kind.profile().is_daily) {
            Some(log) => {
                let file = log.source.file.clone();
                let code = crate::build::code("duplicate-log-day").unwrap_or(&codes::OUTPUT_UNWRITABLE);
                let fault = Diagnostic::new(
                    code,
                    words!("{date} 已经有一篇日志了：{file}", "there is a log of {date} already: {file}"),
                );
                Err(Box::new(fault.help(Words::fixed(
                    "写进那一篇，或用 --today 换一天",
                    "write in that one, or give another day with --today",
                ))))
            }
            None => Ok(()),
        }
    }
}

fn below(args: &NewArgs, section: &str) -> PathBuf {
    let root = if args.root.as_os_str() == "." { PathBuf::new() } else { args.root.clone() };
    section
        .split('/')
        .filter(|part| !part.is_empty())
        .fold(root.join("content"), |path, part| path.join(part))
}

/// The longest file name made from a title.
const LONGEST: usize = 60;

/// The file's name: its day, and its title in characters that every disk accepts.
fn name(config: &Config, kind: KindId, title: &str, date: Date) -> String {
    // A dot could make it look like a translation.
    let slug = config.slug(title).replace('.', "-");
    let whole: String = slug.chars().take(LONGEST).collect();
    let cut = if whole.len() < slug.len() {
        whole.rsplit_once('-').map_or(whole.as_str(), |(words, _)| words)
    } else {
        &whole
    };
    match (kind.profile().is_dated, cut) {
        (true, cut) => format!("{date}-{cut}"),
        (false, "index" | "_index" | "404") => format!("{}-{cut}", kind.name()),
        (false, cut) => cut.to_owned(),
    }
}

/// The title on one line.
fn title(typed: &str) -> Result<String, Box<Diagnostic>> {
    let words: Vec<&str> =
        typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        let fault = Diagnostic::new(&codes::MISSING_KEY, Words::fixed("标题是空的", "the title is empty"));
        return Err(Box::new(fault.help(Words::fixed(
            "例如 lilong new 公告 \"停水通知\"",
            "for example `lilong new notice \"Water off on Friday\"`",
        ))));
    }
    Ok(words.join(" "))
}

/// A section as typed, with or without `content/` in front.
fn named_section(typed: &str) -> Result<String, Box<Diagnostic>> {
    let path = typed.trim_start_matches("./").trim_end_matches('/');
    let path = if path == "content" { "" } else { path.strip_prefix("content/").unwrap_or(path) };
    let bad = |part: &str| {
        part.is_empty()
            || part == ".."
            || is_ignored(part)
            || part.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
    };
    if !path.is_empty() && path.split('/').any(bad) {
        let fault = Diagnostic::new(
            &codes::BAD_PATH,
            words!("“{typed}”不是 content/ 里的文件夹", "`{typed}` is not a folder of content/"),
        );
        return Err(Box::new(fault.help(Words::fixed(
            "写 content/ 下面的路径，例如 notices",
            "write a path below content/, for example `notices`",
        ))));
    }
    Ok(path.to_owned())
}

fn taken(path: &std::path::Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::new(
        &codes::OUTPUT_UNWRITABLE,
        words!("{shown} 已经有了，没有动它", "{shown} exists already and is left alone"),
    )
    .help(Words::fixed("换一个标题，或直接改那一篇", "choose another title, or edit that one"))
}

fn no_folder(args: &NewArgs) -> Diagnostic {
    let shown = args.root.display();
    Diagnostic::new(&codes::UNREADABLE_FILE, words!("打不开文件夹 {shown}", "cannot open the folder {shown}"))
        .help(Words::fixed("检查 --root 的路径", "check the path given with --root"))
}
