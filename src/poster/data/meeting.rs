//! A meeting on a poster: when and where, who came, and each resolution with its votes and what it needed.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::head::{Line, Stamp};
use super::vote::Figure;
use super::words::{Voice, thousands};
use crate::front::scalar::{Day, Moment};

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
    pub figures: Vec<Figure>,
    /// Those present by what they are.
    pub roles: Vec<Figure>,
    /// That nothing passes, where too few were there.
    pub inquorate: Option<String>,
    /// Whether something was decided; else the resolutions are an agenda.
    pub decided: bool,
    /// What was put.
    pub resolutions: Vec<ResolutionData>,
}

/// One thing that was put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResolutionData {
    /// What, in a line.
    pub title: String,
    /// What exactly.
    pub text: Option<String>,
    /// Passed, failed or adopted.
    pub outcome: Option<Stamp>,
    /// The votes in words.
    pub votes: Option<String>,
    /// Those in favour ÷ the base = the share, in words.
    pub share: Option<String>,
    /// The share in hundredths with two decimals.
    pub percent: Option<String>,
    /// What it needed, in words.
    pub need: Option<String>,
    /// The same in hundredths; none where no vote is counted.
    pub threshold_percent: Option<&'static str>,
    /// Who does it, until when, when it was done.
    pub follow_up: Vec<Line>,
    /// What came of it.
    pub reply: Option<String>,
}

#[derive(Deserialize)]
struct View {
    body: Option<String>,
    venue: Option<String>,
    starts: Option<Moment>,
    ends: Option<Moment>,
    attendance: Option<Attendance>,
    quorum: Option<Quorum>,
    resolutions: Vec<Resolution>,
}

#[derive(Deserialize)]
struct Attendance {
    eligible: Option<u64>,
    present: Option<u64>,
    by_role: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    name: String,
    count: u64,
}

#[derive(Deserialize)]
struct Quorum {
    rule: String,
    needed: Option<u64>,
    met: Option<bool>,
}

#[derive(Deserialize)]
struct Resolution {
    title: String,
    text: Option<String>,
    outcome: Option<String>,
    percent: Option<String>,
    base: Option<u64>,
    votes: Option<Votes>,
    requires: String,
    of: String,
    owner: Option<String>,
    due: Option<Day>,
    done: Option<Day>,
    reply: Option<String>,
}

#[derive(Deserialize)]
struct Votes {
    r#for: u64,
    against: u64,
    abstain: Option<u64>,
}

impl MeetingData {
    pub(super) fn of(view: Json, voice: &Voice<'_>) -> Option<MeetingData> {
        let view: View = serde_json::from_value(view).ok()?;
        let unmet = view.quorum.as_ref().is_some_and(|quorum| quorum.met == Some(false));
        let roles = view.attendance.iter().flat_map(|attendance| &attendance.by_role);
        let role =
            |role: &Role| Figure { label: role.name.clone(), value: thousands(role.count), unit: String::new(), note: String::new() };
        Some(MeetingData {
            when: view.when(voice),
            figures: view.figures(voice),
            roles: roles.map(role).collect(),
            inquorate: unmet.then(|| voice.word("quorum-unmet")),
            decided: view.resolutions.iter().any(|resolution| resolution.outcome.is_some()),
            resolutions: view.resolutions.iter().map(|resolution| resolution.data(voice)).collect(),
            council: view.body,
            venue: view.venue,
        })
    }
}

impl View {
    /// 2026年3月2日（星期一）19:30–21:00.
    fn when(&self, voice: &Voice<'_>) -> Option<String> {
        let starts = self.starts?;
        let weekday = voice.say("clock-weekday", &[("weekday", &voice.weekday(starts.date))]);
        let day = format!("{}{weekday}", voice.long(starts.date));
        let clock = |moment: Moment| moment.time.map(|time| time.to_string());
        let ends =
            self.ends.filter(|ends| ends.date != starts.date).map(|ends| format!("{}{}", voice.word("clock-to"), voice.moment(ends)));
        let until = self.ends.filter(|ends| ends.date == starts.date).and_then(clock);
        Some(match (clock(starts), until) {
            (Some(from), Some(until)) => format!("{day} {from}–{until}"),
            (Some(from), None) => format!("{day} {from}{}", ends.unwrap_or_default()),
            (None, _) => format!("{day}{}", ends.unwrap_or_default()),
        })
    }

