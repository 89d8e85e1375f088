//! Lilong (里弄): from a folder of Markdown records to a public notice board.
//!
//! ```text
//! site.yaml, content/, themes/
//!    │ read     source    disk → files, decoded and digested                                the only reader
//!    ▼
//!    │ parse    front, config, markdown, record   file → settings, record + diagnostics
//!    ▼
//!    │ screen   privacy   record → the same record, masked; what is personal in it
//!    ▼
//!    │ gather   site      records → sections, topics, places, series, links; facts; checks
//!    ▼
//!    │ plan     plan      site → targets: every output file, its path and what draws it
//!    ▼
//!    │ render   render    target → bytes, with the questions it asked
//!    ▼
//!    │ set      poster    record → data → a sheet of paper, by the theme's layouts
//!    ▼
//!    │ write    output    bytes → disk: compare, stage, commit, remove what we once made    the only writer
//!    ▼
//! public/
//! ```
//!
//! The modules are in the order below, and each uses only those above it: `tests/house.rs` checks every
//! `use`. All of them use `personal` (what looks like personal information), `diag` (diagnostics for
//! people), `hidden` (invisible characters that change a line), `output_path` (what an output file may be
//! called), `track` (questions, and the clock) and `language` (how a language is written). `build` runs the
//! stages, `watch` repeats them, `serve` shows the result, and `cli` is the edge.

mod allocator;
pub use allocator::Allocator;
pub mod watchdog;
#[cfg(any(feature = "pdf", feature = "poster"))]
mod worker;

mod bytes;
mod language;
mod spelling;

mod cells;

pub mod personal;

pub mod diag;
pub mod hidden;
pub mod output_path;

pub mod front;
pub mod track;

pub mod photo;

pub mod source;

pub mod markdown;

pub mod config;
pub mod record;

pub mod privacy;

pub mod site;

pub mod search;

pub mod theme;

pub mod plan;

pub mod render;

pub mod seal;

pub mod poster;

pub mod output;

pub mod accessibility;
pub mod build;
pub mod watch;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
