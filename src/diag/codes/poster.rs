//! What keeps a poster from being made, or from being read.

use crate::diag::catalogue;

catalogue! {
    NO_CHINESE_FONT = Warning "no-chinese-font" {
        title: "没有中文字体，海报没有做", "there is no Chinese font, so no poster was made";
        rule: "海报把字体嵌进 PDF，所以这台电脑或网站的 `fonts/` 里要有一种中文字体。找不到时，`lilong build` 照样发布网页，\
               只是不做海报、也不放海报的链接；`lilong poster` 则直接停下。",
              "A poster carries its fonts inside the PDF, so this computer or the site's `fonts/` must have one for Chinese. \
               Without it `lilong build` publishes the pages as ever, makes no poster and links none; `lilong poster` stops.";
        source: "实践经验。没有字形的文字印出来是一张白纸。",
                "experience. Text without glyphs prints as an empty sheet.";
        wrong: "lilong build";
        right: "apt-get install fonts-noto-cjk", "lilong build";
    }

    MISSING_GLYPH = Warning "missing-glyph" {
        title: "有一个字，哪种字体里都没有", "a character is in no font";
        rule: "海报上这个字会印成一个空框，所以这张海报没有做，网页不受影响。请换一个写法，或把有这个字的字体放进网站的 `fonts/`。",
              "It would print as an empty box, so this poster was not made; the page is not affected. Write it differently, \
               or put a font that has it into the site's `fonts/`.";
        source: "Unicode；实践经验：人名、地名里的生僻字最要紧。",
                "Unicode; experience: rare characters stand in people's and places' names.";
        wrong: "title: 关于\u{378}弄的通知"
               | "title: Notice for \u{378} Lane";
        right: "title: 关于某弄的通知"
               | "title: Notice for Plane Lane";
    }

    POSTER_TOO_WIDE = Warning "poster-too-wide" {
        title: "有内容比纸还宽，海报没有做", "something is wider than the sheet of the poster";
        rule: "字号已经小到两米外看得清的下限，这张表或这个词还是放不下。海报不会截掉半行，所以没有做。请减少列数、缩短单元格里的字，\
               或者换大一号的纸、横过来。",
              "At the smallest type that can be read from two metres this table or word still does not fit. A poster never \
               cuts a line off, so it was not made. Use fewer columns or shorter words, a larger sheet, or turn it.";
        source: "实践经验：A4 不小于 14 磅，A3 不小于 20 磅，A2 不小于 28 磅。",
                "experience: at least 14 pt on A4, 20 pt on A3, 28 pt on A2.";
        wrong: "poster: {size: A4}";
        right: "poster: {size: A3, orientation: landscape}";
    }

    POSTER_ADDRESS_TOO_LONG = Warning "poster-address-too-long" {
        title: "网址太长，二维码会很密", "the address is long, so its code is dense";
        rule: "网址越长，二维码的格子越小；小于 0.7 毫米，旧手机就不容易扫出来。给记录写一个短的 `slug`，或换一个短的 `base_url`。海报照做。",
              "The longer the address, the smaller the squares of its code; below 0.7 mm older telephones fail to read it. \
               Give the record a short `slug`, or the site a shorter `base_url`. The poster is made all the same.";
        source: "ISO/IEC 18004（二维码）；实践经验。", "ISO/IEC 18004 (QR codes); experience.";
        wrong: "slug: yi-ge-hen-chang-hen-chang-de-ming-zi-…";
        right: "slug: lift";
    }

    POSTER_TOO_DEEP = Warning "poster-too-deep" {
        title: "列表或引文套得太深", "lists or quotations are nested too deep";
        rule: "海报最多画十二层；更深的内容按第十二层印出，一个字不少，只是看不出层次。这样深的列表，贴出来也没有人能读。",
              "A poster draws twelve levels; what is deeper is printed at the twelfth, with no word lost but no longer told \
               apart. Nobody can read such a list on a wall.";
        source: "实践经验。", "experience.";
        wrong: "- 一", "  - 二", "    - 三", "      - …"
               | "- one", "  - two", "    - three", "      - …";
        right: "- 一", "- 二", "- 三"
               | "- one", "- two", "- three";
    }

    POSTER_LAYOUT = Error "poster-layout" {
        title: "海报的版式出错", "a poster's layout fails";
        rule: "版式是主题 `posters/` 里用 Typst 写的文件。提示里有版式的那一行和正在排的记录；版式能用的数据见 `themes/README.md`。",
              "A layout is a file in Typst's language in the theme's `posters/`. The message names its line and the record \
               being set; `themes/README.md` lists the data it gets.";
        source: "Typst 的语法。", "The language of Typst.";
        wrong: "#data.posted.until";
        right: "#if data.posted != none [#data.posted.until]";
    }

    MISSING_LAYOUT = Error "missing-layout" {
        title: "没有这个版式", "there is no such layout";
        rule: "`poster: {template: …}` 写主题 `posters/` 里的版式名，不带 `.typ`。网站自己的 `posters/` 先找，再找主题的。",
              "`poster: {template: …}` names a layout in `posters/`, without `.typ`: the site's own first, then the theme's.";
        source: "主题的约定。", "the theme's contract.";
        wrong: "poster: {template: notices}";
        right: "poster: {template: notice}";
    }

    NO_POSTERS = Warning "no-posters" {
        title: "这个程序不会做海报", "this program makes no posters";
        rule: "编译时去掉了 `poster` 这项功能，程序因此小很多。网页照常发布，只是没有海报，也没有海报的链接。",
              "It was compiled without the feature `poster`, which makes it much smaller. Pages are published as ever, \
               without posters and without links to them.";
        source: "实践经验。", "experience.";
        wrong: "cargo install lilong --no-default-features";
        right: "cargo install lilong";
    }
}
