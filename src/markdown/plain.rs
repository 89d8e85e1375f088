//! The plain text of a body: takes its HTML; gives lines. Pictures and the addresses of links are left out.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape_with};

/// The effect of a tag on lines.
enum Edge {
    /// A paragraph of its own.
    Block,
    /// A line of its own.
    Line,
    /// A cell of a table.
    Cell,
    None,
}

/// The text of clean HTML, in which every `<` begins a tag and attributes are in double quotes.
pub fn plain_text(html: &str) -> String {
    let mut writer = PlainWriter::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        writer.words(&rest[..at]);
        let end = tag_end(&rest[at..]);
        writer.tag(&rest[at + 1..at + end]);
        rest = rest.get(at + end + 1..).unwrap_or_default();
    }
    writer.words(rest);
    writer.out.trim().to_owned()
}

/// The position of the `>` that ends a tag.
pub(crate) fn tag_end(tag: &str) -> usize {
    let end = memchr::memchr(b'>', tag.as_bytes()).unwrap_or(tag.len());
    if memchr::memchr(b'"', &tag.as_bytes()[..end]).is_none() {
        return end;
    }
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at,
            _ => {}
        }
    }
    tag.len()
}

#[derive(Default)]
struct PlainWriter {
    out: String,
    /// The numbers of the open lists; none for a list without numbers.
    lists: Vec<Option<usize>>,
    first_cell: bool,
    verbatim: usize,
    /// Inside something that only a page needs: the link back from a footnote.
    skipped: bool,
    /// Whether the last paragraph is right-aligned, like names and dates.
    signed: bool,
}

impl PlainWriter {
    fn words(&mut self, html: &str) {
        if self.skipped {
            return;
        }
        let text = decoded(html);
        if self.verbatim > 0 {
            self.out.push_str(&text);
            return;
        }
        let mut words = text.split_ascii_whitespace();
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if text.starts_with([' ', '\n']) && !spaced(self.out.chars().next_back()) && !text.trim().is_empty() {
            self.out.push(' ');
        }
        if let Some(first) = words.next() {
            self.out.push_str(first);
        }
        for word in words {
            self.out.push(' ');
            self.out.push_str(word);
        }
        if text.ends_with(' ') && !spaced(self.out.chars().next_back()) {
            self.out.push(' ');
        }
    }

    fn tag(&mut self, tag: &str) {
        let (closing, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name = name.split([' ', '/']).next().unwrap_or(name);
        match (name, closing) {
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(first_number(tag))),
            ("ul" | "ol", true) => drop(self.lists.pop()),
            ("tr", false) => self.first_cell = true,
            ("pre", false) => self.verbatim += 1,
            ("pre", true) => self.verbatim = self.verbatim.saturating_sub(1),
            ("a", false) => self.skipped = tag.contains("class=\"back\""),
            ("a", true) => self.skipped = false,
            ("sup", false) => self.out.push('['),
            ("sup", true) => self.out.push(']'),
            _ => {}
        }
        // A line that stands alone follows the one above without a blank line.
        let close = !closing
            && name == "p"
            && (tag.contains("class=\"next-line\"") || tag.contains("class=\"signature\"") && self.signed);
        if name == "p" && !closing {
            self.signed = tag.contains("class=\"signature\"");
        }
        match edge(name) {
            Edge::Block if close => self.end_line(),
            Edge::Block => self.end("\n\n"),
            Edge::Line => self.end("\n"),
            Edge::Cell if !closing => {
                if !std::mem::take(&mut self.first_cell) {
                    self.out.push_str(" | ");
                }
            }
            Edge::Cell | Edge::None => {}
        }
        if (name, closing) == ("li", false) {
            self.item();
        }
    }

    /// Ends a line or a paragraph; inside a list without a blank line.
    fn end(&mut self, with: &str) {
        let with = if self.lists.is_empty() { with } else { "\n" };
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        // The mark of an item waits for its text.
        if self.out[..kept].ends_with('•')
            || self.out.ends_with(". ") && kept + 1 == self.out.len() && self.marked(kept)
        {
            return;
        }
        let ended = if self.out[kept..].contains("\n\n") { "\n\n" } else { with };
        self.out.truncate(kept);
        if kept > 0 {
            self.out.push_str(ended);
        }
    }

