//! Mistakes in the numbers and dates of a consultation.

mod places;

use rust_decimal::Decimal;

use super::super::check::{Check, repeats};
use super::super::common::Common;
use super::super::exact::total;
use super::codes;
use super::count::{AbsoluteCounts, VoteTally};
use super::{BallotOption, Consultation, CountedQuestion, DeclaredOutcome, QuestionOutcome, VoteRule};
use crate::config::{PlaceId, Register};
use crate::diag::{Diagnostic, Words, codes as general, words};
use crate::front::scalar::Count;
use crate::track::Clock;

/// The checks that need nothing else of the site.
pub(super) fn check(consultation: &Consultation, check: &mut Check) {
    dates(consultation, check);
    ballots(consultation, check);
    if consultation.questions.is_some() && consultation.question.is_some() {
        check
            .add(
                "question",
                &codes::QUESTION_TWICE,
                Words::fixed("既写了 question 又写了 questions", "both `question` and `questions` are given"),
            )
            .help(Words::fixed(
                "一个问题用 question，几个问题都写进 questions",
                "use `question` for one question; put several into `questions`",
            ));
    }
    people(consultation, check);
    let several = consultation.questions.is_some();
    for (at, asked) in consultation.asked().iter().enumerate() {
        let path = if several { format!("questions.{at}.") } else { String::new() };
        QuestionCheck { consultation, asked, path: &path, check }.check();
    }
}

/// If the number of people entitled to vote is missing, a rule that requires participation would count as
/// not met.
fn people(consultation: &Consultation, check: &mut Check) {
    let asks = consultation.asked().iter().any(|asked| asked.rule.participation().people.is_some());
    let given = consultation.eligible.as_ref().and_then(|eligible| eligible.people).is_some();
    if consultation.has_results() && asks && !given {
        check
            .add(
                if consultation.eligible.is_some() { "eligible" } else { "rule" },
                &codes::ELIGIBLE_NEEDED,
                Words::fixed(
                    "这条规则看有多少人参加，但没有写应参加多少人",
                    "this rule depends on turnout, but the number of eligible people is missing",
                ),
            )
            .help(Words::fixed("请写 eligible.people", "give `eligible.people`"));
    }
}

fn dates(consultation: &Consultation, check: &mut Check) {
    closing(consultation, check);
    counting(consultation, check);
    objections(consultation, check);
}

fn closing(consultation: &Consultation, check: &mut Check) {
    let (Some(opens), Some(closes)) = (consultation.opens, consultation.closes) else { return };
    if closes.end() > opens.start() {
        return;
    }
    check
        .add(
            "closes",
            &codes::CLOSES_BEFORE_OPENS,
            Words::fixed("征询还没开始就截止了", "this consultation closes before it opens"),
        )
        .label(words!("这里截止，但 opens 写的是 {opens}", "closes here, but `opens` says {opens}"))
        .note("opens", Words::fixed("从这里开始", "opens here"))
        .help(words!(
            "请把两个日期对调，或把 closes 改到 {opens} 之后",
            "swap the two dates, or move `closes` after {opens}"
        ));
}

fn counting(consultation: &Consultation, check: &mut Check) {
    let (Some(counted), Some(closes)) = (consultation.counted, consultation.closes) else { return };
    if counted.0 >= closes.date {
        return;
    }
    check
        .add(
            "counted",
            &codes::COUNTED_BEFORE_CLOSES,
            words!(
                "{counted} 计票，早于 {closes} 截止",
                "counted on {counted}, before it closed on {closes}"
            ),
        )
        .note("closes", Words::fixed("截止在这里", "closes here"))
        .help(Words::fixed(
            "截止之后才能计票，请核对日期",
            "votes are counted after the close: check the dates",
        ));
}

fn objections(consultation: &Consultation, check: &mut Check) {
    let Some(objections) = &consultation.objections else { return };
    let fault = check.in_order(
        &codes::OBJECTIONS_BACKWARDS,
        ("objections.from", objections.from),
        ("objections.until", objections.until),
        |from, until| {
            words!(
                "异议期止于 {until}，早于开始的 {from}",
                "objections end on {until}, before they start on {from}"
            )
        },
        ("开始在这里", "they start here"),
    );
    if let Some(fault) = fault {
        fault
            .help(Words::fixed("对调两个日期，或改正其中一个", "swap the two dates, or correct one of them"));
    }
}

