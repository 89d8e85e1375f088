//! The facts of every record, computed in the order of their reach: first those that need no other record,
//! then chains, then those that look at finished records.
//!
//! A kind sees other records only through [`OtherRecords`], which shows it nothing with the same reach or a
//! larger one. No question is recorded here for what was read: pages ask for a record's facts, and the
//! digest of these covers everything that went into them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Site;
use super::entry::{ComputedFacts, Entry, EntryId};
use super::located::{place, place_in_section, report};
use super::section::SectionId;
use crate::config::Config;
use crate::diag::{Diagnostic, Location, Words};
use crate::record::Record;
use crate::record::check::Check;
use crate::record::kind::{
    ChainPosition, DeriveContext, FinishedRecord, NoOtherRecords, OtherRecords, Reach, ThreadRecord,
};
use crate::record::log::{MetricIndex, Series, SeriesContext};
use crate::source::System;
use crate::track::{Clock, FastBuildHasher};

/// Computes the facts that need no other record, and chains. Where links lead is not known yet.
pub(super) fn independent_facts(site: &mut Site, found: &mut Vec<Diagnostic>, system: &dyn System) {
    let chained = chains(site, found, system);
    let mut is_chained = vec![false; site.entries.len()];
    chained.iter().flat_map(|chain| &chain.members).for_each(|id| is_chained[*id] = true);
    let (config, clock) = (&*site.config, &site.clock);
    let alone = site.entries.par_iter_mut().zip(&is_chained).filter(|(_, is_chained)| !**is_chained);
    alone.for_each(|(entry, _)| {
        let computed = { entry.compute(&context((config, clock), entry, None, &NoOtherRecords), None) };
        entry.put(computed);
    });
    chained.into_iter().for_each(|chain| chain.compute(site, found, system));
    let (config, clock) = (&site.config, &site.clock);
    site.entries.par_iter_mut().for_each(|entry| entry.settle(config, clock));
}

/// Computes the facts that look at other records.
pub(super) fn dependent_facts(site: &mut Site) {
    for reach in [Reach::Refs, Reach::Thread, Reach::Site] {
        let ids: Vec<EntryId> =
            (0..site.entries.len()).filter(|id| reach_of(&site.entries[*id]) == reach).collect();
        let compute = |id: EntryId| {
            let computed =
                RecordsInReach { site, id, reach }.ask(|context| site.entries[id].compute(context, None));
            (id, computed)
        };
        let computed: Vec<(EntryId, ComputedFacts)> = ids.into_par_iter().map(compute).collect();
        for (id, computed) in computed {
            let entry = &mut site.entries[id];
            entry.put(computed);
            entry.settle(&site.config, &site.clock);
        }
    }
}

/// Checks a record against those that it names in its own fields, and against those that name it so.
pub(super) fn check_named(site: &Site, id: EntryId, check: &mut Check) {
    let own = &site.entries[id].record.own;
    RecordsInReach { site, id, reach: reach_of(&site.entries[id]) }
        .ask(|context| own.check_named(context, check));
}

/// The context from which a record is derived.
fn context<'a>(
    (config, clock): (&'a Config, &'a Clock),
    entry: &'a Entry,
    series: Option<SeriesContext<'a>>,
    others: &'a dyn OtherRecords,
) -> DeriveContext<'a> {
    let (source, common) = (&**entry.source(), &entry.record.common);
    DeriveContext { clock, config, source, common, series, others }
}

fn reach_of(entry: &Entry) -> Reach {
    entry.record.own.reach()
}

/// Records each of which continues the one before.
struct Chain {
    /// The section of the series that contains them, if any.
    section: Option<SectionId>,
    /// The records, in order.
    members: Vec<EntryId>,
}

impl Chain {
    /// Computes its records, each from the one before, and checks that each continues it.
    fn compute(self, site: &mut Site, found: &mut Vec<Diagnostic>, system: &dyn System) {
        let series = self.section.and_then(|section| site.sections[section].front()?.series.clone());
        let metrics = series.as_ref().map(Series::metric_index);
        let series =
            series.as_ref().zip(metrics.as_ref()).map(|(series, metrics)| SeriesContext { series, metrics });
        let mut before: Option<EntryId> = None;
        for id in self.members {
            let entry = &site.entries[id];
            let context = context((&site.config, &site.clock), entry, series, &NoOtherRecords);
            let computed = entry.compute(&context, before.map(|before| &site.entries[before].derived.facts));
            site.entries[id].put(computed);
            if let Some(before) = before {
                check_continuation(site, (before, id), system, found);
            }
            before = Some(id);
        }
    }
}

/// Reports mistakes in how a record continues the one before.
fn check_continuation(
    site: &Site,
    (before, id): (EntryId, EntryId),
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    let (before, entry) = (&site.entries[before], &site.entries[id]);
    let is_next = ![before, entry].iter().any(|entry| site.unread.contains(&entry.section));
    let mut check = Check::default();
    let locate =
        |path: &str| Location::new(before.record.source.file.clone(), place(&before.record, path, system));
    let earlier = (&before.record.own, &before.derived.facts);
    entry.record.own.check_continuation(earlier, (&locate, is_next), &mut check);
    report(check, &entry.record, system, found);
}

