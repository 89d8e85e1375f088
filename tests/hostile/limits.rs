//! What is too much of anything: YAML that grows, thousands of mistakes, numbers out of all bounds, huge
//! bodies. Each is refused or reported in time.

use std::time::Duration;

use lilong::diag::{Omitted, count};

use super::common::processor::busy;
use super::{LOG, MEETING, NOTICE, VOTE, site, survive};

/// What is refused is refused sooner than a build may take.
const REFUSED: Duration = Duration::from_secs(30);

#[test]
fn yaml_that_grows_or_nests_without_end_is_refused() {
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)
    });
    let cases = [
        bomb,
        format!("topics: {}电梯{}\n", "[".repeat(100_000), "]".repeat(100_000)),
        format!("extra: {}\n", "{a: ".repeat(100_000)),
        format!("topics:\n{}", (0..2000).fold(String::new(), |text, n| text + &" ".repeat(n) + "-\n")),
        "extra:\n".to_owned() + &(0..60).fold(String::new(), |text, n| text + &" ".repeat(n + 1) + "a:\n"),
        format!("summary: {}\n", "&a ".repeat(100_000)),
        format!("title2: {}\n", "'".repeat(100_000)),
        format!("{}\n", "? ".repeat(100_000)),
        format!("summary: \"{}\n", "\\".repeat(100_001)),
        format!("summary: {}\n", "!".repeat(100_000)),
    ];
    for (number, case) in cases.iter().enumerate() {
        let mut site = site();
        site.write("content/notices/a.md", format!("---\ntitle: x\ndate: 2026-11-01\n{case}---\n"));
        let (tried, took) = busy(|| site.try_build());
        assert!(
            tried.is_err(),
            "case {number} is not refused: {:?}",
            case.chars().take(60).collect::<String>()
        );
        assert!(took < REFUSED, "case {number} took {took:?}");
        survive(site, &format!("case {number}"));
    }
}

#[test]
fn thousands_of_mistakes_in_one_file_are_reported_in_time() {
    let lines = |line: &dyn Fn(usize) -> String| (0..40_000).map(line).collect::<String>();
    let cases = [
        lines(&|n| format!("k{n}: 1\n")),
        lines(&|_| "topics: 1\n".to_owned()),
        format!("extra: {{{}}}\n", lines(&|n| format!("k{n},"))) + "nonsense: 1\n",
        format!("posted: {{{}}}\n", lines(&|n| format!("k{n},"))),
        format!("posted: {{{}}}\n", lines(&|_| "from：1,".to_owned())),
        format!("topics:\n{}", lines(&|_| "- [x]\n".to_owned())),
        format!("refs:\n{}", lines(&|n| format!("- ../{n}\n"))),
        format!("attachments:\n{}", lines(&|n| format!("- ../{n}\n"))),
        lines(&|_| "标题：x\n".to_owned()),
        lines(&|n| format!("k{n}: 1\n")).split_off(200_000)
            + "- x\n"
            + &lines(&|_| "标题：x\n".to_owned()).split_off(280_000),
    ];
    for (number, case) in cases.iter().enumerate() {
        let mut site = site();
        site.write("content/notices/a.md", format!("---\ntitle: x\ndate: 2026-11-01\n{case}---\n"));
        let (tried, took) = busy(|| site.try_build());
        let Err(run) = tried else { panic!("case {number} is not refused") };
        assert!(took < REFUSED, "case {number} took {took:?}");
        assert!(run.found.len() <= 100, "case {number} tells {}", run.found.len());
        assert!(run.report().len() < 100_000, "case {number} tells at length");
        survive(site, &format!("case {number}"));
    }
}

