//! Which posters are to be made: takes the arguments; gives records with the options of each.

use super::{PosterArgs, PosterScope};
use crate::build::Prepared;
use crate::cli::typed;
use crate::diag::Diagnostic;
use crate::poster::data::{PosterOptions, places};
use crate::site::{EntryId, Site};

/// A requested poster.
#[derive(Clone, Debug)]
pub(super) struct RequestedPoster {
    /// The record.
    pub(super) id: EntryId,
    /// How it is to be made.
    pub(super) options: PosterOptions,
}

/// The requested posters, in the order of the command line.
///
/// # Errors
/// A path that is not that of a record.
pub(super) fn orders(
    args: &PosterArgs,
    prepared: &Prepared,
) -> Result<Vec<RequestedPoster>, Box<Diagnostic>> {
    let site = &prepared.gateway.site;
    let mut chosen: Vec<(EntryId, String)> = Vec::new();
    for path in &args.records {
        chosen.push(typed::record(site, &args.root, path)?);
    }
    if args.open {
        let all = site.entries.iter().enumerate().filter(|(_, entry)| entry.is_on_display());
        chosen.extend(all.map(|(id, entry)| (id, entry.lang(&site.config).to_owned())));
    }
    let mut orders: Vec<RequestedPoster> = Vec::new();
    for (at, (id, lang)) in chosen.iter().enumerate() {
        if !chosen[..at].contains(&(*id, lang.clone())) {
            orders.extend(order(args, site, *id, lang));
        }
    }
    Ok(orders)
}

/// The posters of one record: several with `--per place`, if its timetable has several places.
fn order(args: &PosterArgs, site: &Site, id: EntryId, lang: &str) -> Vec<RequestedPoster> {
    let entry = &site.entries[id];
    let mut options = PosterOptions::of(entry, lang);
    options.size = args.size.unwrap_or(options.size);
    options.orientation = args.orientation.unwrap_or(options.orientation);
    options.template = args.template.clone().or(options.template);
    options.long = args.long;
    let places = if args.per == Some(PosterScope::Place) { places(site, entry) } else { Vec::new() };
    match places.len() {
        0 => vec![RequestedPoster { id, options }],
        _ => places
            .into_iter()
            .map(|place| RequestedPoster {
                id,
                options: PosterOptions { place: Some(place), ..options.clone() },
            })
            .collect(),
    }
}
