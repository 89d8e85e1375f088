//! The verification of a tree with spans against the table of fields: takes what serde refused, gives every
//! mistake with its location.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::cut_numbers::{self, CutNumbers};
use super::list::SEPARATORS;
use super::mistakes;
use super::node::{YamlData, YamlNode};
use super::scalar::{Day, Flag, Scalar, half_width, time_alone};
use super::shape::{Field, Shape, ValueError};
use super::words_for;
use crate::diag::{Code, Diagnostic, PendingDiagnostic, Words, codes, nearest, words};

/// Where front matter is in its file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file's path below the site's root.
    pub file: Arc<str>,
    /// The byte at which the YAML starts.
    pub offset: usize,
}

impl Origin {
    /// A span of the YAML as a span of the file.
    pub fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.offset + span.start..self.offset + span.end
    }
}

/// All mistakes of `node`, which was read from `yaml` and should have the form `shape`.
pub fn verify<'n>(
    node: &'n YamlNode,
    yaml: &'n str,
    shape: &Shape,
    origin: &'n Origin,
) -> Vec<PendingDiagnostic<'n>> {
    let mut verifier = Verifier { root: node, yaml, origin, key: None, row: None, found: Vec::new() };
    verifier.value(node, shape);
    verifier.found
}

/// The same for a row of a table, which was built from its cells in `text`.
pub(super) fn verify_row<'n>(
    row: &'n YamlNode,
    text: &'n str,
    shape: &Shape,
    (origin, empty_cell): (&'n Origin, &'n EmptyCell<'n>),
) -> Vec<PendingDiagnostic<'n>> {
    let in_row = InRow { column: "", empty_cell };
    let mut verifier =
        Verifier { root: row, yaml: text, origin, key: None, row: Some(in_row), found: Vec::new() };
    verifier.value(row, shape);
    verifier.found
}

/// Finds the empty cell for a field.
type EmptyCell<'n> = dyn Fn(&str) -> Option<Range<usize>> + 'n;

/// The substitute for a key in a row of a table.
#[derive(Clone, Copy)]
struct InRow<'n> {
    /// The name of the column that holds the current value.
    column: &'n str,
    empty_cell: &'n EmptyCell<'n>,
}

struct Verifier<'n> {
    root: &'n YamlNode,
    yaml: &'n str,
    origin: &'n Origin,
    /// The key of the current value.
    key: Option<&'n str>,
    /// For a row of a table, in which no value follows a key.
    row: Option<InRow<'n>>,
    found: Vec<PendingDiagnostic<'n>>,
}

impl<'n> Verifier<'n> {
    /// Moves to the value with that name.
    fn enter(&mut self, name: Option<&'n str>) {
        match &mut self.row {
            Some(row) => row.column = name.unwrap_or_default(),
            None => self.key = name,
        }
    }

    /// Adds a diagnostic for bytes of the YAML.
    fn add(&mut self, code: &'static Code, span: &Range<usize>, make: impl FnOnce() -> Diagnostic + 'n) {
        self.found.push(PendingDiagnostic::new(code, self.origin.span(span), make));
    }

    fn value(&mut self, node: &'n YamlNode, shape: &Shape) {
        match (shape, &node.data) {
            (Shape::Any, _) | (_, YamlData::Alias) => {}
            (Shape::Again(shape), _) => self.value(node, &shape()),
            (Shape::OneOf(shapes), _) => {
                let alike = || shapes.iter().find(|shape| is_alike(node, shape));
                if let Some(shape) =
                    shapes.iter().find(|shape| fits(node, shape)).or_else(alike).or(shapes.first())
                {
                    self.value(node, shape);
                }
            }
            (Shape::Scalar { check, .. }, YamlData::Scalar { text, .. }) => {
                if let Some(bad) = check(text) {
                    let (key, bad) = (self.key, on_day(bad, text, self.root));
                    self.add(bad.code, &node.written(self.yaml), move || bad.with_key(key));
                }
            }
            (Shape::List(item), YamlData::List(nodes)) => nodes.iter().for_each(|node| self.item(node, item)),
            (Shape::Pairs(value), YamlData::Map(pairs)) => {
                let cut = self.cut_numbers(pairs);
                let pairs = || cut.whole(pairs);
                self.duplicates(pairs(), |key| key);
                pairs().for_each(|(key, node)| self.pair(key, node, value));
            }
            (Shape::Map(fields), YamlData::Map(pairs)) => self.fields(node, pairs, fields),
            _ => self.wrong_type(node, shape),
        }
    }

