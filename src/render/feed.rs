//! Atom feeds: takes a section, gives its newest records with what was put right since.
//!
//! A feed is dated by its records, never by the clock, so that the same site gives the same feed, and never
//! from the future. A record that is corrected or withdrawn comes up again, for those who have read it. What
//! has no date at all is in no feed.

use std::cmp::Reverse;

use atom_syndication as atom;
use jiff::civil::DateTime;

use super::sitemap::absolute;
use super::wording::Wording;
use crate::config::Config;
use crate::front::scalar::Day;
use crate::site::{Entry, EntryId, SectionId, Site, TextVersion};

/// The feed of a section and what is inside it; of the whole site for section 0. `base` ends with a slash;
/// `wording` is in the language of the site.
pub fn atom(site: &Site, section: SectionId, base: &str, wording: &Wording<'_>) -> Vec<u8> {
    let config = &site.config;
    let lang = &*config.language;
    let place = &site.sections[section];
    let entries: Vec<_> = newest(site, section).iter().map(|id| &site.entries[*id]).collect();
    let title = match section {
        0 => config.title(lang).to_owned(),
        _ => format!("{} · {}", place.title_in(lang), config.title(lang)),
    };
    let address = absolute(base, &place.index());
    let feed = atom::Feed {
        title: plain(&title),
        id: address.clone(),
        updated: stamp(config, updated(site, section)),
        authors: vec![person(config.issuer(lang).unwrap_or(config.title(lang)))],
        links: vec![
            link("self", "application/atom+xml", absolute(base, &place.below("atom.xml"))),
            link("alternate", "text/html", address),
        ],
        entries: entries.iter().map(|entry| item(site, entry, base, wording)).collect(),
        lang: Some(lang.to_owned()),
        ..atom::Feed::default()
    };
    // It writes to memory, which does not fail.
    let mut xml = feed
        .write_with_config(
            Vec::new(),
            atom::WriteConfig { write_document_declaration: true, indent_size: Some(1) },
        )
        .unwrap_or_default();
    xml.push(b'\n');
    xml
}

/// The records of a section's feed, the last changed first.
pub fn newest(site: &Site, section: SectionId) -> Vec<EntryId> {
    let dated = |id: &EntryId| {
        let entry = &site.entries[*id];
        let is_dated = entry.publication.changed.is_some() || entry.date().is_some();
        is_dated.then(|| (Reverse(site.changed(entry)), *id))
    };
    let mut dated: Vec<_> = site.sections[section].entries.iter().filter_map(dated).collect();
    dated.sort_unstable();
    dated.into_iter().take(site.config.feed_limit()).map(|(_, id)| id).collect()
}

/// When a section's feed last changed: with its newest record. A feed without records is as old as the site.
pub fn updated(site: &Site, section: SectionId) -> DateTime {
    let newest = newest(site, section).into_iter().next();
    newest.map_or_else(|| site.beginning(), |id| site.changed(&site.entries[id]))
}

/// Who publishes a record, as one of its texts says it; the site's title where nobody is named.
pub(super) fn issuer<'a>(site: &'a Site, entry: &'a Entry, text: &TextVersion<'a>) -> &'a str {
    entry.issuer(text, &site.config).unwrap_or(site.config.title(text.lang))
}

fn item(site: &Site, entry: &Entry, base: &str, wording: &Wording<'_>) -> atom::Entry {
    let config = &site.config;
    let text = entry.text(&config.language, config);
    let address = absolute(base, &entry.path_in(text.lang));
    let lang = (text.lang != config.language).then(|| text.lang.to_owned());
    let said = |value: String| atom::Text { lang: lang.clone(), ..plain(&value) };
    let topic =
        |id: &usize| atom::Category { term: site.topics.get(*id).name.clone(), ..atom::Category::default() };
    atom::Entry {
        title: said(title(entry, &text, wording)),
        id: address.clone(),
        updated: stamp(config, site.changed(entry)),
        authors: vec![person(issuer(site, entry, &text))],
        categories: entry.topics.iter().map(topic).collect(),
        links: vec![link("alternate", "text/html", address)],
        published: entry.publication.published.map(|published| stamp(config, published.start())),
        summary: Some(summary(entry, &text, wording)).filter(|summary| !summary.is_empty()).map(said),
        ..atom::Entry::default()
    }
}

fn title(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> String {
    match &entry.record.common.withdrawn {
        None => text.title.to_owned(),
        Some(_) => wording.say("feed-withdrawn-title", &[("title", text.title)]),
    }
}

/// The summary, then a line for everything put right or taken back, oldest first.
fn summary(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> String {
    let common = &entry.record.common;
    let line = |key: &str, date: Day, what: &str| {
        wording.say(key, &[("date", date.to_string().as_str()), ("what", what)])
    };
    let summary = Some(entry.summary(text)).filter(|summary| !summary.is_empty()).map(str::to_owned);
    let corrections = common.corrections.iter().flatten().map(|c| line("feed-corrected", c.date, &c.what));
    let withdrawn = common.withdrawn.iter().map(|w| line("feed-withdrawn", w.date, &w.why));
    let lines: Vec<String> = summary.into_iter().chain(corrections).chain(withdrawn).collect();
    lines.join("\n")
}

/// A moment in the site's time zone. Every moment that has been reached is one that the format can write.
fn stamp(config: &Config, moment: DateTime) -> atom::FixedDateTime {
    let written =
        moment.to_zoned(config.zone.clone()).map(|zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    written
        .ok()
        .and_then(|written| atom::FixedDateTime::parse_from_rfc3339(&written).ok())
        .unwrap_or_default()
}

fn person(name: &str) -> atom::Person {
    atom::Person { name: for_xml(name), ..atom::Person::default() }
}

fn link(rel: &str, mime_type: &str, href: String) -> atom::Link {
    atom::Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..atom::Link::default() }
}

fn plain(value: &str) -> atom::Text {
    atom::Text::plain(for_xml(value))
}

/// A text without the characters that no XML file may hold, not even escaped.
fn for_xml(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{CONFIG, site, text, worded};
    use super::*;

    const BASE: &str = "https://example.org/wtl/";

    fn feed(config: &str, files: &[(&str, &str)], section: SectionId) -> atom::Feed {
        let site = site(config, files);
        let feed = worded("zh-Hans", |wording| atom(&site, section, BASE, wording));
        atom::Feed::read_from(feed.as_slice()).unwrap()
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
    fn characters_that_no_xml_may_hold_are_dropped() {
        let site = site(CONFIG, &[("a.md", &notice("\"响\\u0007铃\\uFFFE\"", "2026-03-02", ""))]);
        let feed = worded("zh-Hans", |wording| atom(&site, 0, BASE, wording));
        assert!(text(feed).contains("<title>响铃</title>"));
    }
}
