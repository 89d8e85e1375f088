//! Rooms where people meet, work or are served, which are nobody's home: takes the bytes of a room, says
//! whether the words directly before or after it make it such a room.
//!
//! The name of a body elsewhere in the sentence does not: residents of a flat write to the committee, too.

use std::ops::Range;

use super::{lead, trail};

/// What a room, or something in it, may be.
const PLACES: [&str; 61] = [
    "活动室",
    "活动中心",
    "活动站",
    "活动点",
    "会议室",
    "办公",
    "服务处",
    "服务站",
    "服务点",
    "服务中心",
    "管理处",
    "管理站",
    "中心",
    "工作站",
    "工作室",
    "阅览室",
    "图书",
    "书屋",
    "会场",
    "讲堂",
    "课堂",
    "教室",
    "学堂",
    "大学",
    "门店",
    "商铺",
    "店铺",
    "公司",
    "卫生站",
    "卫生室",
    "诊所",
    "警务",
    "值班",
    "门卫",
    "接待室",
    "接待处",
    "接待站",
    "接待点",
    "受理处",
    "受理点",
    "受理窗口",
    "驿站",
    "食堂",
    "助餐点",
    "快递柜",
    "快递站",
    "厕所",
    "公厕",
    "垃圾房",
    "投放点",
    "领取点",
    "领取处",
    "报名处",
    "报名点",
    "集合点",
    "配电",
    "泵房",
    "监控室",
    "棋牌室",
    "健身",
    "调解室",
];
/// To whom it belongs, or for whom it is.
const OF: [&str; 32] = [
    "社区",
    "居委会",
    "居委",
    "居民区",
    "居民",
    "小区",
    "老年人",
    "老年",
    "老人",
    "长者",
    "党群",
    "党员",
    "党支部",
    "物业公司",
    "物业",
    "业主委员会",
    "业委会",
    "公共",
    "便民",
    "志愿者",
    "志愿",
    "儿童",
    "亲子",
    "妇女",
    "街道",
    "共享",
    "临时",
    "多功能",
    "综合",
    "卫生",
    "生活",
    "健康",
];
/// Bodies: the last word for a room that belongs to one.
const BODIES: [&str; 8] = ["居委会", "居委", "居民区", "党支部", "物业公司", "物业", "业主委员会", "业委会"];
/// Words that lead from a room to what it is.
const BECOMES: [&str; 30] = [
    "现",
    "已",
    "拟",
    "内",
    "里",
    "新",
    "将",
    "设有",
    "设置",
    "设立",
    "设为",
    "开设",
    "增设",
    "设",
    "改建为",
    "改建成",
    "改造为",
    "改造成",
    "改为",
    "改成",
    "改作",
    "作为",
    "用作",
    "为",
    "是",
    "即",
    "的",
    "：",
    "（",
    "(",
];
/// Events in such a room, to which people are invited.
const EVENTS: [&str; 15] = [
    "开会", "召开", "举行", "举办", "集合", "领取", "报名", "登记", "办理", "咨询", "投票", "签到", "受理",
    "接待", "缴费",
];
/// Labels before the place of something.
const LABELS: [&str; 6] = ["地点", "场地", "会场", "场所", "办公地址", "服务地址"];
/// Words that lead from a body to its location, and from people to where they should come.
const IS_AT: [&str; 7] = ["设在", "位于", "设于", "迁至", "搬至", "搬到", "迁到"];
const AT: [&str; 11] = ["前往", "（", "(", "：", ":", "在", "于", "至", "到", "去", "是"];
/// The last characters of the names of estates, which may be before a building.
const ESTATES: [char; 14] =
    ['里', '苑', '园', '村', '坊', '城', '庄', '路', '街', '镇', '区', '院', '居', '弄'];

/// Whether a room is nobody's home.
pub(super) fn is_venue(text: &str, room: Range<usize>) -> bool {
    let ends = ['\n', '。', '；', '，', '、', ',', ';', '）', ')'];
    let before = lead(text, room.start, 24).rsplit(['\n', '。', '；', '，', ',', ';']).next();
    let behind = trail(text, room.end, 24);
    is_of_place(behind.split(&ends[..7]).next().unwrap_or_default())
        || is_at_place(before.unwrap_or_default(), behind.split(ends).next().unwrap_or_default())
}

/// Whether the words directly after a room say what it is.
fn is_of_place(behind: &str) -> bool {
    let mut rest = behind.trim_start();
    while let Some(next) = BECOMES.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start();
    }
    // The name of the room may begin with that of an estate.
    let estate = rest.char_indices().take(6).filter(|(_, c)| ESTATES.contains(c)).last();
    let estate = estate.map(|(at, c)| &rest[at + c.len_utf8()..]);
    is_place(rest) || estate.is_some_and(is_place)
}

/// Whether words begin with those for such a room.
fn is_place(words: &str) -> bool {
    let mut rest = words;
    let mut of = "";
    while let Some(word) = OF.iter().find(|word| rest.starts_with(**word)) {
        (rest, of) = (&rest[word.len()..], word);
    }
    let ends = rest.is_empty() || rest.starts_with(['）', ')', ' ']);
    PLACES.iter().any(|place| rest.starts_with(place)) || ends && BODIES.contains(&of)
}

/// Whether the words directly before a room say that something is located or takes place there.
fn is_at_place(before: &str, behind: &str) -> bool {
    let head = without_estate(before.trim_end());
    let behind = behind.trim_start();
    let is_event = EVENTS.iter().any(|event| behind.starts_with(event));
    let closes = behind.is_empty() || is_event || is_of_place(behind);
    let is_named = |head: &str| {
        let head = head.trim_end();
        PLACES.iter().chain(&BODIES).any(|name| head.ends_with(name)) || head.ends_with("办公室")
    };
    if let Some(head) = IS_AT.iter().find_map(|word| head.strip_suffix(word)) {
        return is_named(head) || LABELS.iter().any(|label| head.ends_with(label));
    }
    let at = AT.iter().find_map(|word| Some((head.strip_suffix(word)?, *word)));
    let (head, word) = at.unwrap_or((head, ""));
    let is_label = LABELS.iter().any(|label| head.trim_end().ends_with(label));
    let comes = ["前往", "到", "去", "至", "在"].contains(&word) && is_event;
    is_label || comes || closes && is_named(head)
}

/// The words before a building, without the name of its estate.
fn without_estate(words: &str) -> &str {
    if !words.ends_with(ESTATES) {
        return words;
    }
    let is_sign = |c: char| c.is_whitespace() || "（(：:在于到至去".contains(c);
    let at = words.char_indices().rev().take(9).find(|(_, c)| is_sign(*c));
    at.map_or(words, |(at, c)| words[..at + c.len_utf8()].trim_end())
}
