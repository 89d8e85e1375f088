//! What, when and where, a line each: takes a record's view as templates get it, gives lines in its language.

use serde_json::Value as Json;

use super::super::filters::{thousands, written};
use crate::config::spoken;
use crate::diag::{Lang, Words, words};
use crate::front::scalar::{Moment, Scalar};

/// A day or a moment of the view as people write it.
pub(super) fn day(value: &Json, lang: Lang) -> String {
    dated(value, "moment", lang)
}

fn dated(value: &Json, style: &str, lang: Lang) -> String {
    let text = value.as_str().unwrap_or_default();
    Moment::parse(text).ok().and_then(|moment| written(moment, style, lang)).unwrap_or_else(|| text.to_owned())
}

/// A day and, where there is one, the time on it.
pub(super) fn date_and_time(day: &str, time: Option<&str>, lang: Lang) -> String {
    let text = time.map_or_else(|| day.to_owned(), |time| format!("{day} {time}"));
    dated(&Json::from(text), "moment", lang)
}

/// The facts of a record, a line each.
pub(super) fn facts(view: &Json, lang: Lang) -> Vec<String> {
    let own = &view["view"];
    let mut lines = Lines { lang, lines: Vec::new() };
    match view["kind"].as_str() {
        Some("notice") => lines.notice(own),
        Some("meeting") => lines.meeting(own),
        Some("consultation") => lines.consultation(own, Numbers::All),
        Some("log") => lines.log(own),
        _ => {}
    }
    lines.span(&view["posted"], ("公示", "Posted"));
    lines.lines
}

/// The same in as few characters as they take.
pub(super) fn brief(view: &Json, lang: Lang) -> Vec<String> {
    if view["kind"] != "consultation" {
        return facts(view, lang);
    }
    let mut lines = Lines { lang, lines: Vec::new() };
    lines.consultation(&view["view"], Numbers::Options);
    lines.lines
}

/// Whom to ask, where and when.
pub(super) fn ask(contact: &Json, lang: Lang) -> Option<String> {
    asked(contact, &["name", "phone", "address", "hours"], lang)
}

/// Whom to ask, in as few characters as it takes.
pub(super) fn ask_briefly(contact: &Json, lang: Lang) -> Option<String> {
    let by_phone = contact["phone"].is_string();
    asked(contact, if by_phone { &["name", "phone"] } else { &["name", "address"] }, lang)
}

fn asked(contact: &Json, keys: &[&str], lang: Lang) -> Option<String> {
    let parts: Vec<&str> = keys.iter().filter_map(|key| contact[*key].as_str()).collect();
    let all = parts.join(if lang == Lang::Zh { "，" } else { ", " });
    (!parts.is_empty()).then(|| words!("咨询：{all}", "Contact: {all}").in_lang(lang).to_owned())
}

/// How much of a result is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Every test of the rule as well.
    All,
    /// The votes of each option.
    Options,
}

struct Lines {
    lang: Lang,
    lines: Vec<String>,
}

impl Lines {
    fn add(&mut self, words: Words) {
        self.lines.push(words.in_lang(self.lang).to_owned());
    }

    /// A label and a value.
    fn say(&mut self, (zh, en): (&str, &str), value: &str) {
        if !value.is_empty() {
            self.add(words!("{zh}：{value}", "{en}: {value}"));
        }
    }

    fn day(&self, value: &Json) -> String {
        day(value, self.lang)
    }

    /// `from` and `until` of a mapping, if it is there.
    fn span(&mut self, span: &Json, label: (&str, &str)) {
        let (from, until) = (self.day(&span["from"]), self.day(&span["until"]));
        match (from.is_empty(), until.is_empty()) {
            (true, true) => {}
            (false, true) => self.say(label, words!("{from}起", "from {from}").in_lang(self.lang)),
            (true, false) => self.say(label, words!("至{until}（当天仍有效）", "until {until}, that day included").in_lang(self.lang)),
            (false, false) => self.say(label, words!("{from}至{until}", "{from} to {until}").in_lang(self.lang)),
        }
    }

    fn notice(&mut self, view: &Json) {
        self.span(&view["effective"], ("时间", "When"));
        let deadline = self.day(&view["deadline"]);
        self.say(("截止", "Deadline"), &deadline);
        for shift in view["schedule"].as_array().into_iter().flatten() {
            let line = self.shift(shift);
            self.lines.push(line);
        }
    }

