//! Covenants: which version is in force, which vote adopted it, anchors of articles.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::common::Site;

/// A covenant that applies from this day.
fn covenant(effective: &str, more: &str) -> String {
    format!(
        "---\nkind: covenant\ntitle: 楼道公约\ndate: 2026-01-01\neffective: {effective}\n{more}---\n\
         第一条　楼道不堆物。\n"
    )
}

/// The facts of every covenant of 2026 by its source.
fn facts(site: &mut Site) -> BTreeMap<String, Value> {
    site.build();
    let data = site.data("covenant", "2026");
    let each = data.as_array().unwrap().iter();
    each.map(|one| (one["source"].as_str().unwrap().to_owned(), one["facts"].clone())).collect()
}

#[test]
fn a_version_is_superseded_from_the_day_that_the_next_one_applies() {
    // Today is 2026-11-22.
    let state = |effective: &str| {
        let mut site = Site::new();
        site.write("content/rules/one.md", covenant("2026-01-01", ""));
        site.write("content/rules/two.md", covenant(effective, "supersedes: ./one.md\n"));
        facts(&mut site)
    };
    let before = state("2026-11-23");
    assert_eq!(before["rules/one.md"], json!({"state": "in-force"}));
    assert_eq!(before["rules/two.md"], json!({"state": "upcoming"}));
    let after = state("2026-11-22");
    assert_eq!(after["rules/one.md"], json!({"state": "superseded", "superseded_by": "rules/two.md"}));
    assert_eq!(after["rules/two.md"], json!({"state": "in-force"}));
}

#[test]
fn a_withdrawn_version_is_said_to_be_in_force_nowhere() {
    let mut site = Site::new();
    let withdrawn = "withdrawn: {date: 2026-01-10, why: 有误}\n";
    site.write("content/rules/one.md", covenant("2026-01-01", withdrawn));
    site.write("content/rules/two.md", covenant("2027-02-01", "supersedes: rules/one.md\n")).build();
    for page in ["rules/one.html", "rules/two.html"] {
        let html = site.output(page);
        assert!(html.contains("stamp withdrawn") && !html.contains("in-force"), "{page}: {html}");
    }
}

#[test]
fn what_a_withdrawn_meeting_adopted_is_adopted_no_longer() {
    let mut site = Site::new();
    let meeting = |more: &str| {
        format!(
            "---\nkind: meeting\ntitle: 会\ndate: 2026-01-01\nresolutions: [{{title: 公约, requires: \
             consensus}}]\n{more}---\n"
        )
    };
    site.write("content/rules/one.md", covenant("2026-01-01", "adopted_by: m.md\n"));
    site.write("content/m.md", meeting("")).build();
    site.write("content/m.md", meeting("withdrawn: {date: 2026-01-05, why: 人数不足}\n"));
    let Err(run) = site.try_build() else { panic!("adopted by what does not stand") };
    assert!(run.report().contains("error[not-adopted]"), "{}", run.report());
}

#[test]
fn a_version_that_nobody_may_see_supersedes_nothing() {
    for hidden in ["draft: true\n", "embargo: 2027-01-01\n", "withdrawn: {date: 2026-02-01, why: 有误}\n"] {
        let mut site = Site::new();
        site.write("content/rules/one.md", covenant("2026-01-01", ""));
        site.write(
            "content/rules/two.md",
            covenant("2026-02-01", &format!("supersedes: rules/one.md\n{hidden}")),
        );
        assert_eq!(facts(&mut site)["rules/one.md"], json!({"state": "in-force"}), "{hidden}");
    }
}

#[test]
fn a_superseded_version_stays_so_when_its_successor_is_superseded() {
    let mut site = Site::new();
    site.write("content/rules/one.md", covenant("2026-01-01", ""));
    site.write("content/rules/two.md", covenant("2026-02-01", "supersedes: rules/one\n"));
    site.write("content/rules/three.md", covenant("2026-03-01", "supersedes: ../rules/two.md\n"));
    let facts = facts(&mut site);
    assert_eq!(facts["rules/one.md"], json!({"state": "superseded", "superseded_by": "rules/two.md"}));
    assert_eq!(facts["rules/two.md"], json!({"state": "superseded", "superseded_by": "rules/three.md"}));
    assert_eq!(facts["rules/three.md"], json!({"state": "in-force"}));
}

#[test]
fn what_adopted_a_covenant_has_passed_or_adopted_something() {
    let meeting = |resolution: &str| {
        format!(
            "---\nkind: meeting\ntitle: 例会\ndate: 2026-01-01\nattendance: {{eligible: 11, present: 9}}\n\
             resolutions:\n  - {{title: 楼道公约, {resolution}}}\n---\n纪要。\n"
        )
    };
    let vote = |more: &str| {
        format!(
            "---\nkind: consultation\ntitle: 楼道公约\ndate: 2026-01-01\nquestion: 同意吗？\nrule: majority\n\
             opens: 2026-01-02\ncloses: 2026-01-09\n{more}---\n说明。\n"
        )
    };
    let counted = |yes: u32, no: u32| {
        let (all, options) = (
            yes + no,
            format!("[{{label: 同意, people: {yes}, approve: true}}, {{label: 不同意, people: {no}}}]"),
        );
        vote(&format!("ballots: {{issued: {all}, returned: {all}}}\noptions: {options}\n"))
    };
    let waiting = vote("options: [{label: 同意, approve: true}, {label: 不同意}]\n");
    for (adopting, right) in [
        (meeting("votes: {for: 5, against: 4}"), true),
        (meeting("votes: {for: 4, against: 5}"), false),
        (meeting("requires: consensus"), true),
        (counted(6, 5), true),
        (counted(5, 5), false),
        (waiting, false),
        ("---\nkind: notice\ntitle: 通知\ndate: 2026-01-01\n---\n正文。\n".to_owned(), false),
    ] {
        let mut site = Site::new();
        site.write("content/rules/one.md", covenant("2026-02-01", "adopted_by: rules/vote.md\n"));
        site.write("content/rules/vote.md", &adopting);
        let built = site.try_build();
        assert_eq!(built.is_ok(), right, "{adopting}");
        if let Err(run) = built {
            assert_eq!(run.codes(), ["not-adopted"], "{adopting}");
        }
    }
}