fn ballots(consultation: &Consultation, check: &mut Check) {
    let Some(ballots) = &consultation.ballots else { return };
    let returned = ("ballots.returned", ballots.returned);
    let issued = ("ballots.issued", ballots.issued);
    let invalid = ("ballots.invalid", ballots.invalid);
    let eligible = ("eligible.people", consultation.eligible.as_ref().and_then(|e| e.people));
    let mut at_most = |part, whole, zh, en| {
        if let Some(fault) = check.at_most(&codes::BALLOTS_OUT_OF_ORDER, part, whole, (zh, en)) {
            fault.help(Words::fixed(
                "收回 ≤ 发出 ≤ 应参加，请核对计票单",
                "returned ≤ issued ≤ eligible: check the count sheet",
            ));
        }
    };
    at_most(returned, issued, "收回的比发出的多", "more ballots returned than issued");
    at_most(issued, eligible, "发出的比应参加的人多", "more ballots issued than people eligible");
    at_most(invalid, returned, "无效的比收回的多", "more ballots invalid than returned");
    if ballots.issued.is_none() {
        at_most(returned, eligible, "收回的比应参加的人多", "more ballots returned than people eligible");
    }
}

/// Checks against today.
pub(super) fn check_time(consultation: &Consultation, clock: &Clock, check: &mut Check) {
    if let Some(closes) = consultation.closes
        && consultation.has_results()
        && !clock.has_passed(closes)
    {
        check
            .add(
                "ballots.returned",
                &codes::RESULTS_BEFORE_CLOSE,
                words!(
                    "投票 {closes} 才截止，却已写了结果",
                    "there are results, but voting does not close until {closes}"
                ),
            )
            .note("closes", Words::fixed("截止在这里", "closes here"))
            .help(Words::fixed("截止之后再填写各选项的人数", "fill in the options' numbers after the close"));
    }
    if let Some(counted) = consultation.counted
        && consultation.has_results()
        && !clock.has_begun(counted.0)
    {
        check
            .add(
                "counted",
                &general::COUNT_TO_COME,
                words!(
                    "{counted} 才计票，却已写了结果",
                    "votes are counted on {counted}, but there are results already"
                ),
            )
            .help(Words::fixed(
                "核对计票日期；还没有计票的，计票以后再填票数",
                "check the day of counting; if it is still to come, fill in the votes after it",
            ));
    }
}

/// Checks against the register of places.
pub(super) fn check_register(
    consultation: &Consultation,
    common: &Common,
    register: &Register,
    check: &mut Check,
) {
    places::check_register(consultation, register, check);
    let Some(eligible) = &consultation.eligible else { return };
    let places: Vec<_> =
        Common::words(&common.places).iter().filter_map(|name| register.find(name)).collect();
    if let Some(heads) = eligible.people {
        let by_owners = consultation.asked().iter().any(counts_owners);
        heads_of_places(heads, &places, ("eligible.people", by_owners), register, check);
    }
    let area = register.total(&places, |place| place.area.map(|area| area.0));
    if let (Some(claimed), Some(area)) = (eligible.area, area)
        && claimed.0 > area
    {
        check
            .add(
                "eligible.area",
                &general::MORE_AREA_THAN_REGISTER,
                words!(
                    "应参加面积 {claimed}，登记册里只有 {area}",
                    "the eligible area is {claimed}, but the register has {area}"
                ),
            )
            .help(Words::fixed(
                "核对应参加面积；登记册旧了就改 site.yaml 的 area",
                "check `eligible.area`, or bring `area` in site.yaml up to date",
            ));
    }
}

fn counts_owners(asked: &CountedQuestion<'_>) -> bool {
    matches!(asked.rule, VoteRule::CivilCode278)
}

/// Checks the number of people entitled to vote in these places, given at a path, against the register. If
/// owners are counted, one exclusive unit counts once, and shops and garages are units too, so that there
/// may be more of them than residents. (SPC interpretation of 2020 on divided ownership, arts 8 and 9.)
fn heads_of_places(
    Count(heads): Count,
    places: &[PlaceId],
    (path, by_owners): (&str, bool),
    register: &Register,
    check: &mut Check,
) {
    let known = match by_owners {
        true => register.total(places, |place| place.units),
        false => register.total(places, |place| place.people),
    };
    let Some(known) = known.filter(|known| Decimal::from(heads) > *known) else { return };
    let found = if by_owners { more_than_units(heads, known) } else { more_than_people(heads, known) };
    check.push(path, found);
}