    /// A line of a timetable: when, where, what.
    fn shift(&self, shift: &Json) -> String {
        let comma = if self.lang == Lang::Zh { "、" } else { ", " };
        let days = shift["days"].as_array().map(Vec::as_slice).unwrap_or_default();
        let every = (days.len() == 7).then(|| Words::fixed("每天", "every day").in_lang(self.lang).to_owned());
        let days = days.iter().filter(|_| every.is_none()).filter_map(Json::as_str).map(|day| weekday(day, self.lang).to_owned());
        let days = every.iter().cloned().chain(days);
        let dates = shift["dates"].as_array().into_iter().flatten().map(|date| dated(date, "short", self.lang));
        let when = days.chain(dates).collect::<Vec<_>>().join(comma);
        let hours = match (shift["from"].as_str(), shift["until"].as_str()) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => String::new(),
        };
        let of = |key: &str| shift[key].as_str().unwrap_or_default();
        let parts: Vec<String> =
            [when, hours, spoken(of("place")), of("what").to_owned()].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(if self.lang == Lang::Zh { " " } else { ", " })
    }

    fn meeting(&mut self, view: &Json) {
        let (starts, ends) = (view["starts"].as_str().unwrap_or_default(), view["ends"].as_str().unwrap_or_default());
        if ends.is_empty() || ends.get(..10) == starts.get(..10) {
            let hour = ends.get(11..).map(|hour| format!("–{hour}")).unwrap_or_default();
            self.say(("时间", "When"), &format!("{}{hour}", self.day(&view["starts"])));
        } else {
            let span = serde_json::json!({"from": starts, "until": ends});
            self.span(&span, ("时间", "When"));
        }
        self.say(("地点", "Where"), view["venue"].as_str().unwrap_or_default());
        let attendance = &view["attendance"];
        if let (Some(present), Some(eligible)) = (attendance["present"].as_u64(), attendance["eligible"].as_u64()) {
            self.add(words!("到会：{present}人，应到{eligible}人", "Present: {present} of {eligible}"));
        }
        for (at, item) in view["resolutions"].as_array().into_iter().flatten().enumerate() {
            self.resolution(at + 1, item);
        }
    }

    fn resolution(&mut self, number: usize, item: &Json) {
        let title = item["title"].as_str().unwrap_or_default();
        let Some(outcome) = item["outcome"].as_str().map(|outcome| outcome_words(outcome, self.lang)) else {
            return self.add(words!("议题{number}：{title}", "Item {number}: {title}"));
        };
        let votes = &item["votes"];
        let count = |key: &str| votes[key].as_u64().unwrap_or(0);
        let (yes, no, neither) = (count("for"), count("against"), count("abstain"));
        let counted = match votes.is_null() {
            true => Words::fixed("", ""),
            false => words!("（同意{yes}，反对{no}，弃权{neither}）", " ({yes} for, {no} against, {neither} abstained)"),
        };
        let counted = counted.in_lang(self.lang);
        self.add(words!("决议{number}：{title}——{outcome}{counted}", "Resolution {number}: {title}: {outcome}{counted}"));
    }

    fn consultation(&mut self, view: &Json, numbers: Numbers) {
        let questions = view["questions"].as_array().map(Vec::as_slice).unwrap_or_default();
        let counted = questions.iter().any(|question| question["has_results"] == true);
        if !counted {
            let stage = view["stage"].as_str().unwrap_or_default();
            match stage {
                "counting" => self.add(Words::fixed("投票已经截止，正在计票", "Voting has closed; the votes are being counted")),
                _ => self.voting(view),
            }
        }
        for (at, question) in questions.iter().enumerate() {
            let number = (questions.len() > 1).then_some(at + 1);
            self.question(number, question, counted, numbers);
        }
        if counted {
            let (returned, eligible) = (view["ballots"]["returned"].as_u64(), view["eligible"]["people"].as_u64());
            if let Some(returned) = returned {
                let of = eligible.map_or_else(|| Words::fixed("", ""), |of| words!("，应参加{of}人", " of {of} eligible"));
                let of = of.in_lang(self.lang);
                self.add(words!("收回{returned}张{of}", "{returned} ballots returned{of}"));
            }
            if view["stage"] == "preliminary" {
                self.span(&view["objections"], ("异议期", "Objections"));
            }
        }
    }

    fn voting(&mut self, view: &Json) {
        let span = serde_json::json!({"from": view["opens"], "until": view["closes"]});
        self.span(&span, ("投票", "Voting"));
    }

    fn question(&mut self, number: Option<usize>, question: &Json, counted: bool, numbers: Numbers) {
        let asked = question["question"].as_str().unwrap_or_default();
        let label = number.map_or_else(|| words!("征询", "Question"), |at| words!("第{at}问", "Question {at}"));
        let label = label.in_lang(self.lang).to_owned();
        if numbers == Numbers::All || number.is_some() {
            self.say((&label, &label), asked);
        }
        let comma = if self.lang == Lang::Zh { "，" } else { ", " };
        if !counted {
            let labels: Vec<&str> =
                question["options"].as_array().into_iter().flatten().filter_map(|option| option["label"].as_str()).collect();
            return if numbers == Numbers::All {
                self.say(("选项", "Options"), &labels.join(comma))
            };
        }
        let votes = question["options"].as_array().into_iter().flatten().map(|option| {
            let (label, people) = (option["label"].as_str().unwrap_or_default(), option["people"].as_u64().unwrap_or(0));
            words!("{label}{people}票", "{label} {people}").in_lang(self.lang).to_owned()
        });
        let votes = votes.collect::<Vec<_>>().join(comma);
        match question["outcome"].as_str().filter(|outcome| *outcome != "none") {
            Some(outcome) => {
                let outcome = outcome_words(outcome, self.lang);
                self.add(words!("结果：{outcome}（{votes}）", "Result: {outcome} ({votes})"));
            }
            None => self.say(("结果", "Result"), &votes),
        }
        if numbers == Numbers::All {
            question["tests"].as_array().into_iter().flatten().for_each(|test| self.test(test));
        }
    }

    /// One test of a rule with both its numbers: never a bare percentage.
    fn test(&mut self, test: &Json) {
        let of = |key: &str| test[key].as_str().unwrap_or_default();
        let (part, whole, percent, threshold) = (thousands(of("numerator")), thousands(of("denominator")), of("percent"), of("threshold"));
        let (stage_zh, stage_en) = if of("stage") == "participation" { ("参加", "Took part") } else { ("同意", "In favour") };
        let (unit_zh, unit_en) = if of("measure") == "area" { ("平方米", " m²") } else { ("人", "") };
        let (need_zh, need_en) = if test["strict"] == true { ("须超过", "more than") } else { ("须达到", "at least") };
        let (met_zh, met_en) = if test["met"] == true { ("达到", "met") } else { ("未达到", "not met") };
        self.add(words!(
            "{stage_zh}：{part}{unit_zh}，占{whole}{unit_zh}的{percent}%，{need_zh}{threshold}，{met_zh}",
            "{stage_en}: {part} of {whole}{unit_en}, {percent}%; {need_en} {threshold} needed: {met_en}"
        ));
    }

    fn log(&mut self, view: &Json) {
        if let Some(day) = view["day"].as_i64() {
            self.add(words!("第{day}天", "Day {day}"));
        }
        for metric in view["metrics"].as_array().into_iter().flatten() {
            let (name, unit) = (metric["name"].as_str().unwrap_or_default(), metric["unit"].as_str().unwrap_or_default());
            let (value, total) = (number(&metric["value"]), number(&metric["total"]));
            let gap = if self.lang == Lang::En && !unit.is_empty() { " " } else { "" };
            if value.is_empty() {
                continue;
            }
            match metric["total_kind"].as_str() {
                Some("sum") if !total.is_empty() => {
                    self.add(words!("{name}：{value}{unit}，累计{total}{unit}", "{name}: {value}{gap}{unit}, {total}{gap}{unit} in all"));
                }
                _ => self.add(words!("{name}：{value}{unit}", "{name}: {value}{gap}{unit}")),
            }
        }
        for entry in view["entries"].as_array().into_iter().flatten() {
            let parts: Vec<&str> = ["time", "place", "text"].iter().filter_map(|key| entry[key].as_str()).collect();
            self.lines.push(parts.join(" "));
        }
    }
}

fn number(value: &Json) -> String {
    match value {
        Json::String(text) => thousands(text),
        Json::Number(number) => thousands(&number.to_string()),
        _ => String::new(),
    }
}

fn outcome_words(outcome: &str, lang: Lang) -> String {
    let words = match outcome {
        "passed" => Words::fixed("通过", "passed"),
        "failed" => Words::fixed("未通过", "not passed"),
        "adopted" => Words::fixed("协商一致", "agreed without a vote"),
        other => Words::new(other.to_owned(), other.to_owned()),
    };
    words.in_lang(lang).to_owned()
}

fn weekday(day: &str, lang: Lang) -> &'static str {
    let (zh, en) = match day {
        "mon" => ("周一", "Mondays"),
        "tue" => ("周二", "Tuesdays"),
        "wed" => ("周三", "Wednesdays"),
        "thu" => ("周四", "Thursdays"),
        "fri" => ("周五", "Fridays"),
        "sat" => ("周六", "Saturdays"),
        _ => ("周日", "Sundays"),
    };
    if lang == Lang::Zh { zh } else { en }
}