    /// An item of a list, which must not be empty.
    fn item(&mut self, node: &'n YamlNode, shape: &Shape) {
        self.key = None;
        if !node.is_empty() || matches!(shape, Shape::Any) {
            return self.value(node, shape);
        }
        self.add(&codes::WRONG_TYPE, &node.span, || {
            Diagnostic::new(
                &codes::WRONG_TYPE,
                Words::fixed("列表里这一条是空的", "this entry of the list is empty"),
            )
            .help(Words::fixed("写上内容，或删去这一条", "write something, or delete the entry"))
        });
    }

    /// A value under a name chosen by the author.
    fn pair(&mut self, key: &'n YamlNode, value: &'n YamlNode, shape: &Shape) {
        let before = self.found.len();
        self.enter(key.text());
        self.value(value, shape);
        // A name without a value may contain the value as well: `{代表：20}`.
        if self.found.len() > before
            && value.is_empty()
            && let Some((_, mistake)) = self.glued(key, value, |name| !name.is_empty())
        {
            self.found.truncate(before);
            self.found.push(PendingDiagnostic::made(mistake));
        }
    }

    /// A key that contains its value as well because YAML does not know its colon: the key, and what is
    /// wrong.
    fn glued<'k>(
        &self,
        key: &'k YamlNode,
        value: &YamlNode,
        is_key: impl Fn(&str) -> bool,
    ) -> Option<(&'k str, Diagnostic)> {
        let YamlData::Scalar { text, plain: true } = &key.data else { return None };
        let more = value.text().filter(|more| !more.is_empty()).map(|more| format!(": {more}"));
        let (colon, mistake) = mistakes::glued(text, more.as_deref().unwrap_or_default(), is_key)?;
        let span = key.span.start + colon.start..key.span.start + colon.end;
        Some((text[..colon.start].trim(), mistake.at(self.origin.file.clone(), self.origin.span(&span))))
    }

    fn fields(&mut self, node: &'n YamlNode, pairs: &'n [(YamlNode, YamlNode)], fields: &'static [Field]) {
        let named = |key: &str| fields.iter().find(|field| field.is(key));
        let cut = self.cut_numbers(pairs);
        self.duplicates(cut.whole(pairs), |key| named(key).map_or(key, |field| field.name));
        let mut there = HashSet::new();
        for (key, value) in cut.whole(pairs) {
            let Some(name) = key.text() else {
                self.key = None;
                self.wrong_type(key, &<super::scalar::Text as super::shape::Shaped>::SHAPE);
                continue;
            };
            let field = named(name);
            there.extend(field.map(|field| field.name));
            self.enter(Some(name));
            match field {
                Some(field) if value.is_empty() && !field.required => {}
                Some(field) if value.is_empty() => self.missing(key.span.clone(), field),
                Some(field) => self.value(value, &field.shape),
                None => match self.glued(key, value, |name| named(name).is_some()) {
                    Some((name, mistake)) => {
                        there.extend(named(name).map(|field| field.name));
                        self.found.push(PendingDiagnostic::made(mistake));
                    }
                    None => {
                        let meant = self.unknown_key((key, value), name, fields);
                        there.extend(meant.map(|field| field.name));
                    }
                },
            }
        }
        for field in fields.iter().filter(|field| field.required && !there.contains(field.name)) {
            let end = node.span.start;
            let is_top = std::ptr::eq(node, self.root);
            let cell = self.row.filter(|_| is_top).and_then(|row| (row.empty_cell)(field.name));
            self.missing(cell.unwrap_or(end..end), field);
        }
    }

    /// Reports numbers that a comma splits, and returns them.
    fn cut_numbers(&mut self, pairs: &'n [(YamlNode, YamlNode)]) -> CutNumbers {
        let cut = if self.row.is_some() { CutNumbers::default() } else { CutNumbers::of(pairs, self.yaml) };
        let yaml = self.yaml;
        for number in &cut.0 {
            let (key, span) = (pairs[number.start].0.text(), number.span.clone());
            self.add(&codes::WRONG_TYPE, &number.span, move || {
                cut_numbers::cut_in_two(key.unwrap_or_default(), &yaml[span])
            });
        }
        cut
    }

    /// Reports keys that occur again; `canonical` gives the same result for all names of a field.
    fn duplicates(
        &mut self,
        pairs: impl Iterator<Item = &'n (YamlNode, YamlNode)>,
        canonical: impl Fn(&'n str) -> &'n str,
    ) {
        let mut firsts: HashMap<&str, &YamlNode> = HashMap::new();
        let origin = self.origin;
        for (key, _) in pairs {
            let Some(name) = key.text() else { continue };
            let first = *firsts.entry(canonical(name)).or_insert(key);
            if !std::ptr::eq(first, key) {
                self.add(&codes::DUPLICATE_KEY, &key.span, move || {
                    Diagnostic::new(
                        &codes::DUPLICATE_KEY,
                        words!("“{name}”写了两次", "duplicate key `{name}`"),
                    )
                    .note(
                        origin.file.clone(),
                        origin.span(&first.span),
                        Words::fixed("第一次在这里", "first here"),
                    )
                    .help(Words::fixed("删去其中一个", "delete one of the two"))
                });
            }
        }
    }

    /// Reports a key that there is not; gives the field that it is another spelling of.
    fn unknown_key(
        &mut self,
        (key, value): (&'n YamlNode, &'n YamlNode),
        name: &'n str,
        fields: &'static [Field],
    ) -> Option<&'static Field> {
        if let Some((space, found)) = mistakes::odd_space(name) {
            let span = key.span.start + space.start..key.span.start + space.end;
            self.add(found.code, &span, || found);
            return None;
        }
        let folded = half_width(name.trim()).to_lowercase();
        let spelled = fields.iter().find(|field| field.is(&folded));
        let said = spelled.or_else(|| words_for::field(name, fields));
        let (yaml, root) = (self.yaml, self.root);
        self.add(&codes::UNKNOWN_KEY, &key.span, move || {
            let written = |field: &Field| if name.is_ascii() { field.name } else { field.zh };
            let near = || nearest(name, fields.iter().flat_map(|f| [f.name, f.zh]));
            let help = match said {
                Some(field) => {
                    let key = if folded == field.zh { field.zh } else { written(field) };
                    let value = value_for((key, field), value, yaml, root);
                    words!("请写成：{key}: {value}", "write `{key}: {value}`")
                }
                None => near().map_or_else(
                    || known_keys(fields),
                    |near| words!("是不是 {near}？", "did you mean `{near}`?"),
                ),
            };
            let message = match spelled {
                Some(_) => {
                    words!("字段名要用小写半角：“{name}”", "`{name}`: names of fields are in lower case")
                }
                None => words!("不认识“{name}”这个字段", "unknown key `{name}`"),
            };
            Diagnostic::new(&codes::UNKNOWN_KEY, message).help(help)
        });
        said
    }

    fn missing(&mut self, span: Range<usize>, field: &'static Field) {
        let (yaml, at) = (self.yaml, span.clone());
        if self.row.is_some() {
            return self.add(&codes::MISSING_KEY, &span, || missing_cell(field.name, field.zh));
        }
        self.add(&codes::MISSING_KEY, &span, move || missing_key(field.name, field.zh, yaml, &at));
    }

    fn wrong_type(&mut self, node: &'n YamlNode, shape: &Shape) {
        let (shape, key, root) = (*shape, self.key, self.root);
        let column = self.row.map(|row| row.column);
        self.add(&codes::WRONG_TYPE, &node.written(self.yaml), move || {
            let Words { zh, en } = called(&shape);
            let found = Diagnostic::new(&codes::WRONG_TYPE, words!("这里应当是{zh}", "this should be {en}"));
            let help = match shape {
                Shape::Map(fields) if column.is_some() => in_columns(column.unwrap_or_default(), fields),
                Shape::Map(fields) => as_mapping(node, fields, key, root),
                Shape::List(_) => Some(Words::fixed(
                    "每项一行，以 - 开头，或写成 [甲, 乙]",
                    "one item a line, each starting with `- `, or [a, b]",
                )),
                Shape::Scalar { .. } if !matches!(node.data, YamlData::Scalar { .. }) => Some(Words::fixed(
                    "这里只写一个值；文字以 [ 或 { 开头时，整段加引号",
                    "write one value here; put text that starts with [ or { in quotes",
                )),
                _ => None,
            };
            help.into_iter().fold(found, Diagnostic::help)
        });
    }
}

