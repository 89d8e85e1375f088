//! A timetable in the form in which people read it: by place, with all hours of one place and day in one
//! row. Takes the rows as written, gives them grouped; page and poster show the same.

use serde::Serialize;

use super::{ShiftView, Weekday};
use crate::front::scalar::{Day, TimeOfDay};

/// All that happens at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimetableGroup {
    /// Where; none for rows without a place.
    pub place: Option<String>,
    /// The language of the place, where it is not the page's.
    pub place_lang: Option<String>,
    /// What happens there, in the order written.
    pub rows: Vec<TimetableRow>,
}

/// What happens on some days, at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimetableRow {
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// On which dates.
    pub dates: Vec<Day>,
    /// At what hours, earliest first.
    pub hours: Vec<Hours>,
    /// What happens.
    pub what: Option<String>,
}

/// A span of time, or a moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hours {
    /// From what time.
    pub from: Option<TimeOfDay>,
    /// Until what time.
    pub until: Option<TimeOfDay>,
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.from, &self.until) {
            (Some(from), Some(until)) => write!(f, "{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => one.fmt(f),
            (None, None) => Ok(()),
        }
    }
}

/// Groups rows by place, and merges those of one place that differ only in their hours.
pub fn grouped<'s>(shifts: impl IntoIterator<Item = &'s ShiftView>) -> Vec<TimetableGroup> {
    let mut groups: Vec<TimetableGroup> = Vec::new();
    for shift in shifts {
        let (place, place_lang) = (shift.place.clone(), shift.place_lang.clone());
        let at = groups.iter().position(|group| group.place == place).unwrap_or_else(|| {
            groups.push(TimetableGroup { place, place_lang, rows: Vec::new() });
            groups.len() - 1
        });
        let rows = &mut groups[at].rows;
        let days = Weekday::in_order(shift.days.as_deref().unwrap_or_default());
        let dates = shift.dates.as_deref().unwrap_or_default();
        let what = shift.what.as_deref();
        let hours = Hours { from: shift.from, until: shift.until };
        match rows
            .iter_mut()
            .find(|row| row.days == days && *row.dates == *dates && row.what.as_deref() == what)
        {
            Some(row) => row.hours.push(hours),
            None => rows.push(TimetableRow {
                days,
                dates: dates.to_vec(),
                hours: vec![hours],
                what: what.map(str::to_owned),
            }),
        }
    }
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.hours.retain(|hours| hours.from.is_some() || hours.until.is_some());
        row.hours.sort();
        row.hours.dedup();
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifts(json: serde_json::Value) -> Vec<ShiftView> {
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
        let groups = grouped(&written);
        let places: Vec<_> = groups.iter().map(|group| group.place.as_deref().unwrap_or_default()).collect();
        assert_eq!(places, ["1号楼", "2号楼"]);
        let hours: Vec<_> = groups[0]
            .rows
            .iter()
            .map(|row| row.hours.iter().map(Hours::to_string).collect::<Vec<_>>())
            .collect();
        assert_eq!(hours, [vec!["08:00–09:30", "17:00–19:00"], vec!["12:00"]]);
        assert_eq!(groups[0].rows[0].days, [Weekday::Monday, Weekday::Tuesday]);
    }

    #[test]
    fn rows_without_hours_or_places_are_kept() {
        let groups = grouped(&shifts(serde_json::json!([{"days": ["sat"], "what": "开放日"}])));
        assert_eq!(groups.len(), 1);
        assert!(groups[0].place.is_none() && groups[0].rows[0].hours.is_empty());
    }
}
