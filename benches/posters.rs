//! What posters take: the fonts, a sheet, its PDF and its picture, and many at once: `cargo bench --bench
//! posters`.
//!
//! After the first, a poster should take at most 120 ms on one core, however many there are.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark may stop anywhere")]

use divan::Bencher;
use divan::counter::ItemsCount;
use lilong::build::{BuildOptions, Prepared};
use lilong::plan::{DrawTask, PosterForm};
use lilong::poster::{self, PosterJob, Press, WIDTH, set_each};
use lilong::source::{FontFolders, Memory, System};

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
    files.write(
        "site.yaml",
        "title: 新福居民区公告栏\nissuer: 新福居民区居民委员会\nbase_url: https://notices.example.org/\n",
    );
    for n in 0..POSTERS {
        let body = format!(
            "因{n}号楼水管检修，11月25日9时至17时停水，请各位居民提前储水。\n\n- 老人家中缺人手的，可以打电话。\n- 来水后先放一放再用。\n"
        )
        .repeat(3);
        let text = format!(
            "---\ntitle: {n}号楼停水通知\nkind: notice\ndate: 2026-11-20\nposted: \
             {{from: 2026-11-20, days: 10}}\n---\n{body}"
        );
        files.write(&format!("content/notices/n{n}.md"), text);
    }
    files
}

/// Each of the hard ones so many times, no word of it like another's.
const HARD: usize = 8;

/// What takes longest: sheets that are full of rows, or several of them.
#[derive(Clone, Copy, Debug)]
enum Hard {
    /// Eight questions, 6 pages.
    Vote,
    /// A vote with the numbers of twenty buildings, 3 pages.
    Buildings,
    /// A schedule of sixty rows, 3 pages.
    Timetable,
    /// Sixty sentences, 3 pages.
    Notice,
}

impl Hard {
    const ALL: [Hard; 4] = [Hard::Vote, Hard::Buildings, Hard::Timetable, Hard::Notice];

    fn site(self) -> Memory {
        let mut files = Memory::default();
        files.with_fonts(FontFolders::of_this_machine());
        files.write(
            "site.yaml",
            "title: 新福居民区公告栏\nissuer: 新福居民区居民委员会\nbase_url: https://notices.example.org/\n",
        );
        for n in 0..HARD {
            files.write(&format!("content/notices/n{n}.md"), self.record(n));
        }
        files
    }

    fn record(self, n: usize) -> String {
        let head = format!("---\ntitle: 第{n}件\ndate: 2026-11-20\nposted: {{from: 2026-11-20, days: 10}}\n");
        let vote = "kind: consultation\nrule: civil-code-278\nitem: 8\nopens: 2026-10-26\ncloses: \
                    2026-11-12\ncounted: 2026-11-13\n\
            eligible: {people: 240, area: '19267.20'}\n";
        match self {
            Hard::Vote => {
                let question = |q: usize| {
                    format!(
                        "  - question: 是否同意第{n}期第{q}项改造？\n    options:\n      - \
                         {{label: 同意, people: {}, area: '13446.00', approve: true}}\n\
                         \x20     - {{label: 不同意, people: {}, area: '2336.40'}}\n      - \
                         {{label: 弃权, people: 12, area: '398.40'}}\n",
                        160 + q + n,
                        30 - q - n
                    )
                };
                let ballots = "ballots: {issued: 240, returned: 204, invalid: 2, invalid_area: '160.80'}\n";
                format!(
                    "{head}{vote}{ballots}questions:\n{}---\n第{n}期结果公布如下。\n",
                    (1..=8).map(question).collect::<String>()
                )
            }
            Hard::Buildings => {
                let row = |b: usize| {
                    format!(
                        "  - {{place: {b}号{n}楼, eligible: 12, returned: 10, options: {{同意: 8, 不同意: 1, \
                         弃权: 1}}}}\n"
                    )
                };
                let rows: String = (1..=20).map(row).collect();
                let ballots = "question: 是否同意停车管理方案？\nballots: \
                               {issued: 240, returned: 200, invalid: 0, invalid_area: '0.00'}\n\
                    options:\n  - {label: 同意, people: 160, area: '13446.00', approve: true}\n\
                    \x20 - {label: 不同意, people: 20, area: '2336.40'}\n  - \
                    {label: 弃权, people: 20, area: '398.40'}\n";
                format!("{head}{vote}{ballots}by_place:\n{rows}---\n第{n}次结果公布如下。\n")
            }
            Hard::Timetable => {
                let row = |r: usize| {
                    let day = r % 28 + 1;
                    format!(
                        "  - {{place: {r}号{n}楼活动室, dates: [2026-12-{day:02}], from: '9:00', until: '11:00', \
                         what: 第{n}轮第{r}场}}\n"
                    )
                };
                format!(
                    "{head}kind: notice\nschedule:\n{}---\n请带身份证件。\n",
                    (1..=60).map(row).collect::<String>()
                )
            }
            Hard::Notice => {
                let three = |p: usize| {
                    format!("这是第{n}篇的第{p}段，它说的是小区里的一件事，请各位居民仔细看一看，有意见可以到居委会来说。").repeat(3)
                        + "\n\n"
                };
                format!("{head}kind: notice\n---\n{}", (1..=20).map(three).collect::<String>())
            }
        }
    }
}

