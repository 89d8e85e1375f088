//! How days and moments are written: takes one and the language of the page; gives it as people write it in
//! that language. It reads no clock, and knows no words but the names of months and days.

use crate::front::scalar::Moment;
use crate::language::base;

/// A language whose date formats are known; other languages use the English ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateLang {
    /// 2026年3月2日, in simplified and traditional Chinese.
    Chinese,
    /// 2 March 2026.
    English,
    /// 2 مارس 2026.
    Arabic,
}

impl DateLang {
    /// How pages in `lang` write dates.
    pub(crate) fn of(lang: &str) -> DateLang {
        match base(lang) {
            tag if tag.eq_ignore_ascii_case("zh") => DateLang::Chinese,
            tag if tag.eq_ignore_ascii_case("ar") => DateLang::Arabic,
            _ => DateLang::English,
        }
    }
}

/// Each month in English and in Arabic.
const MONTHS: [(&str, &str); 12] = [
    ("January", "يناير"),
    ("February", "فبراير"),
    ("March", "مارس"),
    ("April", "أبريل"),
    ("May", "مايو"),
    ("June", "يونيو"),
    ("July", "يوليو"),
    ("August", "أغسطس"),
    ("September", "سبتمبر"),
    ("October", "أكتوبر"),
    ("November", "نوفمبر"),
    ("December", "ديسمبر"),
];

/// Each day of the week in Chinese, English and Arabic.
const WEEKDAYS: [(&str, &str, &str); 7] = [
    ("星期一", "Monday", "الاثنين"),
    ("星期二", "Tuesday", "الثلاثاء"),
    ("星期三", "Wednesday", "الأربعاء"),
    ("星期四", "Thursday", "الخميس"),
    ("星期五", "Friday", "الجمعة"),
    ("星期六", "Saturday", "السبت"),
    ("星期日", "Sunday", "الأحد"),
];

/// How a day or a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// 2026年3月2日.
    Long,
    /// 3月2日.
    Short,
    /// 2026年3月.
    Month,
    /// 2026.
    Year,
    /// 2, the day of the month.
    Day,
    /// 星期一.
    Weekday,
    /// 2026年3月2日 19:30.
    Moment,
    /// As the attribute of a `time` element requires it, which does not allow 24:00.
    DateTime,
}

impl DateStyle {
    /// All of them, with their names in templates.
    pub(crate) const ALL: [(&str, DateStyle); 8] = [
        ("long", DateStyle::Long),
        ("short", DateStyle::Short),
        ("month", DateStyle::Month),
        ("year", DateStyle::Year),
        ("day", DateStyle::Day),
        ("weekday", DateStyle::Weekday),
        ("moment", DateStyle::Moment),
        ("datetime", DateStyle::DateTime),
    ];

    pub(super) fn named(name: &str) -> Option<DateStyle> {
        DateStyle::ALL.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }
}

/// A moment in a style.
pub(crate) fn written(moment: Moment, style: DateStyle, lang: DateLang) -> String {
    let (year, month, day) = (moment.date.year(), moment.date.month(), moment.date.day());
    let (english, arabic) = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
    // Only one of the two is used where months have names.
    let name = if lang == DateLang::Arabic { arabic } else { english };
    let long = || match lang {
        DateLang::Chinese => format!("{year}年{month}月{day}日"),
        DateLang::English | DateLang::Arabic => format!("{day} {name} {year}"),
    };
    match style {
        DateStyle::DateTime => match moment.time {
            Some(_) => moment.start().strftime("%Y-%m-%d %H:%M").to_string(),
            None => moment.date.to_string(),
        },
        DateStyle::Long => long(),
        DateStyle::Year => year.to_string(),
        DateStyle::Day => day.to_string(),
        DateStyle::Short => match lang {
            DateLang::Chinese => format!("{month}月{day}日"),
            DateLang::English | DateLang::Arabic => format!("{day} {name}"),
        },
        DateStyle::Month => match lang {
            DateLang::Chinese => format!("{year}年{month}月"),
            DateLang::English | DateLang::Arabic => format!("{name} {year}"),
        },
        DateStyle::Weekday => weekday(moment, lang).to_owned(),
        DateStyle::Moment => match moment.time {
            Some(time) => format!("{}{}{time}", long(), before_time(lang)),
            None => long(),
        },
    }
}

fn weekday(moment: Moment, lang: DateLang) -> &'static str {
    let at = usize::try_from(moment.date.weekday().to_monday_zero_offset()).unwrap_or(0);
    let (chinese, english, arabic) = WEEKDAYS[at];
    match lang {
        DateLang::Chinese => chinese,
        DateLang::English => english,
        DateLang::Arabic => arabic,
    }
}

fn before_time(lang: DateLang) -> &'static str {
    match lang {
        DateLang::Chinese => " ",
        DateLang::English => ", ",
        DateLang::Arabic => "، ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::scalar::Scalar;

    #[test]
    fn dates_read_as_people_write_them() {
        let moment = Moment::parse("2026-03-02 19:30").unwrap();
        assert_eq!(written(moment, DateStyle::Long, DateLang::of("zh-Hant")), "2026年3月2日");
        assert_eq!(written(moment, DateStyle::Moment, DateLang::of("fr")), "2 March 2026, 19:30");
        assert_eq!(written(moment, DateStyle::Weekday, DateLang::Chinese), "星期一");
        assert_eq!(written(moment, DateStyle::Day, DateLang::Chinese), "2");
        assert_eq!(DateStyle::named("sideways"), None);
        let midnight = Moment::parse("2026-12-31 24:00").unwrap();
        assert_eq!(written(midnight, DateStyle::Moment, DateLang::Chinese), "2026年12月31日 24:00");
        assert_eq!(written(midnight, DateStyle::DateTime, DateLang::Chinese), "2027-01-01 00:00");
    }

    #[test]
    fn arabic_has_names_of_its_own() {
        let (moment, arabic) = (Moment::parse("2026-03-02 19:30").unwrap(), DateLang::of("ar-EG"));
        assert_eq!(written(moment, DateStyle::Moment, arabic), "2 مارس 2026، 19:30");
        assert_eq!(written(moment, DateStyle::Short, arabic), "2 مارس");
        assert_eq!(written(moment, DateStyle::Month, arabic), "مارس 2026");
        assert_eq!(written(moment, DateStyle::Weekday, arabic), "الاثنين");
    }
}
