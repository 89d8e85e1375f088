//! The figures that an author gives, on a poster.

use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::record::figure::Figure;
use crate::render::figures::note;

/// The figures of a record, in order.
pub(super) fn figures(all: &[Figure], wording: &Wording<'_>) -> Vec<LargeFigure> {
    let one = |figure: &Figure| LargeFigure {
        label: figure.label.0.clone(),
        value: figure.written(|number| thousands(number)),
        unit: figure.unit().unwrap_or_default().to_owned(),
        note: note(figure, wording),
    };
    all.iter().map(one).collect()
}
