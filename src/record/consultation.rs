//! 意见征询: a question put to residents or owners, the ballots, and the outcome under the rule that applied.
//!
//! An author never writes an outcome: `count` computes it from the ballots in exact arithmetic, under a
//! rule of `rule`. An outcome that an author declares is compared with the computed one.

mod cells;
mod checks;
mod codes;
mod count;
mod facts;
mod rule;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::event::{Event, Occasion};
use super::kind::{
    ActionWindow, CardSlots, DeriveContext, Kind, Outcomes, Profile, RecordStatus, ViewContext, fields_of,
};
use super::stamp::Stamp;
use crate::config::Register;
use crate::front::OneOrMany;
use crate::front::prose::{Prose, Translate, TranslatedTexts};
use crate::front::scalar::{Count, Day, Moment, NonNegative, Text};
use crate::front::shape::{Choice, Pairs, Shaped, choices, fields};
use crate::track::Clock;
pub use cells::CountCell;
pub use count::{Measure, QuestionOutcome, Shares, Test, TestStage, VoteTally};
pub use facts::{ConsultationFacts, ConsultationStage, QuestionFacts};
pub use rule::VoteRule;
pub use view::{ByPlace, ConsultationView, OptionView, PlaceRow, QuestionView, RuleView, TestView, Turnout};

fields! {
    /// How many may take part.
    pub struct Eligible {
        /// heads
        people "人数" "人数" ? Count,
        /// exclusive area in square metres
        area "面积" "专有部分面积，平方米" ? NonNegative,
    }
}

fields! {
    /// The ballot papers.
    pub struct Ballots {
        /// given out
        issued "发出" "发出张数" ? Count,
        /// given back
        returned "收回" "收回张数" ? Count,
        /// of these, not valid
        invalid "无效" "其中无效张数" ? Count,
        /// the area of the invalid ones
        invalid_area "无效面积" "无效票的面积" ? NonNegative,
    }
}

fields! {
    /// One answer that can be given.
    pub struct BallotOption {
        /// its wording
        label "选项" "选项" ! Prose,
        /// how many chose it
        people "人数" "选择的人数" ? Count,
        /// their area
        area "面积" "选择者的面积" ? NonNegative,
        /// whether it is the answer that approves
        approve "赞成" "是不是赞成的选项" ? crate::front::scalar::Flag,
    }
}

fields! {
    /// The count of one building or estate.
    pub struct PlaceCount {
        /// where
        place "地点" "楼或小区" ! Text,
        /// the people eligible there
        eligible "应参加" "应参加人数" ? Count,
        /// the ballots returned there
        returned "收回" "收回张数" ? Count,
        /// the votes for each option there
        options "选项" "各选项人数" ? Pairs<Count>,
    }
}

choices! {
    /// What became of an opinion.
    pub enum Adopted ("采纳情况", "whether it was adopted") {
        /// As a whole.
        Yes = "yes" "采纳",
        /// In part.
        Partly = "partly" "部分采纳",
        /// Not.
        No = "no" "未采纳",
    }
}

fields! {
    /// Something that was said, and the reply.
    pub struct Opinion {
        /// what was said
        summary "意见" "意见概要" ! Prose,
        /// how many people said so
        count "人数" "多少人提出" ? Count,
        /// the reply
        reply "答复" "答复" ? Prose,
        /// what became of it
        adopted "采纳" "采纳情况" ? Adopted,
    }
}

fields! {
    /// A span of days.
    pub struct Span {
        /// the first
        from "起" "第一天" ? Day,
        /// the last
        until "止" "最后一天" ? Day,
    }
}

choices! {
    /// What a vote came to.
    pub enum DeclaredOutcome ("结果", "an outcome") {
        /// Passed.
        Passed = "passed" "通过",
        /// Failed.
        Failed = "failed" "未通过",
        /// No outcome is asked for.
        None = "none" "不计结果",
    }
}

fields! {
    /// The outcome as the author states it, compared with the computed one.
    pub struct DeclaredVote {
        /// what it came to
        outcome "结果" "通过或未通过" ? DeclaredOutcome,
    }
}

