//! Registers: the counts of matters, what meetings resolved and who does it, and document numbers with their
//! gaps, read from the pages that residents read.

use super::common::Site;
use super::common::random::Random;

/// What stands between two texts, behind a third.
fn between<'t>(text: &'t str, behind: &str, from: &str, until: &str) -> &'t str {
    let rest = text.split_once(behind).unwrap_or_else(|| panic!("no {behind} in {text}")).1;
    let rest = rest.split_once(from).unwrap_or_else(|| panic!("no {from} behind {behind}")).1;
    rest.split_once(until).unwrap_or_else(|| panic!("no {until} behind {from}")).0
}

/// The titles of the rows of a page, in order.
fn rows(page: &str) -> Vec<String> {
    let titles = page.split("<li").skip(1).filter_map(|row| {
        let link = row.split_once("</a>")?.0;
        Some(link.rsplit_once('>')?.1.trim().to_owned())
    });
    titles.collect()
}

/// The page's own part, without head and foot.
fn main_of<'s>(site: &'s Site, path: &str) -> &'s str {
    between(site.output(path), "<main", ">", "</main>")
}

/// A matter by chance: its front matter, and what a clerk with a sheet of paper notes of it.
struct Noted {
    category: &'static str,
    place: &'static str,
    month: u8,
    closed: bool,
    reply: Option<u64>,
    overdue: bool,
}

fn matter(random: &mut Random) -> (String, Noted) {
    let category = *random.of(&["安全", "绿化", "停车"]);
    let place = *random.of(&["东门", "西门"]);
    let (month, day) = (1 + random.below(10) as u8, 1 + random.below(9));
    let reply = (!random.once_in(3)).then(|| random.below(15) as u64);
    let closed = reply.is_some() && random.once_in(2);
    let mut front = format!(
        "category: {category}\nplace: {place}\nreported: 2026-{month:02}-{day:02}\nsteps:\n  \
         - {{date: 2026-{month:02}-{day:02}, status: received}}\n"
    );
    if let Some(days) = reply {
        let status = if closed { "closed" } else { "replied" };
        let date = format!("2026-{month:02}-{:02}", day + days as usize);
        front.push_str(&format!("  - {{date: {date}, status: {status}}}\nreply: 答复。\n"));
    }
    // Reported in October at the latest, so on 2026-11-22 more than ten days have passed.
    (front, Noted { category, place, month, closed, reply, overdue: reply.is_none() })
}

/// The middle of some days in words, by sorting them.
fn median(mut days: Vec<u64>) -> String {
    days.sort_unstable();
    let (low, high) = (days[(days.len() - 1) / 2], days[days.len() / 2]);
    let half = if (low + high) % 2 == 1 { ".5" } else { "" };
    format!("{}{half}", (low + high) / 2)
}

#[test]
fn the_register_of_matters_counts_what_a_clerk_would_count() {
    for seed in 1..=3 {
        let mut random = Random(seed);
        let mut site = Site::new();
        let config = site.text("site.yaml");
        site.write("site.yaml", format!("{config}follow_up_days: 10\npage_size: 7\n"));
        let mut noted = Vec::new();
        for number in 0..30 {
            let (front, matter) = matter(&mut random);
            let head = format!("kind: matter\ntitle: 事项{number}\ndate: 2026-10-31\n");
            site.write(&format!("content/matters/m{number}.md"), format!("---\n{head}{front}---\n正文。\n"));
            noted.push(matter);
        }
        site.build();
        let count = |is: &dyn Fn(&Noted) -> bool| noted.iter().filter(|matter| is(matter)).count();
        let page = main_of(&site, "registers/matters.html");
        let shown = |label: &str| between(page, &format!(">{label}<"), "<b>", "</b>").to_owned();
        assert_eq!(shown("未办结"), count(&|matter| !matter.closed).to_string());
        assert_eq!(shown("逾期未答复"), count(&|matter| matter.overdue).to_string());
        assert_eq!(shown("已答复"), count(&|matter| matter.reply.is_some()).to_string());
        assert_eq!(shown("答复用时"), median(noted.iter().filter_map(|matter| matter.reply).collect()));
        // Every way in by category, place and month has its count, and its pages hold so many rows.
        for (path, total) in [
            ("category-an-quan", count(&|matter| matter.category == "安全")),
            ("place-dong-men", count(&|matter| matter.place == "东门")),
            ("2026-03", count(&|matter| matter.month == 3)),
            ("closed", count(&|matter| matter.closed)),
        ] {
            let mut held = 0;
            for number in 1..=total.div_ceil(7) {
                let further = if number == 1 { String::new() } else { format!("-page-{number}") };
                held += rows(main_of(&site, &format!("registers/matters/{path}{further}.html"))).len();
            }
            assert_eq!(held, total, "seed {seed}: {path}");
            if total > 0 {
                let link = format!("href=\"matters/{path}.html\"");
                assert_eq!(between(page, &link, "<small>", "</small>"), total.to_string(), "{path}");
            }
        }
        site.is_as_clean();
    }
}

