//! Templates and interface texts that never end, or grow without end: each is reported, and the last good
//! site stays.

use std::path::Path;
use std::process::Command;

use super::common::{Site, TODAY};

const NOTICE: &str = "---\ntitle: 停水\nkind: notice\ndate: 2026-11-20\n---\n停水。\n";

/// A site with the built-in theme, one notice, and one file of its own.
fn with(path: &str, text: &str) -> Site {
    let mut site = Site::new();
    site.write("content/notices/a.md", NOTICE).write(path, text);
    site
}

#[test]
fn fragments_that_show_themselves_are_reported_with_the_way_round() {
    let mut site = with("templates/notice.html", "{{ \"parts/a.html\" | shared }}");
    site.write(
        "templates/parts/a.html",
        "<p>\n{{ shared(template=\"parts/b.html\", source=\"notices/a.md\") }}",
    );
    site.write("templates/parts/b.html", "{% include \"parts/c.html\" %}")
        .write("templates/parts/c.html", "{{ \"parts/a.html\" | shared }}");
    let Err(run) = site.try_build() else { panic!("it ends") };
    let fault = run.found.iter().find(|found| found.code.id == "template-too-deep").unwrap();
    assert!(
        fault.message.en.contains("notice.html → parts/a.html → parts/b.html → parts/a.html"),
        "{}",
        fault.message.en
    );
    let place = fault.place.as_ref().unwrap();
    assert!(place.file.starts_with("templates/parts/") && place.span.start > 0, "{place:?}");
}

#[test]
fn fragments_that_stand_in_each_other_a_few_times_are_drawn() {
    let mut site = with("templates/parts/f9.html", "end");
    for number in 0..9 {
        site.write(
            &format!("templates/parts/f{number}.html"),
            format!("{{{{ \"parts/f{}.html\" | shared }}}}", number + 1),
        );
    }
    site.write("templates/notice.html", "{{ \"parts/f0.html\" | shared }}").build();
    assert_eq!(site.output("notices/a.html"), "end");
}

#[test]
fn what_a_page_may_cost_is_bounded() {
    for (name, template) in [
        (
            "writes",
            "{% for a in range(end=9000) %}{% for b in range(end=900) %}\
             {% for c in range(end=90) %}x{% endfor %}{% endfor %}{% endfor %}",
        ),
        ("numbers", "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}"),
        ("range", "{{ range(end=1000000000000) | length }}"),
        (
            "bytes",
            "{% set x = \"字\" %}{% for a in range(end=100) %}{% for b in range(end=90000) %}\
             {{ record.body }}{{ record.body }}{% endfor %}{% endfor %}",
        ),
    ] {
        let mut site = with("templates/notice.html", template);
        let Err(run) = site.try_build() else { panic!("{name} is drawn") };
        assert_eq!(run.codes(), ["template-too-costly"], "{name}: {}", run.report());
        let fault = &run.found[0];
        assert!(
            fault.files().any(|file| file == "templates/notice.html")
                && fault.files().any(|file| file == "content/notices/a.md"),
            "{name}: {}",
            run.report()
        );
    }
}

#[test]
fn fragments_cost_every_page_that_shows_them_the_same() {
    let row = "{% for a in range(end=60000) %}{% for b in range(end=20) %}x{% endfor %}{% endfor %}";
    let mut site = with("templates/parts/own.html", row);
    site.write("templates/notice.html", "{{ \"parts/own.html\" | shared }}").build();
    let often = "{% for n in range(end=5) %}{{ \"parts/own.html\" | shared }}{% endfor %}";
    assert_eq!(site.write("templates/notice.html", often).fails(), ["template-too-costly"]);
}

#[test]
fn one_template_that_costs_too_much_is_not_tried_on_every_page() {
    let mut site = with("templates/notice.html", "{{ range(end=1000000000000) | length }}");
    for number in 0..50 {
        site.write(&format!("content/notices/n{number}.md"), NOTICE);
    }
    let reported = site.fails().len();
    // On each thread one may be under way when enough is enough.
    assert!((1..=2 + rayon_threads()).contains(&reported), "{reported}");
}

