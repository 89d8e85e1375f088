//! A vote's sheet: what came of it, what that rests on, the days, who signs and the code stand on the first;
//! one sheet is enough where the texts allow; and nothing above a table is left blank.

use super::common::Site;
use super::tools::{Sheet, code_in, site};

/// What is voted on, and how it came out.
#[derive(Clone, Copy)]
struct Vote<'a> {
    options: usize,
    questions: usize,
    /// Of 405 who took part.
    approve: usize,
    /// Whether area counts beside people.
    area: bool,
    places: usize,
    counted: bool,
    more: &'a str,
    body: &'a str,
}

const VOTE: Vote<'static> = Vote {
    options: 3,
    questions: 1,
    approve: 340,
    area: true,
    places: 0,
    counted: true,
    more: "",
    body: "结果公布如下。",
};

impl Vote<'_> {
    fn option(&self, at: usize) -> String {
        let people = if at == 0 { self.approve } else { (400 - self.approve) / (self.options - 1) };
        // Those who are left over abstain.
        let left = if at + 1 == self.options { 400 - self.approve - people * (self.options - 1) } else { 0 };
        let area = if self.area { format!(", area: '{}.50'", (people + left) * 80) } else { String::new() };
        let counts = if self.counted { format!(", people: {}{area}", people + left) } else { String::new() };
        format!("{{label: 方案{at}{counts}{}}}", if at == 0 { ", approve: true" } else { "" })
    }

    fn question(&self, at: usize) -> String {
        let options: Vec<String> = (0..self.options).map(|at| self.option(at)).collect();
        let rule = if self.area { "civil-code-278, item: 7" } else { "majority" };
        // Ten places of these make up the whole; the last one has the invalid ballots.
        let place = |at: usize| {
            let returned = if at == 10 { 45 } else { 40 };
            format!(
                "{{place: {at}号楼, eligible: 48, returned: {returned}, options: {{方案0: 34, 方案1: 6}}}}"
            )
        };
        let places: Vec<String> = (1..=self.places).map(place).collect();
        let places =
            if places.is_empty() { String::new() } else { format!(", by_place: [{}]", places.join(", ")) };
        format!(
            "question: 是否同意第{at}件事：更新门禁和照明？, rule: {rule}, options: [{}]{places}",
            options.join(", ")
        )
    }

    /// Its file, in a place of its own.
    fn text(&self, size: &str) -> String {
        let area = |area: &'static str| if self.area { area } else { "" };
        let counts = if self.counted {
            format!(
                "counted: 2026-11-16\nobjections: {{from: 2026-11-17, until: 2026-11-27}}\n\
                 ballots: {{issued: 480, returned: 405, invalid: 5{}}}\n",
                area(", invalid_area: '402.50'")
            )
        } else {
            String::new()
        };
        let all: Vec<String> =
            (1..=self.questions).map(|at| format!("  - {{{}}}\n", self.question(at))).collect();
        format!(
            "---\ntitle: 门禁和照明意见征询\nkind: consultation\ndate: 2026-11-01\nposted: \
             {{from: 2026-11-17, until: 2026-12-01}}\n\
             poster: {{size: {size}}}\nopens: 2026-11-01\ncloses: 2026-11-15\n{counts}eligible: \
             {{people: 480{}}}\n\
             questions:\n{}{}---\n{}\n",
            area(", area: '38640.00'"),
            all.concat(),
            self.more,
            self.body
        )
    }

    fn site(&self, size: &str) -> Site {
        let mut site = site();
        if !self.counted {
            site.today("2026-11-10");
        }
        site.write("content/notices/a.md", self.text(size));
        for name in ["a.dwg", "b.dwg", "c.dwg"].into_iter().filter(|name| self.more.contains(name)) {
            site.write(&format!("content/notices/{name}"), "%PDF-1.4");
        }
        site
    }

    fn sheet(&self, size: &str) -> Sheet {
        let mut site = self.site(size);
        site.build();
        Sheet::of(&site, "notices/a.poster.pdf")
    }
}

