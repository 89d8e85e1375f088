//! What templates see: a record, a section, a series; `lists` has pages, topics and places.

mod cadence;
mod channels;
mod lists;
mod month;
mod open_data;
mod registers;
mod seals;
mod search;

use std::borrow::Cow;
use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};
use tera::Value;

pub(super) use cadence::cadence;
pub(super) use channels::{channels, follow};
pub(super) use lists::{named, pager, place, places, term, terms, years};
pub(super) use month::month;
pub(super) use open_data::open_data;
pub(super) use registers::RegisterView;
pub(super) use seals::seals;
pub(super) use search::search;

use super::filters::thousands;
use super::gateway::{Gateway, contact};
use super::link::relative;
use super::surroundings::Surroundings;
use super::translated;
use crate::config::Config;
use crate::front::scalar::{Amount, Day, TimeOfDay};
use crate::front::shape::AnyValue;
use crate::markdown::{Body, LinkKind, ResolvedLink};
use crate::photo::{CopyForm, PhotoCopy};
use crate::record::common::{Common, Correction, Withdrawn};
use crate::record::exact::Share;
use crate::record::figure::Figure;
use crate::record::kind::ViewContext;
use crate::record::{Facts, KindId, Phase, Stamp, View};
use crate::site::{
    Entry, EntryId, Imprint, LinkTarget, Posting, PublishedFile, RecordsShown, Section, SeriesMetricView,
    SeriesView, Site, TextVersion, in_language,
};
use crate::spelling;

/// A map with a few names and their values. From a `HashMap` Tera would hash each name twice.
pub(super) fn map<const N: usize>(parts: [(&'static str, Value); N]) -> Value {
    struct Parts<const N: usize>([(&'static str, Value); N]);
    impl<const N: usize> Serialize for Parts<N> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_struct("", N)?;
            for (name, value) in &self.0 {
                map.serialize_field(name, value)?;
            }
            map.end()
        }
    }
    Value::from_serializable(&Parts(parts))
}

/// A title with the path of its page.
#[derive(Serialize)]
pub(super) struct Titled<'a> {
    pub(super) title: &'a str,
    /// The language of the title, where it is not the page's.
    pub(super) lang: Option<&'a str>,
    pub(super) href: String,
    pub(super) path: String,
}

#[derive(Serialize)]
struct AttachmentView<'a> {
    path: &'a str,
    href: String,
    title: &'a str,
    bytes: u64,
    sha256: &'a str,
}

/// A figure as pages show it.
#[derive(Serialize)]
struct FigureView<'a> {
    label: &'a str,
    /// The number as people read it.
    value: String,
    unit: Option<&'a str>,
    of: Option<Amount>,
    percent: Option<String>,
    /// Whether the number itself is the percentage.
    percentage: bool,
    as_of: Option<Day>,
}

impl<'a> FigureView<'a> {
    fn of(figure: &'a Figure) -> FigureView<'a> {
        FigureView {
            label: &figure.label,
            value: figure.written(thousands),
            unit: figure.unit(),
            of: figure.of,
            percent: figure.share().and_then(Share::percent),
            percentage: figure.is_percentage(),
            as_of: figure.as_of,
        }
    }
}

/// A record as its page sees it. One struct, because Tera takes it as it is: an entry added to a map later
/// is hashed twice.
#[derive(Serialize)]
struct RecordView<'a> {
    source: &'a str,
    path: String,
    kind: &'static str,
    section: &'a Value,
    title: &'a str,
    date: Option<Day>,
    announced: Option<Day>,
    time: Option<TimeOfDay>,
    number: Option<&'a str>,
    issuer: Option<&'a str>,
    summary: &'a str,
    lang: &'a str,
    matter: Option<&'a str>,
    pinned: bool,
    expires: Option<Day>,
    expired: bool,
    stamps: &'a [Stamp],
    phase: Option<Phase>,
    topics: Value,
    places: Value,
    posted: Option<Posting>,
    corrections: &'a [Correction],
    withdrawn: Option<&'a Withdrawn>,
    attachments: Vec<AttachmentView<'a>>,
    figures: Vec<FigureView<'a>>,
    contact: Option<Json>,
    until: Option<Day>,
    extra: Option<&'a Json>,
    refs: Vec<&'a str>,
    backlinks: Vec<&'a str>,
    previous: Option<Neighbour<'a>>,
    next: Option<Neighbour<'a>>,
    original: Value,
    facts: &'a Facts,
    view: View<'a>,
    body: Value,
}

