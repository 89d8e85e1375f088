//! What, when and where, a line each: takes a record's view as its page shows it; gives lines in its
//! language.

mod covenant;
mod directory;
mod election;
mod ledger;
mod matter;
mod project;
mod report;
mod roster;

use super::super::figures::note;
use super::super::filters::thousands;
use super::super::wording::Wording;
use crate::config::spoken;
use crate::front::scalar::{Moment, Text};
use crate::record::View;
use crate::record::common::Contact;
use crate::record::consultation::{
    ConsultationStage, ConsultationView, Measure, OptionView, QuestionOutcome, QuestionView, TestStage,
    TestView,
};
use crate::record::figure::Figure;
use crate::record::log::{LogEntryView, LogView, Total};
use crate::record::meeting::{MeetingView, ResolutionOutcome, ResolutionView};
use crate::record::notice::{NoticeView, ShiftView, Weekday};
use crate::record::report::CollectedView;
use crate::site::Posting;

/// The facts of a record, a line each.
pub(super) fn facts(
    view: &View<'_>,
    figures: &[Figure],
    posted: Option<&Posting>,
    wording: Wording<'_>,
) -> Vec<String> {
    let mut lines = TextLines { wording, lines: Vec::new() };
    match view {
        View::Notice(notice) => lines.notice(notice),
        View::Meeting(meeting) => lines.meeting(meeting),
        View::Consultation(vote) => lines.consultation(vote, ResultDetail::All),
        View::Election(election) => lines.election(election),
        View::Project(project) => lines.project(project),
        View::Matter(matter) => lines.matter(matter),
        View::Ledger(ledger) => lines.ledger(ledger),
        View::Covenant(covenant) => lines.covenant(covenant),
        View::Roster(roster) => lines.roster(roster),
        View::Log(log) => lines.log(log),
        View::Report(report) => lines.report(report),
        View::Directory(directory) => lines.units(directory.units),
        View::Page(_) => {}
        #[cfg(test)]
        View::Probe(_) => {}
    }
    figures.iter().for_each(|figure| lines.figure(figure));
    if let Some(posted) = posted {
        lines.span((Some(posted.from.into()), Some(posted.until.into())), "text-posted");
    }
    lines.lines
}

/// What was published in a month, a line for each figure.
pub(super) fn digest(collected: &CollectedView, wording: Wording<'_>) -> Vec<String> {
    let mut lines = TextLines { wording, lines: Vec::new() };
    lines.collected(collected);
    lines.lines
}

/// The same in as few characters as possible.
pub(super) fn brief(view: &View<'_>, posted: Option<&Posting>, wording: Wording<'_>) -> Vec<String> {
    match view {
        View::Consultation(vote) => {
            let mut lines = TextLines { wording, lines: Vec::new() };
            lines.consultation(vote, ResultDetail::Options);
            lines.lines
        }
        View::Notice(_)
        | View::Meeting(_)
        | View::Election(_)
        | View::Project(_)
        | View::Matter(_)
        | View::Ledger(_)
        | View::Covenant(_)
        | View::Roster(_)
        | View::Log(_)
        | View::Report(_)
        | View::Directory(_)
        | View::Page(_) => facts(view, &[], posted, wording),
        #[cfg(test)]
        View::Probe(_) => facts(view, &[], posted, wording),
    }
}

/// The contact, with place and hours.
pub(super) fn ask(contact: &Contact, wording: Wording<'_>) -> Option<String> {
    asked([&contact.name, &contact.phone, &contact.address, &contact.hours], wording)
}

/// The contact, in as few characters as possible.
pub(super) fn ask_briefly(contact: &Contact, wording: Wording<'_>) -> Option<String> {
    let reached = if contact.phone.is_some() { &contact.phone } else { &contact.address };
    asked([&contact.name, reached], wording)
}