    fn figures(&self, voice: &Voice<'_>) -> Vec<Figure> {
        let people = |label: &str, value: Option<u64>, note: String| {
            value.map(|value| Figure { label: voice.word(label), value: thousands(value), unit: voice.word("unit-persons"), note })
        };
        let attendance = self.attendance.as_ref();
        let all = [
            people("attendance-eligible", attendance.and_then(|a| a.eligible), String::new()),
            people("attendance-present", attendance.and_then(|a| a.present), String::new()),
            people("quorum", self.quorum.as_ref().and_then(|q| q.needed), self.quorum.as_ref().map(|q| q.note(voice)).unwrap_or_default()),
        ];
        all.into_iter().flatten().collect()
    }
}

impl Quorum {
    /// The rule where it is a fraction, and whether it was met.
    fn note(&self, voice: &Voice<'_>) -> String {
        let met = self.met.map(|met| voice.word(if met { "met" } else { "unmet" }));
        let part = self.rule.trim_start_matches('>');
        let key = if self.rule.starts_with('>') { "quorum-more" } else { "quorum-least" };
        let rule = part.contains('/').then(|| voice.say(key, &[("part", part)]));
        rule.into_iter().chain(met).collect::<Vec<_>>().join(&voice.word("comma"))
    }
}

impl Resolution {
    fn data(&self, voice: &Voice<'_>) -> ResolutionData {
        let votes = self.votes.as_ref();
        let count = |votes: &Votes| {
            let (yes, no, abstain) = (thousands(votes.r#for), thousands(votes.against), thousands(votes.abstain.unwrap_or(0)));
            voice.say("votes", &[("for", &yes), ("against", &no), ("abstain", &abstain)])
        };
        let share = votes.zip(self.base).zip(self.percent.as_deref()).map(|((votes, base), percent)| {
            voice.say("votes-share", &[("part", &thousands(votes.r#for)), ("whole", &thousands(base)), ("percent", percent)])
        });
        let requires = voice.word(&format!("requires-{}", self.requires));
        let need = match (votes, &self.outcome) {
            (Some(_), _) => Some(format!("{requires}{}", voice.word(&format!("of-{}", self.of)))),
            (None, Some(outcome)) if outcome == "adopted" => Some(requires),
            _ => None,
        };
        ResolutionData {
            title: self.title.clone(),
            text: self.text.clone(),
            outcome: self.outcome.as_ref().map(|outcome| Stamp::new(outcome, voice)),
            votes: votes.map(count),
            share,
            percent: self.percent.clone(),
            need,
            threshold_percent: votes.and_then(|_| threshold(&self.requires)),
            follow_up: self.follow_up(voice),
            reply: self.reply.as_ref().map(|reply| format!("{}{reply}", voice.word("reply"))),
        }
    }

    fn follow_up(&self, voice: &Voice<'_>) -> Vec<Line> {
        let line = |key: &'static str, value: Option<String>| value.map(|value| Line { key, label: voice.word(key), value });
        let long = |day: Option<Day>| day.map(|day| voice.long(day.0));
        let all = [line("owner", self.owner.clone()), line("due", long(self.due)), line("done-on", long(self.done))];
        all.into_iter().flatten().collect()
    }
}

/// What is needed, as a place on a bar.
fn threshold(requires: &str) -> Option<&'static str> {
    match requires {
        "majority" => Some("50.00"),
        "two-thirds" => Some("66.67"),
        "three-quarters" => Some("75.00"),
        "unanimous" => Some("100.00"),
        _ => None,
    }
}
