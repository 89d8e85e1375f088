//! Flats: takes digits, gives the flats whose numbers they end, from the building on.

use super::chain::DigitChain;
use super::venue::is_venue;
use super::{Class, Found, half_width, is_unseen};

/// The words for a building after its number.
const BUILDINGS: [&str; 8] = ["号楼", "號樓", "号", "號", "幢", "栋", "棟", "座"];
/// What may be between a building and a flat, from right to left: a floor, an entrance, a unit.
const PARTS: [&[&str]; 3] = [&["层", "層", "楼", "樓"], &["门", "門"], &["单元", "單元"]];

/// Adds the flat whose number is at the end of a chain: `96号楼502室`, `3幢2单元501室`, `96-502室`.
pub(super) fn find(text: &str, chain: &DigitChain, from: usize, found: &mut Vec<Found>) {
    let last = chain.len() - 1;
    let (start, end) = chain.bytes_of(last);
    // Nearly every chain ends here.
    let Some(end) = room_end(text, end, chain.group_len(last)) else { return };
    let from = found.last().map_or(from, |last| last.span.end);
    if from > start {
        return;
    }
    let is_household = !text[..end].ends_with('室');
    let Some(first) = first_room(&text[from..start], from, start, found.last()) else { return };
    if is_household && !is_one_household(&text[first..start], chain.number(last))
        || is_venue(text, first..end)
    {
        return;
    }
    let shown = text[first..end].chars().map(half_width);
    let value = shown.filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect();
    found.push(Found { class: Class::Flat, span: first..end, value, cut: None });
}

/// The byte after the word for a flat that follows a number with so many digits, perhaps with a letter.
fn room_end(text: &str, at: usize, digits: usize) -> Option<usize> {
    if !(2..=4).contains(&digits) {
        return None;
    }
    let rest = text[at..].trim_start_matches(is_gap);
    let rest = rest.strip_prefix(|c| half_width(c).is_ascii_alphabetic()).unwrap_or(rest);
    let room = rest.strip_prefix('室').or_else(|| text[at..].strip_prefix(['户', '戶']))?;
    Some(text.len() - room.len())
}

/// Whether a number before 户 identifies one household instead of counting households: `8号楼1203户`,
/// `2单元501户`, but neither `8号楼120户` nor `3月2号1203户`.
fn is_one_household(building: &str, number: u32) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| building.contains(name));
    let is_door = (1..=20).contains(&(number % 100)) && number >= 1_000;
    let is_small_door = (1..=9).contains(&(number % 100)) && is(&["单元", "單元"]);
    is(&["楼", "樓", "幢", "栋", "棟", "座", "单元", "單元"]) && (is_door || is_small_door)
}

/// Where the flats begin of which the last begins at `start`: at the building before them, or at the first
/// that continues a list of flats: `3号楼101、102室`, `101室、102室`. `text` is the text between `from` and
/// `start`. No two searches read the same list: each ends at the 室 before it.
fn first_room(text: &str, from: usize, start: usize, last: Option<&Found>) -> Option<usize> {
    let mut head = text;
    let mut first = start;
    loop {
        if let Some(at) = building(head) {
            return Some(from + at);
        }
        let parted = LISTED.iter().find_map(|sign| head.trim_end().strip_suffix(sign))?.trim_end();
        if parted.is_empty() {
            // Either a flat precedes the list, or this is not a flat.
            let goes_on = last.is_some_and(|last| last.class == Class::Flat && last.span.end == from);
            return goes_on.then_some(first);
        }
        let digits = parted.chars().rev().take_while(|c| half_width(*c).is_ascii_digit()).take(5);
        let width: usize = digits.clone().map(char::len_utf8).sum();
        if !(2..=4).contains(&digits.count()) {
            return None;
        }
        head = &parted[..parted.len() - width];
        first = from + head.len();
    }
}

/// What separates the flats of a list.
const LISTED: [&str; 8] = ["、", "/", "／", "，", ",", "和", "及", "与"];

/// Where the building at the end of a text begins.
fn building(text: &str) -> Option<usize> {
    let head = trimmed(text);
    // The flat itself may begin with a letter: `96号楼B502室`.
    let lettered = head.strip_suffix(|c| half_width(c).is_ascii_uppercase());
    of_building(head).or_else(|| of_building(trimmed(lettered?)))
}

fn of_building(text: &str) -> Option<usize> {
    let mut head = text;
    if let Some(parted) = head.strip_suffix(['-', '－', '—', '–']) {
        if let Some(at) = numbered(parted, false) {
            return Some(at);
        }
        head = trimmed(parted);
    }
    for names in PARTS {
        let number = names.iter().find_map(|name| head.strip_suffix(name));
        let has_side = !names.contains(&"层");
        if let Some(at) = number.and_then(|number| numbered(number, has_side)) {
            head = trimmed(&head[..at]);
        }
    }
    let number = BUILDINGS.iter().find_map(|name| head.strip_suffix(name))?;
    numbered(number, false)
}

/// Where the number, or the letter, at the end of a text begins; an entrance or a unit may be given by a
/// side instead.
fn numbered(text: &str, has_side: bool) -> Option<usize> {
    let text = trimmed(text);
    let is = |c: &char| half_width(*c).is_ascii_digit() || "一二三四五六七八九十甲乙丙丁".contains(*c);
    let width: usize = text.chars().rev().take_while(is).map(char::len_utf8).sum();
    let is_letter = |c: &char| half_width(*c).is_ascii_uppercase() || has_side && "东東西南北中".contains(*c);
    let letter = text.chars().next_back().filter(is_letter);
    let width = if width == 0 { letter.map_or(0, char::len_utf8) } else { width };
    let start = text.len() - width;
    (width > 0).then_some(start)
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(is_gap)
}

/// Whether a character may separate a building, a flat's number and the word for it.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}
