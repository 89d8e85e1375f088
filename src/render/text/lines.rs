//! What, when and where, a line each: takes a record's view as its page gets it, gives lines in its language.

use super::super::filters::{thousands, written};
use crate::config::spoken;
use crate::diag::{Lang, Words, words};
use crate::front::scalar::Moment;
use crate::front::shape::Bilingual;
use crate::record::View;
use crate::record::common::Contact;
use crate::record::consultation::{
    self, ConsultationStage, Measure, OptionView, QuestionView, TestStage, TestView,
};
use crate::record::log::{self, LogEntryView, Total};
use crate::record::meeting::{self, ResolutionView};
use crate::record::notice::{NoticeView, ShiftView, Weekday};
use crate::site::Posting;

/// A day or a moment as people write it.
pub(super) fn day(moment: impl Into<Moment>, lang: Lang) -> String {
    dated(moment.into(), "moment", lang)
}

fn dated(moment: Moment, style: &str, lang: Lang) -> String {
    written(moment, style, lang).unwrap_or_else(|| moment.to_string())
}

/// The facts of a record, a line each.
pub(super) fn facts(view: &View<'_>, posted: Option<&Posting>, lang: Lang) -> Vec<String> {
    let mut lines = TextLines { lang, lines: Vec::new() };
    match view {
        View::Notice(notice) => lines.notice(notice),
        View::Meeting(meeting) => lines.meeting(meeting),
        View::Consultation(vote) => lines.consultation(vote, ResultDetail::All),
        View::Log(log) => lines.log(log),
        View::Page(_) => {}
        #[cfg(test)]
        View::Probe(_) => {}
    }
    if let Some(posted) = posted {
        lines.span((Some(posted.from.into()), Some(posted.until.into())), ("公示", "Posted"));
    }
    lines.lines
}

/// The same in as few characters as they take.
pub(super) fn brief(view: &View<'_>, posted: Option<&Posting>, lang: Lang) -> Vec<String> {
    match view {
        View::Consultation(vote) => {
            let mut lines = TextLines { lang, lines: Vec::new() };
            lines.consultation(vote, ResultDetail::Options);
            lines.lines
        }
        View::Notice(_) | View::Meeting(_) | View::Log(_) | View::Page(_) => facts(view, posted, lang),
        #[cfg(test)]
        View::Probe(_) => facts(view, posted, lang),
    }
}

/// The contact, where and when.
pub(super) fn ask(contact: &Contact, lang: Lang) -> Option<String> {
    asked([&contact.name, &contact.phone, &contact.address, &contact.hours], lang)
}

/// The contact, in as few characters as possible.
pub(super) fn ask_briefly(contact: &Contact, lang: Lang) -> Option<String> {
    asked([&contact.name, if contact.phone.is_some() { &contact.phone } else { &contact.address }], lang)
}

fn asked<const N: usize>(parts: [&Option<crate::front::scalar::Text>; N], lang: Lang) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
    let all = parts.join(if lang == Lang::Zh { "，" } else { ", " });
    (!parts.is_empty()).then(|| words!("咨询：{all}", "Contact: {all}").in_lang(lang).to_owned())
}

/// How much of a result is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResultDetail {
    /// Every test of the rule as well.
    All,
    /// The votes of each option.
    Options,
}

struct TextLines {
    lang: Lang,
    lines: Vec<String>,
}

impl TextLines {
    fn add(&mut self, words: Words) {
        self.lines.push(words.in_lang(self.lang).to_owned());
    }

    /// A label and a value.
    fn say(&mut self, (zh, en): (&str, &str), value: &str) {
        if !value.is_empty() {
            self.add(words!("{zh}：{value}", "{en}: {value}"));
        }
    }

    fn day(&self, moment: Moment) -> String {
        day(moment, self.lang)
    }

    /// The ends of a span, as far as they are known.
    fn span(&mut self, (from, until): (Option<Moment>, Option<Moment>), label: (&str, &str)) {
        let lang = self.lang;
        match (from.map(|from| day(from, lang)), until.map(|until| day(until, lang))) {
            (None, None) => {}
            (Some(from), None) => self.say(label, words!("{from}起", "from {from}").in_lang(lang)),
            (None, Some(until)) => self.say(
                label,
                words!("至{until}（当天仍有效）", "until {until}, that day included").in_lang(lang),
            ),
            (Some(from), Some(until)) => {
                self.say(label, words!("{from}至{until}", "{from} to {until}").in_lang(lang))
            }
        }
    }

    fn notice(&mut self, notice: &NoticeView) {
        if let Some(span) = &notice.effective {
            self.span((span.from.map(Moment::from), span.until.map(Moment::from)), ("时间", "When"));
        }
        if let Some(deadline) = notice.deadline {
            self.say(("截止", "Deadline"), &self.day(deadline));
        }
        for shift in notice.schedule.iter().flatten() {
            let line = self.shift(shift);
            self.lines.push(line);
        }
    }

