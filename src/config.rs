//! `site.yaml`: who publishes, where and for whom; and the register of places.
//!
//! Takes the file's text, gives [`Config`] or every mistake in it. Nothing here knows a record.

mod cadence;
mod calendar;
mod checks;
mod contact;
mod names;
mod privacy;
mod register;
mod terms;
mod topics;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diag::{Diagnostic, Lang};
use crate::front::check::Check;
use crate::front::matter::FrontMatter;
use crate::front::scalar::{Count, Day, Flag, NonNegative, Text};
use crate::front::shape::{AnyValue, Nested, Pairs, Shape, Shaped, choices, fields};
use crate::front::texts::{TakeText, TextPath, Texts};
use crate::front::{DelimitedList, OneOrMany};
use crate::language::reads_as;
use crate::track::Digest;
pub use cadence::{CalendarSpan, Every, Promise};
pub use calendar::{Calendar, MAX_DAYS};
use checks::{
    check_languages, check_numbers, check_topic_slugs, checked_base_url, checked_zone, long_names,
    names_with_separators,
};
pub use contact::{Contact, name_fault};
use names::LocalizedNames;
pub use privacy::{Allowed, Privacy, PrivacyMode};
pub use register::{Place, PlaceId, Register, spoken};
pub use terms::{OtherTerm, TermRule, other_terms};
pub use topics::Topics;

choices! {
    /// How addresses are made of names that are not ASCII.
    pub enum SlugStyle ("网址的写法", "a way to make addresses") {
        /// In pinyin.
        Pinyin = "pinyin" "拼音",
        /// As they are.
        Keep = "keep" "保留",
    }
}

fields! {
    /// A further language of the site.
    pub struct Language {
        /// the site's title in it
        title "标题" "网站在这种语言里的名称" ? Text,
        /// the issuer in it
        issuer "发布单位" "发布单位在这种语言里的名称" ? Text,
        /// contact details in it; what is left out is as in `contact`
        contact "联系方式" "这种语言里的联系方式；不写的项用 contact 的" ? Contact,
        /// the names of places in it, by their names in the register
        places "地名" "各地方在这种语言里的名称，按登记册里的名称写" ? Pairs<Text>,
        /// the names of topics in it
        topics "主题词" "各主题在这种语言里的名称" ? Pairs<Text>,
    }
}

fields! {
    /// Days on which a period cannot end.
    pub struct Holidays {
        /// Saturdays and Sundays
        weekends "周末" "周六周日算不算" ? Flag,
        /// further days
        dates "日期" "节假日" ? DelimitedList<Day>,
        /// weekend days that are working days
        workdays "调休" "调休上班的日子" ? DelimitedList<Day>,
    }
}

fields! {
    /// A node of the register: a district, an estate, a building.
    pub struct PlaceNode {
        /// its name
        name "名称" "名称" ! Text,
        /// its address; pinyin of the name when left out
        slug "网址名" "网址里的名称；不写时取拼音" ? Text,
        /// households living there
        households "户数" "户数" ? Count,
        /// people living there
        people "人数" "人数" ? Count,
        /// exclusive units, shops and garages too
        units "专有部分数" "专有部分数，商铺车库也算" ? Count,
        /// exclusive area in square metres
        area "面积" "专有部分面积，平方米" ? NonNegative,
        /// what is inside
        places "下属" "其中的地方" ? Nested<PlaceNode>,
    }
}

fields! {
    /// A topic with an address of its own.
    pub struct TopicNode {
        /// its name
        name "名称" "名称" ! Text,
        /// its address; pinyin of the name when left out
        slug "网址名" "网址里的名称；不写时取拼音" ? Text,
    }
}

/// A topic: a name, or a name with an address.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum TopicEntry {
    /// A name alone.
    Name(Text),
    /// With an address.
    Node(TopicNode),
}

impl TopicEntry {
    /// The name.
    pub fn name(&self) -> &str {
        match self {
            TopicEntry::Name(name) | TopicEntry::Node(TopicNode { name, .. }) => name,
        }
    }
}

