//! A made-up neighbourhood in memory: five hundred records of every dated kind, the same on every run.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use lilong::source::Memory;

/// How many records there are.
pub const RECORDS: usize = 500;

/// The day on which the site is built.
pub const TODAY: &str = "2026-11-22";

const SECTIONS: [(&str, &str); 4] =
    [("notices", "notice"), ("meetings", "meeting"), ("consultations", "consultation"), ("logs", "log")];

const SENTENCES: [&str; 8] = [
    "电梯每月检修一次，检修当天东侧停用，请走西侧。",
    "收到的意见逐条答复，答复和公告贴在同一块板上。",
    "投放点早上六点半到九点开放，其余时间请送到值守点。",
    "议事会由楼组长召集，会后三天内公布纪要。",
    "表决票发到每一户，一户一票，面积按产权证计算。",
    "值班电话从早上八点接到晚上八点。",
    "The English summary hangs beside the Chinese one.",
    "施工期间**每幢楼**留一部电梯，`2` 号门改走南侧。",
];

/// One record.
pub struct File {
    /// Its kind.
    pub kind: &'static str,
    /// Its path below `content/`.
    pub path: String,
    /// The front matter with its lines `---`.
    pub front: String,
    /// The Markdown after it.
    pub body: String,
}

/// All records.
pub fn records() -> Vec<File> {
    (0..RECORDS).map(record).collect()
}

/// A whole site of them.
pub fn site() -> Memory {
    let mut site = Memory::default();
    site.write(
        "site.yaml",
        "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\nissuer: 新福居民委员会\n",
    );
    site.write("content/_index.md", "---\ntitle: 新福居民区\n---\n五百条记录。\n");
    for (folder, kind) in SECTIONS {
        let series = if kind == "log" {
            "series: {from: 2025-01-01, metrics: {电话: {total: sum}, 代购: {total: max}}}\n"
        } else {
            ""
        };
        site.write(
            &format!("content/{folder}/_index.md"),
            format!("---\ntitle: {kind}\nkind: {kind}\n{series}---\n"),
        );
    }
    for file in records() {
        site.write(&format!("content/{}", file.path), file.front + &file.body);
    }
    site
}

fn record(n: usize) -> File {
    let (_, kind) = SECTIONS[n % SECTIONS.len()];
    let day = day(n);
    let topic = ["电梯", "停车", "安全", "议事", "房屋修缮"][n / SECTIONS.len() % 5];
    let front = format!(
        "---\ntitle: 第{n}号：关于{topic}\ndate: {day}\ntopics: [{topic}]\n{}---\n",
        fields(kind, n, day)
    );
    File { kind, path: path(n), front, body: body(n) }
}

fn path(n: usize) -> String {
    format!("{}/r{n:04}.md", SECTIONS[n % SECTIONS.len()].0)
}

/// A day of its own for each log, and for what stands beside it.
fn day(n: usize) -> Date {
    date(2025, 1, 1).saturating_add((n as i64).days())
}

fn fields(kind: &str, n: usize, day: Date) -> String {
    let after = |days: i64| day.saturating_add(days.days());
    match kind {
        "notice" => format!(
            "number: 新福居〔{}〕{n}号\nposted: {{from: {day}, days: 7}}\ndeadline: {}\n",
            day.year(),
            after(10)
        ),
        "meeting" => format!(
            "body: 议事会\nvenue: 活动室\nstarts: {day} 19:00\nattendance: {{eligible: 31, present: {}}}\nquorum: \
             2/3\n\
             resolutions:\n  - {{title: 通过方案, votes: {{for: 20, against: 1, abstain: 0}}, \
             requires: two-thirds, owner: 秘书, due: {}}}\n",
            21 + n % 10,
            after(30),
        ),
        "consultation" => format!(
            "question: 是否同意？\nrule: civil-code-278\nitem: 5\nopens: {day}\ncloses: {}\ncounted: {}\n\
             objections: {{from: {}, until: {}}}\n\
             eligible: {{people: 120, area: 9360.00}}\nballots: \
             {{issued: 118, returned: 100, invalid: 2, invalid_area: 156.00}}\n\
             options:\n  - {{label: 同意, people: {}, area: 6000.00, approve: true}}\n  - \
             {{label: 不同意, people: {}, area: 1500.00}}\n",
            after(14),
            after(15),
            after(16),
            after(26),
            50 + n % 40,
            48 - n % 40,
        ),
        _ => format!(
            "metrics: {{电话: {}, 代购: {}.5}}\nentries:\n  - {{time: 9:00, text: 巡查}}\n  - \
             {{time: 18:30, text: 交接}}\nvolunteers: {{people: 6, hours: 12}}\n",
            n % 60,
            n % 17,
        ),
    }
}

/// Two headings, two paragraphs, a list, a table, and a link to an earlier record.
fn body(n: usize) -> String {
    let said = |at: usize| SENTENCES[(n * 3 + at) % SENTENCES.len()];
    let earlier = path(n / 2);
    format!(
        "{}{}\n{}\n\n## 怎么做\n\n- {}\n- {}\n- {}\n\n{}{}见[上一份记录](../{earlier})。\n\n## 时间\n\n| 日期 | 事项 |\n| \
         --- | ---: |\n| 周一 | {} |\n| 周三 | {} |\n",
        said(0),
        said(1),
        said(2),
        said(3),
        said(4),
        said(5),
        said(6),
        said(7),
        said(1),
        said(4),
    )
}
