//! The figures that an author gives, on a poster.

use super::vote::Figure;
use super::words::{Wording, thousands};
use crate::record::figure;
use crate::render::figures::note;

/// The figures of a record, in order.
pub(super) fn figures(all: &[figure::Figure], wording: &Wording<'_>) -> Vec<Figure> {
    let one = |figure: &figure::Figure| Figure {
        label: figure.label.0.clone(),
        value: figure.written(|number| thousands(number)),
        unit: figure.unit().unwrap_or_default().to_owned(),
        note: note(figure, wording),
    };
    all.iter().map(one).collect()
}
