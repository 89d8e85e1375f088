//! A build, from files to files: the stages in order, and what may be skipped.

mod asked;
mod posters;
mod reasons;
mod run;
mod stored;

use std::sync::Arc;

use jiff::civil::{DateTime, Time};

pub use reasons::reasons;
pub use run::{Built, Progress, run};
pub use stored::code;

use crate::config::{Config, Overrides};
use crate::diag::{self, Diagnostic, Words, codes};
use crate::front::scalar::{Moment, Scalar, in_zone};
use crate::front::{Front, Origin};
use crate::output::Manifest;
use crate::plan::Plan;
use crate::poster::Jobs;
use crate::render::{Gateway, Templates};
use crate::site::{Content, Entry, Options, Site};
use crate::source::{FontFolders, System, Tree, decode};
use crate::theme::{BUILT_IN, Theme};
use crate::track::{Clock, Digest};

/// How to build.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Another `base_url`.
    pub base_url: Option<String>,
    /// The day, or the day and time, that is today; the clock's otherwise.
    pub today: Option<String>,
    /// `SOURCE_DATE_EPOCH`, if it is set: seconds since 1970.
    pub epoch: Option<i64>,
    /// Publish drafts and what is under embargo as well.
    pub drafts: bool,
    /// Make the posters that records ask for.
    pub posters: bool,
}

/// Tells one program from another: changes whenever its source does.
const PROGRAM: &str = env!("LILONG_SOURCE_DIGEST");

/// Whether this program can make posters.
pub const POSTERS: bool = cfg!(feature = "poster");

/// The files of a site, and what is known before any record is parsed.
pub struct Sources {
    tree: Tree,
    config: Arc<Config>,
    now: DateTime,
    /// The digest of all that goes in, but for the time.
    pub inputs: Digest,
    fonts: FontFolders,
}

/// A site that is ready to be drawn.
pub struct Prepared {
    /// The way to the site.
    pub gateway: Arc<Gateway>,
    /// What its posters show.
    pub jobs: Arc<Jobs>,
    /// What is to be told, warnings only.
    pub warnings: Vec<Diagnostic>,
    /// The digest of all that went in, but for the time.
    pub inputs: Digest,
    /// Whether some record or file is not published.
    pub holds_back: bool,
}

impl Sources {
    /// Reads the files and the settings.
    ///
    /// # Errors
    /// What is wrong with `site.yaml`, or that there is none.
    pub fn read(system: &dyn System, settings: &Settings) -> Result<Sources, Vec<Diagnostic>> {
        let bytes = system.read("site.yaml").map_err(|_| vec![missing_config()])?;
        let decoded = decode(bytes);
        let text = decoded.text.as_str();
        let front = Front { yaml: text, origin: Origin { file: "site.yaml".into(), offset: 0 } };
        let config = Config::parse(&front, &Overrides { base_url: settings.base_url.clone() })?;
        let mut tree = Tree::read(system, |_| true);
        tree.problems.extend(decoded.told("site.yaml"));
        let now = now(settings, &config)?;
        let inputs = Digest::of_value(&(PROGRAM, tree.digest().0, &settings.base_url, settings.drafts, settings.posters && POSTERS));
        Ok(Sources { tree, config: Arc::new(config), now, inputs, fonts: system.font_folders() })
    }

    /// Whether an earlier build of these files is still right: same files, same program, and no moment has passed that
    /// changes anything.
    pub fn unchanged(&self, manifest: &Manifest) -> bool {
        let now = Clock::new(self.now).seconds();
        self.tree.problems.is_empty()
            && manifest.inputs == Some(self.inputs)
            && manifest.holds.0 <= now
            && now < manifest.holds.1
            && manifest.warnings.is_some()
            && manifest.questions.iter().all(|(_, fonts)| *fonts == self.fonts.digest())
    }

