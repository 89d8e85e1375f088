//! Records in words, as people paste them.

use super::super::data::tests_site::{CONFIG, entry, site};
use super::*;
use crate::source::SourceTree;
use crate::theme::{BUILT_IN, Theme};

/// The texts of the built-in theme.
fn texts() -> AllInterfaceTexts {
    Theme::load(BUILT_IN, &SourceTree::default()).0.texts
}

fn said(front: &str, body: &str, form: TextForm) -> PasteText {
    let site = site(CONFIG, &[("a.md", &format!("---\ntitle: 停水\ndate: 2026-03-02\n{front}---\n{body}"))]);
    write(&site, &texts(), entry(&site, "a.md"), "zh-Hans", form).unwrap()
}

const WATER: &str = "kind: notice\nnumber: 梧〔2026〕3号\neffective: {from: 2026-03-12, until: 2026-03-13}\n\
                     contact: {name: 物业, phone: 021-6000 0000}\nschedule:\n- \
                     {place: 1号楼, dates: [2026-03-12], from: '9:00', until: '11:30', what: 冲洗水箱}\n";

#[test]
fn a_notice_says_what_when_where_whom_to_ask_and_its_address() {
    let expected = "停水\n梧〔2026〕3号　梧桐里居委会　2026年3月2日\n\n时间：2026年3月12日至2026年3月13日\n3月12日 09:00–11:30 1号楼 \
                    冲洗水箱\n\n\
                    请提前储水。\n\n• 1号楼\n• 2号楼\n\n咨询：物业，021-6000 0000\nhttps://example.org/wtl/a.html";
    assert_eq!(said(WATER, "请提前**储水**。\n\n- 1号楼\n- 2号楼\n", TextForm::Plain).text, expected);
    let chat = said(WATER, "请提前储水。\n", TextForm::Wechat);
    let expected = "【停水】\n\n▪ 时间：2026年3月12日至2026年3月13日\n▪ 3月12日 09:00–11:30 1号楼 冲洗水箱\n\n请提前储水。\n\n\
                    咨询：物业，021-6000 0000\n\
                    全文：https://example.org/wtl/a.html\n\n梧〔2026〕3号　梧桐里居委会　2026年3月2日";
    assert_eq!((chat.text.as_str(), chat.cut), (expected, false));
}

#[test]
fn a_long_text_is_summed_up_for_a_chat_group() {
    let chat = said("kind: notice\nsummary: 一句话。\n", &"很长的正文。\n\n".repeat(120), TextForm::Wechat);
    assert!(chat.cut && chat.text.contains("一句话。") && !chat.text.contains("很长"), "{}", chat.text);
}

#[test]
fn the_first_paragraph_is_reported_whole_and_letters_are_no_wider_than_they_are() {
    // 480 letters are as long as 240 Chinese characters.
    let english = "The lift is inspected on Friday morning. ".repeat(12);
    let chat = said("kind: notice\n", &format!("{english}\n"), TextForm::Wechat);
    assert_eq!((chat.text.matches("inspected").count(), chat.cut), (12, false));
    let long = "请提前储水并关好龙头。".repeat(40);
    let chat = said("kind: notice\n", &format!("各位居民：\n\n{long}\n\n还有一段。\n"), TextForm::Wechat);
    assert_eq!(chat.text.matches("请提前").count(), 40, "{}", chat.text);
    assert!(chat.cut && chat.text.contains("各位居民：") && !chat.text.contains("还有"), "{}", chat.text);
}

#[test]
fn a_short_message_does_not_run_the_signature_into_the_text() {
    let own = said("kind: notice\n", "明天停水。\n梧桐里居委会\n2026年3月2日\n", TextForm::Sms(3)).text;
    assert_eq!(own, "【梧桐里居委会】停水。明天停水。https://example.org/wtl/a.html");
    let other = said("kind: notice\n", "明天停水。\n\n新福物业\n\n2026年3月2日\n", TextForm::Sms(3)).text;
    assert_eq!(
        other,
        "【梧桐里居委会】停水。明天停水。新福物业，2026年3月2日。https://example.org/wtl/a.html"
    );
}

