//! A build, from files to files: the stages in their order, and what can be skipped.

mod asked;
mod bodies;
pub mod faults;
mod guard;
mod late_index;
#[cfg(feature = "poster")]
mod posters;
#[cfg(not(feature = "poster"))]
#[path = "build/posters/none.rs"]
mod posters;
mod reasons;
mod run;
mod session;
mod stored;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::DateTime;

pub use reasons::reasons;
pub use run::{BuildObserver, Built, run};
pub use session::{Rebuilt, Session};
pub use stored::code;

use crate::config::{Config, Overrides, SiteFile};
use crate::diag::{self, Diagnostic, Words, codes};
use crate::front::scalar::{Moment, Scalar, in_zone};
use crate::front::{FrontMatter, Origin};
use crate::hidden;
use crate::output::Manifest;
use crate::plan::Plan;
use crate::poster::PosterJobs;
use crate::privacy::files::of_no_record;
use crate::privacy::{Policy, Screened, screen_folders, screen_settings, unused_allowances};
use crate::render::{Gateway, Templates};
use crate::seal;
use crate::site::{Content, Entry, GatherOptions, Site};
use crate::source::{FontFolders, PageReading, SourceTree, System, decode};
use crate::theme::{self, BUILT_IN, DataFiles, Theme};
use crate::track::{Clock, Digest, ManualClock, QuestionKind};

/// How to build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// A `base_url` that replaces that of the settings.
    pub base_url: Option<String>,
    /// Today's date, or date and time; none to use the clock.
    pub today: Option<String>,
    /// A clock to use in place of the machine's: `SOURCE_DATE_EPOCH`, or one that is set by hand.
    pub clock: Option<ManualClock>,
    /// Whether to publish drafts and records under embargo as well.
    pub drafts: bool,
    /// Whether to make the posters that records ask for.
    pub posters: bool,
}

/// Identifies this version of the program: changes whenever its source does.
const PROGRAM: &str = env!("LILONG_SOURCE_DIGEST");

/// Whether this program can make posters.
pub const POSTERS: bool = cfg!(feature = "poster");

/// The files of a site, and what is known before any record is parsed.
pub struct Sources {
    tree: SourceTree,
    config: Arc<Config>,
    now: DateTime,
    /// The digest of all inputs except the time; none before the pages are read.
    inputs: Option<Digest>,
    fonts: FontFolders,
    /// The theme with its diagnostics, if it has been loaded already.
    theme: Option<(LoadedTheme, Vec<Diagnostic>)>,
}

/// A site that is ready to be drawn.
#[derive(Debug)]
pub struct Prepared {
    /// The gateway to the site.
    pub gateway: Arc<Gateway>,
    /// The contents of its posters.
    pub jobs: Arc<PosterJobs>,
    /// The diagnostics, warnings only.
    pub warnings: Vec<Diagnostic>,
    /// The digest of all inputs except the time.
    pub inputs: Digest,
    /// Whether some record or file is not published.
    pub holds_back: bool,
    /// Whether the search index stays as it is, to be drawn later.
    puts_off_index: bool,
    /// The edited bodies, if nothing else differs from the site drawn last.
    bodies: Option<bodies::BodyChanges>,
}

impl Prepared {
    fn new(
        gateway: Arc<Gateway>,
        jobs: Arc<PosterJobs>,
        warnings: Vec<Diagnostic>,
        (inputs, holds_back): (Digest, bool),
    ) -> Prepared {
        Prepared { gateway, jobs, warnings, inputs, holds_back, puts_off_index: false, bodies: None }
    }

    /// Reads a site and makes it ready to be drawn.
    ///
    /// # Errors
    /// Those of `Sources::read` and `Sources::prepare`.
    pub fn read(system: &dyn System, settings: &BuildOptions) -> Result<Prepared, Vec<Diagnostic>> {
        Sources::read(system, settings, PageReading::WhenParsed)?.prepare(system, settings)
    }
}

