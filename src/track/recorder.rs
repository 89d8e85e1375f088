//! Records the questions asked while something is drawn.
//!
//! A component of a template sees no context, so the recorder is a stack of the thread's own: each drawing opens a frame
//! and takes it away with its questions, also when the drawing fails. Work inside a frame never moves to another thread.

use std::cell::RefCell;

use super::question::Question;

/// The questions one drawing asked, each once, sorted.
pub type Trace = Vec<Question>;

thread_local! {
    static FRAMES: RefCell<Vec<Vec<Question>>> = const { RefCell::new(Vec::new()) };
}

/// Notes that the drawing under way asked `question`.
pub fn record(question: Question) {
    FRAMES.with(|frames| {
        if let Some(frame) = frames.borrow_mut().last_mut() {
            // Most questions that are asked again are asked again at once, or were among the first.
            let near = frame.len().saturating_sub(4);
            if !frame.iter().take(6).chain(&frame[near..]).any(|asked| *asked == question) {
                frame.push(question);
            }
        }
    });
}

/// Notes that the drawing under way asked all that was asked to make something it shows.
pub fn record_all(asked: &[Question]) {
    FRAMES.with(|frames| {
        if let Some(frame) = frames.borrow_mut().last_mut() {
            frame.extend_from_slice(asked);
        }
    });
}

/// Runs `draw` and gives its result with the questions it asked.
pub fn recording<T>(draw: impl FnOnce() -> T) -> (T, Trace) {
    /// Takes the frame away even when `draw` panics, so that the thread's next drawing starts clean.
    struct Frame(usize);
    impl Drop for Frame {
        fn drop(&mut self) {
            FRAMES.with(|frames| frames.borrow_mut().truncate(self.0));
        }
    }
    let depth = FRAMES.with(|frames| {
        let mut frames = frames.borrow_mut();
        frames.push(Vec::new());
        frames.len() - 1
    });
    let frame = Frame(depth);
    let result = draw();
    let mut trace = FRAMES.with(|frames| frames.borrow_mut().get_mut(depth).map(std::mem::take)).unwrap_or_default();
    drop(frame);
    trace.sort_unstable();
    trace.dedup();
    (result, trace)
}
