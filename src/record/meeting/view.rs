//! What the template of a meeting draws: every vote with the base it is counted of.

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
    /// Which council met.
    pub body: &'a Option<Prose>,
    /// Where.
    pub venue: &'a Option<Prose>,
    /// When it starts.
    #[serde(serialize_with = "apart")]
    pub starts: Option<Moment>,
    /// When it ends.
    #[serde(serialize_with = "apart")]
    pub ends: Option<Moment>,
    /// Who was there.
    pub attendance: Option<AttendanceView<'a>>,
    /// How many must be there.
    pub quorum: Option<QuorumView>,
    /// What was put to it.
    pub resolutions: Vec<ResolutionView<'a>>,
}

/// What is drawn of a resolution.
#[derive(Serialize)]
pub struct ResolutionView<'a> {
    /// The anchor on the page.
    pub id: String,
    /// Those in favour of the base, in hundredths with two decimals.
    pub percent: Option<String>,
    /// How many the share is taken of.
    pub base: Option<u64>,
    /// What became of it.
    pub outcome: Option<ResolutionOutcome>,
    /// The share with four decimals.
    pub share: Option<String>,
    /// Whether it was carried out.
    pub state: Option<ItemState>,
    /// What, in a line.
    pub title: &'a Prose,
    /// What exactly.
    pub text: &'a Option<Prose>,
    /// The count.
    pub votes: &'a Option<Votes>,
    /// What it needs to pass.
    pub requires: Requires,
    /// Of whom.
    pub of: VoteBase,
    /// Who does it.
    pub owner: &'a Option<Prose>,
    /// Until when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
    /// What came of it.
    pub reply: &'a Option<Prose>,
}

/// Who was there.
#[derive(Serialize)]
pub struct AttendanceView<'a> {
    /// How many may attend.
    pub eligible: Option<Count>,
    /// How many did.
    pub present: Option<Count>,
    /// Of those, how many in each role.
    pub by_role: Vec<RoleView<'a>>,
}

/// Those of one role.
#[derive(Serialize)]
pub struct RoleView<'a> {
    /// What they are.
    pub name: &'a str,
    /// How many.
    pub count: Count,
}

/// How many must be there.
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
