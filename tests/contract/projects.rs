//! Projects: progress, the share that is needed, phases that are late.

use serde_json::{Value, json};

use super::{facts, with};

/// A project whose places have this many done of so many.
fn progress(threshold: &str, places: &[(u64, u64)]) -> Value {
    let row = |(at, (done, total)): (usize, &(u64, u64))| {
        format!("  - {{place: {at}号楼, total: {total}, done: {done}}}\n")
    };
    let rows: String = places.iter().enumerate().map(row).collect();
    facts("project", &format!("threshold: {threshold}\nprogress:\n{rows}"))
}

#[test]
fn places_add_up_and_complete_ones_are_counted() {
    assert_eq!(
        progress("\"95/100\"", &[(72, 72), (60, 72), (96, 96)]),
        json!({
            "total": 240, "done": 228, "remaining": 12, "share": "0.9500", "places_complete": 2,
            "threshold_met": true,
        })
    );
}

#[test]
fn ninety_five_of_a_hundred_include_the_number_itself_and_one_less_does_not_reach_it() {
    assert_eq!(progress("95/100", &[(19, 20)])["threshold_met"], json!(true));
    assert_eq!(progress("\">95/100\"", &[(19, 20)])["threshold_met"], json!(false));
    let short = progress("95/100", &[(9499, 10_000)]);
    assert_eq!((&short["threshold_met"], &short["share"]), (&json!(false), &json!("0.9499")));
}

#[test]
fn the_phase_is_the_first_that_is_not_done_and_late_once_its_last_day_has_passed() {
    // Today is 2026-11-22.
    let phases = |until: &str| {
        facts(
            "project",
            &format!(
                "phases:\n  - {{name: 签约, done: 2026-05-01}}\n  - {{name: 设计, done: true}}\n  - \
                 {{name: 施工, from: 2026-06-01, until: {until}, done: false}}\n  - \
                 {{name: 验收, until: 2026-01-01}}\n"
            ),
        )
    };
    assert_eq!(phases("2026-11-22"), json!({"phase": "施工", "late": false}), "its last day counts");
    assert_eq!(phases("2026-11-21"), json!({"phase": "施工", "late": true}));
    let finished = facts("project", "phases: [{name: 验收, until: 2026-01-01, done: true}]\n");
    assert_eq!(finished, json!({"late": false}));
}

#[test]
fn a_budget_is_the_sum_of_its_sources_to_the_cent() {
    let budget = |last: &str| {
        let text = format!(
            "budget:\n  amount: 620000.00\n  sources: [{{name: 维修资金, amount: 420000}}, \
             {{name: 补贴, amount: {last}}}]\n"
        );
        with("project", &text).try_build().is_ok()
    };
    assert!(budget("200000.00") && !budget("199999.99"));
}
