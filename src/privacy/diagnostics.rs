//! Diagnostics for findings: takes a finding and its treatment, gives what is reported; no message contains
//! a whole value.

use crate::diag::{Code, Diagnostic, Words, codes, words};
use crate::personal::Found;

use super::Treatment;

/// Why a finding is published as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// The settings say so.
    BySettings,
    /// It cannot be masked in this place.
    Unmaskable,
}

/// The diagnostic for a finding that is treated so; none if it is allowed or masked.
pub(super) fn diagnostic(found: &Found, treatment: Treatment, kept: Kept) -> Option<Diagnostic> {
    let code: &'static Code = match (treatment, kept) {
        (Treatment::Allowed(_), _) | (Treatment::Mask, Kept::BySettings) => return None,
        (Treatment::Mask, Kept::Unmaskable) => &codes::PERSONAL_DATA_NOT_MASKED,
        (Treatment::Refuse, _) => &codes::PERSONAL_DATA_REFUSED,
        (Treatment::Warn, _) => &codes::PERSONAL_DATA_SHOWN,
    };
    let ((zh, en), masked) = (found.class.name(), found.masked('*'));
    let message = match treatment {
        Treatment::Mask => words!("这里的{zh} {masked} 没法遮盖", "{en}, {masked}, cannot be masked here"),
        Treatment::Refuse => words!("{zh} {masked} 不能发布", "{en}, {masked}, must not be published"),
        Treatment::Warn | Treatment::Allowed(_) => {
            words!("{zh} {masked} 会公开", "{en}, {masked}, will be public")
        }
    };
    Some(Diagnostic::new(code, message).help(help(treatment)))
}

fn help(treatment: Treatment) -> Words {
    match treatment {
        Treatment::Mask => Words::fixed(
            "从原文件里删去它，或改名；确实可以公开的写进 site.yaml 的 privacy.allow，并写明原因",
            "take it out of the file itself, or rename it; what may be public goes into `privacy.allow` of \
             site.yaml, with the reason",
        ),
        Treatment::Refuse | Treatment::Warn | Treatment::Allowed(_) => Words::fixed(
            "删去它，办公电话和邮箱写进 contact；要遮盖，在 site.yaml 写 privacy: {mode: mask}；\
             确实可以公开的写进 privacy.allow，并写明原因",
            "delete it, and put office numbers into `contact`; `privacy: {mode: mask}` in site.yaml masks \
             it; what may be public goes into `privacy.allow`, with the reason",
        ),
    }
}
