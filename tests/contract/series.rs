//! Logs: days of a series, totals, days without a log.

use serde_json::json;

use crate::common::Site;

fn series(logs: &[(&str, &str)]) -> Site {
    let mut site = Site::new();
    site.write(
        "content/logs/_index.md",
        "---\ntitle: 日志\nkind: log\nseries:\n  from: 2026-01-10\n  \
        metrics:\n    走访: {unit: 户, total: sum}\n    在册: {unit: 人, total: last}\n    最高温: \
        {unit: 度, total: max}\n---\n",
    );
    for (date, front) in logs {
        site.write(
            &format!("content/logs/{date}.md"),
            format!("---\ntitle: 日志\ndate: {date}\n{front}---\n"),
        );
    }
    site
}

#[test]
fn days_count_from_one_and_totals_are_as_of_their_own_day() {
    let mut site = series(&[
        ("2026-01-10", "metrics: {走访: 3, 在册: 10, 最高温: 38.5}\nvolunteers: {people: 2, hours: 4.5}\n"),
        ("2026-01-11", "metrics: {走访: 4, 在册: 8, 最高温: 39.2}\nvolunteers: {people: 1, hours: 2}\n"),
        ("2026-01-14", "metrics: {走访: 5, 在册: 9, 最高温: 37}\n"),
    ]);
    site.build();
    let data = site.data("log", "2026");
    assert_eq!(
        data[2]["facts"],
        json!({
            "day": 1,
            "metrics": {"走访": {"value": "3", "total": "3"}, "在册": {"value": "10", "total": "10"},
            "最高温": {"value": "38.5", "total": "38.5"}},
            "volunteers": {"hours": "4.5", "total_hours": "4.5"}, "missing_since": [],
        })
    );
    assert_eq!(data[1]["facts"]["volunteers"], json!({"hours": "2", "total_hours": "6.5"}));
    assert_eq!(
        data[1]["facts"]["metrics"],
        json!({"走访": {"value": "4", "total": "7"}, "在册": {"value": "8", "total": "8"},
        "最高温": {"value": "39.2", "total": "39.2"}})
    );
    assert_eq!(data[0]["facts"]["day"], 5);
    assert_eq!(
        data[0]["facts"]["metrics"],
        json!({"走访": {"value": "5", "total": "12"}, "在册": {"value": "9", "total": "9"},
        "最高温": {"value": "37", "total": "39.2"}})
    );
    assert_eq!(data[0]["facts"]["missing_since"], json!(["2026-01-12", "2026-01-13"]));
    assert_eq!(data[1]["facts"]["missing_since"], json!([]));
}

#[test]
fn a_metric_left_out_keeps_its_total() {
    let mut site = series(&[("2026-01-10", "metrics: {走访: 3}\n"), ("2026-01-11", "metrics: {在册: 2}\n")]);
    site.build();
    let data = site.data("log", "2026");
    assert_eq!(data[0]["facts"]["metrics"]["走访"], json!({"total": "3"}));
    assert_eq!(data[0]["facts"]["metrics"]["在册"], json!({"value": "2", "total": "2"}));
}

#[test]
fn a_log_outside_a_series_has_no_day_and_no_totals() {
    let mut site = Site::new();
    site.write(
        "content/logs/a.md",
        "---\nkind: log\ntitle: 日志\ndate: 2026-01-10\nmetrics: {走访: 3}\nvolunteers: \
         {people: 2, hours: 4.5}\n---\n",
    );
    site.build();
    let facts = site.data("log", "2026")[0]["facts"].clone();
    assert_eq!(
        (facts.get("day"), &facts["metrics"]["走访"], &facts["volunteers"]),
        (None, &json!({"value": "3"}), &json!({"hours": "4.5"}))
    );
    assert_eq!(facts.get("missing_since"), None);
}

#[test]
fn a_series_has_one_log_a_day() {
    let mut site = series(&[("2026-01-10", "")]);
    site.write("content/logs/again.md", "---\ntitle: 又一篇\ndate: 2026-01-10\n---\n");
    assert_eq!(site.fails(), ["duplicate-log-day"]);
}

#[test]
fn a_draft_log_is_a_day_without_one() {
    let mut site = series(&[("2026-01-10", ""), ("2026-01-11", "draft: true\n"), ("2026-01-12", "")]);
    site.build();
    assert_eq!(site.data("log", "2026")[0]["facts"]["missing_since"], json!(["2026-01-11"]));
}

#[test]
fn a_log_that_was_withdrawn_counts_no_longer_and_makes_room() {
    let mut site = series(&[
        ("2026-01-10", "metrics: {走访: 3}\nwithdrawn: {date: 2026-01-11, why: 写错了}\n"),
        ("2026-01-11", "metrics: {走访: 4}\n"),
    ]);
    site.write("content/logs/again.md", "---\ntitle: 日志\ndate: 2026-01-10\nmetrics: {走访: 2}\n---\n");
    site.build();
    assert_eq!(site.data("log", "2026")[0]["facts"]["metrics"]["走访"], json!({"value": "4", "total": "6"}));
}

#[test]
fn logs_in_folders_of_a_series_are_part_of_it() {
    let mut site = series(&[("2026-01-11", "metrics: {走访: 4}\n")]);
    site.write("content/logs/2026/a.md", "---\ntitle: 日志\ndate: 2026-01-10\nmetrics: {走访: 3}\n---\n");
    site.build();
    let facts = site.data("log", "2026")[0]["facts"].clone();
    assert_eq!((&facts["day"], &facts["missing_since"]), (&json!(2), &json!([])));
    assert_eq!(facts["metrics"]["走访"], json!({"value": "4", "total": "7"}));
}
