//! The Markdown of a file: finds in it, and parses it again with masks where there are any.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr3, memchr3_iter, memmem};
use percent_encoding::percent_decode_str;

use super::diagnostics::Kept;
use super::{Policy, Screened, Treatment};
use crate::markdown::{self, Body, STAND_IN, decoded, plain_text, tag_end};
use crate::personal::{Class, Found, Marks, find, may_be_part};

/// A Markdown text, and where it stands.
pub(super) struct ScreenedText<'t> {
    pub(super) file: &'t Arc<str>,
    /// Its first byte in the file.
    pub(super) at: usize,
    pub(super) text: &'t str,
    /// Whether it is made of numbered articles.
    pub(super) articles: bool,
}

/// What stands in a text for something else.
struct Replaced {
    /// The bytes that it had.
    was: Range<usize>,
    /// The bytes that it has.
    is: Range<usize>,
}

impl ScreenedText<'_> {
    /// Screens what was parsed of the text.
    pub(super) fn screen(&self, body: &mut Body, policy: &Policy, to: &mut Screened) {
        let found = find(self.text, Marks::Markdown);
        let mut masks = Vec::new();
        for found in &found {
            match policy.treatment(found) {
                Treatment::Mask => match mask(self.text, found) {
                    Some(mask) => masks.push(mask),
                    None => self.report(found, (Treatment::Mask, Kept::Unmaskable), found.span.clone(), to),
                },
                treatment => self.report(found, (treatment, Kept::BySettings), found.span.clone(), to),
            }
        }
        if !masks.is_empty() {
            to.masks.body.extend(masks.iter().map(|(span, mask)| format!("{} {mask}", span.start)));
            *body = self.masked(masks);
        }
        self.screen_rendered(body, &found, policy, to);
    }

    /// Screens what is read on the page, or lies in its addresses, and not in the text as it is written: what
    /// tags, references to characters, signs of emphasis, links or the encoding of an address hide.
    fn screen_rendered(&self, body: &Body, seen: &[Found], policy: &Policy, to: &mut Screened) {
        if !may_hide(self.text) {
            return;
        }
        // What is masked is not on the page any more: where it is, it stands there a second time.
        let is_reported = |found: &Found| {
            !matches!(policy.treatment(found), Treatment::Mask)
                && seen.iter().any(|seen| seen.value == found.value)
        };
        let mut hidden = find(&plain_text(&body.html), Marks::None);
        if may_encode(self.text) {
            hidden.extend(in_attributes(&body.html));
        }
        let mut reported: HashSet<&str> = HashSet::new();
        for found in hidden.iter().filter(|found| !is_reported(found)) {
            if !reported.insert(&found.value) {
                continue;
            }
            // Each is looked for in the whole text, and after so many nobody reads on.
            let place = if reported.len() <= MAX_PLACED { self.begins(found) } else { 0..0 };
            self.report(found, (policy.treatment(found), Kept::Unmaskable), place, to);
        }
    }

    /// Where something begins that does not stand in the text as it is: at the most of its first characters
    /// that there are.
    fn begins(&self, found: &Found) -> Range<usize> {
        let ends = found.value.char_indices().map(|(at, _)| at).rev().filter(|at| *at >= 3);
        let at = ends.filter_map(|end| self.text.find(&found.value[..end])).next();
        at.map_or(0..0, |at| at..at)
    }

    fn report(
        &self,
        found: &Found,
        (treatment, kept): (Treatment, Kept),
        span: Range<usize>,
        to: &mut Screened,
    ) {
        let span = self.at + span.start..self.at + span.end;
        to.note(found, treatment, kept, |diagnostic| diagnostic.at(self.file.clone(), span));
    }

    /// What is parsed of the text with masks in it.
    fn masked(&self, masks: Vec<(Range<usize>, String)>) -> Body {
        let (mut text, mut from) = (String::with_capacity(self.text.len() + 64), 0);
        let mut replaced = Vec::with_capacity(masks.len());
        for (was, mask) in masks {
            text.push_str(&self.text[from.min(was.start)..was.start]);
            let start = text.len();
            text.push_str(&mask);
            from = was.end;
            replaced.push(Replaced { was, is: start..text.len() });
        }
        text.push_str(&self.text[from..]);
        let body = markdown::parse(&text);
        let body = if self.articles { body.with_articles(&text) } else { body };
        body.in_place_of('*', |at| was_at(&replaced, at))
    }
}

