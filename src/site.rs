//! Gathering: takes parsed files, gives the site: what is published, where, in what order, and how it is
//! connected.
//!
//! Nothing here draws or writes. Every comparison with the present uses the clock.

mod accessibility;
mod address;
mod attachments;
mod bodies;
mod cadence;
mod card;
mod channel;
mod checks;
mod content;
mod derive;
mod entry;
mod fingerprint;
mod funds;
mod imprint;
mod links;
mod lists;
mod located;
mod month;
mod named;
mod open_data;
mod picture;
mod posted;
mod publication;
mod registers;
mod seals;
mod section;
mod series;
mod shown;
mod terms;
mod thread;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::DateTime;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::record::{KindId, Record};
use crate::source::{SourceTree, System};
use crate::track::{Clock, Digest, FastBuildHasher};
pub use accessibility::{
    ACCESSIBILITY_FILE, ACCESSIBILITY_PAGE, AccessibilityReport, AccessibilityResult, AccessibilityRule,
};
pub use address::{AliasTarget, alias_at, reserved, reserved_fault};
pub use bodies::BODIES_PAGE;
pub use cadence::{KeptPromise, PromisedSpan, SpanState};
pub use card::{Card, CardView};
pub use channel::{ATOM, CALENDAR, Channel, JSON_FEED, SUBSCRIBE_PAGE, TERMS_PAGE};
pub use content::{Content, KeptPages, not_configured};
pub use entry::{Entry, EntryId, PublishedFile, TextVersion};
pub use entry::{in_language, translated};
pub use fingerprint::{Fingerprint, shortened};
pub use funds::{Fund, FundId, FundPeriod, FundView, Funds};
pub use imprint::{Imprint, Untranslated};
pub use links::{LinkTarget, join};
pub use lists::ListName;
pub use located::{located_in, located_in_section, place, place_in_config, place_in_section};
pub use month::{Month, Months};
pub use named::ResolvedName;
pub(crate) use open_data::{DataRow, place as place_name, places as place_names};
pub use posted::{PostedState, Posting};
pub use publication::Publication;
pub use registers::{
    FilterSort, MatterFilter, MatterRegister, MatterState, NumberRegister, NumberSeries, RegisterPage,
    RegisteredResolution, Registers,
};
pub use seals::{MAX_SEALS, SEALS, SEALS_PAGE, SIGNATURE, SealFile, Seals, sequence_of};
pub use section::{MAX_IN_MENU, Section, SectionId};
pub use series::{SeriesMetricView, SeriesView};
pub(crate) use shown::RecordsShown;
pub use terms::{PLACES_PAGE, TOPICS_PAGE, Term, TermId, TermName, Terms};
pub use thread::{MAX_IN_THREAD, Thread, ThreadPosition};

/// The whole site, as it is published today.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// The present.
    pub clock: Clock,
    /// Every published record, newest first.
    pub entries: Vec<Entry>,
    /// Every section, the home page first, parents before their children.
    pub sections: Vec<Section>,
    /// Topics in use.
    pub topics: Terms,
    /// Places in use, or of the register.
    pub places: Terms,
    /// The bodies that issue records, meet or are elected, if there is more than one; the page of a single
    /// body is the home page.
    pub bodies: Terms,
    /// The channels that have a calendar.
    pub calendars: HashSet<Channel>,
    /// Years in which something was published, newest first.
    pub years: Terms,
    /// The funds whose ledgers are published.
    pub funds: Funds,
    /// The registers, each of which covers all records of a kind.
    pub registers: Registers,
    /// Old addresses and where they lead.
    pub aliases: Vec<(String, AliasTarget)>,
    /// The thread of each matter, by its slug.
    pub threads: HashMap<String, Thread>,
    /// What was read of each published file beside a record, by the file's path below `content/`.
    pub files: HashMap<Arc<str>, CurrentFile>,
    /// How many photos had to be decoded to determine what is published of them.
    pub decoded: usize,
    /// The months of its archive.
    pub months: Months,
    /// What is promised to be published regularly, and whether it was.
    pub cadence: Vec<KeptPromise>,
    /// The allowances that files beside records need, by their index in the settings.
    pub allowances: BTreeSet<usize>,
    /// Whether every file beside a record is published and was therefore examined.
    pub shows_all_files: bool,
    /// Whether posters are published.
    pub posters: bool,
    /// The sections with files that could not be parsed, whose contents are therefore not known.
    unread: HashSet<SectionId>,
    /// The seals.
    pub seals: Seals,
    /// The findings of the last accessibility check.
    pub accessibility: Option<AccessibilityReport>,
    /// When the first record was made public, and when one was last made public, corrected or withdrawn.
    span: Option<(DateTime, DateTime)>,
    by_source: HashMap<Arc<str>, EntryId, FastBuildHasher>,
    by_folder: HashMap<String, SectionId, FastBuildHasher>,
    by_path: HashMap<String, SectionId, FastBuildHasher>,
}

