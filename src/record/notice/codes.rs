//! Mistakes in notices: contradictory days and times of day, and rows of a timetable without a day.

use crate::diag::catalogue;

catalogue! {
    EFFECTIVE_BACKWARDS = Error "effective-backwards" {
        title: "有效期的结束早于开始", "a notice ends before it takes effect";
        rule: "`effective.until` 是有效的最后一天，不能早于 `effective.from`。只管一天的公告，两项写同一天；没有期限的只写 `from`。\
               里弄按这两天标明公告还没有开始、现行有效还是已经结束。",
              "`effective.until` is the last day on which the notice applies and cannot come before \
               `effective.from`. For a single day give both the same date; without an end give only `from`. \
               From \
               these two days Lilong tells what is still to come, what applies now and what is over.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "effective: {from: 2026-03-10, until: 2026-03-02}";
        right: "effective: {from: 2026-03-02, until: 2026-03-10}";
    }

    DEADLINE_BEFORE_DATE = Error "deadline-before-date" {
        title: "截止日期早于发布日期", "the deadline is before the notice's own date";
        rule: "`deadline` 是报名、回复的最后一天，不能早于公告的 `date`；当天发布、当天截止可以。跨年的公告最容易抄错年份，两个日期都请核对。",
              "`deadline` is the last day to apply or reply and cannot come before the notice's `date`; the \
               same \
               day is fine. Around New Year it is usually the year that was copied wrongly: check both \
               dates.";
        source: "实践经验。贴出来时已经截止的报名，谁也赶不上。",
                "experience. Nobody can meet a deadline that has passed when the notice goes up.";
        wrong: "date: 2026-03-02", "deadline: 2026-02-20";
        right: "date: 2026-03-02", "deadline: 2026-03-20";
    }

    SHIFT_BACKWARDS = Error "shift-backwards" {
        title: "时间表的一行结束不晚于开始", "a row of the timetable does not end after it starts";
        rule: "时间表的每一行是同一天里的一段时间，`until` 要晚于 `from`，按二十四小时制写，下午两点是 14:00。\
               跨过零点的分成两行：前一天到 24:00，后一天从 00:00 起。",
              "A row of the timetable is a span of time within one day, by the 24-hour clock: `until` comes \
               after \
               `from`, and two in the afternoon is 14:00. Write what goes past midnight as two rows: until \
               24:00 \
               on one day, from 00:00 on the next.";
        source: "实践经验。居民照着时间表来，不该扑空。",
                "experience. Residents who follow the timetable must not find a closed door.";
        wrong: "schedule:", "  - {days: [fri], from: 22:00, until: 06:00, what: 停水}"
               | "schedule:", "  - {days: [fri], from: 22:00, until: 06:00, what: no water}";
        right: "schedule:", "  - {days: [fri], from: 22:00, until: 24:00, what: 停水}",
               "  - {days: [sat], from: 00:00, until: 06:00, what: 停水}"
               | "schedule:", "  - {days: [fri], from: 22:00, until: 24:00, what: no water}",
                 "  - {days: [sat], from: 00:00, until: 06:00, what: no water}";
    }

    SHIFT_WITHOUT_DAY = Error "shift-without-day" {
        title: "时间表的一行没有写哪天", "a row of the timetable names no day";
        rule: "时间表的每一行都要写明哪天：每周固定的写 `days`，如 `[mon, thu]` 或 `[周一, 周四]`；只在某几天的写 `dates`。每天都有的，七天全写上。",
              "Every row of the timetable says on which days: `days` for every week, such as `[mon, thu]`, \
               or \
               `dates` for certain days. For every day, list all seven.";
        source: "实践经验。只有钟点的时间表，等于没有说哪天。",
                "experience. Times alone do not tell anybody when to come.";
        wrong: "schedule:", "  - {place: 1号楼底层, from: 14:00, until: 16:00, what: 量血压}"
               | "schedule:",
                 "  - {place: Building 1, ground floor, from: 14:00, until: 16:00, what: blood pressure}";
        right: "schedule:", "  - {place: 1号楼底层, days: [wed], from: 14:00, until: 16:00, what: 量血压}"
               | "schedule:",
                 "  - {place: Building 1, ground floor, days: [wed], from: 14:00, until: 16:00, \
                  what: blood pressure}";
    }
}
