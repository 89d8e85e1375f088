//! What is found in sentences as people write them, and what words mark as belonging to no person.

use std::time::{Duration, Instant};

use super::{Class, Marks, find, found, is, veil, veil_printed};

const IDENTITY: &str = "110105198501121003";
const CARD: &str = "6228480402564890018";
const MOBILE: &str = "13812345678";

/// A text with `I`, `C` and `M` in brackets replaced by the numbers of these tests.
fn filled(text: &str) -> String {
    text.replace("{I}", IDENTITY).replace("{C}", CARD).replace("{M}", MOBILE)
}

fn none(texts: &[&str]) {
    for text in texts {
        let text = filled(text);
        assert!(found(&text).is_empty(), "{text}: {:?}", found(&text));
    }
}

#[test]
fn a_number_that_is_the_name_of_an_address_is_both() {
    for (text, class, masked) in [
        ("{I}@qq.com", Class::Identity, "110***************@qq.com"),
        ("{C}@qq.com", Class::Card, "6228***************@qq.com"),
        ("写到{M}@139.com。", Class::Mobile, "写到138********@139.com。"),
        ("wang.{M}@139.com", Class::Mobile, "wang.138********@139.com"),
        ("{M}_1@139.com", Class::Mobile, "138**********@139.com"),
        ("138 1234 5678 @ 139.com", Class::Mobile, "138********@139.com"),
    ] {
        let text = filled(text);
        let all = find(&text, Marks::None);
        assert_eq!(all.iter().map(|found| found.class).collect::<Vec<_>>(), [class, Class::Email], "{text}");
        assert!(all[0].span.end <= all[1].span.start, "{text}");
        let mut shown = text.clone();
        for found in all.iter().rev() {
            shown.replace_range(found.span.clone(), &found.masked('*'));
        }
        assert_eq!(shown, masked);
        assert!(found(&shown).is_empty(), "{shown}");
        assert_eq!(veil(&text).len(), text.len());
        assert!(found(&veil(&text)).is_empty());
    }
    // An allowance for the address also covers the number in it.
    let all = found("13812345678@139.com");
    assert!(all.iter().all(|(_, value)| value == "13812345678@139.com"), "{all:?}");
    is("E12345678@qq.com", Class::Email, "e12345678@qq.com");
}

#[test]
fn each_half_of_a_number_in_an_address_hides_enough() {
    let text = filled("{M}@139.com");
    let [number, address] = find(&text, Marks::None).try_into().unwrap();
    assert_eq!(format!("{}5678@139.com", number.masked('*')), "138****5678@139.com");
    assert_eq!(address.masked('*'), "****@139.com");
}

#[test]
fn a_flat_is_seen_beside_everyday_words() {
    for text in [
        "96号楼502室拖欠物业费已三个月",
        "社区慰问：96号楼502室李阿姨",
        "受理：96号楼502室投诉",
        "96号楼502室业主向居委反映漏水",
        "96号楼502室独居老年人王某需要照顾",
        "物业：通知96号楼502室住户",
        "96号楼502室卫生间漏水，居委会已受理",
        "居委会在96号楼502室调解邻里纠纷",
        "活动室漏水影响96号楼502室",
        "老年活动室楼上96号楼502室居民反映噪音",
        "物业服务中心：96号楼502室报修",
        "96号楼502室领取救助金",
    ] {
        is(text, Class::Flat, "96号楼502室");
    }
    let flats = found("经社区调解，96号楼502室与602室达成和解");
    assert_eq!(flats, ["96号楼502室", "602室"].map(|flat| (Class::Flat, flat.to_owned())));
}

#[test]
fn a_flat_is_seen_however_its_building_is_named() {
    for (text, masked) in [
        ("96号楼5层502室", "96号楼5层***室"),
        ("8号楼12层1203室", "8号楼12层****室"),
        ("8号楼12楼1203室", "8号楼12楼****室"),
        ("96号楼2门502室", "96号楼2门***室"),
        ("96号楼西单元502室", "96号楼西单元***室"),
        ("96号楼2单元5层502室", "96号楼2单元5层***室"),
        ("96号楼-502室", "96号楼-***室"),
        ("96号楼B502室", "96号楼****室"),
        ("96号楼502A室", "96号楼****室"),
        ("8号楼1203户", "8号楼****户"),
        ("8号楼2单元501户", "8号楼2单元***户"),
        ("96號樓502室", "96號樓***室"),
        ("３棟２單元501室", "3棟2單元***室"),
    ] {
        let all = find(text, Marks::None);
        assert_eq!(all.iter().map(|flat| flat.masked('*')).collect::<Vec<_>>(), [masked], "{text}");
    }
}

#[test]
fn a_room_where_people_meet_or_are_served_is_no_flat() {
    none(&[
        "5号楼101室设快递柜",
        "2号楼103室公共厕所维修",
        "2号楼102室改建为垃圾房",
        "3号楼101室居委会，3号楼102室（社区活动室）",
        "物业办公室设在3号楼101室",
        "社区服务中心（3号楼101室）",
        "到物业服务中心（梧桐里3号楼102室）领取",
        "地点：3号楼101室活动室",
        "居委会在 3号楼 101室办公",
        "请到3号楼101室领取",
        "3号楼101室梧桐里社区卫生服务站",
        "活动室：3号楼101室",
        "3号楼120户、8号楼1203人、3月2号1203户已投票、8号楼1200户",
    ]);
}

