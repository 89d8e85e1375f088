//! Mistakes in ledgers: entries with invalid amounts, impossible balances, and periods that do not follow
//! each other.

use crate::diag::catalogue;

catalogue! {
    ENTRY_OUTSIDE_PERIOD = Error "entry-outside-period" {
        title: "有一笔不在这一期里", "an entry is dated outside the period";
        rule: "每一笔的日期都在 `period` 的第一天和最后一天之间，两天都算在内。别的日期的收支记在它自己的那一期。",
              "The date of every entry lies in `period`, its first and last day included. What was paid at \
               another time belongs in the ledger of that period.";
        source: "实践经验。一笔钱只在一期里算一次。",
                "experience. Each sum is counted in one period.";
        wrong: "period: {from: 2026-07-01, until: 2026-09-30}", "entries:",
               "  - {date: 2026-10-08, item: 停车费, income: 300.00}"
               | "period: {from: 2026-07-01, until: 2026-09-30}", "entries:",
                 "  - {date: 2026-10-08, item: Parking, income: 300.00}";
        right: "period: {from: 2026-07-01, until: 2026-09-30}", "entries:",
               "  - {date: 2026-09-08, item: 停车费, income: 300.00}"
               | "period: {from: 2026-07-01, until: 2026-09-30}", "entries:",
                 "  - {date: 2026-09-08, item: Parking, income: 300.00}";
    }

    ENTRY_NEEDS_ONE_AMOUNT = Error "entry-needs-one-amount" {
        title: "一笔要么是收入，要么是支出", "an entry is either income or expense";
        rule: "每一笔只写 `income` 和 `expense` 中的一项；另一项空着，或写 0。",
              "Every entry has either `income` or `expense`; the other is left out, or is 0.";
        source: "实践经验。收支相抵以后只写差额，居民就看不到收了多少、付了多少。",
                "experience. Where only the difference is entered, nobody sees what came in and what went \
                 out.";
        wrong: "entries:", "  - {date: 2026-09-08, item: 停车费}"
               | "entries:", "  - {date: 2026-09-08, item: Parking}";
        right: "entries:", "  - {date: 2026-09-08, item: 停车费, income: 300.00}"
               | "entries:", "  - {date: 2026-09-08, item: Parking, income: 300.00}";
    }

    NEGATIVE_AMOUNT = Error "negative-amount" {
        title: "金额小于零", "an amount is less than zero";
        rule: "收入和支出都不小于零。退回的钱记在另一边：退回的支出是收入，退回的收入是支出。",
              "Neither income nor expense is less than zero. A refund is entered on the other side: an \
               expense \
               that came back is income, and the reverse.";
        source: "实践经验。负数夹在一列数里很容易看漏。",
                "experience. A minus sign in a column of numbers is easily overlooked.";
        wrong: "entries:", "  - {date: 2026-09-08, item: 退回押金, expense: -200.00}"
               | "entries:", "  - {date: 2026-09-08, item: Deposit returned, expense: -200.00}";
        right: "entries:", "  - {date: 2026-09-08, item: 退回押金, income: 200.00}"
               | "entries:", "  - {date: 2026-09-08, item: Deposit returned, income: 200.00}";
    }

    BALANCE_BELOW_ZERO = Error "balance-below-zero" {
        title: "结余小于零", "the balance is below zero";
        rule: "每一笔之后的结余都不小于零，按日期算每一天结束时也不小于零：没有的钱付不出去。确有垫付的，写 `overdraft: true`。",
              "The balance is below zero after no entry, and at the end of no day: money that is not there \
               cannot be paid. If somebody did advance money, write `overdraft: true`.";
        source: "实践经验。多半是金额错了位，或漏了一笔收入，或先后颠倒。",
                "experience. Mostly a digit is wrong, some income is missing, or the order is.";
        wrong: "opening: 500.00", "entries:", "  - {date: 2026-07-08, item: 门禁维修, expense: 3260.00}"
               | "opening: 500.00", "entries:",
                 "  - {date: 2026-07-08, item: Door repairs, expense: 3260.00}";
        right: "opening: 500.00", "entries:", "  - {date: 2026-07-08, item: 门禁维修, expense: 326.00}"
               | "opening: 500.00", "entries:", "  - {date: 2026-07-08, item: Door repairs, expense: 326.00}";
    }

    CLOSING_DOES_NOT_ADD_UP = Error "closing-does-not-add-up" {
        title: "期末结余与明细对不上", "the closing balance does not add up";
        rule: "期末 = 期初 + 收入 − 支出。里弄会算；`closing` 写了就核对，一分不差。",
              "The closing balance is the opening balance + income − expense. Lilong computes it, and \
               compares \
               what `closing` says to the cent.";
        source: "《上海市住宅物业管理规定》第 66 条：公共收益每季度公布；公布的账要对得上。",
                "Shanghai Residential Property Management Rules, art. 66: income from common parts is \
                 published \
                 every quarter, and what is published adds up.";
        wrong: "opening: 500.00", "closing: 900.00", "entries:",
               "  - {date: 2026-07-08, item: 停车费, income: 300.00}"
               | "opening: 500.00", "closing: 900.00", "entries:",
                 "  - {date: 2026-07-08, item: Parking, income: 300.00}";
        right: "opening: 500.00", "closing: 800.00", "entries:",
               "  - {date: 2026-07-08, item: 停车费, income: 300.00}"
               | "opening: 500.00", "closing: 800.00", "entries:",
                 "  - {date: 2026-07-08, item: Parking, income: 300.00}";
    }

    OPENING_DOES_NOT_FOLLOW = Error "opening-does-not-follow" {
        title: "期初结余与上一期的期末不同", "the opening balance is not what the period before closed with";
        rule: "同一笔资金，这一期的期初等于上一期的期末，一分不差。",
              "Of one fund, each period opens with what the one before closed with, to the cent.";
        source: "实践经验。两期之间钱不会多，也不会少。",
                "experience. Between two periods no money comes or goes.";
        wrong: "# 上一期：期末 98995.50", "opening: 98959.50"
               | "# the period before closed with 98995.50", "opening: 98959.50";
        right: "# 上一期：期末 98995.50", "opening: 98995.50"
               | "# the period before closed with 98995.50", "opening: 98995.50";
    }

    PERIOD_BACKWARDS = Error "period-backwards" {
        title: "期间的结束早于开始", "a period ends before it starts";
        rule: "`period.until` 是最后一天，不早于第一天 `period.from`。",
              "`period.until` is the last day and cannot come before the first, `period.from`.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "period: {from: 2026-09-30, until: 2026-07-01}";
        right: "period: {from: 2026-07-01, until: 2026-09-30}";
    }

    PERIODS_OVERLAP = Error "periods-overlap" {
        title: "同一笔资金的两期有重叠", "two periods of a fund overlap";
        rule: "同一笔资金，下一期从上一期最后一天的第二天开始，否则同一天的钱算了两次。撤回的不算。",
              "Of one fund, a period starts on the day after the last of the one before; otherwise a day is \
               counted \
               twice. What was withdrawn does not count.";
        source: "实践经验。一笔钱只在一期里算一次。",
                "experience. Each sum is counted in one period.";
        wrong: "# 上一期：2026-04-01 至 2026-06-30", "period: {from: 2026-06-30, until: 2026-09-30}"
               | "# the period before: 2026-04-01 to 2026-06-30",
                 "period: {from: 2026-06-30, until: 2026-09-30}";
        right: "# 上一期：2026-04-01 至 2026-06-30", "period: {from: 2026-07-01, until: 2026-09-30}"
               | "# the period before: 2026-04-01 to 2026-06-30",
                 "period: {from: 2026-07-01, until: 2026-09-30}";
    }

    PERIODS_APART = Error "periods-apart" {
        title: "同一笔资金的两期不相接", "days are missing between two periods of a fund";
        rule: "同一笔资金，下一期从上一期最后一天的第二天开始，中间不缺日子。",
              "Of one fund, a period starts on the day after the last of the one before, so that no day is \
               missing.";
        source: "《上海市住宅物业管理规定》第 66 条：公共收益每季度公布，维修资金每半年公布。",
                "Shanghai Residential Property Management Rules, art. 66: income from common parts is \
                 published every quarter, the maintenance fund every half-year.";
        wrong: "# 上一期：2026-01-01 至 2026-03-31", "period: {from: 2026-07-01, until: 2026-09-30}"
               | "# the period before: 2026-01-01 to 2026-03-31",
                 "period: {from: 2026-07-01, until: 2026-09-30}";
        right: "# 上一期：2026-04-01 至 2026-06-30", "period: {from: 2026-07-01, until: 2026-09-30}"
               | "# the period before: 2026-04-01 to 2026-06-30",
                 "period: {from: 2026-07-01, until: 2026-09-30}";
    }

    CURRENCY_CHANGES = Error "currency-changes" {
        title: "同一笔资金换了币种", "a fund changes its currency";
        rule: "同一笔资金的各期用同一种币种，结余才接得上。不写 `currency` 就是 CNY（人民币）。",
              "All periods of a fund are in one currency, so that balances go on from each other. Without \
               `currency` it is CNY.";
        source: "实践经验。不同币种的钱加不到一起。",
                "experience. Sums in different currencies do not add up.";
        wrong: "# 上一期：CNY", "currency: USD" | "# the period before: CNY", "currency: USD";
        right: "# 上一期：CNY", "currency: CNY" | "# the period before: CNY", "currency: CNY";
    }

    BAD_CURRENCY = Error "bad-currency" {
        title: "不是币种代码", "not the code of a currency";
        rule: "`currency` 写 ISO 4217 的三个字母：人民币是 CNY，港元是 HKD，美元是 USD。人民币可以不写。",
              "`currency` is three letters of ISO 4217: CNY, HKD, USD. For CNY it can be left out.";
        source: "ISO 4217。", "ISO 4217.";
        wrong: "currency: 元" | "currency: RMB";
        right: "currency: CNY";
    }
}
