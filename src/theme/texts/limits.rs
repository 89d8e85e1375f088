//! The limits of interface texts in depth and length. Takes Fluent files before they are parsed, and parsed
//! texts before any is shown; says which limits are exceeded. Both the parser and the formatter recurse for
//! each bracket and each reference to another text.

use std::collections::HashMap;
use std::ops::Range;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::diag::{Diagnostic, Words, codes, words};
use crate::theme::is_built_in;

/// How deep brackets may be nested, and how long a chain of references may be.
const MAX_DEPTH: usize = 16;
/// The bytes of one file, and of all together. Those of the built-in theme have 8 KB each.
const MAX_BYTES: usize = 256 * 1024;
const MAX_BYTES_TOTAL: usize = 1024 * 1024;
/// Fluent omits everything after this many.
const MAX_PLACEABLES: usize = 100;
/// The bytes of one formatted text, and of all those of a language.
const MAX_WRITTEN: usize = 64 * 1024;
const MAX_WRITTEN_TOTAL: usize = 4 * 1024 * 1024;

/// The limits that some files exceed, given as (language, path, text); a file with such a fault must not be
/// parsed.
pub(super) fn of_files(files: &[(String, String, String)]) -> Vec<Diagnostic> {
    let mut all = 0;
    let mut found = Vec::new();
    for (_, path, text) in files {
        let before = all;
        all += text.len();
        let (kb, mb) = (MAX_BYTES / 1024, MAX_BYTES_TOTAL / 1024 / 1024);
        if text.len() > MAX_BYTES {
            found.push(
                long(words!("这个文件超过 {kb} KB", "this file is larger than {kb} KB"))
                    .at(path.as_str(), 0..0),
            );
        } else if all > MAX_BYTES_TOTAL && before <= MAX_BYTES_TOTAL {
            let said = words!(
                "界面文字加起来超过 {mb} MB",
                "the files of interface texts are larger than {mb} MB together"
            );
            found.push(long(said).at(path.as_str(), 0..0));
        } else if !is_built_in(path)
            && let Some(at) = first_too_deep(text)
        {
            let said = words!(
                "这里的括号套了超过 {MAX_DEPTH} 层",
                "brackets are nested more than {MAX_DEPTH} deep here"
            );
            found.push(deep(said).at(path.as_str(), at..at + 1));
        }
    }
    found
}

/// The first bracket that is nested too deep. Whatever the parser may take for an open bracket is counted;
/// counting some that are only text does no harm.
fn first_too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut from) = (0_usize, 0);
    for line in text.split_inclusive('\n') {
        if starts_anew(line) {
            depth = 0;
        }
        let mut at = if line.starts_with('#') { line.len() } else { 0 };
        while let Some(byte) = line.as_bytes().get(at) {
            // A bracket that is written as text.
            if ["{\"{\"}", "{\"}\"}"].iter().any(|brace| line.as_bytes()[at..].starts_with(brace.as_bytes()))
            {
                at += 5;
                continue;
            }
            match byte {
                b'{' => depth += 1,
                b'(' if depth > 0 => depth += 1,
                b'}' | b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return Some(from + at);
            }
            at += 1;
        }
        from += line.len();
    }
    None
}

/// Whether a line can only be a comment or the beginning of a text: within brackets the parser accepts
/// neither.
fn starts_anew(line: &str) -> bool {
    let name = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    line.starts_with('#') || (name.len() < line.len() && name.trim_start_matches(' ').starts_with('='))
}

/// What formatting a text takes.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    placeables: usize,
    bytes: usize,
    /// How long its chains of references are.
    depth: usize,
}

impl Cost {
    fn and(self, other: Cost) -> Cost {
        Cost {
            placeables: self.placeables.saturating_add(other.placeables),
            bytes: self.bytes.saturating_add(other.bytes),
            depth: self.depth.max(other.depth),
        }
    }

    fn or(self, other: Cost) -> Cost {
        Cost {
            placeables: self.placeables.max(other.placeables),
            bytes: self.bytes.max(other.bytes),
            depth: self.depth.max(other.depth),
        }
    }
}

/// A text with the location of its name.
struct InterfaceMessage<'a> {
    pattern: &'a Pattern<&'a str>,
    file: &'a str,
    name: Range<usize>,
}

/// The texts of one language by name; terms with their hyphen, attributes after a dot.
type Messages<'a> = HashMap<String, InterfaceMessage<'a>>;

/// How many faults of a language are reported: a generated one may have thousands.
const MAX_REPORTED: usize = 10;

