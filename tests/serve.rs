//! The preview: over real sockets of this machine, and in a real browser.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

#[path = "serve/desk.rs"]
mod desk;
#[path = "serve/guard.rs"]
mod guard;
#[path = "serve/live.rs"]
mod live;
#[path = "serve/pages.rs"]
mod pages;
