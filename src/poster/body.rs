//! Takes the finished HTML of a body, the result of the only parse of its Markdown; gives a tree of nodes
//! for a layout to draw. Never parses Markdown a second time: what the page does not show, because it was
//! masked, withheld or cleaned away, cannot be on the poster either.

mod build;
mod node;
mod roles;
mod space;
#[cfg(test)]
mod tests;

pub use build::parse;
pub use node::{Attributes, BodyNode, BodyTree, Element, Image};
