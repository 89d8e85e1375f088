//! The edge: arguments, printing, exit codes. Only this module prints.

mod build;
mod check;
mod completions;
mod explain;
mod init;
mod interrupt;
mod log;
mod new;
mod poster;
mod print;
mod progress;
mod schema;
mod seal;
mod serve;
mod text;
mod translate;
mod typed;
mod verify;
mod watch;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diag::{Lang, ReportFormat};

/// What a run came to, as the exit status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Fine, or warnings only.
    Fine,
    /// Mistakes in content or theme.
    Mistakes,
    /// Wrong usage, or the machine.
    Trouble,
}

impl Status {
    fn code(self) -> u8 {
        match self {
            Status::Fine => 0,
            Status::Mistakes => 1,
            Status::Trouble => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.code())
    }
}

/// From a folder of Markdown records to a public notice board.
#[derive(Debug, Parser)]
#[command(name = "lilong", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds the site.
    Build(BuildArgs),
    /// Does all that build does, but writes nothing; or looks whether all readers can use the pages.
    Check(check::CheckArgs),
    /// Builds the site, and again whenever something changes, until it is interrupted.
    Watch(watch::WatchArgs),
    /// Watches, and previews the site in browsers.
    Serve(serve::ServeArgs),
    /// Explains the code of a message.
    Explain(explain::ExplainArgs),
    /// Explains what an output was made of, and what has changed since.
    Why(why::WhyArgs),
    /// Writes a record as text to paste into a chat group or a short message.
    Text(text::TextArgs),
    /// Makes a small site to start from.
    Init(init::InitArgs),
    /// Starts a record: a file with the fields of its kind.
    New(new::NewArgs),
    /// Starts the translation of a record, or marks one as up to date.
    Translate(translate::TranslateArgs),
    /// Makes posters for the notice board and pictures for the chat group.
    Poster(poster::PosterArgs),
    /// Seals the site: writes down what is published, so that anybody can check it later.
    Seal(seal::SealArgs),
    /// Checks a folder against the seals in it, offline: what was changed, added or lost.
    Verify(verify::VerifyArgs),
    /// Tells the history of a record from the seals.
    Log(log::LogArgs),
    /// Prints the names that files may use, in Chinese and English.
    Schema(schema::SchemaArgs),
    /// Prints a script that completes commands in a shell.
    Completions(completions::CompletionsArgs),
}

/// How to build.
#[derive(Clone, Debug, Args)]
struct BuildArgs {
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The output folder [default: public in the site's folder].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site is published, instead of site.yaml's `base_url`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build as if it were this day, or day and time.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    /// Publish drafts and what is under embargo as well.
    #[arg(long)]
    drafts: bool,
    /// Make no posters, and link to none.
    #[arg(long)]
    no_posters: bool,
    /// How many threads to use [default: one per core].
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    #[command(flatten)]
    say: SayArgs,
}

/// How to speak.
#[derive(Clone, Debug, Args)]
struct SayArgs {
    /// The language of messages: zh or en [default: the locale's].
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<Lang>,
    /// The form of messages.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ReportFormat,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
    /// Print more; given twice, name every file that was drawn.
    #[arg(long, short, action = clap::ArgAction::Count)]
    verbose: u8,
}

impl SayArgs {
    fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(locale)
    }
}

/// The language of the locale.
fn locale() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Lang::from_locale(
        &set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default(),
    )
}

/// This program, to be run once more beside itself.
fn program() -> Option<PathBuf> {
    // What is running, also where another version has taken its place on the disk.
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

/// Runs the program with the arguments it was given.
pub fn main() -> ExitCode {
    #[cfg(feature = "poster")]
    if std::env::args_os().skip(1).eq([crate::poster::WORKER]) {
        return crate::poster::work();
    }
    #[cfg(feature = "pdf")]
    if std::env::args_os().skip(1).eq([crate::privacy::files::READER]) {
        return crate::privacy::files::work();
    }
    let status = match Cli::parse().command {
        Command::Build(args) => build::run(&args, build::Mode::Write),
        Command::Check(args) => check::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Poster(args) => poster::run(&args),
        Command::Seal(args) => seal::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Log(args) => log::run(&args),
        Command::Translate(args) => translate::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    status.into()
}
