//! 会议: who was there, what was decided and by how many votes, and who does it until when.

mod codes;

use serde::Serialize;
use tera::Value;

use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::exact::{Share, total};
use super::kind::{Around, CardParts, Derived, Event, Fact, Form, Outcomes, Own, fact, kind};
use crate::diag::{Lang, Words, words};
use crate::front::scalar::{Count, Day, Moment, Scalar, Text, Threshold};
use crate::front::shape::{Bad, Pairs, Said, choices, fields};
use crate::track::Clock;

choices! {
    /// What a resolution needs to pass.
    pub enum Requires ("通过的条件", "what a resolution requires") {
        /// Strictly more than half.
        Majority = "majority" "过半数",
        /// Two thirds or more.
        TwoThirds = "two-thirds" "三分之二",
        /// Three quarters or more.
        ThreeQuarters = "three-quarters" "四分之三",
        /// All, and at least one.
        Unanimous = "unanimous" "一致",
        /// No vote was counted.
        Consensus = "consensus" "协商一致",
    }
}

choices! {
    /// Of whom the share is taken.
    pub enum Of ("计票的基数", "the base of a vote") {
        /// Those present.
        Present = "present" "到会",
        /// Those who voted for or against.
        Cast = "cast" "投票",
        /// Those entitled to attend.
        Eligible = "eligible" "应到",
    }
}

fields! {
    /// Who was there.
    pub struct Attendance {
        /// how many may attend
        eligible "应到" "应到人数" ? Count,
        /// how many did
        present "实到" "实到人数" ? Count,
        /// of those present, how many in each role
        by_role "按身份" "实到者按身份分" ? Pairs<Count>,
    }
}

fields! {
    /// A counted vote.
    pub struct Votes {
        /// for
        r#for "同意" "同意" ! Count,
        /// against
        against "反对" "反对" ! Count,
        /// neither
        abstain "弃权" "弃权" ? Count,
    }
}

fields! {
    /// One thing that was put to the meeting.
    pub struct Resolution {
        /// what, in a line
        title "标题" "议题" ! Text,
        /// what exactly
        text "内容" "决议全文" ? Text,
        /// the count
        votes "表决" "表决结果" ? Votes,
        /// what it needs to pass
        requires "条件" "通过的条件" ? Requires,
        /// of whom
        of "基数" "按谁计算" ? Of,
        /// who does it
        owner "负责" "由谁办" ? Text,
        /// until when
        due "期限" "哪天办完" ? Day,
        /// when it was done
        done "办结" "办结的日期" ? Day,
        /// what came of it
        reply "回复" "办理结果" ? Text,
    }
}

common_fields!(own_struct! {
    /// A meeting's own fields.
    Meeting {
        /// which council met
        body "会议主体" "哪个组织开会" ? Text,
        /// where
        venue "地点" "地点" ? Text,
        /// when it starts
        starts "开始" "开始时间" ? Moment,
        /// when it ends
        ends "结束" "结束时间" ? Moment,
        /// who was there
        attendance "出席" "出席情况" ? Attendance,
        /// how many must be there
        quorum "法定人数" "最低到会人数或比例" ? Quorum,
        /// what was decided
        resolutions "决议" "决议" ? Vec<Resolution>,
    }
});

kind!("meeting" "会议" Meeting);

static FACTS: &[Fact] = &[
    fact(
        "quorum_met",
        "达到法定人数",
        Form::Flag,
        ("到会人数够不够；没有规定就没有这一项", "whether enough were present; absent without a quorum"),
    ),
    fact("resolutions[].title", "决议", Form::Text, ("决议的标题", "the title of the resolution")),
    fact(
        "resolutions[].outcome",
        "结果",
        Form::Choice(&["passed", "failed", "adopted"]),
        ("通过、未通过，或不经表决一致同意", "passed or failed by vote, or adopted by consensus"),
    ),
    fact("resolutions[].share", "赞成比例", Form::Share, ("赞成票 ÷ 计票基数", "votes for ÷ the base they are counted of")),
    fact("resolutions[].state", "落实情况", Form::Choice(&["open", "overdue", "done"]), ("办理中、逾期或办结", "open, overdue or done")),
    fact("open_items", "未办结", Form::Count, ("还没办结的决议，含逾期的", "resolutions still to be carried out, the overdue ones too")),
    fact("overdue_items", "逾期", Form::Count, ("逾期没办结的决议", "resolutions past their day")),
];

