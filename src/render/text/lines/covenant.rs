//! A covenant in words: which version it is, when it takes effect, and the vote that adopted it.

use super::TextLines;
use crate::front::scalar::Moment;
use crate::record::covenant::{AdoptedResolution, Adoption, CovenantState, CovenantView};
use crate::record::meeting::ResolutionOutcome;

impl TextLines<'_> {
    pub(super) fn covenant(&mut self, covenant: &CovenantView<'_>) {
        let wording = self.wording;
        if let Some(state) = covenant.state {
            let state = wording.word(match state {
                CovenantState::Upcoming => "stamp-pending",
                CovenantState::InForce => "stamp-in-force",
                CovenantState::Superseded => "stamp-superseded",
            });
            self.fact("text-state", &state);
        }
        self.fact("covenant-version", covenant.version.map(|version| &**version).unwrap_or_default());
        if let Some(effective) = covenant.effective {
            self.fact("covenant-effective", &wording.moment(Moment::from(effective)));
        }
        let in_force = Some(CovenantState::InForce);
        let in_force = covenant.versions.iter().find(|one| one.state == in_force && !one.own);
        if let (Some(CovenantState::Superseded), Some(one)) = (covenant.state, in_force) {
            self.fact("covenant-in-force", &one.title);
        }
        covenant.adoption.iter().for_each(|adoption| self.adoption(adoption));
    }

    fn adoption(&mut self, adoption: &Adoption) {
        self.fact("covenant-adopted-by", &adoption.title);
        for question in &adoption.questions {
            let votes = question.options.iter().map(|option| {
                let people = option.people.unwrap_or_default().0.to_string();
                self.wording.say("text-option", &[("label", &option.label), ("people", &people)])
            });
            let votes = votes.collect::<Vec<_>>().join(&self.wording.word("text-comma"));
            let label = question.question.clone().unwrap_or_else(|| self.wording.word("text-result"));
            self.labelled(&label, &votes);
            question.tests.iter().for_each(|test| self.test(test));
        }
        adoption.resolutions.iter().for_each(|resolution| self.adopted(resolution));
    }

    fn adopted(&mut self, resolution: &AdoptedResolution) {
        let passed = resolution.outcome == ResolutionOutcome::Passed;
        let outcome = self.wording.word(if passed { "text-passed" } else { "text-adopted" });
        let votes = resolution.r#for.zip(resolution.against).map(|(yes, no)| {
            let abstain = resolution.abstain.unwrap_or_default();
            let [yes, no, neither] = [yes, no, abstain].map(|count| count.0.to_string());
            self.wording.say("text-votes", &[("for", &*yes), ("against", &*no), ("abstain", &*neither)])
        });
        self.labelled(&resolution.title, &[outcome, votes.unwrap_or_default()].concat());
    }
}
