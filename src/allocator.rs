//! The allocator: gives the program and its benchmarks their memory.
#![expect(
    unsafe_code,
    reason = "an allocator is unsafe to write; each of its functions only passes on what it was given"
)]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use libmimalloc_sys::{
    mi_free, mi_malloc, mi_malloc_aligned, mi_realloc, mi_realloc_aligned, mi_zalloc, mi_zalloc_aligned,
};

/// Mimalloc. A request for no more alignment than every block has, as nearly all are, takes the fast path:
/// the other one, which the crate `mimalloc` uses for all, costs a build one instruction in twenty-five.
#[derive(Debug)]
pub struct Allocator;

/// The largest block that a task under a watchdog can get.
const MAX_BOUND: usize = 512 * 1024 * 1024;

thread_local! {
    static BOUND: Cell<usize> = const { Cell::new(0) };
}

static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// Binds this thread to a task: it gets no block that is far too large for anything a site may need. 0
/// means no task. Gives the previous task.
pub(crate) fn bind(task: usize) -> usize {
    BOUND.replace(task)
}

/// The task that asked for too large a block, and has been suspended since; 0 while there is none.
pub(crate) fn refused() -> usize {
    REFUSED.load(Ordering::Relaxed)
}

/// The most memory that the process has had so far.
pub(crate) fn peak() -> usize {
    let mut peak = 0;
    let none = std::ptr::null_mut;
    // SAFETY: each argument may be null; the one that is not is a place for the number.
    unsafe { mi_process_info(none(), none(), none(), none(), &raw mut peak, none(), none(), none()) };
    peak
}

/// The processor time of the process so far, on all processors together.
pub(crate) fn processor_time() -> Duration {
    let (mut user, mut system) = (0, 0);
    let none = std::ptr::null_mut;
    // SAFETY: as for `peak`.
    unsafe {
        mi_process_info(none(), &raw mut user, &raw mut system, none(), none(), none(), none(), none());
    }
    Duration::from_millis((user + system) as u64)
}

/// Suspends a bound thread whose request is too large. An allocator cannot fail without aborting the whole
/// program, and must not unwind: the thread stops here, and its watchdog has the program ended in good
/// order.
#[cold]
fn refuse() {
    let task = BOUND.try_with(Cell::get).unwrap_or(0);
    if task != 0 {
        REFUSED.store(task, Ordering::Relaxed);
        loop {
            std::thread::sleep(Duration::from_secs(60));
        }
    }
}

/// Whether any block of this size is aligned sufficiently: to its size, and from 16 bytes on to 16.
fn is_plain(size: usize, align: usize) -> bool {
    align <= size.min(16)
}

// SAFETY: mimalloc keeps the promises of `GlobalAlloc`: blocks are as large and as aligned as asked for,
// `mi_free` and `mi_realloc` take blocks of both ways, and it never unwinds.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        if size > MAX_BOUND {
            refuse();
        }
        // SAFETY: both take any size; an alignment is a power of two.
        unsafe { if is_plain(size, align) { mi_malloc(size) } else { mi_malloc_aligned(size, align) }.cast() }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        if size > MAX_BOUND {
            refuse();
        }
        // SAFETY: as for `alloc`.
        unsafe { if is_plain(size, align) { mi_zalloc(size) } else { mi_zalloc_aligned(size, align) }.cast() }
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the block came from one of the others.
        unsafe { mi_free(block.cast()) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let (block, align) = (block.cast(), layout.align());
        if size > MAX_BOUND {
            refuse();
        }
        // SAFETY: the block came from one of the others, and no size that may be asked for is too large for a
        // layout.
        unsafe {
            if is_plain(size, align) {
                mi_realloc(block, size)
            } else {
                mi_realloc_aligned(block, size, align)
            }
            .cast()
        }
    }
}

unsafe extern "C" {
    /// Also part of mimalloc's own interface: returns free memory to the system.
    #[cfg(feature = "poster")]
    fn mi_collect(force: bool);

    /// Also part of mimalloc's own interface, of which the crate declares only a little; it works on each
    /// system in the way of that system. Times are in milliseconds.
    fn mi_process_info(
        elapsed: *mut usize,
        user: *mut usize,
        system: *mut usize,
        resident: *mut usize,
        peak_resident: *mut usize,
        committed: *mut usize,
        peak_committed: *mut usize,
        faults: *mut usize,
    );
}

/// What this process has used so far.
#[cfg(any(feature = "pdf", feature = "poster"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// The time on all processors together.
    pub(crate) time: Duration,
    /// The bytes that it holds now; 0 with another allocator.
    pub(crate) memory: usize,
}

#[cfg(any(feature = "pdf", feature = "poster"))]
impl Usage {
    /// The present usage.
    pub(crate) fn now() -> Usage {
        let mut memory = 0;
        let none = std::ptr::null_mut;
        // SAFETY: as for `peak`.
        unsafe { mi_process_info(none(), none(), none(), none(), none(), &raw mut memory, none(), none()) };
        Usage { time: processor_time(), memory }
    }

    /// Returns the memory that this thread has freed to the system now, not at some later time.
    #[cfg(feature = "poster")]
    pub(crate) fn give_back() {
        // SAFETY: it may be called at any time.
        unsafe { mi_collect(true) }
    }
}
