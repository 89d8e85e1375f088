//! Takes a problem of a body, gives the diagnostic for it. What counts as a problem is decided in
//! `markdown`.

use crate::diag::{Code, Diagnostic, Words, codes, words};
use crate::front::shape::Bilingual;
use crate::markdown::{Problem, ProblemKind};

/// A problem as a diagnostic that has no location yet.
pub(super) fn diagnostic(problem: &Problem) -> Diagnostic {
    let what = shortened(&problem.what);
    Diagnostic::new(code(problem.kind), described(problem.kind, &what)).help(help(problem))
}

/// The code for a kind of problem.
pub(super) fn code(kind: ProblemKind) -> &'static Code {
    match kind {
        ProblemKind::EmptyDestination => &codes::EMPTY_DESTINATION,
        ProblemKind::UnsafeUrl => &codes::UNSAFE_URL,
        ProblemKind::RemoteImage => &codes::REMOTE_IMAGE,
        ProblemKind::RawHtmlRemoved => &codes::HTML_REMOVED,
        ProblemKind::TooMuchHtml => &codes::TOO_MUCH_HTML,
        ProblemKind::TooDeep => &codes::BODY_TOO_DEEP,
        ProblemKind::UnclosedComment => &codes::COMMENT_NOT_CLOSED,
        ProblemKind::SpaceInDestination | ProblemKind::FullWidthLink | ProblemKind::BrokenLink => {
            &codes::LINK_NOT_MADE
        }
        ProblemKind::SpacedEmphasis | ProblemKind::SignsTaken => &codes::ODD_EMPHASIS,
        ProblemKind::TildesInRange => &codes::TILDES_IN_RANGE,
        ProblemKind::SpacelessHeading => &codes::HEADING_NOT_MADE,
        ProblemKind::DashesBelow => &codes::UNMEANT_HEADING,
        ProblemKind::SpacelessList => &codes::LIST_NOT_MADE,
        ProblemKind::ProseAsListing => &codes::TEXT_AS_LISTING,
        ProblemKind::CellsBeyondHead => &codes::CELLS_BEYOND_HEAD,
        ProblemKind::TableNotMade => &codes::TABLE_NOT_MADE,
        ProblemKind::UnusedFootnote => &codes::FOOTNOTE_NOT_USED,
        ProblemKind::FootnoteTwice => &codes::FOOTNOTE_TWICE,
        ProblemKind::EmptyFootnote => &codes::FOOTNOTE_EMPTY,
        ProblemKind::ArticleTwice => &codes::ARTICLE_TWICE,
        ProblemKind::UnknownFootnote => &codes::FOOTNOTE_NOT_DEFINED,
    }
}

/// The longest quotation of the text in a message, in characters.
const QUOTED: usize = 40;

