//! Characters that nobody sees and that turn what everybody reads: reported wherever a name, a title or a
//! text can be, at their place, however they are written.

use crate::common::Site;

const OVERRIDE: &str = "\u{202E}";

/// A site with one notice, and one file with `{}` where the character is to be.
fn with(path: &str, text: &str, hidden: &str) -> Site {
    let mut site = Site::new();
    site.write("content/notices/a.md", "---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n正文。\n");
    site.write(&path.replace("{}", hidden), text.replace("{}", hidden));
    site
}

#[test]
fn an_override_is_reported_wherever_it_is() {
    let front = "---\ntitle: 收费{}90元\nkind: notice\ndate: 2026-11-01\n---\n";
    let body = |text: &str| format!("---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n{text}\n");
    let site = "title: 新福\nbase_url: https://notices.example.org/\n";
    let escaped = ["\\u202E", "\\U0000202E", OVERRIDE];
    let cases: &[(&str, String, &[&str])] = &[
        ("content/notices/b.md", front.to_owned(), &[OVERRIDE]),
        ("content/notices/b.md", front.replace("收费{}90元", "\"收费{}90元\""), &escaped),
        ("content/notices/b.md", body("- 收费{}90元"), &["&#x202E;", "&#8238;", OVERRIDE]),
        ("content/notices/b.md", body("<b title=\"{}\">x</b>"), &["&#X202e;"]),
        ("content/notices/_index.md", front.replace("date: 2026-11-01\n", ""), &[OVERRIDE]),
        ("site.yaml", format!("{site}issuer: 物业{{}}\n"), &[OVERRIDE]),
        ("site.yaml", format!("{site}places: [{{name: \"1号楼{{}}\"}}]\n"), &escaped),
        ("site.yaml", format!("{site}topics: [\"电梯{{}}\"]\n"), &escaped),
        ("i18n/zh-Hans.ftl", "home = 首页{}\n".to_owned(), &[OVERRIDE, "{ \"\\u202E\" }"]),
        ("data/duty.json", "{\"a\": \"{}\"}".to_owned(), &["\\u202E", OVERRIDE]),
        ("data/duty.csv", "日期,谁\n周一,王{}\n".to_owned(), &[OVERRIDE]),
    ];
    for (path, text, forms) in cases {
        for hidden in *forms {
            let mut site = with(path, text, hidden);
            let Err(run) = site.try_build() else { panic!("{path}: {text} with {hidden:?} is published") };
            assert_eq!(run.codes(), ["text-direction"], "{path}: {}", run.report());
            let place = run.found[0].place.as_ref().unwrap();
            assert_eq!(&*place.file, *path);
            let is_table = path.ends_with(".csv");
            let quoted = &site.text(path)[place.span.clone()];
            assert!(is_table || hidden.contains(quoted), "{path}: {quoted:?}");
        }
    }
}

#[test]
fn the_names_of_files_hold_none() {
    let text = "---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n正文。\n";
    for path in ["content/notices/b{}.md", "content/notices/b{}/index.md"] {
        assert_eq!(with(path, text, OVERRIDE).fails(), ["text-direction"], "{path}");
    }
    assert_eq!(with("content/b{}/_index.md", "---\ntitle: x\n---\n", OVERRIDE).fails(), ["text-direction"]);
    let mut attached = with("content/notices/c/form{}fdp.exe", "x", OVERRIDE);
    attached.write(
        "content/notices/c/index.md",
        "---\ntitle: x\nkind: notice\ndate: 2026-11-01\nattachments: [\"form\\u202Efdp.exe\"]\n---\n",
    );
    assert_eq!(attached.fails(), ["bad-output-path", "text-direction"]);
    assert_eq!(with("static/a{}.txt", "x", OVERRIDE).fails(), ["bad-output-path"]);
}

#[test]
fn what_people_write_is_published() {
    for body in [
        "各位 \u{2067}مرحبا\u{2069} 你好",
        "می\u{200C}خواهم",
        "👨\u{200D}👩\u{200D}👧",
        "电\u{200B}梯",
        "שלום\u{200F}!",
    ] {
        let text = "---\ntitle: x\nkind: notice\ndate: 2026-11-01\n---\n{}\n";
        let mut site = with("content/notices/b.md", text, body);
        assert!(site.build().codes().is_empty(), "{body:?}");
    }
}
