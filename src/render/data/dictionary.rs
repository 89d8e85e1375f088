//! The dictionary of the open data: every field, its name and meaning in Chinese and English, and its form.
//!
//! The common fields are here; those of each kind's facts are with the kind. Nothing here reads a record.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::front::shape::Bilingual;
use crate::record::KindId;
use crate::record::kind::{FactField, FactType, fact};

/// The fields that every record has, in the order of the open data.
pub(in crate::render) static RECORD: &[FactField] = &[
    fact("kind", "类型", FactType::Text, ("记录的种类", "the kind of record")),
    fact("title", "标题", FactType::Text, ("标题", "the title")),
    fact(
        "date",
        "日期",
        FactType::Date,
        ("日期：发布的日子，会议是开会的日子", "its date: the day it was made public, of a meeting its day"),
    ),
    fact(
        "time",
        "时间",
        FactType::Time,
        (
            "日期里写明的几点；24:00 是当天结束",
            "the time of day given with the date; 24:00 is the end of that day",
        ),
    ),
    fact(
        "published",
        "发布日期",
        FactType::Date,
        (
            "首次发布的日子；没有这一项时看 posted.from，再看 date",
            "the day it was first made public; where absent, `posted.from` tells it, then `date`",
        ),
    ),
    fact("number", "文号", FactType::Text, ("文号，全站不重复", "the document number, unique in the site")),
    fact("issuer", "发布单位", FactType::Text, ("谁发布的", "who publishes it")),
    fact("summary", "摘要", FactType::Text, ("一两句话的摘要", "a sentence or two")),
    fact("lang", "语言", FactType::Text, ("原文的语言（BCP 47）", "the language of the original (BCP 47)")),
    fact(
        "url",
        "网页",
        FactType::Text,
        ("网页的路径，从网站根目录算起", "the path of its page below the site's root"),
    ),
    fact(
        "source",
        "源文件",
        FactType::Text,
        ("源文件在 content/ 下的路径", "the path of its file below `content/`"),
    ),
    fact("topics", "主题", FactType::Texts, ("主题", "what it is about")),
    fact(
        "places",
        "范围",
        FactType::Texts,
        ("涉及的地方，登记册里的名称", "whom it concerns: names of the register"),
    ),
    fact("matter", "事项", FactType::Text, ("所属事项的网址名", "the slug of the matter it belongs to")),
    fact("refs", "相关", FactType::Texts, ("它提到的记录，写源文件", "records it names, by source")),
    fact("backlinks", "被引", FactType::Texts, ("提到它的记录，写源文件", "records that name it, by source")),
    fact(
        "posted.from",
        "张贴日期",
        FactType::Date,
        ("张贴的日期，当天不计入", "the day it was put up, which is not counted"),
    ),
    fact("posted.until", "公示截止", FactType::Date, ("公示的最后一天", "the last day of posting")),
    fact("posted.days", "公示天数", FactType::Count, ("截止减张贴的天数", "days from `from` to `until`")),
    fact(
        "posted.state",
        "公示状态",
        FactType::Choice(&["upcoming", "open", "ended"]),
        ("未开始、公示中、已结束", "to come, open or ended"),
    ),
    fact("corrections[].date", "更正日期", FactType::Date, ("更正的日期", "the day of the correction")),
    fact(
        "corrections[].what",
        "更正内容",
        FactType::Text,
        ("原来怎样，现在怎样", "what was wrong and what is right"),
    ),
    fact(
        "attachments[].path",
        "附件",
        FactType::Text,
        ("附件的路径，从网站根目录算起", "the path of the file below the site's root"),
    ),
    fact("attachments[].title", "附件名称", FactType::Text, ("附件的名称", "what the file is called")),
    fact("attachments[].bytes", "附件大小", FactType::Count, ("字节数", "how many bytes")),
    fact(
        "attachments[].sha256",
        "附件校验值",
        FactType::Text,
        ("SHA-256，十六进制", "SHA-256 in hexadecimal"),
    ),
    fact("figures[].label", "数字名称", FactType::Text, ("数的是什么", "what is counted")),
    fact(
        "figures[].value",
        "数值",
        FactType::Decimal,
        ("是多少，按原样精确到位", "how many or how much, as precise as written"),
    ),
    fact("figures[].unit", "单位", FactType::Text, ("单位", "the unit")),
    fact(
        "figures[].of",
        "总数",
        FactType::Decimal,
        ("分母：它是多少里面的", "the denominator: what it is a part of"),
    ),
    fact(
        "figures[].share",
        "比例",
        FactType::Share,
        (
            "数值 ÷ 总数；数值本身是百分比的，就是这个百分比",
            "`value` ÷ `of`; where the value is a percentage, that percentage",
        ),
    ),
    fact("figures[].as_of", "截至日期", FactType::Date, ("截至哪一天", "the day on which it was so")),
    fact(
        "figures[].at_least",
        "至少",
        FactType::Flag,
        ("只会更多时为 true，否则没有这一项", "true where it may be more, else absent"),
    ),
    fact(
        "fingerprint",
        "指纹",
        FactType::Text,
        (
            "这一条的 SHA-256，十六进制；对象去掉 fingerprint、posted.state、facts、backlinks，按 RFC 8785 写成 JSON 再算。\
             内容没人改过，指纹就不变",
            "SHA-256 in hexadecimal of this object without `fingerprint`, `posted.state`, `facts` and \
             `backlinks`, as canonical JSON (RFC 8785): it stays the same until somebody changes the record",
        ),
    ),
    fact(
        "facts",
        "结果数据",
        FactType::Facts,
        (
            "里弄算出的数据，各类记录不同，见各自的表",
            "what Lilong computes, by kind: see the kind's own table",
        ),
    ),
];

