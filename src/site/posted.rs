//! Posting periods: from the day a record is put up to the last day it hangs.

use jiff::civil::Date;
use serde::Serialize;

use crate::config::Config;
use crate::front::scalar::Day;
use crate::record::Common;
use crate::track::Clock;

/// Where a posting stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PostedState {
    /// Not yet put up.
    Upcoming,
    /// Hanging.
    Open,
    /// Taken down.
    Ended,
}

/// A posting as the open data has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Posted {
    /// The day it was put up, which is not counted.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// `until` − `from`.
    pub days: i32,
    /// Today's state.
    pub state: PostedState,
}

impl Posted {
    /// The posting of a record, if it has one.
    pub fn of(common: &Common, config: &Config, clock: &Clock) -> Option<Posted> {
        let posted = common.posted.as_ref()?;
        let from = posted.from.0;
        let until = match (posted.until, posted.days) {
            (Some(until), _) => until.0,
            (None, days) => config.calendar.last_day(from, days?.0),
        };
        let state = if !clock.begun(from) {
            PostedState::Upcoming
        } else if clock.over(until) {
            PostedState::Ended
        } else {
            PostedState::Open
        };
        Some(Posted { from: Day(from), until: Day(until), days: days_between(from, until), state })
    }
}

fn days_between(from: Date, until: Date) -> i32 {
    (until - from).get_days()
}
