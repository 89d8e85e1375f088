//! Mistakes in meetings: contradictory times, attendances and votes, and votes that cannot be evaluated.

use crate::diag::catalogue;

catalogue! {
    ENDS_BEFORE_STARTS = Error "ends-before-starts" {
        title: "会议的结束早于开始", "a meeting ends before it starts";
        rule: "`ends` 不能早于 `starts`。两项都写日期和钟点，下午三点半是 15:30；只写日期的按那天零点算，会早于同一天的任何钟点。",
              "`ends` cannot come before `starts`. Give both a date and a time, by the 24-hour clock: half \
               past \
               three is 15:30. A date without a time counts as the start of that day, before any hour of it.";
        source: "实践经验。会议日历按这两项生成。", "experience. The calendar of meetings is made from these two.";
        wrong: "starts: 2026-03-02 14:00", "ends: 2026-03-02 3:30";
        right: "starts: 2026-03-02 14:00", "ends: 2026-03-02 15:30";
    }

    PRESENT_ABOVE_ELIGIBLE = Error "present-above-eligible" {
        title: "实到多于应到", "more were present than eligible";
        rule: "`attendance.present` 只数应到而且到会的人，不能多于 `attendance.eligible`。列席、旁听和工作人员不计入实到，可以写在正文里。",
              "`attendance.present` counts only those of the eligible who were there, never more than \
               `attendance.eligible`. Guests, observers and staff are not counted; name them in the text.";
        source: "实践经验。到会人数是法定人数和表决比例的基数。",
                "experience. Quorum and votes are calculated from those present.";
        wrong: "attendance: {eligible: 45, present: 48}";
        right: "attendance: {eligible: 45, present: 43}";
    }

    ROLES_DO_NOT_ADD_UP = Error "roles-do-not-add-up" {
        title: "各身份的人数加起来不等于实到", "the roles do not add up to those present";
        rule: "写了 `by_role`，各身份的人数之和就要等于 `present`。一人有两个身份的只计一个；到会而没有列出的，加一项“其他”。",
              "Where `by_role` is given, its numbers add up to `present`. A person with two roles is \
               counted in \
               one of them; for those who fit none, add a role of their own.";
        source: "实践经验。合计对不上，多半是漏了一种身份，或有人数了两次。",
                "experience. Usually a role was left out, or somebody was counted twice.";
        wrong: "attendance:", "  eligible: 45", "  present: 33", "  by_role: {居民代表: 21, 楼组长: 8}"
               | "attendance:", "  eligible: 45", "  present: 33",
                 "  by_role: {residents: 21, stair leaders: 8}";
        right: "attendance:", "  eligible: 45", "  present: 33", "  by_role: {居民代表: 21, 楼组长: 8, 业委会委员: 4}"
               | "attendance:", "  eligible: 45", "  present: 33",
                 "  by_role: {residents: 21, stair leaders: 8, owners' committee: 4}";
    }

    QUORUM_WITHOUT_ELIGIBLE = Error "quorum-without-eligible" {
        title: "法定人数是比例，却没有应到人数", "a quorum as a fraction of an unknown number";
        rule: "法定人数写成比例时按应到人数计算，要写 `attendance.eligible`；写成人数（如 `quorum: 30`）就不需要。2/3 含本数，过半数写 \">1/2\"。",
              "A quorum that is a fraction is taken of those who are eligible: give `attendance.eligible`. A \
               number, as in `quorum: 30`, needs none. 2/3 includes the number itself; more than half is \
               \">1/2\".";
        source: "实践经验。没有达到法定人数的会议不能通过任何决议，所以要算得出来。\
                 含不含本数：《中华人民共和国民法典》第一千二百五十九条。",
                "experience. A meeting without its quorum passes nothing, so it must be possible to tell. \
                 On what \
                 includes the number itself: PRC Civil Code, art. 1259.";
        wrong: "quorum: 2/3", "attendance: {present: 33}";
        right: "quorum: 2/3", "attendance: {eligible: 45, present: 33}";
    }

    QUORUM_ABOVE_ELIGIBLE = Error "quorum-above-eligible" {
        title: "法定人数多于应到人数", "a quorum above the number of those eligible";
        rule: "`quorum` 写成人数的，不多于 `attendance.eligible`：全部到齐也达不到的法定人数，总有一个数写错了。",
              "A `quorum` that is a number is at most `attendance.eligible`: where not even all of them are \
               enough, one of the two is wrong.";
        source: "实践经验。没有达到法定人数的会议不能通过任何决议。",
                "experience. A meeting without its quorum passes nothing.";
        wrong: "quorum: 300", "attendance: {eligible: 45, present: 33}";
        right: "quorum: 30", "attendance: {eligible: 45, present: 33}";
    }

    DONE_BEFORE_MEETING = Error "done-before-meeting" {
        title: "办结早于开会", "a resolution was carried out before the meeting";
        rule: "`done` 是决议办完的日期，不能早于会议的 `date`：会上定了才去办。会前已经办好的事，写在正文里，不算本次决议的办结。",
              "`done` is the day on which a resolution was carried out and cannot come before the meeting's \
               `date`, when it was decided. What had been settled before belongs in the text.";
        source: "《上海市居民委员会工作条例》第十七条：居民会议决定的事项及其实施情况应当及时、真实公布；其他组织按实践经验。",
                "Shanghai Regulations on the Work of Residents' Committees, art. 17: what a residents' \
                 meeting decides, and \
                 how it is carried out, is published in time and truthfully. For other bodies: experience.";
        wrong: "date: 2026-03-02", "resolutions:", "  - {title: 修楼道灯, owner: 物业服务处, done: 2026-02-20}"
               | "date: 2026-03-02", "resolutions:",
                 "  - {title: Mend the lights on the stairs, owner: Property office, done: 2026-02-20}";
        right: "date: 2026-03-02", "resolutions:", "  - {title: 修楼道灯, owner: 物业服务处, done: 2026-03-20}"
               | "date: 2026-03-02", "resolutions:",
                 "  - {title: Mend the lights on the stairs, owner: Property office, done: 2026-03-20}";
    }

    VOTES_MISSING = Error "votes-missing" {
        title: "要表决的决议没有票数", "a resolution that needs votes has none";
        rule: "写了实到人数，会就开过了；决议又写了 `requires`（过半数、三分之二等），就要写 `votes`，由里弄算出是否通过。\
               没有投票、大家商量同意的，写 `requires: consensus`。",
              "Once `attendance.present` is given, the meeting has taken place, and a resolution that says \
               what \
               it `requires` needs its `votes`: Lilong works out whether it passed. Where all agreed \
               without a \
               vote, write `requires: consensus`.";
        source: "实践经验。结果由票数算出，不由人填写；没有票数，居民无从核对。",
                "experience. Outcomes are calculated, not typed; without the votes no resident can check \
                 one.";
        wrong: "attendance: {eligible: 45, present: 33}", "resolutions:",
               "  - {title: 坡道加装扶手, requires: majority}"
               | "attendance: {eligible: 45, present: 33}", "resolutions:",
                 "  - {title: Rail for the ramp, requires: majority}";
        right: "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: 坡道加装扶手",
               "    requires: majority", "    votes: {for: 30, against: 1, abstain: 2}"
               | "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: Rail for the ramp",
                 "    requires: majority", "    votes: {for: 30, against: 1, abstain: 2}";
    }

    CONSENSUS_WITH_VOTES = Error "consensus-with-votes" {
        title: "协商一致的决议写了票数", "a resolution adopted by consensus has votes";
        rule: "`requires: consensus` 是大家商量同意、没有投票，所以不写 `votes`。投了票的，写明通过要多少票（过半数、三分之二等），由里弄按票数计算。",
              "`requires: consensus` means that all agreed and nobody voted, so there are no `votes`. Where \
               there was a vote, say what it needed, and Lilong works out whether it passed.";
        source: "实践经验。有人反对而写成一致同意的决议，居民不会相信。",
                "experience. Nobody believes that all agreed to what somebody voted against.";
        wrong: "resolutions:", "  - title: 坡道加装扶手", "    requires: consensus",
               "    votes: {for: 12, against: 18}"
               | "resolutions:", "  - title: Rail for the ramp", "    requires: consensus",
                 "    votes: {for: 12, against: 18}";
        right: "resolutions:", "  - title: 坡道加装扶手", "    requires: majority",
               "    votes: {for: 12, against: 18}"
               | "resolutions:", "  - title: Rail for the ramp", "    requires: majority",
                 "    votes: {for: 12, against: 18}";
    }

    VOTES_ABOVE_PRESENT = Error "votes-above-present" {
        title: "票数多于到会的人", "more votes than people present";
        rule: "到会的人每人一票，同意、反对、弃权加起来不能多于 `attendance.present`；没有投票的可以不计。事后补的意见不算票数，写在正文里。",
              "Each person present has one vote: for, against and abstentions together are at most \
               `attendance.present`, and fewer where somebody did not vote. Opinions given later are not \
               votes; \
               report them in the text.";
        source: "实践经验。票数多于人数的表决，结果不可信。",
                "experience. Nobody trusts a vote with more votes than voters.";
        wrong: "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: 坡道加装扶手",
               "    votes: {for: 33, against: 0, abstain: 3}"
               | "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: Rail for the ramp",
                 "    votes: {for: 33, against: 0, abstain: 3}";
        right: "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: 坡道加装扶手",
               "    votes: {for: 30, against: 0, abstain: 3}"
               | "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: Rail for the ramp",
                 "    votes: {for: 30, against: 0, abstain: 3}";
    }

    VOTES_WITHOUT_BASE = Error "votes-without-base" {
        title: "有票数，却没有计算比例的人数", "votes without the number they are a share of";
        rule: "决议是否通过，看同意票占多少：`of` 不写时按实到人数，要写 `attendance.present`；`of: eligible` 按应到人数，要写 \
               `attendance.eligible`；\
               `of: cast` 只按同意票与反对票之和，两项都不需要。",
              "Whether a resolution passed depends on the share of votes for it. Without `of`, the share is \
               taken \
               of those present, so `attendance.present` is needed; `of: eligible` needs \
               `attendance.eligible`; \
               `of: cast` takes for and against together and needs neither.";
        source: "实践经验。公布的比例要有分子，也要有分母。",
                "experience. A published share has a numerator and a denominator.";
        wrong: "attendance: {eligible: 45}", "resolutions:", "  - title: 坡道加装扶手",
               "    votes: {for: 30, against: 3}"
               | "attendance: {eligible: 45}", "resolutions:", "  - title: Rail for the ramp",
                 "    votes: {for: 30, against: 3}";
        right: "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: 坡道加装扶手",
               "    votes: {for: 30, against: 3}"
               | "attendance: {eligible: 45, present: 33}", "resolutions:", "  - title: Rail for the ramp",
                 "    votes: {for: 30, against: 3}";
    }
}