fn shortened(what: &str) -> String {
    let line = what.lines().next().unwrap_or_default();
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// What is wrong.
fn described(kind: ProblemKind, what: &str) -> Words {
    match kind {
        ProblemKind::EmptyDestination => words!("“{what}”没有写链接到哪里", "“{what}” leads nowhere"),
        ProblemKind::UnsafeUrl => {
            words!("这种网址不会发布：{what}", "an address of this kind is not published: {what}")
        }
        ProblemKind::RemoteImage => words!(
            "别处的图片只作为链接发布：{what}",
            "a picture from another site is published as a link only: {what}"
        ),
        ProblemKind::RawHtmlRemoved => {
            words!("这段 HTML 没有发布：{what}", "this HTML is not published: {what}")
        }
        ProblemKind::CellsBeyondHead => words!(
            "表头没有这一列，“{what}”没有发布",
            "the header has no such column: “{what}” is not published"
        ),
        ProblemKind::UnusedFootnote => words!(
            "正文没有引用脚注“{what}”，没有发布",
            "nothing refers to the footnote “{what}”: it is not published"
        ),
        ProblemKind::FootnoteTwice => words!(
            "脚注“{what}”前面已经写过，这一条没有发布",
            "duplicate footnote “{what}”: this one is not published"
        ),
        ProblemKind::EmptyFootnote => words!("脚注“{what}”没有内容", "the footnote “{what}” has no text"),
        ProblemKind::ArticleTwice => words!("前面已经有“{what}”", "there is another “{what}” above"),
        ProblemKind::UnknownFootnote => words!("没有脚注“{what}”", "there is no footnote “{what}”"),
        fixed => {
            let (zh, en) = without_quotation(fixed);
            Words::fixed(zh, en)
        }
    }
}

/// What is wrong, for problems whose text need not be quoted.
const fn without_quotation(kind: ProblemKind) -> Bilingual {
    match kind {
        ProblemKind::TooMuchHtml | ProblemKind::TooDeep => beyond_bounds(kind),
        ProblemKind::UnclosedComment => {
            ("注释没有结束，后面的文字都没有发布", "unclosed comment: nothing after it is published")
        }
        ProblemKind::SpaceInDestination => {
            ("地址里有空格，链接没有成", "this is not a link because of the space in its address")
        }
        ProblemKind::FullWidthLink => {
            ("括号是全角的，链接没有成", "this is not a link because its brackets are full-width")
        }
        ProblemKind::SpacedEmphasis => (
            "星号里面有空格，没有加粗，星号照样显示",
            "because of the space inside, the asterisks are shown and nothing is bold",
        ),
        ProblemKind::SignsTaken => (
            "这里的星号不显示，中间的文字成了粗体或斜体",
            "these asterisks are not shown: the text between them is emphasised",
        ),
        ProblemKind::TildesInRange => {
            ("两个波浪号是删除线，不是“到”", "two tildes strike text out; they do not make a range")
        }
        ProblemKind::SpacelessHeading => ("这一行没有成为标题", "this line is not a heading"),
        ProblemKind::DashesBelow => {
            ("下面的横线把这段话变成了标题", "the dashes below turn this paragraph into a heading")
        }
        ProblemKind::SpacelessList => {
            ("符号后面没有空格，不成列表", "without a space after the sign this is not a list")
        }
        ProblemKind::ProseAsListing => (
            "行首有空格，这段话按程序代码排了",
            "because of the spaces before it, this paragraph becomes a code block",
        ),
        ProblemKind::TableNotMade => ("这几行没有成为表格", "these lines are not a table"),
        _ => ("括号没有合上，或没有写对，链接没有成", "this is not a link because of its brackets"),
    }
}

/// What exceeds a limit.
const fn beyond_bounds(kind: ProblemKind) -> Bilingual {
    match kind {
        ProblemKind::TooDeep => (
            "引用、列表一层套一层，超过 64 层的不再缩进",
            "quotations and lists are nested more than 64 deep; what is deeper is not moved in",
        ),
        _ => ("正文里的 HTML 标签太多，都没有发布", "the body has too many HTML tags; none is published"),
    }
}

/// How to correct it.
fn help(problem: &Problem) -> Words {
    let Problem { kind, what, right, .. } = problem;
    let right = right.trim_end();
    match kind {
        ProblemKind::TableNotMade if right.starts_with("| ---") => {
            words!("在表头下面写：{right}", "write below the header: {right}")
        }
        ProblemKind::UnusedFootnote => {
            words!("在正文里写上 `[^{what}]`，或删去它", "write `[^{what}]` in the text, or delete it")
        }
        ProblemKind::EmptyFootnote => words!("写作：[^{what}]: 内容", "write: [^{what}]: its text"),
        ProblemKind::UnknownFootnote if right.is_empty() => {
            words!("另起一行写：[^{what}]: 内容", "write on a line of its own: [^{what}]: its text")
        }
        kind => match fixed_help(*kind) {
            Some((zh, en)) => Words::fixed(zh, en),
            None => words!("写作：{right}", "write: {right}"),
        },
    }
}

/// How to correct it, where the advice is the same for every problem of the kind.
const fn fixed_help(kind: ProblemKind) -> Option<Bilingual> {
    Some(match kind {
        ProblemKind::EmptyDestination => {
            ("在圆括号里写上路径或网址", "write a path or an address between the parentheses")
        }
        ProblemKind::UnsafeUrl => (
            "链接用 http、https、mailto、tel 或网站内的路径",
            "use http, https, mailto, tel or a path of the site",
        ),
        ProblemKind::RemoteImage => ("把图片文件放在记录旁边", "put the picture beside the record"),
        ProblemKind::RawHtmlRemoved => {
            ("删去它，或改用 Markdown 的写法", "delete it, or write it in Markdown")
        }
        ProblemKind::TooMuchHtml => (
            "大的表格作为附件，或改用 Markdown 的写法",
            "put large tables into an attachment, or write them in Markdown",
        ),
        ProblemKind::TooDeep => ("分成几段，或几个小标题", "split it into paragraphs, or under headings"),
        ProblemKind::UnclosedComment => ("在注释后面写上 `-->`", "end the comment with `-->`"),
        ProblemKind::DashesBelow => ("在横线上面空一行", "leave an empty line above the dashes"),
        ProblemKind::CellsBeyondHead => (
            "给表头补上一列；格子里的竖线写作 `\\|`",
            "add a column to the header; write a bar inside a cell as `\\|`",
        ),
        ProblemKind::ProseAsListing => ("去掉行首的空格", "remove the spaces before it"),
        ProblemKind::FootnoteTwice => ("给它换一个名字", "give it another name"),
        ProblemKind::ArticleTwice => (
            "请核对各条的序号；插入的条文可以写作“第三条之一”",
            "check the numbers of the articles; one that was inserted may be written 第三条之一",
        ),
        _ => return None,
    })
}
