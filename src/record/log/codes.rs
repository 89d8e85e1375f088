//! Mistakes in logs: a log that does not fit into its series.

use crate::diag::catalogue;

catalogue! {
    UNKNOWN_METRIC = Error "unknown-metric" {
        title: "系列里没有这个指标", "a metric that the series does not have";
        rule: "系列里的日志只能用栏目 `_index.md` 的 `series.metrics` 列出的指标，名称一字不差，合计和图表才接得上前一天。\
               确要新增指标，先在 `_index.md` 里写上它的单位和合计方式。",
              "The logs of a series use the metrics that `series.metrics` lists in the section's \
               `_index.md`, \
               spelt exactly the same, so that totals and charts continue from the day before. To add one, \
               list \
               it there first, with its unit and how its total is made.";
        source: "实践经验。同一个数有两种叫法，合计就断了。",
                "experience. With two names for one figure, its total breaks off.";
        wrong: "# _index.md", "series:", "  from: 2026-01-12", "  metrics: {电话关心: {unit: 户次, total: sum}}",
               "# 2026-01-15.md", "metrics: {电话关怀: 55}"
               | "# _index.md", "series:", "  from: 2026-01-12",
                 "  metrics: {calls: {unit: households, total: sum}}",
                 "# 2026-01-15.md", "metrics: {call: 55}";
        right: "# _index.md", "series:", "  from: 2026-01-12", "  metrics: {电话关心: {unit: 户次, total: sum}}",
               "# 2026-01-15.md", "metrics: {电话关心: 55}"
               | "# _index.md", "series:", "  from: 2026-01-12",
                 "  metrics: {calls: {unit: households, total: sum}}",
                 "# 2026-01-15.md", "metrics: {calls: 55}";
    }

    BEFORE_SERIES = Error "before-series" {
        title: "日志早于系列的第 1 天", "a log before day 1 of its series";
        rule: "系列从 `_index.md` 里的 `series.from` 那天起算作第 1 天，日志的 `date` 不能更早。先有日志的，把 `series.from` 提前；\
               与这个系列无关的，放到别的栏目。",
              "Day 1 of a series is `series.from` in its `_index.md`, and no log has an earlier `date`. \
               Move `series.from` \
               to the first day that has a log, or the log to another section.";
        source: "实践经验。第几天要从头数得清。",
                "experience. Everybody must be able to count the days from the first one.";
        wrong: "# _index.md", "series: {from: 2026-01-12}", "# 2026-01-10.md", "date: 2026-01-10";
        right: "# _index.md", "series: {from: 2026-01-10}", "# 2026-01-10.md", "date: 2026-01-10";
    }

    DUPLICATE_LOG_DAY = Error "duplicate-log-day" {
        title: "同一天有两篇日志", "two logs for one day";
        rule: "系列里一天只有一篇日志，否则当天的数字会加两次。后来想起的事补进同一篇的 `entries`；如果是日期抄错了，请改 `date`。",
              "A series has one log a day; otherwise that day's figures would count twice. Add what comes \
               to mind \
               later to the `entries` of the same log; if the date was copied wrongly, correct `date`.";
        source: "实践经验。每天一页，合计才对得上。", "experience. One page a day keeps the totals right.";
        wrong: "# 2026-01-15.md", "date: 2026-01-15", "metrics: {电话关心: 55}", "# 2026-01-15-2.md",
               "date: 2026-01-15",
               "metrics: {电话关心: 8}"
               | "# 2026-01-15.md", "date: 2026-01-15", "metrics: {calls: 55}", "# 2026-01-15-2.md",
                 "date: 2026-01-15",
                 "metrics: {calls: 8}";
        right: "# 2026-01-15.md", "date: 2026-01-15", "metrics: {电话关心: 63}"
               | "# 2026-01-15.md", "date: 2026-01-15", "metrics: {calls: 63}";
    }

    SERIES_TOO_LARGE = Error "series-too-large" {
        title: "系列太大", "a series is too large";
        rule: "系列的每篇日志都写明到那天为止的各项合计，列出之前哪些日子没有日志。一个系列从第 1 天到最后一篇日志最多 36,500 天；\
               所有日志的合计加起来最多两百万个，列出的日子加起来也最多两百万个。多半是 `from` 的年份抄错了。",
              "Each log of a series gives all totals up to its day, and lists the days before it that have \
               no log. From day 1 to \
               the last log a series has 36,500 days at most; the totals of all its logs come to two \
               million at most, and so do \
               the days that they list. Most often the year of `from` was copied wrongly.";
        source: "里弄的上限：十年里每周一篇，列出的日子约一百万个。", "Lilong's own limits: ten years with a log a week list about a \
            million days.";
        wrong: "# _index.md", "series: {from: 1026-01-12}", "# 2026-01-12.md", "date: 2026-01-12";
        right: "# _index.md", "series: {from: 2026-01-12}", "# 2026-01-12.md", "date: 2026-01-12";
    }

    IMPOSSIBLE_HOURS = Error "impossible-hours" {
        title: "志愿服务的小时数不可能", "more hours than the volunteers can have served";
        rule: "`volunteers.hours` 是当天所有志愿者的小时数之和：没有人就没有小时，一人一天最多 24 小时。",
              "`volunteers.hours` is what all volunteers of the day served together: nobody serves none, and \
               one person 24 at most.";
        source: "实践经验。服务时长会加进系列的合计，记错一天，以后每天都错。",
                "experience. Hours go into the totals of a series: one wrong day makes all later ones wrong.";
        wrong: "volunteers: {people: 0, hours: 5}";
        right: "volunteers: {people: 2, hours: 5}";
    }
}
