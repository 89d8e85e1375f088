//! Seals: what was published, written down so that anybody can check it later.
//!
//! Pure: takes values, gives bytes. Nothing here reads the disk or asks the clock.

pub mod canonical;