/// The keys that there are.
fn known_keys(fields: &[Field]) -> Words {
    let list =
        |pick: fn(&Field) -> &'static str, with: &str| fields.iter().map(pick).collect::<Vec<_>>().join(with);
    Words::new(
        format!("这里可以写：{}", list(|f| f.zh, "、")),
        format!("allowed here: {}", list(|f| f.name, ", ")),
    )
}

/// How to write as a mapping what was written after `key` as one value: `公示期: 7天`, `contact: 居委会
/// 021-5550-0123`.
fn as_mapping(
    node: &YamlNode,
    fields: &'static [Field],
    key: Option<&str>,
    root: &YamlNode,
) -> Option<Words> {
    match key.and_then(|key| Some((key, in_braces(node.text()?, fields, key, root)?))) {
        Some((key, pairs)) => Some(words!("例如：{key}: {pairs}", "for example `{key}: {pairs}`")),
        None => {
            fields.first().map(|Field { name, zh, .. }| words!("例如：{zh}: …", "for example `{name}: …`"))
        }
    }
}

/// A text after `key` as the mapping that is meant by it, in braces.
fn in_braces(text: &str, fields: &'static [Field], key: &str, root: &YamlNode) -> Option<String> {
    let text = text.trim();
    let named = |field: &Field| if key.is_ascii() { field.name } else { field.zh };
    let is_text = !text.is_empty() && Flag::parse(text).is_err();
    let pairs = is_text.then(|| words_for::mapping(text, fields, date(root)))?;
    let pairs: Vec<_> = pairs.iter().map(|(field, value)| format!("{}: {value}", named(field))).collect();
    (!pairs.is_empty()).then(|| format!("{{{}}}", pairs.join(", ")))
}

