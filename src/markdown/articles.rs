//! The numbered articles of a body, as in rules and covenants: takes a finished body; gives each article an
//! anchor named after its number, and its own text. Never looks at the Markdown again.
//!
//! Articles are numbered in one of the usual ways; the first in this list that the body uses decides: `第三条`
//! or `Article 3`; `三、`; the items of a numbered list. Without any of them each heading begins an article.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lines::number;
use super::plain::{first_number, plain_text, tag_end};
use super::{Anchor, Anchors, Body, LocalLink, Problem, ProblemKind};

/// An article, or the text before the first one, or text between two with a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its anchor, the same in every version and every language: `article-3` for `第三条` and `Article 3`,
    /// `article-3-1` for `第三条之一`; for a heading without a number, that of the heading. Empty for the text
    /// before all articles.
    pub id: String,
    /// Its name, as written: `第三条`; for a heading, its words.
    pub name: String,
    /// Its text without its number, one line per paragraph.
    pub text: String,
}

/// How the articles of a body are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// `第三条`, `Article 3`.
    Articles,
    /// `三、`.
    Han,
    /// The items of a list.
    Items,
    /// By headings only, without numbers.
    Headings,
}

/// A paragraph, heading, list or other top-level block of a body, or an item of a top-level list.
struct Block<'h> {
    name: &'h str,
    /// The opening tag.
    tag: Range<usize>,
    /// The end of its closing tag.
    end: usize,
    /// The number of an item of a numbered list.
    item: Option<usize>,
}

/// Where an article begins.
struct Start {
    /// Its position in the HTML.
    at: usize,
    /// Where its text begins: after the number.
    text: usize,
    id: String,
    name: String,
    /// The anchor that it has already, as a heading.
    heading: Option<String>,
    /// The part of its tag that the anchor replaces.
    anchor: Range<usize>,
    /// Whether it is an item of a list.
    is_item: bool,
}

impl Body {
    /// The same body with an anchor for each of its articles, and a problem for each that repeats the
    /// number of an earlier one; `markdown` is the text that the body was made from.
    pub fn with_articles(mut self, markdown: &str) -> Body {
        let starts = self.article_starts();
        self.articles = articles(&self.html, &starts);
        self.problems.extend(repeated(&self.articles, markdown));
        let mut anchors = self.anchors.to_vec();
        let headings: HashMap<String, usize> =
            anchors.iter().enumerate().rev().map(|(at, anchor)| (anchor.id.clone(), at)).collect();
        for start in &starts {
            // A heading's anchor is renamed; other articles get a new one.
            let own = start.heading.as_ref().and_then(|id| headings.get(id));
            match own.and_then(|at| anchors.get_mut(*at)) {
                Some(anchor) => anchor.id.clone_from(&start.id),
                None => {
                    let (id, text) = (start.id.clone(), start.name.clone());
                    anchors.push(Anchor { id, text, level: LEVEL, span: 0..0 });
                }
            }
        }
        self.anchors = Anchors::of(anchors);
        let edit = |start: &Start| (start.anchor.clone(), format!(" id=\"{}\"", start.id));
        let edits: Vec<(Range<usize>, String)> = starts.iter().map(edit).collect();
        self.html = super::splice(&self.html, &edits);
        let moved = Moved::by(&edits);
        self.links.iter_mut().flat_map(LocalLink::places).for_each(|place| *place = moved.place(*place));
        self
    }

    fn article_starts(&self) -> Vec<Start> {
        let blocks = blocks(&self.html);
        let begins = |numbering: Numbering| -> Vec<Start> {
            blocks.iter().filter_map(|block| start(&self.html, block, numbering)).collect()
        };
        let ways = [Numbering::Articles, Numbering::Han, Numbering::Items];
        let numbered = ways.into_iter().map(begins).find(|starts| {
            // Two lists that both begin with 1 do not number articles; two articles with the same number
            // are a slip.
            starts.iter().any(|start| start.id.starts_with(NUMBERED)) && is_a_series(starts)
        });
        let mut starts = numbered.unwrap_or_else(|| begins(Numbering::Headings));
        let mut count: HashMap<String, usize> = HashMap::new();
        for start in &mut starts {
            let of_that_name = count.entry(start.id.clone()).or_default();
            *of_that_name += 1;
            if *of_that_name > 1 {
                start.id = format!("{}_{of_that_name}", start.id);
            }
        }
        starts
    }
}

/// The level of an article that is not a heading: below all headings.
const LEVEL: u8 = 6;

/// The beginning of the anchor of a numbered article.
const NUMBERED: &str = "article-";

