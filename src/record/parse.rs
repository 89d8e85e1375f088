//! From a file's text to a record, a section or a translation.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;

use super::beside::{ReadTables, TablesBeside, read_tables};
use super::body_problems;
use super::check::Check;
use super::common::{MAX_DAYS, name_fault};
use super::figure;
use super::names;
use super::placeholders;
use super::section::{SectionFile, SectionFront};
use super::translation::{self, Translation};
use super::{Common, KindId, Record, RecordSource};
use crate::config::Config;
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, words};
use crate::front::matter::FrontMatter;
use crate::front::scalar::{Count, Day, Text, in_zone, trim};
use crate::front::shape::{Field, Shape, Shaped};
use crate::front::verify::Origin;
use crate::markdown::{self, Body};
use crate::output_path::{alias_fault, record_slug_fault, slug_fault};
use crate::source::split::{FileParts, split};
use crate::track::Digest;

/// One file of content to be parsed.
#[derive(Clone)]
pub struct RecordInput<'t> {
    /// The path below `content/`.
    pub path: Arc<str>,
    /// Its decoded text.
    pub text: &'t str,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The tables beside it.
    pub tables: &'t dyn TablesBeside,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum ParsedFile {
    /// A record.
    Record(Box<Record>),
    /// A section.
    Section(Box<SectionFile>),
    /// A translation.
    Translation(Box<Translation>),
}

/// Reads one file of `content/`. `usual` is the kind of the records of its section, or of its original;
/// `translation` is the language and the path of the original if the name of the file says that it is one.
pub fn parse(
    input: &RecordInput<'_>,
    config: &Config,
    usual: KindId,
    translation: Option<(String, String)>,
) -> (Option<ParsedFile>, Vec<Diagnostic>) {
    let file: Arc<str> = format!("content/{}", input.path).into();
    let (yaml, body) = match split(input.text) {
        FileParts::Parts { yaml, body } => (yaml, body),
        FileParts::Unclosed { span } => return (None, vec![unclosed_front_matter().at(file, span)]),
        FileParts::Missing => return (None, vec![missing_front_matter().at(file, 0..0)]),
    };
    let front = FrontMatter::of(&input.text[yaml.clone()], Origin { file: file.clone(), offset: yaml.start });
    let source = RecordSource {
        path: input.path.clone(),
        file,
        bytes: input.digest,
        digest: input.digest,
        digest_of_front: Digest::of(front.yaml.as_bytes()),
        body_at: body.start,
        row: None,
        tables: Vec::new(),
    };
    let (text, tables) = (&input.text[body], input.tables);
    let read = RecordReader { front, source, text, usual, config, tables };
    in_zone(&config.zone, || {
        if read.source.is_section() {
            read.section()
        } else if let Some((lang, original)) = translation {
            read.translation(lang, original)
        } else {
            read.record()
        }
    })
}

fn unclosed_front_matter() -> Diagnostic {
    Diagnostic::new(
        &codes::UNCLOSED_FRONT_MATTER,
        Words::fixed("文件头没有结束的 ---", "the front matter has no closing `---`"),
    )
    .help(Words::fixed(
        "在文件头最后一行之后加一行 ---",
        "add a line `---` after the last line of the front matter",
    ))
}

fn missing_front_matter() -> Diagnostic {
    Diagnostic::new(
        &codes::MISSING_FRONT_MATTER,
        Words::fixed("缺少文件头", "the file does not start with front matter"),
    )
    .help(Words::fixed(
        "在第一行写 ---，接着写 title: …，再写一行 ---",
        "start with a line `---`, then `title: …`, then a line `---`",
    ))
}

/// A file or a row that is about to be read.
pub(super) struct RecordReader<'t> {
    /// Its front matter.
    pub(super) front: FrontMatter<'t>,
    /// Where it is.
    pub(super) source: RecordSource,
    /// Its body.
    pub(super) text: &'t str,
    /// Its kind, if it names none.
    pub(super) usual: KindId,
    /// The settings.
    pub(super) config: &'t Config,
    /// The tables beside it.
    pub(super) tables: &'t dyn TablesBeside,
}

