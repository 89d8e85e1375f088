//! `lilong poster` as people run it: where files go, what is said, and how it ends.
#![cfg(feature = "poster")]

use super::desk::{Desk, Run, TODAY};

/// A site with three notices of which two hang, one with a timetable for two estates.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.notice("lift", "title: 电梯检修\ndate: 2026-03-02\nposted: {from: 2026-03-05, days: 10}\n");
    desk.notice(
        "bins",
        "title: 分类投放时间\ndate: 2026-03-02\nposted: {from: 2026-03-12, days: 10}\nschedule:\n  \
         - {place: 梧桐里, days: [mon, wed], from: '7:00', until: '9:00', what: 干垃圾}\n  \
         - {place: 听雨苑, days: [tue], from: '18:00', until: '20:00', what: 湿垃圾}\n",
    );
    desk
}

fn poster(desk: &Desk, args: &[&str]) -> Run {
    desk.run(&[&["poster", "--today", TODAY], args].concat())
}

fn is_pdf(desk: &Desk, path: &str) {
    assert!(desk.bytes(path).starts_with(b"%PDF-"), "{path} is no PDF");
}

/// The text of a PDF without its white space.
fn text(desk: &Desk, path: &str) -> String {
    let done = std::process::Command::new("pdftotext")
        .args([&*desk.root().join(path).to_string_lossy(), "-"])
        .output();
    let done = done.expect("pdftotext is not installed: apt-get install poppler-utils");
    String::from_utf8(done.stdout).unwrap().split_whitespace().collect()
}

#[test]
fn one_poster_goes_where_out_says_and_else_here() {
    let desk = desk();
    poster(&desk, &["notices/lift.md"]).ends_with(0).says("lift.poster.pdf");
    is_pdf(&desk, "lift.poster.pdf");
    poster(&desk, &["content/notices/water.md", "--out", "print/water.pdf"]).ends_with(0);
    is_pdf(&desk, "print/water.pdf");
    assert!(!desk.has("public"), "a poster built the site");
}

#[test]
fn a_poster_has_the_ending_of_what_it_is_and_replaces_nothing_in_silence() {
    let desk = desk();
    poster(&desk, &["notices/lift", "--out", "3.5通知"]).ends_with(0).says("3.5通知.pdf");
    is_pdf(&desk, "3.5通知.pdf");
    poster(&desk, &["notices/lift", "--format", "png", "--out", "lift.pdf"]).ends_with(0).says("lift.png");
    assert!(desk.bytes("lift.png").starts_with(b"\x89PNG") && !desk.has("lift.pdf"));
    let again = poster(&desk, &["notices/water", "--out", "3.5通知"]);
    again.ends_with(0).says("in place of what was there");
    assert!(!poster(&desk, &["notices/water", "--out", "other"]).err.contains("in place"));
    poster(&desk, &["--open", "--bind", "all"]).ends_with(0);
    is_pdf(&desk, "all.pdf");
}

#[test]
fn places_whose_names_differ_in_a_sign_have_posters_of_their_own() {
    let desk = desk();
    desk.notice(
        "signs",
        "title: 时间\ndate: 2026-03-02\nschedule:\n  - {place: 东·区, days: mon, from: '7:00'}\n  - \
         {place: 东-区, days: tue, from: '8:00'}\n",
    );
    poster(&desk, &["notices/signs", "--per", "place", "--out", "print/"]).ends_with(0);
    assert_eq!(desk.snapshot("print").len(), 2);
}

#[test]
fn several_posters_go_into_a_folder_and_a_record_is_named_in_any_way() {
    let desk = desk();
    let whole = desk.root().join("content/notices/bins.md");
    poster(
        &desk,
        &[
            "notices/lift",
            "./content/notices/water.md",
            whole.to_str().unwrap(),
            "notices/lift.md",
            "--out",
            "print",
        ],
    )
    .ends_with(0);
    let made: Vec<String> = desk.snapshot("print").into_keys().collect();
    assert_eq!(made, ["bins.poster.pdf", "lift.poster.pdf", "water.poster.pdf"]);
}

