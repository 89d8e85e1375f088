//! What the template of a consultation draws: every numerator and denominator beside the shares.

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use tera::Value;

use super::super::exact::{Share, threshold_percent};
use super::super::kind::Around;
use super::count::{Numbers, Tally, Test};
use super::{Asked, BallotOption, Consultation};
use crate::diag::Lang;
use crate::front::scalar::Count;

/// The view of a consultation in one language.
pub(super) fn view(consultation: &Consultation, around: &Around<'_>, lang: Lang) -> Value {
    let asked = consultation.asked();
    let counted = consultation.has_results();
    let numbers = asked.first().map(|first| Numbers::of(consultation, first)).filter(|_| counted);
    let questions: Vec<Json> = asked.iter().map(|asked| question(consultation, asked, counted, lang)).collect();
    Value::from_serializable(&json!({
        "stage": consultation.stage(around.clock),
        "opens": consultation.opens,
        "closes": consultation.closes,
        "counted": consultation.counted,
        "eligible": consultation.eligible,
        "ballots": consultation.ballots,
        "objections": consultation.objections,
        "turnout": numbers.map(|n| json!({"people": n.returned, "area": n.area.map(decimal)})),
        "questions": questions,
    }))
}

fn decimal(value: Decimal) -> String {
    value.to_string()
}

fn question(consultation: &Consultation, asked: &Asked<'_>, counted: bool, lang: Lang) -> Json {
    let tally = Tally::of(consultation, asked);
    let numbers = Numbers::of(consultation, asked);
    let item = asked.item.map(|item| item.0);
    let option = |option: &BallotOption| {
        let people = option.people.and_then(|people| Share::of_people(people.0, numbers.returned).percent());
        let area = option.area.zip(numbers.area).and_then(|(part, base)| Share::of_amounts(part.0, base).percent());
        json!({
            "label": option.label, "people": option.people, "area": option.area,
            "approve": option.approve.is_some_and(|approve| approve.0),
            "people_percent": people, "area_percent": area,
        })
    };
    json!({
        "question": asked.question,
        "item": item,
        "rule": {
            "id": asked.rule.id(),
            "text": asked.rule.text(item).in_lang(lang),
            "source": asked.rule.source(item).map(|source| source.in_lang(lang).to_owned()),
        },
        "outcome": counted.then_some(tally.outcome),
        "has_results": counted,
        "tests": tally.tests.iter().filter(|_| counted).map(test).collect::<Vec<_>>(),
        "options": asked.options.iter().map(option).collect::<Vec<_>>(),
        "by_place": by_place(asked),
        "opinions": asked.opinions,
    })
}

fn test(test: &Test) -> Json {
    json!({
        "stage": test.stage,
        "measure": test.measure,
        "numerator": decimal(test.numerator),
        "denominator": decimal(test.denominator),
        "share": test.share().decimal(),
        "percent": test.share().percent(),
        "threshold": format!("{}/{}", test.threshold.numerator, test.threshold.denominator),
        "threshold_percent": threshold_percent(test.threshold),
        "strict": test.threshold.strict,
        "met": test.met,
    })
}

/// The counts of the places as a table: one column an option, in the order of the options.
fn by_place(asked: &Asked<'_>) -> Json {
    let labels: Vec<&str> = asked.options.iter().map(|option| &*option.label).collect();
    let row = |row: &super::PlaceCount| {
        let count = |label: &&str| row.options.as_ref().and_then(|options| options.get(label)).map(|Count(n)| *n);
        json!({
            "place": row.place, "eligible": row.eligible, "returned": row.returned,
            "counts": labels.iter().map(count).collect::<Vec<_>>(),
        })
    };
    json!({ "options": labels, "rows": asked.by_place.iter().map(row).collect::<Vec<_>>() })
}
