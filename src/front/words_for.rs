//! What people mean by a word that is not the name of a field, and by a single value in place of a mapping:
//! takes their words, gives the fields. Used only if there is something to report.

use super::scalar::span_of_days;
use super::shape::{Field, Shape};

/// Everyday words for fields, and the English names of the fields that they may mean, most likely first.
const WORDS: [(&str, &[&str]); 46] = [
    ("开始", &["from", "opens", "starts"]),
    ("开始时间", &["from", "starts", "opens"]),
    ("开始日期", &["from", "opens"]),
    ("起始", &["from", "opens", "starts"]),
    ("从", &["from"]),
    ("结束", &["until", "closes", "ends"]),
    ("结束时间", &["until", "ends", "closes"]),
    ("结束日期", &["until", "closes"]),
    ("截止", &["until", "closes", "deadline"]),
    ("截止日期", &["deadline", "closes", "until"]),
    ("到", &["until"]),
    ("至", &["until"]),
    ("期限", &["days", "until"]),
    ("时间", &["starts", "from", "time", "hours"]),
    ("事项", &["what", "title", "item"]),
    ("事由", &["what", "why"]),
    ("事情", &["what", "text"]),
    ("内容", &["what", "text"]),
    ("名字", &["name", "title"]),
    ("名称", &["name", "title"]),
    ("题目", &["title"]),
    ("地址", &["place", "venue", "address"]),
    ("地点", &["place", "venue", "address"]),
    ("场所", &["place", "venue"]),
    ("电话号码", &["phone"]),
    ("联系人", &["name", "contact"]),
    ("联系电话", &["phone", "contact"]),
    ("标签", &["topics"]),
    ("分类", &["topics", "type", "category"]),
    ("楼栋", &["places", "place"]),
    ("发布日期", &["published", "date"]),
    ("发布人", &["issuer"]),
    ("理由", &["why"]),
    ("start", &["from", "starts", "opens"]),
    ("begin", &["from", "starts", "opens"]),
    ("end", &["until", "ends", "closes"]),
    ("to", &["until"]),
    ("close", &["closes", "until"]),
    ("when", &["from", "starts", "time"]),
    ("where", &["place", "venue"]),
    ("location", &["place", "venue"]),
    ("tags", &["topics"]),
    ("categories", &["topics"]),
    ("reason", &["why"]),
    ("tel", &["phone"]),
    ("telephone", &["phone"]),
];

/// The field that an everyday word means.
pub(super) fn field(word: &str, fields: &'static [Field]) -> Option<&'static Field> {
    let word = word.trim().to_lowercase();
    let (_, names) = WORDS.iter().find(|(everyday, _)| *everyday == word)?;
    names.iter().find_map(|name| fields.iter().find(|field| field.name == *name))
}

/// The fields of a mapping that one text gives, with their values: a telephone number is recognised by the
/// words around it; otherwise the first field that accepts the text gets it. Other required fields get the
/// record's `date`, where it fits.
pub(super) fn mapping(
    text: &str,
    fields: &'static [Field],
    date: Option<&str>,
) -> Vec<(&'static Field, String)> {
    let named = |name: &str| fields.iter().find(|field| field.name == name);
    let mut given: Vec<(&'static Field, String)> = match (named("name"), named("phone"), phone(text)) {
        (Some(name), Some(number), Some((words, digits))) => {
            let name = (!words.is_empty()).then(|| (name, plain(&words)));
            name.into_iter().chain([(number, digits)]).collect()
        }
        _ => fields.iter().find_map(|field| Some((field, taken(field, text)?))).into_iter().collect(),
    };
    if let (Some((first, last)), Some(from), Some(until)) =
        (span_of_days(text), named("from"), named("until"))
    {
        given = vec![(from, first), (until, last)];
    }
    let needed = fields.iter().filter(|field| field.required);
    let missing: Vec<&Field> =
        needed.filter(|field| !given.iter().any(|(there, _)| there.name == field.name)).collect();
    for field in missing {
        let day = date
            .and_then(|date| taken(field, date))
            .filter(|_| takes(field, "2026-03-02") && !takes(field, "x"));
        given.push((field, day.unwrap_or_else(|| "…".to_owned())));
    }
    // A posting with a first day also needs its length or its last day.
    let is_given = |name: &str| given.iter().any(|(field, _)| field.name == name);
    if let (Some(_), Some(until)) = (named("days"), named("until"))
        && !(is_given("days") || is_given("until"))
    {
        given.push((until, "…".to_owned()));
    }
    given.sort_by_key(|(field, _)| fields.iter().position(|other| other.name == field.name));
    given
}

fn takes(field: &Field, text: &str) -> bool {
    matches!(field.shape, Shape::Scalar { check, .. } if check(text).is_none())
}

/// The text as a value of the field, as it is or in the accepted form.
fn taken(field: &Field, text: &str) -> Option<String> {
    let Shape::Scalar { check, .. } = field.shape else { return None };
    match check(text) {
        None => Some(plain(text)),
        Some(bad) => bad.suggestion,
    }
}

/// A telephone number in a text, and the words around it.
fn phone(text: &str) -> Option<(String, String)> {
    let is_dialled = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')' | '转');
    let start = text.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let end = text[start..].find(|c: char| !is_dialled(c)).map_or(text.len(), |end| start + end);
    let number = text[start..end].trim();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let between = |c: char| c.is_whitespace() || "，,、；;：:（）()".contains(c);
    let words = format!("{} {}", text[..start].trim_matches(between), text[end..].trim_matches(between));
    (digits >= 7).then(|| (words.trim().to_owned(), number.to_owned()))
}

/// A text in a form that is valid in braces.
fn plain(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || !c.is_ascii() || " -_./+".contains(c));
    if is_plain && !text.starts_with(['-', ' ']) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
