//! The count: who is elected, whether the election is valid, and what a run-off is to decide, in exact
//! fractions.

use super::super::exact::Share;
use super::rule::Base;
use super::{Candidate, DeclaredResult, Election, ElectionFacts, RunOff};
use crate::front::scalar::{Count, Flag, Threshold};

/// Why an election is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Void {
    /// More ballots came back than were given out.
    TooMany,
    /// Too few of the electors voted.
    TooFew,
}

impl Void {
    /// The name in views and in keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            Void::TooMany => "too-many",
            Void::TooFew => "too-few",
        }
    }
}

crate::front::scalar::serialize_by_name!(Void);

/// The result of a count sheet under its rule. Candidates are given by their index in the order announced.
#[derive(Clone, Debug, Default)]
pub struct ElectionTally {
    /// Ballots returned ÷ electors, with four decimals.
    pub turnout: Option<String>,
    /// Why the election is void; empty where it is valid.
    pub void: Vec<Void>,
    /// Who is elected, most votes first.
    pub elected: Vec<usize>,
    /// The candidates whose equal votes leave it open which of them is elected.
    pub tied: Vec<usize>,
    /// The seats that stay empty and the candidates for them in a run-off, most votes first.
    pub runoff: Option<(u64, Vec<usize>)>,
}

impl ElectionTally {
    /// Counts an election; none until it has results.
    pub fn of(election: &Election) -> Option<ElectionTally> {
        let returned = election.sheet().returned.filter(|_| election.has_results())?;
        let electors = election.electors;
        let turnout = electors.and_then(|electors| Share::of_people(returned.0, electors.0).decimal());
        let void = void(election, returned);
        if !void.is_empty() {
            return Some(ElectionTally { turnout, void, ..ElectionTally::default() });
        }

        let base = election.base().unwrap_or_default();
        let by_votes = by_votes(election.candidates());
        let needed = election.rule().elected();
        let qualified: Vec<usize> =
            by_votes.iter().copied().filter(|at| reaches(election.votes(*at), base, needed)).collect();
        let (elected, tied) = election.fill(qualified);
        let empty = election.seats().saturating_sub(elected.len() as u64);
        let runoff = (empty > 0 && election.rule().has_runoff()).then(|| {
            let unelected = by_votes.into_iter().filter(|at| !elected.contains(at)).collect();
            (empty, if tied.is_empty() { election.strongest(unelected, empty) } else { tied.clone() })
        });
        Some(ElectionTally { turnout, void, elected, tied, runoff })
    }

    /// The same result with names, as the open data gives it.
    pub fn facts(self, election: &Election) -> ElectionFacts {
        let names = |places: &[usize]| places.iter().map(|at| election.name(*at).to_owned()).collect();
        ElectionFacts {
            turnout: self.turnout,
            valid: Some(self.void.is_empty()),
            elected: Some(names(&self.elected)),
            tie: Some(!self.tied.is_empty()),
            runoff: self.runoff.map(|(seats, places)| RunOff { seats, candidates: names(&places) }),
        }
    }
}

fn void(election: &Election, returned: Count) -> Vec<Void> {
    let given_out = election.sheet().issued.or(election.electors);
    let too_few = election.rule().turnout().is_some_and(|needed| {
        !election.electors.is_some_and(|electors| Share::of_people(returned.0, electors.0).reaches(needed))
    });
    let too_many = given_out.is_some_and(|given_out| returned > given_out);
    [too_many.then_some(Void::TooMany), too_few.then_some(Void::TooFew)].into_iter().flatten().collect()
}

/// Most votes first; those with equal votes in the order announced.
fn by_votes(candidates: &[Candidate]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..candidates.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(candidates[*at].votes));
    places
}

fn reaches(votes: u64, base: u64, needed: Option<Threshold>) -> bool {
    needed.is_none_or(|needed| Share::of_people(votes, base).reaches(needed))
}

impl Election {
    /// The number of ballots of which a winner needs a share.
    pub(super) fn base(&self) -> Option<u64> {
        match self.rule().base() {
            Base::Returned => self.sheet().returned.map(|returned| returned.0),
            Base::Valid => self.valid_ballots(),
        }
    }

    /// Valid ballots: as written, or the ballots returned less the invalid ones.
    pub(super) fn valid_ballots(&self) -> Option<u64> {
        let sheet = self.sheet();
        let left = || Some(sheet.returned?.0.saturating_sub(sheet.invalid?.0));
        sheet.valid.map(|valid| valid.0).or_else(left)
    }

    pub(super) fn name(&self, at: usize) -> &str {
        &self.candidates()[at].name
    }

    pub(super) fn votes(&self, at: usize) -> u64 {
        self.candidates()[at].votes.unwrap_or_default().0
    }

