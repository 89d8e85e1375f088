//! Numbers of a spreadsheet as people write them: takes a stored number and a format, gives its text. A
//! date is stored as a count of days and a time of day as a fraction of one; only the format of the cell
//! tells.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What a number in a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// A number.
    Number {
        /// The least number of decimals shown.
        decimals: usize,
    },
    /// A percentage, with at least so many decimals.
    Percent {
        /// The least number of decimals shown.
        decimals: usize,
    },
    /// A moment, of which these parts are shown.
    Moment {
        /// The day.
        day: bool,
        /// The time of day.
        time: bool,
    },
    /// A duration, in hours and minutes.
    Duration,
}

impl Default for NumberFormat {
    fn default() -> NumberFormat {
        NUMBER
    }
}

const NUMBER: NumberFormat = NumberFormat::Number { decimals: 0 };
const DAY: NumberFormat = NumberFormat::Moment { day: true, time: false };
const TIME: NumberFormat = NumberFormat::Moment { day: false, time: true };
const BOTH: NumberFormat = NumberFormat::Moment { day: true, time: true };

impl NumberFormat {
    /// The predefined format with that number; those from 27 on are Chinese.
    pub(super) fn of_number(number: &str) -> NumberFormat {
        match number.parse::<u32>() {
            Ok(14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58) => DAY,
            Ok(18..=21 | 32..=35 | 45 | 47 | 55 | 56) => TIME,
            Ok(22) => BOTH,
            Ok(46) => NumberFormat::Duration,
            Ok(9) => NumberFormat::Percent { decimals: 0 },
            Ok(10) => NumberFormat::Percent { decimals: 2 },
            Ok(2 | 4 | 7 | 8 | 39 | 40 | 43 | 44) => NumberFormat::Number { decimals: 2 },
            _ => NUMBER,
        }
    }

    /// The format with that code, such as `yyyy"年"m"月"d"日"` or `#,##0.00`.
    pub(super) fn of_code(code: &str) -> NumberFormat {
        let mut letters = String::new();
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character {
                // Words in quotes, and characters after a backslash, are literal.
                '"' => drop(characters.by_ref().find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(characters.next()),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    let inside = inside.to_ascii_lowercase();
                    if !inside.is_empty()
                        && ["h", "m", "s"].iter().any(|unit| inside.replace(unit, "").is_empty())
                    {
                        return NumberFormat::Duration;
                    }
                }
                // The formats of other numbers follow.
                ';' => break,
                _ => letters.push(character.to_ascii_lowercase()),
            }
        }
        if letters.starts_with("general") {
            return NUMBER;
        }
        let time = letters.contains(['h', 's']);
        // `m` next to hours or seconds means minutes.
        let day = letters.contains(['y', 'd']) || letters.contains('m') && !time;
        let decimals = decimals(&letters);
        match (day || time, letters.contains('%')) {
            (true, _) => NumberFormat::Moment { day, time },
            (false, true) => NumberFormat::Percent { decimals },
            (false, false) => NumberFormat::Number { decimals },
        }
    }
}

/// How many decimals a format always shows: `0.00` two, `0.##` none. A fraction or a power of ten would
/// show a number other than the one stored.
fn decimals(letters: &str) -> usize {
    if letters.contains(['e', '/']) {
        return 0;
    }
    let fraction = letters.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.chars().take_while(|c| *c == '0').count()
}

/// A stored number as people would write it; unchanged if it is not a number.
pub(super) fn written(raw: &str, format: NumberFormat, is_1904: bool) -> String {
    let Ok(number) = raw.trim().parse::<f64>() else { return raw.to_owned() };
    match format {
        NumberFormat::Number { decimals } => with_decimals(decimal(number), decimals),
        NumberFormat::Percent { decimals } => with_decimals(decimal(number * 100.0), decimals) + "%",
        NumberFormat::Duration => {
            let minutes = (number * 1_440.0).round().max(0.0);
            format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0)
        }
        NumberFormat::Moment { day, time } => {
            moment(number, (day, time), is_1904).unwrap_or_else(|| decimal(number))
        }
    }
}

/// A number with the fifteen digits that a spreadsheet shows; further digits only come from binary
/// fractions.
fn decimal(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    rounded.to_string()
}

/// A number with at least that many decimals: it may have more than are shown.
fn with_decimals(number: String, decimals: usize) -> String {
    let written = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if written >= decimals || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return number;
    }
    let point = if written == 0 { "." } else { "" };
    number + point + &"0".repeat(decimals - written)
}

