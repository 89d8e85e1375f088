//! A covenant on a poster: which version it is, when it takes effect, and the vote that adopted it. Its
//! articles are the text of the record.

use serde::Serialize;

use super::words::Wording;
use crate::record::covenant::{AdoptedResolution, Adoption, CovenantView};

/// What a covenant adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CovenantData {
    /// The name of this version.
    pub version: Option<String>,
    /// When it takes effect, in words.
    pub effective: Option<String>,
    /// The vote that adopted it, in one line.
    pub adopted: Option<String>,
}

impl CovenantData {
    pub(super) fn of(view: &CovenantView<'_>, wording: &Wording<'_>) -> CovenantData {
        CovenantData {
            version: view.version.map(|version| version.0.clone()),
            effective: view
                .effective
                .map(|day| wording.say("covenant-pending", &[("date", &wording.long(day.0))])),
            adopted: view.adoption.as_ref().map(|adoption| adopted(adoption, wording)),
        }
    }
}

/// The title of the vote with its numbers: for a consultation the votes of each option, for a meeting those
/// of each resolution that was passed.
fn adopted(adoption: &Adoption, wording: &Wording<'_>) -> String {
    let options = adoption.questions.iter().flat_map(|question| &question.options).map(|option| {
        let people = option.people.unwrap_or_default().0.to_string();
        wording.say("text-option", &[("label", &option.label), ("people", &people)])
    });
    let votes = adoption.resolutions.iter().filter_map(|resolution| votes(resolution, wording));
    let numbers = options.chain(votes).collect::<Vec<_>>().join(&wording.word("text-comma"));
    let label = wording.word("covenant-adopted-by");
    let line = wording.say("text-label", &[("label", &label), ("value", &adoption.title)]);
    if numbers.is_empty() {
        line
    } else {
        wording.say("covenant-numbers", &[("line", &line), ("numbers", &numbers)])
    }
}

fn votes(resolution: &AdoptedResolution, wording: &Wording<'_>) -> Option<String> {
    let abstain = resolution.abstain.unwrap_or_default().0.to_string();
    let (yes, no) = (resolution.r#for?.0.to_string(), resolution.against?.0.to_string());
    Some(wording.say("covenant-adopted-votes", &[("for", &yes), ("against", &no), ("abstain", &abstain)]))
}
