//! The digest of the answer to every question, by which a build decides whether a target that asked it is
//! still up to date. Each covers all that the answer shows.

use std::hash::Hash;

use super::{Gateway, ListKey, parents};
use crate::render::{channels, outputs, view};
use crate::search;
use crate::site::{ATOM, AccessibilityReport, Channel, Entry, EntryId, Month, Section, Site, Terms};
use crate::track::{Digest, Digester, PageKey, Question, QuestionKind, RegisterKey, SettingKey};

impl Gateway {
    /// The digest of the answer to a question, as it would be given now. The parts of an answer are
    /// separate questions.
    pub fn digest(&self, question: &Question) -> Digest {
        let (site, key) = (&self.site, &*question.key);
        match question.kind {
            QuestionKind::Record => site.entry(key).map_or(Digest::default(), |entry| entry.digest(site)),
            QuestionKind::Card => site.id(key).map_or(Digest::default(), |id| site.card(id).digest()),
            QuestionKind::Name => Digest::of_value(&site.entry(key).map(|entry| name_parts(site, entry))),
            QuestionKind::Crumb => self.crumb_digest(key),
            QuestionKind::DaysLeft => self.days_left_digest(key),
            QuestionKind::Section => self.of_section(key, |section| section_digest(site, section)),
            QuestionKind::Series => self.of_section(key, |section| self.series_digest(section)),
            QuestionKind::List => self.list_digest(key),
            QuestionKind::Page => self.page_digest(key),
            QuestionKind::Thread => self.thread_digest(key),
            QuestionKind::Table => outputs::table_digest(self, key),
            QuestionKind::Sitemap => outputs::sitemap_digest(self, key),
            QuestionKind::Feed | QuestionKind::Calendar | QuestionKind::Channels => {
                channels::digest(self, question)
            }
            QuestionKind::Nav => Digest::of_value(&self.nav_of(key)),
            QuestionKind::Topics | QuestionKind::Places | QuestionKind::Bodies | QuestionKind::Years => {
                terms_digest(self.terms_of(question.kind))
            }
            QuestionKind::Fund => site.fund_digest(key),
            QuestionKind::Term => self.term_digest(key),
            QuestionKind::Register => self.register_digest(key),
            QuestionKind::Config => self.config_digest(key),
            QuestionKind::Template => self.template_digest(key),
            QuestionKind::Fragment => self.fragment_digest(key),
            QuestionKind::Texts => self.theme.texts.digest(key, &self.config().language),
            QuestionKind::Asset => self.asset_digest(key),
            QuestionKind::Attachment | QuestionKind::PhotoCopy => outputs::file_digest(site, question),
            QuestionKind::Month => self.month_digest(key),
            QuestionKind::Cadence => self.cadence_digest(),
            QuestionKind::Seals | QuestionKind::Seal | QuestionKind::Accessibility => self.of_kept(question),
            QuestionKind::Search => self.search_digest(key),
            QuestionKind::Data => self.data.digest(key),
            QuestionKind::Poster | QuestionKind::Fonts => self.of_posters(question),
        }
    }

    /// Of files that commands wrote: seals, and the result of an accessibility check.
    fn of_kept(&self, question: &Question) -> Digest {
        let Site { seals, accessibility, .. } = &*self.site;
        match question.kind {
            QuestionKind::Seals => Digest::of_value(&seals.files),
            QuestionKind::Seal => Digest::of_value(&seals.get(&question.key)),
            _ => Digest::of_value(&accessibility.as_ref().map(AccessibilityReport::write)),
        }
    }

    fn of_posters(&self, question: &Question) -> Digest {
        let of =
            if question.kind == QuestionKind::Fonts { Gateway::fonts_answer } else { Gateway::poster_answer };
        of(self, &question.key)
    }

    /// Of the whole index, or of one file of texts.
    fn search_digest(&self, key: &str) -> Digest {
        match key.parse() {
            Ok(number) => search::texts_digest(&self.site, self.search_refs(), number),
            Err(_) => search::digest(&self.site),
        }
    }

    fn days_left_digest(&self, key: &str) -> Digest {
        let left = self.days_left_of(key).map(|(days, today)| (days, today.to_string()));
        Digest::of_value(&(left, self.coming_of(key)))
    }

    fn sources_digest(&self, ids: &[EntryId]) -> Digest {
        let sources: Vec<&str> = ids.iter().map(|id| &**self.site.entries[*id].source()).collect();
        Digest::of_value(&sources)
    }

    /// A thread, and the matter whose page lists it.
    fn thread_digest(&self, key: &str) -> Digest {
        let thread = self.site.threads.get(key);
        let matter = self.site.matter(key).into_iter().collect::<Vec<_>>();
        let records = thread.map(|thread| thread.records.as_slice()).unwrap_or_default();
        Digest::of_value(&(self.sources_digest(&matter), self.sources_digest(records)))
    }

    fn of_section(&self, key: &str, digest: impl FnOnce(&Section) -> Digest) -> Digest {
        self.site.section(key).map_or(Digest::default(), digest)
    }

    fn crumb_digest(&self, key: &str) -> Digest {
        let section = self.site.section(key);
        Digest::of_value(&section.map(|section| (&section.path, section.titles(&self.site.config))))
    }

    fn page_digest(&self, key: &str) -> Digest {
        PageKey::parse(key).map_or(Digest::default(), |PageKey { first, number }| {
            self.sources_digest(self.page_entries(first, number))
        })
    }

