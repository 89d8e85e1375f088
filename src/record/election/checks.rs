//! Mistakes in the numbers, names and dates of an election.

use super::super::check::{Check, repeats};
use super::super::common::Common;
use super::count::ElectionTally;
use super::rule::Base;
use super::{DeclaredResult, Election, Void, codes};
use crate::diag::{Words, codes as general, words};
use crate::front::scalar::{Count, Flag};
use crate::front::shape::Bilingual;
use crate::track::Clock;

/// The checks that need nothing else of the site.
pub(super) fn check(election: &Election, common: &Common, check: &mut Check) {
    let mut checks = Checks { election, check };
    checks.seats();
    checks.names();
    checks.sheet();
    checks.votes();
    checks.needed();
    checks.counted(common);
    checks.declared();
}

/// Checks against today.
pub(super) fn check_time(election: &Election, (common, clock): (&Common, &Clock), check: &mut Check) {
    if !election.has_results() {
        return;
    }
    if let Some(counted) = election.counted_at {
        if !clock.reached(counted.start()) {
            check
                .add(
                    "counted_at",
                    &general::COUNT_TO_COME,
                    words!(
                        "{counted} 才宣读结果，却已填了票数",
                        "the result is read out on {counted}, but votes are given already"
                    ),
                )
                .help(Words::fixed("宣读以后再填票数", "fill in the votes after it was read out"));
        }
    } else if let Some(day) = common.day().filter(|day| !clock.has_begun(day.0)) {
        check
            .add(
                "ballots.returned",
                &general::COUNT_TO_COME,
                words!("{day} 才选举，却已填了票数", "the election is on {day}, but votes are given already"),
            )
            .note("date", Words::fixed("选举日在这里", "the day of the election"))
            .help(Words::fixed("选举日以后再填票数", "fill in the votes after the day of the election"));
    }
}

struct Checks<'a> {
    election: &'a Election,
    check: &'a mut Check,
}

