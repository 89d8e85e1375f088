//! Drawing: takes a target, gives its bytes and the questions it asked.
//!
//! Pages are drawn by the theme's templates, which reach the site only through the gateway; data, feeds and calendars are
//! drawn here. Nothing is written.

pub mod calendar;
pub mod csv;
pub mod data;
pub mod feed;
pub mod sitemap;
pub mod structured;
