//! Diagnostics as listeners show them: takes diagnostics; gives them drawn with their lines, and with the
//! page that they concern.

use std::collections::{HashMap, HashSet};

use super::RenderedDiagnostic;
use crate::diag::{self, Diagnostic, Words};
use crate::output::Manifest;
use crate::source::{System, shown};
use crate::track::{Question, QuestionKind};

/// Draws diagnostics in both languages. `manifest` is that of the last good build, which gives the pages.
pub(super) fn render(
    found: &[Diagnostic],
    system: &dyn System,
    manifest: Option<&Manifest>,
) -> Vec<RenderedDiagnostic> {
    let texts = |file: &str| shown(system, file);
    let drawn = diag::draw_each(found, &texts);
    let file = |found: &Diagnostic| {
        found.place.as_ref().and_then(|place| Some(place.file.strip_prefix("content/")?.to_owned()))
    };
    let files: HashSet<String> = found.iter().filter_map(file).collect();
    let pages = manifest.map(|manifest| pages_of(&files, manifest)).unwrap_or_default();
    let rendered = |(found, drawn): (&Diagnostic, Words)| {
        let page = file(found).and_then(|file| pages.get(file.as_str()).cloned());
        RenderedDiagnostic { diagnostic: found.clone(), drawn, page }
    };
    found.iter().zip(drawn).map(rendered).collect()
}

/// Draws a single one.
pub(super) fn render_one(
    found: &Diagnostic,
    system: &dyn System,
    manifest: Option<&Manifest>,
) -> RenderedDiagnostic {
    let mut rendered = render(std::slice::from_ref(found), system, manifest);
    rendered.pop().unwrap_or_else(|| RenderedDiagnostic {
        diagnostic: found.clone(),
        drawn: found.message.clone(),
        page: None,
    })
}

/// The page of each of some files below `content/`: the shortest path among the pages that asked for all of
/// the file.
fn pages_of<'f>(files: &'f HashSet<String>, manifest: &Manifest) -> HashMap<&'f str, String> {
    let number = |question: Question| {
        let at = manifest.questions.binary_search_by(|(asked, _)| asked.cmp(&question)).ok()?;
        u32::try_from(at).ok()
    };
    let asked = |file: &str| {
        if let Some((folder, _)) =
            file.rsplit_once('/').or(Some(("", file))).filter(|(_, name)| name.starts_with("_index."))
        {
            return Some((number(Question::new(QuestionKind::Section, folder))?, String::new()));
        }
        let own = number(Question::new(QuestionKind::Record, file)).map(|at| (at, String::new()));
        own.or_else(|| {
            // A question names a translation by its original.
            let (stem, lang) = file.strip_suffix(".md")?.rsplit_once('.')?;
            Some((number(Question::new(QuestionKind::Record, format!("{stem}.md")))?, format!(".{lang}")))
        })
    };
    let wanted: Vec<(&str, u32, String)> =
        files.iter().filter_map(|file| asked(file).map(|(at, end)| (file.as_str(), at, end))).collect();
    let mut askers: HashMap<u32, Vec<&str>> = wanted.iter().map(|(_, at, _)| (*at, Vec::new())).collect();
    // All pages are searched only once, however many files there are.
    for file in manifest.files.iter().filter(|file| file.path.ends_with(".html")) {
        for at in file.asked.iter() {
            if let Some(pages) = askers.get_mut(at) {
                pages.push(&file.path);
            }
        }
    }
    let page = |(file, at, end): (&'f str, u32, String)| {
        let pages = askers
            .get(&at)?
            .iter()
            .filter(|path| path.strip_suffix(".html").is_some_and(|stem| stem.ends_with(&end)));
        Some((file, pages.min_by_key(|page| page.len())?.to_string()))
    };
    wanted.into_iter().filter_map(page).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutputFile;
    use crate::output_path::OutputPath;
    use crate::track::Digest;

    #[test]
    fn the_page_of_a_file_is_the_one_that_shows_all_of_it() {
        let asked = |kind, key: &str| (Question::new(kind, key), Digest(1));
        let page = |path: &str, asked: &[u32]| OutputFile {
            path: OutputPath::new(path).unwrap(),
            len: 1,
            digest: Digest(1),
            asked: asked.into(),
        };
        let manifest = Manifest {
            questions: vec![
                asked(QuestionKind::Record, "notices/a.md"),
                asked(QuestionKind::Section, ""),
                asked(QuestionKind::Section, "notices"),
            ],
            files: vec![
                page("index.html", &[1]),
                page("notices/a.en.html", &[0]),
                page("notices/a.html", &[0]),
                page("notices/index.html", &[2]),
                page("notices/page-2.html", &[2]),
            ],
            ..Manifest::default()
        };
        for (file, page) in [
            ("notices/a.md", Some("notices/a.html")),
            ("notices/a.en.md", Some("notices/a.en.html")),
            ("notices/_index.md", Some("notices/index.html")),
            ("_index.md", Some("index.html")),
            ("notices/new.md", None),
        ] {
            let files = HashSet::from([file.to_owned()]);
            assert_eq!(pages_of(&files, &manifest).get(file).map(String::as_str), page, "{file}");
        }
    }
}