#[test]
fn open_makes_all_that_hang_or_are_about_to_and_bind_joins_them() {
    let desk = desk();
    poster(&desk, &["--open", "--out", "print"]).ends_with(0);
    assert_eq!(
        desk.snapshot("print").into_keys().collect::<Vec<_>>(),
        ["bins.poster.pdf", "lift.poster.pdf"]
    );
    poster(&desk, &["--open", "--bind", "all.pdf"]).ends_with(0).says("all.pdf");
    is_pdf(&desk, "all.pdf");
    let all = text(&desk, "all.pdf");
    assert!(all.contains("电梯检修") && all.contains("分类投放时间"), "{all}");
    assert!(
        desk.bytes("all.pdf").len()
            < desk.bytes("print/lift.poster.pdf").len() + desk.bytes("print/bins.poster.pdf").len()
    );
    let before = desk.bytes("all.pdf");
    poster(&desk, &["--open", "--bind", "all.pdf"]).ends_with(0);
    assert!(before == desk.bytes("all.pdf"), "bound twice, the bytes differ");
}

#[test]
fn with_nothing_to_hang_nothing_is_made() {
    let desk = Desk::new();
    let run = poster(&desk, &["--open"]);
    run.ends_with(0).says("nothing is posted now");
}

#[test]
fn one_poster_a_place_has_only_its_rows() {
    let desk = desk();
    poster(&desk, &["notices/bins.md", "--per", "place", "--out", "print"]).ends_with(0);
    let made: Vec<String> = desk.snapshot("print").into_keys().collect();
    assert_eq!(made, ["bins.听雨苑.poster.pdf", "bins.梧桐里.poster.pdf"]);
    let (one, other) =
        (text(&desk, "print/bins.梧桐里.poster.pdf"), text(&desk, "print/bins.听雨苑.poster.pdf"));
    assert!(one.contains("干垃圾") && !one.contains("湿垃圾"), "{one}");
    assert!(other.contains("湿垃圾") && !other.contains("干垃圾"), "{other}");
}

#[test]
fn pictures_are_as_wide_as_asked_for_and_long_ones_are_one() {
    let desk = desk();
    // PNG keeps its width in bytes 16 to 20 and its height in the next four.
    let size = |path: &str| {
        let bytes = desk.bytes(path);
        assert!(bytes.starts_with(b"\x89PNG"), "{path} is no PNG");
        [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()))
    };
    poster(&desk, &["notices/lift.md", "--format", "png"]).ends_with(0);
    assert_eq!(size("lift.poster.png"), [1080, 1527]);
    poster(&desk, &["notices/lift.md", "--out", "lift.png", "--width", "600", "--orientation", "landscape"])
        .ends_with(0);
    assert_eq!(size("lift.png"), [600, 424]);
    poster(&desk, &["notices/bins.md", "--long", "--out", "long.png"]).ends_with(0);
    assert_eq!(size("long.png")[0], 1080);
    assert!(size("long.png")[1] > 1080, "a long picture is long");
}

#[test]
fn sizes_are_written_as_people_write_them() {
    let desk = desk();
    for (size, orientation) in [("A3", "landscape"), ("a3", "横")] {
        poster(&desk, &["notices/lift.md", "--size", size, "--orientation", orientation, "--out", "a3.pdf"])
            .ends_with(0);
    }
    poster(&desk, &["notices/lift.md", "--size", "A5"]).ends_with(2);
}

#[test]
fn without_a_chinese_font_it_stops_and_says_how_to_get_one() {
    let desk = desk();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_lilong"))
        .args(["poster", "notices/lift.md", "--today", TODAY, "--lang", "en"])
        .current_dir(desk.root())
        .env("LILONG_FONT_DIRS", "")
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("no-chinese-font") && said.contains("fonts/"), "{said}");
    assert!(!desk.has("lift.poster.pdf"));
}

