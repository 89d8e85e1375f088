//! Front matter: takes its text and the table of its kind, gives the typed struct or every mistake in it.
//!
//! Well-formed front matter is read once, by serde, straight into the struct. Only what serde refuses is
//! read again as nodes with spans, so that all mistakes are reported at once, each at its location. Hostile
//! YAML is rejected before any parser sees it. Nothing here follows an alias.

use std::collections::HashSet;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::list_or_table::FieldTable;
use super::mistakes;
use super::node::{self, ParsedYaml, YamlData, YamlNode};
use super::plain;
use super::shape::{Bilingual, Shape, Shaped};
use super::table::Row;
use super::verify::{self, Origin};
use crate::diag::{Code, Diagnostic, FileDiagnostics, Location, PendingDiagnostic, Words, codes, words};

/// The most bytes front matter may have.
pub const MAX_BYTES: usize = 512 * 1024;
/// The most bytes to which aliases may expand: serde expands them before anything can be checked.
const MAX_UNFOLDED: usize = 4 * 1024 * 1024;
/// The deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 24;

/// The text of one file's front matter.
#[derive(Clone, Debug)]
pub struct FrontMatter<'t> {
    /// The YAML.
    pub yaml: &'t str,
    /// Where it is.
    pub origin: Origin,
    /// The row, if the record is a row of a table: then there is no YAML, and locations are those of cells.
    pub row: Option<&'t Row<'t>>,
    /// The tables beside it that hold the values of some of its fields.
    pub tables: &'t [FieldTable],
}

impl<'t> FrontMatter<'t> {
    /// The YAML at this place.
    pub fn of(yaml: &'t str, origin: Origin) -> FrontMatter<'t> {
        FrontMatter { yaml, origin, row: None, tables: &[] }
    }

    /// The row of a table.
    pub fn of_row(row: &'t Row<'t>) -> FrontMatter<'t> {
        FrontMatter { yaml: "", origin: row.origin(), row: Some(row), tables: &[] }
    }
}

