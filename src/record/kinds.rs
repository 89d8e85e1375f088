//! The set of kinds: one table, from which every enum over kinds is made. What differs by kind is a field
//! of its [`Profile`] or a method of its recipe, so the compiler asks for each of them when a kind is
//! added.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;

use super::check::Check;
use super::common::{Common, File};
use super::event::Event;
use super::kind::{
    CardSlots, ChainPosition, Coverage, DeriveContext, Kind, Profile, Reach, RecordBefore, RecordStatus,
    ViewContext,
};
use super::{
    consultation, covenant, directory, election, ledger, log, matter, meeting, notice, page, project, report,
    roster,
};
use crate::config::Register;
use crate::diag::{Diagnostic, Lang, Location, Words, codes, nearest, words};
use crate::front::prose::{Translatable, Translate, TranslatedTexts};
use crate::front::scalar::Day;
use crate::front::shape::Choice;
use crate::front::texts::{TakeText, TextPath, Texts};
use crate::front::{FromTable, FrontMatter};
use crate::track::Clock;

/// Makes the enums over all kinds: their ids, the fields of their records, their facts and their views.
macro_rules! kinds {
    ($($(#[$when:meta])? $Kind:ident = $own:ty),+ $(,)?) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum KindId { $($(#[$when])? #[doc = stringify!($own)] $Kind),+ }

        impl KindId {
            /// All kinds, in the order people list them.
            pub const ALL: &'static [KindId] = &[$($(#[$when])? KindId::$Kind),+];

            /// What is true of every record of the kind.
            pub const fn profile(self) -> &'static Profile {
                match self { $($(#[$when])? KindId::$Kind => <$own as Kind>::PROFILE),+ }
            }

            /// The form of the texts that a translation of such a record may give for the fields of its
            /// kind.
            const fn own_translatable(self) -> Translatable {
                match self { $($(#[$when])? KindId::$Kind => <$own as Translate>::TRANSLATABLE),+ }
            }

            /// Reads front matter.
            ///
            /// # Errors
            /// All that is wrong with it.
            pub fn parse(self, front: &FrontMatter<'_>) -> Result<(Common, Own), Vec<Diagnostic>> {
                match self {
                    $($(#[$when])? KindId::$Kind => {
                        let File { common, own } = front.parse::<File<$own>>()?;
                        Ok((common, Own::$Kind(Box::new(own))))
                    })+
                }
            }
        }

        /// The own fields of a record.
        #[derive(Clone, Debug)]
        pub enum Own { $($(#[$when])? #[doc = stringify!($own)] $Kind(Box<$own>)),+ }

        /// What Lilong computes of a record.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum Facts { $($(#[$when])? #[doc = stringify!($own)] $Kind(<$own as Kind>::Facts)),+ }

        /// What is drawn of a record in addition to its facts.
        #[derive(Serialize)]
        #[serde(untagged)]
        #[expect(clippy::large_enum_variant, reason = "there is one at a time, on its way to a page")]
        pub enum View<'v> { $($(#[$when])? #[doc = stringify!($own)] $Kind(<$own as Kind>::View<'v>)),+ }

        impl Own {
            /// Its kind.
            pub const fn kind(&self) -> KindId {
                match self { $($(#[$when])? Own::$Kind(_) => KindId::$Kind),+ }
            }

            /// The checks that need nothing else of the site.
            pub fn check(&self, common: &Common, check: &mut Check) {
                match self { $($(#[$when])? Own::$Kind(own) => own.check(common, check)),+ }
            }

            /// Checks against the present day.
            pub fn check_time(&self, common: &Common, clock: &Clock, check: &mut Check) {
                match self { $($(#[$when])? Own::$Kind(own) => own.check_time(common, clock, check)),+ }
            }

            /// Checks its numbers against the register of places.
            pub fn check_register(&self, common: &Common, register: &Register, check: &mut Check) {
                match self {
                    $($(#[$when])? Own::$Kind(own) => own.check_register(common, register, check)),+
                }
            }

            /// The records that it names in fields of its own: each field, and the path as written.
            pub fn named(&self) -> Vec<(&'static str, &str)> {
                match self { $($(#[$when])? Own::$Kind(own) => own.named()),+ }
            }

            /// Checks it against the records that it names in these fields, and against those that name it
            /// so.
            pub fn check_named(&self, context: &DeriveContext<'_>, check: &mut Check) {
                match self { $($(#[$when])? Own::$Kind(own) => own.check_named(context, check)),+ }
            }

            /// What it covers, for promises to publish regularly.
            pub fn coverage(&self) -> Coverage<'_> {
                match self { $($(#[$when])? Own::$Kind(own) => own.coverage()),+ }
            }

            /// How far its facts reach.
            pub fn reach(&self) -> Reach {
                match self { $($(#[$when])? Own::$Kind(own) => own.reach()),+ }
            }

            /// Its position in a chain.
            pub fn link(&self, context: &DeriveContext<'_>) -> Option<ChainPosition> {
                match self { $($(#[$when])? Own::$Kind(own) => own.link(context)),+ }
            }

            /// Checks what its chain requires of it.
            pub fn check_link(&self, context: &DeriveContext<'_>, check: &mut Check) {
                match self { $($(#[$when])? Own::$Kind(own) => own.check_link(context, check)),+ }
            }

            /// Checks how it continues the previous record of its chain, whose fields and facts are given
            /// and which is of the same kind; `is_next` says that there is certainly none between the two.
            pub fn check_continuation(
                &self,
                (before, facts): (&Own, &Facts),
                (locate, is_next): (&dyn Fn(&str) -> Location, bool),
                check: &mut Check,
            ) {
                match (self, before, facts) {
                    $($(#[$when])? (Own::$Kind(own), Own::$Kind(before), Facts::$Kind(facts)) => {
                        let before = RecordBefore { own: &**before, facts, locate, is_next };
                        own.check_continuation(&before, check)
                    })+
                    _ => {}
                }
            }

            /// What is wrong with the whole chain that this record begins, and the field of its section
            /// that causes it.
            pub fn chain_diagnostic(
                &self,
                context: &DeriveContext<'_>,
                places: &[Date],
            ) -> Option<(&'static str, Diagnostic)> {
                match self { $($(#[$when])? Own::$Kind(own) => own.chain_diagnostic(context, places)),+ }
            }

            /// The diagnostic for a second record at one place of a chain, if only one is allowed.
            pub fn duplicate_diagnostic(&self, link: &ChainPosition) -> Option<Diagnostic> {
                match self { $($(#[$when])? Own::$Kind(own) => own.duplicate_diagnostic(link)),+ }
            }

            /// What Lilong computes of it; `before` are the facts of the previous record of its chain.
            pub fn derive(&self, context: &DeriveContext<'_>, before: Option<&Facts>) -> Derived {
                match self {
                    $($(#[$when])? Own::$Kind(own) => {
                        let before = before.and_then(|before| match before {
                            Facts::$Kind(before) => Some(before),
                            _ => None,
                        });
                        let facts = own.facts(context, before);
                        let (status, card) = (own.status(&facts, context), own.card(&facts, context));
                        Derived { facts: Facts::$Kind(facts), status, card }
                    })+
                }
            }

            /// What is drawn of it in one language.
            pub fn view(&self, facts: &Facts, context: &ViewContext<'_>) -> View<'_> {
                match self {
                    $($(#[$when])? Own::$Kind(own) => View::$Kind(match facts {
                        Facts::$Kind(facts) => own.view(facts, context),
                        _ => own.view(&<$own as Kind>::Facts::default(), context),
                    })),+
                }
            }

            /// What a card shows of it.
            pub fn card(&self, facts: &Facts, context: &DeriveContext<'_>) -> CardSlots {
                match self {
                    $($(#[$when])? Own::$Kind(own) => match facts {
                        Facts::$Kind(facts) => own.card(facts, context),
                        _ => CardSlots::default(),
                    }),+
                }
            }

            /// The same fields with their texts replaced by those of a translation.
            pub fn translated(&self, texts: &TranslatedTexts) -> Own {
                match self {
                    $($(#[$when])? Own::$Kind(own) => Own::$Kind(Box::new(own.translated(texts)))),+
                }
            }

            /// Calls `take` with each text of its own fields.
            pub fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
                match self { $($(#[$when])? Own::$Kind(own) => own.each_text(at, take)),+ }
            }

            /// The fields whose lists may be kept in tables beside the record, with their names.
            pub fn tables(&mut self) -> Vec<(&'static str, &mut dyn FromTable)> {
                match self { $($(#[$when])? Own::$Kind(own) => own.tables()),+ }
            }

            /// The number of items of each list whose texts a translation may give, by the path of the
            /// list.
            pub fn lists(&self) -> Vec<(String, usize)> {
                let mut lists = Vec::new();
                match self { $($(#[$when])? Own::$Kind(own) => own.count_lists("", &mut lists)),+ }
                lists
            }

            /// What repeats, for its own calendar.
            pub fn repeated(&self, common: &Common) -> Vec<Event> {
                match self { $($(#[$when])? Own::$Kind(own) => own.repeated(common)),+ }
            }

            /// When it takes place, for calendars.
            pub fn events(&self, common: &Common) -> Vec<Event> {
                match self { $($(#[$when])? Own::$Kind(own) => own.events(common)),+ }
            }

            /// The body that meets or is elected, if the record names one.
            pub fn body(&self) -> Option<&str> {
                match self { $($(#[$when])? Own::$Kind(own) => own.body()),+ }
            }
        }
    };
}

kinds! {
    Notice = notice::Notice,
    Meeting = meeting::Meeting,
    Consultation = consultation::Consultation,
    Election = election::Election,
    Project = project::Project,
    Matter = matter::Matter,
    Ledger = ledger::Ledger,
    Covenant = covenant::Covenant,
    Roster = roster::Roster,
    Log = log::Log,
    Report = report::Report,
    Directory = directory::Directory,
    Page = page::Page,
    #[cfg(test)]
    Probe = super::probe::Probe,
}

/// What Lilong makes of one record.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its facts.
    pub facts: Facts,
    /// Its status today.
    pub status: RecordStatus,
    /// What its cards show.
    pub card: CardSlots,
}

impl Derived {
    /// The value before anything has been computed.
    pub(crate) fn none() -> Derived {
        Derived {
            facts: Facts::Page(page::PageFacts {}),
            status: RecordStatus::default(),
            card: CardSlots::default(),
        }
    }
}

impl Facts {
    /// What pages show in addition to the open data, as a text that differs whenever it does; none for most
    /// kinds.
    pub fn beside_data(&self) -> Option<String> {
        if let Facts::Roster(facts) = self {
            return facts.on_duty.as_ref().map(|on_duty| format!("{on_duty:?}"));
        }
        self.series_day().map(|day| format!("{day:?}"))
    }

    /// For a log in a series: its place there.
    pub fn series_day(&self) -> Option<&log::SeriesDay> {
        if let Facts::Log(facts) = self { facts.series.as_ref() } else { None }
    }

    /// For a matter: the last day for an answer, which its page shows and the open data do not.
    pub fn reply_due(&self) -> Option<Day> {
        if let Facts::Matter(facts) = self { facts.reply_due } else { None }
    }

    /// For a report: what was collected for it.
    pub fn collection(&self) -> Option<&report::Collection> {
        if let Facts::Report(facts) = self { facts.collection.as_deref() } else { None }
    }
}

impl KindId {
    /// The form of the texts that a translation of such a record may give, in addition to those that every
    /// translation has.
    pub fn translatable(self) -> Translatable {
        static FORMS: LazyLock<Vec<Translatable>> =
            LazyLock::new(|| KindId::ALL.iter().map(|kind| kind.all_translatable()).collect());
        // `ALL` lists the kinds in the order of their variants.
        FORMS[self as usize]
    }

    fn all_translatable(self) -> Translatable {
        let fields = Common::TRANSLATABLE.fields().chain(self.own_translatable().fields());
        Translatable::of(Vec::leak(fields.copied().collect()))
    }

    /// Its names.
    pub const fn choice(self) -> Choice {
        self.profile().name
    }

    /// Its English name, which the open data use.
    pub const fn name(self) -> &'static str {
        self.profile().name.name
    }

    /// The kind with that English or Chinese name.
    pub fn named(name: &str) -> Option<KindId> {
        KindId::ALL.iter().copied().find(|kind| kind.choice().is(name))
    }

    /// The kind that an everyday word means: its own name, or another word for it.
    pub fn from_everyday_word(word: &str) -> Option<KindId> {
        let word = word.trim().to_lowercase();
        let everyday =
            |word: &str| KindId::ALL.iter().copied().find(|kind| kind.profile().everyday.contains(&word));
        let one = |word: &str| KindId::named(word).or_else(|| everyday(word));
        one(&word).or_else(|| one(word.strip_suffix('s')?))
    }

    /// The names of all kinds in a language, on one line.
    pub fn listed(lang: Lang) -> String {
        let names = KindId::ALL.iter().map(|kind| kind.choice());
        match lang {
            Lang::Zh => names.map(|choice| choice.zh).collect::<Vec<_>>().join("、"),
            Lang::En => names.map(|choice| choice.name).collect::<Vec<_>>().join(", "),
        }
    }

    /// The diagnostic for an unknown kind, with the nearest name.
    pub fn unknown(name: &str) -> Diagnostic {
        let found = Diagnostic::new(
            &codes::UNKNOWN_KIND,
            words!("没有“{name}”这种记录", "there is no kind `{name}`"),
        );
        if let Some(Choice { name, zh }) = KindId::from_everyday_word(name).map(KindId::choice) {
            return found.help(words!("请写 {zh}", "write `{name}`"));
        }
        let both = KindId::ALL.iter().flat_map(|kind| [kind.choice().name, kind.choice().zh]);
        found.help(match nearest(name, both) {
            Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
            None => Words::new(
                format!("可以写：{}", KindId::listed(Lang::Zh)),
                format!("one of: {}", KindId::listed(Lang::En)),
            ),
        })
    }
}
