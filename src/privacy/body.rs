//! The Markdown of a file: takes its text, gives what is found in it, and the body parsed again with masks
//! if there are any.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr3, memchr3_iter, memmem};
use percent_encoding::percent_decode_str;

use super::diagnostics::Kept;
use super::{Policy, Screened, Treatment};
use crate::markdown::{self, Body, STAND_IN, decoded, plain_text, tag_end};
use crate::personal::{Class, Found, Marks, find, may_be_part};

/// A Markdown text and its location.
pub(super) struct ScreenedText<'t> {
    pub(super) file: &'t Arc<str>,
    /// Its first byte in the file.
    pub(super) at: usize,
    pub(super) text: &'t str,
    /// Whether it consists of numbered articles.
    pub(super) articles: bool,
}

/// A replacement in a text.
struct Replaced {
    /// The bytes in the original text.
    was: Range<usize>,
    /// The bytes in the text with replacements.
    is: Range<usize>,
}

impl ScreenedText<'_> {
    /// Screens the body that was parsed from the text.
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

    /// Screens what can be read on the page or in its addresses but not in the text as written: what is
    /// hidden by tags, character references, signs of emphasis, links or the encoding of an address.
    fn screen_rendered(&self, body: &Body, seen: &[Found], policy: &Policy, to: &mut Screened) {
        if !may_hide(self.text) {
            return;
        }
        // A masked value is no longer on the page; if it is found there, it occurs a second time.
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
            // Each requires a search of the whole text, and nobody reads more than so many.
            let place = if reported.len() <= MAX_PLACED { self.begins(found) } else { 0..0 };
            self.report(found, (policy.treatment(found), Kept::Unmaskable), place, to);
        }
    }

    /// Where a value begins that is not in the text as such: where as many of its first characters as
    /// possible are found.
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

    /// The body parsed from the text with masks in it.
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

/// How many hidden values of one text are reported at their own locations.
const MAX_PLACED: usize = 100;

/// Whether part of a text may read differently on the page. Nearly every text has signs of emphasis and
/// links, but few have one within a word or a number.
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

/// How many bytes are searched for the end of an address.
const LONGEST_ADDRESS: usize = 2_000;

/// Signs of emphasis, and of code and links.
const SIGNS: [[u8; 3]; 2] = [*b"*_~", *b"`[]"];

/// Whether the signs at `at`, or the line of a quotation that begins after it, are between two characters
/// that may belong to one value.
fn parts_a_value(text: &str, at: usize) -> bool {
    // Checked first: in a long run of signs, only the first has another character before it.
    if !text[..at].chars().next_back().is_some_and(may_be_part) {
        return false;
    }
    let behind = match text[at..].strip_prefix("](") {
        Some(address) => match address[..address.floor_char_boundary(LONGEST_ADDRESS)].find(')') {
            Some(end) => &address[end + 1..],
            // The address may be longer, or there may be none.
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

/// What is found in the values of attributes, after addresses are decoded.
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

/// The byte of the original text that corresponds to `at` in the present one.
fn was_at(replaced: &[Replaced], at: usize) -> usize {
    match replaced.partition_point(|one| one.is.start <= at).checked_sub(1).map(|last| &replaced[last]) {
        Some(Replaced { was, is }) if at < is.end => was.start,
        Some(Replaced { was, is }) => was.end + (at - is.end),
        None => at,
    }
}

/// The mask for a finding, and the bytes that it replaces; none if the finding is part of a link to a file
/// of that name.
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
        // An anchor consists of the words of its heading.
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

/// Whether an address is a telephone number or an e-mail address.
fn is_call(address: &str) -> bool {
    let address = address.trim_start_matches('<').to_ascii_lowercase();
    address.starts_with("tel:") || address.starts_with("mailto:") || address.starts_with("sms:")
}
