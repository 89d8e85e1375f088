//! The fields that every record has: one table, which precedes the own fields of each kind.

use super::figure::Figure;
pub use crate::config::{Contact, MAX_DAYS, name_fault};
use crate::front::OneOrMany;
use crate::front::fields::Fields;
use crate::front::prose::{Prose, same_in_every_language};
use crate::front::scalar::{Count, Day, Flag, Moment, Scalar, Text, Weight};
use crate::front::shape::{AnyValue, Field, Shape, Shaped, choices, fields};
use crate::front::texts::{TakeText, TextPath, Texts};
use serde::de::{self, Deserialize, Deserializer, MapAccess};

fields! {
    /// The fields every record has.
    pub struct Common {
        /// one of the kinds; the section's when left out
        kind "类型" "记录的种类；不写时用栏目的" ? Text,
        /// the title
        title "标题" "标题" ! Text,
        /// the day it was made public, of a meeting its day; it may have a time
        date "日期" "发布的日期，会议是开会的日期；可以带几点" ? Moment,
        /// when it was first made public, where that is not `date`; a meeting is announced before its
        /// day
        published "发布日期" "首次发布的日期，与日期不同时写，如会前发布的会议通知" ? Moment,
        /// figures, each with what it is counted of
        figures "数字" "几个数字，各写明总数" ? OneOrMany<Figure>,
        /// the document number, unique in the site
        number "文号" "文号，全站不重复" ? Text,
        /// who publishes it
        issuer "发布单位" "发布单位；不写时用网站的" ? Text,
        /// plain text for lists; taken from the first paragraph when left out
        summary "摘要" "列表里显示的一两句话；不写时取第一段" ? Text,
        /// what it is about
        topics "主题" "主题" ? TextList,
        /// the places it concerns, by their names in the register
        places "范围" "涉及的地方，用登记册里的名称" ? TextList,
        /// the slug of the matter it belongs to
        matter "事项" "所属事项" ? Text,
        /// content paths of related records
        refs "相关" "相关记录的路径" ? TextList,
        /// the posting period; the day of posting is not counted
        posted "公示期" "公示期；张贴当天不计入" ? Posted,
        /// the last day on which lists show it as current
        expires "失效" "作为现行内容列出的最后一天" ? Day,
        /// first in lists
        pinned "置顶" "在列表里排在最前" ? Flag,
        /// files beside the record
        attachments "附件" "放在旁边的文件" ? OneOrMany<Attachment>,
        /// contact details
        contact "联系方式" "向谁询问；不写时用网站的" ? Box<Contact>,
        /// what was put right later
        corrections "更正" "后来更正了什么" ? OneOrMany<Correction>,
        /// whether and how to print it
        poster "海报" "是否印成海报，怎样印" ? Box<PosterChoice>,
        /// the page's file name; the source's name when left out
        slug "网址名" "网页的文件名；不写时取自文件名" ? Text,
        /// older addresses that lead here
        aliases "旧网址" "通到这里的旧网址" ? TextList,
        /// the language of the text
        lang "语言" "文字的语言" ? Text,
        /// not published
        draft "草稿" "草稿不发布" ? Flag,
        /// another template of the theme
        template "模板" "改用主题里的另一个模板" ? Text,
        /// the order among records of one day
        weight "权重" "同一天里的先后，小的在前" ? Weight,
        /// free data for themes
        extra "附加" "留给主题的数据" ? Box<AnyValue>,
        /// not published before this moment
        embargo "发布时间" "在此之前不发布" ? Moment,
        /// withdrawn: the page stays, with a banner
        withdrawn "撤回" "已撤回：网页保留并注明" ? Box<Withdrawn>,
    }
}

/// The front matter of a file: common and own fields side by side.
#[derive(Debug)]
pub struct File<Own> {
    /// The fields every record has.
    pub common: Common,
    /// The own fields of its kind.
    pub own: Own,
}

