//! A meeting on a poster: when and where, who attended, and each resolution with its votes and its
//! threshold.

use serde::Serialize;

use super::head::{LabelledLine, StampData};
use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::front::prose::Prose;
use crate::front::scalar::{Count, Day, Moment, Threshold};
use crate::record::meeting::{
    AttendanceView, MeetingView, Quorum, QuorumView, Requires, ResolutionOutcome, ResolutionView, RoleView,
    Votes,
};

/// What a meeting adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingData {
    /// Which council met.
    pub council: Option<String>,
    /// When it is or was.
    pub when: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Members, those present, the quorum.
    pub figures: Vec<LargeFigure>,
    /// Those present by their role.
    pub roles: Vec<LargeFigure>,
    /// That nothing can be passed, where too few were present.
    pub inquorate: Option<String>,
    /// Whether something was decided; otherwise the resolutions are an agenda.
    pub decided: bool,
    /// The resolutions.
    pub resolutions: Vec<ResolutionData>,
}

/// A resolution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResolutionData {
    /// Its title, one line.
    pub title: String,
    /// Its full text.
    pub text: Option<String>,
    /// Passed, failed or adopted.
    pub outcome: Option<StampData>,
    /// The votes in words.
    pub votes: Option<String>,
    /// Those in favour ÷ the base = the share, in words.
    pub share: Option<String>,
    /// The share as a percentage with two decimals.
    pub percent: Option<String>,
    /// What it needed to pass, in words.
    pub need: Option<String>,
    /// The same as a percentage; none where no votes are counted.
    pub threshold_percent: Option<&'static str>,
    /// Who carries it out, the deadline, and the day on which it was done.
    pub follow_up: Vec<LabelledLine>,
    /// What became of it.
    pub reply: Option<String>,
}

impl MeetingData {
    pub(super) fn of(view: &MeetingView<'_>, wording: &Wording<'_>) -> MeetingData {
        let is_inquorate = view.quorum.as_ref().is_some_and(|quorum| quorum.met == Some(false));
        let roles = view.attendance.iter().flat_map(|attendance| &attendance.by_role);
        let role = |role: &RoleView<'_>| LargeFigure {
            label: role.name.to_owned(),
            value: thousands(role.count.0),
            unit: String::new(),
            note: String::new(),
        };
        MeetingData {
            when: when(view, wording),
            figures: figures(view, wording),
            roles: roles.map(role).collect(),
            inquorate: is_inquorate.then(|| wording.word("quorum-unmet")),
            decided: view.resolutions.iter().any(|resolution| resolution.outcome.is_some()),
            resolutions: view
                .resolutions
                .iter()
                .map(|resolution| ResolutionData::of(resolution, wording))
                .collect(),
            council: text(view.body),
            venue: text(view.venue),
        }
    }
}

fn text(text: &Option<Prose>) -> Option<String> {
    text.as_ref().map(|text| text.0.clone())
}

/// 2026年3月2日（星期一）19:30–21:00.
fn when(view: &MeetingView<'_>, wording: &Wording<'_>) -> Option<String> {
    let starts = view.starts?;
    let weekday = wording.say("clock-weekday", &[("weekday", &wording.weekday(starts.date))]);
    let day = format!("{}{weekday}", wording.long(starts.date));
    let clock = |moment: Moment| moment.time.map(|time| time.to_string());
    let ends = view
        .ends
        .filter(|ends| ends.date != starts.date)
        .map(|ends| format!("{}{}", wording.word("clock-to"), wording.moment(ends)));
    let until = view.ends.filter(|ends| ends.date == starts.date).and_then(clock);
    Some(match (clock(starts), until) {
        (Some(from), Some(until)) => format!("{day} {from}–{until}"),
        (Some(from), None) => format!("{day} {from}{}", ends.unwrap_or_default()),
        (None, _) => format!("{day}{}", ends.unwrap_or_default()),
    })
}

