//! Postings: from the day a record is put up to the last day it hangs.

use jiff::civil::Date;
use serde::Serialize;

use super::entry::Entry;
use crate::config::Config;
use crate::front::scalar::{Day, Flag};
use crate::record::Common;
use crate::record::common::PosterChoice;
use crate::track::Clock;

/// The state of a posting today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PostedState {
    /// Not put up yet.
    Upcoming,
    /// Hanging.
    Open,
    /// Taken down.
    Ended,
}

/// A posting, as the open data gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Posting {
    /// The day it was put up, which is not counted.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// The number of days from `from` to `until`.
    pub days: i32,
    /// Today's state.
    pub state: PostedState,
}

impl Posting {
    /// The posting of a record; none if it has none.
    pub fn of(common: &Common, config: &Config, clock: &Clock) -> Option<Posting> {
        let posted = common.posted.as_ref()?;
        let from = posted.from.0;
        let until = match (posted.until, posted.days) {
            (Some(until), _) => until.0,
            (None, days) => config.calendar.last_day(from, days?.0),
        };
        let state = if !clock.has_begun(from) {
            PostedState::Upcoming
        } else if clock.has_ended(until) {
            PostedState::Ended
        } else {
            PostedState::Open
        };
        Some(Posting { from: Day(from), until: Day(until), days: days_between(from, until), state })
    }
}

impl Entry {
    /// Whether a build makes a poster of it: as `poster` says, or else while it hangs or is about to.
    pub fn wants_poster(&self) -> bool {
        match self.record.common.poster.as_deref() {
            Some(PosterChoice::Whether(whether)) => whether.0,
            Some(PosterChoice::How(_)) => true,
            None => self.record.kind().profile().is_posted_up && self.is_on_display(),
        }
    }

    /// Whether it hangs or is about to: its posting is upcoming or open, and it does not have
    /// `poster: false`.
    pub fn is_on_display(&self) -> bool {
        let refused =
            matches!(self.record.common.poster.as_deref(), Some(PosterChoice::Whether(Flag(false))));
        !refused && self.posted.is_some_and(|posted| posted.state != PostedState::Ended)
    }
}

fn days_between(from: Date, until: Date) -> i32 {
    (until - from).get_days()
}
