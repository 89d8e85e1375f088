//! YAML with locations: takes front matter, gives a tree in which every key and value knows its bytes.
//!
//! Read only if there is something to report. Duplicate keys are kept, aliases are never followed, and what
//! precedes a syntax error is still given.

use std::ops::Range;

use saphyr_parser::{Event, Parser};

/// A value and its span in the text from which it was read.
#[derive(Debug)]
pub struct YamlNode {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The value.
    pub data: YamlData,
}

/// What a YAML node holds.
#[derive(Debug)]
pub enum YamlData {
    /// A scalar as typed, without its quotes; `plain` if it had none.
    Scalar {
        /// The text.
        text: String,
        /// Whether it was written without quotes or block marks.
        plain: bool,
    },
    /// A list.
    List(Vec<YamlNode>),
    /// A mapping, in order and with duplicates.
    Map(Vec<(YamlNode, YamlNode)>),
    /// An alias (`*name`).
    Alias,
}

/// The result of reading.
#[derive(Debug)]
pub struct ParsedYaml {
    /// The tree, as far as it could be read.
    pub root: Option<YamlNode>,
    /// Where the YAML is broken, and the parser's message.
    pub error: Option<(usize, String)>,
    /// The span of the first anchor, alias or tag.
    pub alias: Option<Range<usize>>,
}

impl YamlNode {
    /// Whether this is an empty value (`key:` without a value, or `~`).
    pub fn is_empty(&self) -> bool {
        let YamlData::Scalar { text, plain: true } = &self.data else { return false };
        matches!(text.as_str(), "" | "~" | "null")
    }

    /// Where the value is written in `yaml`: for a text of several lines, the first of them, but not the
    /// mark that opens a block.
    pub fn written(&self, yaml: &str) -> Range<usize> {
        let YamlData::Scalar { plain, .. } = &self.data else { return self.span.clone() };
        let text = yaml.get(self.span.clone()).unwrap_or_default();
        let Some(end) = text.find('\n') else { return self.span.clone() };
        let is_block = !plain && text.starts_with(['|', '>']);
        let rest = if is_block { &text[end..] } else { text };
        let words = rest.trim_start();
        let start = self.span.end - words.len();
        start..start + words.lines().next().unwrap_or_default().trim_end().len()
    }

    /// The value as it is written, if it is on one line of `yaml`.
    pub fn line<'y>(&self, yaml: &'y str) -> Option<&'y str> {
        yaml.get(self.span.clone()).filter(|text| !text.is_empty() && !text.contains('\n'))
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            YamlData::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// Reads `yaml`; nesting deeper than `depth` ends the reading like an error.
pub fn read(yaml: &str, depth: usize) -> ParsedYaml {
    let mut reader = NodeReader { places: ByteOffsets::new(yaml), open: Vec::new(), root: None, alias: None };
    let mut error = None;
    for event in Parser::new_from_str(yaml) {
        match event {
            Ok((event, span)) => {
                let span = reader.places.byte(span.start.index())..reader.places.byte(span.end.index());
                reader.take(event, span);
                if reader.open.len() > depth {
                    error = Some((yaml.len(), "nested too deeply".to_owned()));
                    break;
                }
            }
            Err(e) => {
                error = Some((reader.places.byte(e.marker().index()), e.info().to_owned()));
                break;
            }
        }
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    if let Some(open) = reader.open.pop() {
        reader.root.get_or_insert(open.finish());
    }
    ParsedYaml { root: reader.root, error, alias: reader.alias }
}

/// A collection whose end has not been seen.
struct OpenCollection {
    start: usize,
    end: usize,
    map: bool,
    items: Vec<YamlNode>,
}

impl OpenCollection {
    fn finish(self) -> YamlNode {
        let span = self.start..self.end.max(self.start);
        if !self.map {
            return YamlNode { span, data: YamlData::List(self.items) };
        }
        let mut pairs = Vec::with_capacity(self.items.len() / 2);
        let mut items = self.items.into_iter();
        while let Some(key) = items.next() {
            let at = key.span.end;
            let value = items.next().unwrap_or(YamlNode {
                span: at..at,
                data: YamlData::Scalar { text: String::new(), plain: true },
            });
            pairs.push((key, value));
        }
        YamlNode { span, data: YamlData::Map(pairs) }
    }
}

struct NodeReader<'t> {
    places: ByteOffsets<'t>,
    open: Vec<OpenCollection>,
    root: Option<YamlNode>,
    alias: Option<Range<usize>>,
}

impl NodeReader<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.anchor(anchor, tag.is_some(), &span);
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let data = YamlData::Scalar { text: text.into_owned(), plain };
                self.add(YamlNode { span: self.places.trimmed(span), data });
            }
            Event::Alias(_) => {
                self.alias.get_or_insert(span.clone());
                self.add(YamlNode { span, data: YamlData::Alias });
            }
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag) => {
                self.anchor(anchor, tag.is_some(), &span);
                let map = matches!(event, Event::MappingStart(..));
                self.open.push(OpenCollection { start: span.start, end: span.end, map, items: Vec::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.last_mut() {
                    open.end = span.start.max(open.end);
                }
                self.close();
            }
            _ => {}
        }
    }

    fn anchor(&mut self, anchor: usize, tagged: bool, span: &Range<usize>) {
        if anchor != 0 || tagged {
            self.alias.get_or_insert(span.clone());
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            let mut node = open.finish();
            node.span = self.places.trimmed(node.span);
            self.add(node);
        }
    }

    fn add(&mut self, node: YamlNode) {
        match self.open.last_mut() {
            Some(open) => {
                open.end = open.end.max(node.span.end);
                open.items.push(node);
            }
            None => {
                self.root.get_or_insert(node);
            }
        }
    }
}

/// Converts the parser's character counts to bytes; they only grow, so one pass over the text is enough.
struct ByteOffsets<'t> {
    text: &'t str,
    byte_of: Vec<usize>,
}

impl<'t> ByteOffsets<'t> {
    fn new(text: &'t str) -> Self {
        let ascii = text.is_ascii();
        ByteOffsets {
            text,
            byte_of: if ascii { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() },
        }
    }

    fn byte(&self, character: usize) -> usize {
        if self.byte_of.is_empty() {
            return character.min(self.text.len());
        }
        self.byte_of.get(character).copied().unwrap_or(self.text.len())
    }

    /// The span without the blank lines that the parser counts as part of a value's end.
    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or("");
        span.start..span.start + text.trim_end().len()
    }
}