impl crate::front::prose::Translate for TopicEntry {}

impl Texts for TopicEntry {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        match self {
            TopicEntry::Name(name) => name.each_text(at, take),
            TopicEntry::Node(node) => node.each_text(at, take),
        }
    }
}

impl Shaped for TopicEntry {
    const SHAPE: Shape = Shape::OneOf(&[TopicNode::SHAPE, Text::SHAPE]);
}

fields! {
    /// How long feeds are.
    pub struct Feeds {
        /// the largest number of entries
        limit "条数" "最多几条" ? Count,
    }
}

fields! {
    /// `site.yaml`.
    pub struct SiteFile {
        /// the site's name
        title "标题" "网站名称" ! Text,
        /// where it is published
        base_url "网址" "发布的网址，以 / 结尾" ? Text,
        /// its language
        language "语言" "主要语言" ? Text,
        /// additional languages
        languages "其他语言" "其他语言" ? Pairs<Language>,
        /// the theme
        theme "主题" "主题" ? Text,
        /// the time zone
        timezone "时区" "时区" ? Text,
        /// who publishes, unless a record says otherwise
        issuer "发布单位" "默认的发布单位" ? Text,
        /// contact details, unless a record has its own
        contact "联系方式" "默认的联系方式" ? Contact,
        /// the register
        places "登记册" "小区和楼栋的登记册" ? Nested<PlaceNode>,
        /// the topics records may have
        topics "主题词" "可用的主题；不写时不限" ? OneOrMany<TopicEntry>,
        /// records on a list page
        page_size "每页条数" "列表每页多少条" ? Count,
        /// how addresses are made
        slugs "网址写法" "拼音或保留" ? SlugStyle,
        /// personal information
        privacy "个人信息" "个人信息的处理" ? Privacy,
        /// the shortest posting period of a kind, or of a type of notice, in days
        posted_days "公示天数" "各类公示至少多少天" ? Pairs<Count>,
        /// what is promised to be published regularly
        cadence "定期公布" "承诺多久公布一次什么" ? OneOrMany<Promise>,
        /// how names and words are written
        terms "用语" "名称和用语的写法" ? OneOrMany<TermRule>,
        /// days on which a period cannot end
        holidays "节假日" "最后一天顺延的日子" ? Holidays,
        /// how long a matter may stay without a reply
        follow_up_days "答复天数" "事项多少天内须答复" ? Count,
        /// feeds
        feeds "订阅" "订阅源" ? Feeds,
        /// whether there is a search page
        search "搜索" "有没有搜索页；不写时有" ? Flag,
        /// free data for themes
        extra "附加" "留给主题的数据" ? AnyValue,
    }
}

/// The site's settings, checked and with defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file as written.
    pub file: SiteFile,
    /// The time zone.
    pub zone: TimeZone,
    /// The main language.
    pub language: String,
    /// Where it is published, with a slash at the end; empty when not given.
    pub base_url: String,
    /// The path of `base_url`, with slashes at both ends.
    pub base_path: String,
    /// The holidays, on which a period cannot end.
    pub calendar: Calendar,
    /// The register of places; empty when there is none.
    pub register: Arc<Register>,
    /// Names of places and topics that contain a list separator and must not be split.
    pub whole_names: BTreeSet<String>,
    /// The topics that records may have; none if any are allowed.
    pub topics: Option<Arc<Topics>>,
    /// The names of places and topics in the further languages.
    names: Arc<Vec<(String, LocalizedNames)>>,
    /// The digest of all these names.
    pub names_digest: Digest,
}

/// Settings that the command line may override.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Another `base_url`.
    pub base_url: Option<String>,
}

/// The time zone of that name, from this program's own data and not from the machine's, so that a site is
/// the same everywhere.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

