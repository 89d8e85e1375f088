//! Draws any target: pages through templates, everything else directly from the site; and gives the digests
//! of what the latter show.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::gateway::Gateway;
use super::pages;
use super::surroundings::ask_setting;
use super::templates::{during, fault};
use super::{channels, csv, data, sitemap};
use crate::diag::{Diagnostic, codes, words};
use crate::photo::{self, PhotoFault, PhotoPart, extension, upright};
use crate::plan::{DrawTask, MAX_IN_SITEMAP, Target, file_of};
use crate::search::SearchFile;
use crate::site::{EntryId, SEALS, Site, place, place_in_section};
use crate::source::{System, changed, disappeared};
use crate::theme::Theme;
use crate::track::{Digest, Digester, PhotoCopyKey, Question, QuestionKind, Trace, record, recording};

/// Draws a target into `to`; gives the questions that it asked.
///
/// # Errors
/// A template failed, or a file could not be read.
pub fn draw(
    target: &Target,
    gateway: &Arc<Gateway>,
    system: &dyn System,
    to: &mut Vec<u8>,
) -> (Result<(), Box<Diagnostic>>, Trace) {
    recording(|| match pages::page(gateway, target) {
        Some(page) => {
            let template = page.drawing.template.clone();
            let drawn = during(page.drawing, || gateway.templates.draw(&template, &page.context, to));
            drawn.map_err(|error| Box::new(page_fault(&error, target, &template, (gateway, system))))
        }
        None => file(target, gateway, system, to),
    })
}

/// The template that a page is drawn with.
pub(crate) fn template_of(target: &Target, gateway: &Arc<Gateway>) -> Option<Arc<str>> {
    pages::page(gateway, target).map(|page| page.drawing.template)
}

fn page_fault(
    error: &tera::Error,
    target: &Target,
    template: &str,
    (gateway, system): (&Gateway, &dyn System),
) -> Diagnostic {
    let site = &gateway.site;
    let source = file_of(site, &target.draw).map_or_else(|| "site.yaml".to_owned(), |file| file.to_string());
    if gateway.templates.has(template) {
        let fault = fault(error, &gateway.theme, Some((&target.path, &source)));
        // Tera does not always give a location, and an error without one would count as a fault of the
        // machine.
        return match gateway.theme.templates().get(template).filter(|_| fault.place.is_none()) {
            Some(template) => fault.at(template.file.as_str(), 0..0),
            None => fault,
        };
    }
    let fault = Diagnostic::new(
        &codes::MISSING_TEMPLATE,
        words!("主题里没有模板 {template}", "the theme has no template {template}"),
    )
    .at(source, chosen_at(site, target, system));
    // Without the extension, which would make all names look alike.
    let stems = gateway.theme.templates().keys().map(|name| name.trim_end_matches(".html"));
    fault.help(match crate::diag::nearest(template.trim_end_matches(".html"), stems) {
        Some(near) => words!("是不是 {near}.html？", "did you mean {near}.html?"),
        None => words!(
            "写主题里已有的模板，或把它放在 templates/{template}",
            "name a template of the theme, or put this one into templates/{template}"
        ),
    })
}

/// Where a page chooses its template by name; the start of the file where it does not.
fn chosen_at(site: &Site, target: &Target, system: &dyn System) -> Range<usize> {
    match &target.draw {
        DrawTask::Record(id, _) => Some(&site.entries[*id].record)
            .filter(|record| record.common.template.is_some())
            .map_or(0..0, |record| place(record, "template", system)),
        DrawTask::Section(id, ..) => (site.sections[*id].file.as_ref())
            .filter(|section| section.front.template.is_some())
            .map_or(0..0, |section| place_in_section(section, "template", system)),
        _ => 0..0,
    }
}

