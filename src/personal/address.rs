//! E-mail addresses and flats: takes a sign or digits, gives the address around them.

use super::chain::Chain;
use super::{Class, Found, half_width, is_unseen, lead};

/// The e-mail address around the sign at `at`.
pub(super) fn email(text: &str, at: usize) -> Option<Found> {
    let sign = text.get(at..)?.chars().next().filter(|c| half_width(*c) == '@')?;
    let behind = at + sign.len_utf8();
    let behind = behind + gap(text[behind..].chars());
    let at = at - gap(text[..at].chars().rev());
    let is_name =
        |c: char| half_width(c).is_ascii_alphanumeric() || "._%+-".contains(half_width(c)) || is_unseen(c);
    let name: usize = text[..at].chars().rev().take_while(|c| is_name(*c)).take(64).map(char::len_utf8).sum();
    let is_sign = |c: char| matches!(half_width(c), '.' | '-' | '_' | '%' | '+') || is_unseen(c);
    let start = at - text[at - name..at].trim_start_matches(is_sign).len();
    let mut is_parted = false;
    // A Chinese keyboard writes 。 for the first point; a later one ends a sentence.
    let is_host = |c: &char| {
        let is_point = half_width(*c) == '.' || (*c == '。' && !is_parted);
        is_parted |= is_point;
        is_point || half_width(*c) == '-' || half_width(*c).is_ascii_alphanumeric() || is_unseen(*c)
    };
    let host: usize = text[behind..].chars().take_while(is_host).map(char::len_utf8).sum();
    let end = behind + text[behind..behind + host].trim_end_matches(|c| is_sign(c) || c == '。').len();
    let plain = |text: &str| text.chars().filter(|c| !is_unseen(*c)).map(half_width).collect::<String>();
    let host = plain(&text[behind..end]).replace('。', ".");
    let (rest, top) = host.rsplit_once('.')?;
    let is_top = top.len() >= 2 && top.bytes().all(|c| c.is_ascii_alphabetic());
    let is_host = is_top && !rest.is_empty() && rest.split('.').all(|part| !part.is_empty());
    let is_file = ["png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "pdf"]
        .iter()
        .any(|end| top.eq_ignore_ascii_case(end));
    if !is_host || is_file || start == at {
        return None;
    }
    let name = plain(&text[start..at]);
    Some(Found { class: Class::Email, span: start..end, value: format!("{name}@{host}").to_lowercase() })
}

/// The bytes of what may stand between the sign of an address and its name or host: a space, the end of a
/// line, what is not seen.
fn gap(signs: impl Iterator<Item = char>) -> usize {
    let mut has_space = false;
    let is = |c: &char| is_unseen(*c) || c.is_whitespace() && !std::mem::replace(&mut has_space, true);
    signs.take_while(is).map(char::len_utf8).sum()
}

/// Where people meet, work or are served: such a room is nobody's home.
const VENUES: [&str; 30] = [
    "活动室",
    "会议室",
    "办公",
    "居委",
    "物业",
    "业委会",
    "服务",
    "中心",
    "工作站",
    "社区",
    "党群",
    "值班",
    "阅览",
    "图书",
    "会场",
    "讲堂",
    "公司",
    "门店",
    "工作室",
    "卫生",
    "老年",
    "警务",
    "地点",
    "场地",
    "领取",
    "投放",
    "受理",
    "接待",
    "驿站",
    "食堂",
];

/// Adds the flat whose number is at the end of a chain: `96号楼502室`, `3幢2单元501室`, `96-502室`.
pub(super) fn flat(text: &str, chain: &Chain, from: usize, found: &mut Vec<Found>) {
    let last = chain.len() - 1;
    let (start, end) = chain.bytes_of(last);
    // Nearly every chain ends here.
    let room = text[end..].trim_start_matches(|c| matches!(c, ' ' | '\n') || is_unseen(c));
    let from = found.last().map_or(from, |last| last.span.end);
    if !room.starts_with('室') || !(2..=4).contains(&chain.group_len(last)) || from > start {
        return;
    }
    let end = text.len() - room.len() + '室'.len_utf8();
    let Some(start) = first_room(&text[from..start], from, start, found.last()) else { return };
    let words = lead(text, start, 12);
    let words = words.rsplit(['\n', '。', '；']).next().unwrap_or_default();
    let behind: String = text[end..].chars().take(10).take_while(|c| !"\n。；".contains(*c)).collect();
    if VENUES.iter().any(|venue| words.contains(venue) || behind.contains(venue)) {
        return;
    }
    let value =
        text[start..end].chars().map(half_width).filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect();
    found.push(Found { class: Class::Flat, span: start..end, value });
}

/// Where the flats begin of which the last begins at `start`: at the building before them, or at the first
/// that goes on with a list of flats: `3号楼101、102室`, `101室、102室`. `text` is what stands between `from`
/// and `start`.
fn first_room(text: &str, from: usize, start: usize, last: Option<&Found>) -> Option<usize> {
    let mut head = text;
    let mut first = start;
    loop {
        if let Some(at) = building(head) {
            return Some(from + at);
        }
        let parted = LISTED.iter().find_map(|sign| head.trim_end().strip_suffix(sign))?.trim_end();
        if parted.is_empty() {
            // What stands before is a flat, or this is none.
            let goes_on = last.is_some_and(|last| last.class == Class::Flat && last.span.end == from);
            return goes_on.then_some(first);
        }
        let room = parted.strip_suffix('室').unwrap_or(parted).trim_end();
        let digits = room.chars().rev().take_while(|c| half_width(*c).is_ascii_digit());
        let width: usize = digits.clone().map(char::len_utf8).sum();
        if !(2..=4).contains(&digits.count()) {
            return None;
        }
        head = &room[..room.len() - width];
        first = from + head.len();
    }
}

/// What parts the flats of a list.
const LISTED: [&str; 8] = ["、", "/", "／", "，", ",", "和", "及", "与"];

/// Where a building begins that a text ends with.
fn building(text: &str) -> Option<usize> {
    let mut head = text.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if let Some(parted) = head.strip_suffix(['-', '－', '—', '–']) {
        return numbered(parted).filter(|at| *at < parted.len());
    }
    if let Some(above) = head.strip_suffix("单元") {
        head = head[..numbered(above)?].trim_end();
    }
    let names = ["号楼", "号", "幢", "栋", "座"];
    let number = names.iter().find_map(|name| head.strip_suffix(name))?;
    numbered(number)
}

/// Where the number, or the letter, begins that a text ends with.
fn numbered(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let is = |c: &char| half_width(*c).is_ascii_digit() || "一二三四五六七八九十甲乙丙丁".contains(*c);
    let width: usize = text.chars().rev().take_while(is).map(char::len_utf8).sum();
    let letter = text.chars().next_back().filter(|c| half_width(*c).is_ascii_uppercase());
    let width = if width == 0 { letter.map_or(0, char::len_utf8) } else { width };
    let start = text.len() - width;
    (width > 0).then_some(start)
}