fields! {
    /// One of several questions on one ballot paper.
    pub struct BallotQuestion {
        /// its wording
        question "问题" "问题" ! Prose,
        /// the rule that decides it; the record's when left out
        rule "规则" "依据的规则；不写时用全票的" ? VoteRule,
        /// the item of that rule
        item "事项" "规则的第几项" ? Count,
        /// the answers
        options "选项" "选项" ? OneOrMany<BallotOption>,
        /// the count for each place
        by_place "按楼" "各楼计数" ? OneOrMany<PlaceCount>,
        /// what was said
        opinions "意见" "意见和答复" ? OneOrMany<Opinion>,
        /// the outcome that was announced, to be checked
        declared "宣布" "宣布的结果，用来核对" ? DeclaredVote,
    }
}

own_fields! {
    /// A consultation's own fields.
    Consultation {
        /// what is asked
        question "问题" "问题" ? Prose,
        /// the first day of voting
        opens "开始" "开始投票" ? Moment,
        /// the last day of voting
        closes "截止" "截止投票的日期" ? Moment,
        /// who may take part
        eligible "应参加" "应参加的人数和面积" ? Eligible,
        /// the ballot papers
        ballots "表决票" "表决票" ? Ballots,
        /// the answers
        options "选项" "选项" ? OneOrMany<BallotOption>,
        /// the count for each place
        by_place "按楼" "各楼计数" ? OneOrMany<PlaceCount>,
        /// the day of counting
        counted "计票" "计票日期" ? Day,
        /// when the result may be objected to
        objections "异议期" "结果的异议期" ? Span,
        /// what was said
        opinions "意见" "意见和答复" ? OneOrMany<Opinion>,
        /// the rule that decides it
        rule "规则" "依据的规则" ? VoteRule,
        /// the item of that rule
        item "规则项" "规则的第几项" ? Count,
        /// several questions on one paper, instead of `question`
        questions "多个问题" "一张票上的多个问题" ? OneOrMany<BallotQuestion>,
        /// the outcome that was announced, to be checked
        declared "宣布" "宣布的结果，用来核对" ? DeclaredVote,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "consultation", zh: "意见征询" },
    everyday: &["投票", "表决", "征询", "征求意见", "意见征求", "调查", "vote", "ballot", "poll", "survey"],
    folder: "consultations",
    fields: fields_of(&Consultation::SHAPE),
    shape: &File::<Consultation>::SHAPE,
    needed: &["question", "options", "closes"],
    codes: codes::ALL,
    facts: FACTS,
    is_posted_up: true,
    ..Profile::USUAL
};

/// One question with the ballots that it shares with others: what is counted and drawn, for one question as
/// for several.
#[derive(Clone, Copy)]
pub(crate) struct CountedQuestion<'a> {
    pub(crate) question: Option<&'a Prose>,
    pub(crate) rule: &'a VoteRule,
    pub(crate) item: Option<Count>,
    pub(crate) options: &'a [BallotOption],
    pub(crate) by_place: &'a [PlaceCount],
    pub(crate) opinions: &'a [Opinion],
    pub(crate) declared: Option<&'a DeclaredVote>,
}

impl Consultation {
    /// The ballots returned and the number of people entitled to vote, if both are known and the latter is
    /// not zero.
    pub fn turnout_of_people(&self) -> Option<(u64, u64)> {
        let returned = self.ballots.as_ref()?.returned?;
        let eligible = self.eligible.as_ref()?.people?;
        (eligible.0 > 0).then_some((returned.0, eligible.0))
    }

    /// Its questions, one or several.
    pub(crate) fn asked(&self) -> Vec<CountedQuestion<'_>> {
        let alone = CountedQuestion {
            question: self.question.as_ref(),
            rule: self.rule.as_ref().unwrap_or(&VoteRule::None),
            item: self.item,
            options: self.options.as_deref().unwrap_or_default(),
            by_place: self.by_place.as_deref().unwrap_or_default(),
            opinions: self.opinions.as_deref().unwrap_or_default(),
            declared: self.declared.as_ref(),
        };
        let Some(questions) = &self.questions else {
            return vec![alone];
        };
        let one = |question| Consultation::one_of(question, alone);
        questions.iter().map(one).collect()
    }

    fn one_of<'a>(question: &'a BallotQuestion, shared: CountedQuestion<'a>) -> CountedQuestion<'a> {
        CountedQuestion {
            question: Some(&question.question),
            rule: question.rule.as_ref().unwrap_or(shared.rule),
            item: question.item.or(shared.item.filter(|_| question.rule.is_none())),
            options: question.options.as_deref().unwrap_or_default(),
            by_place: question.by_place.as_deref().unwrap_or_default(),
            opinions: question.opinions.as_deref().unwrap_or_default(),
            declared: question.declared.as_ref(),
        }
    }
}