fn figures(view: &MeetingView<'_>, wording: &Wording<'_>) -> Vec<LargeFigure> {
    let people = |label: &str, value, note| LargeFigure::of(label, value, "unit-persons", note, wording);
    let (attendance, quorum) = (view.attendance.as_ref(), view.quorum.as_ref());
    let count = |of: fn(&AttendanceView<'_>) -> Option<Count>| attendance.and_then(of).map(|count| count.0);
    let all = [
        people("attendance-eligible", count(|a| a.eligible), String::new()),
        people("attendance-present", count(|a| a.present), String::new()),
        people("quorum", quorum.and_then(|q| q.needed), quorum.map(|q| note(q, wording)).unwrap_or_default()),
    ];
    all.into_iter().flatten().collect()
}

/// The rule, if it is a fraction, and whether it was met.
fn note(quorum: &QuorumView, wording: &Wording<'_>) -> String {
    let met = quorum.met.map(|met| wording.word(if met { "met" } else { "unmet" }));
    let rule = match quorum.rule {
        Quorum::Count(_) => None,
        Quorum::Fraction(Threshold { numerator, denominator, strict }) => {
            let key = if strict { "quorum-more" } else { "quorum-least" };
            Some(wording.say(key, &[("part", &format!("{numerator}/{denominator}"))]))
        }
    };
    rule.into_iter().chain(met).collect::<Vec<_>>().join(&wording.word("comma"))
}

impl ResolutionData {
    fn of(resolution: &ResolutionView<'_>, wording: &Wording<'_>) -> ResolutionData {
        let votes = resolution.votes.as_ref();
        let count = |votes: &Votes| {
            let abstain = votes.abstain.unwrap_or_default();
            let (yes, no, abstain) =
                (thousands(votes.r#for.0), thousands(votes.against.0), thousands(abstain.0));
            wording.say("votes", &[("for", &yes), ("against", &no), ("abstain", &abstain)])
        };
        let share =
            votes.zip(resolution.base).zip(resolution.percent.as_deref()).map(|((votes, base), percent)| {
                wording.say(
                    "votes-share",
                    &[("part", &thousands(votes.r#for.0)), ("whole", &thousands(base)), ("percent", percent)],
                )
            });
        let requires = wording.word(&format!("requires-{}", resolution.requires.name()));
        let need = match (votes, resolution.outcome) {
            (Some(_), _) => {
                Some(format!("{requires}{}", wording.word(&format!("of-{}", resolution.of.name()))))
            }
            (None, Some(ResolutionOutcome::Adopted)) => Some(requires),
            (None, Some(ResolutionOutcome::Passed | ResolutionOutcome::Failed) | None) => None,
        };
        ResolutionData {
            title: resolution.title.0.clone(),
            text: text(resolution.text),
            outcome: resolution.outcome.map(|outcome| StampData::new(outcome.name(), wording)),
            votes: votes.map(count),
            share,
            percent: resolution.percent.clone(),
            need,
            threshold_percent: votes.and_then(|_| threshold(resolution.requires)),
            follow_up: follow_up(resolution, wording),
            reply: resolution.reply.as_deref().map(|reply| format!("{}{reply}", wording.word("reply"))),
        }
    }
}

fn follow_up(resolution: &ResolutionView<'_>, wording: &Wording<'_>) -> Vec<LabelledLine> {
    let line = |key: &'static str, value: Option<String>| {
        value.map(|value| LabelledLine { key, label: wording.word(key), value })
    };
    let long = |day: Option<Day>| day.map(|day| wording.long(day.0));
    let all = [
        line("owner", text(resolution.owner)),
        line("due", long(resolution.due)),
        line("done-on", long(resolution.done)),
    ];
    all.into_iter().flatten().collect()
}

/// The threshold, as a position on a bar.
fn threshold(requires: Requires) -> Option<&'static str> {
    match requires {
        Requires::Majority => Some("50.00"),
        Requires::TwoThirds => Some("66.67"),
        Requires::ThreeQuarters => Some("75.00"),
        Requires::Unanimous => Some("100.00"),
        Requires::Consensus => None,
    }
}
