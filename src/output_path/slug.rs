//! The parts of addresses that authors choose: takes a `slug` or an alias; gives what is wrong with it.
//! Knows no file: conflicts of names are found when all outputs are planned.

use super::{OutputPath, PartFault, page, reserved, sign, unfit};
use crate::diag::{Diagnostic, Words, codes, words};

/// Characters that are valid on a disk but not in an address.
const NOT_IN_ADDRESSES: &str = "/?#%";

/// What is wrong with a slug, which is one part of an address.
pub(crate) fn slug_fault(slug: &str) -> Option<Diagnostic> {
    let odd = || slug.chars().find(|c| NOT_IN_ADDRESSES.contains(*c)).map(PartFault::Sign);
    // A slug of several parts may also lead out of the output: that is reported first.
    let out = slug.split('/').find(|part| matches!(*part, "." | "..")).map(|_| PartFault::Dots);
    let why = match out.or_else(|| sign(slug)).or_else(odd).or_else(|| unfit(slug)) {
        Some(PartFault::Empty) => Words::fixed("它是空的", "it is empty"),
        Some(why) => why.words(),
        None if slug.contains(char::is_whitespace) => {
            Words::fixed("不能含有空格", "it must not hold a space")
        }
        None => return None,
    };
    let message = Words::new(
        format!("“{slug}”不能用作网址名：{}", why.zh),
        format!("`{slug}` cannot be an address: {}", why.en),
    );
    Some(Diagnostic::new(&codes::BAD_SLUG, message).help(help()))
}

fn help() -> Words {
    Words::fixed("用字母、数字和连字符，如 lift-2026", "use letters, digits and hyphens, like `lift-2026`")
}

/// What is wrong with the slug of a record, which is in the same folder as its section's own page.
pub(crate) fn record_slug_fault(slug: &str) -> Option<Diagnostic> {
    let index = || {
        let message = Words::fixed(
            "“index”不能用作网址名：它是栏目首页",
            "`index` cannot be an address: it is the section's own page",
        );
        Diagnostic::new(&codes::BAD_SLUG, message).help(help())
    };
    slug_fault(slug).or_else(|| (slug == "index").then(index))
}

/// What is wrong with an alias: it must be the address of a page inside the site.
pub(crate) fn alias_fault(alias: &str) -> Option<Diagnostic> {
    let why = match page(alias).map(OutputPath::new) {
        None => Words::fixed("旧网址只能是网页", "only a page has an older address"),
        Some(Err(bad)) => bad.why.words(),
        Some(Ok(path)) => match (reserved(&path), alias.chars().find(|c| NOT_IN_ADDRESSES[1..].contains(*c)))
        {
            (Some(name), _) => words!("{name} 留给里弄自己的页面", "`{name}` is kept for Lilong's own pages"),
            (None, Some(sign)) => PartFault::Sign(sign).words(),
            (None, None) => return None,
        },
    };
    let message = Words::new(
        format!("“{alias}”不能用作旧网址：{}", why.zh),
        format!("`{alias}` cannot be an older address: {}", why.en),
    );
    Some(Diagnostic::new(&codes::BAD_PATH, message).help(Words::fixed(
        "写网站内网页的路径，如 notices/old.html、notices/old 或 notices/old/",
        "write the path of a page of the site, like `notices/old.html`, `notices/old` or `notices/old/`",
    )))
}