/// All chains, each in order. A second record at one place is reported and left out, and so is a chain that
/// is too large.
fn chains(site: &Site, found: &mut Vec<Diagnostic>, system: &dyn System) -> Vec<Chain> {
    let mut chains: BTreeMap<ChainKey, BTreeMap<Date, EntryId>> = BTreeMap::new();
    // The location of the first of several such records, found only once however many there are.
    let mut firsts: HashMap<EntryId, Range<usize>> = HashMap::new();
    let mut members: Vec<(EntryId, &Entry)> =
        site.entries.iter().enumerate().filter(|(_, entry)| reach_of(entry) == Reach::Chain).collect();
    // Of two records at one place, the first by source keeps it, whatever their times.
    members.sort_unstable_by_key(|(_, entry)| entry.source());
    let all_series = AllSeries::of(site, &members);
    for (id, entry) in members {
        let section = all_series.around(entry);
        let context = all_series.context(site, entry);
        let mut check = Check::default();
        entry.record.own.check_link(&context, &mut check);
        if let Some(link) = entry.record.own.link(&context) {
            let chain = chains.entry((entry.record.kind(), section, link.chain.clone())).or_default();
            match chain.get(&link.at) {
                Some(first) => {
                    report_duplicate(site, (entry, &link), *first, &mut firsts, system, &mut check)
                }
                None => {
                    chain.insert(link.at, id);
                }
            }
        }
        report(check, &entry.record, system, found);
    }
    chains
        .into_iter()
        .map(|((_, section, _), chain)| (section, chain))
        .filter(|(section, chain)| match all_series.refused(site, *section, chain, system) {
            Some(fault) => {
                found.extend(fault);
                false
            }
            None => true,
        })
        .map(|(section, chain)| Chain { section, members: chain.into_values().collect() })
        .collect()
}

/// The series around each section, found once.
struct AllSeries<'s> {
    around: HashMap<SectionId, Option<SectionId>, FastBuildHasher>,
    series: HashMap<SectionId, (&'s Series, MetricIndex<'s>), FastBuildHasher>,
}

impl<'s> AllSeries<'s> {
    fn of(site: &'s Site, members: &[(EntryId, &Entry)]) -> AllSeries<'s> {
        let mut all = AllSeries { around: HashMap::default(), series: HashMap::default() };
        for (_, entry) in members {
            let around =
                *all.around.entry(entry.section).or_insert_with(|| site.series_around(entry.section));
            if let Some(series) = around.and_then(|section| site.sections[section].front()?.series.as_ref()) {
                all.series
                    .entry(around.unwrap_or_default())
                    .or_insert_with(|| (series, series.metric_index()));
            }
        }
        all
    }

    /// The series around a record; records of a kind that is not kept daily belong to none.
    fn around(&self, entry: &Entry) -> Option<SectionId> {
        let is_daily = entry.record.kind().profile().is_daily;
        self.around.get(&entry.section).copied().flatten().filter(|_| is_daily)
    }

    /// What is wrong with a whole chain, so that it is left out; nothing is reported if its section has no
    /// file.
    fn refused(
        &self,
        site: &Site,
        section: Option<SectionId>,
        chain: &BTreeMap<Date, EntryId>,
        system: &dyn System,
    ) -> Option<Option<Diagnostic>> {
        let (_, first) = chain.first_key_value()?;
        let entry = &site.entries[*first];
        let places: Vec<Date> = chain.keys().copied().collect();
        let (field, fault) = entry.record.own.chain_diagnostic(&self.context(site, entry), &places)?;
        let file = section.and_then(|section| site.sections[section].file.as_ref());
        Some(file.map(|file| fault.at(file.source.file.clone(), place_in_section(file, field, system))))
    }

    fn context<'a>(&'a self, site: &'a Site, entry: &'a Entry) -> DeriveContext<'a> {
        let series = self.around(entry).and_then(|section| self.series.get(&section));
        let series = series.map(|(series, metrics)| SeriesContext { series, metrics });
        context((&site.config, &site.clock), entry, series, &NoOtherRecords)
    }
}

/// What distinguishes chains: the kind, the series, and the name that the kind gives.
type ChainKey = (crate::record::KindId, Option<SectionId>, String);

fn report_duplicate(
    site: &Site,
    (entry, link): (&Entry, &ChainPosition),
    first: EntryId,
    firsts: &mut HashMap<EntryId, Range<usize>>,
    system: &dyn System,
    check: &mut Check,
) {
    let Some(fault) = entry.record.own.duplicate_diagnostic(link) else { return };
    let record = &site.entries[first].record;
    let span = firsts.entry(first).or_insert_with(|| place(record, link.field, system)).clone();
    check.push(
        link.field,
        fault.note(record.source.file.clone(), span, Words::fixed("第一篇在这里", "the first is here")),
    );
}