/// Whether the items' numbers are those of a single list, even if other blocks interrupt it.
fn is_a_series(starts: &[Start]) -> bool {
    let mut items = starts.iter().filter(|start| start.is_item).map(|start| &start.id);
    let mut seen = HashSet::new();
    items.all(|id| seen.insert(id))
}

/// The anchor for a fragment that gives the number of an article: `第三条`, `Article 3`.
pub(super) fn id_of(fragment: &str) -> Option<String> {
    let (id, length) = article(fragment.trim()).or_else(|| han(fragment.trim()))?;
    (length == fragment.trim().len()).then_some(id)
}

/// The top-level blocks, in order; of lists, their items.
fn blocks(html: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut open): (Vec<Block<'_>>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let (mut at, mut number) = (0, None);
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let tag = &html[start..];
        let end = start + tag_end(tag) + 1;
        at = end.min(html.len());
        if let Some(name) = tag.strip_prefix("</") {
            if let Some(block) = open.pop().flatten().and_then(|index| blocks.get_mut(index)) {
                block.end = at;
            }
            if open.is_empty() && name.starts_with("ol") {
                number = None;
            }
            continue;
        }
        let name = tag[1..].split([' ', '>', '/']).next().unwrap_or_default();
        if VOID.contains(&name) {
            continue;
        }
        if open.is_empty() && name == "ol" {
            number = Some(first_number(&tag[..end - start]));
        }
        let item = (open.len() == 1 && name == "li").then(|| number.replace(number? + 1)).flatten();
        let index = (open.is_empty() || item.is_some()).then_some(blocks.len());
        if index.is_some() {
            blocks.push(Block { name, tag: start..at, end: html.len(), item });
        }
        open.push(index);
    }
    blocks
}

/// Elements without an end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];

/// The article that a block begins, if it begins one.
fn start(html: &str, block: &Block<'_>, numbering: Numbering) -> Option<Start> {
    let Range { start: at, end: inner } = block.tag;
    let tag = &html[at..inner];
    let own =
        tag.split_once(" id=\"").and_then(|(before, rest)| Some((before.len(), rest.split('"').next()?)));
    let is_heading = block.name.len() == 2 && block.name.starts_with('h');
    let (anchor, length) =
        own.map_or((1 + block.name.len(), 0), |(at, id)| (at, " id=\"\"".len() + id.len()));
    let begins = |id: String, name: String, text: usize| Start {
        at,
        text,
        id,
        name,
        heading: own.filter(|_| is_heading).map(|(_, id)| id.to_owned()),
        anchor: at + anchor..at + anchor + length,
        is_item: block.item.is_some(),
    };
    if let Some(item) = block.item {
        let is_counted = numbering == Numbering::Items;
        return is_counted.then(|| begins(format!("{NUMBERED}{item}"), format!("{item}."), at));
    }
    let from = inside(html, inner);
    let words = html.get(from..block.end).unwrap_or_default();
    let numbered = match numbering {
        Numbering::Articles => article(words),
        Numbering::Han => han(words),
        Numbering::Items | Numbering::Headings => None,
    };
    match (numbered.filter(|_| is_heading || block.name == "p"), own.filter(|_| is_heading)) {
        (Some((id, length)), _) => {
            Some(begins(id, words[..length].trim_end_matches('、').to_owned(), from + length))
        }
        (None, Some((_, id))) => Some(begins(id.to_owned(), plain_text(&html[at..block.end]), block.end)),
        (None, None) => None,
    }
}

/// Where the words of a block begin, after the tags of emphasis.
fn inside(html: &str, mut at: usize) -> usize {
    loop {
        let rest = &html[at..];
        let blank = rest.len() - rest.trim_start().len();
        match ["<strong>", "<em>"].into_iter().find(|tag| rest[blank..].starts_with(tag)) {
            Some(tag) => at += blank + tag.len(),
            None => return at + blank,
        }
    }
}

/// `第三条`, `第三条之一` or `Article 3` at the beginning: gives the anchor and the length.
fn article(words: &str) -> Option<(String, usize)> {
    if let Some(rest) = words.strip_prefix('第') {
        let (main, _, rest) = number(rest)?;
        let rest = rest.strip_prefix('条')?;
        let further = rest.strip_prefix('之').and_then(number);
        let (id, rest) = match further {
            Some((sub, _, rest)) => (format!("{NUMBERED}{main}-{sub}"), rest),
            None => (format!("{NUMBERED}{main}"), rest),
        };
        return ends_number(rest).then(|| (id, words.len() - rest.len()));
    }
    let (head, rest) = words.split_at_checked("Article".len())?;
    let rest = rest.strip_prefix([' ', '\u{a0}']).filter(|_| head.eq_ignore_ascii_case("Article"))?;
    let (main, is_han, rest) = number(rest)?;
    (!is_han && ends_number(rest)).then(|| (format!("{NUMBERED}{main}"), words.len() - rest.len()))
}

