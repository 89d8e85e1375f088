//! The preview: over real sockets of this machine, and in a real browser.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test may stop anywhere")]

#[path = "serve/browser.rs"]
mod browser;
#[path = "serve/command.rs"]
mod command;
#[path = "serve/desk.rs"]
mod desk;
#[path = "serve/guard.rs"]
mod guard;
#[path = "common/judges.rs"]
mod judges;
#[path = "serve/live.rs"]
mod live;
#[path = "serve/pages.rs"]
mod pages;
