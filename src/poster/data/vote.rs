//! A consultation on a poster: each question with its outcome, its rule, and every numerator and denominator behind it.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::head::Stamp;
use super::notice::{Column, Table};
use super::place::spoken_below;
use super::words::{Voice, thousands};
use crate::front::scalar::Day;

/// What a consultation adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoteData {
    /// Whether there are results.
    pub counted: bool,
    /// When they were counted.
    pub counted_on: Option<String>,
    /// The heading over the figures.
    pub heading: String,
    /// Who may take part, and the ballot papers.
    pub figures: Vec<Figure>,
    /// The questions, one or several.
    pub questions: Vec<QuestionData>,
}

/// A large number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The number.
    pub value: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// What else is to be said; empty where there is nothing.
    pub note: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionData {
    /// 第 1 项, where there are several.
    pub number: Option<String>,
    /// Its words.
    pub question: Option<String>,
    /// Passed or failed, once there is a result.
    pub outcome: Option<Stamp>,
    /// The outcome in a sentence.
    pub verdict: Option<String>,
    /// The rule in a sentence.
    pub rule: String,
    /// Where the rule stands, with what it is called.
    pub source: Option<String>,
    /// Each test with its numbers.
    pub tests: Vec<TestData>,
    /// The options.
    pub options: Vec<OptionData>,
    /// What the options are counted of.
    pub base: Option<Base>,
    /// The counts of places.
    pub by_place: Option<Table>,
    /// What was said, and what became of it.
    pub opinions: Vec<OpinionData>,
}

/// One test of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TestData {
    /// `participation` or `approval`.
    pub stage: String,
    /// What is tested.
    pub label: String,
    /// Numerator ÷ denominator with their unit.
    pub numbers: String,
    /// What they make, in hundredths with two decimals, without a sign.
    pub percent: String,
    /// What is needed, as a fraction.
    pub threshold: String,
    /// The same as hundredths.
    pub threshold_percent: String,
    /// What is needed, in words.
    pub need: String,
    /// Whether it is met.
    pub met: bool,
    /// The same in a word.
    pub met_word: String,
}

/// An option with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionData {
    /// Its words.
    pub label: String,
    /// Whether it is the one that approves.
    pub approve: bool,
    /// Of people.
    pub people: Option<Part>,
    /// Of area.
    pub area: Option<Part>,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The number.
    pub value: String,
    /// What part it is, in hundredths with two decimals; none of nothing.
    pub percent: Option<String>,
}

/// What options are counted of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Base {
    /// 参与 1,575 人.
    pub people: String,
    /// 参与 98,765.40 平方米.
    pub area: Option<String>,
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpinionData {
    /// What was said.
    pub summary: String,
    /// By how many.
    pub count: Option<String>,
    /// What became of it.
    pub adopted: Option<Stamp>,
    /// The reply.
    pub reply: Option<String>,
}