/// What a link to a page needs.
#[derive(Serialize)]
pub(super) struct PageLink {
    href: String,
    /// Its output path.
    pub(super) path: String,
}

impl PageLink {
    fn to(path: String, from: &str) -> PageLink {
        PageLink { href: relative(from, &path), path }
    }

    /// The page of the fund whose ledger a record is, as a page at `from` in `lang` links to it.
    pub(super) fn of_fund(site: &Site, entry: &Entry, lang: &str, from: &str) -> Option<PageLink> {
        Some(PageLink::to(site.fund_of(entry)?.path_in(lang), from))
    }

    /// The page of the body with that name, if the body has a record; linked in the same way.
    pub(super) fn of_body(
        site: &Site,
        entry: &Entry,
        (name, lang): (&str, &str),
        from: &str,
    ) -> Option<PageLink> {
        let name = spelling::name(name);
        let mut bodies = entry.bodies.iter().map(|id| site.bodies.get(*id));
        let body =
            bodies.find(|body| *name == body.name || body.names.iter().any(|one| one.name == *name))?;
        Some(PageLink::to(in_language(&body.path, lang, &site.config).into_owned(), from))
    }
}

/// What a link to another record needs.
#[derive(Serialize)]
pub(super) struct Neighbour<'a> {
    source: &'a str,
    title: &'a str,
    lang: &'a str,
    href: String,
    path: Arc<str>,
}

impl<'a> Neighbour<'a> {
    /// A record, as a page at `from` in `lang` links to it.
    pub(super) fn of(site: &'a Site, id: EntryId, lang: &str, from: &str) -> Neighbour<'a> {
        let entry = &site.entries[id];
        entry.note_name();
        let text = entry.text(lang, &site.config);
        let path = entry.path_in(text.lang);
        Neighbour {
            source: entry.source(),
            title: text.title,
            lang: text.lang,
            href: relative(from, &path),
            path,
        }
    }
}

/// The `record` of a template.
pub(super) fn record(
    site: &Site,
    entry: &Entry,
    text: &TextVersion<'_>,
    path: &str,
    around: &Surroundings,
) -> Value {
    let page = RecordPage {
        site,
        entry,
        common: &entry.record.common,
        text,
        imprint: entry.imprint(text, &site.config),
        figures: entry.figures(text),
        corrections: entry.corrections(text),
        withdrawn: entry.withdrawn(text),
        path,
        around,
    };
    Value::from_serializable(&page.view())
}

/// A record in one of its languages, and the page that shows it.
struct RecordPage<'a> {
    site: &'a Site,
    entry: &'a Entry,
    common: &'a Common,
    text: &'a TextVersion<'a>,
    imprint: Imprint<'a>,
    figures: Cow<'a, [Figure]>,
    corrections: Cow<'a, [Correction]>,
    withdrawn: Option<Cow<'a, Withdrawn>>,
    path: &'a str,
    around: &'a Surroundings,
}

