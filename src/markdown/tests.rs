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

use super::{Body, LinkKind, Problem, ProblemKind, Resolved, parse};

/// The page with every local link leading to `U` and its path.
fn page(text: &str) -> String {
    parse(text)
        .render(|_, link| {
            let fragment = link.fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
            Resolved::Url(format!("U{}{fragment}", link.path))
        })
        .into_owned()
}

/// The page without its only paragraph's tags.
fn line(text: &str) -> String {
    let page = page(text);
    let inner = page.strip_prefix("<p>").and_then(|page| page.strip_suffix("</p>\n"));
    inner.unwrap_or(&page).to_owned()
}

fn told(text: &str) -> Vec<(ProblemKind, String, String)> {
    let problems = parse(text).problems.into_iter();
    problems.map(|Problem { kind, span, what, .. }| (kind, text[span].to_owned(), what)).collect()
}
