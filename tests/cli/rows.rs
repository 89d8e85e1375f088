//! Records that are rows of a table, as people work with them: each command takes `FILE#ROW`.

use crate::desk::{Desk, Run, TODAY};

/// A site with a register of three repairs, of which the second hangs and the third is a draft.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "content/repairs/_index.md",
        "---\ntitle: 报修登记\nkind: notice\nrows: list.csv\n---\n居民报修了什么。\n",
    );
    desk.write(
        "content/repairs/list.csv",
        "标题,日期,公示期.起,公示期.天数,草稿,正文\n楼道灯,2026-03-02,,,,换了灯管。\n\
         水泵检修,2026-03-03,2026-03-05,10,,\"停水一天。\n\n**请储水。**\"\n将来的,2026-03-04,,,是,还没有定。\n",
    );
    desk
}

fn run(desk: &Desk, args: &[&str]) -> Run {
    desk.run(&[&args[..1], &["--today", TODAY], &args[1..]].concat())
}

/// Expects a text in what was answered or said.
#[track_caller]
fn tells(run: &Run, text: &str) {
    assert!(run.out.contains(text) || run.err.contains(text), "no {text:?} in: {run:?}");
}

#[test]
fn a_row_is_pasted_by_its_name() {
    let desk = desk();
    for name in ["repairs/list.csv#2", "content/repairs/list.csv#2", "./content/repairs/list.csv#2"] {
        let text = run(&desk, &["text", name]).ends_with(0).out.clone();
        assert!(text.starts_with("水泵检修\n") && text.contains("请储水。"), "{name}: {text}");
        assert!(text.contains("repairs/2026-03-03.html"), "{text}");
    }
    let table = run(&desk, &["text", "repairs/list.csv"]);
    table.ends_with(2).says("repairs/list.csv#1");
    run(&desk, &["text", "repairs/list.csv#9"]).ends_with(2).says("list.csv#");
    let hidden = run(&desk, &["text", "repairs/list.csv#3"]);
    assert!(!hidden.ends_with(2).err.contains("将来的"), "{}", hidden.err);
}

#[test]
fn why_tells_what_the_page_of_a_row_read() {
    let desk = desk();
    desk.build_cleanly();
    let page = "repairs/2026-03-03.html";
    tells(run(&desk, &["why", page]).ends_with(0), "repairs/list.csv#2");
    let csv = desk.text("content/repairs/list.csv");
    desk.write("content/repairs/list.csv", csv.replace("请储水", "请提前储水"));
    tells(&run(&desk, &["why", page]), "will draw it again");
    // The page of the other row shows no more of it than its title.
    tells(&run(&desk, &["why", "repairs/2026-03-02.html"]), "nothing has changed");
}

#[test]
#[cfg(feature = "poster")]
fn a_row_that_hangs_has_a_poster() {
    let desk = desk();
    tells(run(&desk, &["poster", "repairs/list.csv#2"]).ends_with(0), "2026-03-03.poster.pdf");
    assert!(desk.bytes("2026-03-03.poster.pdf").starts_with(b"%PDF-"));
    run(&desk, &["poster", "--open", "--bind", "all"]).ends_with(0);
    assert!(desk.bytes("all.pdf").starts_with(b"%PDF-"));
    run(&desk, &["poster", "repairs/list.csv"]).ends_with(2).says("repairs/list.csv#1");
}

#[test]
fn a_new_record_goes_beside_the_table_only_where_it_is_sent_there() {
    let desk = Desk::empty();
    desk.write("site.yaml", "title: t\n");
    desk.write("content/a/_index.md", "---\ntitle: 报修登记\nkind: notice\nrows: list.csv\n---\n");
    desk.write("content/a/list.csv", "标题,日期\n楼道灯,2026-03-02\n");
    desk.write("content/zz/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
    let path = run(&desk, &["new", "notice", "雨棚漏水"]).ends_with(0).out.clone();
    assert!(path.starts_with("content/zz/"), "{path}");
    let path = run(&desk, &["new", "notice", "雨棚漏水", "--section", "a"]).ends_with(0).out.clone();
    assert!(path.starts_with("content/a/"), "{path}");
}

#[test]
fn the_number_of_a_new_record_follows_those_of_rows() {
    let desk = desk();
    desk.write(
        "content/repairs/list.csv",
        "标题,日期,文号\n楼道灯,2026-03-02,修〔2026〕7号\n水泵,2026-03-03,修〔2026〕8号\n",
    );
    let path = run(&desk, &["new", "notice", "雨棚漏水", "--section", "repairs"]).ends_with(0).out.clone();
    assert!(desk.text(path.trim()).contains("修〔2026〕9号"), "{}", desk.text(path.trim()));
}
