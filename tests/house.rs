//! The rules of the house, read from the tree itself.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

use std::path::{Path, PathBuf};

/// Folders that are no part of the source, and what is not text.
const LEFT_OUT: [&str; 6] = ["target", "public", ".git", ".venv", "node_modules", "out"];
const TEXT: [&str; 15] = [
    "rs", "typ", "toml", "md", "html", "css", "yaml", "yml", "ftl", "txt", "json", "js", "mjs", "sh", "lock",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap()
}

/// Every file below `folder`, as a path below the root, with its text.
fn files(folder: &str, ends: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut |path| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if ends.contains(&end)
            && let Ok(text) = std::fs::read_to_string(path)
        {
            found.push((path.strip_prefix(root()).unwrap().display().to_string(), text));
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if !LEFT_OUT.iter().any(|left| name == *left) {
                walk(&path, visit);
            }
        } else {
            visit(&path);
        }
    }
}

/// The code of a file without its own tests.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
}

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}: {found:#?}");
}

#[test]
fn ids_of_templates_are_none_that_a_heading_gets() {
    let mut found = Vec::new();
    for (path, text) in files("themes", &["html"]) {
        for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            // A resolution's number; `is_reserved` knows its form.
            let dynamic = id == "{{ item.id }}";
            if !(dynamic || id.contains('_') || lilong::markdown::is_reserved(id)) {
                found.push(format!("{path}: {id}"));
            }
        }
    }
    none(
        "ids that a heading may have: add them to src/markdown/ids.rs, or write them with an underscore",
        &found,
    );
}

/// What is declared is used, and stands where one looks for it: in each group by name.
#[test]
fn dependencies_are_used_and_in_order() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let part = |from: &str| manifest.split_once(from).unwrap().1.split("\n[").next().unwrap().to_owned();
    let source: String = files("src", &["rs"]).into_iter().map(|(_, text)| text).collect();
    let tests: String = ["tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .map(|(_, text)| text)
        .chain([source.clone()])
        .collect();
    let uses = |source: &str, name: &str| {
        // The one crate whose library has another name.
        let name = if name == "kamadak-exif" { "exif".to_owned() } else { name.replace('-', "_") };
        [format!("{name}::"), format!("{name};"), format!("{name} as ")]
            .iter()
            .any(|used| source.contains(used.as_str()))
    };
    let mut found = Vec::new();
    for (dependencies, source) in
        [(part("\n[dependencies]\n"), &source), (part("\n[dev-dependencies]\n"), &tests)]
    {
        for group in dependencies.split("\n\n") {
            let names: Vec<&str> = group
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| Some(line.split_once(" = ")?.0))
                .collect();
            found.extend(
                names.iter().filter(|name| !uses(source, name)).map(|name| format!("{name} is not used")),
            );
            let sorted = names.is_sorted_by_key(|name| name.replace('_', "-"));
            found.extend((!sorted).then(|| format!("not in order: {names:?}")));
        }
    }
    none("dependencies", &found);
}

#[test]
fn every_module_says_what_it_is() {
    let bare: Vec<String> = files("src", &["rs"])
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    none("no module documentation", &bare);
}

#[test]
fn no_file_is_longer_than_600_lines() {
    let long = |(path, text): (String, String)| {
        (text.lines().count() > 600).then(|| format!("{path}: {}", text.lines().count()))
    };
    none(
        "too long",
        &files("src", &["rs"])
            .into_iter()
            .chain(files("tests", &["rs"]))
            .filter_map(long)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn lines_of_a_theme_are_at_most_160_columns_wide() {
    let mut wide = Vec::new();
    for (path, text) in files("themes", &["html", "css", "typ"]) {
        let long = text.lines().enumerate().filter(|(_, line)| line.chars().count() > 160);
        wide.extend(long.map(|(at, _)| format!("{path}:{}", at + 1)));
    }
    none("wider than 160 columns", &wide);
}

/// A day or a time cut out of a string hides what it is: moments come as `{date, time}`, and `date` writes
/// every part of them. Lists may be cut.
#[test]
fn templates_cut_no_strings() {
    let lists = ["]", "topics", "bodies", "stamps", "stamps?"];
    let mut found = Vec::new();
    for (path, text) in files("themes", &["html"]) {
        for (at, _) in text.match_indices('[') {
            let inner: String = text[at + 1..].chars().take_while(|c| !"]\n".contains(*c)).collect();
            let is_slice = inner.contains(':') && inner.chars().all(|c| "0123456789:-".contains(c));
            let cut = text[..at].rsplit([' ', '.', '(', '{']).next().unwrap_or_default();
            if is_slice && !lists.iter().any(|list| cut.ends_with(list)) {
                found.push(format!("{path}: {cut}[{inner}]"));
            }
        }
    }
    none("cuts a string", &found);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        concat!("#[", "ignore"),
        concat!("to", "do!("),
        concat!("unimplement", "ed!("),
        concat!("FIX", "ME"),
        concat!("dbg", "!("),
    ];
    let mut found = Vec::new();
    for (path, text) in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        found.extend(marks.iter().filter(|mark| text.contains(*mark)).map(|mark| format!("{path}: {mark}")));
    }
    none("left for later", &found);
}

