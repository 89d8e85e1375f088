//! What `lilong explain CODE` prints: title, rule, source, and an example of the mistake and of its
//! correction.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Code, Lang};

/// The columns of a paragraph.
const WIDTH: usize = 78;

/// The whole explanation of a code as plain text. `kinds` are the names of the kinds of record: they
/// replace `{kinds}` in a rule, because this module does not know them.
pub fn explain(code: &Code, lang: Lang, kinds: &str) -> String {
    let (colon, source, wrong, right) = match lang {
        Lang::Zh => ("：", "依据：", "错误写法：", "正确写法："),
        Lang::En => (": ", "Source: ", "Wrong:", "Right:"),
    };
    let severity = code.severity.words();
    let title = format!("{}[{}]{colon}{}", severity.in_lang(lang), code.id, code.title.in_lang(lang));
    let rule = wrap(&code.rule.in_lang(lang).replace("{kinds}", kinds));
    let source = wrap(&format!("{source}{}", code.source.in_lang(lang)));
    let (bad, good) = (indented(code.wrong.in_lang(lang)), indented(code.right.in_lang(lang)));
    format!("{title}\n\n{rule}\n\n{source}\n\n{wrong}\n\n{bad}\n{right}\n\n{good}")
}

fn indented(example: &str) -> String {
    example.lines().map(|line| format!("{}\n", format!("    {line}").trim_end())).collect()
}

/// Breaks a paragraph into lines of at most [`WIDTH`] columns: Latin text between words, Chinese between
/// characters, but no line begins with a closing mark or ends with an opening one.
fn wrap(paragraph: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for piece in pieces(paragraph) {
        let width = piece.trim_end().width();
        if column > 0 && column + width > WIDTH {
            out.truncate(out.trim_end().len());
            out.push('\n');
            column = 0;
        }
        out.push_str(piece);
        column += piece.width();
    }
    out.truncate(out.trim_end().len());
    out
}

/// The smallest parts, which a line break must not split.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut chars = paragraph.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if let Some(&(at, next)) = chars.peek()
            && may_break(c, next)
        {
            cuts.push(at);
        }
    }
    cuts.push(paragraph.len());
    cuts.windows(2).map(|pair| &paragraph[pair[0]..pair[1]]).collect()
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || "，。；：、！？）》」』】〕”’…".contains(after) || "（《「『【〔“‘".contains(before)
    {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;

    #[test]
    fn every_explanation_fits_the_terminal_and_says_all() {
        for code in codes::all() {
            for lang in [Lang::Zh, Lang::En] {
                let text = explain(code, lang, "a, b");
                assert!(text.ends_with('\n') && text.contains(code.id));
                assert!(!text.lines().any(|line| line != line.trim_end()), "{text}");
                for line in text.lines().filter(|line| !line.starts_with(' ')) {
                    assert!(line.width() <= WIDTH, "{line}");
                    assert!(!line.starts_with(['，', '。', '；', '、', '）', '》']), "{line}");
                }
            }
        }
    }

    #[test]
    fn a_long_word_stays_whole() {
        let link = "x".repeat(100);
        assert_eq!(wrap(&format!("see {link} now")), format!("see\n{link}\nnow"));
    }
}