    /// Ends a line, even after the end of a paragraph.
    fn end_line(&mut self) {
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(kept);
        if kept > 0 {
            self.out.push('\n');
        }
    }

    fn marked(&self, kept: usize) -> bool {
        let line = self.out[..kept].rsplit('\n').next().unwrap_or_default().trim_start();
        line.strip_suffix('.')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        self.out.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.out.push_str("• "),
        }
    }
}

fn edge(name: &str) -> Edge {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" | "blockquote" | "pre"
        | "dl" | "section" | "div" | "hr" | "figure" => Edge::Block,
        "li" | "tr" | "br" | "dt" | "dd" | "figcaption" | "caption" | "summary" | "details" => Edge::Line,
        "td" | "th" => Edge::Cell,
        _ => Edge::None,
    }
}

pub(super) fn first_number(tag: &str) -> usize {
    let start = tag.split_once("start=\"").and_then(|(_, rest)| rest.split('"').next());
    start.and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// Text with the entities decoded that the writer and the sanitiser produce.
pub(crate) fn decoded(html: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let entity = |name: &str| match name {
        "nbsp" => Some("\u{a0}"),
        _ => resolve_predefined_entity(name),
    };
    unescape_with(html, entity).unwrap_or(Cow::Borrowed(html))
}

#[cfg(test)]
mod tests {
    use super::plain_text;
    use crate::markdown::{ResolvedLink, parse};

    fn plain(markdown: &str) -> String {
        plain_text(&parse(markdown).render(|_, _| ResolvedLink::Url("u".into())))
    }

    #[test]
    fn paragraphs_headings_and_lists_keep_their_lines() {
        let markdown = "## 时间\n\n周六**上午**。\n\n- 1号楼\n- 2号楼\n  1. 东侧\n  2. 西侧\n\n完。\n";
        assert_eq!(plain(markdown), "时间\n\n周六上午。\n\n• 1号楼\n• 2号楼\n  1. 东侧\n  2. 西侧\n\n完。");
        assert_eq!(plain("1. 一\n\n2. 二\n\n3. 三\n"), "1. 一\n2. 二\n3. 三");
    }

    #[test]
    fn lines_that_stand_alone_stay_lines() {
        assert_eq!(
            plain("各位居民：\n　　明天停水。\n\n1、储水\n2、关阀\n"),
            "各位居民：\n\n明天停水。\n\n1、储水\n2、关阀"
        );
        let signed = format!("敬请谅解。\n{0}居委会\n{0}2026年3月2日\n", "　".repeat(12));
        assert_eq!(plain(&signed), "敬请谅解。\n\n居委会\n2026年3月2日");
        assert_eq!(plain("敬请谅解。\n居委会\n2026年3月2日\n"), "敬请谅解。\n居委会\n2026年3月2日");
    }

    #[test]
    fn tables_are_rows_and_pictures_are_left_out() {
        assert_eq!(
            plain("| 楼 | 时间 |\n| --- | --- |\n| 1号楼 | 9:00 |\n\n![图](a.png)\n\n[纪要](b.md)见附件\n"),
            "楼 | 时间\n1号楼 | 9:00\n\n纪要见附件"
        );
    }

    #[test]
    fn footnotes_keep_their_numbers_and_lose_the_way_back() {
        assert_eq!(plain("每平方米82元。[^a]\n\n[^a]: 四舍五入。\n"), "每平方米82元。[1]\n\n1. 四舍五入。");
    }

    #[test]
    fn characters_are_what_was_typed() {
        assert_eq!(plain("a < b & c \"d\" `<x>` &amp;lt;\n"), "a < b & c \"d\" <x> &lt;");
        assert_eq!(plain("one\ntwo *three* four\n"), "one two three four");
        assert_eq!(plain("<b>粗</b><br>行 <span title=\"a > b\">字</span>\n"), "粗\n行 字");
    }
}
