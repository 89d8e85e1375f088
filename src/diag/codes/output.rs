//! An output folder that cannot be written, or not safely.

use crate::diag::catalogue;

catalogue! {
    OUTPUT_NOT_OURS = Error "output-not-ours" {
        title: "输出文件夹不是里弄建的", "the output folder was not made by Lilong";
        rule: "输出文件夹里有东西，却没有里弄的清单 `.lilong-manifest`，里弄就一个文件也不动，免得盖掉别人的内容。请换一个空文件夹，或自己清空它。\
               锁文件、暂存文件夹和输出里的文件夹也一样：不是里弄建的，或者是链接，里弄不动它，也不顺着它写到别处。",
              "The output folder holds files but no `.lilong-manifest`, so Lilong touches nothing in it: the \
               files belong to somebody. Name an empty folder, or empty this one yourself. The same goes \
               for the \
               lock, the staging folder and the folders inside the output: what Lilong did not make, or \
               what is a \
               link, is left alone and never written through.";
        source: "实践经验。`--out` 打错一个字，不该丢掉一个文件夹。",
                "experience. A slip in `--out` must not cost a folder.";
        wrong: "lilong build --out ~/Documents";
        right: "lilong build --out ~/Documents/public";
    }

    FOREIGN_FILE = Warning "foreign-file" {
        title: "输出文件夹里有别的文件", "a file in the output folder that Lilong did not make";
        rule: "这个文件不是里弄写的，里弄不会动它，但它会随网站一起上传。要发布的文件请放进 `static/`，每次都会生成；不要的请删掉。",
              "Lilong did not write this file and leaves it alone, but it will be uploaded with the site. \
               What \
               you want to publish belongs in `static/`, which is copied each time; delete what you do not \
               need.";
        source: "实践经验。误放进来的文件会跟着公开。", "experience. What is put there by mistake becomes public.";
        wrong: "public/logo.png";
        right: "static/logo.png";
    }

    OUTPUT_BUSY = Error "output-busy" {
        title: "输出文件夹正在被使用", "the output folder is in use";
        rule: "另一个里弄（多半是 `lilong watch`）正在写这个文件夹。两个同时写会互相覆盖。请先停掉那一个，或用 `--out` 换一个文件夹。",
              "Another Lilong, most likely `lilong watch`, is writing to this folder, and two would \
               overwrite each other. \
               Stop the other one, or choose another folder with `--out`.";
        source: "实践经验。已发布的网站只能有一个写的人。",
                "experience. A published site has one writer.";
        wrong: "lilong watch &", "lilong build";
        right: "lilong watch &", "lilong build --out preview";
    }

    OUTPUT_UNWRITABLE = Error "output-unwritable" {
        title: "写不了输出", "the output cannot be written";
        rule: "里弄先把所有页面写到输出文件夹旁边，再一次换上。写不了往往是磁盘满了，或没有权限。\
               已发布的网站保持原样。",
              "Lilong first writes all pages beside the output folder and then puts them in place. When that \
               fails, usually the disk is full or permission is missing. The published site stays as it was.";
        source: "实践经验。发布一半的网站比旧的更糟。", "experience. Half a site is worse than the old one.";
        wrong: "lilong build --out /mnt/cdrom/public";
        right: "lilong build --out public";
    }

    UNKNOWN_RECORD = Error "unknown-record" {
        title: "没有这篇记录", "there is no such record";
        rule: "记录用它在 `content/` 里的路径来指，如 `notices/lift.md`，写 `content/notices/lift.md` 也行；\
               译文用译文的文件名。做海报时，草稿和还没到发布时间的记录要加 `--drafts`。",
              "A record is named by its path below `content/`, such as `notices/lift.md`; \
               `content/notices/lift.md` works too, and a translation is named by its own file. For a \
               poster of a \
               draft, or of a record under embargo, add `--drafts`.";
        source: "实践经验。", "experience.";
        wrong: "lilong text notices/lift.html --for sms";
        right: "lilong text notices/lift.md --for sms";
    }

    RECORD_WITHHELD = Error "record-withheld" {
        title: "这篇记录不该发出去", "a record that must not be passed on";
        rule: "草稿、没到发布时间的和已经撤回的记录，不给出可以转发的文字：发进群里的字收不回来。\
               先发布它；已撤回的，另写一篇公告说明。",
              "Lilong makes no text to pass on of a draft, of a record under embargo, or of one that was \
               withdrawn: words once sent to a group cannot be called back. Publish it first; to tell \
               people of a \
               withdrawal, write a separate notice.";
        source: "实践经验。网站上的可以改，群里的改不了。", "experience. A page can be corrected, a message cannot.";
        wrong: "draft: true";
        right: "draft: false";
    }

    UNKNOWN_OUTPUT = Error "unknown-output" {
        title: "网站没有这个输出", "the site has no such output";
        rule: "lilong why 后面写输出文件在输出文件夹里的路径，而不是源文件的路径。",
              "`lilong why` takes the path of an output below the output folder, not that of a source file.";
        source: "实践经验。", "experience.";
        wrong: "lilong why content/notices/2026-03-02-lift.md";
        right: "lilong why notices/2026-03-02-lift.html";
    }

    UNKNOWN_CODE = Error "unknown-code" {
        title: "没有这个代码", "there is no such code";
        rule: "lilong explain 后面写诊断里方括号中的代码。",
              "`lilong explain` takes a code as it appears in the brackets of a message.";
        source: "实践经验。", "experience.";
        wrong: "lilong explain full-width";
        right: "lilong explain full-width-colon";
    }
}
