//! 意见征询: a question put to residents or owners, the ballots, and the outcome under the rule it was held by.
//!
//! An author never writes an outcome: it is computed from the ballots in exact arithmetic (`count`) under a rule
//! (`rule`). What an author may declare is compared with it.

mod checks;
mod codes;
mod count;
mod facts;
mod rule;
mod view;

use tera::Value;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::kind::{Around, CardParts, Derived, Event, Outcomes, Own, Window, kind};
use crate::config::Register;
use crate::diag::Lang;
use crate::front::Several;
use crate::front::scalar::{Amount, Count, Day, Moment, Text};
use crate::front::shape::{Pairs, choices, fields};
use crate::track::Clock;
pub use count::{Outcome, Tally, Test};
pub use facts::Stage;
pub use rule::Rule;

fields! {
    /// How many may take part.
    pub struct Eligible {
        /// heads
        people "人数" "人数" ? Count,
        /// exclusive area in square metres
        area "面积" "专有部分面积，平方米" ? Amount,
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
        invalid_area "无效面积" "无效票的面积" ? Amount,
    }
}

fields! {
    /// One answer that can be given.
    pub struct BallotOption {
        /// its wording
        label "选项" "选项" ! Text,
        /// how many chose it
        people "人数" "选择的人数" ? Count,
        /// their area
        area "面积" "选择者的面积" ? Amount,
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
        summary "意见" "意见概要" ! Text,
        /// how many people said so
        count "人数" "多少人提出" ? Count,
        /// the reply
        reply "答复" "答复" ? Text,
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
    pub struct Declared {
        /// what it came to
        outcome "结果" "通过或未通过" ? DeclaredOutcome,
    }
}

fields! {
    /// One of several questions on one ballot paper.
    pub struct Question {
        /// its wording
        question "问题" "问题" ! Text,
        /// the rule that decides it; the record's when left out
        rule "规则" "依据的规则；不写时用全票的" ? Rule,
        /// the item of that rule
        item "事项" "规则的第几项" ? Count,
        /// the answers
        options "选项" "选项" ? Several<BallotOption>,
        /// the count for each place
        by_place "按楼" "各楼计数" ? Several<PlaceCount>,
        /// what was said
        opinions "意见" "意见和答复" ? Several<Opinion>,
        /// the outcome that was announced, to be checked
        declared "宣布" "宣布的结果，用来核对" ? Declared,
    }
}

common_fields!(own_struct! {
    /// A consultation's own fields.
    Consultation {
        /// what is asked
        question "问题" "问题" ? Text,
        /// the first day of voting
        opens "开始" "开始投票" ? Moment,
        /// the last day of voting
        closes "截止" "截止投票的日期" ? Moment,
        /// who may take part
        eligible "应参加" "应参加的人数和面积" ? Eligible,
        /// the ballot papers
        ballots "表决票" "表决票" ? Ballots,
        /// the answers
        options "选项" "选项" ? Several<BallotOption>,
        /// the count for each place
        by_place "按楼" "各楼计数" ? Several<PlaceCount>,
        /// the day of counting
        counted "计票" "计票日期" ? Day,
        /// when the result may be objected to
        objections "异议期" "结果的异议期" ? Span,
        /// what was said
        opinions "意见" "意见和答复" ? Several<Opinion>,
        /// the rule that decides it
        rule "规则" "依据的规则" ? Rule,
        /// the item of that rule
        item "规则项" "规则的第几项" ? Count,
        /// several questions on one paper, instead of `question`
        questions "多个问题" "一张票上的多个问题" ? Several<Question>,
        /// the outcome that was announced, to be checked
        declared "宣布" "宣布的结果，用来核对" ? Declared,
    }
});

kind!("consultation" "意见征询" Consultation, fn needed(&self) -> &'static [&'static str] {
    &["question", "options", "closes"]
});

