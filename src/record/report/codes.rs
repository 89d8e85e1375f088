//! Mistakes in reports.

use crate::diag::catalogue;

catalogue! {
    REPORT_BACKWARDS = Error "report-backwards" {
        title: "报告期间的结束早于开始", "the period of a report ends before it begins";
        rule: "`period` 的 `until` 是最后一天，不早于第一天 `from`。",
              "`until` is the last day of a report's `period` and cannot come before `from`, the first.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "period: {from: 2025-12-31, until: 2025-01-01}";
        right: "period: {from: 2025-01-01, until: 2025-12-31}";
    }
}
