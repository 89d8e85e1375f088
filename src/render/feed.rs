//! Feeds, as Atom (RFC 4287) and as JSON Feed 1.1: take a channel; give its newest records with their later
//! corrections.
//!
//! A feed is dated by its records, never by the clock, so that the same site gives the same feed, and never
//! from the future. A record that is corrected or withdrawn moves to the top again, for those who have
//! already read it. Records without any date are in no feed.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::DateTime;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde::Serialize;

use super::sitemap::absolute;
use super::wording::Wording;
use crate::config::Config;
use crate::front::scalar::Day;
use crate::site::{ATOM, Channel, Entry, EntryId, JSON_FEED, Site, TextVersion};

/// A feed: its channel, its language, and its entries, the most recently changed first.
pub struct Feed<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its channel.
    pub channel: Channel,
    /// The language of its texts.
    pub lang: &'a str,
    /// Its entries.
    pub entries: Vec<Arc<FeedEntry>>,
}

/// A record as feeds in one language show it. In JSON Feed `content_text` is a text without markup.
#[derive(Debug, Serialize)]
pub struct FeedEntry {
    id: String,
    url: String,
    title: String,
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    authors: [Author; 1],
    tags: Vec<String>,
    language: String,
}

#[derive(Debug, Serialize)]
struct Author {
    name: String,
}

/// The newest records of a channel, the most recently changed first.
pub fn newest(site: &Site, channel: Channel) -> Vec<EntryId> {
    let dated = |id: &EntryId| {
        let entry = &site.entries[*id];
        let is_dated = entry.publication.changed.is_some() || entry.date().is_some();
        is_dated.then(|| (Reverse(site.changed(entry)), *id))
    };
    let mut dated: Vec<_> = channel.entries(site).iter().filter_map(dated).collect();
    dated.sort_unstable();
    dated.into_iter().take(site.config.feed_limit()).map(|(_, id)| id).collect()
}

/// When a feed of these records last changed, which is when its newest record did. A feed without records
/// is as old as the site.
pub fn updated(site: &Site, newest: &[EntryId]) -> DateTime {
    newest.first().map_or_else(|| site.beginning(), |id| site.changed(&site.entries[*id]))
}

/// The publisher of a record, as one of its texts names it; the site's title where it names none.
pub(super) fn issuer<'a>(site: &'a Site, entry: &'a Entry, text: &TextVersion<'a>) -> &'a str {
    entry.issuer(text, &site.config).unwrap_or(site.config.title(text.lang))
}

/// A record as feeds in one language show it, which is also that of `wording`.
pub fn entry(site: &Site, entry: &Entry, lang: &str, wording: &Wording<'_>) -> FeedEntry {
    let config = &site.config;
    let text = entry.text(lang, config);
    let address = absolute(&config.base_url, &entry.path_in(text.lang));
    let topic = |id: &usize| site.topics.get(*id).called(text.lang, config).name.to_owned();
    FeedEntry {
        id: address.clone(),
        url: address,
        title: title(entry, &text, wording),
        content_text: summary(entry, &text, wording),
        date_published: entry.publication.published.map(|published| stamp(config, published.start())),
        date_modified: stamp(config, site.changed(entry)),
        authors: [Author { name: issuer(site, entry, &text).to_owned() }],
        tags: entry.topics.iter().map(topic).collect(),
        language: text.lang.to_owned(),
    }
}

