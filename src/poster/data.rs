//! Takes a published record; gives all that a layout may show of it, typed, with every date, number and
//! word of the interface as people read it. Pure: the same record, options and texts give the same data,
//! and nothing in it counts down days.
//!
//! A layout reads this as `/data.json`; `themes/README.md` explains it field by field.

mod covenant;
mod directory;
mod election;
mod figures;
mod head;
mod ledger;
mod log;
mod matter;
mod meeting;
mod notice;
mod paper;
mod place;
mod project;
mod report;
mod roster;
mod title;
mod vote;
mod words;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::body::BodyTree;
use super::{body, qr};
use crate::config::spoken;
use crate::front::shape::AnyValue;
use crate::markdown::{LinkKind, ResolvedLink};
use crate::record::View;
use crate::record::common::{Orientation, PaperSize, PosterChoice};
use crate::render::view::kind_view;
use crate::site::{Entry, LinkTarget, Site, TextVersion};
use head::{ChangeData, LabelledLine, StampData};
pub use paper::Paper;
pub use place::places;
use title::TitleData;
use words::Wording;
pub use words::{TextLookup, WORDS};

/// How a poster is to be made.
#[derive(Clone, Debug)]
pub struct PosterOptions {
    /// The language of the poster.
    pub lang: String,
    /// The sheet.
    pub size: PaperSize,
    /// Portrait or landscape.
    pub orientation: Orientation,
    /// A layout other than the record's own.
    pub template: Option<String>,
    /// Only the rows of this place.
    pub place: Option<String>,
    /// Whether to make a picture for a chat, as long as its text, instead of a sheet.
    pub long: bool,
}

impl PosterOptions {
    /// What the `poster` field of the record asks for.
    pub fn of(entry: &Entry, lang: &str) -> PosterOptions {
        let spec = match entry.record.common.poster.as_deref() {
            Some(PosterChoice::How(spec)) => Some(spec),
            _ => None,
        };
        PosterOptions {
            lang: lang.to_owned(),
            size: spec.and_then(|spec| spec.size).unwrap_or(PaperSize::A4),
            orientation: spec.and_then(|spec| spec.orientation).unwrap_or(Orientation::Portrait),
            template: spec.and_then(|spec| spec.template.as_deref().map(str::to_owned)),
            place: None,
            long: false,
        }
    }
}

/// All that a layout may show of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PosterData {
    /// The layout: `posters/<template>.typ`.
    pub template: String,
    /// The language as the site names it.
    pub lang: String,
    /// The same as Typst names it.
    pub language: TypstLanguage,
    /// The sheet.
    pub paper: Paper,
    /// Font families that exist, best first; filled in by the caller, which knows the fonts.
    pub fonts: FontFamilies,
    /// The record's kind.
    pub kind: &'static str,
    /// Its name on the sheet.
    pub kind_word: String,
    /// The title.
    pub title: TitleData,
    /// The document number.
    pub number: Option<String>,
    /// Who publishes it.
    pub issuer: Option<String>,
    /// The date of the record; for a future event, the day on which it was announced.
    pub date: Option<DateText>,
    /// The time of day that its date has.
    pub time: Option<String>,
    /// The only place whose rows are shown.
    pub place: Option<String>,
    /// The places that it concerns.
    pub places: Vec<String>,
    /// Stamps that stay true as long as the sheet hangs.
    pub stamps: Vec<StampData>,
    /// Posting, deadline and the like, each with its last day.
    pub windows: Vec<DateSpan>,
    /// The corrections.
    pub corrections: Vec<ChangeData>,
    /// The withdrawal with its reason.
    pub withdrawn: Option<ChangeData>,
    /// The contact.
    pub contact: Vec<LabelledLine>,
    /// The titles of files beside it.
    pub attachments: Vec<String>,
    /// The figures that its author gives.
    pub figures: Vec<vote::LargeFigure>,
    /// The address of its page.
    pub address: Option<Address>,
    /// The first digits of its fingerprint, in groups.
    pub fingerprint: String,
    /// The text.
    pub body: BodyTree,
    /// What its kind adds.
    pub own: KindData,
    /// Texts of the interface by their keys.
    pub words: BTreeMap<&'static str, String>,
    /// The data that the author added for the theme.
    pub extra: Option<AnyValue>,
}

/// A language as Typst identifies it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypstLanguage {
    /// `zh`.
    pub lang: String,
    /// `cn`, where the region decides how characters are set.
    pub region: Option<&'static str>,
}

/// Font families by style of Chinese type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FontFamilies {
    /// 宋体: titles and figures.
    pub song: Vec<String>,
    /// 黑体: text to be read from a distance.
    pub hei: Vec<String>,
    /// 仿宋: documents.
    pub fang: Vec<String>,
    /// 楷体: what is quoted.
    pub kai: Vec<String>,
}