/// How many must be present: a number, or a fraction of those eligible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quorum {
    /// So many.
    Count(Count),
    /// Such a part of `attendance.eligible`.
    Fraction(Threshold),
}

impl Scalar for Quorum {
    const WHAT: Said = ("人数或分数", "a number or a fraction");
    fn parse(raw: &str) -> Result<Self, Bad> {
        if raw.contains('/') { Threshold::parse(raw).map(Quorum::Fraction) } else { Count::parse(raw).map(Quorum::Count) }
    }
}
crate::front::scalar::scalars!(Quorum);

impl Serialize for Quorum {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Quorum::Count(count) => to.serialize_str(&count.0.to_string()),
            Quorum::Fraction(fraction) => to.collect_str(fraction),
        }
    }
}

impl Quorum {
    fn met(self, attendance: &Attendance) -> Option<bool> {
        let present = attendance.present?.0;
        match self {
            Quorum::Count(needed) => Some(present >= needed.0),
            Quorum::Fraction(fraction) => Some(Share::of_people(present, attendance.eligible?.0).reaches(fraction)),
        }
    }

    /// The smallest number of people that reaches it.
    fn needed(self, eligible: Option<Count>) -> Option<u64> {
        match self {
            Quorum::Count(count) => Some(count.0),
            Quorum::Fraction(fraction) => {
                let eligible = eligible?.0;
                (0..=eligible).find(|n| Share::of_people(*n, eligible).reaches(fraction))
            }
        }
    }
}

/// A meeting's facts in the open data.
#[derive(Serialize)]
struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    quorum_met: Option<bool>,
    resolutions: Vec<ResolutionFacts>,
    open_items: u64,
    overdue_items: u64,
}

/// What Lilong computes of a resolution.
#[derive(Clone, Serialize)]
struct ResolutionFacts {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
}

/// What the template draws of a resolution.
#[derive(Serialize)]
struct ResolutionView<'a> {
    id: String,
    percent: Option<String>,
    base: Option<u64>,
    outcome: Option<&'static str>,
    share: Option<String>,
    state: Option<&'static str>,
    title: &'a Text,
    text: &'a Option<Text>,
    votes: &'a Option<Votes>,
    requires: Requires,
    of: Of,
    owner: &'a Option<Text>,
    due: Option<Day>,
    done: Option<Day>,
    reply: &'a Option<Text>,
}

/// What the template draws of a meeting.
#[derive(Serialize)]
struct View<'a> {
    body: &'a Option<Text>,
    venue: &'a Option<Text>,
    starts: Option<Moment>,
    ends: Option<Moment>,
    attendance: Option<AttendanceView<'a>>,
    quorum: Option<QuorumView>,
    resolutions: Vec<ResolutionView<'a>>,
}

#[derive(Serialize)]
struct AttendanceView<'a> {
    eligible: Option<Count>,
    present: Option<Count>,
    by_role: Vec<RoleView<'a>>,
}

#[derive(Serialize)]
struct RoleView<'a> {
    name: &'a str,
    count: Count,
}

#[derive(Serialize)]
struct QuorumView {
    rule: Quorum,
    needed: Option<u64>,
    met: Option<bool>,
}

