//! Mistakes in the shape of front matter: the two lines of dashes, the YAML between them, and the keys.

use crate::diag::catalogue;

catalogue! {
    MISSING_FRONT_MATTER = Error "missing-front-matter" {
        title: "缺少文件头", "a file does not begin with front matter";
        rule: "每条记录的第一行是三个短横线 `---`，接着是标题、日期等各项，再用一行 `---` 结束：这一段叫文件头，\
               下面才是正文。前面不能有别的文字。",
              "The first line of a record is three hyphens, `---`. The title, the date and the other fields \
               follow; another line `---` ends them, and then comes the text. Nothing may come before the \
               first \
               line.";
        source: "静态网站的通行写法。", "The usual convention of static site generators.";
        wrong: "电梯停运通知", "", "本周六检修。"
               | "Lift out of service", "", "It is serviced on Saturday.";
        right: "---", "title: 电梯停运通知", "date: 2026-03-02", "---", "", "本周六检修。"
               | "---", "title: Lift out of service", "date: 2026-03-02", "---", "",
                 "It is serviced on Saturday.";
    }

    UNCLOSED_FRONT_MATTER = Error "unclosed-front-matter" {
        title: "文件头没有结束", "the front matter is not closed";
        rule: "文件头要用单独一行三个短横线 `---` 结束，少了这一行就分不清哪里是正文。请用英文短横线，不要用破折\
               号“——”，行首不留空格。",
              "A line with nothing but three hyphens, `---`, ends the front matter; without it there is no \
               telling where the text begins. They must be hyphens, not dashes (`——`), at the start of the \
               line.";
        source: "静态网站的通行写法。", "The usual convention of static site generators.";
        wrong: "---", "title: 电梯停运通知", "date: 2026-03-02", "", "本周六检修。"
               | "---", "title: Lift out of service", "date: 2026-03-02", "", "It is serviced on Saturday.";
        right: "---", "title: 电梯停运通知", "date: 2026-03-02", "---", "", "本周六检修。"
               | "---", "title: Lift out of service", "date: 2026-03-02", "---", "",
                 "It is serviced on Saturday.";
    }

    FRONT_MATTER_TOO_LARGE = Error "front-matter-too-large" {
        title: "文件头太长", "the front matter is too large";
        rule: "文件头写的是标题、日期和数字，不会很长。太长多半是正文写了进去，或漏了结束的 `---`。大的表格请放\
               在旁边的 CSV 文件里。",
              "Front matter holds a title, dates and figures, and never gets this long. Usually the text \
               has been \
               written into it, or the closing `---` is missing. Put a large table into a CSV file beside \
               the \
               record.";
        source: "实践经验。畸形的大文件不应拖住整个网站。",
                "experience. One malformed file must not hold up the whole site.";
        wrong: "entries:", "  - {date: 2026-01-02, item: 电费, expense: 310.00}", "  # …再写几万行"
               | "entries:", "  - {date: 2026-01-02, item: electricity, expense: 310.00}",
                 "  # … and ten thousand lines more";
        right: "entries: 2026-01.csv";
    }

    FRONT_MATTER_TOO_DEEP = Error "front-matter-too-deep" {
        title: "文件头嵌套太深", "the front matter is nested too deeply";
        rule: "没有哪一项需要这么多层括号或缩进。多半是方括号、花括号没有成对，或缩进一行比一行多。",
              "No field needs so many levels of brackets or indentation. Usually a bracket was not closed, \
               or \
               each line is indented further than the one before.";
        source: "实践经验。层层嵌套的文件头会让解析慢到几十秒。",
                "experience. Deep nesting can make parsing take half a minute.";
        wrong: "topics: [[[[[[[[[[电梯]]]]]]]]]]"
               | "topics: [[[[[[[[[[lifts]]]]]]]]]]";
        right: "topics: [电梯]"
               | "topics: [lifts]";
    }

    ALIAS_IN_YAML = Error "alias-in-yaml" {
        title: "文件头里用了锚点或引用", "an anchor or an alias in the front matter";
        rule: "值的开头是 `&` 或 `*` 时，YAML 会当作锚点或引用，里弄不接受：公告里几乎都是误打，而恶意的引用能让几行字膨胀到撑满内存。\
               若确是文字，请加引号；要重复的内容请写两遍。",
              "In YAML a value that begins with `&` or `*` is an anchor or an alias. Lilong accepts \
               neither: in a \
               notice they are nearly always accidents, and malicious ones can make a few lines fill the \
               memory. \
               Put quotes around text; write out what is repeated.";
        source: "YAML 1.2.2 第 3.2.2.2 节。", "YAML 1.2.2, section 3.2.2.2.";
        wrong: "title: *重要* 停水通知"
               | "title: *Important* water off";
        right: "title: \"*重要* 停水通知\""
               | "title: \"*Important* water off\"";
    }

    YAML_SYNTAX = Error "yaml-syntax" {
        title: "文件头不是正确的 YAML", "the front matter is not valid YAML";
        rule: "每项一行，写作“键: 值”，冒号用英文冒号，后面空一格；下一层比上一层多缩进两个空格；列表的每一条以“- ”开头；\
               引号和括号要成对。出错的地方常在提示行的前一行。",
              "Each field is one line, `key: value`, with a space after the colon. What belongs to a field \
               is \
               indented by two more spaces; each entry of a list begins with `- `; quotes and brackets come \
               in \
               pairs. The mistake is often on the line before the one shown.";
        source: "YAML 1.2.2。", "YAML 1.2.2.";
        wrong: "topics: [电梯, 维修"
               | "topics: [lifts, repairs";
        right: "topics: [电梯, 维修]"
               | "topics: [lifts, repairs]";
    }

    TAB_IN_YAML = Error "tab-in-yaml" {
        title: "文件头用制表符缩进", "the front matter is indented with a tab";
        rule: "YAML 只认空格缩进，因为制表符的宽度各人不同。请把行首的制表符换成空格，每层两个。\
               不换行空格和全角空格看着像空格，YAML 也不认。",
              "YAML accepts only spaces for indentation, since a tab has a different width for everyone. \
               Replace \
               each tab at the start of a line with two spaces. Non-breaking and full-width spaces look like \
               spaces, but not to YAML.";
        source: "YAML 1.2.2 第 6.1 节。", "YAML 1.2.2, section 6.1.";
        wrong: "posted:", "\tfrom: 2026-03-02", "\tdays: 7";
        right: "posted:", "  from: 2026-03-02", "  days: 7";
    }

    FULL_WIDTH_COLON = Error "full-width-colon" {
        title: "键后面用了中文冒号", "a full-width colon after a key";
        rule: "键和值之间用英文冒号加一个空格。中文冒号“：”在 YAML 里只是一个普通的字，整行会被当成一段文字。值里面可以照常用中文冒号。",
              "A key and its value are separated by an ASCII colon and a space. To YAML the full-width \
               colon `：` \
               is a letter like any other, so the whole line becomes one text. Inside a value it is fine.";
        source: "YAML 1.2.2 第 8.2.2 节；中文输入法默认输出全角标点。",
                "YAML 1.2.2, section 8.2.2; Chinese input methods type full-width punctuation.";
        wrong: "标题：停水通知"
               | "title：Water off";
        right: "标题: 停水通知"
               | "title: Water off";
    }

    MISSING_SPACE_AFTER_COLON = Error "missing-space-after-colon" {
        title: "冒号后面少一个空格", "no space after the colon of a key";
        rule: "键后面的冒号要跟一个空格，YAML 才知道值从哪里开始。没有空格时整行会被当成一段文字。",
              "The space after the colon tells YAML where the value begins. Without it the whole line is \
               read as \
               one text.";
        source: "YAML 1.2.2 第 8.2.2 节。", "YAML 1.2.2, section 8.2.2.";
        wrong: "title:停水通知"
               | "title:Water off";
        right: "title: 停水通知"
               | "title: Water off";
    }

    UNQUOTED_COLON = Error "unquoted-colon" {
        title: "值里的冒号没有加引号", "an unquoted colon in a value";
        rule: "值里如果有英文冒号加空格，YAML 会以为又来了一个键。请给整个值加英文双引号，或改用中文冒号。",
              "YAML takes a colon and a space inside a value for another key. Put the whole value in double \
               quotes; in Chinese text you can also use a full-width colon.";
        source: "YAML 1.2.2 第 7.3.3 节。", "YAML 1.2.2, section 7.3.3.";
        wrong: "title: 通知: 周六停水"
               | "title: Notice: water off on Saturday";
        right: "title: \"通知: 周六停水\""
               | "title: \"Notice: water off on Saturday\"";
    }

    SIGN_AT_START = Error "sign-at-start" {
        title: "文字以 YAML 的符号开头", "text that starts with a YAML character";
        rule: "文字以 @、%、反引号、“- ”开头，或以方括号、花括号开头而后面还有字时，YAML 会当成别的意思。请给整段文字加引号。",
              "Text that starts with `@`, `%`, a backtick or `- `, or with brackets that are followed by \
               more \
               text, means something else in YAML. Put the whole text in quotes.";
        source: "YAML 1.2.2 第 5.3 节。", "YAML 1.2.2, section 5.3.";
        wrong: "title: @全体居民 周六大扫除" | "title: @everyone: clean-up on Saturday";
        right: "title: '@全体居民 周六大扫除'" | "title: '@everyone: clean-up on Saturday'";
    }

    QUOTE_IN_TEXT = Error "quote-in-text" {
        title: "引号里又有同样的引号", "a quotation mark inside quotes of the same kind";
        rule: "引号里再遇到同样的引号，文字就结束了，后面的字 YAML 读不懂。外面换另一种引号，或里面用中文引号“”。",
              "Another quotation mark of the same kind ends the text, and YAML cannot read what follows. \
               Use the \
               other kind around the text, or “ and ” inside it.";
        source: "YAML 1.2.2 第 7.3 节。", "YAML 1.2.2, section 7.3.";
        wrong: "title: \"关于\"3号楼\"停水的通知\"" | "title: 'Residents' meeting'";
        right: "title: '关于\"3号楼\"停水的通知'" | "title: \"Residents' meeting\"";
    }

    FULL_WIDTH_SIGN = Error "full-width-sign" {
        title: "花括号里用了全角符号", "full-width punctuation inside braces";
        rule: "写在一行里的一组值，用半角的花括号、逗号和冒号：{from: 2026-03-02, days: 7}。全角的｛｝，：在 YAML 里只是普通的字。",
              "A group of values on one line takes ASCII braces, commas and colons: \
               `{from: 2026-03-02, days: \
               7}`. To YAML their full-width counterparts are letters like any other.";
        source: "YAML 1.2.2 第 7.4 节；中文输入法默认输出全角标点。",
                "YAML 1.2.2, section 7.4; Chinese input methods type full-width punctuation.";
        wrong: "posted: {from: 2026-03-02，days: 7}";
        right: "posted: {from: 2026-03-02, days: 7}";
    }

    HASH_IN_TEXT = Warning "hash-in-text" {
        title: "文字在 # 处断了", "text that is cut off at a hash";
        rule: "YAML 里空格后面的 # 是注释的开头，后面的字不会发布。文字里要写 # 时，给整段加引号。",
              "In YAML a hash after a space begins a comment, and what follows it is not published. Put \
               text that \
               contains one in quotes.";
        source: "YAML 1.2.2 第 6.6 节。", "YAML 1.2.2, section 6.6.";
        wrong: "title: 停水通知 #3号楼"
               | "title: Water off #3 Plane Lane";
        right: "title: '停水通知 #3号楼'"
               | "title: 'Water off #3 Plane Lane'";
    }

    DUPLICATE_KEY = Error "duplicate-key" {
        title: "同一个键写了两次", "a duplicate key";
        rule: "一项只能写一次，否则不知道以哪个为准。中文名和英文名是同一项，“标题”和 `title` 不能都写。",
              "A field is given once; otherwise it is unclear which value counts. Its Chinese and English \
               names \
               are the same field, so only one of them can be there.";
        source: "YAML 1.2.2 第 3.2.1.1 节。", "YAML 1.2.2, section 3.2.1.1.";
        wrong: "title: 停水通知", "标题: 停水公告"
               | "title: Water off", "title: No water";
        right: "title: 停水通知"
               | "title: Water off";
    }

    UNKNOWN_KEY = Error "unknown-key" {
        title: "没有这个键", "an unknown key";
        rule: "每类记录能写哪些项是固定的，写错的键如果被忽略，截止日期就可能悄悄不见。用 `lilong schema` 可以列出全部；\
               自己要加的内容写在 `extra` 下面。",
              "The fields of each kind are fixed: if a misspelt one were ignored, a deadline could vanish \
               without \
               a word. `lilong schema` lists them all; anything you want to add yourself goes under `extra`.";
        source: "实践经验。打错一个字母不应改变公告的内容。",
                "experience. One wrong letter must not change what a notice says.";
        wrong: "titel: 停水通知"
               | "titel: Water off";
        right: "title: 停水通知"
               | "title: Water off";
    }

    UNKNOWN_KIND = Error "unknown-kind" {
        title: "没有这类记录", "an unknown kind of record";
        rule: "`kind` 是这些之一：{kinds}，中英文名都可以。不写时用栏目的 `kind`，栏目也没有就是页面。",
              "`kind` is one of these: {kinds}, in English or Chinese. Without \
               one, \
               the section's `kind` applies; if the section has none either, the record is a page.";
        source: "实践经验。类别决定要核对哪些数字和日期。",
                "experience. The kind decides which figures and dates are checked.";
        wrong: "kind: vote";
        right: "kind: consultation";
    }

    NOT_FILLED_IN = Error "not-filled-in" {
        title: "新建的记录还没有填好", "a new record is not filled in yet";
        rule: "`lilong new` 写好的文件里，留着等人填的正文和空着的项（如意见征询的问题、选项、截止）填好以后才能发布。\
               暂时填不了的，写 draft: true；用不着的项，删去那一行。",
              "What `lilong new` leaves to be filled in must be filled in before the record is published: \
               the \
               text, and empty keys such as a consultation's question, options and closing day. Until then \
               write \
               `draft: true`, and delete lines that you do not need.";
        source: "实践经验。谁也不愿意公告栏上出现“在这里写正文”。",
                "experience. Nobody wants to read “Write the text here” on a notice board.";
        wrong: "---", "title: 停水通知", "date: 2026-03-02", "---", "在这里写正文。" | "---", "title: Water off",
               "date: 2026-03-02", "---",
                 "Write the text here.";
        right: "---", "title: 停水通知", "date: 2026-03-02", "---", "周六 8:00 至 12:00 停水。" | "---",
               "title: Water off",
                 "date: 2026-03-02", "---", "No water on Saturday from 8:00 to 12:00.";
    }

    MISSING_KEY = Error "missing-key" {
        title: "少了必填的一项", "a required key is missing";
        rule: "标题总是必填；除页面外日期也必填；各类记录另有自己的必填项，`lilong schema` 会列出来。",
              "A title is always required, a date for every kind but pages, and each kind \
               has \
               required fields of its own: `lilong schema` lists them.";
        source: "实践经验。没有日期的公告，没有人知道还算不算数。",
                "experience. Nobody can tell whether a notice without a date still applies.";
        wrong: "---", "title: 停水通知", "---"
               | "---", "title: Water off", "---";
        right: "---", "title: 停水通知", "date: 2026-03-02", "---"
               | "---", "title: Water off", "date: 2026-03-02", "---";
    }
}
