//! The press: takes a poster's data and a layout of the theme; gives set pages or their diagnostics. Makes
//! sure that posters too large for a sheet are not begun, and that a layout that computes for ever ends
//! only itself. Writes nothing.
//!
//! If the program can start itself as a second process, type is set in worker processes (`pool`, `worker`);
//! otherwise, as in tests over files in memory, in this process (`typesetter`).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use rayon::prelude::*;

use super::faults::FaultReporter;
use super::job::PosterJob;
use super::picture;
use super::pool::{self, WorkerFailure};
use super::protocol::{DrawnPages, LayoutResult, PosterOrder, WorkerSetup};
use super::sheet;
use super::typesetter::Typesetter;
use super::worker;
use crate::diag::Diagnostic;
use crate::photo::upright;
use crate::source::{System, changed, disappeared};
use crate::theme::Theme;
use crate::track::Digest;
use crate::worker::SLOWER;

/// Sets posters with the layouts of one theme.
pub struct Press<'a> {
    setup: WorkerSetup,
    digest: Digest,
    program: Option<PathBuf>,
    theme: &'a Theme,
    system: &'a dyn System,
    /// The typesetter in this process, once it is needed.
    typesetter: OnceLock<Typesetter>,
    /// Shared by posters that are being set; held exclusively by one that takes much memory.
    turn: RwLock<()>,
    /// How often each layout was stopped, with and without pictures, alone and with others.
    stopped: Mutex<HashMap<(String, bool, bool), usize>>,
    budget: TimeBudget,
}

/// A poster that has been set.
#[derive(Debug)]
pub struct PosterSheet {
    /// As a PDF: tagged (PDF/UA-1), its fonts inside, without a date.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The pages that were to be drawn, as PNG pictures.
    pub drawn: Vec<Vec<u8>>,
    /// The warnings about it.
    pub warnings: Vec<Diagnostic>,
}

/// The memory for one of several posters at a time, and for one that is set alone: in all less than a
/// gigabyte.
const SHARE: usize = 200 << 20;
const ALONE: usize = 800 << 20;

/// A poster is set alone if its pictures take more than this, or are drawn wider.
const MUCH: u64 = 16_000_000;
const WIDE: u32 = 2160;

/// A layout that was stopped this often is not tried with further records, which would take as long each.
/// Two records can be tried at a time, but only one if it is set alone.
const TRIES: usize = 2;

/// The processor time for all posters of a build: a base, and a share for each: three times what long
/// posters need.
const TIME_TOTAL: Duration = Duration::from_secs(6 * SLOWER);
const TIME_EACH: Duration = Duration::from_millis(1500 * SLOWER);
/// After this many were stopped no more are tried.
const MAX_STOPPED: usize = 4;

/// How long posters may still be set.
struct TimeBudget {
    most: Duration,
    taken: Mutex<(Duration, usize)>,
}

impl TimeBudget {
    /// The time for this many posters.
    fn of(count: usize) -> TimeBudget {
        let each = TIME_EACH.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
        TimeBudget { most: TIME_TOTAL.saturating_add(each), taken: Mutex::default() }
    }

    /// Counts the time of a poster that was set, or could not be.
    fn take(&self, time: Duration) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).0 += time;
    }

    /// Counts a poster that was stopped.
    fn add_stopped(&self, time: Duration) {
        self.take(time);
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).1 += 1;
    }

    fn is_over(&self) -> bool {
        let (taken, stopped) = *self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken > self.most || stopped >= MAX_STOPPED
    }
}

