//! `lilong completions SHELL`: takes a shell; prints a script that completes commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::print::answer;
use super::{Cli, Status};

/// For which shell.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell that is to read the script.
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "lilong", &mut script);
    answer(&String::from_utf8_lossy(&script));
    Status::Fine
}
