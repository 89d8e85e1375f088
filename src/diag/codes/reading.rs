//! Mistakes found while files are read, before their text is parsed.

use crate::diag::catalogue;

catalogue! {
    UNREADABLE_FILE = Error "unreadable-file" {
        title: "文件读不出来", "a file cannot be read";
        rule: "内容目录里的每个文件都要能读。读不出来往往是没有权限、磁盘出错，或文件正被别的程序独占。\
               里弄不会跳过它继续发布，否则一份公告会悄悄从网站上消失。",
              "Every file below the content folder must be readable. Usually permission is missing, the \
               disk has \
               an error, or another program has locked the file. Lilong does not skip it: a notice would \
               silently \
               vanish from the site.";
        source: "实践经验。少了一个文件的网站不是完整的公告栏。",
                "experience. A site with a file missing is not the whole notice board.";
        wrong: "-rw------- root  content/notices/lift.md";
        right: "-rw-r--r-- wang  content/notices/lift.md";
    }

    FILE_CHANGED = Error "file-changed" {
        title: "文件在读取时变了", "a file changed while it was being read";
        rule: "附件的大小和 SHA-256、图片的宽和高，都写进数据和页面，与发布的那一份必须是同一次读到的。读的时候文件又变了，\
               里弄先重新来过；还在变，就什么也不发布，原来的网站保持不动。多半是文件还在复制、下载或保存。",
              "The size and SHA-256 of an attachment, and the width and height of a picture, appear in the \
               data \
               and on pages, and must match the very copy that is published. If a file changes while it is \
               being \
               read, Lilong starts again; if it keeps changing, nothing is published and the site stays as \
               it \
               was. Usually the file is still being copied, downloaded or saved.";
        source: "实践经验。校验值对不上的附件，谁也不敢信。",
                "experience. Nobody can trust an attachment that does not match its checksum.";
        wrong: "cp scan.pdf content/notices/ & lilong build";
        right: "cp scan.pdf content/notices/ && lilong build";
    }

    NOT_UTF8 = Warning "not-utf8" {
        title: "文件不是 UTF-8 编码", "a file is not encoded in UTF-8";
        rule: "里弄按 UTF-8 读文件。这个文件不是，于是按猜出的编码（通常是旧版 Windows 记事本的 GB18030）读了。\
               猜测可能出错：请核对页面，再用编辑器把文件另存为 UTF-8。",
              "Lilong reads files as UTF-8. This one is not, so it was read in its most likely encoding, \
               usually \
               GB18030, which old versions of Windows Notepad write. The guess may be wrong: check the \
               page, then \
               save the file again as UTF-8.";
        source: "GB 18030—2022；RFC 3629（UTF-8）。", "GB 18030-2022; RFC 3629 (UTF-8).";
        wrong: "记事本：另存为 → 编码：ANSI"
               | "Notepad: Save as → Encoding: ANSI";
        right: "记事本：另存为 → 编码：UTF-8"
               | "Notepad: Save as → Encoding: UTF-8";
    }

    ODD_DECODING = Warning "odd-decoding" {
        title: "读出来的文字像是乱码", "the text of a file looks garbled";
        rule: "文件不是 UTF-8，按猜出的编码读出后，大部分不是汉字，或含有私用区字符：多半猜错了。\
               请用原来的程序打开文件，另存为 UTF-8。",
              "The file is not UTF-8. Read in its most likely encoding, it is mostly not Chinese, or \
               contains \
               private-use characters, so the guess was probably wrong. Open the file in the program that \
               wrote \
               it, and save it as UTF-8.";
        source: "实践经验。乱码一旦贴出去，没有人看得懂。", "experience. Nobody can read a garbled notice.";
        wrong: "title: 电梯旄锟斤拷"
               | "title: CafÃ© closed on Saturday";
        right: "title: 电梯停运通知"
               | "title: Lift out of service";
    }

    SYMLINK_OUTSIDE = Error "symlink-outside" {
        title: "符号链接指到网站之外", "a symbolic link leads out of the site";
        rule: "内容、模板和静态文件目录里的符号链接只能指向网站目录之内，否则网站之外的文件会被误发布出去。\
               把要用的文件复制进来即可。",
              "A symbolic link below the content, template or static folder may only lead to something \
               inside the \
               site's folder; otherwise files from elsewhere would be published by mistake. Copy what you \
               need \
               into the site.";
        source: "实践经验。公开的只能是放进网站目录的东西。",
                "experience. Only what was put into the site's folder is public.";
        wrong: "content/notices/plan.pdf -> /home/wang/私人/plan.pdf"
               | "content/notices/plan.pdf -> /home/clerk/private/plan.pdf";
        right: "content/notices/plan.pdf";
    }

    FILE_TOO_LARGE = Error "file-too-large" {
        title: "文件太大", "a file is too large";
        rule: "公告、表格和模板都是文字，几兆已经很多。超过上限的文件多半放错了地方：图片、录像、扫描件请作为附件放在公告旁边。\
               文字最多 8 MB，附件和其他文件最多 200 MB。",
              "Notices, tables and templates are text, and a few megabytes are already a lot of it. A \
               larger file \
               is most likely in the wrong place: put pictures, videos and scans beside the record as \
               attachments. A text has at most 8 MB; an attachment or any other file, 200 MB.";
        source: "实践经验。居民用手机看公告，打不开太大的网页。",
                "experience. Residents read notices on a phone, which cannot open such a page.";
        wrong: "content/notices/meeting.md        310 MB";
        right: "content/notices/meeting/index.md    4 KB",
               "content/notices/meeting/scan.pdf    9 MB";
    }

    TEXT_DIRECTION = Error "text-direction" {
        title: "看不见的字符改了文字的方向", "a hidden change of text direction";
        rule: "有些看不见的字符让后面的文字从右向左显示：看上去是“90元”，写的是“09元”；看上去是 .jpg，其实是 .exe。\
               强制方向的（U+202D、U+202E）哪里都不能有；阿拉伯文、希伯来文用的成对的标记\
               （U+202A、U+202B 到 U+202C，U+2066 至 U+2068 到 U+2069）要在同一行里结束。文件名里都不能有。",
              "Some invisible characters show the text after them from right to left: what reads 90 yuan \
               was written 09, and what reads `.jpg` is an `.exe`. Overrides (U+202D, U+202E) are not \
               allowed anywhere; the pairs that Arabic and Hebrew use (U+202A or U+202B to U+202C, U+2066 \
               to U+2068 to U+2069) end on the line where they begin. The name of a file holds none of them.";
        source: "Unicode 技术标准第39号5.4节；Unicode 标准附件第9号。",
                "Unicode Technical Standard 39, 5.4; Unicode Standard Annex 9.";
        wrong: "title: 每户收费\u{FFFD}90元" | "title: 90 yuan\u{FFFD} for each home";
        right: "title: 每户收费90元" | "title: 90 yuan for each home";
    }

    INVISIBLE_CHARACTER = Warning "invisible-character" {
        title: "名称里有看不见的字符", "an invisible character in a name";
        rule: "标题、名称和设置里不要有看不见的字符（零宽空格、软连字符等）。它们多半是从网页或聊天软件复制来的：\
               看上去一样的两个名称会成为两个，搜索和校对都对不上。",
              "Titles, names and settings hold no invisible characters, such as zero-width spaces and soft \
               hyphens. They come along when something is copied from a web page or a chat: two names that \
               look the same become two, and neither searching nor comparing finds out.";
        source: "Unicode 技术标准第39号。", "Unicode Technical Standard 39.";
        wrong: "topics: [电\u{FFFD}梯]" | "topics: [li\u{FFFD}fts]";
        right: "topics: [电梯]" | "topics: [lifts]";
    }

    CONTROL_CHARACTER = Warning "control-character" {
        title: "文件里有控制字符", "a control character in a file";
        rule: "除换行和制表符外，文字里不能有看不见的控制字符。它们多半是从别的软件复制时带进来的，会破坏网页、订阅源和 PDF。\
               删掉这个字符，或把这一句重新打一遍。",
              "Apart from line breaks and tabs, text must not contain invisible control characters. Usually \
               they \
               come along when something is copied from another program; they break pages, feeds and PDFs. \
               Delete \
               the character, or type the sentence again.";
        source: "XML 1.0 第 2.2 节；YAML 1.2.2 第 5.1 节。", "XML 1.0, section 2.2; YAML 1.2.2, section 5.1.";
        wrong: "title: 电梯\u{FFFD}停运通知"
               | "title: Lift out\u{FFFD} of service";
        right: "title: 电梯停运通知"
               | "title: Lift out of service";
    }
}