impl FrontMatter<'_> {
    /// Reads the YAML as `T`.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse<T: DeserializeOwned + Shaped>(&self) -> Result<T, Vec<Diagnostic>> {
        if let Some(row) = self.row {
            return row.parse();
        }
        if let Some(refused) = self.too_large() {
            return Err(vec![refused]);
        }
        // Plain lines contain no nesting.
        match plain::read(self.yaml) {
            Some(read) => Ok(read),
            None => self.parse_as(&T::SHAPE, |yaml| T::deserialize(yaml)),
        }
    }

    /// Reads the YAML, whose form is `shape`, by `read`.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse_as<T>(
        &self,
        shape: &Shape,
        read: impl FnOnce(serde_yaml::Deserializer<'_>) -> Result<T, serde_yaml::Error>,
    ) -> Result<T, Vec<Diagnostic>> {
        if let Some(refused) = self.too_large().or_else(|| self.too_deep()) {
            return Err(vec![refused]);
        }
        if let Some(refused) = self.unfolds() {
            return Err(vec![refused]);
        }
        // An empty mapping has no events for serde; `{}` has.
        let yaml = if self.yaml.trim().is_empty() { "{}" } else { self.yaml };
        match read(serde_yaml::Deserializer::from_str(yaml)) {
            Ok(read) if !self.may_hold_alias() => Ok(read),
            Ok(read) => {
                let reading = node::read(self.yaml, MAX_DEPTH);
                let marks = || {
                    let marks = mistakes::find(self.yaml, shape, &self.origin).into_iter();
                    self.diagnostics(marks.filter(|fault| is(fault, &codes::ALIAS_IN_YAML)))
                        .into_iter()
                        .next()
                };
                // A sign that one reader takes for an anchor, alias or tag may be what breaks the other.
                match self.alias(&reading).or_else(|| reading.error.as_ref().and_then(|_| marks())) {
                    Some(refused) => Err(vec![refused]),
                    None => Ok(read),
                }
            }
            Err(refused) => Err(self.explain(shape, &refused)),
        }
    }

    /// Warnings about front matter that could be read: texts that are cut short.
    pub fn warnings(&self, shape: &Shape) -> Vec<Diagnostic> {
        match memchr::memchr(b'#', self.yaml.as_bytes()) {
            Some(_) => self.diagnostics(mistakes::cut_texts(self.yaml, shape, &self.origin)),
            None => Vec::new(),
        }
    }

    /// The span of the value at `path`, in bytes of the file.
    pub fn locate(&self, shape: &Shape, path: &str) -> Range<usize> {
        self.locator(shape)(path)
    }

    /// Like [`FrontMatter::locate`], for many paths: the YAML is read once.
    pub fn locator<'s>(&'s self, shape: &'s Shape) -> impl Fn(&str) -> Range<usize> + 's {
        let root = if self.row.is_some() { None } else { node::read(self.yaml, MAX_DEPTH).root };
        move |path| {
            if let Some(row) = self.row {
                return row.locate(shape, path);
            }
            self.origin.span(&root.as_ref().map_or(0..0, |root| verify::locate(root, self.yaml, shape, path)))
        }
    }

    /// The locations of values of this form, some of which may be in a table beside the front matter.
    pub fn locations<'s>(&'s self, shape: &'s Shape) -> impl Fn(&str) -> Location + 's {
        let place = self.locator(shape);
        move |path| {
            let in_table = self.tables.iter().find_map(|table| table.locate(path));
            in_table.unwrap_or_else(|| Location::new(self.origin.file.clone(), place(path)))
        }
    }

    /// The diagnostic for a required key without a value; its names are `zh` and `en`, and `at` is the
    /// location of what is written of it.
    pub fn missing(&self, (zh, en): Bilingual, at: &Location) -> Diagnostic {
        if self.row.is_some() || at.file != self.origin.file {
            return verify::missing_cell(en, zh);
        }
        let start = self.origin.offset;
        verify::missing_key(en, zh, self.yaml, &(at.span.start - start..at.span.end - start))
    }

    fn diagnostics<'f>(&self, found: impl IntoIterator<Item = PendingDiagnostic<'f>>) -> Vec<Diagnostic> {
        let mut faults = FileDiagnostics::of(self.origin.file.clone());
        faults.extend(found);
        faults.diagnostics()
    }

    fn at(&self, found: Diagnostic, span: Range<usize>) -> Diagnostic {
        found.at(self.origin.file.clone(), self.origin.span(&span))
    }

    /// Rejects sizes that no author reaches.
    fn too_large(&self) -> Option<Diagnostic> {
        let found = (self.yaml.len() > MAX_BYTES).then(|| {
            Diagnostic::new(
                &codes::FRONT_MATTER_TOO_LARGE,
                words!(
                    "文件头超过 {kb} KB",
                    "the front matter is larger than {kb} KB",
                    kb = MAX_BYTES / 1024
                ),
            )
        })?;
        let help = Words::fixed(
            "长的文字写进正文，大的表格作为附件",
            "put long text into the body, and large tables into an attachment",
        );
        Some(self.at(found.help(help), 0..0))
    }

    /// Rejects nesting that would take a parser too long.
    fn too_deep(&self) -> Option<Diagnostic> {
        let at = too_deep(self.yaml)?;
        let found = Diagnostic::new(
            &codes::FRONT_MATTER_TOO_DEEP,
            words!(
                "文件头的嵌套超过 {MAX_DEPTH} 层",
                "the front matter is nested more than {MAX_DEPTH} deep"
            ),
        )
        .help(Words::fixed(
            "检查这里的括号和缩进，多半是没有写完",
            "check the brackets and the indentation here: something was probably left unfinished",
        ));
        Some(self.at(found, at..at + 1))
    }

    /// Rejects aliases that expand to more than a parser can hold; such a sign within a text does no harm.
    fn unfolds(&self) -> Option<Diagnostic> {
        self.marks(b'&').next()?;
        let aliases = self.marks(b'*').count();
        if aliases.saturating_mul(self.yaml.len()) <= MAX_UNFOLDED {
            return None;
        }
        let mut reading = node::read(self.yaml, MAX_DEPTH);
        if reading.error.is_some() {
            // Text after it may still contain aliases that expand.
            reading.alias = reading.alias.or_else(|| self.marks(b'*').next().map(|at| at..at + 1));
        }
        self.alias(&reading)
    }

    fn may_hold_alias(&self) -> bool {
        [b'&', b'*', b'!'].into_iter().any(|mark| self.marks(mark).next().is_some())
    }

    /// The bytes that may begin an anchor, an alias or a tag.
    fn marks(&self, mark: u8) -> impl Iterator<Item = usize> + '_ {
        let yaml = self.yaml.as_bytes();
        memchr::memchr_iter(mark, yaml).filter(|at| {
            let before = at.checked_sub(1).map_or(b'\n', |before| yaml[before]);
            matches!(before, b' ' | b'[' | b',' | b'{' | b':' | b'\n' | b'\t')
        })
    }

    fn alias(&self, reading: &ParsedYaml) -> Option<Diagnostic> {
        let span = reading.alias.clone()?;
        let found = Diagnostic::new(
            &codes::ALIAS_IN_YAML,
            Words::fixed("不支持 YAML 的锚点、别名和标签", "YAML anchors, aliases and tags are not read"),
        )
        .help(Words::fixed(
            "请把值直接写出来；文字以 &、* 或 ! 开头时加引号",
            "write the value out; put text that starts with &, * or ! in quotes",
        ));
        Some(self.at(found, span))
    }

    /// Says what is wrong with YAML that serde refused.
    fn explain(&self, shape: &Shape, refused: &serde_yaml::Error) -> Vec<Diagnostic> {
        let mut reading = node::read(self.yaml, MAX_DEPTH);
        if let Some(refused) = self.alias(&reading) {
            return vec![refused];
        }
        if reading.error.is_none() && reading.root.as_ref().is_none_or(YamlNode::is_empty) {
            reading.root = Some(YamlNode { span: 0..0, data: YamlData::Map(Vec::new()) });
        }
        self.diagnostics(self.faults(&reading, shape, refused))
    }

    /// The diagnostics for YAML that serde refused.
    fn faults<'f>(
        &'f self,
        reading: &'f ParsedYaml,
        shape: &Shape,
        refused: &serde_yaml::Error,
    ) -> Vec<PendingDiagnostic<'f>> {
        // Serde may have refused a value; the parser itself stops only at what is not YAML.
        let broken = reading.error.as_ref().and_then(|_| serde_yaml::from_str::<IgnoredAny>(self.yaml).err());
        let unclosed = broken.as_ref().and_then(|broken| self.unclosed(shape, broken));
        let root = reading.root.as_ref().filter(|root| root.text().is_none());
        let mut found =
            root.map_or_else(Vec::new, |root| verify::verify(root, self.yaml, shape, &self.origin));
        let required_missing = found.iter().any(|fault| is(fault, &codes::MISSING_KEY));
        if let Some((_, end)) = &unclosed {
            // What was read beyond the end of the bracket is only a consequence.
            let end = self.origin.span(&(*end..*end)).start;
            found.retain(|fault| fault.span.end <= end);
        }
        let scalar_root = reading.root.is_some() && root.is_none();
        if reading.error.is_none() && !scalar_root && !required_missing && !found.is_empty() {
            let signs = mistakes::full_width_signs(self.yaml, shape, &self.origin);
            self.retain_outside(&mut found, &signs);
            found.extend(signs);
            return found;
        }
        let common = mistakes::find(self.yaml, shape, &self.origin);
        if common.is_empty() {
            self.add_syntax(&mut found, reading, (unclosed, broken.as_ref().unwrap_or(refused)), refused);
            return found;
        }
        self.retain_outside(&mut found, &common);
        // Nothing after the broken line was read, so a key that seems to be missing may be there.
        found.retain(|fault| !is(fault, &codes::MISSING_KEY) && !covers(&common, fault));
        let open = unclosed.map(|(open, _)| PendingDiagnostic::made(open));
        found.extend(open.filter(|open| !covers(&common, open)));
        found.extend(common);
        found
    }

    /// Keeps the diagnostics that are on no line with a full-width sign: other mistakes on such a line are
    /// only consequences.
    fn retain_outside(&self, found: &mut Vec<PendingDiagnostic<'_>>, common: &[PendingDiagnostic<'_>]) {
        let line_of = self.lines();
        let signs: HashSet<usize> = common.iter().filter(|fault| is_sign(fault)).map(&line_of).collect();
        found.retain(|fault| signs.is_empty() || !signs.contains(&line_of(fault)));
    }

    /// Adds what is wrong with the syntax, unless a common mistake explains it.
    fn add_syntax(
        &self,
        found: &mut Vec<PendingDiagnostic<'_>>,
        reading: &ParsedYaml,
        (unclosed, broken): (Option<(Diagnostic, usize)>, &serde_yaml::Error),
        refused: &serde_yaml::Error,
    ) {
        match &reading.error {
            Some((at, _)) => {
                found.retain(|fault| !is(fault, &codes::MISSING_KEY));
                let syntax = unclosed.map_or_else(|| self.syntax(*at, broken), |(open, _)| open);
                let syntax = PendingDiagnostic::made(syntax);
                // `title: [重要] 停水` is also reported as a list in place of a text: it is the same mistake.
                let is_same = |fault: &PendingDiagnostic<'_>| {
                    is(fault, &codes::WRONG_TYPE) && self.is_in_one_line(fault, &syntax)
                };
                if !found.iter().any(is_same) {
                    found.push(syntax);
                }
            }
            None if found.is_empty() => {
                let at = refused.location().map_or(0, |location| location.index());
                found.push(PendingDiagnostic::made(self.syntax(at, refused)));
            }
            None => {}
        }
    }

    /// What is opened and never closed, and where it should have been closed. The parser reports it at the
    /// end of the text or, for a bracket, at the next key of the record; where it was opened is only in the
    /// words of its message.
    fn unclosed(&self, shape: &Shape, refused: &serde_yaml::Error) -> Option<(Diagnostic, usize)> {
        let at = floor(self.yaml, refused.location()?.index());
        let said = refused.to_string();
        let (what, began) = said.split_once(", while ")?.1.split_once(" at line ")?;
        let (line, column) = began.split_once(" column ")?;
        let begin = place(self.yaml, line.parse().ok()?, column.parse().ok()?)?;
        let end =
            if what == "scanning a quoted scalar" { None } else { own_key(self.yaml, shape, begin, at) };
        if end.is_none() && !self.yaml[at..].trim().is_empty() {
            return None;
        }
        let (message, help) = match what {
            "scanning a quoted scalar" => (
                Words::fixed("这里开始的引号没有配对", "the quotes that open here are never closed"),
                Words::fixed(
                    "在文字末尾补上同样的英文引号；文字里的引号用中文的“”",
                    "add the same quote at the end of the text; inside it use “ and ”",
                ),
            ),
            "parsing a flow sequence" | "parsing a flow mapping" => (
                Words::fixed("这里开始的括号没有配对", "the bracket that opens here is never closed"),
                Words::fixed("在末尾补上 ] 或 }", "add the missing ] or } at the end"),
            ),
            _ => return None,
        };
        Some((
            self.at(Diagnostic::new(&codes::YAML_SYNTAX, message).help(help), begin..begin + 1),
            end.unwrap_or(at),
        ))
    }

    /// The number of the line that a diagnostic is on; the lines are counted once.
    fn lines(&self) -> impl Fn(&PendingDiagnostic<'_>) -> usize + use<> {
        let starts: Vec<usize> = memchr::memchr_iter(b'\n', self.yaml.as_bytes())
            .map(|end| self.origin.offset + end + 1)
            .collect();
        move |fault| starts.partition_point(|start| *start <= fault.span.start)
    }

    /// Whether the first begins on the same line as the second, and not after it.
    fn is_in_one_line(&self, first: &PendingDiagnostic<'_>, second: &PendingDiagnostic<'_>) -> bool {
        let begin = |of: &PendingDiagnostic<'_>| of.span.start.checked_sub(self.origin.offset);
        let between =
            begin(first).zip(begin(second)).and_then(|(first, second)| self.yaml.get(first..second));
        between.is_some_and(|between| !between.contains('\n'))
    }

    fn syntax(&self, at: usize, refused: &serde_yaml::Error) -> Diagnostic {
        let at = refused.location().map_or(at, |l| l.index()).min(self.yaml.len());
        // The parser counts lines from the start of the front matter; the location gives the line in the
        // file.
        let why = refused.to_string();
        let why = why.split(" at line ").next().unwrap_or(&why);
        let line_end = self.yaml[floor(self.yaml, at)..].find('\n').map_or(self.yaml.len(), |end| at + end);
        let found = Diagnostic::new(
            &codes::YAML_SYNTAX,
            words!(
                "这里的 YAML 写法不对",
                "this is not well-formed YAML: \
                {why}"
            ),
        )
        .help(Words::fixed(
            "请检查这一行和上一行：冒号后有空格，缩进用空格并对齐，引号成对",
            "check this line and the one before: a space after the colon, indentation in spaces, quotes \
                 in pairs",
        ));
        self.at(found, floor(self.yaml, at)..line_end.max(at))
    }
}