/// A count of days as a date and a time; none if it is outside the calendar.
fn moment(days: f64, (day, time): (bool, bool), is_1904: bool) -> Option<String> {
    // To the second: hardly any time is exactly representable as a fraction of a day.
    let seconds = (days * 86_400.0).round();
    if !(0.0..3.0e11).contains(&seconds) {
        return None;
    }
    let (whole, rest) = ((seconds / 86_400.0).floor() as i64, (seconds % 86_400.0) as u32);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    let of_day = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if !day {
        return Some(of_day);
    }
    let on = the_day(whole, is_1904)?;
    Some(if time { format!("{on} {of_day}") } else { on.to_string() })
}

fn the_day(count: i64, is_1904: bool) -> Option<Date> {
    // Excel, like Lotus, has a 29 February 1900, so counts before that day start one day later.
    let first = match (is_1904, count) {
        (true, _) => date(1904, 1, 1),
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    first.checked_add(count.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_was_typed() {
        for (raw, typed) in [
            ("310.10000000000002", "310.1"),
            ("0.30000000000000004", "0.3"),
            ("3000", "3000"),
            ("-12.5", "-12.5"),
            ("1.5E-3", "0.0015"),
            ("1E+20", "100000000000000000000"),
            ("95.79", "95.79"),
        ] {
            assert_eq!(written(raw, NUMBER, false), typed);
        }
    }

    #[test]
    fn money_has_the_cents_that_its_format_shows_and_loses_none() {
        for (raw, code, typed) in [
            ("3000", "0.00", "3000.00"),
            ("3000", "#,##0.00", "3000.00"),
            ("3000.5", "[$¥-804]#,##0.00_);[Red]\\(#,##0.00\\)", "3000.50"),
            ("12.345", "0.00", "12.345"),
            ("3000", "0.##", "3000"),
            ("3000", "#,##0", "3000"),
            ("0.5", "0.00%", "50.00%"),
            ("0.9", "0%", "90%"),
            ("0.125", "0%", "12.5%"),
            ("0.07", "0%", "7%"),
            ("0", "0.00\"元\"", "0.00"),
        ] {
            assert_eq!(written(raw, NumberFormat::of_code(code), false), typed, "{code}");
        }
        assert_eq!(written("-12", NumberFormat::of_number("4"), false), "-12.00");
    }

    #[test]
    fn days_and_times_are_what_was_typed() {
        assert_eq!(written("46083", DAY, false), "2026-03-02");
        assert_eq!(written("44621", DAY, true), "2026-03-02");
        assert_eq!(written("46083.8125", BOTH, false), "2026-03-02 19:30");
        assert_eq!(written("46083.8125", DAY, false), "2026-03-02");
        assert_eq!(written("0.8125", TIME, false), "19:30");
        assert_eq!(written("0.39583333333333331", TIME, false), "09:30");
        assert_eq!(written("1.1041666666666667", NumberFormat::Duration, false), "26:30");
        assert_eq!(written("59", DAY, false), "1900-02-28");
        assert_eq!(written("-1", DAY, false), "-1");
        assert_eq!(written("1e300", DAY, false), decimal(1e300));
    }

    #[test]
    fn formats_are_known_by_number_and_by_code() {
        for (number, format) in [
            ("0", NUMBER),
            ("9", NumberFormat::Percent { decimals: 0 }),
            ("3", NUMBER),
            ("14", DAY),
            ("22", BOTH),
            ("31", DAY),
            ("57", DAY),
            ("46", NumberFormat::Duration),
        ] {
            assert_eq!(NumberFormat::of_number(number), format, "{number}");
        }
        for (code, format) in [
            ("General", NUMBER),
            ("#,##0.00\"元/d\"", NumberFormat::Number { decimals: 2 }),
            ("0.0%", NumberFormat::Percent { decimals: 1 }),
            ("[Red]0.00;[h]", NumberFormat::Number { decimals: 2 }),
            ("yyyy\"年\"m\"月\"d\"日\";@", DAY),
            ("[$-804]yyyy/m/d", DAY),
            ("yyyy-mm-dd hh:mm", BOTH),
            ("h:mm AM/PM", TIME),
            ("[hh]:mm", NumberFormat::Duration),
        ] {
            assert_eq!(NumberFormat::of_code(code), format, "{code}");
        }
    }
}
