//! A consultation on a poster: each question with its outcome and its rule, and with every numerator and
//! denominator.

use serde::Serialize;

use super::head::StampData;
use super::notice::{ColumnData, TableData};
use super::place::spoken_below;
use super::words::{Wording, thousands};
use crate::front::scalar::{Amount, Count};
use crate::record::consultation::{
    Ballots, ByPlace, ConsultationView, CountCell, Opinion, OptionView, PlaceRow, QuestionOutcome,
    QuestionView, TestView, Turnout,
};

/// What a consultation adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoteData {
    /// Whether there are results.
    pub counted: bool,
    /// The day on which they were counted.
    pub counted_on: Option<String>,
    /// The heading over the figures.
    pub heading: String,
    /// The number of people entitled to vote, and the ballot papers.
    pub figures: Vec<LargeFigure>,
    /// The questions, one or several.
    pub questions: Vec<QuestionData>,
    /// The names of its parts.
    pub words: VoteWords,
}

/// The names of the parts of a vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoteWords {
    /// Above the options: options, candidates.
    pub option: String,
    /// Above their numbers: people, votes.
    pub people: String,
    /// Above the rule.
    pub rule: String,
    /// Above the options before any votes are counted, if the question does not say what they are.
    pub before: Option<String>,
}

/// A large number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LargeFigure {
    /// What it counts.
    pub label: String,
    /// The number.
    pub value: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// A note on it; empty where there is none.
    pub note: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionData {
    /// 第 1 项, where there are several.
    pub number: Option<String>,
    /// Its text.
    pub question: Option<String>,
    /// Passed or failed, once there is a result.
    pub outcome: Option<StampData>,
    /// The outcome in a sentence.
    pub verdict: Option<String>,
    /// The rule in a sentence.
    pub rule: String,
    /// The source of the rule, with its label.
    pub source: Option<String>,
    /// Each test with its numbers.
    pub tests: Vec<TestData>,
    /// The options.
    pub options: Vec<OptionData>,
    /// The totals of which the counts of options are shares.
    pub base: Option<BaseData>,
    /// The counts by place.
    pub by_place: Option<TableData>,
    /// The opinions, and what became of them.
    pub opinions: Vec<OpinionData>,
}

/// One test of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TestData {
    /// `participation` or `approval`.
    pub stage: String,
    /// What is tested.
    pub label: String,
    /// Numerator ÷ denominator, with their unit.
    pub numbers: String,
    /// The quotient, as a percentage with two decimals but without the sign.
    pub percent: String,
    /// The threshold, as a fraction.
    pub threshold: String,
    /// The same as a percentage.
    pub threshold_percent: String,
    /// The requirement, in words.
    pub need: String,
    /// Whether it is met.
    pub met: bool,
    /// The same in a word.
    pub met_word: String,
}

/// An option with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionData {
    /// Its text.
    pub label: String,
    /// Whether it is the one that means approval.
    pub approve: bool,
    /// By people.
    pub people: Option<PartData>,
    /// By area.
    pub area: Option<PartData>,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartData {
    /// The number.
    pub value: String,
    /// Its share, as a percentage with two decimals; none of a total of 0.
    pub percent: Option<String>,
}

/// The totals of which the counts of options are shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaseData {
    /// 参与 1,575 人.
    pub people: String,
    /// 参与 98,765.40 平方米.
    pub area: Option<String>,
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpinionData {
    /// The opinion.
    pub summary: String,
    /// How many people gave it.
    pub count: Option<String>,
    /// What became of it.
    pub adopted: Option<StampData>,
    /// The reply.
    pub reply: Option<String>,
}

impl VoteData {
    pub(super) fn of(view: &ConsultationView<'_>, voice: &Wording<'_>) -> VoteData {
        let several = view.questions.len() > 1;
        let number =
            |at: usize| several.then(|| voice.say("question-number", &[("number", &(at + 1).to_string())]));
        let base = view.turnout.as_ref().map(|turnout| BaseData::of(turnout, voice));
        let invalid = view.ballots.and_then(|ballots| invalid(ballots, voice));
        let one = |(at, asked): (usize, &QuestionView<'_>)| QuestionData {
            number: number(at),
            ..QuestionData::of(asked, base.clone(), invalid.clone(), voice)
        };
        VoteData {
            counted: view.turnout.is_some(),
            counted_on: view.counted.map(|day| voice.say("counted-on", &[("date", &voice.long(day.0))])),
            heading: voice.word(if view.ballots.is_some() { "counted-heading" } else { "eligible-heading" }),
            figures: figures(view, voice),
            questions: view.questions.iter().enumerate().map(one).collect(),
            words: VoteWords {
                option: voice.word("option"),
                people: voice.word("people"),
                rule: voice.word("rule-heading"),
                before: None,
            },
        }
    }
}

impl LargeFigure {
    /// A number with its label and unit, by their keys; none where the number is not known.
    pub(super) fn of(
        label: &str,
        value: Option<u64>,
        unit: &str,
        note: String,
        voice: &Wording<'_>,
    ) -> Option<LargeFigure> {
        let value = value?;
        let unit = voice.count(unit, "count", value);
        Some(LargeFigure { label: voice.word(label), value: thousands(value), unit, note })
    }
}

