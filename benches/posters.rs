//! What posters take: the fonts, a sheet, its PDF and its picture, and many at once: `cargo bench --bench posters`.
//!
//! After the first, a poster should take at most 120 ms on one core, however many there are.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark may stop anywhere")]

use divan::Bencher;
use divan::counter::ItemsCount;
use lilong::build::{Prepared, Settings, Sources};
use lilong::plan::{Draw, PosterForm};
use lilong::poster::{Job, Press, WIDTH, set_each};
use lilong::source::{FontFolders, Memory, Pages, System};

#[global_allocator]
static ALLOCATOR: lilong::Allocator = lilong::Allocator;

const POSTERS: usize = 32;

fn main() {
    divan::main();
}

/// Notices that hang, none like another.
fn site() -> Memory {
    let mut files = Memory::default();
    files.with_fonts(FontFolders::of_this_machine());
    files.write("site.yaml", "title: 新福居民区公告栏\nissuer: 新福居民区居民委员会\nbase_url: https://notices.example.org/\n");
    for n in 0..POSTERS {
        let body = format!(
            "因{n}号楼水管检修，11月25日9时至17时停水，请各位居民提前储水。\n\n- 老人家中缺人手的，可以打电话。\n- 来水后先放一放再用。\n"
        )
        .repeat(3);
        let text =
            format!("---\ntitle: {n}号楼停水通知\nkind: notice\ndate: 2026-11-20\nposted: {{from: 2026-11-20, days: 10}}\n---\n{body}");
        files.write(&format!("content/notices/n{n}.md"), text);
    }
    files
}

fn prepared(files: &Memory) -> Prepared {
    let settings = Settings { today: Some("2026-11-22".to_owned()), posters: true, ..Settings::default() };
    Sources::read(files, &settings, Pages::WhenParsed).unwrap().prepare(files, &settings).unwrap()
}

fn jobs(prepared: &Prepared) -> Vec<std::sync::Arc<Job>> {
    let posters = prepared.gateway.plan.targets.iter().filter_map(|target| match &target.draw {
        Draw::Poster(id, _, PosterForm::Pdf) => Some(*id),
        _ => None,
    });
    posters.map(|id| prepared.jobs.job(&prepared.gateway.site, id, "zh-Hans")).collect()
}

/// Finding out what fonts the machine has, by names, sizes and times: what each build with posters does.
#[divan::bench]
fn fonts_digest(bencher: Bencher) {
    let folders = site().font_folders();
    bencher.bench(|| folders.digest());
}

/// A record's data: what each build makes of each poster, set anew or not.
#[divan::bench]
fn data(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let gateway = &prepared.gateway;
    let entry = &gateway.site.entries[0];
    let options = lilong::poster::data::PosterOptions::of(entry, "zh-Hans");
    bencher.bench(|| Job::of(&gateway.site, &gateway.theme, entry, &options));
}

/// One sheet with its PDF, on one core, when the fonts are known.
#[divan::bench(max_time = 10)]
fn sheet(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest());
    let jobs = jobs(&prepared);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut next = jobs.iter().cycle();
    bencher.with_inputs(|| next.next().unwrap()).bench_local_refs(|job| one.install(|| set_each(&[job], |job| press.set(job).is_ok())));
}

/// The picture of a sheet.
#[divan::bench(max_time = 5)]
fn picture(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest());
    let sheet = press.set(&jobs(&prepared)[0]).unwrap_or_else(|found| panic!("{found:?}"));
    bencher.bench(|| sheet.png(0, WIDTH).unwrap_or_else(|fault| panic!("{fault:?}")));
}

/// Many sheets on all cores.
#[divan::bench(max_time = 20)]
fn many(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest());
    let jobs = jobs(&prepared);
    bencher.counter(ItemsCount::new(POSTERS)).bench_local(|| set_each(&jobs, |job| press.set(job).is_ok()));
}