/// A day as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateText {
    /// `2026-03-02`.
    pub iso: String,
    /// 2026年3月2日.
    pub long: String,
    /// 3月2日.
    pub short: String,
    /// 星期一.
    pub weekday: String,
}

/// A span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateSpan {
    /// `clock-posted`, `clock-deadline`, `clock-effective`, `clock-voting`, `clock-objections` or
    /// `when-where`.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Its first and last day, in words.
    pub text: String,
    /// The last day, if there is one.
    pub until: Option<DateText>,
}

/// The address of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The absolute address.
    pub url: String,
    /// The same as printed: without its scheme.
    pub text: String,
    /// Its QR code, served as `/qr.svg`; none where the address is too long for one.
    pub qr: Option<QrCodeData>,
}

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QrCodeData {
    /// Modules on one side, the quiet zone included.
    pub modules: usize,
    /// The side, the quiet zone included, in millimetres.
    pub side: u32,
    /// The least side that is sufficient where space is short, in millimetres.
    pub least: u32,
    /// Whether a module is at least 0.7 mm wide.
    pub legible: bool,
    /// Where it leads, as alternative text.
    pub alt: String,
}

/// What a kind adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum KindData {
    /// A notice.
    Notice(notice::NoticeData),
    /// A vote.
    Consultation(vote::VoteData),
    /// An election, which is set like a vote.
    Election(vote::VoteData),
    /// A meeting.
    Meeting(meeting::MeetingData),
    /// A project.
    Project(project::ProjectData),
    /// A matter.
    Matter(matter::MatterData),
    /// A ledger.
    Ledger(ledger::LedgerData),
    /// A covenant.
    Covenant(covenant::CovenantData),
    /// A roster.
    Roster(roster::RosterData),
    /// A day of a log.
    Log(log::LogData),
    /// A report.
    Report(report::ReportData),
    /// A directory.
    Directory(directory::DirectoryData),
    /// A kind that adds nothing.
    Other,
}

/// What a layout may show of a record.
pub fn poster_data(
    site: &Site,
    entry: &Entry,
    options: &PosterOptions,
    texts: &TextLookup<'_>,
) -> PosterData {
    let text = entry.text(&options.lang, &site.config);
    let wording = Wording::new(texts, text.lang);
    let imprint = entry.imprint(&text, &site.config);
    let paper = if options.long { Paper::long() } else { Paper::sheet(options.size, options.orientation) };
    let own = own(site, entry, &text, options, &wording);
    let common = &entry.record.common;
    let called =
        |name: &str| spoken(&site.config.place_name(name, text.lang).unwrap_or_else(|| name.to_owned()));
    let extra =
        text.translation.and_then(|translation| translation.front.extra.as_ref()).or(common.extra.as_deref());
    // A notice of a future event carries the day on which it was announced.
    let announced = entry.announced();
    PosterData {
        template: options.template.clone().unwrap_or_else(|| template(&own).to_owned()),
        lang: text.lang.to_owned(),
        language: language(text.lang),
        paper,
        fonts: FontFamilies::default(),
        kind: entry.record.kind().name(),
        kind_word: kind_word(entry, &own, &wording),
        title: TitleData::of(text.title),
        number: common.number.as_deref().map(str::to_owned),
        issuer: imprint.issuer.map(str::to_owned),
        date: announced.or_else(|| common.day()).map(|day| wording.written(day)),
        time: common
            .date
            .filter(|_| announced.is_none())
            .and_then(|date| date.time)
            .map(|time| time.to_string()),
        place: options.place.as_deref().map(called),
        places: common.places.iter().flat_map(|names| names.iter()).map(|name| called(name)).collect(),
        stamps: head::stamps(entry, &wording),
        windows: head::windows(entry, &wording),
        corrections: head::corrections(entry, &text, &wording),
        withdrawn: head::withdrawn(entry, &text, &wording),
        contact: imprint.contact.map(|contact| head::contact(&contact, &wording)).unwrap_or_default(),
        attachments: imprint.files.into_iter().map(str::to_owned).collect(),
        figures: figures::figures(&entry.figures(&text), &wording),
        address: address(site, entry, &text, paper, &wording),
        fingerprint: entry.fingerprint(site).short(),
        body: tree(&text),
        own,
        words: WORDS
            .iter()
            .map(|key| (*key, wording.word(key)))
            .chain([("poster-page", page_words(texts))])
            .collect(),
        extra: extra.cloned(),
    }
}