impl RecordPage<'_> {
    fn view(&self) -> RecordView<'_> {
        RecordView {
            source: self.entry.source(),
            path: self.path.to_owned(),
            kind: self.entry.record.kind().name(),
            section: &self.around.section,
            title: self.text.title,
            date: self.common.day(),
            announced: self.entry.announced(),
            time: self.common.date.and_then(|date| date.time),
            number: self.common.number.as_deref(),
            issuer: self.imprint.issuer,
            summary: self.entry.summary(self.text),
            lang: self.text.lang,
            matter: self.common.matter.as_deref(),
            pinned: self.entry.is_pinned(),
            expires: self.common.expires,
            expired: self.entry.expired,
            stamps: &self.entry.stamps,
            phase: self.entry.phase(),
            topics: self.around.topics(self.site, &self.entry.topics, self.path),
            places: self.around.places(self.site, &self.entry.places, self.path),
            posted: self.entry.posted,
            corrections: &self.corrections,
            withdrawn: self.withdrawn.as_deref(),
            attachments: self.attachments(),
            figures: self.figures.iter().map(FigureView::of).collect(),
            contact: self.imprint.contact.as_deref().map(contact),
            until: self.entry.until.map(Day),
            extra: self.extra(),
            refs: self.sources(&self.entry.refs),
            backlinks: self.sources(&self.entry.backlinks),
            previous: self.entry.previous.map(|id| self.neighbour(id)),
            next: self.entry.next.map(|id| self.neighbour(id)),
            original: self.original(),
            facts: &self.entry.derived.facts,
            view: kind_view(self.site, self.entry, self.text),
            body: Value::safe_string(&body(self.text.body, self.text.links, &self.entry.files, self.path)),
        }
    }

    fn attachments(&self) -> Vec<AttachmentView<'_>> {
        let titled = self.entry.attachments.iter().zip(&self.imprint.files);
        titled.map(|(attached, title)| file(attached, self.path, title)).collect()
    }

    /// The `extra` data of the translation, or else of the record.
    fn extra(&self) -> Option<&Json> {
        let translated = self.text.translation.and_then(|translation| translation.front.extra.as_ref());
        translated.or(self.entry.record.common.extra.as_deref()).map(|free| &free.0)
    }

    fn sources(&self, ids: &[EntryId]) -> Vec<&str> {
        ids.iter().map(|id| &**self.site.entries[*id].source()).collect()
    }

    fn neighbour(&self, id: EntryId) -> Neighbour<'_> {
        Neighbour::of(self.site, id, self.text.lang, self.path)
    }

    /// The fields of a translation that are still in the language of the original.
    fn original(&self) -> Value {
        self.text.translation.map_or_else(Value::none, |translation| {
            translated::original(self.entry, translation, self.imprint.untranslated, self.site)
        })
    }
}

/// The `view` of a template: what a record's kind adds for drawing, in the language of one of its texts.
pub(crate) fn kind_view<'a>(site: &Site, entry: &Entry, text: &TextVersion<'a>) -> View<'a> {
    let (config, lang) = (&site.config, text.lang);
    let place = |name: &str| config.place_name(name, lang);
    let shown = RecordsShown { site, entry, lang };
    let foreign = config.foreign(lang);
    let lang = (Config::words_of(lang), Config::foreign_words(lang));
    let small_cells = config.small_cells();
    let context = ViewContext { lang, place: &place, foreign, small_cells, shown: &shown };
    text.own.view(&entry.derived.facts, &context)
}

/// A body whose links are relative to `path`; `files` are the files published for it.
pub(super) fn body<'a>(
    body: &'a Body,
    links: &[LinkTarget],
    files: &[PublishedFile],
    path: &str,
) -> Cow<'a, str> {
    body.render(|at, link| match links.get(at) {
        Some(LinkTarget::Output { path: to, .. }) if link.kind == LinkKind::Image => {
            let address = relative(path, to);
            let file = files.iter().find(|file| file.path == *to);
            match file.and_then(|file| Some((file, file.size?))) {
                Some((file, size)) => {
                    let copies = |form| copies(file, form, size.0, path);
                    let (jpeg, webp) = (copies(CopyForm::Jpeg), copies(CopyForm::WebP));
                    ResolvedLink::Picture { url: address, size, copies: jpeg, webp }
                }
                None => ResolvedLink::Url(address),
            }
        }
        Some(LinkTarget::Here(id)) => ResolvedLink::Url(format!("#{id}")),
        Some(LinkTarget::Output { path: to, id }) => {
            let mut address = relative(path, to);
            if let Some(id) = id {
                address.push('#');
                address.push_str(id);
            }
            ResolvedLink::Url(address)
        }
        Some(LinkTarget::Text | LinkTarget::File(_)) | None => ResolvedLink::Text,
    })
}

