//! The index of search follows every text: of a small site with the page, of a large one behind it.

use super::common::Site;
use super::common::random::Random;
use super::common::watched::Watched;

fn site(notices: usize) -> Site {
    let mut site = Site::new();
    for at in 1..=notices {
        let (month, day) = (1 + at % 12, 1 + at % 28);
        site.write(
            &format!("content/notices/n{at:03}.md"),
            format!(
                "---\ntitle: 第{at}号公告\ndate: 2025-{month:02}-{day:02}\n---\n请带证件。\n\n第{at}号的正文。\n"
            ),
        );
    }
    site.build();
    site
}

fn is_index(path: &str) -> bool {
    path.starts_with("search/")
}

#[test]
fn the_index_of_a_small_site_is_one_file_that_follows_each_edit() {
    let mut site = site(3);
    assert_eq!(site.out.keys().filter(|path| is_index(path)).count(), 1);
    assert!(site.output("search/index.js").contains("第2号的正文"));
    let run = site.edit("content/notices/n002.md", "第2号的正文", "改过的正文").build();
    assert_eq!(run.drawn, ["notices/n002.html", "search/index.js"]);
    assert!(site.output("search/index.js").contains("改过的正文"));
    site.is_as_clean();
}

#[test]
fn what_was_withdrawn_is_in_no_index_and_a_site_may_do_without() {
    let mut site = site(3);
    site.edit("content/notices/n002.md", "title:", "withdrawn: {date: 2026-01-01, why: 误发}\ntitle:")
        .build();
    assert!(!site.output("search/index.js").contains("第2号"));
    site.write("site.yaml", "title: 新福居民区公告栏\nsearch: false\n").build();
    assert!(!site.out.keys().any(|path| is_index(path) || path.starts_with("search.")));
    assert!(!site.output("index.html").contains("search.html"));
    site.is_as_clean();
}

#[test]
fn a_watch_draws_the_index_of_a_large_site_behind_its_pages() {
    let mut site = site(310);
    assert!(site.out.keys().filter(|path| is_index(path)).count() > 100);
    let (mut watched, mut random) = (Watched::new(), Random(5));
    watched.put_off_index();
    watched.follow(&site, &mut random).unwrap_or_else(|run| panic!("{}", run.report()));
    assert!(watched.draw_index(&site).is_none(), "the first build draws all");
    site.edit("content/notices/n009.md", "第9号的正文", "改过的正文");
    site.write("content/notices/new.md", "---\ntitle: 新的\ndate: 2026-11-01\n---\n新的正文。\n");
    let pages = watched.follow(&site, &mut random).unwrap_or_else(|run| panic!("{}", run.report()));
    assert!(pages.written.iter().any(|path| path == "notices/n009.html"));
    site.build();
    let run = watched.draw_index(&site).expect("an index that is late");
    assert!(run.written.iter().all(|path| is_index(path)), "{:?}", run.written);
    assert_eq!(watched.output.difference(&site), None);
    site.is_as_clean();
}

#[test]
fn an_index_that_was_put_off_is_made_good_by_the_next_build() {
    let mut site = site(310);
    let (mut watched, mut random) = (Watched::new(), Random(6));
    watched.put_off_index();
    watched.follow(&site, &mut random).unwrap_or_else(|run| panic!("{}", run.report()));
    site.edit("content/notices/n009.md", "第9号的正文", "改过的正文");
    let pages = watched.follow(&site, &mut random).unwrap_or_else(|run| panic!("{}", run.report()));
    assert_eq!(pages.written, ["notices/n009.html"]);
    // The watch ends here; another process goes on from what it left.
    (site.out, site.manifest) = (watched.output.out, watched.output.manifest);
    site.build();
    site.is_as_clean();
}
