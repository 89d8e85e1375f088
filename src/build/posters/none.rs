//! The posters of a program that makes none: takes a plan without posters; gives none.

use std::collections::HashMap;

use super::run::{BuildContext, BuildObserver, TargetResult};
use crate::diag::Diagnostic;
use crate::plan::Target;
use crate::poster::PosterJobs;

/// Makes nothing.
///
/// # Errors
/// None; the signature is that of the module that makes posters.
pub(super) fn make<'a>(
    _: (&BuildContext<'_>, &PosterJobs),
    _: &mut Vec<(&'a Target, Option<usize>)>,
    _: &mut Vec<Diagnostic>,
    _: &dyn BuildObserver,
) -> Result<HashMap<&'a str, TargetResult>, Vec<Diagnostic>> {
    Ok(HashMap::new())
}