/// The smaller copies of a photo in one format, as addresses from a page, each with its width; the JPEG
/// list includes the photo itself if it is not much larger.
fn copies(file: &PublishedFile, form: CopyForm, width: u32, from: &str) -> Option<String> {
    let one = |path: &str, width: u32| format!("{} {width}w", relative(from, path));
    let of_form = PhotoCopy::all(file.widths).filter(|copy| copy.form == form);
    let mut copies: Vec<String> = of_form.map(|copy| one(&copy.path(&file.path), copy.width)).collect();
    let largest = file.widths.last().filter(|_| !copies.is_empty())?;
    if form == CopyForm::Jpeg && width <= largest * 2 {
        copies.push(one(&file.path, width));
    }
    Some(copies.join(", "))
}

fn file<'s>(file: &'s PublishedFile, from: &str, title: &'s str) -> AttachmentView<'s> {
    AttachmentView {
        path: &file.path,
        href: relative(from, &file.path),
        title,
        bytes: file.bytes,
        sha256: &file.sha256,
    }
}

/// The `section` of a template.
pub(super) fn section(section: &Section, lang: &str, path: &str) -> Value {
    #[derive(Serialize)]
    struct View<'a> {
        path: &'a str,
        title: &'a str,
        summary: Option<&'a str>,
        kind: Option<&'static str>,
        extra: Option<&'a AnyValue>,
        total: usize,
        body: Value,
    }
    let text = section.text_in(lang);
    let kind = section.front().and_then(|front| front.kind.as_deref()).and_then(KindId::named);
    let body = text
        .map(|(file, links)| body(&file.body, links, &section.files, path))
        .filter(|body| !body.is_empty());
    Value::from_serializable(&View {
        path: &section.path,
        title: section.title_in(lang),
        summary: text.and_then(|(file, _)| file.front.summary.as_deref()),
        kind: kind.map(|kind| kind.name()),
        extra: section.front().and_then(|front| front.extra.as_ref()),
        total: section.entries.len(),
        body: body.map_or_else(Value::none, |body| Value::safe_string(&body)),
    })
}

/// The `series` of a template.
pub(super) fn series(gateway: &Gateway, series: &SeriesView, lang: &str) -> Value {
    let site = &gateway.site;
    let path = |id: EntryId| site.entries[id].path_in(lang);
    let mut days: Vec<Json> = Vec::new();
    let mut day = series.from;
    let mut logs = series.logs.iter().peekable();
    while let Some(until) = series.until.filter(|until| day <= *until) {
        let log = logs.next_if(|(date, _)| *date == day);
        let state = if log.is_some() { "written" } else { "missing" };
        days.push(json!({"date": Day(day), "state": state, "path": log.map(|(_, id)| path(*id))}));
        match day.tomorrow() {
            Ok(next) if next <= until => day = next,
            _ => break,
        }
    }
    let newest = series.logs.last();
    let hours = (!series.volunteers.1.is_zero()).then_some(Amount(series.volunteers.1));
    Value::from_serializable(&json!({
        "from": Day(series.from),
        "until": series.until.map(Day),
        "logs": series.logs.len(),
        "day": newest.map(|(date, _)| (*date - series.from).get_days() + 1),
        "newest": newest.map(|(_, id)| site.entries[*id].source()),
        "days": days,
        "metrics": series.metrics.iter().map(metric).collect::<Vec<_>>(),
        "volunteers": {"people": (series.volunteers.0 > 0).then_some(series.volunteers.0), "hours": hours},
    }))
}

fn metric(metric: &SeriesMetricView) -> Json {
    let last = metric.values.last();
    json!({
        "name": metric.total.name, "unit": metric.total.unit, "total_kind": metric.total.kind,
        "total": metric.total.total.map(Amount), "value": last.map(|(_, value)| Amount(*value)),
        "date": last.map(|(date, _)| Day(*date)),
        "chart": super::chart::chart(&metric.values),
    })
}
