//! Mistakes in consultations: days in the wrong order, ballots and areas that do not add up, and figures
//! that a rule needs but lacks.

use crate::diag::catalogue;

catalogue! {
    QUESTION_TWICE = Error "question-twice" {
        title: "`question` 和 `questions` 都写了", "both `question` and `questions` are given";
        rule: "一张票只问一件事，写 `question`，选项写在外面；问几件事，每件都写进 `questions`，各有自己的选项和规则。\
               两种写法只用一种，否则不知道外面的选项属于哪一问。",
              "A ballot that asks one thing has `question`, with its options beside it; one that asks \
               several has \
               them all in `questions`, each with its own options and rule. Use one form, or it is unclear \
               which \
               question the outer options belong to.";
        source: "实践经验。每一票都要说得清投给了哪一问。",
                "experience. For every vote it must be clear which question it answers.";
        wrong: "question: 是否更新电梯？", "questions:", "  - {question: 是否使用维修资金？}"
               | "question: Shall the lifts be replaced?", "questions:",
                 "  - {question: Shall the repair fund pay?}";
        right: "questions:", "  - {question: 是否更新电梯？}", "  - {question: 是否使用维修资金？}"
               | "questions:", "  - {question: Shall the lifts be replaced?}",
                 "  - {question: Shall the repair fund pay?}";
    }

    CLOSES_BEFORE_OPENS = Error "closes-before-opens" {
        title: "征询还没开始就截止了", "a consultation closes before it opens";
        rule: "`closes` 是最后一天（或最后一刻），不能早于 `opens`。只写日期的 `opens` 从那天零点起，只写日期的 `closes` 到那天二十四时止。\
               只开放一天的，两项写同一天。",
              "`closes` is the last day or moment to vote and cannot come before `opens`. Without a time, \
               `opens` \
               means the start of its day and `closes` the end of its own. For a single day give both the \
               same \
               date.";
        source: "实践经验。先后颠倒的日期总有一个是错的。最后一天到何时为止：《中华人民共和国民法典》第二百零三条。",
                "experience. Of two dates in the wrong order one is a mistake. On when a last day ends: PRC \
                 Civil Code, \
                 art. 203.";
        wrong: "opens: 2026-03-10", "closes: 2026-03-01";
        right: "opens: 2026-03-01", "closes: 2026-03-10";
    }

    COUNTED_BEFORE_CLOSES = Error "counted-before-closes" {
        title: "还没截止就计票", "votes are counted before the vote has closed";
        rule: "`counted` 是开箱计票的日期，不能早于 `closes` 那天：截止之前交来的票都要算。提前结束的，请更正 `closes` 并在 `corrections` 里写明。",
              "`counted` is the day of counting and cannot come before the day of `closes`: every ballot \
               handed in by then \
               counts. If voting ended early, change `closes` and say so in `corrections`.";
        source: "《中华人民共和国民法典》第二百零三条：期间的最后一日到二十四时（有业务时间的到业务停止时）才截止。",
                "PRC Civil Code, art. 203: the last day of a period ends at midnight, or at the close of \
                 business.";
        wrong: "closes: 2026-03-20", "counted: 2026-03-12";
        right: "closes: 2026-03-20", "counted: 2026-03-21";
    }

    OBJECTIONS_BACKWARDS = Error "objections-backwards" {
        title: "异议期的结束早于开始", "the time for objections ends before it starts";
        rule: "`objections.until` 是可以对结果提出异议的最后一天，不能早于 `objections.from`。这一天过完，结果才从“初步”变为“最终”。",
              "`objections.until` is the last day to object to the result and cannot come before \
               `objections.from`. When it is over, the result changes from preliminary to final.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "objections: {from: 2026-03-28, until: 2026-03-22}";
        right: "objections: {from: 2026-03-22, until: 2026-03-28}";
    }

    BALLOTS_OUT_OF_ORDER = Error "ballots-out-of-order" {
        title: "收回、发出、应参加的数目次序不对", "returned, issued and eligible out of order";
        rule: "发给应参加的人，才有发出的票；发出去，才收得回来：无效 ≤ 收回 ≤ 发出 ≤ 应参加。补发的票要先把旧票作废，不另计发出。\
               请对照领票登记和计票单。",
              "Ballots are issued to those who are eligible and come back from those who got one: invalid ≤ \
               returned ≤ issued ≤ eligible. A ballot issued again replaces the first and is not counted \
               twice. \
               Check the list of ballots issued and the count sheet.";
        source: "实践经验。村民选举已有明文：收回的票数多于投票人数的，选举无效（《上海市村民委员会选举办法》第十九条）。",
                "experience. For village elections the law says so: where more ballots come back than people \
                 voted, the election is void (Shanghai Measures for the Election of Villagers' Committees, \
                 art. \
                 19).";
        wrong: "eligible: {people: 240}", "ballots: {issued: 180, returned: 190}";
        right: "eligible: {people: 240}", "ballots: {issued: 240, returned: 190}";
    }

    RESULTS_BEFORE_CLOSE = Error "results-before-close" {
        title: "投票还没截止就有了结果", "results before the vote has closed";
        rule: "到 `closes` 为止人人都还可以投票，在那以前不填 `ballots.returned` 和各选项的人数：公布一半的结果会左右还没投票的人。\
               只写日期的 `closes`，那一天过完才算截止。",
              "Until `closes` everybody may still vote, and `ballots.returned` and the options' numbers stay \
               empty: half a result sways those who have not voted. Where `closes` is a date without a time, \
               voting goes on for the whole of that day.";
        source: "实践经验。最后一天到何时为止：《中华人民共和国民法典》第二百零三条。",
                "experience. On when a last day ends: PRC Civil Code, art. 203.";
        wrong: "closes: 2026-12-20            # 今天是 2026-12-10",
               "ballots: {issued: 240, returned: 90, invalid: 0}",
               "options:", "  - {label: 同意, people: 70, approve: true}", "  - {label: 不同意, people: 20}"
               | "closes: 2026-12-20            # today is 2026-12-10",
                 "ballots: {issued: 240, returned: 90, invalid: 0}",
                 "options:", "  - {label: In favour, people: 70, approve: true}",
                 "  - {label: Against, people: 20}";
        right: "closes: 2026-12-20            # 今天是 2026-12-10", "ballots: {issued: 240}",
               "options:", "  - {label: 同意, approve: true}", "  - {label: 不同意}"
               | "closes: 2026-12-20            # today is 2026-12-10", "ballots: {issued: 240}", "options:",
                 "  - {label: In favour, approve: true}", "  - {label: Against}";
    }

    ITEM_NEEDED = Error "item-needed" {
        title: "没有写明民法典第二百七十八条第几项", "the item of article 278 is missing";
        rule: "按民法典第二百七十八条表决的，用 `item` 写明是第一款的第几项，从 1 到 9。第 6、7、8 项（筹集维修资金，改建、重建，\
               改变共有部分用途或用于经营）要四分之三以上同意，其余各项过半数同意。使用维修资金是第 5 项。",
              "A vote under art. 278 of the Civil Code says with `item` which item of paragraph 1 it falls \
               under, \
               1 to 9. Items 6, 7 and 8 (raising the maintenance fund; rebuilding; changing the use of \
               common \
               parts or doing business with them) need at least three quarters, the others more than half. \
               Using \
               the maintenance fund is item 5.";
        source: "《中华人民共和国民法典》第二百七十八条第一款、第二款。", "PRC Civil Code, art. 278(1) and (2).";
        wrong: "question: 是否同意使用维修资金更新电梯？", "rule: civil-code-278"
               | "question: Shall the repair fund pay for new lifts?", "rule: civil-code-278";
        right: "question: 是否同意使用维修资金更新电梯？", "rule: civil-code-278", "item: 5"
               | "question: Shall the repair fund pay for new lifts?", "rule: civil-code-278", "item: 5";
    }

    ONE_APPROVING_OPTION = Error "one-approving-option" {
        title: "表示赞成的选项要有且只有一个", "exactly one option must approve";
        rule: "规则要算多少人同意时，给表示赞成的那个选项加 `approve: true`，只能有一个，里弄才知道数哪一个。\
               比较几个方案的，请先问同不同意做、再另问选哪个；只征求意见的写 `rule: none`，可以一个也不加。",
              "Where the rule asks how many approve, exactly one option has `approve: true`, so that Lilong \
               knows \
               which one to count. To choose among several plans, first ask whether to go ahead, then which \
               one; \
               an opinion poll has `rule: none` and needs no such option.";
        source: "《中华人民共和国民法典》第二百七十八条第二款（按同意的人数和面积计算）；其他规则按实践经验。",
                "PRC Civil Code, art. 278(2), counts those who approve; for other rules: experience.";
        wrong: "rule: majority", "options:", "  - {label: 同意}", "  - {label: 不同意}"
               | "rule: majority", "options:", "  - {label: In favour}", "  - {label: Against}";
        right: "rule: majority", "options:", "  - {label: 同意, approve: true}", "  - {label: 不同意}"
               | "rule: majority", "options:", "  - {label: In favour, approve: true}",
                 "  - {label: Against}";
    }

    DUPLICATE_OPTION = Error "duplicate-option" {
        title: "同一个选项写了两次", "a duplicate option";
        rule: "同一问的选项各不相同，否则分不清票投给了哪一个，`by_place` 里的数字也对不上。两处意思不同的，把话写全；重复的删去一个。",
              "The options of one question must differ; otherwise nobody can tell which one was chosen, or \
               which \
               one a number in `by_place` belongs to. If they mean different things, say so in full; \
               otherwise \
               delete one.";
        source: "实践经验。印在票上的选项，看一眼就要分得开。",
                "experience. Options on a ballot must be told apart at a glance.";
        wrong: "options:", "  - {label: 同意, approve: true}", "  - {label: 同意}"
               | "options:", "  - {label: In favour, approve: true}", "  - {label: In favour}";
        right: "options:", "  - {label: 同意, approve: true}", "  - {label: 不同意}"
               | "options:", "  - {label: In favour, approve: true}", "  - {label: Against}";
    }

    DUPLICATE_PLACE_COUNT = Error "duplicate-place-count" {
        title: "同一处的计数写了两次", "the count of a place is given twice";
        rule: "`by_place` 一处一行。同一幢楼写了两行，就分不清哪一行是它的，居民也无从核对。",
              "Each place has one row in `by_place`. Of two rows for one building nobody can tell which is \
               its count.";
        source: "实践经验。多半是抄错了楼号。", "experience. Mostly the number of a building was miscopied.";
        wrong: "by_place:", "  - {place: 1号楼, returned: 60}", "  - {place: 1号楼, returned: 58}"
               | "by_place:", "  - {place: Building 1, returned: 60}",
                 "  - {place: Building 1, returned: 58}";
        right: "by_place:", "  - {place: 1号楼, returned: 60}", "  - {place: 2号楼, returned: 58}"
               | "by_place:", "  - {place: Building 1, returned: 60}",
                 "  - {place: Building 2, returned: 58}";
    }

    BALLOTS_DO_NOT_ADD_UP = Error "ballots-do-not-add-up" {
        title: "各选项加无效票不等于收回的票", "options and invalid ballots do not add up";
        rule: "收回的每张票不是选了一项，就是无效：各选项的 `people` 加 `ballots.invalid` 等于 `ballots.returned`。\
               弃权的也是一个选项；空白的、多选的、涂改的按你们的规则记作无效。",
              "Every returned ballot chose an option or is invalid: the options' `people` and \
               `ballots.invalid` \
               add up to `ballots.returned`. Abstaining is an option too; blank, double and spoilt ballots \
               are \
               invalid according to your own rules.";
        source: "实践经验。对不上的计票单，不能算出结果。",
                "experience. No result can be computed from a count sheet that does not add up.";
        wrong: "ballots: {issued: 240, returned: 190, invalid: 6}", "options:",
               "  - {label: 同意, people: 141, approve: true}", "  - {label: 不同意, people: 34}"
               | "ballots: {issued: 240, returned: 190, invalid: 6}", "options:",
                 "  - {label: In favour, people: 141, approve: true}", "  - {label: Against, people: 34}";
        right: "ballots: {issued: 240, returned: 190, invalid: 6}", "options:",
               "  - {label: 同意, people: 141, approve: true}", "  - {label: 不同意, people: 43}"
               | "ballots: {issued: 240, returned: 190, invalid: 6}", "options:",
                 "  - {label: In favour, people: 141, approve: true}", "  - {label: Against, people: 43}";
    }

    ELIGIBLE_NEEDED = Error "eligible-needed" {
        title: "没有写应参加多少人", "the number of eligible people is missing";
        rule: "规则要求一定比例的人参加时，填结果要写应参加多少人：`eligible.people`。没有分母就算不出比例，里弄\
               不会去猜。",
              "Where the rule requires a share of the people to take part, results need the number of those \
               who \
               may: `eligible.people`. Without it there is no share, and Lilong does not guess one.";
        source: "《中华人民共和国民法典》第二百七十八条第二款。", "PRC Civil Code, art. 278(2).";
        wrong: "rule: {participation: {people: 1/2}, approval: {people: \">1/2\"}}",
               "ballots: {issued: 48, returned: 40, invalid: 1}", "options:",
               "  - {label: 同意, people: 31, approve: true}", "  - {label: 不同意, people: 8}"
               | "rule: {participation: {people: 1/2}, approval: {people: \">1/2\"}}",
                 "ballots: {issued: 48, returned: 40, invalid: 1}", "options:",
                 "  - {label: In favour, people: 31, approve: true}", "  - {label: Against, people: 8}";
        right: "rule: {participation: {people: 1/2}, approval: {people: \">1/2\"}}", "eligible: {people: 48}",
               "ballots: {issued: 48, returned: 40, invalid: 1}", "options:",
               "  - {label: 同意, people: 31, approve: true}", "  - {label: 不同意, people: 8}"
               | "rule: {participation: {people: 1/2}, approval: {people: \">1/2\"}}",
                 "eligible: {people: 48}",
                 "ballots: {issued: 48, returned: 40, invalid: 1}", "options:",
                 "  - {label: In favour, people: 31, approve: true}", "  - {label: Against, people: 8}";
    }

    AREA_NEEDED = Error "area-needed" {
        title: "规则按面积计算，面积却没有写全", "the rule counts area, but areas are missing";
        rule: "规则既看人数又看面积时，填结果要把面积填全：应参加的 `eligible.area`、每个选项的 `area`；有无效票的，还有 `ballots.invalid_area`。\
               单位是平方米，按产权登记的面积；没有登记的按实测面积，没有实测的按合同面积。",
              "Where the rule looks at area as well as people, results need all areas: `eligible.area`, the \
               `area` of every option and, with invalid ballots, `ballots.invalid_area`; in square metres as \
               registered, else as surveyed, else as in the contract of sale.";
        source: "《中华人民共和国民法典》第二百七十八条第二款；\
                 《最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释》（2020年修正）第八条。",
                "PRC Civil Code, art. 278(2); Supreme People's Court, Interpretation on Divided Ownership \
                 of Buildings (as \
                 amended in 2020), art. 8.";
        wrong: "rule: civil-code-278", "item: 5", "eligible: {people: 48}",
               "ballots: {issued: 48, returned: 40, invalid: 1}", "options:",
               "  - {label: 同意, people: 31, approve: true}", "  - {label: 不同意, people: 8}"
               | "rule: civil-code-278", "item: 5", "eligible: {people: 48}",
                 "ballots: {issued: 48, returned: 40, invalid: 1}",
                 "options:", "  - {label: In favour, people: 31, approve: true}",
                 "  - {label: Against, people: 8}";
        right: "rule: civil-code-278", "item: 5", "eligible: {people: 48, area: 3840.00}",
               "ballots: {issued: 48, returned: 40, invalid: 1, invalid_area: 80.00}", "options:",
               "  - {label: 同意, people: 31, area: 2480.00, approve: true}",
               "  - {label: 不同意, people: 8, area: 640.00}"
               | "rule: civil-code-278", "item: 5", "eligible: {people: 48, area: 3840.00}",
                 "ballots: {issued: 48, returned: 40, invalid: 1, invalid_area: 80.00}", "options:",
                 "  - {label: In favour, people: 31, area: 2480.00, approve: true}",
                 "  - {label: Against, people: 8, area: 640.00}";
    }

    AREA_ABOVE_ELIGIBLE = Error "area-above-eligible" {
        title: "参加的面积大于应参加的面积", "more area took part than is eligible";
        rule: "各选项的 `area` 加 `ballots.invalid_area` 是参加表决的面积，不能大于 `eligible.area`。面积不必与人数成比例，但不会比全部还多：\
               请看小数点有没有错位，同一户有没有加了两次。",
              "The options' `area` and `ballots.invalid_area` together are the area that took part, at most \
               `eligible.area`. Area need not follow the headcount, but the part is never more than the \
               whole: \
               look for a decimal point in the wrong place, or a flat that was added twice.";
        source: "《中华人民共和国民法典》第二百七十八条第二款（参与表决的专有部分面积占比）。",
                "PRC Civil Code, art. 278(2): the share of exclusive area that takes part.";
        wrong: "eligible: {people: 48, area: 3840.00}", "ballots: {issued: 48, returned: 39, invalid: 0}",
               "options:",
               "  - {label: 同意, people: 31, area: 24800.0, approve: true}",
               "  - {label: 不同意, people: 8, area: 640.00}"
               | "eligible: {people: 48, area: 3840.00}", "ballots: {issued: 48, returned: 39, invalid: 0}",
                 "options:",
                 "  - {label: In favour, people: 31, area: 24800.0, approve: true}",
                 "  - {label: Against, people: 8, area: 640.00}";
        right: "eligible: {people: 48, area: 3840.00}", "ballots: {issued: 48, returned: 39, invalid: 0}",
               "options:",
               "  - {label: 同意, people: 31, area: 2480.00, approve: true}",
               "  - {label: 不同意, people: 8, area: 640.00}"
               | "eligible: {people: 48, area: 3840.00}", "ballots: {issued: 48, returned: 39, invalid: 0}",
                 "options:",
                 "  - {label: In favour, people: 31, area: 2480.00, approve: true}",
                 "  - {label: Against, people: 8, area: 640.00}";
    }

    UNKNOWN_OPTION = Error "unknown-option" {
        title: "分楼计数里有没列出的选项", "a place counts an option that does not exist";
        rule: "`by_place` 里每一处的 `options`，用的是本问 `options` 里的 `label`，一字不差。叫法不同，票就归不到那个选项上。",
              "The `options` of a row in `by_place` are the `label`s of this question's `options`, spelt \
               exactly \
               the same; a vote under another name belongs to no option.";
        source: "实践经验。各楼的票要能加到总数里。",
                "experience. The votes of the buildings must add up to the total.";
        wrong: "options: [{label: 同意, approve: true}, {label: 不同意}]", "by_place:",
               "  - {place: 1号楼, options: {赞成: 42, 不同意: 11}}"
               | "options: [{label: In favour, approve: true}, {label: Against}]", "by_place:",
                 "  - {place: Building 1, options: {Yes: 42, Against: 11}}";
        right: "options: [{label: 同意, approve: true}, {label: 不同意}]", "by_place:",
               "  - {place: 1号楼, options: {同意: 42, 不同意: 11}}"
               | "options: [{label: In favour, approve: true}, {label: Against}]", "by_place:",
                 "  - {place: Building 1, options: {In favour: 42, Against: 11}}";
    }

    PLACES_DO_NOT_ADD_UP = Error "places-do-not-add-up" {
        title: "各处的数加起来不等于总数", "the places do not add up to the total";
        rule: "`by_place` 的每一处都写了某个数，加起来就要等于总数：`eligible` 等于 `eligible.people`，`returned` 等于 \
               `ballots.returned`，\
               各选项等于它的 `people`。一票只记在一处，没有投票的楼写 0。",
              "Where every row of `by_place` gives a number, the numbers add up to the total: `eligible` to \
               `eligible.people`, `returned` to `ballots.returned`, each option to its `people`. A ballot \
               belongs \
               to one place; a building without any has 0.";
        source: "实践经验。居民先看自己那栋楼，再看合计。",
                "experience. Residents look at their own building first, then at the total.";
        wrong: "ballots: {issued: 144, returned: 113}", "by_place:", "  - {place: 1号楼, returned: 55}",
               "  - {place: 2号楼, returned: 85}"
               | "ballots: {issued: 144, returned: 113}", "by_place:",
                 "  - {place: Building 1, returned: 55}",
                 "  - {place: Building 2, returned: 85}";
        right: "ballots: {issued: 144, returned: 113}", "by_place:", "  - {place: 1号楼, returned: 55}",
               "  - {place: 2号楼, returned: 58}"
               | "ballots: {issued: 144, returned: 113}", "by_place:",
                 "  - {place: Building 1, returned: 55}",
                 "  - {place: Building 2, returned: 58}";
    }
}
