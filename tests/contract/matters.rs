//! Matters: days open and to the reply, what is overdue, and the thread, computed once more over matters made
//! by chance.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::common::random::Random;
use super::common::{Site, TODAY};
use super::{facts, with};

/// A day of the test, counted from 2026-01-01.
fn day(number: i64) -> Date {
    date(2026, 1, 1).checked_add(number.days()).unwrap()
}

/// Whole days between two days, counted one by one.
fn between(from: Date, until: Date) -> u64 {
    let mut days = 0;
    let mut at = from;
    while at < until {
        at = at.tomorrow().unwrap();
        days += 1;
    }
    days
}

/// A matter, as a test remembers it.
struct Reported {
    reported: Date,
    steps: Vec<(Date, &'static str)>,
}

impl Reported {
    /// Steps by chance, in order of date; now and then none, now and then opened again.
    fn by_chance(random: &mut Random) -> Reported {
        let mut at = random.below(300) as i64;
        let reported = day(at);
        let usual = ["received", "assigned", "working", "resolved", "replied", "closed"];
        let mut steps = Vec::new();
        for status in usual.into_iter().take(random.below(usual.len() + 1)) {
            if status == "received" || !random.once_in(3) {
                at += random.below(9) as i64;
                if at > 325 {
                    break;
                }
                steps.push((day(at), status));
            }
        }
        Reported { reported, steps }
    }

    fn front(&self) -> String {
        let step = |(date, status): &(Date, &str)| format!("  - {{date: {date}, status: {status}}}\n");
        let steps: String = self.steps.iter().map(step).collect();
        let steps = if steps.is_empty() { steps } else { format!("steps:\n{steps}") };
        format!("reported: {}\nreply: 已经答复。\n{steps}", self.reported)
    }

