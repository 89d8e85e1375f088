//! The context of digits: takes where they begin and end, says whether letters, a point or a unit join them
//! to the text around them, and whether words there indicate another sort of number.
//!
//! However long the text is, only a limited number of characters before and after the digits are read.

use super::{Class, before, half_width, lead, trail};

/// Words that may be directly before or after a mobile number, however short they are.
const TELEPHONE: [&str; 11] = ["tel", "mob", "sms", "wx", "vx", "qq", "hp", "ph", "t", "m", "no"];
/// Words that may be directly before the number of a card, including banks.
const ACCOUNT: [&str; 13] =
    ["no", "id", "card", "acct", "acc", "ac", "ccb", "boc", "abc", "cmb", "ceb", "spd", "bcm"];
/// Letters of a unit.
const MEASURES: [&str; 10] = ["kg", "km", "kw", "kwh", "mm", "cm", "ml", "kb", "mb", "gb"];
/// Units of quantities.
const UNITS: [&str; 14] =
    ["万元", "亿元", "平方", "平米", "立方", "公里", "毫米", "厘米", "千瓦", "㎡", "%", "％", "°", "吨"];

/// Whether neither letters nor a decimal point join it to the text around it.
pub(super) fn stands_alone(text: &str, start: usize, end: usize, class: Class) -> bool {
    if class != Class::Identity && is_continued(trail(text, end, 24), class) {
        return false;
    }
    match before(text, start) {
        Some('.') => !is_fraction(text, start),
        Some('¥' | '￥' | '$' | '€') => false,
        Some(c) if c.is_ascii_alphabetic() => is_word(text, start, class),
        _ => true,
    }
}

