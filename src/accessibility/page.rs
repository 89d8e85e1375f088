//! The checks of one page: takes its HTML, gives the counts for each rule.

use std::collections::BTreeSet;

use super::document::{Document, Node};
use super::{Tallies, note};
use crate::site::AccessibilityRule as Rule;

/// Words of a link that do not say where it leads.
const EMPTY_WORDS: [&str; 8] =
    ["点击这里", "点这里", "这里", "更多", "here", "click here", "more", "read more"];

/// Attributes that refer to other elements of the page.
const REFERENCES: [&str; 4] = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];

/// Checks a page.
pub(super) fn inspect(html: &str) -> Tallies {
    let document = Document::parse(html);
    let mut tallies = Tallies::default();
    let checks = [language, title, headings, pictures, labels, links, tables, ids, landmarks, zoom];
    checks.iter().for_each(|check| check(&document, &mut tallies));
    tallies
}

fn language(document: &Document, to: &mut Tallies) {
    let is_tag = |node: &Node| {
        let tag = node.get("lang").unwrap_or_default();
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        tag.split('-').all(is_part)
    };
    for (_, node) in document.elements().filter(|(_, node)| node.name == "html" || node.get("lang").is_some())
    {
        note(to, Rule::Language, is_tag(node));
    }
}

fn title(document: &Document, to: &mut Tallies) {
    // A drawing may also have a title.
    let is_of_page = |at: usize| document.around(at).any(|node| node.name == "head");
    let said = document.named("title").any(|(at, _)| is_of_page(at) && !document.words(at).is_empty());
    note(to, Rule::Title, said);
}

fn headings(document: &Document, to: &mut Tallies) {
    let level =
        |name: &str| name.strip_prefix('h')?.parse::<u8>().ok().filter(|level| (1..=6).contains(level));
    let (mut before, mut first) = (0, 0);
    for (at, level) in document.elements().filter_map(|(at, node)| Some((at, level(&node.name)?))) {
        first += u32::from(level == 1);
        note(to, Rule::Headings, level <= before + 1 && !document.words(at).is_empty());
        before = level;
    }
    note(to, Rule::Headings, first == 1);
}

fn pictures(document: &Document, to: &mut Tallies) {
    for (at, node) in document.elements() {
        let is_fine = match &*node.name {
            "img" => node.get("alt").is_some(),
            "svg" => {
                let is_hidden = |node: &Node| node.get("aria-hidden") == Some("true");
                let has_title = document.inside(at).iter().any(|node| node.name == "title");
                is_named(node) || has_title || is_hidden(node) || document.around(at).any(is_hidden)
            }
            _ => continue,
        };
        note(to, Rule::Pictures, is_fine);
    }
}

/// Whether an element has a name of its own, visible or not.
fn is_named(node: &Node) -> bool {
    ["aria-label", "aria-labelledby", "title"].iter().any(|name| node.says(name))
}

fn labels(document: &Document, to: &mut Tallies) {
    let labelled: BTreeSet<&str> = document.named("label").filter_map(|(_, node)| node.get("for")).collect();
    for (at, node) in document.elements() {
        let is_filled_in = match &*node.name {
            "select" | "textarea" => true,
            "input" => !["hidden", "submit", "button", "reset", "image"]
                .contains(&node.get("type").unwrap_or("text")),
            _ => false,
        };
        if is_filled_in {
            let has_label = node.get("id").is_some_and(|id| labelled.contains(id))
                || document.around(at).any(|node| node.name == "label");
            note(to, Rule::Labels, has_label || is_named(node));
        }
    }
}

fn links(document: &Document, to: &mut Tallies) {
    for (at, node) in document.elements() {
        let leads = match &*node.name {
            "a" => node.get("href").is_some(),
            "button" | "summary" => true,
            _ => false,
        };
        if leads {
            let words = document.words(at).to_lowercase();
            let says = !words.is_empty() && !EMPTY_WORDS.contains(&&*words);
            note(to, Rule::Links, says || is_named(node));
        }
    }
}

fn tables(document: &Document, to: &mut Tallies) {
    for (at, node) in document.named("table").filter(|(_, node)| node.get("role") != Some("presentation")) {
        let has_heads = document.inside(at).iter().any(|node| node.name == "th");
        note(to, Rule::Tables, has_heads || node.get("role") == Some("none"));
    }
}

fn ids(document: &Document, to: &mut Tallies) {
    let mut known = BTreeSet::new();
    for id in document.elements().filter_map(|(_, node)| node.get("id")) {
        note(to, Rule::Ids, known.insert(id));
    }
    for (_, node) in document.elements() {
        let named = REFERENCES.iter().filter_map(|name| node.get(name)).flat_map(str::split_ascii_whitespace);
        named.for_each(|id| note(to, Rule::Ids, known.contains(id)));
        // `#` alone leads to the top of the page.
        let own = node.get("href").and_then(|address| address.strip_prefix('#')).filter(|id| !id.is_empty());
        if let Some(id) = own {
            let id = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
            note(to, Rule::Ids, known.contains(&*id));
        }
    }
}

