//! Mistakes in rosters: days in the wrong order or outside the roster, rows without a day, and somebody who
//! is on duty twice at once.

use crate::diag::catalogue;

catalogue! {
    ROSTER_BACKWARDS = Error "roster-backwards" {
        title: "排班的结束早于开始", "a roster ends before it starts";
        rule: "`until` 是排班的最后一天，不早于第一天 `from`；没写 `from` 时，第一天是 `date`。只排一天的，两项写同一天。",
              "`until` is the last day of a roster and cannot come before the first, `from`, which is `date` \
               where it is left out. For a single day give both the same date.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "from: 2026-12-01", "until: 2026-11-30";
        right: "from: 2026-12-01", "until: 2026-12-31";
    }

    DUTY_WITHOUT_DAY = Error "duty-without-day" {
        title: "排班的一行没有写哪天", "a row of a roster without a day";
        rule: "每一行都要写哪天值班：每周固定的写 `days`，个别日子写 `dates`，两项可以都写。",
              "Each row says on which days: `days` for days of every week, `dates` for single days, or both.";
        source: "实践经验。不知道哪天值班，谁也不会来。",
                "experience. Nobody comes who does not know the day.";
        wrong: "rows:", "  - {from: 08:00, until: 10:00, duty: 巡楼, who: 陈阿姨}"
               | "rows:", "  - {from: 08:00, until: 10:00, duty: Patrol, who: Ms Chen}";
        right: "rows:", "  - {days: [mon, thu], from: 08:00, until: 10:00, duty: 巡楼, who: 陈阿姨}"
               | "rows:", "  - {days: [mon, thu], from: 08:00, until: 10:00, duty: Patrol, who: Ms Chen}";
    }

    DUTY_OUTSIDE_ROSTER = Error "duty-outside-roster" {
        title: "值班的日期不在排班之内", "a shift outside the days of its roster";
        rule: "`dates` 里的每一天都在排班的 `from` 到 `until` 之内。跨年的排班最容易抄错年份。",
              "Every day of `dates` is within `from` to `until` of the roster. Around New Year it is usually \
               the year that was copied wrongly.";
        source: "实践经验。不在排班之内的日子，没有人会去看。",
                "experience. Nobody looks for a day in a roster that does not cover it.";
        wrong: "from: 2026-12-01", "until: 2026-12-31", "rows:",
               "  - {dates: [2027-12-24], from: 18:00, until: 20:00, duty: 巡楼}"
               | "from: 2026-12-01", "until: 2026-12-31", "rows:",
                 "  - {dates: [2027-12-24], from: 18:00, until: 20:00, duty: Patrol}";
        right: "from: 2026-12-01", "until: 2026-12-31", "rows:",
               "  - {dates: [2026-12-24], from: 18:00, until: 20:00, duty: 巡楼}"
               | "from: 2026-12-01", "until: 2026-12-31", "rows:",
                 "  - {dates: [2026-12-24], from: 18:00, until: 20:00, duty: Patrol}";
    }

    DOUBLE_DUTY = Warning "double-duty" {
        title: "一个人同一时间排了两处", "somebody is on duty twice at the same time";
        rule: "同一个人的两班时间不能重叠，跨零点的也算。写的是岗位、由不同的人轮流的，不必理会。",
              "Two shifts of one person do not overlap, also past midnight. Where the name is a post that \
               several people hold, leave it as it is.";
        source: "实践经验。一个人不能同时在两处。",
                "experience. Nobody is in two places at once.";
        wrong: "rows:", "  - {days: [mon], from: 08:00, until: 10:00, place: 1号楼, who: 陈阿姨}",
               "  - {days: [mon], from: 09:00, until: 11:00, place: 2号楼, who: 陈阿姨}"
               | "rows:", "  - {days: [mon], from: 08:00, until: 10:00, place: Building 1, who: Ms Chen}",
                 "  - {days: [mon], from: 09:00, until: 11:00, place: Building 2, who: Ms Chen}";
        right: "rows:", "  - {days: [mon], from: 08:00, until: 10:00, place: 1号楼, who: 陈阿姨}",
               "  - {days: [mon], from: 10:00, until: 11:00, place: 2号楼, who: 陈阿姨}"
               | "rows:", "  - {days: [mon], from: 08:00, until: 10:00, place: Building 1, who: Ms Chen}",
                 "  - {days: [mon], from: 10:00, until: 11:00, place: Building 2, who: Ms Chen}";
    }
}
