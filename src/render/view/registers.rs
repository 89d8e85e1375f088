//! What templates see of registers, on a page in one language: each contains all that the page shows,
//! because the digest of the whole is the answer to the question.

use serde::Serialize;
use tera::Value;

use super::kind_view;
use crate::front::scalar::Day;
use crate::record::meeting::{ItemState, ResolutionView};
use crate::record::{Stamp, View};
use crate::site::{
    Entry, EntryId, FilterSort, MatterState, NumberSeries, RegisterPage, RegisteredResolution, Site, TermId,
};
use crate::theme::Theme;

/// The registers, as pages in one language query them.
#[derive(Clone, Copy)]
pub(in crate::render) struct RegisterView<'s> {
    pub(in crate::render) site: &'s Site,
    pub(in crate::render) lang: &'s str,
}

/// A register, as pages link to it.
#[derive(Serialize)]
struct RegisterLink {
    name: &'static str,
    path: String,
}

/// The register of matters.
#[derive(Serialize)]
struct Matters<'a> {
    path: String,
    total: usize,
    open: usize,
    overdue: usize,
    answered: usize,
    median: Option<String>,
    follow_up_days: Option<i64>,
    waiting: Vec<&'a str>,
    states: Vec<Filter<'a>>,
    categories: Vec<Filter<'a>>,
    places: Vec<Filter<'a>>,
    months: Vec<Filter<'a>>,
}

/// The matters that share a state, a category, a place or a month.
#[derive(Serialize)]
struct Filter<'a> {
    sort: &'static str,
    /// What they share, if it is one of a few states.
    key: Option<&'static str>,
    /// What they share, if it has a name.
    name: Option<&'a str>,
    /// The language of the name, where it is not the page's.
    lang: Option<&'a str>,
    month: Option<Day>,
    path: String,
    total: usize,
    open: usize,
}

/// The resolutions of one state.
#[derive(Serialize)]
struct Resolutions<'a> {
    state: ItemState,
    items: Vec<ResolvedTask<'a>>,
}

/// A task that somebody has because of a resolution of a meeting.
#[derive(Serialize)]
struct ResolvedTask<'a> {
    title: String,
    /// The language of its texts, where it is not the page's.
    lang: Option<&'a str>,
    owner: Option<String>,
    due: Option<Day>,
    done: Option<Day>,
    reply: Option<String>,
    meeting: RecordLink<'a>,
    anchor: String,
}

/// A record, as a register links to it.
#[derive(Serialize)]
struct RecordLink<'a> {
    title: &'a str,
    /// The language of the title, where it is not the page's.
    lang: Option<&'a str>,
    date: Option<Day>,
    path: String,
}

/// The document numbers of one series.
#[derive(Serialize)]
struct NumberSeriesView<'a> {
    issuer: Option<&'a str>,
    /// The language of the issuer, where it is not the page's.
    lang: Option<&'a str>,
    /// What the numbers begin with.
    head: &'a str,
    year: u16,
    total: usize,
    /// The numbers that no published record has: the first and the last of each gap.
    gaps: Vec<(u64, u64)>,
    numbers: Vec<Numbered<'a>>,
}

/// A record with its document number.
#[derive(Serialize)]
struct Numbered<'a> {
    number: &'a str,
    withdrawn: bool,
    #[serde(flatten)]
    record: RecordLink<'a>,
}

/// The document numbers of a site.
#[derive(Serialize)]
struct DocumentNumbersView<'a> {
    total: usize,
    series: Vec<NumberSeriesView<'a>>,
    others: Vec<Numbered<'a>>,
}

impl<'s> RegisterView<'s> {
    /// The register of that name; none where it is empty.
    pub(in crate::render) fn of(self, name: &str) -> Option<Value> {
        let registers = &self.site.registers;
        let page = registers.first_pages().into_iter().find(|page| page.register() == name)?;
        Some(match page {
            RegisterPage::Matters | RegisterPage::MattersBy(..) => Value::from_serializable(&self.matters()),
            RegisterPage::Resolutions => Value::from_serializable(&self.resolutions()),
            RegisterPage::Numbers => Value::from_serializable(&self.numbers()),
        })
    }

    /// The list of all registers that have a page in this theme.
    pub(in crate::render) fn all(self, theme: &Theme) -> Value {
        let link = |page: RegisterPage| RegisterLink { name: page.register(), path: self.path(page) };
        let pages = self.site.registers.first_pages().into_iter();
        let pages = pages.filter(|page| theme.templates().contains_key(page.template()));
        Value::from_serializable(&pages.map(link).collect::<Vec<_>>())
    }

    /// What the matters of a page share.
    pub(in crate::render) fn filter(self, id: TermId) -> Value {
        Value::from_serializable(&self.filter_of(id))
    }

    fn path(self, page: RegisterPage) -> String {
        self.site.path_in(&page.path(&self.site.registers), self.lang)
    }

