//! A directory in words: a line for each unit, followed by the units within it.

use super::TextLines;
use crate::record::directory::Unit;

impl TextLines<'_> {
    pub(super) fn units(&mut self, units: &[Unit]) {
        for unit in units {
            let contact = unit.contact.iter();
            let contact = contact.flat_map(|who| [&who.name, &who.phone, &who.address, &who.hours]).flatten();
            let members = unit.members.iter().flat_map(|members| members.iter());
            let said = unit.duty.iter().chain(members).map(|part| &**part);
            let parts: Vec<&str> = said.chain(contact.map(|part| &**part)).collect();
            let parts = parts.join(&self.wording.word("text-comma"));
            match parts.is_empty() {
                true => self.lines.push(unit.name.0.clone()),
                false => self.labelled(&unit.name, &parts),
            }
            self.units(unit.inside());
        }
    }
}