/// Whether the letters directly before it are a word or a name and not the beginning of a code: Wang, but
/// not SF.
fn is_word(text: &str, start: usize, class: Class) -> bool {
    let known: &[&str] = match class {
        // The check character and the day of birth are evidence enough.
        Class::Identity => return true,
        Class::Card => &ACCOUNT,
        _ => &TELEPHONE,
    };
    let letters = lead(text, start, 16).chars().rev().map(half_width);
    let word: String = letters.clone().take_while(char::is_ascii_alphabetic).collect();
    let is_small = word.chars().any(|c| c.is_ascii_lowercase());
    let joined = letters.clone().nth(word.len()).is_some_and(|c| c.is_ascii_digit() || "/_-=.".contains(c));
    if known.iter().any(|known| known.chars().eq(word.to_ascii_lowercase().chars().rev())) {
        return true;
    }
    match word.len() {
        1 => is_small && !joined && class == Class::Mobile,
        2 | 3 => is_small && !letters.clone().nth(word.len()).is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

/// Whether the text after it continues the same number or code. A word does not, nor does a point before a
/// house number or a time; no sum of money has as many digits as an identity or card number.
fn is_continued(behind: &str, class: Class) -> bool {
    let signs = behind.chars().map(half_width);
    if class == Class::Mobile && is_measured(behind) {
        return true;
    }
    let word: String = signs.clone().take_while(char::is_ascii_alphabetic).collect();
    let word = word.to_ascii_lowercase();
    match signs.clone().nth(word.len()) {
        Some(c) if c.is_ascii_digit() => !TELEPHONE.contains(&&*word),
        _ => class == Class::Mobile && MEASURES.contains(&&*word),
    }
}

/// Whether digits are a quantity, according to the unit after them or after their decimals.
fn is_measured(behind: &str) -> bool {
    let digit = |c: char| half_width(c).is_ascii_digit();
    let fraction = behind.strip_prefix(['.', '．']).filter(|rest| rest.starts_with(digit));
    let unit = fraction.map_or(behind, |rest| rest.trim_start_matches(digit)).trim_start();
    // Not 元旦, nor a name.
    let sum = unit.strip_prefix('元').map(|rest| rest.trim_start_matches('整').chars().next());
    let is_sum = sum.is_some_and(|next| !next.is_some_and(char::is_alphabetic));
    is_sum || UNITS.iter().any(|known| unit.starts_with(known))
}

/// Whether the point before a number is a decimal point, and not the point after the number of a list item:
/// as in 0.138…, but not in 1.138…; for longitudes the words decide.
fn is_fraction(text: &str, start: usize) -> bool {
    let words = lead(text, start, 40);
    let whole = words.trim_end_matches(|c: char| half_width(c) == '.');
    let digits = whole.rsplit(|c: char| !half_width(c).is_ascii_digit()).next();
    matches!(digits, Some("0" | "０")) || COORDINATES.iter().any(|word| words.contains(word))
}

const COORDINATES: [&str; 6] = ["坐标", "坐標", "经度", "纬度", "經度", "緯度"];

/// The last words of the names of numbers that belong to nobody.
const NUMBERED: [&str; 35] = [
    "订单",
    "订单号",
    "单号",
    "流水号",
    "交易号",
    "合同号",
    "发票号",
    "发票号码",
    "条码",
    "条形码",
    "工单",
    "工单号",
    "权证号",
    "产权证",
    "证书号",
    "产证号",
    "不动产权第",
    "不动产单元号",
    "档案号",
    "案号",
    "表号",
    "电表",
    "水表",
    "公积金账号",
    "公积金号",
    "代码",
    "编码",
    "批号",
    "金额",
    "order no",
    "order number",
    "gb/t",
    "gb",
    "iso",
    "iec",
];
/// The same, unless a bank assigns the number.
const GIVEN: [&str; 2] = ["编号", "户号"];
/// Words before numbers that are not those of a card, but may be telephone numbers.
const PARCEL: [&str; 3] = ["快递", "运单", "物流"];
/// Words that say that a number can be called.
const CALLED: [&str; 11] =
    ["电话", "手机", "联系", "拨打", "致电", "来电", "微信", "短信", "下订单", "下单", "電話"];

/// Whether the words before a number say that it belongs to no person.
pub(super) fn is_other_number(text: &str, start: usize, class: Class) -> bool {
    let words = lead(text, start, 24);
    let words = words.rsplit(['\n', '。', '；', ';', '，', '、']).next().unwrap_or_default().to_lowercase();
    let signs = |c: char| c.is_whitespace() || "：:#№第为是（(.".contains(c);
    let plain = words.trim_end_matches(signs);
    if plain.ends_with("信用代码") {
        return true;
    }
    if class == Class::Identity || class == Class::Mobile && CALLED.iter().any(|word| words.contains(word)) {
        return false;
    }
    // A code may begin with letters: 订单号 SF….
    let bare = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end_matches(signs);
    let is_called = |known: &[&str]| known.iter().any(|word| plain.ends_with(word) || bare.ends_with(word));
    let of_bank = class == Class::Card && (words.contains('卡') || words.contains("银行"));
    is_called(&NUMBERED)
        || !of_bank && is_called(&GIVEN)
        || class == Class::Card && (is_called(&PARCEL) || is_public_account(text, start))
}

/// Words for the account of a body.
const PUBLIC_ACCOUNT: [&str; 7] = ["专户", "对公", "公户", "基本户", "基本账户", "党费", "监管"];
/// The ends of the names of bodies that hold accounts.
const HOLDERS: [&str; 11] =
    ["委员会", "居委会", "业委会", "公司", "工会", "支部", "服务中心", "服务站", "协会", "基金会", "合作社"];
/// The ends of the names of banks.
const BANKS: [&str; 5] = ["银行", "支行", "分行", "信用社", "分理处"];

/// Whether an account is that of a body: `维修资金专户，账号：`. Between the body's name and the number there may
/// only be the words for an account and the name of a bank; so an account is never skipped if a person is
/// named.
fn is_public_account(text: &str, start: usize) -> bool {
    let mut words = lead(text, start, 80);
    let mut is_account = false;
    for _ in 0..4 {
        let rest = words.trim_end_matches(is_between);
        let between = &words[rest.len()..];
        let is_named = |word: &&str| words.rfind(*word).is_some_and(|at| at + word.len() >= rest.len());
        if PUBLIC_ACCOUNT.iter().any(is_named) {
            return true;
        }
        is_account |= between.contains(['账', '帐', '户']);
        // In brackets, it is where a person works.
        let is_body = HOLDERS.iter().any(|end| rest.ends_with(end)) && !between.starts_with(['）', ')']);
        let ends = |c: char| c.is_whitespace() || "，,。；;、".contains(c);
        let clause = rest.rsplit(ends).next().unwrap_or_default();
        if is_account && is_body {
            return true;
        }
        if !clause.starts_with("开户") && !BANKS.iter().any(|end| clause.ends_with(end)) {
            return false;
        }
        words = &rest[..rest.len() - clause.len()];
    }
    false
}

/// Whether a character may be between the name of an account and its number.
fn is_between(c: char) -> bool {
    c.is_whitespace() || "账帐号户码为是：:，,。；;、（）()#№.".contains(c)
}