#[test]
fn numbers_out_of_all_bounds_are_refused_and_not_wrapped() {
    for (front, field) in [
        (NOTICE, "days: 7"),
        (MEETING, "present: 30"),
        (VOTE, "returned: 60"),
        (VOTE, "people: 90"),
        (VOTE, "area: 9000.00"),
        (VOTE, "invalid_area: 1000.00"),
        (LOG, "hours: 4.5"),
        (LOG, "走访: 3.5"),
    ] {
        let key = field.split(':').next().unwrap();
        for number in [
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999999999999999",
            "4294967296",
            "-1",
            "-0",
            "1e9",
            "0x10",
            "0o17",
            "1_000",
            ".5",
            "5.",
            "1.0000000",
            "١٢",
            "１２",
            "inf",
            "79228162514264337593543950335",
            "~",
            "null",
            "true",
            "''",
        ] {
            let mut site = site();
            site.write("content/notices/a.md", front.replacen(field, &format!("{key}: {number}"), 1));
            survive(site, &format!("{key}: {number}"));
        }
    }
    for date in [
        "9999-12-31",
        "-0001-01-01",
        "0000-01-01",
        "10000-01-01",
        "2026-02-29",
        "2024-02-29",
        "9999-12-31 23:59:59",
        "2026-11-01T25:00:00Z",
        "9999-12-31T23:59:59-23:59",
    ] {
        let mut site = site();
        site.write(
            "content/notices/a.md",
            format!(
                "---\ntitle: x\ndate: {date}\nexpires: {date}\nposted: \
            {{from: {date}, days: 99999}}\ndeadline: {date}\nembargo: {date}\n---\n"
            ),
        );
        survive(site, date);
        let mut site = self::site();
        site.write(
            "content/logs/_index.md",
            format!("---\ntitle: x\nkind: log\nseries: {{from: {date}}}\n---\n"),
        )
        .write("content/logs/a.md", "---\ntitle: x\ndate: 2026-11-01\n---\n");
        survive(site, date);
    }
}

#[test]
fn huge_bodies_are_drawn_in_time() {
    for (name, body) in [
        ("line", "字".repeat(700_000)),
        ("brackets", "[".repeat(100_000)),
        ("images", "![".repeat(100_000)),
        ("stars", "*a **b ".repeat(50_000)),
        ("quotes", ">".repeat(100_000)),
        ("lists", (0..1000).fold(String::new(), |text, n| text + &" ".repeat(n) + "- x\n")),
        ("tags", "<b>".repeat(50_000)),
        ("comment", "<!--".repeat(50_000)),
        ("ticks", (1..700).fold(String::new(), |text, n| text + &"`".repeat(n) + " ")),
        ("notes", (0..5000).fold(String::new(), |text, n| text + &format!("[^{n}]\n\n[^{n}]: x\n\n"))),
        ("headings", "# 同\n\n".repeat(20_000)),
        ("table", format!("|{}\n|{}\n", "a|".repeat(5000), "-|".repeat(5000)).repeat(3)),
        ("entities", "&#x4e2d;&amp;&lt".repeat(50_000)),
        ("links", "[x](y(".repeat(50_000)),
        ("definitions", (0..20_000).fold(String::new(), |text, n| text + &format!("[a{n}]: /x\n"))),
    ] {
        let mut site = site();
        site.write("content/notices/a.md", format!("---\ntitle: x\ndate: 2026-11-01\n---\n{body}\n"));
        survive(site, name);
    }
}

#[test]
fn of_each_file_a_hundred_mistakes_are_reported_and_all_are_counted() {
    let mut site = site();
    let links: Vec<String> = (0..5_000).map(|at| format!("[a]() [b](n{at}.md)")).collect();
    let names: Vec<String> = (0..300).map(|at| format!("n{at}.md")).collect();
    let keys: String = (0..2_000).map(|at| format!("key{at}: x\n")).collect();
    site.write(
        "content/notices/body.md",
        format!("---\ntitle: 甲\ndate: 2026-11-01\nrefs: [{}]\n---\n{}\n", names.join(", "), links.join(" ")),
    );
    site.write("content/notices/front.md", format!("---\ntitle: 乙\ndate: 2026-11-01\n{keys}---\n[a]()\n"));
    site.write("content/notices/few.md", "---\ntitle: 丙\ndate: 2026-11-01\n---\n[a](nowhere.md) [b]()\n");
    let Err(run) = site.try_build() else { panic!("a site with broken links was published") };
    let reported = |name: &str| {
        run.found
            .iter()
            .filter(|found| found.place.as_ref().is_some_and(|place| place.file.ends_with(name)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (reported("body.md").len(), reported("front.md").len(), reported("few.md").len()),
        (100, 100, 2)
    );
    assert!(reported("body.md").iter().all(|found| found.is_error()), "an error is lost behind warnings");
    assert!(reported("body.md").is_sorted_by_key(|found| found.place.as_ref().unwrap().span.start));
    let Omitted { errors, warnings } = count(&run.found);
    assert_eq!((errors, warnings), (5_000 + 300 + 2_000 + 1, 5_000 + 1 + 1));
    let last = reported("front.md").last().unwrap().notes.last().unwrap().words.en.clone();
    assert_eq!(last, "1901 more are not listed, from here on");
}
