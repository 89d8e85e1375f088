//! Posters: takes a published record; gives all that a sheet of paper about it needs, and sets it. Never
//! writes a file.
//!
//! ```text
//! record ─ data ─▶ PosterData ─ job ─▶ PosterJob ─ press ─▶ worker ─ typesetter ─▶ PDF, PNG
//!          ├ body  the page's HTML              ├ quantity, picture:    └ world, fonts, glyphs, sheet:
//!          │       as a tree of nodes           │ whether it can be set   what Typst sees
//!          └ qr    its address as a picture     ├ protocol, pool: what workers are sent
//!                                               └ faults: what to report
//! ```
//!
//! `data`, `body`, `qr`, `quantity` and `job` are pure. The press and what it needs require the feature
//! `poster`; without it a build still knows which records would have a poster. A worker is a process of its
//! own, so that a layout that computes for ever stops nothing else.

pub mod body;
pub mod data;
mod job;
pub mod qr;

#[cfg(feature = "poster")]
mod faults;
#[cfg(feature = "poster")]
mod fonts;
#[cfg(feature = "poster")]
mod glyphs;
#[cfg(feature = "poster")]
mod picture;
#[cfg(feature = "poster")]
mod pool;
#[cfg(feature = "poster")]
mod press;
#[cfg(feature = "poster")]
mod protocol;
#[cfg(feature = "poster")]
mod quantity;
#[cfg(feature = "poster")]
mod sheet;
#[cfg(feature = "poster")]
mod typesetter;
#[cfg(feature = "poster")]
mod worker;
#[cfg(feature = "poster")]
mod world;

pub use job::{PosterJob, PosterJobs};
#[cfg(feature = "poster")]
pub use press::{PosterSheet, Press, set_each};
#[cfg(feature = "poster")]
pub use protocol::DrawnPages;
#[cfg(feature = "poster")]
pub use sheet::WIDTH;
#[cfg(feature = "poster")]
pub use worker::{WORKER, work};
