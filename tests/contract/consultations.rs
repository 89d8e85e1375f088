//! Votes: participation, approval, stages.

use serde_json::{Value, json};

use super::{facts, record, with};

/// Owners of 1,575 units with 63,000 square metres; `returned` ballots, the options as (people, area).
fn owners(item: u8, returned: u64, yes: (u64, &str), no: (u64, &str)) -> Value {
    let front = format!(
        "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: civil-code-278\nitem: {item}\n\
         eligible: {{people: 1575, area: 63000.00}}\n\
         ballots: {{issued: 1575, returned: {returned}, invalid: 0}}\noptions:\n  - \
         {{label: 同意, people: {}, area: {}, approve: true}}\n  - {{label: 不同意, people: {}, area: {}}}\n",
        yes.0, yes.1, no.0, no.1
    );
    facts("consultation", &front)
}

/// A vote by heads alone.
fn heads(rule: &str, returned: u64, invalid: u64, yes: u64) -> Value {
    let no = returned - invalid - yes;
    facts(
        "consultation",
        &format!(
            "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: {rule}\neligible: \
             {{people: 200}}\nballots: {{issued: 200, returned: {returned}, invalid: {invalid}}}\n\
         options: [{{label: 同意, people: {yes}, approve: true}}, {{label: 不同意, people: {no}}}]\n"
        ),
    )
}

#[test]
fn two_thirds_of_both_is_enough_to_take_part_and_one_owner_less_is_not() {
    let enough = owners(5, 1050, (526, "21000.01"), (524, "20999.99"));
    assert_eq!(
        enough,
        json!({
            "stage": "final", "turnout": {"people": "0.6667", "area": "0.6667"},
            "approval": {"people": "0.5010", "area": "0.5000"},
            "participation_met": true, "approval_met": true, "outcome": "passed",
        })
    );
    let short = owners(5, 1049, (526, "21000.01"), (523, "20999.99"));
    assert_eq!(
        (&short["participation_met"], &short["approval_met"], &short["outcome"]),
        (&json!(false), &json!(true), &json!("failed"))
    );
    assert_eq!(short["turnout"]["people"], "0.6660");
}

#[test]
fn area_short_by_a_hundredth_fails_however_many_heads_there_are() {
    let short = owners(5, 1575, (1575, "41999.99"), (0, "0"));
    assert_eq!(
        (&short["turnout"]["people"], &short["turnout"]["area"]),
        (&json!("1.0000"), &json!("0.6667"))
    );
    assert_eq!((&short["participation_met"], &short["outcome"]), (&json!(false), &json!("failed")));
}

#[test]
fn exactly_half_is_no_majority_by_heads_or_by_area() {
    for item in [1, 2, 3, 4, 5, 9] {
        assert_eq!(
            owners(item, 1200, (600, "30000"), (600, "12000"))["outcome"],
            "failed",
            "half the heads, item {item}"
        );
        assert_eq!(
            owners(item, 1200, (601, "21000"), (599, "21000"))["outcome"],
            "failed",
            "half the area, item {item}"
        );
        assert_eq!(
            owners(item, 1200, (601, "21000.01"), (599, "20999.99"))["outcome"],
            "passed",
            "item {item}"
        );
    }
}

#[test]
fn items_6_to_8_take_three_quarters_of_both_the_number_itself_included() {
    for item in [6, 7, 8] {
        assert_eq!(owners(item, 1200, (900, "36000"), (300, "12000"))["outcome"], "passed", "item {item}");
        assert_eq!(owners(item, 1200, (899, "36000"), (301, "12000"))["outcome"], "failed", "item {item}");
        assert_eq!(
            owners(item, 1200, (900, "35999.99"), (300, "12000.01"))["outcome"],
            "failed",
            "item {item}"
        );
    }
}

#[test]
fn invalid_ballots_take_part_with_their_area_and_approve_nothing() {
    let front = "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: civil-code-278\nitem: 5\n\
                 eligible: {people: 90, area: 9000}\n\
        ballots: {issued: 90, returned: 60, invalid: 10, invalid_area: 1000.00}\noptions:\n  - \
        {label: 同意, people: 31, area: 3000.01, approve: true}\n  - {label: 不同意, people: 19, area: 1999.99}\n";
    assert_eq!(
        facts("consultation", front),
        json!({
            "stage": "final", "turnout": {"people": "0.6667", "area": "0.6667"},
            "approval": {"people": "0.5167", "area": "0.5000"},
            "participation_met": true, "approval_met": true, "outcome": "passed",
        })
    );
    let without = front.replace(", invalid_area: 1000.00", "");
    assert_eq!(with("consultation", &without).fails(), ["area-needed"]);
}

