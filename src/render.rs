//! Drawing: takes a target; gives its bytes and the questions that it asked.
//!
//! Pages are drawn by the theme's templates, which reach the site only through the gateway; data, feeds and
//! calendars are drawn here. Nothing is written.

mod budget;
pub mod calendar;
mod channels;
mod chart;
pub(crate) mod collected;
pub mod csv;
pub mod data;
mod dates;
pub(crate) mod duties;
mod escape;
pub mod feed;
pub(crate) mod figures;
pub(crate) mod filters;
mod functions;
pub(crate) mod gateway;
mod link;
mod metadata;
mod names;
mod outputs;
mod pages;
mod posters;
mod qr;
pub mod sitemap;
pub mod structured;
mod surroundings;
mod templates;
pub mod text;
mod translated;
mod unknown;
pub(crate) mod view;
mod wording;

pub(crate) use budget::{BudgetExcess, SiteBudget, costly, take_steps};
pub(crate) use data::dictionary::field_name;
pub use gateway::Gateway;
#[doc(hidden)]
pub use names::{TemplateNames, template_names};
pub use outputs::draw;
pub(crate) use outputs::template_of;
pub use posters::{PosterLink, Posters};
pub use templates::{DrawingContext, Templates, during};
pub use wording::{TextLookup, Wording};
pub(crate) use wording::{missing_text, with_texts};