#[test]
fn what_a_covenant_names_must_be_there_and_shows_the_covenant_in_turn() {
    let mut site = Site::new();
    site.write("content/rules/one.md", covenant("2026-01-01", ""));
    site.write("content/rules/two.md", covenant("2026-02-01", "supersedes: one.md\n"));
    assert_eq!(site.fails(), ["broken-ref"], "a bare name starts at content/");
    site.edit("content/rules/two.md", "supersedes: one.md", "supersedes: ./one.md").build();
    let data = site.data("covenant", "2026");
    let of =
        |source: &str| data.as_array().unwrap().iter().find(|one| one["source"] == source).unwrap().clone();
    assert_eq!(of("rules/one.md")["backlinks"], json!(["rules/two.md"]));
    assert_eq!(of("rules/two.md")["refs"], json!([]));
}

#[test]
fn links_find_articles_by_their_numbers() {
    let mut site = Site::new();
    site.write("content/rules/one.md", covenant("2026-01-01", "").replace("第一条", "第十二条"));
    site.write(
        "content/notices/a.md",
        "---\ntitle: 提醒\ndate: 2026-02-01\n---\n见[公约](../rules/one.md#第十二条)。\n",
    );
    site.build();
    assert!(site.output("notices/a.html").contains("rules/one.html#article-12"));
    assert!(site.output("rules/one.html").contains("<p id=\"article-12\">"));
    let run = site.edit("content/notices/a.md", "第十二条", "第十三条").try_build();
    assert_eq!(run.unwrap_or_else(|run| run).codes(), ["broken-anchor"]);
}

/// The page of a version shows others: whatever becomes of one of them, a rebuild is a clean build.
#[test]
fn a_rebuild_after_any_edit_of_another_version_is_a_clean_build() {
    let mut site = Site::new();
    site.write("content/rules/one.md", covenant("2026-01-01", ""));
    site.write("content/rules/two.md", covenant("2026-02-01", "supersedes: rules/one.md\n"));
    site.build();
    assert!(!site.output("rules/two.html").contains("<del>"));
    let run = site.edit("content/rules/one.md", "楼道不堆物", "楼道不放车").build();
    run.rendered_with(["rules/two.html"]);
    assert!(site.is_as_clean().output("rules/two.html").contains("<del>"));
    site.write("content/rules/three.md", covenant("2026-03-01", "supersedes: rules/two.md\n")).build();
    assert!(site.is_as_clean().output("rules/one.html").contains("three.html"));
    site.edit("content/rules/three.md", "---\n第一条", "draft: true\n---\n第一条").build();
    assert!(!site.is_as_clean().output("rules/one.html").contains("three.html"));
    site.edit("content/rules/two.md", "supersedes: rules/one.md\n", "").build();
    site.is_as_clean();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Versions in a line, each from a random day on and some of them withdrawn or drafts: what is in force
    /// is computed here from the days alone.
    #[test]
    fn states_follow_from_days_and_from_who_names_whom(
        versions in proptest::collection::vec((1u8..=28, 1u8..=12, 0u8..6), 1..7),
    ) {
        let mut site = Site::new();
        let day = |(day, month, _): &(u8, u8, u8)| format!("2026-{month:02}-{day:02}");
        let source = |at: usize| format!("rules/{at}.md");
        for (at, version) in versions.iter().enumerate() {
            // One in six is a draft, one withdrawn.
            let more = match version.2 {
                0 => "draft: true\n",
                1 => "withdrawn: {date: 2026-01-02, why: 有误}\n",
                _ => "",
            };
            // A draft is nobody's predecessor: a name that leads to one is a warning.
            let older = at.checked_sub(1).map(|older| format!("supersedes: {}\n", source(older)));
            let older = older.unwrap_or_default();
            site.write(&format!("content/{}", source(at)), covenant(&day(version), &(older + more)));
        }
        let codes = site.build().codes();
        let usual = ["effective-before-older", "link-to-unpublished"];
        prop_assert!(codes.iter().all(|code| usual.contains(code)));
        let published: Vec<usize> = (0..versions.len()).filter(|at| versions[*at].2 != 0).collect();
        if published.is_empty() {
            return Ok(());
        }
        let data = site.data("covenant", "2026");
        prop_assert_eq!(data.as_array().unwrap().len(), published.len());
        for at in published {
            let begun = |at: usize| day(&versions[at]).as_str() <= "2026-11-22";
            let replaced = versions.get(at + 1).is_some_and(|next| next.2 > 1 && begun(at + 1));
            let state = if replaced { "superseded" } else if begun(at) { "in-force" } else { "upcoming" };
            let one = data.as_array().unwrap().iter().find(|one| one["source"] == source(at)).unwrap();
            prop_assert_eq!(&one["facts"]["state"], state);
            prop_assert_eq!(one["facts"].get("superseded_by").is_some(), replaced);
        }
    }
}
