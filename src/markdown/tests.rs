//! Stories about whole bodies: what an author writes, what neighbours see.

mod blocks;
mod chinese_lines;
mod emphasis;
mod headings;
mod hostile;
mod line_breaks;
mod links;
mod lost;
mod raw_html;

use super::{Body, LinkKind, Problem, ProblemKind, ResolvedLink, parse};

/// The page, in which every local link leads to `U` followed by its path.
fn page(text: &str) -> String {
    parse(text)
        .render(|_, link| {
            let fragment = link.fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
            ResolvedLink::Url(format!("U{}{fragment}", link.path))
        })
        .into_owned()
}

/// The page without the tags of its only paragraph.
fn line(text: &str) -> String {
    let page = page(text);
    let inner = page.strip_prefix("<p>").and_then(|page| page.strip_suffix("</p>\n"));
    inner.unwrap_or(&page).to_owned()
}

fn reported(text: &str) -> Vec<(ProblemKind, String, String)> {
    let problems = parse(text).problems.into_iter();
    problems.map(|Problem { kind, span, what, .. }| (kind, text[span].to_owned(), what)).collect()
}

#[test]
fn a_line_that_ends_in_a_carriage_return_alone_is_not_taken_for_the_next_but_one() {
    let html = parse("甲方的话很长很长。\r乙方的话。\n新福居民委员会\n2026年11月1日\n").html;
    let between = html.split("甲方的话很长很长。").nth(1).and_then(|rest| rest.split("乙方").next());
    assert!(between.is_some_and(|between| !between.contains('<')), "{html}");
}

#[test]
fn so_many_brackets_are_followed_and_no_more() {
    let problems = |count: usize| parse(&"[图] (a.pdf)\n".repeat(count)).problems.len();
    assert_eq!(problems(1_000), 1_000);
    let many = problems(110_000);
    assert!((1_000..110_000).contains(&many), "{many}");
}