#[test]
fn a_character_without_a_glyph_is_an_error_and_the_others_are_made() {
    let desk = desk();
    desk.notice("rare", "title: 关于\u{378}弄的通知\ndate: 2026-03-02\n");
    let run = poster(&desk, &["notices/rare.md", "notices/lift.md", "--out", "print"]);
    run.ends_with(1).says("error[missing-glyph]").says("U+0378");
    assert_eq!(desk.snapshot("print").into_keys().collect::<Vec<_>>(), ["lift.poster.pdf"]);
}

#[test]
fn a_layout_that_takes_all_memory_ends_nothing_but_its_own_poster() {
    let layouts = [
        ("an array doubled", "#let a = (1,)\n#for n in range(60) { a = a + a }\n#a.len()"),
        ("a range without end", "#range(1000000000000).len()"),
        ("a string without end", "#(\"x\" * 100000000000)"),
        ("a string doubled", "#let s = \"x\"\n#for n in range(60) { s = s + s }\n#s.len()"),
    ];
    for (what, layout) in layouts {
        let desk = desk();
        desk.notice(
            "endless",
            "title: 没完没了\ndate: 2026-03-02\nposted: {from: 2026-03-05, days: 10}\n\
                                poster: {template: endless}\n",
        );
        desk.write("posters/endless.typ", layout);
        let run = desk.build(&[]);
        assert_eq!(run.code, 0, "{what}: {run:?}");
        assert!(
            run.err.contains("warning[poster-stopped]") && run.err.contains("content/notices/endless.md"),
            "{what}: {run:?}"
        );
        assert!(
            desk.has("public/notices/lift.poster.pdf") && desk.has("public/notices/endless.html"),
            "{what}"
        );
        assert!(
            !desk.has("public/notices/endless.poster.pdf")
                && !desk.text("public/notices/endless.html").contains("poster.pdf"),
            "{what}"
        );
        // What was stopped once is tried again, though nothing has changed.
        desk.build(&[]).ends_with(0).says("poster-stopped");
        desk.write("posters/endless.typ", "#import \"/posters/lib.typ\": *\n#show: poster\n有完有了");
        desk.build_cleanly();
        assert!(desk.has("public/notices/endless.poster.pdf"), "{what}");
    }
}

#[test]
fn a_poster_is_the_same_by_whatever_process_it_is_set() {
    let desk = desk();
    desk.build_cleanly();
    let first = desk.bytes("public/notices/bins.poster.pdf");
    desk.remove("public/notices/bins.poster.pdf");
    desk.build(&["--jobs", "1"]).ends_with(0);
    assert!(first == desk.bytes("public/notices/bins.poster.pdf"), "the same record gave other bytes");
}

#[test]
fn a_draft_needs_drafts() {
    let desk = desk();
    desk.notice("soon", "title: 将要发生\ndate: 2026-03-02\ndraft: true\n");
    poster(&desk, &["notices/soon.md"]).ends_with(2).says("unknown-record");
    poster(&desk, &["notices/soon.md", "--drafts"]).ends_with(0);
}

#[test]
fn a_mistake_anywhere_in_the_site_is_reported_first() {
    let desk = desk();
    desk.notice("bad", "title: 坏\ndate: 2026-02-30\n");
    poster(&desk, &["notices/lift.md"]).ends_with(1).says("impossible-date");
    assert!(!desk.has("lift.poster.pdf"));
}

#[test]
fn why_tells_what_a_poster_was_made_of() {
    let desk = desk();
    desk.build(&[]).ends_with(0);
    let run = desk.run(&["why", "notices/lift.poster.pdf", "--today", TODAY]);
    run.ends_with(0);
    for part in ["the poster of", "posters/notice.typ", "the font files", "will not draw it again"] {
        assert!(run.out.contains(part), "no {part:?} in: {}", run.out);
    }
}
