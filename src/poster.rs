//! Posters: takes a published record, gives all that a sheet of paper about it needs, and sets it. Never writes a file.
//!
//! ```text
//! record ─ data ─▶ PosterData ─▶ layout of the theme (posters/*.typ)
//!            ├ body   the page's HTML as a tree of nodes
//!            └ qr     the page's address as a picture
//! ```

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

#[cfg(feature = "poster")]
pub use press::{Job, Press, forget};
#[cfg(feature = "poster")]
pub use sheet::{Sheet, WIDTH, bind};
