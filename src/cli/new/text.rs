//! The text of a new record: takes what is known of it; gives its file. Required fields are filled in,
//! fields that the kind needs are present but empty, and all others are comments to be uncommented. Keys
//! and comments are in the language of the site.

use unicode_width::UnicodeWidthStr;

use super::number::Proposal;
use crate::cli::schema::form::{form, meaning, pick};
use crate::diag::Lang;
use crate::front::scalar::{Day, Scalar, Text};
use crate::front::shape::{Field, Shape, Shaped};
use crate::record::{Common, KindId, placeholders};

/// What is known of a record before its author writes it.
pub(super) struct Draft<'a> {
    pub(super) kind: KindId,
    pub(super) title: &'a str,
    pub(super) day: Day,
    pub(super) number: Option<Proposal>,
    /// The language of the site and of the comments.
    pub(super) lang: Lang,
}

/// The width of keys and values before a comment.
const WIDTH: usize = 34;

impl Draft<'_> {
    /// The whole file.
    pub(super) fn write(&self) -> String {
        let open = pick(
            self.lang,
            (
                "# 下面各项可写可不写。要用哪一项，就去掉行首的井号和空格，在冒号后面填上。",
                "# Everything below is optional. To use a line, remove the hash and the space, and write \
                 after the colon.",
            ),
        );
        let common = pick(self.lang, ("# 每种记录都有的：", "# What every record may have:"));
        let body = pick(self.lang, placeholders::BODY);
        let mut lines = vec!["---".to_owned()];
        lines.extend(self.head());
        lines.extend([String::new(), open.to_owned()]);
        lines.extend(self.optional(self.kind.profile().fields));
        lines.push(common.to_owned());
        lines.extend(self.optional(common_fields()));
        lines.extend(["---".to_owned(), body.to_owned()]);
        lines.join("\n") + "\n"
    }

    /// The fields that are filled in.
    fn head(&self) -> Vec<String> {
        let profile = self.kind.profile();
        let mut lines = self.common_head();
        let required = profile.fields.iter().filter(|field| field.required);
        lines.extend(required.map(|field| {
            remark(&format!("{}: {}", self.key(field), self.sample(&field.shape)), &self.meaning(field))
        }));
        for field in profile.fields.iter().filter(|field| self.is_needed(field)) {
            let mut opened = self.opened(field);
            // Uncommented but empty, so that readers of the file see what is missing.
            if let Some(first) = opened.first_mut() {
                *first = remark(&format!("{}:", self.key(field)), &self.meaning(field));
            }
            lines.extend(opened);
        }
        lines
    }

    /// The common fields that are filled in: kind, title, dates and number.
    fn common_head(&self) -> Vec<String> {
        let key = |both: (&'static str, &'static str)| pick(self.lang, both);
        let (kind, profile) = (self.kind.choice(), self.kind.profile());
        let mut lines = vec![format!("{}: {}", key(("类型", "kind")), key((kind.zh, kind.name)))];
        lines.push(format!("{}: {}", key(("标题", "title")), quoted(self.title)));
        if profile.is_dated {
            lines.push(format!("{}: {}", key(("日期", "date")), self.day));
        }
        if profile.is_announced {
            let hint = key((
                "这份通知发布的日子；日期写开会的日子",
                "the day this is made public; `date` is the day of the meeting",
            ));
            lines.push(remark(&format!("{}: {}", key(("发布日期", "published")), self.day), hint));
        }
        let hint = key(("文号：接着上一个编的，请核对", "the next document number; please check it"));
        match &self.number {
            Some(Proposal { number, expected }) => {
                let hash = if *expected { "" } else { "# " };
                let line = format!("{hash}{}: {}", key(("文号", "number")), quoted(number));
                lines.push(remark(&line, hint));
            }
            None => {
                let number = common_fields().iter().filter(|field| field.name == "number");
                lines.extend(number.flat_map(|field| self.opened(field)));
            }
        }
        lines
    }

    fn optional<'f>(&self, fields: &'f [Field]) -> impl Iterator<Item = String> + use<'_, 'f> {
        let written = |field: &&Field| {
            ["kind", "title", "number"].contains(&field.name)
                || (field.name == "date" && self.kind.profile().is_dated)
                || (field.name == "published" && self.kind.profile().is_announced)
        };
        fields
            .iter()
            .filter(move |field| !field.required && !written(field) && !self.is_needed(field))
            .flat_map(|field| self.opened(field))
    }

    /// A field as comments that become YAML when their first two characters are removed.
    fn opened(&self, field: &Field) -> Vec<String> {
        // A field that a kind needs has a line for each of its parts.
        let (inner, is_list) = match preferred(field.shape) {
            Shape::List(Shape::Map(inner)) => (*inner, true),
            Shape::Map(inner) if self.is_needed(field) => (inner, false),
            _ => {
                let line = format!("# {}: {}", self.key(field), self.blank(field.shape));
                return vec![remark(&line, &self.meaning(field))];
            }
        };
        let mut lines = vec![remark(&format!("# {}:", self.key(field)), &self.meaning(field))];
        for (at, field) in inner.iter().enumerate() {
            let indent = match (is_list, at) {
                (true, 0) => "  - ",
                (true, _) => "    ",
                (false, _) => "  ",
            };
            lines.push(remark(
                &format!("# {indent}{}: {}", self.key(field), self.blank(field.shape)),
                &self.meaning(field),
            ));
        }
        lines
    }

    /// The name of a field in the language of the site.
    fn key(&self, field: &Field) -> &'static str {
        pick(self.lang, (field.zh, field.name))
    }

    fn is_needed(&self, field: &Field) -> bool {
        self.kind.profile().needed.contains(&field.name)
    }

    /// The meaning of a field, and its form where that is not obvious.
    fn meaning(&self, field: &Field) -> String {
        let said = meaning(field, self.lang);
        match preferred(field.shape) {
            Shape::Scalar { choices: [], what, .. } if what != <Text as Scalar>::WHAT => match self.lang {
                Lang::Zh => format!("{said}（{}）", form(&preferred(field.shape), Lang::Zh)),
                Lang::En => format!("{said} ({})", form(&preferred(field.shape), Lang::En)),
            },
            _ => said,
        }
    }

    /// A valid value for a field that must not be omitted.
    fn sample(&self, shape: &Shape) -> String {
        match preferred(*shape) {
            Shape::Scalar { choices: [first, ..], .. } => pick(self.lang, (first.zh, first.name)).to_owned(),
            Shape::Scalar { check, .. } => {
                let day = self.day.to_string();
                let words = pick(self.lang, placeholders::VALUE);
                let samples = [words, &day, "0", "1/2", "9:00", "true"];
                samples.into_iter().find(|sample| check(sample).is_none()).map(quoted).unwrap_or_default()
            }
            Shape::List(inner) => format!("[{}]", self.sample(inner)),
            Shape::Map(fields) => {
                let required = fields.iter().filter(|field| field.required);
                let pairs =
                    required.map(|field| format!("{}: {}", self.key(field), self.sample(&field.shape)));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
            Shape::Pairs(_) => "{}".to_owned(),
            _ => String::new(),
        }
    }

    /// An empty value, which shows the keys of a mapping.
    fn blank(&self, shape: Shape) -> String {
        match preferred(shape) {
            Shape::Map(fields) => {
                let pairs =
                    fields.iter().map(|field| format!("{}: {}", self.key(field), self.blank(field.shape)));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
            Shape::Pairs(_) => "{}".to_owned(),
            Shape::List(_) | Shape::Again(_) => "[]".to_owned(),
            _ => String::new(),
        }
    }
}

fn common_fields() -> &'static [Field] {
    match Common::SHAPE {
        Shape::Map(fields) => fields,
        _ => &[],
    }
}