/// What to write after the `key` of a field for a value that stands under another: the value as it is, or in
/// the form that the field has.
fn value_for((key, field): (&str, &'static Field), value: &YamlNode, yaml: &str, root: &YamlNode) -> String {
    let line = value.line(yaml).unwrap_or("…");
    let Some(text) = value.text().filter(|text| !text.trim().is_empty()) else { return line.to_owned() };
    let meant = |shape: &Shape| match shape {
        _ if fits(value, shape) => Some(line.to_owned()),
        Shape::Scalar { check, .. } => check(text)?.suggestion,
        Shape::Map(fields) => in_braces(text, fields, key, root),
        Shape::List(item) => fits(value, item).then(|| format!("[{line}]")),
        Shape::OneOf(_) | Shape::Again(_) | Shape::Pairs(_) | Shape::Any => None,
    };
    let meant = match &field.shape {
        Shape::OneOf(shapes) => shapes.iter().find_map(meant),
        shape => meant(shape),
    };
    meant.unwrap_or_else(|| "…".to_owned())
}

/// How to write in a table what was written into one cell and is a mapping.
fn in_columns(column: &str, fields: &'static [Field]) -> Option<Words> {
    let field = fields.first()?;
    let named = if column.is_ascii() { field.name } else { field.zh };
    Some(words!(
        "每一项单独一列，列名写 {column}.{named} 这样",
        "give each part a column of its own, with a header like `{column}.{named}`"
    ))
}

/// The fault of a cell that must not be empty, or of a column that must be there.
pub(super) fn missing_cell(name: &str, zh: &str) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_KEY, words!("缺少“{zh}”（{name}）", "`{name}` is missing")).help(words!(
        "在“{zh}”这一列填上；没有这一列就加上",
        "fill in this row's cell in the column `{name}`, or add that column"
    ))
}

