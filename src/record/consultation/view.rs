//! What is drawn of a consultation: every numerator and denominator beside the shares.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::super::exact::{Share, threshold_percent};
use super::super::kind::{PlaceName, ViewContext};
use super::cells::{self, CountCell, CountTable};
use super::count::{AbsoluteCounts, Measure, QuestionOutcome, Test, TestStage, VoteTally};
use super::{
    BallotOption, Ballots, Consultation, ConsultationFacts, ConsultationStage, CountedQuestion, Eligible,
    Opinion, Span,
};
use crate::diag::Words;
use crate::front::prose::Prose;
use crate::front::scalar::{Amount, Count, Day, Moment, apart};

/// What is drawn of a consultation.
#[derive(Serialize)]
pub struct ConsultationView<'v> {
    /// Its stage.
    pub stage: ConsultationStage,
    /// The first day of voting.
    #[serde(serialize_with = "apart")]
    pub opens: Option<Moment>,
    /// The last day of voting.
    #[serde(serialize_with = "apart")]
    pub closes: Option<Moment>,
    /// The day of counting.
    pub counted: Option<Day>,
    /// Who may take part.
    pub eligible: Option<&'v Eligible>,
    /// The ballot papers.
    pub ballots: Option<&'v Ballots>,
    /// When the result may be objected to.
    pub objections: Option<&'v Span>,
    /// Those who took part, once the ballots are counted.
    pub turnout: Option<Turnout>,
    /// The questions, one or several.
    pub questions: Vec<QuestionView<'v>>,
}

/// Those who took part.
#[derive(Serialize)]
pub struct Turnout {
    /// People.
    pub people: u64,
    /// Square metres, where areas are given.
    pub area: Option<Amount>,
}

/// One question.
#[derive(Serialize)]
pub struct QuestionView<'v> {
    /// Its words.
    pub question: Option<&'v Prose>,
    /// The item of its rule that applies.
    pub item: Option<u64>,
    /// The rule that decides it.
    pub rule: RuleView,
    /// The outcome, once it is counted.
    pub outcome: Option<QuestionOutcome>,
    /// Whether it is counted.
    pub has_results: bool,
    /// Every test of the rule, once it is counted.
    pub tests: Vec<TestView>,
    /// The answers.
    pub options: Vec<OptionView<'v>>,
    /// The counts of places.
    pub by_place: ByPlace<'v>,
    /// The opinions given.
    pub opinions: &'v [Opinion],
}

/// A rule in words.
#[derive(Serialize)]
pub struct RuleView {
    /// Its name in data.
    pub id: &'static str,
    /// The language of its words, if that is not the language of the page.
    pub lang: Option<&'static str>,
    /// What it requires.
    pub text: String,
    /// The law or agreement that it comes from.
    pub source: Option<String>,
}

impl RuleView {
    /// The rule with that id, in the language of a page.
    pub fn of(id: &'static str, text: &Words, source: Option<&Words>, context: &ViewContext<'_>) -> RuleView {
        let (lang, tag) = context.lang;
        let said = |words: &Words| words.in_lang(lang).to_owned();
        RuleView { id, lang: tag, text: said(text), source: source.map(said) }
    }
}

/// A test of a rule.
#[derive(Clone, Serialize)]
pub struct TestView {
    /// What it asks.
    pub stage: TestStage,
    /// What it measures.
    pub measure: Measure,
    /// The number that took part or approved.
    #[serde(serialize_with = "written")]
    pub numerator: Decimal,
    /// The number that it is a share of.
    #[serde(serialize_with = "written")]
    pub denominator: Decimal,
    /// The share, with four decimals.
    pub share: Option<String>,
    /// The share as a percentage with two decimals.
    pub percent: Option<String>,
    /// The threshold as a fraction.
    pub threshold: String,
    /// The threshold as a percentage.
    pub threshold_percent: String,
    /// Whether the share must exceed the threshold, not just equal it.
    pub strict: bool,
    /// Whether the threshold is reached.
    pub met: bool,
}

/// An answer with its counts.
#[derive(Serialize)]
pub struct OptionView<'v> {
    /// Its words.
    pub label: &'v Prose,
    /// How many chose it.
    pub people: Option<Count>,
    /// The area of those who chose it.
    pub area: Option<Amount>,
    /// Whether choosing it counts as approval.
    pub approve: bool,
    /// The share of those who took part, by people: a percentage with two decimals.
    pub people_percent: Option<String>,
    /// The same share by area.
    pub area_percent: Option<String>,
}

/// The counts of places as a table: one column for each option, in the order of the options.
#[derive(Serialize)]
pub struct ByPlace<'v> {
    /// The labels of the options.
    pub options: Vec<&'v Prose>,
    /// The places.
    pub rows: Vec<PlaceRow>,
    /// The smallest count that is shown, if small ones are hidden.
    pub least: Option<u64>,
}

