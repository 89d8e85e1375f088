//! `site.yaml` itself: its texts are on every page and cannot be masked. Its allowances must each be needed
//! by something.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::diagnostics::Kept;
use super::fields::Use;
use super::{Policy, Screened};
use crate::config::{Allowed, SiteFile};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::FrontMatter;
use crate::front::shape::Shaped;
use crate::front::texts::{TextPath, Texts};
use crate::personal::{Marks, find, veil};

/// Screens the settings.
pub fn screen_settings(file: &SiteFile, front: &FrontMatter<'_>, policy: &Policy) -> Screened {
    let mut screened = Screened::default();
    let place = LazyCell::new(|| front.locator(&SiteFile::SHAPE));
    let mut texts = file.clone();
    let mut screen = |at: &TextPath, text: &mut String| {
        let used = Use::of_setting(at);
        if at.is_within("privacy") {
            return;
        }
        for found in find(text, Marks::None).iter().filter(|found| used.minds(found.class)) {
            screened.note(found, policy.treatment(found), Kept::Unmaskable, |diagnostic| {
                diagnostic.at(front.origin.file.clone(), place(&at.to_string()))
            });
        }
    };
    texts.each_text(&mut TextPath::default(), &mut screen);
    screened
}

/// Reports the allowances that nothing needs; `used` are the others.
pub fn unused_allowances(
    allowed: &[Allowed],
    front: &FrontMatter<'_>,
    policy: &Policy,
    used: &BTreeSet<usize>,
) -> Vec<Diagnostic> {
    let place = front.locator(&SiteFile::SHAPE);
    let unused = policy.allowed().iter().zip(allowed).enumerate().filter(|(at, _)| !used.contains(at));
    let diagnostics = unused.map(|(at, (known, allowed))| {
        let value = veil(&allowed.value);
        let (message, help) = match known {
            Some(_) => (
                words!("“{value}”在全站已经找不到", "{value} is found nowhere in the site any more"),
                Words::fixed("删去这条例外", "delete this allowance"),
            ),
            None => (
                words!(
                    "“{value}”不像个人信息，用不着例外",
                    "{value} does not look personal, and needs no allowance"
                ),
                Words::fixed("删去这条例外，或核对这个值", "delete this allowance, or check the value"),
            ),
        };
        Diagnostic::new(&codes::UNUSED_ALLOWANCE, message)
            .at(front.origin.file.clone(), place(&format!("privacy.allow.{at}.value")))
            .help(help)
    });
    diagnostics.collect()
}
