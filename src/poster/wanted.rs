//! Which records hang on a wall: takes a published record, gives whether a build makes its poster.

use crate::record::common::PosterChoice;
use crate::site::{Entry, PostedState};

/// The kinds that are posted up by themselves, for as long as they hang.
const KINDS: [&str; 3] = ["notice", "consultation", "election"];

/// Whether a build makes a poster of it: as its `poster` says, else while it hangs or is about to.
pub fn wanted(entry: &Entry) -> bool {
    match &entry.record.common.poster {
        Some(PosterChoice::Whether(whether)) => *whether,
        Some(PosterChoice::How(_)) => true,
        None => KINDS.contains(&entry.record.kind.name().name) && hangs(entry),
    }
}

/// Whether it hangs, or is about to: its posting is upcoming or open, and it does not say `poster: false`.
pub fn hangs(entry: &Entry) -> bool {
    let refused = matches!(entry.record.common.poster, Some(PosterChoice::Whether(false)));
    !refused && entry.posted.is_some_and(|posted| posted.state != PostedState::Ended)
}
