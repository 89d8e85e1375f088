//! `lilong explain CODE`: takes a code; prints its explanation.

use clap::Args;

use super::print::{Printer, answer};
use super::{SayArgs, Status, locale};
use crate::build::code;
use crate::diag::{self, Code, Diagnostic, codes, nearest, words};
use crate::record::KindId;

/// Which code.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The code, as it is in brackets; none lists them all.
    code: Option<String>,
    #[command(flatten)]
    say: SayArgs,
}

/// Every code.
fn all() -> Vec<&'static Code> {
    let kinds = KindId::ALL.iter().flat_map(|kind| kind.profile().codes).copied();
    codes::all().chain(kinds).collect()
}

/// Prints the rule, its source and two examples.
pub(super) fn run(args: &ExplainArgs) -> Status {
    let lang = args.say.lang.unwrap_or_else(locale);
    let Some(id) = &args.code else {
        let lines = all().into_iter().map(|code| format!("{:32} {}", code.id, code.title.in_lang(lang)));
        answer(&lines.collect::<Vec<_>>().join("\n"));
        return Status::Fine;
    };
    if let Some(code) = code(id) {
        answer(&diag::explain(code, lang, &KindId::listed(lang)));
        return Status::Fine;
    }
    let fault =
        Diagnostic::new(&codes::UNKNOWN_CODE, words!("没有“{id}”这个代码", "there is no code `{id}`"));
    let fault = match nearest(id, all().into_iter().map(|code| code.id)) {
        Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
        None => fault.help(words!("lilong explain 会列出全部代码", "`lilong explain` lists all codes")),
    };
    Printer::new(&args.say, None).diagnostics(&[fault]);
    Status::Trouble
}
