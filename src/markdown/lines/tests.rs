//! Lines that stand alone and lines that are joined, before any Markdown is parsed.

use super::{LineRole, LineRoles};

/// The lines of a block at the margin, joined where they should be: `/` begins a line, `¶` a paragraph, `✍`
/// a signature, `→` a right-aligned line.
fn reported(text: &str) -> String {
    let lines = LineRoles::of(text, 0, true);
    let mut at = 0;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        out.push_str(match lines.at(at) {
            Some(LineRole::Paragraph) => "¶",
            Some(LineRole::Own) => "/",
            Some(LineRole::Signature) => "✍",
            Some(LineRole::Right) => "→",
            None => "",
        });
        out.push_str(super::unindented(line).trim_end());
        at += line.len();
    }
    out
}

#[test]
fn broken_prose_joins() {
    for text in [
        "第一行\n第二行",
        "根据公约\n第三条，本次检修",
        "请带好身份证、户口本、房产证\n3、水费单据，以及",
        "停水时间为3月\n1、2日两天，请",
        "尊重\n一、二号楼居民的意见",
        "会议定于三月举行。\n请准时到会，带上",
        "参加的有甲方\n（一）乙方",
        "共有\n2026年\n的记录",
        "活动从早上开始，持续到下午，请大家在\n2026年3月2日",
        "价格从低到高\n-10度到5度",
        "*甲*与\n*乙*",
    ] {
        assert_eq!(reported(text), text.replace('\n', ""), "{text}");
    }
}

#[test]
fn numbers_that_follow_each_other_are_lines() {
    for (text, lines) in [
        ("1、身份证\n2、户口本", "1、身份证/2、户口本"),
        ("（一）总则\n（二）附则", "（一）总则/（二）附则"),
        ("·要点一\n·要点二", "·要点一/·要点二"),
        ("①甲\n②乙\n③丙", "①甲/②乙/③丙"),
        ("１．甲\n２．乙", "１．甲/２．乙"),
        ("1.甲\n2.乙", "1.甲/2.乙"),
        ("请带\n1、甲\n2、乙", "请带/1、甲/2、乙"),
        ("请带：\n1、甲", "请带：/1、甲"),
        ("A、同意\nB、不同意", "A、同意/B、不同意"),
        ("**一、时间**\n**二、地点**", "**一、时间**/**二、地点**"),
        ("第一条　总则\n第二条　附则", "第一条　总则/第二条　附则"),
        ("十、甲\n十一、乙", "十、甲/十一、乙"),
        ("三、甲\n（一）子\n（二）丑\n四、乙", "三、甲/（一）子/（二）丑/四、乙"),
        ("-甲\n-乙", "-甲/-乙"),
        ("时间：周六\n地点：活动室", "时间：周六/地点：活动室"),
    ] {
        assert_eq!(reported(text), lines, "{text}");
    }
    // An item that was wrapped at a width is still one item.
    assert_eq!(reported("1、身份证原件，\n以及复印件\n2、户口本"), "1、身份证原件，以及复印件/2、户口本");
}

#[test]
fn behind_such_lines_a_sentence_begins_a_line() {
    let text = "一、牵绳。\n二、清理。\n（一）早。\n（二）晚。\n特此通告。\n新福居委会\n二〇二六年三月二日";
    assert_eq!(
        reported(text),
        "一、牵绳。/二、清理。/（一）早。/（二）晚。/特此通告。✍新福居委会✍二〇二六年三月二日"
    );
    assert_eq!(reported("各位居民：\n明天停水。\n请储水"), "各位居民：/明天停水。/请储水");
}

#[test]
fn what_is_moved_in_is_a_paragraph_and_far_in_is_at_the_right() {
    let text = "居民朋友：\n　　检修停水。\n　　敬请谅解。\n　　　　　　　　　　居委会\n　　　　　　　　　　2026年3月2日";
    assert_eq!(reported(text), "居民朋友：¶检修停水。¶敬请谅解。→居委会→2026年3月2日");
    assert_eq!(reported("甲\n    乙\n\t丙"), "甲¶乙¶丙");
    assert_eq!(reported("甲\n\u{a0}\u{a0}乙\n\u{2003}\u{2003}丙"), "甲¶乙¶丙");
    assert_eq!(reported("甲\n　　\n乙"), "甲¶¶乙");
    assert_eq!(reported("> 甲。\n> 　　乙"), "> 甲。¶> 　　乙");
}

#[test]
fn a_signature_is_the_last_lines() {
    assert_eq!(reported("敬请谅解。\n新福居委会\n2026年3月2日"), "敬请谅解。✍新福居委会✍2026年3月2日");
    assert_eq!(reported("新福居委会\n2026年3月"), "新福居委会✍2026年3月");
    assert_eq!(
        reported("Thank you.\nWutong Lane Committee\n2 March 2026"),
        "Thank you.✍Wutong Lane Committee✍2 March 2026"
    );
    for (text, signature) in [
        ("敬请谅解。\n\n居委会\n\n2026年3月2日", "居委会\n\n2026年3月2日"),
        ("敬请谅解。\n\n• 居委会", ""),
        ("会议定于\n2026年3月2日", "会议定于\n2026年3月2日"),
        ("请记住，会议\n定于\n2026年3月2日", "2026年3月2日"),
    ] {
        assert_eq!(&text[super::signature_at(text)..], signature, "{text}");
    }
    assert_eq!(reported("The meeting is moved\nto the hall on\n2 March 2026").matches('✍').count(), 0);
}
