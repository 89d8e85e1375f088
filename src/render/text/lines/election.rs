//! An election in words: who was elected and with how many votes, or who the candidates are.

use super::TextLines;
use crate::record::election::{CandidateView, ElectionView};
use crate::render::filters::thousands;

impl TextLines<'_> {
    pub(super) fn election(&mut self, election: &ElectionView<'_>) {
        let wording = self.wording;
        let comma = wording.word("comma");
        self.labelled(&wording.word("kind-election"), election.body.map(|body| &**body).unwrap_or_default());
        if let Some(seats) = election.seats {
            self.labelled(&wording.word("seats"), &thousands(&seats.0.to_string()));
        }
        if !election.has_results {
            let names: Vec<&str> = election.candidates.iter().map(|candidate| candidate.name).collect();
            return self.labelled(&wording.word("candidates-heading"), &names.join(&comma));
        }

        for reason in &election.void {
            self.add(&format!("void-{}", reason.name()), &[]);
        }
        self.labelled(&wording.word("elected-heading"), &election.elected.join(&comma));
        if election.tie {
            self.add("election-tie", &[]);
        }
        if let Some(runoff) = &election.runoff {
            let (seats, names) = (runoff.seats, runoff.candidates.join(&comma));
            self.lines.push(wording.counted("runoff-names", ("seats", seats), &[("names", &names)]));
        }
        let votes = |candidate: &CandidateView<'_>| {
            let votes = thousands(&candidate.votes.unwrap_or_default().0.to_string());
            wording.say("text-option", &[("label", candidate.name), ("people", &votes)])
        };
        let votes: Vec<String> = election.candidates.iter().map(votes).collect();
        self.labelled(&wording.word("votes-received"), &votes.join(&wording.word("text-comma")));
        self.returned(election);
    }

    fn returned(&mut self, election: &ElectionView<'_>) {
        let number = |count: crate::front::scalar::Count| thousands(&count.0.to_string());
        let Some(returned) = election.ballots.and_then(|ballots| ballots.returned).map(number) else {
            return;
        };
        match election.electors.map(number) {
            Some(of) => {
                let said = [("returned", &*returned), ("electors", &*of)];
                self.add_counted("text-returned-electors", &returned, &said);
            }
            None => self.add_counted("text-returned", &returned, &[("returned", &returned)]),
        }
    }
}
