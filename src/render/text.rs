//! A record in words: takes a record in one language; gives a text to paste into a chat group, a short
//! message or anything else without layout.
//!
//! The text is made from the same view as the page, so that both say the same. It never says anything
//! unpublished: the caller passes published records only, and a withdrawn one is refused here. No address
//! is shortened.

mod digest;
mod length;
mod lines;
mod sms;

use fluent_bundle::FluentArgs;

use super::sitemap::absolute;
use super::view;
use super::wording::{Wording, missing_text, with_texts};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::markdown;
use crate::record::common::Correction;
use crate::site::{Entry, Site, TextVersion};
use crate::theme::AllInterfaceTexts;
pub use digest::write_digest;
pub use length::TextLength;
pub use sms::SmsParts;

/// Where a text is to be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    /// Into a chat group: a prominent title, the text, and a line for each fact.
    Wechat,
    /// Into a short message of at most this many parts: one paragraph, cut at the end of a sentence.
    Sms(usize),
    /// Anywhere: the whole text.
    Plain,
}

/// A text, ready to paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasteText {
    /// The text, with a line end after each line but the last.
    pub text: String,
    /// The parts in which a short message is sent.
    pub parts: Option<SmsParts>,
    /// Whether some of the record's text had to be left out.
    pub cut: bool,
}

/// A record in words, before the form of the text is known.
struct Message<'w> {
    wording: Wording<'w>,
    title: String,
    issuer: Option<String>,
    number: Option<String>,
    date: Option<String>,
    corrections: Vec<String>,
    /// The whole text, and the summary that lists show.
    body: String,
    summary: String,
    /// Whether its author wrote the summary.
    summed_up: bool,
    /// What, when and where, a line each.
    facts: Vec<String>,
    /// The facts in as few characters as possible.
    brief: Vec<String>,
    ask: Option<String>,
    ask_briefly: Option<String>,
    address: Option<String>,
}

/// Writes a record in `lang`, or in its own language where it has no text in `lang`.
///
/// # Errors
/// It is withdrawn, or the theme lacks a text.
pub fn write(
    site: &Site,
    texts: &AllInterfaceTexts,
    entry: &Entry,
    lang: &str,
    form: TextForm,
) -> Result<PasteText, Box<Diagnostic>> {
    if let Some(withdrawn) = &entry.record.common.withdrawn {
        let day = withdrawn.date;
        let fault = Diagnostic::new(
            &codes::RECORD_WITHHELD,
            words!("{day} 已撤回，不再转发", "withdrawn on {day}, so it is not passed on"),
        );
        let file = entry.record.source.file.clone();
        return Err(Box::new(fault.at(file, 0..0).help(Words::fixed(
            "要告诉大家已撤回，请另写一篇公告",
            "to tell people of the withdrawal, write a separate notice",
        ))));
    }
    let (text, site_lang) = (entry.text(lang, &site.config), &*site.config.language);
    let get = |key: &str, args: &FluentArgs<'_>| texts.get_own(key, args, text.lang, site_lang);
    let (written, missing) = with_texts(get, |texts| {
        Message::of(site, entry, &text, Wording::new(texts, text.lang)).written(form)
    });
    match missing.first() {
        Some(key) => Err(Box::new(missing_text(key).at(entry.record.source.file.clone(), 0..0))),
        None => Ok(written),
    }
}

fn whole(text: String) -> PasteText {
    PasteText { text, parts: None, cut: false }
}

/// The most columns of a text that a chat group gets in full: a letter takes one column, a Chinese
/// character two.
const MAX_WECHAT: usize = 600;

