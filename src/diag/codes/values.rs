//! Values that their field does not accept: dates that do not exist, numbers that are not numbers.

use crate::diag::catalogue;

catalogue! {
    WRONG_TYPE = Error "wrong-type" {
        title: "值的类型不对", "a value of the wrong type";
        rule: "有的项要一段文字，有的要数字、日期、列表，或由几个小项组成的一组。提示里写明了这一项要哪一种。",
              "Some fields take text, others a number, a date, a list, or a group of fields. The message \
               says \
               which this one takes.";
        source: "`lilong schema` 列出每一项的类型。", "`lilong schema` prints the type of every field.";
        wrong: "posted: 7";
        right: "posted:", "  from: 2026-03-02", "  days: 7";
    }

    NOT_IN_LIST = Error "not-in-list" {
        title: "不在可选的值里", "a value that is not one of the choices";
        rule: "这一项只能从几个固定的值里选，中英文名都可以。提示里列出了可选的值。",
              "This field takes one of a few fixed values, in English or Chinese. The message lists them.";
        source: "`lilong schema` 列出每一项可选的值。", "`lilong schema` prints the choices of every field.";
        wrong: "type: urgent";
        right: "type: warning";
    }

    IMPOSSIBLE_DATE = Error "impossible-date" {
        title: "没有这一天", "a date that does not exist";
        rule: "写法对，但日历上没有这一天或这个钟点：二月没有三十日，一天最晚到 24:00。请对照日历改正。",
              "It is written like a date, but there is no such day or time: February has no 30th, and the \
               latest \
               time of a day is 24:00.";
        source: "公历；GB/T 7408（ISO 8601）。", "The Gregorian calendar; ISO 8601 (GB/T 7408).";
        wrong: "closes: 2026-02-30";
        right: "closes: 2026-02-28";
    }

    BAD_DATE = Error "bad-date" {
        title: "看不懂的日期", "a date that cannot be read";
        rule: "日期写作 2026-03-02、2026/3/2 或 2026年3月2日，年份四位；要写钟点就在后面空一格加 19:30。没有写时区的钟点按网站的时区算。",
              "A date is written 2026-03-02, 2026/3/2 or 2 March 2026, with four digits for the year; a time \
               follows after a space: 19:30. A time without a zone is in the site's time zone.";
        source: "GB/T 7408（ISO 8601）；GB/T 15835—2011（出版物上数字用法）。",
                "ISO 8601 (GB/T 7408); GB/T 15835-2011 on numerals in print.";
        wrong: "date: 3月2号晚上"
               | "date: 2 March, evening";
        right: "date: 2026-03-02 19:30";
    }

    BAD_TIME = Error "bad-time" {
        title: "看不懂的时间", "a time that cannot be read";
        rule: "一天里的时间用二十四小时制，写作 08:30 或 19:30，用英文冒号。",
              "Times use the 24-hour clock: 08:30 or 19:30.";
        source: "GB/T 7408（ISO 8601）。", "ISO 8601 (GB/T 7408).";
        wrong: "from: 下午七点半"
               | "from: half past seven";
        right: "from: 19:30";
    }

    BAD_AMOUNT = Error "bad-amount" {
        title: "看不懂的金额或面积", "an amount or area that cannot be read";
        rule: "金额和面积写成普通的十进制数，如 3000.00，不带单位、货币符号和“万”；逗号只用来分千位。里弄按写的\
               位数精确计算，从不用近似的浮点数。",
              "Amounts and areas are plain decimal numbers such as 3000.00, without units or currency \
               signs; a \
               comma may only separate thousands. Lilong calculates with exactly the digits that are \
               written, \
               never with approximations.";
        source: "实践经验。公布的账目要分毫不差。", "experience. Published accounts are right to the cent.";
        wrong: "opening: ￥3,000元"
               | "opening: $3,000";
        right: "opening: 3000.00";
    }

    BAD_COUNT = Error "bad-count" {
        title: "不是人数或份数", "not a count";
        rule: "人数、票数、户数是零或正整数，不写小数、单位、约数和负号。",
              "People, ballots and households are counted in whole numbers from zero, without units and \
               without \
               “about”.";
        source: "实践经验。约数不能核对，也不能算出结果。",
                "experience. An approximate number can neither be checked nor decide a vote.";
        wrong: "returned: 约80份"
               | "returned: about 80";
        right: "returned: 80";
    }

    BAD_FRACTION = Error "bad-fraction" {
        title: "看不懂的比例", "a fraction that cannot be read";
        rule: "比例写作 2/3 或 95/100，表示“以上”，含本数；前面加 > 表示“过半数”一类，不含本数，如 >1/2。分母不能是零，比例不超过一。\
               不要写百分数或小数：66.67% 不等于三分之二。",
              "A fraction is written 2/3 or 95/100 and includes that value; with > in front, as in >1/2, it \
               does \
               not. The denominator is not zero, and the fraction is at most one. Do not write percentages \
               or \
               decimals: 66.67% is not two thirds.";
        source: "《中华人民共和国民法典》第一千二百五十九条：“以上”包括本数，“超过”不包括本数。",
                "PRC Civil Code, art. 1259: “at least” includes the number itself, “more than” does not.";
        wrong: "threshold: 66.67%";
        right: "threshold: \"2/3\"";
    }

    BAD_PATH = Error "bad-path" {
        title: "不能用的路径", "a path that cannot be used";
        rule: "路径从 `content/` 里面写起（如 `notices/lift.md`），或以 `./`、`../` 开头从本文件写起，文件夹之间用 \
               `/`。不能用反斜杠、盘符、绝对路径，也不能走出网站目录。",
              "A path starts inside `content/`, like `notices/lift.md`, or at the file itself with `./` or \
               `../`; \
               folders are separated by `/`. Backslashes, drive letters and absolute paths do not work \
               elsewhere, \
               and a path must not lead out of the site.";
        source: "实践经验。同一份内容要能在别人的电脑上生成。",
                "experience. The same content must build on somebody else's computer.";
        wrong: "attachments: ['C:\\公告\\plan.pdf']"
               | "attachments: ['C:\\notices\\plan.pdf']";
        right: "attachments: [plan.pdf]";
    }

    BAD_SLUG = Error "bad-slug" {
        title: "不能用作网址的名字", "a name that cannot be used in an address";
        rule: "`slug` 成为网址的一段：用小写字母、数字和短横线，不含空格、`/`、`?`、`#` 等符号，也不能是 `.` 或 `..`。\
               不写时由文件名得出，中文名转成拼音。",
              "A `slug` becomes part of an address: lower-case letters, digits and hyphens, without spaces \
               or \
               characters such as `/`, `?` and `#`, and not `.` or `..`. Without one it is made from the \
               file's \
               name, with Chinese as pinyin.";
        source: "RFC 3986；Windows 文件名的限制。", "RFC 3986; the rules for file names on Windows.";
        wrong: "slug: 电梯/停运?"
               | "slug: lift/out?";
        right: "slug: dian-ti-ting-yun";
    }

    PERCENT_WITHOUT_WHOLE = Error "percent-without-whole" {
        title: "百分比没有写总数", "a percentage without the number it is a part of";
        rule: "`figures` 里的百分比要写清是多少里面的多少：数值 `value` 写个数，分母 `of` 写总数，比例会自己算出来。\
               没有总数的百分比，谁也没法核对。",
              "A percentage among `figures` says how many of how many: the count as `value`, the whole as \
               `of`. Lilong computes the share. Nobody can check a percentage without its whole.";
        source: "实践经验。“满意度 98%”要看问了多少人、多少人回答。",
                "experience. “98% satisfied” depends on how many were asked and how many answered.";
        wrong: "figures:", "  - {label: 满意度, value: 98%}"
               | "figures:", "  - {label: Satisfied, value: 98%}";
        right: "figures:", "  - {label: 满意, value: 1544, unit: 份, of: 1575}"
               | "figures:", "  - {label: Satisfied, value: 1544, unit: replies, of: 1575}";
    }

    SHARE_BELOW_ZERO = Error "share-below-zero" {
        title: "比例里的数小于零", "a share of a negative number";
        rule: "写了分母 `of` 的数字是比例：部分和总数都不小于零。增减不是比例，不写 `of`。",
              "A figure with `of` is a share: neither the part nor the whole is below zero. A change is no \
               share, so it has no `of`.";
        source: "实践经验。", "experience.";
        wrong: "figures:", "  - {label: 交回, value: -4, of: 1575}"
               | "figures:", "  - {label: Returned, value: -4, of: 1575}";
        right: "figures:", "  - {label: 交回, value: 4, of: 1575}"
               | "figures:", "  - {label: Returned, value: 4, of: 1575}";
    }
}
