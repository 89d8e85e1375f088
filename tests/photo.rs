//! Photos and other files beside records: what is published of them is the picture, and nothing of who took
//! it, where and when. Read back by ExifTool, which knows more sorts of metadata than anybody.
#![cfg(all(feature = "photo", feature = "poster"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;

#[path = "photo/made.rs"]
mod made;

#[path = "photo/copies.rs"]
mod copies;
#[path = "photo/documents.rs"]
mod documents;
#[path = "photo/metadata.rs"]
mod metadata;
#[path = "photo/rebuilt.rs"]
mod rebuilt;