#[test]
fn a_register_is_there_only_where_it_holds_something_and_in_every_language() {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\nkind: notice\ntitle: 停水\ndate: 2026-11-01\n---\n正文。\n");
    site.build();
    assert!(!site.out.keys().any(|path| path.starts_with("registers/")));
    let config = site.text("site.yaml");
    site.write("site.yaml", format!("{config}languages: {{en: {{title: Xinfu}}}}\n"));
    site.edit("content/notices/a.md", "title:", "number: 居〔2026〕1号\ntitle:").build();
    let registers: Vec<&String> = site.out.keys().filter(|path| path.starts_with("registers/")).collect();
    assert_eq!(registers, ["registers/numbers.en.html", "registers/numbers.html"]);
    assert!(main_of(&site, "registers/numbers.en.html").contains("Register of document numbers"));
    assert!(site.output("index.html").contains("registers/numbers.html"));
    site.is_as_clean();
    site.edit("content/notices/a.md", "number: 居〔2026〕1号\n", "").build();
    assert!(!site.out.keys().any(|path| path.starts_with("registers/")));
    site.is_as_clean();
}

#[test]
fn resolutions_of_all_meetings_stand_together_the_late_ones_first() {
    let mut site = Site::new();
    let meeting = |day: &str, items: &str| {
        format!("---\nkind: meeting\ntitle: 例会{day}\ndate: 2026-{day}\nresolutions:\n{items}---\n正文。\n")
    };
    site.write(
        "content/meetings/a.md",
        meeting(
            "03-01",
            "  - {title: 早, owner: 物业, due: 2026-04-01}\n  - {title: 做了, owner: 物业, done: 2026-05-01}\n",
        ),
    );
    site.write(
        "content/meetings/b.md",
        meeting(
            "06-01",
            "  - {title: 晚, due: 2026-11-21}\n  - {title: 今天, due: 2026-11-22}\n  \
             - {title: 没有期限, owner: 居委会}\n  \
             - {title: 后做, done: 2026-08-01, owner: 物业}\n  - {title: 没人管}\n",
        ),
    );
    site.build();
    let page = main_of(&site, "registers/resolutions.html");
    assert_eq!(rows(page), ["早", "晚", "今天", "没有期限", "后做", "做了"]);
    assert_eq!(between(page, "<h2>", "逾期 ", " 项"), "2");
    assert!(page.contains("href=\"../meetings/b.html#resolution-2\""), "{page}");
    // A day later one more is late.
    site.today("2026-11-23").build().rendered_with(["registers/resolutions.html"]);
    assert_eq!(between(main_of(&site, "registers/resolutions.html"), "<h2>", "逾期 ", " 项"), "3");
    site.is_as_clean();
}

#[test]
fn document_numbers_stand_by_issuer_and_year_with_their_gaps() {
    let mut site = Site::new();
    for (name, number, issuer) in [
        ("a", "居〔2026〕1号", ""),
        ("b", "居［2026］3号", ""),
        ("c", "居〔2026〕７号", ""),
        ("d", "居〔2025〕2号", ""),
        ("e", "业〔2026〕1号", "issuer: 业委会\n"),
        ("f", "甲字第五号", ""),
    ] {
        let year = if number.contains("2025") { 2025 } else { 2026 };
        let front = format!("kind: notice\ntitle: {name}\ndate: {year}-11-01\nnumber: {number}\n{issuer}");
        site.write(&format!("content/notices/{name}.md"), format!("---\n{front}---\n正文。\n"));
    }
    site.build();
    let page = main_of(&site, "registers/numbers.html");
    assert_eq!(rows(page), ["a", "b", "c", "d", "e", "f"]);
    let gaps = |heading: &str| between(page, heading, "class=\"note\">", "</p>").to_owned();
    assert!(gaps("2026年</h2>").ends_with("没有公开的：第 2 号、第 4 至 6 号"), "{}", gaps("2026年</h2>"));
    assert!(gaps("2025年</h2>").ends_with("没有公开的：第 1 号"), "{}", gaps("2025年</h2>"));
    assert!(gaps("业委会").ends_with("没有缺号。"), "{}", gaps("业委会"));
}