impl Own for Meeting {
    fn check(&self, common: &Common, check: &mut Check) {
        if let (Some(starts), Some(ends)) = (self.starts, self.ends)
            && ends.end() <= starts.start()
        {
            check
                .add(
                    "ends",
                    &codes::ENDS_BEFORE_STARTS,
                    words!("会议 {ends} 结束，早于 {starts} 开始", "it ends {ends}, before it starts {starts}"),
                )
                .note("starts", Words::fixed("开始在这里", "it starts here"))
                .help(Words::fixed(
                    "改正其中一个时间；下午的时间写 24 小时制",
                    "correct one of the two; write afternoons by the 24-hour clock",
                ));
        }
        self.check_attendance(check);
        for (at, resolution) in self.resolutions().iter().enumerate() {
            resolution.check(self.attendance.as_ref(), common, &format!("resolutions.{at}"), check);
        }
    }

    fn derive(&self, around: &Around<'_>) -> Derived {
        let resolutions = self.resolution_facts(around.clock);
        let count = |state| resolutions.iter().filter(|r| r.state == Some(state)).count() as u64;
        let overdue_items = count("overdue");
        let facts = Facts { quorum_met: self.quorum_met(), open_items: count("open") + overdue_items, overdue_items, resolutions };
        let begins = self.begins(around.common);
        let mut stamps = Vec::new();
        if begins.is_some_and(|begins| !around.clock.reached(begins.start())) {
            stamps.push("upcoming");
        }
        let decided = facts.resolutions.iter().any(|r| r.outcome.is_some());
        Derived { facts: Value::from_serializable(&facts), stamps, window: None, decided: around.common.date.filter(|_| decided) }
    }

    fn view(&self, around: &Around<'_>, _: Lang) -> Value {
        let facts = self.resolution_facts(around.clock);
        let each = self.resolutions().iter().zip(facts).enumerate();
        let resolutions = each.map(|(at, (resolution, facts))| resolution.view(at, facts, self.attendance.as_ref())).collect();
        let attendance = self.attendance.as_ref().map(|attendance| {
            let roles = attendance.by_role.iter().flat_map(|roles| roles.iter());
            let by_role = roles.map(|(name, count)| RoleView { name, count: *count }).collect();
            AttendanceView { eligible: attendance.eligible, present: attendance.present, by_role }
        });
        let quorum = self.quorum.map(|quorum| {
            let needed = quorum.needed(self.attendance.as_ref().and_then(|a| a.eligible));
            QuorumView { rule: quorum, needed, met: self.quorum_met() }
        });
        let Meeting { body, venue, starts, ends, .. } = self;
        Value::from_serializable(&View { body, venue, starts: *starts, ends: *ends, attendance, quorum, resolutions })
    }

    fn texts(&self) -> Vec<(String, usize)> {
        vec![("resolutions".to_owned(), self.resolutions().len())]
    }

    fn card(&self, around: &Around<'_>) -> CardParts {
        let venue = self.venue.as_ref().map(|venue| venue.0.clone());
        let outcomes = Outcomes::of(self.resolution_facts(around.clock).iter().filter_map(|facts| facts.outcome));
        CardParts { starts: self.starts.or(self.begins(around.common)), venue, outcomes, ..CardParts::default() }
    }

    fn events(&self) -> Vec<Event> {
        let place = self.venue.as_ref().map(|venue| venue.0.clone());
        self.starts.map(|from| Event { part: "meeting", from, until: self.ends, place }).into_iter().collect()
    }
}

impl Meeting {
    fn resolutions(&self) -> &[Resolution] {
        self.resolutions.as_deref().unwrap_or_default()
    }

    fn begins(&self, common: &Common) -> Option<Moment> {
        self.starts.or(common.date.map(|date| Moment { date: date.0, time: None }))
    }

    fn quorum_met(&self) -> Option<bool> {
        self.quorum.and_then(|quorum| quorum.met(self.attendance.as_ref()?))
    }

    fn resolution_facts(&self, clock: &Clock) -> Vec<ResolutionFacts> {
        let quorate = self.quorum_met() != Some(false);
        self.resolutions().iter().map(|resolution| resolution.facts(self.attendance.as_ref(), quorate, clock)).collect()
    }