#[test]
fn pages_that_are_too_much_together_are_stopped_though_none_is_by_itself() {
    let mut site = with(
        "templates/notice.html",
        "{% for n in range(end=90) %}{{ range(end=100000) | length }}{% endfor %}",
    );
    for number in 0..50 {
        site.write(&format!("content/notices/n{number}.md"), NOTICE);
    }
    let Err(run) = site.try_build() else { panic!("it is drawn") };
    assert_eq!(run.codes(), ["template-too-costly"], "{}", run.report());
    let fault = &run.found[0];
    assert!(fault.message.en.starts_with("all pages together take too many steps"), "{}", fault.message.en);
    assert!(fault.files().any(|file| file == "templates/notice.html"), "{}", run.report());
}

#[test]
fn what_redirects_is_stopped_as_pages_are() {
    let mut site = with("templates/redirect.html", "{{ range(end=1000000000000) | length }}");
    let aliases: Vec<String> = (0..50).map(|number| format!("old/{number}")).collect();
    site.write(
        "content/notices/b.md",
        NOTICE.replace("date:", &format!("aliases: [{}]\ndate:", aliases.join(", "))),
    );
    let reported = site.fails().len();
    assert!((1..=2 + rayon_threads()).contains(&reported), "{reported}");
}

#[test]
fn a_series_lists_so_many_days_and_totals_and_no_more() {
    let log = |date: &str| format!("---\ntitle: 日志\ndate: {date}\n---\n走访。\n");
    let mut site = Site::new();
    site.write("content/logs/_index.md", "---\ntitle: 日志\nkind: log\nseries: {from: 1930-01-01}\n---\n");
    for day in 0..57 {
        site.write(
            &format!("content/logs/{day}.md"),
            log(&format!("20{:02}-{:02}-01", 20 + day / 12, 1 + day % 12)),
        );
    }
    site.write("content/logs/other.md", log("2026-11-20")).build();
    for day in 0..12 {
        site.write(&format!("content/logs/late{day}.md"), log(&format!("2025-{:02}-15", 1 + day)));
    }
    assert_eq!(site.fails(), ["series-too-large"]);
    let metrics: Vec<String> = (0..30_000).map(|number| format!("m{number}: {{}}")).collect();
    let front = format!(
        "---\ntitle: 日志\nkind: log\nseries: {{from: 2019-01-01, metrics: {{{}}}}}\n---\n",
        metrics.join(", ")
    );
    assert_eq!(site.write("content/logs/_index.md", front).fails(), ["series-too-large"]);
}

fn rayon_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[test]
fn templates_have_bounds_before_they_are_compiled() {
    let large = "x".repeat(300_000);
    assert_eq!(with("templates/notice.html", &large).fails(), ["templates-too-large"]);
    let mut many = with("templates/notice.html", "x");
    for number in 0..600 {
        many.write(&format!("templates/parts/p{number}.html"), "x");
    }
    assert_eq!(many.fails(), ["templates-too-large"]);
    // Each name that is not known is quoted with its whole line.
    assert_eq!(with("templates/notice.html", &"{{a|b}}".repeat(20_000)).fails(), ["templates-too-large"]);
    for word in ["include", "extends"] {
        let mut deep = with("templates/notice.html", "{% include \"parts/p0.html\" %}");
        for number in 0..30 {
            deep.write(
                &format!("templates/parts/p{number}.html"),
                format!("{{%- {word} 'parts/p{}.html' %}}", number + 1),
            );
        }
        assert_eq!(deep.write("templates/parts/p30.html", "x").fails(), ["template-too-deep"]);
        let mut round = with("templates/parts/a.html", &format!("{{% {word} \"parts/b.html\" %}}"));
        assert_eq!(
            round.write("templates/parts/b.html", format!("{{% {word} \"parts/a.html\" %}}")).fails(),
            ["template-too-deep"]
        );
    }
    let heir = format!("{{% extends \"parts/p.html\" %}}{{% block b %}}{}{{% endblock %}}", "x".repeat(3000));
    let mut heirs =
        with("templates/parts/p.html", &format!("{{% block b %}}{}{{% endblock %}}", "x".repeat(200_000)));
    for number in 0..100 {
        heirs.write(&format!("templates/h{number}.html"), &heir);
    }
    assert_eq!(heirs.fails(), ["templates-too-large"]);
}

