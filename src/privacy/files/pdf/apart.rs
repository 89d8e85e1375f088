//! PDF read in a second process: a file of three kilobytes can draw a billion times, or unpack to
//! gigabytes, and its reader cannot be asked to stop.

use std::io::{self, BufReader};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::{PdfFault, PdfText, extract};
use crate::worker::{self, SLOWER, WorkerEnd, watched};

/// The only argument of a process that is to read a PDF.
pub(crate) const READER: &str = "pdf:read";

/// The most time and memory for one file: a hundred times what most need.
const MOST: (Duration, usize) = (Duration::from_secs(4 * SLOWER), 400 << 20);

/// The size of the stack, for drawings that are deeply nested.
const STACK: usize = 64 << 20;

/// After so many files that had to be abandoned, no others are tried.
const MAX_STOPPED: usize = 4;

/// What a process reports about a file.
type Answer = Result<PdfText, PdfFault>;

/// The text of a file, read by `program`; counts in `stopped` if that had to be ended.
pub(super) fn read(bytes: &[u8], program: &Path, stopped: &AtomicUsize) -> Answer {
    if stopped.load(Ordering::Relaxed) >= MAX_STOPPED {
        return Err(PdfFault::NotTried);
    }
    let Ok(mut child) = worker::start(program, READER) else { return Err(PdfFault::Died) };
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let asked = input.map(|mut input| worker::send(&mut input, &(), &[bytes.to_vec()]));
    let answer = match (asked, output) {
        (Some(Ok(())), Some(output)) => worker::receive::<Answer>(&mut BufReader::new(output)).ok(),
        _ => None,
    };
    let end = worker::ended(&mut child);
    answer.map_or_else(
        || {
            stopped.fetch_add(1, Ordering::Relaxed);
            Err(match end {
                WorkerEnd::TooLong => PdfFault::TooLong,
                WorkerEnd::TooMuch => PdfFault::TooMuch,
                WorkerEnd::Died => PdfFault::Died,
            })
        },
        |(answer, _)| answer,
    )
}

/// Reads a file from the input and reports its text.
pub(crate) fn work() -> ExitCode {
    let reading = thread::Builder::new().stack_size(STACK).spawn(|| {
        let (_, carried): ((), _) = worker::receive(&mut BufReader::new(io::stdin().lock()))?;
        let bytes = carried.into_iter().next().unwrap_or_default();
        let answer = watched(MOST, || extract(bytes));
        worker::send(&mut io::stdout().lock(), &answer, &[])
    });
    if worker::begin().is_err() {
        return ExitCode::FAILURE;
    }
    match reading.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
