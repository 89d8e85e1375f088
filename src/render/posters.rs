//! What the gateway must know of posters. Their maker, which works on what is drawn here, provides it
//! through this trait; nothing here sets type.

use std::collections::HashSet;
use std::fmt::Debug;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::gateway::Gateway;
use crate::plan::{PosterForm, poster_path};
use crate::site::{EntryId, Site};
use crate::source::FontFolders;
use crate::theme::Theme;
use crate::track::{Digest, PosterKey, QuestionKind, record};

/// The maker of posters.
pub trait Posters: Debug + Send + Sync {
    /// The layout of a record's poster in one of its languages.
    fn layout(&self, site: &Site, id: EntryId, lang: &str) -> String;

    /// The digest of all that the poster shows, except its layout and fonts.
    fn digest(&self, site: &Site, id: EntryId, lang: &str) -> Digest;
}

/// The posters of a site, as pages query them.
#[derive(Debug, Default)]
pub(super) struct PosterState {
    posters: Option<Arc<dyn Posters>>,
    folders: FontFolders,
    machine: OnceLock<Digest>,
    /// The output paths of posters that could not be made.
    left_out: RwLock<HashSet<Arc<str>>>,
}

/// The poster of a page, as the page links to it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PosterLink {
    /// The output path of the PDF.
    pub path: String,
    /// Its address from the page.
    pub href: String,
    /// The output path of its picture, if the site has an address of its own.
    pub image: Option<String>,
}

/// The key of the fonts that come with the site and its theme.
const OWN: &str = "site";

impl Gateway {
    /// The gateway with a maker of posters, and the folders in which the machine has fonts.
    pub fn with_posters(mut self, posters: Arc<dyn Posters>, folders: FontFolders) -> Gateway {
        self.poster_state = PosterState { posters: Some(posters), folders, ..PosterState::default() };
        self
    }

    /// The poster of a record in one of its languages, if one was made.
    pub fn poster(&self, id: EntryId, lang: &str) -> Option<PosterLink> {
        let entry = &self.site.entries[id];
        if !(self.site.posters && entry.wants_poster()) {
            return None;
        }
        let translated =
            entry.translations.iter().any(|translation| translation.lang == lang).then_some(lang);
        let planned = |form| {
            let path = poster_path(entry, translated, form);
            self.plan.get(&path).is_some().then_some(path)
        };
        let path = planned(PosterForm::Pdf)?;
        self.ask_poster(id, lang);
        let left_out = self.poster_state.left_out.read().unwrap_or_else(PoisonError::into_inner);
        (!left_out.contains(path.as_str())).then(|| {
            let href = super::link::relative(
                &translated.map_or_else(|| entry.path.clone(), |lang| entry.path_in(lang)),
                &path,
            );
            PosterLink { path, href, image: planned(PosterForm::Png) }
        })
    }

    /// Notes all that a poster depends on: what it shows, its layout, and the fonts.
    pub fn ask_poster(&self, id: EntryId, lang: &str) {
        let Some(posters) = &self.poster_state.posters else { return };
        let source = self.site.entries[id].source();
        record(QuestionKind::Poster, &PosterKey { lang, source }.to_string());
        record(QuestionKind::Template, &format!("posters/{}.typ", posters.layout(&self.site, id, lang)));
        record(QuestionKind::Fonts, "");
        record(QuestionKind::Fonts, OWN);
    }

    /// Notes the posters that could not be made, by output path: nothing links to them.
    pub fn leave_out(&self, paths: HashSet<Arc<str>>) {
        *self.poster_state.left_out.write().unwrap_or_else(PoisonError::into_inner) = paths;
    }

    /// The digest of every font file that posters may use.
    pub fn fonts_digest(&self) -> Digest {
        Digest::of_value(&(self.fonts_answer(""), self.fonts_answer(OWN)))
    }

    pub(super) fn fonts_answer(&self, key: &str) -> Digest {
        match key {
            OWN => own_fonts(&self.theme),
            _ => *self.poster_state.machine.get_or_init(|| self.poster_state.folders.digest()),
        }
    }

    pub(super) fn poster_answer(&self, key: &str) -> Digest {
        let Some(PosterKey { lang, source }) = PosterKey::parse(key) else { return Digest::default() };
        match (&self.poster_state.posters, self.site.id(source)) {
            (Some(posters), Some(id)) => posters.digest(&self.site, id, lang),
            _ => Digest::default(),
        }
    }
}

fn own_fonts(theme: &Theme) -> Digest {
    Digest::of_value(&theme.fonts().iter().map(|font| (font.file.as_str(), font.digest)).collect::<Vec<_>>())
}