fn file(
    target: &Target,
    gateway: &Gateway,
    system: &dyn System,
    to: &mut Vec<u8>,
) -> Result<(), Box<Diagnostic>> {
    *to = match &target.draw {
        DrawTask::Json(_) | DrawTask::Csv(_) | DrawTask::DataIndex | DrawTask::DataPackage => {
            open_data(&target.draw, gateway)
        }
        DrawTask::Feed(..) | DrawTask::JsonFeed(..) | DrawTask::Calendar(_) | DrawTask::RecordCalendar(_) => {
            channels::draw(&target.draw, gateway)?
        }
        DrawTask::Sitemap(_) | DrawTask::SitemapIndex(_) | DrawTask::Robots => {
            for_crawlers(&target.draw, gateway)
        }
        DrawTask::Asset(name) => asset(name, gateway, system)?,
        DrawTask::Attachment(source) => {
            record(QuestionKind::Attachment, source);
            attachment(source, PhotoPart::Whole, gateway, system)?
        }
        DrawTask::PhotoCopy(source, copy) => {
            let key = PhotoCopyKey { copy: &copy.to_string(), source };
            record(QuestionKind::PhotoCopy, &key.to_string());
            attachment(source, PhotoPart::Copy(*copy), gateway, system)?
        }
        DrawTask::Seal(name) => seal(name, gateway, system)?,
        DrawTask::SearchIndex(file) => search_index(*file, gateway),
        DrawTask::Poster(id, lang, _) => {
            ask_poster(*id, lang.as_deref(), gateway);
            Vec::new()
        }
        _ => Vec::new(),
    };
    Ok(())
}

/// Asks the questions of a poster; the press set it before anything is drawn, together with many others.
fn ask_poster(id: EntryId, lang: Option<&str>, gateway: &Gateway) {
    let site = &gateway.site;
    gateway.ask_poster(id, site.entries[id].text_lang(lang, &site.config));
}

/// A file of the index of search.
fn search_index(file: SearchFile, gateway: &Gateway) -> Vec<u8> {
    record(QuestionKind::Search, &file.question());
    gateway.search_file(file)
}

/// A seal, or its signature: the bytes that were read when it was listed.
fn seal(name: &str, gateway: &Gateway, system: &dyn System) -> Result<Vec<u8>, Box<Diagnostic>> {
    record(QuestionKind::Seal, name);
    let file = [SEALS, name].concat();
    let bytes = system.read(&file).map_err(|error| Box::new(disappeared(&file, &error)))?;
    match gateway.site.seals.get(name) {
        Some(seen) if seen.digest == Digest::of(&bytes) => Ok(bytes),
        _ => Err(Box::new(changed(&file))),
    }
}

/// A table of the open data, or the list of all of them.
fn open_data(draw: &DrawTask, gateway: &Gateway) -> Vec<u8> {
    let site = &gateway.site;
    let table = |number: usize| {
        let table = &gateway.plan.tables[number];
        record(QuestionKind::Table, &table.key());
        &table.ids
    };
    match draw {
        DrawTask::Json(number) => data::table(site, table(*number)),
        DrawTask::Csv(number) => csv::table(site, table(*number)),
        DrawTask::DataPackage => {
            // Its columns are those that some record of each table fills.
            gateway.plan.tables.iter().for_each(|table| record(QuestionKind::Table, &table.key()));
            record(QuestionKind::Table, "");
            data::package::package(site)
        }
        _ => {
            record(QuestionKind::Table, "");
            data::index(site)
        }
    }
}

/// What crawlers read: a part of the sitemap, its index, or `robots.txt`.
fn for_crawlers(draw: &DrawTask, gateway: &Gateway) -> Vec<u8> {
    let base = gateway.site.config.base_url.as_str();
    ask_setting("base_url", None);
    match draw {
        DrawTask::Sitemap(part) => {
            record(QuestionKind::Sitemap, &part.to_string());
            sitemap::sitemap(base, &sitemap_pages(gateway, *part))
        }
        DrawTask::SitemapIndex(parts) => sitemap::index(base, *parts),
        _ => sitemap::robots(Some(base).filter(|base| !base.is_empty())),
    }
}

fn asset(name: &str, gateway: &Gateway, system: &dyn System) -> Result<Vec<u8>, Box<Diagnostic>> {
    record(QuestionKind::Asset, name);
    let Some(asset) = gateway.theme.asset(name) else { return Ok(Vec::new()) };
    let bytes =
        Theme::asset_bytes(asset, system).map_err(|error| Box::new(disappeared(&asset.file, &error)))?;
    // The name holds the digest of the bytes, so they must not have changed.
    if Digest::of(&bytes) != asset.digest {
        return Err(Box::new(changed(&asset.file)));
    }
    // SVG files of a theme may hold animations; photos may hold their location, here as elsewhere.
    if extension(name) == "svg" {
        return Ok(bytes);
    }
    upright(name, bytes).map_err(|fault| Box::new(fault.diagnostic(&asset.file)))
}

