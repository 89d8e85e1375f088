//! A matter in words: its state, what residents were told, and what was reported where and when.

use super::TextLines;
use crate::record::matter::MatterView;

impl TextLines<'_> {
    pub(super) fn matter(&mut self, matter: &MatterView<'_>) {
        let wording = self.wording;
        let status = wording.word(&format!("stamp-{}", matter.status.name()));
        let last = matter.steps.last();
        let status = match last.and_then(|step| step.date) {
            Some(date) => {
                wording.say("text-status-on", &[("status", &status), ("date", &wording.moment(date))])
            }
            None => status,
        };
        self.fact("matter-status", &status);
        match (matter.reply, last.and_then(|step| step.note)) {
            (Some(reply), _) => self.fact("matter-reply", reply),
            (None, Some(note)) => self.fact("matter-steps", note),
            (None, None) => {}
        }
        if let Some(reported) = matter.reported {
            self.fact("matter-reported", &wording.moment(reported));
        }
        self.fact("matter-place", matter.place.as_deref().unwrap_or_default());
    }
}