#[test]
fn a_short_message_keeps_the_facts_and_whole_sentences() {
    let body = format!("{}最后一句。\n", "请提前储水并关好龙头。".repeat(30));
    let message = said(WATER, &body, TextForm::Sms(3));
    let parts = message.parts.unwrap();
    assert!(parts.count() <= 3 && message.cut, "{parts:?}");
    assert!(message.text.starts_with("【梧桐里居委会】停水。请提前储水并关好龙头。"), "{}", message.text);
    assert!(
        message.text.contains("龙头。时间：") && message.text.ends_with("https://example.org/wtl/a.html"),
        "{}",
        message.text
    );
    assert!(!message.text.contains('\n'));
    let short = said("kind: notice\n", "明天停水。\n", TextForm::Sms(3));
    assert_eq!(
        (short.text.as_str(), short.cut),
        ("【梧桐里居委会】停水。明天停水。https://example.org/wtl/a.html", false)
    );
}

const VOTE: &str = "kind: consultation\nquestion: 换不换？\nopens: 2026-03-02\ncloses: 2026-03-05\nrule: \
                    majority\neligible: {people: 10}\n";

#[test]
fn a_result_is_reported_with_its_numbers() {
    let counted = format!(
        "{VOTE}counted: 2026-03-06\nballots: {{issued: 9, returned: 9}}\noptions:\n- \
         {{label: 同意, people: 5, approve: true}}\n- {{label: 不同意, people: 4}}\n"
    );
    let text = said(&counted, "", TextForm::Plain).text;
    assert!(
        text.contains("征询：换不换？\n结果：通过（同意5票，不同意4票）\n同意：5人，占9人的55.56%，须超过1/2，达到\n收回9张，应参与10人"),
        "{text}"
    );
    let message = said(&counted, "", TextForm::Sms(2)).text;
    assert!(message.contains("结果：通过（同意5票，不同意4票）。收回9张，应参与10人。"), "{message}");
}

#[test]
fn an_open_vote_says_until_when_and_a_closed_one_that_it_is_counted() {
    let options = "options:\n- {label: 同意, approve: true}\n- {label: 不同意}\n";
    let open = said(
        &format!("{VOTE}{options}").replace("closes: 2026-03-05", "closes: 2026-03-15"),
        "",
        TextForm::Plain,
    )
    .text;
    assert!(open.contains("投票：2026年3月2日至2026年3月15日\n征询：换不换？\n选项：同意，不同意"), "{open}");
    assert!(said(&format!("{VOTE}{options}"), "", TextForm::Plain).text.contains("正在计票"));
}

