//! Which photos are decoded, counted: each once, and never again while it stays the same.

use super::common::Site;
use super::made::{self, scene};

/// Photos upright and not, large and small, each with its record.
fn album(count: usize) -> Site {
    let mut site = Site::new();
    for number in 0..count {
        let upright = scene(640 + number as u32, 480);
        let orientation = if number % 3 == 0 { 6 } else { 1 };
        let photo = made::telling(&made::jpeg(&made::lying(&upright, orientation)), orientation);
        site.write(&format!("content/notices/photo-{number}.jpg"), photo).write(
            &format!("content/notices/{number}.md"),
            format!("---\ntitle: 照片{number}\ndate: 2026-11-20\n---\n![图](photo-{number}.jpg)\n"),
        );
    }
    site
}

#[test]
fn a_photo_that_stays_the_same_is_never_decoded_again() {
    let mut site = album(9);
    // Three of them have to be turned before anything can be told of them.
    assert_eq!(site.build().decoded, 9 + 3);
    // A record is edited, the clock goes on, a theme's text changes.
    site.write("content/notices/new.md", "---\ntitle: 新公告\ndate: 2026-11-21\n---\n正文。\n");
    let again = site.today("2026-11-24").build();
    assert_eq!(again.decoded, 0);
    again
        .rendered_with(["notices/new.html"])
        .rendered_without(["notices/photo-0.jpg", "notices/photo-0.480w.jpg"]);
    site.is_as_clean();
    // One photo is another; the rest stay.
    let other = made::telling(&made::jpeg(&made::lying(&scene(900, 600), 3)), 3);
    let again = site.write("content/notices/photo-1.jpg", other).build();
    assert_eq!(again.decoded, 2);
    again.rendered_with(["notices/photo-1.jpg", "notices/photo-1.480w.jpg", "notices/1.html"]);
    again.rendered_without(["notices/photo-0.jpg", "notices/photo-2.480w.jpg", "notices/0.html"]);
    site.is_as_clean();
}

#[test]
fn photos_come_and_go_with_their_records() {
    let mut site = album(3);
    site.build();
    site.edit("content/notices/0.md", "date:", "draft: true\ndate:").build();
    let published = |site: &Site, part: &str| site.out.keys().any(|path| path.contains(part));
    assert!(!published(&site, "photo-0") && published(&site, "photo-1.480w"));
    site.is_as_clean();
    site.edit("content/notices/0.md", "draft: true\ndate:", "date:").build();
    assert!(published(&site, "photo-0.480w"));
    site.is_as_clean();
    site.rename("content/notices/photo-2.jpg", "content/notices/gate.jpg");
    site.edit("content/notices/2.md", "photo-2.jpg", "gate.jpg").build();
    assert!(published(&site, "gate.480w") && !published(&site, "photo-2"));
    site.is_as_clean();
}
