//! What the template of a meeting draws: every vote with the base it is counted of.

use serde::Serialize;
use tera::Value;

use super::super::exact::Share;
use super::super::kind::Around;
use super::facts::ResolutionFacts;
use super::{Attendance, Meeting, Of, Quorum, Requires, Resolution, Votes};
use crate::front::scalar::{Count, Day, Moment, Text};

/// The view of a meeting today.
pub(super) fn view(meeting: &Meeting, around: &Around<'_>) -> Value {
    let facts = meeting.resolution_facts(around);
    let each = meeting.resolutions().iter().zip(facts).enumerate();
    let resolutions = each.map(|(at, (resolution, facts))| resolution.view(at, facts, meeting.attendance.as_ref())).collect();
    let attendance = meeting.attendance.as_ref().map(|attendance| {
        let roles = attendance.by_role.iter().flat_map(|roles| roles.iter());
        let by_role = roles.map(|(name, count)| RoleView { name, count: *count }).collect();
        AttendanceView { eligible: attendance.eligible, present: attendance.present, by_role }
    });
    let quorum = meeting.quorum.map(|quorum| {
        let needed = quorum.needed(meeting.attendance.as_ref().and_then(|a| a.eligible));
        QuorumView { rule: quorum, needed, met: meeting.quorum_met() }
    });
    let Meeting { body, venue, starts, ends, .. } = meeting;
    Value::from_serializable(&View { body, venue, starts: *starts, ends: *ends, attendance, quorum, resolutions })
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

impl Resolution {
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
}
