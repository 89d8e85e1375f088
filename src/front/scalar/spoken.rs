//! Days, times and fractions as people say them: takes a text in no accepted form, gives the value that it
//! means all the same, or a specific message that says why it cannot be accepted and what to write instead.

use jiff::civil::Date;

use super::{Day, Scalar, Threshold};
use crate::diag::{Words, codes, words};
use crate::front::shape::ValueError;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The numbers of a date with its month in words, and the text after it: `2 March 2026`, `March 2, 2026
/// 19:30`, `二〇二六年三月二日`, `2026年3月2号`.
pub(super) fn date_numbers(raw: &str) -> Option<([i16; 3], &str)> {
    english(raw).or_else(|| chinese(raw))
}

fn english(raw: &str) -> Option<([i16; 3], &str)> {
    let mut rest = raw;
    let (mut day, mut month) = (None, None);
    for _ in 0..3 {
        let (word, behind) = word(rest)?;
        rest = behind;
        if let Some(number) = month_named(word) {
            month = month.xor(Some(number));
        } else if let Some(number) = day_of(word) {
            day = day.xor(Some(number));
        } else if !is_weekday(word) {
            return None;
        }
        if day.is_some() && month.is_some() {
            break;
        }
    }
    let (year, behind) = word(rest)?;
    let year = year.parse().ok().filter(|year| (1000..10_000).contains(year))?;
    Some(([year, month?, day?], behind.trim_start()))
}

/// The first word, and the text after it and its punctuation.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find([' ', ',', '.']).unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    (!word.is_empty()).then(|| (word, behind.trim_start_matches([' ', ',', '.'])))
}

fn month_named(word: &str) -> Option<i16> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i16::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| word.len() >= 3 && day.starts_with(&word))
}

/// `2`, `2nd`.
fn day_of(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let end = word[digits.len()..].to_ascii_lowercase();
    ["", "st", "nd", "rd", "th"]
        .contains(&&*end)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..100).contains(day))
}

fn chinese(raw: &str) -> Option<([i16; 3], &str)> {
    let (year, rest) = raw.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once(['日', '号'])?;
    let year = year.trim();
    let year: i16 = match year.chars().map(digit).collect::<Option<String>>() {
        Some(digits) if digits.len() == 4 => digits.parse().ok()?,
        _ => return None,
    };
    Some(([year, number(month.trim())?, number(day.trim())?], rest))
}

/// A digit, Arabic or Chinese.
fn digit(c: char) -> Option<char> {
    match "〇一二三四五六七八九".chars().position(|digit| digit == c) {
        Some(at) => char::from_digit(u32::try_from(at).ok()?, 10),
        None if c == '零' || c == '○' => Some('0'),
        None => c.is_ascii_digit().then_some(c),
    }
}

/// A number up to 99: `12`, `十二`, `二十`.
fn number(text: &str) -> Option<i16> {
    let value = |text: &str| text.chars().map(digit).collect::<Option<String>>()?.parse::<i16>().ok();
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { value(tens)? };
            let ones = if ones.is_empty() { 0 } else { value(ones)? };
            (tens < 10 && ones < 10).then_some(tens * 10 + ones)
        }
        None => value(if text == "两" { "2" } else { text }),
    }
}

/// The error for a text that is not a day; `raw` is half-width.
pub(super) fn bad_date(raw: &str) -> ValueError {
    if let Some((first, second)) = two_days(raw) {
        return not_a_day(words!(
            "“{raw}”是一段日期，这里只写一天",
            "“{raw}” is a span of days, and this takes one day"
        ))
        .help(words!(
            "分开写第一天 {first} 和最后一天 {second}",
            "write its first day, {first}, and its last, {second}, in two fields"
        ));
    }
    if let Some((numbers, rest)) = year_last(raw) {
        return day_before_year(raw, numbers, &rest);
    }
    if let Some((month, day, rest)) = without_year(raw) {
        return not_a_day(words!("“{raw}”没有写年份", "“{raw}” does not say in which year")).help(words!(
            "请补上四位年份，如 2026-{month:02}-{day:02}{rest}",
            "write the year too, like `2026-{month:02}-{day:02}{rest}`"
        ));
    }
    if time_alone(raw).is_some() {
        return not_a_day(words!("“{raw}”没有写哪一天", "“{raw}” does not say on which day")).help(
            Words::fixed(
                "请在前面写上日期，如 2026-03-02 14:00",
                "write the day before it, like `2026-03-02 14:00`",
            ),
        );
    }
    if is_month(raw) {
        return not_a_day(words!("“{raw}”没有写哪一天", "“{raw}” does not say on which day of the month"))
            .help(Words::fixed("请写到日，如 2026-03-02", "write the day too, like `2026-03-02`"));
    }
    not_a_day(words!("“{raw}”不是日期", "“{raw}” is not a date")).help(Words::fixed(
        "请写成 2026-03-02 或 2026年3月2日",
        "write it like `2026-03-02` or `2 March 2026`",
    ))
}