#[test]
fn letters_a_point_and_a_verb_hide_no_number() {
    for text in [
        "Ｔｅｌ{M}",
        "电话{M}QQ同号",
        "{M}vx同号",
        "{M}WeChat",
        "{M}qq12345",
        "联系Wang{M}",
        "李师傅{M}.8:00-17:00",
        "拨打电话下订单：{M}",
        "联系ZHANG{M}",
        "{M}元旦休息",
        "快递：{M}",
    ] {
        is(&filled(text), Class::Mobile, MOBILE);
    }
    is(&filled("编号ABC{I}ABC"), Class::Identity, IDENTITY);
    is("ID11010519491231002XABC", Class::Identity, "11010519491231002X");
    for text in ["卡号ＮＯ{C}", "ICBC{C}", "{C}ICBC", "Wang{C}"] {
        is(&filled(text), Class::Card, CARD);
    }
}

#[test]
fn no_space_however_long_hides_a_number() {
    for between in [
        "     ",
        "------",
        "\u{205F}",
        "\u{2028}",
        "\u{2029}",
        "\u{200B}\u{200B}\u{200B}\u{200B}\u{200B}",
        "\u{3164}",
        "\t \t \t ",
    ] {
        is(&format!("电话138{between}12345678"), Class::Mobile, MOBILE);
        is(&format!("证号110105{between}19850112{between}1003"), Class::Identity, IDENTITY);
    }
    let by_line = |number: &str| number.chars().map(|digit| format!("{digit}\n")).collect::<String>();
    is(&by_line(MOBILE), Class::Mobile, MOBILE);
    is(&by_line(IDENTITY), Class::Identity, IDENTITY);
    is(&by_line(CARD), Class::Card, CARD);
    is("1 622848 0402564890018 张三", Class::Card, CARD);
    is("12 13 8123 456 78 张三", Class::Mobile, MOBILE);
    // Together with the number of the row, the check digit of a card is right.
    is("1     440304193711190937     张三", Class::Identity, "440304193711190937");
    // More digits than one chain holds: a number crosses its end.
    let all = found(&format!("{}138 1234\n5678", "2 ".repeat(65_533)));
    assert_eq!(all, [(Class::Mobile, MOBILE.to_owned())]);
}

#[test]
fn a_number_that_says_what_it_is_is_nobodys() {
    none(&[
        "户名：新福居业主委员会维修资金专户，账号：{C}",
        "收款单位：新福居民委员会（对公账户）。账号：{C}",
        "户名：新福居业主委员会\n开户行：农业银行新福支行\n账号：{C}",
        "业委会基本账户 {C}",
        "居委会党费账号{C}",
        "监管账号：{C}",
        "12345工单编号：{C}",
        "案件编号：{C}",
        "受理编号{C}",
        "工程编号：{C}",
        "不动产权证书号{C}",
        "房产证编号 {C}",
        "快递 {C}",
        "坐标 121.13812345678, 31.13912345678",
        "经度121.13812345678",
        "121.13812345678°E",
        "金额 {M} 元",
        "水表号{M}",
        "电表户号：{M}",
        "燃气户号 {M}",
        "用户编号：{M}",
        "缴费户号{M}",
        "公积金账号：{M}",
        "固定资产编号 {M}",
        "档案号{M}",
        "水表编号：{M}",
        "GB/T {M}",
        "1500 1600 1700 180",
        "E12345678 号电梯（设备出厂编号）",
        "电梯 E20264321",
        "灭火器批次 G12345678",
    ]);
}

#[test]
fn an_account_of_a_person_is_reported_whatever_stands_before() {
    for text in [
        "户名：张三，账号：{C}",
        "业委会主任张三，账号：{C}",
        "维修资金专户停用，请转张三 {C}",
        "专户停用，张三账号{C}",
        "张三（新福物业公司）账号：{C}",
        "户名：张三\n开户行：农业银行新福支行\n账号：{C}",
        "居委会党费请转李四，卡号{C}",
        "银行卡编号：{C}",
        "转给物业公司，卡号{C}",
    ] {
        is(&filled(text), Class::Card, CARD);
    }
    for text in ["工单编号{I}", "合同号：{I}", "维修资金专户 {I}"] {
        is(&filled(text), Class::Identity, IDENTITY);
    }
}

#[test]
fn addresses_and_plates_are_seen_in_other_scripts() {
    is("张三@example.com", Class::Email, "张三@example.com");
    is("a@例子.中国", Class::Email, "a@例子.中国");
    is("写信到 a@例子.中国请勿来电", Class::Email, "a@例子.中国");
    is("josé@example.com谢谢", Class::Email, "josé@example.com");
    is("иван@пример.рф", Class::Email, "иван@пример.рф");
    is("lin@example.com.请勿来电", Class::Email, "lin@example.com");
    none(&["关注 @张三.下午开会", "请 @所有人。周五开会"]);
    is("滬A12345", Class::Plate, "滬A12345");
    is("蘇A12345", Class::Plate, "蘇A12345");
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let within = |text: &str, look: &dyn Fn(&str)| {
        let begun = Instant::now();
        look(text);
        let head: String = text.chars().take(12).collect();
        assert!(begun.elapsed() < Duration::from_secs(8), "{head} took {:?}", begun.elapsed());
    };
    for part in [
        "101室、",
        "101、",
        "101室",
        "3号楼101室、",
        "13812345678.",
        "138 ",
        "1\n",
        "a@",
        "a@b.",
        "@",
        "\u{200B}@",
        "沪A1",
        "沪A",
        "0.",
        "1.",
        "户1203户",
        "一号楼",
        "E1 ",
        "例.",
        "室 ",
        "1-",
        "wang1",
    ] {
        within(&part.repeat(60_000 / part.len()), &|text| drop(find(text, Marks::Markdown)));
    }
    for part in ["<", "](", "&#", "&#4", "[x](", "%4"] {
        within(&format!("4 | {}", part.repeat(30_000)), &|text| drop(veil_printed(text)));
    }
}