fn asked<const N: usize>(parts: [&Option<Text>; N], wording: Wording<'_>) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
    let all = parts.join(&wording.word("text-comma"));
    (!parts.is_empty()).then(|| wording.say("text-contact", &[("contact", &all)]))
}

/// How much of a result is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResultDetail {
    /// The tests of the rule as well.
    All,
    /// The votes of each option.
    Options,
}

struct TextLines<'w> {
    wording: Wording<'w>,
    lines: Vec<String>,
}

impl TextLines<'_> {
    /// A text of the interface as a line, with its variables.
    fn add(&mut self, key: &str, values: &[(&'static str, &str)]) {
        self.lines.push(self.wording.say(key, values));
    }

    /// The same in the plural form for a count in digits.
    fn add_counted(&mut self, key: &str, count: &str, values: &[(&'static str, &str)]) {
        self.lines.push(self.wording.measured(key, count, values));
    }

    /// A label and a value; no line without a value.
    fn labelled(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.add("text-label", &[("label", label), ("value", value)]);
        }
    }

    /// The same with the text of a key as the label.
    fn fact(&mut self, key: &str, value: &str) {
        self.labelled(&self.wording.word(key), value);
    }

    /// A number with its unit, if it has one.
    fn amount(&self, value: &str, unit: &str) -> String {
        match unit {
            "" | "%" => format!("{value}{unit}"),
            _ => self.wording.say("text-amount", &[("value", value), ("unit", unit)]),
        }
    }

    /// A figure that the author gives, with the total that it is a part of.
    fn figure(&mut self, figure: &Figure) {
        let value = self.amount(&figure.written(thousands), figure.unit().unwrap_or_default());
        let note = Some(note(figure, &self.wording)).filter(|note| !note.is_empty());
        let note = note.map(|note| self.wording.say("aside", &[("text", &note)]));
        self.labelled(&figure.label, &format!("{value}{}", note.unwrap_or_default()));
    }

    /// The ends of a span, as far as they are given.
    fn span(&mut self, (from, until): (Option<Moment>, Option<Moment>), label: &str) {
        let wording = self.wording;
        let day = |moment: Option<Moment>| moment.map(|moment| wording.moment(moment));
        let span = match (day(from), day(until)) {
            (None, None) => return,
            (Some(from), None) => wording.say("text-from", &[("from", &from)]),
            (None, Some(until)) => wording.say("text-until", &[("until", &until)]),
            (Some(from), Some(until)) => wording.say("text-span", &[("from", &from), ("until", &until)]),
        };
        self.fact(label, &span);
    }

    fn notice(&mut self, notice: &NoticeView) {
        if let Some(span) = &notice.effective {
            self.span((span.from.map(Moment::from), span.until.map(Moment::from)), "text-when");
        }
        if let Some(deadline) = notice.deadline {
            self.fact("text-deadline", &self.wording.moment(deadline));
        }
        for shift in notice.schedule.iter().flatten() {
            let line = self.shift(shift);
            self.lines.push(line);
        }
    }

    /// A line of a timetable: when, where, what.
    fn shift(&self, shift: &ShiftView) -> String {
        let wording = self.wording;
        let days = shift.days.as_deref().unwrap_or_default();
        let days = match days.len() == Weekday::WEEK.len() {
            true => vec![wording.word("text-every-day")],
            false => days.iter().map(|day| wording.word(weekday(*day))).collect(),
        };
        let dates = shift.dates.iter().flatten().map(|date| wording.short(date.0));
        let when = days.into_iter().chain(dates).collect::<Vec<_>>().join(&wording.word("comma"));
        let hours = match (shift.from, shift.until) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => one.to_string(),
            (None, None) => String::new(),
        };
        let place = spoken(shift.place.as_deref().unwrap_or_default());
        let what = shift.what.clone().unwrap_or_default();
        let parts = [when, hours, place, what].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(&wording.word("text-shift-gap"))
    }

    fn meeting(&mut self, meeting: &MeetingView<'_>) {
        let (starts, ends) = (meeting.starts, meeting.ends);
        if ends.is_none_or(|ends| starts.is_some_and(|starts| starts.date == ends.date)) {
            let hour = ends.and_then(|ends| ends.time).map(|time| format!("–{time}")).unwrap_or_default();
            let start = starts.map(|starts| self.wording.moment(starts)).unwrap_or_default();
            self.fact("text-when", &format!("{start}{hour}"));
        } else {
            self.span((starts, ends), "text-when");
        }
        self.fact("text-where", meeting.venue.as_deref().unwrap_or_default());
        let attendance = meeting.attendance.as_ref();
        if let Some((present, eligible)) =
            attendance.and_then(|attendance| attendance.present.zip(attendance.eligible))
        {
            let (present, eligible) = (present.0.to_string(), eligible.0.to_string());
            self.add("text-present", &[("present", &present), ("eligible", &eligible)]);
        }
        for (at, resolution) in meeting.resolutions.iter().enumerate() {
            self.resolution(at + 1, resolution);
        }
    }

    fn resolution(&mut self, number: usize, resolution: &ResolutionView<'_>) {
        let (number, title) = (number.to_string(), &**resolution.title);
        let Some(outcome) = resolution.outcome else {
            return self.add("text-item", &[("number", &number), ("title", title)]);
        };
        let outcome = self.wording.word(match outcome {
            ResolutionOutcome::Passed => "text-passed",
            ResolutionOutcome::Failed => "text-failed",
            ResolutionOutcome::Adopted => "text-adopted",
        });
        let votes = resolution.votes.as_ref().map(|votes| {
            let abstain = votes.abstain.unwrap_or_default();
            let [yes, no, neither] = [votes.r#for, votes.against, abstain].map(|count| count.0.to_string());
            let votes = [("for", &*yes), ("against", &*no), ("abstain", &*neither)];
            self.wording.say("text-votes", &votes)
        });
        let votes = votes.unwrap_or_default();
        let said = [("number", &*number), ("title", title), ("outcome", &outcome), ("votes", &votes)];
        self.add("text-resolution", &said);
    }

    fn consultation(&mut self, vote: &ConsultationView<'_>, detail: ResultDetail) {
        let is_counted = vote.questions.iter().any(|question| question.has_results);
        if !is_counted {
            match vote.stage {
                ConsultationStage::Counting => self.add("text-counting", &[]),
                ConsultationStage::Announced
                | ConsultationStage::Voting
                | ConsultationStage::Preliminary
                | ConsultationStage::Final => {
                    self.span((vote.opens, vote.closes), "text-voting");
                }
            }
        }
        for (at, question) in vote.questions.iter().enumerate() {
            let number = (vote.questions.len() > 1).then_some(at + 1);
            self.question(number, question, is_counted, detail);
        }
        if is_counted {
            self.ballots(vote);
            if let (ConsultationStage::Preliminary, Some(span)) = (vote.stage, vote.objections) {
                self.span((span.from.map(Moment::from), span.until.map(Moment::from)), "text-objections");
            }
        }
    }

    /// How many ballots were returned, and, where that is known, how many people had a vote.
    fn ballots(&mut self, vote: &ConsultationView<'_>) {
        let Some(returned) = vote.ballots.and_then(|ballots| ballots.returned) else { return };
        let returned = returned.0.to_string();
        match vote.eligible.and_then(|eligible| eligible.people).map(|people| people.0.to_string()) {
            Some(eligible) => {
                let said = [("returned", &*returned), ("eligible", &*eligible)];
                self.add_counted("text-returned-of", &returned, &said);
            }
            None => self.add_counted("text-returned", &returned, &[("returned", &returned)]),
        }
    }

    fn question(
        &mut self,
        number: Option<usize>,
        question: &QuestionView<'_>,
        is_counted: bool,
        detail: ResultDetail,
    ) {
        let wording = self.wording;
        let asked = question.question.map(|question| &**question).unwrap_or_default();
        let label = match number {
            None => wording.word("text-question"),
            Some(number) => wording.say("text-question-number", &[("number", &number.to_string())]),
        };
        if detail == ResultDetail::All || number.is_some() {
            self.labelled(&label, asked);
        }
        let comma = wording.word("text-comma");
        if !is_counted {
            let labels: Vec<&str> = question.options.iter().map(|option| &**option.label).collect();
            return if detail == ResultDetail::All {
                self.fact("text-options", &labels.join(&comma))
            };
        }
        let votes: Vec<String> = question.options.iter().map(|option| self.votes(option)).collect();
        let votes = votes.join(&comma);
        let outcome = match question.outcome {
            Some(QuestionOutcome::Passed) => Some("text-passed"),
            Some(QuestionOutcome::Failed) => Some("text-failed"),
            Some(QuestionOutcome::None) | None => None,
        };
        match outcome.map(|key| wording.word(key)) {
            Some(outcome) => self.add("text-outcome", &[("outcome", &outcome), ("votes", &votes)]),
            None => self.fact("text-result", &votes),
        }
        if detail == ResultDetail::All {
            question.tests.iter().for_each(|test| self.test(test));
        }
    }

    fn votes(&self, option: &OptionView<'_>) -> String {
        let people = option.people.unwrap_or_default().0.to_string();
        self.wording.say("text-option", &[("label", option.label), ("people", &people)])
    }

    /// One test of a rule with both its numbers, never a bare percentage.
    fn test(&mut self, test: &TestView) {
        let key = match test.measure {
            Measure::Area => "text-test-area",
            Measure::People => "text-test-people",
        };
        let stage = self.wording.word(match test.stage {
            TestStage::Participation => "text-participation",
            TestStage::Approval => "text-approval",
        });
        let need = self.wording.say(
            if test.strict { "text-need-more" } else { "text-need-least" },
            &[("threshold", &test.threshold)],
        );
        let met = self.wording.word(if test.met { "text-met" } else { "text-unmet" });
        let said = [
            ("stage", &*stage),
            ("part", &thousands(&test.numerator.to_string())),
            ("whole", &thousands(&test.denominator.to_string())),
            ("percent", test.percent.as_deref().unwrap_or_default()),
            ("need", &need),
            ("met", &met),
        ];
        self.add(key, &said);
    }

    fn log(&mut self, log: &LogView<'_>) {
        if let Some(day) = log.day {
            self.add("text-day", &[("day", &day.to_string())]);
        }
        for metric in &log.metrics {
            let unit = metric.unit.as_deref().unwrap_or_default();
            let amount = |value: String| self.amount(&thousands(&value), unit);
            let Some(value) = metric.value.map(|value| amount(value.to_string())) else { continue };
            match (metric.total_kind, metric.total.map(|total| amount(total.to_string()))) {
                (Some(Total::Sum), Some(total)) => {
                    let said = [("name", &*metric.name), ("value", &value), ("total", &total)];
                    self.add("text-metric-total", &said);
                }
                (Some(Total::Sum | Total::Last | Total::Max) | None, _) => {
                    self.labelled(&metric.name, &value)
                }
            }
        }
        for LogEntryView { time, place, text, .. } in &log.entries {
            let time = time.map(|time| time.to_string());
            let parts = [time.as_deref(), place.as_deref(), Some(&**text)];
            self.lines.push(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
    }
}

/// The text for every such day of the week.
fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "text-mondays",
        Weekday::Tuesday => "text-tuesdays",
        Weekday::Wednesday => "text-wednesdays",
        Weekday::Thursday => "text-thursdays",
        Weekday::Friday => "text-fridays",
        Weekday::Saturday => "text-saturdays",
        Weekday::Sunday => "text-sundays",
    }
}