#[test]
fn majority_is_more_than_half_of_the_returned_ballots_invalid_ones_included() {
    assert_eq!(heads("majority", 100, 4, 51)["outcome"], "passed");
    let half = heads("majority", 100, 4, 50);
    assert_eq!((&half["outcome"], &half["approval"]["people"]), (&json!("failed"), &json!("0.5000")));
    assert_eq!(half.get("participation_met"), None);
    assert_eq!(half["approval_met"], false);
}

#[test]
fn an_opinion_poll_has_no_outcome_and_no_tests() {
    let poll = facts(
        "consultation",
        "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 哪天好\nrule: none\neligible: {people: 200}\n\
        ballots: {issued: 200, returned: 30, invalid: 0}\noptions: [{label: 周六, people: 20}, \
        {label: 周日, people: 10}]\n",
    );
    assert_eq!(poll, json!({"stage": "final", "turnout": {"people": "0.1500"}, "outcome": "none"}));
}

#[test]
fn nobody_returned_is_a_turnout_of_nothing_and_fails() {
    let nobody = heads("majority", 0, 0, 0);
    assert_eq!(
        (&nobody["turnout"]["people"], nobody.get("approval"), &nobody["outcome"]),
        (&json!("0.0000"), None, &json!("failed"))
    );
}

#[test]
fn a_rule_of_ones_own_takes_thresholds_as_written() {
    let rule = r#"{participation: {people: "1/2"}, approval: {people: ">1/2"}, source: 议事规则}"#;
    let passed = heads(rule, 100, 0, 51);
    assert_eq!(
        (&passed["participation_met"], &passed["approval_met"], &passed["outcome"]),
        (&json!(true), &json!(true), &json!("passed"))
    );
    assert_eq!(heads(rule, 99, 0, 99)["outcome"], "failed");
    assert_eq!(heads(rule, 100, 0, 50)["outcome"], "failed");
    let strict = r#"{participation: {people: ">1/2"}, approval: {people: "1/2"}, source: 议事规则}"#;
    assert_eq!(heads(strict, 100, 0, 100)["participation_met"], false);
    assert_eq!(heads(strict, 102, 0, 51)["outcome"], "passed");
}

#[test]
fn a_third_is_compared_as_a_fraction_and_not_as_a_rounded_number() {
    let rule = r#"{participation: {people: "1/3"}, approval: {people: "1/3"}, source: 议事规则}"#;
    let front = |returned: u64| {
        format!(
            "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: {rule}\neligible: \
             {{people: 300000}}\nballots: {{issued: 300000, returned: {returned}}}\n\
         options: [{{label: 同意, people: {returned}, approve: true}}]\n"
        )
    };
    assert_eq!(facts("consultation", &front(100_000))["outcome"], "passed");
    let short = facts("consultation", &front(99_999));
    assert_eq!((&short["turnout"]["people"], &short["outcome"]), (&json!("0.3333"), &json!("failed")));
}

#[test]
fn several_questions_share_a_turnout_and_each_has_its_outcome() {
    let front = "opens: 2026-11-02\ncloses: 2026-11-10\nrule: civil-code-278\neligible: \
                 {people: 100, area: 1000}\nballots: {issued: 100, returned: 80, invalid: 0}\nquestions:\n\
        - {question: 用维修资金, item: 5, options: [{label: 同意, people: 50, area: 500, approve: true}, \
        {label: 不同意, people: 30, area: 300}]}\n\
        - {question: 改建, item: 7, options: [{label: 同意, people: 50, area: 500, approve: true}, {label: 不同意, \
        people: 30, area: 300}]}\n\
        - {question: 颜色, rule: none, options: [{label: 红, people: 50, area: 500}, {label: 蓝, people: 30, \
        area: 300}]}\n";
    assert_eq!(
        facts("consultation", front),
        json!({
            "stage": "final",
            "turnout": {"people": "0.8000", "area": "0.8000"},
            "questions": [
                {"question": "用维修资金", "approval": {"people": "0.6250", "area": "0.6250"},
                "approval_met": true, "participation_met": true, "outcome": "passed"},
                {"question": "改建", "approval": {"people": "0.6250", "area": "0.6250"},
                "approval_met": false, "participation_met": true, "outcome": "failed"},
                {"question": "颜色", "outcome": "none"},
            ],
        })
    );
}