impl Sources {
    /// Reads the settings and the files. Without a manifest to compare with, it is better to read the pages
    /// only when they are parsed.
    ///
    /// # Errors
    /// The mistakes in `site.yaml`, or that it is missing.
    pub fn read(
        system: &dyn System,
        settings: &BuildOptions,
        pages: PageReading,
    ) -> Result<Sources, Vec<Diagnostic>> {
        if let (files, problems) = system.files("site.yaml")
            && files.is_empty()
            && problems.is_empty()
        {
            return Err(vec![missing_config()]);
        }
        let mut begun = Err(Vec::new());
        let begin = |rest: &SourceTree| {
            let (config, reported) = configure(rest, settings)?;
            // Where perhaps nothing has changed, the theme may not be needed.
            let theme = (pages == PageReading::WhenParsed).then(|| LoadedTheme::load(rest, &config));
            Ok((config, reported, theme))
        };
        let mut tree = SourceTree::read_while(system, pages, |_| true, |rest| begun = begin(rest));
        let (config, reported, theme) = begun?;
        tree.problems.extend(reported);
        let now = now(settings, &config)?;
        let inputs = (pages == PageReading::AtOnce).then(|| inputs(&tree, settings));
        Ok(Sources { tree, config: Arc::new(config), now, inputs, fonts: system.font_folders(), theme })
    }

    /// Whether an earlier build of these files is still valid: the files and the program are the same, and
    /// no moment has passed that changes anything.
    pub fn unchanged(&self, manifest: &Manifest) -> bool {
        let now = Clock::new(self.now).seconds();
        self.tree.problems.is_empty()
            && self.inputs.is_some()
            && manifest.inputs == self.inputs
            && manifest.holds.0 <= now
            && now < manifest.holds.1
            && manifest.warnings.is_some()
            && self.fonts_are(manifest)
    }

    /// Whether this machine has the fonts that the posters were set with; a site without posters has no
    /// such question.
    fn fonts_are(&self, manifest: &Manifest) -> bool {
        // In sorted order this question comes first.
        let machine = manifest
            .questions
            .first()
            .filter(|(question, _)| question.kind == QuestionKind::Fonts && question.key.is_empty());
        machine.is_none_or(|(_, fonts)| *fonts == self.fonts.digest())
    }

    /// Takes over what an earlier build recorded about rotated photos: they need not be decoded again.
    pub fn remember(&mut self, manifest: &Manifest) {
        remember(&mut self.tree, manifest);
    }

    /// Parses, gathers and plans.
    ///
    /// # Errors
    /// All mistakes in the content and the theme, with the warnings.
    pub fn prepare(self, system: &dyn System, settings: &BuildOptions) -> Result<Prepared, Vec<Diagnostic>> {
        let Sources { mut tree, config, now, inputs: digest, theme, .. } = self;
        let problems = std::mem::take(&mut tree.problems);
        let (content, faults) = Content::parse(&mut tree, system, &config);
        let (theme, reported) = theme.unwrap_or_else(|| LoadedTheme::load(&tree, &config));
        let inputs = digest.unwrap_or_else(|| inputs(&tree, settings));
        let stage = ReadSite { tree: &tree, config, now, inputs, system, settings };
        stage.prepare(content, theme, [problems, faults, reported].concat())
    }
}

/// The settings of a site, and the other diagnostics of their file.
fn configure(
    tree: &SourceTree,
    settings: &BuildOptions,
) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(file) = tree.get("site.yaml") else {
        let about =
            |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| &*place.file == "site.yaml");
        let problems: Vec<Diagnostic> = tree.problems.iter().filter(about).cloned().collect();
        return Err(if problems.is_empty() { vec![missing_config()] } else { problems });
    };
    let decoded = decode(file.bytes.clone().unwrap_or_default());
    let front = FrontMatter::of(&decoded.text, Origin { file: "site.yaml".into(), offset: 0 });
    let config = Config::parse(&front, &Overrides { base_url: settings.base_url.clone() })?;
    let mut reported = decoded.diagnostics("site.yaml");
    reported.extend(hidden::report(&decoded.text, "site.yaml", decoded.text.len()));
    reported.extend(screen_settings(&config.file, &front, &Policy::of(config.file.privacy.as_ref())).found);
    Ok((config, reported))
}

/// The digest of all inputs except the time.
fn inputs(tree: &SourceTree, settings: &BuildOptions) -> Digest {
    Digest::of_value(&(
        PROGRAM,
        tree.digest().0,
        &settings.base_url,
        settings.drafts,
        settings.posters && POSTERS,
    ))
}

