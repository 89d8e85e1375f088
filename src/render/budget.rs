//! What one drawing may cost. Counts what a template writes and what its functions make, piece by piece;
//! stops the drawing when it costs too much, and keeps the diagnostic until the drawing has ended.
//!
//! Tera passes every piece of text to the writer and every call to a function, so these two count. What a
//! template does between two pieces is not seen here: the watchdog watches that.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Error, ErrorKind, TeraResult};

use super::filters::thousands;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::output_path::OutputPath;
use crate::theme::Theme;
use crate::watchdog;

/// The most bytes of one page. A book of a thousand sheets needs a tenth of that.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most pieces of text and function calls of one page. A list of all records of a large site needs a
/// tenth of that.
const MAX_STEPS: u64 = 10_000_000;
/// How deep fragments may be nested.
pub(super) const MAX_NESTED: usize = 12;
/// The most steps and bytes of all pages together: a base, and a share for each output. A page of the
/// built-in theme needs a twentieth of its share.
const STEPS_TOTAL: u64 = 50_000_000;
const STEPS_EACH: u64 = 20_000;
const BYTES_TOTAL: u64 = 256 * 1024 * 1024;
const BYTES_EACH: u64 = 256 * 1024;
/// The number of steps after which the time that the drawing has taken is checked.
const NOW_AND_THEN: u64 = 256;

/// Why a drawing was stopped.
#[derive(Clone, Debug)]
enum StopReason {
    Bytes,
    Steps,
    Late,
    /// How many numbers `range` was asked for.
    Numbers(u64),
    /// The nested fragments, outermost first.
    Nested(Vec<Arc<str>>),
}

/// A drawing that was stopped: why, in which template, and where in it if that is known.
#[derive(Clone, Debug)]
pub(super) struct StoppedDrawing {
    why: StopReason,
    template: Arc<str>,
    span: Option<Range<usize>>,
}

thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
    /// The part of `SPENT` charged for shown fragments, which are drawn once however many pages show them.
    static SHOWN: Cell<u64> = const { Cell::new(0) };
    /// The steps done on this thread.
    static DONE: Cell<u64> = const { Cell::new(0) };
    static STOPPED: RefCell<Option<StoppedDrawing>> = const { RefCell::new(None) };
}

/// Draws within its own budget; gives what was spent.
pub(super) fn metered(
    template: &Arc<str>,
    to: &mut Vec<u8>,
    draw: impl FnOnce(&mut Metered<'_>) -> TeraResult<()>,
) -> (TeraResult<()>, u64) {
    let (outer, shown) = (SPENT.replace(0), SHOWN.replace(0));
    let from = to.len();
    let mut metered = Metered { to, most: from.saturating_add(MAX_BYTES), steps: 0, template };
    let drawn = draw(&mut metered);
    let spent = metered.steps.saturating_add(SPENT.replace(outer));
    DONE.set(DONE.get().saturating_add(spent.saturating_sub(SHOWN.replace(shown))));
    if let Err(error) = &drawn {
        locate(error);
    }
    (drawn, spent)
}

/// Runs something without charging for it.
pub(super) fn uncharged<T>(run: impl FnOnce() -> T) -> T {
    let outer = SPENT.replace(0);
    let done = run();
    SPENT.set(outer);
    done
}

/// Forgets a drawing that was stopped on this thread before.
pub(super) fn reset() {
    STOPPED.take();
}

/// The steps done on this thread since the last call.
pub(crate) fn take_steps() -> u64 {
    DONE.replace(0)
}

/// Charges the current drawing for a fragment that it shows, even if the fragment was drawn for another
/// page.
///
/// # Errors
/// The drawing costs too much.
pub(super) fn charge_shared(steps: u64, template: &Arc<str>) -> TeraResult<()> {
    SHOWN.set(SHOWN.get().saturating_add(steps));
    charge(steps, template)
}

/// Charges the current drawing for something that was made for it.
///
/// # Errors
/// The drawing costs too much.
pub(super) fn charge(steps: u64, template: &Arc<str>) -> TeraResult<()> {
    let before = SPENT.get();
    let spent = before.saturating_add(steps);
    SPENT.set(spent);
    if spent > MAX_STEPS {
        return Err(stop(StopReason::Steps, template));
    }
    if spent / NOW_AND_THEN != before / NOW_AND_THEN && watchdog::is_late() {
        return Err(stop(StopReason::Late, template));
    }
    Ok(())
}

/// The error of a `range` that would give too many numbers.
pub(super) fn too_many_numbers(count: u64, template: &Arc<str>) -> Error {
    stop(StopReason::Numbers(count), template)
}

/// The error of fragments that are nested too deep; `chain` holds them, outermost first.
pub(super) fn too_deep(chain: Vec<Arc<str>>) -> Error {
    let template = chain.last().cloned().unwrap_or_default();
    stop(StopReason::Nested(chain), &template)
}

/// Notes why a drawing ends, unless a reason was noted before: the innermost failure causes those around
/// it.
fn stop(why: StopReason, template: &Arc<str>) -> Error {
    STOPPED.with_borrow_mut(|stopped| {
        stopped.get_or_insert_with(|| StoppedDrawing { why, template: template.clone(), span: None });
    });
    Error::message("stopped")
}

/// Notes at which line the stopped template was.
fn locate(error: &Error) {
    STOPPED.with_borrow_mut(|stopped| {
        if let (Some(stopped), ErrorKind::RenderingError(report)) = (stopped, error.kind())
            && stopped.span.is_none()
        {
            // Where a template is included or holds a component, the line is in that template, not in the
            // one that the drawing began with.
            stopped.span = Some(report.span().range.clone());
            stopped.template = report.filename().into();
        }
    });
}

/// The page being written, and a count of what is written to it.
pub(super) struct Metered<'a> {
    to: &'a mut Vec<u8>,
    most: usize,
    steps: u64,
    template: &'a Arc<str>,
}

