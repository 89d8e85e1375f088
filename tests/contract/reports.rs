//! Reports and digests of months: every figure against a computation of its own.

use serde_json::{Value, json};

use super::common::Site;

/// A site with records of every kind that a report counts, over two years.
fn site() -> Site {
    let mut site = Site::empty();
    site.write(
        "site.yaml",
        "title: 新福\nfollow_up_days: 15\nbase_url: https://notices.example.org/\n\
         languages: {en: {title: Xinfu}}\n",
    );
    for (at, day) in ["2025-01-01", "2025-03-31", "2025-04-01", "2025-12-31", "2026-01-01"].iter().enumerate()
    {
        site.write(
            &format!("content/n{at}.md"),
            format!("---\nkind: notice\ntitle: 公告{at}\ndate: {day}\n---\n文。\n"),
        );
    }
    for (name, day, resolutions) in [
        (
            "m1",
            "2025-02-01",
            "{title: 甲, votes: {for: 5, against: 2}}, {title: 乙, votes: {for: 1, against: 6}}",
        ),
        ("m2", "2025-03-01", "{title: 丙, requires: consensus}, {title: 丁, votes: {for: 4, against: 3}}"),
        ("m3", "2025-05-01", "{title: 戊, votes: {for: 7, against: 0}}"),
        // Announced, and still to come.
        ("m4", "2026-12-20\npublished: 2026-11-01", ""),
    ] {
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\nkind: meeting\ntitle: {name}\ndate: {day}\nattendance: {{present: 7}}\nresolutions: \
                 [{resolutions}]\n---\n文。\n"
            ),
        );
    }
    // Three votes: one passes, one fails, one is not counted yet.
    for (name, day, returned, eligible, approve) in
        [("v1", "2025-02-03", 50, 75, 40), ("v2", "2025-03-03", 30, 70, 10), ("v3", "2025-11-03", 21, 64, 20)]
    {
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\nkind: consultation\ntitle: {name}\ndate: {day}\nquestion: 装不装？\n\
                 rule: majority\nopens: {day}\ncloses: {day}\neligible: {{people: {eligible}}}\n\
                 ballots: {{returned: {returned}}}\noptions:\n\
                 - {{label: 装, people: {approve}, approve: true}}\n- {{label: 不装, people: {}}}\n---\n文。\n",
                returned - approve
            ),
        );
    }
    site.write(
        "content/v4.md",
        "---\nkind: consultation\ntitle: v4\ndate: 2025-03-04\nquestion: 何时？\n\
         opens: 2025-03-05\ncloses: 2025-03-09\noptions: [{label: 早}, {label: 晚}]\n---\n文。\n",
    );
    // Reported and closed on days of their own; the third has no reply yet.
    for (name, reported, steps) in [
        ("a", "2025-01-10", "{date: 2025-01-14, status: replied}, {date: 2025-02-01, status: closed}"),
        ("b", "2025-03-30", "{date: 2025-04-08, status: replied}, {date: 2025-04-20, status: closed}"),
        ("c", "2025-03-31", "{date: 2025-04-01, status: assigned}"),
    ] {
        let reply = if name == "c" { "" } else { "reply: 已修好。\n" };
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\nkind: matter\ntitle: {name}\ndate: {reported}\nreported: {reported}\n\
                 steps: [{steps}]\n{reply}---\n文。\n"
            ),
        );
    }
    // Two statements of a fund in the first quarter, one after it; the days on which they were published do
    // not count.
    for (name, period, opening, entry) in [
        (
            "f1",
            "{from: 2025-01-01, until: 2025-01-31}",
            "100.10",
            "{date: 2025-01-05, item: 停车, income: 20.05}",
        ),
        (
            "f2",
            "{from: 2025-02-01, until: 2025-03-31}",
            "120.15",
            "{date: 2025-03-05, item: 修门, expense: 9.95}",
        ),
        (
            "f3",
            "{from: 2025-04-01, until: 2025-06-30}",
            "110.20",
            "{date: 2025-05-05, item: 停车, income: 1}",
        ),
    ] {
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\nkind: ledger\ntitle: {name}\ndate: 2025-07-10\nfund: 公共收益\nperiod: {period}\n\
                 opening: {opening}\nentries: [{entry}]\n---\n文。\n"
            ),
        );
    }
    site.write("content/log/_index.md", "---\ntitle: 日志\nkind: log\nseries: {from: 2025-01-30}\n---\n");
    for (day, hours) in [("2025-01-30", "12.5"), ("2025-01-31", "8"), ("2025-04-02", "3.25")] {
        site.write(
            &format!("content/log/{day}.md"),
            format!(
                "---\ntitle: {day}\ndate: {day}\nvolunteers: {{people: 4, hours: \"{hours}\"}}\n---\n文。\n"
            ),
        );
    }
    site
}

