//! Diagnostics as those who listen read them: drawn with the lines they are about, and with the page they concern.

use std::sync::Arc;

use super::Told;
use crate::diag::{self, Diagnostic, Format, Lang, Words};
use crate::output::Manifest;
use crate::source::{System, decode};
use crate::track::{About, Question};

/// Draws diagnostics in both languages. `manifest` is that of the last good build, which knows the pages.
pub(super) fn tell(found: &[Diagnostic], system: &dyn System, manifest: Option<&Manifest>) -> Vec<Told> {
    found.iter().map(|found| tell_one(found, system, manifest)).collect()
}

/// Draws one.
pub(super) fn tell_one(found: &Diagnostic, system: &dyn System, manifest: Option<&Manifest>) -> Told {
    let texts = |file: &str| Some(Arc::from(decode(system.quote(file).ok()?).text));
    let drawn = |lang| diag::render(std::slice::from_ref(found), Format::Human, lang, false, &texts);
    let file = found.place.as_ref().and_then(|place| place.file.strip_prefix("content/"));
    Told {
        diagnostic: found.clone(),
        drawn: Words::new(drawn(Lang::Zh), drawn(Lang::En)),
        page: file.and_then(|file| page_of(file, manifest?)),
    }
}

/// The page of a file below `content/`: the shortest of those that asked for all of it.
fn page_of(file: &str, manifest: &Manifest) -> Option<String> {
    if let Some((folder, _)) = file.rsplit_once('/').or(Some(("", file))).filter(|(_, name)| name.starts_with("_index.")) {
        return asker(manifest, Question::new(About::Section, folder), "");
    }
    asker(manifest, Question::new(About::Record, file), "").or_else(|| {
        // A translation is asked for by its original's name.
        let (stem, lang) = file.strip_suffix(".md")?.rsplit_once('.')?;
        asker(manifest, Question::new(About::Record, format!("{stem}.md")), &format!(".{lang}"))
    })
}

/// The shortest page that asked this, whose name ends with `end` before its `.html`.
fn asker(manifest: &Manifest, question: Question, end: &str) -> Option<String> {
    let at = manifest.questions.binary_search_by(|(asked, _)| asked.cmp(&question)).ok()?;
    let at = u32::try_from(at).ok()?;
    let asked = manifest.files.iter().filter(|file| file.asked.binary_search(&at).is_ok());
    let pages = asked.filter(|file| file.path.strip_suffix(".html").is_some_and(|stem| stem.ends_with(end)));
    pages.min_by_key(|page| page.path.len()).map(|page| page.path.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Written;
    use crate::output_path::OutputPath;
    use crate::track::Digest;

    #[test]
    fn the_page_of_a_file_is_the_one_that_shows_all_of_it() {
        let asked = |about, key: &str| (Question::new(about, key), Digest(1));
        let page =
            |path: &str, asked: &[u32]| Written { path: OutputPath::new(path).unwrap(), len: 1, digest: Digest(1), asked: asked.into() };
        let manifest = Manifest {
            questions: vec![asked(About::Record, "notices/a.md"), asked(About::Section, ""), asked(About::Section, "notices")],
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
            assert_eq!(page_of(file, &manifest).as_deref(), page, "{file}");
        }
    }
}
