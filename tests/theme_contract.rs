//! `themes/README.md` is the contract of themes, so it cannot go stale: what it names is there, and all that
//! is there it names. A probe theme prints the path of every variable that the example site gives to its
//! pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use lilong::record::{Phase, Stamp};
use lilong::render::{TemplateNames, template_names};

type Names = BTreeSet<String>;

#[test]
fn variables_are_those_of_the_engine() {
    let site = tempfile::tempdir().expect("a temporary folder");
    let given = given(site.path());
    let documented: Names = rows("## Variables")
        .into_iter()
        .flat_map(|(under, cell)| {
            quoted(&cell).into_iter().flat_map(move |path| braces(&rooted(&under, &path)))
        })
        .collect();
    let (mut missing, mut stale) = differences(&given, &documented);
    // What a list holds that is empty on every page of the example nobody can see.
    let is_inside =
        |inner: &str, list: &str| inner.strip_prefix(list).is_some_and(|rest| rest.starts_with("[]"));
    missing.retain(|list| !documented.iter().any(|inner| is_inside(inner, list)));
    stale.retain(|inner| !given.iter().any(|list| is_inside(inner, list)));
    assert!(missing.is_empty(), "themes/README.md does not name: {missing:#?}");
    assert!(stale.is_empty(), "themes/README.md names what no page of the example has: {stale:#?}");
}

#[test]
fn templates_are_those_of_the_theme() {
    let documented: Names = rows("## Templates").iter().flat_map(|(_, cell)| quoted(cell)).collect();
    let folder = root().join("themes/board/templates");
    let files = fs::read_dir(&folder)
        .expect("the theme")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    // What every page is built on, and nobody asks for by name.
    let given: Names = files
        .filter(|name| name.ends_with(".html") && !["base.html", "record.html"].contains(&name.as_str()))
        .collect();
    assert_eq!(
        differences(&given, &documented),
        (vec![], vec![]),
        "templates that are (not documented, not there)"
    );
    let parts: Names = code("## Parts").into_iter().filter(|name| name.ends_with(".html")).collect();
    let files = fs::read_dir(folder.join("parts"))
        .expect("the parts")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    assert_eq!(
        differences(&files.collect(), &parts),
        (vec![], vec![]),
        "parts that are (not documented, not there)"
    );
}

#[test]
fn functions_and_filters_are_those_of_the_engine() {
    let called = |name: &str| name.split('(').next().unwrap_or(name).to_owned();
    let documented: Names =
        rows("## Functions").iter().flat_map(|(_, cell)| quoted(cell)).map(|name| called(&name)).collect();
    assert_eq!(
        differences(&named(template_names().functions), &documented),
        (vec![], vec![]),
        "functions that are (not documented, not there)"
    );
    let documented: Names =
        rows("## Filters").iter().flat_map(|(_, cell)| quoted(cell)).map(|name| called(&name)).collect();
    assert_eq!(
        differences(&named(template_names().filters), &documented),
        (vec![], vec![]),
        "filters that are (not documented, not there)"
    );
}

#[test]
fn settings_lists_stamps_and_styles_are_those_of_the_engine() {
    let TemplateNames { settings, lists, date_styles, .. } = template_names();
    let phases = Phase::ALL.iter().map(|phase| phase.name());
    let stamps = Stamp::ALL.iter().map(|stamp| stamp.name());
    let words: Names = code("")
        .iter()
        .flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-'))
        .map(str::to_owned)
        .collect();
    let all = settings.into_iter().chain(lists).chain(date_styles).chain(phases).chain(stamps);
    let missing: Vec<&str> = all.filter(|name| !words.contains(*name)).collect();
    assert!(missing.is_empty(), "themes/README.md does not name: {missing:#?}");
    let texts = [read("themes/board/i18n/zh-Hans.ftl"), read("themes/board/i18n/en.ftl")];
    let keys = |text: &str| -> Names {
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned())
            .collect()
    };
    assert_eq!(
        differences(&keys(&texts[0]), &keys(&texts[1])),
        (vec![], vec![]),
        "texts that are (only in Chinese, only in English)"
    );
    let documented: Names = rows("## Stamps").iter().flat_map(|(_, cell)| quoted(cell)).collect();
    let given: Names = Stamp::ALL.iter().map(|stamp| stamp.name().to_owned()).collect();
    assert_eq!(
        differences(&given, &documented),
        (vec![], vec![]),
        "stamps that are (not documented, not there)"
    );
    for stamp in given {
        assert!(
            keys(&texts[0]).contains(&format!("stamp-{stamp}")),
            "the theme has no text for the stamp `{stamp}`"
        );
    }
}