impl RecordReader<'_> {
    fn section(self) -> (Option<ParsedFile>, Vec<Diagnostic>) {
        let (body, mut found) = self.body();
        match self.front.parse::<SectionFront>() {
            Ok(mut front) => {
                front.aliases.iter_mut().for_each(names::paths);
                if let Some(name) = front.kind.as_ref().filter(|name| KindId::named(name).is_none()) {
                    let span = self.front.locate(&SectionFront::SHAPE, "kind");
                    found.push(KindId::unknown(name).at(self.source.file.clone(), span));
                }
                found.extend(self.front.warnings(&SectionFront::SHAPE));
                let mut check = Check::default();
                if let Some(fault) = front.title.as_deref().and_then(name_fault) {
                    check.push("title", fault);
                }
                check_slug(front.slug.as_ref(), slug_fault, &mut check);
                check_aliases(Common::words(&front.aliases), &mut check);
                if !check.is_clean() {
                    found.extend(check.resolve(&self.front, &SectionFront::SHAPE));
                }
                (Some(ParsedFile::Section(Box::new(SectionFile { source: self.source, front, body }))), found)
            }
            Err(faults) => (None, [faults, found].concat()),
        }
    }

    fn translation(self, lang: String, original: String) -> (Option<ParsedFile>, Vec<Diagnostic>) {
        let (body, mut found) = self.body_of(self.usual);
        match translation::read(&self.front, self.usual) {
            Ok((front, texts)) => {
                found.extend(self.front.warnings(translation::shape(self.usual)));
                (
                    Some(ParsedFile::Translation(Box::new(Translation {
                        source: self.source,
                        lang,
                        original,
                        front,
                        texts,
                        body,
                    }))),
                    found,
                )
            }
            Err(faults) => {
                let text = self.front.yaml;
                let faults: Vec<_> =
                    faults.into_iter().map(|fault| inherited(fault, text, &self.front.origin)).collect();
                (None, [faults, found].concat())
            }
        }
    }

    fn record(self) -> (Option<ParsedFile>, Vec<Diagnostic>) {
        let written = kind_written(self.front.yaml);
        let kind = match written.map(|name| (name, KindId::named(name))) {
            None => self.usual,
            Some((_, Some(kind))) => kind,
            Some((name, None)) => {
                let (_, mut found) = self.body();
                let at = name.as_ptr() as usize - self.front.yaml.as_ptr() as usize;
                found.push(
                    KindId::unknown(name)
                        .at(self.source.file.clone(), self.front.origin.span(&(at..at + name.len()))),
                );
                return (None, found);
            }
        };
        let (record, found) = self.record_of(kind);
        (record.map(|record| ParsedFile::Record(Box::new(record))), found)
    }

    /// Reads a record of this kind.
    pub(super) fn record_of(self, kind: KindId) -> (Option<Record>, Vec<Diagnostic>) {
        let (body, mut found) = self.body_of(kind);
        let (mut common, mut own) = match kind.parse(&self.front) {
            Err(faults) => return (None, [faults, found].concat()),
            Ok(parsed) => parsed,
        };
        names::part(&mut common, &self.config.whole_names);
        found.extend(self.front.warnings(kind.profile().shape));
        let mut check = Check::default();
        check_common(&common, kind, &mut check);
        check_withheld(&common, self.front.yaml, &mut check);
        if !common.is_draft() {
            found.extend(self.unfilled(kind));
        }
        let read = read_tables(&mut own, (&self.source, &self.front), self.tables);
        let is_complete = read.is_complete();
        if is_complete {
            own.check(&common, &mut check);
        }
        let ReadTables { tables, found: in_tables, digests } = read;
        found.extend(in_tables);
        if !check.is_clean() {
            let front = FrontMatter { tables: &tables, ..self.front.clone() };
            found.extend(check.resolve(&front, kind.profile().shape));
        }
        let mut source = self.source;
        if !digests.is_empty() {
            let digests: Vec<u64> = digests.iter().map(|digest| digest.0).collect();
            source.digest_of_front = Digest::of_value(&(source.digest_of_front.0, digests));
        }
        source.tables = tables;
        (is_complete.then_some(Record { source, common, own, body }), found)
    }

    /// What `lilong new` left to be filled in and still is as it was.
    fn unfilled(&self, kind: KindId) -> Vec<Diagnostic> {
        let (in_front, in_body) = match self.front.row {
            Some(row) => placeholders::unfilled_row(row, self.text),
            None => placeholders::unfilled(self.front.yaml, self.text, kind),
        };
        let file = &self.source.file;
        let mut faults = FileDiagnostics::of(file.clone());
        in_front.into_iter().for_each(|(span, reported)| {
            faults.add(reported.code, self.front.origin.span(&span), || reported)
        });
        let below =
            |span: std::ops::Range<usize>| self.source.body_at + span.start..self.source.body_at + span.end;
        in_body.into_iter().for_each(|(span, reported)| faults.add(reported.code, below(span), || reported));
        faults.diagnostics()
    }

    /// The body of a record of this kind.
    fn body_of(&self, kind: KindId) -> (Body, Vec<Diagnostic>) {
        let body = markdown::parse(self.text);
        self.examined(if kind.profile().has_articles { body.with_articles(self.text) } else { body })
    }

    fn body(&self) -> (Body, Vec<Diagnostic>) {
        self.examined(markdown::parse(self.text))
    }

    /// A body and the diagnostics for it.
    fn examined(&self, body: Body) -> (Body, Vec<Diagnostic>) {
        let mut faults = FileDiagnostics::of(self.source.file.clone());
        for problem in &body.problems {
            let span = self.source.body_at + problem.span.start..self.source.body_at + problem.span.end;
            faults.add(body_problems::code(problem.kind), span, || body_problems::diagnostic(problem));
        }
        let found = faults.diagnostics();
        (body, found)
    }
}

