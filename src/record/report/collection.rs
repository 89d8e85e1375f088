//! What was published in a span of days: takes finished records, gives every number in a report or in the
//! digest of a month, and the records from which they were computed.
//!
//! A record belongs to the span that contains its date, so that the records of a year are those in its
//! files of open data. A record dated in the future has not been published yet; a withdrawn one counts only
//! as a record. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::consultation::{Consultation, ConsultationFacts, QuestionOutcome};
use super::super::exact::{self, Share};
use super::super::kind::FinishedRecord;
use super::super::ledger::{BalancePoint, Ledger, LedgerFacts, Totals};
use super::super::matter::{Matter, MatterFacts};
use super::super::meeting::{MeetingFacts, ResolutionOutcome};
use super::super::{Facts, KindId, Own};
use super::facts::Collected;
use crate::front::scalar::Amount;
use crate::front::shape::Pairs;
use crate::track::Clock;

/// What was published in a span of days.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The figures, as the open data give them.
    pub figures: Collected,
    /// The records of each kind, newest first.
    pub lists: Vec<KindList>,
    /// Each month of the span in which something was published, oldest first.
    pub months: Vec<MonthCount>,
    /// The mean turnout of the votes, by people.
    pub turnout: Option<Share>,
    /// The number of votes in that mean.
    pub votes: u64,
    /// The money of each fund, in the order of the figures.
    pub funds: Vec<FundBalance>,
}

/// The money of a fund over time.
#[derive(Clone, Debug)]
pub struct FundBalance {
    /// The currency, as ISO 4217 names it.
    pub currency: String,
    /// The balance at the beginning of each statement, after each day with an entry, and at its end.
    pub balance: Vec<BalancePoint>,
}

/// The records of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindList {
    /// The kind.
    pub kind: KindId,
    /// The paths of the records below `content/`.
    pub sources: Vec<Arc<str>>,
}

/// What was published in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// Its last day.
    pub until: Date,
    /// How many records.
    pub records: u64,
    /// Hours that volunteers served.
    pub hours: Decimal,
}

impl Collection {
    /// Collects what was published between two days, both included.
    pub fn of<'r>(
        records: impl IntoIterator<Item = FinishedRecord<'r>>,
        span: (Date, Date),
        clock: &Clock,
    ) -> Collection {
        let mut collector = Collector::default();
        for record in records {
            let is_in = |day: &Date| span.0 <= *day && *day <= span.1;
            let stands = record.common.withdrawn.is_none();
            if let (true, Own::Ledger(ledger), Facts::Ledger(facts)) = (stands, record.own, record.facts) {
                collector.ledger(ledger, facts, &is_in);
            }
            if let (true, Own::Matter(matter), Facts::Matter(facts)) = (stands, record.own, record.facts) {
                collector.matter(matter, facts, &is_in);
            }
            let day = record.common.day().map(|day| day.0).filter(is_in);
            if let Some(day) = day.filter(|day| clock.has_begun(*day)) {
                collector.add(&record, day);
            }
        }
        collector.done()
    }

    /// Whether part of a record is counted on days other than its date.
    pub fn has_days_of_its_own(own: &Own) -> bool {
        matches!(own, Own::Matter(_) | Own::Ledger(_))
    }

    /// How many records in all.
    pub fn total(&self) -> u64 {
        self.figures.records.iter().map(|(_, count)| count).sum()
    }
}

/// What has been collected so far.
#[derive(Default)]
struct Collector {
    figures: Collected,
    lists: BTreeMap<KindId, Vec<Arc<str>>>,
    months: BTreeMap<Date, (u64, Decimal)>,
    turnouts: Vec<Share>,
    /// The statements of each fund, by their first day.
    funds: BTreeMap<String, BTreeMap<Date, FundStatement>>,
    replies: Vec<u64>,
    days: BTreeSet<Date>,
    hours: Decimal,
}

/// A statement of a fund.
struct FundStatement {
    totals: Totals,
    currency: String,
    balance: Vec<BalancePoint>,
}

impl Collector {
    /// Adds a record with that date.
    fn add(&mut self, record: &FinishedRecord<'_>, day: Date) {
        self.lists.entry(record.own.kind()).or_default().push(record.source.into());
        let month = self.months.entry(day.last_of_month()).or_default();
        month.0 += 1;
        if record.common.withdrawn.is_some() {
            return;
        }
        match record.own {
            Own::Log(log) => {
                let hours = log.hours().unwrap_or_default();
                month.1 += hours;
                self.hours += hours;
                self.days.insert(day);
            }
            Own::Meeting(_) => {
                if let Facts::Meeting(facts) = record.facts {
                    self.meeting(facts);
                }
            }
            Own::Consultation(vote) => {
                if let Facts::Consultation(facts) = record.facts {
                    self.vote(vote, facts);
                }
            }
            Own::Notice(_)
            | Own::Election(_)
            | Own::Project(_)
            | Own::Ledger(_)
            | Own::Matter(_)
            | Own::Covenant(_)
            | Own::Roster(_)
            | Own::Report(_)
            | Own::Directory(_)
            | Own::Page(_) => {}
            #[cfg(test)]
            Own::Probe(_) => {}
        }
    }

