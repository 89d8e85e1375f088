//! Links that lead nowhere, to the wrong page or to another site, and files that nothing links to.

use crate::diag::catalogue;

catalogue! {
    BROKEN_REF = Error "broken-ref" {
        title: "引用的记录不存在", "a reference to a record that does not exist";
        rule: "`refs`、`adopted_by`、`supersedes` 写的是别的记录的路径：从 `content/` 起，或以 `./`、`../` 开头从本文件起，带 `.md`。\
               改过名的文件，引用也要跟着改。",
              "`refs`, `adopted_by` and `supersedes` hold paths of other records: from `content/`, or from \
               the \
               file itself with `./` or `../`, ending in `.md`. When a file is renamed, the references to \
               it must \
               follow.";
        source: "实践经验。公约要能查到是哪次会议通过的。",
                "experience. It must be possible to see which meeting adopted a covenant.";
        wrong: "refs: [meetings/2026-03.md]        # 没有这个文件"
               | "refs: [meetings/2026-03.md]        # there is no such file";
        right: "refs: [meetings/2026-03-lift.md]";
    }

    BROKEN_LINK = Error "broken-link" {
        title: "链接指向的内容不存在", "a link to something that does not exist";
        rule: "正文里指向网站内部的链接写内容文件的路径，里弄会换成网页地址并核对。从本文件起用 `./` 或 `../`，名字连大小写都一致。",
              "A link inside the site names the content file; Lilong turns it into the page's address and \
               checks \
               it. The path starts at the file itself, with `./` or `../`, and upper and lower case matter.";
        source: "实践经验。点不开的链接等于没有公开。", "experience. What a dead link leads to is not public.";
        wrong: "见[会议纪要](../meeting/lift.md)。"
               | "See the [minutes](../meeting/lift.md).";
        right: "见[会议纪要](../meetings/2026-03-lift.md)。"
               | "See the [minutes](../meetings/2026-03-lift.md).";
    }

    BROKEN_ANCHOR = Error "broken-anchor" {
        title: "链接的页内位置不存在", "a link to a heading that does not exist";
        rule: "`#` 后面写那个页面里一个标题的文字或它的拼音。页面在，但没有这个标题：多半是标题改过了。",
              "After `#` comes the text of a heading on that page, or its pinyin. The page exists, but the \
               heading does not: most likely it was reworded.";
        source: "实践经验。引用公约第几条，就要落在那一条上。",
                "experience. Whoever follows a citation must land on the article that was cited.";
        wrong: "[决议](../meetings/2026-03-lift.md#决定)"
               | "[resolutions](../meetings/2026-03-lift.md#decisions)";
        right: "[决议](../meetings/2026-03-lift.md#决议)"
               | "[resolutions](../meetings/2026-03-lift.md#resolutions)";
    }

    LINK_TO_UNPUBLISHED = Warning "link-to-unpublished" {
        title: "链接指向还没有发布的内容", "a link to something that is not published yet";
        rule: "链接的那一份是草稿，或还没到发布时间，它的存在也不该露出来，所以页面上只留文字、不留链接。发布之后链接会自己出现。",
              "The other record is a draft or under embargo, and not even its address may show, so the page \
               has \
               the words without a link. Once it is published, the link appears by itself.";
        source: "实践经验。没有发布的东西不能从别处泄露。",
                "experience. What is not published must not leak through another page.";
        wrong: "见[选举公告](../elections/2026.md)。    <!-- draft: true -->"
               | "See the [notice of election](../elections/2026.md).    <!-- draft: true -->";
        right: "选举公告将于四月发布。"
               | "The notice of election follows in April.";
    }

    EMPTY_DESTINATION = Warning "empty-destination" {
        title: "链接或图片没有地址", "a link or picture without an address";
        rule: "圆括号里没有地址，页面上只会显示文字。请补上地址，或去掉方括号。",
              "There is no address between the parentheses, so the page shows the words alone. Fill it in, \
               or \
               remove the brackets.";
        source: "实践经验。多半是先留空、后来忘了填。",
                "experience. Usually it was left empty for later and then forgotten.";
        wrong: "报名见[登记表]()。"
               | "Sign up with the [form]().";
        right: "报名见[登记表](./form.pdf)。"
               | "Sign up with the [form](./form.pdf).";
    }

    UNSAFE_URL = Warning "unsafe-url" {
        title: "不安全的链接地址", "an unsafe address";
        rule: "链接只能用 http、https、mailto、tel，或网站内部的路径。`javascript:`、`data:` 一类地址会在居民的浏览器里运行程序，里弄不会写进网页。",
              "Links may use http, https, mailto and tel, or lead inside the site. Addresses such as \
               `javascript:` and \
               `data:` run programs in the reader's browser; Lilong keeps them out of every page.";
        source: "OWASP 跨站脚本防护；WHATWG URL 标准。",
                "OWASP on cross-site scripting; the WHATWG URL standard.";
        wrong: "[报名](javascript:alert(1))"
               | "[sign up](javascript:alert(1))";
        right: "[报名](https://example.org/form)"
               | "[sign up](https://example.org/form)";
    }

    REMOTE_IMAGE = Warning "remote-image" {
        title: "图片放在别人的网站上", "a picture from another site";
        rule: "每个读公告的人都会把自己的网络地址告诉那个网站，图片也可能随时消失，离线或打印时更看不到。请把图片存到公告旁边。",
              "Everyone who reads the page reveals their network address to that site; the picture may \
               disappear \
               at any time, and it is missing offline and in print. Save it beside the record.";
        source: "《中华人民共和国个人信息保护法》第六条（最小范围）。",
                "PRC Personal Information Protection Law, art. 6: no more data than necessary.";
        wrong: "![施工图](https://example.com/plan.png)"
               | "![plan](https://example.com/plan.png)";
        right: "![施工图](./plan.png)"
               | "![plan](./plan.png)";
    }

    UNPUBLISHED_FILE = Warning "unpublished-file" {
        title: "旁边的文件没有发布", "a file beside a record is not published";
        rule: "记录旁边的文件，只有列在 `attachments` 里或正文链接到的才发布，免得底稿、名单随手公开。要发布就列出来；不发布就移出 `content/`。",
              "Of the files beside a record, only those listed in `attachments` or linked from the text are \
               published, so that drafts and lists of names do not become public by accident. List it, or \
               move it \
               out of `content/`.";
        source: "实践经验。公开要有意为之。", "experience. Publishing should be deliberate.";
        wrong: "# ballot/ 里有 plan.pdf", "title: 加装电梯意见征询"
               | "# plan.pdf is in ballot/", "title: Shall we add lifts?";
        right: "# ballot/ 里有 plan.pdf", "title: 加装电梯意见征询", "attachments: [plan.pdf]"
               | "# plan.pdf is in ballot/", "title: Shall we add lifts?", "attachments: [plan.pdf]";
    }

    BODY_TOO_DEEP = Warning "body-too-deep" {
        title: "正文套得太深", "a body is nested too deeply";
        rule: "引用、列表、加粗和 HTML 一层套一层，最多 64 层；再深的文字照样发布，但不再缩进。\
               没有人会读到那么深的列表，多半是粘贴出了错。",
              "Quotations, lists, emphasis and HTML may stand inside each other 64 deep; what is deeper is \
               published without being moved in. Nobody reads a list that deep: most likely something went \
               wrong when it was pasted.";
        source: "里弄的上限；浏览器自己的上限是 512 层。", "Lilong's own limit; that of browsers is 512.";
        wrong: ">>>>>>>>>>>>>>>>>>>>>>>> …";
        right: "> 引用" | "> a quotation";
    }

    TOO_MUCH_HTML = Error "too-much-html" {
        title: "正文里的 HTML 太多", "too much HTML in the text";
        rule: "正文里写了 HTML 标签的，整页最多 40,000 个标签：每个都要检查是否安全。从别处粘贴来的大表格，放进附件，或改成 Markdown 的表格。",
              "A text with HTML tags may contain 40,000 of them at most, since each is checked for safety. \
               Put \
               large tables that were pasted from elsewhere into an attachment, or turn them into Markdown \
               tables.";
        source: "里弄的上限。", "Lilong's own limit.";
        wrong: "<table><tr><td>1</td></tr> … （两万行）" | "<table><tr><td>1</td></tr> … (20,000 rows)";
        right: "[全部名单](./list.xlsx)" | "[The whole list](./list.xlsx)";
    }
}