#[derive(Deserialize)]
struct View {
    counted: Option<Day>,
    eligible: Option<Numbers>,
    ballots: Option<Ballots>,
    turnout: Option<Numbers>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Numbers {
    people: Option<u64>,
    area: Option<String>,
}

#[derive(Deserialize)]
struct Ballots {
    issued: Option<u64>,
    returned: Option<u64>,
    invalid: Option<u64>,
    invalid_area: Option<String>,
}

#[derive(Deserialize)]
struct Question {
    question: Option<String>,
    rule: RuleWords,
    outcome: Option<String>,
    has_results: bool,
    tests: Vec<Test>,
    options: Vec<Choice>,
    by_place: Places,
    opinions: Vec<Opinion>,
}

#[derive(Deserialize)]
struct RuleWords {
    text: String,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Test {
    stage: String,
    measure: String,
    numerator: String,
    denominator: String,
    percent: Option<String>,
    threshold: String,
    threshold_percent: String,
    strict: bool,
    met: bool,
}

#[derive(Deserialize)]
struct Choice {
    label: String,
    people: Option<u64>,
    area: Option<String>,
    approve: bool,
    people_percent: Option<String>,
    area_percent: Option<String>,
}

#[derive(Deserialize)]
struct Places {
    options: Vec<String>,
    rows: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    place: String,
    eligible: Option<u64>,
    returned: Option<u64>,
    counts: Vec<Option<u64>>,
}

#[derive(Deserialize)]
struct Opinion {
    summary: String,
    count: Option<u64>,
    reply: Option<String>,
    adopted: Option<String>,
}

impl VoteData {
    pub(super) fn of(view: Json, voice: &Voice<'_>) -> Option<VoteData> {
        let view: View = serde_json::from_value(view).ok()?;
        let several = view.questions.len() > 1;
        let number = |at: usize| several.then(|| voice.say("question-number", &[("number", &(at + 1).to_string())]));
        let base = view.turnout.as_ref().and_then(|turnout| Base::of(turnout, voice));
        let invalid = view.ballots.as_ref().and_then(|ballots| invalid(ballots, voice));
        let one = |(at, asked): (usize, &Question)| QuestionData { number: number(at), ..asked.data(base.clone(), invalid.clone(), voice) };
        Some(VoteData {
            counted: view.turnout.is_some(),
            counted_on: view.counted.map(|day| voice.say("counted-on", &[("date", &voice.long(day.0))])),
            heading: voice.word(if view.ballots.is_some() { "counted-heading" } else { "eligible-heading" }),
            figures: view.figures(voice),
            questions: view.questions.iter().enumerate().map(one).collect(),
        })
    }
}

impl View {
    fn figures(&self, voice: &Voice<'_>) -> Vec<Figure> {
        let area = |area: Option<&String>| area.map(|area| voice.say("area-note", &[("area", &thousands(area))])).unwrap_or_default();
        let figure = |label: &str, value: Option<u64>, unit: &str, note: String| {
            value.map(|value| Figure { label: voice.word(label), value: thousands(value), unit: voice.word(unit), note })
        };
        let eligible = self.eligible.as_ref();
        let ballots = self.ballots.as_ref();
        let took_part = self.turnout.as_ref().and_then(|turnout| turnout.area.as_ref());
        let all = [
            figure("eligible", eligible.and_then(|e| e.people), "unit-people", area(eligible.and_then(|e| e.area.as_ref()))),
            figure("ballots-issued", ballots.and_then(|b| b.issued), "unit-ballots", String::new()),
            figure("ballots-returned", ballots.and_then(|b| b.returned), "unit-ballots", area(took_part)),
            figure("ballots-invalid", ballots.and_then(|b| b.invalid), "unit-ballots", area(ballots.and_then(|b| b.invalid_area.as_ref()))),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Ballots that are not valid count as taking part, so the options add up only with them.
fn invalid(ballots: &Ballots, voice: &Voice<'_>) -> Option<OptionData> {
    let part = |value: String| Part { value, percent: None };
    let people = ballots.invalid.filter(|invalid| *invalid > 0)?;
    let area = ballots.invalid_area.as_ref().map(|area| part(thousands(area)));
    Some(OptionData { label: voice.word("ballots-invalid"), approve: false, people: Some(part(thousands(people))), area })
}

impl Base {
    fn of(turnout: &Numbers, voice: &Voice<'_>) -> Option<Base> {
        let said = |key: &str, whole: String| voice.say(key, &[("whole", &whole)]);
        let people = said("of-turnout-people", thousands(turnout.people?));
        Some(Base { people, area: turnout.area.as_ref().map(|area| said("of-turnout-area", thousands(area))) })
    }
}

impl Question {
    fn data(&self, base: Option<Base>, invalid: Option<OptionData>, voice: &Voice<'_>) -> QuestionData {
        let decided = self.outcome.as_deref().filter(|outcome| matches!(*outcome, "passed" | "failed"));
        let options = self.options.iter().map(Choice::data).chain(invalid.filter(|_| self.has_results)).collect();
        QuestionData {
            number: None,
            question: self.question.clone(),
            outcome: decided.map(|outcome| Stamp::new(outcome, voice)),
            verdict: decided.map(|outcome| voice.word(&format!("verdict-{outcome}"))),
            rule: self.rule.text.clone(),
            source: self.rule.source.as_ref().map(|source| format!("{}{source}", voice.word("rule-source"))),
            tests: self.tests.iter().map(|test| test.data(voice)).collect(),
            options,
            base: base.filter(|_| self.has_results),
            by_place: self.by_place.data(voice),
            opinions: self.opinions.iter().map(|opinion| opinion.data(voice)).collect(),
        }
    }
}

impl Test {
    fn data(&self, voice: &Voice<'_>) -> TestData {
        let Test { stage, measure, .. } = self;
        let parts = [("part", thousands(&self.numerator)), ("whole", thousands(&self.denominator))];
        let numbers = voice.say(&format!("part-{measure}"), &[(parts[0].0, &parts[0].1), (parts[1].0, &parts[1].1)]);
        let need = if self.strict { "need-more" } else { "need-least" };
        TestData {
            stage: stage.clone(),
            label: voice.word(&format!("test-{stage}-{measure}")),
            numbers,
            percent: self.percent.clone().unwrap_or_else(|| "0.00".to_owned()),
            threshold: self.threshold.clone(),
            threshold_percent: self.threshold_percent.clone(),
            need: voice.say(need, &[("threshold", &self.threshold)]),
            met: self.met,
            met_word: voice.word(if self.met { "met" } else { "unmet" }),
        }
    }
}

impl Choice {
    fn data(&self) -> OptionData {
        let people = self.people.map(|people| Part { value: thousands(people), percent: self.people_percent.clone() });
        let area = self.area.as_ref().map(|area| Part { value: thousands(area), percent: self.area_percent.clone() });
        OptionData { label: self.label.clone(), approve: self.approve, people, area }
    }
}

impl Places {
    fn data(&self, voice: &Voice<'_>) -> Option<Table> {
        let count = |label: String| Column { key: "count", label };
        let head = [Column { key: "place", label: voice.word("place") }, count(voice.word("eligible")), count(voice.word("returned"))];
        let cell = |number: &Option<u64>| number.map_or_else(|| "–".to_owned(), thousands);
        let names = spoken_below(self.rows.iter().map(|row| row.place.as_str()));
        let row = |(row, name): (&Place, String)| {
            let numbers = [row.eligible, row.returned];
            std::iter::once(name).chain(numbers.iter().chain(&row.counts).map(cell)).collect()
        };
        let columns = head.into_iter().chain(self.options.iter().cloned().map(count)).collect();
        (!self.rows.is_empty()).then(|| Table { columns, rows: self.rows.iter().zip(names).map(row).collect() })
    }
}

impl Opinion {
    fn data(&self, voice: &Voice<'_>) -> OpinionData {
        OpinionData {
            summary: self.summary.clone(),
            count: self.count.map(|count| voice.count("opinion-count", "count", count)),
            adopted: self.adopted.as_ref().map(|adopted| Stamp::new(&format!("adopted-{adopted}"), voice)),
            reply: self.reply.as_ref().map(|reply| format!("{}{reply}", voice.word("reply"))),
        }
    }
}