/// The counts of one place.
#[derive(Serialize)]
pub struct PlaceRow {
    /// Where.
    pub place: String,
    /// The language of its name, if that is not the language of the page.
    pub place_lang: Option<String>,
    /// People entitled to vote there.
    pub eligible: Option<CountCell>,
    /// Ballots returned there.
    pub returned: Option<CountCell>,
    /// How many of these chose each option.
    pub counts: Vec<Option<CountCell>>,
}

/// The view of a consultation in one language.
pub(super) fn view<'v>(
    consultation: &'v Consultation,
    facts: &ConsultationFacts,
    context: &ViewContext<'_>,
) -> ConsultationView<'v> {
    let asked = consultation.asked();
    let counted = consultation.has_results();
    let numbers = AbsoluteCounts::of_all(consultation, &asked).filter(|_| counted);
    let Consultation { opens, closes, eligible, ballots, objections, .. } = consultation;
    ConsultationView {
        stage: facts.stage,
        opens: *opens,
        closes: *closes,
        counted: consultation.counted,
        eligible: eligible.as_ref(),
        ballots: ballots.as_ref(),
        objections: objections.as_ref(),
        turnout: numbers.map(|numbers| Turnout { people: numbers.returned, area: numbers.area.map(Amount) }),
        questions: asked
            .iter()
            .zip(by_place(&asked, context))
            .map(|(asked, by_place)| question(consultation, asked, by_place, (counted, context)))
            .collect(),
    }
}

fn written<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(number)
}

fn question<'v>(
    consultation: &Consultation,
    asked: &CountedQuestion<'v>,
    by_place: ByPlace<'v>,
    (counted, context): (bool, &ViewContext<'_>),
) -> QuestionView<'v> {
    let tally = VoteTally::of(consultation, asked);
    let numbers = AbsoluteCounts::of(consultation, asked);
    let item = asked.item.map(|item| item.0);
    let option = |option: &'v BallotOption| OptionView {
        label: &option.label,
        people: option.people,
        area: option.area.map(Into::into),
        approve: option.approve.is_some_and(|approve| approve.0),
        people_percent: option
            .people
            .and_then(|people| Share::of_people(people.0, numbers.returned).percent()),
        area_percent: option
            .area
            .zip(numbers.area)
            .and_then(|(part, base)| Share::of_amounts(part.0, base).percent()),
    };
    QuestionView {
        question: asked.question,
        item,
        rule: RuleView::of(
            asked.rule.id(),
            &asked.rule.text(item),
            asked.rule.source(item).as_ref(),
            context,
        ),
        outcome: counted.then_some(tally.outcome),
        has_results: counted,
        tests: tally.tests.iter().filter(|_| counted).map(TestView::of).collect(),
        options: asked.options.iter().map(option).collect(),
        by_place,
        opinions: asked.opinions,
    }
}

impl TestView {
    /// The view of a test.
    pub fn of(test: &Test) -> TestView {
        TestView {
            stage: test.stage,
            measure: test.measure,
            numerator: test.numerator,
            denominator: test.denominator,
            share: test.share().decimal(),
            percent: test.share().percent(),
            threshold: test.threshold.fraction(),
            threshold_percent: threshold_percent(test.threshold),
            strict: test.threshold.strict,
            met: test.met,
        }
    }
}

/// The counts by building for each question, hidden so that no table reveals what another hides.
fn by_place<'v>(asked: &[CountedQuestion<'v>], context: &ViewContext<'_>) -> Vec<ByPlace<'v>> {
    let mut tables: Vec<CountTable<'v>> = asked.iter().map(table).collect();
    let hidden = match context.small_cells {
        Some(least) => cells::hide(&mut tables, least).into_iter().map(|any| any.then_some(least)).collect(),
        None => vec![None; tables.len()],
    };
    let of_question = |((asked, table), least): ((&CountedQuestion<'v>, CountTable<'v>), Option<u64>)| {
        let row = |(row, cells): (&'v super::PlaceCount, Vec<Option<CountCell>>)| {
            let PlaceName { name, lang } = context.place_name(&row.place);
            let mut cells = cells.into_iter();
            let (eligible, returned) = (cells.next().flatten(), cells.next().flatten());
            PlaceRow { place: name, place_lang: lang, eligible, returned, counts: cells.collect() }
        };
        let options = asked.options.iter().map(|option| &option.label).collect();
        ByPlace { rows: asked.by_place.iter().zip(table.rows).map(row).collect(), options, least }
    };
    asked.iter().zip(tables).zip(hidden).map(of_question).collect()
}

/// The counts of a question by building, none hidden.
fn table<'v>(asked: &CountedQuestion<'v>) -> CountTable<'v> {
    let counts = |row: &'v super::PlaceCount| {
        let count =
            |label: &Prose| row.options.as_ref().and_then(|counts| counts.get(label)).map(|Count(n)| *n);
        let own = [row.eligible, row.returned].into_iter().map(|count| count.map(|count| count.0));
        (&*row.place.0, own.chain(asked.options.iter().map(|option| count(&option.label))).collect())
    };
    CountTable::of(asked.by_place.iter().map(counts).collect())
}
