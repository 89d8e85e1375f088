//! Posters: takes a published record, gives all that a sheet of paper about it needs. Never sets type and never reads a file.
//!
//! ```text
//! record ─ data ─▶ PosterData ─▶ layout of the theme (posters/*.typ)
//!            ├ body   the page's HTML as a tree of nodes
//!            └ qr     the page's address as a picture
//! ```

pub mod body;
pub mod data;
pub mod qr;