    /// A matter is counted on the day it was reported and on the day it was closed, whatever its date.
    fn matter(&mut self, matter: &Matter, facts: &MatterFacts, is_in: &dyn Fn(&Date) -> bool) {
        let matters = &mut self.figures.matters;
        if facts.reported.is_some_and(|reported| is_in(&reported.date)) {
            matters.raised += 1;
            matters.overdue += u64::from(facts.overdue);
            self.replies.extend(facts.days_to_reply);
        }
        let closed = facts.as_of.filter(|_| matter.is_closed());
        matters.closed += u64::from(closed.is_some_and(|closed| is_in(&closed.0)));
    }

    /// The statements of a fund whose periods lie within the span are added up, whatever their dates.
    fn ledger(&mut self, ledger: &Ledger, facts: &LedgerFacts, is_in: &dyn Fn(&Date) -> bool) {
        let Some((fund, period)) = ledger.fund.as_ref().zip(ledger.period) else { return };
        let Some(statement) = &facts.statement else { return };
        if is_in(&period.from.0) && is_in(&period.until.0) {
            let statement = FundStatement {
                totals: statement.totals,
                currency: ledger.currency().to_owned(),
                balance: ledger.balance_by_day(statement),
            };
            self.funds.entry(fund.0.clone()).or_default().insert(period.from.0, statement);
        }
    }

    fn meeting(&mut self, facts: &MeetingFacts) {
        self.figures.meetings.held += 1;
        for outcome in facts.resolutions.iter().filter_map(|resolution| resolution.outcome) {
            let resolutions = &mut self.figures.resolutions;
            match outcome {
                ResolutionOutcome::Passed => resolutions.passed += 1,
                ResolutionOutcome::Failed => resolutions.failed += 1,
                ResolutionOutcome::Adopted => resolutions.adopted += 1,
            }
        }
    }

    /// A vote counts as held once its ballots are counted, and as passed if all of its questions passed.
    fn vote(&mut self, vote: &Consultation, facts: &ConsultationFacts) {
        if !vote.has_results() {
            return;
        }
        self.figures.consultations.held += 1;
        let asked = facts.questions.iter().flatten().filter_map(|question| question.outcome);
        let outcomes: Vec<QuestionOutcome> = facts
            .outcome
            .into_iter()
            .chain(asked)
            .filter(|outcome| *outcome != QuestionOutcome::None)
            .collect();
        let passed =
            !outcomes.is_empty() && outcomes.iter().all(|outcome| *outcome == QuestionOutcome::Passed);
        self.figures.consultations.passed += u64::from(passed);
        if let Some((returned, eligible)) = vote.turnout_of_people() {
            self.turnouts.push(Share::of_people(returned, eligible));
        }
    }

    fn done(self) -> Collection {
        let Collector { mut figures, lists, months, turnouts, funds, replies, days, hours } = self;
        let count =
            |(kind, sources): (&KindId, &Vec<Arc<str>>)| (kind.name().to_owned(), sources.len() as u64);
        figures.records = Pairs(lists.iter().map(count).collect());
        let turnout = exact::mean(&turnouts);
        figures.consultations.mean_turnout = turnout.and_then(Share::decimal);
        figures.matters.median_days = exact::median(replies).map(Amount);
        let over = |(name, statements): (String, BTreeMap<Date, FundStatement>)| {
            let totals: Vec<Totals> = statements.values().map(|one| one.totals).collect();
            let totals = Totals::over(&totals)?;
            let currency = statements.values().next()?.currency.clone();
            let balance = statements.into_values().flat_map(|one| one.balance).collect();
            Some(((name, totals), FundBalance { currency, balance }))
        };
        let (totals, funds): (Vec<_>, Vec<_>) = funds.into_iter().filter_map(over).unzip();
        figures.funds = Pairs(totals);
        figures.volunteer_hours = Amount(hours);
        figures.log_days = days.len() as u64;
        let month = |(until, (records, hours))| MonthCount { until, records, hours };
        Collection {
            figures,
            lists: lists.into_iter().map(|(kind, sources)| KindList { kind, sources }).collect(),
            months: months.into_iter().map(month).collect(),
            turnout,
            votes: turnouts.len() as u64,
            funds,
        }
    }
}
