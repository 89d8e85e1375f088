//! Whatever stands in a content folder, Lilong tells what is wrong and never panics, and every place it names
//! is there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;
#[cfg(feature = "serve")]
#[path = "hostile/fuzzed.rs"]
mod fuzzed;
#[path = "hostile/hidden.rs"]
mod hidden;
#[path = "hostile/limits.rs"]
mod limits;
#[path = "hostile/paths.rs"]
mod paths;
#[cfg(feature = "serve")]
#[path = "common/fuzzed.rs"]
mod targets;
#[path = "hostile/themes.rs"]
mod themes;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use common::processor::busy;
use common::random::Random;
use common::{Site, spans_are_inside};

/// No single build of a few files keeps a processor busy for so long unless something hangs: the program as
/// it is released takes a tenth of what this one takes, and a processor that two share does half as much.
const HANGS: Duration = Duration::from_secs(60);

const NOTICE: &str = "---\ntitle: 关于“电梯”检修的通知\ndate: 2026-11-20\nnumber: 新福居〔2026〕3号\ntopics: [电梯, lift]\n\
                      posted: {from: 2026-11-20, days: 7}\ntype: warning\n\
    deadline: 2026年12月2日 17:00\nschedule:\n  - \
    {place: 1号楼, days: [mon, sat], from: 8:30, until: 11:30, what: 停水}\ncorrections:\n  - \
    {date: 2026-11-21, what: 改为周日}\nextra: {a: [1, 2.50]}\n---\n";
const MEETING: &str = "---\nkind: meeting\ntitle: 议事会\ndate: 2026-11-01\nstarts: 2026-11-01 19:00\n\
                       attendance: {eligible: 45, present: 30, by_role: {代表: 20, 楼组长: 10}}\nquorum: 2/3\n\
    resolutions:\n  - {title: 甲, requires: two-thirds, votes: {for: 20, against: 5, abstain: 5}, owner: 物业, \
    due: 2026-11-30}\n---\n";
const VOTE: &str = "---\nkind: consultation\ntitle: 表决\ndate: 2026-11-01\nopens: 2026-11-02\ncloses: \
                    2026-11-10\nquestion: 是否同意\nrule: civil-code-278\nitem: 5\n\
    eligible: {people: 90, area: 9000.00}\nballots: \
    {issued: 90, returned: 60, invalid: 10, invalid_area: 1000.00}\n\
    options:\n  - {label: 同意, people: 31, area: 3000.01, approve: true}\n  - \
    {label: 不同意, people: 19, area: 1999.99}\nobjections: {from: 2026-11-12, until: 2026-11-20}\n---\n";
const LOG: &str = "---\nkind: log\ntitle: 日志\ndate: 2026-11-01\nmetrics: {走访: 3.5}\nentries:\n  - \
                   {time: 8:30, text: 走访}\nvolunteers: {people: 2, hours: 4.5}\n---\n";
const BODY: &str = "第一段**重要：**请看[这里](./a.md#章)和<b onclick=\"x()\">粗</b>。\n\n## 章 节 <i>x</i>\n\n| 甲 | 乙 |\n\
                    |:--|--:|\n| 1 | ![图](x.png) |\n\n- [ ] 一\n- [x] 二[^n]\n\n\
    [^n]: 注`码`\n\n词\n: 释义\n\n```rust\nfn x() {}\n```\n\n> 引\n\n<details><summary>x</summary>\n\n~~删~~ \
    <https://example.org/?a=1&b=2> &amp; &#x4e2d;\n\n</details>\n";
const PIECES: [&str; 40] = [
    "---\n",
    ":",
    ": ",
    "：",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">\n",
    "#",
    "&a ",
    "*a ",
    "!!binary ",
    "<<: ",
    "\t",
    "\r",
    "\r\n",
    "\0",
    "\u{1b}[31m",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2028}",
    "\u{E000}",
    "👨‍👩‍👧",
    "e\u{301}",
    "𠮷",
    "9999999999999999999999",
    "-1",
    "1e400",
    "NaN",
    "2026-13-45",
    "0000-00-00",
    "24:61",
    "![](",
    "<script>",
    "[^1]: ",
];

/// A site with a theme of almost nothing, so that thousands of builds take seconds.
fn site() -> Site {
    let mut site = Site::new();
    site.write(
        "site.yaml",
        "title: 新福\nbase_url: https://notices.example.org/\ntheme: bare\nlanguages: {en: {title: X}}\n",
    );
    for name in ["page", "notice", "meeting", "consultation", "log"] {
        site.write(
            &format!("themes/bare/templates/{name}.html"),
            "{{ record.title }}{{ record.summary }}{{ record.body }}{{ page.metadata }}",
        );
    }
    for name in
        ["home", "section", "series", "topics", "topic", "places", "place", "archive", "redirect", "404"]
    {
        site.write(&format!("themes/bare/templates/{name}.html"), "{{ page.title }}");
    }
    site.write(
        "themes/bare/i18n/zh-Hans.ftl",
        "topics-all = 主题\nplaces-all = 地方\nmissing-heading = 没有\n",
    );
    site
}

