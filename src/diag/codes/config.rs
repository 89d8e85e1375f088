//! Mistakes in `site.yaml` and in the settings it names.

use crate::diag::catalogue;

catalogue! {
    BAD_CONFIG = Error "bad-config" {
        title: "`site.yaml` 里有错", "a mistake in `site.yaml`";
        rule: "`site.yaml` 用 YAML 写，只接受已知的设置，值要合乎各自的类型。提示里写明了这一项要什么；主题要用的其他内容写在 `extra` 下面。",
              "`site.yaml` is written in YAML. It takes only known settings, each with a value of the right \
               type. \
               The message says what this setting takes; anything else that a theme needs goes under \
               `extra`.";
        source: "`lilong schema` 列出全部设置。", "`lilong schema` prints all settings.";
        wrong: "page_size: 二十"
               | "page_size: twenty";
        right: "page_size: 20";
    }

    MISSING_CONFIG = Error "missing-config" {
        title: "没有 `site.yaml`", "there is no `site.yaml`";
        rule: "网站目录里要有 `site.yaml`，写明谁在发布、网址是什么。请在有它的目录里运行，或用 `lilong init` 新建一个网站。",
              "The site's folder holds a `site.yaml`, which says who publishes and where. Run Lilong in that \
               folder, or start a new site with `lilong init`.";
        source: "实践经验。没有发布单位的公告不成其为公告。",
                "experience. A notice that nobody has issued is not a notice.";
        wrong: "content/";
        right: "site.yaml", "content/";
    }

    UNKNOWN_THEME = Error "unknown-theme" {
        title: "没有这个主题样式", "an unknown theme";
        rule: "`theme` 是 `themes/` 下一个文件夹的名字，或内置的 `board`。",
              "`theme` is the name of a folder below `themes/`, or the built-in `board`.";
        source: "实践经验。样式找不到，就一页也画不出来。",
                "experience. Without its theme no page can be drawn.";
        wrong: "theme: bord";
        right: "theme: board";
    }

    BAD_BASE_URL = Error "bad-base-url" {
        title: "网站地址不对", "an invalid base URL";
        rule: "`base_url` 是网站对外的完整地址，以 https:// 或 http:// 开头，可以带路径，不带 `?` 和 `#`。订阅源、日历和二维码都用它。",
              "`base_url` is the site's full public address. It begins with https:// or http://, may have a \
               path, \
               and has no `?` or `#`. Feeds, calendars and QR codes use it.";
        source: "RFC 3986。", "RFC 3986.";
        wrong: "base_url: xinfu.example.org";
        right: "base_url: https://xinfu.example.org/";
    }

    UNKNOWN_TIMEZONE = Error "unknown-timezone" {
        title: "没有这个时区", "an unknown time zone";
        rule: "`timezone` 用 IANA 时区名，如 `Asia/Shanghai`；北京时间也是这个名字。截止时间、公示期都按它计算。",
              "`timezone` is a name from the IANA database, such as `Asia/Shanghai`, which is also Beijing \
               time. \
               Deadlines and posting periods are calculated in it.";
        source: "IANA 时区数据库。", "The IANA time zone database.";
        wrong: "timezone: Asia/Beijing";
        right: "timezone: Asia/Shanghai";
    }

    BAD_I18N = Error "bad-i18n" {
        title: "界面文字文件有错", "a mistake in an interface text file";
        rule: "`i18n/` 里的文件用 Fluent 写：每条一行，名字、等号、文字，变量写在花括号里，如 `{ $count }`；名字只用英文字母、数字和短横线。",
              "Files in `i18n/` are written in Fluent. Each message is one line: its name, an equals sign \
               and its \
               text, with variables in braces, such as `{ $count }`. Names consist of letters, digits and \
               hyphens.";
        source: "Fluent 语法 1.0（Project Fluent）。", "Fluent syntax 1.0 (Project Fluent).";
        wrong: "days-left 还有 {count} 天"
               | "days-left {count} days left";
        right: "days-left = 还有 { $count } 天"
               | "days-left = { $count } days left";
    }

    PUBLICATION_LATE = Warning "publication-late" {
        title: "承诺公布的还没有公布", "something that was promised is not published";
        rule: "site.yaml 的 `cadence` 写明多久公布一次什么、期末后多少天内公布。过了期限还没有公布的，“定期公布情况”一页会如实列出。请补上公布；承诺不切实际的，改 \
               `cadence`。",
              "`cadence` in site.yaml says what is published how often, and how many days after the end of \
               each period. What is not published by then is listed as missing on the page of promised \
               publications. Publish it, or change a promise that cannot be kept.";
        source: "《上海市住宅物业管理规定》：公共收益每季度公布一次，维修资金每半年公布一次；其余是自己的承诺。",
                "Shanghai's rules on residential property: public income is published every quarter, the \
                 maintenance fund every half-year. Everything else is the site's own promise.";
        wrong: "cadence: [{kind: meeting, every: quarter, within: 30}]    # 上个季度没有会议"
               | "cadence: [{kind: meeting, every: quarter, within: 30}]    # no meeting last quarter";
        right: "cadence: [{kind: meeting, every: half-year, within: 30}]";
    }

    UNKNOWN_PROMISE = Warning "unknown-promise" {
        title: "承诺里的资金或机构没有记录", "a promise names a fund or a body that no record has";
        rule: "`cadence` 里的 `fund` 和 `body` 要与记录里写的一字不差，否则公布了也对不上，承诺页上一直是空的。",
              "`fund` and `body` under `cadence` are written as in the records; otherwise nothing that is \
               published keeps the promise.";
        source: "实践经验。差一个字，公布了也算没公布。",
                "experience. With one letter wrong, what is published counts as missing.";
        wrong: "cadence:", "  - {kind: ledger, every: quarter, within: 15, fund: 公共收溢}"
               | "cadence:", "  - {kind: ledger, every: quarter, within: 15, fund: Comon fund}";
        right: "cadence:", "  - {kind: ledger, every: quarter, within: 15, fund: 公共收益}"
               | "cadence:", "  - {kind: ledger, every: quarter, within: 15, fund: Common fund}";
    }

    PROMISE_FIELD = Error "promise-field" {
        title: "这类记录没有这一项", "a promise has a field that its kind of record lacks";
        rule: "`cadence` 里的 `fund` 说的是哪一笔资金的收支，`body` 说的是哪个机构的会议或选举。别的记录没有这两项，写了就永远对不上。",
              "In `cadence`, `fund` names the money of a ledger and `body` who meets or is elected. Other \
               kinds have neither, so nothing could ever keep the promise.";
        source: "实践经验。", "experience.";
        wrong: "cadence: [{kind: notice, every: month, body: 居委会}]"
               | "cadence: [{kind: notice, every: month, body: committee}]";
        right: "cadence: [{kind: meeting, every: month, body: 居委会}]"
               | "cadence: [{kind: meeting, every: month, body: committee}]";
    }
}
