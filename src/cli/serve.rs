//! `lilong serve`: takes its arguments; watches, and shows the output in browsers.

use super::print::Printer;
use super::watch::WatchArgs;
use super::{SayArgs, Status, build::trouble};
#[cfg(not(feature = "serve"))]
use crate::diag::{Diagnostic, Words, codes};

#[cfg(feature = "serve")]
mod open;
#[cfg(feature = "serve")]
use open::run as start;

/// How to preview.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    watch: WatchArgs,
    /// The address to show it at; 0.0.0.0 lets every device of this network see it [default: 127.0.0.1].
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// The port [default: 4000, or a free one].
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The path below which the site is, as on its host [default: that of `base_url`].
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// Answer to this name of the computer as well.
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
}

/// Watches and previews until it is interrupted.
pub(super) fn run(args: &ServeArgs) -> Status {
    start(args).unwrap_or_else(|fault| trouble(&Printer::new(args.say(), None), *fault))
}

impl ServeArgs {
    fn say(&self) -> &SayArgs {
        &self.watch.build.say
    }
}

#[cfg(not(feature = "serve"))]
fn start(_: &ServeArgs) -> Result<Status, Box<Diagnostic>> {
    let fault = Diagnostic::new(
        &codes::NO_PREVIEW,
        Words::fixed("这个里弄编译时没有带上预览", "this Lilong was built without the preview"),
    );
    Err(Box::new(fault.help(Words::fixed(
        "带上特性 serve 重新编译：cargo install --path . --locked",
        "build it with the feature `serve`: cargo install --path . --locked",
    ))))
}
