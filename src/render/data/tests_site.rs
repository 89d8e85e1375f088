//! A small site in memory, for the tests of everything that is drawn from a site.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use jiff::civil::date;

use crate::config::{Config, Overrides};
use crate::front::FrontMatter;
use crate::front::verify::Origin;
use crate::render::{Wording, with_texts};
use crate::site::{Content, Entry, GatherOptions, Site};
use crate::source::{Memory, PageReading, SourceTree};
use crate::theme::{BUILT_IN, Theme};
use crate::track::Clock;

/// The settings of most tests.
pub(crate) const CONFIG: &str = "title: 梧桐里\nbase_url: https://example.org/wtl\nissuer: 梧桐里居委会\n";

/// The site with those settings and files (paths below `content/`) at noon on 2026-03-10.
pub(crate) fn site(config: &str, files: &[(&str, &str)]) -> Site {
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.write(&format!("content/{path}"), text);
    }
    let mut tree = SourceTree::read(&memory, PageReading::AtOnce, |_| true);
    let front = FrontMatter::of(config, Origin { file: "site.yaml".into(), offset: 0 });
    let config = Arc::new(Config::parse(&front, &Overrides::default()).unwrap());
    let (content, found) = Content::parse(&mut tree, &memory, &config);
    assert!(found.is_empty(), "{found:#?}");
    let clock = Clock::new(date(2026, 3, 10).at(12, 0, 0, 0));
    let (site, found) = Site::gather(config, clock, content, &tree, &memory, GatherOptions::default());
    assert!(found.is_empty(), "{found:#?}");
    site
}

/// The record with that source.
pub(crate) fn entry<'a>(site: &'a Site, source: &str) -> &'a Entry {
    site.entry(source).unwrap()
}

/// All records, newest first.
pub(crate) fn all(site: &Site) -> Vec<usize> {
    (0..site.entries.len()).collect()
}

/// The result of writing with the words of the built-in theme.
pub(crate) fn worded<R>(lang: &str, write: impl FnOnce(&Wording<'_>) -> R) -> R {
    let (theme, found) = Theme::load(BUILT_IN, &SourceTree::default());
    assert!(found.is_empty(), "{found:#?}");
    let get = |key: &str, args: &FluentArgs<'_>| theme.texts.get(key, Some(args), lang, lang);
    let (made, missing) = with_texts(get, |texts| write(&Wording::new(texts, lang)));
    assert!(missing.is_empty(), "the theme has no {missing:?}");
    made
}

/// Bytes as text.
pub(crate) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}
