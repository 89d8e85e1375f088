//! Posters: takes a published record, gives all that a sheet of paper about it needs, and sets it. Never writes a file.
//!
//! ```text
//! record ─ data ─▶ PosterData ─ job ─▶ Job ─ press ─▶ Sheet ─▶ PDF, PNG
//!            ├ body   the page's HTML as a tree of nodes         │
//!            └ qr     the page's address as a picture            └ world, fonts, glyphs: what Typst sees, and whether
//!                                                                  every character was drawn
//! ```
//!
//! `data`, `body`, `qr` and `job` are pure. The press and its fonts need the feature `poster`; without it a build still knows
//! which records would have one.

pub mod body;
pub mod data;
mod job;
pub mod qr;

#[cfg(feature = "poster")]
mod fonts;
#[cfg(feature = "poster")]
mod glyphs;
#[cfg(feature = "poster")]
mod press;
#[cfg(feature = "poster")]
mod sheet;
#[cfg(feature = "poster")]
mod world;

pub use job::{Job, Jobs};
#[cfg(feature = "poster")]
pub use press::{Press, set_each};
#[cfg(feature = "poster")]
pub use sheet::{Sheet, WIDTH, bind};