fn figures(view: &ConsultationView<'_>, voice: &Wording<'_>) -> Vec<LargeFigure> {
    let area = |area: Option<Amount>| {
        area.map(|area| voice.say("area-note", &[("area", &thousands(area))])).unwrap_or_default()
    };
    let figure = |label: &str, value: Option<Count>, unit: &str, note| {
        LargeFigure::of(label, value.map(|count| count.0), unit, note, voice)
    };
    let (eligible, ballots) = (view.eligible, view.ballots);
    let took_part = view.turnout.as_ref().and_then(|turnout| turnout.area);
    let all = [
        figure(
            "eligible",
            eligible.and_then(|e| e.people),
            "unit-people",
            area(eligible.and_then(|e| e.area).map(Into::into)),
        ),
        figure("ballots-issued", ballots.and_then(|b| b.issued), "unit-ballots", String::new()),
        figure("ballots-returned", ballots.and_then(|b| b.returned), "unit-ballots", area(took_part)),
        figure(
            "ballots-invalid",
            ballots.and_then(|b| b.invalid),
            "unit-ballots",
            area(ballots.and_then(|b| b.invalid_area).map(Into::into)),
        ),
    ];
    all.into_iter().flatten().collect()
}

/// Invalid ballots count as participation, so the options add up to the total only together with them.
fn invalid(ballots: &Ballots, voice: &Wording<'_>) -> Option<OptionData> {
    let part = |value: String| PartData { value, percent: None };
    let people = ballots.invalid.filter(|invalid| invalid.0 > 0)?;
    let area = ballots.invalid_area.map(|area| part(thousands(area)));
    Some(OptionData {
        label: voice.word("ballots-invalid"),
        approve: false,
        people: Some(part(thousands(people.0))),
        area,
    })
}

impl BaseData {
    fn of(turnout: &Turnout, voice: &Wording<'_>) -> BaseData {
        let said = |key: &str, whole: String| voice.say(key, &[("whole", &whole)]);
        let people = said("of-turnout-people", thousands(turnout.people));
        BaseData { people, area: turnout.area.map(|area| said("of-turnout-area", thousands(area))) }
    }
}

impl QuestionData {
    fn of(
        asked: &QuestionView<'_>,
        base: Option<BaseData>,
        invalid: Option<OptionData>,
        voice: &Wording<'_>,
    ) -> QuestionData {
        let decided =
            asked.outcome.filter(|outcome| *outcome != QuestionOutcome::None).map(QuestionOutcome::name);
        let options =
            asked.options.iter().map(OptionData::of).chain(invalid.filter(|_| asked.has_results)).collect();
        QuestionData {
            number: None,
            question: asked.question.map(|question| question.0.clone()),
            outcome: decided.map(|outcome| StampData::new(outcome, voice)),
            verdict: decided.map(|outcome| voice.word(&format!("verdict-{outcome}"))),
            rule: asked.rule.text.clone(),
            source: asked.rule.source.as_ref().map(|source| format!("{}{source}", voice.word("rule-source"))),
            tests: asked.tests.iter().map(|test| TestData::of(test, voice)).collect(),
            options,
            base: base.filter(|_| asked.has_results),
            by_place: places(&asked.by_place, voice),
            opinions: asked.opinions.iter().map(|opinion| OpinionData::of(opinion, voice)).collect(),
        }
    }
}

impl TestData {
    pub(super) fn of(test: &TestView, voice: &Wording<'_>) -> TestData {
        let (stage, measure) = (test.stage.name(), test.measure.name());
        let (part, whole) = (thousands(test.numerator), thousands(test.denominator));
        let need = if test.strict { "need-more" } else { "need-least" };
        TestData {
            stage: stage.to_owned(),
            label: voice.word(&format!("test-{stage}-{measure}")),
            numbers: voice.say(&format!("part-{measure}"), &[("part", &part), ("whole", &whole)]),
            percent: test.percent.clone().unwrap_or_else(|| "0.00".to_owned()),
            threshold: test.threshold.clone(),
            threshold_percent: test.threshold_percent.clone(),
            need: voice.say(need, &[("threshold", &test.threshold)]),
            met: test.met,
            met_word: voice.word(if test.met { "met" } else { "unmet" }),
        }
    }
}

impl OptionData {
    fn of(option: &OptionView<'_>) -> OptionData {
        let people = option
            .people
            .map(|people| PartData { value: thousands(people.0), percent: option.people_percent.clone() });
        let area =
            option.area.map(|area| PartData { value: thousands(area), percent: option.area_percent.clone() });
        OptionData { label: option.label.0.clone(), approve: option.approve, people, area }
    }
}

fn places(counts: &ByPlace<'_>, voice: &Wording<'_>) -> Option<TableData> {
    let count = |label: String| ColumnData { key: "count", label };
    let head = [
        ColumnData { key: "place", label: voice.word("place") },
        count(voice.word("eligible")),
        count(voice.word("returned")),
    ];
    let cell = |cell: Option<CountCell>| match cell {
        None => "–".to_owned(),
        Some(CountCell::Number(number)) => thousands(number),
        Some(hidden) => hidden.sign().unwrap_or_default(),
    };
    let names = spoken_below(counts.rows.iter().map(|row| row.place.as_str()));
    let row = |(row, name): (&PlaceRow, String)| {
        let own = [row.eligible, row.returned].into_iter().chain(row.counts.iter().copied());
        std::iter::once(name).chain(own.map(cell)).collect()
    };
    let columns = head.into_iter().chain(counts.options.iter().map(|label| count(label.0.clone()))).collect();
    (!counts.rows.is_empty())
        .then(|| TableData { columns, rows: counts.rows.iter().zip(names).map(row).collect() })
}

impl OpinionData {
    fn of(opinion: &Opinion, voice: &Wording<'_>) -> OpinionData {
        OpinionData {
            summary: opinion.summary.0.clone(),
            count: opinion.count.map(|count| voice.count("opinion-count", "count", count.0)),
            adopted: opinion
                .adopted
                .map(|adopted| StampData::new(&format!("adopted-{}", adopted.name()), voice)),
            reply: opinion.reply.as_deref().map(|reply| format!("{}{reply}", voice.word("reply"))),
        }
    }
}
