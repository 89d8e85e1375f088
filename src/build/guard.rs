//! Drawing what others wrote: a template may run for ever, or take all memory. Takes the drawings of a
//! build; where one of them costs too much and does not stop when asked to, has the program ended, with all
//! diagnostics so far.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::BuildObserver;
use super::run::answer;
use crate::diag::{self, Diagnostic, Words, codes, words};
use crate::plan::{Target, file_of};
use crate::render::{self, BudgetExcess, Gateway, SiteBudget};
use crate::source::System;
use crate::track::{Digest, Question, QuestionKind, Trace};
use crate::watchdog::{Overrun, Resource, Watchdog};

/// After this many pages that cost too much no more are tried: a mistake in a template affects all its
/// pages, and each takes its time.
const ENOUGH: usize = 2;
/// A value that a template has nested a million deep is freed by a recursion of that depth. The machine
/// provides the memory only as it is used.
const STACK: usize = 512 * 1024 * 1024;

/// Watches over the drawings of one build.
pub(super) struct DrawingGuard<'a> {
    gateway: &'a Arc<Gateway>,
    system: &'a dyn System,
    watchdog: Option<Watchdog>,
    together: SiteBudget,
    costly: AtomicUsize,
    found: Mutex<Vec<Diagnostic>>,
}

