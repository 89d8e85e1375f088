//! Posters for one place: which places a timetable is for, and which rows belong to each.

use crate::config::Register;
use crate::site::{Entry, Site};

/// The places that a record's timetable can be cut up into, in the order of its rows: those that the record names under
/// `places`, where each row is in one of them, else the places of the rows themselves.
pub fn places(site: &Site, entry: &Entry) -> Vec<String> {
    let Ok(view) = serde_json::to_value(crate::render::view::kind_view(site, entry, &entry.text("", &site.config))) else {
        return Vec::new();
    };
    let rows = view.get("schedule").and_then(|rows| rows.as_array()).map(Vec::as_slice).unwrap_or_default();
    let own: Vec<&str> = rows.iter().filter_map(|row| row.get("place")?.as_str()).collect();
    let named: Vec<&str> = entry.record.common.places.iter().flat_map(|names| names.iter()).map(|name| &**name).collect();
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

/// Whether a row's place is `place` or, by the register, inside it.
pub(super) fn covers(site: &Site, place: &str, row: &str) -> bool {
    let register: &Register = &site.config.register;
    let inside = || {
        let (outer, inner) = (register.find(place)?, register.find(row)?);
        Some(inner == outer || register.parents(inner).contains(&outer))
    };
    // A room of an estate is written behind its name: 梧桐里底层活动室.
    place == row || inside().unwrap_or_else(|| register.find(row).is_none() && row.starts_with(place))
}
