//! An election on a poster: it is set like a vote with one question, whose options are the candidates.

use super::head::StampData;
use super::vote::{BaseData, LargeFigure, OptionData, PartData, QuestionData, TestData, VoteData, VoteWords};
use super::words::{Wording, thousands};
use crate::front::scalar::Count;
use crate::record::election::{CandidateView, ElectionView};

/// What an election adds.
pub(super) fn data(view: &ElectionView<'_>, wording: &Wording<'_>) -> VoteData {
    VoteData {
        counted: view.has_results,
        counted_on: counted_on(view, wording),
        heading: wording.word(if view.has_results { "count-sheet-heading" } else { "election-heading" }),
        figures: figures(view, wording),
        questions: vec![question(view, wording)],
        words: VoteWords {
            option: wording.word("candidate"),
            people: wording.word("votes-received"),
            rule: wording.word("election-rule-heading"),
            before: Some(wording.word("candidates-heading")),
        },
    }
}

fn question(view: &ElectionView<'_>, wording: &Wording<'_>) -> QuestionData {
    let base = view.needed.as_ref().and_then(|needed| needed.base);
    let returned = || view.ballots.and_then(|ballots| ballots.returned).map(|returned| returned.0);
    let whole = base.or_else(returned).map(thousands).unwrap_or_default();
    QuestionData {
        number: None,
        question: view.body.map(|body| body.0.clone()),
        outcome: outcome(view).map(|key| StampData::new(key, wording)),
        verdict: verdict(view, wording),
        rule: view.rule.text.clone(),
        source: view.rule.source.as_ref().map(|source| format!("{}{source}", wording.word("rule-source"))),
        tests: view.turnout.iter().map(|test| TestData::of(test, wording)).collect(),
        options: view.candidates.iter().map(|candidate| option(candidate, wording)).collect(),
        base: view
            .has_results
            .then(|| BaseData { people: wording.say("of-ballots", &[("whole", &whole)]), area: None }),
        by_place: None,
        opinions: Vec::new(),
    }
}

fn outcome(view: &ElectionView<'_>) -> Option<&'static str> {
    match (view.has_results, view.void.is_empty(), view.elected.is_empty()) {
        (false, _, _) => None,
        (true, false, _) => Some("void"),
        (true, true, false) => Some("elected"),
        (true, true, true) => Some("runoff"),
    }
}

/// Who is elected, and what is still open, one sentence each.
fn verdict(view: &ElectionView<'_>, wording: &Wording<'_>) -> Option<String> {
    let names = |names: &[&str]| names.join(&wording.word("comma"));
    let void = view.void.iter().map(|why| wording.word(&format!("void-{}", why.name())));
    let elected =
        (!view.elected.is_empty()).then(|| wording.say("elected-names", &[("names", &names(&view.elected))]));
    let tie = view.tie.then(|| wording.word("election-tie"));
    let runoff = view.runoff.as_ref().map(|runoff| {
        wording.counted("runoff-names", ("seats", runoff.seats), &[("names", &names(&runoff.candidates))])
    });
    let sentences: Vec<String> = void.chain(elected).chain(tie).chain(runoff).collect();
    (!sentences.is_empty()).then(|| sentences.join(&wording.word("sentence-space")))
}

fn option(candidate: &CandidateView<'_>, wording: &Wording<'_>) -> OptionData {
    let position = candidate.position.map(|position| wording.say("aside", &[("text", position)]));
    OptionData {
        label: format!("{}{}", candidate.name, position.unwrap_or_default()),
        approve: candidate.elected,
        people: candidate
            .votes
            .map(|votes| PartData { value: thousands(votes.0), percent: candidate.percent.clone() }),
        area: None,
    }
}

fn counted_on(view: &ElectionView<'_>, wording: &Wording<'_>) -> Option<String> {
    let at = view.counted_at.filter(|_| view.has_results)?;
    let read_out = wording.say("read-out-at", &[("when", &wording.moment(at))]);
    let names: Vec<&str> = view.scrutineers.iter().map(|name| &**name).collect();
    let watched = (!names.is_empty())
        .then(|| wording.say("scrutineers-names", &[("names", &names.join(&wording.word("comma")))]));
    Some(
        [Some(read_out), watched]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(&wording.word("sentence-space")),
    )
}

fn figures(view: &ElectionView<'_>, wording: &Wording<'_>) -> Vec<LargeFigure> {
    let figure = |label: &str, value: Option<Count>, unit: &str| {
        LargeFigure::of(label, value.map(|count| count.0), unit, String::new(), wording)
    };
    let sheet = view.ballots.copied().unwrap_or_default();
    let all = [
        figure("seats", view.seats, "unit-people"),
        figure("electors", view.electors, "unit-people"),
        figure("ballots-issued", sheet.issued, "unit-ballots"),
        figure("ballots-returned", sheet.returned, "unit-ballots"),
        figure("ballots-valid", sheet.valid, "unit-ballots"),
        figure("ballots-invalid", sheet.invalid, "unit-ballots"),
    ];
    all.into_iter().flatten().collect()
}