impl Checks<'_> {
    fn seats(&mut self) {
        if self.election.seats.is_some_and(|seats| seats.0 == 0) {
            self.check
                .add("seats", &codes::NO_SEATS, Words::fixed("应选名额是 0", "no seats are to be filled"))
                .help(Words::fixed("请写要选几人", "give how many are to be elected"));
        }
    }

    /// A name that two candidates share cannot be told from one that was written twice.
    fn names(&mut self) {
        let candidates = self.election.candidates();
        for (at, first) in repeats(candidates.iter().map(|candidate| candidate.name.trim())) {
            let name = candidates[at].name.trim();
            self.check
                .add(
                    format!("candidates.{at}.name"),
                    &codes::DUPLICATE_CANDIDATE,
                    words!("候选人“{name}”写了两次", "the candidate `{name}` is listed twice"),
                )
                .note(format!("candidates.{first}.name"), Words::fixed("第一次在这里", "first here"))
                .help(Words::fixed(
                    "同名的人请在姓名后注明，例如 张明（3号楼）",
                    "tell two people of one name apart, for example `Li Ming (Building 3)`",
                ));
        }
    }

    /// valid + invalid = returned ≤ issued ≤ electors.
    fn sheet(&mut self) {
        let sheet = self.election.sheet();
        let issued = ("ballots.issued", sheet.issued);
        let electors = ("electors", self.election.electors);
        self.ordered(issued, electors, ("发出的比登记的选民多", "more ballots issued than electors"));
        self.returned(if sheet.issued.is_some() { issued } else { electors });
        self.parts();
    }

    /// An election with more ballots returned than were given out is void, and its author must say so.
    fn returned(&mut self, (path, limit): (&str, Option<Count>)) {
        let Some((Count(returned), Count(limit))) = self.election.sheet().returned.zip(limit) else { return };
        if returned <= limit || self.election.is_declared_void() {
            return;
        }
        self.check
            .add(
                "ballots.returned",
                &codes::ELECTION_VOID,
                words!(
                    "收回 {returned} 张，多于发出的 {limit} 张：选举无效",
                    "{returned} ballots returned, more than the {limit} given out: the election is void"
                ),
            )
            .note(path, Words::fixed("另一个数在这里", "the other number is here"))
            .help(Words::fixed(
                "核对计票单；选举确实无效的，写 declared: {valid: false}",
                "check the count sheet; if the election is void, write `declared: {valid: false}`",
            ));
    }

    /// Every ballot returned is valid or invalid.
    fn parts(&mut self) {
        let sheet = self.election.sheet();
        let (Some(valid), Some(invalid)) = (sheet.valid, sheet.invalid) else {
            let returned = ("ballots.returned", sheet.returned);
            let more = ("比收回的多", "more than were returned");
            self.ordered(("ballots.valid", sheet.valid), returned, more);
            return self.ordered(("ballots.invalid", sheet.invalid), returned, more);
        };
        let (valid, invalid) = (valid.0, invalid.0);
        let sum = u128::from(valid) + u128::from(invalid);
        let Some(Count(returned)) = sheet.returned.filter(|returned| u128::from(returned.0) != sum) else {
            return;
        };
        self.check
            .add(
                "ballots.returned",
                &codes::COUNT_SHEET,
                words!(
                    "有效 {valid} 张加无效 {invalid} 张，不等于收回的 {returned} 张",
                    "{valid} valid and {invalid} invalid ballots do not add up to {returned} returned"
                ),
            )
            .note("ballots.valid", Words::fixed("有效票在这里", "valid ballots here"))
            .note("ballots.invalid", Words::fixed("无效票在这里", "invalid ballots here"))
            .help(Words::fixed("请核对计票单", "check the count sheet"));
    }

    fn ordered(&mut self, part: (&str, Option<Count>), whole: (&str, Option<Count>), more: Bilingual) {
        if let Some(fault) = self.check.at_most(&codes::COUNT_SHEET, part, whole, more) {
            fault.help(Words::fixed(
                "有效 + 无效 = 收回 ≤ 发出 ≤ 选民，请核对计票单",
                "valid + invalid = returned ≤ issued ≤ electors: check the count sheet",
            ));
        }
    }

    /// A ballot names a candidate at most once, and at most as many candidates as there are seats.
    fn votes(&mut self) {
        let sheet = self.election.sheet();
        let Some(valid) = self.election.valid_ballots().or(sheet.returned.map(|returned| returned.0)) else {
            return;
        };
        for (at, candidate) in self.election.candidates().iter().enumerate() {
            let Some(Count(votes)) = candidate.votes.filter(|votes| votes.0 > valid) else { continue };
            let name = &*candidate.name;
            self.check
                .add(
                    format!("candidates.{at}.votes"),
                    &codes::VOTES_ABOVE_BALLOTS,
                    words!(
                        "“{name}”得 {votes} 票，有效票只有 {valid} 张",
                        "`{name}` has {votes} votes, but there are only {valid} valid ballots"
                    ),
                )
                .help(Words::fixed("请核对计票单", "check the count sheet"));
        }
        self.all_votes(valid);
    }

    fn all_votes(&mut self, valid: u64) {
        let votes = self.election.candidates().iter().filter_map(|candidate| candidate.votes);
        let all: u128 = votes.map(|votes| u128::from(votes.0)).sum();
        let seats = self.election.seats();
        let places = u128::from(valid) * u128::from(seats);
        if all <= places || seats == 0 {
            return;
        }
        self.check
            .add(
                "candidates",
                &codes::VOTES_ABOVE_BALLOTS,
                words!(
                    "各候选人共得 {all} 票，{valid} 张有效票每张最多选 {seats} 人，只有 {places} 票",
                    "the candidates have {all} votes together, but {valid} valid ballots with up to {seats} \
                     votes each allow only {places}"
                ),
            )
            .note("seats", Words::fixed("应选名额在这里", "seats here"))
            .help(Words::fixed(
                "选的人多于名额的票是无效票，请核对计票单",
                "a ballot that names more than the seats is invalid: check the count sheet",
            ));
    }

    /// Figures without which no result can be computed.
    fn needed(&mut self) {
        let election = self.election;
        let candidates = election.candidates();
        let given = candidates.iter().filter(|candidate| candidate.votes.is_some()).count();
        if given > 0 && given < candidates.len() {
            let at = candidates.iter().position(|candidate| candidate.votes.is_none()).unwrap_or_default();
            let name = &*candidates[at].name;
            self.check
                .add(
                    format!("candidates.{at}"),
                    &codes::CANDIDATE_WITHOUT_VOTES,
                    words!("“{name}”没有写得票数", "the votes of `{name}` are missing"),
                )
                .help(Words::fixed(
                    "没有得票的写 votes: 0",
                    "write `votes: 0` for a candidate without votes",
                ));
        } else if given > 0 && election.ballots.is_none() {
            self.sheet_missing();
        } else if given > 0 && election.sheet().returned.is_none() {
            self.check.missing("ballots.returned", ("收回", "returned"));
        }
        if election.has_results() {
            self.needed_of_results();
        }
    }

    fn sheet_missing(&mut self) {
        self.check
            .add(
                "candidates",
                &general::MISSING_KEY,
                Words::fixed(
                    "写了得票数，却没有计票单“选票”（ballots）",
                    "there are votes, but the count sheet `ballots` is missing",
                ),
            )
            .help(Words::fixed(
                "加一行：选票: {发出: …, 收回: …, 有效: …, 无效: …}",
                "add a line `ballots: {issued: …, returned: …, valid: …, invalid: …}`",
            ));
    }

    fn needed_of_results(&mut self) {
        let election = self.election;
        if election.seats.is_none() {
            self.check.missing("seats", ("名额", "seats"));
        }
        if election.rule().turnout().is_some() && election.electors.is_none() {
            self.check
                .add(
                    "rule",
                    &codes::ELECTORS_NEEDED,
                    Words::fixed(
                        "这条规则看有多少选民参加，但没有写登记的选民人数",
                        "this rule looks at how many electors voted, but the number of electors is missing",
                    ),
                )
                .help(Words::fixed("请写 electors", "give `electors`"));
        }
        if election.rule().base() == Base::Valid && election.valid_ballots().is_none() {
            self.check.missing("ballots.valid", ("有效", "valid"));
        }
    }

    fn counted(&mut self, common: &Common) {
        if let (Some(counted), Some(day)) = (self.election.counted_at, common.day())
            && counted.date < day.0
        {
            self.check
                .add(
                    "counted_at",
                    &codes::COUNTED_BEFORE_ELECTION,
                    words!(
                        "{counted} 宣读结果，早于选举日 {day}",
                        "the result was read out on {counted}, before the election on {day}"
                    ),
                )
                .note("date", Words::fixed("选举日在这里", "the day of the election"))
                .help(Words::fixed("请核对两个日期", "check the two dates"));
        }
    }

    fn declared(&mut self) {
        let Some(DeclaredResult { elected, valid }) = &self.election.declared else { return };
        let Some(tally) = ElectionTally::of(self.election) else { return };
        if let Some(Flag(declared)) = valid.filter(|declared| declared.0 != tally.void.is_empty()) {
            self.differs("declared.valid", validity(declared, tally.void.first().copied()));
        }
        let Some(declared) = elected else { return };
        let names: Vec<&str> = tally.elected.iter().map(|at| self.election.name(*at)).collect();
        let mut computed = names.clone();
        let mut declared: Vec<&str> = declared.iter().map(|name| name.trim()).collect();
        computed.sort_unstable();
        declared.sort_unstable();
        if computed != declared {
            let or = |names: String, nobody: &str| if names.is_empty() { nobody.to_owned() } else { names };
            let (zh, en) = (or(names.join("、"), "无人"), or(names.join(", "), "nobody"));
            self.differs(
                "declared.elected",
                words!(
                    "宣布的当选人与按票数和规则算出的不同，算出的是：{zh}",
                    "those declared elected are not those whom the votes and the rule give: {en}"
                ),
            );
        }
    }

    fn differs(&mut self, path: &str, message: Words) {
        self.check
            .add(path, &general::DECLARED_DIFFERS, message)
            .help(Words::fixed("请核对票数和规则", "check the votes and the rule"));
    }
}

/// Says that an election was declared valid or void although it is not, and why.
fn validity(declared: bool, void: Option<Void>) -> Words {
    let why = match void {
        Some(Void::TooMany) => {
            Words::fixed("收回的票比发出的多", "more ballots came back than were given out")
        }
        Some(Void::TooFew) => Words::fixed("参加的人不够", "too few voted"),
        None => Words::fixed("计票单上没有使它无效的", "nothing on the count sheet makes it void"),
    };
    let (zh, en) = match declared {
        true => ("宣布选举有效", "the election is declared valid"),
        false => ("宣布选举无效", "the election is declared void"),
    };
    Words::new(format!("{zh}，但{}", why.zh), format!("{en}, but {}", why.en))
}