fn not_a_day(message: Words) -> ValueError {
    ValueError::new(&codes::BAD_DATE, message)
}

/// The error for a date whose year comes last: it may be unclear which of the other two numbers is the
/// month.
fn day_before_year(raw: &str, [first, second, year]: [i16; 3], rest: &str) -> ValueError {
    let day = |month: i16, day: i16| format!("{year}-{month:02}-{day:02}{rest}");
    match (first, second) {
        (1..=12, 1..=12) if first != second => not_a_day(words!(
            "“{raw}”可能是 {second}月{first}日，也可能是 {first}月{second}日",
            "“{raw}” may be day {first} of month {second}, or day {second} of month {first}"
        ))
        .help(words!(
            "请写成 {a} 或 {b}",
            "write `{a}` or `{b}`",
            a = day(second, first),
            b = day(first, second)
        )),
        (13..=31, 1..=12) => not_a_day(order(raw)).suggestion(day(second, first)),
        _ => not_a_day(order(raw)).suggestion(day(first, second)),
    }
}

fn order(raw: &str) -> Words {
    words!("“{raw}”的年份要写在前面", "the year comes first, not as in “{raw}”")
}

/// `02/03/2026`, `2.3.2026`, and the time after it.
fn year_last(raw: &str) -> Option<([i16; 3], String)> {
    let end = raw.find(' ').unwrap_or(raw.len());
    let mut numbers = raw[..end].split(['/', '.', '-']).map(|part| part.parse::<i16>().ok());
    let (first, second, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let fits = numbers.next().is_none()
        && (1..=31).contains(&first)
        && (1..=31).contains(&second)
        && (1900..2200).contains(&year);
    (fits && (first <= 12 || second <= 12)).then(|| ([first, second, year], raw[end..].to_owned()))
}

/// `3月2日`, `2 March`, and the time after it.
fn without_year(raw: &str) -> Option<(i16, i16, String)> {
    let fits = |month: i16, day: i16| (1..=12).contains(&month) && (1..=31).contains(&day);
    if let Some((month, rest)) = raw.split_once('月') {
        let (day, rest) = rest.split_once(['日', '号']).unwrap_or((rest, ""));
        let (month, day) = (number(month.trim())?, number(day.trim())?);
        let time = if rest.trim().is_empty() {
            String::new()
        } else {
            format!(" {}", clock(rest).unwrap_or_else(|| rest.trim().to_owned()))
        };
        return fits(month, day).then_some((month, day, time));
    }
    let (first, rest) = word(raw)?;
    let (second, _) = word(rest).filter(|(_, rest)| rest.is_empty())?;
    let (month, day) = match (month_named(first), month_named(second)) {
        (Some(month), None) => (month, day_of(second)?),
        (None, Some(month)) => (month, day_of(first)?),
        _ => return None,
    };
    fits(month, day).then(|| (month, day, String::new()))
}

/// `2026-03`, `2026年3月`, `March 2026`.
fn is_month(raw: &str) -> bool {
    let parts: Vec<&str> =
        raw.split(['-', '/', '.', '年', '月', ' ']).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &str| {
        month_named(part).is_some() || number(part).is_some_and(|month| (1..=12).contains(&month))
    };
    matches!(*parts, [a, b] if is_year(a) && is_month(b) || is_month(a) && is_year(b))
}

/// The error for text after a date that is not a 24-hour time: a spoken time, a span of two times, or other
/// words. None if it may be a malformed 24-hour time.
pub(super) fn behind_date(date: Date, rest: &str) -> Option<ValueError> {
    let time = without_weekday(rest);
    let fault = |message: Words| ValueError::new(&codes::BAD_TIME, message);
    if let Some((from, until)) = two_times(time) {
        let message = words!(
            "“{rest}”是一段时间，这里只写一个钟点",
            "“{rest}” is a span, and this takes one time of day"
        );
        return Some(fault(message).help(words!(
            "分开写开始 {date} {from} 和结束 {date} {until}",
            "write its beginning, {date} {from}, and its end, {date} {until}, in two fields"
        )));
    }
    if let Some(clock) = clock(time) {
        let message = words!("“{rest}”不是二十四小时制的时间", "“{rest}” is not a time of the 24-hour clock");
        return Some(fault(message).suggestion(format!("{date} {clock}")));
    }
    let may_be_time = time.contains(|c: char| c.is_ascii_digit() || matches!(c, '点' | '时' | ':'));
    (!may_be_time).then(|| {
        not_a_day(words!(
            "日期后面不能再写“{rest}”，这里只写日期",
            "only a date goes here: remove “{rest}” after it"
        ))
        .suggestion(date.to_string())
    })
}

/// The text after the day of the week, which may be in brackets: `(周五)下午2点`.
fn without_weekday(text: &str) -> &str {
    let inner = text.trim_start_matches(['(', '[', ' ', ',']);
    let name = ["周", "星期", "礼拜"].iter().find_map(|week| inner.strip_prefix(week));
    let rest = match name {
        Some(day) => day.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']),
        None => {
            let end = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
            is_weekday(&inner[..end]).then_some(&inner[end..])
        }
    };
    rest.map_or(text, |rest| rest.trim_start_matches([')', ']', ' ', ',']))
}

/// The time in a text that gives one in place of a day, as `下午2点` or `14:00`.
pub(super) fn time_alone(raw: &str) -> Option<String> {
    (raw.contains([':', '点', '时']) || has_half(raw)).then(|| clock(raw)).flatten()
}

/// The first and the last day of a span, as written: `2026-05-01 至 2026-05-08`, `2026年5月1日至8日`.
pub(super) fn span_of_days(raw: &str) -> Option<(String, String)> {
    let (first, second) = two_days(raw)?;
    let Day(from) = Day::parse(first).ok()?;
    let last = || {
        let (month, day) = match without_year(second) {
            Some((month, day, _)) => (month, day),
            None => (i16::from(from.month()), number(second.trim_end_matches(['日', '号']))?),
        };
        Day::parse(&format!("{}-{month}-{day}", from.year())).ok()
    };
    let Day(until) = Day::parse(second).ok().or_else(last)?;
    Some((from.to_string(), until.to_string()))
}

/// The two days of a span.
fn two_days(raw: &str) -> Option<(&str, &str)> {
    let day = |text: &str| {
        super::when::date_numbers(text).is_some_and(|(_, rest)| rest.is_empty())
            || without_year(text).is_some()
    };
    let spans = [" - ", "—", "–", "~", "至", "到", " to "].iter().filter_map(|sign| raw.split_once(sign));
    let mut spans = spans.map(|(first, second)| (first.trim(), second.trim_start_matches(['—', '-']).trim()));
    spans.find(|(first, second)| {
        day(first) && (day(second) || number(second.trim_end_matches(['日', '号'])).is_some())
    })
}

/// The error for a text that is not a time of day; `raw` is half-width.
pub(super) fn bad_time(raw: &str) -> ValueError {
    let fault = |message: Words| ValueError::new(&codes::BAD_TIME, message);
    if let Some((from, until)) = two_times(raw) {
        return fault(words!(
            "“{raw}”是一段时间，这里只写一个钟点",
            "“{raw}” is a span, and this takes one time of day"
        ))
        .help(words!(
            "分成两项：起: {from} 和 止: {until}",
            "write two fields: `from: {from}` and `until: {until}`"
        ));
    }
    match clock(raw) {
        Some(time) => {
            fault(words!("“{raw}”不是二十四小时制的时间", "“{raw}” is not a time of the 24-hour clock"))
                .suggestion(time)
        }
        None => fault(words!("“{raw}”不是时间", "“{raw}” is not a time of day"))
            .help(Words::fixed("请写成 19:30", "write it like `19:30`")),
    }
}

fn two_times(raw: &str) -> Option<(String, String)> {
    let spans = ["-", "—", "–", "~", "至", "到", " to "].iter().filter_map(|sign| raw.split_once(sign));
    let both = |(first, second): (&str, &str)| {
        let second = second.trim_start_matches(['—', '-']);
        let until = clock(second)?;
        // In “下午2点到4点” and “2-4pm” one word applies to both times.
        let half = HALVES.iter().find(|(name, _)| first.trim().starts_with(name)).map(|(name, _)| *name);
        let until = half
            .filter(|_| !has_half(second))
            .and_then(|half| clock(&format!("{half}{second}")))
            .unwrap_or(until);
        let end =
            [" am", "am", " pm", "pm"].into_iter().find(|end| second.to_ascii_lowercase().ends_with(end));
        let from = end
            .filter(|_| !has_half(first))
            .and_then(|end| clock(&format!("{first}{end}")))
            .or_else(|| clock(first))?;
        Some((from, until))
    };
    spans.filter_map(both).next()
}

/// Words for the part of a day, and whether its hours are after noon.
const HALVES: [(&str, bool); 12] = [
    ("凌晨", false),
    ("清晨", false),
    ("早晨", false),
    ("早上", false),
    ("上午", false),
    ("中午", false),
    ("下午", true),
    ("午后", true),
    ("傍晚", true),
    ("晚上", true),
    ("晚间", true),
    ("夜里", true),
];

fn has_half(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    HALVES.iter().any(|(name, _)| text.starts_with(name)) || text.ends_with('m')
}

/// The time of day that a text means, in the accepted form: `上午9点`, `9am`, `3.30pm`, `七点半`, `0930`.
fn clock(raw: &str) -> Option<String> {
    let text = raw.trim().to_ascii_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    match &*text {
        "noon" | "正午" => return Some("12:00".to_owned()),
        "midnight" | "零点" => return Some("00:00".to_owned()),
        _ => {}
    }
    let half = HALVES.iter().find_map(|(name, late)| Some((text.strip_prefix(name)?, Some((*late, *name)))));
    let (rest, half) = half.unwrap_or((&text, None));
    let english =
        [("am", false), ("pm", true)].iter().find_map(|(end, late)| Some((rest.strip_suffix(end)?, *late)));
    let (rest, late) = match (english, half) {
        (Some((rest, late)), _) => (rest, Some(late)),
        (None, half) => (rest, half.map(|(late, _)| late)),
    };
    let (hour, minute) = hour_and_minute(rest.trim())?;
    let hour = match (late, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) if english.is_some() => 0,
        (Some(false), 1..=2) if half.is_some_and(|(_, name)| name == "中午") => hour + 12,
        _ => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

fn hour_and_minute(text: &str) -> Option<(i16, i16)> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text[..2].parse().ok()?, text[2..].parse().ok()?));
    }
    let Some((hour, minute)) = text.split_once([':', '.', '点', '时', 'h']) else {
        return Some((number(text)?, 0));
    };
    let minute = match minute.trim_end_matches('分').trim() {
        "" | "钟" | "整" => 0,
        "半" => 30,
        "一刻" => 15,
        "三刻" => 45,
        minute => number(minute)?,
    };
    Some((number(hour.trim())?, minute))
}

