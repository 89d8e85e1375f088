//! A record in another language: takes its view and a translation, gives the view with the translation's texts.
//!
//! Only texts are replaced, place by place; figures, dates and outcomes are always the original's.

use serde_json::{Value as Json, json};
use tera::Value;
use tera::value::Key;

use crate::config::Config;
use crate::front::Several;
use crate::record::translation::{ShiftText, TranslationFront};
use crate::site::{Entry, Untranslated};

/// The texts of a kind, in the translation's language where it gives them.
pub(super) fn view(original: Value, front: &TranslationFront) -> Value {
    let labels = |options: &Option<Several<_>>| options.as_ref().map(|_| json!({"options": plain(options)}));
    let questions = match &front.questions {
        Some(questions) => {
            let one = |question: &crate::record::translation::QuestionText| {
                json!({
                    "question": question.question, "options": question.options, "opinions": question.opinions,
                    "by_place": labels(&question.options),
                })
            };
            questions.iter().map(one).collect()
        }
        None => vec![json!({
            "question": front.question, "options": front.options, "opinions": front.opinions, "by_place": labels(&front.options),
        })],
    };
    // A place that a translation names itself is in its language.
    let shift = |shift: &ShiftText| json!({"place": shift.place, "what": shift.what, "place_lang": shift.place.as_ref().map(|_| "")});
    let schedule = front.schedule.as_ref().map(|shifts| shifts.iter().map(shift).collect::<Json>());
    let texts = json!({
        "venue": front.venue, "body": front.body, "resolutions": front.resolutions, "schedule": schedule, "questions": questions,
    });
    lay_over(original, &texts)
}

/// The view of a kind with the places in its tables as a page in another language calls them, and with the language of those
/// that have no name there: `place` and `place_lang` of each row.
pub(super) fn places(view: Value, name: impl Fn(&str) -> Option<String>, foreign: Option<&str>) -> Value {
    let rows = |rows: Value| each(rows, &|row| placed(row, &name, foreign));
    let counts = |counts: Value| within(counts, "rows", &rows);
    let question = |question: Value| within(question, "by_place", &counts);
    let view = within(view, "questions", &|questions| each(questions, &question));
    within(within(view, "schedule", &rows), "entries", &rows)
}

/// A map with another value under `key`; as it is where it has none.
fn within(map: Value, key: &'static str, change: &dyn Fn(Value) -> Value) -> Value {
    let Some(there) = map.as_map().and_then(|map| map.get(&Key::Str(key))).filter(|there| !there.is_none()).cloned() else { return map };
    match map.clone().into_map() {
        Some(mut parts) => {
            parts.insert(key.into(), change(there));
            Value::from(parts)
        }
        None => map,
    }
}

/// A list with other items.
fn each(list: Value, change: &dyn Fn(Value) -> Value) -> Value {
    match list.as_array() {
        Some(items) => Value::from(items.iter().cloned().map(change).collect::<Vec<_>>()),
        None => list,
    }
}

fn placed(row: Value, name: &dyn Fn(&str) -> Option<String>, foreign: Option<&str>) -> Value {
    let written = row.as_map().and_then(|row| row.get(&Key::Str("place"))).and_then(Value::as_str).map(str::to_owned);
    let Some(mut parts) = row.clone().into_map() else { return row };
    let named = written.as_deref().and_then(name);
    let foreign = foreign.filter(|_| written.is_some() && named.is_none());
    parts.insert("place_lang".into(), foreign.map_or_else(Value::none, Value::from));
    if let Some(named) = named {
        parts.insert("place".into(), Value::from(named));
    }
    Value::from(parts)
}

/// The bare labels of options, as the heads of a table name them.
fn plain(options: &Option<Several<crate::record::translation::OptionText>>) -> Json {
    options.iter().flatten().map(|option| json!(option.label)).collect()
}

