//! The rules under which an election may be held: how many must vote, what share of the ballots a winner
//! needs, and whether empty seats are filled by a run-off.
//!
//! The thresholds of the law are here with their articles; nothing else in the program contains them.

use super::super::named_or_custom::named_or_custom;
use crate::diag::{Words, words};
use crate::front::scalar::{Text, Threshold};
use crate::front::shape::{choices, fields};

choices! {
    /// A rule with a name.
    pub enum NamedElectionRule ("选举规则", "an election rule") {
        /// More than half of the electors vote; a winner has more than half of the ballots.
        DoubleMajority = "double-majority" "双过半",
        /// A run-off: most votes win, with at least a third of the ballots.
        RunOff = "runoff" "另行选举",
        /// Most votes win.
        Plurality = "plurality" "得票多的当选",
    }
}

choices! {
    /// The ballots that a winner's share is taken of.
    pub enum Base ("选票", "ballots") {
        /// All that came back.
        Returned = "returned" "收回",
        /// Those that are valid.
        Valid = "valid" "有效",
    }
}

fields! {
    /// A rule of the site's own.
    pub struct CustomElectionRule {
        /// what part of the electors must vote
        turnout "参选" "选民的多少须参加投票" ? Threshold,
        /// what part of the ballots a winner needs
        elected "当选" "当选须得选票的多少" ? Threshold,
        /// which ballots that part is of
        of "基数" "按收回的还是有效的选票算" ? Base,
        /// what part of the ballots a winner of the run-off needs; without it there is none
        runoff "另选" "另行选举时须得的多少；不写就没有另行选举" ? Threshold,
        /// where the rule stands
        source "依据" "规则的出处" ? Text,
    }
}

/// The rule that decides an election.
#[derive(Clone, Debug)]
pub enum ElectionRule {
    /// More than half of the electors return a ballot, and a winner has more than half of the ballots.
    DoubleMajority,
    /// A run-off after such an election.
    RunOff,
    /// Most votes win, however many vote.
    Plurality,
    /// A rule of the site's own.
    Custom(Box<CustomElectionRule>),
}

const HALF: Threshold = Threshold { numerator: 1, denominator: 2, strict: true };
const THIRD: Threshold = Threshold { numerator: 1, denominator: 3, strict: false };

impl ElectionRule {
    /// The share of the electors that must return a ballot; none if any number is enough.
    pub fn turnout(&self) -> Option<Threshold> {
        match self {
            // Organic Law of the Villagers' Committees (2018), art. 15: more than half of those registered.
            ElectionRule::DoubleMajority => Some(HALF),
            ElectionRule::RunOff | ElectionRule::Plurality => None,
            ElectionRule::Custom(rule) => rule.turnout,
        }
    }

    /// The share of the ballots that a winner needs; none if most votes win.
    pub fn elected(&self) -> Option<Threshold> {
        match self {
            // Art. 15: more than half of those who voted; in the run-off at least a third of the votes cast.
            ElectionRule::DoubleMajority => Some(HALF),
            ElectionRule::RunOff => Some(THIRD),
            ElectionRule::Plurality => None,
            ElectionRule::Custom(rule) => rule.elected,
        }
    }

    /// The ballots of which a winner needs a share.
    pub fn base(&self) -> Base {
        match self {
            ElectionRule::DoubleMajority | ElectionRule::RunOff | ElectionRule::Plurality => Base::Returned,
            ElectionRule::Custom(rule) => rule.of.unwrap_or(Base::Returned),
        }
    }

    /// Whether seats that stay empty are filled by a run-off.
    pub fn has_runoff(&self) -> bool {
        match self {
            ElectionRule::DoubleMajority | ElectionRule::RunOff | ElectionRule::Plurality => true,
            ElectionRule::Custom(rule) => rule.runoff.is_some(),
        }
    }

    /// The share of the ballots that a winner of the run-off needs.
    pub fn runoff(&self) -> Option<Threshold> {
        match self {
            ElectionRule::DoubleMajority | ElectionRule::RunOff => Some(THIRD),
            ElectionRule::Plurality => None,
            ElectionRule::Custom(rule) => rule.runoff,
        }
    }

