//! The fields every record has: one table, joined by each kind with its own.

pub use crate::config::{Contact, MAX_DAYS, name_fault};
use crate::front::OneOrMany;
use crate::front::prose::same_in_every_language;
use crate::front::scalar::{Day, Flag, Scalar, Text};
use crate::front::shape::{Shape, Shaped, choices, fields};
use crate::front::texts::{TakeText, TextPath, Texts};
use serde::de::{self, Deserialize, Deserializer};

/// Hands the lines of the common fields, and whatever follows, to another macro.
macro_rules! common_fields {
    ($then:ident! { $($rest:tt)* }) => {
        $then! {
            {
                /// one of the kinds; the section's when left out
                kind "类型" "记录的种类；不写时用栏目的" ? $crate::front::scalar::Text,
                /// the title
                title "标题" "标题" ! $crate::front::scalar::Text,
                /// the day it was made public, of a meeting its day; it may have a time
                date "日期" "发布的日期，会议是开会的日期；可以带几点" ? $crate::front::scalar::Moment,
                /// when it was first made public, where that is not `date`; a meeting is announced before its
                /// day
                published "发布日期" "首次发布的日期，与日期不同时写，如会前发布的会议通知" ? $crate::front::scalar::Moment,
                /// figures, each with what it is counted of
                figures "数字" "几个数字，各写明总数" ? $crate::front::OneOrMany<$crate::record::figure::Figure>,
                /// the document number, unique in the site
                number "文号" "文号，全站不重复" ? $crate::front::scalar::Text,
                /// who publishes it
                issuer "发布单位" "发布单位；不写时用网站的" ? $crate::front::scalar::Text,
                /// plain text for lists; taken from the first paragraph when left out
                summary "摘要" "列表里显示的一两句话；不写时取第一段" ? $crate::front::scalar::Text,
                /// what it is about
                topics "主题" "主题" ? $crate::record::common::TextList,
                /// the places it concerns, by their names in the register
                places "范围" "涉及的地方，用登记册里的名称" ? $crate::record::common::TextList,
                /// the slug of the matter it belongs to
                matter "事项" "所属事项" ? $crate::front::scalar::Text,
                /// content paths of related records
                refs "相关" "相关记录的路径" ? $crate::record::common::TextList,
                /// the posting period; the day of posting is not counted
                posted "公示期" "公示期；张贴当天不计入" ? $crate::record::common::Posted,
                /// the last day on which lists show it as current
                expires "失效" "作为现行内容列出的最后一天" ? $crate::front::scalar::Day,
                /// first in lists
                pinned "置顶" "在列表里排在最前" ? $crate::front::scalar::Flag,
                /// files beside the record
                attachments "附件" "放在旁边的文件" ? $crate::front::OneOrMany<$crate::record::common::Attachment>,
                /// contact details
                contact "联系方式" "向谁询问；不写时用网站的" ? Box<$crate::record::common::Contact>,
                /// what was put right later
                corrections "更正" "后来更正了什么" ? $crate::front::OneOrMany<$crate::record::common::Correction>,
                /// whether and how to print it
                poster "海报" "是否印成海报，怎样印" ? Box<$crate::record::common::PosterChoice>,
                /// the page's file name; the source's name when left out
                slug "网址名" "网页的文件名；不写时取自文件名" ? $crate::front::scalar::Text,
                /// older addresses that lead here
                aliases "旧网址" "通到这里的旧网址" ? $crate::record::common::TextList,
                /// the language of the text
                lang "语言" "文字的语言" ? $crate::front::scalar::Text,
                /// not published
                draft "草稿" "草稿不发布" ? $crate::front::scalar::Flag,
                /// another template of the theme
                template "模板" "改用主题里的另一个模板" ? $crate::front::scalar::Text,
                /// the order among records of one day
                weight "权重" "同一天里的先后，小的在前" ? $crate::front::scalar::Weight,
                /// free data for themes
                extra "附加" "留给主题的数据" ? Box<$crate::front::shape::AnyValue>,
                /// not published before this moment
                embargo "发布时间" "在此之前不发布" ? $crate::front::scalar::Moment,
                /// withdrawn: the page stays, with a banner
                withdrawn "撤回" "已撤回：网页保留并注明" ? Box<$crate::record::common::Withdrawn>,
            }
            $($rest)*
        }
    };
}
pub(crate) use common_fields;