#[test]
fn the_tree_names_no_machine_and_no_mirror() {
    // Put together here, so that this file does not name them itself.
    let paths = [
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Use", "rs/"),
        concat!("C:", "\\Users"),
    ];
    let hosts = [
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("registry.npmjs", ".org"),
        concat!("pypi", ".org"),
        concat!("proxy.golang", ".org"),
        concat!("artifact", "ory"),
        concat!("nexus", "."),
    ];
    let mut found = Vec::new();
    for (path, text) in files("", &TEXT) {
        for mark in paths.iter().chain(&hosts) {
            // People's folders stand in explanations of what not to do.
            let example = path.starts_with("src/diag/codes") && mark.ends_with("me/");
            if !example && let Some(line) = text.lines().find(|line| line.contains(mark)) {
                found.push(format!("{path}: {mark}: {}", line.trim().chars().take(90).collect::<String>()));
            }
        }
    }
    none("names a place outside", &found);
}

#[test]
fn only_source_output_and_the_edge_touch_the_disk() {
    // The preview's reads the output, which is neither the site nor being written.
    let allowed = ["src/source/", "src/output/", "src/cli", "src/serve/files.rs"];
    // A module's own tests may set up a folder.
    let touches = |text: &str| {
        ["std::fs", "tokio::fs", "File::open", "File::create"].iter().any(|call| program(text).contains(call))
    };
    let found: Vec<String> = files("src", &["rs"])
        .into_iter()
        .filter(|(path, text)| !allowed.iter().any(|allowed| path.starts_with(allowed)) && touches(text))
        .map(|(path, _)| path)
        .collect();
    none("touches the disk", &found);
}

#[test]
fn the_preview_only_reads() {
    let writes = [
        "fs::write",
        "fs::rename",
        "fs::remove",
        "fs::create",
        "fs::copy",
        "File::create",
        "OpenOptions",
        "set_permissions",
    ];
    let found: Vec<String> = files("src/serve", &["rs"])
        .into_iter()
        .filter(|(_, text)| writes.iter().any(|call| text.contains(call)))
        .map(|(path, _)| path)
        .collect();
    none("the preview writes", &found);
}

#[test]
fn a_module_uses_only_those_above_it() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let module =
        |line: &str| line.split("mod ").nth(1).and_then(|rest| rest.strip_suffix(';')).map(str::to_owned);
    let order: Vec<String> = lib.lines().filter(|line| !line.starts_with("//")).filter_map(module).collect();
    assert!(order.len() > 15, "{order:?}");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut found = Vec::new();
    for (path, text) in files("src", &["rs"]) {
        let below = path.trim_start_matches("src/");
        let room = below.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        // A module's own tests may build a whole site.
        if below.split('/').any(|part| part.trim_end_matches(".rs").starts_with("tests"))
            || place(room).is_none()
        {
            continue;
        }
        let lines = program(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
        for used in lines.flat_map(|line| line.split("crate::").skip(1)) {
            let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if place(&name) > place(room) {
                found.push(format!("{path} uses {name}"));
            }
        }
    }
    found.dedup();
    none("uses a module below it in src/lib.rs", &found);
}

