//! Processes that set type: starts them when they are needed, keeps the idle ones, and reports why one has
//! ended. Each has loaded the fonts and Typst's library, so that only its first poster waits for them.

use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::protocol::{LayoutResult, PosterOrder, WorkerReply, WorkerRequest, WorkerSetup};
use super::worker::WORKER;
use crate::track::Digest;
use crate::worker::{self, WorkerEnd};

/// Why an order has no outcome.
#[derive(Debug)]
pub(super) enum WorkerFailure {
    /// It took too long.
    TooLong,
    /// It took too much memory.
    TooMuch,
    /// The process died.
    Died,
    /// The fonts could not be loaded.
    Fonts,
    /// A font file could not be read: its path, and why.
    FontUnread(String),
    /// The layout was stopped with other records before.
    NotTried,
    /// The earlier posters took up the time for all posters.
    NoTimeLeft,
    /// The process could not be started.
    NotStarted(io::Error),
}

/// Processes that are waiting for work.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// A process that sets type.
struct Worker {
    program: PathBuf,
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// The digest of the setup that it has received.
    setup: Option<Digest>,
}

/// Has an order set by a process of `program`; gives the outcome and the processor time that it took.
/// `digest` is the digest of the setup.
pub(super) fn set(
    program: &Path,
    (setup, digest): (&WorkerSetup, Digest),
    order: &PosterOrder,
) -> Result<(LayoutResult, Duration), WorkerFailure> {
    let mut worker = idle(program, digest)
        .map_or_else(|| Worker::start(program), Ok)
        .map_err(WorkerFailure::NotStarted)?;
    match worker.set((setup, digest), order) {
        Ok(WorkerReply { outcome, took, spent }) => {
            if !spent {
                IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
            }
            Ok((outcome, Duration::from_millis(took)))
        }
        Err(_) => Err(worker.ended()),
    }
}

/// An idle process, if there is one; preferably one that has this setup.
fn idle(program: &Path, digest: Digest) -> Option<Worker> {
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let fits = |worker: &Worker| worker.program == program;
    let knows = |worker: &Worker| fits(worker) && worker.setup == Some(digest);
    let at = idle.iter().position(knows).or_else(|| idle.iter().position(fits))?;
    Some(idle.swap_remove(at))
}

impl Worker {
    fn start(program: &Path) -> io::Result<Worker> {
        let mut child = worker::start(program, WORKER)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        Ok(Worker {
            program: program.to_owned(),
            child,
            input: BufWriter::new(input),
            output: BufReader::new(output),
            setup: None,
        })
    }

    fn set(
        &mut self,
        (setup, digest): (&WorkerSetup, Digest),
        order: &PosterOrder,
    ) -> io::Result<WorkerReply> {
        if self.setup != Some(digest) {
            self.setup = None;
            worker::send(
                &mut self.input,
                &WorkerRequest::<&WorkerSetup, &PosterOrder>::Setup(setup),
                &setup.bytes,
            )?;
            worker::receive::<()>(&mut self.output)?;
            self.setup = Some(digest);
        }
        worker::send(
            &mut self.input,
            &WorkerRequest::<&WorkerSetup, &PosterOrder>::Order(order),
            &order.bytes,
        )?;
        let (mut answer, carried) = worker::receive::<WorkerReply>(&mut self.output)?;
        if let Ok(pages) = &mut answer.outcome {
            let mut carried = carried.into_iter();
            (pages.pdf, pages.drawn) = (carried.next().unwrap_or_default(), carried.collect());
        }
        Ok(answer)
    }

    /// Why it has ended.
    fn ended(&mut self) -> WorkerFailure {
        match worker::ended(&mut self.child) {
            _ if self.setup.is_none() => WorkerFailure::Fonts,
            WorkerEnd::TooLong => WorkerFailure::TooLong,
            WorkerEnd::TooMuch => WorkerFailure::TooMuch,
            WorkerEnd::Died => WorkerFailure::Died,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