/// Ends the watching when it is dropped, however the drawing ends.
struct Stop<'a>(&'a Watchdog);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl<'a> DrawingGuard<'a> {
    /// Draws under a guard, which has the program ended by `progress` where that is possible.
    pub(super) fn during<T: Send>(
        gateway: &'a Arc<Gateway>,
        system: &'a dyn System,
        progress: &dyn BuildObserver,
        draw: impl FnOnce(&DrawingGuard<'a>) -> T + Send,
    ) -> T {
        // The templates built into the program are known to end.
        let (is_own, outputs) = (gateway.theme.has_own_templates(), gateway.plan.targets.len());
        let watchdog = (is_own && progress.can_end()).then(|| Watchdog::new(outputs));
        let guard = DrawingGuard {
            gateway,
            system,
            watchdog,
            together: SiteBudget::of(outputs),
            costly: AtomicUsize::new(0),
            found: Mutex::default(),
        };
        let Some(watchdog) = &guard.watchdog else { return draw(&guard) };
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let over = watchdog.watch();
                if !over.is_empty() {
                    progress.end(&guard.diagnostics(&over));
                }
            });
            let _stop = Stop(watchdog);
            let threads =
                rayon::ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).stack_size(STACK);
            match threads.build() {
                Ok(pool) => pool.install(|| draw(&guard)),
                // A machine that does not overcommit memory may not have as much.
                Err(_) => draw(&guard),
            }
        })
    }

    /// Draws a target into `to`; gives the questions that it asked. None where it was not tried.
    pub(super) fn draw(
        &self,
        target: &Target,
        to: &mut Vec<u8>,
    ) -> Option<(Result<(), Box<Diagnostic>>, Trace)> {
        if self.costly.load(Ordering::Relaxed) >= ENOUGH && target.draw.has_template() {
            return None;
        }
        if target.draw.is_search_index() && target.draw.search_texts().is_none() {
            self.gateway.index_search(&|_, _| ());
        }
        let mut draw = || render::draw(target, self.gateway, self.system, to);
        // No template takes part in processing a photo, which takes longer the larger the photo is.
        let (drawn, trace) =
            if target.draw.is_copied() { draw() } else { self.task(target.path.text(), draw) };
        let drawn = drawn.and_then(|()| self.with_all_others(target, to.len()));
        if let Err(fault) = &drawn {
            if std::ptr::eq(fault.code, &codes::TEMPLATE_TOO_COSTLY) {
                self.costly.fetch_add(1, Ordering::Relaxed);
            }
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push((**fault).clone());
        }
        Some((drawn, trace))
    }

    /// Adds a page to the total; once the total is too much, no more pages are tried.
    fn with_all_others(&self, target: &Target, bytes: usize) -> Result<(), Box<Diagnostic>> {
        if !target.draw.has_template() {
            return Ok(());
        }
        let excess = self.together.add(&target.path, render::take_steps(), bytes as u64);
        let excess = excess.map(|(excess, path)| {
            let part =
                self.gateway.plan.get(&path).and_then(|target| render::template_of(target, self.gateway));
            (Some(excess), path.text().clone(), part.unwrap_or_default())
        });
        let tired = || {
            self.watchdog
                .as_ref()
                .and_then(Watchdog::exhausted)
                .map(|Overrun { what, part, .. }| (None, what, part))
        };
        match excess.or_else(tired) {
            // Reported once, even if several threads find it at the same time.
            Some((excess, what, part)) if self.costly.swap(ENOUGH, Ordering::Relaxed) < ENOUGH => {
                Err(Box::new(self.at(render::costly(too_much_together(excess, &what, &part)), &what, &part)))
            }
            _ => Ok(()),
        }
    }

    /// The digest of the present answer to a question; a fragment is drawn for it.
    pub(super) fn answer(&self, question: &Question) -> Digest {
        match question.kind {
            QuestionKind::Fragment => self.task(&question.key, || answer(self.gateway, question)),
            _ => answer(self.gateway, question),
        }
    }

    fn task<T>(&self, what: &Arc<str>, run: impl FnOnce() -> T) -> T {
        match &self.watchdog {
            Some(watchdog) => watchdog.during(what, run),
            None => run(),
        }
    }

    /// The diagnostics where drawings cost too much: theirs, and all that were found before.
    fn diagnostics(&self, over: &[Overrun]) -> Vec<Diagnostic> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        found.extend(over.iter().map(|over| self.fault(over)));
        diag::sort(&mut found);
        found
    }

    fn fault(&self, Overrun { what, part, of }: &Overrun) -> Diagnostic {
        let said = match of {
            Resource::Time => words!(
                "画 {what} 时，模板 {part} 用的时间太长，只好停下",
                "while drawing {what}, the template {part} took too long and had to be stopped"
            ),
            Resource::Memory => words!(
                "画 {what} 时，模板 {part} 用的内存太多，只好停下",
                "while drawing {what}, the template {part} took too much memory and had to be stopped"
            ),
        };
        self.at(render::costly(said), what, part)
    }

    /// Puts a fault down to the template `part`, which was drawing `what`.
    fn at(&self, fault: Diagnostic, what: &str, part: &str) -> Diagnostic {
        let file =
            self.gateway.theme.templates().get(part).map_or("site.yaml", |template| template.file.as_str());
        let source = self.gateway.plan.get(what).and_then(|target| file_of(&self.gateway.site, &target.draw));
        let fault = fault.at(file, 0..0);
        match source {
            Some(source) => fault.note(source, 0..0, Words::fixed("正在画这个记录", "this was being drawn")),
            None => fault,
        }
    }
}

/// Says that all pages together cost too much: in time, unless `excess` is given.
fn too_much_together(excess: Option<BudgetExcess>, what: &str, part: &str) -> Words {
    match excess {
        Some(BudgetExcess::Steps) => words!(
            "所有页面加起来用的步数太多，只好停下；模板 {part} 画 {what} 用得最多",
            "all pages together take too many steps and had to be stopped; the template {part} took most, \
             for {what}"
        ),
        Some(BudgetExcess::Bytes) => words!(
            "所有页面加起来太大，只好停下；模板 {part} 画的 {what} 最大",
            "all pages together are too large and had to be stopped; the template {part} wrote most, for \
             {what}"
        ),
        None => words!(
            "画所有页面用的时间太长，只好停下；模板 {part} 画 {what} 用得最久",
            "drawing all pages takes too long and had to be stopped; the template {part} took longest, for \
             {what}"
        ),
    }
}
