//! 会议: who was there, what was decided and by how many votes, and who does it until when.

mod checks;
mod codes;
mod facts;
mod quorum;
mod view;

use tera::Value;

use self::facts::{FACTS, Facts};
use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::kind::{Around, CardParts, Derived, Event, Outcomes, Own, kind};
use crate::diag::Lang;
use crate::front::Several;
use crate::front::scalar::{Count, Day, Moment, Text};
use crate::front::shape::{Pairs, choices, fields};
pub use quorum::Quorum;

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
        Present = "present" "到会" | "实到",
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
        /// the proposal in one line
        title "标题" "议题" ! Text,
        /// its full text
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
        resolutions "决议" "决议" ? Several<Resolution>,
    }
});

kind!("meeting" "会议" Meeting,
    fn needed(&self) -> &'static [&'static str] {
        &["venue", "starts"]
    },
    fn is_announced(&self) -> bool {
        true
    }
);

impl Own for Meeting {
    fn check(&self, common: &Common, check: &mut Check) {
        checks::check(self, common, check);
    }

    fn derive(&self, around: &Around<'_>) -> Derived {
        let facts = Facts::of(self, around);
        let stamps = if self.is_to_come(around) { vec!["upcoming"] } else { Vec::new() };
        let decided = facts.resolutions.iter().any(|r| r.outcome.is_some());
        Derived { facts: Value::from_serializable(&facts), stamps, window: None, decided: around.common.day().filter(|_| decided) }
    }

    fn view(&self, around: &Around<'_>, _: Lang) -> Value {
        view::view(self, around)
    }

    fn texts(&self) -> Vec<(String, usize)> {
        vec![("resolutions".to_owned(), self.resolutions().len())]
    }

    fn card(&self, around: &Around<'_>) -> CardParts {
        let venue = self.venue.as_ref().map(|venue| venue.0.clone());
        let outcomes = Outcomes::of(self.resolution_facts(around).iter().filter_map(|facts| facts.outcome));
        CardParts { starts: self.starts.or(self.begins(around.common)), venue, outcomes, ..CardParts::default() }
    }

    fn events(&self, common: &Common) -> Vec<Event> {
        let place = self.venue.as_ref().map(|venue| venue.0.clone());
        self.begins(common).map(|from| Event { part: "meeting", from, until: self.ends, place, what: None }).into_iter().collect()
    }
}

impl Meeting {
    fn resolutions(&self) -> &[Resolution] {
        self.resolutions.as_deref().unwrap_or_default()
    }

    fn is_to_come(&self, around: &Around<'_>) -> bool {
        self.begins(around.common).is_some_and(|begins| !around.clock.reached(begins.start()))
    }

    fn begins(&self, common: &Common) -> Option<Moment> {
        self.starts.or(common.date)
    }
}