/// Builds; what has errors is taken away and the rest built again. Panics are reported with what was read.
fn survive(mut site: Site, about: &str) {
    for _ in 0..4 {
        let (tried, took) = busy(|| catch_unwind(AssertUnwindSafe(|| site.try_build())));
        assert!(took < HANGS, "{about}: it took {took:?}");
        let Ok(built) = tried else { panic!("{about}: panicked; {}", blame(&site)) };
        let run = match built {
            Ok(run) => {
                run.found.iter().for_each(|found| spans_are_inside(found, &site.files));
                return;
            }
            Err(run) => run,
        };
        run.found.iter().for_each(|found| spans_are_inside(found, &site.files));
        let reported = run.report();
        assert!(
            !reported.contains(['\0', '\u{1b}']),
            "{about}: control characters reach the terminal: {reported:?}"
        );
        let bad: BTreeSet<String> = run
            .found
            .iter()
            .filter(|found| found.is_error())
            .filter_map(|found| Some(found.place.as_ref()?.file.to_string()))
            .collect();
        for path in bad.iter().filter(|path| path.starts_with("content/")) {
            site.files.remove(path);
        }
    }
}

/// The file that a build alone panics on, if it is one alone.
fn blame(site: &Site) -> String {
    let records: Vec<String> = site
        .files
        .paths()
        .filter(|path| path.starts_with("content/") && !path.ends_with("_index.md"))
        .map(str::to_owned)
        .collect();
    for path in &records {
        let mut alone = site.clone();
        for other in records.iter().filter(|other| *other != path) {
            alone.files.remove(other);
        }
        if catch_unwind(AssertUnwindSafe(|| alone.try_build().is_ok())).is_err() {
            use lilong::source::System;
            return format!(
                "{path} alone does it: {:?}",
                String::from_utf8_lossy(&alone.files.read(path).unwrap())
            );
        }
    }
    "no file alone does it".to_owned()
}