/// The value of the unindented line `kind:` or `类型:`, which decides how the rest is read; a full-width
/// colon is reported when the rest is read.
pub fn kind_written(yaml: &str) -> Option<&str> {
    yaml.lines().find_map(|line| {
        let line = line.strip_prefix("kind").or_else(|| line.strip_prefix("类型"))?;
        let value = line.trim_start().strip_prefix([':', '：'])?;
        let value = trim(trim(value.split(" #").next().unwrap_or(value)).trim_matches(['"', '\'']));
        (!value.is_empty()).then_some(value)
    })
}

/// If an unknown key of a translation is a field of records, it is reported as such.
fn inherited(fault: Diagnostic, yaml: &str, origin: &Origin) -> Diagnostic {
    let Some(place) = fault.place.clone().filter(|_| std::ptr::eq(fault.code, &codes::UNKNOWN_KEY)) else {
        return fault;
    };
    let key = yaml.get(place.span.start - origin.offset..place.span.end - origin.offset).unwrap_or_default();
    let known = KindId::ALL.iter().any(|kind| has_field(kind.profile().shape, key));
    if !known {
        return fault;
    }
    if KindId::ALL.iter().any(|kind| kind.translatable().fields().any(|given| given.field.is(key))) {
        return translation::not_there().at(place.file, place.span);
    }
    let reported = Diagnostic::new(
        &codes::TRANSLATION_FIELD,
        words!(
            "译文不能写“{key}”：它取自原文",
            "a translation cannot set `{key}`: it comes from the original"
        ),
    );
    reported
        .at(place.file, place.span)
        .help(Words::fixed("删去这一行，或写进原文", "delete the line, or put it into the original"))
}

/// Whether a mapping of this form, or one nested in it, has that field.
fn has_field(shape: &Shape, key: &str) -> bool {
    match shape {
        Shape::Map(fields) => {
            fields.iter().any(|field: &Field| field.is(key) || has_field(&field.shape, key))
        }
        Shape::List(inner) | Shape::Pairs(inner) => has_field(inner, key),
        Shape::OneOf(shapes) => shapes.iter().any(|shape| has_field(shape, key)),
        Shape::Scalar { .. } | Shape::Again(_) | Shape::Any => false,
    }
}