/// The fault of a value; where it is a time without a day, with that of the record.
fn on_day(bad: ValueError, text: &str, root: &YamlNode) -> ValueError {
    let is_time = std::ptr::eq(bad.code, &codes::BAD_DATE).then(|| time_alone(text)).flatten();
    let day = || Day::parse(date(root)?).ok();
    match is_time.and_then(|time| Some((day()?, time))) {
        Some((day, time)) => ValueError { help: None, ..bad }.suggestion(format!("{day} {time}")),
        None => bad,
    }
}

/// The date of the record, as written.
fn date(root: &YamlNode) -> Option<&str> {
    let YamlData::Map(pairs) = &root.data else { return None };
    pairs
        .iter()
        .find(|(key, _)| matches!(key.text(), Some("date" | "日期")))
        .and_then(|(_, value)| value.text())
}

/// The fault of a key that must be there and is not, or has no value: then it is in `yaml` at `span`.
pub fn missing_key(name: &str, zh: &str, yaml: &str, span: &Range<usize>) -> Diagnostic {
    let written = yaml.get(span.clone()).unwrap_or_default();
    let word = written.trim_matches(['"', '\'']).trim();
    if written.is_empty() || ![name, zh, "", "~", "null"].contains(&word) {
        return Diagnostic::new(&codes::MISSING_KEY, words!("缺少“{zh}”（{name}）", "`{name}` is missing"))
            .help(words!("加一行：{zh}: …", "add a line `{name}: …`"));
    }
    let found =
        Diagnostic::new(&codes::MISSING_KEY, words!("“{zh}”（{name}）还是空的", "`{name}` is still empty"));
    let behind = yaml[span.end..].lines().next().unwrap_or_default();
    match behind.trim_start_matches([' ', '\t', ':']).trim_end() {
        comment if comment.starts_with('#') => {
            let quoted = comment.replace('\'', "''");
            found.help(words!(
                "# 开头的是注释，不算值；文字要加引号：{zh}: '{quoted}'",
                "`#` begins a comment, so there is no value; put the text in quotes: `{name}: '{quoted}'`"
            ))
        }
        _ => {
            found.help(words!("在冒号后面写上内容：{zh}: …", "write its value after the colon: `{name}: …`"))
        }
    }
}

fn fits(node: &YamlNode, shape: &Shape) -> bool {
    match (shape, &node.data) {
        (Shape::Any, _) => true,
        (Shape::Scalar { check, .. }, YamlData::Scalar { text, .. }) => check(text).is_none(),
        (Shape::OneOf(shapes), _) => shapes.iter().any(|shape| fits(node, shape)),
        _ => is_alike(node, shape),
    }
}

/// Whether a value is of this form, right or wrong.
fn is_alike(node: &YamlNode, shape: &Shape) -> bool {
    match (shape, &node.data) {
        (Shape::OneOf(shapes), _) => shapes.iter().any(|shape| is_alike(node, shape)),
        (Shape::Scalar { .. }, YamlData::Scalar { .. }) => true,
        (Shape::List(_), YamlData::List(_)) | (Shape::Map(_) | Shape::Pairs(_), YamlData::Map(_)) => true,
        _ => false,
    }
}

