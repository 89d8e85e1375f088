//! When a record was made public, and when it last changed for its readers. Neither lies in the future: a
//! page that everybody can read cannot be published tomorrow.

use jiff::civil::{DateTime, Time};

use super::Site;
use super::entry::Entry;
use crate::diag::{Words, codes, words};
use crate::front::scalar::Moment;
use crate::record::Common;
use crate::record::check::Check;
use crate::track::Clock;

/// When a record was made public, and when it last changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Publication {
    /// When it was first made public; none if nothing in it tells.
    pub published: Option<Moment>,
    /// When it was last made public, corrected or withdrawn.
    pub changed: Option<Moment>,
}

impl Publication {
    /// `published`, else the first day of the posting, else `date`: the first of these that is not in the
    /// future. A record under embargo was not public before the embargo ended.
    pub(super) fn of(common: &Common, clock: &Clock) -> Publication {
        let so_far = |moment: Moment| so_far(moment, clock);
        let posted = common.posted.as_ref().map(|posted| Moment::of_day(posted.from.0));
        let reported = [common.published, posted, common.date]
            .into_iter()
            .flatten()
            .map(|moment| with_time(moment, common.date));
        let reported = reported.into_iter().find_map(so_far);
        let published = match (reported, common.embargo.filter(|embargo| clock.reached(embargo.start()))) {
            (Some(reported), Some(embargo)) if reported.start() < embargo.start() => Some(embargo),
            (reported, embargo) => reported.or(embargo),
        };
        let corrected = common.corrections.iter().flatten().map(|correction| correction.date.0);
        let withdrawn = common.withdrawn.as_ref().map(|withdrawn| withdrawn.date.0);
        let later = corrected.chain(withdrawn).map(Moment::of_day).filter_map(so_far);
        Publication { published, changed: published.into_iter().chain(later).max_by_key(Moment::start) }
    }
}

/// A day without a time is given that of `date` if they are the same day.
fn with_time(moment: Moment, date: Option<Moment>) -> Moment {
    date.filter(|date| moment.time.is_none() && date.date == moment.date).unwrap_or(moment)
}

/// A moment, if it has been reached; if it is later today, its day without the time.
fn so_far(moment: Moment, clock: &Clock) -> Option<Moment> {
    let day = Moment::of_day(moment.date);
    let reached = |moment: &Moment| clock.reached(moment.start());
    Some(moment).filter(reached).or_else(|| Some(day).filter(reached))
}

impl Entry {
    /// The sort key for the newest records: when it was made public; if nothing tells, its date, which is
    /// then in the future.
    pub fn recency(&self) -> Option<DateTime> {
        self.publication.published.or(self.record.common.date).map(|moment| moment.start())
    }
}

impl Site {
    /// When a record last changed for its readers; if nothing tells when it was published, no earlier than
    /// any other.
    pub fn changed(&self, entry: &Entry) -> DateTime {
        entry.publication.changed.map_or_else(|| self.known().1, |changed| changed.start())
    }

    /// When the first record of the site was made public; the start of today if there is none.
    pub fn beginning(&self) -> DateTime {
        self.known().0
    }

    /// The first and the last moment at which something happened, as far as the records tell; the start of
    /// today if none does. Using today for all of them would make feeds new every midnight.
    fn known(&self) -> (DateTime, DateTime) {
        let today = || self.clock.today().to_datetime(Time::midnight());
        self.span.unwrap_or_else(|| (today(), today()))
    }
}

/// When the first record was made public, and when one was last made public, corrected or withdrawn.
pub(super) fn span(entries: &[Entry]) -> Option<(DateTime, DateTime)> {
    let all = || entries.iter().map(|entry| entry.publication);
    let first = all().filter_map(|of| of.published.or(of.changed)).map(|first| first.start()).min();
    first.zip(all().filter_map(|of| of.changed).map(|changed| changed.start()).max())
}

/// A record that everybody can read was made public on some day, and that day must not be in the future.
pub(super) fn check(site: &Site, entry: &Entry, check: &mut Check) {
    let common = &entry.record.common;
    // These are not public yet, even if a preview shows them.
    let is_withheld =
        common.is_draft() || common.embargo.is_some_and(|embargo| !site.clock.reached(embargo.start()));
    if is_withheld {
        return;
    }
    let help = Words::fixed(
        "用 published 写明首次发布的日期，不晚于今天；到时才发布的，写 embargo",
        "say in `published` when it was first made public, today at the latest; what is to come out later \
         takes an `embargo`",
    );
    if let Some(published) = common.published.filter(|published| !site.clock.has_begun(published.date)) {
        let message = words!(
            "发布日期 {published} 还没到，网页却已公开",
            "`published` is {published}, which is in the future, but the page is public"
        );
        check.add("published", &codes::PUBLISHED_TO_COME, message).help(help);
    } else if let Some(date) = common.date.filter(|_| entry.publication.published.is_none()) {
        let message = words!(
            "日期 {date} 还没到，没有写明是哪天发布的",
            "the date {date} is in the future, and nothing says when this was published"
        );
        check.add("date", &codes::PUBLISHED_TO_COME, message).help(help);
    }
    changes_to_come(site, common, check);
}

/// Corrections and withdrawals must not be dated in the future.
fn changes_to_come(site: &Site, common: &Common, check: &mut Check) {
    let corrections = common.corrections.iter().flatten().enumerate();
    let corrections = corrections.map(|(at, one)| (format!("corrections.{at}.date"), one.date));
    let withdrawn = common.withdrawn.iter().map(|withdrawn| ("withdrawn.date".to_owned(), withdrawn.date));
    for (path, day) in withdrawn.chain(corrections).filter(|(_, day)| !site.clock.has_begun(day.0)) {
        let message = words!(
            "{day} 还没到，网页上却已写着这天撤回或更正了",
            "{day} is in the future, but the page says that it was withdrawn or corrected on that day"
        );
        check.add(path, &codes::CHANGE_TO_COME, message).help(Words::fixed(
            "改成真正的日期，多半是年份或月份写错了",
            "correct the date: mostly the year or the month is wrong",
        ));
    }
}
