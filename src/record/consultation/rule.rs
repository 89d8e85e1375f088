//! The rules under which a vote may be held: their thresholds, and their names.
//!
//! A rule says how many must take part and how many of those must approve, by people and by area. The
//! thresholds of the Civil Code are here with their articles; nothing else in the program contains a figure
//! of the law.

use super::super::named_or_custom::named_or_custom;
use crate::diag::{Words, words};
use crate::front::scalar::{Text, Threshold};
use crate::front::shape::{choices, fields};

choices! {
    /// A rule with a name.
    pub enum NamedVoteRule ("规则", "a rule") {
        /// PRC Civil Code art. 278: decisions of owners.
        CivilCode278 = "civil-code-278" "民法典第二百七十八条",
        /// More than half of those who returned a ballot.
        Majority = "majority" "过半数",
        /// An opinion poll.
        None = "none" "不计结果",
    }
}

fields! {
    /// A threshold of heads and one of area.
    #[derive(Copy, PartialEq, Eq)]
    pub struct Thresholds {
        /// of heads
        people "人数" "人数" ? Threshold,
        /// of area
        area "面积" "面积" ? Threshold,
    }
}

fields! {
    /// A rule of the site's own.
    pub struct CustomVoteRule {
        /// what part of the eligible must take part
        participation "参与" "应参加者的多少须参加" ? Thresholds,
        /// what part of those taking part must approve
        approval "同意" "参加者的多少须同意" ? Thresholds,
        /// the source of the rule
        source "依据" "规则的出处" ? Text,
    }
}

/// The rule that decides a vote.
#[derive(Clone, Debug)]
pub enum VoteRule {
    /// PRC Civil Code art. 278, in force since 2021-01-01; the item says which threshold.
    CivilCode278,
    /// More than half of the people who returned a ballot.
    Majority,
    /// An opinion poll: no outcome.
    None,
    /// A rule of the site's own.
    Custom(Box<CustomVoteRule>),
}

const fn threshold(numerator: u32, denominator: u32, strict: bool) -> Option<Threshold> {
    Some(Threshold { numerator, denominator, strict })
}

impl VoteRule {
    /// The share of those eligible that must take part.
    pub fn participation(&self) -> Thresholds {
        match self {
            // Art. 278(2): owners with at least two thirds of the area and two thirds of the heads.
            VoteRule::CivilCode278 => {
                Thresholds { people: threshold(2, 3, false), area: threshold(2, 3, false) }
            }
            VoteRule::Custom(rule) => rule.participation.unwrap_or(Thresholds::NONE),
            VoteRule::Majority | VoteRule::None => Thresholds::NONE,
        }
    }

    /// The share of those taking part that must approve.
    pub fn approval(&self, item: Option<u64>) -> Thresholds {
        match self {
            // Art. 278(2): three quarters of both for items 6 to 8, more than half of both for the others.
            VoteRule::CivilCode278 if matches!(item, Some(6..=8)) => {
                Thresholds { people: threshold(3, 4, false), area: threshold(3, 4, false) }
            }
            VoteRule::CivilCode278 => {
                Thresholds { people: threshold(1, 2, true), area: threshold(1, 2, true) }
            }
            VoteRule::Majority => Thresholds { people: threshold(1, 2, true), area: None },
            VoteRule::Custom(rule) => rule.approval.unwrap_or(Thresholds::NONE),
            VoteRule::None => Thresholds::NONE,
        }
    }

    /// Whether areas count towards the result.
    pub fn needs_area(&self, item: Option<u64>) -> bool {
        self.participation().area.is_some() || self.approval(item).area.is_some()
    }

