//! The pages of registers: of matters that were reported, of resolutions of meetings, and of document
//! numbers.

use super::super::dates::{DateLang, DateStyle, written};
use super::super::link;
use super::super::view::Titled;
use super::{PageBuilder, PageContext, PageHead};
use crate::front::scalar::Moment;
use crate::site::{FilterSort, RegisterPage, TermId};

impl PageBuilder<'_> {
    /// A page of a register, in the site's language or another.
    pub(super) fn register(&self, page: RegisterPage, lang: Option<&str>) -> PageContext {
        let lang = lang.unwrap_or_else(|| self.lang());
        let name = page.register();
        let title = match page {
            RegisterPage::MattersBy(id, _) => self.filter_title(id, lang),
            RegisterPage::Matters | RegisterPage::Resolutions | RegisterPage::Numbers => {
                self.text_in(&format!("register-{name}"), lang)
            }
        };
        let head = self.register_head(page, lang, &title);
        let mut drawing = self.drawing(lang);
        let parts = match page {
            RegisterPage::MattersBy(id, number) => {
                let term = self.site.registers.matters.terms.get(id);
                drawing.list = Some((term.path.as_str().into(), number));
                let path =
                    |number: usize| self.in_register_language(RegisterPage::MattersBy(id, number), lang);
                let filter = self.gateway.register(&term.path, lang);
                vec![("filter", filter), ("pager", self.pager(number, term.entries.len(), path))]
            }
            RegisterPage::Matters | RegisterPage::Resolutions | RegisterPage::Numbers => {
                vec![("register", self.gateway.register(name, lang))]
            }
        };
        self.finish(page.template(), head, parts, drawing)
    }

    /// The output path of a page of a register in a language.
    fn in_register_language(&self, page: RegisterPage, lang: &str) -> String {
        self.site.path_in(&page.path(&self.site.registers), lang)
    }

    /// The title of the page of some matters.
    fn filter_title(&self, id: TermId, lang: &str) -> String {
        let register = &self.site.registers.matters;
        match register.filters[id].sort {
            FilterSort::State(state) => self.text_in(&format!("matters-{}", state.name()), lang),
            FilterSort::Category | FilterSort::Place => {
                register.terms.get(id).called(lang, &self.site.config).spoken.to_owned()
            }
            FilterSort::Month(month) => written(Moment::of_day(month), DateStyle::Month, DateLang::of(lang)),
        }
    }

    fn register_head<'h>(&'h self, page: RegisterPage, lang: &'h str, title: &'h str) -> PageHead<'h> {
        let above = self.text_in("register-matters", lang);
        let within = matches!(page, RegisterPage::MattersBy(..)).then(|| {
            let path = self.in_register_language(RegisterPage::Matters, lang);
            Titled { title: &above, lang: None, href: link::relative(self.path, &path), path }
        });
        let translations = self.in_all_languages(lang, |other| self.in_register_language(page, other));
        PageHead { translations, ..self.head_in(lang, ("register", title), within) }
    }
}
