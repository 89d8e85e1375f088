//! Checks of records against each other and against the settings.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::entry::{Entry, EntryId};
use super::located::{place, place_in_config, report, report_translation};
use super::section::MAX_IN_MENU;
use super::{Site, thread};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::scalar::{Count, half_width};
use crate::front::shape::{Choice, Pairs, not_in_list};
use crate::record::check::Check;
use crate::record::notice::NoticeType;
use crate::record::{Common, KindId, Own, Translation, VERSION_DIGITS};
use crate::source::System;
use crate::track::FastBuildHasher;

/// Checks every record against the rest of the site.
pub(super) fn check(site: &Site, system: &dyn System, found: &mut Vec<Diagnostic>) {
    let each = || {
        (0..site.entries.len())
            .into_par_iter()
            .flat_map_iter(|id| check_one(site, id, system))
            .collect::<Vec<_>>()
    };
    let (numbers, reported) = rayon::join(|| numbers(site, system), each);
    found.extend(posted_days(site, system));
    super::cadence::check(site, system, found);
    found.extend(menu(site));
    thread::check(site, system, found);
    crowds(site, system, found);
    found.extend(numbers);
    found.extend(reported);
}

/// Reports a translation of an older version of the original.
fn older(site: &Site, entry: &Entry, translation: &Translation, check: &mut Check) {
    let Some(written) = translation.version() else { return };
    let is_version = written.len() == VERSION_DIGITS && written.bytes().all(|c| c.is_ascii_hexdigit());
    if !is_version {
        let said = words!(
            "“{written}”不是指纹的前十二位",
            "`{written}` is not the first twelve digits of a fingerprint"
        );
        check.add("translates", &codes::WRONG_TYPE, said).help(Words::fixed(
            "抄原文网页最下面的指纹，或运行 lilong translate",
            "copy it from the foot of the original's page, or run `lilong translate`",
        ));
    } else if entry.is_newer_than(translation, site) {
        let now = entry.fingerprint(site).short();
        let said = words!(
            "原文已经改过，现在的指纹是 {now}",
            "the original was changed since; its fingerprint is {now}"
        );
        let (path, lang) = (entry.source(), &translation.lang);
        check.add("translates", &codes::TRANSLATION_OLDER, said).help(words!(
            "核对译文，再运行 lilong translate {path} --to {lang}",
            "bring the translation up to date, then run `lilong translate {path} --to {lang}`"
        ));
    }
}

/// Reports the first section for which the menu has no room.
fn menu(site: &Site) -> Option<Diagnostic> {
    let first = site.menu().nth(MAX_IN_MENU)?;
    let count = site.menu().count();
    let said = words!(
        "最上一级有 {count} 个栏目，菜单只放前 {MAX_IN_MENU} 个，到这里放不下了",
        "there are {count} sections at the top, and the menu shows the first {MAX_IN_MENU}: from here on \
         they are left out"
    );
    let file = first
        .file
        .as_ref()
        .map_or_else(|| format!("content/{}", first.folder), |file| file.source.file.to_string());
    Some(Diagnostic::new(&codes::MENU_TOO_LONG, said).at(file, 0..0).help(Words::fixed(
        "把同类的栏目放进一个栏目，或写 hidden: true",
        "join similar sections, or write `hidden: true`",
    )))
}

/// Each topic, place and old address is a page. Even the smallest site may have this many of each, and one
/// more topic or place for every so many records.
const MAX_PAGES: usize = 5_000;
const RECORDS_OF_TERM: usize = 10;
/// Records moved from another site bring a few old addresses each.
const ADDRESSES_EACH: usize = 10;

/// Reports more topics, places or old addresses than the number of records justifies.
fn crowds(site: &Site, system: &dyn System, found: &mut Vec<Diagnostic>) {
    let most = MAX_PAGES + site.entries.len() / RECORDS_OF_TERM;
    // Places of a register were written down on purpose and are not limited.
    let places = if site.config.register.is_empty() { site.places.all.len() } else { 0 };
    type Own = fn(&Common) -> usize;
    let of: [(_, _, _, Own); 3] = [
        ("topics", site.topics.all.len(), most, |common| Common::words(&common.topics).len()),
        ("places", places, most, |common| Common::words(&common.places).len()),
        ("aliases", site.aliases.len(), MAX_PAGES + ADDRESSES_EACH * site.entries.len(), |common| {
            Common::words(&common.aliases).len()
        }),
    ];
    for (field, count, most, own) in of.into_iter().filter(|(_, count, most, _)| count > most) {
        let Some(entry) = site
            .entries
            .iter()
            .max_by_key(|entry| (own(&entry.record.common), std::cmp::Reverse(entry.source())))
        else {
            continue;
        };
        let mut check = Check::default();
        let said = words!(
            "全站的 {field} 有 {count} 个，每个都是一个网页，最多 {most} 个；这里写的最多",
            "this site has {count} `{field}`, each with a page of its own; at most {most} are allowed, and \
             most of them are here"
        );
        check
            .add(field, &codes::TOO_MANY_PAGES, said)
            .help(Words::fixed("只写用得着的几个", "keep only the useful ones"));
        report(check, &entry.record, system, found);
    }
}

