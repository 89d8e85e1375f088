//! Files as people really save them, and files that lead out of the site.

use crate::desk::Desk;

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::GB18030.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

#[test]
fn a_gb18030_file_loads_with_a_warning_that_names_it() {
    let desk = Desk::new();
    desk.write(
        "content/notices/notepad.md",
        gb18030("---\r\n标题: 关于清洗水箱的通知\r\n日期: 2026年3月5日\r\n---\r\n清洗期间停水两小时，请提前储水。\r\n"),
    );
    desk.build(&[]).ends_with(0).says("warning[not-utf8]").says("content/notices/notepad.md");
    assert!(desk.text("public/notices/notepad.html").contains("关于清洗水箱的通知"));
    assert!(desk.text("public/notices/notepad.html").contains("请提前储水"));
}

#[test]
fn a_gb18030_site_yaml_loads() {
    let desk = Desk::new();
    desk.write("site.yaml", gb18030("title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n"));
    desk.build(&[]).ends_with(0);
    assert!(desk.text("public/index.html").contains("新福居民区公告栏"));
}

#[test]
fn a_gb18030_site_yaml_is_reported_as_such() {
    let desk = Desk::new();
    desk.write("site.yaml", gb18030("title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n"));
    desk.build(&[]).ends_with(0).says("warning[not-utf8]").says("site.yaml");
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_are_no_mistake() {
    let desk = Desk::new();
    desk.write(
        "content/notices/win.md",
        "\u{feff}---\r\ntitle: 清洗水箱\r\ndate: 2026-03-05\r\n---\r\n正文。\r\n",
    );
    desk.build_cleanly();
    assert!(desk.text("public/notices/win.html").contains("清洗水箱"));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leaves_the_site_is_refused() {
    let desk = Desk::new();
    link_to_secret(&desk);
    desk.build(&[]).ends_with(1).says("error[symlink-outside]").says("content/notices/secret.md");
    assert!(!desk.has("public"));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leaves_the_site_is_refused_after_a_build_too() {
    let desk = Desk::new();
    desk.build_cleanly();
    let before = desk.snapshot("public");
    link_to_secret(&desk);
    desk.build(&[]).ends_with(1).says("error[symlink-outside]");
    assert_eq!(desk.snapshot("public"), before);
}

#[cfg(unix)]
fn link_to_secret(desk: &Desk) {
    let outside = desk.root().parent().unwrap().join("secret.md");
    std::fs::write(&outside, "---\ntitle: 秘密\ndate: 2026-03-01\n---\n不公开\n").unwrap();
    std::os::unix::fs::symlink(&outside, desk.root().join("content/notices/secret.md")).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_linked_from_outside_is_refused_too() {
    let desk = Desk::new();
    let outside = desk.root().parent().unwrap().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("a.css"), "x").unwrap();
    for place in ["content/more", "static", "templates"] {
        std::os::unix::fs::symlink(&outside, desk.root().join(place)).unwrap();
        desk.build(&[]).ends_with(1).says("error[symlink-outside]").says(place);
        std::fs::remove_file(desk.root().join(place)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn nothing_of_what_a_refused_link_leads_to_is_printed() {
    let desk = Desk::new();
    let outside = desk.root().parent().unwrap().join("passwords");
    std::fs::write(&outside, "root:x:0:0:secret\n").unwrap();
    for place in ["content/notices/out.md", "static/x", "templates/base.html", "i18n/zh.ftl", "site.yaml"] {
        desk.write(place, "");
        desk.remove(place);
        std::os::unix::fs::symlink(&outside, desk.root().join(place)).unwrap();
        for format in ["human", "short", "json", "github"] {
            let run = desk.build(&["--format", format]);
            let said = run.out.clone() + &run.err;
            assert!(run.code != 0 && said.contains("symlink-outside"), "{run:?}");
            assert!(!said.contains("root:x") && !said.contains("secret"), "{run:?}");
        }
        desk.remove(place);
    }
}

#[cfg(unix)]
#[test]
fn a_site_yaml_linked_from_outside_is_refused() {
    let desk = Desk::new();
    let outside = desk.root().parent().unwrap().join("other.yaml");
    std::fs::write(&outside, "title: 别处\n").unwrap();
    desk.remove("site.yaml");
    std::os::unix::fs::symlink(&outside, desk.root().join("site.yaml")).unwrap();
    let run = desk.build(&[]);
    assert!(run.code != 0, "{run:?}");
    run.says("symlink-outside");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_inside_the_site_is_followed() {
    let desk = Desk::new();
    desk.write("shared/rules.md", "---\ntitle: 规则\ndate: 2026-03-01\n---\n正文\n");
    std::os::unix::fs::symlink("../../shared/rules.md", desk.root().join("content/notices/rules.md"))
        .unwrap();
    desk.build_cleanly();
    assert!(desk.has("public/notices/rules.html"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_its_own_parent_is_reported_and_ends() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("..", desk.root().join("content/notices/loop")).unwrap();
    desk.build(&[]).ends_with(1).says("content/notices/loop");
}

#[test]
fn a_file_name_of_a_mac_is_found_as_people_type_it() {
    let desk = Desk::new();
    let (composed, decomposed) = ("d\u{e9}tail", "de\u{301}tail");
    desk.write(
        &format!("content/notices/{decomposed}/index.md"),
        format!("---\ntitle: x\ndate: 2026-03-02\nattachments: {composed}.dwg\n---\n[x]({composed}.dwg)\n"),
    );
    desk.write(&format!("content/notices/{decomposed}/{decomposed}.dwg"), "x");
    desk.notice("other", &format!("title: y\ndate: 2026-03-02\nrefs: notices/{composed}/index.md\n"));
    desk.build_cleanly();
    assert!(
        desk.has("public/notices/detail.html") && desk.has(&format!("public/notices/detail/{composed}.dwg"))
    );
    let one = desk.published();
    let same = Desk::new();
    same.write(
        &format!("content/notices/{composed}/index.md"),
        format!("---\ntitle: x\ndate: 2026-03-02\nattachments: {composed}.dwg\n---\n[x]({composed}.dwg)\n"),
    );
    same.write(&format!("content/notices/{composed}/{composed}.dwg"), "x");
    same.notice("other", &format!("title: y\ndate: 2026-03-02\nrefs: notices/{composed}/index.md\n"));
    same.build_cleanly();
    assert!(one == same.published(), "a name in another spelling makes another site");
}

#[test]
fn of_a_file_that_is_no_text_nothing_is_quoted() {
    let desk = Desk::new();
    desk.write("content/notices/plan.dwg", b"%PDF-1.7\n\x00\x01\x02 stream");
    let run = desk.run(&["check", "--today", super::desk::TODAY]);
    run.says("unpublished-file");
    assert!(!run.err.contains("PDF-1.7"), "{}", run.err);
}