impl Feed<'_> {
    /// The title of the feed: that of the site, after the name of its channel.
    fn title(&self) -> String {
        let (name, title) = (self.channel.name(self.site, self.lang).0, self.site.config.title(self.lang));
        match self.channel {
            Channel::Section(0) => title.to_owned(),
            _ => format!("{name} · {title}"),
        }
    }

    fn author(&self) -> &str {
        let config = &self.site.config;
        config.issuer(self.lang).unwrap_or(config.title(self.lang))
    }

    /// The absolute addresses of the page of its channel, and of the feed itself.
    fn addresses(&self, name: &str) -> [String; 2] {
        [self.channel.page(self.site, self.lang), self.channel.feed(self.site, name, self.lang)]
            .map(|path| absolute(&self.site.config.base_url, &path))
    }

    /// As Atom. `updated` is when it last changed.
    pub fn atom(&self, updated: DateTime) -> Vec<u8> {
        let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
        let [page, own] = self.addresses(ATOM);
        let original = self.channel.page(self.site, &self.site.config.language);
        // No two feeds may have the same id, even where a language has no page of its own (RFC 4287,
        // 4.2.6).
        let has_page =
            self.lang == self.site.config.language || absolute(&self.site.config.base_url, &original) != page;
        let id = if has_page { &page } else { &own };
        // Writing to memory does not fail.
        let _ = xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.lang)];
        xml.within("feed", &attributes, |xml| {
            xml.text("title", &[], &self.title());
            xml.text("id", &[], id);
            xml.text("updated", &[], &stamp(&self.site.config, updated));
            xml.person(self.author());
            xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
            for entry in &self.entries {
                self.atom_entry(xml, entry);
            }
        });
        let mut bytes = xml.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn atom_entry(&self, xml: &mut Xml, entry: &FeedEntry) {
        let lang = [("xml:lang", &*entry.language)];
        let lang = &lang[usize::from(entry.language == self.lang)..];
        xml.within("entry", &[], |xml| {
            xml.text("title", lang, &entry.title);
            xml.text("id", &[], &entry.id);
            xml.text("updated", &[], &entry.date_modified);
            if let Some(published) = &entry.date_published {
                xml.text("published", &[], published);
            }
            entry.authors.iter().for_each(|author| xml.person(&author.name));
            entry.tags.iter().for_each(|tag| xml.empty("category", &[("term", tag)]));
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
            if !entry.content_text.is_empty() {
                xml.text("summary", lang, &entry.content_text);
            }
        });
    }

    /// As JSON Feed.
    pub fn json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct JsonFeed<'a> {
            version: &'static str,
            title: String,
            home_page_url: String,
            feed_url: String,
            language: &'a str,
            authors: [AuthorName<'a>; 1],
            items: Vec<&'a FeedEntry>,
        }
        #[derive(Serialize)]
        struct AuthorName<'a> {
            name: &'a str,
        }
        let [home_page_url, feed_url] = self.addresses(JSON_FEED);
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: self.title(),
            home_page_url,
            feed_url,
            language: self.lang,
            authors: [AuthorName { name: self.author() }],
            items: self.entries.iter().map(|entry| &**entry).collect(),
        };
        let mut json = serde_json::to_vec_pretty(&feed).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

/// Writes XML: elements with their attributes, and texts without the characters that XML forbids.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn within(&mut self, name: &str, attributes: &[(&str, &str)], write: impl FnOnce(&mut Xml)) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        let _ = self.0.write_event(Event::Start(start));
        write(self);
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let element = self.0.create_element(name).with_attributes(attributes.iter().copied());
        let _ = element.write_text_content(BytesText::new(&for_xml(text)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let fit: Vec<_> = attributes.iter().map(|(name, value)| (*name, for_xml(value))).collect();
        let attributes = fit.iter().map(|(name, value)| (*name, &**value));
        let _ = self.0.create_element(name).with_attributes(attributes).write_empty();
    }

    fn person(&mut self, name: &str) {
        self.within("author", &[], |xml| xml.text("name", &[], name));
    }
}

