//! `lilong serve` in a real browser: one story a test, told in `tests/judges/preview.mjs`.

use std::process::Command;

use crate::desk::{Desk, PAGE};
use crate::judges::{judge, judges, program};

#[test]
fn edits_are_seen_without_a_reload_by_hand() {
    tell("edits");
}

#[test]
fn a_mistake_is_laid_over_its_page_until_it_is_mended() {
    tell("overlay");
}

#[test]
fn a_style_sheet_is_changed_in_place() {
    tell("style");
}

#[test]
fn below_a_path_the_site_works_as_on_such_a_host() {
    tell("base");
}

#[test]
fn a_preview_that_was_away_is_found_again() {
    tell("restart");
}

#[test]
fn more_pages_than_a_browser_has_connections_are_alive() {
    tell("many");
}

#[test]
fn strict_pages_folders_and_pictures_are_alive() {
    tell("corners");
}

#[cfg(feature = "poster")]
#[test]
fn a_poster_that_is_open_is_alive() {
    tell("poster");
}

#[test]
fn a_page_with_the_script_in_is_valid_html() {
    let jar = judges().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let desk = Desk::new();
    desk.write("public/short.html", "<!DOCTYPE html>\n<html lang=\"zh\">\n<title>短</title>\n<p>短。\n");
    for (path, name) in [("/", "page.html"), ("/short.html", "short.html"), ("/nowhere.html", "missing.html")]
    {
        let page = desk.get(path);
        assert!(page.text().contains("/.lilong/preview.js"), "{path}");
        desk.write(&format!("judged/{name}"), page.body);
    }
    for name in ["a.poster.pdf", "a.poster.png"] {
        desk.write(&format!("public/{name}"), "poster");
        desk.write(
            &format!("judged/{name}.html"),
            desk.ask("GET", &format!("/{name}"), "Accept: text/html\r\n").body,
        );
    }
    let bare = Desk::bare("/").get("/");
    desk.write("judged/bare.html", bare.body);
    assert_ne!(std::fs::read_to_string(desk.path("judged/page.html")).unwrap(), PAGE);
    let mut checker = Command::new(program(&["java"], "apt-get install default-jre-headless"));
    checker.arg("-jar").arg(jar).arg("--errors-only").arg(desk.path("judged"));
    judge(checker);
}

fn tell(story: &str) {
    let mut node = Command::new(program(&["node"], "apt-get install nodejs npm"));
    node.arg(judges().join("preview.mjs")).arg(story);
    node.env(
        "CHROMIUM",
        program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium"),
    );
    node.env("LILONG", env!("CARGO_BIN_EXE_lilong"));
    judge(node);
}