/// Every path of a variable that the example site gives to some page.
fn given(folder: &Path) -> Names {
    let site = folder.join("site");
    let parts = site.join("templates/parts");
    fs::create_dir_all(&parts).expect("a folder");
    copy(&root().join("content"), &site.join("content"));
    fs::copy(root().join("site.yaml"), site.join("site.yaml")).expect("the example's settings");
    fs::create_dir_all(site.join("seals")).expect("a folder");
    let seal = "{\"format\": \"lilong-seal/1\", \"sequence\": 1, \"site\": \"\", \"base_url\": \"\", \
        \"previous\": null, \
                \"sealed\": \"2026-03-02T10:00:00+08:00\", \"files\": [], \"records\": []}";
    fs::write(site.join("seals/0001.json"), seal).expect("a seal");
    fs::write(site.join("seals/0001.json.minisig"), "").expect("its signature");
    let checked = "{checked: 2026-11-20, pages: 9, results: [{rule: links, looked_at: 30, faults: 1, \
        on_pages: [a.html]}]}";
    fs::write(site.join("accessibility.yaml"), checked).expect("what was found");
    fs::write(parts.join("walk.html"), WALK).expect("a template");
    let print = |names: &[&str]| -> String {
        names.iter().map(|name| format!("{{{{ <walk at=\"{name}\" value={{{name}}}/> }}}}\n")).collect()
    };
    // On one page, since it is the same on all, and every page more takes its time.
    let list = "{{ <walk at=\"entry\" value={entries()}/> }}\n\
                {{ <walk at=\"card\" value={list(name=\"newest\", limit=60)}/> }}\n\
                {{ <walk at=\"nav\" value={nav()}/> }}\n{{ <walk at=\"topics\" value={topics()}/> }}\n\
                {{ <walk at=\"bodies\" value={bodies()}/> }}\n\
                {{ <walk at=\"places\" value={places()}/> }}\n{{ <walk at=\"years\" value={years()}/> }}\n";
    let near = "{% if record.next %}{{ <walk at=\"title\" value={title(source=record.next.source)}/> }}\
        {% endif %}\n";
    for kind in [
        "page",
        "notice",
        "meeting",
        "consultation",
        "election",
        "project",
        "ledger",
        "matter",
        "covenant",
        "roster",
        "report",
        "directory",
        "log",
    ] {
        let own = format!("{{{{ <walk at=\"{kind}.view\" value={{view}}/> }}}}\n");
        fs::write(
            site.join(format!("templates/{kind}.html")),
            print(&[
                "page",
                "record",
                "poster",
                "calendar",
                "translated_from",
                "fund_page",
                "issuer_page",
                "fingerprint",
            ]) + &own
                + near,
        )
        .expect("a template");
    }
    let of_register = |name: &str| format!("{{{{ <walk at=\"{name}\" value={{register}}/> }}}}\n");
    let (matters, resolutions, numbers) =
        (of_register("matters"), of_register("resolutions"), of_register("numbers"));
    let links = "{{ <walk at=\"registers\" value={registers()}/> }}\n";
    let others: [(&str, &[&str], &str); 26] = [
        ("home", &["page", "section", "pager", "follow"], list),
        ("section", &["page", "section", "pager", "follow"], ""),
        ("series", &["page", "section", "pager", "follow", "series"], ""),
        ("topics", &["page"], ""),
        ("topic", &["page", "topic", "pager", "follow"], ""),
        ("places", &["page"], ""),
        ("place", &["page", "place", "pager", "follow"], ""),
        ("bodies", &["page"], ""),
        ("body", &["page", "body", "pager", "follow"], ""),
        ("subscribe", &["page", "channels"], ""),
        ("open-data", &["page", "data"], ""),
        ("terms", &["page"], ""),
        ("archive", &["page", "archive"], ""),
        ("fund", &["page", "fund"], ""),
        ("matters", &["page"], &matters),
        ("matters-by", &["page", "filter", "pager"], ""),
        ("resolutions", &["page"], &resolutions),
        ("numbers", &["page"], &numbers),
        ("cadence", &["page", "promises"], ""),
        ("seals", &["page", "seals"], ""),
        ("accessibility", &["page", "accessibility"], ""),
        ("search", &["page", "search"], ""),
        ("digest", &["page", "digest"], ""),
        ("redirect", &["page", "target"], ""),
        ("404", &["page"], links),
        ("parts/head", &["page"], ""),
    ];
    for (name, variables, more) in others {
        fs::write(site.join(format!("templates/{name}.html")), print(variables) + more).expect("a template");
    }
    let mut build = Command::new(env!("CARGO_BIN_EXE_lilong"));
    let built = build
        .arg("build")
        .arg("--root")
        .arg(&site)
        .arg("--out")
        .arg(folder.join("out"))
        .args(["--today", "2026-11-22"])
        .output()
        .expect("the program");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let pages = walkdir::WalkDir::new(folder.join("out"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|file| file.path().extension().is_some_and(|e| e == "html"));
    let mut given = Names::new();
    for page in pages {
        let text = fs::read_to_string(page.path()).expect("a page");
        given.extend(text.lines().filter(|line| !line.is_empty()).map(|line| {
            // Places hold places, and units units; one level says it.
            let mut line = line.replace("card[]", "card").replace("entry[]", "entry");
            for (twice, once) in [(".places[].places[]", ".places[]"), (".units[].units[]", ".units[]")] {
                while line.contains(twice) {
                    line = line.replace(twice, once);
                }
            }
            line.replace("places[].places[]", "places[]")
        }));
    }
    // A variable that holds others is documented by them; `record.view` is documented kind by kind.
    let holds = |path: &String| {
        given
            .range(path.clone()..)
            .any(|other| other.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with(['.', '['])))
    };
    let own = |path: &&String| !path.starts_with("record.view") && *path != "page.view";
    given
        .iter()
        .filter(own)
        .filter(|path| !holds(path))
        .map(|path| path.trim_end_matches("[]").to_owned())
        .collect()
}

