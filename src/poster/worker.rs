//! The process that sets type: takes orders from its standard input; answers on its standard output, and
//! may end without harm to others. A layout may compute for ever, a picture may decode to any size, and
//! Typst cannot be stopped.

use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::protocol::{
    LayoutFault, LayoutResult, PosterOrder, SetPoster, WorkerReply, WorkerRequest, WorkerSetup,
};
use super::typesetter::Typesetter;
use crate::allocator::Usage;
use crate::source::Disk;
use crate::worker::{self, SLOWER, end, watched};

/// The only argument of a program that is to set posters.
pub const WORKER: &str = "posters:set";

/// The processor time that one poster may take: twenty-five times what most need.
pub(super) const TIME: Duration = Duration::from_secs(3 * SLOWER);

/// The limits for loading the fonts: a machine may have thousands, and a font may claim to have billions of
/// characters.
pub(super) const FONTS: (Duration, usize) = (Duration::from_secs(20 * SLOWER), 400 << 20);

/// Enough stack for the deepest calls of a layout, which Typst limits.
const STACK: usize = 64 << 20;

/// The most memory that is kept from one poster for the next; a process that cannot release more is no
/// longer used.
const KEPT: usize = 48 << 20;
const FULL: usize = 80 << 20;

/// Sets posters until there are no more requests.
pub fn work() -> ExitCode {
    // A worker that is started by hand prints nothing.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK / 4).build_global();
    let (orders, waiting) = channel();
    let set = thread::Builder::new().stack_size(STACK).spawn(move || {
        // If only this thread ended, nobody would answer, and the caller would wait for ever.
        if catch_unwind(AssertUnwindSafe(|| set_all(&waiting))).is_err() {
            end(1);
        }
    });
    if set.is_err() || worker::begin().is_err() {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::new(io::stdin().lock());
    while let Ok((request, carried)) = worker::receive::<WorkerRequest>(&mut input) {
        if orders.send((request, carried)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    // The caller has ended; a poster in progress is abandoned.
    ExitCode::SUCCESS
}

fn set_all(waiting: &Receiver<(WorkerRequest, Vec<Vec<u8>>)>) {
    let mut typesetter = None;
    for (request, carried) in waiting {
        match request {
            WorkerRequest::Setup(setup) => {
                typesetter = watched(FONTS, || open(WorkerSetup { bytes: carried, ..setup }));
                if typesetter.is_none() || worker::send(&mut io::stdout().lock(), &(), &[]).is_err() {
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

fn answer(mut outcome: LayoutResult, took: Duration) -> io::Result<()> {
    let mut carried = Vec::new();
    if let Ok(SetPoster { pdf, drawn, .. }) = &mut outcome {
        carried.push(std::mem::take(pdf));
        carried.append(drawn);
    }
    // Typst's caches save the next poster half of its time, but must not take too much memory.
    if Usage::now().memory > KEPT {
        comemo::evict(0);
        Usage::give_back();
    }
    let lacks = |fault: &LayoutFault| matches!(fault, LayoutFault::FontUnread(_));
    let lacks_font = outcome.as_ref().is_err_and(|faults| faults.iter().any(lacks));
    let spent = lacks_font || Usage::now().memory > FULL;
    worker::send(
        &mut io::stdout().lock(),
        &WorkerReply { outcome, took: took.as_millis() as u64, spent },
        &carried,
    )
}
