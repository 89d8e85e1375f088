//! Records questions: takes a function that draws, gives its result and the questions it asked.
//!
//! A component of a template has no access to a context, so the recorder is a thread-local stack: each
//! drawing opens a frame and removes it with its questions, even if the drawing fails. Work inside a frame
//! never moves to another thread.

use std::cell::RefCell;

use super::question::QuestionKind;
use super::question_id::QuestionId;

/// The questions that one drawing asked, each once, by number.
pub type Trace = Vec<QuestionId>;

thread_local! {
    static FRAMES: RefCell<Vec<Trace>> = const { RefCell::new(Vec::new()) };
}

/// Records that the present drawing asked this question.
pub fn record(kind: QuestionKind, key: &str) {
    record_if(|| QuestionId::of(kind, key));
}

/// Records that the present drawing asked a question whose number is known.
pub fn record_asked(asked: QuestionId) {
    record_if(|| asked);
}

fn record_if(asked: impl FnOnce() -> QuestionId) {
    FRAMES.with_borrow_mut(|frames| {
        if let Some(frame) = frames.last_mut() {
            let asked = asked();
            // If a question is repeated, it usually follows itself immediately.
            if frame.last() != Some(&asked) {
                frame.push(asked);
            }
        }
    });
}

/// Records that the present drawing asked all the questions that went into something it shows.
pub fn record_all(asked: &[QuestionId]) {
    FRAMES.with_borrow_mut(|frames| {
        if let Some(frame) = frames.last_mut() {
            frame.extend_from_slice(asked);
        }
    });
}

/// Whether something is being drawn on this thread. Code that shares its work among threads may be given
/// other work while it waits, whose questions would be attributed to the present drawing.
pub fn is_recording() -> bool {
    FRAMES.with_borrow(|frames| !frames.is_empty())
}

/// Runs `draw` and gives its result with the questions it asked.
pub fn recording<T>(draw: impl FnOnce() -> T) -> (T, Trace) {
    /// Removes the frame even if `draw` panics, so that the next drawing of the thread starts clean.
    struct Frame(usize);
    impl Drop for Frame {
        fn drop(&mut self) {
            FRAMES.with_borrow_mut(|frames| frames.truncate(self.0));
        }
    }
    let depth = FRAMES.with_borrow_mut(|frames| {
        frames.push(Vec::with_capacity(32));
        frames.len() - 1
    });
    let frame = Frame(depth);
    let result = draw();
    let mut trace =
        FRAMES.with_borrow_mut(|frames| frames.get_mut(depth).map(std::mem::take)).unwrap_or_default();
    drop(frame);
    trace.sort_unstable();
    trace.dedup();
    // A clone has no spare capacity: ten thousand of them are kept until the end of a build.
    (result, trace.clone())
}
