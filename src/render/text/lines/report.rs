//! A report in words: the days that it covers, then a line for each figure and each fund.

use super::TextLines;
use crate::record::report::{CollectedView, ReportView};
use crate::render::collected::{self, CollectedFigure};

impl TextLines<'_> {
    pub(super) fn report(&mut self, report: &ReportView) {
        if let Some(period) = &report.period {
            self.fact("report-period", &collected::period(period, &self.wording));
        }
        report.collected.iter().for_each(|collected| self.collected(collected));
    }

    /// What was published in a span of days.
    pub(super) fn collected(&mut self, collected: &CollectedView) {
        let wording = self.wording;
        for line in &collected.figures {
            let CollectedFigure { label, value, unit, note } = CollectedFigure::of(line, &wording);
            let note = if note.is_empty() { note } else { wording.say("aside", &[("text", &note)]) };
            self.labelled(&label, &format!("{}{note}", self.amount(&value, &unit)));
        }
        for fund in &collected.funds {
            let amounts = fund.amounts;
            let [opening, income, expense, closing] =
                [amounts.opening, amounts.income, amounts.expense, amounts.closing]
                    .map(|amount| wording.money(amount, &fund.currency));
            let said = [
                ("fund", &*fund.name),
                ("opening", &opening),
                ("income", &income),
                ("expense", &expense),
                ("closing", &closing),
            ];
            self.add("text-fund", &said);
        }
    }
}
