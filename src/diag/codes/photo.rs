//! Mistakes in pictures and documents beside records.

use crate::diag::catalogue;

catalogue! {
    BROKEN_PICTURE = Error "broken-picture" {
        title: "图片打不开", "a picture is broken";
        rule: "记录旁边的图片要完整、能打开。没有复制完的、改了后缀却不是图片的、结构坏了的，居民看到的是一块灰或一个叉，\
               里弄也没法去掉里面的拍摄地点，所以不发布。",
              "A picture beside a record must be whole. Of one that was not copied completely, or is named \
               like a picture but is not one, residents see a grey patch or a cross; and Lilong cannot take \
               out of it where it was taken. So it is not published.";
        source: "JPEG：ITU-T T.81；PNG：W3C 第三版；WebP：RFC 9649；GIF89a；SVG 2。",
                "JPEG: ITU-T T.81; PNG: W3C, third edition; WebP: RFC 9649; GIF89a; SVG 2.";
        wrong: "cp /media/phone/IMG_0231.jpg content/notices/   # 中途拔了线"
               | "cp /media/phone/IMG_0231.jpg content/notices/   # and the cable came out";
        right: "cp /media/phone/IMG_0231.jpg content/notices/   # 复制完，打开看过"
               | "cp /media/phone/IMG_0231.jpg content/notices/   # complete, and looked at";
    }

    OVERSIZED_PICTURE = Error "oversized-picture" {
        title: "图片展开后太大", "a picture has too many pixels or shapes";
        rule: "一张图片最多 6000 万像素。再大，老人的手机打不开那一页；几千字节的文件也可能展开成几十亿像素，叫“解压炸弹”。\
               先缩小再放进来，长边 4000 像素已经足够清楚。SVG 里反复引用的图形最多展开成 20 万个，嵌套最多 200 层。",
              "A picture may have 60 million pixels. Many residents' phones cannot open a page with a \
               larger one, and a file of a few kilobytes may stand for billions of them, which is called a \
               decompression bomb. Make it smaller; 4,000 pixels on the longer side are plenty. The shapes \
               that an SVG shows again may come to 200,000, nested at most 200 deep.";
        source: "里弄的上限，约为五张手机照片。", "Lilong's own limit: about five phone photos.";
        wrong: "plan.png        60,000 × 60,000";
        right: "plan.png        4,000 × 4,000";
    }

    PICTURE_FORMAT = Error "picture-format" {
        title: "图片的格式不适合网页", "the format of a picture is not for the web";
        rule: "网页上的图片用 JPEG、PNG、WebP、GIF 或 SVG。手机拍的 HEIC（HEIF）多数浏览器不显示，里面又带着拍摄的时间和地点，\
               里弄去不掉，所以不发布；TIFF、JPEG XL、相机的 RAW、带拍摄信息的 AVIF 和记着拍摄地点的录像也是。照片转成 JPEG 再放进来，文件名结尾相应改成 .jpg。",
              "Pictures of a page are JPEG, PNG, WebP, GIF or SVG. HEIC (HEIF), which phones save, is shown \
               by few browsers and holds where and when a photo was taken, which Lilong cannot take out; \
               the same is true of TIFF, JPEG XL and the raw formats of cameras, of AVIF with such \
               information, and of videos that record where they were taken. Convert a photo to JPEG, with \
               a name that ends in `.jpg`.";
        source: "ISO/IEC 23008-12（HEIF）；《中华人民共和国个人信息保护法》第六条（最小范围）。",
                "ISO/IEC 23008-12 (HEIF); PRC Personal Information Protection Law, art. 6: no more data than \
                 necessary.";
        wrong: "![门口](./IMG_0231.HEIC)"
               | "![the gate](./IMG_0231.HEIC)";
        right: "![门口](./gate.jpg)"
               | "![the gate](./gate.jpg)";
    }

    UNSAFE_DRAWING = Warning "unsafe-drawing" {
        title: "SVG 里有脚本或外部引用", "a drawing holds a script or loads something";
        rule: "SVG 图片单独打开时是一个网页，里面的脚本会运行，引用的外部文件会告诉别人谁在看。里弄只发布能画出来的部分：\
               去掉脚本、事件和外部引用。请看一看画面是否还完整；要用的图片请嵌进 SVG 里。",
              "Opened by itself an SVG is a page: its scripts run, and what it loads from elsewhere tells \
               others who looks at it. Lilong publishes what draws, without scripts, event handlers and \
               references to other files. See whether the drawing is still complete; pictures that it needs \
               can be embedded in it.";
        source: "SVG 2，附录“安全考虑”。", "SVG 2, appendix on security considerations.";
        wrong: "<svg …><image href=\"https://example.org/logo.png\"/></svg>";
        right: "<svg …><image href=\"data:image/png;base64,…\"/></svg>";
    }

    PAGE_AS_ATTACHMENT = Error "page-as-attachment" {
        title: "附件是网页", "a web page as an attachment";
        rule: "附件不能是网页（.html、.xhtml、.mht、.xml 等）：打开它，里面的脚本就以公告栏的名义运行，\
               能改居民看到的内容，也能把谁在看告诉别人。没有后缀、内容却是网页的文件也一样。\
               请打印成 PDF 再附上，或把文字写进正文。",
              "An attachment must not be a web page (.html, .xhtml, .mht, .xml and the like): whoever opens \
               it lets its scripts run as if they were the notice board's, which may change what residents \
               see and tell others who reads it. The same is true of a file without an ending that holds a \
               page. Print it to a PDF and attach that, or write its text into the record.";
        source: "HTML 标准：网页的来源；MIME 嗅探标准第7节。",
                "HTML Standard, origins; MIME Sniffing Standard, section 7.";
        wrong: "attachments: [说明.html]" | "attachments: [guide.html]";
        right: "attachments: [说明.pdf]" | "attachments: [guide.pdf]";
    }

    NAMES_IN_DOCUMENT = Warning "names-in-document" {
        title: "文件里藏着人名", "a document names people where few look";
        rule: "Word、Excel、PowerPoint 和 PDF 文件会记下作者、最后保存的人、单位，以及批注和修订是谁写的。这些名字随文件一起公开，\
               而页面上看不到。里弄不改文件（它的校验值要对得上），只提醒：去掉批注和修订，删除文档属性里的个人信息再放进来。",
              "Word, Excel, PowerPoint and PDF files note their author, who saved them last, the company, \
               and who wrote which comment or change. These names become public with the file, and nobody \
               sees them on the page. Lilong does not change documents; it tells you, so that you can accept \
               the changes, delete the comments and remove personal information from the properties first.";
        source: "《中华人民共和国个人信息保护法》第六条（最小范围）。",
                "PRC Personal Information Protection Law, art. 6: no more data than necessary.";
        wrong: "form.docx       作者：王小明；批注：李丽"
               | "form.docx       author: Wang Xiaoming; comments: Li Li";
        right: "form.docx       # 文件 → 信息 → 检查文档 → 全部删除"
               | "form.docx       # File → Info → Inspect Document → Remove All";
    }
}