/// The part of the site that a record sees within its reach.
struct RecordsInReach<'s> {
    site: &'s Site,
    id: EntryId,
    reach: Reach,
}

impl<'s> RecordsInReach<'s> {
    /// Calls `ask` with the context in which the record sees the others.
    fn ask<T>(&self, ask: impl FnOnce(&DeriveContext<'_>) -> T) -> T {
        let entry = &self.site.entries[self.id];
        ask(&context((&self.site.config, &self.site.clock), entry, None, self))
    }

    /// Those of these records that are finished.
    fn finished(&self, ids: impl Iterator<Item = EntryId>) -> Vec<FinishedRecord<'s>> {
        let entries = ids.filter(|id| *id != self.id).map(|id| &self.site.entries[id]);
        entries.filter(|entry| reach_of(entry) < self.reach).map(Entry::finished).collect()
    }
}

impl OtherRecords for RecordsInReach<'_> {
    fn refs(&self) -> Vec<FinishedRecord<'_>> {
        self.finished(self.site.entries[self.id].refs.iter().copied())
    }

    fn named(&self, field: &str) -> Option<FinishedRecord<'_>> {
        self.finished(self.site.entries[self.id].named(field).into_iter()).pop()
    }

    fn written_named(&self, source: &str, field: &str) -> Option<&Record> {
        let named = self.site.entry(source)?.named(field)?;
        Some(&self.site.entries[named].record)
    }

    fn written_naming(&self, source: &str, field: &str) -> Vec<&Record> {
        self.site.naming(source, field).map(|id| &*self.site.entries[id].record).collect()
    }

    fn thread(&self) -> Vec<ThreadRecord> {
        let matter = self.site.entries[self.id].thread_name().filter(|_| self.reach >= Reach::Thread);
        let thread = matter.and_then(|matter| self.site.threads.get(matter));
        let of = |id: &EntryId| self.site.entries[*id].in_thread();
        thread.into_iter().flat_map(|thread| &thread.records).map(of).collect()
    }

    fn site(&self) -> Vec<FinishedRecord<'_>> {
        let all = if self.reach >= Reach::Site { self.site.entries.len() } else { 0 };
        self.finished(0..all)
    }
}

#[cfg(test)]
mod tests {
    use crate::render::data::tests_site::{entry, site};

    const CONFIG: &str = "title: 梧桐里\n";

    /// The records that the probe at `source` sees: under `refs`, in its thread, in the site.
    fn seen(files: &[(&str, &str)], source: &str) -> serde_json::Value {
        let site = site(CONFIG, files);
        serde_json::to_value(&entry(&site, source).derived.facts).unwrap()
    }

    #[test]
    fn a_record_sees_what_is_finished_and_within_its_reach() {
        let vote = "---\nkind: consultation\ntitle: 票\ndate: 2026-01-02\nmatter: lift\nquestion: 装不装？\n\
                    opens: 2026-01-03\n---\n";
        let notice = "---\nkind: notice\ntitle: 告\ndate: 2026-01-01\nmatter: lift\n---\n";
        let probe = |reach: &str| {
            format!(
                "---\nkind: probe\ntitle: 探\nreach: {reach}\nmatter: lift\nrefs: [v.md, other.md]\n---\n"
            )
        };
        let other = "---\nkind: probe\ntitle: 探\nreach: refs\nrefs: [p.md]\n---\n";
        let files =
            |probe: &'static str| [("v.md", vote), ("n.md", notice), ("p.md", probe), ("other.md", other)];
        let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };

        let refs = seen(&files(leak(probe("refs"))), "p.md");
        // The stamps of the record are counted, so it is seen finished. The other probe has the same reach,
        // so neither sees the other.
        assert_eq!(refs, serde_json::json!({"refs": ["v.md 1"], "thread": [], "site": []}));

        let thread = seen(&files(leak(probe("thread"))), "p.md");
        assert_eq!(thread["refs"], serde_json::json!(["v.md 1", "other.md 0"]));
        // A thread is the same for all who see it, since nothing of it is computed.
        assert_eq!(thread["thread"], serde_json::json!(["p.md", "n.md", "v.md"]));
        assert_eq!(thread["site"], serde_json::json!([]));

        let site = seen(&files(leak(probe("site"))), "p.md");
        assert_eq!(site["site"], serde_json::json!(["v.md 1", "n.md 0", "other.md 0"]));
    }

    #[test]
    fn what_reaches_nowhere_sees_nobody() {
        let alone = "---\nkind: probe\ntitle: 探\nrefs: [n.md]\n---\n";
        let notice = "---\nkind: notice\ntitle: 告\ndate: 2026-01-01\n---\n";
        assert_eq!(
            seen(&[("p.md", alone), ("n.md", notice)], "p.md"),
            serde_json::json!({"refs": [], "thread": [], "site": []})
        );
    }
}