    /// A line of a timetable: when, where, what.
    fn shift(&self, shift: &ShiftView) -> String {
        let comma = if self.lang == Lang::Zh { "、" } else { ", " };
        let days = shift.days.as_deref().unwrap_or_default();
        let every = (days.len() == Weekday::WEEK.len())
            .then(|| Words::fixed("每天", "every day").in_lang(self.lang).to_owned());
        let days = days.iter().filter(|_| every.is_none()).map(|day| weekday(*day, self.lang).to_owned());
        let days = every.iter().cloned().chain(days);
        let dates = shift.dates.iter().flatten().map(|date| dated((*date).into(), "short", self.lang));
        let when = days.chain(dates).collect::<Vec<_>>().join(comma);
        let hours = match (shift.from, shift.until) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => one.to_string(),
            (None, None) => String::new(),
        };
        let place = spoken(shift.place.as_deref().unwrap_or_default());
        let what = shift.what.clone().unwrap_or_default();
        let parts = [when, hours, place, what].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(if self.lang == Lang::Zh { " " } else { ", " })
    }

    fn meeting(&mut self, meeting: &meeting::View<'_>) {
        let (starts, ends) = (meeting.starts, meeting.ends);
        if ends.is_none_or(|ends| starts.is_some_and(|starts| starts.date == ends.date)) {
            let hour = ends.and_then(|ends| ends.time).map(|time| format!("–{time}")).unwrap_or_default();
            let start = starts.map(|starts| self.day(starts)).unwrap_or_default();
            self.say(("时间", "When"), &format!("{start}{hour}"));
        } else {
            self.span((starts, ends), ("时间", "When"));
        }
        self.say(("地点", "Where"), meeting.venue.as_deref().unwrap_or_default());
        let attendance = meeting.attendance.as_ref();
        if let Some((present, eligible)) =
            attendance.and_then(|attendance| attendance.present.zip(attendance.eligible))
        {
            let (present, eligible) = (present.0, eligible.0);
            self.add(words!("到会：{present}人，应到{eligible}人", "Present: {present} of {eligible}"));
        }
        for (at, resolution) in meeting.resolutions.iter().enumerate() {
            self.resolution(at + 1, resolution);
        }
    }

    fn resolution(&mut self, number: usize, resolution: &ResolutionView<'_>) {
        let title = &**resolution.title;
        let Some(outcome) = resolution.outcome else {
            return self.add(words!("议题{number}：{title}", "Item {number}: {title}"));
        };
        let outcome = match outcome {
            meeting::ResolutionOutcome::Passed => PASSED,
            meeting::ResolutionOutcome::Failed => FAILED,
            meeting::ResolutionOutcome::Adopted => ("协商一致", "agreed without a vote"),
        };
        let outcome = Words::fixed(outcome.0, outcome.1);
        let outcome = outcome.in_lang(self.lang);
        let counted = match resolution.votes {
            None => Words::fixed("", ""),
            Some(votes) => {
                let (yes, no, neither) =
                    (votes.r#for.0, votes.against.0, votes.abstain.unwrap_or_default().0);
                words!(
                    "（同意{yes}，反对{no}，弃权{neither}）",
                    " ({yes} for, {no} against, {neither} abstained)"
                )
            }
        };
        let counted = counted.in_lang(self.lang);
        self.add(words!(
            "决议{number}：{title}——{outcome}{counted}",
            "Resolution {number}: {title}: {outcome}{counted}"
        ));
    }

    fn consultation(&mut self, vote: &consultation::View<'_>, numbers: ResultDetail) {
        let is_counted = vote.questions.iter().any(|question| question.has_results);
        if !is_counted {
            match vote.stage {
                ConsultationStage::Counting => self.add(Words::fixed(
                    "投票已经截止，正在计票",
                    "Voting has closed; the votes are being counted",
                )),
                ConsultationStage::Announced
                | ConsultationStage::Voting
                | ConsultationStage::Preliminary
                | ConsultationStage::Final => {
                    self.span((vote.opens, vote.closes), ("投票", "Voting"));
                }
            }
        }
        for (at, question) in vote.questions.iter().enumerate() {
            let number = (vote.questions.len() > 1).then_some(at + 1);
            self.question(number, question, is_counted, numbers);
        }
        if is_counted {
            if let Some(returned) =
                vote.ballots.and_then(|ballots| ballots.returned).map(|returned| returned.0)
            {
                let eligible = vote.eligible.and_then(|eligible| eligible.people).map(|people| people.0);
                let of = eligible
                    .map_or_else(|| Words::fixed("", ""), |of| words!("，应参加{of}人", " of {of} eligible"));
                let of = of.in_lang(self.lang);
                self.add(words!("收回{returned}张{of}", "{returned} ballots returned{of}"));
            }
            if let (ConsultationStage::Preliminary, Some(span)) = (vote.stage, vote.objections) {
                self.span(
                    (span.from.map(Moment::from), span.until.map(Moment::from)),
                    ("异议期", "Objections"),
                );
            }
        }
    }

    fn question(
        &mut self,
        number: Option<usize>,
        question: &QuestionView<'_>,
        is_counted: bool,
        numbers: ResultDetail,
    ) {
        let asked = question.question.map(|question| &**question).unwrap_or_default();
        let label =
            number.map_or_else(|| words!("征询", "Question"), |at| words!("第{at}问", "Question {at}"));
        let label = label.in_lang(self.lang).to_owned();
        if numbers == ResultDetail::All || number.is_some() {
            self.say((&label, &label), asked);
        }
        let comma = if self.lang == Lang::Zh { "，" } else { ", " };
        if !is_counted {
            let labels: Vec<&str> = question.options.iter().map(|option| &**option.label).collect();
            return if numbers == ResultDetail::All {
                self.say(("选项", "Options"), &labels.join(comma))
            };
        }
        let votes: Vec<String> = question.options.iter().map(|option| self.votes(option)).collect();
        let votes = votes.join(comma);
        let outcome = match question.outcome {
            Some(consultation::QuestionOutcome::Passed) => Some(PASSED),
            Some(consultation::QuestionOutcome::Failed) => Some(FAILED),
            Some(consultation::QuestionOutcome::None) | None => None,
        };
        match outcome.map(|(zh, en)| Words::fixed(zh, en)) {
            Some(outcome) => {
                let outcome = outcome.in_lang(self.lang);
                self.add(words!("结果：{outcome}（{votes}）", "Result: {outcome} ({votes})"));
            }
            None => self.say(("结果", "Result"), &votes),
        }
        if numbers == ResultDetail::All {
            question.tests.iter().for_each(|test| self.test(test));
        }
    }

    fn votes(&self, option: &OptionView<'_>) -> String {
        let (label, people) = (&**option.label, option.people.unwrap_or_default().0);
        words!("{label}{people}票", "{label} {people}").in_lang(self.lang).to_owned()
    }

    /// One test of a rule with both its numbers: never a bare percentage.
    fn test(&mut self, test: &TestView) {
        let (part, whole) =
            (thousands(&test.numerator.to_string()), thousands(&test.denominator.to_string()));
        let (percent, threshold) = (test.percent.as_deref().unwrap_or_default(), &test.threshold);
        let (stage_zh, stage_en) = match test.stage {
            TestStage::Participation => ("参加", "Took part"),
            TestStage::Approval => ("同意", "In favour"),
        };
        let (unit_zh, unit_en) = match test.measure {
            Measure::Area => ("平方米", " m²"),
            Measure::People => ("人", ""),
        };
        let (need_zh, need_en) =
            if test.strict { ("须超过", "more than") } else { ("须达到", "at least") };
        let (met_zh, met_en) = if test.met { ("达到", "met") } else { ("未达到", "not met") };
        self.add(words!(
            "{stage_zh}：{part}{unit_zh}，占{whole}{unit_zh}的{percent}%，{need_zh}{threshold}，{met_zh}",
            "{stage_en}: {part} of {whole}{unit_en}, {percent}%; {need_en} {threshold} needed: {met_en}"
        ));
    }

    fn log(&mut self, log: &log::View<'_>) {
        if let Some(day) = log.day {
            self.add(words!("第{day}天", "Day {day}"));
        }
        for metric in &log.metrics {
            let (name, unit) = (&metric.name, metric.unit.as_deref().unwrap_or_default());
            let Some(value) = metric.value.map(|value| thousands(&value.to_string())) else { continue };
            let gap = if self.lang == Lang::En && !unit.is_empty() { " " } else { "" };
            match (metric.total_kind, metric.total.map(|total| thousands(&total.to_string()))) {
                (Some(Total::Sum), Some(total)) => {
                    self.add(words!(
                        "{name}：{value}{unit}，累计{total}{unit}",
                        "{name}: {value}{gap}{unit}, {total}{gap}{unit} in all"
                    ));
                }
                (Some(Total::Sum | Total::Last | Total::Max) | None, _) => {
                    self.add(words!("{name}：{value}{unit}", "{name}: {value}{gap}{unit}"));
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

/// What became of something that was put to people.
const PASSED: Bilingual = ("通过", "passed");
const FAILED: Bilingual = ("未通过", "not passed");

fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("周一", "Mondays"),
        Weekday::Tuesday => ("周二", "Tuesdays"),
        Weekday::Wednesday => ("周三", "Wednesdays"),
        Weekday::Thursday => ("周四", "Thursdays"),
        Weekday::Friday => ("周五", "Fridays"),
        Weekday::Saturday => ("周六", "Saturdays"),
        Weekday::Sunday => ("周日", "Sundays"),
    };
    if lang == Lang::Zh { zh } else { en }
}
