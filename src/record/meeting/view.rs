//! What the template of a meeting draws: every vote with its base.

use serde::Serialize;

use super::super::exact::Share;
use super::facts::{ItemState, MeetingFacts, ResolutionFacts, ResolutionOutcome};
use super::{Attendance, Meeting, Quorum, Requires, Resolution, VoteBase, Votes};
use crate::front::prose::Prose;
use crate::front::scalar::{Count, Day, Moment, apart};

/// The view of a meeting.
pub(super) fn view<'v>(meeting: &'v Meeting, facts: &MeetingFacts) -> MeetingView<'v> {
    let each = meeting.resolutions().iter().zip(&facts.resolutions).enumerate();
    let resolutions = each
        .map(|(at, (resolution, facts))| resolution.view(at, facts, meeting.attendance.as_ref()))
        .collect();
    let attendance = meeting.attendance.as_ref().map(|attendance| {
        let roles = attendance.by_role.iter().flat_map(|roles| roles.iter());
        let by_role = roles.map(|(name, count)| RoleView { name, count: *count }).collect();
        AttendanceView { eligible: attendance.eligible, present: attendance.present, by_role }
    });
    let quorum = meeting.quorum.map(|quorum| {
        let needed = quorum.needed(meeting.attendance.as_ref().and_then(|a| a.eligible));
        QuorumView { rule: quorum, needed, met: facts.quorum_met }
    });
    let Meeting { body, venue, starts, ends, .. } = meeting;
    MeetingView { body, venue, starts: *starts, ends: *ends, attendance, quorum, resolutions }
}

/// What is drawn of a meeting.
#[derive(Serialize)]
pub struct MeetingView<'a> {
    /// The body that met.
    pub body: &'a Option<Prose>,
    /// Where.
    pub venue: &'a Option<Prose>,
    /// When it starts.
    #[serde(serialize_with = "apart")]
    pub starts: Option<Moment>,
    /// When it ends.
    #[serde(serialize_with = "apart")]
    pub ends: Option<Moment>,
    /// The attendance.
    pub attendance: Option<AttendanceView<'a>>,
    /// How many must be present.
    pub quorum: Option<QuorumView>,
    /// Its resolutions.
    pub resolutions: Vec<ResolutionView<'a>>,
}

/// What is drawn of a resolution.
#[derive(Serialize)]
pub struct ResolutionView<'a> {
    /// The anchor on the page.
    pub id: String,
    /// Votes in favour as a share of the base: a percentage with two decimals.
    pub percent: Option<String>,
    /// The number of votes that the share is taken of.
    pub base: Option<u64>,
    /// Its outcome.
    pub outcome: Option<ResolutionOutcome>,
    /// The share with four decimals.
    pub share: Option<String>,
    /// Whether it was carried out.
    pub state: Option<ItemState>,
    /// The resolution in one line.
    pub title: &'a Prose,
    /// Its full text.
    pub text: &'a Option<Prose>,
    /// The votes.
    pub votes: &'a Option<Votes>,
    /// What it needs in order to pass.
    pub requires: Requires,
    /// The base of the share.
    pub of: VoteBase,
    /// Who carries it out.
    pub owner: &'a Option<Prose>,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
    /// What came of it.
    pub reply: &'a Option<Prose>,
}

/// The attendance of a meeting.
#[derive(Serialize)]
pub struct AttendanceView<'a> {
    /// How many may attend.
    pub eligible: Option<Count>,
    /// How many did.
    pub present: Option<Count>,
    /// How many of these in each role.
    pub by_role: Vec<RoleView<'a>>,
}

/// Those who attended in one role.
#[derive(Serialize)]
pub struct RoleView<'a> {
    /// The role.
    pub name: &'a str,
    /// How many.
    pub count: Count,
}

/// The quorum, and whether it was met.
#[derive(Serialize)]
pub struct QuorumView {
    /// The rule.
    pub rule: Quorum,
    /// The smallest number of people that meets it.
    pub needed: Option<u64>,
    /// Whether it was met.
    pub met: Option<bool>,
}

impl Resolution {
    fn view<'a>(
        &'a self,
        at: usize,
        facts: &ResolutionFacts,
        attendance: Option<&Attendance>,
    ) -> ResolutionView<'a> {
        let base = self.base(attendance).filter(|_| self.requires() != Requires::Consensus);
        let percent = base
            .zip(self.votes.as_ref())
            .and_then(|(base, votes)| Share::of_people(votes.r#for.0, base).percent());
        ResolutionView {
            id: format!("resolution-{}", at + 1),
            percent,
            base,
            outcome: facts.outcome,
            share: facts.share.clone(),
            state: facts.state,
            title: &self.title,
            text: &self.text,
            votes: &self.votes,
            requires: self.requires(),
            of: self.of.unwrap_or(VoteBase::Present),
            owner: &self.owner,
            due: self.due,
            done: self.done,
            reply: &self.reply,
        }
    }
}