/// The fraction that a text means: `50%`, `过半数`, `三分之二以上`.
pub(super) fn fraction(raw: &str) -> Option<String> {
    let text = raw.trim();
    // “At least” a fraction includes the fraction itself, as the accepted form does.
    if let Some(bare) = [">=", "≥", "⩾", "≧"].iter().find_map(|sign| text.strip_prefix(sign)) {
        let bare = bare.trim();
        return Threshold::parse(bare).ok().filter(|bound| !bound.strict).map(|bound| bound.fraction());
    }
    let bare = text.trim_end_matches("以上").trim_end_matches('含').trim();
    let strict =
        ["超过", "大于", ">", "over ", "more than "].iter().find_map(|start| bare.strip_prefix(start));
    let (sign, bare) = strict.map_or(("", bare), |rest| (">", rest.trim()));
    if ["过半数", "过半", "半数", "一半", "half", "majority"].contains(&bare) {
        let strict = bare.starts_with('过') || bare == "majority" || !sign.is_empty();
        return Some(if strict { "\">1/2\"".to_owned() } else { "1/2".to_owned() });
    }
    let (part, whole) = match bare.split_once("分之") {
        Some((whole, part)) => (i64::from(number(part)?), i64::from(number(whole)?)),
        None => percent(bare)?,
    };
    let shown = format!("{part}/{whole}");
    (part <= whole && whole > 0).then(|| if sign.is_empty() { shown } else { format!("\">{shown}\"") })
}