fn landmarks(document: &Document, to: &mut Tallies) {
    let mains: Vec<&Node> = document.named("main").map(|(_, node)| node).collect();
    note(to, Rule::Landmarks, mains.len() == 1);
    let first = document.named("a").find_map(|(_, node)| node.get("href"));
    let main = mains.first().and_then(|main| main.get("id"));
    let skips = first.and_then(|first| first.strip_prefix('#')).is_some_and(|first| Some(first) == main);
    note(to, Rule::Landmarks, skips);
    let menus: Vec<&Node> = document.named("nav").map(|(_, node)| node).collect();
    menus.iter().for_each(|menu| note(to, Rule::Landmarks, menus.len() == 1 || is_named(menu)));
}

fn zoom(document: &Document, to: &mut Tallies) {
    let content = document.named("meta").find(|(_, node)| node.get("name") == Some("viewport"));
    let content = content.and_then(|(_, node)| node.get("content")).unwrap_or_default().replace(' ', "");
    let is_kept = |part: &str| match part.split_once('=') {
        Some(("user-scalable", value)) => ["no", "0"].contains(&value),
        Some(("maximum-scale", value)) => ["0", "1", "1.0"].contains(&value),
        _ => false,
    };
    note(to, Rule::Zoom, !content.to_ascii_lowercase().split([',', ';']).any(is_kept));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page without faults, with `body` in its main part.
    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=\"zh-Hans\"><head><title>电梯</title><meta name=viewport \
             content=\"width=device-width, initial-scale=1\"></head><body><a href=\"#main\">跳到正文</a>\
             <nav>…</nav><main id=main><h1>电梯</h1>{body}</main></body></html>"
        )
    }

    /// The rules that a page breaks.
    fn faults(html: &str) -> Vec<&'static str> {
        let tallies = inspect(html);
        let faulty = Rule::ALL.into_iter().filter(|rule| tallies[*rule as usize].faults > 0);
        faulty.map(Rule::name).collect()
    }

    #[test]
    fn a_page_that_keeps_every_rule_has_no_fault_and_was_looked_at() {
        let html = page(
            "<h2>检修</h2><p lang=en>Lift <a href=\"#ids\" id=ids>of building 2</a></p><img src=a alt=\"\">\
             <svg aria-hidden=true></svg><label>词<input></label><table><tr><th>日期</table><button>找</button>",
        );
        assert_eq!(faults(&html), [""; 0]);
        let tallies = inspect(&html);
        let of_pages = &Rule::ALL[..Rule::Contrast as usize];
        assert!(of_pages.iter().all(|rule| tallies[*rule as usize].looked_at > 0), "{tallies:?}");
    }

    #[test]
    fn each_fault_is_found() {
        for (body, rule) in [
            ("<p lang=\"\">x", "language"),
            ("<h3>检修</h3>", "headings"),
            ("<h2> </h2>", "headings"),
            ("<h1>二</h1>", "headings"),
            ("<img src=a>", "pictures"),
            ("<svg></svg>", "pictures"),
            ("<input type=search>", "labels"),
            ("<select><option>1</select>", "labels"),
            ("<a href=b.html></a>", "links"),
            ("<a href=b.html>Click here</a>", "links"),
            ("<button></button>", "links"),
            ("<table><tr><td>1</table>", "tables"),
            ("<p id=main>", "ids"),
            ("<label for=nowhere>词</label>", "ids"),
            ("<a href=\"#nowhere\">下文</a>", "ids"),
            ("<nav>…</nav>", "landmarks"),
        ] {
            assert_eq!(faults(&page(body)), [rule], "{body}");
        }
        for (from, to, rule) in [
            ("<html lang=\"zh-Hans\">", "<html>", "language"),
            ("<title>电梯</title>", "<title> </title>", "title"),
            ("initial-scale=1", "user-scalable=no", "zoom"),
            ("initial-scale=1", "maximum-scale=1.0", "zoom"),
            ("href=\"#main\"", "href=\"index.html\"", "landmarks"),
            ("<main id=main>", "<main id=main></main><main>", "landmarks"),
        ] {
            assert_eq!(faults(&page("").replace(from, to)), [rule], "{to}");
        }
    }

    #[test]
    fn pages_of_no_sense_are_looked_at_all_the_same() {
        for html in ["", "<", "</p></p><li><td><a href", "<title>", "<script><h1>", "文<b><i></b>"] {
            assert!(faults(html).contains(&"title"), "{html}");
        }
    }
}