fn report(site: &mut Site, from: &str, until: &str) -> Value {
    site.write(
        "content/r.md",
        format!(
            "---\nkind: report\ntitle: 报告\ndate: 2026-02-01\nperiod: {{from: {from}, \
             until: {until}}}\n---\n文。\n"
        ),
    );
    site.build();
    site.data("report", "2026")[0]["facts"].clone()
}

/// The mean of fractions with four decimals, rounded half up, over their common denominator.
fn mean(fractions: &[(u128, u128)]) -> String {
    let common: u128 = fractions.iter().map(|(_, base)| base).product();
    let sum: u128 = fractions.iter().map(|(part, base)| part * (common / base)).sum();
    let whole = common * fractions.len() as u128;
    let rounded = (2 * sum * 10_000 + whole) / (2 * whole);
    format!("{}.{:04}", rounded / 10_000, rounded % 10_000)
}

#[test]
fn a_quarter_is_collected_from_the_records_of_its_days() {
    let facts = report(&mut site(), "2025-01-01", "2025-03-31");
    assert_eq!(
        facts,
        json!({
            "records": {"notice": 2, "meeting": 2, "consultation": 3, "matter": 3, "log": 2},
            // Replies took 4 and 9 days; one of the two closed ones was closed later.
            "matters": {"raised": 3, "closed": 1, "median_days": "6.5", "overdue": 1},
            "meetings": {"held": 2},
            "resolutions": {"passed": 2, "failed": 1, "adopted": 1},
            "consultations": {"held": 2, "passed": 1, "mean_turnout": mean(&[(50, 75), (30, 70)])},
            // 100.10 + 20.05 − 9.95 = 110.20.
            "funds": {
                "公共收益": {"opening": "100.10", "income": "20.05", "expense": "9.95", "closing": "110.20"},
            },
            "volunteer_hours": "20.5", "log_days": 2,
        })
    );
}

#[test]
fn a_year_counts_as_many_records_as_its_files_of_open_data_hold() {
    let mut site = site();
    let facts = report(&mut site, "2025-01-01", "2025-12-31");
    for (kind, count) in facts["records"].as_object().unwrap() {
        assert_eq!(
            site.data(kind, "2025").as_array().unwrap().len() as u64,
            count.as_u64().unwrap(),
            "{kind}"
        );
    }
    assert_eq!(facts["consultations"]["mean_turnout"], mean(&[(50, 75), (30, 70), (21, 64)]));
    assert_eq!(facts["volunteer_hours"], "23.75");
    let outcomes = |outcome: &str| {
        let meetings = site.data("meeting", "2025");
        let all = meetings
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|one| one["facts"]["resolutions"].as_array().unwrap());
        all.filter(|one| one["outcome"] == outcome).count()
    };
    for outcome in ["passed", "failed", "adopted"] {
        assert_eq!(facts["resolutions"][outcome], outcomes(outcome), "{outcome}");
    }
}

