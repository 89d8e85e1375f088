//! `_index.md`: what a section says of itself.

use super::RecordSource;
use super::common::TextList;
use super::log::Series;
use crate::front::scalar::{Flag, Text, Weight};
use crate::front::shape::{AnyValue, Pairs, fields};
use crate::markdown::Body;

fields! {
    /// A section in a further language of the site.
    pub struct SectionLanguage {
        /// its title in it
        title "标题" "栏目在这种语言里的名称" ? Text,
    }
}

fields! {
    /// The front matter of a section.
    pub struct SectionFront {
        /// its title
        title "标题" "栏目名称" ? Text,
        /// its title in further languages, where it has no page in them
        languages "其他语言" "栏目在其他语言里的名称；另有译文页的不必写" ? Pairs<SectionLanguage>,
        /// the kind of the records in it
        kind "类型" "栏目里记录的种类" ? Text,
        /// its place in the menu
        weight "权重" "在菜单里的先后，小的在前" ? Weight,
        /// plain text for lists
        summary "摘要" "一两句话" ? Text,
        /// the table beside it whose rows are records
        rows "表格" "旁边的表格，每行一条记录：CSV、TSV 或 XLSX" ? Text,
        /// what makes it a series of logs
        series "系列" "每天一篇日志的系列" ? Series,
        /// another template of the theme
        template "模板" "改用主题里的另一个模板" ? Text,
        /// its address; the folder's name when left out
        slug "网址名" "网址里的名称；不写时取文件夹名" ? Text,
        /// older addresses that lead here
        aliases "旧网址" "通到这里的旧网址" ? TextList,
        /// not in the menu
        hidden "隐藏" "不放进菜单" ? Flag,
        /// free data for themes
        extra "附加" "留给主题的数据" ? AnyValue,
    }
}

/// A section as its file gives it.
#[derive(Debug)]
pub struct SectionFile {
    /// The file it was read from.
    pub source: RecordSource,
    /// Its front matter.
    pub front: SectionFront,
    /// Its introduction.
    pub body: Body,
}
