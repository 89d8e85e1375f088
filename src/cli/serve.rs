//! `lilong serve`: watches, and previews the output in browsers.

use super::print::Printer;
use super::watch::WatchArgs;
use super::{SayArgs, Status, build::trouble};

#[cfg(feature = "serve")]
mod open;

/// How to preview.
#[derive(Clone, Debug, clap::Args)]
#[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "what is typed is understood, though the preview is left out"))]
pub(super) struct ServeArgs {
    #[command(flatten)]
    watch: WatchArgs,
    /// The address to show it at; 0.0.0.0 lets every device of this network see it [default: 127.0.0.1].
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// The port [default: 4000, or a free one].
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The path below which the site stands, as on its host [default: that of `base_url`].
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
    let printer = Printer::new(args.say(), None);
    #[cfg(feature = "serve")]
    let done = open::run(args);
    #[cfg(not(feature = "serve"))]
    let done = Err(Box::new(left_out()));
    done.unwrap_or_else(|fault| trouble(&printer, *fault))
}

impl ServeArgs {
    fn say(&self) -> &SayArgs {
        &self.watch.build.say
    }
}

#[cfg(not(feature = "serve"))]
fn left_out() -> crate::diag::Diagnostic {
    use crate::diag::{Diagnostic, Words, codes};
    Diagnostic::new(&codes::NO_PREVIEW, Words::fixed("这个里弄编译时没有带上预览", "this Lilong was built without the preview")).help(
        Words::fixed(
            "带上特性 serve 重新编译：cargo install --path . --locked",
            "build it with the feature `serve`: cargo install --path . --locked",
        ),
    )
}
