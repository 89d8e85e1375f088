//! `lilong watch`, running over a real disk.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;
#[path = "watch/desk.rs"]
mod desk;
#[path = "watch/endings.rs"]
mod endings;
#[path = "watch/folders.rs"]
mod folders;
#[path = "watch/mistakes.rs"]
mod mistakes;
#[path = "watch/oracle.rs"]
mod oracle;
#[path = "watch/saves.rs"]
mod saves;
#[path = "watch/session.rs"]
mod session;
#[path = "watch/time.rs"]
mod time;
#[path = "watch/turns.rs"]
mod turns;
