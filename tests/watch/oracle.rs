//! The oracle on a real disk: whatever happens to the files of a running watch, its output ends where a clean
//! build does.

use std::path::Path;

use lilong::source::{Memory, System};

use crate::common::random::Random;
use crate::common::world::World;
use crate::common::{Site, TODAY};
use crate::desk::{Desk, Snapshot};

/// Edits of a run.
const STEPS: usize = 40;

#[test]
fn any_edits_on_disk_end_where_a_clean_build_does() {
    let mut random = Random(77);
    let mut world = World::new(&mut random, false);
    let desk = Desk::new();
    std::fs::remove_dir_all(desk.path("content")).unwrap();
    mirror(&Memory::default(), &world.site.files, &desk, &mut random);
    // Compared with builds in memory, which has no fonts.
    let watch = desk.watch(&["--no-posters"]);
    watch.becomes(&built(&world.site).expect("the site builds"));
    let (mut branch, mut steps) = (world.clone(), 0);
    while steps < STEPS {
        let before = world.clone();
        if random.once_in(8) {
            let other = std::mem::replace(&mut branch, world.clone());
            world.check_out(&other);
        }
        for _ in 0..1 + random.below(3) {
            world.edit(&mut random);
        }
        world.site.today(TODAY);
        mirror(&before.site.files, &world.site.files, &desk, &mut random);
        match built(&world.site) {
            Some(wanted) => {
                watch.becomes(&wanted);
                steps += 1;
            }
            None => {
                watch.says("the site stays as it was");
                mirror(&world.site.files, &before.site.files, &desk, &mut random);
                world = before;
            }
        }
    }
}

/// What a clean build gives; none where it has mistakes.
fn built(site: &Site) -> Option<Snapshot> {
    let mut clean = Site { out: Default::default(), manifest: None, ..site.clone() };
    clean.try_build().ok()?;
    let manifest = clean.manifest.map(|text| (".lilong-manifest".to_owned(), text.into_bytes()));
    Some(clean.out.into_iter().chain(manifest).collect())
}

/// Makes the disk as the memory is, in one of the ways in which programs save.
fn mirror(before: &Memory, now: &Memory, desk: &Desk, random: &mut Random) {
    for path in before.paths().filter(|path| now.read(path).is_err()) {
        desk.remove(path);
        let mut folder = Path::new(path).parent();
        while let Some(inner) =
            folder.filter(|inner| std::fs::remove_dir(desk.path(&inner.display().to_string())).is_ok())
        {
            folder = inner.parent();
        }
    }
    for path in now.paths() {
        let bytes = now.read(path).unwrap();
        if before.read(path).ok().as_ref() == Some(&bytes) {
            continue;
        }
        match random.below(3) {
            0 => desk.write(path, bytes),
            1 => {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                let beside = format!("{folder}/.{name}.tmp");
                desk.write(beside.trim_start_matches('/'), bytes);
                desk.rename(beside.trim_start_matches('/'), path);
            }
            _ => {
                desk.write(path, "");
                desk.write(path, bytes);
            }
        }
    }
}