fn more_than_people(heads: u64, people: Decimal) -> Diagnostic {
    Diagnostic::new(
        &general::MORE_PEOPLE_THAN_REGISTER,
        words!(
            "应参加 {heads} 人，登记册里只有 {people} 人",
            "{heads} eligible, but the register has {people} people"
        ),
    )
    .help(Words::fixed(
        "核对应参加人数；登记册旧了就改 site.yaml 的 people",
        "check how many are eligible, or bring `people` in site.yaml up to date",
    ))
}

fn more_than_units(heads: u64, units: Decimal) -> Diagnostic {
    Diagnostic::new(
        &general::HEADCOUNT_ABOVE_UNITS,
        words!(
            "应参加 {heads} 人，登记册里只有 {units} 个专有部分",
            "{heads} eligible, but the register has {units} units"
        ),
    )
    .help(Words::fixed(
        "一个专有部分按一个业主计，商铺车库也算；登记册旧了就改 site.yaml 的 units",
        "one unit counts as one owner, shops and garages too; or bring `units` in site.yaml up to date",
    ))
}

/// The checks of one question.
struct QuestionCheck<'a> {
    consultation: &'a Consultation,
    asked: &'a CountedQuestion<'a>,
    path: &'a str,
    check: &'a mut Check,
}

impl QuestionCheck<'_> {
    fn check(&mut self) {
        self.rule();
        self.labels();
        if self.consultation.has_results() {
            self.sums();
            self.areas();
            self.declared();
        }
        self.by_place();
    }

    fn at(&self, field: &str) -> String {
        format!("{}{field}", self.path)
    }

    fn rule(&mut self) {
        let item = self.asked.item.map(|item| item.0);
        if let (VoteRule::CivilCode278, false) = (self.asked.rule, matches!(item, Some(1..=9))) {
            let path = self.at(if item.is_some() { "item" } else { "rule" });
            self.check
                .add(
                    path,
                    &codes::ITEM_NEEDED,
                    Words::fixed(
                        "民法典第二百七十八条要写明第几项（1 到 9）",
                        "art. 278 needs its item, 1 to 9",
                    ),
                )
                .help(Words::fixed(
                    "如使用维修资金写 item: 5，改建写 item: 7",
                    "for example `item: 5` for using the fund, `item: 7` for rebuilding",
                ));
        }
        self.approving(self.asked.rule.approval(item).any());
    }

    /// If the rule requires approval, one option approves; never more than one.
    fn approving(&mut self, needed: bool) {
        let approves = |option: &&BallotOption| option.approve.is_some_and(|approve| approve.0);
        let approving = self.asked.options.iter().filter(approves).count();
        let is_fine = approving == 1 || (approving == 0 && !needed);
        if self.asked.options.is_empty() || is_fine {
            return;
        }
        let path = self.at("options");
        self.check
            .add(
                path,
                &codes::ONE_APPROVING_OPTION,
                words!(
                    "须有且只有一个选项标明 approve: true，现在有 {approving} 个",
                    "exactly one option needs `approve: true`; there are {approving}"
                ),
            )
            .help(if approving > 1 {
                Words::fixed(
                    "只在表示赞成的那一个选项里留下 approve: true",
                    "keep `approve: true` only in the option that approves",
                )
            } else {
                Words::fixed(
                    "在表示赞成的选项里加 approve: true",
                    "add `approve: true` to the option that approves",
                )
            });
    }

    fn labels(&mut self) {
        let options = self.asked.options;
        for (at, first) in repeats(options.iter().map(|option| &*option.label.0)) {
            let place = |at| self.at(&format!("options.{at}.label"));
            let (path, first, label) = (place(at), place(first), &options[at].label.0);
            self.check
                .add(
                    path,
                    &codes::DUPLICATE_OPTION,
                    words!("选项“{label}”写了两次", "duplicate option “{label}”"),
                )
                .note(first, Words::fixed("第一次在这里", "first here"))
                .help(Words::fixed(
                    "把票数并到一个选项里，或改其中一个的名称",
                    "put the votes into one of them, or rename one",
                ));
        }
    }

    fn sums(&mut self) {
        let Some(ballots) = &self.consultation.ballots else { return };
        let options = total(self.asked.options.iter().filter_map(|option| option.people.as_ref()));
        let (returned, invalid) =
            (ballots.returned.unwrap_or_default().0, ballots.invalid.unwrap_or_default().0);
        if options + invalid != returned {
            let sum = options + invalid;
            let path = self.at("options");
            self.check
                .add(
                    path,
                    &codes::BALLOTS_DO_NOT_ADD_UP,
                    words!(
                        "各选项 {options} 加无效 {invalid} 等于 {sum}，收回的是 {returned}",
                        "the options' {options} and {invalid} invalid make {sum}, but {returned} were \
                         returned"
                    ),
                )
                .note("ballots.returned", Words::fixed("收回张数在这里", "returned here"))
                .help(Words::fixed(
                    "请核对计票单：各选项加无效票须等于收回的票",
                    "check the count sheet: options and invalid ballots make up the returned ones",
                ));
        }
    }

    fn areas(&mut self) {
        let numbers = AbsoluteCounts::of(self.consultation, self.asked);
        if self.asked.rule.needs_area(self.asked.item.map(|item| item.0))
            && (numbers.area.is_none() || numbers.eligible_area.is_none())
        {
            self.area_missing();
        }
        if let Some(part) = numbers.area {
            self.same_area(part);
        }
        let (Some(part), Some(whole)) = (numbers.area, numbers.eligible_area) else { return };
        if part <= whole {
            return;
        }
        let path = self.at("options");
        self.check
            .add(
                path,
                &codes::AREA_ABOVE_ELIGIBLE,
                words!(
                    "参加的面积 {part} 大于应参加的 {whole}",
                    "the area that took part, {part}, is more than the eligible area, {whole}"
                ),
            )
            .note("eligible.area", Words::fixed("应参加面积在这里", "eligible here"))
            .help(Words::fixed(
                "选项面积加无效票面积不能大于应参加面积，请核对",
                "the options' areas and `invalid_area` together cannot exceed it: check the figures",
            ));
    }

    /// All questions are on one ballot paper, so the area that took part must be the same for each.
    fn same_area(&mut self, part: Decimal) {
        let of_all = AbsoluteCounts::of_all(self.consultation, &self.consultation.asked());
        let Some(first) = of_all.and_then(|numbers| numbers.area).filter(|first| *first != part) else {
            return;
        };
        let path = self.at("options");
        self.check
            .add(
                path,
                &codes::BALLOTS_DO_NOT_ADD_UP,
                words!(
                    "参加的面积在这里是 {part}，在前面的问题里是 {first}",
                    "the area that took part is {part} here, but {first} in an earlier question"
                ),
            )
            .help(Words::fixed(
                "各个问题印在同一张票上：每个问题的选项面积加无效票面积应当相同，请核对",
                "all questions are on one ballot paper: the options' areas and `invalid_area` make the same \
                 in each; check the figures",
            ));
    }

    fn area_missing(&mut self) {
        let path = self.at("rule");
        self.check
            .add(
                path,
                &codes::AREA_NEEDED,
                Words::fixed(
                    "这条规则按面积计算，但面积没有写全",
                    "this rule counts area, but areas are missing",
                ),
            )
            .help(Words::fixed(
                "请写 eligible.area、每个选项的 area；有无效票时写 ballots.invalid_area",
                "give `eligible.area`, the `area` of every option and, with invalid ballots, \
                 `ballots.invalid_area`",
            ));
    }

    fn declared(&mut self) {
        let Some(declared) = self.asked.declared.and_then(|declared| declared.outcome) else { return };
        let computed = VoteTally::of(self.consultation, self.asked).outcome;
        let declared = match declared {
            DeclaredOutcome::Passed => QuestionOutcome::Passed,
            DeclaredOutcome::Failed => QuestionOutcome::Failed,
            DeclaredOutcome::None => QuestionOutcome::None,
        };
        if declared != computed {
            let zh = |outcome| match outcome {
                QuestionOutcome::Passed => "通过",
                QuestionOutcome::Failed => "未通过",
                QuestionOutcome::None => "不计结果",
            };
            let message = Words::new(
                format!("宣布的结果是“{}”，按票数和规则算出的是“{}”", zh(declared), zh(computed)),
                format!(
                    "declared {}, but the ballots and the rule give {}",
                    declared.name(),
                    computed.name()
                ),
            );
            let path = self.at("declared.outcome");
            self.check
                .add(path, &general::DECLARED_DIFFERS, message)
                .help(Words::fixed("请核对票数、面积和规则", "check the ballots, the areas and the rule"));
        }
    }
}
