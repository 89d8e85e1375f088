//! The dictionary of the open data: every field, what it is called and means in Chinese and English, and its form.
//!
//! The common fields stand here; those of each kind's facts stand with the kind. Nothing here reads a record.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::record::KINDS;
use crate::record::kind::{Fact, Form, fact};

/// The fields every record has, in the order of the open data.
pub(super) static RECORD: &[Fact] = &[
    fact("kind", "类型", Form::Text, ("记录的种类", "the kind of record")),
    fact("title", "标题", Form::Text, ("标题", "the title")),
    fact("date", "日期", Form::Date, ("发布日期", "the day it was made public")),
    fact("number", "文号", Form::Text, ("文号，全站不重复", "the document number, unique in the site")),
    fact("issuer", "发布单位", Form::Text, ("谁发布的", "who publishes it")),
    fact("summary", "摘要", Form::Text, ("一两句话的摘要", "a sentence or two")),
    fact("lang", "语言", Form::Text, ("原文的语言（BCP 47）", "the language of the original (BCP 47)")),
    fact("url", "网页", Form::Text, ("网页的路径，从网站根目录算起", "the path of its page below the site's root")),
    fact("source", "源文件", Form::Text, ("源文件在 content/ 下的路径", "the path of its file below `content/`")),
    fact("topics", "主题", Form::Texts, ("主题", "what it is about")),
    fact("places", "范围", Form::Texts, ("涉及的地方，登记册里的名称", "whom it concerns: names of the register")),
    fact("matter", "事项", Form::Text, ("所属事项的网址名", "the slug of the matter it belongs to")),
    fact("refs", "相关", Form::Texts, ("它提到的记录，写源文件", "records it names, by source")),
    fact("backlinks", "被引", Form::Texts, ("提到它的记录，写源文件", "records that name it, by source")),
    fact("posted.from", "张贴日期", Form::Date, ("张贴的日期，当天不计入", "the day it was put up, which is not counted")),
    fact("posted.until", "公示截止", Form::Date, ("公示的最后一天", "the last day of posting")),
    fact("posted.days", "公示天数", Form::Count, ("截止减张贴的天数", "days from `from` to `until`")),
    fact("posted.state", "公示状态", Form::Choice(&["upcoming", "open", "ended"]), ("未开始、公示中、已结束", "to come, open or ended")),
    fact("corrections[].date", "更正日期", Form::Date, ("更正的日期", "the day of the correction")),
    fact("corrections[].what", "更正内容", Form::Text, ("原来怎样，现在怎样", "what was wrong and what is right")),
    fact("attachments[].path", "附件", Form::Text, ("附件的路径，从网站根目录算起", "the path of the file below the site's root")),
    fact("attachments[].title", "附件名称", Form::Text, ("附件的名称", "what the file is called")),
    fact("attachments[].bytes", "附件大小", Form::Count, ("字节数", "how many bytes")),
    fact("attachments[].sha256", "附件校验值", Form::Text, ("SHA-256，十六进制", "SHA-256 in hexadecimal")),
    fact(
        "facts",
        "结果数据",
        Form::Facts,
        ("里弄算出的数据，各类记录不同，见各自的表", "what Lilong computes, by kind: see the kind's own table"),
    ),
];

/// `{"record": […], "<kind>": […]}`, written straight from the tables.
pub(super) struct Dictionary;

impl Serialize for Dictionary {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(KINDS.len() + 1))?;
        map.serialize_entry("record", &Lines(RECORD))?;
        for kind in KINDS {
            map.serialize_entry(kind.name().name, &Lines(kind.facts()))?;
        }
        map.end()
    }
}

struct Lines(&'static [Fact]);

impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Line))
    }
}

struct Line(&'static Fact);

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Fact { name, zh, form, doc: (meaning_zh, meaning_en) } = self.0;
        let mut line = to.serialize_map(None)?;
        for (key, value) in [("name", name), ("zh", zh), ("meaning_zh", meaning_zh), ("meaning_en", meaning_en)] {
            line.serialize_entry(key, value)?;
        }
        line.serialize_entry("type", form_name(*form))?;
        if let Form::Choice(values) = form {
            line.serialize_entry("values", values)?;
        }
        line.end()
    }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Text => "text",
        Form::Choice(_) => "choice",
        Form::Flag => "boolean",
        Form::Count => "integer",
        Form::Decimal => "decimal string",
        Form::Share => "share, decimal string with 4 decimals",
        Form::Date => "date",
        Form::Texts => "list of texts",
        Form::Dates => "list of dates",
        Form::Facts => "object",
    }
}
