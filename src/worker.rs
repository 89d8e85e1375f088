//! Worker processes, which may end without harm to others. Some work may never end, and the library that
//! does it cannot be asked to stop: setting type, reading a PDF. It is done in a second process of this
//! program, in which a watchdog checks the resources used, and ends the process. Takes the program to
//! start; gives the process, and the messages between the two: each is a head as JSON, followed by bytes.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::allocator::Usage;

/// How much slower the same work is in a program that is not optimised.
pub(crate) const SLOWER: u64 = if cfg!(debug_assertions) { 6 } else { 1 };

/// The status of a process that took too long, and of one that took too much memory.
const TOO_LONG: u8 = 70;
const TOO_MUCH: u8 = 71;

/// The longest wait by the clock if nothing happens; on a busy machine a process has to wait for the
/// processors.
const WAIT: Duration = Duration::from_secs(300);

/// How often the watchdog checks: a process can fill about as many megabytes in between.
const LOOK: Duration = Duration::from_millis(10);

/// Why a process has ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkerEnd {
    /// It took too long.
    TooLong,
    /// It took too much memory.
    TooMuch,
    /// It died.
    Died,
}

/// What the current work may use, in milliseconds and bytes of this process; 0 while there is none.
struct MemoryAndTime {
    time: AtomicU64,
    memory: AtomicUsize,
}

static ALLOWED: MemoryAndTime =
    MemoryAndTime { time: AtomicU64::new(u64::MAX), memory: AtomicUsize::new(usize::MAX) };

/// Starts `program`, which is this program, a second time for the work of that name; messages go through
/// its standard input and output.
///
/// # Errors
/// The system's error.
pub(crate) fn start(program: &Path, name: &str) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.arg(name).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    by_itself(&mut command);
    command.spawn()
}

/// Ends a process that gave no answer, and says why it gave none.
pub(crate) fn ended(child: &mut Child) -> WorkerEnd {
    // If it is still running, it has sent an invalid message.
    let _ = child.kill();
    match child.wait().ok().and_then(|status| status.code()) {
        Some(code) if code == i32::from(TOO_LONG) => WorkerEnd::TooLong,
        Some(code) if code == i32::from(TOO_MUCH) => WorkerEnd::TooMuch,
        _ => WorkerEnd::Died,
    }
}

/// Starts the watchdog of this process.
///
/// # Errors
/// No further thread can be started.
pub(crate) fn begin() -> io::Result<()> {
    thread::Builder::new().spawn(watch).map(drop)
}

/// Does some work within limits that the watchdog enforces.
pub(crate) fn watched<T>((time, memory): (Duration, usize), work: impl FnOnce() -> T) -> T {
    let allowed = Usage::now().time + time;
    ALLOWED.memory.store(memory, Ordering::Relaxed);
    ALLOWED.time.store(allowed.as_millis() as u64, Ordering::Release);
    let done = work();
    ALLOWED.time.store(u64::MAX, Ordering::Release);
    ALLOWED.memory.store(usize::MAX, Ordering::Relaxed);
    done
}

/// Ends the process when the current work has used up its limits.
fn watch() {
    let mut since: Option<(u64, Instant)> = None;
    loop {
        thread::sleep(LOOK);
        let time = ALLOWED.time.load(Ordering::Acquire);
        if time == u64::MAX {
            since = None;
            continue;
        }
        // The same limit means the same work.
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

/// Ends the process, whatever its other threads are doing.
#[expect(clippy::exit, reason = "a thread that computes without end cannot be asked to stop")]
pub(crate) fn end(status: u8) -> ! {
    std::process::exit(i32::from(status))
}

/// Ctrl-C in a terminal reaches the whole process group. A worker ends when its work is done or nobody
/// waits for it any more.
#[cfg(unix)]
fn by_itself(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Ctrl-C in a terminal reaches the whole process group.
#[cfg(windows)]
fn by_itself(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW);
}

/// On other systems there is nothing to separate.
#[cfg(not(any(unix, windows)))]
fn by_itself(_: &mut Command) {}

/// A longer message is not one of ours.
const LONGEST: u64 = 1 << 31;

/// Writes a message: its head as JSON, then the bytes that it carries, each preceded by its length.
///
/// # Errors
/// The other process has gone.
pub(crate) fn send(to: &mut impl Write, head: &impl Serialize, carried: &[Vec<u8>]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    to.write_all(&(carried.len() as u64).to_le_bytes())?;
    for part in std::iter::once(&head).chain(carried) {
        to.write_all(&(part.len() as u64).to_le_bytes())?;
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads a message.
///
/// # Errors
/// The other process has gone, or has sent an invalid message.
pub(crate) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<Vec<u8>>)> {
    let parts = number(from)?;
    let head = part(from)?;
    let carried = (0..parts).map(|_| part(from)).collect::<io::Result<Vec<_>>>()?;
    Ok((serde_json::from_slice(&head)?, carried))
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Some(u64::from_le_bytes(bytes))
        .filter(|number| *number < LONGEST)
        .ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn part(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let len = number(from)?;
    let mut bytes = Vec::new();
    match from.take(len).read_to_end(&mut bytes)? as u64 == len {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received_and_what_is_cut_short_is_reported() {
        let head = ("错".to_owned(), vec![1, 3]);
        let carried = vec![b"pdf".to_vec(), Vec::new()];
        let mut sent = Vec::new();
        send(&mut sent, &head, &carried).unwrap();
        assert_eq!(receive::<(String, Vec<u32>)>(&mut &*sent).unwrap(), (head, carried));
        for end in 0..sent.len() {
            assert!(
                receive::<(String, Vec<u32>)>(&mut &sent[..end]).is_err(),
                "{end} bytes are taken for all"
            );
        }
        assert!(receive::<(String, Vec<u32>)>(&mut &b"Usage: lilong [OPTIONS]\n"[..]).is_err());
    }
}
