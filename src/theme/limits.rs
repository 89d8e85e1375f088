//! The limits of a theme's templates. Takes them as they are in their files; says which limits are
//! exceeded, before any template is compiled: Tera's work grows with their number, their size and how they
//! use each other.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Template, Theme};
use crate::diag::{Diagnostic, Words, codes, words};

/// A theme with many sorts of pages has fifty.
const MAX_TEMPLATES: usize = 500;
/// The largest template of the built-in theme has 5 KB.
const MAX_BYTES: usize = 256 * 1024;
const MAX_BYTES_TOTAL: usize = 2 * 1024 * 1024;
/// Each template holds a copy of what it inherits.
const MAX_INHERITED: usize = 16 * 1024 * 1024;
/// Tera quotes the whole line for each unknown name.
const MAX_QUOTED: usize = 128 * 1024 * 1024;
/// How deep templates may be nested by `include`, or inherit from each other by `extends`.
const MAX_DEPTH: usize = 16;

/// The templates that one template uses, and where it names them.
struct Uses<'t> {
    parent: Option<(&'t str, Range<usize>)>,
    parts: Vec<(&'t str, Range<usize>)>,
}

/// The diagnostics of limits that a theme's templates exceed.
pub(super) fn faults(theme: &Theme) -> Vec<Diagnostic> {
    // The templates built into the program are within all limits.
    let own: BTreeMap<&str, &Template> = theme
        .templates
        .iter()
        .filter(|(_, template)| !template.is_built_in())
        .map(|(name, template)| (name.as_str(), template))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = own.values().filter_map(|template| size(template)).collect();
    found.extend(together(&own));
    if found.is_empty() {
        let uses =
            theme.templates.iter().map(|(name, template)| (name.as_str(), Uses::of(template))).collect();
        found.extend(Depths { theme, uses: &uses, known: HashMap::new() }.faults());
        found.extend(inherited(theme, &own, &uses));
    }
    found
}

fn size(template: &Template) -> Option<Diagnostic> {
    let text = template.text.as_bytes();
    let kb = MAX_BYTES / 1024;
    if text.len() > MAX_BYTES {
        return Some(large(template, words!("这个模板超过 {kb} KB", "this template is larger than {kb} KB")));
    }
    let line = text.split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap_or(0);
    let names = text.iter().filter(|byte| matches!(byte, b'|' | b'(' | b'<' | b'%')).count();
    (names.saturating_mul(2 * line) > MAX_QUOTED).then(|| {
        large(
            template,
            Words::fixed(
                "这个模板的行太长，标签太多",
                "the lines of this template are too long for so many tags",
            ),
        )
    })
}

fn together(own: &BTreeMap<&str, &Template>) -> Option<Diagnostic> {
    let last = own.values().last()?;
    if own.len() > MAX_TEMPLATES {
        return Some(large(
            last,
            words!("模板超过 {MAX_TEMPLATES} 个", "there are more than {MAX_TEMPLATES} templates"),
        ));
    }
    let all: usize = own.values().map(|template| template.text.len()).sum();
    let mb = MAX_BYTES_TOTAL / 1024 / 1024;
    (all > MAX_BYTES_TOTAL).then(|| {
        large(last, words!("所有模板加起来超过 {mb} MB", "all templates together are larger than {mb} MB"))
    })
}

/// Templates that inherit too much from each other; called once their depth is known to be limited.
fn inherited(
    theme: &Theme,
    own: &BTreeMap<&str, &Template>,
    uses: &HashMap<&str, Uses<'_>>,
) -> Option<Diagnostic> {
    let mut all = 0;
    for (name, template) in own {
        let line = std::iter::successors(Some(*name), |name| {
            uses.get(name)?.parent.as_ref().map(|(parent, _)| *parent)
        });
        all += line
            .take(MAX_DEPTH + 1)
            .filter_map(|name| theme.templates.get(name))
            .map(|template| template.text.len())
            .sum::<usize>();
        if all > MAX_INHERITED {
            return Some(large(
                template,
                Words::fixed(
                    "这么多模板继承这么大的模板",
                    "too many templates extend templates that are too large",
                ),
            ));
        }
    }
    None
}

fn large(template: &Template, said: Words) -> Diagnostic {
    Diagnostic::new(&codes::TEMPLATES_TOO_LARGE, said).at(template.file.as_str(), 0..0).help(Words::fixed(
        "把数据放进记录或 site.yaml 的 extra，图片和样式放进 static/，模板里只留版式",
        "keep data in records or in `extra` of site.yaml, pictures and styles in static/, and only the \
         layout in templates",
    ))
}

impl<'t> Uses<'t> {
    fn of(template: &'t Template) -> Uses<'t> {
        let mut uses = Uses { parent: None, parts: Vec::new() };
        let (text, mut at) = (template.text.as_str(), 0);
        while let Some(tag) = text[at..].find('{').map(|found| at + found) {
            let rest = &text[tag + 1..];
            // Comments and raw text use nothing.
            let skipped = |end: &str| rest.find(end).map_or(text.len(), |found| tag + 1 + found);
            at = tag + 1;
            let Some(inner) = rest.strip_prefix('%') else {
                if rest.starts_with('#') {
                    at = skipped("#}");
                }
                continue;
            };
            let inner = inner.trim_start_matches('-').trim_start();
            let word = &inner[..inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len())];
            let quoted = inner[word.len()..].trim_start();
            let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
            let used = quote.and_then(|quote| quoted[1..].split(quote).next()).map(|name| {
                let from = text.len() - quoted.len() + 1;
                (name, from..from + name.len())
            });
            match (word, used) {
                ("raw", _) => at = skipped("endraw"),
                ("extends", Some(used)) => uses.parent = Some(used),
                ("include", Some(used)) => uses.parts.push(used),
                _ => {}
            }
        }
        uses
    }
}

/// The depth of each template's dependencies.
struct Depths<'t> {
    theme: &'t Theme,
    uses: &'t HashMap<&'t str, Uses<'t>>,
    known: HashMap<&'t str, usize>,
}

