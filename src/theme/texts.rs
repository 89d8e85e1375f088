//! Interface texts: takes Fluent files; gives the text of a key in a language.

mod limits;
#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::once_with;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast;
use fluent_syntax::parser::ParserError;

use crate::diag::{Diagnostic, Words, codes, words};
use crate::hidden;
use crate::language;
use crate::theme::is_built_in;
use crate::track::{Digest, Digester};

/// The texts of one language.
pub struct InterfaceTexts {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
    digest: Digest,
}

/// The files of one language, each parsed with its path, and the digest of all.
type Parsed<'f> = (Vec<(&'f str, FluentResource)>, Digest);

/// The texts of every language a theme has.
#[derive(Default)]
pub struct AllInterfaceTexts {
    languages: BTreeMap<String, InterfaceTexts>,
    /// The texts of the program's own theme, if this theme is not based on it.
    built_in: Option<Box<AllInterfaceTexts>>,
}

impl std::fmt::Debug for AllInterfaceTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.languages.keys()).finish()
    }
}

impl AllInterfaceTexts {
    /// Reads Fluent files, given as (language, path, text), each after those that it overrides.
    pub fn of(files: &[(String, String, String)]) -> (AllInterfaceTexts, Vec<Diagnostic>) {
        let mut found = limits::of_files(files);
        let within = |path: &str| !found.iter().any(|fault| fault.files().any(|file| file == path));
        let files: Vec<_> = files.iter().filter(|(_, path, _)| within(path)).collect();
        let mut parsed: BTreeMap<&str, Parsed<'_>> = BTreeMap::new();
        for (lang, path, text) in files {
            let (resource, errors) = match FluentResource::try_new(text.clone()) {
                Ok(resource) => (resource, Vec::new()),
                Err(broken) => broken,
            };
            found.extend(errors.iter().map(|error| not_well_formed(error, path)));
            // Tests check the built-in files, so that no build has to.
            if !is_built_in(path) {
                found.extend(hidden::report(text, path, text.len()));
                found.extend(repeated(&resource, path));
            }
            let (resources, digest) = parsed.entry(lang).or_default();
            let mut digester = Digester::default();
            std::hash::Hash::hash(&(*digest, text), &mut digester);
            *digest = digester.digest();
            resources.push((path, resource));
        }
        let mut all = BTreeMap::new();
        for (lang, (resources, digest)) in parsed {
            if !resources.iter().all(|(path, _)| is_built_in(path)) {
                found.extend(limits::of_texts(&resources));
            }
            let mut texts = InterfaceTexts { digest, ..InterfaceTexts::empty(lang) };
            resources.into_iter().for_each(|(_, resource)| texts.add(resource));
            all.insert(lang.to_owned(), texts);
        }
        (AllInterfaceTexts { languages: all, built_in: None }, found)
    }

