//! A ledger in words: the period, its four sums, and each category.

use super::TextLines;
use crate::front::scalar::{Amount, Moment};
use crate::record::ledger::{CategoryView, LedgerView};
use crate::render::filters::thousands;

impl TextLines<'_> {
    pub(super) fn ledger(&mut self, ledger: &LedgerView<'_>) {
        let wording = self.wording;
        self.fact("ledger-fund", ledger.fund.map(|fund| &**fund).unwrap_or_default());
        if let Some(period) = ledger.period {
            let (from, until) = (Moment::from(period.from), Moment::from(period.until));
            self.span((Some(from), Some(until)), "ledger-period");
        }
        let money = |amount: Amount| wording.money(amount, ledger.currency);
        for (key, amount) in [
            ("ledger-opening", ledger.opening),
            ("ledger-income", ledger.income),
            ("ledger-expense", ledger.expense),
            ("ledger-closing", ledger.closing),
        ] {
            self.fact(key, &amount.map(money).unwrap_or_default());
        }
        ledger.categories.iter().for_each(|category| self.category(category));
    }

    fn category(&mut self, category: &CategoryView<'_>) {
        let name = category.name.map_or_else(|| self.wording.word("ledger-other"), |name| name.0.clone());
        let sums = [("text-income", category.turnover.income), ("text-expense", category.turnover.expense)];
        let said: Vec<String> = sums
            .into_iter()
            .filter(|(_, amount)| !amount.0.is_zero())
            .map(|(key, amount)| self.wording.say(key, &[("amount", &thousands(&amount.to_string()))]))
            .collect();
        self.labelled(&name, &said.join(&self.wording.word("text-comma")));
    }
}
