//! A preview that cannot start.

use crate::diag::catalogue;

catalogue! {
    CANNOT_LISTEN = Error "cannot-listen" {
        title: "预览的地址用不了", "the preview's address cannot be used";
        rule: "用 --port 指定的端口已被别的程序占用，或 --host 写的不是这台电脑的地址。不写 --port，里弄会自己找一个空着的端口。",
              "The port given with `--port` is in use by another program, or the address given with \
               `--host` does \
               not belong to this computer. Without `--port`, Lilong finds a free port by itself.";
        source: "实践经验。指定了端口就不悄悄换掉：别处可能写着它。",
                "experience. A port that was asked for is not changed silently: it may be written down \
                 elsewhere.";
        wrong: "lilong serve --port 80";
        right: "lilong serve";
    }

    BAD_BASE = Error "bad-base" {
        title: "预览的路径不能用", "the preview's path cannot be used";
        rule: "--base 写网站在主机上的路径，只写路径，不写主机名，各级名称不能以点开头。",
              "`--base` takes the path below which the site is found on its host: only the path, without \
               the host \
               name, and with no part that starts with a dot.";
        source: "实践经验。", "experience.";
        wrong: "lilong serve --base https://example.org/board/";
        right: "lilong serve --base /board/";
    }

    NO_PREVIEW = Error "no-preview" {
        title: "这个里弄没有预览功能", "this Lilong has no preview";
        rule: "编译时没有带上预览（特性 `serve`）。请重新安装，或用 `lilong watch` 加任意一个网页服务器。",
              "It was compiled without the feature `serve`. Install it again, or use `lilong watch` with \
               any web \
               server.";
        source: "实践经验。预览会让程序变大，只生成网站的机器用不着。",
                "experience. The preview makes the program larger; a machine that only builds does not need \
                 it.";
        wrong: "cargo install --path . --no-default-features";
        right: "cargo install --path .";
    }
}
