//! What prevents a poster from being made, or from being legible.

use crate::diag::catalogue;

catalogue! {
    NO_CHINESE_FONT = Warning "no-chinese-font" {
        title: "没有中文字体，海报没有做", "no Chinese font, so no poster was made";
        rule: "海报把字体嵌进 PDF，所以这台电脑或网站的 `fonts/` 里要有一种中文字体。找不到时，`lilong build` 照样发布网页，\
               只是不做海报、也不放海报的链接；`lilong poster` 则直接停下。",
              "A poster carries its fonts inside the PDF, so this computer or the site's `fonts/` must have \
               one \
               for Chinese. Without it `lilong build` still publishes the pages, but makes no posters and no \
               links to them; `lilong poster` stops.";
        source: "实践经验。没有字形的文字印出来是一张白纸。",
                "experience. Text without glyphs prints as a blank sheet.";
        wrong: "lilong build";
        right: "apt-get install fonts-noto-cjk", "lilong build";
    }

    MISSING_GLYPH = Warning "missing-glyph" {
        title: "有一个字，哪种字体里都没有", "a character that no font has";
        rule: "海报上这个字会印成一个空框，所以这张海报没有做，网页不受影响。请换一个写法，或把有这个字的字体放进网站的 `fonts/`。",
              "The character would print as an empty box, so this poster was not made; the page is not \
               affected. \
               Write it differently, or put a font that has it into the site's `fonts/`.";
        source: "Unicode；实践经验：人名、地名里的生僻字最要紧。",
                "Unicode; experience: rare characters occur in the names of people and places.";
        wrong: "title: 关于\u{378}弄的通知"
               | "title: Notice for \u{378} Lane";
        right: "title: 关于某弄的通知"
               | "title: Notice for Plane Lane";
    }

    POSTER_TOO_WIDE = Warning "poster-too-wide" {
        title: "有内容比纸还宽，海报没有做", "something is too wide for the poster";
        rule: "字号已经小到两米外看得清的下限，这张表或这个词还是放不下。海报不会截掉半行，所以没有做。请减少列数、缩短单元格里的字，\
               或者换大一号的纸、横过来。",
              "At the smallest type that can be read from two metres, this table or word still does not \
               fit. A \
               poster never cuts off a line, so it was not made. Use fewer columns, shorter words or a \
               larger \
               sheet, or turn the sheet.";
        source: "实践经验：A4 不小于 14 磅，A3 不小于 20 磅，A2 不小于 28 磅。",
                "experience: at least 14 pt on A4, 20 pt on A3, 28 pt on A2.";
        wrong: "poster: {size: A4}";
        right: "poster: {size: A3, orientation: landscape}";
    }

    POSTER_ADDRESS_TOO_LONG = Warning "poster-address-too-long" {
        title: "网址太长，二维码会很密", "a long address makes a dense QR code";
        rule: "网址越长，二维码的格子越小；小于 0.7 毫米，旧手机就不容易扫出来。给记录写一个短的 `slug`，或换一个短的 `base_url`。海报照做。",
              "The longer the address, the smaller the squares of its QR code; below 0.7 mm older phones \
               have \
               trouble reading it. Give the record a short `slug`, or the site a shorter `base_url`. The \
               poster \
               is still made.";
        source: "ISO/IEC 18004（二维码）；实践经验。", "ISO/IEC 18004 (QR codes); experience.";
        wrong: "slug: yi-ge-hen-chang-hen-chang-de-ming-zi-…";
        right: "slug: lift";
    }

    POSTER_TOO_DEEP = Warning "poster-too-deep" {
        title: "列表或引文套得太深", "lists or quotations are nested too deeply";
        rule: "海报最多画十二层；更深的内容按第十二层印出，一个字不少，只是看不出层次。这样深的列表，贴出来也没有人能读。",
              "A poster shows twelve levels. Anything deeper is printed at the twelfth: no word is lost, \
               but the \
               levels can no longer be told apart. Nobody can read such a list on a wall.";
        source: "实践经验。", "experience.";
        wrong: "- 一", "  - 二", "    - 三", "      - …"
               | "- one", "  - two", "    - three", "      - …";
        right: "- 一", "- 二", "- 三"
               | "- one", "- two", "- three";
    }

    POSTER_TOO_LONG = Warning "poster-too-long" {
        title: "内容太多，海报没有做", "too much for a poster";
        rule: "一张 A4 纸大约印一千字。字数超过五万、段落和条目超过一万、表格超过三千格、链接超过一千个、一百页还印不完的，或者一个词长过一千个字母的，\
               海报不排，网页不受影响。请把要点写在记录里，全文放进附件；或写 `poster: false`。",
              "A sheet of A4 holds about a thousand characters. No poster is made of more than 50,000 \
               characters, \
               10,000 paragraphs and items, 3,000 table cells, 1,000 links or 100 pages, or with a word of \
               more \
               than a thousand letters; the page is not affected. Put the essentials into the record and \
               the rest \
               into an attachment, or write `poster: false`.";
        source: "实践经验：墙上贴不下一百张纸，也没有人站着读。",
                "experience: no wall holds a hundred sheets, and nobody reads that many standing up.";
        wrong: "---", "title: 全年台账", "---", "| 日期 | 事项 |", "|---|---|", "…"
             | "---", "title: Ledger of the year", "---", "| Day | What |", "|---|---|", "…";
        right: "---", "title: 全年台账", "poster: false", "attachments: [ledger.xlsx]", "---"
             | "---", "title: Ledger of the year", "poster: false", "attachments: [ledger.xlsx]", "---";
    }

    POSTER_PICTURE = Warning "poster-picture" {
        title: "有一张图片印不了，海报没有做", "a picture that cannot be printed";
        rule: "网页上的图片原样发布；印在纸上，要先在内存里展开。一张海报的图片合起来最多 6000 万像素（手机照片五张），\
               不是 JPEG 的一个像素算两个；SVG 展开后最多 4 MB、\
               五万个图形，不能有逐点计算的滤镜，也不能再嵌 SVG；读不了的图片也印不了。请用看图软件缩小，另存为 JPEG 或 PNG。",
              "To be printed, a picture is unpacked in memory first. The pictures of a poster may have 60 \
               million \
               pixels in all (five phone photos); a pixel of anything but a JPEG counts twice. An SVG may \
               unpack \
               to 4 MB and 50,000 shapes, with no filter that is computed pixel by pixel and no other SVG \
               inside. \
               A picture that cannot be read cannot be printed either. The page is not affected. Make the \
               picture \
               smaller in any picture viewer, and save it as JPEG or PNG.";
        source: "实践经验：几百字节的文件，可以展开成几个 GB。",
                "experience: a file of a few hundred bytes can unpack to gigabytes.";
        wrong: "![平面图](plan-20000x20000.png)" | "![Floor plan](plan-20000x20000.png)";
        right: "![平面图](plan-2000x2000.png)" | "![Floor plan](plan-2000x2000.png)";
    }

    POSTER_STOPPED = Warning "poster-stopped" {
        title: "排海报太久或占内存太多，停下了", "a poster took too much time or memory";
        rule: "一张海报通常零点几秒就排好。排了三秒处理器时间、或内存占得太多还没有排完的，多半是版式里的循环没有尽头，或图片太复杂：只停这一张，\
               网页和其他海报照常发布，下次再试。一次发布的海报先排短的，合起来最多 6 秒，每张另加一秒半；停了四张，其余的也不排了。",
              "A poster is usually set in a fraction of a second. When one is not finished after three \
               seconds of \
               processor time, or takes too much memory, usually the layout has an endless loop or a \
               picture is \
               too complex. Only this poster is given up: pages and other posters are published as usual, \
               and it \
               is tried again next time. In one build short posters come first; together they may take six \
               seconds, \
               and one and a half more for each; once four were stopped, the rest is not tried.";
        source: "实践经验。", "experience.";
        wrong: "#for n in range(1000000000000) [ #n ]";
        right: "#for row in data.own.schedule.rows [ #row.what ]";
    }

    POSTER_LAYOUT = Error "poster-layout" {
        title: "海报的版式出错", "an error in a poster layout";
        rule: "版式是主题 `posters/` 里用 Typst 写的文件。提示里有版式的那一行和正在排的记录；版式能用的数据见 `themes/README.md`。",
              "A layout is a file in the theme's `posters/`, written in Typst. The message names its line \
               and the \
               record being set; `themes/README.md` lists the data it gets.";
        source: "Typst 的语法。", "The language of Typst.";
        wrong: "#data.posted.until";
        right: "#if data.posted != none [#data.posted.until]";
    }

    MISSING_LAYOUT = Error "missing-layout" {
        title: "没有这个版式", "a poster layout that does not exist";
        rule: "`poster: {template: …}` 写主题 `posters/` 里的版式名，不带 `.typ`。网站自己的 `posters/` 先找，再找主题的。",
              "`poster: {template: …}` names a layout in `posters/`, without `.typ`: the site's own first, \
               then the theme's.";
        source: "主题的约定。", "The theme's contract.";
        wrong: "poster: {template: notices}";
        right: "poster: {template: notice}";
    }

    NO_POSTERS = Warning "no-posters" {
        title: "这个程序不会做海报", "this program makes no posters";
        rule: "编译时去掉了 `poster` 这项功能，程序因此小很多。网页照常发布，只是没有海报，也没有海报的链接。",
              "It was compiled without the feature `poster`, which makes it much smaller. Pages are \
               published as \
               usual, without posters and without links to them.";
        source: "实践经验。", "experience.";
        wrong: "cargo install lilong --no-default-features";
        right: "cargo install lilong";
    }
}