    /// Which of the qualified candidates, given most votes first, are elected; and which are tied across
    /// the last seat, so that none of them is.
    fn fill(&self, mut qualified: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
        let seats = usize::try_from(self.seats()).unwrap_or(usize::MAX);
        if qualified.len() <= seats {
            return (qualified, Vec::new());
        }
        let first_out = self.votes(qualified[seats]);
        let is_tied = seats > 0 && self.votes(qualified[seats - 1]) == first_out;
        if !is_tied {
            qualified.truncate(seats);
            return (qualified, Vec::new());
        }
        let tied = qualified.iter().copied().filter(|at| self.votes(*at) == first_out).collect();
        qualified.retain(|at| self.votes(*at) > first_out);
        (qualified, tied)
    }

    /// The candidates not elected who have the most votes: one more than there are empty seats, and all who
    /// have as many votes as the last of these.
    fn strongest(&self, unelected: Vec<usize>, empty: u64) -> Vec<usize> {
        let last = usize::try_from(empty).ok().and_then(|empty| unelected.get(empty).copied());
        let least = last.map_or(0, |last| self.votes(last));
        unelected.into_iter().filter(|at| self.votes(*at) >= least).collect()
    }

    /// Whether the author says that the election is void.
    pub(super) fn is_declared_void(&self) -> bool {
        matches!(&self.declared, Some(DeclaredResult { valid: Some(Flag(false)), .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::scalar::Text;

    fn election(seats: u64, returned: u64, votes: &[u64], rule: super::super::ElectionRule) -> Election {
        let candidate = |(at, votes): (usize, &u64)| Candidate {
            name: Text(format!("{}", char::from(b'A' + at as u8))),
            votes: Some(Count(*votes)),
            position: None,
        };
        Election {
            body: None,
            seats: Some(Count(seats)),
            electors: Some(Count(200)),
            ballots: Some(super::super::CountSheet {
                returned: Some(Count(returned)),
                ..super::super::CountSheet::default()
            }),
            candidates: Some(crate::front::OneOrMany(votes.iter().enumerate().map(candidate).collect())),
            rule: Some(rule),
            scrutineers: None,
            counted_at: None,
            declared: None,
        }
    }

    fn facts(election: &Election) -> ElectionFacts {
        ElectionTally::of(election).unwrap().facts(election)
    }

    use super::super::ElectionRule::{DoubleMajority, Plurality, RunOff};

    #[test]
    fn exactly_half_of_the_ballots_elects_nobody_and_one_more_does() {
        let half = facts(&election(1, 120, &[60, 59], DoubleMajority));
        assert_eq!(half.elected.unwrap(), Vec::<String>::new());
        assert_eq!(half.runoff.unwrap().candidates, ["A", "B"]);
        let more = facts(&election(1, 120, &[61, 59], DoubleMajority));
        assert_eq!(more.elected.unwrap(), ["A"]);
        assert!(more.runoff.is_none());
    }

    #[test]
    fn half_of_the_electors_are_too_few() {
        let void = facts(&election(1, 100, &[90], DoubleMajority));
        assert_eq!((void.valid, void.elected), (Some(false), Some(Vec::new())));
        assert!(void.runoff.is_none(), "there is no run-off of a void election");
        assert_eq!(facts(&election(1, 101, &[90], DoubleMajority)).valid, Some(true));
    }

    #[test]
    fn a_tie_across_the_last_seat_elects_none_of_the_tied() {
        let tie = facts(&election(3, 150, &[90, 100, 80, 80, 80], Plurality));
        assert_eq!(tie.elected.unwrap(), ["B", "A"]);
        assert_eq!(tie.tie, Some(true));
        let runoff = tie.runoff.unwrap();
        assert_eq!((runoff.seats, runoff.candidates), (1, vec!["C".into(), "D".into(), "E".into()]));
    }

    #[test]
    fn a_run_off_has_one_candidate_more_than_seats_and_all_with_as_many_votes() {
        let short = facts(&election(3, 150, &[100, 70, 60, 60, 10], DoubleMajority));
        assert_eq!(short.elected.unwrap(), ["A"]);
        let runoff = short.runoff.unwrap();
        assert_eq!((runoff.seats, runoff.candidates), (2, vec!["B".into(), "C".into(), "D".into()]));
    }

    #[test]
    fn a_third_of_the_ballots_wins_a_run_off() {
        assert_eq!(facts(&election(1, 150, &[50, 49], RunOff)).elected.unwrap(), ["A"]);
        assert_eq!(facts(&election(1, 151, &[50, 49], RunOff)).elected.unwrap(), Vec::<String>::new());
    }
}
