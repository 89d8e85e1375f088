//! Where posters are written: takes the requested posters; gives each a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::choice::RequestedPoster;
use super::{PosterArgs, PosterFormat};
use crate::build::Prepared;
use crate::plan::{PosterForm, poster_path};

/// The file of each poster: for a single one as `--out` says, for several a name in that folder.
pub(super) fn files(args: &PosterArgs, prepared: &Prepared, orders: &[RequestedPoster]) -> Vec<PathBuf> {
    let out = args.out.as_deref().unwrap_or(Path::new(""));
    if let ([_], Some(file)) = (orders, args.out.as_ref().filter(|out| !is_folder(out))) {
        return vec![ending(file, args.form())];
    }
    let paths: Vec<String> = orders.iter().map(|order| path(args, prepared, order)).collect();
    let short = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let mut counted: HashMap<String, usize> = HashMap::new();
    paths.iter().for_each(|path| *counted.entry(short(path).to_lowercase()).or_default() += 1);
    // Records of different sections may have the same name.
    let name = |path: &String| {
        if counted[&short(path).to_lowercase()] > 1 { path.replace('/', "-") } else { short(path) }
    };
    let mut taken: Vec<String> = Vec::new();
    let unique = |name: String| {
        let (stem, end) = name.split_once('.').unwrap_or((&name, ""));
        let numbered = (2..).map(|number| format!("{stem}-{number}.{end}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !taken.contains(&name.to_lowercase()))
            .unwrap_or_default();
        taken.push(free.to_lowercase());
        free
    };
    paths.iter().map(name).map(unique).map(|name| out.join(name)).collect()
}

/// The file with the extension of its format: a missing one is added, that of the other format is replaced,
/// and any other text is part of the name.
fn ending(file: &Path, form: PosterFormat) -> PathBuf {
    let (own, other) = if form == PosterFormat::Png { ("png", "pdf") } else { ("pdf", "png") };
    match file.extension().and_then(|end| end.to_str()) {
        Some(end) if end.eq_ignore_ascii_case(own) => file.to_owned(),
        Some(end) if end.eq_ignore_ascii_case(other) => file.with_extension(own),
        _ => {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{own}"));
            name.into()
        }
    }
}

/// The file of joined posters.
#[cfg(feature = "poster")]
pub(super) fn bound(file: &Path) -> PathBuf {
    ending(file, PosterFormat::Pdf)
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

/// The path below the site's root that a poster has in the output, or would have.
fn path(args: &PosterArgs, prepared: &Prepared, order: &RequestedPoster) -> String {
    let site = &prepared.gateway.site;
    let entry = &site.entries[order.id];
    let translated = entry.translations.iter().any(|translation| translation.lang == order.options.lang);
    let form = if args.form() == PosterFormat::Png { PosterForm::Png } else { PosterForm::Pdf };
    let path = poster_path(entry, translated.then_some(order.options.lang.as_str()), form);
    match &order.options.place {
        Some(place) => path.replacen(".poster.", &format!(".{}.poster.", plain(place)), 1),
        None => path,
    }
}

/// A place's name as part of a file name.
fn plain(place: &str) -> String {
    place.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}

/// The files of the pages of a picture: the first has the name, the others have a number added.
#[cfg(feature = "poster")]
pub(super) fn pages(file: &Path, pages: usize) -> Vec<PathBuf> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let end = file.extension().unwrap_or_default().to_string_lossy();
    let name = |page: usize| {
        if page == 1 { file.to_owned() } else { file.with_file_name(format!("{stem}-{page}.{end}")) }
    };
    (1..=pages).map(name).collect()
}