#[test]
fn names_that_there_are_not_are_reported_where_they_stand() {
    let mut site = with("templates/notice.html", "<p>\n字{{ record.title | neu }}{{ gibt() }}\n{{ <es/> }}");
    let Err(run) = site.try_build() else { panic!("it compiles") };
    let text = site.text("templates/notice.html");
    let places = run.found.iter().map(|found| found.place.as_ref().unwrap());
    let reported: Vec<(&str, &str)> = places.map(|place| (&*place.file, &text[place.span.clone()])).collect();
    assert_eq!(
        reported,
        ["neu", "gibt", "es"].map(|name| ("templates/notice.html", name)),
        "{}",
        run.report()
    );
    let Err(run) = with("templates/notice.html", "{% component a() %}{{<a />}}{% endcomponent a %}{{<a />}}")
        .try_build()
    else {
        panic!("it is drawn")
    };
    assert_eq!(
        run.found[0].place.as_ref().map(|place| &*place.file),
        Some("templates/notice.html"),
        "{}",
        run.report()
    );
}

#[test]
fn a_template_may_speak_of_itself_in_a_comment() {
    let mut site = with(
        "templates/parts/a.html",
        "{# {% include \"parts/a.html\" %} #}{% raw %}{% include \"parts/a.html\" %}{% endraw %}x",
    );
    site.write("templates/notice.html", "{% include \"parts/a.html\" %}").build();
    assert!(site.output("notices/a.html").ends_with('x'));
}

#[test]
fn texts_have_bounds_before_they_are_parsed() {
    let select = |count: usize| format!("a = {}", "{ $x -> [1] ".repeat(count));
    for (name, text, code) in [
        ("placeables", "a = ".to_owned() + &"{ ".repeat(5000), "text-too-deep"),
        ("selects", select(5000), "text-too-deep"),
        ("selects on lines", format!("a = {}", "{ $x ->\n  *[a] ".repeat(5000)), "text-too-deep"),
        ("calls", format!("a = {{ {}", "F(\n".repeat(5000)), "text-too-deep"),
        ("quoted", format!("a = {{ $x ->\n *[a] \" {}", "{ ".repeat(5000)), "text-too-deep"),
        ("chain", (0..5000).map(|n| format!("a{n} = {{ a{} }}\n", n + 1)).collect(), "text-too-deep"),
        ("round", "-a = { -b }\n-b = { -a }\n".to_owned(), "text-too-deep"),
        ("attributes", "a = x\n .b = { c.d }\nc = x\n .d = { a.b }\n".to_owned(), "text-too-deep"),
        (
            "laughs",
            (0..12)
                .map(|n| format!("a{} = {}\n", n + 1, format!("{{ a{n} }}").repeat(10)))
                .collect::<String>()
                + "a0 = ha\n",
            "text-too-long",
        ),
        ("long", format!("a = {}\n", "哈".repeat(30_000)), "text-too-long"),
        ("large", "a = x\n".repeat(50_000), "text-too-long"),
        (
            "together",
            format!("-a = {}\n", "x".repeat(60_000))
                + &(0..100).map(|n| format!("b{n} = {{ -a }}\n")).collect::<String>(),
            "text-too-long",
        ),
    ] {
        let reported = with("i18n/zh-Hans.ftl", &text).fails();
        assert!(reported.contains(&code) && reported.len() <= 20, "{name}: {reported:?}");
    }
}