/// The fields that keep a record from being published need a value: left empty, they would let it be
/// published at once.
fn check_withheld(common: &Common, yaml: &str, check: &mut Check) {
    // This runs for every record, and hardly any has either field.
    let begins = |at: usize, name: &str| {
        yaml[at..]
            .strip_prefix(name)
            .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(':'))
    };
    let starts = || std::iter::once(0).chain(memchr::memchr_iter(b'\n', yaml.as_bytes()).map(|end| end + 1));
    let is_written = |name: &str| starts().any(|at| begins(at, name));
    for (is_empty, (zh, en)) in
        [(common.draft.is_none(), ("草稿", "draft")), (common.embargo.is_none(), ("发布时间", "embargo"))]
    {
        if is_empty && (is_written(zh) || is_written(en)) {
            check.missing(en, (zh, en));
        }
    }
}

/// With more topics than this, nobody can tell what a record is about, and the page of each topic names all
/// the others. Nor does a record move to a new address more often.
pub const MAX_NAMES: usize = 100;

/// Reports too many topics or old addresses of one record.
fn check_names_of(field: &str, names: &[Text], check: &mut Check) {
    if names.len() <= MAX_NAMES {
        return;
    }
    let message = words!(
        "一条记录的 {field} 最多 {MAX_NAMES} 个，这里有 {count} 个",
        "a record has at most {MAX_NAMES} `{field}`, and this one has {count}",
        count = names.len()
    );
    check.add(format!("{field}.{MAX_NAMES}"), &codes::TOO_MANY_PAGES, message).help(Words::fixed(
        "留下最要紧的几个；多半是把一段话拆成了词",
        "keep the most important; perhaps a text was taken for a list of words",
    ));
}

fn check_common(common: &Common, kind: KindId, check: &mut Check) {
    if common.title.trim().is_empty() {
        check.missing("title", ("标题", "title"));
    }
    if common.date.is_none() && kind.profile().is_dated {
        check.missing("date", ("日期", "date"));
    }
    check_posted(common, check);
    check_later_dates(common, kind.profile().is_announced, check);
    check_names(common, check);
    check_slug(common.slug.as_ref(), record_slug_fault, check);
    check_aliases(Common::words(&common.aliases), check);
    if let Some(lang) = common.lang.as_deref().filter(|lang| !crate::config::is_language(lang)) {
        check
            .add(
                "lang",
                &codes::NOT_IN_LIST,
                words!("“{lang}”不是语言代码", "`{lang}` is not a language tag"),
            )
            .help(Words::fixed("例如 zh-Hans、en", "for example `zh-Hans` or `en`"));
    }
    check_attachments(common, check);
    check_names_of("topics", Common::words(&common.topics), check);
    check_names_of("aliases", Common::words(&common.aliases), check);
    figure::check(common.figures.as_deref().unwrap_or_default(), check);
}

/// Nothing is withdrawn or corrected before it was published. The date of what is announced, where nothing
/// else says when that was, is no such day.
fn check_later_dates(common: &Common, is_announced: bool, check: &mut Check) {
    let Some((date, published_by)) = common.first_public() else { return };
    if is_announced && published_by == "date" {
        return;
    }
    let mut add = |path: String, code, message| {
        check
            .add(path, code, message)
            .note(published_by, Words::fixed("发布日期在这里", "published here"))
            .help(Words::fixed("改正其中一个日期", "correct one of the two dates"));
    };
    if let Some(day) = common.withdrawn.as_ref().map(|withdrawn| withdrawn.date).filter(|day| *day < date) {
        let message =
            words!("{day} 撤回，早于 {date} 发布", "withdrawn on {day}, before it was published on {date}");
        add("withdrawn.date".to_owned(), &codes::WITHDRAWN_BEFORE_DATE, message);
    }
    for (at, correction) in common.corrections.iter().flatten().enumerate() {
        let day = correction.date;
        if day < date {
            let message = words!(
                "{day} 更正，早于 {date} 发布",
                "corrected on {day}, before it was published on {date}"
            );
            add(format!("corrections.{at}.date"), &codes::CORRECTION_BEFORE_DATE, message);
        }
    }
}

