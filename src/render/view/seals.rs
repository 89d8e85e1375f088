//! What templates see of seals, as the page lists them.

use serde::Serialize;
use tera::Value;

use crate::front::scalar::Day;
use crate::site::{SEALS, SIGNATURE, SealFile, Site};

#[derive(Serialize)]
struct SealView {
    sequence: u32,
    path: String,
    /// When it was made.
    date: Option<Day>,
    /// The path of its signature.
    signature: Option<String>,
}

/// Every seal, newest first.
pub(in crate::render) fn seals(site: &Site) -> Value {
    let view = |(sequence, SealFile { name, day, .. }): (u32, &SealFile)| {
        let path = [SEALS, name].concat();
        let signature = site.seals.is_signed(name).then(|| [&*path, SIGNATURE].concat());
        SealView { sequence, path, date: day.map(Day), signature }
    };
    Value::from_serializable(&site.seals.numbered().into_iter().rev().map(view).collect::<Vec<_>>())
}