/// The form to show among several: a list, or else a single value.
fn preferred(shape: Shape) -> Shape {
    let Shape::OneOf(shapes) = shape else {
        return shape;
    };
    let list = shapes.iter().find(|shape| matches!(shape, Shape::List(_)));
    let single = shapes.iter().find(|shape| matches!(shape, Shape::Scalar { .. }));
    list.or(single).or(shapes.first()).copied().unwrap_or(shape)
}

/// A line with its meaning as a comment.
fn remark(line: &str, said: &str) -> String {
    let line = line.trim_end();
    if said.is_empty() {
        return line.to_owned();
    }
    let fill = WIDTH.saturating_sub(line.width()).max(1);
    format!("{line}{:fill$}# {said}", "")
}

/// Words as a YAML value, in quotes unless they can only be words.
pub(super) fn quoted(words: &str) -> String {
    let begins = words.chars().next().is_some_and(char::is_alphabetic);
    let plain = |c: char| c.is_alphanumeric() || " -_./（）《》“”、，。；！？〔〕：·".contains(c);
    let special = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        .iter()
        .any(|word| words.eq_ignore_ascii_case(word));
    if begins && !special && words.chars().all(plain) && words.trim() == words {
        return words.to_owned();
    }
    // A JSON string is a double-quoted YAML scalar.
    serde_json::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::front::scalar::Scalar;
    use crate::front::{FrontMatter, Origin};
    use crate::record::KindId;

    fn yaml(kind: KindId, lang: Lang) -> String {
        let number = Some(Proposal { number: "新福居〔2026〕3号".to_owned(), expected: true });
        let text =
            Draft { kind, title: "a: b # c", day: Day::parse("2026-03-02").unwrap(), number, lang }.write();
        text.split("---\n").nth(1).unwrap().to_owned()
    }

    fn faults(kind: KindId, yaml: &str) -> Vec<String> {
        let front = FrontMatter::of(yaml, Origin { file: "x.md".into(), offset: 0 });
        kind.parse(&front)
            .err()
            .unwrap_or_default()
            .iter()
            .filter(|fault| fault.code.id != codes::MISSING_KEY.id)
            .map(|fault| format!("{:?} {:?}", fault.message.en, fault.place))
            .collect()
    }

    #[test]
    fn a_record_of_every_kind_is_well_formed_as_it_is_and_with_every_remark_opened() {
        for (kind, lang) in KindId::ALL.iter().copied().flat_map(|kind| [(kind, Lang::Zh), (kind, Lang::En)])
        {
            let closed = yaml(kind, lang);
            let front = FrontMatter::of(&closed, Origin { file: "x.md".into(), offset: 0 });
            assert!(kind.parse(&front).is_ok(), "{closed}");
            let is_key = |line: &str| {
                line.starts_with("  ")
                    || line
                        .split_once(':')
                        .is_some_and(|(key, _)| key.chars().all(|c| c.is_alphabetic() || c == '_'))
            };
            let open = |line: &str| {
                line.strip_prefix("# ").filter(|line| is_key(line)).unwrap_or(line).to_owned() + "\n"
            };
            let opened: String = closed.lines().map(open).collect();
            assert_eq!(faults(kind, &opened), Vec::<String>::new(), "{opened}");
        }
    }

    #[test]
    fn words_that_yaml_reads_otherwise_are_quoted() {
        for plain in ["停水通知", "Water off", "关于《公约》的通知：第二稿"] {
            assert_eq!(quoted(plain), plain);
        }
        for odd in ["true", "No", "a: b", "a #b", "- x", "2026", "*x", "a\"b", "", "{x}", "a "] {
            let front = format!("title: {}", quoted(odd));
            let read: serde_json::Value = serde_yaml::from_str(&front).unwrap();
            assert_eq!(read["title"], odd, "{front}");
        }
    }
}
