//! Files of `data/`: an edit draws the pages that show it, and a broken one publishes nothing.

use super::site;

#[test]
fn an_edited_file_of_data_draws_the_pages_that_show_it() {
    let mut site = site();
    site.write(
        "templates/page.html",
        "{% for row in data(path=\"duty.csv\") %}{{ row[\"岗位\"] }}：{{ row[\"谁\"] }}\n{% endfor %}",
    );
    site.write("data/duty.csv", "岗位,谁\n窗口,甲\n巡查,乙\n").write("data/other.json", "{\"a\": 1}");
    site.build();
    assert_eq!(site.output("about/desk.html"), "窗口：甲\n巡查：乙\n");
    site.edit("data/duty.csv", "甲", "丙").build().rendered(["about/desk.html"]);
    assert_eq!(site.output("about/desk.html"), "窗口：丙\n巡查：乙\n");
    site.is_as_clean();
    // What no page shows draws nothing.
    site.write("data/other.json", "{\"a\": 2}").build().rendered([]);
    site.is_as_clean();
    // A file that is gone is a mistake of the template that shows it, and comes back as it was.
    site.remove("data/duty.csv");
    assert!(site.try_build().is_err());
    site.write("data/duty.csv", "岗位,谁\n窗口,丁\n").build().rendered(["about/desk.html"]);
    site.is_as_clean();
}

#[test]
fn a_broken_file_of_data_publishes_nothing_and_nothing_but_data_is_read() {
    let mut site = site();
    let published = site.out.clone();
    for (path, text) in [
        ("data/a.json", "[1,"),
        ("data/a.toml", "a = [1"),
        ("data/a.yaml", "a: [1"),
        ("data/a.csv", "甲,甲\n1,2\n"),
    ] {
        site.write(path, text);
        assert!(site.try_build().is_err(), "{path}");
        site.remove(path);
    }
    for path in
        ["../site.yaml", "/site.yaml", "data/../site.yaml", "nowhere.json", "../content/about/desk.md"]
    {
        site.write("templates/page.html", format!("{{{{ data(path=\"{path}\") }}}}"));
        assert!(site.try_build().is_err(), "{path}");
    }
    assert_eq!(site.out, published);
    site.write("templates/page.html", "{{ data(path=\"nowhere.json\", required=false) is none }}");
    site.build();
    assert_eq!(site.output("about/desk.html"), "true");
    site.is_as_clean();
}