/// A file beside a record, as it was read: what is reported about it, and what its copy must contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentFile {
    /// The SHA-256 of what is published, in hexadecimal.
    pub sha256: String,
    /// The number of these bytes.
    pub bytes: u64,
    /// The digest of the bytes that were read, for comparison with others.
    pub digest: Digest,
    /// Whether it is a photo that is stored with another orientation.
    pub is_turned: bool,
    /// Whether it is a photo that has smaller copies.
    pub has_copies: bool,
}

impl CurrentFile {
    fn of(file: &PublishedFile) -> CurrentFile {
        CurrentFile {
            sha256: file.sha256.clone(),
            bytes: file.bytes,
            digest: file.seen,
            is_turned: file.is_turned,
            has_copies: !file.widths.is_empty(),
        }
    }
}

/// How to gather.
#[derive(Clone, Copy, Debug, Default)]
pub struct GatherOptions {
    /// Publish drafts and records under embargo as well.
    pub drafts: bool,
    /// Publish posters.
    pub posters: bool,
}

impl Site {
    /// Gathers the site from its content.
    pub fn gather(
        config: Arc<Config>,
        clock: Clock,
        content: Content,
        tree: &SourceTree,
        system: &dyn System,
        options: GatherOptions,
    ) -> (Site, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let (mut published, hidden) =
            content::published(content.records, &content.translations, &clock, options);
        // The sort is stable: records that compare equal stay in the order of their sources.
        published.sort_by_cached_key(|record| entry::newest_first(record));
        let sections = section::build(&config, &content.sections, &published);
        let entries = address::entries(&config, &sections, published, content.translations, &mut found);
        let mut site = Site::of((config, clock), entries, sections, options);
        site.derive(&content.broken, &mut found, system);
        let files = links::LinkableFiles {
            tree,
            hidden: &hidden,
            broken: &content.broken,
            tables: &content.tables,
            beside: &content.beside,
        };
        links::resolve(&mut site, &files, &mut found);
        derive::dependent_facts(&mut site);
        attachments::publish(&mut site, &files, system, &mut found);
        site.aliases = address::aliases(&site);
        site.sections = section::fill(std::mem::take(&mut site.sections), &site.entries);
        (site.topics, site.places, site.years) = terms::of(&mut site);
        site.bodies = bodies::of(&mut site);
        site.calendars = channel::with_calendars(&site);
        site.funds = funds::of(&site);
        site.registers = Registers::of(&site);
        site.cadence = cadence::of(&site);
        site.months = month::of(&site);
        (site.seals, site.accessibility) = (Seals::of(tree, system), accessibility::of(tree, &mut found));
        checks::check(&site, system, &mut found);
        (site, found)
    }

    /// A site whose records have their addresses and nothing else yet.
    fn of(
        (config, clock): (Arc<Config>, Clock),
        entries: Vec<Entry>,
        sections: Vec<Section>,
        options: GatherOptions,
    ) -> Site {
        let by_source = || (0..).zip(&entries).map(|(id, entry)| (entry.source().clone(), id)).collect();
        let (by_source, threads) = rayon::join(by_source, || thread::all(&entries));
        // If two sections want the same folder, the first gets it; the plan reports the conflict.
        let by_path = sections.iter().enumerate().rev().map(|(id, of)| (of.path.clone(), id)).collect();
        Site {
            topics: Terms::default(),
            places: Terms::default(),
            bodies: Terms::default(),
            calendars: HashSet::new(),
            years: Terms::default(),
            funds: Funds::default(),
            registers: Registers::default(),
            aliases: Vec::new(),
            threads,
            files: HashMap::new(),
            decoded: 0,
            allowances: BTreeSet::new(),
            shows_all_files: true,
            cadence: Vec::new(),
            months: Months::default(),
            posters: options.posters,
            unread: HashSet::new(),
            seals: Seals::default(),
            accessibility: None,
            span: None,
            config,
            clock,
            entries,
            by_folder: sections.iter().zip(0..).map(|(section, id)| (section.folder.clone(), id)).collect(),
            sections,
            by_source,
            by_path,
        }
    }