    /// The texts for pages in `lang`, in order of preference: its own, the nearest language's, the site's,
    /// English.
    pub fn for_lang<'a>(&'a self, lang: &'a str, site: &'a str) -> impl Iterator<Item = &'a InterfaceTexts> {
        let exactly = |tag: &'a str| once_with(move || self.languages.get(tag));
        let near = |tag: &'a str| once_with(move || self.nearest(tag));
        let all = exactly(lang).chain(near(lang)).chain(exactly(site)).chain(near(site));
        all.chain(exactly("en")).flatten()
    }

    /// The texts for readers of a language without texts of its own: those of the shortened tag (`ar` for
    /// `ar-EG`), those in the same script (`zh-Hant` for `zh-TW`), or those of the same language.
    fn nearest(&self, tag: &str) -> Option<&InterfaceTexts> {
        let shorter = std::iter::successors(tag.rsplit_once('-'), |(rest, _)| rest.rsplit_once('-'));
        let shorter = shorter.map(|(rest, _)| rest).filter(|rest| language::reads_as(rest, tag));
        let like = |is_like: fn(&str, &str) -> bool| {
            self.languages.iter().find(|(name, _)| is_like(name, tag)).map(|(_, texts)| texts)
        };
        shorter
            .filter_map(|rest| self.languages.get(rest))
            .next()
            .or_else(|| like(language::reads_as))
            .or_else(|| like(|name, tag| language::base(name).eq_ignore_ascii_case(language::base(tag))))
    }

    /// The languages.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The keys that some language has, but no language that readers of `lang` can read.
    pub(super) fn missing(&self, lang: &str) -> BTreeSet<&str> {
        let all = |is_wanted: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
            let texts = self.languages.iter().filter(|(name, _)| is_wanted(name));
            texts.flat_map(|(_, texts)| &texts.keys).map(String::as_str).collect()
        };
        let there = all(&|name| language::reads_as(name, lang));
        all(&|_| true).difference(&there).copied().collect()
    }

    /// The digest of all that pages in `lang` may say.
    pub fn digest(&self, lang: &str, site: &str) -> Digest {
        Digest::of_value(&self.for_lang(lang, site).map(|texts| texts.digest).collect::<Vec<_>>())
    }

    /// The text of a key for pages in `lang`; none if no file has it.
    pub fn get(&self, key: &str, args: Option<&FluentArgs<'_>>, lang: &str, site: &str) -> Option<String> {
        self.for_lang(lang, site).find_map(|texts| texts.get(key, args))
    }

    /// The same for texts that the program itself uses, in feeds, calendars and texts to paste: if the
    /// theme does not have such a text, that of the program's own theme is used.
    pub fn get_own(&self, key: &str, args: &FluentArgs<'_>, lang: &str, site: &str) -> Option<String> {
        let built_in = || self.built_in.as_ref()?.get(key, Some(args), lang, site);
        self.get(key, Some(args), lang, site).or_else(built_in)
    }

    /// Adds the texts of the program's own theme as a fallback for texts that the program itself uses.
    pub fn set_built_in(&mut self, built_in: AllInterfaceTexts) {
        self.built_in = Some(Box::new(built_in));
    }

    /// Every text for pages in `lang` that has no variables, by key.
    pub fn fixed(&self, lang: &str, site: &str) -> BTreeMap<String, String> {
        let mut fixed = BTreeMap::new();
        for texts in self.for_lang(lang, site) {
            for key in &texts.keys {
                // The first language that has a key decides, even if its text has variables.
                if let Entry::Vacant(place) = fixed.entry(key.clone()) {
                    place.insert(texts.fixed(key));
                }
            }
        }
        fixed.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
    }
}

fn not_well_formed(error: &ParserError, path: &str) -> Diagnostic {
    let span = error.slice.clone().unwrap_or(error.pos.clone());
    Diagnostic::new(
        &codes::BAD_I18N,
        words!("这条界面文字写法不对（{error}）", "this text is not well-formed ({error})"),
    )
    .help(Words::fixed(
        "每条写成 名称 = 文字，续行缩进",
        "write each text as `name = words`, further lines indented",
    ))
    .at(path, span)
}

/// The texts that a file defines twice: only the last would be used.
fn repeated(resource: &FluentResource, path: &str) -> Vec<Diagnostic> {
    let start = resource.source().as_ptr() as usize;
    let mut first: HashMap<(bool, &str), Range<usize>> = HashMap::new();
    let mut found = Vec::new();
    for entry in resource.entries() {
        let (is_term, name) = match entry {
            ast::Entry::Message(message) => (false, message.id.name),
            ast::Entry::Term(term) => (true, term.id.name),
            _ => continue,
        };
        // A name is a slice of the source: its position is its distance from the start.
        let at = (name.as_ptr() as usize).saturating_sub(start);
        let span = at..at + name.len();
        let Some(before) = first.get(&(is_term, name)) else {
            first.insert((is_term, name), span);
            continue;
        };
        found.push(
            Diagnostic::new(&codes::DUPLICATE_KEY, words!("“{name}”写了两次", "duplicate key `{name}`"))
                .at(path, span)
                .note(path, before.clone(), Words::fixed("第一次在这里", "first here"))
                .help(Words::fixed("删去其中一个", "delete one of the two")),
        );
    }
    found
}

impl InterfaceTexts {
    fn empty(lang: &str) -> InterfaceTexts {
        let tag = lang.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolating marks protect mixed scripts in one line; here they would only be invisible noise in
        // addresses and titles.
        bundle.set_use_isolating(false);
        InterfaceTexts { bundle, keys: BTreeSet::new(), digest: Digest::default() }
    }

    /// Adds the texts of a file; they override earlier ones.
    fn add(&mut self, resource: FluentResource) {
        self.keys.extend(resource.entries().filter_map(|entry| match entry {
            ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
        self.bundle.add_resource_overriding(resource);
    }

    fn get(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }

    /// The text of a key; none if it has variables.
    fn fixed(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}