fn mutated(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + random.below(4) {
        let at = random.below(bytes.len() + 1);
        let until = (at + random.below(12)).min(bytes.len());
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..until, [])),
            2 => drop(bytes.splice(at..at, random.of(&PIECES).bytes())),
            3 => drop(bytes.splice(at..until, random.of(&PIECES).bytes())),
            4 => {
                let again = bytes[at..until].repeat(1 + random.below(30));
                bytes.splice(at..at, again);
            }
            5 => bytes.splice(at..at, [(random.next() & 0xFF) as u8]).for_each(drop),
            _ => {
                let from = random.below(bytes.len() + 1);
                let piece = bytes[from..(from + random.below(40)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn batches(seed: u64, make: impl Fn(&mut Random) -> Vec<u8>) {
    let mut random = Random(seed);
    for batch in 0..12 {
        let mut site = site();
        for number in 0..60 {
            site.write(&format!("content/notices/r{number}.md"), make(&mut random));
        }
        survive(site, &format!("seed {seed}, batch {batch}"));
    }
}

#[test]
fn mutated_front_matter_never_panics() {
    batches(1, |random| mutated(&format!("{}正文。\n", random.of(&[NOTICE, MEETING, VOTE, LOG])), random));
}

#[test]
fn mutated_bodies_never_panic() {
    batches(2, |random| [b"---\ntitle: x\ndate: 2026-11-01\n---\n".to_vec(), mutated(BODY, random)].concat());
}

#[test]
fn any_bytes_at_all_never_panic() {
    batches(3, |random| (0..random.below(400)).map(|_| (random.next() & 0xFF) as u8).collect());
    batches(4, |random| (0..random.below(60)).flat_map(|_| random.of(&PIECES).bytes()).collect());
    batches(5, |random| {
        [
            b"---\ntitle: x\ndate: 2026-11-01\n---\n".to_vec(),
            (0..random.below(80)).flat_map(|_| random.of(&PIECES).bytes()).collect(),
        ]
        .concat()
    });
}

#[test]
fn every_truncation_of_a_file_is_reported_and_placed() {
    for text in [NOTICE, MEETING, VOTE, LOG] {
        let whole = format!("{text}{BODY}");
        let mut site = site();
        for end in (0..whole.len()).step_by(3) {
            site.write(&format!("content/notices/t{end}.md"), &whole.as_bytes()[..end]);
        }
        survive(site, "truncated");
    }
}

#[test]
fn mutated_settings_and_sections_never_panic() {
    let config = "title: 新福\nbase_url: https://notices.example.org/\nlanguages: {en: {title: X}}\nplaces: \
                  [{name: 梧桐里, people: 10, area: 20.5, places: [{name: 1号楼}]}]\ntopics: [电梯, \
                  {name: 停车, slug: p}]\n\
        holidays: {weekends: true, dates: [2026-01-01]}\nposted_days: {notice: 3}\npage_size: 5\nextra: \
        {a: 1}\n";
    let section = "---\ntitle: 日志\nkind: log\nseries: \
                   {from: 2026-01-10, metrics: {走访: {unit: 户, total: sum}}}\nweight: 3\n---\n介绍。\n";
    let mut random = Random(6);
    for number in 0..400 {
        let mut site = site();
        if random.once_in(2) {
            site.write("site.yaml", [mutated(config, &mut random), b"theme: bare\n".to_vec()].concat());
        } else {
            site.write("content/logs/_index.md", mutated(section, &mut random))
                .write("content/logs/a.md", LOG);
        }
        survive(site, &format!("setting {number}"));
    }
}

#[test]
fn mutated_texts_and_templates_never_panic() {
    let template = "{% if record.number %}<p>{{ record.number | date(style=\"long\") }}</p>{% endif %}\
        {% for c in list(name=\"newest\", limit=3) %}{{ c.title }}{% endfor %}{{ t(key=\"topics-all\") }}";
    let mut random = Random(7);
    for number in 0..300 {
        let mut site = site();
        site.write("content/notices/a.md", NOTICE);
        if random.once_in(3) {
            site.write(
                "i18n/zh-Hans.ftl",
                mutated(
                    "days-left = 还有 { $count -> [one] 一 *[other] { $count } } 天\nskip = 跳过\n",
                    &mut random,
                ),
            );
        } else {
            site.write("templates/notice.html", mutated(template, &mut random));
        }
        survive(site, &format!("template {number}"));
    }
}

#[test]
fn odd_file_names_have_pages_or_are_reported() {
    let long = "长".repeat(80);
    let names = [
        "a b.md",
        "100%.md",
        "a#b.md",
        "a?b.md",
        "a:b.md",
        "😀.md",
        "a&b.md",
        "a'b\".md",
        "<x>.md",
        "A.md",
        "a.md",
        "..md",
        "...md",
        ".md",
        "-.md",
        "_.md",
        "_x.md",
        "a..b.md",
        "con.md",
        "a\\b.md",
        "a\nb.md",
        "é.md",
        "e\u{301}.md",
        "\u{202E}x.md",
        "index.md",
        "_index.en.md",
        "x.en.md",
        "x.zz.md",
        "x.zh-Hans.md",
        "page-2.md",
        "atom.md",
        "a+b.md",
        "a;b.md",
        "a|b.md",
        "a*b.md",
        "~x.md",
        "404.md",
        "data.md",
        "%2e%2e.md",
        "x.md.md",
        "x.MD",
        long.as_str(),
    ];
    for name in names {
        for folder in ["notices/", "", "notices/sub/"] {
            let mut site = site();
            let name = if name.ends_with(".md") || name.ends_with(".MD") {
                name.to_owned()
            } else {
                format!("{name}.md")
            };
            site.write(
                &format!("content/{folder}{name}"),
                "---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n正文。\n",
            );
            survive(site.clone(), &name);
            if site.try_build().is_ok() {
                for path in site.out.keys() {
                    assert!(
                        !path.contains(['\0', '\n', '\\', ':', '?', '*', '"', '<', '>', '|'])
                            && !path.split('/').any(|part| part == ".." || part.is_empty()),
                        "{name:?} is published as {path:?}"
                    );
                    assert!(path.split('/').all(|part| part.len() <= 255), "{path:?} is too long for a disk");
                }
            }
        }
    }
}

#[test]
fn names_that_differ_in_case_only_are_reported() {
    let mut site = site();
    site.write("site.yaml", "title: 新福\ntheme: bare\nslugs: keep\n");
    site.write("content/notices/Lift.md", "---\ntitle: x\ndate: 2026-11-01\n---\n")
        .write("content/notices/lift.md", "---\ntitle: y\ndate: 2026-11-01\n---\n");
    assert_eq!(site.fails(), ["duplicate-output"]);
}

#[test]
fn strange_trees_never_panic() {
    for (path, text) in [
        ("content/index.md", "---\ntitle: x\n---\n"),
        ("content/notices/x.md/inside.md", "---\ntitle: x\ndate: 2026-11-01\n---\n"),
        ("content/notices/x.md/index.md", "---\ntitle: x\ndate: 2026-11-01\n---\n"),
        ("content/notices/empty.md", ""),
        ("content/notices/empty.md", "\u{FEFF}"),
        ("content/notices/empty.md", "---\n---\n"),
        ("content/notices/empty.md", "---\n---"),
        ("content/notices/empty.md", "---"),
        ("content/notices/empty.md", "\r\n---\r\n"),
        ("content/notices/_index.md", ""),
        ("content/_index.md", ""),
        ("content/_index.md", "---\ntitle: x\nkind: log\nseries: {from: 2026-01-01}\n---\n"),
        ("content/topics/_index.md", "---\ntitle: x\n---\n"),
        ("content/a/b/c/d/e/f/g.md", "---\ntitle: x\n---\n"),
        ("content/notices/a.md", "---\ntitle: x\ndate: 2026-11-01\nslug: ../../etc\n---\n"),
        (
            "content/notices/a.md",
            "---\ntitle: x\ndate: 2026-11-01\naliases: [../../etc/passwd, /abs, 'https://x.org/', '', '.', \
             'a//b', 'index.html', 'notices/a.html']\n---\n",
        ),
        (
            "content/notices/a.md",
            "---\ntitle: x\ndate: 2026-11-01\nrefs: [notices/a.md, ./a.md, ../notices/a.md, '']\n---\n",
        ),
        (
            "content/notices/a.md",
            "---\ntitle: x\ndate: 2026-11-01\nattachments: [../../site.yaml, /etc/passwd, '', '.', \
             notices]\n---\n",
        ),
        ("content/notices/a.md", "---\ntitle: x\ndate: 2026-11-01\ntemplate: ../../site\n---\n"),
        ("content/notices/a.md", "---\n[]\n---\n"),
        ("content/notices/a.md", "---\nx\n---\n"),
        ("content/notices/a.md", "---\n- title: x\n---\n"),
        ("content/notices/a.md", "---\ntitle: x\n...\n---\ntitle: y\n---\n"),
        ("content/notices/a.en.md", "---\ntitle: x\n---\n"),
        ("site.yaml", ""),
        ("site.yaml", "\u{FEFF}title: 新福\r\ntheme: bare\r\n"),
        ("site.yaml", "theme: ../../etc\n"),
        ("themes/bare/theme.yaml", "extends: bare\n"),
        ("themes/bare/theme.yaml", "extends: nowhere\n"),
        ("themes/bare/theme.yaml", ""),
    ] {
        let mut site = site();
        site.write(path, text);
        survive(site.clone(), &format!("{path}: {text:?}"));
        if site.try_build().is_ok() {
            let above = site.out.keys().find(|path| {
                path.starts_with('/')
                    || path.split('/').any(|part| part == ".." || part == "." || part.is_empty())
            });
            assert_eq!(above, None, "{path}: {text:?}");
        }
    }
}

#[test]
fn scripts_never_reach_a_page() {
    let tries = [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "<img src=https://x.org/x.png onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<svg onload=alert(1)>",
        "<iframe src=//x.org></iframe>",
        "<b style=\"background:url(javascript:alert(1))\">x</b>",
        "[x](vbscript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<form action=javascript:alert(1)><input type=submit></form>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<scr<script>ipt>alert(1)</script>",
        "`</script><script>alert(1)</script>`",
        "# </title><script>alert(1)</script>",
    ];
    for text in tries {
        let mut site = site();
        site.write(
            "content/notices/a.md",
            format!("---\ntitle: </script><script>alert(2)</script>\ndate: 2026-11-01\n---\n{text}\n"),
        );
        site.build();
        let html = site.output("notices/a.html").to_lowercase().replace(char::is_whitespace, "");
        // The one script that is ours holds data, to its own end.
        let (before, data) = html.split_once("<scripttype=\"application/ld+json\">").unwrap();
        let (data, after) = data.split_once("</script>").unwrap();
        assert!(
            data.starts_with('{') && data.ends_with('}') && !data.contains('<'),
            "{text:?} becomes {html}"
        );
        let html = [before, after].concat();
        let bad = [
            "<script",
            "<iframe",
            "onerror=alert",
            "onload=alert",
            "href=\"javascript:",
            "src=\"javascript:",
            "href=\"vbscript:",
            "src=\"vbscript:",
            "href=\"data:text",
            "src=\"data:text",
            "url(javascript",
            "<form",
        ]
        .into_iter()
        .find(|bad| html.contains(bad));
        assert_eq!(bad, None, "{text:?} becomes {html}");
    }
}