/// The published bytes of a file beside a record, or of a smaller copy of a photo.
fn attachment(
    source: &Arc<str>,
    part: PhotoPart,
    gateway: &Gateway,
    system: &dyn System,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let file = format!("content/{source}");
    let Some(seen) = gateway.site.files.get(source) else { return Ok(Vec::new()) };
    let fault = |fault: PhotoFault| Box::new(fault.diagnostic(&file));
    let clean = || {
        let bytes = system.read(&file).map_err(|error| Box::new(disappeared(&file, &error)))?;
        // Data and pages report the digest of these bytes, so they must not have changed.
        if Digest::of(&bytes) != seen.digest {
            return Err(Box::new(changed(&file)));
        }
        photo::clean(source, bytes).map_err(fault)
    };
    if seen.is_turned || seen.has_copies {
        return gateway.photos.part(source, part, clean, fault);
    }
    Ok(clean()?.bytes)
}

/// The pages in part `part` of the sitemap, or all of them for 0.
fn sitemap_pages(gateway: &Gateway, part: usize) -> Vec<(Arc<str>, Option<Date>)> {
    let pages = gateway.plan.targets.iter().filter(|target| target.draw.is_page());
    let page = |target: &Target| {
        let changed = match &target.draw {
            DrawTask::Record(id, _) => {
                gateway.site.entries[*id].publication.changed.map(|changed| changed.start().date())
            }
            _ => None,
        };
        (target.path.text().clone(), changed)
    };
    match part {
        0 => pages.map(page).collect(),
        _ => pages.skip((part - 1) * MAX_IN_SITEMAP).take(MAX_IN_SITEMAP).map(page).collect(),
    }
}

/// The digest of the records of an open data file, or of all of them.
pub(super) fn table_digest(gateway: &Gateway, key: &str) -> Digest {
    let (site, tables) = (&gateway.site, &gateway.plan.tables);
    let of = |ids: &[EntryId], to: &mut Digester| {
        ids.iter().for_each(|id| site.entries[*id].data_digest(site).hash(to))
    };
    let mut to = Digester::default();
    site_digest(site, &site.config.language).hash(&mut to);
    match tables.iter().find(|table| table.key() == key) {
        Some(table) => of(&table.ids, &mut to),
        None => {
            tables.iter().for_each(|table| (table.key(), table.ids.len()).hash(&mut to));
            data::names::of(site).hash(&mut to);
        }
    }
    to.digest()
}

/// The settings that data and feeds in a language show.
pub(super) fn site_digest(site: &Site, lang: &str) -> Digest {
    let config = &site.config;
    Digest::of_value(&(
        config.title(lang),
        &config.base_url,
        &config.language,
        config.issuer(lang),
        config.feed_limit(),
        config.zone.iana_name(),
    ))
}

pub(super) fn sitemap_digest(gateway: &Gateway, key: &str) -> Digest {
    let pages = sitemap_pages(gateway, key.parse().unwrap_or(0));
    Digest::of_value(
        &pages.iter().map(|(path, date)| (path, date.map(|date| date.to_string()))).collect::<Vec<_>>(),
    )
}

/// The digest of a file beside a record, or of a smaller copy of a photo.
pub(super) fn file_digest(site: &Site, question: &Question) -> Digest {
    match question.kind {
        QuestionKind::PhotoCopy => photo_copy_digest(site, &question.key),
        _ => Digest::of_value(&site.files.get(&*question.key).map(|file| &file.sha256)),
    }
}

/// The digest of the photo, of which copy it is, and of the program that makes it.
fn photo_copy_digest(site: &Site, key: &str) -> Digest {
    let of = |PhotoCopyKey { copy, source }| Some((copy, site.files.get(source)?.digest));
    Digest::of_value(&(PhotoCopyKey::parse(key).and_then(of), env!("LILONG_SOURCE_DIGEST")))
}