/// Each vote with what it is, on both sheets.
fn on_both(votes: &[(&'static str, Vote<'_>)], see: impl Fn(&str, &Vote<'_>, &Sheet)) {
    for (what, vote) in votes {
        for size in ["A4", "A3"] {
            see(&format!("{what} on {size}"), vote, &vote.sheet(size));
        }
    }
}

fn pages(sheet: &Sheet) -> usize {
    sheet.info("Pages").parse().unwrap()
}

const FILES: &str = "attachments: [{path: a.dwg, title: 表决票样张}, {path: b.dwg, title: 表决日程}, \
                     {path: c.dwg, title: 施工图}]\n";

fn short() -> Vec<(&'static str, Vote<'static>)> {
    vec![
        ("two options", Vote { options: 2, ..VOTE }),
        ("five options", Vote { options: 5, ..VOTE }),
        ("twelve options", Vote { options: 12, ..VOTE }),
        ("heads alone", Vote { area: false, ..VOTE }),
        ("a lost vote", Vote { approve: 200, ..VOTE }),
        ("ten buildings", Vote { options: 2, places: 10, ..VOTE }),
        ("three files", Vote { more: FILES, ..VOTE }),
        ("a vote to come", Vote { counted: false, ..VOTE }),
    ]
}

fn long_body() -> String {
    let paragraph =
        "这是正文的一段，它说的是小区里的一件事，请各位居民仔细看一看，有意见可以到居委会来说。".repeat(4);
    [&*paragraph; 12].join("\n\n")
}

#[test]
fn a_vote_takes_one_sheet_when_its_texts_allow() {
    on_both(&short(), |what, _, sheet| assert_eq!(pages(sheet), 1, "{what}: {}", sheet.text()));
}

#[test]
fn what_a_vote_is_about_is_on_its_first_sheet_in_any_case() {
    let body = long_body();
    let votes = [
        ("a long text", Vote { body: &body, ..VOTE }),
        ("four questions", Vote { questions: 4, ..VOTE }),
        ("four questions of twelve options", Vote { questions: 4, options: 12, ..VOTE }),
        (
            "four questions and ten buildings",
            Vote { questions: 4, options: 2, places: 10, body: &body, ..VOTE },
        ),
    ];
    on_both(&votes, |what, vote, sheet| {
        let count = pages(sheet);
        assert!((2..=3).contains(&count), "{what} has {count} sheets");
        let first = sheet.text_of(1);
        for part in ["通过", "405÷480人", "340÷405人", "84.38%", "2026年11月17日至11月27日", "至12月1日"]
        {
            assert!(first.contains(part), "{what}: {part} is not on the first sheet:\n{first}");
        }
        for at in 0..vote.options {
            assert_eq!(
                first.matches(&format!("方案{at}")).count() / vote.questions,
                if at == 1 && vote.options > 10 { 3 } else { 1 }
            );
        }
        for part in
            ["新福居民区居民委员会", "2026年11月1日", "021-5550-0123", "notices.example.org/notices/a.html"]
        {
            assert!(first.contains(part), "{what}: {part} is not on the first sheet:\n{first}");
        }
        assert!(!first.contains("这是正文"), "{what}: the text takes room from the results");
        assert_eq!(code_in(&sheet.picture(1, 110)), "https://notices.example.org/notices/a.html", "{what}");
    });
}

#[test]
fn nothing_of_a_vote_is_lost_between_its_sheets() {
    let body = (1..=60).map(|n| format!("正文第{n}句，请各位居民仔细看一看。")).collect::<Vec<_>>();
    let sheet = Vote {
        options: 2,
        places: 10,
        body: &body.chunks(4).map(|some| some.concat()).collect::<Vec<_>>().join("\n\n"),
        ..VOTE
    };
    let text = sheet.sheet("A4").text();
    for part in body.iter().map(String::as_str).chain(["10号楼", "第二百七十八条", "发出", "无效票"])
    {
        assert!(text.contains(part), "{part} is not there in\n{text}");
    }
}

#[test]
fn a_vote_on_a_sheet_on_its_side_has_its_results_on_the_first() {
    let body = long_body();
    for vote in [Vote { options: 2, ..VOTE }, Vote { body: &body, options: 2, ..VOTE }] {
        let sheet = vote.sheet("A3, orientation: landscape");
        let first = sheet.text_of(1);
        for part in ["通过", "340÷405人", "方案1", "至12月1日", "新福居民区居民委员会", "扫码"]
        {
            assert!(first.contains(part), "{part} is not on the first sheet:\n{first}");
        }
        assert_eq!(pages(&sheet) > 1, vote.body.len() > 100);
    }
}

/// The height of the largest of these characters, in millimetres.
fn height(sheet: &Sheet, character: char) -> f64 {
    let words = sheet.words(1);
    words
        .iter()
        .filter(|word| word.text.contains(character))
        .map(|word| word.bottom - word.top)
        .fold(0.0, f64::max)
}

#[test]
fn the_outcome_is_seen_from_two_metres() {
    for (what, vote) in [("passed", VOTE), ("lost", Vote { approve: 200, ..VOTE })] {
        for (size, least) in [("A4", 14.0), ("A3", 19.0)] {
            let tall = height(&vote.sheet(size), '通');
            assert!(tall > least, "{what} on {size}: {tall} mm");
        }
    }
}

#[test]
fn nothing_is_left_blank_above_a_table() {
    let body =
        format!("{}\n\n| 项目 | 费用 |\n|---|---|\n| 设备 | 3,080元 |\n| 检测 | 124元 |\n", long_body());
    let mut votes = short();
    votes.push(("a table in a long text", Vote { body: &body, places: 10, options: 2, ..VOTE }));
    votes.push(("four questions", Vote { questions: 4, ..VOTE }));
    on_both(&votes, |what, _, sheet| {
        for page in 1..=pages(sheet) {
            let words = sheet.words(page);
            let is_signature = |text: &str| text.contains("居民委员会");
            let signed = words.iter().filter(|word| is_signature(&word.text)).map(|word| word.top);
            // The last word of a further sheet stands above its number.
            let number = words
                .iter()
                .filter(|word| word.text.starts_with('第') && page > 1)
                .map(|word| word.top)
                .fold(0.0, f64::max);
            let end = if page == 1 { signed.fold(0.0, f64::max) } else { number - 3.0 };
            let bands: Vec<_> =
                sheet.bands(page, 15.0).into_iter().filter(|(_, bottom)| *bottom < end).collect();
            assert!(bands.is_empty(), "{what}, page {page}: {bands:?} are blank");
        }
    });
}

#[test]
fn an_english_sheet_has_the_english_contact_hours_and_titles_of_files() {
    let mut site = Vote { more: FILES, ..VOTE }.site("A4");
    site.edit(
        "site.yaml",
        "{title: Xinfu Notice Board}",
        "{title: Xinfu Notice Board, issuer: Xinfu Committee, contact: {name: Front desk, \
         hours: Monday to Friday}}",
    );
    let titles = "[{path: a.dwg, title: Sample ballot paper}, {path: b.dwg, title: Timetable}]";
    let english = format!("---\ntitle: Gates and lights\nattachments: {titles}\n---\nThe result.\n");
    site.write("content/notices/a.en.md", &english).build();
    let said = |site: &Site| Sheet::of(site, "notices/a.en.poster.pdf").text();
    let text = said(&site);
    for part in [
        "XinfuCommittee",
        "Frontdesk",
        "Hours:MondaytoFriday",
        "021-5550-0123",
        "Sampleballotpaper,Timetable,施工图",
    ] {
        assert!(text.contains(part), "{part} is not there in\n{text}");
    }
    assert!(!text.contains("周一至周五") && !text.contains("居委会窗口"), "the Chinese contact:\n{text}");
    // A contact that a translation gives in part is completed.
    site.write(
        "content/notices/a.en.md",
        english.replace("---\nThe", "contact: {hours: mornings}\n---\nThe"),
    )
    .build();
    let text = said(&site);
    assert!(
        text.contains("Frontdesk") && text.contains("Hours:mornings") && text.contains("021-5550-0123"),
        "{text}"
    );
}
