//! What a check of accessibility found, as files by chance say it.

use super::Site;
use super::random::Random;

const FILE: &str = "accessibility.yaml";

/// One edit of it by chance; says what it was.
pub fn edit(random: &mut Random, site: &mut Site) -> String {
    if random.once_in(4) {
        site.files.remove(FILE);
        return format!("took {FILE} away");
    }
    let (day, faults) = (1 + random.below(28), random.below(3));
    let pages = if faults > 0 { "    on_pages: [index.html]\n" } else { "" };
    site.write(
        FILE,
        format!(
            "checked: 2026-11-{day:02}\npages: 40\nresults:\n  - rule: links\n    looked_at: 9\n    \
             faults: {faults}\n{pages}"
        ),
    );
    format!("checked on day {day}: {faults} faults")
}