/// `original` with the texts that `texts` has at the same places; what is not in the original is not added.
fn lay_over(original: Value, texts: &Json) -> Value {
    match texts {
        Json::Null => original,
        Json::Object(texts) => match original.clone().into_map() {
            Some(mut map) => {
                for (key, text) in texts {
                    if let Some(there) = map.get(&Key::Str(key)).cloned() {
                        map.insert(key.clone().into(), lay_over(there, text));
                    }
                }
                Value::from(map)
            }
            None => original,
        },
        Json::Array(texts) => match original.as_array() {
            Some(items) => {
                let laid = |(at, item): (usize, &Value)| texts.get(at).map_or_else(|| item.clone(), |text| lay_over(item.clone(), text));
                Value::from(items.iter().enumerate().map(laid).collect::<Vec<_>>())
            }
            None => original,
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Bool(_) | Json::Number(_) => original,
    }
}

/// What a translated page still says in the language of the original: `record.original` of a template.
pub(super) fn original(entry: &Entry, front: &TranslationFront, imprint: Untranslated, config: &Config) -> Value {
    let in_all =
        |given: fn(&crate::record::translation::QuestionText) -> bool| front.questions.as_ref().is_some_and(|all| all.iter().all(given));
    let given = [
        ("issuer", !imprint.issuer),
        ("contact", !imprint.contact),
        ("question", front.question.is_some() || front.questions.is_some()),
        ("venue", front.venue.is_some()),
        ("body", front.body.is_some()),
        ("options", front.options.is_some() || in_all(|question| question.options.is_some())),
        ("opinions", front.opinions.is_some() || in_all(|question| question.opinions.is_some())),
        ("resolutions", front.resolutions.is_some()),
        ("schedule", front.schedule.is_some()),
        ("attachments", !imprint.files),
    ];
    let texts: Vec<&str> = given.iter().filter(|(_, given)| !given).map(|(key, _)| *key).collect();
    Value::from_serializable(&json!({"lang": entry.lang(config), "texts": texts}))
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{entry, site};
    use super::super::surroundings::Surroundings;
    use super::super::view;
    use super::*;
    use crate::site::Site;

    const CONFIG: &str = "title: 梧桐里\nissuer: 居委会\ncontact: {name: 窗口, phone: 021-6000 0000}\n\
                          languages: {en: {title: Wutong, contact: {name: Desk}}}\n";
    const VOTE: &str = "---\ntitle: 充电桩\nkind: consultation\ndate: 2026-02-01\nquestion: 装不装？\nopens: 2026-02-02\ncloses: 2026-02-08\n\
                        counted: 2026-02-09\nrule: majority\nballots: {returned: 9}\nattachments: [{path: plan.pdf, title: 图}]\noptions:\n\
                        - {label: 同意, people: 6, approve: true}\n- {label: 不同意, people: 3}\nby_place:\n\
                        - {place: 1号楼, returned: 9, options: {同意: 6, 不同意: 3}}\nopinions: [{summary: 贵, count: 4, reply: 有补贴}]\n---\n";

    fn english(site: &Site, source: &str) -> Json {
        let entry = entry(site, source);
        let (text, path) = (entry.text("en", &site.config), entry.path_in("en"));
        let around = Surroundings::of(site, &site.sections[entry.section], &path, "en");
        serde_json::to_value(view::record(site, entry, &text, &path, &around)).unwrap()
    }

    fn vote(translation: &str) -> Json {
        let translation = format!("---\ntitle: Charging\n{translation}---\n");
        english(&site(CONFIG, &[("v.md", VOTE), ("plan.pdf", "%PDF"), ("v.en.md", &translation)]), "v.md")
    }

    #[test]
    fn texts_are_translated_and_figures_are_not() {
        let record = vote(
            "question: Install them?\noptions: [{label: Agree}, {label: Against}]\nopinions: [{summary: Too dear}]\n\
             attachments: [{path: plan.pdf, title: Plan}]\n",
        );
        let question = &record["view"]["questions"][0];
        assert_eq!(question["question"], "Install them?");
        assert_eq!((&question["options"][0]["label"], &question["options"][0]["people"]), (&json!("Agree"), &json!(6)));
        assert_eq!(question["by_place"]["options"], json!(["Agree", "Against"]));
        assert_eq!(question["by_place"]["rows"][0]["counts"], json!([6, 3]));
        // What is not given is inherited.
        assert_eq!(question["opinions"][0], json!({"summary": "Too dear", "count": 4, "reply": "有补贴", "adopted": null}));
        assert_eq!(question["outcome"], "passed");
        assert_eq!(record["attachments"][0]["title"], "Plan");
        assert_eq!(record["original"]["texts"], json!(["issuer", "venue", "body", "resolutions", "schedule"]));
    }

    #[test]
    fn a_translation_of_the_title_alone_inherits_the_rest() {
        let record = vote("");
        assert_eq!(record["view"]["questions"][0]["options"][1]["label"], "不同意");
        assert_eq!(record["attachments"][0]["title"], "图");
        let texts = record["original"]["texts"].as_array().unwrap();
        assert!(["question", "options", "opinions", "attachments"].iter().all(|key| texts.contains(&json!(key))), "{texts:?}");
    }

    #[test]
    fn the_sites_contact_speaks_the_language_of_the_page() {
        let record = vote("");
        assert_eq!((&record["contact"]["name"], &record["contact"]["phone"]), (&json!("Desk"), &json!("021-6000 0000")));
        assert!(!record["original"]["texts"].as_array().unwrap().contains(&json!("contact")));
        let own = vote("contact: {hours: mornings}\n");
        assert_eq!((&own["contact"]["name"], &own["contact"]["hours"]), (&json!("Desk"), &json!("mornings")));
    }

    #[test]
    fn a_meeting_and_a_timetable_are_translated_line_by_line() {
        let meeting = "---\ntitle: 会\nkind: meeting\ndate: 2026-02-01\nattendance: {present: 5}\nresolutions:\n\
                       - {title: 修门, text: 三日内, votes: {for: 4, against: 1}, owner: 物业, due: 2026-02-09}\n---\n";
        let notice =
            "---\ntitle: 班\nkind: notice\ndate: 2026-02-01\nschedule:\n- {place: 1号楼, days: [mon], from: '9:00', what: 收旧衣}\n---\n";
        let files = [
            ("m.md", meeting),
            ("m.en.md", "---\ntitle: Meeting\nresolutions: [{title: Mend the gate, owner: Property}]\n---\n"),
            ("n.md", notice),
            ("n.en.md", "---\ntitle: Hours\nschedule: [{what: Old clothes}]\n---\n"),
        ];
        let site = site(CONFIG, &files);
        let resolution = &english(&site, "m.md")["view"]["resolutions"][0];
        assert_eq!(
            (&resolution["title"], &resolution["text"], &resolution["owner"]),
            (&json!("Mend the gate"), &json!("三日内"), &json!("Property"))
        );
        assert_eq!((&resolution["outcome"], &resolution["votes"]["for"]), (&json!("passed"), &json!(4)));
        let shift = &english(&site, "n.md")["view"]["schedule"][0];
        assert_eq!((&shift["what"], &shift["place"]), (&json!("Old clothes"), &json!("1号楼")));
    }
}