#[test]
fn what_was_withdrawn_is_there_and_counts_for_nothing() {
    let mut site = site();
    let before = report(&mut site, "2026-01-01", "2026-12-31");
    let withdrawn = "withdrawn: {date: 2026-11-20, why: 有误}\n";
    let records = [
        (
            "meeting",
            "attendance: {eligible: 9, present: 8}\nresolutions: [{title: 甲, votes: {for: 8, against: 0}}]\n",
        ),
        ("matter", "reported: 2026-11-02\n"),
        ("log", "volunteers: {people: 2, hours: 8}\n"),
    ];
    for (kind, fields) in records {
        let front = format!("---\nkind: {kind}\ntitle: 撤回的\ndate: 2026-11-02\n{fields}{withdrawn}---\n");
        site.write(&format!("content/back/{kind}.md"), front);
    }
    let mut after = report(&mut site, "2026-01-01", "2026-12-31");
    for (kind, _) in records {
        let count = after["records"][kind].as_u64().unwrap();
        assert_eq!(count, before["records"][kind].as_u64().unwrap_or_default() + 1, "{kind}");
    }
    after["records"] = before["records"].clone();
    assert_eq!(after, before);
}

#[test]
fn what_is_still_to_come_is_not_collected_and_comes_with_its_day() {
    let mut site = site();
    assert_eq!(report(&mut site, "2026-11-01", "2026-12-31")["meetings"]["held"], 0);
    assert!(site.output("r.html").contains("进行中"));
    site.today("2026-12-20").build();
    assert_eq!(site.data("report", "2026")[0]["facts"]["meetings"]["held"], 1);
    site.is_as_clean();
    site.today("2027-01-01").build();
    assert!(!site.output("r.html").contains("进行中"));
    site.is_as_clean();
}

#[test]
fn an_edited_record_is_collected_anew() {
    let mut site = site();
    report(&mut site, "2025-01-01", "2025-12-31");
    site.edit("content/m1.md", "{for: 1, against: 6}", "{for: 6, against: 1}").build();
    assert_eq!(site.data("report", "2026")[0]["facts"]["resolutions"]["failed"], 0);
    site.is_as_clean();
    site.edit("content/n1.md", "公告1", "另一个名称").build();
    assert!(
        site.output("r.html").contains("另一个名称")
            && site.output("archive/2025-03.html").contains("另一个名称")
    );
    site.is_as_clean();
    site.remove("content/n1.md").build();
    assert_eq!(site.data("report", "2026")[0]["facts"]["records"]["notice"], 3);
    site.is_as_clean();
}

#[test]
fn a_share_stands_with_its_numbers_and_never_alone() {
    let mut site = site();
    report(&mut site, "2025-01-01", "2025-03-31");
    let page = site.output("r.html");
    // (2/3 + 3/7) ÷ 2 of two votes.
    for said in ["54.76", "2 次的平均", "共4", "共2"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[test]
fn each_past_month_with_something_published_has_a_page() {
    let mut site = site();
    site.build();
    let months = |site: &Site| -> Vec<String> {
        let names = site.out.keys().filter_map(|path| path.strip_prefix("archive/")?.strip_suffix(".html"));
        // In the language of the site.
        names.filter(|name| name.contains('-') && !name.contains('.')).map(str::to_owned).collect()
    };
    assert_eq!(
        months(&site),
        ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-07", "2025-11", "2025-12", "2026-01"]
    );
    assert!(site.output("archive/2025.html").contains("href=\"2025-03.html\""));
    let page = site.output("archive/2025-03.html");
    assert!(
        page.contains("2025年3月公布了什么") && page.contains("公告1") && !page.contains("公告2"),
        "{page}"
    );
    assert!(page.contains("href=\"2025-02.html\"") && page.contains("href=\"2025-04.html\""));
    // A month gets its page when it is over.
    site.write("content/late.md", "---\nkind: notice\ntitle: 十一月\ndate: 2026-11-20\n---\n文。\n").build();
    assert!(!site.out.contains_key("archive/2026-11.html"));
    site.today("2026-12-01").build();
    assert!(site.output("archive/2026-11.html").contains("十一月"));
    site.is_as_clean();
}