#[test]
fn shares_round_half_up_to_four_decimals() {
    let front = "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: majority\neligible: \
                 {people: 20000}\nballots: {issued: 20000, returned: 1}\n\
        options: [{label: 同意, people: 1, approve: true}, {label: 不同意, people: 0}]\n";
    let facts = facts("consultation", front);
    assert_eq!(
        (&facts["turnout"]["people"], &facts["approval"]["people"]),
        (&json!("0.0001"), &json!("1.0000"))
    );
}

#[test]
fn a_vote_passes_through_its_stages_day_by_day() {
    let announced = "opens: 2026-11-10\ncloses: 2026-11-15\nquestion: 是否同意\nrule: majority\noptions: \
                     [{label: 同意, approve: true}, {label: 不同意}]\nobjections: \
                     {from: 2026-11-18, until: 2026-11-25}\n";
    let counted = "opens: 2026-11-10\ncloses: 2026-11-15\nquestion: 是否同意\nrule: majority\neligible: \
                   {people: 10}\nballots: {issued: 10, returned: 10}\n\
        options: [{label: 同意, people: 9, approve: true}, {label: 不同意, people: 1}]\nobjections: \
        {from: 2026-11-18, until: 2026-11-25}\n";
    let stage = |front: &str, today: &str| {
        record(with("consultation", front).today(today), "consultation")["facts"]["stage"].clone()
    };
    for (today, expected) in [
        ("2026-11-09 23:59", "announced"),
        ("2026-11-10", "voting"),
        ("2026-11-15 23:59", "voting"),
        ("2026-11-16", "counting"),
        ("2026-12-31", "counting"),
    ] {
        assert_eq!(stage(announced, today), expected, "{today}");
    }
    for (today, expected) in
        [("2026-11-16", "preliminary"), ("2026-11-25 23:59", "preliminary"), ("2026-11-26", "final")]
    {
        assert_eq!(stage(counted, today), expected, "{today}");
    }
    assert_eq!(
        stage(&counted.replace("objections: {from: 2026-11-18, until: 2026-11-25}\n", ""), "2026-11-16"),
        "final"
    );
    assert_eq!(with("consultation", counted).today("2026-11-15").fails(), ["results-before-close"]);
}

#[test]
fn facts_of_the_count_are_absent_until_there_are_results() {
    let facts = facts(
        "consultation",
        "opens: 2026-11-10\ncloses: 2026-11-30\nquestion: 是否同意\nrule: majority\noptions: \
         [{label: 同意, approve: true}, {label: 不同意}]\n",
    );
    assert_eq!(facts, json!({"stage": "voting"}));
}

#[test]
fn a_declared_outcome_that_differs_is_an_error_at_its_own_line() {
    let front = |declared: &str| {
        format!(
            "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: majority\neligible: \
             {{people: 10}}\nballots: {{issued: 10, returned: 10}}\n\
        options: [{{label: 同意, people: 5, approve: true}}, {{label: 不同意, people: 5}}]\ndeclared: \
        {{outcome: {declared}}}\n"
        )
    };
    let mut site = with("consultation", &front("passed"));
    assert_eq!(site.fails(), ["declared-differs"]);
    let place = site.try_build().err().unwrap().found[0].place.clone().unwrap();
    assert_eq!(&site.text(&place.file)[place.span], "passed");
    with("consultation", &front("failed")).build();
}