#[test]
fn a_meeting_says_when_where_and_what_was_decided() {
    let meeting = "kind: meeting\nvenue: 活动室\nstarts: 2026-03-01 19:00\nends: 2026-03-01 20:30\nattendance: \
                   {eligible: 9, present: 7}\nresolutions:\n\
                   - {title: 修门, votes: {for: 6, against: 1}}\n- {title: 种树}\n";
    let text = said(meeting, "", TextForm::Plain).text;
    let expected = "时间：2026年3月1日 19:00–20:30\n地点：活动室\n到会：7人，应到9人\n决议1：修门——通过（同意6，反对1，弃权0）\n决议2：种树——协商一致";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn whom_to_ask_is_reported_as_on_the_page_of_that_language() {
    let config = format!(
        "{CONFIG}contact: {{name: 窗口, phone: 021-6000 0000}}\nlanguages: \
         {{en: {{title: Wutong, contact: {{name: Front desk}}}}}}\n"
    );
    let english = |more: &str| format!("---\ntitle: No water\n{more}---\nPlease store some.\n");
    for (more, expected) in [
        ("", "Contact: Front desk, 021-6000 0000"),
        ("contact: {phone: 021-6000 0009}\n", "Contact: Front desk, 021-6000 0009"),
    ] {
        let english = english(more);
        let site = site(
            &config,
            &[
                ("a.md", "---\ntitle: 停水\ndate: 2026-03-02\nkind: notice\n---\n停水。\n"),
                ("a.en.md", &english),
            ],
        );
        let text = write(&site, &texts(), entry(&site, "a.md"), "en", TextForm::Plain).unwrap().text;
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_translation_is_written_in_its_own_language() {
    let config = format!("{CONFIG}languages: {{en: {{title: Wutong, issuer: Residents' Committee}}}}\n");
    let files = [
        ("a.md", format!("---\ntitle: 停水\ndate: 2026-03-02\n{WATER}---\n停水。\n")),
        (
            "a.en.md",
            "---\ntitle: Water off\nschedule: [{what: Tank rinsed, place: Building 1}]\n---\nPlease \
                     store some.\n"
                .to_owned(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = site(&config, &files);
    let text = write(&site, &texts(), entry(&site, "a.md"), "en", TextForm::Sms(3)).unwrap().text;
    let expected = "Residents' Committee: Water off. Please store some. When: 12 March 2026 to 13 March \
                    2026. 12 March, 09:00-11:30, Building 1, Tank rinsed. \
                    Contact: 物业, 021-6000 0000. https://example.org/wtl/a.en.html";
    assert_eq!(text, expected);
}

#[test]
fn corrections_are_reported_and_a_withdrawn_record_is_refused() {
    let corrected = said(
        "kind: notice\ncorrections: [{date: 2026-03-04, what: 改为周六}]\n",
        "停水。\n",
        TextForm::Sms(2),
    )
    .text;
    assert!(corrected.contains("停水。更正（2026年3月4日）：改为周六。"), "{corrected}");
    let site = site(
        CONFIG,
        &[(
            "a.md",
            "---\ntitle: 停水\ndate: 2026-03-02\nkind: notice\nwithdrawn: {date: 2026-03-05, why: 误发}\n---\n",
        )],
    );
    assert_eq!(
        write(&site, &texts(), entry(&site, "a.md"), "", TextForm::Plain).unwrap_err().code.id,
        "record-withheld"
    );
}

#[test]
fn the_digest_of_a_month_says_its_figures_and_what_was_published() {
    let meeting = "---\nkind: meeting\ntitle: 议事会\ndate: 2026-02-10\nattendance: {present: 9}\n\
                   resolutions: [{title: 修门, votes: {for: 7, against: 2}}]\n---\n文。\n";
    let site = site(
        CONFIG,
        &[
            ("a.md", "---\nkind: notice\ntitle: 停水\ndate: 2026-02-03\n---\n文。\n"),
            ("m.md", meeting),
            ("later.md", "---\nkind: notice\ntitle: 停电\ndate: 2026-03-02\n---\n文。\n"),
        ],
    );
    let chat = |lang: &str| {
        let month = site.month("2026-02").unwrap();
        write_digest(&site, &texts(), month, lang, TextForm::Wechat).unwrap().text
    };
    let expected = "【2026年2月公布了什么】\n\n▪ 公布：2篇\n▪ 会议：1次\n▪ 通过的决议：1项（共1）\n\n\
                    ◆ 公告（1 篇）\n2月3日 停水\n\n◆ 会议（1 篇）\n2月10日 议事会\n\n\
                    全文：https://example.org/wtl/archive/2026-02.html\n\n梧桐里居委会";
    assert_eq!(chat("zh-Hans"), expected);
    assert!(chat("en").starts_with("【Published in February 2026】"), "{}", chat("en"));
    assert!(site.month("2026-03").is_none(), "it is not over");
    assert!(site.month("2026-01").is_none(), "nothing was published in it");
}