fn called(shape: &Shape) -> Words {
    match shape {
        Shape::Scalar { what, .. } => Words::fixed(what.0, what.1),
        Shape::List(_) => Words::fixed("列表", "a list"),
        Shape::Map(_) | Shape::Pairs(_) => Words::fixed("一组“名称: 值”", "a mapping of names and values"),
        Shape::OneOf(shapes) => shapes.first().map_or(Words::fixed("别的值", "another value"), called),
        Shape::Again(shape) => called(&shape()),
        Shape::Any => Words::fixed("任意值", "any value"),
    }
}

/// At the end of a path: the key is meant, not the value.
pub const KEY: &str = "\u{0}";
/// Between a path and a word: of what is there that word is meant.
pub const WORD: char = '\u{1}';

/// The place of the value at `path` (`resolutions.0.votes.for`) in `yaml`, or of the nearest part of it that
/// the file has; `places\u{1}9号楼` is the place of a word in it. `shape` tells which names are the same key.
pub fn locate(root: &YamlNode, yaml: &str, shape: &Shape, path: &str) -> Range<usize> {
    let Some((path, word)) = path.split_once(WORD) else {
        return value_at(root, yaml, shape, path).0;
    };
    let (span, whole) = value_at(root, yaml, shape, path);
    word_in(yaml, &whole, word).unwrap_or(span)
}

/// Where `word` is in `span`, apart from what is around it.
fn word_in(yaml: &str, span: &Range<usize>, word: &str) -> Option<Range<usize>> {
    let text = yaml.get(span.clone()).filter(|_| !word.is_empty())?;
    let parts = |c: char| c.is_whitespace() || SEPARATORS.contains(&c) || "[]{}【】［］\"'-".contains(c);
    let alone = |at: &usize| {
        let (before, behind) = (&text[..*at], &text[*at + word.len()..]);
        before.chars().next_back().is_none_or(parts) && behind.chars().next().is_none_or(parts)
    };
    let at = text.match_indices(word).map(|(at, _)| at).find(alone)?;
    Some(span.start + at..span.start + at + word.len())
}

/// The place to point at for the value at `path`, and all of the value.
fn value_at(root: &YamlNode, yaml: &str, shape: &Shape, path: &str) -> (Range<usize>, Range<usize>) {
    let (mut node, mut shape, mut span) = (root, *shape, root.span.start..root.span.start);
    let (path, key_meant) = path.strip_suffix(KEY).map_or((path, false), |path| (path, true));
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (found, inner) = match (&node.data, &shape) {
            (YamlData::Map(pairs), Shape::Map(fields)) => {
                let field = fields.iter().find(|field| field.name == step);
                let is = |name: &str| field.map_or(name == step, |field| field.is(name));
                let pair = pairs.iter().find(|(key, _)| key.text().is_some_and(is));
                (pair, field.map_or(Shape::Any, |field| field.shape))
            }
            (YamlData::Map(pairs), Shape::Pairs(inner)) => {
                (pairs.iter().find(|(key, _)| key.text() == Some(step)), **inner)
            }
            (YamlData::List(items), Shape::List(inner)) => {
                let Some(item) = step.parse().ok().and_then(|at: usize| items.get(at)) else { break };
                (node, shape, span) = (item, one_of(**inner, item), item.written(yaml));
                continue;
            }
            // One alone stands for a list of one.
            _ if step == "0" => continue,
            _ => (None, Shape::Any),
        };
        let Some((key, value)) = found else { break };
        // A long value is pointed at by its key.
        let short = matches!(value.data, YamlData::Scalar { .. }) && !value.span.is_empty() && !key_meant;
        span = if short { value.written(yaml) } else { key.span.clone() };
        (node, shape) = (value, one_of(inner, value));
    }
    (span, node.span.clone())
}

fn one_of(shape: Shape, node: &YamlNode) -> Shape {
    match shape {
        Shape::OneOf(shapes) => {
            shapes.iter().find(|shape| fits(node, shape)).map_or(Shape::Any, |shape| one_of(*shape, node))
        }
        Shape::Again(shape) => shape(),
        shape => shape,
    }
}
