//! Keeps the explanation of a poster's data in `themes/README.md` up to date: takes its tables and real
//! data; each must contain exactly the fields of the other.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::tests::{data, whole};

const README: &str = include_str!("../../../themes/README.md");

/// Fields whose content a table cannot list: nodes have a table of their own, and texts belong to the
/// theme.
const OPAQUE: [&str; 4] = ["body.nodes", "body.notes", "words", "extra"];

/// Records of a site with one of each kind, and whatever else a sheet may show.
const SOURCES: [&str; 13] = [
    "notices/lift/index.md",
    "notices/service.md",
    "notices/closed.md",
    "votes/parking.md",
    "meetings/march.md",
    "project.md",
    "covenant.md",
    "roster.md",
    "flood/3.md",
    "directory.md",
    "matter.md",
    "ledger.md",
    "report.md",
];

#[test]
fn the_data_of_a_poster_is_that_of_the_readme() {
    let (mut given, mut holders) = (BTreeSet::new(), BTreeSet::new());
    let site = whole();
    for source in SOURCES {
        let value = serde_json::to_value(data(&site, source, |_| {}, "zh-Hans")).unwrap();
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        walk("", &value, &mut |path, holds| {
            let path = if path.starts_with("own.") { format!("{kind} {path}") } else { path.to_owned() };
            if holds {
                holders.insert(path)
            } else {
                given.insert(path)
            };
        });
    }
    // A field that is absent in one record and holds others in the next is named by those it holds.
    let given: BTreeSet<String> = given.difference(&holders).cloned().collect();
    let documented: BTreeSet<String> = documented().into_iter().filter(|path| path != "own").collect();
    assert_eq!(
        given.difference(&documented).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not in themes/README.md"
    );
    assert_eq!(
        documented.difference(&given).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "in themes/README.md, and no layout is given it"
    );
}

fn walk(path: &str, value: &Json, tell: &mut impl FnMut(&str, bool)) {
    let within = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        _ if OPAQUE.contains(&path) => tell(path, false),
        Json::Object(map) => {
            tell(path, true);
            map.iter().for_each(|(key, inner)| walk(&within(key), inner, tell));
        }
        Json::Array(list) if list.iter().any(Json::is_object) => {
            tell(path, true);
            list.iter().for_each(|inner| walk(&format!("{path}[]"), inner, tell));
        }
        _ => tell(path, false),
    }
}

/// The paths in the tables under `## Posters`; those of a kind have its name in front.
fn documented() -> BTreeSet<String> {
    let part =
        README.split("\n## Posters\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let mut kind = None;
    let mut paths = BTreeSet::new();
    for line in part.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            kind = heading.strip_prefix("`own` of a ").or(heading.strip_prefix("The data").map(|_| ""));
        }
        let (Some(kind), Some(cell)) =
            (kind, line.strip_prefix("| `").and_then(|row| row.split(" | ").next()))
        else {
            continue;
        };
        for path in format!("`{cell}").split('`').skip(1).step_by(2) {
            let before = if kind.is_empty() { String::new() } else { format!("{kind} ") };
            paths.extend(braces(path).map(|path| format!("{before}{path}")));
        }
    }
    paths
}

/// `a.{b,c}` is `a.b` and `a.c`.
fn braces(path: &str) -> impl Iterator<Item = String> {
    let (before, inner) =
        path.split_once('{').map_or((path, ""), |(before, rest)| (before, rest.trim_end_matches('}')));
    inner.split(',').map(move |name| format!("{before}{name}"))
}
