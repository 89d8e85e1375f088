//! A project in words: its progress overall and at each place, and its present phase.

use super::TextLines;
use crate::front::scalar::Moment;
use crate::record::project::{Board, ProjectView};
use crate::render::filters::thousands;

impl TextLines<'_> {
    pub(super) fn project(&mut self, project: &ProjectView<'_>) {
        let wording = self.wording;
        if let Some(all) = &project.all {
            let label = project.target_label.map(|label| label.0.clone());
            self.progress(&label.unwrap_or_else(|| wording.word("progress-done")), all);
        }
        for place in &project.places {
            self.progress(&place.place, &place.board);
        }
        let Some(phase) = project.phases.iter().find(|phase| phase.current) else { return };
        let name = &**phase.name;
        let line = match phase.until {
            Some(until) => {
                let until = wording.moment(Moment::from(until));
                wording.say("text-phase-until", &[("phase", name), ("until", &until)])
            }
            None => name.to_owned(),
        };
        self.labelled(&wording.word("text-phase"), &line);
    }

    fn progress(&mut self, label: &str, board: &Board) {
        let (done, total) = (thousands(&board.done.to_string()), thousands(&board.total.to_string()));
        let remaining = thousands(&board.remaining.to_string());
        let percent = board.percent.as_deref().unwrap_or("0");
        self.add(
            "text-progress",
            &[
                ("label", label),
                ("done", &done),
                ("total", &total),
                ("percent", percent),
                ("remaining", &remaining),
            ],
        );
    }
}
