//! The texts of typed fields: takes a value, gives it with masks in place, and reports what is not masked
//! at its bytes.

use super::diagnostics::{self, Kept};
use super::{Policy, Screened, Treatment, with_front};
use crate::diag::Location;
use crate::front::shape::Shape;
use crate::front::texts::{TextPath, Texts};
use crate::personal::{Class, Found, Marks, find};
use crate::record::RecordSource;

/// The screening of the fields of one file.
pub(super) struct Screening<'p> {
    policy: &'p Policy,
    /// Findings that are not masked, with the path of the field.
    hits: Vec<(String, Found, Treatment, Kept)>,
    allowances: Vec<usize>,
    /// What was masked, with the path of the field.
    masked: Vec<String>,
}

/// What a field is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Words that people read.
    Words,
    /// `contact`, which is public by intent: only identity and card numbers have no place there.
    Contact,
    /// Where something takes place or is located: a room there is not somebody's flat.
    Venue,
    /// A path or an address: masked, it would no longer lead to the file, since no path may contain the
    /// sign of a mask.
    Address,
    /// The name of a file that is published unchanged.
    File,
}

impl Use {
    fn of(at: &TextPath) -> Use {
        if at.is_within("contact") {
            return Use::Contact;
        }
        match at.last_field() {
            Some("path") if at.is_within("attachments") => Use::File,
            Some("attachments" | "rows") => Use::File,
            Some("slug" | "aliases" | "refs" | "adopted_by" | "supersedes") => Use::Address,
            Some("venue" | "place" | "places" | "address") => Use::Venue,
            _ => Use::Words,
        }
    }

    /// The same for a field of `site.yaml`, in which every place of the register is public.
    pub(super) fn of_setting(at: &TextPath) -> Use {
        match (at.is_within("contact"), at.is_within("places")) {
            (true, _) => Use::Contact,
            (false, true) => Use::Venue,
            (false, false) => Use::Words,
        }
    }

    /// Whether information of this class has no place here.
    pub(super) fn minds(self, class: Class) -> bool {
        match self {
            Use::Contact => matches!(class, Class::Identity | Class::Card),
            Use::Venue => class != Class::Flat,
            Use::Words | Use::Address | Use::File => true,
        }
    }
}

impl<'p> Screening<'p> {
    pub(super) fn new(policy: &'p Policy) -> Screening<'p> {
        Screening { policy, hits: Vec::new(), allowances: Vec::new(), masked: Vec::new() }
    }

    /// Screens every text of a value.
    pub(super) fn texts(&mut self, value: &mut dyn Texts) {
        value.each_text(&mut TextPath::default(), &mut |at, text| self.text(at, text));
    }

    /// Screens one text.
    pub(super) fn text(&mut self, at: &TextPath, text: &mut String) {
        let found = find(text, Marks::None);
        if found.is_empty() {
            return;
        }
        let used = Use::of(at);
        for found in found.into_iter().rev().filter(|found| used.minds(found.class)) {
            let treatment = self.policy.treatment(&found);
            match treatment {
                Treatment::Allowed(at) => self.allowances.push(at),
                Treatment::Mask if used != Use::File => {
                    let sign = if used == Use::Address { 'x' } else { '*' };
                    let masked = found.masked(sign);
                    text.replace_range(found.span.clone(), &masked);
                    self.masked.push(format!("{at} {masked}"));
                }
                Treatment::Mask => self.hits.push((at.to_string(), found, treatment, Kept::Unmaskable)),
                Treatment::Refuse | Treatment::Warn => {
                    self.hits.push((at.to_string(), found, treatment, Kept::BySettings));
                }
            }
        }
    }

    /// Reports what was found at its location; `front` is the text before the body, and `shape` its form.
    pub(super) fn report(self, source: &RecordSource, of: (&str, &Shape), to: &mut Screened) {
        to.allowances.extend(self.allowances);
        to.masks.fields.extend(self.masked);
        if self.hits.is_empty() {
            return;
        }
        let text = of.0;
        with_front(source, of, |front, shape| {
            let place = front.locations(shape);
            let is_own = |at: &Location| at.file == source.file && source.row.is_none();
            let mut hits = self.hits;
            hits.sort_by(|a, b| (&a.0, a.1.span.start).cmp(&(&b.0, b.1.span.start)));
            let mut last: Option<(String, usize)> = None;
            for (path, found, treatment, kept) in hits {
                let mut at = place(&path);
                if is_own(&at) {
                    let from =
                        last.take().filter(|(of, _)| *of == path).map_or(at.span.start, |(_, end)| end);
                    at.span = narrowed(text, from, &found).unwrap_or(at.span);
                    last = Some((path, at.span.end));
                }
                let diagnostic = diagnostics::diagnostic(&found, treatment, kept);
                to.found.extend(diagnostic.map(|diagnostic| diagnostic.at(at.file, at.span)));
            }
        });
    }
}

/// The bytes of the value itself: its first occurrence after `from`.
fn narrowed(text: &str, from: usize, found: &Found) -> Option<std::ops::Range<usize>> {
    let same = find(text.get(from..)?, Marks::None).into_iter().find(|other| other.value == found.value)?;
    Some(from + same.span.start..from + same.span.end)
}
