//! Ctrl-C and other requests to end the program: it ends at once, whatever it is doing, and leaves nothing
//! half done.

use super::SayArgs;
use super::print::Printer;
use crate::output;

/// The exit status of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Lets the program end in good order when it is interrupted. To be called before anything is locked or
/// written: until then the system ends it, and nothing needs to be cleaned up.
pub(super) fn end_when_interrupted(say: &SayArgs) {
    #[expect(clippy::exit, reason = "the edge ends the program, from the thread that hears of the interrupt")]
    let heard = ctrlc::set_handler(|| output::end(|| std::process::exit(INTERRUPTED)));
    if let Err(error) = heard {
        Printer::new(say, None).line(&format!("Ctrl-C: {error}"));
    }
}