fn prepared(files: &Memory) -> Prepared {
    let settings =
        BuildOptions { today: Some("2026-11-22".to_owned()), posters: true, ..BuildOptions::default() };
    Prepared::read(files, &settings).unwrap()
}

fn jobs(prepared: &Prepared) -> Vec<std::sync::Arc<PosterJob>> {
    let posters = prepared.gateway.plan.targets.iter().filter_map(|target| match &target.draw {
        DrawTask::Poster(id, _, PosterForm::Pdf) => Some(*id),
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
    bencher.bench(|| PosterJob::of(&gateway.site, &gateway.theme, entry, &options));
}

/// One sheet with its PDF, on one core, when the fonts are known.
#[divan::bench(max_time = 10)]
fn sheet(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest(), usize::MAX);
    let jobs = jobs(&prepared);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut next = jobs.iter().cycle();
    bencher.with_inputs(|| next.next().unwrap()).bench_local_refs(|job| {
        one.install(|| set_each(&[job], |_| (), |job| press.set(job, poster::DrawnPages::None).is_ok()))
    });
}

/// The hardest sheets, on one core, each for the first time.
#[divan::bench(args = Hard::ALL, sample_count = HARD as u32 - 1, sample_size = 1)]
fn hard(bencher: Bencher, which: Hard) {
    let files = which.site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest(), usize::MAX);
    let jobs = jobs(&prepared);
    assert_eq!(jobs.len(), HARD);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let set = |job: &std::sync::Arc<PosterJob>| {
        one.install(|| {
            set_each(
                &[job],
                |_| (),
                |job| press.set(job, poster::DrawnPages::None).map_or(0, |sheet| sheet.pages),
            )
        })
    };
    assert!(set(&jobs[0])[0] > 0, "this poster is not made");
    let mut next = jobs[1..].iter().cycle();
    bencher.with_inputs(|| next.next().unwrap()).bench_local_values(set);
}

/// A sheet with its picture.
#[divan::bench(max_time = 5)]
fn picture(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest(), usize::MAX);
    let job = &jobs(&prepared)[0];
    bencher.bench_local(|| {
        set_each(
            &[job],
            |_| (),
            |job| press.set(job, poster::DrawnPages::First(WIDTH)).map_or(0, |sheet| sheet.drawn.len()),
        )
    });
}

/// Many sheets on all cores.
#[divan::bench(max_time = 20)]
fn many(bencher: Bencher) {
    let files = site();
    let prepared = prepared(&files);
    let press = Press::new(&prepared.gateway.theme, &files, prepared.gateway.fonts_digest(), usize::MAX);
    let jobs = jobs(&prepared);
    bencher
        .counter(ItemsCount::new(POSTERS))
        .bench_local(|| set_each(&jobs, |_| (), |job| press.set(job, poster::DrawnPages::None).is_ok()));
}