#[test]
fn no_kind_is_asked_for_by_its_name() {
    let kinds = std::fs::read_to_string(root().join("src/record/kinds.rs")).unwrap();
    assert!(kinds.contains("kinds! {"));
    let names = lilong::record::KindId::ALL.iter().flat_map(|kind| [kind.choice().name, kind.choice().zh]);
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let mut found = Vec::new();
    for (path, text) in files("src", &["rs"]) {
        // A kind's own file gives it its names; words for people and examples may hold them.
        if path.starts_with("src/record/") || path.contains("/codes/") || path.contains("tests") {
            continue;
        }
        for line in program(&text).lines() {
            let compares =
                ["==", "!=", "=>", "matches!", "contains(", "Some("].iter().any(|sign| line.contains(sign));
            if compares && names.iter().any(|name| line.contains(name.as_str())) {
                found.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    none("asks for a kind by its name: ask its `KindId` or its `Profile`", &found);
}

#[test]
fn the_clock_is_read_in_one_place() {
    let reads = |text: &str| {
        ["Timestamp::now", "Zoned::now", "SystemTime::now"].iter().any(|call| text.contains(call))
    };
    let found: Vec<String> = files("src", &["rs"])
        .into_iter()
        .filter(|(path, text)| !path.starts_with("src/cli") && reads(text))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(found, ["src/build.rs"]);
}

/// The types that a formatted file declares, in itself or in a macro: the line and the name of each. Those of
/// a function or of a trait are known there alone.
fn types(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut is_macro) = (Vec::new(), false);
    for (at, line) in text.lines().enumerate() {
        let inner = line.trim_start();
        let is_declared = match line.len() - inner.len() {
            0 => {
                is_macro = line.split_once("! {").is_some_and(|(name, _)| !name.contains(' '));
                true
            }
            4 => is_macro,
            _ => false,
        };
        let words: Vec<&str> = inner.split_whitespace().filter(|word| !word.starts_with("pub")).collect();
        if let (true, [what, name, ..]) = (is_declared, &words[..])
            && ["struct", "enum", "trait", "type"].contains(what)
        {
            found.push((at + 1, name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()));
        }
    }
    found
}

#[test]
fn no_two_types_have_one_name() {
    let (mut places, mut found) = (std::collections::BTreeMap::new(), Vec::new());
    for (path, text) in files("src", &["rs"]) {
        let name = path.rsplit('/').next().unwrap_or_default();
        // What stands in for a feature that is left out is called as what it stands for.
        if name == "tests.rs" || name == "none.rs" || name.starts_with("no_") {
            continue;
        }
        for (line, name) in types(program(&text)) {
            let here = format!("{path}:{line}");
            if let Some(before) = places.insert(name.to_owned(), here.clone()) {
                found.push(format!("{name}: {before} and {here}"));
            }
        }
    }
    assert!(places.len() > 900, "only {} types were seen", places.len());
    none("give each idea a name of its own", &found);
}

/// The functions of a formatted file: where each begins, its name, and how many lines it takes.
fn functions(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let head = line.trim_start().split("fn ").next().unwrap_or_default();
        let is_head = head.split_whitespace().all(|word| {
            ["const", "async", "unsafe"].contains(&word) || word.starts_with("pub") || word.ends_with(')')
        });
        let Some(rest) = line.trim_start().strip_prefix(head).and_then(|rest| rest.strip_prefix("fn "))
        else {
            continue;
        };
        let is_whole = line.ends_with(['}', ';']);
        if !is_head || is_whole {
            continue;
        }
        let name = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        // The formatter puts the last brace, or the semicolon of a declaration, as far in as the first line.
        let ends = |line: &&str| {
            line.strip_prefix(indent)
                .is_some_and(|rest| rest == "}" || (rest.starts_with(')') && rest.ends_with(';')))
        };
        let length = lines[start..].iter().position(ends).map_or(0, |last| last + 1);
        found.push((start + 1, name, length));
    }
    found
}

#[test]
fn no_function_is_longer_than_40_lines() {
    let is_test = |path: &str| path.split('/').any(|part| part.trim_end_matches(".rs").starts_with("tests"));
    let (mut found, mut seen) = (Vec::new(), 0);
    for (path, text) in files("src", &["rs"]).into_iter().filter(|(path, _)| !is_test(path)) {
        let functions = functions(program(&text));
        seen += functions.len();
        let long = functions.into_iter().filter(|(_, _, length)| *length > 40 || *length == 0);
        found.extend(long.map(|(line, name, length)| format!("{path}:{line}: {name} has {length} lines")));
    }
    assert!(seen > 1000, "only {seen} functions were seen");
    none("split where the thought splits", &found);
}

#[test]
fn no_line_is_longer_than_110_columns() {
    let mut found = Vec::new();
    for (path, text) in ["src", "tests", "benches"].into_iter().flat_map(|folder| files(folder, &["rs"])) {
        let long = text.lines().enumerate().filter(|(_, line)| line.chars().count() > 110);
        found.extend(long.map(|(at, _)| format!("{path}:{}", at + 1)));
    }
    none("too wide: break it, a long text with `\\` or `concat!`", &found);
}
