//! The number of shapes in a drawing: takes its elements one after another; gives how many are drawn when
//! each is counted wherever another repeats it. A few lines can expand to millions.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;

/// The deepest chain of elements that repeat each other.
const DEEPEST: usize = 20;

/// Colours of shapes, which take no time of their own, however many shapes refer to them.
const COLOURS: [&str; 2] = ["linearGradient", "radialGradient"];

/// The elements seen so far.
#[derive(Debug, Default)]
pub struct Shapes {
    met: usize,
    /// The elements with a name, each with the range of the elements inside it, by number.
    named: HashMap<String, Range<usize>>,
    /// The elements that repeat another, by number, with the name of the other.
    shown: Vec<(usize, String)>,
    /// The names and numbers of the open elements.
    open: Vec<(Option<String>, usize)>,
}

impl Shapes {
    /// An element begins.
    pub fn start(&mut self, tag: &BytesStart<'_>) {
        let number = self.met;
        self.met += 1;
        let name = tag.local_name();
        let name = std::str::from_utf8(name.as_ref()).unwrap_or_default();
        let mut id = None;
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = value(&attribute);
            match attribute.key.local_name().as_ref() {
                b"id" if !COLOURS.contains(&name) => id = Some(value),
                b"href" if matches!(name, "use" | "feImage") => {
                    self.shown.push((number, value.trim().trim_start_matches('#').to_owned()));
                }
                // A pattern, a marker or a mask, in an attribute or in a property of `style`.
                _ => self.shown.extend(targets(&value).map(|target| (number, target.to_owned()))),
            }
        }
        self.open.push((id, number));
    }

    /// Ends the innermost open element.
    pub fn end(&mut self) {
        if let Some((Some(id), number)) = self.open.pop() {
            self.named.entry(id).or_insert(number..self.met);
        }
    }

    /// The number of elements in the file.
    pub fn met(&self) -> usize {
        self.met
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// How often one element repeats another.
    pub fn references(&self) -> usize {
        self.shown.len()
    }

    /// How many elements are drawn; none where they repeat one another too deep, or themselves.
    pub fn drawn(&self) -> Option<u64> {
        let all = self.of(&(0..self.met), &mut HashMap::new(), 0)?;
        Some(all.shapes)
    }

    fn of<'d>(
        &'d self,
        elements: &Range<usize>,
        known: &mut HashMap<&'d str, ShapeSum>,
        above: usize,
    ) -> Option<ShapeSum> {
        let mut all = ShapeSum { shapes: elements.len() as u64, levels: 0 };
        let first = self.shown.partition_point(|(number, _)| *number < elements.start);
        for (_, target) in self.shown[first..].iter().take_while(|(number, _)| *number < elements.end) {
            let Some(inside) = self.named.get(target) else { continue };
            let again = match known.get(target.as_str()) {
                Some(again) => *again,
                None if above >= DEEPEST => return None,
                None => {
                    let again = self.of(inside, known, above + 1)?;
                    known.insert(target, again);
                    again
                }
            };
            all.shapes = all.shapes.saturating_add(again.shapes);
            all.levels = all.levels.max(again.levels + 1);
        }
        (all.levels <= DEEPEST).then_some(all)
    }
}

/// The shapes of some elements.
#[derive(Clone, Copy)]
struct ShapeSum {
    shapes: u64,
    /// How deep repetition is nested.
    levels: usize,
}

/// The value of an attribute as a browser reads it.
fn value(attribute: &Attribute<'_>) -> String {
    let raw = String::from_utf8_lossy(&attribute.value);
    unescape(&raw).map(|value| value.into_owned()).unwrap_or_default()
}

/// The names in `url(#name)`.
fn targets(value: &str) -> impl Iterator<Item = &str> {
    let opens = memchr::memchr_iter(b'(', value.as_bytes()).filter(|at| {
        let word = at.checked_sub(3).and_then(|from| value.get(from..*at));
        word.is_some_and(|word| word.eq_ignore_ascii_case("url"))
    });
    opens.filter_map(|at| {
        let inside = value[at + 1..].split(')').next()?.trim().trim_matches(['"', '\'']);
        inside.trim().strip_prefix('#')
    })
}