    fn derive(&mut self, broken: &HashSet<Arc<str>>, found: &mut Vec<Diagnostic>, system: &dyn System) {
        self.unread = broken.iter().filter_map(|path| self.section_id_around(path)).collect();
        derive::independent_facts(self, found, system);
        self.span = publication::span(&self.entries);
        entry::neighbours(&mut self.entries);
    }

    /// The published record with that source.
    pub fn entry(&self, source: &str) -> Option<&Entry> {
        self.by_source.get(source).map(|id| &self.entries[*id])
    }

    /// Replaces a record by another version with the same outline.
    pub fn replace(&mut self, id: EntryId, record: Arc<Record>) {
        self.entries[id].record = record;
    }

    /// Its index.
    pub fn id(&self, source: &str) -> Option<EntryId> {
        self.by_source.get(source).copied()
    }

    /// The records that name the one at `source` in that own field, ordered by source.
    pub fn naming<'s>(&'s self, source: &str, field: &str) -> impl Iterator<Item = EntryId> + use<'s> {
        let id = self.id(source);
        // Records that name it are among its backlinks, and these are few.
        let all = id.map(|id| &*self.entries[id].backlinks).unwrap_or_default();
        let named = |other: &&EntryId| id.is_some() && self.entries[**other].named(field) == id;
        let mut naming: Vec<EntryId> = all.iter().filter(named).copied().collect();
        naming.sort_unstable_by_key(|other| self.entries[*other].source());
        naming.into_iter()
    }

    /// The section with that folder below `content/`.
    pub fn section(&self, folder: &str) -> Option<&Section> {
        self.section_id(folder).and_then(|id| self.sections.get(id))
    }

    /// Its index.
    pub fn section_id(&self, folder: &str) -> Option<SectionId> {
        self.by_folder.get(folder).copied()
    }

    /// The section with that output folder.
    pub fn section_id_at(&self, path: &str) -> Option<SectionId> {
        self.by_path.get(path).copied()
    }

    /// The innermost section that contains a file, by the file's path below `content/`.
    fn section_around(&self, path: &str) -> Option<&Section> {
        self.section_id_around(path).and_then(|id| self.sections.get(id))
    }

    /// Its index.
    fn section_id_around(&self, path: &str) -> Option<SectionId> {
        let folders = std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'));
        folders.map(|(folder, _)| folder).chain([""]).find_map(|folder| self.section_id(folder))
    }

    /// Whether a file that could not be parsed may hold a record of the kind.
    fn may_hold_unread(&self, kind: KindId) -> bool {
        let of_kind = |id: &SectionId| {
            let front = self.sections.get(*id).and_then(Section::front);
            front.and_then(|front| front.kind.as_ref()).is_some_and(|name| KindId::named(name) == Some(kind))
                || self.entries.iter().any(|entry| entry.section == *id && entry.record.kind() == kind)
        };
        self.unread.iter().any(of_kind)
    }

    /// The output path, in a language, of the page at `path` in the site's own language.
    pub fn path_in(&self, path: &str, lang: &str) -> String {
        if lang == self.config.language { path.to_owned() } else { translated(path, lang) }
    }

    /// The output path of the page that compares what was promised with what was published; none if nothing
    /// is promised.
    /// something is promised.
    pub fn cadence_path(&self) -> Option<&'static str> {
        (!self.cadence.is_empty()).then_some("archive/cadence.html")
    }

    /// The card of a record.
    pub fn card(&self, id: EntryId) -> Card<'_> {
        Card::of(self, &self.entries[id])
    }
}
