//! Meetings: quorum, resolutions, what is still to be done.

use serde_json::{Value, json};

use super::{facts, with};

/// A meeting of 33 people out of 45 with one resolution, as its facts.
fn resolution(of_meeting: &str, resolution: &str) -> Value {
    facts(
        "meeting",
        &format!("starts: 2026-11-01 19:00\n{of_meeting}\nresolutions:\n  - {{title: 甲, {resolution}}}\n"),
    )
}

fn outcome(present: u64, resolution_fields: &str) -> Value {
    resolution(&format!("attendance: {{eligible: 45, present: {present}}}"), resolution_fields)["resolutions"]
        [0]
    .clone()
}

#[test]
fn a_quorum_is_a_count_or_a_fraction_with_or_without_the_number_itself() {
    let met = |eligible: u64, present: u64, quorum: &str| {
        facts(
            "meeting",
            &format!("attendance: {{eligible: {eligible}, present: {present}}}\nquorum: {quorum}\n"),
        )["quorum_met"]
            .clone()
    };
    for (eligible, present, quorum, expected) in [
        (45, 30, "2/3", true),
        (45, 29, "2/3", false),
        (40, 20, "'>1/2'", false),
        (40, 21, "'>1/2'", true),
        (40, 20, "1/2", true),
        (45, 30, "30", true),
        (45, 29, "30", false),
    ] {
        assert_eq!(met(eligible, present, quorum), expected, "{present} of {eligible} for {quorum}");
    }
    assert_eq!(facts("meeting", "attendance: {eligible: 45, present: 1}\n").get("quorum_met"), None);
}

#[test]
fn thresholds_are_taken_of_those_present_unless_said_otherwise() {
    for (present, fields, expected, share) in [
        (30, "requires: majority, votes: {for: 15, against: 10, abstain: 5}", "failed", "0.5000"),
        (30, "requires: majority, votes: {for: 16, against: 10, abstain: 4}", "passed", "0.5333"),
        (30, "requires: two-thirds, votes: {for: 20, against: 10, abstain: 0}", "passed", "0.6667"),
        (30, "requires: two-thirds, votes: {for: 19, against: 0, abstain: 0}", "failed", "0.6333"),
        (32, "requires: three-quarters, votes: {for: 24, against: 8}", "passed", "0.7500"),
        (32, "requires: three-quarters, votes: {for: 23, against: 8}", "failed", "0.7188"),
        (33, "requires: majority, of: cast, votes: {for: 10, against: 9, abstain: 14}", "passed", "0.5263"),
        (33, "requires: majority, of: cast, votes: {for: 9, against: 9, abstain: 15}", "failed", "0.5000"),
        (33, "requires: majority, of: eligible, votes: {for: 22, against: 0}", "failed", "0.4889"),
        (33, "requires: majority, of: eligible, votes: {for: 23, against: 0}", "passed", "0.5111"),
        (30, "requires: unanimous, votes: {for: 30, against: 0}", "passed", "1.0000"),
        (30, "requires: unanimous, votes: {for: 29, against: 0, abstain: 1}", "failed", "0.9667"),
        (30, "requires: unanimous, of: cast, votes: {for: 29, against: 0, abstain: 1}", "passed", "1.0000"),
    ] {
        let got = outcome(present, fields);
        assert_eq!(
            (&got["outcome"], &got["share"]),
            (&json!(expected), &json!(share)),
            "{present} present, {fields}"
        );
    }
}

#[test]
fn nobody_is_not_unanimous() {
    assert_eq!(
        outcome(30, "requires: unanimous, of: cast, votes: {for: 0, against: 0, abstain: 30}")["outcome"],
        "failed"
    );
}

#[test]
fn consensus_is_adopted_without_a_share() {
    assert_eq!(outcome(30, "requires: consensus"), json!({"title": "甲", "outcome": "adopted"}));
}

#[test]
fn a_meeting_without_its_quorum_passes_nothing() {
    let facts = facts(
        "meeting",
        "attendance: {eligible: 45, present: 20}\nquorum: 2/3\nresolutions:\n  - \
         {title: 甲, requires: majority, votes: {for: 20, against: 0}, owner: 王, due: 2026-11-30}\n  - \
         {title: 乙, requires: consensus}\n",
    );
    assert_eq!(facts["quorum_met"], false);
    assert_eq!(
        facts["resolutions"],
        json!([{"title": "甲", "outcome": "failed", "share": "1.0000"}, {"title": "乙", "outcome": "failed"}])
    );
    assert_eq!((&facts["open_items"], &facts["overdue_items"]), (&json!(0), &json!(0)));
}