/// `三、` at the beginning.
fn han(words: &str) -> Option<(String, usize)> {
    let (number, is_han, rest) = number(words)?;
    let rest = rest.strip_prefix('、').filter(|_| is_han)?;
    Some((format!("{NUMBERED}{number}"), words.len() - rest.len()))
}

/// Whether a number ends here: `第三条规定的` is a sentence and not an article.
fn ends_number(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || "：:、.。，,—–-<（(【".contains(c))
}

/// The articles with these beginnings; each ends where the next begins.
fn articles(html: &str, starts: &[Start]) -> Box<[Article]> {
    let first = starts.first().map_or(html.len(), |start| start.at);
    let before = Article { id: String::new(), name: String::new(), text: said(&html[..first]) };
    let ends = starts.iter().skip(1).map(|start| start.at).chain([html.len()]);
    let article = |(start, end): (&Start, usize)| Article {
        id: start.id.clone(),
        name: start.name.clone(),
        text: said(&html[start.text.min(end)..end]),
    };
    let own = starts.iter().zip(ends).map(article);
    Some(before).filter(|before| !before.text.is_empty()).into_iter().chain(own).collect()
}

/// The articles that repeat the number of an earlier one. A chapter may restart with `一、`, but numbers of
/// articles run through the whole text.
fn repeated(articles: &[Article], markdown: &str) -> Vec<Problem> {
    let (mut places, mut count) = (HashMap::new(), HashMap::new());
    let mut problems = Vec::new();
    for Article { id, name, .. } in articles {
        let Some(number) = id.split('_').next().filter(|number| number.starts_with(NUMBERED)) else {
            continue;
        };
        let before: &mut usize = count.entry(number).or_default();
        *before += 1;
        if *before == 1 || self::article(name).is_none() {
            continue;
        }
        if places.is_empty() {
            places = numbered_lines(markdown);
        }
        let span = places.get(number).and_then(|places| places.get(*before - 1)).cloned();
        problems.push(Problem {
            kind: ProblemKind::ArticleTwice,
            span: span.unwrap_or(0..0),
            what: name.clone(),
            right: String::new(),
        });
    }
    problems
}

/// The lines of a Markdown text that begin with the number of an article, after nothing but marks; by
/// number.
fn numbered_lines(markdown: &str) -> HashMap<String, Vec<Range<usize>>> {
    let mut places: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    let mut end = 0;
    for line in markdown.split_inclusive('\n') {
        end += line.len();
        let words = line.trim_start_matches(|c: char| c.is_whitespace() || "#*_>".contains(c));
        // Ignoring the marks that close emphasis around the number.
        if let Some((number, length)) = article(&words.replace(['*', '_'], "")) {
            let start = end - words.len();
            places.entry(number).or_default().push(start..start + length);
        }
    }
    places
}

/// The text of an article after its number and separators, or of a list item without its mark.
fn said(html: &str) -> String {
    // A tag that closes emphasis around the number has no opening tag here.
    let html = html.trim_start().trim_start_matches("</strong>").trim_start_matches("</em>");
    let text = plain_text(html);
    let text = text.trim_start_matches("• ");
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "：:、.。，—–-".contains(c));
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Converts positions in a text to positions after edits.
struct Moved(Vec<(usize, usize, usize)>);

impl Moved {
    /// For each edit, its end and the total lengths added and removed up to there.
    fn by(edits: &[(Range<usize>, String)]) -> Moved {
        let (mut added, mut taken) = (0, 0);
        let after = edits.iter().map(|(range, text)| {
            added += text.len();
            taken += range.len();
            (range.end, added, taken)
        });
        Moved(after.collect())
    }

    fn place(&self, place: usize) -> usize {
        let before = self.0.partition_point(|(end, ..)| *end <= place);
        let (_, added, taken) = before.checked_sub(1).and_then(|at| self.0.get(at)).unwrap_or(&(0, 0, 0));
        place + added - taken
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ResolvedLink, parse};
    use super::*;

    fn names(body: &Body) -> Vec<(&str, &str, &str)> {
        body.articles.iter().map(|one| (&*one.id, &*one.name, &*one.text)).collect()
    }

    fn of(markdown: &str) -> Body {
        parse(markdown).with_articles(markdown)
    }