    fn check_attendance(&self, check: &mut Check) {
        let Some(attendance) = &self.attendance else {
            return;
        };
        if let (Some(present), Some(eligible)) = (attendance.present, attendance.eligible)
            && present > eligible
        {
            let (present, eligible) = (present.0, eligible.0);
            check
                .add(
                    "attendance.present",
                    &codes::PRESENT_ABOVE_ELIGIBLE,
                    words!("实到 {present} 人，超过应到的 {eligible} 人", "{present} were present of only {eligible} eligible"),
                )
                .note("attendance.eligible", Words::fixed("应到人数在这里", "eligible here"))
                .help(Words::fixed("列席人员不计入实到", "do not count guests as present"));
        }
        if let (Some(roles), Some(present)) = (&attendance.by_role, attendance.present) {
            let (sum, present) = (total(roles.iter().map(|(_, count)| count)), present.0);
            if sum != present {
                check
                    .add(
                        "attendance.by_role",
                        &codes::ROLES_DO_NOT_ADD_UP,
                        words!("各身份合计 {sum} 人，实到 {present} 人", "the roles add up to {sum}, but {present} were present"),
                    )
                    .note("attendance.present", Words::fixed("实到人数在这里", "present here"))
                    .help(Words::fixed("每人只计一个身份", "count every person in one role"));
            }
        }
        if let (Some(Quorum::Fraction(_)), None) = (self.quorum, attendance.eligible) {
            check
                .add(
                    "quorum",
                    &codes::QUORUM_WITHOUT_ELIGIBLE,
                    Words::fixed("法定人数写成了比例，但没有写应到人数", "the quorum is a fraction, but `attendance.eligible` is missing"),
                )
                .help(Words::fixed("在 attendance 里加上 eligible（应到）", "add `eligible` to `attendance`"));
        }
    }
}

impl Resolution {
    fn requires(&self) -> Requires {
        // Without a count and without a rule, a resolution was agreed, not voted on.
        self.requires.unwrap_or(if self.votes.is_some() { Requires::Majority } else { Requires::Consensus })
    }