/// Makes `Common` of the common fields alone.
macro_rules! common_struct {
    ({ $($(#[doc = $en:literal])+ $field:ident $zh:literal $zh_doc:literal $need:tt $ty:ty,)* }) => {
        fields! {
            /// The fields every record has.
            pub struct Common { $($(#[doc = $en])+ $field $zh $zh_doc $need $ty),* }
        }
    };
}
common_fields!(common_struct! {});

/// Makes the struct of a kind's own fields, and `File`, which serde reads: common and own fields side by
/// side.
macro_rules! own_struct {
    ({ $($(#[doc = $cen:literal])+ $common:ident $czh:literal $czh_doc:literal $cneed:tt $cty:ty,)* }
        $(#[doc = $about:literal])*
        $Own:ident {
            $($(#[doc = $en:literal])+ $field:ident $zh:literal $zh_doc:literal $need:tt $ty:ty),* $(,)?
        }
    ) => {
        $crate::front::shape::fields! {
            $(#[doc = $about])*
            pub struct $Own { $($(#[doc = $en])+ $field $zh $zh_doc $need $ty),* }
        }
        $crate::front::shape::fields! {
            /// The front matter as it is in the file.
            pub struct File {
                $($(#[doc = $cen])+ $common $czh $czh_doc $cneed $cty,)*
                $($(#[doc = $en])+ $field $zh $zh_doc $need $ty,)*
            }
        }
        impl From<File> for ($crate::record::common::Common, $Own) {
            fn from(file: File) -> Self {
                let common = $crate::record::common::Common { $($common: file.$common),* };
                (common, $Own { $($field: file.$field),* })
            }
        }
    };
}
pub(crate) use own_struct;

fields! {
    /// A posting period.
    pub struct Posted {
        /// the day it was put up
        from "起" "张贴的日期" ! Day,
        /// how many days it hangs, the first not counted
        days "天数" "公示天数，张贴当天不计入" ? crate::front::scalar::Count,
        /// the last day, instead of `days`
        until "止" "最后一天，与天数任写一个" ? Day,
    }
}

fields! {
    /// Something put right after publication.
    #[derive(PartialEq, Eq, Hash)]
    pub struct Correction {
        /// when
        date "日期" "更正的日期" ! Day,
        /// what was wrong and what is right
        what "内容" "原来怎样，现在怎样" ! Text,
    }
}

fields! {
    /// A record taken back.
    #[derive(PartialEq, Eq, Hash)]
    pub struct Withdrawn {
        /// when
        date "日期" "撤回的日期" ! Day,
        /// why
        why "原因" "原因" ! Text,
    }
}

fields! {
    /// How to print a record.
    pub struct PosterSpec {
        /// the sheet
        size "纸张" "纸张大小" ? PaperSize,
        /// upright or on its side
        orientation "方向" "方向" ? Orientation,
        /// another layout of the theme
        template "模板" "改用主题里的另一个版式" ? Text,
    }
}

choices! {
    /// A sheet of paper.
    pub enum PaperSize ("纸张", "a sheet size") {
        /// 210 × 297 mm.
        A4 = "A4" "A4纸",
        /// 297 × 420 mm.
        A3 = "A3" "A3纸",
        /// 420 × 594 mm.
        A2 = "A2" "A2纸",
    }
}

choices! {
    /// Which way a sheet hangs.
    pub enum Orientation ("方向", "an orientation") {
        /// Upright.
        Portrait = "portrait" "竖",
        /// On its side.
        Landscape = "landscape" "横",
    }
}

/// `poster: false`, `poster: true` or how to print it.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
pub enum PosterChoice {
    /// Whether at all.
    Whether(Flag),
    /// How.
    How(PosterSpec),
}

impl<'de> Deserialize<'de> for PosterChoice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = PosterChoice;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("yes or no, or a mapping with `size`, `orientation` or `template`")
            }
            fn visit_bool<E: de::Error>(self, whether: bool) -> Result<PosterChoice, E> {
                Ok(PosterChoice::Whether(Flag(whether)))
            }
            fn visit_str<E: de::Error>(self, whether: &str) -> Result<PosterChoice, E> {
                Flag::parse(whether).map(PosterChoice::Whether).map_err(|bad| E::custom(bad.message.en))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<PosterChoice, A::Error> {
                PosterSpec::deserialize(de::value::MapAccessDeserializer::new(map)).map(PosterChoice::How)
            }
        }
        from.deserialize_any(Visitor)
    }
}

same_in_every_language!(PosterChoice, Attachment);

impl Texts for PosterChoice {}

impl Texts for Attachment {
    fn each_text(&mut self, at: &mut TextPath, take: &mut TakeText<'_>) {
        self.0.each_text(at, take);
    }
}

impl Shaped for PosterChoice {
    const SHAPE: Shape = Shape::OneOf(&[Flag::SHAPE, PosterSpec::SHAPE]);
}

fields! {
    /// A file beside the record, with its title.
    pub struct TitledFile {
        /// the file, from the record's folder
        path "文件" "文件名" ! Text,
        /// what to call it
        title "标题" "显示的名称" ? Text,
    }
}

/// A file beside the record: a name, or a name and a title.
#[derive(Clone, Debug)]
pub struct Attachment(pub TitledFile);

impl Shaped for Attachment {
    const SHAPE: Shape = Shape::OneOf(&[Text::SHAPE, TitledFile::SHAPE]);
}

impl serde::Serialize for Attachment {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Attachment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Attachment;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a file name, or a mapping with `path` and `title`")
            }
            fn visit_str<E: de::Error>(self, path: &str) -> Result<Attachment, E> {
                Ok(Attachment(TitledFile { path: Text(path.to_owned()), title: None }))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Attachment, A::Error> {
                TitledFile::deserialize(de::value::MapAccessDeserializer::new(map)).map(Attachment)
            }
        }
        from.deserialize_any(Visitor)
    }
}

/// A list of words; one alone may be written without brackets.
pub type TextList = OneOrMany<Text>;

impl Common {
    /// The day it is dated.
    pub fn day(&self) -> Option<Day> {
        self.date.map(|date| Day(date.date))
    }

    /// The earliest day on which it says that it was public, and the field that says so: what is announced is
    /// public before its `date`.
    pub fn first_public(&self) -> Option<(Day, &'static str)> {
        let published = self.published.map(|published| (Day(published.date), "published"));
        let posted = self.posted.as_ref().map(|posted| (posted.from, "posted.from"));
        let date = self.day().map(|day| (day, "date"));
        [date, published, posted].into_iter().flatten().min_by_key(|(day, _)| *day)
    }

    /// The words of an optional list.
    pub fn words(list: &Option<TextList>) -> &[Text] {
        list.as_deref().unwrap_or_default()
    }
    /// Whether it is a draft.
    pub fn is_draft(&self) -> bool {
        self.draft.is_some_and(|draft| draft.0)
    }
}