#[test]
fn texts_within_their_bounds_are_as_ever() {
    let text = "-place = 新福\nhello = \
                { $count ->\n    [one] { \"{\" }一{ \"}\" }\n   *[other] { $count }\n }，{ -place }\n";
    let mut site = with("i18n/zh-Hans.ftl", text);
    site.write("templates/notice.html", "{{ t(key=\"hello\", count=3) }}").build();
    assert_eq!(site.output("notices/a.html"), "3，新福");
}

/// Runs the program on a site on disk whose notices are drawn with `template`; gives its exit status and what
/// it said.
fn run(
    template: &str,
    args: &[&str],
    before: impl FnOnce(&Path),
) -> (Option<i32>, String, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.yaml", "title: 新福\nbase_url: https://notices.example.org/\n");
    write("content/notices/a.md", NOTICE);
    before(dir.path());
    write("templates/notice.html", template);
    let mut command = Command::new(env!("CARGO_BIN_EXE_lilong"));
    let output = command
        .args(args)
        .args(["--today", TODAY, "--lang", "en", "--no-posters"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), said, dir)
}

#[test]
fn values_that_are_nested_deep_are_taken_apart() {
    let (status, said, _) = run(
        "{% set x = [] %}{% for a in range(end=90000) %}{% set_global x = [x] %}{% endfor %}{{ x }}",
        &["build"],
        |_| {},
    );
    assert_eq!(status, Some(0), "{said}");
}

/// What goes on unseen between two pieces of text is stopped from outside.
#[test]
fn a_template_that_does_not_hear_ends_the_program_in_good_order() {
    let loops = "{% set_global n = 0 %}".to_owned()
        + &"{% for a in r %}".repeat(6)
        + "{% set_global n = n + 1 %}"
        + &"{% endfor %}".repeat(6);
    let cases = [
        ("loops", "{% set r = range(end=90000) %}".to_owned() + &loops),
        ("text", "{% set x = \"xx\" %}".to_owned() + &"{% set x = x ~ x %}\n".repeat(45)),
        (
            "join",
            "{% set x = \"x\" %}".to_owned()
                + &"{% set x = x ~ x %}".repeat(20)
                + "{{ range(end=100000) | join(sep=x) | length }}",
        ),
        (
            "values",
            "{% set x = [] %}{% for a in range(end=90000) %}".to_owned()
                + &"{% set_global x = {\"a\": {\"a\": x}} %}".repeat(90)
                + "{% endfor %}",
        ),
        ("list", "{% set x = [1, 2] %}".to_owned() + &"{% set x = [...x, ...x] %}\n".repeat(45)),
    ];
    for (name, template) in cases {
        for command in ["build", "check"] {
            let (status, said, dir) = run(&template, &[command], |_| {});
            assert_eq!(status, Some(1), "{name}: {said}");
            assert!(said.contains("error[template-too-costly]"), "{name}: {said}");
            assert!(
                said.contains("templates/notice.html") && said.contains("content/notices/a.md"),
                "{name}: {said}"
            );
            let left: Vec<_> =
                std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(left.len(), 3, "{name}: {left:?}");
        }
    }
}

#[test]
fn the_last_good_site_stays() {
    let good = |dir: &Path| {
        let status = Command::new(env!("CARGO_BIN_EXE_lilong"))
            .args(["build", "--today", TODAY, "--no-posters"])
            .current_dir(dir)
            .status();
        assert!(status.unwrap().success());
    };
    let template = "{% set x = \"xx\" %}".to_owned() + &"{% set x = x ~ x %}\n".repeat(45);
    let (status, said, dir) = run(&template, &["build"], good);
    assert_eq!(status, Some(1), "{said}");
    assert!(std::fs::read_to_string(dir.path().join("public/notices/a.html")).unwrap().contains("停水"));
    std::fs::remove_dir_all(dir.path().join("templates")).unwrap();
    good(dir.path());
}
