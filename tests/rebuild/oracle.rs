//! The oracle: whatever happened to a site, one edit after another, its output is what a clean build of it
//! gives, and so is the output of a watch that was only told which paths to read again.

use std::collections::BTreeMap;

use lilong::diag::any_error;

use super::common::Site;
use super::common::random::Random;
use super::common::watched::Watched;
use super::common::world::World;

/// Edits of each run.
const STEPS: usize = 150;

/// Makes edits by chance; gives what went wrong, in words. After a difference it goes on from the clean
/// output, so that one run tells all that it can find.
fn run(seed: u64, own_theme: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut random = Random(seed);
    let mut world = World::new(&mut random, own_theme);
    world.site.build();
    let mut watched = Watched::new();
    watched
        .follow(&world.site, &mut random)
        .unwrap_or_else(|run| panic!("the site does not build:\n{}", run.report()));
    let (main, mut branch) = (world.clone(), world.clone());
    let mut history = Vec::new();
    let mut built = 0;
    for step in 0..STEPS {
        let before = world.clone();
        let breaking = random.once_in(12);
        let edits = 1 + random.below(2);
        let mut reported = Vec::new();
        if random.once_in(20) {
            let other =
                if random.once_in(3) { main.clone() } else { std::mem::replace(&mut branch, world.clone()) };
            world.check_out(&other);
            reported.push("another branch".to_owned());
        }
        for _ in 0..edits {
            reported.push(if breaking { world.break_it(&mut random) } else { world.edit(&mut random) });
        }
        history.push(format!("{step}: {}", reported.join("; ")));
        let tail = || history[history.len().saturating_sub(6)..].join("\n");
        let published = (world.site.out.clone(), world.site.manifest.clone());
        let tried = world.site.try_build();
        let watching = watched.follow(&world.site, &mut random);
        let mut clean = Site { out: BTreeMap::new(), manifest: None, ..world.site.clone() };
        let cleanly = clean.try_build();
        if let Some(fault) = watched.fault(&watching, &tried, &cleanly, &clean) {
            faults.push(format!("seed {seed}, after\n{}\n{fault}", tail()));
            watched = Watched::new();
            let _ = watched.follow(&world.site, &mut random);
        }
        match (tried, cleanly) {
            (Ok(run), Ok(cleanly)) => {
                built += 1;
                if let Some(difference) = world.site.difference(&clean) {
                    faults.push(format!(
                        "seed {seed}, after\n{}\nthe rebuild differs from a clean build in {difference}",
                        tail()
                    ));
                    (world.site.out, world.site.manifest) = (clean.out, clean.manifest);
                }
                assert_eq!(run.report(), cleanly.report(), "seed {seed}: other warnings after\n{}", tail());
                assert!(!breaking, "seed {seed}: built although\n{}", tail());
            }
            (Err(run), Err(cleanly)) => {
                assert!(
                    any_error(&run.found),
                    "seed {seed}: refused without an error after\n{}\n{}",
                    tail(),
                    run.report()
                );
                assert!(
                    published == (world.site.out.clone(), world.site.manifest.clone()),
                    "seed {seed}: an error, and yet something was published, after\n{}",
                    tail()
                );
                if breaking
                    || cleanly.drawn.is_empty()
                        && run.codes().iter().all(|code| !code.starts_with("template"))
                {
                    assert_eq!(
                        run.report(),
                        cleanly.report(),
                        "seed {seed}: other mistakes after\n{}",
                        tail()
                    );
                }
                let (out, manifest) = (world.site.out.clone(), world.site.manifest.clone());
                world = before;
                (world.site.out, world.site.manifest) = (out, manifest);
            }
            (run, _) => panic!(
                "seed {seed}: a rebuild {} where a clean build does not, after\n{}",
                if run.is_ok() { "passes" } else { "fails" },
                tail()
            ),
        }
    }
    assert!(built > STEPS / 2, "only {built} of {STEPS} edits could be built: the test tests nothing");
    faults
}

fn none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} times a rebuild was not what a clean build is; the first of them:\n\n{}",
        faults.len(),
        faults[..faults.len().min(12)].join("\n\n")
    );
}

#[test]
fn any_edits_end_where_a_clean_build_does() {
    none(&seeds(&[1, 2, 3]).into_iter().flat_map(|seed| run(seed, false)).collect::<Vec<_>>());
}

#[test]
fn any_edits_end_where_a_clean_build_does_with_a_theme_that_asks_everything() {
    none(&seeds(&[11, 12, 13, 14]).into_iter().flat_map(|seed| run(seed, true)).collect::<Vec<_>>());
}

/// The seeds of an ordinary run, or those of `LILONG_SEEDS=100..120` to look further.
fn seeds(usual: &[u64]) -> Vec<u64> {
    let further = std::env::var("LILONG_SEEDS").ok();
    let range = further
        .as_deref()
        .and_then(|range| range.split_once(".."))
        .and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
    range.map_or_else(|| usual.to_vec(), |range| range.collect())
}
