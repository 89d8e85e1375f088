//! Mistakes in projects: progress beyond the total, budgets that do not add up, dates out of order.

use crate::diag::catalogue;

catalogue! {
    PROGRESS_ABOVE_TOTAL = Error "progress-above-total" {
        title: "完成的比总数多", "more done than there are";
        rule: "一处完成的数 `done` 不大于总数 `total`。一户两份协议的，按户数算一次。",
              "Of a place's `total` at most all are `done`. A household with two agreements counts once.";
        source: "实践经验。小红旗不会比住户还多。",
                "experience. There are no more flags than households.";
        wrong: "progress:", "  - {place: 1号楼, total: 72, done: 74}"
               | "progress:", "  - {place: Building 1, total: 72, done: 74}";
        right: "progress:", "  - {place: 1号楼, total: 72, done: 71}"
               | "progress:", "  - {place: Building 1, total: 72, done: 71}";
    }

    DUPLICATE_PROGRESS = Error "duplicate-progress" {
        title: "同一处的进度写了两次", "a place's progress is given twice";
        rule: "`progress` 里一处只写一行，否则合计会重复计算。",
              "`progress` has one row for each place; otherwise it is counted twice in the total.";
        source: "实践经验。合计等于各处之和。",
                "experience. The total is the sum of all places.";
        wrong: "progress:", "  - {place: 1号楼, total: 72, done: 71}", "  - {place: 1号楼, total: 72, done: 70}"
               | "progress:", "  - {place: Building 1, total: 72, done: 71}",
                 "  - {place: Building 1, total: 72, done: 70}";
        right: "progress:", "  - {place: 1号楼, total: 72, done: 71}", "  - {place: 2号楼, total: 72, done: 70}"
               | "progress:", "  - {place: Building 1, total: 72, done: 71}",
                 "  - {place: Building 2, total: 72, done: 70}";
    }

    BUDGET_DOES_NOT_ADD_UP = Error "budget-does-not-add-up" {
        title: "资金来源合计不等于总金额", "the sources of a budget do not add up";
        rule: "各项资金来源合计等于总金额 `amount`。还没有落实的部分也列出来，居民才看得清谁出多少钱。",
              "All sources add up to `amount`. What is not settled yet is listed as well, so that residents \
               see who \
               pays how much.";
        source: "实践经验。公布出去的账要对得上。",
                "experience. Published accounts add up.";
        wrong: "budget:", "  amount: 620000", "  sources:", "    - {name: 维修资金, amount: 400000}",
               "    - {name: 财政补贴, amount: 200000}"
               | "budget:", "  amount: 620000", "  sources:", "    - {name: Repair fund, amount: 400000}",
                 "    - {name: Subsidy, amount: 200000}";
        right: "budget:", "  amount: 620000", "  sources:", "    - {name: 维修资金, amount: 420000}",
               "    - {name: 财政补贴, amount: 200000}"
               | "budget:", "  amount: 620000", "  sources:", "    - {name: Repair fund, amount: 420000}",
                 "    - {name: Subsidy, amount: 200000}";
    }

    PHASE_BACKWARDS = Error "phase-backwards" {
        title: "一个阶段的结束早于开始", "a phase ends before it starts";
        rule: "`until` 是应完成的日期，不早于开始的日期 `from`。",
              "`until` is the day by which a phase is to be done and cannot come before `from`.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "phases:", "  - {name: 施工, from: 2026-06-01, until: 2026-05-01}"
               | "phases:", "  - {name: Works, from: 2026-06-01, until: 2026-05-01}";
        right: "phases:", "  - {name: 施工, from: 2026-05-01, until: 2026-06-01}"
               | "phases:", "  - {name: Works, from: 2026-05-01, until: 2026-06-01}";
    }
}
