//! `lilong translate`: a file with the texts to be translated, which says what version of the original it is
//! of.

use crate::desk::{Desk, Run, TODAY};

const VOTE: &str = "---\nkind: consultation\ntitle: 车棚充电桩\ndate: 2026-03-01\nquestion: 装不装？\n\
                    opens: 2026-03-01\ncloses: 2026-03-08\noptions:\n- {label: 同意, approve: true}\n\
                    - {label: 不同意}\ncontact: {name: 窗口, phone: 021-6000 0000}\n---\n\n请投票。\n";

fn translate(desk: &Desk, path: &str, lang: &str) -> Run {
    desk.run(&["translate", path, "--to", lang, "--today", TODAY])
}

/// A site in two languages with a vote.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("site.yaml", "title: 梧桐里\nlanguages: {en: {title: Wutong}}\n");
    desk.write("content/votes/shed.md", VOTE);
    desk
}

#[test]
fn the_texts_of_the_original_stand_where_their_translations_belong() {
    let desk = desk();
    let run = translate(&desk, "votes/shed.md", "en");
    run.ends_with(0);
    assert!(run.out.trim().ends_with("content/votes/shed.en.md"), "{run:?}");
    let text = desk.text("content/votes/shed.en.md");
    for line in ["title: 车棚充电桩", "question: 装不装？", "- label: 同意", "translates: ", "请投票。"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
    for line in ["date:", "opens:", "approve", "kind:"] {
        assert!(!text.contains(line), "{line} in {text}");
    }
    // As it is, it is a translation that the site takes, of the version of now.
    assert_eq!(desk.codes(), Vec::<String>::new());
    desk.build_cleanly();
    assert!(desk.text("public/votes/shed.en.html").contains("装不装？"));
}

#[test]
fn a_translation_of_an_earlier_version_says_so_until_it_is_marked_again() {
    let desk = desk();
    translate(&desk, "votes/shed.md", "en").ends_with(0);
    let file = "content/votes/shed.en.md";
    desk.write(file, desk.text(file).replace("title: 车棚充电桩", "title: Charging points"));
    desk.build_cleanly();
    let page = |desk: &Desk| desk.text("public/votes/shed.en.html");
    assert!(!page(&desk).contains("earlier version"));
    desk.write("content/votes/shed.md", VOTE.replace("请投票。", "请早些投票。"));
    assert_eq!(desk.codes(), ["translation-older"]);
    desk.build(&[]).ends_with(0).says("translation-older");
    // In both languages.
    assert!(page(&desk).contains("This translation is of an earlier version"));
    assert!(page(&desk).contains("<span lang=\"zh-Hans\">本译文译自较早的一版"));
    let before = desk.text(file);
    translate(&desk, "votes/shed.md", "en").ends_with(0);
    let now = desk.text(file);
    let changed: Vec<&str> =
        before.lines().zip(now.lines()).filter(|(old, new)| old != new).map(|(_, new)| new).collect();
    assert_eq!(changed.len(), 1, "one line: {changed:?}");
    assert!(changed[0].starts_with("translates: "), "{changed:?}");
    assert_eq!(desk.codes(), Vec::<String>::new());
    desk.build_cleanly();
    assert!(!page(&desk).contains("earlier version"));
}

#[test]
fn what_cannot_be_translated_is_named() {
    let desk = desk();
    translate(&desk, "votes/none.md", "en").ends_with(2).says("unknown-record");
    translate(&desk, "votes/shed.md", "fr").ends_with(2).says("translation-not-configured");
    assert!(!desk.root().join("content/votes/shed.fr.md").exists());
}
