//! What a piece of work costs, whatever else the machine is doing meanwhile.

use std::time::{Duration, Instant};

/// Does some work on one thread; gives what came of it, and how long a processor was busy with it. On systems
/// that do not tell, it is how long it took.
pub fn busy<R: Send>(work: impl FnOnce() -> R + Send) -> (R, Duration) {
    // What would otherwise go to other threads stays on this one, and is counted.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    alone.install(|| {
        let (spent, started) = (spent(), Instant::now());
        let done = work();
        let busy = self::spent().zip(spent).map_or_else(|| started.elapsed(), |(now, before)| now - before);
        (done, busy)
    })
}

/// The processor time of this thread. Linux tells it in hundredths of a second.
fn spent() -> Option<Duration> {
    let reported = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    // The name of the thread, in brackets, may hold spaces; user and system time are the 14th and 15th field.
    let mut fields = reported.rsplit_once(") ")?.1.split(' ').skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((next()? + next()?) * 10))
}