impl<'w> Message<'w> {
    fn of(site: &Site, entry: &Entry, text: &TextVersion<'_>, wording: Wording<'w>) -> Message<'w> {
        let config = &site.config;
        let common = &entry.record.common;
        let view = view::kind_view(site, entry, text);
        let imprint = entry.imprint(text, config);
        let contact = imprint.contact.as_deref();
        let correction = |one: &Correction| {
            wording.say("text-corrected", &[("date", &wording.long(one.date.0)), ("what", &one.what)])
        };
        Message {
            wording,
            title: text.title.to_owned(),
            issuer: imprint.issuer.map(str::to_owned),
            number: common.number.as_deref().map(str::to_owned),
            date: common.date.map(|date| wording.moment(date)),
            corrections: entry.corrections(text).iter().map(correction).collect(),
            body: markdown::plain_text(&view::body(text.body, text.links, &entry.files, "")),
            summary: entry.summary(text).to_owned(),
            summed_up: entry.summary(text) != text.body.summary,
            facts: lines::facts(&view, &entry.figures(text), entry.posted.as_ref(), wording),
            brief: lines::brief(&view, entry.posted.as_ref(), wording),
            ask: contact.and_then(|contact| lines::ask(contact, wording)),
            ask_briefly: contact.and_then(|contact| lines::ask_briefly(contact, wording)),
            address: (!config.base_url.is_empty())
                .then(|| absolute(&config.base_url, &entry.path_in(text.lang))),
        }
    }

    fn written(&self, form: TextForm) -> PasteText {
        match form {
            TextForm::Plain => whole(self.plain()),
            TextForm::Wechat => self.wechat(),
            TextForm::Sms(most) => self.sms(most),
        }
    }

    /// Number, issuer and date on one line.
    fn head(&self) -> Option<String> {
        let parts: Vec<&str> =
            [&self.number, &self.issuer, &self.date].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(&self.wording.word("text-head-gap")))
    }

    fn link(&self) -> Option<String> {
        let address = self.address.as_ref()?;
        Some(self.wording.say("text-link", &[("address", address)]))
    }

    fn plain(&self) -> String {
        let mut blocks = vec![
            [Some(self.title.clone()), self.head()].into_iter().flatten().collect::<Vec<_>>().join("\n"),
        ];
        blocks.push(self.corrections.join("\n"));
        blocks.push(self.facts.join("\n"));
        blocks.push(self.body.clone());
        blocks.push(
            [self.ask.clone(), self.address.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n"),
        );
        join(blocks)
    }

    fn wechat(&self) -> PasteText {
        let long = columns(&self.body) > MAX_WECHAT;
        let shown = match (long, self.summed_up) {
            (false, _) => self.body.as_str(),
            (true, true) => self.summary.as_str(),
            (true, false) => opening(&self.body),
        };
        let facts: Vec<String> = self.facts.iter().map(|line| format!("▪ {line}")).collect();
        let blocks = vec![
            self.wording.say("text-title", &[("title", &self.title)]),
            self.corrections.join("\n"),
            facts.join("\n"),
            shown.to_owned(),
            [self.ask.clone(), self.link()].into_iter().flatten().collect::<Vec<_>>().join("\n"),
            self.head().unwrap_or_default(),
        ];
        PasteText { cut: long && shown.len() < self.body.len(), ..whole(join(blocks)) }
    }

    /// The signature, the title and the indispensable facts stay; the text between them is cut at the end
    /// of a sentence.
    fn sms(&self, most: usize) -> PasteText {
        let wording = self.wording;
        let sentence = |text: &str| {
            let text = text.trim();
            let ended = text.is_empty() || text.ends_with(['。', '！', '？', '.', '!', '?', '；']);
            if ended { text.to_owned() } else { wording.say("text-sentence", &[("text", text)]) }
        };
        let signature =
            self.issuer.as_ref().map(|issuer| wording.say("text-signature", &[("issuer", issuer)]));
        let gap = wording.word("text-sentence-gap");
        let before: Vec<String> = signature
            .into_iter()
            .chain([sentence(&self.title)])
            .chain(self.corrections.iter().map(|c| sentence(c)))
            .collect();
        let (body, signed) = self.signed();
        let after: Vec<String> = (signed.iter().map(|line| sentence(line)))
            .chain(self.brief.iter().map(|line| sentence(line)))
            .chain(self.ask_briefly.iter().map(|ask| sentence(ask)))
            .chain(self.address.clone())
            .collect();
        let line = |what: &str| {
            let middle = (!what.is_empty()).then(|| what.to_owned());
            let all: Vec<String> =
                before.iter().cloned().chain(middle).chain(after.iter().cloned()).collect();
            sms::plain(&all.join(&gap), wording.lang())
        };
        let what = sms::one_line(if self.body.is_empty() { &self.summary } else { body });
        let fitting = sms::cut(&what, |kept| SmsParts::of(&line(kept)).count() <= most);
        let text = line(fitting);
        PasteText { parts: Some(SmsParts::of(&text)), cut: fitting.len() < what.len(), text }
    }

    /// The text without the names and the date below it, and those separately, unless the message gives the
    /// names anyway.
    fn signed(&self) -> (&str, Option<String>) {
        let (body, signature) = self.body.split_at(markdown::signature_at(&self.body));
        let parts: Vec<&str> = signature.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let names = &parts[..parts.len().saturating_sub(1)];
        let known = names.iter().all(|name| self.issuer.as_deref() == Some(*name));
        (body.trim_end(), (!known).then(|| parts.join(&self.wording.word("text-comma"))))
    }
}

/// The paragraphs of a long text that a chat group gets: as many as there is room for, but always the whole
/// first one, and the one that it leads to.
fn opening(body: &str) -> &str {
    let leads = |text: &str| text.ends_with(['：', ':', '，', ',']);
    let ends = body.match_indices("\n\n").map(|(at, _)| at).chain([body.len()]);
    let mut shown = 0;
    for end in ends {
        let first = shown == 0 || body[..shown].split("\n\n").all(leads);
        if !first && columns(&body[..end]) > MAX_WECHAT {
            break;
        }
        shown = end;
    }
    // A paragraph that only introduces a list is dropped if there is no room for the list.
    match body[..shown].rfind("\n\n") {
        Some(before) if shown < body.len() && leads(&body[..shown]) => &body[..before],
        _ => &body[..shown],
    }
}

/// The columns of a text; a Chinese character takes two.
fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Blocks joined with an empty line between them; empty blocks are left out.
fn join(blocks: Vec<String>) -> String {
    let filled: Vec<&str> =
        blocks.iter().map(|block| block.trim_end()).filter(|block| !block.is_empty()).collect();
    filled.join("\n\n")
}

#[cfg(test)]
mod tests;