    /// The facts, by the words of the contract.
    fn expected(&self, follow_up: Option<u64>, thread: Value) -> Value {
        let today: Date = TODAY.parse().unwrap();
        let first = |wanted: &[&str]| {
            self.steps.iter().find(|(_, status)| wanted.contains(status)).map(|(date, _)| *date)
        };
        let reply = first(&["replied", "closed"]);
        let end = first(&["closed"]).unwrap_or(today);
        let waited = between(self.reported, today);
        let mut facts = json!({
            "status": self.steps.last().map_or("received", |(_, status)| status),
            "days_open": between(self.reported, end),
            "overdue": reply.is_none() && follow_up.is_some_and(|days| waited > days),
            "thread": thread,
        });
        if let Some(reply) = reply {
            facts["days_to_reply"] = json!(between(self.reported, reply));
        }
        facts
    }
}

/// Records that name a matter, by its slug: kind, title and day, and the thread that they make.
fn followers(site: &mut Site, slug: &str, random: &mut Random) -> Value {
    let mut days: Vec<i64> = (0..random.below(5)).map(|_| random.below(300) as i64).collect();
    days.sort_unstable();
    days.dedup();
    let mut thread = Vec::new();
    for at in days {
        let kind = *random.of(&["notice", "meeting", "project", "matter"]);
        let (title, path) = (format!("{slug}第{at}天"), format!("follow/{slug}-{at}"));
        let front = format!("kind: {kind}\ntitle: {title}\ndate: {}\nmatter: {slug}\n", day(at));
        site.write(&format!("content/{path}.md"), format!("---\n{front}---\n正文。\n"));
        let url = format!("{path}.html");
        thread.push(json!({"kind": kind, "title": title, "date": day(at).to_string(), "url": url}));
    }
    json!(thread)
}

#[test]
fn facts_of_matters_by_chance_are_those_that_the_contract_describes() {
    for (seed, follow_up) in [(1, Some(15)), (2, None), (3, Some(0)), (4, Some(40))] {
        let mut random = Random(seed);
        let mut site = Site::new();
        if let Some(days) = follow_up {
            let config = site.text("site.yaml");
            site.write("site.yaml", format!("{config}follow_up_days: {days}\n"));
        }
        let mut expected = Vec::new();
        for number in 0..40 {
            let (slug, matter) = (format!("m{number}"), Reported::by_chance(&mut random));
            let front = format!("kind: matter\ntitle: 事项{number}\ndate: 2026-01-01\n{}", matter.front());
            site.write(&format!("content/matters/{slug}.md"), format!("---\n{front}---\n正文。\n"));
            let thread = followers(&mut site, &slug, &mut random);
            expected.push((format!("matters/{slug}.md"), matter.expected(follow_up, thread)));
        }
        site.build();
        let data = site.data("matter", "2026");
        for (source, expected) in expected {
            let record = data.as_array().unwrap().iter().find(|record| record["source"] == json!(source));
            assert_eq!(record.unwrap()["facts"], expected, "seed {seed}: {source}");
        }
    }
}

#[test]
fn the_last_day_for_an_answer_still_counts() {
    // Today is 2026-11-22.
    let overdue = |reported: &str| {
        let mut site = with("matter", &format!("reported: {reported}\n"));
        let config = site.text("site.yaml");
        site.write("site.yaml", format!("{config}follow_up_days: 15\n"));
        super::record(&mut site, "matter")["facts"]["overdue"].clone()
    };
    assert_eq!(overdue("2026-11-07"), json!(false));
    assert_eq!(overdue("2026-11-06"), json!(true));
}

#[test]
fn a_matter_that_is_opened_again_is_open() {
    let facts = facts(
        "matter",
        "reported: 2026-11-01\nreply: 修好了。\nsteps:\n  - {date: 2026-11-02, status: closed}\n  \
         - {date: 2026-11-10, status: working}\n",
    );
    assert_eq!(
        facts,
        json!({
            "status": "working", "days_open": 21, "days_to_reply": 1, "overdue": false, "thread": [],
        })
    );
}

#[test]
fn without_a_reply_nothing_is_closed_and_steps_are_in_order() {
    let builds = |front: &str| with("matter", front).try_build().is_ok();
    let closed = "reported: 2026-11-01\nsteps:\n  - {date: 2026-11-02, status: closed}\n";
    assert!(!builds(closed) && builds(&format!("{closed}reply: 修好了。\n")));
    let steps = |dates: [&str; 2]| {
        let step = |date: &str| format!("  - {{date: {date}, status: 办理}}\n");
        format!("reported: 2026-11-02\nsteps:\n{}{}", step(dates[0]), step(dates[1]))
    };
    assert!(builds(&steps(["2026-11-02", "2026-11-02"])), "several on one day");
    assert!(builds(&steps(["2026-11-02 09:00", "2026-11-02"])), "an hour and a day");
    assert!(!builds(&steps(["2026-11-03", "2026-11-02"])), "out of order");
    assert!(!builds(&steps(["2026-11-03 09:00", "2026-11-03 08:59"])), "out of order on one day");
    assert!(!builds(&steps(["2026-11-01", "2026-11-02"])), "before it was reported");
    assert!(!builds(&steps(["2026-11-02", "2026-11-23"])), "tomorrow");
}

#[test]
fn a_record_of_a_thread_leads_to_its_matter_and_to_those_beside_it() {
    let mut site = Site::new();
    site.write(
        "content/matters/lamp.md",
        "---\nkind: matter\ntitle: 路灯不亮\ndate: 2026-11-01\n---\n正文。\n",
    );
    for number in 1..=3 {
        let front = format!("kind: notice\ntitle: 第{number}份\ndate: 2026-11-0{number}\nmatter: lamp\n");
        site.write(&format!("content/notices/n{number}.md"), format!("---\n{front}---\n正文。\n"));
    }
    site.build();
    let page = site.output("notices/n2.html").to_owned();
    let strip = page.split("class=\"thread\"").nth(1).unwrap().split("</section>").next().unwrap();
    for link in ["../matters/lamp.html", "n1.html", "n3.html"] {
        assert!(strip.contains(&format!("href=\"{link}\"")), "{link}: {strip}");
    }
    assert!(site.output("matters/lamp.html").contains("n3.html"), "the matter lists all of them");
    site.remove("content/matters/lamp.md");
    site.build();
    site.is_as_clean();
    let page = site.output("notices/n2.html");
    assert!(!page.contains("class=\"thread\""), "without a page of the matter each record lists all");
    assert!(page.contains("n1.html") && page.contains("n3.html"), "{page}");
}
