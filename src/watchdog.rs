//! Work that may never end, such as drawing other people's templates. Takes tasks as they begin and end;
//! says which one takes too much time or memory. It asks that task to stop, and if the task does not react,
//! reports it to the caller, which can end the program. It never ends anything itself.
//!
//! A task's time is processor time, not time by the clock: a program that was suspended for a night, or
//! that hardly gets a turn on a busy machine, does nothing meanwhile.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::allocator;

/// How often it checks.
const LOOK: Duration = Duration::from_millis(10);
/// The time after which a task is asked to stop.
const LATE: Duration = Duration::from_secs(2);
/// The time after which a task has ignored that.
const OVERDUE: Duration = Duration::from_secs(3);
/// The time for all tasks together: a base, and a share for each task.
const TIME_TOTAL: Duration = Duration::from_secs(6);
const TIME_EACH: Duration = Duration::from_millis(10);
/// The memory for all tasks together: a base, and a share for each task.
const MAX_MEMORY: usize = 512 * 1024 * 1024;
const MEMORY_EACH: usize = 64 * 1024;

/// Watches over tasks on other threads.
#[derive(Debug)]
pub struct Watchdog {
    tasks: Mutex<Vec<Arc<Task>>>,
    stopped: Mutex<bool>,
    wake: Condvar,
    most_memory: usize,
    /// The processor time of the process at the last check.
    used: Mutex<Duration>,
    /// The time that all tasks have taken so far, in microseconds, and may take.
    taken: AtomicU64,
    most_time: Duration,
    /// The task that took the longest, with its current part.
    longest: Mutex<(Duration, Option<Overrun>)>,
}

/// A task in progress.
#[derive(Debug)]
struct Task {
    number: usize,
    what: Arc<str>,
    part: Mutex<Arc<str>>,
    /// In microseconds.
    taken: AtomicU64,
    late: AtomicBool,
}

/// A task that takes too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrun {
    /// The name of the task.
    pub what: Arc<str>,
    /// Its current part.
    pub part: Arc<str>,
    /// The resource of which it takes too much.
    pub of: Resource,
}

/// The resources that are limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// It takes too long.
    Time,
    /// It takes too much memory.
    Memory,
}

thread_local! {
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
}

static NUMBERS: AtomicUsize = AtomicUsize::new(1);

/// Whether the task of this thread has been asked to stop.
pub fn is_late() -> bool {
    CURRENT.with_borrow(|task| task.as_ref().is_some_and(|task| task.late.load(Ordering::Relaxed)))
}

/// Names the part of this thread's task that begins; gives the previous one, to be named again when this
/// part ends.
pub fn part(name: &Arc<str>) -> Option<Arc<str>> {
    CURRENT.with_borrow(|task| {
        task.as_ref().map(|task| std::mem::replace(&mut *locked(&task.part), name.clone()))
    })
}

impl Watchdog {
    /// A watchdog for `count` tasks.
    pub fn new(count: usize) -> Watchdog {
        let most_memory =
            allocator::peak().saturating_add(MAX_MEMORY).saturating_add(count.saturating_mul(MEMORY_EACH));
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let most_time = TIME_TOTAL.saturating_add(TIME_EACH.saturating_mul(count));
        Watchdog {
            tasks: Mutex::default(),
            stopped: Mutex::new(false),
            wake: Condvar::new(),
            most_memory,
            used: Mutex::new(allocator::processor_time()),
            taken: AtomicU64::new(0),
            most_time,
            longest: Mutex::default(),
        }
    }

    /// The task that took the longest, once all together have taken too long; then no further task may
    /// begin.
    pub fn exhausted(&self) -> Option<Overrun> {
        let is_over = Duration::from_micros(self.taken.load(Ordering::Relaxed)) > self.most_time;
        is_over.then(|| locked(&self.longest).1.clone()).flatten()
    }

    /// Runs a task while watching over it.
    pub fn during<T>(&self, what: &Arc<str>, run: impl FnOnce() -> T) -> T {
        let task = Arc::new(Task {
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            what: what.clone(),
            part: Mutex::new("".into()),
            taken: AtomicU64::new(0),
            late: AtomicBool::new(false),
        });
        locked(&self.tasks).push(task.clone());
        let number = task.number;
        let _done = TaskGuard {
            watchdog: self,
            number,
            outer: CURRENT.replace(Some(task)),
            bound: allocator::bind(number),
        };
        run()
    }

