//! Whatever a site says of names, in whatever field: each output has a path that stays inside the output on
//! every system, and what cannot have one is reported where it is written.

use lilong::source::{System, decode};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::site;
use crate::common::Site;

/// What names are made of by those who mean harm, and by those who do not know better.
const PIECES: [&str; 44] = [
    "..",
    ".",
    "/",
    "../",
    "~",
    "con",
    "NUL",
    "com1",
    "lpt²",
    "aux.",
    "a",
    "b-c",
    "Lift",
    " ",
    "\\",
    ":",
    "*",
    "?",
    "\"",
    "<",
    ">",
    "|",
    "\u{1}",
    "\n",
    "\u{7f}",
    "\u{85}",
    "电梯",
    "é",
    "😀",
    "\u{202E}",
    ".html",
    ".css",
    ".htaccess",
    ".well-known",
    "data",
    "Assets",
    "topics/",
    "%2e",
    "#",
    "index",
    "page-2",
    "en",
    "x.en",
    "-",
];

/// The rules as the contract has them, said otherwise than in the program.
fn is_fit(path: &str) -> bool {
    let device = |stem: &str| {
        let port = |name: &str| {
            stem.strip_prefix(name).is_some_and(|n| "123456789¹²³".chars().any(|digit| n.chars().eq([digit])))
        };
        matches!(stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || port("COM") || port("LPT")
    };
    path.split('/').all(|part| {
        let stem = part.split('.').next().unwrap().trim_end_matches(' ').to_uppercase();
        !part.is_empty()
            && (part == ".well-known" || !part.starts_with(['.', '~']))
            && !part.ends_with(['.', ' '])
            && !part.contains(|c: char| c.is_control() || c == '\u{202E}' || "\\:*?\"<>|".contains(c))
            && part.len() <= 200
            && !device(&stem)
    })
}

/// The file that an older address stands for, where it is that of a page.
fn alias(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap();
    match name.trim_start_matches('/') {
        path if name.len() - path.len() > 1 => format!("//{path}"),
        path if last.is_empty() => format!("{path}index.html"),
        path if last.ends_with(".html") => path.to_owned(),
        path if !last.contains('.') => format!("{path}.html"),
        _ => "..".to_owned(),
    }
}

/// A place in a site where a name may stand that becomes part of a path.
struct Field {
    what: &'static str,
    /// Writes it, and gives the file that is at fault if it is wrong.
    write: fn(&mut Site, &str) -> String,
    /// The path that it asks for; none where Lilong makes one of it.
    asks: Option<fn(&str) -> String>,
}

/// As YAML, whatever it holds.
fn quoted(name: &str) -> String {
    serde_json::to_string(name).unwrap().replace('\u{7f}', "\\x7f").replace('\u{85}', "\\x85")
}

fn record(site: &mut Site, path: &str, line: &str) -> String {
    site.write(path, format!("---\ntitle: x\nkind: notice\ndate: 2026-11-01\n{line}\n---\n正文。\n"));
    path.to_owned()
}

fn settings(site: &mut Site, lines: &str) -> String {
    site.write("site.yaml", format!("{}{lines}\n", site.text("site.yaml")));
    "site.yaml".to_owned()
}

/// Writes a file beside the site's only notice, which lists it.
fn attached(site: &mut Site, folder: &str, name: &str, record_in: &str) -> String {
    let path = format!("content/{folder}{name}");
    let listed =
        path.strip_prefix(record_in.rsplit_once('/').unwrap().0).unwrap().trim_start_matches('/').to_owned();
    record(site, record_in, &format!("attachments: [{}]", quoted(&listed)));
    site.write(&path, "x");
    path
}

const FIELDS: [Field; 19] = [
    Field {
        what: "slug of a record",
        write: |site, name| record(site, "content/notices/a.md", &format!("slug: {}", quoted(name))),
        asks: Some(|name| format!("notices/{name}.html")),
    },
    Field {
        what: "slug of a bundle",
        write: |site, name| {
            site.write("content/notices/a/plan.dwg", "x");
            record(
                site,
                "content/notices/a/index.md",
                &format!("attachments: [plan.dwg]\nslug: {}", quoted(name)),
            )
        },
        asks: Some(|name| format!("notices/{name}/plan.dwg")),
    },
    Field {
        what: "slug of a record with a translation and a poster",
        write: |site, name| {
            site.write("content/notices/a.en.md", "---\ntitle: x\n---\n");
            record(
                site,
                "content/notices/a.md",
                &format!("posted: {{from: 2026-11-21, days: 7}}\nslug: {}", quoted(name)),
            )
        },
        asks: Some(|name| format!("notices/{name}.en.html")),
    },
    Field {
        what: "alias of a record",
        write: |site, name| record(site, "content/notices/a.md", &format!("aliases: [{}]", quoted(name))),
        asks: Some(alias),
    },
    Field {
        what: "slug of a section",
        write: |site, name| {
            record(site, "content/notices/a.md", "");
            site.write("content/notices/_index.md", format!("---\ntitle: x\nslug: {}\n---\n", quoted(name)));
            "content/notices/_index.md".to_owned()
        },
        asks: Some(|name| format!("{name}/index.html")),
    },
    Field {
        what: "slug of a section inside another",
        write: |site, name| {
            record(site, "content/notices/old/a.md", "");
            site.write(
                "content/notices/old/_index.md",
                format!("---\ntitle: x\nslug: {}\n---\n", quoted(name)),
            );
            "content/notices/old/_index.md".to_owned()
        },
        asks: Some(|name| format!("notices/{name}/index.html")),
    },
    Field {
        what: "alias of a section",
        write: |site, name| {
            site.write(
                "content/notices/_index.md",
                format!("---\ntitle: x\naliases: [{}]\n---\n", quoted(name)),
            );
            "content/notices/_index.md".to_owned()
        },
        asks: Some(alias),
    },
    Field {
        what: "slug of a topic",
        write: |site, name| {
            record(site, "content/notices/a.md", "topics: [电梯]");
            settings(site, &format!("topics: [{{name: 电梯, slug: {}}}]", quoted(name)))
        },
        asks: Some(|name| format!("topics/{name}.html")),
    },
    Field {
        what: "slug of a place",
        write: |site, name| settings(site, &format!("places: [{{name: 梧桐里, slug: {}}}]", quoted(name))),
        asks: Some(|name| format!("places/{name}.html")),
    },
    Field {
        what: "slug of a place inside another",
        write: |site, name| {
            settings(site, &format!("places: [{{name: 甲, places: [{{name: 乙, slug: {}}}]}}]", quoted(name)))
        },
        asks: Some(|name| format!("places/{name}.html")),
    },
    Field {
        what: "topic of a record",
        write: |site, name| record(site, "content/notices/a.md", &format!("topics: [{}]", quoted(name))),
        asks: None,
    },
    Field {
        what: "place of a record",
        write: |site, name| record(site, "content/notices/a.md", &format!("places: [{}]", quoted(name))),
        asks: None,
    },
    Field {
        what: "name of a place",
        write: |site, name| settings(site, &format!("places: [{{name: {}}}]", quoted(name))),
        asks: None,
    },
    Field {
        what: "name of a record",
        write: |site, name| record(site, &format!("content/notices/{name}.md"), ""),
        asks: None,
    },
    Field {
        what: "name of a bundle",
        write: |site, name| record(site, &format!("content/notices/{name}/index.md"), ""),
        asks: None,
    },
    Field {
        what: "name of a section",
        write: |site, name| {
            record(site, &format!("content/{name}/a.md"), "");
            format!("content/{name}")
        },
        asks: None,
    },
    Field {
        what: "name of an attachment",
        write: |site, name| attached(site, "notices/", name, "content/notices/a.md"),
        asks: Some(|name| format!("notices/{name}")),
    },
    Field {
        what: "name of a file in a bundle",
        write: |site, name| attached(site, "notices/a/", name, "content/notices/a/index.md"),
        asks: Some(|name| format!("notices/a/{name}")),
    },
    Field {
        what: "static file of the theme",
        write: |site, name| {
            let path = format!("themes/bare/static/{name}.css");
            site.write(&path, "b {}");
            path
        },
        asks: None,
    },
];

fn name() -> impl Strategy<Value = String> {
    let pieces = |range| {
        prop::collection::vec(prop::sample::select(&PIECES[..]), range).prop_map(|pieces| pieces.concat())
    };
    prop_oneof![
        2 => "[a-z0-9-]{1,12}",
        6 => pieces(1..4),
        1 => pieces(60..80),
        1 => (190_usize..210).prop_map(|bytes| "x".repeat(bytes)),
        2 => "\\PC{1,6}",
    ]
}

/// Whether a disk can hold a file of that name.
fn is_file_name(name: &str) -> bool {
    !name.contains(['/', '\0']) && !matches!(name, "." | "..") && name.len() < 240
}

/// Builds a site with a name in one of its fields, and judges what came of it.
fn holds(field: &Field, name: &str, keep: bool) -> Result<(), TestCaseError> {
    let mut site = site();
    if keep {
        settings(&mut site, "slugs: keep");
    }
    site.settings.posters = true;
    let file = (field.write)(&mut site, name);
    let built = site.try_build();
    if let Ok(run) = &built {
        let odd: Vec<&String> = site.out.keys().filter(|path| !is_fit(path)).collect();
        prop_assert!(odd.is_empty(), "{}: {name:?} is published as {odd:?}; {}", field.what, run.report());
        let data = ["data/notice/", "data/index.json", "data/datapackage.json"];
        let own = [&data[..], &["topics/", "places/", "archive/", "assets/"]].concat();
        let among = site.out.keys().find(|path| {
            let top = path.split('/').next().unwrap().trim_end_matches(".html").to_lowercase();
            ["data", "topics", "places", "archive", "assets"].contains(&&*top)
                && !own.iter().any(|own| path.starts_with(own))
        });
        prop_assert_eq!(among, None, "{}: {:?} is among what is Lilong's", field.what, name);
        let asked = field.asks.map(|asks| asks(name)).filter(|path| !is_fit(path));
        prop_assert_eq!(asked, None, "{}: {:?} was not told", field.what, name);
        return Ok(());
    }
    let run = built.err().unwrap();
    // A file that is not read, such as one with a leading dot, is reported where the record lists it.
    let beside = field.what.contains("attachment") || field.what.contains("file in a bundle");
    let about = |place: &lilong::diag::Location| {
        place.file.starts_with(&file)
            || file.starts_with(&*place.file)
            || (beside && place.file.starts_with("content/notices/a"))
    };
    for found in run.found.iter().filter(|found| found.is_error()) {
        let place = found.place.as_ref();
        prop_assert!(
            place.is_some_and(about),
            "{}: {name:?} is told elsewhere than in {file}: {}",
            field.what,
            run.report()
        );
        prop_assert!(found.help.is_some(), "{}: {name:?} is told without help: {}", field.what, run.report());
        let Some((place, Ok(bytes))) = place.map(|place| (place, site.files.read(&place.file))) else {
            continue;
        };
        let text = decode(bytes).text;
        prop_assert!(
            text.get(place.span.clone()).is_some(),
            "{}: {name:?} is told at {:?}",
            field.what,
            place.span
        );
        // What is written in a file is reported at its line and not at the first.
        if matches!(found.code.id, "bad-slug" | "bad-path") {
            prop_assert!(
                place.span.start > 4,
                "{}: {name:?} is told at the head: {}",
                field.what,
                run.report()
            );
        }
    }
    Ok(())
}

#[test]
fn every_name_becomes_a_path_inside_the_output_or_is_reported() {
    for field in &FIELDS {
        let is_file = field.what.starts_with("name of a") && !field.what.ends_with("place")
            || field.what.starts_with("static");
        let mut runner =
            TestRunner::new(Config { cases: 96, failure_persistence: None, ..Config::default() });
        let tried = runner.run(&(name(), any::<bool>()), |(name, keep)| {
            prop_assume!(!is_file || is_file_name(&name));
            // YAML texts are read without what stands around them.
            holds(field, if is_file { &name } else { name.trim() }, keep)
        });
        if let Err(why) = tried {
            panic!("{}: {why}", field.what);
        }
    }
}

#[test]
fn a_plain_name_builds_in_every_field() {
    for field in &FIELDS {
        let mut site = site();
        let name = if field.what.contains("attachment") || field.what.contains("file in") {
            "new-name.txt"
        } else {
            "new-name"
        };
        (field.write)(&mut site, name);
        site.build();
        let asked = field.asks.map(|asks| asks(name));
        assert!(
            asked.is_none_or(|path| site.out.contains_key(&path) || path.ends_with(".en.html")),
            "{}: {:#?}",
            field.what,
            site.out.keys()
        );
    }
}

#[test]
fn what_lilong_keeps_for_itself_is_nobodys() {
    for (name, build) in [
        ("a record", (|site| drop(record(site, "content/data.md", ""))) as fn(&mut Site)),
        ("a record in capitals", |site| drop(record(site, "content/x.md", "slug: Topics"))),
        ("a bundle", |site| drop(record(site, "content/places/index.md", ""))),
        ("a section", |site| drop(record(site, "content/archive/a.md", ""))),
        ("an attachment", |site| drop(attached(site, "data/", "x.json", "content/a.md"))),
        ("an alias", |site| drop(record(site, "content/a.md", "aliases: [data/notice/]"))),
        ("another alias", |site| drop(record(site, "content/a.md", "aliases: [/Assets/x.html]"))),
    ] {
        let mut site = site();
        build(&mut site);
        let codes = site.fails();
        assert!(codes.iter().all(|code| ["reserved-name", "bad-path"].contains(code)), "{name}: {codes:?}");
    }
}

#[test]
fn aliases_name_pages() {
    for (alias, fits) in [
        ("old.html", true),
        ("/old/page", true),
        ("old/", true),
        ("old.v2/page", true),
        (".htaccess", false),
        ("notices/.htaccess", false),
        ("assets/x.css", false),
        ("data/x.json", false),
        ("notices/x.pdf", false),
        ("robots.txt", false),
        ("old.HTML", false),
        ("", false),
        ("/", false),
        ("//example.org/x", false),
        ("https://example.org/x", false),
        ("../x", false),
        ("a?b", false),
        ("a%2fb", false),
    ] {
        let mut site = site();
        record(&mut site, "content/notices/a.md", &format!("aliases: [{}]", quoted(alias)));
        match site.try_build() {
            Ok(run) => assert!(fits, "{alias:?} is an alias; {}", run.report()),
            Err(run) => assert!(!fits && run.codes() == ["bad-path"], "{alias:?}: {}", run.report()),
        }
    }
}
