//! Markdown that is not read as it was meant: the page shows something other than the author expected.

use crate::diag::catalogue;

catalogue! {
    LINK_NOT_MADE = Warning "link-not-made" {
        title: "链接没有成为链接", "a link that Markdown does not recognise";
        rule: "链接写作 `[文字](地址)`：方括号和圆括号都用半角，两对括号紧挨着，圆括号要合上；地址里有空格时用 `<` 和 `>` 括起来。\
               否则页面上照样显示这些括号，点不开。",
              "A link is `[words](address)`: ASCII brackets, right next to each other, and closed; an \
               address \
               that contains a space goes between `<` and `>`. Otherwise the page shows the brackets as \
               they were \
               typed, and there is nothing to click.";
        source: "CommonMark 第6.3节。", "CommonMark, 6.3.";
        wrong: "见[方案](方案 终稿.pdf)和[通知]（../notices/lift.md）。"
               | "See [the plan](the plan.pdf) and [the notice] (../notices/lift.md).";
        right: "见[方案](<方案 终稿.pdf>)和[通知](../notices/lift.md)。"
               | "See [the plan](<the plan.pdf>) and [the notice](../notices/lift.md).";
    }

    ODD_EMPHASIS = Warning "odd-emphasis" {
        title: "星号没有起作用，或者被当成了加粗", "asterisks that do nothing, or too much";
        rule: "`**` 里面紧挨着要加粗的字，不留空格。代替隐去的字或数字的星号，前面各加一个 `\\`，否则两处星号之间会变成粗体或斜体，星号也不见了。",
              "`**` goes right next to the words that it makes bold, without a space. Put a `\\` before an \
               asterisk that stands for something hidden: otherwise the words between two of them become \
               bold or \
               italic, and the asterisks disappear.";
        source: "CommonMark 第6.2节。", "CommonMark, 6.2.";
        wrong: "**注意: **请张*、李*来领取。"
               | "**Note: **Mr Z* and Ms L* may collect theirs.";
        right: "**注意:** 请张\\*、李\\*来领取。"
               | "**Note:** Mr Z\\* and Ms L\\* may collect theirs.";
    }

    TILDES_IN_RANGE = Warning "tildes-in-range" {
        title: "两个波浪号是删除线", "two tildes strike text out";
        rule: "表示从几到几，只写一个 `~`，或写“至”。`~~` 之间的字会划上删除线。",
              "Write a range with a single `~`, or in words. What is between two `~~` is struck out.";
        source: "GitHub Flavored Markdown 第6.5节。", "GitHub Flavored Markdown, 6.5.";
        wrong: "时间9:00~~11:00，价格5~~10元。"
               | "Open 9:00~~11:00, from 5~~10 yuan.";
        right: "时间9:00~11:00，价格5~10元。"
               | "Open 9:00~11:00, from 5~10 yuan.";
    }

    HEADING_NOT_MADE = Warning "heading-not-made" {
        title: "标题没有成为标题", "a heading that Markdown does not recognise";
        rule: "标题是半角的 `#`，后面空一格，再写文字。没有空格，或用了全角的 `＃`，页面上只是一行带井号的字。",
              "A heading is an ASCII `#`, a space, and its words. Without the space, or with a full-width \
               `＃`, \
               the page shows a line that begins with the sign.";
        source: "CommonMark 第4.2节。", "CommonMark, 4.2.";
        wrong: "##停水时间"
               | "##When the water is off";
        right: "## 停水时间"
               | "## When the water is off";
    }

    UNMEANT_HEADING = Warning "unmeant-heading" {
        title: "一段话成了标题", "a paragraph became a heading";
        rule: "紧贴在一段话下面的 `---` 会把这段话变成标题。要画分隔线，就在它上面空一行。",
              "`---` right below a paragraph turns it into a heading. If you want a dividing line, leave an \
               empty \
               line above it.";
        source: "CommonMark 第4.3节。", "CommonMark, 4.3.";
        wrong: "给您带来不便，敬请谅解。", "---"
               | "We are sorry for the trouble.", "---";
        right: "给您带来不便，敬请谅解。", "", "---"
               | "We are sorry for the trouble.", "", "---";
    }

    LIST_NOT_MADE = Warning "list-not-made" {
        title: "列表没有成为列表", "a list that Markdown does not recognise";
        rule: "列表每一项是 `-` 或 `*`，后面空一格，再写文字。没有空格，各行照样分开，但页面上看得见这个符号，读屏软件也不知道是列表。",
              "Each item of a list is `-` or `*`, a space, and its words. Without the space the lines are \
               kept \
               apart, but the sign is shown, and a screen reader finds no list.";
        source: "CommonMark 第5.2节。", "CommonMark, 5.2.";
        wrong: "*身份证", "*户口本"
               | "*Identity card", "*Household register";
        right: "- 身份证", "- 户口本"
               | "- Identity card", "- Household register";
    }

    TEXT_AS_LISTING = Warning "text-as-listing" {
        title: "一段话成了程序代码", "a paragraph turned into a code block";
        rule: "空行之后，一行前面有四个空格或一个制表符，就会按程序代码排：不换行，字体也不同。请去掉行首的空格。中文段落不受影响：里弄把它排成段落。",
              "After an empty line, four spaces or a tab at the start of a line turn it into a code block, \
               in another font and exactly as typed. Remove the spaces. Paragraphs in Chinese are not \
               affected.";
        source: "CommonMark 第4.4节。", "CommonMark, 4.4.";
        wrong: "Dear neighbours,", "", "    The water is off on Friday, from nine to five.";
        right: "Dear neighbours,", "", "The water is off on Friday, from nine to five.";
    }

    CELLS_BEYOND_HEAD = Warning "cells-beyond-head" {
        title: "表格这一行比表头多", "a table row with more cells than the header";
        rule: "表格有几列由表头决定，一行里多出来的格子不会发布。请给表头补上一列；格子里的竖线写作 `\\|`。",
              "The header decides how many columns a table has; cells beyond them are not published. Add a \
               column \
               to the header; a bar inside a cell is written `\\|`.";
        source: "GitHub Flavored Markdown 第4.10节。", "GitHub Flavored Markdown, 4.10.";
        wrong: "| 楼号 | 户数 |", "| --- | --- |", "| 1号楼 | 36 | 已签 |"
               | "| Building | Homes |", "| --- | --- |", "| 1 | 36 | signed |";
        right: "| 楼号 | 户数 | 签字 |", "| --- | --- | --- |", "| 1号楼 | 36 | 已签 |"
               | "| Building | Homes | Signature |", "| --- | --- | --- |", "| 1 | 36 | signed |";
    }

    TABLE_NOT_MADE = Warning "table-not-made" {
        title: "表格没有成为表格", "a table that Markdown does not recognise";
        rule: "表格第一行是表头，第二行是 `| --- | --- |`，格数和表头一样多，下面才是各行，中间不空行；竖线用半角的 `|`。",
              "A table is a header row, then a row `| --- | --- |` with as many cells, then its other rows, \
               with \
               no empty line in between; its bars are ASCII.";
        source: "GitHub Flavored Markdown 第4.10节。", "GitHub Flavored Markdown, 4.10.";
        wrong: "| 楼号 | 户数 |", "| 1号楼 | 36 |"
               | "| Building | Homes |", "| 1 | 36 |";
        right: "| 楼号 | 户数 |", "| --- | --- |", "| 1号楼 | 36 |"
               | "| Building | Homes |", "| --- | --- |", "| 1 | 36 |";
    }

    FOOTNOTE_NOT_DEFINED = Warning "footnote-not-defined" {
        title: "脚注没有内容", "a footnote that is not defined";
        rule: "正文里写 `[^名]` 的地方，另起一行还要有 `[^名]: 内容`，冒号用半角。否则页面上只显示这几个符号。",
              "Where the text says `[^name]`, another line must say `[^name]: text`, with an ASCII colon. \
               Otherwise the page shows these characters as they were typed.";
        source: "GitHub Flavored Markdown 的脚注。", "Footnotes in GitHub Flavored Markdown.";
        wrong: "每平方米82元。[^1]"
               | "82 yuan a square metre.[^1]";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    FOOTNOTE_NOT_USED = Warning "footnote-not-used" {
        title: "脚注没有被引用", "a footnote that nothing refers to";
        rule: "脚注写了内容，正文里却没有一处 `[^名]` 指向它，所以不发布。请在正文里加上，或删去它。",
              "The footnote has a text, but `[^name]` appears nowhere in the record, so it is not published. \
               Refer to it, or delete it.";
        source: "实践经验。多半是改正文时删掉了引用。",
                "experience. Usually the reference was lost when the text was edited.";
        wrong: "每平方米82元。", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.", "", "[^1]: Rounded.";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    FOOTNOTE_TWICE = Warning "footnote-twice" {
        title: "同一个脚注写了两次", "a footnote that is defined twice";
        rule: "两个脚注用了同一个名字，只发布前面一个。请给后一个换个名字，正文里也改过来。",
              "Two footnotes have the same name, and only the first is published. Rename the second, both \
               there \
               and where the text refers to it.";
        source: "实践经验。两处引用会指到同一条上，其中一条不见了。",
                "experience. Both references lead to the same footnote, and the other one is lost.";
        wrong: "甲[^1]，乙[^1]。", "", "[^1]: 注一", "", "[^1]: 注二"
               | "One[^1], two[^1].", "", "[^1]: first", "", "[^1]: second";
        right: "甲[^1]，乙[^2]。", "", "[^1]: 注一", "", "[^2]: 注二"
               | "One[^1], two[^2].", "", "[^1]: first", "", "[^2]: second";
    }

    FOOTNOTE_EMPTY = Warning "footnote-empty" {
        title: "脚注是空的", "an empty footnote";
        rule: "`[^名]:` 后面没有内容，页面底下就是一条空的脚注。请补上，或连同正文里的 `[^名]` 一起删去。",
              "There is nothing after `[^name]:`, so the page ends with an empty footnote. Write it, or \
               delete it \
               together with `[^name]` in the text.";
        source: "实践经验。多半是先留空、后来忘了填。",
                "experience. Usually it was left empty for later and then forgotten.";
        wrong: "每平方米82元。[^1]", "", "[^1]:"
               | "82 yuan a square metre.[^1]", "", "[^1]:";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    ARTICLE_TWICE = Warning "article-twice" {
        title: "两条的序号相同", "two articles of one number";
        rule: "公约各条的序号从头到尾连续，不重复。序号相同，“见第三条”就不知道指哪一条，各版之间也对不上。",
              "The articles of a covenant are numbered from its first to its last, each number once. With \
               two of one number nobody can tell which is meant by it, nor compare the versions.";
        source: "《立法法》（2023年修正）第六十五条：编、章、节、条的序号用中文数字依次表述。",
                "Legislation Law of the PRC (2023), article 65: articles are numbered in sequence.";
        wrong: "第三条　不堆物。", "", "第三条　不吸烟。"
               | "Article 3 Keep the stairs clear.", "", "Article 3 No smoking.";
        right: "第三条　不堆物。", "", "第四条　不吸烟。"
               | "Article 3 Keep the stairs clear.", "", "Article 4 No smoking.";
    }

    HTML_REMOVED = Warning "html-removed" {
        title: "有的 HTML 不发布", "HTML that is not published";
        rule: "正文里的 HTML 只发布用得着的标签和属性。程序、样式、表单、内嵌的网页一律去掉，标签里的文字留下。",
              "Of the HTML in a text, only the tags and attributes that a text needs are published. Scripts, \
               styles, forms and embedded pages are removed; the words inside a tag stay.";
        source: "OWASP 跨站脚本防护。", "OWASP on cross-site scripting.";
        wrong: "<p onclick=\"go()\">停水</p>"
               | "<p onclick=\"go()\">No water</p>";
        right: "<p>停水</p>"
               | "<p>No water</p>";
    }

    COMMENT_NOT_CLOSED = Warning "comment-not-closed" {
        title: "注释没有结束", "a comment that is not closed";
        rule: "`<!--` 之后要有 `-->`。没有的话，从这里起的文字都算注释，不发布。",
              "`<!--` must be followed by `-->`. Without it everything that follows is part of the comment, \
               and \
               is not published.";
        source: "CommonMark 第4.6节。", "CommonMark, 4.6.";
        wrong: "<!-- 待核实", "", "周六停水。"
               | "<!-- to be checked", "", "No water on Saturday.";
        right: "<!-- 待核实 -->", "", "周六停水。"
               | "<!-- to be checked -->", "", "No water on Saturday.";
    }
}
