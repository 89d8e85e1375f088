//! Feeds and calendars: draws those of each channel, and the calendar of a record. A record's entry in them
//! is made once, for all channels that hold it.

use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use fluent_bundle::FluentArgs;

use super::calendar::{self, RecordEvents};
use super::feed::{self, Feed, FeedEntry};
use super::gateway::Gateway;
use super::outputs::site_digest;
use super::surroundings::ask_setting;
use super::wording::{Wording, missing_text, with_texts};
use crate::diag::Diagnostic;
use crate::plan::DrawTask;
use crate::site::{ATOM, CALENDAR, Channel, EntryId, Site};
use crate::track::{Digest, Digester, Question, QuestionKind, Trace, record, record_all, recording};

/// What feeds, in each language of the site, and calendars say of records.
#[derive(Debug)]
pub(super) struct ChannelEntries {
    feeds: Vec<OnceLock<Worded<Arc<FeedEntry>>>>,
    events: Vec<OnceLock<Worded<RecordEvents>>>,
}

/// Something made with the words of a theme.
#[derive(Debug)]
struct Worded<T> {
    made: T,
    asked: Trace,
    /// A text that the theme does not have.
    missing: Option<String>,
}

impl ChannelEntries {
    pub(super) fn of(site: &Site) -> ChannelEntries {
        let languages = site.config.all_languages().count();
        ChannelEntries { feeds: cells(site.entries.len() * languages), events: cells(site.entries.len()) }
    }
}

fn cells<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

/// A feed or a calendar.
///
/// # Errors
/// The theme lacks a text.
pub(super) fn draw(draw: &DrawTask, gateway: &Gateway) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = &gateway.site;
    match draw {
        DrawTask::Feed(channel, lang) => {
            let (feed, newest) = feed_of(*channel, lang.as_deref(), gateway)?;
            Ok(feed.atom(feed::updated(site, &newest)))
        }
        DrawTask::JsonFeed(channel, lang) => Ok(feed_of(*channel, lang.as_deref(), gateway)?.0.json()),
        DrawTask::Calendar(channel) => {
            record(QuestionKind::Calendar, &channel.file(site, CALENDAR));
            channel_calendar(*channel, gateway)
        }
        DrawTask::RecordCalendar(id) => record_calendar(*id, gateway),
        _ => Ok(Vec::new()),
    }
}

/// The feed of a channel, and the records in it.
fn feed_of<'g>(
    channel: Channel,
    lang: Option<&'g str>,
    gateway: &'g Gateway,
) -> Result<(Feed<'g>, Vec<EntryId>), Box<Diagnostic>> {
    let site = &*gateway.site;
    let lang = lang.unwrap_or(&site.config.language);
    record(QuestionKind::Feed, &channel.feed(site, ATOM, lang));
    let newest = feed::newest(site, channel);
    let entries = newest.iter().map(|id| feed_entry(*id, lang, gateway)).collect::<Result<_, _>>()?;
    Ok((Feed { site, channel, lang, entries }, newest))
}

fn feed_entry(id: EntryId, lang: &str, gateway: &Gateway) -> Result<Arc<FeedEntry>, Box<Diagnostic>> {
    let site = &gateway.site;
    let language = site.config.all_languages().position(|tag| tag == lang).unwrap_or_default();
    let cell = &gateway.channel_entries.feeds[language * site.entries.len() + id];
    let made =
        worded(cell, lang, gateway, |wording| Arc::new(feed::entry(site, &site.entries[id], lang, wording)));
    made.shown().cloned()
}

/// The calendar of a channel.
fn channel_calendar(channel: Channel, gateway: &Gateway) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = &gateway.site;
    let lang = site.config.language.as_str();
    let events = channel.entries(site).iter().filter(|id| site.entries[**id].takes_place());
    // The digest of the calendar's bytes covers the words.
    let events = events.map(|id| events_of(*id, gateway).made()).collect::<Result<Vec<_>, _>>()?;
    let (name, title) = (channel.name(site, lang).0, site.config.title(lang));
    match channel {
        Channel::Section(0) => Ok(calendar::file(&site.config, title, events)),
        _ => Ok(calendar::file(&site.config, &format!("{name} · {title}"), events)),
    }
}

/// The events of a record in the language of the site.
fn events_of(id: EntryId, gateway: &Gateway) -> &Worded<RecordEvents> {
    let (site, lang) = (&gateway.site, &gateway.site.config.language);
    let events = |wording: &Wording<'_>| calendar::events(site, &site.entries[id], lang, wording);
    worded(&gateway.channel_entries.events[id], lang, gateway, events)
}

