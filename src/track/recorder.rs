//! Records the questions asked while something is drawn.
//!
//! A component of a template sees no context, so the recorder is a stack of the thread's own: each drawing
//! opens a frame and takes it away with its questions, also when the drawing fails. Work inside a frame never
//! moves to another thread.

use std::cell::RefCell;

use super::question::QuestionKind;
use super::question_id::QuestionId;

/// The questions one drawing asked, each once, by number.
pub type Trace = Vec<QuestionId>;

thread_local! {
    static FRAMES: RefCell<Vec<Trace>> = const { RefCell::new(Vec::new()) };
}

/// Notes that the drawing under way asked this of that.
pub fn record(kind: QuestionKind, key: &str) {
    record_if(|| QuestionId::of(kind, key));
}

/// Notes that the drawing under way asked a question whose number is known.
pub fn record_asked(asked: QuestionId) {
    record_if(|| asked);
}

fn record_if(asked: impl FnOnce() -> QuestionId) {
    FRAMES.with_borrow_mut(|frames| {
        if let Some(frame) = frames.last_mut() {
            let asked = asked();
            // A question that is asked again is mostly asked again at once.
            if frame.last() != Some(&asked) {
                frame.push(asked);
            }
        }
    });
}

/// Notes that the drawing under way asked all that was asked to make something it shows.
pub fn record_all(asked: &[QuestionId]) {
    FRAMES.with_borrow_mut(|frames| {
        if let Some(frame) = frames.last_mut() {
            frame.extend_from_slice(asked);
        }
    });
}

/// Whether something is being drawn on this thread. Whatever shares its work among threads may be handed
/// other work while it waits, whose questions would be taken for those of the drawing under way.
pub fn is_recording() -> bool {
    FRAMES.with_borrow(|frames| !frames.is_empty())
}

/// Runs `draw` and gives its result with the questions it asked.
pub fn recording<T>(draw: impl FnOnce() -> T) -> (T, Trace) {
    /// Takes the frame away even when `draw` panics, so that the thread's next drawing starts clean.
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
    // A copy is as long as it needs to be: ten thousand wait for the end of a build.
    (result, trace.clone())
}