/// One question with the ballots it shares: what is counted and drawn, whether it stands alone or among several.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) question: Option<&'a Text>,
    pub(crate) rule: &'a Rule,
    pub(crate) item: Option<Count>,
    pub(crate) options: &'a [BallotOption],
    pub(crate) by_place: &'a [PlaceCount],
    pub(crate) opinions: &'a [Opinion],
    pub(crate) declared: Option<&'a Declared>,
}

impl Consultation {
    /// Its questions, one or several.
    pub(crate) fn asked(&self) -> Vec<Asked<'_>> {
        let alone = Asked {
            question: self.question.as_ref(),
            rule: self.rule.as_ref().unwrap_or(&Rule::None),
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

    fn one_of<'a>(question: &'a Question, shared: Asked<'a>) -> Asked<'a> {
        Asked {
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

impl Own for Consultation {
    fn check(&self, _: &Common, check: &mut Check) {
        checks::check(self, check);
    }

    fn check_time(&self, clock: &Clock, check: &mut Check) {
        checks::check_time(self, clock, check);
    }

    fn check_register(&self, common: &Common, register: &Register, check: &mut Check) {
        checks::check_register(self, common, register, check);
    }

    fn derive(&self, around: &Around<'_>) -> Derived {
        let stage = self.stage(around.clock);
        let mut stamps = Vec::new();
        let outcome = self.common_outcome().filter(|_| self.has_results());
        stamps.extend(outcome.map(Outcome::name));
        if stage != Stage::Final {
            stamps.push(stage.name());
        } else if outcome.is_none() {
            stamps.push("ended");
        }
        let window = match (stage, self.closes, self.objections.as_ref().and_then(|o| o.until)) {
            (Stage::Voting, Some(closes), _) => Some(Window { from: self.opens.map(|m| Day(m.date)), until: Day(closes.date) }),
            (Stage::Preliminary, _, Some(until)) => Some(Window { from: self.objections.as_ref().and_then(|o| o.from), until }),
            _ => None,
        };
        let day = self.counted.or(self.closes.map(|closes| Day(closes.date))).or(around.common.day());
        let decided = day.filter(|_| self.has_results());
        let facts = Value::from_serializable(&self.facts(stage));
        Derived { facts, stamps, window: window.filter(|_| around.common.withdrawn.is_none()), decided }
    }

    fn view(&self, around: &Around<'_>, lang: Lang) -> Value {
        view::view(self, around, lang)
    }

    fn texts(&self) -> Vec<(String, usize)> {
        let Some(questions) = &self.questions else {
            let asked = self.asked();
            let count = |list: fn(&Asked<'_>) -> usize| asked.first().map_or(0, list);
            return vec![
                ("options".to_owned(), count(|asked| asked.options.len())),
                ("opinions".to_owned(), count(|asked| asked.opinions.len())),
            ];
        };
        let each = questions.iter().enumerate().flat_map(|(at, question)| {
            [
                (format!("questions.{at}.options"), question.options.as_ref().map_or(0, |list| list.len())),
                (format!("questions.{at}.opinions"), question.opinions.as_ref().map_or(0, |list| list.len())),
            ]
        });
        std::iter::once(("questions".to_owned(), questions.len())).chain(each).collect()
    }

    fn card(&self, _: &Around<'_>) -> CardParts {
        // One question's outcome is its stamp already.
        let several = self.questions.as_ref().filter(|all| all.len() > 1 && self.has_results());
        let outcomes = several.and_then(|_| Outcomes::of(self.asked().iter().map(|asked| Tally::of(self, asked).outcome.name())));
        CardParts { question: self.question.as_ref().map(|q| q.0.clone()), outcomes, ..CardParts::default() }
    }

    fn events(&self, _: &Common) -> Vec<Event> {
        let from = self.opens.or(self.closes);
        from.map(|from| Event { part: "voting", from, until: self.closes, place: None, what: None }).into_iter().collect()
    }
}