    /// The name in data and templates.
    pub fn id(&self) -> &'static str {
        match self {
            ElectionRule::DoubleMajority => NamedElectionRule::DoubleMajority.name(),
            ElectionRule::RunOff => NamedElectionRule::RunOff.name(),
            ElectionRule::Plurality => NamedElectionRule::Plurality.name(),
            ElectionRule::Custom(_) => "custom",
        }
    }

    /// The rule in plain words.
    pub fn text(&self) -> Words {
        match self {
            ElectionRule::DoubleMajority => Words::fixed(
                "登记的选民过半数投票，选举有效；得票超过收回选票半数的候选人，得票多的当选。",
                "The election is valid if more than half of the electors return a ballot. Candidates with \
                 more than half of the ballots returned are elected, most votes first.",
            ),
            ElectionRule::RunOff => Words::fixed(
                "另行选举：得票多的当选，但得票不得少于收回选票的三分之一。",
                "Run-off: the candidates with most votes are elected, each with at least a third of the \
                 ballots returned.",
            ),
            ElectionRule::Plurality => {
                Words::fixed("得票多的当选。", "The candidates with most votes are elected.")
            }
            ElectionRule::Custom(rule) => custom_text(rule),
        }
    }

    /// The law or agreement that the rule comes from.
    pub fn source(&self) -> Option<Words> {
        match self {
            ElectionRule::DoubleMajority | ElectionRule::RunOff => Some(Words::fixed(
                "《中华人民共和国村民委员会组织法》（2018年修正）第十五条",
                "Organic Law of the Villagers' Committees of the PRC (as amended in 2018), art. 15",
            )),
            ElectionRule::Plurality => None,
            ElectionRule::Custom(rule) => {
                rule.source.as_ref().map(|source| Words::new(source.0.clone(), source.0.clone()))
            }
        }
    }
}

fn custom_text(rule: &CustomElectionRule) -> Words {
    let base = match rule.of.unwrap_or(Base::Returned) {
        Base::Returned => ("收回选票", "of the ballots returned"),
        Base::Valid => ("有效选票", "of the valid ballots"),
    };
    let turnout = rule.turnout.map_or_else(
        || Words::fixed("", ""),
        |needed| {
            let Words { zh, en } = share(needed, "登记选民", "of the electors");
            words!("参加投票的人数{zh}，选举有效；", "The election is valid if {en} return a ballot. ")
        },
    );
    let elected = rule.elected.map_or_else(
        || ElectionRule::Plurality.text(),
        |needed| {
            let Words { zh, en } = share(needed, base.0, base.1);
            words!("得票{zh} 的候选人，得票多的当选。", "Candidates with {en} are elected, most votes first.")
        },
    );
    let runoff = rule.runoff.map_or_else(
        || Words::fixed("", ""),
        |needed| {
            let Words { zh, en } = share(needed, base.0, base.1);
            words!(
                "名额未选满的另行选举，得票须{zh}。",
                " Seats left empty go to a run-off, where a winner needs {en}."
            )
        },
    );
    Words::new(
        format!("{}{}{}", turnout.zh, elected.zh, runoff.zh),
        format!("{}{}{}", turnout.en, elected.en, runoff.en),
    )
}

/// A threshold in words: `登记选民的 1/2 以上`, `more than 1/2 of the electors`.
fn share(needed: Threshold, of_zh: &str, of_en: &str) -> Words {
    let Threshold { numerator, denominator, strict } = needed;
    if strict {
        words!("超过{of_zh}的 {numerator}/{denominator}", "more than {numerator}/{denominator} {of_en}")
    } else {
        words!("达到{of_zh}的 {numerator}/{denominator}", "at least {numerator}/{denominator} {of_en}")
    }
}

named_or_custom!(
    "an election rule",
    ElectionRule,
    NamedElectionRule { DoubleMajority, RunOff, Plurality },
    CustomElectionRule
);