    fn template_digest(&self, key: &str) -> Digest {
        match key.strip_prefix("posters/") {
            Some(layout) => self.theme.layout_digest(layout),
            None => self.theme.template_digest(key),
        }
    }

    fn asset_digest(&self, key: &str) -> Digest {
        Digest::of_value(&self.theme.asset(key).map(|asset| (&asset.path, asset.digest)))
    }

    fn list_digest(&self, key: &str) -> Digest {
        match ListKey::parse(key) {
            Some((name, key)) => self.sources_digest(&self.list_of(name, &key)),
            None => Digest::default(),
        }
    }

    fn series_digest(&self, section: &Section) -> Digest {
        let Some(series) = self.site.series(section) else {
            return Digest::default();
        };
        let address = |entry: &'_ Entry| {
            (entry.path.clone(), entry.translations.iter().map(|text| text.lang.clone()).collect::<Vec<_>>())
        };
        let logs: Vec<_> = series
            .logs
            .iter()
            .map(|(date, id)| (date.to_string(), address(&self.site.entries[*id])))
            .collect();
        Digest::of_value(&(logs, format!("{:?} {:?} {:?}", series.metrics, series.volunteers, series.from)))
    }

    fn term_digest(&self, key: &str) -> Digest {
        let all = [&self.site.topics, &self.site.places, &self.site.bodies, &self.site.years];
        let found = all.into_iter().find_map(|terms| terms.at(key).map(|id| (terms, id)));
        found.map_or(Digest::default(), |(terms, id)| {
            let term = terms.get(id);
            let near = |ids: &[usize]| {
                ids.iter()
                    .map(|id| terms.get(*id))
                    .map(|t| (&t.name, &t.names, &t.path, t.entries.len()))
                    .collect::<Vec<_>>()
            };
            let register = Some(&self.config().register)
                .filter(|register| !register.is_empty() && std::ptr::eq(terms, &self.site.places));
            let numbers = register.map(|register| format!("{:?}", register.place(id)));
            let years: Vec<String> = if std::ptr::eq(terms, &self.site.years) {
                let months = self.site.months_of(&term.name).map(Month::path);
                terms.all.iter().map(|year| year.path.clone()).chain(months).collect()
            } else {
                Vec::new()
            };
            Digest::of_value(&(
                (&term.name, &term.spoken, &term.names),
                term.entries.len(),
                near(&term.children),
                near(&term.parents),
                numbers,
                years,
                Channel::of_file(&self.site, &format!("{}/{ATOM}", term.stem))
                    .and_then(|it| it.calendar(&self.site)),
            ))
        })
    }

    fn register_digest(&self, key: &str) -> Digest {
        let Some(RegisterKey { name, lang }) = RegisterKey::parse(key) else { return Digest::default() };
        let shown = serde_json::to_string(&self.register_of(name, lang)).unwrap_or_default();
        Digest::of(shown.as_bytes())
    }

    fn month_digest(&self, key: &str) -> Digest {
        let shown = self
            .site
            .month_at(key)
            .map(|at| serde_json::to_string(&view::month(&self.site, at)).unwrap_or_default());
        Digest::of_value(&shown)
    }

    /// The settings say what is promised; pages ask separately about what was published.
    fn cadence_digest(&self) -> Digest {
        let promised: Vec<String> =
            self.config().promises().iter().map(|promise| format!("{promise:?}")).collect();
        let view = serde_json::to_string(&view::cadence(&self.site)).unwrap_or_default();
        Digest::of_value(&(promised, view))
    }

    fn config_digest(&self, key: &str) -> Digest {
        let SettingKey { name, lang } = SettingKey::parse(key);
        let value = self
            .setting(name, lang.unwrap_or_default())
            .map(|value| serde_json::to_string(&value).unwrap_or_default());
        Digest::of_value(&value)
    }

    fn fragment_digest(&self, key: &str) -> Digest {
        let mut parts = key.splitn(3, '|');
        let (template, lang, root) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        self.templates.fragment_digest(template, lang, root)
    }
}

/// What a link to a record shows, in every language.
fn name_parts<'s>(site: &'s Site, entry: &'s Entry) -> (&'s str, &'s str, Vec<(&'s str, &'s str)>) {
    let translated = entry.translations.iter().map(|t| (t.lang.as_str(), &*t.front.title.0)).collect();
    (&entry.path, entry.text("", &site.config).title, translated)
}

fn section_digest(site: &Site, section: &Section) -> Digest {
    let mut to = Digester::default();
    (&section.title, &section.path, section.entries.len()).hash(&mut to);
    section.file.as_ref().map(|file| file.source.digest).hash(&mut to);
    for (lang, file) in &section.translations {
        (lang, file.source.digest).hash(&mut to);
    }
    (&section.links, &section.files).hash(&mut to);
    Channel::of_file(site, &section.below(ATOM)).and_then(|channel| channel.calendar(site)).hash(&mut to);
    for parent in parents(site, section) {
        (parent.titles(&site.config), &parent.path).hash(&mut to);
    }
    to.digest()
}

fn terms_digest(terms: &Terms) -> Digest {
    let mut to = Digester::default();
    terms.all.iter().for_each(|term| (&term.name, &term.names, &term.path, term.entries.len()).hash(&mut to));
    to.digest()
}
