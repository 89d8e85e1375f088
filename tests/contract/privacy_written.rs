//! Personal information that the text of a file does not show as it is: in names of folders, in values that
//! are whole only when they are read.

use super::privacy::{codes, site};
use crate::common::Site;

/// What is reported of each site of one value, at its place.
fn reported(site: &mut Site) -> String {
    let (Ok(run) | Err(run)) = site.try_build();
    run.report()
}

#[test]
fn the_name_of_a_folder_is_looked_at_once_though_no_file_speaks_for_it() {
    let record = "---\ntitle: 标题\ndate: 2026-11-01\n---\n";
    let mut site = site("", "", "");
    site.write("content/n/110105198501121003/g.md", record);
    site.write("content/n/110105198501121003/h.md", record);
    site.write("content/n/110105198501121003/z/index.md", record);
    assert_eq!(codes(&mut site), ["personal-data-refused"]);
    assert!(reported(&mut site).contains("g.md:"), "{}", reported(&mut site));
    site.write("content/n/110105198501121003/_index.md", "---\ntitle: 组\n---\n");
    assert_eq!(codes(&mut site), ["personal-data-refused"]);
    assert!(reported(&mut site).contains("_index.md:"), "{}", reported(&mut site));
    let settings = "title: 新福\nbase_url: https://notices.example.org/\n";
    site.write("site.yaml", format!("{settings}privacy: {{mode: mask}}\n"));
    assert_eq!(codes(&mut site), ["personal-data-not-masked"]);
    let allowed = "privacy: {allow: [{value: 110105198501121003, why: 编的}]}\n";
    site.write("site.yaml", format!("{settings}{allowed}"));
    assert!(codes(&mut site).is_empty());
}

#[test]
fn folders_of_records_and_of_files_are_looked_at_like_those_of_sections() {
    let mut bundle = site("", "", "");
    bundle.write("content/n/13812345678/index.md", "---\ntitle: 标题\ndate: 2026-11-01\n---\n");
    assert_eq!(codes(&mut bundle), ["personal-data-shown"]);
    let mut attached = site("", "attachments: [b/13812345678/c.txt]\n", "");
    attached.write("content/notices/b/13812345678/c.txt", "无");
    assert!(reported(&mut attached).contains("in the name of a folder"), "{}", reported(&mut attached));
    let mut fixed = site("", "", "");
    fixed.write("static/13812345678/a.css", "p {}");
    assert_eq!(codes(&mut fixed), ["personal-data-shown"]);
    assert!(codes(site("", "", "").write("content/notices/other/a.bin", "无")).len() <= 1);
}

#[test]
fn a_value_that_is_whole_only_when_it_is_read_is_found() {
    let indent = " ".repeat(20);
    for front in [
        format!("summary: 报修110105\n{indent}198501121003\n"),
        "summary: >\n  报修110105\n\n  198501121003\n".to_owned(),
        "summary: \"报修110105      \n  198501121003\"\n".to_owned(),
        format!("summary: '报修110105\n{indent}198501121003'\n"),
        format!("topics: [\"报修110105\n{indent}198501121003\"]\n"),
        "summary: \"报修110105\\\n      198501121003\"\n".to_owned(),
        "summary: \"报修\\x31\\u00310105198501121003\"\n".to_owned(),
    ] {
        assert_eq!(codes(&mut site("", &front, "")), ["personal-data-refused"], "{front}");
        let mut masked = site("privacy: {mode: mask}\n", &front, "");
        assert!(codes(&mut masked).is_empty(), "{front}");
        assert!(!masked.output("notices/a.html").contains("1121003"), "{front}");
    }
    let mut settings = site("", "", "");
    let address = "base_url: https://notices.example.org/\n";
    settings.write("site.yaml", format!("title: 报修110105\n{indent}198501121003\n{address}"));
    assert_eq!(codes(&mut settings), ["personal-data-refused"]);
}

#[test]
fn a_line_break_in_a_cell_parts_no_number() {
    let mut site = site("", "", "");
    site.write("content/repairs/_index.md", "---\ntitle: 维修\nkind: notice\nrows: list.csv\n---\n");
    site.write("content/repairs/list.csv", "title,date,body\n\"报修110105\n198501121003\",2026-01-01,正文\n");
    assert_eq!(codes(&mut site), ["personal-data-refused"]);
}
