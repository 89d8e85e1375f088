//! Funds: the ledgers of each, oldest first, and the page that shows all of its periods.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::Site;
use super::entry::{Entry, EntryId, translated};
use super::terms::UniqueSlugs;
use crate::front::prose::TranslatedTexts;
use crate::front::scalar::Day;
use crate::record::ledger::{BalancePoint, Ledger, Statement, Totals};
use crate::record::{Facts, Own};
use crate::track::Digest;

/// A fund's index.
pub type FundId = usize;

/// A fund that has a ledger.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Its name.
    pub name: String,
    /// The output path of its page in the language of the site.
    pub path: String,
    /// Its ledgers, oldest first; withdrawn ones are left out.
    pub entries: Vec<EntryId>,
    /// The further languages in which some of them are available.
    pub langs: Vec<String>,
}

impl Fund {
    /// The output path of its page in `lang`.
    pub fn path_in(&self, lang: &str) -> String {
        let is_translated = self.langs.iter().any(|other| other == lang);
        if is_translated { translated(&self.path, lang) } else { self.path.clone() }
    }
}

/// All funds, ordered by name.
#[derive(Clone, Debug, Default)]
pub struct Funds {
    /// The funds.
    pub all: Vec<Fund>,
    by_name: HashMap<String, FundId>,
}

/// A fund as its page shows it.
#[derive(Serialize)]
pub struct FundView<'s> {
    /// Its name.
    pub name: &'s str,
    /// The language of the name, where it is not the page's.
    pub lang: Option<&'s str>,
    /// The currency, as ISO 4217 names it.
    pub currency: &'s str,
    /// The first day that is accounted for.
    pub from: Day,
    /// The last day that is accounted for.
    pub until: Day,
    /// The totals over all periods.
    #[serde(flatten)]
    pub totals: Totals,
    /// The periods, newest first.
    pub periods: Vec<FundPeriod<'s>>,
    /// The balance at the beginning and at the end of each period: for a chart.
    pub balance: Vec<BalancePoint>,
}

/// A period of a fund.
#[derive(Serialize)]
pub struct FundPeriod<'s> {
    /// The ledger's path below `content/`.
    pub source: &'s str,
    /// The output path of its page.
    pub path: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// The totals of the period.
    #[serde(flatten)]
    pub totals: Totals,
    #[serde(skip)]
    currency: &'s str,
}

/// The ledger of an entry, with its statement.
fn ledger_of(entry: &Entry) -> Option<(&Ledger, &Statement)> {
    match (&entry.record.own, &entry.derived.facts) {
        (Own::Ledger(ledger), Facts::Ledger(facts)) => Some((ledger, facts.statement.as_ref()?)),
        _ => None,
    }
}

/// The funds to which the ledgers of a site belong.
pub(super) fn of(site: &Site) -> Funds {
    let mut ledgers: BTreeMap<&str, Vec<(Day, EntryId)>> = BTreeMap::new();
    for (id, entry) in site.entries.iter().enumerate() {
        let Some((ledger, _)) = ledger_of(entry).filter(|_| entry.record.common.withdrawn.is_none()) else {
            continue;
        };
        if let Some((fund, period)) = ledger.fund.as_deref().zip(ledger.period) {
            ledgers.entry(fund).or_default().push((period.from, id));
        }
    }
    let mut slugs = UniqueSlugs::default();
    let mut funds = Funds::default();
    for (name, mut ledgers) in ledgers {
        ledgers.sort_unstable();
        let slug = slugs.take(site.config.slug(name), None, name);
        let entries: Vec<EntryId> = ledgers.into_iter().map(|(_, id)| id).collect();
        let is_in = |lang: &&str| {
            entries.iter().any(|id| site.entries[*id].translations.iter().any(|text| text.lang == **lang))
        };
        let langs = site.config.languages().filter(|lang| is_in(lang)).map(str::to_owned).collect();
        funds.by_name.insert(name.to_owned(), funds.all.len());
        funds.all.push(Fund { name: name.to_owned(), path: format!("funds/{slug}.html"), entries, langs });
    }
    funds
}

impl Site {
    /// The fund to which a ledger belongs.
    pub fn fund_of(&self, entry: &Entry) -> Option<&Fund> {
        let (ledger, _) = ledger_of(entry)?;
        self.funds.by_name.get(ledger.fund.as_deref()?).map(|id| &self.funds.all[*id])
    }

    /// The digest of everything that the page of a fund at `path` shows.
    pub(crate) fn fund_digest(&self, path: &str) -> Digest {
        let langs = |fund: &Fund| {
            let own = std::iter::once(self.config.language.clone());
            own.chain(fund.langs.iter().cloned()).collect::<Vec<String>>()
        };
        let pages =
            self.funds.all.iter().enumerate().flat_map(|(id, fund)| {
                langs(fund).into_iter().map(move |lang| (id, fund.path_in(&lang), lang))
            });
        // The page links to its versions in the other languages.
        let shown = pages.filter(|(_, of, _)| of == path).find_map(|(id, _, lang)| {
            Some((
                serde_json::to_string(&self.fund(id, &lang)?).unwrap_or_default(),
                &self.funds.all[id].langs,
            ))
        });
        Digest::of_value(&shown)
    }

    /// A fund as its page in `lang` shows it.
    pub fn fund(&self, id: FundId, lang: &str) -> Option<FundView<'_>> {
        let fund = &self.funds.all[id];
        let period = |id: &EntryId| FundPeriod::of(&self.entries[*id], lang);
        let mut periods: Vec<FundPeriod<'_>> = fund.entries.iter().filter_map(period).collect();
        let (first, last) = (periods.first()?, periods.last()?);
        let totals = Totals::over(&periods.iter().map(|period| period.totals).collect::<Vec<_>>())?;
        let opening = BalancePoint { date: first.from, value: totals.opening };
        let closings =
            periods.iter().map(|period| BalancePoint { date: period.until, value: period.totals.closing });
        let (name, foreign) = self.fund_name(fund, lang);
        let view = FundView {
            name,
            lang: foreign,
            currency: last.currency,
            from: first.from,
            until: last.until,
            totals,
            balance: std::iter::once(opening).chain(closings).collect(),
            periods: Vec::new(),
        };
        periods.reverse();
        Some(FundView { periods, ..view })
    }

    /// The name of a fund in `lang`, as its newest translated ledger gives it; and the language of the
    /// name, if it is another.
    fn fund_name<'s>(&'s self, fund: &'s Fund, lang: &str) -> (&'s str, Option<&'s str>) {
        let called = |id: &EntryId| {
            let translations = self.entries[*id].translations.iter();
            let texts = &translations.filter(|text| text.lang == lang).map(|text| &text.texts).next()?;
            match texts.get("fund")? {
                TranslatedTexts::Text(name) => Some(name.0.as_str()),
                TranslatedTexts::List(_) | TranslatedTexts::Map(_) => None,
            }
        };
        match fund.entries.iter().rev().find_map(called) {
            Some(name) => (name, None),
            None => (&fund.name, self.config.foreign(lang)),
        }
    }
}

impl<'s> FundPeriod<'s> {
    fn of(entry: &'s Entry, lang: &str) -> Option<FundPeriod<'s>> {
        let (ledger, sums) = ledger_of(entry)?;
        let period = ledger.period?;
        Some(FundPeriod {
            source: entry.source(),
            path: entry.path_in(lang).to_string(),
            from: period.from,
            until: period.until,
            totals: sums.totals,
            currency: ledger.currency(),
        })
    }
}
