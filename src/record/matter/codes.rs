//! Mistakes in matters: days out of order or in the future, and missing answers.

use crate::diag::catalogue;

catalogue! {
    STEPS_OUT_OF_ORDER = Error "steps-out-of-order" {
        title: "办理的各步不按日期先后", "the steps of a matter are out of order";
        rule: "`steps` 按日期先后写，同一天可以有几步。最后一步就是现在的情况，所以\
               次序不能乱。",
              "`steps` are written in order of date; several may be of one day. The last of them is where \
               the matter stands today, so the order counts.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "steps:", "  - {date: 2026-03-09, status: working}",
               "  - {date: 2026-03-05, status: resolved}";
        right: "steps:", "  - {date: 2026-03-05, status: working}",
               "  - {date: 2026-03-09, status: resolved}";
    }

    STEP_BEFORE_REPORTED = Error "step-before-reported" {
        title: "办理早于反映", "a step is before the matter was reported";
        rule: "`reported` 是居民反映的日期，各步都不早于它。办理和答复的天数从这一天算起。",
              "`reported` is the day on which residents reported the matter; no step is before it. Days are \
               counted from it.";
        source: "实践经验。没有反映的事不会先办理，总有一个日期写错了。",
                "experience. Nobody deals with what was not reported yet: one of the dates is wrong.";
        wrong: "reported: 2026-03-05", "steps:", "  - {date: 2026-03-02, status: received}";
        right: "reported: 2026-03-02", "steps:", "  - {date: 2026-03-02, status: received}";
    }

    MATTER_DATE_TO_COME = Error "matter-date-to-come" {
        title: "事项的日期还没有到", "a date of a matter is still to come";
        rule: "反映的日期 `reported` 和各步的日期都是已经发生的，不晚于今天。\
               打算哪天做，写在说明 `note` 或正文里。",
              "`reported` and the dates of the steps say what has happened and are not later than today. \
               What is planned belongs in a `note` or in the text.";
        source: "实践经验。没有办的事不公布为办了。",
                "experience. What is not done is not published as done.";
        wrong: "steps:", "  - {date: 2027-03-02, status: replied}";
        right: "steps:", "  - {date: 2026-03-02, status: replied}";
    }

    CLOSED_WITHOUT_REPLY = Error "closed-without-reply" {
        title: "办结而没有答复", "a matter is closed without a reply";
        rule: "件件有答复：有一步是 `closed` 的事项，要把给居民的答复写在 `reply` 里。\
               办不成的也要说明为什么。",
              "Every matter is answered: one with a step `closed` says in `reply` what residents were told. \
               What could not be done is answered as well, with the reason.";
        source: "实践经验，居委会的惯例：件件有落实，事事有回复。",
                "experience; the custom of residents' committees: everything is followed up, everything is \
                 answered.";
        wrong: "steps:", "  - {date: 2026-03-09, status: closed}";
        right: "steps:", "  - {date: 2026-03-09, status: closed}", "reply: 路灯已经修好，灯泡换成节能的。"
               | "steps:", "  - {date: 2026-03-09, status: closed}",
                 "reply: The street lamp is mended and has an energy-saving bulb.";
    }

    REPLY_WITHOUT_STEP = Warning "reply-without-step" {
        title: "答复没有日期", "a reply has no day";
        rule: "写了 `reply`，就在 `steps` 里加一步 `replied` 或 `closed`，写明哪天答复的。\
               没有这一步，答复天数算不出来，过了期限还会标为逾期。",
              "Where there is a `reply`, a step `replied` or `closed` says on which day it was given. \
               Without it the days to the reply cannot be counted, and in the end the matter is marked \
               overdue.";
        source: "实践经验。多少天答复，居民看得最清楚。",
                "experience. How many days an answer took is what residents look at first.";
        wrong: "reply: 路灯已经修好。", "steps:", "  - {date: 2026-03-05, status: resolved}"
               | "reply: The street lamp is mended.", "steps:", "  - {date: 2026-03-05, status: resolved}";
        right: "reply: 路灯已经修好。", "steps:", "  - {date: 2026-03-05, status: resolved}",
               "  - {date: 2026-03-06, status: replied}"
               | "reply: The street lamp is mended.", "steps:", "  - {date: 2026-03-05, status: resolved}",
                 "  - {date: 2026-03-06, status: replied}";
    }
}
