//! The note beside a figure that an author gives: the total, the share of it, and the date. Posters and
//! texts to paste use the same.

use super::filters::thousands;
use super::wording::Wording;
use crate::record::exact::Share;
use crate::record::figure::Figure;

/// The parts of the note, joined; empty where there are none.
pub(crate) fn note(figure: &Figure, wording: &Wording<'_>) -> String {
    let day = figure.as_of.map(|day| wording.say("as-of", &[("date", &wording.long(day.0))]));
    let parts: Vec<String> = whole(figure, wording).into_iter().chain(day).collect();
    parts.join(&wording.word("text-comma"))
}

/// The total and the share of it: never a bare percentage.
fn whole(figure: &Figure, wording: &Wording<'_>) -> Option<String> {
    let of = thousands(&figure.of?.to_string());
    let is_percentage = figure.is_percentage();
    let of = match figure.unit().filter(|_| !is_percentage) {
        Some(unit) => wording.say("text-amount", &[("value", &of), ("unit", unit)]),
        None => of,
    };
    Some(match figure.share().filter(|_| !is_percentage).and_then(Share::percent) {
        Some(percent) => wording.say("figure-of", &[("of", &of), ("percent", &percent)]),
        None => wording.say("figure-whole", &[("of", &of)]),
    })
}
