//! Promises to publish regularly: each span of the calendar with what was published for it, seen on the page.

use super::common::Site;

/// A site with these promises and records: name, front matter beside the title.
fn site(promises: &str, records: &[(&str, &str)]) -> Site {
    let mut site = Site::empty();
    site.write(
        "site.yaml",
        format!("title: 新福\nlanguages: {{en: {{title: Xinfu}}}}\ncadence:\n{promises}"),
    );
    for (name, front) in records {
        site.write(&format!("content/{name}.md"), format!("---\ntitle: {name}\n{front}---\n正文。\n"));
    }
    site
}

/// The rows of the table on the page in a language: their cells as words.
fn rows(site: &Site, path: &str) -> Vec<Vec<String>> {
    let page = site.output(path);
    let table =
        page.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or_default();
    let words = |cell: &str| {
        let mut text = String::new();
        let mut is_tag = false;
        for c in cell.chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = |row: &str| row.replace("<th>", "<td>").split("<td>").skip(1).map(words).collect();
    table.split("<tr>").skip(1).map(cells).collect()
}

#[test]
fn each_quarter_is_in_time_late_missing_or_not_yet_due() {
    // Today is 2026-11-22. The first meeting is in the third quarter of 2025; its own body alone counts.
    let mut site = site(
        "  - {kind: meeting, every: quarter, within: 30, body: 议事会}\n",
        &[
            ("a", "kind: meeting\ndate: 2025-09-30\npublished: 2025-10-30\nbody: 议事会\n"),
            ("b", "kind: meeting\ndate: 2025-12-31\npublished: 2026-02-01\nbody: 议事会\n"),
            ("c", "kind: meeting\ndate: 2026-05-02\nbody: 业委会\n"),
            ("d", "kind: meeting\ndate: 2026-09-01\nbody: 议事会\n"),
            ("e", "kind: meeting\ndate: 2026-11-30\npublished: 2026-11-20\nbody: 议事会\n"),
        ],
    );
    let run = site.build();
    assert_eq!(run.codes(), ["publication-late"], "the first two quarters of 2026 are missing");
    assert_eq!(
        rows(&site, "archive/cadence.html"),
        [
            vec!["2026年第4季度 最迟 2027年1月30日", "未到期"],
            vec!["2026年第3季度 最迟 2026年10月30日", "2026年9月1日 d"],
            vec!["2026年第2季度 最迟 2026年7月30日", "尚未公布"],
            vec!["2026年第1季度 最迟 2026年4月30日", "尚未公布"],
            vec!["2025年第4季度 最迟 2026年1月30日", "2026年2月1日 b 迟了 2 天"],
            vec!["2025年第3季度 最迟 2025年10月30日", "2025年10月30日 a"],
        ]
    );
    let english = rows(&site, "archive/cadence.en.html");
    assert_eq!(english[2], ["Second quarter of 2026 due 30 July 2026", "Not published"]);
    assert_eq!(english[4][1], "1 February 2026 b 2 days late");
    for page in ["index.html", "a.html"] {
        assert!(site.output(page).contains("archive/cadence.html"), "{page}");
    }
    site.is_as_clean();
}

#[test]
fn a_promise_is_late_the_day_after_it_was_due_and_kept_when_it_is_published() {
    let mut site = site(
        "  - {kind: notice, every: month, within: 10}\n",
        &[("a", "kind: notice\ndate: 2026-09-08\n"), ("b", "kind: notice\ndate: 2026-10-08\n")],
    );
    site.today("2026-12-10").build();
    assert_eq!(rows(&site, "archive/cadence.html")[1], ["2026年11月 最迟 2026年12月10日", "未到期"]);
    let run = site.today("2026-12-11").build();
    assert_eq!(run.codes(), ["publication-late"]);
    run.rendered(["archive/cadence.html", "archive/cadence.en.html"]);
    assert_eq!(rows(&site, "archive/cadence.html")[1][1], "尚未公布");
    site.is_as_clean();
    site.write(
        "content/c.md",
        "---\nkind: notice\ntitle: c\ndate: 2026-11-30\npublished: 2026-12-11\n---\n正文。\n",
    );
    assert!(site.build().found.is_empty());
    assert_eq!(rows(&site, "archive/cadence.html")[1][1], "2026年12月11日 c 迟了 1 天");
    site.is_as_clean();
}

#[test]
fn where_nothing_was_ever_published_all_is_missing_since_the_site_began() {
    let mut site = site("  - {kind: election, every: year}\n", &[("a", "kind: notice\ndate: 2024-05-01\n")]);
    assert_eq!(site.build().codes(), ["publication-late"]);
    let states: Vec<String> =
        rows(&site, "archive/cadence.html").into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(states, ["未到期", "尚未公布", "尚未公布"]);
    let mut nothing = Site::new();
    nothing.build();
    assert!(!nothing.out.contains_key("archive/cadence.html"));
}

#[test]
fn what_covers_a_period_keeps_the_promises_of_the_spans_inside_it_and_of_no_longer_one() {
    let report = |from: &str, until: &str, date: &str| {
        format!("kind: report\ndate: {date}\nperiod: {{from: {from}, until: {until}}}\n")
    };
    let records = [
        ("half", report("2025-01-01", "2025-06-30", "2025-07-20")),
        ("quarter", report("2025-07-01", "2025-09-30", "2025-10-02")),
    ];
    let records: Vec<(&str, &str)> = records.iter().map(|(name, front)| (*name, front.as_str())).collect();
    let states = |promise: &str| -> Vec<String> {
        let mut site = site(&format!("  - {{kind: report, {promise}}}\n"), &records);
        site.today("2025-11-20").build();
        rows(&site, "archive/cadence.html").into_iter().map(|row| row[1].clone()).collect()
    };
    assert_eq!(
        states("every: quarter, within: 30"),
        ["未到期", "2025年10月2日 quarter", "2025年7月20日 half", "2025年7月20日 half 迟了 81 天"]
    );
    assert_eq!(states("every: half-year, within: 30"), ["未到期", "2025年7月20日 half"]);
    assert_eq!(states("every: year, within: 30"), ["未到期"], "no year was reported");
}
