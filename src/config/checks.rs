//! The checks of a site's settings beyond the type of each value: takes `site.yaml` as read, adds the
//! findings to a [`Check`] and gives the values to use. Pure.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::calendar::MAX_DAYS;
use super::contact::{Contact, name_fault};
use super::{Register, SiteFile, TopicEntry, is_language, zone};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::check::Check;
use crate::front::list::SEPARATORS;
use crate::front::scalar::Count;
use crate::front::shape::Pairs;
use crate::output_path::slug_fault;
use crate::spelling;

/// The time zone; UTC if there is none of that name.
pub(super) fn checked_zone(file: &SiteFile, found: &mut Check) -> TimeZone {
    let name = file.timezone.as_deref().unwrap_or("Asia/Shanghai");
    zone(name).unwrap_or_else(|| {
        let unknown = Diagnostic::new(
            &codes::UNKNOWN_TIMEZONE,
            words!("没有“{name}”这个时区", "there is no time zone `{name}`"),
        );
        found.push(
            "timezone",
            unknown.help(Words::fixed("例如 Asia/Shanghai", "for example `Asia/Shanghai`")),
        );
        TimeZone::UTC
    })
}

/// The address of the site and its path; those of no address where it is not one.
pub(super) fn checked_base_url(written: &str, found: &mut Check) -> (String, String) {
    base_url(written).unwrap_or_else(|| {
        let bad = Diagnostic::new(
            &codes::BAD_BASE_URL,
            words!("“{written}”不是网址", "`{written}` is not the address of a site"),
        );
        let help =
            Words::fixed("例如 https://notices.example.org/", "for example `https://notices.example.org/`");
        found.push("base_url", bad.help(help));
        (String::new(), "/".to_owned())
    })
}

/// Every language of the site must be a language tag.
pub(super) fn check_languages(file: &SiteFile, own: &str, found: &mut Check) {
    let further = file.languages.iter().flat_map(Pairs::iter);
    let further = further.map(|(tag, _)| (format!("languages.{tag}"), tag));
    for (path, tag) in further.chain([("language".to_owned(), own)]) {
        if !is_language(tag) {
            let bad = Diagnostic::new(
                &codes::BAD_CONFIG,
                words!("“{tag}”不是语言代码", "`{tag}` is not a language tag"),
            );
            found.push(path, bad.help(Words::fixed("例如 zh-Hans、en", "for example `zh-Hans` or `en`")));
        }
    }
}

/// A page of a list has at least one record, and no posting period is longer than a calendar can count.
pub(super) fn check_numbers(file: &SiteFile, found: &mut Check) {
    if file.page_size == Some(Count(0)) {
        let bad = Diagnostic::new(
            &codes::BAD_CONFIG,
            Words::fixed("每页至少一条", "a page holds at least one record"),
        );
        found.push("page_size", bad.help(Words::fixed("例如 page_size: 20", "for example `page_size: 20`")));
    }
    super::cadence::check(file, found);
    let posted = file.posted_days.iter().flat_map(Pairs::iter);
    let posted = posted.map(|(name, days)| (format!("posted_days.{name}"), days));
    let follow_up = file.follow_up_days.iter().map(|days| ("follow_up_days".to_owned(), days));
    for (path, Count(days)) in posted.chain(follow_up).filter(|(_, days)| days.0 > MAX_DAYS) {
        let many =
            Diagnostic::new(&codes::TOO_MANY_DAYS, words!("{days} 天，太多了", "{days} days are too many"));
        let help = words!("最多 {MAX_DAYS} 天，请核对位数", "at most {MAX_DAYS}: check the digits");
        found.push(path, many.help(help));
    }
}

/// The addresses of topics, where they are given.
pub(super) fn check_topic_slugs(file: &SiteFile, found: &mut Check) {
    for (number, topic) in file.topics.iter().flatten().enumerate() {
        let slug = if let TopicEntry::Node(node) = topic { node.slug.as_deref() } else { None };
        if let Some(fault) = slug.and_then(slug_fault) {
            found.push(format!("topics.{number}.slug"), fault);
        }
    }
}

/// The names of places and topics that contain a separator of lists: they must not be split.
pub(super) fn names_with_separators(file: &SiteFile, register: &Register) -> BTreeSet<String> {
    let places = register.iter().map(|(_, place)| place.name.as_str());
    let names = places.chain(file.topics.iter().flatten().map(TopicEntry::name));
    names.filter(|name| name.contains(SEPARATORS)).map(|name| spelling::name(name).into_owned()).collect()
}

/// Texts that are on every page and too long, by path.
pub(super) fn long_names(file: &SiteFile, base_url: &str) -> Vec<(String, Diagnostic)> {
    let mut found: Vec<(String, Diagnostic)> = Vec::new();
    let mut look = |path: String, name: &str| found.extend(name_fault(name).map(|fault| (path, fault)));
    look("title".to_owned(), &file.title);
    look("base_url".to_owned(), base_url);
    file.issuer.iter().for_each(|issuer| look("issuer".to_owned(), issuer));
    for (tag, language) in file.languages.iter().flat_map(Pairs::iter) {
        language.title.iter().for_each(|title| look(format!("languages.{tag}.title"), title));
        language.issuer.iter().for_each(|issuer| look(format!("languages.{tag}.issuer"), issuer));
    }
    let contacts = file
        .languages
        .iter()
        .flat_map(Pairs::iter)
        .map(|(tag, language)| (format!("languages.{tag}."), &language.contact));
    for (above, contact) in contacts.chain([(String::new(), &file.contact)]) {
        let faults = contact.iter().flat_map(Contact::faults);
        found.extend(faults.map(|(field, fault)| (format!("{above}contact.{field}"), fault)));
    }
    found
}

/// An absolute http(s) address with a slash at the end, and its path; empty and `/` if there is none.
fn base_url(written: &str) -> Option<(String, String)> {
    if written.is_empty() {
        return Some((String::new(), "/".to_owned()));
    }
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let host_end = rest.find('/').unwrap_or(rest.len());
    let clean =
        |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c));
    if host_end == 0 || !clean(rest) {
        return None;
    }
    let mut url = written.to_owned();
    if !url.ends_with('/') {
        url.push('/');
    }
    let path = url[written.len() - rest.len() + host_end..].to_owned();
    Some((url, path))
}
