//! `lilong poster`: takes records; gives their posters as PDF or PNG files in the place that was asked for.

mod choice;
#[cfg(feature = "poster")]
mod make;
mod names;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::build::source_date_epoch;
use super::interrupt::end_when_interrupted;
use super::print::Printer;
use super::{SayArgs, Status};
use crate::build::{BuildOptions, Prepared};
use crate::diag::{Diagnostic, Lang, ReportFormat, codes, words};
use crate::front::scalar::Scalar;
use crate::record::common::{Orientation, PaperSize};
use crate::source::Disk;

/// Which posters, how, and where to.
#[derive(Debug, Args)]
pub(super) struct PosterArgs {
    /// Records, by path below content/ or as files.
    #[arg(value_name = "PATH", required_unless_present = "open")]
    records: Vec<String>,
    /// All that are posted now or about to be: those whose `posted` is upcoming or open.
    #[arg(long)]
    open: bool,
    /// The sheet: A4, A3 or A2 [default: as the record says, else A4].
    #[arg(long, value_parser = choice::<PaperSize>)]
    size: Option<PaperSize>,
    /// Which way up: portrait or landscape [default: as the record says, else portrait].
    #[arg(long, value_parser = choice::<Orientation>)]
    orientation: Option<Orientation>,
    /// A PDF to print, or a PNG picture to show; recognised by the name of --out where it is not given.
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    form: Option<PosterFormat>,
    /// The width of pictures, in pixels.
    #[arg(long, value_name = "PIXELS", default_value_t = 1080)]
    #[arg(value_parser = clap::value_parser!(u32).range(100..=8000))]
    width: u32,
    /// One long picture for a chat group instead of a sheet.
    #[arg(long, conflicts_with_all = ["size", "orientation", "bind"])]
    long: bool,
    /// Another layout of the theme.
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Where to: for one poster a file, for several a folder [default: here].
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// One poster for each place of a timetable, with its rows only.
    #[arg(long, value_enum, value_name = "WHAT")]
    per: Option<PosterScope>,
    /// Join all into one PDF for the print shop.
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    bind: Option<PathBuf>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the site is published, instead of site.yaml's `base_url`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// As if it were this day, or day and time.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    /// Make posters of drafts and of what is under embargo as well.
    #[arg(long)]
    drafts: bool,
    /// How many threads to use [default: one per core].
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    #[command(flatten)]
    say: PosterSayArgs,
}

/// How to speak: `--format` is here the form of the posters.
#[derive(Clone, Debug, Args)]
struct PosterSayArgs {
    /// The language of messages: zh or en [default: the locale's].
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
    /// How mistakes are reported: as --format of the other commands.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    messages: ReportFormat,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

impl PosterSayArgs {
    fn as_usual(&self) -> SayArgs {
        SayArgs { lang: self.lang, format: self.messages, quiet: self.quiet, verbose: 0 }
    }
}

/// What a poster is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PosterFormat {
    Pdf,
    Png,
}

/// What there is one poster for each of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PosterScope {
    Place,
}

/// A value of a closed list, in English or Chinese; capital letters make no difference.
fn choice<T: Scalar + Send + Sync + 'static>(raw: &str) -> Result<T, String> {
    let tried = [raw.to_owned(), raw.to_uppercase(), raw.to_lowercase()];
    let parsed = tried.iter().find_map(|raw| T::parse(raw).ok());
    parsed.ok_or_else(|| {
        T::parse(raw).err().and_then(|bad| bad.help).map_or_else(String::new, |help| help.en.into_owned())
    })
}

impl PosterArgs {
    fn form(&self) -> PosterFormat {
        let named = || {
            self.out
                .as_ref()
                .and_then(|out| out.extension())
                .is_some_and(|end| end.eq_ignore_ascii_case("png"))
        };
        self.form.unwrap_or(if self.long || named() { PosterFormat::Png } else { PosterFormat::Pdf })
    }

    /// The site, gathered.
    fn prepare(&self, system: &Disk) -> Result<Prepared, Vec<Diagnostic>> {
        let clock = source_date_epoch();
        let settings = BuildOptions {
            base_url: self.base_url.clone(),
            today: self.today.clone(),
            clock,
            drafts: self.drafts,
            posters: true,
        };
        Prepared::read(system, &settings)
    }
}

/// Makes posters.
pub(super) fn run(args: &PosterArgs) -> Status {
    if let Some(jobs) = args.jobs {
        // The pool can be configured only once; a second attempt in the same process has no effect.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let (say, shown) = (args.say.as_usual(), args.root.display());
    end_when_interrupted(&say);
    let disk = Disk::new(&args.root).map_err(|error| {
        Diagnostic::new(
            &codes::UNREADABLE_FILE,
            words!("打不开文件夹 {shown}：{error}", "cannot open the folder {shown}: {error}"),
        )
    });
    let disk = match disk {
        Ok(disk) => disk.with_worker(super::program()),
        Err(fault) => {
            Printer::new(&say, None).diagnostics(&[fault]);
            return Status::Trouble;
        }
    };
    let printer = Printer::new(&say, Some(&disk));
    let made = args
        .prepare(&disk)
        .map_err(|found| (mistakes_or_trouble(&found), found))
        .and_then(|prepared| make(args, &prepared, &disk, &printer));
    match made {
        Ok(()) => Status::Fine,
        Err((status, found)) => {
            printer.diagnostics(&found);
            status
        }
    }
}

/// A diagnostic without a file is about the command line or the machine.
fn mistakes_or_trouble(found: &[Diagnostic]) -> Status {
    match found {
        [only] if only.place.is_none() => Status::Trouble,
        _ => Status::Mistakes,
    }
}

/// Why posters were not made.
type PosterFailure = (Status, Vec<Diagnostic>);

#[cfg(feature = "poster")]
fn make(
    args: &PosterArgs,
    prepared: &Prepared,
    disk: &Disk,
    printer: &Printer<'_>,
) -> Result<(), PosterFailure> {
    make::make(args, prepared, disk, printer)
}

/// A program without posters says how to get one that has them.
#[cfg(not(feature = "poster"))]
fn make(args: &PosterArgs, prepared: &Prepared, _: &Disk, _: &Printer<'_>) -> Result<(), PosterFailure> {
    let orders = choice::orders(args, prepared).map_err(|fault| (Status::Trouble, vec![*fault]))?;
    let posters = names::files(args, prepared, &orders).len();
    let said = words!(
        "这个程序不会做海报：{posters} 张没有做",
        "this program makes no posters: {posters} were not made"
    );
    let fault = Diagnostic::new(&codes::NO_POSTERS, said).severity(crate::diag::Severity::Error).help(
        crate::diag::Words::fixed(
            "请装带 poster 功能的里弄：cargo install lilong",
            "install Lilong with its feature `poster`: `cargo install lilong`",
        ),
    );
    Err((Status::Trouble, vec![fault]))
}