/// No file is listed twice.
fn check_attachments(common: &Common, check: &mut Check) {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for (at, attachment) in common.attachments.iter().flatten().enumerate() {
        let path = &attachment.0.path.0;
        let first = *firsts.entry(path).or_insert(at);
        if first != at {
            check
                .add(
                    format!("attachments.{at}"),
                    &codes::DUPLICATE_ATTACHMENT,
                    words!("附件“{path}”写了两次", "the attachment `{path}` is listed twice"),
                )
                .note(format!("attachments.{first}"), Words::fixed("第一次在这里", "first here"))
                .help(Words::fixed("删去其中一个", "delete one of the two"));
        }
    }
}

/// Values that are shown on many pages.
fn check_names(common: &Common, check: &mut Check) {
    let names = [
        ("title", Some(&common.title)),
        ("number", common.number.as_ref()),
        ("issuer", common.issuer.as_ref()),
    ];
    for (field, fault) in names.into_iter().filter_map(|(field, name)| Some((field, name_fault(name?)?))) {
        check.push(field, fault);
    }
    for (field, fault) in common.contact.iter().flat_map(|contact| contact.faults()) {
        check.push(format!("contact.{field}"), fault);
    }
}

/// The address of a record or a section.
fn check_slug(slug: Option<&Text>, fault: fn(&str) -> Option<Diagnostic>, check: &mut Check) {
    if let Some(fault) = slug.and_then(|slug| fault(slug)) {
        check.push("slug", fault);
    }
}

/// Old addresses, of a record or a section.
fn check_aliases(aliases: &[Text], check: &mut Check) {
    for alias in aliases {
        if let Some(fault) = alias_fault(alias) {
            check.push(Check::word("aliases", alias), fault);
        }
    }
}

fn check_posted(common: &Common, check: &mut Check) {
    let Some(posted) = &common.posted else { return };
    match (posted.days, posted.until) {
        (Some(_), Some(_)) => posted_twice(check),
        (None, None) => check.missing("posted.days", ("天数", "days")),
        (Some(Count(days)), None) if too_many(days, posted.from) => {
            let message = words!("公示 {days} 天，太多了", "posted for {days} days, which is too many");
            check
                .add("posted.days", &codes::TOO_MANY_DAYS, message)
                .help(words!("最多 {MAX_DAYS} 天，请核对位数", "at most {MAX_DAYS}: check the digits"));
        }
        (None, until) => {
            let fault = check.in_order(
                &codes::POSTED_UNTIL_BEFORE_FROM,
                ("posted.from", Some(posted.from)),
                ("posted.until", until),
                |from, until| {
                    words!(
                        "公示止于 {until}，早于张贴的 {from}",
                        "the posting ends on {until}, before it begins on {from}"
                    )
                },
                ("张贴日期在这里", "put up here"),
            );
            if let Some(fault) = fault {
                fault.help(Words::fixed(
                    "对调两个日期，或改正其中一个",
                    "swap the two dates, or correct one of them",
                ));
            }
        }
        (Some(_), None) => {}
    }
}

fn posted_twice(check: &mut Check) {
    check
        .add(
            "posted.until",
            &codes::POSTED_BOTH,
            Words::fixed("天数和最后一天只写一个", "give either `days` or `until`"),
        )
        .note("posted.days", Words::fixed("天数在这里", "days here"))
        .help(Words::fixed(
            "删去其中一个；只写天数，最后一天会自己算出来",
            "delete one of them; the last day follows from `days`",
        ));
}

/// Whether a number of days is longer than anything hangs, or goes past the last possible year.
fn too_many(days: u64, from: Day) -> bool {
    let last = i32::try_from(days).ok().and_then(|days| from.0.checked_add(days.days()).ok());
    days > MAX_DAYS || last.is_none()
}