fn is(found: &PendingDiagnostic<'_>, code: &'static Code) -> bool {
    std::ptr::eq(found.code, code)
}

/// Whether it is about a sign that changes how the whole line is read.
fn is_sign(found: &PendingDiagnostic<'_>) -> bool {
    [&codes::SIGN_AT_START, &codes::QUOTE_IN_TEXT, &codes::FULL_WIDTH_SIGN]
        .into_iter()
        .any(|code| is(found, code))
}

/// Whether one of `common`, which are in order, already covers the place of `found`.
fn covers(common: &[PendingDiagnostic<'_>], found: &PendingDiagnostic<'_>) -> bool {
    let behind = common.partition_point(|c| c.span.start <= found.span.end);
    common[..behind].last().is_some_and(|last| found.span.start <= last.span.end)
}

/// The start of the first line after `from`, up to the line of `to`, that begins with one of the record's
/// own keys.
fn own_key(yaml: &str, shape: &Shape, from: usize, to: usize) -> Option<usize> {
    let Shape::Map(fields) = shape else { return None };
    let is_key = |line: &str| {
        line.find([':', '：']).is_some_and(|end| fields.iter().any(|field| field.is(line[..end].trim_end())))
    };
    let mut starts = yaml[..to].match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at > from);
    starts.find(|at| is_key(yaml[*at..].lines().next().unwrap_or_default()))
}

/// The byte at a line and a column, counted in characters and from 1.
fn place(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    text[start..].char_indices().nth(column.checked_sub(1)?).map(|(at, _)| start + at)
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where brackets, dashes of nested lists, or indentation are nested more deeply than any record needs.
fn too_deep(yaml: &str) -> Option<usize> {
    let mut brackets = 0_usize;
    let mut indents: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        let dashes = text.split("- ").take_while(|part| part.is_empty()).count();
        for byte in text.bytes() {
            match byte {
                b'[' | b'{' => brackets += 1,
                b']' | b'}' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            // Brackets may also be in a text that is never closed.
            if brackets > MAX_DEPTH * 2 {
                return Some(at);
            }
        }
        if !text.trim().is_empty() {
            let indent = line.len() - text.len();
            while indents.last().is_some_and(|outer| *outer >= indent) {
                indents.pop();
            }
            indents.push(indent);
        }
        if dashes + indents.len() > MAX_DEPTH {
            return Some(at);
        }
        at += line.len();
    }
    None
}