/// The own fields of a kind.
pub trait OwnFields: Fields {
    /// The common fields, followed by these.
    const WITH_COMMON: &'static [Field];
}

impl<Own: OwnFields> Shaped for File<Own> {
    const SHAPE: Shape = Shape::Map(Own::WITH_COMMON);
}

impl<Own: OwnFields> Fields for File<Own> {
    const FIELDS: &'static [Field] = Own::WITH_COMMON;
    type Values = (<Common as Fields>::Values, Own::Values);

    fn read<'de, A: MapAccess<'de>>(
        (common, own): &mut Self::Values,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match index.checked_sub(Common::FIELDS.len()) {
            Some(index) => Own::read(own, index, map),
            None => Common::read(common, index, map),
        }
    }

    fn finish<E: de::Error>((common, own): Self::Values) -> Result<Self, E> {
        Ok(File { common: Common::finish(common)?, own: Own::finish(own)? })
    }
}

impl<'de, Own: OwnFields> Deserialize<'de> for File<Own> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        crate::front::fields::deserialize(from)
    }
}

/// The common fields followed by those of a kind, `N` in all.
pub const fn with_common<const N: usize>(own: &[Field]) -> [Field; N] {
    let (common, mut all, mut at) = (Common::FIELDS, [Common::FIELDS[0]; N], 0);
    while at < N {
        all[at] = if at < common.len() { common[at] } else { own[at - common.len()] };
        at += 1;
    }
    all
}

/// Makes the struct of a kind's own fields.
macro_rules! own_fields {
    ($(#[doc = $about:literal])* $Own:ident { $($fields:tt)* }) => {
        $crate::front::shape::fields! {
            $(#[doc = $about])*
            pub struct $Own { $($fields)* }
        }
        impl $crate::record::common::OwnFields for $Own {
            const WITH_COMMON: &'static [$crate::front::shape::Field] = {
                use $crate::front::fields::Fields;
                const N: usize = $crate::record::common::Common::FIELDS.len() + $Own::FIELDS.len();
                &$crate::record::common::with_common::<N>($Own::FIELDS)
            };
        }
    };
}
pub(crate) use own_fields;

fields! {
    /// A posting period.
    pub struct Posted {
        /// the day it was put up
        from "起" "张贴的日期" ! Day,
        /// how many days it hangs, the first not counted
        days "天数" "公示天数，张贴当天不计入" ? Count,
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
        what "内容" "原来怎样，现在怎样" ! Prose,
    }
}

fields! {
    /// A record taken back.
    #[derive(PartialEq, Eq, Hash)]
    pub struct Withdrawn {
        /// when
        date "日期" "撤回的日期" ! Day,
        /// why
        why "原因" "原因" ! Prose,
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

/// `poster: false`, `poster: true`, or how to print the poster.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
pub enum PosterChoice {
    /// Whether to print one at all.
    Whether(Flag),
    /// How to print it.
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

/// A file beside the record: its name, or its name and a title.
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

/// A list of words; a single word may be written without brackets.
pub type TextList = OneOrMany<Text>;

impl Common {
    /// The day of its `date`.
    pub fn day(&self) -> Option<Day> {
        self.date.map(|date| Day(date.date))
    }

    /// The earliest day on which the record itself says that it was public, and the field that says so: an
    /// announcement is public before its `date`.
    pub fn first_public(&self) -> Option<(Day, &'static str)> {
        let published = self.published.map(|published| (Day(published.date), "published"));
        let posted = self.posted.as_ref().map(|posted| (posted.from, "posted.from"));
        let date = self.day().map(|day| (day, "date"));
        [date, published, posted].into_iter().flatten().min_by_key(|(day, _)| *day)
    }

    /// The words of an optional list; none if it is absent.
    pub fn words(list: &Option<TextList>) -> &[Text] {
        list.as_deref().unwrap_or_default()
    }
    /// Whether it is a draft.
    pub fn is_draft(&self) -> bool {
        self.draft.is_some_and(|draft| draft.0)
    }
}