impl Kind for Consultation {
    type Facts = ConsultationFacts;
    type View<'v> = ConsultationView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        checks::check(self, check);
    }

    fn check_time(&self, _: &Common, clock: &Clock, check: &mut Check) {
        checks::check_time(self, clock, check);
    }

    fn check_register(&self, common: &Common, register: &Register, check: &mut Check) {
        checks::check_register(self, common, register, check);
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&ConsultationFacts>) -> ConsultationFacts {
        ConsultationFacts::of(self, self.stage(context.clock))
    }

    fn status(&self, facts: &ConsultationFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let outcome = facts.common_outcome();
        let mut stamps = Vec::new();
        stamps.extend(outcome);
        match facts.stage {
            ConsultationStage::Announced => stamps.push(Stamp::Announced),
            ConsultationStage::Voting => stamps.push(Stamp::Voting),
            ConsultationStage::Counting => stamps.push(Stamp::Counting),
            ConsultationStage::Preliminary => stamps.push(Stamp::Preliminary),
            ConsultationStage::Final if outcome.is_none() => stamps.push(Stamp::Ended),
            ConsultationStage::Final => {}
        }
        let window = match (facts.stage, self.closes, self.objections.as_ref().and_then(|o| o.until)) {
            (ConsultationStage::Voting, Some(closes), _) => {
                Some(ActionWindow { from: self.opens.map(|m| Day(m.date)), until: Day(closes.date) })
            }
            (ConsultationStage::Preliminary, _, Some(until)) => {
                Some(ActionWindow { from: self.objections.as_ref().and_then(|o| o.from), until })
            }
            _ => None,
        };
        let day = self.counted.or(self.closes.map(|closes| Day(closes.date))).or(context.common.day());
        let decided = day.filter(|_| self.has_results());
        RecordStatus { stamps, window: window.filter(|_| context.common.withdrawn.is_none()), decided }
    }

    fn view<'v>(&'v self, facts: &ConsultationFacts, context: &ViewContext<'_>) -> ConsultationView<'v> {
        view::view(self, facts, context)
    }

    /// The counts of places are keyed by the labels of the options, and a translation may change these.
    fn translated(&self, texts: &TranslatedTexts) -> Consultation {
        let mut own = self.clone();
        own.overlay(texts);
        relabel(&mut own.by_place, &self.options, &own.options);
        for (question, original) in
            own.questions.iter_mut().flat_map(|all| &mut all.0).zip(self.questions.iter().flatten())
        {
            relabel(&mut question.by_place, &original.options, &question.options);
        }
        own
    }

    fn card(&self, facts: &ConsultationFacts, _: &DeriveContext<'_>) -> CardSlots {
        // The outcome of a single question is already shown by its stamp.
        let several = facts.questions.as_deref().filter(|all| all.len() > 1 && self.has_results());
        let mut outcomes = Outcomes::default();
        for question in several.into_iter().flatten() {
            match question.outcome {
                Some(QuestionOutcome::Passed) => outcomes.passed += 1,
                Some(QuestionOutcome::Failed) => outcomes.failed += 1,
                Some(QuestionOutcome::None) | None => {}
            }
        }
        CardSlots {
            lead: self.question.as_ref().map(|question| question.0.clone()),
            outcomes: outcomes.any(),
            ..CardSlots::default()
        }
    }

    fn events(&self, _: &Common) -> Vec<Event> {
        let from = self.opens.or(self.closes);
        let voting = |from| Event { until: self.closes, ..Event::new(Occasion::Voting, from) };
        from.map(voting).into_iter().collect()
    }
}

fn relabel(
    places: &mut Option<OneOrMany<PlaceCount>>,
    from: &Option<OneOrMany<BallotOption>>,
    to: &Option<OneOrMany<BallotOption>>,
) {
    let pairs = || from.iter().flatten().zip(to.iter().flatten());
    for (label, _) in places
        .iter_mut()
        .flat_map(|rows| &mut rows.0)
        .flat_map(|row| &mut row.options)
        .flat_map(|counts| &mut counts.0)
    {
        if let Some((_, translated)) = pairs().find(|(original, _)| *original.label == **label) {
            label.clone_from(&translated.label.0);
        }
    }
}