    fn base(&self, attendance: Option<&Attendance>) -> Option<u64> {
        let votes = self.votes.as_ref()?;
        match self.of.unwrap_or(Of::Present) {
            Of::Present => Some(attendance?.present?.0),
            Of::Cast => Some(votes.r#for.0 + votes.against.0),
            Of::Eligible => Some(attendance?.eligible?.0),
        }
    }

    fn facts(&self, attendance: Option<&Attendance>, quorate: bool, clock: &Clock) -> ResolutionFacts {
        let share =
            self.base(attendance).zip(self.votes.as_ref()).map(|(base, votes)| (Share::of_people(votes.r#for.0, base), base, votes));
        let outcome = match (self.requires(), share) {
            // An agenda item: nobody has met yet.
            (Requires::Consensus, _) if attendance.is_some_and(|a| a.present.is_none()) => None,
            (Requires::Consensus, _) => Some(if quorate { "adopted" } else { "failed" }),
            (requires, Some((share, base, votes))) => {
                let passed = quorate && requires.met(share, base, votes);
                Some(if passed { "passed" } else { "failed" })
            }
            (_, None) => None,
        };
        let counted = self.requires() != Requires::Consensus;
        ResolutionFacts {
            title: self.title.0.clone(),
            outcome,
            share: share.filter(|_| counted).and_then(|(share, ..)| share.decimal()),
            state: self.state(outcome, clock),
        }
    }

    fn state(&self, outcome: Option<&str>, clock: &Clock) -> Option<&'static str> {
        let stands = matches!(outcome, Some("passed" | "adopted"));
        if !stands || (self.owner.is_none() && self.due.is_none()) {
            return None;
        }
        Some(match (self.done, self.due) {
            (Some(_), _) => "done",
            (None, Some(due)) if clock.over(due.0) => "overdue",
            (None, _) => "open",
        })
    }

    fn view<'a>(&'a self, at: usize, facts: ResolutionFacts, attendance: Option<&Attendance>) -> ResolutionView<'a> {
        let base = self.base(attendance).filter(|_| self.requires() != Requires::Consensus);
        let percent = base.zip(self.votes.as_ref()).and_then(|(base, votes)| Share::of_people(votes.r#for.0, base).percent());
        ResolutionView {
            id: format!("resolution-{}", at + 1),
            percent,
            base,
            outcome: facts.outcome,
            share: facts.share,
            state: facts.state,
            title: &self.title,
            text: &self.text,
            votes: &self.votes,
            requires: self.requires(),
            of: self.of.unwrap_or(Of::Present),
            owner: &self.owner,
            due: self.due,
            done: self.done,
            reply: &self.reply,
        }
    }

    fn check(&self, attendance: Option<&Attendance>, common: &Common, path: &str, check: &mut Check) {
        self.check_votes(attendance, path, check);
        if let (Some(done), Some(date)) = (self.done, common.date)
            && done < date
        {
            check
                .add(
                    format!("{path}.done"),
                    &codes::DONE_BEFORE_MEETING,
                    words!("{done} 办结，早于 {date} 的会议", "done on {done}, before the meeting of {date}"),
                )
                .note("date", Words::fixed("会议日期在这里", "the meeting is here"))
                .help(Words::fixed("办结不会早于开会，请核对日期", "nothing is done before it was decided: check the dates"));
        }
    }

    fn check_votes(&self, attendance: Option<&Attendance>, path: &str, check: &mut Check) {
        let Some(votes) = &self.votes else {
            let met = attendance.is_some_and(|a| a.present.is_some());
            if met && self.requires() != Requires::Consensus {
                check
                    .add(
                        format!("{path}.requires"),
                        &codes::VOTES_MISSING,
                        Words::fixed("写了通过的条件，却没有表决结果", "it names what it requires, but no votes"),
                    )
                    .help(Words::fixed("加上 votes: {for: …, against: …, abstain: …}", "add `votes: {for: …, against: …, abstain: …}`"));
            }
            return;
        };
        let sum = votes.r#for.0 + votes.against.0 + votes.abstain.unwrap_or_default().0;
        let present = attendance.and_then(|a| a.present);
        if let Some(Count(present)) = present
            && sum > present
        {
            check
                .add(
                    format!("{path}.votes"),
                    &codes::VOTES_ABOVE_PRESENT,
                    words!("表决共 {sum} 票，超过实到的 {present} 人", "{sum} votes, but only {present} were present"),
                )
                .note("attendance.present", Words::fixed("实到人数在这里", "present here"))
                .help(Words::fixed("请核对票数和签到表", "check the count against the attendance list"));
        }
        if self.base(attendance).is_none() {
            let (zh, en) =
                if self.of == Some(Of::Eligible) { ("eligible（应到）", "eligible") } else { ("present（实到）", "present") };
            check
                .add(
                    format!("{path}.votes"),
                    &codes::VOTES_WITHOUT_BASE,
                    words!("没有写 attendance 的 {zh}，无法计算比例", "the share cannot be computed without `attendance.{en}`"),
                )
                .help(words!("在 attendance 里加上 {zh}", "add `{en}` to `attendance`"));
        }
    }
}

impl Requires {
    fn met(self, share: Share, base: u64, votes: &Votes) -> bool {
        let reaches = |numerator, denominator, strict| share.reaches(Threshold { numerator, denominator, strict });
        match self {
            Requires::Majority => reaches(1, 2, true),
            Requires::TwoThirds => reaches(2, 3, false),
            Requires::ThreeQuarters => reaches(3, 4, false),
            Requires::Unanimous => votes.r#for.0 == base && votes.r#for.0 >= 1,
            Requires::Consensus => true,
        }
    }
}
