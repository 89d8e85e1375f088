//! A timetable as people read it: by place, and all hours of one place and day in one row. Takes the rows as they were
//! written, gives them grouped; page and poster show the same.

use serde::{Deserialize, Serialize};

use crate::front::scalar::Day;

/// A row as it was written.
#[derive(Clone, Debug, Deserialize)]
pub struct Shift {
    /// Where.
    pub place: Option<String>,
    /// The language of the place, where it is not the page's.
    pub place_lang: Option<String>,
    /// On which days of the week: `mon`, `tue` and so on.
    pub days: Option<Vec<String>>,
    /// On which dates.
    pub dates: Option<Vec<Day>>,
    /// From what time.
    pub from: Option<String>,
    /// Until what time.
    pub until: Option<String>,
    /// What happens.
    pub what: Option<String>,
}

/// All that happens at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Where; none for rows without a place.
    pub place: Option<String>,
    /// The language of the place, where it is not the page's.
    pub place_lang: Option<String>,
    /// What happens there, in the order written.
    pub rows: Vec<Row>,
}

/// What happens on some days, at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// On which days of the week.
    pub days: Vec<String>,
    /// On which dates.
    pub dates: Vec<Day>,
    /// At what hours, the earliest first.
    pub hours: Vec<Hours>,
    /// What happens.
    pub what: Option<String>,
}

/// A span of time, or a moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hours {
    /// From what time.
    pub from: Option<String>,
    /// Until what time.
    pub until: Option<String>,
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.from, &self.until) {
            (Some(from), Some(until)) => write!(f, "{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => Ok(()),
        }
    }
}

/// The days of the week as timetables name them.
pub const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Groups rows by place, and joins those of one place that differ in nothing but the hours.
pub fn grouped(shifts: impl IntoIterator<Item = Shift>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for Shift { place, place_lang, days, dates, from, until, what } in shifts {
        let at = groups.iter().position(|group| group.place == place).unwrap_or_else(|| {
            groups.push(Group { place, place_lang, rows: Vec::new() });
            groups.len() - 1
        });
        let rows = &mut groups[at].rows;
        let (days, dates) = (in_order(days.unwrap_or_default()), dates.unwrap_or_default());
        let hours = Hours { from, until };
        match rows.iter_mut().find(|row| row.days == days && row.dates == dates && row.what == what) {
            Some(row) => row.hours.push(hours),
            None => rows.push(Row { days, dates, hours: vec![hours], what }),
        }
    }
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.hours.retain(|hours| hours.from.is_some() || hours.until.is_some());
        row.hours.sort();
        row.hours.dedup();
    }
    groups
}

/// The days in the order of the week, each once.
fn in_order(mut days: Vec<String>) -> Vec<String> {
    let at = |day: &String| WEEK.iter().position(|name| name == day);
    days.sort_by_key(at);
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifts(json: serde_json::Value) -> Vec<Shift> {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn morning_and_evening_of_one_place_stand_in_one_row() {
        let written = shifts(serde_json::json!([
            {"place": "1号楼", "days": ["tue", "mon"], "from": "17:00", "until": "19:00"},
            {"place": "2号楼", "days": ["mon"], "from": "08:00", "until": "09:00"},
            {"place": "1号楼", "days": ["mon", "tue"], "from": "08:00", "until": "09:30"},
            {"place": "1号楼", "days": ["mon", "tue"], "from": "12:00", "what": "收电池"},
        ]));
        let groups = grouped(written);
        let places: Vec<_> = groups.iter().map(|group| group.place.as_deref().unwrap_or_default()).collect();
        assert_eq!(places, ["1号楼", "2号楼"]);
        let hours: Vec<_> = groups[0].rows.iter().map(|row| row.hours.iter().map(Hours::to_string).collect::<Vec<_>>()).collect();
        assert_eq!(hours, [vec!["08:00–09:30", "17:00–19:00"], vec!["12:00"]]);
        assert_eq!(groups[0].rows[0].days, ["mon", "tue"]);
    }

    #[test]
    fn rows_without_hours_or_places_are_kept() {
        let groups = grouped(shifts(serde_json::json!([{"days": ["sat"], "what": "开放日"}])));
        assert_eq!(groups.len(), 1);
        assert!(groups[0].place.is_none() && groups[0].rows[0].hours.is_empty());
    }
}
