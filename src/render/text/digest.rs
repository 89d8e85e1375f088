//! The digest of a month in words: its figures, and the titles of what was published, by kind.

use fluent_bundle::FluentArgs;

use super::{Message, PasteText, TextForm, lines};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::record::report::{CollectedView, KindView};
use crate::render::collected::span;
use crate::render::filters::thousands;
use crate::render::sitemap::absolute;
use crate::render::wording::{Wording, missing_text, with_texts};
use crate::site::{Month, Site};
use crate::theme::AllInterfaceTexts;

/// The most titles listed for one kind: a message need not say all that the page does.
const MAX_TITLES: usize = 12;

/// Writes what was published in a month, in `lang`.
///
/// # Errors
/// The theme lacks a text.
pub fn write_digest(
    site: &Site,
    texts: &AllInterfaceTexts,
    month: &Month,
    lang: &str,
    form: TextForm,
) -> Result<PasteText, Box<Diagnostic>> {
    let get = |key: &str, args: &FluentArgs<'_>| texts.get_own(key, args, lang, &site.config.language);
    let (written, missing) =
        with_texts(get, |texts| message(site, month, lang, Wording::new(texts, lang)).written(form));
    match missing.first() {
        Some(key) => Err(Box::new(missing_text(key).at("site.yaml", 0..0))),
        None => Ok(written),
    }
}

fn message<'w>(site: &Site, month: &Month, lang: &str, wording: Wording<'w>) -> Message<'w> {
    let config: &Config = &site.config;
    let collected = CollectedView::of(&site.collected(month));
    let facts = lines::digest(&collected, wording);
    let contact = config.contact(lang).0;
    let titles: Vec<String> = collected.kinds.iter().map(|kind| titles(site, kind, lang, &wording)).collect();
    let count: usize = collected.kinds.iter().map(|kind| kind.count).sum();
    let summary = wording.count("digest-lead", "count", count as u64);
    Message {
        wording,
        title: wording.say("digest-title", &[("month", &span(month.span, &wording))]),
        issuer: config.issuer(lang).map(str::to_owned),
        number: None,
        date: None,
        corrections: Vec::new(),
        body: titles.join("\n\n"),
        summary,
        summed_up: false,
        brief: facts.clone(),
        facts,
        ask: contact.and_then(|contact| lines::ask(contact, wording)),
        ask_briefly: contact.and_then(|contact| lines::ask_briefly(contact, wording)),
        address: (!config.base_url.is_empty()).then(|| absolute(&config.base_url, &month.path())),
    }
}

/// The titles of the records of a kind, one per line.
fn titles(site: &Site, kind: &KindView, lang: &str, wording: &Wording<'_>) -> String {
    let head = wording.say(
        "digest-kind",
        &[
            ("kind", &wording.word(&format!("kind-{}", kind.kind))),
            ("count", &thousands(&kind.count.to_string())),
        ],
    );
    let title = |source: &str| {
        let entry = site.entry(source)?;
        let day = entry.date().map(|day| wording.short(day)).unwrap_or_default();
        let title = entry.text(lang, &site.config).title.to_owned();
        Some(wording.say("digest-line", &[("date", &day), ("title", &title)]))
    };
    let named = kind.sources.iter().take(MAX_TITLES).filter_map(|source| title(source));
    let left = kind.count.saturating_sub(MAX_TITLES);
    let more = (left > 0).then(|| wording.count("digest-more", "count", left as u64));
    std::iter::once(head).chain(named).chain(more).collect::<Vec<_>>().join("\n")
}
