//! Days of the week in every form in which people write them: takes `周一`, `Wed`, `周一至周五`, gives the days.

use jiff::civil::Date;

use crate::diag::{Words, codes, words};
use crate::front::list::parts;
use crate::front::shape::{Bilingual, Choice, ValueError, choices};
use crate::front::{ListItem, scalar};

choices! {
    /// A day of the week.
    pub enum Weekday ("星期", "a day of the week") {
        /// Monday.
        Monday = "mon" "周一",
        /// Tuesday.
        Tuesday = "tue" "周二",
        /// Wednesday.
        Wednesday = "wed" "周三",
        /// Thursday.
        Thursday = "thu" "周四",
        /// Friday.
        Friday = "fri" "周五",
        /// Saturday.
        Saturday = "sat" "周六",
        /// Sunday.
        Sunday = "sun" "周日",
    }
}

use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

impl Weekday {
    /// A week, from its first day.
    pub const WEEK: [Weekday; 7] = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];

    /// These days in the order of the week, each once.
    pub fn in_order(days: &[Weekday]) -> Vec<Weekday> {
        Weekday::WEEK.into_iter().filter(|day| days.contains(day)).collect()
    }

    /// The next day.
    pub fn tomorrow(self) -> Weekday {
        let at = Weekday::WEEK.iter().position(|day| *day == self).unwrap_or(0);
        Weekday::WEEK[(at + 1) % 7]
    }

    /// The day of the week of a date.
    pub fn of(date: Date) -> Weekday {
        // Monday is 0.
        Weekday::WEEK[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0) % 7]
    }
}

const WEEK: [Weekday; 7] = Weekday::WEEK;
const ENGLISH: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl ListItem for Weekday {
    const ONE: Bilingual = <Weekday as scalar::Scalar>::WHAT;
    const CHOICES: &'static [Choice] = Weekday::CHOICES;
    fn parse_all(raw: &str) -> Result<Vec<Weekday>, ValueError> {
        let mut days = Vec::new();
        for part in parts(raw) {
            days.extend(span(part).ok_or_else(|| unknown(part))?);
        }
        if days.is_empty() { Err(unknown(raw)) } else { Ok(days) }
    }
}

/// The days that a text names: one day, or a range of days.
fn span(text: &str) -> Option<Vec<Weekday>> {
    let text = scalar::half_width(text).to_lowercase();
    match &*text {
        "每天" | "每日" | "天天" | "daily" | "every day" | "everyday" => return Some(WEEK.to_vec()),
        "工作日" | "weekdays" => return Some(WEEK[..5].to_vec()),
        "周末" | "双休日" | "weekends" | "weekend" => return Some(WEEK[5..].to_vec()),
        _ => {}
    }
    if let Some(day) = one(&text) {
        return Some(vec![day]);
    }
    let signs = ["至", "到", "-", "–", "—", "~", " to "];
    let (first, last) = signs
        .into_iter()
        .filter_map(|sign| text.split_once(sign))
        .find_map(|(first, last)| Some((one(first)?, one(last)?)))?;
    let week = || WEEK.into_iter().chain(WEEK).skip_while(|day| *day != first);
    Some(week().take(week().position(|day| day == last)? + 1).collect())
}

/// One day: `周三`, `星期三`, `礼拜三`, `三`, `Wed`, `Weds`, `Wednesday`, `Wednesdays`.
fn one(text: &str) -> Option<Weekday> {
    let text = text.trim().trim_end_matches('.').trim_start_matches('每');
    let chinese = ["周", "星期", "礼拜"].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    let at = match chinese {
        "天" => Some(6),
        "七" => None,
        _ => ["一", "二", "三", "四", "五", "六", "日"].iter().position(|day| *day == chinese),
    };
    let english = || {
        let name = text.strip_suffix('s').filter(|name| name.len() >= 3).unwrap_or(text);
        ENGLISH.iter().position(|day| name.len() >= 3 && day.starts_with(name))
    };
    at.or_else(english).and_then(|at| WEEK.get(at)).copied()
}

fn unknown(raw: &str) -> ValueError {
    ValueError::new(&codes::NOT_IN_LIST, words!("“{raw}”不是星期几", "“{raw}” is not a day of the week"))
        .help(Words::fixed(
            "请写 周一、周二、周三、周四、周五、周六、周日，或 周一至周五",
            "write mon, tue, wed, thu, fri, sat, sun, or `mon to fri`",
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(raw: &str) -> String {
        Weekday::parse_all(raw).unwrap().into_iter().map(Weekday::name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_day_has_many_names() {
        for raw in [
            "wed",
            "周三",
            "星期三",
            "礼拜三",
            "三",
            "Wed",
            "Weds",
            "Wednesday",
            "Wednesdays",
            "WED.",
            "每周三",
        ] {
            assert_eq!(names(raw), "wed", "{raw}");
        }
        assert_eq!((names("星期天"), names("周日")), ("sun".to_owned(), "sun".to_owned()));
    }

    #[test]
    fn spans_and_lists_are_all_their_days() {
        assert_eq!(names("周一至周五"), "mon tue wed thu fri");
        assert_eq!(names("周一到五"), "mon tue wed thu fri");
        assert_eq!(names("Mon-Fri"), "mon tue wed thu fri");
        assert_eq!(names("周五至周一"), "fri sat sun mon");
        assert_eq!(names("周一、三、五"), "mon wed fri");
        assert_eq!(names("Monday, Wed"), "mon wed");
        assert_eq!(names("每天"), "mon tue wed thu fri sat sun");
        assert_eq!(names("工作日"), "mon tue wed thu fri");
        assert_eq!(names("周末"), "sat sun");
        for raw in ["", "周八", "Mittwoch", "周一至", "m"] {
            assert!(Weekday::parse_all(raw).is_err(), "{raw}");
        }
    }
}