/// How many hidden values of one text are reported at their own places.
const MAX_PLACED: usize = 100;

/// Whether something in a text may be read otherwise than it is written. Nearly every text has signs of
/// emphasis and links, but few have one within a word or a number.
fn may_hide(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'&', b'<', b'\\', bytes).is_some()
        || may_encode(text)
        || memmem::find_iter(bytes, "\n>").any(|at| parts_a_value(text, text[..at].trim_end().len()))
        || SIGNS.iter().any(|[a, b, c]| memchr3_iter(*a, *b, *c, bytes).any(|at| parts_a_value(text, at)))
}

/// Whether addresses in a text may be encoded.
fn may_encode(text: &str) -> bool {
    memchr3(b'&', b'<', b'%', text.as_bytes()).is_some()
}

/// The bytes in which the end of an address is looked for.
const LONGEST_ADDRESS: usize = 2_000;

/// Signs of emphasis, and of code and links.
const SIGNS: [[u8; 3]; 2] = [*b"*_~", *b"`[]"];

/// Whether the signs at `at`, or the line of a quotation that begins behind it, stand between two characters
/// of what may be one value.
fn parts_a_value(text: &str, at: usize) -> bool {
    // Asked first: of a long run of signs only the first has something else before it.
    if !text[..at].chars().next_back().is_some_and(may_be_part) {
        return false;
    }
    let behind = match text[at..].strip_prefix("](") {
        Some(address) => match address[..address.floor_char_boundary(LONGEST_ADDRESS)].find(')') {
            Some(end) => &address[end + 1..],
            // It may be longer, or none.
            None => return true,
        },
        None => text[at..].trim_start_matches(['\r', '\n', '>', ' ', '\t']),
    };
    let behind = behind.trim_start_matches(is_sign).chars().next();
    behind.is_some_and(may_be_part)
}

fn is_sign(c: char) -> bool {
    SIGNS.as_flattened().iter().any(|sign| char::from(*sign) == c)
}

/// What lies in the values of attributes, where an address is decoded.
fn in_attributes(html: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let end = at + tag_end(&rest[at..]);
        for value in rest[at..end].split('"').skip(1).step_by(2) {
            let value = decoded(value);
            found.extend(find(&percent_decode_str(&value).decode_utf8_lossy(), Marks::None));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    found
}

/// The byte of the text as it was that is now at `at`.
fn was_at(replaced: &[Replaced], at: usize) -> usize {
    match replaced.partition_point(|one| one.is.start <= at).checked_sub(1).map(|last| &replaced[last]) {
        Some(Replaced { was, is }) if at < is.end => was.start,
        Some(Replaced { was, is }) => was.end + (at - is.end),
        None => at,
    }
}

/// What is to be put in the place of a finding, and of how much around it; none where it leads to a file that
/// is called so.
fn mask(text: &str, found: &Found) -> Option<(Range<usize>, String)> {
    let Range { start, end } = found.span;
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let head = text[line..start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let begin = start - head.len();
    if let Some(open) = head.rfind("](").map(|at| begin + at + 2).filter(|at| !text[*at..start].contains(')'))
    {
        let close = text[end..].find([')', ' ', '\n']).map_or(text.len(), |at| end + at);
        let dest = &text[open..close];
        if is_call(dest) {
            return Some((open..close, String::new()));
        }
        // A heading is named by its words.
        if !dest.contains("://") && text[open..start].contains('#') {
            return Some((start..end, found.masked(STAND_IN)));
        }
        let path = dest.split(['#', '?']).next().unwrap_or_default();
        return (dest.contains("://") || path.ends_with(".md")).then(|| (start..end, found.masked('x')));
    }
    if let Some(open) = head.rfind('<').map(|at| begin + at).filter(|_| text[end..].starts_with('>'))
        && (open + 1 == start || is_call(&text[open + 1..start]))
    {
        return Some((open..end + 1, found.masked(STAND_IN)));
    }
    let in_address = ["://", "href=", "src="].iter().any(|sign| head.contains(sign)) || is_call(head);
    let sign = if in_address && found.class != Class::Email { 'x' } else { STAND_IN };
    Some((start..end, found.masked(sign)))
}

/// Whether an address is a telephone number's, or an e-mail's.
fn is_call(address: &str) -> bool {
    let address = address.trim_start_matches('<').to_ascii_lowercase();
    address.starts_with("tel:") || address.starts_with("mailto:") || address.starts_with("sms:")
}