/// The key by which a rotated photo is found again. It includes the program, which may produce other bytes
/// in another version.
fn turned_key(photo: Digest) -> Digest {
    Digest::of_value(&(PROGRAM, photo.0))
}

fn remember(tree: &mut SourceTree, manifest: &Manifest) {
    if manifest.turned.is_empty() {
        return;
    }
    tree.remember(|digest| {
        let at = manifest.turned.binary_search_by_key(&turned_key(digest), |file| file.of).ok()?;
        manifest.turned.get(at).map(|file| (file.bytes, file.sha256.clone()))
    });
}

/// A theme with its templates, if they could be compiled.
struct LoadedTheme {
    theme: Arc<Theme>,
    templates: Option<Arc<Templates>>,
}

impl LoadedTheme {
    fn load(tree: &SourceTree, config: &Config) -> (LoadedTheme, Vec<Diagnostic>) {
        let name = config.file.theme.as_ref().map_or(BUILT_IN, |theme| theme.0.as_str());
        let (theme, mut found) = Theme::load(name, tree);
        let templates = Templates::compile(&theme).map_err(|faults| found.extend(faults)).ok();
        (LoadedTheme { theme: Arc::new(theme), templates: templates.map(Arc::new) }, found)
    }
}

/// Files that have been read and are about to be prepared for drawing.
struct ReadSite<'a> {
    tree: &'a SourceTree,
    config: Arc<Config>,
    now: DateTime,
    inputs: Digest,
    system: &'a dyn System,
    settings: &'a BuildOptions,
}

impl ReadSite<'_> {
    /// Gathers and plans; `found` are the diagnostics so far.
    fn prepare(
        self,
        content: Content,
        theme: LoadedTheme,
        mut found: Vec<Diagnostic>,
    ) -> Result<Prepared, Vec<Diagnostic>> {
        let ReadSite { tree, config, now, inputs, system, settings } = self;
        let (records, needed) = (content.records.len(), content.needed_allowances());
        let options = GatherOptions {
            drafts: settings.drafts,
            posters: settings.posters && POSTERS && !theme.theme.layouts().is_empty(),
        };
        let (site, faults) = Site::gather(config, Clock::new(now), content, tree, system, options);
        found.extend(faults);
        let remarks = no_posters(&site, settings).into_iter().chain(seal::changes::since(&site, system));
        found.extend(remarks.chain(beside_records(&site, tree, system, needed)));
        let holds_back = site.entries.len() < records;
        let (plan, faults) = Plan::of(&site, &theme.theme, system);
        found.extend(faults);
        // Where texts were rejected, they are not missing.
        if !diag::any_error(&found) {
            found.extend(theme::untranslated(&site.config, &theme.theme.texts, system));
        }
        let (data, faults) = DataFiles::read(tree);
        found.extend(faults);
        diag::limit_per_file(&mut found);
        match theme.templates {
            Some(templates) if !diag::any_error(&found) => {
                let jobs = Arc::new(PosterJobs::new(theme.theme.clone()));
                let gateway = Gateway::new(Arc::new(site), theme.theme, templates, Arc::new(plan))
                    .with_data(data)
                    .with_posters(jobs.clone(), system.font_folders());
                Ok(Prepared::new(Arc::new(gateway), jobs, found, (inputs, holds_back)))
            }
            _ => Err(found),
        }
    }
}

/// Personal information in names of folders and in files that belong to no record, and the allowances that
/// nothing needs; `needed` are those that the content needs, if that is known.
fn beside_records(
    site: &Site,
    tree: &SourceTree,
    system: &dyn System,
    needed: Option<BTreeSet<usize>>,
) -> Vec<Diagnostic> {
    let SiteFile { privacy, .. } = &site.config.file;
    let policy = Policy::of(privacy.as_ref());
    let Screened { mut found, allowances, .. } = of_no_record(tree, system, &policy);
    let is_published = |path: &str| path.ends_with(".md") || site.files.contains_key(path);
    let of_folders = screen_folders(tree, "content/", is_published, &policy);
    found.extend(of_folders.found);
    let Some(mut needed) = needed else { return found };
    needed.extend(&site.allowances);
    needed.extend(allowances.into_iter().chain(of_folders.allowances));
    let allowed = privacy.as_ref().and_then(|privacy| privacy.allow.as_deref()).unwrap_or_default();
    let file = tree.get("site.yaml").and_then(|file| file.bytes.clone());
    let Some(bytes) = file.filter(|_| needed.len() < allowed.len() && site.shows_all_files) else {
        return found;
    };
    let text = decode(bytes).text;
    let front = FrontMatter::of(&text, Origin { file: "site.yaml".into(), offset: 0 });
    needed.extend(screen_settings(&site.config.file, &front, &policy).allowances);
    found.extend(unused_allowances(allowed, &front, &policy, &needed));
    found
}