/// The Chinese name of a field, looked up by its name or by the first part of it.
pub(crate) fn field_name(field: &str) -> Option<&'static str> {
    let exact = RECORD.iter().find(|fact| fact.name == field).map(|fact| fact.zh);
    exact.or_else(|| GROUPS.iter().find(|(name, _)| *name == field).map(|(_, zh)| *zh))
}

/// The fields that hold other fields.
static GROUPS: [(&str, &str); 4] =
    [("posted", "公示期"), ("corrections", "更正"), ("attachments", "附件"), ("figures", "数字")];

/// How the CSV files are written: the subject of each rule, and the rule in Chinese and English.
pub(in crate::render) static CSV: &[(&str, &str, &str)] = &[
    (
        "file",
        "UTF-8，带字节顺序标记（BOM），逗号分隔，行末 CRLF。列名与数据字典相同，posted.from 写作 posted_from。",
        "UTF-8 with a byte-order mark, commas between cells, CRLF at line ends. Columns are named as in the \
         dictionary; \
         `posted.from` is `posted_from`.",
    ),
    (
        "lists",
        "一格里有几项时，用分号加空格（; ）隔开。某一项自己含有分号、换行，或以双引号、空格开头的，这一项加双引号，\
         其中的双引号写两遍，与 CSV 的格子相同：\"甲; 乙\"; 丙 是两项。",
        "Several items in one cell are separated by a semicolon and a space (`; `). An item that itself \
         holds a semicolon or a line break, or begins with a quote or a space, stands in double quotes, \
         quotes in it doubled, as cells of CSV do: `\"a; b\"; c` are two items. Each such cell is a line of \
         CSV with `;` between.",
    ),
    (
        "formulas",
        "文字以 = + - @ 或其全角写法开头的（开头的空格不算），前面加一个撇号（'），免得被当成公式。数字不加。读取时去掉它。",
        "A text that begins with = + - @ or their full-width forms, spaces before them aside, has an \
         apostrophe (') in front, \
         so that no spreadsheet takes it for a formula. Numbers have none. Take it away when you read the \
         file.",
    ),
    (
        "spreadsheets",
        "双击打开时，Excel 会把 3-2、1/2 变成日期，010 变成 10，二十位的数字只留前十五位。CSV 没有办法写明“这是文字”而不改动内容，\
         所以这里照原样写。要保留原样，请用“数据”→“从文本/CSV”导入，把这些列的类型选为“文本”；或用旁边的 JSON。\
         数据字典里类型为 text 的列都是文字。",
        "Opened by double click, Excel makes dates of `3-2` and `1/2`, 10 of `010`, and keeps fifteen of \
         twenty digits. CSV has no \
         way to mark a cell as text that leaves its content alone, so the values stand as they are. To keep \
         them, import the \
         file with Data > From Text/CSV and set these columns to Text, or use the JSON beside it. Columns \
         of type `text` in \
         the dictionary are texts.",
    ),
];

/// The rules of the CSV files, serialized directly from their table.
pub(super) struct Rules;

impl Serialize for Rules {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(CSV.iter().map(|(about, zh, en)| RuleRow { about, meaning_zh: zh, meaning_en: en }))
    }
}

#[derive(Serialize)]
struct RuleRow {
    about: &'static str,
    meaning_zh: &'static str,
    meaning_en: &'static str,
}

/// `{"record": […], "<kind>": […]}`, serialized directly from the tables.
pub(super) struct Dictionary;

impl Serialize for Dictionary {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(KindId::ALL.len() + 1))?;
        map.serialize_entry("record", &FieldRows(RECORD))?;
        for kind in KindId::ALL.iter().copied() {
            map.serialize_entry(kind.name(), &FieldRows(kind.profile().facts))?;
        }
        map.end()
    }
}

struct FieldRows(&'static [FactField]);

impl Serialize for FieldRows {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(FieldRow))
    }
}

struct FieldRow(&'static FactField);

impl Serialize for FieldRow {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let FactField { name, zh, form, doc: (meaning_zh, meaning_en) } = self.0;
        let mut line = to.serialize_map(None)?;
        for (key, value) in
            [("name", name), ("zh", zh), ("meaning_zh", meaning_zh), ("meaning_en", meaning_en)]
        {
            line.serialize_entry(key, value)?;
        }
        line.serialize_entry("type", form_name(*form).1)?;
        if let FactType::Choice(values) = form {
            line.serialize_entry("values", values)?;
        }
        line.end()
    }
}

/// The name of a form. The dictionary uses the English one.
pub(in crate::render) fn form_name(form: FactType) -> Bilingual {
    match form {
        FactType::Text => ("文字（text）", "text"),
        FactType::Choice(_) => ("选项之一", "choice"),
        FactType::Flag => ("是或否", "boolean"),
        FactType::Count => ("整数", "integer"),
        FactType::Decimal => ("小数，写成文字", "decimal string"),
        FactType::Decimals => ("几个小数", "list of decimal strings"),
        FactType::Share => ("比例，四位小数", "share, decimal string with 4 decimals"),
        FactType::Date => ("日期", "date"),
        FactType::Time => ("几点，HH:MM", "time of day, HH:MM"),
        FactType::Texts => ("几项文字", "list of texts"),
        FactType::Dates => ("几个日期", "list of dates"),
        FactType::Facts => ("对象", "object"),
    }
}