fn own(
    site: &Site,
    entry: &Entry,
    text: &TextVersion<'_>,
    options: &PosterOptions,
    wording: &Wording<'_>,
) -> KindData {
    let here = || options.place.as_deref().map(|place| place::rows(site, entry, place));
    match kind_view(site, entry, text) {
        View::Notice(view) => KindData::Notice(notice::NoticeData::of(&view, here(), wording)),
        View::Consultation(view) => KindData::Consultation(vote::VoteData::of(&view, wording)),
        View::Meeting(view) => KindData::Meeting(meeting::MeetingData::of(&view, wording)),
        View::Election(view) => KindData::Election(election::data(&view, wording)),
        View::Project(view) => KindData::Project(project::ProjectData::of(&view, wording)),
        View::Matter(view) => KindData::Matter(matter::MatterData::of(&view, wording)),
        View::Ledger(view) => KindData::Ledger(ledger::LedgerData::of(&view, wording)),
        View::Covenant(view) => KindData::Covenant(covenant::CovenantData::of(&view, wording)),
        View::Roster(view) => KindData::Roster(roster::RosterData::of(&view, wording)),
        View::Directory(view) => KindData::Directory(directory::DirectoryData::of(&view, wording)),
        View::Report(view) => KindData::Report(report::ReportData::of(&view, wording)),
        View::Log(view) => KindData::Log(log::LogData::of(&view, wording)),
        View::Page(_) => KindData::Other,
        #[cfg(test)]
        View::Probe(_) => KindData::Other,
    }
}

/// The layout that suits a record.
fn template(own: &KindData) -> &'static str {
    match own {
        KindData::Notice(notice) if notice.schedule.is_some() => "timetable",
        KindData::Consultation(_) | KindData::Election(_) | KindData::Meeting(_) => "result",
        KindData::Project(_) => "board",
        KindData::Matter(_) => "matter",
        KindData::Ledger(_) => "ledger",
        KindData::Roster(_) => "timetable",
        KindData::Covenant(_) => "covenant",
        KindData::Directory(_) => "directory",
        KindData::Log(_) => "log",
        KindData::Report(_) => "report",
        KindData::Notice(_) | KindData::Other => "notice",
    }
}

fn kind_word(entry: &Entry, own: &KindData, wording: &Wording<'_>) -> String {
    match own {
        KindData::Notice(notice) => notice.type_word.clone(),
        KindData::Meeting(meeting) => meeting.council.clone().unwrap_or_else(|| wording.word("kind-meeting")),
        KindData::Consultation(_)
        | KindData::Election(_)
        | KindData::Project(_)
        | KindData::Matter(_)
        | KindData::Ledger(_)
        | KindData::Covenant(_)
        | KindData::Roster(_)
        | KindData::Log(_)
        | KindData::Report(_)
        | KindData::Directory(_)
        | KindData::Other => wording.word(&format!("kind-{}", entry.record.kind().name())),
    }
}

fn language(tag: &str) -> TypstLanguage {
    let mut parts = tag.split('-');
    let lang = parts.next().unwrap_or(tag).to_owned();
    let region = match (lang.as_str(), parts.next()) {
        ("zh", Some("Hant" | "TW")) => Some("tw"),
        ("zh", Some("HK" | "MO")) => Some("hk"),
        ("zh", _) => Some("cn"),
        _ => None,
    };
    TypstLanguage { lang, region }
}

fn tree(text: &TextVersion<'_>) -> BodyTree {
    let html = text.body.render(|at, link| match (link.kind, text.links.get(at)) {
        (LinkKind::Image, Some(LinkTarget::Output { path, .. })) => ResolvedLink::Url(path.clone()),
        // Links within the site are useless on paper.
        _ => ResolvedLink::Text,
    });
    body::parse(&html)
}

fn address(
    site: &Site,
    entry: &Entry,
    text: &TextVersion<'_>,
    paper: Paper,
    wording: &Wording<'_>,
) -> Option<Address> {
    let base = &site.config.base_url;
    if base.is_empty() {
        return None;
    }
    let url = format!("{base}{}", crate::render::sitemap::encode_path(&entry.path_in(text.lang)));
    let bare = url.split_once("://").map_or(url.as_str(), |(_, bare)| bare).to_owned();
    let code = qr::svg(&url).map(|code| {
        let (side, least, legible) = paper.qr_side(code.modules);
        QrCodeData {
            modules: code.modules,
            side,
            least,
            legible,
            alt: wording.say("poster-code", &[("address", &url)]),
        }
    });
    Some(Address { url, text: bare, qr: code })
}

/// Only the layout knows the page numbers; it puts them in place of these marks.
fn page_words(texts: &TextLookup<'_>) -> String {
    let mut args = FluentArgs::new();
    args.set("number", "{number}");
    args.set("pages", "{pages}");
    texts("poster-page", &args)
}
