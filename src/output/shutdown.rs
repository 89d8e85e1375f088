//! The end of the program, which may come at any moment: no operation is then left half done, and no
//! temporary file is left behind.
//!
//! Anything that makes, replaces or removes a file does so in a critical section. The end waits until none
//! is open, lets none begin, and removes what is on the disk only while the program runs: staged files and
//! the lock. It never touches files of another program.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// Removes something temporary.
type Remove = Box<dyn FnOnce() + Send>;

/// The gate of this program: all its threads share one end.
static GATE: WriteGate = WriteGate::new();

thread_local! {
    /// How many critical sections this thread is in: inside one, another may begin even though the end is
    /// waiting.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Passed by everything that writes; closed for good when the program ends.
struct WriteGate {
    open: RwLock<()>,
    temporary: Mutex<TemporaryPaths>,
}

/// What is temporary, in the order in which it was made.
struct TemporaryPaths {
    next: u64,
    removals: BTreeMap<u64, Remove>,
}

/// Ends the program in good order, from a thread of its own: waits until no file is being written or
/// replaced, removes what is temporary, and calls `exit` while nothing else can write.
pub fn end(exit: impl FnOnce()) {
    GATE.end(exit);
}

/// Announces that something is about to be made, replaced or removed, until the value returned is dropped.
/// Once the program is ending, this waits forever.
pub(super) fn critical_section() -> CriticalSection {
    GATE.critical_section()
}

/// Registers how to remove something temporary that has just been made. Must be called within a critical
/// section.
pub(super) fn temporary(remove: impl FnOnce() + Send + 'static) -> Temporary {
    GATE.temporary(Box::new(remove))
}

/// Something is being written: the program does not end until this is dropped.
pub(super) struct CriticalSection {
    _open: Option<RwLockReadGuard<'static, ()>>,
}

/// Something temporary: it is removed when this is dropped, or when the program ends.
pub(super) struct Temporary {
    gate: &'static WriteGate,
    number: u64,
}

impl WriteGate {
    const fn new() -> WriteGate {
        WriteGate {
            open: RwLock::new(()),
            temporary: Mutex::new(TemporaryPaths { next: 0, removals: BTreeMap::new() }),
        }
    }

    fn critical_section(&'static self) -> CriticalSection {
        let depth = DEPTH.replace(DEPTH.get() + 1);
        CriticalSection {
            _open: (depth == 0).then(|| self.open.read().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    fn temporary(&'static self, remove: Remove) -> Temporary {
        let mut kept = self.kept();
        let number = kept.next;
        kept.next += 1;
        kept.removals.insert(number, remove);
        Temporary { gate: self, number }
    }

    fn kept(&self) -> MutexGuard<'_, TemporaryPaths> {
        self.temporary.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, exit: impl FnOnce()) {
        let _closed = self.open.write().unwrap_or_else(PoisonError::into_inner);
        let removals = std::mem::take(&mut self.kept().removals);
        // Last in, first out: it may be in a folder that was made before.
        removals.into_values().rev().for_each(|remove| remove());
        exit();
    }
}

impl Drop for CriticalSection {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _at_work = self.gate.critical_section();
        let remove = self.gate.kept().removals.remove(&self.number);
        if let Some(remove) = remove {
            remove();
        }
    }
}

impl fmt::Debug for Temporary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Brief").field(&self.number).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    use super::*;

    fn gate() -> &'static WriteGate {
        Box::leak(Box::new(WriteGate::new()))
    }

    #[test]
    fn what_is_there_for_a_while_goes_once_and_the_last_first() {
        let (gate, (sender, gone)) = (gate(), channel());
        let temporary = |name: &'static str| {
            let sender = sender.clone();
            gate.temporary(Box::new(move || sender.send(name).unwrap()))
        };
        let (_lock, staged, _more) = (temporary("lock"), temporary("staged"), temporary("more"));
        drop(staged);
        gate.end(|| sender.send("the end").unwrap());
        assert_eq!(gone.try_iter().collect::<Vec<_>>(), ["staged", "more", "lock", "the end"]);
    }

    #[test]
    fn the_end_waits_for_who_is_at_work_and_nobody_begins_after_it() {
        const WORKERS: usize = 4;
        let (gate, made, (sender, begun)) = (gate(), Arc::new(AtomicUsize::new(0)), channel());
        for _ in 0..WORKERS {
            let (made, sender) = (made.clone(), sender.clone());
            std::thread::spawn(move || {
                loop {
                    let _at_work = gate.critical_section();
                    made.fetch_add(1, Ordering::SeqCst);
                    if sender.send(()).is_err() {
                        break;
                    }
                    // A thread in a critical section may begin another: it does not wait for the end, which
                    // waits for it.
                    drop(gate.critical_section());
                    made.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
        begun.iter().take(WORKERS * 3).for_each(drop);
        gate.end(|| {
            assert_eq!(made.load(Ordering::SeqCst), 0, "something is half done");
            begun.try_iter().for_each(drop);
            (0..1000).for_each(|_| std::thread::yield_now());
            assert_eq!(begun.try_iter().count(), 0, "somebody began though the program ends");
        });
    }
}
