//! Posters, read back by programs that are not ours: poppler reads the PDFs, zbar the codes, ImageMagick
//! compares pictures.
#![cfg(feature = "poster")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

#[path = "poster/codes.rs"]
mod codes;
mod common;
#[path = "poster/pictures.rs"]
mod pictures;
#[path = "poster/rebuild.rs"]
mod rebuild;
#[path = "poster/sheets.rs"]
mod sheets;
#[path = "poster/tools.rs"]
mod tools;
#[path = "poster/votes.rs"]
mod votes;