impl Metered<'_> {
    #[cold]
    fn refuse(&self, why: StopReason) -> io::Error {
        stop(why, self.template);
        io::ErrorKind::QuotaExceeded.into()
    }
}

impl Write for Metered<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.steps += 1;
        if self.to.len().saturating_add(bytes.len()) > self.most {
            return Err(self.refuse(StopReason::Bytes));
        }
        if self.steps.is_multiple_of(NOW_AND_THEN) {
            if self.steps > MAX_STEPS {
                return Err(self.refuse(StopReason::Steps));
            }
            if watchdog::is_late() {
                return Err(self.refuse(StopReason::Late));
            }
        }
        self.to.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The diagnostic of the drawing of `path` that was stopped on this thread; `source` is the record's file.
pub(super) fn fault(theme: &Theme, path: &str, source: &str) -> Option<Diagnostic> {
    let StoppedDrawing { why, template, span } = STOPPED.take()?;
    let file = theme.templates().get(&*template).map_or(&*template, |template| template.file.as_str());
    let fault = match why {
        StopReason::Nested(chain) => nested(path, &chain),
        StopReason::Bytes => costly(words!(
            "画 {path} 时，模板 {template} 写出的内容超过 {mb} MB",
            "while drawing {path}, the template {template} wrote more than {mb} MB",
            mb = MAX_BYTES / 1024 / 1024
        )),
        StopReason::Steps => costly(words!(
            "画 {path} 时，模板 {template} 用了超过 {steps} 步",
            "while drawing {path}, the template {template} took more than {steps} steps",
            steps = thousands(&MAX_STEPS.to_string())
        )),
        StopReason::Numbers(count) => costly(words!(
            "画 {path} 时，模板 {template} 的 range 要 {count} 个数，超过十万个",
            "while drawing {path}, `range` in the template {template} is to give {count} numbers, more than \
             a hundred thousand",
            count = thousands(&count.to_string())
        )),
        StopReason::Late => costly(words!(
            "画 {path} 时，模板 {template} 用的时间太长",
            "while drawing {path}, the template {template} took too long"
        )),
    };
    Some(fault.at(file, span.unwrap_or(0..0)).note(
        source,
        0..0,
        Words::fixed("正在画这个记录", "this was being drawn"),
    ))
}

/// What all pages of a site may cost together: a thousand pages cannot each take what a single page may.
#[derive(Debug)]
pub(crate) struct SiteBudget {
    steps: AtomicU64,
    bytes: AtomicU64,
    most_steps: u64,
    most_bytes: u64,
    /// The costliest page so far: by steps, and by bytes.
    costliest: Mutex<[(u64, Option<OutputPath>); 2]>,
}

