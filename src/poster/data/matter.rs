//! A matter on a poster: what was reported, what residents were told, and what was done when. Nothing on it
//! counts elapsed days: a sheet hangs for a fortnight.

use serde::Serialize;

use super::head::LabelledLine;
use super::words::Wording;
use crate::record::matter::{MatterView, StepView};

/// What a matter adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatterData {
    /// What was reported where and when, one line each.
    pub lines: Vec<LabelledLine>,
    /// What residents were told.
    pub reply: Option<LabelledLine>,
    /// The heading of the steps.
    pub heading: String,
    /// What was done, in order.
    pub steps: Vec<StepData>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepData {
    /// When.
    pub when: String,
    /// The state that it reached, in a word.
    pub word: String,
    /// What was done.
    pub note: Option<String>,
}

impl MatterData {
    pub(super) fn of(view: &MatterView<'_>, wording: &Wording<'_>) -> MatterData {
        let line = |key, value: String| LabelledLine { key, label: wording.word(key), value };
        let lines = [
            ("matter-reported", view.reported.map(|reported| wording.moment(reported))),
            ("matter-place", view.place.clone()),
            ("matter-category", view.category.map(|category| category.0.clone())),
            ("matter-channel", view.channel.map(|channel| channel.0.clone())),
        ];
        let reply = view.reply.map(|reply| line("matter-reply", reply.0.clone()));
        MatterData {
            lines: lines.into_iter().filter_map(|(key, value)| Some(line(key, value?))).collect(),
            reply,
            heading: wording.word("matter-steps"),
            steps: view.steps.iter().map(|step| StepData::of(step, wording)).collect(),
        }
    }
}

impl StepData {
    fn of(step: &StepView<'_>, wording: &Wording<'_>) -> StepData {
        StepData {
            when: step.date.map(|date| wording.moment(date)).unwrap_or_default(),
            word: wording.word(&format!("stamp-{}", step.status.name())),
            note: step.note.map(|note| note.0.clone()),
        }
    }
}