fn title(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> String {
    match &entry.record.common.withdrawn {
        None => text.title.to_owned(),
        Some(_) => wording.say("feed-withdrawn-title", &[("title", text.title)]),
    }
}

/// The summary, then a line for each correction or withdrawal, oldest first.
fn summary(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> String {
    let line = |key: &str, date: Day, what: &str| {
        wording.say(key, &[("date", date.to_string().as_str()), ("what", what)])
    };
    let summary = Some(entry.summary(text)).filter(|summary| !summary.is_empty()).map(str::to_owned);
    let (corrections, withdrawn) = (entry.corrections(text), entry.withdrawn(text));
    let corrected = corrections.iter().map(|c| line("feed-corrected", c.date, &c.what));
    let withdrawn = withdrawn.iter().map(|w| line("feed-withdrawn", w.date, &w.why));
    let lines: Vec<String> = summary.into_iter().chain(corrected).chain(withdrawn).collect();
    lines.join("\n")
}

/// A moment in the site's time zone (RFC 3339). The format can express every moment up to the present.
fn stamp(config: &Config, moment: DateTime) -> String {
    let zoned = moment.to_zoned(config.zone.clone());
    zoned.map(|zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()).unwrap_or_default()
}

/// A text without the characters that XML forbids even when escaped.
fn for_xml(text: &str) -> Cow<'_, str> {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    match text.chars().all(fits) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| fits(*c)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use atom_syndication as atom;
    use serde_json::{Value, json};

    use super::super::data::tests_site::{CONFIG, site, text, worded};
    use super::*;

    fn of(site: &Site, channel: Channel) -> (Feed<'_>, DateTime) {
        let newest = newest(site, channel);
        let mut entries = Vec::new();
        for id in &newest {
            worded("zh-Hans", |wording| {
                entries.push(Arc::new(entry(site, &site.entries[*id], "zh-Hans", wording)));
                Vec::<u8>::new()
            });
        }
        (Feed { site, channel, lang: "zh-Hans", entries }, updated(site, &newest))
    }

    fn feed(config: &str, files: &[(&str, &str)], section: usize) -> atom::Feed {
        let site = site(config, files);
        let (feed, updated) = of(&site, Channel::Section(section));
        atom::Feed::read_from(feed.atom(updated).as_slice()).unwrap()
    }

    fn notice(title: &str, date: &str, more: &str) -> String {
        format!("---\nkind: notice\ntitle: {title}\ndate: {date}\n{more}---\n\n正文。\n")
    }

    #[test]
    fn an_entry_says_what_where_when_and_who() {
        let feed = feed(
            CONFIG,
            &[("notices/停水.md", &notice("停水 <今晚>", "2026-03-02", "topics: [水电]\nslug: 停水\n"))],
            0,
        );
        let entry = &feed.entries[0];
        assert_eq!(feed.title.as_str(), "梧桐里");
        assert_eq!(feed.id, "https://example.org/wtl/index.html");
        assert_eq!(feed.lang.as_deref(), Some("zh-Hans"));
        assert_eq!(feed.links[0].href, "https://example.org/wtl/atom.xml");
        assert_eq!(entry.title.as_str(), "停水 <今晚>");
        assert_eq!(entry.id, "https://example.org/wtl/notices/%E5%81%9C%E6%B0%B4.html");
        assert_eq!(entry.links[0].href, entry.id);
        assert_eq!(entry.updated.to_rfc3339(), "2026-03-02T00:00:00+08:00");
        assert_eq!(entry.published, Some(entry.updated));
        assert_eq!(entry.authors[0].name, "梧桐里居委会");
        assert_eq!(entry.categories[0].term, "水电");
        assert_eq!(entry.summary.as_ref().unwrap().as_str(), "正文。");
    }

    #[test]
    fn what_is_put_right_comes_up_again_and_is_reported() {
        let old = notice(
            "甲",
            "2026-01-01",
            "corrections: [{date: 2026-03-05, what: 改为九点}]\nwithdrawn: {date: 2026-03-06, why: 重复}\n",
        );
        let feed = feed(
            CONFIG,
            &[
                ("old.md", &old),
                ("new.md", &notice("乙", "2026-03-02", "")),
                ("about.md", "---\ntitle: 关于\n---\n"),
            ],
            0,
        );
        let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["（已撤回）甲", "乙"]);
        assert_eq!(
            feed.entries[0].summary.as_ref().unwrap().as_str(),
            "正文。\n更正（2026-03-05）：改为九点\n撤回（2026-03-06）：重复"
        );
        assert_eq!(feed.updated.to_rfc3339(), "2026-03-06T00:00:00+08:00");
        assert_eq!(feed.entries[0].published.unwrap().to_rfc3339(), "2026-01-01T00:00:00+08:00");
    }

    #[test]
    fn a_section_has_the_newest_of_its_own() {
        let config = format!("{CONFIG}feeds: {{limit: 1}}\n");
        let pinned = notice("旧", "2026-01-01", "pinned: true\n");
        let files = [
            ("notices/a.md", &*pinned),
            ("notices/b.md", &notice("新", "2026-02-01", "")),
            ("c.md", &notice("外", "2026-03-01", "")),
        ];
        let feed = feed(&config, &files, 1);
        assert_eq!(feed.entries.len(), 1);
        assert_eq!(feed.entries[0].title.as_str(), "新");
        assert_eq!(feed.links[0].href, "https://example.org/wtl/notices/atom.xml");
        assert!(feed.title.as_str().ends_with(" · 梧桐里"));
    }

    #[test]
    fn a_site_without_records_has_a_feed_all_the_same() {
        let feed = feed(CONFIG, &[], 0);
        assert!(feed.entries.is_empty());
        assert_eq!(feed.updated.to_rfc3339(), "2026-03-10T00:00:00+08:00");
    }

    #[test]
    fn a_json_feed_says_the_same() {
        let site =
            site(CONFIG, &[("notices/a.md", &notice("停水 <今晚>", "2026-03-02", "topics: [水电]\n"))]);
        let (feed, _) = of(&site, Channel::Topic(0));
        let feed: Value = serde_json::from_slice(&feed.json()).unwrap();
        let folder = "https://example.org/wtl/topics/shui-dian";
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["title"], "水电 · 梧桐里");
        assert_eq!(feed["home_page_url"], format!("{folder}.html"));
        assert_eq!(feed["feed_url"], format!("{folder}/feed.json"));
        assert_eq!(
            feed["items"],
            json!([{
                "id": "https://example.org/wtl/notices/a.html",
                "url": "https://example.org/wtl/notices/a.html",
                "title": "停水 <今晚>", "content_text": "正文。", "date_published": "2026-03-02T00:00:00+08:00",
                "date_modified": "2026-03-02T00:00:00+08:00", "authors": [{"name": "梧桐里居委会"}],
                "tags": ["水电"], "language": "zh-Hans",
            }])
        );
    }

    #[test]
    fn characters_that_no_xml_may_hold_are_dropped() {
        let site = site(CONFIG, &[("a.md", &notice("\"响\\u0007铃\\uFFFE\"", "2026-03-02", ""))]);
        let (feed, updated) = of(&site, Channel::Section(0));
        assert!(text(feed.atom(updated)).contains("<title>响铃</title>"));
    }
}