/// Prints the path of a value and of all in it.
const WALK: &str = r#"{% component walk(at, value) %}
{{ at }}
{%- if value is map %}{% for key, inner in value %}{% if key != "facts" and key != "extra" -%}
{{ <walk at={at ~ "." ~ key} value={inner}/> }}{% else %}
{{ at }}.{{ key }}{% endif %}{% endfor %}
{%- elif value is array %}{% for inner in value -%}
{{ <walk at={at ~ "[]"} value={inner}/> }}{% endfor %}{% endif %}
{% endcomponent %}"#;

/// What only the first has, and what only the second has.
fn differences(one: &Names, other: &Names) -> (Vec<String>, Vec<String>) {
    (one.difference(other).cloned().collect(), other.difference(one).cloned().collect())
}

/// The part of the contract under a heading, up to the next of its rank; all of it under none.
fn part(heading: &str) -> String {
    let all = read("themes/README.md");
    if heading.is_empty() {
        return all;
    }
    let rank = format!("\n{} ", heading.split(' ').next().unwrap_or_default());
    let rest = all
        .split_once(&format!("\n{heading}"))
        .unwrap_or_else(|| panic!("themes/README.md has no `{heading}`"))
        .1;
    rest.split(&rank).next().unwrap_or_default().to_owned()
}

/// The first cells of the tables under a heading, each with the heading it stands under.
fn rows(heading: &str) -> Vec<(String, String)> {
    let mut under = String::new();
    let mut rows = Vec::new();
    for line in part(heading).lines() {
        if let Some(title) = line.strip_prefix("### ") {
            under = title.to_owned();
        }
        if let Some(cell) = line.strip_prefix("| `").and_then(|row| row.split(" | ").next()) {
            rows.push((under.clone(), format!("`{cell}")));
        }
    }
    rows
}

/// What stands in back-ticks under a heading.
fn code(heading: &str) -> Vec<String> {
    part(heading).lines().flat_map(quoted).collect()
}

fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A path under the kind whose view the heading is about.
fn rooted(heading: &str, path: &str) -> String {
    let own =
        heading.strip_prefix("`view` of ").and_then(|of| of.strip_prefix("a ").or(of.strip_prefix("an ")));
    match own {
        Some(kind) => format!("{}.{path}", kind.split(' ').next().unwrap_or_default()),
        None => path.to_owned(),
    }
}

/// `a.{b,c}` is `a.b` and `a.c`.
fn braces(path: &str) -> Vec<String> {
    match path.split_once('{').and_then(|(before, rest)| Some((before, rest.rsplit_once('}')?))) {
        Some((before, (inner, after))) => {
            inner.split(',').map(|name| format!("{before}{}{after}", name.trim())).collect()
        }
        None => vec![path.to_owned()],
    }
}

fn named(names: Vec<&'static str>) -> Names {
    names.into_iter().map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    for file in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(file.path().strip_prefix(from).expect("a path below"));
        if file.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(file.path(), target).expect("a copy");
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
