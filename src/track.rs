//! What a page read, and when that changes: questions, their answers' digests, and the clock.
//!
//! Takes nothing from the stages; gives them [`Clock`] and [`Digest`]. The gateway of `render` records with
//! these what each target asked, and `output` keeps it in the manifest. Nothing here knows what an answer
//! means.

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