#[test]
fn what_was_decided_is_open_until_done_and_overdue_after_its_day() {
    let facts = facts(
        "meeting",
        "attendance: {eligible: 45, present: 30}\nresolutions:\n\
        - {title: 无人, requires: consensus}\n\
        - {title: 有人, requires: consensus, owner: 物业}\n\
        - {title: 今天, requires: consensus, due: 2026-11-22}\n\
        - {title: 昨天, requires: consensus, due: 2026-11-21}\n\
        - {title: 办了, requires: consensus, owner: 物业, due: 2026-11-05, done: 2026-11-20}\n\
        - {title: 没过, requires: majority, votes: {for: 1, against: 29}, owner: 物业, due: 2026-11-05}\n",
    );
    let states: Vec<_> = facts["resolutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r.get("state").and_then(Value::as_str))
        .collect();
    assert_eq!(states, [None, Some("open"), Some("open"), Some("overdue"), Some("done"), None]);
    assert_eq!((&facts["open_items"], &facts["overdue_items"]), (&json!(3), &json!(1)));
}

#[test]
fn a_meeting_to_come_has_no_results() {
    let facts = facts("meeting", "starts: 2026-12-01 19:00\nvenue: 活动室\n");
    assert_eq!(facts, json!({"resolutions": [], "open_items": 0, "overdue_items": 0}));
}

#[test]
fn votes_and_roles_are_checked_against_those_present() {
    let fails = |front: &str| with("meeting", front).fails();
    assert_eq!(
        fails(
            "attendance: {eligible: 45, present: 30}\nresolutions:\n  - \
             {title: 甲, requires: majority, votes: {for: 20, against: 10, abstain: 1}}\n"
        ),
        ["votes-above-present"]
    );
    assert_eq!(fails("attendance: {present: 30, by_role: {代表: 20, 楼组长: 9}}\n"), ["roles-do-not-add-up"]);
    assert_eq!(fails("attendance: {eligible: 29, present: 30}\n"), ["present-above-eligible"]);
}

#[test]
fn those_present_are_called_so_in_both_ways() {
    let of = |base: &str| {
        outcome(30, &format!("votes: {{for: 16, against: 14}}, 基数: {base}"))["outcome"].clone()
    };
    assert_eq!((of("到会"), of("实到")), (json!("passed"), json!("passed")));
}

#[test]
fn what_is_on_the_agenda_of_a_meeting_to_come_is_not_decided() {
    let of = |starts: &str| {
        facts("meeting", &format!("starts: {starts}\nresolutions: [{{title: 选聘物业, owner: 甲}}]\n"))
    };
    assert_eq!(
        of("2026-12-01 19:00"),
        json!({"resolutions": [{"title": "选聘物业"}], "open_items": 0, "overdue_items": 0})
    );
    assert_eq!(of("2026-11-02 19:00")["resolutions"][0]["outcome"], "adopted");
}

#[test]
fn without_knowing_who_came_no_quorum_was_met() {
    let front = |resolution: &str| {
        format!("attendance: {{eligible: 10}}\nquorum: 2/3\nresolutions: [{{title: 甲{resolution}}}]\n")
    };
    assert_eq!(
        with("meeting", &front(", votes: {for: 3, against: 1}, of: cast")).fails(),
        ["votes-without-base"]
    );
    assert_eq!(facts("meeting", &front(""))["resolutions"][0], json!({"title": "甲"}));
    let nobody = "quorum: 5\nresolutions: [{title: 甲}]\n";
    assert_eq!(facts("meeting", nobody)["resolutions"][0], json!({"title": "甲"}));
}

#[test]
fn the_page_gives_the_votes_of_each_resolution() {
    let mut site = with(
        "meeting",
        "attendance: {eligible: 45, present: 30}\nresolutions:\n  - {title: 甲, votes: {for: 21, against: 6, \
         abstain: 3}}\n",
    );
    site.build();
    let page = site.output("records/a.html");
    assert!(page.contains("同意 21 · 反对 6 · 弃权 3"), "{page}");
}