    /// Parses, gathers and plans.
    ///
    /// # Errors
    /// All that is wrong with the content and the theme; warnings stand among the errors.
    pub fn prepare(self, system: &dyn System, settings: &Settings) -> Result<Prepared, Vec<Diagnostic>> {
        let Sources { mut tree, config, now, inputs, fonts } = self;
        let mut found = std::mem::take(&mut tree.problems);
        let name = config.file.theme.as_ref().map_or(BUILT_IN, |theme| theme.0.as_str());
        let (theme, faults) = Theme::load(name, &tree);
        found.extend(faults);
        let templates = Templates::compile(&theme).map_err(|faults| found.extend(faults)).ok();
        let (content, faults) = Content::parse(&mut tree, &config);
        found.extend(faults);
        let records = content.records.len();
        let (site, faults) = Site::gather(config, Clock::new(now), content, &tree, system, Options { drafts: settings.drafts, posters: settings.posters && POSTERS });
        found.extend(faults);
        found.extend(no_posters(&site, settings));
        let holds_back = site.entries.len() < records;
        let (plan, faults) = Plan::of(&site, &theme);
        found.extend(faults);
        diag::sort(&mut found);
        match templates {
            Some(templates) if !diag::any_error(&found) => {
                let (site, theme) = (Arc::new(site), Arc::new(theme));
                let jobs = Arc::new(Jobs::new(site.clone(), theme.clone()));
                let gateway = Gateway::new(site, theme, Arc::new(templates), Arc::new(plan)).with_posters(jobs.clone(), fonts);
                Ok(Prepared { gateway: Arc::new(gateway), jobs, warnings: found, inputs, holds_back })
            }
            _ => Err(found),
        }
    }
}

/// What is left out by a program that makes no posters, of a site that has some.
fn no_posters(site: &Site, settings: &Settings) -> Option<Diagnostic> {
    let missing = settings.posters && !POSTERS && site.entries.iter().any(Entry::wants_poster);
    missing.then(|| {
        let said = Words::fixed("这个程序不会做海报，网站里的海报没有做", "this program makes no posters: those of the site are left out");
        Diagnostic::new(&codes::NO_POSTERS, said).help(Words::fixed(
            "要做海报，请装带 poster 功能的里弄；不要这条提醒，加 --no-posters",
            "install Lilong with its feature `poster`; to be told no more, add `--no-posters`",
        ))
    })
}

/// The fault of a folder that is no site.
pub(crate) fn missing_config() -> Diagnostic {
    Diagnostic::new(&codes::MISSING_CONFIG, Words::fixed("这里没有 site.yaml", "there is no site.yaml here")).help(Words::fixed(
        "请在网站的文件夹里运行，或用 --root 指定；新建网站用 lilong init 文件夹",
        "run this in the site's folder or name it with --root; `lilong init FOLDER` makes a new one",
    ))
}

/// Now, in the site's time zone: as told, else `SOURCE_DATE_EPOCH`, else the clock. The one place where it is read.
fn now(settings: &Settings, config: &Config) -> Result<DateTime, Vec<Diagnostic>> {
    if let Some(today) = &settings.today {
        let moment = in_zone(&config.zone, || Moment::parse(today));
        return moment.map(|moment| moment.date.to_datetime(moment.time.unwrap_or(Time::midnight()))).map_err(|bad| {
            let fault = Diagnostic::new(bad.code, bad.message);
            vec![bad.help.into_iter().fold(fault, Diagnostic::help)]
        });
    }
    let stamp = match settings.epoch {
        Some(seconds) => jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH),
        None => jiff::Timestamp::now(),
    };
    Ok(stamp.to_zoned(config.zone.clone()).datetime())
}

/// The warnings a manifest keeps; none when it keeps none, or one that this program does not know.
pub fn stored_warnings(manifest: &Manifest) -> Option<Vec<Diagnostic>> {
    manifest.warnings.as_ref()?.iter().map(|line| stored::load(line)).collect()
}
