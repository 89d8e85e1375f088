//! What is found in texts, and what is not.

use super::*;

mod sentences;

/// What is found in a text, each as its class and its value.
fn found(text: &str) -> Vec<(Class, String)> {
    find(text, Marks::None).into_iter().map(|found| (found.class, found.value)).collect()
}

/// The only thing that is found.
fn only(text: &str) -> (Class, String) {
    let all = found(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().unwrap()
}

fn is(text: &str, class: Class, value: &str) {
    assert_eq!(only(text), (class, value.to_owned()), "{text}");
}

#[test]
fn a_mobile_number_is_seen_however_it_is_written() {
    for text in [
        "13812345678",
        "电话13812345678（张）",
        "138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "１３８ 1234—5678",
        "138\u{3000}1234\u{A0}5678",
        "1381234\n5678",
        "138 1234\r\n    5678",
        "1-3-8-1-2-3-4-5-6-7-8",
        "1 3 8 1 2 3 4 5 6 7 8",
        "13 8123 456 78",
        "+86 138 1234 5678",
        "+8613812345678",
        "0086-13812345678",
        "Tel13812345678",
        "138\u{200B}1234\u{AD}5678",
        "1.13812345678",
        "联系人：12．13812345678；",
        "张三13812345678.2号楼",
        "手机13812345678A",
        "\u{202A}138\u{200E}1234\u{2068}5678\u{202C}",
        "١٣٨١٢٣٤٥٦٧٨",
        "۱۳۸ ۱۲۳۴ ۵۶۷۸",
        "1\u{FE0F}\u{20E3}3\u{FE0F}\u{20E3}8\u{FE0F}\u{20E3}12345678",
        "138\n-1234\n-5678",
        "No13812345678",
        "2026-03-02 13812345678",
        "（021）55550100、13812345678",
        "外地请拨013812345678",
        "138·1234·5678",
    ] {
        is(text, Class::Mobile, "13812345678");
    }
    assert_eq!(found("13812345678/13912345678 137 1234 5678").len(), 3);
}

#[test]
fn an_identity_number_has_a_day_of_birth_and_a_check() {
    for text in [
        "11010519491231002X",
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "证号：110105-1949-1231-002X。",
        "1.11010519491231002X 张三",
        "身份证ID11010519491231002X，",
        "11010519491231002x.3号楼",
    ] {
        is(text, Class::Identity, "11010519491231002X");
    }
    for text in ["110105194912310021", "110105194913310026", "1101051949123100", "文号 110105194912310020"]
    {
        assert!(found(text).iter().all(|(class, _)| *class != Class::Identity), "{text}");
    }
}

#[test]
fn a_bank_card_has_a_check_and_is_no_order_number() {
    for (text, value) in [
        ("6222020200112233445", None),
        ("6228 4804 0256 4890 018", Some("6228480402564890018")),
        ("卡号4111111111111111", Some("4111111111111111")),
        ("4111-1111-1111-1111", Some("4111111111111111")),
        ("订单号：4111111111111111", None),
        ("2026030212345678", None),
    ] {
        let all = found(text);
        assert_eq!(all.first().map(|(_, value)| value.as_str()), value, "{text}: {all:?}");
    }
}

#[test]
fn passports_plates_addresses_and_flats() {
    is("护照 E12345678", Class::Passport, "E12345678");
    is("护照号EA1234567，", Class::Passport, "EA1234567");
    is("Ｇ１２３４５６７８", Class::Passport, "G12345678");
    is("沪A12345", Class::Plate, "沪A12345");
    is("车牌沪A·D1234挂了", Class::Plate, "沪AD1234挂");
    is("粤B 12345 请移车", Class::Plate, "粤B12345");
    is("沪AD12345", Class::Plate, "沪AD12345");
    is("沪Ａ1B2C3", Class::Plate, "沪A1B2C3");
    is("写信到 Zhang.San@example.com。", Class::Email, "zhang.san@example.com");
    is("ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", Class::Email, "lin@example.com");
    is("请写信到lin@example。com。Thanks", Class::Email, "lin@example.com");
    is("lin@example.com。Thanks", Class::Email, "lin@example.com");
    is("沪a12345", Class::Plate, "沪A12345");
    is("车牌：沪 A 12345", Class::Plate, "沪A12345");
    is("Please call 京C84202 before Friday", Class::Plate, "京C84202");
    is("请粤B 12345 移车", Class::Plate, "粤B12345");
    is("沪A12\u{200B}345", Class::Plate, "沪A12345");
    is("车 沪A\n12345 停", Class::Plate, "沪A12345");
    is("护照号 e12345678", Class::Passport, "E12345678");
    for text in ["zhang@\nexample.com", "zhang @ example.com", "zhang\u{200B}@exam\u{200B}ple.com"] {
        is(text, Class::Email, "zhang@example.com");
    }
    is("住96号楼\n502\u{200B}室", Class::Flat, "96号楼502室");
    is("住在96号楼502室的", Class::Flat, "96号楼502室");
    is("９６号楼 ５０２ 室", Class::Flat, "96号楼502室");
    is("3幢2单元501室", Class::Flat, "3幢2单元501室");
    is("3号楼101、102室", Class::Flat, "3号楼101、102室");
    is("3号楼101/102室", Class::Flat, "3号楼101/102室");
    is("3号楼101和102室", Class::Flat, "3号楼101和102室");
    let flats: Vec<String> =
        find("3号楼101室、102室和５号楼２０１室", Marks::None).into_iter().map(|found| found.value).collect();
    assert_eq!(flats, ["3号楼101室", "102室", "5号楼201室"]);
    assert!(find("楼下有101、102室", Marks::None).is_empty());
    assert_eq!(veil("3号楼101、102室，103室；3幢2单元501室"), "3号楼***、***室，***室；3幢2单元***室");
    is("96-502室", Class::Flat, "96-502室");
}

#[test]
fn what_notices_hold_is_nobodys() {
    for text in [
        "新福居〔2026〕3号，2026年3月2日",
        "金额 13,812,345,678.90 元，¥13812345678.00",
        "面积 15000000000.5 平方米",
        "15 000 000 000",
        "电话 021-5555 0100 转 8001，55550100",
        "2026-03-02 19:30 至 2026-03-15 21:00",
        "1998—2015 年 200 户",
        "沪（2026）浦字不动产权第012345号",
        "订单号 SF13812345678",
        "8号楼201室活动室",
        "更新 A 12345",
        "138\n- 1234\n- 5678",
        "地点：1号楼101室",
        "3楼302室",
        "E20260302",
        "设备编号 E12345678",
        "logo@2x.png",
        "云A座",
        "138****5678、310***********123X",
        "统一社会信用代码 91310115MA1K4ABCD3",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn signs_of_emphasis_do_not_hide_a_number_in_markdown() {
    assert!(found("138**1234**5678").is_empty());
    assert_eq!(find("138**1234**5678", Marks::Markdown)[0].value, "13812345678");
    assert!(find("138****5678 139****5678", Marks::Markdown).is_empty());
    for quoted in ["> 手机 138\n> 1234 5678", ">> 138\n>>1234\n>> 5678"] {
        assert_eq!(find(quoted, Marks::Markdown)[0].value, "13812345678", "{quoted}");
    }
    assert!(find("3 > 138\n> 2 和 5678", Marks::Markdown).is_empty());
}

#[test]
fn a_mask_leaves_what_tells_two_apart() {
    for (text, masked) in [
        ("138 1234 5678", "138****5678"),
        ("11010519491231002X", "110***********002X"),
        ("4111111111111111", "4111********1111"),
        ("E12345678", "E****5678"),
        ("沪A12345", "沪A***45"),
        ("zhang@example.com", "z***@example.com"),
        ("96号楼502室", "96号楼***室"),
    ] {
        assert_eq!(find(text, Marks::None)[0].masked('*'), masked);
        assert!(found(masked).is_empty(), "{masked}");
    }
}

#[test]
fn a_veil_moves_nothing() {
    let text = "电话 138-1234-5678，１３８１２３４５６７８；96号楼502室 zhang@example.com 沪A12345";
    let veiled = veil(text);
    assert_eq!(veiled, "电话 138-****-5678，１３８＊＊＊＊５６７８；96号楼***室 z****@example.com 沪A***45");
    assert_eq!(veiled.len(), text.len());
    assert_eq!(veil("١٣٨١٢٣٤٥٦٧٨"), "١٣٨＊＊＊＊٥٦٧٨");
    assert!(matches!(veil("没有"), Cow::Borrowed(_)));
}

#[test]
fn a_quoted_line_shows_nothing_of_what_its_marks_hide() {
    for line in [
        "车 沪A**12345** 停",
        "电话 138&#49;2345678",
        "138<b>1234</b>5678",
        "[写](mailto:zhang%40example.com)",
        "138[1234](https://e.example/)5678",
        "zhang**@**example.com",
    ] {
        let printed = format!(" --> a.md:4:1\n4 | {line}\n  | ^^^\n");
        let veiled = veil_printed(&printed);
        assert!(veiled.starts_with(" --> a.md:4:1\n4 | "), "{veiled}");
        assert!(!["12345", "2345678", "5678", "zhang"].iter().any(|part| veiled.contains(part)), "{veiled}");
    }
    for line in ["4 | 3月2日，**200** 户", "4 | z****@example.com", "4 | [x](a.md) 138****5678"] {
        assert_eq!(veil_printed(line), line);
    }
}
