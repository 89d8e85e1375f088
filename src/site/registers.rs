//! Registers: takes the records of a site, gives what concerns all of them together: the matters that were
//! reported, what meetings resolved and who carries it out, and the document numbers.
//!
//! A register knows its records, their order, and its counts. Everything else about a record is asked for
//! when the page of the register is drawn.

mod matters;
mod numbers;
mod resolutions;

use super::Site;
use super::terms::TermId;
pub use matters::{FilterSort, MatterFilter, MatterRegister, MatterState};
pub use numbers::{NumberRegister, NumberSeries};
pub use resolutions::RegisteredResolution;

/// The registers of a site.
#[derive(Debug, Default)]
pub struct Registers {
    /// The matters that were reported.
    pub matters: MatterRegister,
    /// The resolutions that somebody is to carry out.
    pub resolutions: Vec<RegisteredResolution>,
    /// The document numbers.
    pub numbers: NumberRegister,
}

/// A page of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterPage {
    /// The register of matters.
    Matters,
    /// A page of the matters of one filter, by the term and the number of the page.
    MattersBy(TermId, usize),
    /// The register of resolutions.
    Resolutions,
    /// The register of document numbers.
    Numbers,
}

impl Registers {
    /// The registers of a site; facts must have been computed.
    pub(super) fn of(site: &Site) -> Registers {
        Registers {
            matters: MatterRegister::of(site),
            resolutions: resolutions::of(site),
            numbers: NumberRegister::of(site),
        }
    }

    /// The first page of each register that is not empty.
    pub fn first_pages(&self) -> Vec<RegisterPage> {
        let all = [
            (RegisterPage::Matters, self.matters.total > 0),
            (RegisterPage::Resolutions, !self.resolutions.is_empty()),
            (RegisterPage::Numbers, !self.numbers.is_empty()),
        ];
        all.into_iter().filter(|(_, holds_any)| *holds_any).map(|(page, _)| page).collect()
    }
}

impl RegisterPage {
    /// The name of its register, in addresses and keys of texts.
    pub const fn register(self) -> &'static str {
        match self {
            RegisterPage::Matters | RegisterPage::MattersBy(..) => "matters",
            RegisterPage::Resolutions => "resolutions",
            RegisterPage::Numbers => "numbers",
        }
    }

    /// The template that draws it. A theme without it has no such page.
    pub const fn template(self) -> &'static str {
        match self {
            RegisterPage::Matters => "matters.html",
            RegisterPage::MattersBy(..) => "matters-by.html",
            RegisterPage::Resolutions => "resolutions.html",
            RegisterPage::Numbers => "numbers.html",
        }
    }

    /// Its output path in the language of the site.
    pub fn path(self, registers: &Registers) -> String {
        match self {
            RegisterPage::MattersBy(filter, number) => registers.matters.terms.get(filter).page(number),
            RegisterPage::Matters | RegisterPage::Resolutions | RegisterPage::Numbers => {
                format!("registers/{}.html", self.register())
            }
        }
    }
}
