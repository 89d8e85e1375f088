//! Mistakes in elections: count sheets that do not add up, numbers of votes that are impossible, and what
//! makes an election void.

use crate::diag::catalogue;

catalogue! {
    NO_SEATS = Error "no-seats" {
        title: "应选名额是零", "no seats are to be filled";
        rule: "`seats` 是要选出几人，至少一人。",
              "`seats` is the number of people to be elected, at least one.";
        source: "实践经验。没有名额就没有可选的。",
                "experience. Without a seat there is nothing to elect.";
        wrong: "seats: 0";
        right: "seats: 5";
    }

    DUPLICATE_CANDIDATE = Error "duplicate-candidate" {
        title: "同一个候选人写了两次", "a duplicate candidate";
        rule: "候选人的姓名各不相同，否则分不清票投给了谁。真有同名的，在姓名后注明楼号等，与选票上一致。",
              "Candidates have different names; otherwise nobody can tell whom a ballot names. Where two \
               people \
               share a name, add what tells them apart, as it stands on the ballot.";
        source: "实践经验。每一票都要说得清投给了谁。",
                "experience. For every ballot it must be clear whom it names.";
        wrong: "candidates:", "  - {name: 张明, votes: 120}", "  - {name: 张明, votes: 98}"
               | "candidates:", "  - {name: Li Ming, votes: 120}", "  - {name: Li Ming, votes: 98}";
        right: "candidates:", "  - {name: 张明（3号楼）, votes: 120}", "  - {name: 张明（9号楼）, votes: 98}"
               | "candidates:", "  - {name: Li Ming (Building 3), votes: 120}",
                 "  - {name: Li Ming (Building 9), votes: 98}";
    }

    COUNT_SHEET = Error "count-sheet" {
        title: "计票单上的数目对不上", "the count sheet does not add up";
        rule: "收回的每张选票不是有效就是无效，发给登记的选民才有发出的票：有效 + 无效 = 收回 ≤ 发出 ≤ 选民。空白票按你们的办法算作有效或无效。",
              "Every ballot returned is valid or invalid, and ballots are given to electors on the roll: \
               valid + \
               invalid = returned ≤ issued ≤ electors. Blank ballots are valid or invalid according to your \
               own \
               rules.";
        source: "实践经验。对不上的计票单，算不出谁当选。",
                "experience. Nobody can be elected by a count sheet that does not add up.";
        wrong: "electors: 480", "ballots: {issued: 460, returned: 431, valid: 420, invalid: 8}";
        right: "electors: 480", "ballots: {issued: 460, returned: 431, valid: 423, invalid: 8}";
    }

    ELECTION_VOID = Error "election-void" {
        title: "收回的选票多于发出的", "more ballots returned than given out";
        rule: "收回的选票多于发出的（没有写发出的，多于登记的选民），这次选举无效，谁也没有当选。抄错了就改数字；\
               确实如此的，写 `declared: {valid: false}`，网页照实公布选举无效。",
              "Where more ballots come back than were given out (or than there are electors, if that number \
               is not \
               given) the election is void and nobody is elected. Correct the figures if they were copied \
               wrongly; \
               if it did happen, write `declared: {valid: false}`, and the page says that the election is \
               void.";
        source: "《上海市村民委员会选举办法》第十九条；《重庆市居民委员会选举办法》（2026年1月1日起施行）第三十三条。",
                "Shanghai Measures for the Election of Villagers' Committees, art. 19; Chongqing Measures \
                 for the \
                 Election of Residents' Committees (in force from 2026-01-01), art. 33.";
        wrong: "ballots: {issued: 460, returned: 466, valid: 460, invalid: 6}";
        right: "ballots: {issued: 460, returned: 466, valid: 460, invalid: 6}", "declared: {valid: false}";
    }

    VOTES_ABOVE_BALLOTS = Error "votes-above-ballots" {
        title: "得票多于有效选票", "more votes than the valid ballots allow";
        rule: "一张有效选票给一位候选人最多一票，选的人不超过应选名额：每人得票不超过有效选票数，合计不超过有效选票数乘名额。",
              "A valid ballot gives a candidate at most one vote and names no more than the seats: no \
               candidate has \
               more votes than there are valid ballots, and together they have at most as many as the valid \
               ballots \
               times the seats.";
        source: "《中华人民共和国村民委员会组织法》（2018年修正）第十五条；选的人多于名额的选票无效，是各地选举办法的通例。",
                "Organic Law of the Villagers' Committees of the PRC (as amended in 2018), art. 15; that a \
                 ballot \
                 naming more than the seats is invalid is common to local rules.";
        wrong: "seats: 1", "ballots: {issued: 460, returned: 431, valid: 423, invalid: 8}", "candidates:",
               "  - {name: 周敏, votes: 432}"
               | "seats: 1", "ballots: {issued: 460, returned: 431, valid: 423, invalid: 8}", "candidates:",
                 "  - {name: Zhou Min, votes: 432}";
        right: "seats: 1", "ballots: {issued: 460, returned: 431, valid: 423, invalid: 8}", "candidates:",
               "  - {name: 周敏, votes: 342}"
               | "seats: 1", "ballots: {issued: 460, returned: 431, valid: 423, invalid: 8}", "candidates:",
                 "  - {name: Zhou Min, votes: 342}";
    }

    CANDIDATE_WITHOUT_VOTES = Error "candidate-without-votes" {
        title: "有的候选人没有写得票", "the votes of a candidate are missing";
        rule: "填得票就每个候选人都填，一票没有的写 0。少一个数，算不出谁当选。",
              "Votes are given for every candidate, 0 for one without votes. With one missing nobody can \
               tell who \
               is elected.";
        source: "实践经验。计票单要写全。",
                "experience. A count sheet is complete.";
        wrong: "candidates:", "  - {name: 周敏, votes: 342}", "  - {name: 何平}"
               | "candidates:", "  - {name: Zhou Min, votes: 342}", "  - {name: He Ping}";
        right: "candidates:", "  - {name: 周敏, votes: 342}", "  - {name: 何平, votes: 0}"
               | "candidates:", "  - {name: Zhou Min, votes: 342}", "  - {name: He Ping, votes: 0}";
    }

    ELECTORS_NEEDED = Error "electors-needed" {
        title: "没有写登记的选民人数", "the number of electors is missing";
        rule: "规则要求一定比例的选民参加时，填结果要写登记的选民人数 `electors`。没有分母就算不出比例。",
              "Where the rule asks for a share of the electors, a result needs their number, `electors`. \
               Without it \
               there is no share.";
        source: "《中华人民共和国村民委员会组织法》（2018年修正）第十五条：登记参加选举的村民过半数投票，选举有效。",
                "Organic Law of the Villagers' Committees of the PRC (as amended in 2018), art. 15: the \
                 election is \
                 valid if more than half of those registered vote.";
        wrong: "seats: 1", "rule: double-majority", "ballots: {returned: 431}", "candidates:",
               "  - {name: 周敏, votes: 342}"
               | "seats: 1", "rule: double-majority", "ballots: {returned: 431}", "candidates:",
                 "  - {name: Zhou Min, votes: 342}";
        right: "seats: 1", "electors: 480", "rule: double-majority", "ballots: {returned: 431}",
               "candidates:",
               "  - {name: 周敏, votes: 342}"
               | "seats: 1", "electors: 480", "rule: double-majority", "ballots: {returned: 431}",
                 "candidates:",
                 "  - {name: Zhou Min, votes: 342}";
    }

    COUNTED_BEFORE_ELECTION = Error "counted-before-election" {
        title: "选举日以前就宣读了结果", "the result was read out before the election";
        rule: "`counted_at` 是当场宣读计票结果的时间，不早于选举日 `date`。",
              "`counted_at` is when the result was read out and cannot come before the day of the election, \
               `date`.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "date: 2026-04-12", "counted_at: 2026-04-02 20:30";
        right: "date: 2026-04-12", "counted_at: 2026-04-12 20:30";
    }
}
