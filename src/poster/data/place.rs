//! Posters for one place: takes a record; gives the places of its timetable, and the rows that belong to
//! each.

use crate::config::{Register, spoken};
use crate::record::Own;
use crate::site::{Entry, Site};

/// The places into which a record's timetable can be divided, in the order of its rows: those that the
/// record names under `places`, if each row is in one of them, or else the places of the rows themselves.
pub fn places(site: &Site, entry: &Entry) -> Vec<String> {
    let rows = written(entry);
    let own: Vec<&str> = rows.iter().flatten().copied().collect();
    let named: Vec<&str> =
        entry.record.common.places.iter().flat_map(|names| names.iter()).map(|name| &**name).collect();
    let above = |row: &&str| named.iter().copied().find(|name| covers(site, name, row));
    let grouped: Option<Vec<&str>> = own.iter().map(above).collect();
    let mut places: Vec<String> = Vec::new();
    for place in grouped.filter(|_| named.len() > 1).unwrap_or(own) {
        if !places.iter().any(|known| known == place) {
            places.push(place.to_owned());
        }
    }
    places
}

/// Whether each row of a record's timetable is in a place, and whether all that are name exactly that
/// place.
pub(super) fn rows(site: &Site, entry: &Entry, place: &str) -> PlaceRows {
    let rows = written(entry);
    let inside = rows.iter().map(|row| row.is_some_and(|row| covers(site, place, row))).collect();
    let same = rows.iter().flatten().filter(|row| covers(site, place, row)).all(|row| *row == place);
    PlaceRows { inside, same }
}

/// The rows of a timetable that a poster for one place shows.
pub(super) struct PlaceRows {
    /// For each row, whether it is in the place.
    pub(super) inside: Vec<bool>,
    /// Whether all of these name the place itself, not a place inside it.
    pub(super) same: bool,
}

/// The places of a timetable's rows as they were written, whatever the language of the poster.
fn written(entry: &Entry) -> Vec<Option<&str>> {
    let Own::Notice(notice) = &entry.record.own else { return Vec::new() };
    notice.schedule.iter().flatten().map(|row| row.place.as_deref()).collect()
}

/// Whether a row's place is `place` or, by the register, inside it.
fn covers(site: &Site, place: &str, row: &str) -> bool {
    let register: &Register = &site.config.register;
    let inside = || {
        let (outer, inner) = (register.find(place)?, register.find(row)?);
        Some(inner == outer || register.parents(inner).contains(&outer))
    };
    // A room of an estate is written after its name: 梧桐里底层活动室.
    place == row || inside().unwrap_or_else(|| register.find(row).is_none() && row.starts_with(place))
}

/// Names of the register as people say them. Of nested places, the name that all of them share is said only
/// once, above them.
pub(super) fn spoken_below<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Vec<String> {
    let above = |name: &'n str| name.rsplit_once('/').map(|(above, _)| above);
    let first = names.clone().next().and_then(above);
    let shared = first.is_some() && names.clone().all(|name| above(name) == first);
    names.map(|name| spoken(if shared { name.rsplit('/').next().unwrap_or(name) } else { name })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_people_say_them() {
        assert_eq!(spoken("新禾苑/1号楼"), "新禾苑1号楼");
        assert_eq!(spoken("Elm Court/House 2"), "Elm Court House 2");
    }

    #[test]
    fn what_all_places_share_is_left_out() {
        assert_eq!(spoken_below(["新禾苑/1号楼", "新禾苑/2号楼"].into_iter()), ["1号楼", "2号楼"]);
        assert_eq!(
            spoken_below(["新禾苑/1号楼", "梧桐里/1号楼"].into_iter()),
            ["新禾苑1号楼", "梧桐里1号楼"]
        );
        assert_eq!(spoken_below(["甲弄", "乙弄"].into_iter()), ["甲弄", "乙弄"]);
    }
}