/// What all pages together can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BudgetExcess {
    /// The steps of their templates.
    Steps,
    /// What they write.
    Bytes,
}

impl SiteBudget {
    /// The budget for a number of outputs.
    pub(crate) fn of(outputs: usize) -> SiteBudget {
        let most = |base: u64, each: u64| base.saturating_add(each.saturating_mul(outputs as u64));
        SiteBudget {
            steps: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            most_steps: most(STEPS_TOTAL, STEPS_EACH),
            most_bytes: most(BYTES_TOTAL, BYTES_EACH),
            costliest: Mutex::default(),
        }
    }

    /// Adds a page that was drawn. Once the budget is exceeded, says by what, and which page took most of
    /// it.
    pub(crate) fn add(
        &self,
        path: &OutputPath,
        steps: u64,
        bytes: u64,
    ) -> Option<(BudgetExcess, OutputPath)> {
        let all_steps = self.steps.fetch_add(steps, Ordering::Relaxed).saturating_add(steps);
        let all_bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        // Pages within their share need not be remembered: if the total is too much, some page takes more
        // than its share.
        if steps > STEPS_EACH || bytes > BYTES_EACH {
            let mut costliest = self.costliest.lock().unwrap_or_else(PoisonError::into_inner);
            for ((most, of), own) in costliest.iter_mut().zip([steps, bytes]) {
                if own > *most {
                    (*most, *of) = (own, Some(path.clone()));
                }
            }
        }
        let (excess, at) = match (all_steps > self.most_steps, all_bytes > self.most_bytes) {
            (true, _) => (BudgetExcess::Steps, 0),
            (_, true) => (BudgetExcess::Bytes, 1),
            _ => return None,
        };
        let costliest = self.costliest.lock().unwrap_or_else(PoisonError::into_inner);
        Some((excess, costliest[at].1.clone().unwrap_or_else(|| path.clone())))
    }
}

/// A drawing that costs too much; the watchdog reports the same mistake where it ends a drawing.
pub(crate) fn costly(said: Words) -> Diagnostic {
    Diagnostic::new(&codes::TEMPLATE_TOO_COSTLY, said).help(Words::fixed(
        "看看循环套了几层、每层转多少次，文字是不是越拼越长",
        "check how deeply loops are nested, how often each runs, and whether a text keeps growing",
    ))
}

fn nested(path: &str, chain: &[Arc<str>]) -> Diagnostic {
    // Only up to the first repetition: after that the chain is the same again.
    let again = |at: &usize| chain[..*at].contains(&chain[*at]);
    let until = (0..chain.len()).find(again).map_or(chain.len(), |at| at + 1);
    let shown = chain[..until].join(" → ");
    Diagnostic::new(
        &codes::TEMPLATE_TOO_DEEP,
        words!(
            "画 {path} 时片段套得太深：{shown}",
            "while drawing {path}, fragments are nested too deeply: {shown}"
        ),
    )
    .help(words!(
        "片段不能经 shared 再画自己；最多套 {MAX_NESTED} 层",
        "a fragment cannot include itself through `shared`, nor be nested more than {MAX_NESTED} deep"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutputPath {
        OutputPath::new(text).unwrap()
    }

    #[test]
    fn pages_within_their_share_are_never_too_many() {
        let together = SiteBudget::of(100_000);
        for _ in 0..100_000 {
            assert_eq!(together.add(&path("a.html"), STEPS_EACH, BYTES_EACH), None);
        }
    }

    #[test]
    fn pages_that_are_too_much_together_are_reported_by_the_one_that_took_most() {
        let (small, large, long) = (path("a.html"), path("large.html"), path("long.html"));
        let together = SiteBudget::of(10);
        assert_eq!(together.add(&large, 9_000_000, 100), None);
        let steps = (0..1000).find_map(|_| together.add(&small, 1_000_000, 10));
        assert_eq!(steps, Some((BudgetExcess::Steps, large)));
        let together = SiteBudget::of(10);
        assert_eq!(together.add(&long, 10, 30 << 20), None);
        let bytes = (0..1000).find_map(|_| together.add(&small, 100_000, 1 << 20));
        assert_eq!(bytes, Some((BudgetExcess::Bytes, long)));
    }
}