/// The limits that the texts of a language exceed; later files override earlier ones.
pub(super) fn of_texts(resources: &[(&str, FluentResource)]) -> Vec<Diagnostic> {
    let (texts, order) = gathered(resources);
    let mut costs = Costs { texts: &texts, known: HashMap::with_capacity(texts.len()) };
    let mut found = Vec::new();
    let mut together = 0_usize;
    for key in &order {
        let Some((key, text)) = texts.get_key_value(key) else { continue };
        let fault = match costs.of(key, &mut Vec::new()) {
            Ok(None) => continue,
            Ok(Some(cost)) => {
                let before = together;
                together = together.saturating_add(cost.bytes);
                let Some(fault) = too_long(key, cost, (before, together)) else { continue };
                costs.known.insert(key, None);
                fault
            }
            Err(chain) => {
                let shown = chain.join(" → ");
                costs.known.extend(chain.into_iter().map(|key| (key, None)));
                deep(words!(
                    "界面文字引用得太深：{shown}",
                    "interface texts refer to each other too deeply: {shown}"
                ))
            }
        };
        found.push(fault.at(text.file, text.name.clone()));
        if found.len() == MAX_REPORTED {
            break;
        }
    }
    found
}

/// All texts, and their names in the order of the files.
fn gathered<'a>(resources: &'a [(&str, FluentResource)]) -> (Messages<'a>, Vec<String>) {
    let (mut texts, mut order) = (Messages::new(), Vec::new());
    for (file, resource) in resources {
        let start = resource.source().as_ptr() as usize;
        let mut put = |key: String, name: &str, pattern| {
            // A name is a slice of the source: its position is its distance from the start.
            let at = (name.as_ptr() as usize).saturating_sub(start);
            let text = InterfaceMessage { pattern, file, name: at..at + name.len() };
            if texts.insert(key.clone(), text).is_none() {
                order.push(key);
            }
        };
        for entry in resource.entries() {
            let (mark, id, value, attributes) = match entry {
                Entry::Message(message) => ("", &message.id, message.value.as_ref(), &message.attributes),
                Entry::Term(term) => ("-", &term.id, Some(&term.value), &term.attributes),
                _ => continue,
            };
            value.into_iter().for_each(|value| put([mark, id.name].concat(), id.name, value));
            attributes
                .iter()
                .for_each(|own| put([mark, id.name, ".", own.id.name].concat(), own.id.name, &own.value));
        }
    }
    (texts, order)
}

fn too_long(key: &str, cost: Cost, (before, together): (usize, usize)) -> Option<Diagnostic> {
    let (kb, mb) = (MAX_WRITTEN / 1024, MAX_WRITTEN_TOTAL / 1024 / 1024);
    let said = if cost.placeables > MAX_PLACEABLES {
        words!(
            "“{key}”连同它引用的超过 {MAX_PLACEABLES} 处花括号",
            "`{key}` with what it refers to has more than {MAX_PLACEABLES} braces"
        )
    } else if cost.bytes > MAX_WRITTEN {
        words!("“{key}”展开超过 {kb} KB", "`{key}` comes to more than {kb} KB written out")
    } else if together > MAX_WRITTEN_TOTAL && before <= MAX_WRITTEN_TOTAL {
        words!(
            "这种语言的文字全部展开超过 {mb} MB",
            "the texts of this language come to more than {mb} MB written out"
        )
    } else {
        return None;
    };
    Some(long(said))
}

/// The costs of texts, each computed once.
struct Costs<'a> {
    texts: &'a Messages<'a>,
    /// None for texts whose fault has been reported: texts that refer to them have no fault of their own.
    known: HashMap<&'a str, Option<Cost>>,
}

