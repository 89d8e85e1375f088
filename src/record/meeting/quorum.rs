//! The quorum: a number, or a fraction of those entitled to attend.

use serde::Serialize;

use super::super::exact::Share;
use super::Attendance;
use crate::diag::Words;
use crate::front::scalar::{Count, Scalar, Threshold};
use crate::front::shape::{Bilingual, ValueError};

/// How many must be present: a number, or a fraction of those entitled to attend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quorum {
    /// This number.
    Count(Count),
    /// This fraction of `attendance.eligible`.
    Fraction(Threshold),
}

impl Scalar for Quorum {
    const WHAT: Bilingual = ("人数或分数", "a number or a fraction");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        if raw.contains(['/', '／', '%', '％', '分', '半']) {
            return Threshold::parse(raw).map(Quorum::Fraction);
        }
        Count::parse(raw).map(Quorum::Count).map_err(|bad| {
            bad.help(Words::fixed(
                "请写人数，如 30；或写分数，如 2/3（含三分之二）、\">1/2\"（过半数）",
                "write how many, like 30, or a fraction, like 2/3 (two thirds are enough) or \">1/2\" (more \
                 than half)",
            ))
        })
    }
}
crate::front::scalar::scalars!(Quorum);
crate::front::prose::same_in_every_language!(Quorum);
crate::front::texts::without_texts!(Quorum);

impl Serialize for Quorum {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Quorum::Count(count) => to.serialize_str(&count.0.to_string()),
            Quorum::Fraction(fraction) => to.collect_str(fraction),
        }
    }
}

impl Quorum {
    pub(super) fn is_met(self, attendance: &Attendance) -> Option<bool> {
        let present = attendance.present?.0;
        match self {
            Quorum::Count(needed) => Some(present >= needed.0),
            Quorum::Fraction(fraction) => {
                Some(Share::of_people(present, attendance.eligible?.0).reaches(fraction))
            }
        }
    }

    /// The smallest number of people that meets it.
    pub(super) fn needed(self, eligible: Option<Count>) -> Option<u64> {
        match self {
            Quorum::Count(count) => Some(count.0),
            Quorum::Fraction(fraction) => {
                let eligible = eligible?.0;
                (0..=eligible).find(|n| Share::of_people(*n, eligible).reaches(fraction))
            }
        }
    }
}
