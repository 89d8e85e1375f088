//! The process that sets type: takes orders from its standard input, answers on its standard output, and dies
//! alone. A layout may compute without end, a picture may unpack to any size, and Typst has no way to be
//! stopped: so a watchdog looks at what the process has used, and ends it.

use std::io::{self, BufReader};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::protocol::{
    self, LayoutFault, LayoutResult, PosterOrder, SetPoster, WorkerReply, WorkerRequest, WorkerSetup,
};
use super::typesetter::Typesetter;
use crate::Usage;
use crate::source::Disk;

/// The only argument of a program that is to set posters.
pub const WORKER: &str = "posters:set";

/// The status of a worker that took too long, and of one that took too much memory.
pub(super) const TOO_LONG: u8 = 70;
pub(super) const TOO_MUCH: u8 = 71;

/// How much slower the same work is in a program that is not optimised.
pub(super) const SLOWER: u64 = if cfg!(debug_assertions) { 6 } else { 1 };

/// The processor time that one poster may take: twenty-five times what most take.
pub(super) const TIME: Duration = Duration::from_secs(3 * SLOWER);

/// What looking through the fonts may take: a machine may have thousands, a font may say that it has billions
/// of characters.
pub(super) const FONTS: (Duration, usize) = (Duration::from_secs(20 * SLOWER), 400 << 20);

/// The time by the clock, if nothing moves; while the processors have many others to serve, a poster waits.
const WAIT: Duration = Duration::from_secs(300);

/// How often the watchdog looks: a process can fill so many megabytes in that time.
const LOOK: Duration = Duration::from_millis(10);

/// As deep as a layout may call itself: Typst counts its calls, and this is what they may take.
const STACK: usize = 64 << 20;

/// The most memory that is kept from one poster for the next; a process that cannot give more back is no
/// longer used.
const KEPT: usize = 48 << 20;
const FULL: usize = 80 << 20;

/// What the poster that is being set may use, in milliseconds and bytes of this process; nothing while none
/// is.
struct MemoryAndTime {
    time: AtomicU64,
    memory: AtomicUsize,
}

static ALLOWED: MemoryAndTime =
    MemoryAndTime { time: AtomicU64::new(u64::MAX), memory: AtomicUsize::new(usize::MAX) };

/// Sets posters until there are no more requests.
pub fn work() -> ExitCode {
    // A worker that is started by hand has nothing to say.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK / 4).build_global();
    let (orders, waiting) = channel();
    let set = thread::Builder::new().stack_size(STACK).spawn(move || set_all(&waiting));
    let watched = thread::Builder::new().spawn(watch);
    if set.is_err() || watched.is_err() {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::new(io::stdin().lock());
    while let Ok((request, carried)) = protocol::receive::<WorkerRequest>(&mut input) {
        if orders.send((request, carried)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    // The caller has ended, whatever is being set.
    ExitCode::SUCCESS
}

fn set_all(waiting: &Receiver<(WorkerRequest, Vec<Vec<u8>>)>) {
    let mut typesetter = None;
    for (request, carried) in waiting {
        match request {
            WorkerRequest::Setup(setup) => {
                typesetter = watched(FONTS, || open(WorkerSetup { bytes: carried, ..setup }));
                if typesetter.is_none() || protocol::send(&mut io::stdout().lock(), &(), &[]).is_err() {
                    end(1);
                }
            }
            WorkerRequest::Order(order) => {
                let Some(typesetter) = &typesetter else { end(1) };
                let order = PosterOrder { bytes: carried, ..order };
                let before = Usage::now().time;
                let outcome = watched((TIME, order.memory), || typesetter.set(&order));
                if answer(outcome, Usage::now().time.saturating_sub(before)).is_err() {
                    end(1);
                }
            }
        }
    }
}

fn open(setup: WorkerSetup) -> Option<Typesetter> {
    let disk = Disk::new(&setup.root).ok()?;
    Some(Typesetter::new(&setup, &disk))
}

/// Does something under the eyes of the watchdog.
fn watched<T>((time, memory): (Duration, usize), work: impl FnOnce() -> T) -> T {
    let allowed = Usage::now().time + time;
    ALLOWED.memory.store(memory, Ordering::Relaxed);
    ALLOWED.time.store(allowed.as_millis() as u64, Ordering::Release);
    let done = work();
    ALLOWED.time.store(u64::MAX, Ordering::Release);
    ALLOWED.memory.store(usize::MAX, Ordering::Relaxed);
    done
}

fn answer(mut outcome: LayoutResult, took: Duration) -> io::Result<()> {
    let mut carried = Vec::new();
    if let Ok(SetPoster { pdf, drawn, .. }) = &mut outcome {
        carried.push(std::mem::take(pdf));
        carried.append(drawn);
    }
    // What Typst remembers saves the next poster half of its time, but not for any price.
    if Usage::now().memory > KEPT {
        comemo::evict(0);
        Usage::give_back();
    }
    let lacks = |fault: &LayoutFault| matches!(fault, LayoutFault::FontUnread(_));
    let lacks_font = outcome.as_ref().is_err_and(|faults| faults.iter().any(lacks));
    let spent = lacks_font || Usage::now().memory > FULL;
    protocol::send(
        &mut io::stdout().lock(),
        &WorkerReply { outcome, took: took.as_millis() as u64, spent },
        &carried,
    )
}

/// Ends the process when a poster has used what it may.
fn watch() {
    let mut since: Option<(u64, Instant)> = None;
    loop {
        thread::sleep(LOOK);
        let time = ALLOWED.time.load(Ordering::Acquire);
        if time == u64::MAX {
            since = None;
            continue;
        }
        // The same limit is the same poster.
        let begun = since.filter(|(which, _)| *which == time).map_or_else(Instant::now, |(_, begun)| begun);
        since = Some((time, begun));
        let spent = Usage::now();
        if spent.memory > ALLOWED.memory.load(Ordering::Relaxed) {
            end(TOO_MUCH);
        }
        if spent.time.as_millis() as u64 > time || begun.elapsed() > WAIT {
            end(TOO_LONG);
        }
    }
}

/// Ends the process, whatever its other threads do.
#[expect(clippy::exit, reason = "a thread that computes without end cannot be asked to stop")]
fn end(status: u8) -> ! {
    std::process::exit(i32::from(status))
}