impl<'a> Costs<'a> {
    /// The cost of a text, or the chain of names whose references are too deep or circular.
    fn of(&mut self, key: &'a str, above: &mut Vec<&'a str>) -> Result<Option<Cost>, Vec<&'a str>> {
        match self.known.get(key) {
            Some(None) => return Ok(None),
            Some(Some(known)) if above.len() + known.depth < MAX_DEPTH => return Ok(Some(*known)),
            _ => {}
        }
        let Some(text) = self.texts.get(key) else { return Ok(None) };
        let returns = above.contains(&key);
        above.push(key);
        if returns || above.len() > MAX_DEPTH {
            return Err(above.clone());
        }
        let cost = self.pattern(text.pattern, above)?;
        above.pop();
        self.known.insert(key, Some(cost));
        Ok(Some(cost))
    }

    fn pattern(
        &mut self,
        pattern: &'a Pattern<&'a str>,
        above: &mut Vec<&'a str>,
    ) -> Result<Cost, Vec<&'a str>> {
        let mut all = Cost::default();
        for element in &pattern.elements {
            all = all.and(match element {
                PatternElement::TextElement { value } => Cost { bytes: value.len(), ..Cost::default() },
                PatternElement::Placeable { expression } => {
                    self.expression(expression, above)?.and(Cost { placeables: 1, ..Cost::default() })
                }
            });
        }
        Ok(all)
    }

    fn expression(
        &mut self,
        expression: &'a Expression<&'a str>,
        above: &mut Vec<&'a str>,
    ) -> Result<Cost, Vec<&'a str>> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, above),
            Expression::Select { selector, variants } => {
                let mut longest = Cost::default();
                for variant in variants {
                    longest = longest.or(self.pattern(&variant.value, above)?);
                }
                Ok(self.inline(selector, above)?.and(longest))
            }
        }
    }

    fn inline(
        &mut self,
        inline: &'a InlineExpression<&'a str>,
        above: &mut Vec<&'a str>,
    ) -> Result<Cost, Vec<&'a str>> {
        let (mark, id, attribute, arguments) = match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                return Ok(Cost { bytes: value.len(), ..Cost::default() });
            }
            InlineExpression::VariableReference { .. } => return Ok(Cost::default()),
            InlineExpression::Placeable { expression } => return self.expression(expression, above),
            InlineExpression::FunctionReference { arguments, .. } => return self.arguments(arguments, above),
            InlineExpression::MessageReference { id, attribute } => ("", id, attribute, None),
            InlineExpression::TermReference { id, attribute, arguments } => {
                ("-", id, attribute, arguments.as_ref())
            }
        };
        let given = arguments.map_or(Ok(Cost::default()), |arguments| self.arguments(arguments, above))?;
        let key = attribute
            .as_ref()
            .map_or_else(|| [mark, id.name].concat(), |own| [mark, id.name, ".", own.name].concat());
        // A reference to a missing text shows its name; that is not reported here.
        let Some((key, _)) = self.texts.get_key_value(&key) else { return Ok(given) };
        let cost = self.of(key, above)?.unwrap_or_default();
        Ok(given.and(Cost { depth: cost.depth + 1, ..cost }))
    }

    fn arguments(
        &mut self,
        arguments: &'a CallArguments<&'a str>,
        above: &mut Vec<&'a str>,
    ) -> Result<Cost, Vec<&'a str>> {
        let mut all = Cost::default();
        for value in arguments.positional.iter().chain(arguments.named.iter().map(|named| &named.value)) {
            all = all.and(self.inline(value, above)?);
        }
        Ok(all)
    }
}

fn deep(said: Words) -> Diagnostic {
    Diagnostic::new(&codes::TEXT_TOO_DEEP, said).help(words!(
        "括号和引用最多套 {MAX_DEPTH} 层，不能绕回自己",
        "brackets and references go {MAX_DEPTH} deep at most, and never back to where they began"
    ))
}

fn long(said: Words) -> Diagnostic {
    Diagnostic::new(&codes::TEXT_TOO_LONG, said).help(Words::fixed(
        "界面文字只放几个字的标签和句子；长文写进记录",
        "interface texts are labels and sentences; anything longer belongs in a record",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted_as_the_parser_may_take_them() {
        let nested = |open: &str, count: usize| format!("a = {}", open.repeat(count));
        assert_eq!(first_too_deep(&nested("{", 16)), None);
        assert_eq!(first_too_deep(&nested("{", 17)), Some(4 + 16));
        assert!(first_too_deep(&nested("{ $x ->\n [a] ", 17)).is_some());
        assert!(first_too_deep(&nested("{ A(", 9)).is_some());
        // Quotes in a text hide no brackets.
        assert!(first_too_deep(&format!("a = {{ $x ->\n *[a] \" {}", "{".repeat(17))).is_some());
        // Names at the beginning of a line, which may be arguments, do not begin a text.
        assert!(first_too_deep(&format!("a = {{ {}", "F(\n".repeat(17))).is_some());
    }

    #[test]
    fn braces_as_text_and_in_comments_stand_nowhere() {
        assert_eq!(first_too_deep(&format!("a = {}", "{\"{\"}".repeat(100))), None);
        assert_eq!(first_too_deep(&"# { count\n".repeat(100)), None);
        assert_eq!(first_too_deep(&"a = { $x\n".repeat(100)), None);
    }
}