impl Config {
    /// Reads `site.yaml`.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse(front: &FrontMatter<'_>, overrides: &Overrides) -> Result<Config, Vec<Diagnostic>> {
        let mut file: SiteFile = front.parse()?;
        for (_, language) in file.languages.iter_mut().flat_map(|languages| languages.0.iter_mut()) {
            language.contact =
                language.contact.take().map(|contact| contact.completed_by(file.contact.as_ref()));
        }
        let mut found = Check::default();
        let zone = checked_zone(&file, &mut found);
        let written = overrides.base_url.as_deref().or(file.base_url.as_deref()).unwrap_or_default();
        let (base_url, base_path) = checked_base_url(written, &mut found);
        let language = file.language.as_ref().map_or("zh-Hans".to_owned(), |l| l.0.clone());
        check_languages(&file, &language, &mut found);
        for (path, fault) in long_names(&file, &base_url) {
            found.push(path, fault);
        }
        check_numbers(&file, &mut found);
        check_topic_slugs(&file, &mut found);
        let (register, problems) = Register::of(file.places.as_deref().unwrap_or_default());
        for (path, problem) in problems {
            found.push(path, problem);
        }
        let topics = file.topics.as_deref().map(|topics| Arc::new(Topics::of(topics)));
        let names = names::all(&file, (&register, topics.as_deref()), &mut found);
        if !found.is_clean() {
            return Err(found.resolve(front, &SiteFile::SHAPE));
        }
        Ok(Config {
            zone,
            language,
            base_url,
            base_path,
            calendar: Calendar::new(file.holidays.as_ref()),
            whole_names: names_with_separators(&file, &register),
            register: Arc::new(register),
            topics,
            names: Arc::new(names),
            names_digest: names::digest(&file),
            file,
        })
    }

    /// The minimum posting period, in days, of the first of these names for which one is set.
    pub fn least_days(&self, names: &[&str]) -> Option<Count> {
        let least = self.file.posted_days.as_ref()?;
        names.iter().find_map(|name| least.get(name)).copied()
    }

    /// How many days a matter may stay without a reply; none if the site sets no limit.
    pub fn follow_up_days(&self) -> Option<i64> {
        self.file.follow_up_days.and_then(|days| i64::try_from(days.0).ok())
    }

    /// The smallest count by building that is published; none if all are.
    pub fn small_cells(&self) -> Option<u64> {
        let least = self.file.privacy.as_ref()?.small_cells?;
        (least.0 > 1).then_some(least.0)
    }

    /// What the site promises to publish regularly.
    pub fn promises(&self) -> &[Promise] {
        self.file.cadence.as_deref().unwrap_or_default()
    }

    /// The prescribed spellings of names and words.
    pub fn terms(&self) -> &[TermRule] {
        self.file.terms.as_deref().unwrap_or_default()
    }

    /// The site's title in a language.
    pub fn title(&self, lang: &str) -> &str {
        self.language(lang).and_then(|l| l.title.as_deref()).unwrap_or(&self.file.title)
    }

    /// The language of this title.
    pub fn title_language<'a>(&'a self, lang: &'a str) -> &'a str {
        self.language_of(lang, |language| language.title.is_some())
    }

    /// The language of the default issuer's name.
    pub fn issuer_language<'a>(&'a self, lang: &'a str) -> &'a str {
        self.language_of(lang, |language| language.issuer.is_some())
    }

    /// `lang` if that language has a value of its own, else the site's language.
    fn language_of<'a>(&'a self, lang: &'a str, says: impl FnOnce(&Language) -> bool) -> &'a str {
        if self.language(lang).is_some_and(says) { lang } else { &self.language }
    }

    /// The default issuer in a language.
    pub fn issuer(&self, lang: &str) -> Option<&str> {
        self.language(lang).and_then(|l| l.issuer.as_deref()).or(self.file.issuer.as_deref())
    }

    /// The default contact in a language, and whether it is written in that language.
    pub fn contact(&self, lang: &str) -> (Option<&Contact>, bool) {
        match self.language(lang).and_then(|language| language.contact.as_ref()) {
            Some(contact) => (Some(contact), true),
            None => (self.file.contact.as_ref(), lang == self.language),
        }
    }

    /// The name of a place in `lang`, if it has one; `name` is written as in records: with or without the
    /// places that contain it.
    pub fn place_name(&self, name: &str, lang: &str) -> Option<String> {
        self.names(lang)?.place(&self.register, name)
    }

    /// The name of a topic in `lang`, if it has one.
    pub fn topic_name(&self, topic: &str, lang: &str) -> Option<&str> {
        self.names(lang)?.topic(topic)
    }

    fn names(&self, lang: &str) -> Option<&LocalizedNames> {
        self.names.iter().find(|(tag, _)| tag == lang).map(|(_, names)| names)
    }

    /// The language of the site's names and texts on a page in `lang`, if they have none in that language.
    pub fn foreign(&self, lang: &str) -> Option<&str> {
        (lang != self.language).then_some(self.language.as_str())
    }

    /// The site's own language, then the further ones.
    pub fn all_languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.language.as_str()).chain(self.languages())
    }

    /// Whether the site has a search page.
    pub fn has_search(&self) -> bool {
        self.file.search.is_none_or(|wanted| wanted.0)
    }

    /// `lang` if it is one of the site's languages, else the site's own.
    pub fn known_language<'a>(&'a self, lang: &'a str) -> &'a str {
        self.all_languages().find(|tag| *tag == lang).unwrap_or(&self.language)
    }

    /// The further languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.file.languages.iter().flat_map(|languages| languages.iter()).map(|(tag, _)| tag)
    }

    /// The language of Lilong's own words on pages in `lang`.
    pub fn words_of(lang: &str) -> Lang {
        Lang::from_locale(lang)
    }

    /// The tag of that language, if it is not the language of the page.
    pub fn foreign_words(lang: &str) -> Option<&'static str> {
        let tag = match Config::words_of(lang) {
            Lang::Zh => "zh-Hans",
            Lang::En => "en",
        };
        (!reads_as(tag, lang)).then_some(tag)
    }

    /// The number of records on a page of a list.
    pub fn page_size(&self) -> usize {
        self.file.page_size.map_or(20, |size| usize::try_from(size.0).unwrap_or(usize::MAX).max(1))
    }

    /// The number of entries in a feed.
    pub fn feed_limit(&self) -> usize {
        let limit = self.file.feeds.as_ref().and_then(|feeds| feeds.limit);
        limit.map_or(20, |limit| usize::try_from(limit.0).unwrap_or(usize::MAX))
    }

    /// The address made from a name.
    pub fn slug(&self, name: &str) -> String {
        short(match self.file.slugs.unwrap_or(SlugStyle::Pinyin) {
            SlugStyle::Pinyin => crate::markdown::slug(name),
            SlugStyle::Keep => keep(name),
        })
    }

    fn language(&self, lang: &str) -> Option<&Language> {
        self.file.languages.as_ref().and_then(|languages| languages.get(lang))
    }
}

/// A name short enough for any file system: a long one is cut, and a digest of the whole makes it unique.
fn short(slug: String) -> String {
    const MAX: usize = 120;
    if slug.len() <= MAX {
        return slug;
    }
    let end = (0..=MAX).rev().find(|at| slug.is_char_boundary(*at)).unwrap_or(0);
    let head = &slug[..end];
    let head = head.rsplit_once('-').map_or(head, |(head, _)| head);
    format!("{head}-{:08x}", Digest::of(slug.as_bytes()).0 as u32)
}

/// The name itself, without characters that an address or a file name cannot contain.
fn keep(name: &str) -> String {
    let fit = |c: char| if c.is_whitespace() || "/\\?#%:*\"<>|".contains(c) { '-' } else { c };
    let kept: String = name.chars().map(fit).collect::<String>().to_lowercase();
    let kept = kept.trim_matches(['-', '.']);
    if kept.is_empty() { "-".to_owned() } else { kept.to_owned() }
}

/// Whether `tag` looks like a BCP 47 language tag.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_lowercase()));
    first && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
