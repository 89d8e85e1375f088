//! A build that is repeated: takes paths that may have changed; gives the new site from what it keeps in
//! memory.
//!
//! It keeps the files' digests, the parsed records, the compiled theme and the manifest, but not which page
//! depends on which file: as in every build, the answers of the gateway decide what is drawn. It never
//! writes.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hasher;
use std::sync::Arc;

use super::bodies::BodyChanges;
use super::{
    BuildObserver, BuildOptions, LoadedTheme, Prepared, ReadSite, bodies, configure, inputs, late_index, now,
    remember, run,
};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::output::{Manifest, OutputFile, Sink};
use crate::render::Templates;
use crate::site::{Content, KeptPages};
use crate::source::{SourceTree, System};
use crate::theme::Theme;
use crate::track::{Clock, Digest, Digester};

/// What one build leaves for the next.
#[derive(Debug)]
pub struct Session {
    /// How to build.
    pub settings: BuildOptions,
    tree: SourceTree,
    pages: KeptPages,
    theme: Option<KeptTheme>,
    manifest: Option<Manifest>,
    /// The settings of the site, and the two moments between which the last build is valid.
    held: Option<(Arc<Config>, (i64, i64))>,
    /// The site that was drawn last, with its options and diagnostics.
    standing: Option<(Prepared, BuildOptions, Vec<Diagnostic>)>,
    /// Files that differ from what was published.
    differing: BTreeSet<Arc<str>>,
    /// Whether the manifest was made by this session.
    own: bool,
    /// Whether a large search index is drawn after the pages.
    puts_off_index: bool,
}

/// A theme without mistakes.
#[derive(Debug)]
struct KeptTheme {
    /// The digest of its name and of all files that it may consist of.
    digest: Digest,
    theme: Arc<Theme>,
    templates: Arc<Templates>,
}

/// The result of a build, before it is written to the disk.
#[derive(Debug)]
pub struct Rebuilt {
    /// The new manifest and what has changed.
    pub built: super::Built,
    /// The warnings to report all the same.
    pub warnings: Vec<Diagnostic>,
}

impl Session {
    /// A session that has read nothing yet.
    pub fn new(settings: BuildOptions) -> Session {
        Session {
            settings,
            tree: SourceTree::default(),
            pages: KeptPages::default(),
            theme: None,
            manifest: None,
            held: None,
            standing: None,
            differing: BTreeSet::new(),
            own: false,
            puts_off_index: false,
        }
    }

    /// Reads every file; gives the paths of those that have changed, sorted.
    pub fn read_all(&mut self, system: &dyn System) -> Vec<Arc<str>> {
        let places: Vec<Arc<str>> = SourceTree::places().iter().map(|place| Arc::from(*place)).collect();
        self.read_again(system, &places)
    }

    /// Reads some files and folders again; gives the paths of the files that have changed, sorted.
    pub fn read_again(&mut self, system: &dyn System, paths: &[Arc<str>]) -> Vec<Arc<str>> {
        let differ = self.tree.read_again(system, paths);
        self.differing.extend(differ.iter().cloned());
        differ
    }

    /// Those of some files that are empty at the moment: an editor may be about to write them.
    pub fn emptied(&self, paths: &[Arc<str>]) -> Vec<Arc<str>> {
        paths.iter().filter(|path| self.tree.get(path).is_some_and(|file| file.len == 0)).cloned().collect()
    }

    /// From now on a large search index is drawn after the pages, by [`Session::draw_index`].
    pub fn put_off_index(&mut self) {
        self.puts_off_index = true;
    }

    /// Whether the search index is still to be drawn.
    pub fn is_index_late(&self) -> bool {
        self.own && self.manifest.as_ref().is_some_and(|manifest| manifest.inputs.is_none())
    }

    /// Draws the index of the published site; none where that is not possible.
    pub fn draw_index(
        &mut self,
        system: &dyn System,
        sink: &dyn Sink,
        progress: &dyn BuildObserver,
    ) -> Option<Result<Rebuilt, Vec<Diagnostic>>> {
        let ((prepared, _, warnings), old) = (self.standing.as_ref()?, self.manifest.as_ref()?);
        let drawn = late_index::draw(prepared, old, (sink, system), progress)?;
        Some(drawn.map(|built| Rebuilt { built, warnings: warnings.clone() }))
    }

    /// The manifest of what is published.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Starts from another manifest: the one found in the output, or none.
    pub fn start_from(&mut self, manifest: Option<Manifest>) {
        (self.manifest, self.own) = (manifest, false);
    }

    /// Draws what differs from what is published.
    ///
    /// # Errors
    /// All mistakes; nothing may be published then.
    pub fn build(
        &mut self,
        system: &dyn System,
        present: &(dyn Fn(&OutputFile) -> bool + Sync),
        sink: &dyn Sink,
        progress: &dyn BuildObserver,
    ) -> Result<Rebuilt, Vec<Diagnostic>> {
        let prepared = self.prepare(system)?;
        self.draw(prepared, system, present, sink, progress)
    }

