//! Takes a problem of a body; gives it in words. Never judges what is one: that is `markdown`.

use crate::diag::{Code, Diagnostic, Words, codes, words};
use crate::markdown::{Problem, ProblemKind};

/// A problem in words, not yet at its place.
pub(super) fn diagnostic(problem: &Problem) -> Diagnostic {
    let what = shortened(&problem.what);
    let (code, message) = described(problem.kind, &what);
    Diagnostic::new(code, message).help(help(problem))
}

/// What kind of mistake a problem is.
pub(super) fn code(kind: ProblemKind) -> &'static Code {
    described(kind, "").0
}

/// The longest a quotation of the text may be in a message, in characters.
const QUOTED: usize = 40;

fn shortened(what: &str) -> String {
    let line = what.lines().next().unwrap_or_default();
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn described(kind: ProblemKind, what: &str) -> (&'static Code, Words) {
    match kind {
        ProblemKind::EmptyDestination => {
            (&codes::EMPTY_DESTINATION, words!("“{what}”没有写链接到哪里", "“{what}” leads nowhere"))
        }
        ProblemKind::UnsafeUrl => (
            &codes::UNSAFE_URL,
            words!("这种网址不会发布：{what}", "an address of this kind is not published: {what}"),
        ),
        ProblemKind::RemoteImage => (
            &codes::REMOTE_IMAGE,
            words!(
                "别处的图片只作为链接发布：{what}",
                "an image from elsewhere is published as a link only: {what}"
            ),
        ),
        ProblemKind::RawHtmlRemoved => {
            (&codes::HTML_REMOVED, words!("这段 HTML 没有发布：{what}", "this HTML is not published: {what}"))
        }
        ProblemKind::TooMuchHtml => (
            &codes::TOO_MUCH_HTML,
            Words::fixed(
                "正文里的 HTML 标签太多，都没有发布",
                "the body has too many tags of HTML; none is published",
            ),
        ),
        ProblemKind::UnclosedComment => (
            &codes::COMMENT_NOT_CLOSED,
            Words::fixed(
                "注释没有用 `-->` 结束，后面的文字都没有发布",
                "this comment has no `-->`: nothing after it is published",
            ),
        ),
        ProblemKind::SpaceInDestination => (
            &codes::LINK_NOT_MADE,
            Words::fixed("地址里有空格，链接没有成", "with a space in its address this is not a link"),
        ),
        ProblemKind::FullWidthLink => (
            &codes::LINK_NOT_MADE,
            Words::fixed("括号是全角的，链接没有成", "with full-width brackets this is not a link"),
        ),
        ProblemKind::BrokenLink => (
            &codes::LINK_NOT_MADE,
            Words::fixed("括号没有合上，或没有写对，链接没有成", "with brackets like this, it is not a link"),
        ),
        ProblemKind::SpacedEmphasis => (
            &codes::ODD_EMPHASIS,
            Words::fixed(
                "星号里面有空格，没有加粗，星号照样显示",
                "with a space inside, the asterisks are shown and nothing becomes bold",
            ),
        ),
        ProblemKind::SignsTaken => (
            &codes::ODD_EMPHASIS,
            Words::fixed(
                "这里的星号不显示，中间的文字成了粗体或斜体",
                "these asterisks are not shown: what is between them is emphasised",
            ),
        ),
        ProblemKind::TildesInRange => (
            &codes::TILDES_IN_RANGE,
            Words::fixed(
                "两个波浪号是删除线，不是“到”",
                "two tildes strike text out; they do not make a range",
            ),
        ),
        ProblemKind::SpacelessHeading => {
            (&codes::HEADING_NOT_MADE, Words::fixed("这一行没有成为标题", "this line is not a heading"))
        }
        ProblemKind::DashesBelow => (
            &codes::UNMEANT_HEADING,
            Words::fixed(
                "下面的横线把这段话变成了标题",
                "the dashes below turn this paragraph into a heading",
            ),
        ),
        ProblemKind::SpacelessList => (
            &codes::LIST_NOT_MADE,
            Words::fixed("符号后面没有空格，不成列表", "without a space after the sign this is not a list"),
        ),
        ProblemKind::ProseAsListing => (
            &codes::TEXT_AS_LISTING,
            Words::fixed(
                "行首有空格，这段话按程序代码排了",
                "because of the spaces before it, this paragraph is set as program code",
            ),
        ),
        ProblemKind::CellsBeyondHead => (
            &codes::CELLS_BEYOND_HEAD,
            words!(
                "表头没有这一列，“{what}”没有发布",
                "the header has no such column: “{what}” is not published"
            ),
        ),
        ProblemKind::TableNotMade => {
            (&codes::TABLE_NOT_MADE, Words::fixed("这几行没有成为表格", "these lines are not a table"))
        }
        note => described_note(note, what),
    }
}

fn described_note(kind: ProblemKind, what: &str) -> (&'static Code, Words) {
    match kind {
        ProblemKind::UnusedFootnote => (
            &codes::FOOTNOTE_NOT_USED,
            words!(
                "正文没有引用脚注“{what}”，没有发布",
                "nothing refers to the footnote “{what}”: it is not published"
            ),
        ),
        ProblemKind::FootnoteTwice => (
            &codes::FOOTNOTE_TWICE,
            words!(
                "脚注“{what}”前面已经写过，这一条没有发布",
                "the footnote “{what}” is there already: this one is not published"
            ),
        ),
        ProblemKind::EmptyFootnote => {
            (&codes::FOOTNOTE_EMPTY, words!("脚注“{what}”没有内容", "the footnote “{what}” has no text"))
        }
        _ => (&codes::FOOTNOTE_NOT_DEFINED, words!("没有脚注“{what}”", "there is no footnote “{what}”")),
    }
}

fn help(problem: &Problem) -> Words {
    let Problem { kind, what, right, .. } = problem;
    let right = right.trim_end();
    match kind {
        ProblemKind::EmptyDestination => {
            Words::fixed("在圆括号里写上路径或网址", "write a path or an address between the parentheses")
        }
        ProblemKind::UnsafeUrl => Words::fixed(
            "链接用 http、https、mailto、tel 或网站内的路径",
            "use http, https, mailto, tel or a path of the site",
        ),
        ProblemKind::RemoteImage => {
            Words::fixed("把图片文件放在记录旁边", "put the image file beside the record")
        }
        ProblemKind::RawHtmlRemoved => {
            Words::fixed("删去它，或改用 Markdown 的写法", "delete it, or write it in Markdown")
        }
        ProblemKind::TooMuchHtml => Words::fixed(
            "大的表格作为附件，或改用 Markdown 的写法",
            "put large tables into an attachment, or write them in Markdown",
        ),
        ProblemKind::UnclosedComment => Words::fixed("在注释后面写上 `-->`", "end the comment with `-->`"),
        ProblemKind::DashesBelow => Words::fixed("在横线上面空一行", "leave an empty line above the dashes"),
        ProblemKind::CellsBeyondHead => Words::fixed(
            "给表头补上一列；格子里的竖线写作 `\\|`",
            "add a column to the header; write a bar inside a cell as `\\|`",
        ),
        ProblemKind::TableNotMade if right.starts_with("| ---") => {
            words!("在表头下面写：{right}", "write below the header: {right}")
        }
        ProblemKind::ProseAsListing => Words::fixed("去掉行首的空格", "remove the spaces before it"),
        ProblemKind::UnusedFootnote => {
            words!("在正文里写上 `[^{what}]`，或删去它", "write `[^{what}]` in the text, or delete it")
        }
        ProblemKind::FootnoteTwice => Words::fixed("给它换一个名字", "give it another name"),
        ProblemKind::EmptyFootnote => words!("写作：[^{what}]: 内容", "write: [^{what}]: its text"),
        ProblemKind::UnknownFootnote if right.is_empty() => {
            words!("另起一行写：[^{what}]: 内容", "write on a line of its own: [^{what}]: its text")
        }
        _ => words!("写作：{right}", "write: {right}"),
    }
}