impl<'t> Depths<'t> {
    fn faults(mut self) -> Option<Diagnostic> {
        let names: Vec<&'t str> = self.theme.templates.keys().map(String::as_str).collect();
        for name in names {
            if let Err(chain) = self.below(name, &mut Vec::new()) {
                return Some(self.fault(&chain));
            }
        }
        None
    }

    /// The depth below a template, or the chain that is too deep or circular.
    fn below(&mut self, name: &'t str, above: &mut Vec<&'t str>) -> Result<usize, Vec<&'t str>> {
        let (uses, returns) = (self.uses, above.contains(&name));
        above.push(name);
        if returns || above.len() > MAX_DEPTH {
            return Err(above.clone());
        }
        // If it is too deep from here, it is walked again to give the whole chain.
        if let Some(known) = self.known.get(name).filter(|known| above.len() + **known <= MAX_DEPTH) {
            above.pop();
            return Ok(*known);
        }
        let mut deepest = 0;
        if let Some(uses) = uses.get(name) {
            for (used, _) in uses.parts.iter().chain(&uses.parent) {
                deepest = deepest.max(self.below(used, above)? + 1);
            }
        }
        self.known.insert(name, deepest);
        above.pop();
        Ok(deepest)
    }

    fn fault(&self, chain: &[&'t str]) -> Diagnostic {
        let shown = chain.join(" → ");
        let said = words!("模板套得太深：{shown}", "templates are nested too deeply: {shown}");
        let fault = Diagnostic::new(&codes::TEMPLATE_TOO_DEEP, said).help(words!(
            "include 和 extends 最多套 {MAX_DEPTH} 层，不能绕回自己",
            "`include` and `extends` go {MAX_DEPTH} deep at most, and never back to where they began"
        ));
        // At the name of the last template in the one before it.
        let [.., from, to] = chain else { return fault };
        let uses = self.uses.get(from).into_iter().flat_map(|uses| uses.parts.iter().chain(&uses.parent));
        let span = uses.into_iter().find(|(used, _)| used == to).map(|(_, span)| span.clone());
        match self.theme.templates.get(*from) {
            Some(template) => fault.at(template.file.as_str(), span.unwrap_or(0..0)),
            None => fault,
        }
    }
}