    fn matters(self) -> Matters<'s> {
        let register = &self.site.registers.matters;
        let waiting = register.waiting.iter().take(self.site.config.page_size());
        let filters = |sort: &'static str| {
            let all = (0..register.filters.len()).map(|id| self.filter_of(id));
            all.filter(|filter| filter.sort == sort).collect()
        };
        Matters {
            path: self.path(RegisterPage::Matters),
            total: register.total,
            open: register.open,
            overdue: register.overdue,
            answered: register.answered,
            median: register.median.map(|median| median.to_string()),
            follow_up_days: self.site.config.follow_up_days(),
            waiting: waiting.map(|id| &**self.site.entries[*id].source()).collect(),
            states: filters("state"),
            categories: filters("category"),
            places: filters("place"),
            months: filters("month"),
        }
    }

    fn filter_of(self, id: TermId) -> Filter<'s> {
        let register = &self.site.registers.matters;
        let (term, filter) = (register.terms.get(id), register.filters[id]);
        let called = term.called(self.lang, &self.site.config);
        let named = |sort| (sort, None, Some(called.spoken), None);
        let (sort, key, name, month) = match filter.sort {
            FilterSort::State(state) => ("state", Some(MatterState::name(state)), None, None),
            FilterSort::Category => named("category"),
            FilterSort::Place => named("place"),
            FilterSort::Month(month) => ("month", None, None, Some(Day(month))),
        };
        Filter {
            sort,
            key,
            name,
            lang: called.lang.filter(|_| name.is_some()),
            month,
            path: self.path(RegisterPage::MattersBy(id, 1)),
            total: term.entries.len(),
            open: filter.open,
        }
    }

    fn resolutions(self) -> Vec<Resolutions<'s>> {
        let all = &self.site.registers.resolutions;
        let of = |state: ItemState| Resolutions {
            state,
            items: all
                .iter()
                .filter(|one| one.state == state)
                .filter_map(|one| self.resolution(one))
                .collect(),
        };
        let states = [ItemState::Overdue, ItemState::Open, ItemState::Done];
        states.into_iter().map(of).filter(|group| !group.items.is_empty()).collect()
    }

    fn resolution(self, one: &RegisteredResolution) -> Option<ResolvedTask<'s>> {
        let entry = &self.site.entries[one.meeting];
        let text = entry.text(self.lang, &self.site.config);
        let View::Meeting(view) = kind_view(self.site, entry, &text) else { return None };
        let ResolutionView { id, title, owner, due, done, reply, .. } =
            view.resolutions.into_iter().nth(one.at)?;
        let original = entry.lang(&self.site.config);
        Some(ResolvedTask {
            title: title.0.clone(),
            lang: Some(if title.is_translated() { text.lang } else { original }).filter(|l| *l != self.lang),
            owner: owner.as_ref().map(|owner| owner.0.clone()),
            due,
            done,
            reply: reply.as_ref().map(|reply| reply.0.clone()),
            meeting: self.record(entry),
            anchor: id,
        })
    }

    fn record(self, entry: &'s Entry) -> RecordLink<'s> {
        let text = entry.text(self.lang, &self.site.config);
        RecordLink {
            title: text.title,
            lang: Some(text.lang).filter(|lang| *lang != self.lang),
            date: entry.record.common.day(),
            path: entry.path_in(text.lang).to_string(),
        }
    }

    fn numbers(self) -> DocumentNumbersView<'s> {
        let register = &self.site.registers.numbers;
        let others: Vec<Numbered<'s>> = register.others.iter().map(|id| self.numbered(*id)).collect();
        let series: Vec<NumberSeriesView<'s>> =
            register.series.iter().map(|series| self.series(series)).collect();
        let total = others.len() + series.iter().map(|series| series.total).sum::<usize>();
        DocumentNumbersView { total, series, others }
    }

    fn series(self, series: &'s NumberSeries) -> NumberSeriesView<'s> {
        let (config, newest) = (&self.site.config, &self.site.entries[series.newest]);
        let text = newest.text(self.lang, config);
        let issuer = newest.issuer(&text, config);
        let is_own = newest.record.common.issuer.is_none();
        let said = if is_own { config.issuer_language(self.lang) } else { text.lang };
        NumberSeriesView {
            issuer,
            lang: Some(said).filter(|lang| *lang != self.lang),
            year: series.year,
            head: &series.head,
            total: series.records.len(),
            gaps: series.gaps.clone(),
            numbers: series.records.iter().map(|(_, id)| self.numbered(*id)).collect(),
        }
    }

    fn numbered(self, id: EntryId) -> Numbered<'s> {
        let entry = &self.site.entries[id];
        Numbered {
            number: entry.record.common.number.as_deref().unwrap_or_default(),
            withdrawn: entry.stamps.contains(&Stamp::Withdrawn),
            record: self.record(entry),
        }
    }
}