/// The calendar of one record, in its own language.
fn record_calendar(id: EntryId, gateway: &Gateway) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (site, entry) = (&gateway.site, &gateway.site.entries[id]);
    entry.note_record();
    ["base_url", "title", "timezone"].into_iter().for_each(|key| ask_setting(key, None));
    let (lang, title) = (entry.lang(&site.config), &*entry.record.common.title);
    let own = OnceLock::new();
    let events = if entry.record.kind().profile().has_calendar {
        worded(&own, lang, gateway, |wording| calendar::shifts(site, entry, wording))
    } else if lang == site.config.language {
        events_of(id, gateway)
    } else {
        worded(&own, lang, gateway, |wording| calendar::events(site, entry, lang, wording))
    };
    Ok(calendar::file(&site.config, title, [events.shown()?]))
}

/// The content of a cell, made first with the words of a language if the cell is empty.
fn worded<'c, T>(
    cell: &'c OnceLock<Worded<T>>,
    lang: &str,
    gateway: &Gateway,
    make: impl FnOnce(&Wording<'_>) -> T,
) -> &'c Worded<T> {
    cell.get_or_init(|| {
        let lang: Arc<str> = lang.into();
        let get = |key: &str, args: &FluentArgs<'_>| gateway.own_text(key, args, &lang);
        let ((made, missing), asked) =
            recording(|| with_texts(get, |texts| make(&Wording::new(texts, &lang))));
        Worded { made, asked, missing: missing.into_iter().next() }
    })
}

impl<T> Worded<T> {
    /// What was made, unless a text was missing.
    fn made(&self) -> Result<&T, Box<Diagnostic>> {
        match &self.missing {
            None => Ok(&self.made),
            Some(key) => Err(Box::new(missing_text(key).at("site.yaml", 0..0))),
        }
    }

    /// The same, for a drawing that has to ask the questions asked while it was made.
    fn shown(&self) -> Result<&T, Box<Diagnostic>> {
        record_all(&self.asked);
        self.made()
    }
}

/// The digest of the answer to a question about channels.
pub(super) fn digest(gateway: &Gateway, question: &Question) -> Digest {
    match question.kind {
        QuestionKind::Feed => feed_digest(&gateway.site, &question.key),
        QuestionKind::Calendar => calendar_digest(gateway, &question.key),
        _ => channels_digest(&gateway.site),
    }
}

/// The digest of a feed, by the output path of its Atom file.
fn feed_digest(site: &Site, key: &str) -> Digest {
    let Some(channel) = Channel::of_file(site, key) else { return Digest::default() };
    let is_of = |lang: &&str| channel.feed(site, ATOM, lang) == key;
    let Some(lang) = site.config.all_languages().find(is_of) else { return Digest::default() };
    let newest = feed::newest(site, channel);
    let mut to = Digester::default();
    // An untranslated record names its publisher in its own language.
    site.config.all_languages().for_each(|lang| site_digest(site, lang).hash(&mut to));
    (lang, channel.name(site, lang), channel.page(site, lang)).hash(&mut to);
    feed::updated(site, &newest).to_string().hash(&mut to);
    for id in newest {
        let entry = &site.entries[id];
        entry.data_digest(site).hash(&mut to);
        entry.translations.iter().for_each(|translation| translation.source.digest.hash(&mut to));
        let said_in = entry.text(lang, &site.config).lang;
        let names = entry.topics.iter().map(|id| site.topics.get(*id).called(said_in, &site.config).name);
        names.for_each(|name| name.hash(&mut to));
    }
    to.digest()
}

/// The digest of a calendar, by its output path: of all its bytes.
fn calendar_digest(gateway: &Gateway, key: &str) -> Digest {
    let Some(channel) = Channel::of_file(&gateway.site, key) else { return Digest::default() };
    // Without a text there is no calendar, and drawing it reports that.
    channel_calendar(channel, gateway).map_or(Digest::default(), |bytes| Digest::of(&bytes))
}

/// The digest of what can be followed: what each channel is called, and whether it has a calendar.
fn channels_digest(site: &Site) -> Digest {
    let mut to = Digester::default();
    for channel in Channel::all(site) {
        for lang in site.config.all_languages() {
            (channel.name(site, lang), channel.page(site, lang)).hash(&mut to);
        }
        channel.calendar(site).hash(&mut to);
    }
    to.digest()
}