    /// The name in data and templates.
    pub fn id(&self) -> &'static str {
        match self {
            VoteRule::CivilCode278 => NamedVoteRule::CivilCode278.name(),
            VoteRule::Majority => NamedVoteRule::Majority.name(),
            VoteRule::None => NamedVoteRule::None.name(),
            VoteRule::Custom(_) => "custom",
        }
    }

    /// The rule in plain words.
    pub fn text(&self, item: Option<u64>) -> Words {
        match self {
            VoteRule::CivilCode278 => {
                let matter =
                    item.and_then(|item| ITEMS.get(usize::try_from(item).ok()?.checked_sub(1)?)).cloned();
                let Words { zh, en } =
                    matter.unwrap_or(Words::fixed("业主共同决定的事项", "a matter for the owners"));
                if matches!(item, Some(6..=8)) {
                    words!(
                        "{zh}：专有部分面积占三分之二以上、人数占三分之二以上的业主参加表决；参加者中，面积四分之三以上且人数四分之三以上同意，才通过。",
                        "{en}: owners with at least two thirds of the area and two thirds of the headcount \
                         must take part; of those, at least three quarters of the area and three quarters \
                         of the headcount must approve."
                    )
                } else {
                    words!(
                        "{zh}：专有部分面积占三分之二以上、人数占三分之二以上的业主参加表决；参加者中，面积过半数且人数过半数同意，才通过。",
                        "{en}: owners with at least two thirds of the area and two thirds of the headcount \
                         must take part; of those, more than half of the area and more than half of the \
                         headcount must approve."
                    )
                }
            }
            VoteRule::Majority => Words::fixed(
                "交回表决票的人过半数同意，才通过。",
                "It passes if more than half of the people who returned a ballot approve.",
            ),
            VoteRule::None => {
                Words::fixed("只征求意见，不作决定。", "An opinion poll: nothing is decided by it.")
            }
            VoteRule::Custom(rule) => custom_text(rule),
        }
    }

    /// The source of the rule.
    pub fn source(&self, item: Option<u64>) -> Option<Words> {
        match (self, item) {
            (VoteRule::CivilCode278, Some(item)) => {
                let numeral = NUMERALS.get(usize::try_from(item).unwrap_or(0)).copied().unwrap_or("");
                Some(words!(
                    "《中华人民共和国民法典》第二百七十八条第一款第（{numeral}）项、第二款；“以上”包括本数（第一千二百五十九条）",
                    "Civil Code of the PRC, art. 278(1)({item}) and (2); “at least” includes the number \
                     itself (art. 1259)"
                ))
            }
            (VoteRule::CivilCode278, None) => Some(Words::fixed(
                "《中华人民共和国民法典》第二百七十八条",
                "Civil Code of the PRC, art. 278",
            )),
            (VoteRule::Custom(rule), _) => {
                rule.source.as_ref().map(|source| Words::new(source.0.clone(), source.0.clone()))
            }
            (VoteRule::Majority | VoteRule::None, _) => None,
        }
    }
}

const NUMERALS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The matters of art. 278(1), items 1 to 9, in short.
static ITEMS: [Words; 9] = [
    Words::fixed("制定和修改业主大会议事规则", "the rules of procedure of the owners' meeting"),
    Words::fixed("制定和修改管理规约", "the management covenant"),
    Words::fixed("选举或者更换业主委员会", "electing or replacing the owners' committee"),
    Words::fixed("选聘和解聘物业服务企业", "hiring or dismissing the property manager"),
    Words::fixed("使用维修资金", "using the maintenance fund"),
    Words::fixed("筹集维修资金", "raising the maintenance fund"),
    Words::fixed("改建、重建建筑物及其附属设施", "rebuilding or altering the buildings"),
    Words::fixed(
        "改变共有部分用途或者利用共有部分经营",
        "changing the use of common parts or doing business with them",
    ),
    Words::fixed(
        "有关共有和共同管理权利的其他重大事项",
        "another important matter of common property and management",
    ),
];

fn custom_text(rule: &CustomVoteRule) -> Words {
    let said = |thresholds: Option<Thresholds>| {
        let thresholds = thresholds.unwrap_or(Thresholds::NONE);
        let people = thresholds.people.map(|t| plain(t, "人数", "of the people"));
        let area = thresholds.area.map(|t| plain(t, "面积", "of the area"));
        let parts: Vec<Words> = people.into_iter().chain(area).collect();
        let join =
            |pick: fn(&Words) -> &str, with: &str| parts.iter().map(pick).collect::<Vec<_>>().join(with);
        (!parts.is_empty()).then(|| Words::new(join(|w| &w.zh, "且"), join(|w| &w.en, " and ")))
    };
    match (said(rule.participation), said(rule.approval)) {
        (Some(part), Some(approve)) => Words::new(
            format!("{}参加表决；参加者中{}同意，才通过。", part.zh, approve.zh),
            format!("{} must take part; of these, {} must approve.", part.en, approve.en),
        ),
        (Some(part), None) => {
            Words::new(format!("{}参加表决，才有效。", part.zh), format!("{} must take part.", part.en))
        }
        (None, Some(approve)) => Words::new(
            format!("参加者中{}同意，才通过。", approve.zh),
            format!("Of those taking part, {} must approve.", approve.en),
        ),
        (None, None) => Words::fixed("只征求意见，不作决定。", "An opinion poll: nothing is decided by it."),
    }
}

fn plain(threshold: Threshold, of_zh: &str, of_en: &str) -> Words {
    let Threshold { numerator, denominator, strict } = threshold;
    if strict {
        words!("{of_zh}超过 {numerator}/{denominator}", "more than {numerator}/{denominator} {of_en}")
    } else {
        words!("{of_zh} {numerator}/{denominator} 以上", "at least {numerator}/{denominator} {of_en}")
    }
}

impl Thresholds {
    /// No threshold at all.
    pub const NONE: Thresholds = Thresholds { people: None, area: None };

    /// Whether there is any threshold.
    pub fn any(self) -> bool {
        self.people.is_some() || self.area.is_some()
    }
}

named_or_custom!("a rule", VoteRule, NamedVoteRule { CivilCode278, Majority, None }, CustomVoteRule);