    #[test]
    fn articles_have_anchors_named_after_their_numbers() {
        let body =
            of("总说明。\n\n第一条　轿厢内不吸烟。\n\n第十二条：不推电动车，\n见[第一条](#第一条)。\n\n\
                       **第十二条之一** 不超载。\n");
        assert_eq!(
            names(&body),
            [
                ("", "", "总说明。"),
                ("article-1", "第一条", "轿厢内不吸烟。"),
                ("article-12", "第十二条", "不推电动车，见第一条。"),
                ("article-12-1", "第十二条之一", "不超载。"),
            ]
        );
        let html = body.render(|_, _| ResolvedLink::Url("#article-1".into())).into_owned();
        assert!(
            html.contains("<p id=\"article-12\">第十二条：不推电动车，见<a href=\"#article-1\">"),
            "{html}"
        );
        assert!(html.contains("<p id=\"article-12-1\"><strong>第十二条之一</strong>"), "{html}");
        assert_eq!(body.anchor("第十二条").unwrap().id, "article-12");
        assert_eq!(body.anchor("article-12-1").unwrap().text, "第十二条之一");
        assert!(body.anchor("第三条").is_none());
    }

    #[test]
    fn headings_give_their_anchor_to_the_number_and_are_found_by_their_words() {
        let body =
            of("## 第一章 总则\n\n### 第一条 依据\n\n依据民法典。\n\n### 第二条 范围\n\n1. 楼道\n2. 电梯\n");
        assert_eq!(
            names(&body),
            [
                ("di-yi-zhang-zong-ze", "第一章 总则", ""),
                ("article-1", "第一条", "依据\n依据民法典。"),
                ("article-2", "第二条", "范围\n1. 楼道\n2. 电梯"),
            ]
        );
        assert!(body.html.contains("<h3 id=\"article-1\">"), "{}", body.html);
        for fragment in ["第一条 依据", "di-yi-tiao-yi-ju", "第一条", "article-1"] {
            assert_eq!(body.anchor(fragment).unwrap().id, "article-1", "{fragment}");
        }
    }

    #[test]
    fn english_articles_have_the_same_anchors() {
        let body =
            of("### Article 1 Basis\n\nThe Civil Code.\n\nArticle 2: Stairs.\n\nArticle 2 of the code.\n");
        assert_eq!(
            names(&body),
            [
                ("article-1", "Article 1", "Basis\nThe Civil Code."),
                ("article-2", "Article 2", "Stairs."),
                ("article-2_2", "Article 2", "of the code."),
            ]
        );
    }

    #[test]
    fn other_numbers_count_where_there_are_no_articles() {
        let han = of("一、先出后进。\n\n二、不吸烟。\n");
        assert_eq!(names(&han), [("article-1", "一", "先出后进。"), ("article-2", "二", "不吸烟。")]);
        let list = of("我们约定：\n\n1. 先出后进。\n2. 不吸烟。\n");
        assert_eq!(
            names(&list),
            [("", "", "我们约定："), ("article-1", "1.", "先出后进。"), ("article-2", "2.", "不吸烟。")]
        );
        assert!(list.html.contains("<li id=\"article-2\">不吸烟。"), "{}", list.html);
        let headings = of("## 楼道\n\n1. 不堆物。\n\n## 电梯\n\n1. 不吸烟。\n");
        assert_eq!(
            names(&headings),
            [("lou-dao", "楼道", "1. 不堆物。"), ("dian-ti", "电梯", "1. 不吸烟。")]
        );
        assert_eq!(headings.anchors.len(), 2);
    }

    #[test]
    fn a_number_that_two_articles_have_is_reported_at_the_second() {
        let text = "第一条　依据第二条。\n\n第二条 楼道\n\n**第二条** 电梯\n\n第二条之一 车棚\n";
        let body = of(text);
        let problems: Vec<_> =
            body.problems.iter().map(|one| (one.kind, one.span.clone(), &*one.what)).collect();
        let at = text.rfind("**第二条**").unwrap() + 2;
        assert_eq!(problems, [(ProblemKind::ArticleTwice, at..at + "第二条".len(), "第二条")]);
        // In any spelling of the number.
        let text = "第三条 楼道\n\n第3条 电梯\n";
        assert_eq!(of(text).problems[0].span.start, text.rfind("第3条").unwrap());
        let chapters = of("## 楼道\n\n一、不堆物。\n\n## 电梯\n\n一、不吸烟。\n");
        assert!(chapters.problems.is_empty(), "{:?}", chapters.problems);
    }

    #[test]
    fn what_only_looks_like_an_article_is_none() {
        let body = of("> 第一条 引文\n\n第一条规定的事。\n\n- 第二条 在列表里\n");
        assert_eq!(names(&body), [("", "", "第一条 引文\n第一条规定的事。\n• 第二条 在列表里")]);
        assert_eq!(body.html, parse("> 第一条 引文\n\n第一条规定的事。\n\n- 第二条 在列表里\n").html);
    }
}