/// The warning that this program makes no posters, for a site that has some.
fn no_posters(site: &Site, settings: &BuildOptions) -> Option<Diagnostic> {
    let missing = settings.posters && !POSTERS && site.entries.iter().any(Entry::wants_poster);
    missing.then(|| {
        let said = Words::fixed(
            "这个程序不会做海报，网站里的海报没有做",
            "this program makes no posters: those of the site are left out",
        );
        Diagnostic::new(&codes::NO_POSTERS, said).help(Words::fixed(
            "要做海报，请装带 poster 功能的里弄；不要这条提醒，加 --no-posters",
            "install Lilong with its feature `poster`; to silence this, add `--no-posters`",
        ))
    })
}

/// The diagnostic of a folder that is not a site.
pub(crate) fn missing_config() -> Diagnostic {
    Diagnostic::new(&codes::MISSING_CONFIG, Words::fixed("这里没有 site.yaml", "there is no site.yaml here"))
        .help(Words::fixed(
            "请在网站的文件夹里运行，或用 --root 指定；新建网站用 lilong init 文件夹",
            "run this in the site's folder or name it with --root; `lilong init FOLDER` makes a new one",
        ))
}

/// The present in the site's time zone: as the options say, or else by the clock. The only place that reads
/// the machine's clock.
fn now(settings: &BuildOptions, config: &Config) -> Result<DateTime, Vec<Diagnostic>> {
    if let Some(today) = &settings.today {
        let moment = in_zone(&config.zone, || Moment::parse(today));
        return moment.map(|moment| moment.start()).map_err(|bad| vec![bad.into()]);
    }
    let stamp = match &settings.clock {
        Some(clock) => jiff::Timestamp::from_second(clock.seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH),
        None => jiff::Timestamp::now(),
    };
    Ok(stamp.to_zoned(config.zone.clone()).datetime())
}

/// The warnings that a manifest holds; none if it holds none, or one that this program does not know.
pub fn stored_warnings(manifest: &Manifest) -> Option<Vec<Diagnostic>> {
    manifest.warnings.as_ref()?.iter().map(|line| stored::load(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        let front = FrontMatter::of(
            "title: 新福\nbase_url: https://notices.example.org/\ntimezone: Asia/Shanghai\n",
            Origin { file: "site.yaml".into(), offset: 0 },
        );
        Config::parse(&front, &Overrides::default()).unwrap()
    }

    #[test]
    fn the_machines_clock_is_asked_anew_each_time() {
        let (config, settings) = (config(), BuildOptions::default());
        let civil = || jiff::Timestamp::now().to_zoned(config.zone.clone()).datetime();
        for _ in 0..3 {
            let (before, now, after) = (civil(), now(&settings, &config).unwrap(), civil());
            assert!(before <= now && now <= after, "{before} {now} {after}");
        }
    }

    #[test]
    fn a_clock_that_is_set_on_is_followed_and_a_day_that_was_asked_for_stays() {
        let (config, clock) = (config(), ManualClock::at(0));
        let settings = BuildOptions { clock: Some(clock.clone()), ..BuildOptions::default() };
        assert_eq!(now(&settings, &config).unwrap().to_string(), "1970-01-01T08:00:00");
        clock.set(86_399);
        assert_eq!(now(&settings, &config).unwrap().to_string(), "1970-01-02T07:59:59");
        let settings = BuildOptions { today: Some("2026-11-22 19:30".to_owned()), ..settings };
        assert_eq!(now(&settings, &config).unwrap().to_string(), "2026-11-22T19:30:00");
    }
}
