//! The press: takes a poster's data and a layout of the theme, gives set pages or what is wrong with them. Sees to it that what
//! is too much for a sheet is not begun, and that what a layout computes without end ends nothing but itself. Writes nothing.
//!
//! Where the program can be run beside itself, type is set by processes of their own (`pool`, `worker`); elsewhere, as in tests
//! over files in memory, in this one (`setter`).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError, RwLock};

use rayon::prelude::*;

use super::faults::Fails;
use super::job::Job;
use super::order::{Draw, Order, Outcome, Setup};
use super::picture;
use super::pool::{self, Stopped};
use super::setter::Setter;
use super::sheet;
use crate::diag::Diagnostic;
use crate::source::{System, changed, gone};
use crate::theme::Theme;
use crate::track::Digest;

/// Sets posters with the layouts of one theme.
pub struct Press<'a> {
    setup: Setup,
    digest: Digest,
    program: Option<PathBuf>,
    theme: &'a Theme,
    system: &'a dyn System,
    /// What sets type in this process, once that is needed.
    setter: OnceLock<Setter>,
    /// Held by all posters that are set, alone by one that takes much memory.
    turn: RwLock<()>,
    /// How often a layout was stopped, with pictures and without.
    stopped: Mutex<HashMap<(String, bool), usize>>,
}

/// A poster that is set.
#[derive(Debug)]
pub struct Sheet {
    /// As a PDF: tagged (PDF/UA-1), its fonts inside, without a date.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Those that were to be drawn, as PNG pictures.
    pub drawn: Vec<Vec<u8>>,
    /// What is to be told about it although it can be hung.
    pub warnings: Vec<Diagnostic>,
}

/// What one of several posters at a time may take, and one that is set alone: together below a gigabyte.
const SHARE: usize = 200 << 20;
const ALONE: usize = 800 << 20;

/// A poster is set alone if its pictures take more than this, or are drawn wider.
const MUCH: u64 = 16_000_000;
const WIDE: u32 = 2160;

/// A layout that was stopped so often is not tried with further records: it would take as long with each.
const TRIES: usize = 2;

impl<'a> Press<'a> {
    /// A press for a theme; `fonts` is the digest of all font files there are.
    pub fn new(theme: &'a Theme, system: &'a dyn System, fonts: Digest) -> Press<'a> {
        let (layouts, bytes) =
            theme.layouts().iter().map(|(name, layout)| ((name.clone(), layout.file.clone()), layout.bytes.clone())).unzip();
        let apart = system.apart();
        let root = apart.map(|apart| apart.root.to_string_lossy().into_owned()).unwrap_or_default();
        let fonts_of_site = theme.fonts().iter().map(|font| font.file.clone()).collect();
        let setup = Setup { root, fonts: fonts_of_site, digest: fonts.to_string(), layouts, bytes };
        let digest = Digest::of_value(&setup);
        let program = apart.map(|apart| apart.program.to_owned());
        Press { setup, digest, program, theme, system, setter: OnceLock::new(), turn: RwLock::default(), stopped: Mutex::default() }
    }

    /// Sets a poster and draws some of its pages.
    ///
    /// # Errors
    /// Why there is none: a fault of the layout, a character without a glyph, something that does not fit.
    pub fn set(&self, job: &Job, draw: Draw) -> Result<Sheet, Vec<Diagnostic>> {
        let fails = self.fails(job);
        let (order, heavy) = self.order(job, draw)?;
        let outcome = self.outcome(&order, heavy).map_err(|stopped| vec![fails.stopped(&stopped)])?;
        let pages = outcome.map_err(|faults| fails.all(&faults))?;
        Ok(Sheet { pdf: pages.pdf, pages: pages.count, drawn: pages.drawn, warnings: fails.all(&pages.warnings) })
    }

    /// Joins posters into one PDF for the print shop, in this order, each font in it once. They were set before, so that each is
    /// known to come to an end.
    ///
    /// # Errors
    /// Why it cannot be one.
    pub fn bind(&self, jobs: &[&Job], title: &str) -> Result<Vec<u8>, String> {
        let document = |job: &&Job| {
            let (order, _) = self.order(job, Draw::None).map_err(|_| String::new())?;
            self.setter().document(&order).map(|(document, _)| document).map_err(|_| String::new())
        };
        let documents = jobs.iter().map(document).collect::<Result<Vec<_>, _>>()?;
        sheet::bind(&documents, title)
    }

    fn setter(&self) -> &Setter {
        self.setter.get_or_init(|| Setter::new(&self.setup, self.system))
    }

    fn fails<'f>(&'f self, job: &'f Job) -> Fails<'f> {
        Fails { theme: self.theme, system: self.system, job }
    }

    /// What is to be set, and whether alone.
    fn order(&self, job: &Job, draw: Draw) -> Result<(Order, bool), Vec<Diagnostic>> {
        let fails = self.fails(job);
        if let Some(much) = job.too_much {
            return Err(vec![fails.too_much(much)]);
        }
        let (mut names, mut bytes, mut pixels) = (Vec::new(), Vec::new(), 0);
        for (name, source, seen) in &job.pictures {
            let path = format!("content/{source}");
            let file = self.system.read(&path).map_err(|error| vec![gone(&path, &error)])?;
            if Digest::of(&file) != *seen {
                return Err(vec![changed(&path)]);
            }
            pixels = picture::weigh(name, &file, pixels).map_err(|heavy| vec![fails.too_heavy(source, heavy)])?;
            names.push(name.clone());
            bytes.push(file);
        }
        let wide = matches!(draw, Draw::First(width) | Draw::All(width) if width > WIDE);
        let heavy = pixels > MUCH || wide || job.long;
        let order = Order {
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

    fn outcome(&self, order: &Order, heavy: bool) -> Result<Outcome, Stopped> {
        let Some(program) = &self.program else { return Ok(self.setter().set(order)) };
        let key = (order.layout.clone(), !order.pictures.is_empty());
        let stopped = || self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let set = || match stopped().get(&key) {
            Some(times) if *times >= TRIES => Err(Stopped::NotTried),
            _ => pool::set(program, (&self.setup, self.digest), order),
        };
        let outcome = if heavy {
            let _alone = self.turn.write().unwrap_or_else(PoisonError::into_inner);
            set()
        } else {
            let _with_others = self.turn.read().unwrap_or_else(PoisonError::into_inner);
            set()
        };
        if outcome.is_err() {
            *stopped().entry(key).or_default() += 1;
        }
        outcome
    }
}

/// How many posters are set before what Typst remembers of them is forgotten: 9 MB each.
const AT_ONCE: usize = 4;

/// Sets many posters, some at a time on all cores, so that memory does not grow with their number.
pub fn set_each<J: Sync, R: Send>(jobs: &[J], set: impl Fn(&J) -> R + Sync) -> Vec<R> {
    let mut all = Vec::with_capacity(jobs.len());
    for some in jobs.chunks(AT_ONCE) {
        all.par_extend(some.par_iter().map(&set));
        comemo::evict(0);
    }
    all
}
