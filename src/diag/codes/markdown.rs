//! Markdown that was meant and not understood: what a page shows otherwise than its author thought.

use crate::diag::catalogue;

catalogue! {
    LINK_NOT_MADE = Warning "link-not-made" {
        title: "链接没有成为链接", "a link that is none";
        rule: "链接写作 `[文字](地址)`：方括号和圆括号都用半角，两对括号紧挨着，圆括号要合上；地址里有空格时用 `<` 和 `>` 括起来。\
               否则页面上照样显示这些括号，点不开。",
              "A link is `[words](address)`: both brackets of the half-width sort, right beside each other, and closed; an \
               address with a space in it stands between `<` and `>`. Otherwise the page shows the brackets as they were \
               typed, and nothing can be opened.";
        source: "CommonMark 第6.3节。", "CommonMark, 6.3.";
        wrong: "见[方案](方案 终稿.pdf)和[通知]（../notices/lift.md）。"
               | "See [the plan](the plan.pdf) and [the notice] (../notices/lift.md).";
        right: "见[方案](<方案 终稿.pdf>)和[通知](../notices/lift.md)。"
               | "See [the plan](<the plan.pdf>) and [the notice](../notices/lift.md).";
    }

    ODD_EMPHASIS = Warning "odd-emphasis" {
        title: "星号没有起作用，或者被当成了加粗", "asterisks that do nothing, or more than they should";
        rule: "`**` 里面紧挨着要加粗的字，不留空格。代替隐去的字或数字的星号，前面各加一个 `\\`，否则两处星号之间会变成粗体或斜体，星号也不见了。",
              "`**` stands right beside the words it makes strong, without a space. An asterisk in place of what is hidden \
               takes a `\\` before it: otherwise the words between two of them become strong or slanted, and the asterisks \
               are gone.";
        source: "CommonMark 第6.2节。", "CommonMark, 6.2.";
        wrong: "**注意: **请张*、李*来领取。"
               | "**Note: **Mr Z* and Ms L* may collect theirs.";
        right: "**注意:** 请张\\*、李\\*来领取。"
               | "**Note:** Mr Z\\* and Ms L\\* may collect theirs.";
    }

    TILDES_IN_RANGE = Warning "tildes-in-range" {
        title: "两个波浪号是删除线", "two tildes strike out";
        rule: "表示从几到几，只写一个 `~`，或写“至”。`~~` 之间的字会划上删除线。",
              "From one to another is written with a single `~`, or in words. What stands between `~~` is struck out.";
        source: "GitHub Flavored Markdown 第6.5节。", "GitHub Flavored Markdown, 6.5.";
        wrong: "时间9:00~~11:00，价格5~~10元。"
               | "Open 9:00~~11:00, from 5~~10 yuan.";
        right: "时间9:00~11:00，价格5~10元。"
               | "Open 9:00~11:00, from 5~10 yuan.";
    }

    HEADING_NOT_MADE = Warning "heading-not-made" {
        title: "标题没有成为标题", "a heading that is none";
        rule: "标题是半角的 `#`，后面空一格，再写文字。没有空格，或用了全角的 `＃`，页面上只是一行带井号的字。",
              "A heading is a half-width `#`, a space, and its words. Without the space, or with a full-width `＃`, the page \
               shows a line with a sign before it.";
        source: "CommonMark 第4.2节。", "CommonMark, 4.2.";
        wrong: "##停水时间"
               | "##When the water is off";
        right: "## 停水时间"
               | "## When the water is off";
    }

    UNMEANT_HEADING = Warning "unmeant-heading" {
        title: "一段话成了标题", "a paragraph became a heading";
        rule: "紧贴在一段话下面的 `---` 会把这段话变成标题。要画分隔线，就在它上面空一行。",
              "`---` right below a paragraph makes a heading of it. For a line that parts two texts leave an empty line \
               above it.";
        source: "CommonMark 第4.3节。", "CommonMark, 4.3.";
        wrong: "给您带来不便，敬请谅解。", "---"
               | "We are sorry for the trouble.", "---";
        right: "给您带来不便，敬请谅解。", "", "---"
               | "We are sorry for the trouble.", "", "---";
    }

    LIST_NOT_MADE = Warning "list-not-made" {
        title: "列表没有成为列表", "a list that is none";
        rule: "列表每一项是 `-` 或 `*`，后面空一格，再写文字。没有空格，各行照样分开，但页面上看得见这个符号，读屏软件也不知道是列表。",
              "Each item of a list is `-` or `*`, a space, and its words. Without the space the lines are kept, but with the \
               sign before them, and a screen reader finds no list.";
        source: "CommonMark 第5.2节。", "CommonMark, 5.2.";
        wrong: "*身份证", "*户口本"
               | "*Identity card", "*Household register";
        right: "- 身份证", "- 户口本"
               | "- Identity card", "- Household register";
    }

    TEXT_AS_LISTING = Warning "text-as-listing" {
        title: "一段话成了程序代码", "a paragraph became program code";
        rule: "空行之后，一行前面有四个空格或一个制表符，就会按程序代码排：不换行，字体也不同。请去掉行首的空格。中文段落不受影响：里弄把它排成段落。",
              "Behind an empty line, four spaces or a tab before a line have it set as program code, in another type and \
               as it was typed. Take the spaces away. A paragraph in Chinese is set as such all the same.";
        source: "CommonMark 第4.4节。", "CommonMark, 4.4.";
        wrong: "Dear neighbours,", "", "    The water is off on Friday, from nine to five.";
        right: "Dear neighbours,", "", "The water is off on Friday, from nine to five.";
    }

    CELLS_BEYOND_HEAD = Warning "cells-beyond-head" {
        title: "表格这一行比表头多", "a row with more cells than its table's head";
        rule: "表格有几列由表头决定，一行里多出来的格子不会发布。请给表头补上一列；格子里的竖线写作 `\\|`。",
              "The head decides how many columns a table has; cells beyond them are not published. Give the head another \
               column; a bar inside a cell is written `\\|`.";
        source: "GitHub Flavored Markdown 第4.10节。", "GitHub Flavored Markdown, 4.10.";
        wrong: "| 楼号 | 户数 |", "| --- | --- |", "| 1号楼 | 36 | 已签 |"
               | "| Building | Homes |", "| --- | --- |", "| 1 | 36 | signed |";
        right: "| 楼号 | 户数 | 签字 |", "| --- | --- | --- |", "| 1号楼 | 36 | 已签 |"
               | "| Building | Homes | Signature |", "| --- | --- | --- |", "| 1 | 36 | signed |";
    }

    TABLE_NOT_MADE = Warning "table-not-made" {
        title: "表格没有成为表格", "a table that is none";
        rule: "表格第一行是表头，第二行是 `| --- | --- |`，格数和表头一样多，下面才是各行，中间不空行；竖线用半角的 `|`。",
              "A table is a row of heads, a row `| --- | --- |` of as many cells, and then its rows, with no empty line between \
               them; its bars are of the half-width sort.";
        source: "GitHub Flavored Markdown 第4.10节。", "GitHub Flavored Markdown, 4.10.";
        wrong: "| 楼号 | 户数 |", "| 1号楼 | 36 |"
               | "| Building | Homes |", "| 1 | 36 |";
        right: "| 楼号 | 户数 |", "| --- | --- |", "| 1号楼 | 36 |"
               | "| Building | Homes |", "| --- | --- |", "| 1 | 36 |";
    }

    FOOTNOTE_NOT_DEFINED = Warning "footnote-not-defined" {
        title: "脚注没有内容", "a reference to a footnote that is not there";
        rule: "正文里写 `[^名]` 的地方，另起一行还要有 `[^名]: 内容`，冒号用半角。否则页面上只显示这几个符号。",
              "Where the text says `[^name]` another line has to say `[^name]: text`, with a half-width colon. Otherwise the \
               page shows these signs as they were typed.";
        source: "GitHub Flavored Markdown 的脚注。", "footnotes of GitHub Flavored Markdown.";
        wrong: "每平方米82元。[^1]"
               | "82 yuan a square metre.[^1]";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    FOOTNOTE_NOT_USED = Warning "footnote-not-used" {
        title: "脚注没有被引用", "a footnote that nothing refers to";
        rule: "脚注写了内容，正文里却没有一处 `[^名]` 指向它，所以不发布。请在正文里加上，或删去它。",
              "A footnote has a text, but nowhere does the text say `[^name]`, so it is not published. Refer to it, or take it \
               away.";
        source: "实践经验。多半是改正文时删掉了引用。", "experience. Mostly the reference went when the text was changed.";
        wrong: "每平方米82元。", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.", "", "[^1]: Rounded.";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    FOOTNOTE_TWICE = Warning "footnote-twice" {
        title: "同一个脚注写了两次", "one footnote defined twice";
        rule: "两个脚注用了同一个名字，只发布前面一个。请给后一个换个名字，正文里也改过来。",
              "Two footnotes have one name, and only the first is published. Give the second another, there and where the text \
               refers to it.";
        source: "实践经验。两处引用会指到同一条上，其中一条不见了。",
                "experience. Both references lead to one of them, and the other is gone.";
        wrong: "甲[^1]，乙[^1]。", "", "[^1]: 注一", "", "[^1]: 注二"
               | "One[^1], two[^1].", "", "[^1]: first", "", "[^1]: second";
        right: "甲[^1]，乙[^2]。", "", "[^1]: 注一", "", "[^2]: 注二"
               | "One[^1], two[^2].", "", "[^1]: first", "", "[^2]: second";
    }

    FOOTNOTE_EMPTY = Warning "footnote-empty" {
        title: "脚注是空的", "a footnote without words";
        rule: "`[^名]:` 后面没有内容，页面底下就是一条空的脚注。请补上，或连同正文里的 `[^名]` 一起删去。",
              "Nothing stands behind `[^name]:`, and the page ends with an empty note. Write it, or take it away together with \
               `[^name]` in the text.";
        source: "实践经验。多半是先留空、后来忘了填。", "experience. Mostly it was left empty for later, and forgotten.";
        wrong: "每平方米82元。[^1]", "", "[^1]:"
               | "82 yuan a square metre.[^1]", "", "[^1]:";
        right: "每平方米82元。[^1]", "", "[^1]: 四舍五入。"
               | "82 yuan a square metre.[^1]", "", "[^1]: Rounded.";
    }

    HTML_REMOVED = Warning "html-removed" {
        title: "有的 HTML 不发布", "HTML that is not published";
        rule: "正文里的 HTML 只发布用得着的标签和属性。程序、样式、表单、内嵌的网页一律去掉，标签里的文字留下。",
              "Of HTML in a text only those tags and attributes are published that a text needs. Scripts, styles, forms and \
               embedded pages are left out; the words inside a tag stay.";
        source: "OWASP 跨站脚本防护。", "OWASP on cross-site scripting.";
        wrong: "<p onclick=\"go()\">停水</p>"
               | "<p onclick=\"go()\">No water</p>";
        right: "<p>停水</p>"
               | "<p>No water</p>";
    }

    COMMENT_NOT_CLOSED = Warning "comment-not-closed" {
        title: "注释没有结束", "a comment without its end";
        rule: "`<!--` 之后要有 `-->`。没有的话，从这里起的文字都算注释，不发布。",
              "`<!--` has to be followed by `-->`. Without it all that follows is part of the comment, and not published.";
        source: "CommonMark 第4.6节。", "CommonMark, 4.6.";
        wrong: "<!-- 待核实", "", "周六停水。"
               | "<!-- to be checked", "", "No water on Saturday.";
        right: "<!-- 待核实 -->", "", "周六停水。"
               | "<!-- to be checked -->", "", "No water on Saturday.";
    }
}