    /// Draws what differs from what is published, of a site that has been prepared.
    ///
    /// # Errors
    /// The errors of templates or the disk; nothing may be published then.
    pub fn draw(
        &mut self,
        mut prepared: Prepared,
        system: &dyn System,
        present: &(dyn Fn(&OutputFile) -> bool + Sync),
        sink: &dyn Sink,
        progress: &dyn BuildObserver,
    ) -> Result<Rebuilt, Vec<Diagnostic>> {
        prepared.puts_off_index = self.puts_off_index && self.own && late_index::is_large(&prepared);
        let bodies = prepared.bodies.as_ref().zip(self.manifest.as_ref().filter(|_| self.own));
        let few =
            bodies.and_then(|(bodies, old)| bodies::redraw(&prepared, old, bodies, (sink, system), progress));
        let built =
            few.unwrap_or_else(|| run(&prepared, self.manifest.as_ref(), present, sink, system, progress))?;
        self.held = Some((prepared.gateway.site.config.clone(), built.manifest.holds));
        self.standing = Some((prepared, self.settings.clone(), built.warnings.clone()));
        Ok(Rebuilt { warnings: built.warnings.clone(), built })
    }

    /// Parses what has changed, gathers and plans.
    ///
    /// # Errors
    /// All that is wrong with the files.
    pub fn prepare(&mut self, system: &dyn System) -> Result<Prepared, Vec<Diagnostic>> {
        if let Some(prepared) = self.prepare_bodies(system) {
            return Ok(prepared);
        }
        if let Some(manifest) = &self.manifest {
            remember(&mut self.tree, manifest);
        }
        let (config, mut found) = configure(&self.tree, &self.settings)?;
        let now = now(&self.settings, &config)?;
        found.extend(self.tree.problems.iter().cloned());
        let (content, faults) = Content::parse_again(&mut self.tree, system, &config, &mut self.pages);
        found.extend(faults);
        let (theme, faults) = self.themed(&config);
        found.extend(faults);
        let (config, inputs) = (Arc::new(config), inputs(&self.tree, &self.settings));
        ReadSite { tree: &self.tree, config, now, inputs, system, settings: &self.settings }
            .prepare(content, theme, found)
    }

    /// The site drawn last with its new bodies; none where more than bodies differ.
    fn prepare_bodies(&mut self, system: &dyn System) -> Option<Prepared> {
        // Taken out, because whatever follows, it is no longer the site that was drawn.
        let (mut prepared, _, warnings) =
            self.standing.take().filter(|(_, settings, _)| *settings == self.settings)?;
        if self.differing.is_empty() || !self.tree.problems.is_empty() || self.is_overdue() {
            return None;
        }
        let gateway = Arc::get_mut(&mut prepared.gateway)?;
        let mut sources = Vec::with_capacity(self.differing.len());
        let reported: HashSet<&str> = warnings.iter().flat_map(Diagnostic::files).collect();
        for file in &self.differing {
            let id = gateway.site.id(file.strip_prefix("content/")?)?;
            let old = gateway.site.entries[id].record.clone();
            // A diagnostic gives locations in its file, which may have moved; and a poster shows the body,
            // so that a whole build must set it.
            if reported.contains(&**file) || (gateway.site.posters && gateway.site.entries[id].wants_poster())
            {
                return None;
            }
            let new =
                Content::parse_record(&mut self.tree, &old, system, &gateway.site.config, &mut self.pages)?;
            if old.outline() != new.outline() {
                return None;
            }
            sources.push(new.source.path.clone());
            gateway.site_mut()?.replace(id, new);
        }
        drop(reported);
        (prepared.inputs, prepared.bodies) =
            (inputs(&self.tree, &self.settings), Some(BodyChanges { sources, warnings }));
        Some(prepared)
    }

    /// Notes that a build is now in the output.
    pub fn published(&mut self, manifest: Manifest) {
        self.differing.clear();
        (self.manifest, self.own) = (Some(manifest), true);
    }

    /// Whether the clock is past the end of the last build's validity, or before its start.
    pub fn is_overdue(&self) -> bool {
        self.seconds_left().is_some_and(|left| left <= 0)
    }

    /// For how many seconds the last build is still valid; 0 if it no longer is.
    pub fn seconds_left(&self) -> Option<i64> {
        let (config, (from, until)) = self.held.as_ref()?;
        let now = Clock::new(now(&self.settings, config).ok()?).seconds();
        Some(if now < *from { 0 } else { until.saturating_sub(now).max(0) })
    }

    fn themed(&mut self, config: &Config) -> (LoadedTheme, Vec<Diagnostic>) {
        let digest = theme_digest(&self.tree, config);
        if let Some(kept) = self.theme.as_ref().filter(|kept| kept.digest == digest) {
            return (
                LoadedTheme { theme: kept.theme.clone(), templates: Some(Arc::new(kept.templates.anew())) },
                Vec::new(),
            );
        }
        let (themed, found) = LoadedTheme::load(&self.tree, config);
        let whole = themed.templates.as_ref().filter(|_| found.is_empty());
        self.theme = whole.map(|templates| KeptTheme {
            digest,
            theme: themed.theme.clone(),
            templates: Arc::new(templates.anew()),
        });
        (themed, found)
    }
}

/// The digest of everything that a theme may consist of.
fn theme_digest(tree: &SourceTree, config: &Config) -> Digest {
    let mut to = Digester::default();
    to.write(config.file.theme.as_ref().map_or("", |theme| &theme.0).as_bytes());
    for file in tree.files.iter().filter(|file| {
        file.path.split_once('/').is_some_and(|(place, _)| place != "content" && place != "data")
    }) {
        to.write(file.path.as_bytes());
        to.write_u64(file.digest.0);
    }
    to.digest()
}