/// A percentage or a decimal as a fraction; in thirds, if it was rounded from them.
fn percent(text: &str) -> Option<(i64, i64)> {
    let (digits, hundred) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100),
        None if text.starts_with("0.") => (text, 1),
        None => return None,
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.len() > 4 || digits.is_empty() {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(decimals.len()).ok()?);
    let part = format!("{whole}{decimals}").parse::<i64>().ok()?;
    let of = scale * hundred;
    // 66.7 % and 0.667 are two thirds, rounded.
    let is_cut = |thirds: i64| of >= 100 && scale > 1 && (1..3).contains(&(part * 3 - thirds * of).abs());
    if let Some(thirds) = [1, 2].into_iter().find(|thirds| is_cut(*thirds)) {
        return Some((thirds, 3));
    }
    let shared = divisor(part, of);
    (shared > 0).then(|| (part / shared, of / shared))
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_their_month_in_words() {
        for raw in [
            "2 March 2026",
            "2nd Mar 2026",
            "March 2, 2026",
            "Monday, 2 March 2026",
            "二〇二六年三月二日",
            "2026年3月2号",
        ] {
            assert_eq!(date_numbers(raw), Some(([2026, 3, 2], "")), "{raw}");
        }
        assert_eq!(date_numbers("2 March 2026, 19:30"), Some(([2026, 3, 2], "19:30")));
        assert_eq!(date_numbers("二〇二六年十二月三十一日"), Some(([2026, 12, 31], "")));
        for raw in ["March 2026", "2 2 March", "soon", "2 Marchx 2026", "三月二日", ""] {
            assert_eq!(date_numbers(raw), None, "{raw}");
        }
    }

    #[test]
    fn what_is_no_day_is_reported_in_its_own_words() {
        let reported = |raw: &str| {
            let bad = bad_date(raw);
            format!(
                "{} | {}",
                bad.message.en,
                bad.suggestion.or(bad.help.map(|help| help.en.into_owned())).unwrap_or_default()
            )
        };
        for (raw, words) in [
            ("02/03/2026", "write `2026-03-02` or `2026-02-03`"),
            ("15/03/2026", "2026-03-15"),
            ("03/15/2026", "2026-03-15"),
            ("3月2日", "write the year too, like `2026-03-02`"),
            ("3月2日下午2点", "write the year too, like `2026-03-02 14:00`"),
            ("2 March", "write the year too, like `2026-03-02`"),
            ("2026年3月", "write the day too"),
            ("March 2026", "write the day too"),
            ("2026-03-02至2026-03-08", "write its first day, 2026-03-02, and its last, 2026-03-08"),
            ("soon", "write it like"),
        ] {
            assert!(reported(raw).contains(words), "{raw}: {}", reported(raw));
        }
    }

    #[test]
    fn times_are_turned_into_those_of_the_24_hour_clock() {
        for (raw, time) in [
            ("上午9点", "09:00"),
            ("下午3点半", "15:30"),
            ("晚上七点一刻", "19:15"),
            ("中午12点", "12:00"),
            ("中午1点", "13:00"),
            ("9am", "09:00"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("3.30pm", "15:30"),
            ("5pm", "17:00"),
            ("5 p.m.", "17:00"),
            ("9.30", "09:30"),
            ("0930", "09:30"),
            ("noon", "12:00"),
            ("9", "09:00"),
        ] {
            assert_eq!(clock(raw).as_deref(), Some(time), "{raw}");
        }
        for raw in ["25点", "9:75", "soon", "", "下午", "pm"] {
            assert_eq!(clock(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_span_of_time_is_reported_as_two() {
        for (raw, from, until) in [
            ("9:00-11:00", "09:00", "11:00"),
            ("下午2点到4点", "14:00", "16:00"),
            ("上午9点至下午3点", "09:00", "15:00"),
            ("2-4pm", "14:00", "16:00"),
            ("9am–5pm", "09:00", "17:00"),
        ] {
            assert_eq!(two_times(raw), Some((from.to_owned(), until.to_owned())), "{raw}");
        }
        assert_eq!(two_times("9:00"), None);
    }

    #[test]
    fn fractions_are_those_that_are_meant() {
        for (raw, meant) in [
            ("50%", "1/2"),
            ("66.67%", "2/3"),
            ("66.7%", "2/3"),
            ("33.3%", "1/3"),
            ("75%", "3/4"),
            ("95%", "19/20"),
            ("66%", "33/50"),
            ("0.5", "1/2"),
            (">50%", "\">1/2\""),
            ("过半数", "\">1/2\""),
            ("三分之二以上", "2/3"),
            ("超过三分之二", "\">2/3\""),
        ] {
            assert_eq!(fraction(raw).as_deref(), Some(meant), "{raw}");
        }
        for raw in ["half of them", "150%", "%", "2", ""] {
            assert_eq!(fraction(raw), None, "{raw}");
        }
    }
}