/// Reports document numbers that are used twice: of two records, the second by source.
fn numbers(site: &Site, system: &dyn System) -> Vec<Diagnostic> {
    let mut used: HashMap<Cow<'_, str>, &Entry, FastBuildHasher> = HashMap::default();
    let mut again: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &site.entries {
        let Some(number) = entry.record.common.number.as_deref() else { continue };
        if let Some(before) = used.insert(spelled(number), entry) {
            again.entry(number).or_insert_with(|| vec![before]).push(entry);
        }
    }
    let mut found = Vec::new();
    for (number, mut entries) in again {
        entries.sort_unstable_by(|a, b| a.source().cmp(b.source()));
        let first = entries[0];
        let span = place(&first.record, "number", system);
        for entry in &entries[1..] {
            let mut check = Check::default();
            let fault = Diagnostic::new(
                &codes::DUPLICATE_NUMBER,
                words!("文号“{number}”已经用过", "the number “{number}” is used already"),
            );
            let fault = fault.note(
                first.record.source.file.clone(),
                span.clone(),
                Words::fixed("第一次用在这里", "first used here"),
            );
            check.push("number", fault.help(Words::fixed("请改用下一个号", "take the next number")));
            report(check, &entry.record, system, &mut found);
        }
    }
    found
}

/// A document number as similar ones are distinguished: `〔２０２６〕`, `（2026）` and `[2026]` are one
/// year.
pub(super) fn spelled(number: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        !matches!(c, '〔' | '〕' | '【' | '】' | '(' | ')' | '\u{3000}' | '\u{FF01}'..='\u{FF5E}' | ' ')
    };
    if number.chars().all(is_plain) {
        return number.into();
    }
    let square = |c: char| match c {
        '〔' | '【' | '(' => '[',
        '〕' | '】' | ')' => ']',
        _ => c,
    };
    half_width(number).chars().filter(|c| *c != ' ').map(square).collect()
}

fn check_one(site: &Site, id: EntryId, system: &dyn System) -> Vec<Diagnostic> {
    let (mut check, mut found) = (Check::default(), Vec::new());
    let entry = &site.entries[id];
    let common = &entry.record.common;
    topics_and_places(site, common, &mut check);
    posting(site, entry, &mut check);
    super::publication::check(site, entry, &mut check);
    entry.record.own.check_time(common, &site.clock, &mut check);
    super::derive::check_named(site, id, &mut check);
    if !site.config.register.is_empty() {
        entry.record.own.check_register(common, &site.config.register, &mut check);
    }
    report(check, &entry.record, system, &mut found);
    for translation in &entry.translations {
        let mut check = Check::default();
        translation.check(&entry.record, &mut check);
        older(site, entry, translation, &mut check);
        report_translation(check, (translation, entry.record.kind()), system, &mut found);
    }
    found
}

fn topics_and_places(site: &Site, common: &Common, check: &mut Check) {
    if let Some(topics) = &site.config.topics {
        for topic in Common::words(&common.topics).iter().filter(|topic| !topics.has(topic)) {
            check.add_with(Check::word("topics", topic), &codes::UNKNOWN_TOPIC, || topics.unknown(topic));
        }
    }
    let register = &site.config.register;
    if register.is_empty() {
        return;
    }
    for place in Common::words(&common.places) {
        if let Some(code) = register.fault(place) {
            check.add_with(Check::word("places", place), code, || register.unresolved(place));
        }
    }
}

/// The least days that a record must hang: as a notice of its type, else as a record of its kind.
fn least_days(site: &Site, entry: &Entry) -> Option<Count> {
    let Choice { name, zh } = entry.record.kind().choice();
    let Own::Notice(notice) = &entry.record.own else { return site.config.least_days(&[name, zh]) };
    let of_type =
        notice.r#type.map(NoticeType::choice).and_then(|own| site.config.least_days(&[own.name, own.zh]));
    // A notice is a kind and, without a type of its own, a type.
    of_type.or_else(|| site.config.least_days(&[name, zh, NoticeType::Notice.choice().zh]))
}

/// What `posted_days` may name: kinds of records and types of notices.
fn posted_days(site: &Site, system: &dyn System) -> Vec<Diagnostic> {
    let kinds = KindId::ALL.iter().map(|kind| kind.choice());
    let names: Vec<Choice> = kinds.chain(NoticeType::CHOICES.iter().copied()).collect();
    let written = site.config.file.posted_days.iter().flat_map(Pairs::iter);
    let unknown = written.filter(|(name, _)| !names.iter().any(|known| known.is(name)));
    let reported = |(name, _): (&str, &Count)| {
        let span = place_in_config(&format!("posted_days.{name}"), system);
        Diagnostic::from(not_in_list(name, &names)).at("site.yaml", span)
    };
    unknown.map(reported).collect()
}

/// A record of this kind, or notice of this type, must hang at least so many days.
fn posting(site: &Site, entry: &Entry, check: &mut Check) {
    let Some(posted) = entry.posted else { return };
    let Some(least) = least_days(site, entry) else { return };
    if i64::from(posted.days) < i64::try_from(least.0).unwrap_or(i64::MAX) {
        let (days, least) = (posted.days, least.0);
        let field = if entry.record.common.posted.as_ref().is_some_and(|posted| posted.until.is_some()) {
            "posted.until"
        } else {
            "posted.days"
        };
        check
            .add(
                field,
                &codes::POSTED_TOO_SHORT,
                words!(
                    "公示 {days} 天，至少要 {least} 天",
                    "posted for {days} days, but at least {least} are required"
                ),
            )
            .help(words!(
                "改为 {least} 天；张贴当天不计入",
                "make it {least}; the day of posting is not counted"
            ));
    }
}
