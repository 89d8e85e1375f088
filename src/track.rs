//! What a page reads, and when that changes: takes questions, gives the digests of their answers, and the
//! clock.
//!
//! Takes nothing from the stages; provides [`Clock`] and [`Digest`] to them. With these, the gateway of
//! `render` records what each target asks, and `output` keeps it in the manifest. Nothing here knows what
//! an answer means.

mod clock;
mod digest;
mod key;
mod question;
mod question_id;
mod recorder;
mod sha256;

pub use clock::{Clock, ManualClock};
pub use digest::{Digest, Digester, FastBuildHasher};
pub use key::{PageKey, PhotoCopyKey, PosterKey, RegisterKey, SettingKey};
pub use question::{Question, QuestionKind};
pub use question_id::{CachedQuestionId, QuestionId};
pub use recorder::{Trace, is_recording, record, record_all, record_asked, recording};
pub use sha256::{hex, sha256};