impl<'a> Press<'a> {
    /// A press for `count` posters of a theme; `fonts` is the digest of all font files.
    pub fn new(theme: &'a Theme, system: &'a dyn System, fonts: Digest, count: usize) -> Press<'a> {
        let (layouts, bytes) = theme
            .layouts()
            .iter()
            .map(|(name, layout)| ((name.clone(), layout.file.clone()), layout.bytes.clone()))
            .unzip();
        let worker_program = system.worker_program();
        let root = worker_program
            .map(|worker_program| worker_program.root.to_string_lossy().into_owned())
            .unwrap_or_default();
        let fonts_of_site = theme.fonts().iter().map(|font| font.file.clone()).collect();
        let setup = WorkerSetup { root, fonts: fonts_of_site, digest: fonts.to_string(), layouts, bytes };
        let digest = Digest::of_value(&setup);
        let program = worker_program.map(|worker_program| worker_program.program.to_owned());
        let (typesetter, turn, stopped) = (OnceLock::new(), RwLock::default(), Mutex::default());
        Press {
            setup,
            digest,
            program,
            theme,
            system,
            typesetter,
            turn,
            stopped,
            budget: TimeBudget::of(count),
        }
    }

    /// Sets a poster and draws some of its pages.
    ///
    /// # Errors
    /// The reasons why there is none: a mistake in the layout, a character without a glyph, something that
    /// does not fit.
    pub fn set(&self, job: &PosterJob, draw: DrawnPages) -> Result<PosterSheet, Vec<Diagnostic>> {
        let fails = self.fails(job);
        let (order, heavy) = self.order(job, draw)?;
        let outcome = self.outcome(&order, heavy).map_err(|stopped| vec![fails.stopped(&stopped)])?;
        let pages = outcome.map_err(|faults| fails.all(&faults))?;
        Ok(PosterSheet {
            pdf: pages.pdf,
            pages: pages.count,
            drawn: pages.drawn,
            warnings: fails.all(&pages.warnings),
        })
    }

    /// Joins posters into one PDF for the print shop, in this order, with each font only once. They have
    /// been set before, so that each is known to finish.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn bind(&self, jobs: &[&PosterJob], title: &str) -> Result<Vec<u8>, String> {
        let document = |job: &&PosterJob| {
            let (order, _) = self.order(job, DrawnPages::None).map_err(|_| String::new())?;
            self.typesetter().document(&order).map(|(document, _)| document).map_err(|_| String::new())
        };
        let documents = jobs.iter().map(document).collect::<Result<Vec<_>, _>>()?;
        sheet::bind(&documents, title)
    }

    fn typesetter(&self) -> &Typesetter {
        self.typesetter.get_or_init(|| Typesetter::new(&self.setup, self.system))
    }

    fn fails<'f>(&'f self, job: &'f PosterJob) -> FaultReporter<'f> {
        FaultReporter { theme: self.theme, system: self.system, job }
    }

    /// The order for a poster, and whether it must be set alone.
    fn order(&self, job: &PosterJob, draw: DrawnPages) -> Result<(PosterOrder, bool), Vec<Diagnostic>> {
        let fails = self.fails(job);
        if let Some(much) = job.too_much {
            return Err(vec![fails.too_much(much)]);
        }
        let (mut names, mut bytes, mut pixels) = (Vec::new(), Vec::new(), 0);
        for (name, source, seen) in &job.pictures {
            let path = format!("content/{source}");
            let file = self.system.read(&path).map_err(|error| vec![disappeared(&path, &error)])?;
            if Digest::of(&file) != *seen {
                return Err(vec![changed(&path)]);
            }
            let file = upright(source, file).map_err(|fault| vec![fault.diagnostic(&path)])?;
            pixels =
                picture::weigh(name, &file, pixels).map_err(|heavy| vec![fails.too_heavy(source, heavy)])?;
            names.push(name.clone());
            bytes.push(file);
        }
        let wide = matches!(draw, DrawnPages::First(width) | DrawnPages::All(width) if width > WIDE);
        let heavy = pixels > MUCH || wide || job.long;
        let order = PosterOrder {
            layout: job.layout.clone(),
            data: job.data.to_string(),
            code: job.code.clone(),
            pictures: names,
            bytes,
            ident: job.ident.clone(),
            draw,
            memory: if heavy { ALONE } else { SHARE },
        };
        Ok((order, heavy))
    }

    fn outcome(&self, order: &PosterOrder, heavy: bool) -> Result<LayoutResult, WorkerFailure> {
        let Some(program) = &self.program else { return Ok(self.typesetter().set(order)) };
        let key = (order.layout.clone(), !order.pictures.is_empty(), heavy);
        let stopped = || self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let set = || match stopped().get(&key) {
            Some(times) if *times >= TRIES => Err(WorkerFailure::NotTried),
            _ if self.budget.is_over() => Err(WorkerFailure::NoTimeLeft),
            _ => pool::set(program, (&self.setup, self.digest), order),
        };
        let outcome = if heavy {
            let _alone = self.turn.write().unwrap_or_else(PoisonError::into_inner);
            set()
        } else {
            let _with_others = self.turn.read().unwrap_or_else(PoisonError::into_inner);
            set()
        };
        match &outcome {
            Ok((_, took)) => self.budget.take(*took),
            Err(WorkerFailure::NotTried | WorkerFailure::NoTimeLeft) => {}
            Err(why) => {
                *stopped().entry(key).or_default() += if heavy { TRIES } else { 1 };
                self.budget.add_stopped(if matches!(why, WorkerFailure::Fonts) {
                    worker::FONTS.0
                } else {
                    worker::TIME
                });
            }
        }
        outcome.map(|(outcome, _)| outcome)
    }
}

/// How many posters are set before Typst's caches are cleared: 9 MB each.
const AT_ONCE: usize = 4;

/// Sets many posters, a few at a time on all cores, so that memory does not grow with their number. Those
/// with the smallest `turn` come first: if time runs out, the slow ones are left.
pub fn set_each<J: Sync, R: Send, T: Ord>(
    jobs: &[J],
    turn: impl Fn(&J) -> T,
    set: impl Fn(&J) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_cached_key(|at| turn(&jobs[*at]));
    let mut all = Vec::with_capacity(jobs.len());
    for some in order.chunks(AT_ONCE) {
        all.par_extend(some.par_iter().map(|at| (*at, set(&jobs[*at]))));
        comemo::evict(0);
    }
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, set)| set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posters_may_take_their_share_and_no_more_together() {
        let budget = TimeBudget::of(1000);
        (0..1000).for_each(|_| budget.take(TIME_EACH));
        assert!(!budget.is_over());
        budget.take(TIME_TOTAL);
        assert!(!budget.is_over());
        budget.take(TIME_EACH);
        assert!(budget.is_over());
        let budget = TimeBudget::of(1000);
        (1..MAX_STOPPED).for_each(|_| budget.add_stopped(worker::TIME));
        assert!(!budget.is_over());
        budget.add_stopped(worker::TIME);
        assert!(budget.is_over());
    }

    #[test]
    fn what_is_short_is_set_first_and_given_back_in_its_place() {
        let begun = Mutex::new(Vec::new());
        let jobs: Vec<usize> = (0..40).rev().collect();
        let set = set_each(
            &jobs,
            |job| *job,
            |job| {
                begun.lock().unwrap().push(*job / AT_ONCE);
                *job
            },
        );
        assert_eq!(set, jobs);
        assert!(begun.into_inner().unwrap().is_sorted());
    }
}
