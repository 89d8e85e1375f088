//! What is drawn of a matter: its status, what residents were told, and what was done when.

use serde::Serialize;

use super::super::kind::{PlaceName, ViewContext};
use super::{Matter, MatterFacts, MatterStatus, MatterStep};
use crate::config::spoken;
use crate::front::prose::Prose;
use crate::front::scalar::{Day, Moment, apart};

/// What is drawn of a matter.
#[derive(Serialize)]
pub struct MatterView<'v> {
    /// Its status.
    pub status: MatterStatus,
    /// What sort of matter it is.
    pub category: Option<&'v Prose>,
    /// How it was reported.
    pub channel: Option<&'v Prose>,
    /// Where it is.
    pub place: Option<String>,
    /// The language of the place's name, if that is not the language of the page.
    pub place_lang: Option<String>,
    /// When it was reported.
    #[serde(serialize_with = "apart")]
    pub reported: Option<Moment>,
    /// What residents were told.
    pub reply: Option<&'v Prose>,
    /// The day of the first answer.
    pub replied: Option<Day>,
    /// The day it was closed.
    pub closed: Option<Day>,
    /// The last day for an answer, where the site sets one.
    pub reply_due: Option<Day>,
    /// Whether that day has passed without an answer.
    pub overdue: bool,
    /// Days from the report to the step that closed it, or to today.
    pub days_open: u64,
    /// The day up to which they are counted, while it is open.
    pub as_of: Option<Day>,
    /// Days from the report to the first answer.
    pub days_to_reply: Option<u64>,
    /// What was done, in order.
    pub steps: Vec<StepView<'v>>,
}

/// A step.
#[derive(Serialize)]
pub struct StepView<'v> {
    /// When.
    #[serde(serialize_with = "apart")]
    pub date: Option<Moment>,
    /// The status that it reached.
    pub status: MatterStatus,
    /// What was done.
    pub note: Option<&'v Prose>,
    /// Whether it is the latest step.
    pub current: bool,
}

pub(super) fn view<'v>(matter: &'v Matter, facts: &MatterFacts, context: &ViewContext<'_>) -> MatterView<'v> {
    let place = matter.place.as_deref().map(|place| context.place_name(place));
    let (place, place_lang) = place.map(|PlaceName { name, lang }| (spoken(&name), lang)).unzip();
    let day = |step: &MatterStep| Day(step.date.date);
    let (steps, closed) = (matter.steps(), matter.closed().map(day));
    MatterView {
        status: facts.status,
        category: matter.category.as_ref(),
        channel: matter.channel.as_ref(),
        place,
        place_lang: place_lang.flatten(),
        reported: facts.reported,
        reply: matter.reply(),
        replied: matter.answered().map(day),
        closed,
        reply_due: facts.reply_due,
        overdue: facts.overdue,
        days_open: facts.days_open,
        as_of: facts.as_of.filter(|_| closed.is_none()),
        days_to_reply: facts.days_to_reply,
        steps: steps.iter().enumerate().map(|(at, step)| StepView::of(step, at + 1 == steps.len())).collect(),
    }
}

impl<'v> StepView<'v> {
    fn of(step: &'v MatterStep, current: bool) -> StepView<'v> {
        StepView { date: Some(step.date), status: step.status, note: step.note.as_ref(), current }
    }
}
