//! Mistakes in the fields that every record has, and records that contradict each other.

use crate::diag::catalogue;

catalogue! {
    DUPLICATE_NUMBER = Error "duplicate-number" {
        title: "文号重复", "a document number is used twice";
        rule: "一个文号只属于一份文件，别人引用它时才知道指的是哪一份。后一份请用下一个顺序号；内容有改动的，用 `corrections` 更正原件。",
              "A document number belongs to one document, so that a citation is clear. Give the later one \
               the \
               next number; to change a document, add `corrections` to it.";
        source: "《党政机关公文处理工作条例》第九条（发文字号）。",
                "Regulations on the Handling of Official Documents of Party and Government Organs, art. 9.";
        wrong: "number: 新福居〔2026〕3号   # notices/water.md 已用"
               | "number: PL 2026/3   # used by notices/water.md";
        right: "number: 新福居〔2026〕4号"
               | "number: PL 2026/4";
    }

    DUPLICATE_OUTPUT = Error "duplicate-output" {
        title: "两处内容要写到同一个网页", "two sources for the same page";
        rule: "每个网页只有一个来源。路径不分大小写比较，因为 Windows 和 macOS 不分。请给其中一个改文件名或加 `slug`。",
              "Each page has one source. Paths are compared without regard to case, since Windows and macOS \
               ignore it. Rename one of the files or give it a `slug`.";
        source: "实践经验。否则后写的会盖掉先写的。", "experience. The later one would overwrite the earlier.";
        wrong: "content/notices/lift.md", "content/notices/Lift/index.md";
        right: "content/notices/lift.md", "content/notices/lift-2/index.md";
    }

    BAD_OUTPUT_PATH = Error "bad-output-path" {
        title: "不能发布的文件名", "a name that cannot be published";
        rule: "发布的每个文件都在输出文件夹里面，路径的每一段在 Windows、macOS 和 Linux 上都要存得下：不是 `.` 或 `..`，不以点或 `~` 开头，\
               不以点或空格结尾，不含控制字符和 `\\ : * ? \" < > |`，不是 Windows 的设备名（如 con、nul），不超过 200 个字节。\
               名字从哪里来都一样：文件名、`slug`、主题、地方、主题包的文件。",
              "Every published file lies inside the output folder, and each part of its path must be a \
               valid name \
               on Windows, macOS and Linux: not `.` or `..`, not beginning with a dot or `~`, not ending in \
               a dot \
               or a space, without control characters and `\\ : * ? \" < > |`, not a Windows device name \
               such as \
               con or nul, and at most 200 bytes long. It makes no difference where the name comes from: a \
               file, \
               a `slug`, a topic, a place or a file of the theme.";
        source: "实践经验；Windows 文件名的限制。别人的网站不该写到输出文件夹外面。",
                "experience; the rules for file names on Windows. No site may write outside its output \
                 folder.";
        wrong: "content/notices/con.md";
        right: "content/notices/conference.md";
    }

    RESERVED_NAME = Error "reserved-name" {
        title: "名字已被里弄占用", "a name that is reserved for Lilong";
        rule: "网站根目录下的 data、topics、places、archive、assets 由里弄生成，栏目和文件不能用这些名字。请换一个文件夹名或 `slug`。",
              "At the top of the site Lilong itself makes data, topics, places, archive and assets; no \
               section or \
               file may have one of these names. Choose another folder name or `slug`.";
        source: "实践经验。否则网页会与自动生成的页面混在一起。",
                "experience. Otherwise pages would mix with those that are generated.";
        wrong: "content/data/index.md";
        right: "content/open-data/index.md";
    }

    MENU_TOO_LONG = Warning "menu-too-long" {
        title: "菜单放不下这么多栏目", "there are more sections than the menu has room for";
        rule: "每一页都有菜单，最多放一百个栏目：先按 `weight`，再按文件夹名。其余的栏目照样发布，只是菜单和首页不再列出。\
               请把同类的栏目收进一个栏目，不必列出的写 `hidden: true`。",
              "Every page has the menu, which shows a hundred sections at most, by `weight` and then by \
               folder. The others are \
               published all the same, but neither the menu nor the home page lists them. Put sections of \
               one sort into one, \
               and write `hidden: true` where a section need not be listed.";
        source: "里弄的上限；实践经验：十个以上就没有人找得到了。", "Lilong's own limit; experience: with more than ten nobody \
            finds any.";
        wrong: "content/building-1/_index.md", "content/building-2/_index.md", "…";
        right: "content/buildings/_index.md", "content/buildings/1/_index.md",
               "content/buildings/2/_index.md", "…";
    }

    OTHER_TERM = Warning "other-term" {
        title: "名称写法不统一", "a name in another spelling";
        rule: "`site.yaml` 的 `terms` 写明一个名称或用语在本站怎么写（`use`）、不写成什么（`not`）。同一个小区、同一个单位，\
               写法一致，居民才搜得到、认得出。",
              "`terms` in `site.yaml` says how a name or a word is written on this site (`use`), and how it \
               is not (`not`). Residents find and recognise a place or a body by one spelling.";
        source: "本站 `site.yaml` 的约定。", "the site's own `site.yaml`.";
        wrong: "terms: [{use: 新禾苑, not: [新和苑]}]", "# notice.md", "title: 新和苑2号楼停水"
               | "terms: [{use: Wutong Lane, not: [Wu Tong Lane]}]", "# notice.md",
                 "title: No water in Wu Tong Lane";
        right: "title: 新禾苑2号楼停水"
               | "title: No water in Wutong Lane";
    }

    THREAD_TOO_LONG = Warning "thread-too-long" {
        title: "一个事项的记录太多", "a matter has too many records";
        rule: "同一个 `matter` 的记录互相列在网页上，最多列最新的二百条。更早的照样发布，只是不再列出。请给新的阶段换一个 `matter`。",
              "Records of one `matter` list each other on their pages: the newest two hundred. Older ones \
               are published all the \
               same, but no longer listed. Give a new stage a `matter` of its own.";
        source: "里弄的上限；实践经验：二百条没有人会读完。", "Lilong's own limit; experience: nobody reads two hundred lines.";
        wrong: "matter: wutong-lift   # 第 201 条" | "matter: wutong-lift   # the 201st";
        right: "matter: wutong-lift-2027", "refs: [notices/2026-12-30-lift.md]";
    }

    DUPLICATE_MATTER = Error "duplicate-matter" {
        title: "两个事项是同一个名称", "two matters have the same slug";
        rule: "别的记录用 `matter` 写事项的网址名（`slug`，不写时取文件名），所以有记录归入的事项，网址名全站不重复，不管在哪个栏目。",
              "Other records name a matter by its slug, which is the name of its file unless `slug` says \
               otherwise. So where records belong to a matter, no other matter has its slug, in whatever \
               section it is.";
        source: "里弄的规则。归到哪件事，要说得清。", "Lilong's own rule: it must be plain which matter is meant.";
        wrong: "# matters/2025/lamp.md, matters/2026/lamp.md", "matter: lamp";
        right: "# matters/2025/lamp.md, matters/2026/gate-lamp.md", "matter: gate-lamp";
    }

    TOO_MANY_PAGES = Error "too-many-pages" {
        title: "主题、地点或旧网址太多", "there are too many topics, places or older addresses";
        rule: "每个主题、每个地点、每个旧网址都是一个网页。主题最多五千个，每十条记录另加一个；没有登记册时地点也一样；旧网址最多五千个，每条记录另加十个。一条记录的主题和旧网址各最多一百个。\
               多半是把一段话拆成了词。",
              "Each topic, place and older address is a page. There are five thousand topics at most and \
               one more for every ten records, and as many places where there is no register; there are \
               five thousand older addresses and ten more for each record. A record has at most a hundred \
               topics and a hundred older addresses. \
               Most often a text was taken for a list of words.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "topics: [今, 天, 上, 午, …]" | "topics: [this, morning, the, water, …]";
        right: "topics: [停水]" | "topics: [water]";
    }

    NAME_TOO_LONG = Error "name-too-long" {
        title: "名称太长", "a name is too long";
        rule: "标题、文号、发布单位、联系方式写在许多网页上，每一项最多三千字节，约一千个汉字。长的内容写进正文。",
              "A title, a number, an issuer or contact details appear on many pages. Each has at most three \
               thousand bytes; put anything longer into the text.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "title: 关于……（整篇通知）" | "title: Notice that … (the whole notice)";
        right: "title: 关于停水的通知" | "title: Water off on 3 March";
    }

    UNKNOWN_TOPIC = Error "unknown-topic" {
        title: "没有这个主题", "an unknown topic";
        rule: "`site.yaml` 列出了 `topics`，记录只能用其中的主题，这样同一件事不会散在几个写法不同的列表里。确需新主题时，先加进 `site.yaml`。",
              "`site.yaml` lists the `topics`, and records use only those, so that one subject is not \
               scattered \
               over several spellings. Add a new topic to `site.yaml` first.";
        source: "网站自己的 `topics`。", "The site's own `topics`.";
        wrong: "topics: [电梯维护]"
               | "topics: [lift]";
        right: "topics: [电梯]"
               | "topics: [lifts]";
    }

    POSTED_UNTIL_BEFORE_FROM = Error "posted-until-before-from" {
        title: "公示期的结束早于开始", "a posting period that ends before it begins";
        rule: "`posted.until` 是公示的最后一天，不能早于张贴的那天 `posted.from`。",
              "`posted.until` is the last day of posting and cannot be earlier than `posted.from`, the day \
               of \
               posting.";
        source: "《中华人民共和国民法典》第二百零一条（张贴当日不计入）。",
                "PRC Civil Code, art. 201: the day of posting is not counted.";
        wrong: "posted: {from: 2026-03-10, until: 2026-03-02}";
        right: "posted: {from: 2026-03-02, until: 2026-03-10}";
    }

    POSTED_TOO_SHORT = Error "posted-too-short" {
        title: "公示的天数不够", "a posting period that is too short";
        rule: "`site.yaml` 的 `posted_days` 规定了这类记录至少公示几天。张贴当日不算，从第二天数起；最后一天如果按 `holidays` 是休息日，顺延到下一个工作日。",
              "`posted_days` in `site.yaml` sets the shortest posting period for such a record. The day of \
               posting is not counted; if `holidays` makes the last day a day off, the period runs to the \
               next \
               working day.";
        source: "《中华人民共和国民法典》第二百零一条、第二百零三条；网站自己的 `posted_days`。",
                "PRC Civil Code, arts. 201 and 203; the site's own `posted_days`.";
        wrong: "posted: {from: 2026-03-02, days: 5}    # posted_days: {consultation: 7}";
        right: "posted: {from: 2026-03-02, days: 7}";
    }

    POSTED_BOTH = Error "posted-both" {
        title: "公示期写了两种算法", "a posting period that is given twice";
        rule: "公示期写天数 `days` 或最后一天 `until`，两个只写一个。另一个由里弄算出。",
              "Give either the number of `days` or the last day, `until`, but not both. Lilong works out the \
               other.";
        source: "实践经验。两个数对不上时，没有人知道以哪个为准。",
                "experience. When the two disagree, nobody knows which one counts.";
        wrong: "posted: {from: 2026-03-02, days: 7, until: 2026-03-12}";
        right: "posted: {from: 2026-03-02, days: 7}";
    }

    TOO_MANY_DAYS = Error "too-many-days" {
        title: "天数太多", "too many days";
        rule: "公示天数 `posted.days` 和 `site.yaml` 的 `posted_days` 最多 36500 天（约一百年），算出的最后一天不晚于 9999 \
               年。更大的数多半是多打了几位。",
              "`posted.days`, and `posted_days` in `site.yaml`, are at most 36500 days, about a hundred \
               years, \
               and the last day is in the year 9999 at the latest. A larger number usually has a digit too \
               many.";
        source: "实践经验。悄悄改成较小的数，公布的截止日期就不是作者写的。",
                "experience. If it were silently reduced, the last day on the page would not be the \
                 author's.";
        wrong: "posted: {from: 2026-03-02, days: 70000}";
        right: "posted: {from: 2026-03-02, days: 7}";
    }

    PUBLISHED_TO_COME = Warning "published-to-come" {
        title: "不知道是哪天发布的", "nothing says when it was published";
        rule: "网页已经公开，发布的日子就不会在以后。日期 `date` 还没到的（如会议通知），请用 `published` 写明首次发布的日期；\
               没有它，订阅和搜索引擎就不知道这是哪天的消息。到时才公开的，改写 `embargo`。",
              "A page that is public was not published in the future. Where `date` is still to come, as for \
               a \
               meeting, say in `published` when the record was first made public: feeds and search engines \
               have \
               no other way to know. What is to come out later takes an `embargo`.";
        source: "RFC 4287（Atom）的 published 与 updated；schema.org 的 datePublished。",
                "`published` and `updated` of RFC 4287 (Atom); `datePublished` of schema.org.";
        wrong: "date: 2026-04-20    # 今天是 2026-03-14", "title: 业主大会通知"
               | "date: 2026-04-20    # today is 2026-03-14", "title: Meeting of all owners";
        right: "date: 2026-04-20", "published: 2026-03-14", "title: 业主大会通知"
               | "date: 2026-04-20", "published: 2026-03-14", "title: Meeting of all owners";
    }

    CHANGE_TO_COME = Warning "change-to-come" {
        title: "撤回或更正的日期还没到", "a withdrawal or a correction is dated in the future";
        rule: "撤回和更正写的是已经做了的事，日期不晚于今天。写了就立即公布，不会等到那一天。",
              "A withdrawal or a correction tells what was done, so its date is today at the latest. It is \
               published at once and does not wait for its day.";
        source: "实践经验。多半是年份写错了。", "experience. Mostly the year is wrong.";
        wrong: "withdrawn: {date: 2027-01-01, why: 方案有变}    # 今天是 2026-01-01"
               | "withdrawn: {date: 2027-01-01, why: the plan has changed}    # today is 2026-01-01";
        right: "withdrawn: {date: 2026-01-01, why: 方案有变}"
               | "withdrawn: {date: 2026-01-01, why: the plan has changed}";
    }

    WITHDRAWN_BEFORE_DATE = Error "withdrawn-before-date" {
        title: "撤回早于发布", "a record is withdrawn before its date";
        rule: "撤回的日期不能早于记录自己的日期：没有发布的东西无从撤回。还没有发布的，直接写 `draft: true`。",
              "A record cannot be withdrawn before its own date. What is not public yet needs `draft: true` \
               instead.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "date: 2026-03-02", "withdrawn: {date: 2026-02-20, why: 方案有变}"
               | "date: 2026-03-02", "withdrawn: {date: 2026-02-20, why: the plan has changed}";
        right: "date: 2026-03-02", "withdrawn: {date: 2026-03-20, why: 方案有变}"
               | "date: 2026-03-02", "withdrawn: {date: 2026-03-20, why: the plan has changed}";
    }

    CORRECTION_BEFORE_DATE = Error "correction-before-date" {
        title: "更正早于发布", "a correction dated before its record";
        rule: "更正写的是发布之后改了什么，它的日期不能早于记录自己的日期。",
              "A correction says what changed after publication; its date cannot be earlier than the \
               record's \
               own.";
        source: "实践经验。先后颠倒的日期总有一个是错的。",
                "experience. Of two dates in the wrong order one is a mistake.";
        wrong: "date: 2026-03-02", "corrections:", "  - {date: 2026-02-03, what: 停水改为周日}"
               | "date: 2026-03-02", "corrections:", "  - {date: 2026-02-03, what: on Sunday instead}";
        right: "date: 2026-03-02", "corrections:", "  - {date: 2026-03-03, what: 停水改为周日}"
               | "date: 2026-03-02", "corrections:", "  - {date: 2026-03-03, what: on Sunday instead}";
    }

    MISSING_ATTACHMENT = Error "missing-attachment" {
        title: "附件不存在", "an attachment is missing";
        rule: "`attachments` 里的每个文件都要放在记录旁边的文件夹里，名字连大小写都一致。居民点了打不开的附件等于没有公开。",
              "Every file in `attachments` must be in the folder beside the record, under exactly the same \
               name, \
               including upper and lower case. An attachment that does not open is not public.";
        source: "实践经验。网站服务器区分大小写。", "experience. Web servers distinguish upper and lower case.";
        wrong: "attachments: [Plan.PDF]    # 文件夹里是 plan.pdf"
               | "attachments: [Plan.PDF]    # the file is called plan.pdf";
        right: "attachments: [plan.pdf]";
    }

    DUPLICATE_ATTACHMENT = Error "duplicate-attachment" {
        title: "同一个附件列了两次", "an attachment is listed twice";
        rule: "一个文件在 `attachments` 里只列一次。两条多半有一条写错了文件名。",
              "A file is listed once in `attachments`. Most likely one of the two should name another file.";
        source: "实践经验。重复的一条往往顶替了漏掉的一条。",
                "experience. The duplicate usually takes the place of a file that is missing.";
        wrong: "attachments: [plan.pdf, plan.pdf]";
        right: "attachments: [plan.pdf, budget.pdf]";
    }

    DECLARED_DIFFERS = Error "declared-differs" {
        title: "写明的结果与算出的不同", "the declared result differs from the computed one";
        rule: "结果由里弄按票数和规则算出。`declared` 写的是你们宣布的结果，两者不同就不发布：要么数字抄错了，要么宣布错了，请先核对选票。",
              "Lilong computes the result from the votes and the rule. `declared` is what was announced; \
               where the two \
               differ nothing is published: either a figure was copied wrongly or the announcement is \
               wrong. Check \
               the ballots first.";
        source: "实践经验。公布出去的结果必须是对的。",
                "experience. A published result must be right.";
        wrong: "rule: majority", "ballots: {issued: 90, returned: 80, invalid: 0}", "options:",
               "  - {label: 同意, people: 40, approve: true}", "  - {label: 不同意, people: 40}",
               "declared: {outcome: passed}"
               | "rule: majority", "ballots: {issued: 90, returned: 80, invalid: 0}", "options:",
                 "  - {label: In favour, people: 40, approve: true}", "  - {label: Against, people: 40}",
                 "declared: {outcome: passed}";
        right: "rule: majority", "ballots: {issued: 90, returned: 80, invalid: 0}", "options:",
               "  - {label: 同意, people: 40, approve: true}", "  - {label: 不同意, people: 40}",
               "declared: {outcome: failed}"
               | "rule: majority", "ballots: {issued: 90, returned: 80, invalid: 0}", "options:",
                 "  - {label: In favour, people: 40, approve: true}", "  - {label: Against, people: 40}",
                 "declared: {outcome: failed}";
    }

    DONE_TO_COME = Error "done-to-come" {
        title: "完成的日期还没有到", "something is done in the future";
        rule: "工程阶段和会议决议的 `done` 是已经完成的日期，不晚于今天。计划完成的日期，\
               阶段写在 `until` 里，决议写在 `due` 里。",
              "The `done` of a project's phase or of a meeting's resolution is the day on which it was done, \
               not later than today. The day it is planned for is a phase's `until`, and a resolution's \
               `due`.";
        source: "实践经验。没有做完的事不公布为做完。",
                "experience. What is not done is not published as done.";
        wrong: "phases:", "  - {name: 验收, done: 2027-03-01}    # 今天是 2026-12-10"
               | "phases:", "  - {name: Acceptance, done: 2027-03-01}    # today is 2026-12-10";
        right: "phases:", "  - {name: 验收, until: 2027-03-01}"
               | "phases:", "  - {name: Acceptance, until: 2027-03-01}";
    }

    COUNT_TO_COME = Error "count-to-come" {
        title: "还没计票就填了票数", "votes before they are counted";
        rule: "选举的 `date` 或 `counted_at`、意见征询的 `counted` 还没到，就还没有结果：票数等计票以后再填。",
              "Before an election's `date` and `counted_at`, and before a consultation's `counted`, there is \
               no result: fill in the votes after they have been counted.";
        source: "《中华人民共和国村民委员会组织法》（2018年修正）第十五条：公开计票，选举结果应当当场公布。",
                "Organic Law of the Villagers' Committees of the PRC (as amended in 2018), art. 15: votes \
                 are counted in public and the result is announced on the spot.";
        wrong: "counted_at: 2027-04-12 20:30      # 今天是 2027-04-10", "ballots: {returned: 431}"
               | "counted_at: 2027-04-12 20:30      # today is 2027-04-10", "ballots: {returned: 431}";
        right: "counted_at: 2027-04-12 20:30      # 今天是 2027-04-10"
               | "counted_at: 2027-04-12 20:30      # today is 2027-04-10";
    }
}
