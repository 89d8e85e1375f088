//! A directory on a poster: its units in order, those within another unit one level deeper.

use serde::Serialize;

use super::words::Wording;
use crate::record::directory::{DirectoryView, Unit};

/// What a directory adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DirectoryData {
    /// The units, each followed by those within it.
    pub units: Vec<UnitData>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitData {
    /// Its depth within other units, from 1.
    pub level: usize,
    /// Its name.
    pub name: String,
    /// What it does.
    pub duty: Option<String>,
    /// Who belongs to it, in words.
    pub members: Option<String>,
    /// How to reach it, one entry for each way.
    pub contact: Vec<String>,
}

impl DirectoryData {
    pub(super) fn of(view: &DirectoryView<'_>, wording: &Wording<'_>) -> DirectoryData {
        let mut units = Vec::new();
        add(view.units, 1, wording, &mut units);
        DirectoryData { units }
    }
}

fn add(from: &[Unit], level: usize, wording: &Wording<'_>, to: &mut Vec<UnitData>) {
    for unit in from {
        let members = unit.members.as_ref().map(|members| {
            let members: Vec<&str> = members.iter().map(|member| &**member).collect();
            format!("{}{}", wording.word("unit-members"), members.join(&wording.word("comma")))
        });
        let contact = unit.contact.iter().flat_map(|contact| {
            [&contact.name, &contact.phone, &contact.hours, &contact.address, &contact.email]
        });
        to.push(UnitData {
            level,
            name: unit.name.0.clone(),
            duty: unit.duty.as_deref().map(str::to_owned),
            members,
            contact: contact.flatten().map(|piece| piece.0.clone()).collect(),
        });
        add(unit.inside(), level + 1, wording, to);
    }
}
