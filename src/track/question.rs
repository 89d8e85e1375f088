//! Questions that a target may ask of the site: takes a sort and a key, gives their form in the manifest.

use std::fmt;
use std::sync::Arc;

/// A question. The digest of its answer is kept with it; the same questions with the same answers give the
/// same page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// Its sort.
    pub kind: QuestionKind,
    /// What it asks about.
    pub key: Arc<str>,
}

macro_rules! question_kinds {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal),+ $(,)?) => {
        /// The sorts of questions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum QuestionKind { $($(#[doc = $doc])* $variant),+ }
        impl QuestionKind {
            /// Every sort, in order.
            pub const ALL: [QuestionKind; [$($name),+].len()] = [$(QuestionKind::$variant),+];

            /// Its name in the manifest and in `lilong why`.
            pub fn name(self) -> &'static str {
                match self { $(QuestionKind::$variant => $name),+ }
            }
            /// The sort of that name.
            pub fn named(name: &str) -> Option<QuestionKind> {
                match name { $($name => Some(QuestionKind::$variant),)+ _ => None }
            }
        }
    };
}

question_kinds! {
    /// Font files: those of this machine, or the site's and its theme's (`site`). The first sort, so that the
    /// head of a manifest tells whether anything was set in type.
    Fonts = "fonts",
    /// All of one record, its body and facts included: by source.
    Record = "record",
    /// What other pages may show of a record: by source.
    Card = "card",
    /// The title and address of a record: by source.
    Name = "name",
    /// The title and address of a section: by folder.
    Crumb = "crumb",
    /// The days left of a record's window: by source.
    DaysLeft = "days-left",
    /// A section's own texts: by folder.
    Section = "section",
    /// A series with its figures: by folder.
    Series = "series",
    /// Which records a list holds, in order: by the list's name.
    List = "list",
    /// Which records one page of a list holds, in order: by a [`PageKey`](super::PageKey).
    Page = "page",
    /// The records of a matter, in order: by the matter.
    Thread = "thread",
    /// The records of one open data file: by kind and year.
    Table = "table",
    /// The entries of a feed: by the output path of its Atom file.
    Feed = "feed",
    /// Every page with its date, or one part of them.
    Sitemap = "sitemap",
    /// The events of a calendar: by its output path.
    Calendar = "calendar",
    /// Everything that can be followed.
    Channels = "channels",
    /// The menu.
    Nav = "nav",
    /// All topics with their numbers.
    Topics = "topics",
    /// All places with their numbers.
    Places = "places",
    /// All bodies with their numbers.
    Bodies = "bodies",
    /// All years with their numbers.
    Years = "years",
    /// All periods of a fund: by the output path of its page.
    Fund = "fund",
    /// A topic, place, body or year: by its kind and address.
    Term = "term",
    /// A register with all that its page shows, or which registers there are: by a
    /// [`RegisterKey`](super::RegisterKey).
    Register = "register",
    /// A setting of the site: by a [`SettingKey`](super::SettingKey).
    Config = "config",
    /// A template with all it includes: by name.
    Template = "template",
    /// A fragment shared by many pages: by template, language and depth.
    Fragment = "fragment",
    /// The interface texts of a language: by language.
    Texts = "texts",
    /// A file of `static/`: by name.
    Asset = "asset",
    /// A file beside a record: by its path below `content/`.
    Attachment = "attachment",
    /// A smaller copy of a photo: by its width and the photo's path below `content/`.
    PhotoCopy = "photo-copy",
    /// What was published in a month: by its name.
    Month = "month",
    /// What is promised to be published regularly, with what became of it.
    Cadence = "cadence",
    /// What was sealed.
    Seals = "seals",
    /// What was found of accessibility.
    Accessibility = "accessibility",
    /// A seal, or the signature of one: by its name.
    Seal = "seal",
    /// All that is searched.
    Search = "search",
    /// A file of `data/`: by its path there.
    Data = "data",
    /// What the poster of a record shows: by source and language.
    Poster = "poster",
}

impl Question {
    /// A question.
    pub fn new(kind: QuestionKind, key: impl Into<Arc<str>>) -> Question {
        Question { kind, key: key.into() }
    }

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Question> {
        let (kind, key) = text.split_once(' ')?;
        Some(Question::new(QuestionKind::named(kind)?, key))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.key)
    }
}