    /// Checks until it is told to stop, or until a task does not stop when asked to; gives such tasks, the
    /// longest first.
    pub fn watch(&self) -> Vec<Overrun> {
        let mut stopped = locked(&self.stopped);
        while !*stopped {
            (stopped, _) = self.wake.wait_timeout(stopped, LOOK).unwrap_or_else(PoisonError::into_inner);
            let over = if *stopped { Vec::new() } else { self.look() };
            if !over.is_empty() {
                return over;
            }
        }
        Vec::new()
    }

    /// Ends `watch`.
    pub fn stop(&self) {
        *locked(&self.stopped) = true;
        self.wake.notify_all();
    }

    fn look(&self) -> Vec<Overrun> {
        let now = allocator::processor_time();
        let used = now.saturating_sub(std::mem::replace(&mut *locked(&self.used), now));
        self.count(used)
    }

    /// Counts the processor time of the process since the last check towards its tasks, in equal shares,
    /// but no more for each than a single thread can have used.
    fn count(&self, used: Duration) -> Vec<Overrun> {
        let tasks = locked(&self.tasks);
        let share = used.checked_div(tasks.len() as u32).unwrap_or_default().min(LOOK);
        let refused = allocator::refused();
        let full = allocator::peak() > self.most_memory;
        let mut over: Vec<(Duration, Overrun)> = Vec::new();
        for task in &*tasks {
            let share = share.as_micros() as u64;
            self.taken.fetch_add(share, Ordering::Relaxed);
            let taken = Duration::from_micros(task.taken.fetch_add(share, Ordering::Relaxed) + share);
            let mut longest = locked(&self.longest);
            if taken > longest.0 {
                *longest = (
                    taken,
                    Some(Overrun {
                        what: task.what.clone(),
                        part: locked(&task.part).clone(),
                        of: Resource::Time,
                    }),
                );
            }
            drop(longest);
            if taken >= LATE {
                task.late.store(true, Ordering::Relaxed);
            }
            let of = if full || refused == task.number { Resource::Memory } else { Resource::Time };
            if of == Resource::Memory || taken >= OVERDUE {
                over.push((taken, Overrun { what: task.what.clone(), part: locked(&task.part).clone(), of }));
            }
        }
        // Where memory is short, the task in progress for the longest is to blame: the others have only
        // begun.
        over.sort_by_key(|(taken, over)| (std::cmp::Reverse(*taken), over.what.clone()));
        if full {
            over.truncate(1);
        }
        over.into_iter().map(|(_, over)| over).collect()
    }
}

/// Ends a task when it is dropped, however the task ends.
struct TaskGuard<'a> {
    watchdog: &'a Watchdog,
    number: usize,
    outer: Option<Arc<Task>>,
    bound: usize,
}

impl Drop for TaskGuard<'_> {
    fn drop(&mut self) {
        allocator::bind(self.bound);
        CURRENT.set(self.outer.take());
        locked(&self.watchdog.tasks).retain(|task| task.number != self.number);
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_that_take_too_long_together_are_reported_by_the_longest() {
        let watchdog = Watchdog::new(10);
        let look = |what: &str, times: u32| {
            watchdog.during(&what.into(), || {
                part(&format!("{what}.html").into());
                (0..times).for_each(|_| assert_eq!(watchdog.count(LOOK), []));
            });
        };
        look("long", 100);
        (0..51).for_each(|_| look("short", 10));
        assert_eq!(watchdog.exhausted(), None);
        look("short", 1);
        let over = watchdog.exhausted().unwrap();
        assert_eq!((&*over.what, &*over.part), ("long", "long.html"));
    }

    #[test]
    fn a_task_that_gets_no_turn_takes_no_time() {
        let watchdog = Watchdog::new(10);
        watchdog.during(&"waits".into(), || {
            (0..1000).for_each(|_| assert_eq!(watchdog.count(Duration::ZERO), []));
            assert!(!is_late());
            // Regardless of the number of other threads in the process.
            (0..299).for_each(|_| assert_eq!(watchdog.count(LOOK * 8), []));
            assert!(is_late());
            assert_eq!(watchdog.count(LOOK * 8).len(), 1);
        });
    }
}