#[test]
fn a_share_of_people_needs_their_number() {
    let count = "ballots: {issued: 4, returned: 4, invalid: 0}\noptions: \
                 [{label: 同意, people: 4, area: 4, approve: true}, {label: 不同意, people: 0, area: 0}]\n";
    let vote = |rule: &str, eligible: &str| {
        with(
            "consultation",
            &format!("opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\n{rule}{eligible}{count}"),
        )
        .fails()
    };
    assert_eq!(vote("rule: civil-code-278\nitem: 5\n", "eligible: {area: 4}\n"), ["eligible-needed"]);
    let own = "rule: {participation: {people: 1/2}, approval: {people: \">1/2\"}}\n";
    assert_eq!(vote(own, ""), ["eligible-needed"]);
    let enough = format!(
        "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\n{own}eligible: {{people: 4}}\n{count}"
    );
    assert_eq!(facts("consultation", &enough)["outcome"], "passed");
}

#[test]
fn every_place_has_a_count_that_is_possible() {
    let rows = |first: &str, second: &str| {
        let front = format!(
            "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: majority\neligible: \
             {{people: 6}}\nballots: {{issued: 6, returned: 4, invalid: 0}}\n\
             options: [{{label: 同意, people: 3, approve: true}}, {{label: 不同意, people: 1}}]\nby_place:\n  - \
             {first}\n  - {second}\n"
        );
        with("consultation", &front).fails()
    };
    let row = |eligible: u8, returned: u8, yes: u8, no: u8| {
        format!(
            "{{place: {eligible}号楼, eligible: {eligible}, returned: {returned}, options: {{同意: {yes}, 不同意: \
             {no}}}}}"
        )
    };
    assert_eq!(rows(&row(1, 2, 1, 1), &row(5, 2, 2, 0)), ["ballots-out-of-order"]);
    assert_eq!(rows(&row(2, 1, 2, 0), &row(4, 3, 1, 1)), ["ballots-do-not-add-up"]);
}

/// Two questions on one ballot paper, of which the second has areas.
fn two_questions(first: &str, second: &str) -> String {
    format!(
        "opens: 2026-11-02\ncloses: 2026-11-10\neligible: {{people: 10, area: 50}}\n\
         ballots: {{issued: 9, returned: 9}}\nrule: civil-code-278\nquestions:\n  \
         - {{question: 一, {first}}}\n  - {{question: 二, item: 6, options: [{second}]}}\n"
    )
}

#[test]
fn one_ballot_paper_has_one_turnout() {
    let areas = "{label: 同意, people: 7, area: 38, approve: true}, {label: 不同意, people: 2, area: 5}";
    let heads = "rule: majority, options: [{label: 是, people: 5, approve: true}, {label: 否, people: 4}]";
    let turnout = facts("consultation", &two_questions(heads, areas))["turnout"].clone();
    assert_eq!(turnout, json!({"people": "0.9000", "area": "0.8600"}));
    let other = "item: 1, options: [{label: 是, people: 5, area: 10, approve: true}, \
                 {label: 否, people: 4, area: 10}]";
    let mut site = with("consultation", &two_questions(other, areas));
    assert_eq!(site.fails(), ["ballots-do-not-add-up"]);
}

#[test]
fn at_the_very_moment_of_its_end_a_vote_is_still_open() {
    let front = "opens: 2026-11-02 09:00\ncloses: 2026-11-10 18:00\nquestion: 是否同意\nrule: none\n\
                 options: [{label: 是}, {label: 否}]\n";
    let stage = |now: &str| {
        let mut site = with("consultation", front);
        record(site.today(now), "consultation")["facts"]["stage"].clone()
    };
    assert_eq!(stage("2026-11-10 18:00"), "voting");
    assert_eq!(stage("2026-11-10 18:01"), "counting");
}

#[test]
fn no_area_is_less_than_zero() {
    let options = "[{label: 是, people: 5, area: 90, approve: true}, {label: 否, people: 3, area: -20}]";
    let front = format!(
        "opens: 2026-11-02\ncloses: 2026-11-10\nquestion: 是否同意\nrule: civil-code-278\nitem: 3\n\
         eligible: {{people: 10, area: 100}}\nballots: {{issued: 9, returned: 8}}\noptions: {options}\n"
    );
    assert_eq!(with("consultation", &front).fails(), ["bad-amount"]);
    let hours = "volunteers: {people: 1, hours: -7.5}\n";
    assert_eq!(with("log", hours).fails(), ["bad-amount"]);
    let budget = "budget: {amount: -3.00, sources: [{name: 甲, amount: -3.00}]}\n";
    assert_eq!(with("project", budget).fails(), ["bad-amount", "bad-amount"]);
}
