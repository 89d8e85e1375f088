//! Time as an input: takes one `now` for a run, answers whether a moment has been reached, and keeps the
//! span of time in which all of its answers hold.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::front::scalar::Moment;

/// The only clock of a run. Every comparison with the present uses it, so that a later run knows without
/// asking again whether the passing of time alone has changed anything.
#[derive(Debug)]
pub struct Clock {
    now: DateTime,
    /// The latest moment that was asked about and has been reached, in seconds.
    reached: AtomicI64,
    /// The earliest that has not.
    ahead: AtomicI64,
}

impl Clock {
    /// A clock that shows `now`, in the site's time zone.
    pub fn new(now: DateTime) -> Self {
        Clock { now, reached: AtomicI64::new(i64::MIN), ahead: AtomicI64::new(i64::MAX) }
    }

    /// Whether the present is at or after `moment`.
    pub fn reached(&self, moment: DateTime) -> bool {
        let at = seconds(moment);
        let reached = self.now >= moment;
        if reached {
            self.reached.fetch_max(at, Ordering::Relaxed);
        } else {
            self.ahead.fetch_min(at, Ordering::Relaxed);
        }
        reached
    }

    /// Whether `moment`, given to the second, is in the past.
    pub fn is_after(&self, moment: DateTime) -> bool {
        self.reached(moment.saturating_add(1.second()))
    }

    /// Whether `day` has begun.
    pub fn has_begun(&self, day: Date) -> bool {
        self.reached(day.to_datetime(Time::midnight()))
    }

    /// Whether `day` is over.
    pub fn has_ended(&self, day: Date) -> bool {
        day.tomorrow().is_ok_and(|next| self.has_begun(next))
    }

    /// Whether a moment, or its day if no time is given, has passed; at that very moment it has not.
    pub fn has_passed(&self, moment: Moment) -> bool {
        match moment.time {
            Some(time) => {
                let end = time.on(moment.date);
                // The end of a day is the start of the next day, and by then that has begun.
                self.reached(if end.date() > moment.date { end } else { end.saturating_add(1.second()) })
            }
            None => self.has_ended(moment.date),
        }
    }

    /// Whole days from today to `day`; the answer changes every midnight.
    pub fn days_until(&self, day: Date) -> i64 {
        let today = self.today();
        self.has_begun(today);
        self.has_ended(today);
        i64::from((day - today).get_days())
    }

    /// Today's date; the answer changes every midnight.
    pub fn today(&self) -> Date {
        let today = self.now.date();
        self.has_begun(today);
        self.has_ended(today);
        today
    }

    /// The span in which every answer given so far holds: from the first moment, inclusive, to the second,
    /// exclusive, in seconds of civil time.
    pub fn validity(&self) -> (i64, i64) {
        (self.reached.load(Ordering::Relaxed), self.ahead.load(Ordering::Relaxed))
    }

    /// The present as RFC 3339 in a time zone, for what is written once and never drawn again.
    pub fn stamp(&self, zone: &TimeZone) -> String {
        match self.now.to_zoned(zone.clone()) {
            Ok(now) => now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Err(_) => self.now.to_string(),
        }
    }

    /// The present in seconds since 1970, UTC; likewise.
    pub fn timestamp(&self, zone: &TimeZone) -> i64 {
        self.now.to_zoned(zone.clone()).map_or_else(|_| self.seconds(), |now| now.timestamp().as_second())
    }

    /// The present, in seconds of civil time.
    pub fn seconds(&self) -> i64 {
        seconds(self.now)
    }
}

/// A clock that is set by hand and otherwise stands still: seconds since 1970, UTC. Its clones are the same
/// clock.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that shows that time.
    pub fn at(seconds: i64) -> Self {
        ManualClock(Arc::new(AtomicI64::new(seconds)))
    }

    /// Sets it.
    pub fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    /// The time it shows.
    pub fn seconds(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl PartialEq for ManualClock {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ManualClock {}

/// Seconds of civil time since 1970, as if in UTC: only compared, never shown.
fn seconds(moment: DateTime) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = (moment.date() - epoch).get_days();
    let time = moment.time();
    i64::from(days) * 86_400
        + i64::from(time.hour()) * 3600
        + i64::from(time.minute()) * 60
        + i64::from(time.second())
}
