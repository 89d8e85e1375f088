//! A watch in memory: hears which paths may have changed, and builds with what it kept.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::collections::BTreeSet;
use std::sync::Arc;

use lilong::build::{Rebuilt, Session};
use lilong::diag::Diagnostic;
use lilong::output::{MemorySink, OutputFile};
use lilong::source::{Memory, System};

use super::random::Random;
use super::{Quiet, Run, Site, sorted};

/// A session with its output.
pub struct Watched {
    session: Session,
    /// The files as they were when it last heard of them.
    seen: Memory,
    /// What it has published; its own files are not used.
    pub output: Site,
}

impl Watched {
    /// A watch that has seen nothing.
    pub fn new() -> Watched {
        Watched { session: Session::new(Default::default()), seen: Memory::default(), output: Site::empty() }
    }

    /// Hears of every file that differs, and sometimes of more: of its folder, of everything; then builds.
    pub fn follow(&mut self, site: &Site, random: &mut Random) -> Result<Run, Run> {
        let mut paths: Vec<Arc<str>> = self.differ(&site.files).into_iter().collect();
        if random.once_in(4) {
            for path in &mut paths {
                *path = path.rsplit_once('/').map_or(path.clone(), |(folder, _)| folder.into());
            }
        }
        match random.below(12) {
            0 => drop(self.session.read_all(&site.files)),
            1 => {
                // Told one after the other, as two bursts.
                let (first, second) = paths.split_at(paths.len() / 2);
                self.session.read_again(&site.files, first);
                self.session.read_again(&site.files, second);
            }
            _ => drop(self.session.read_again(&site.files, &paths)),
        }
        self.seen = site.files.clone();
        self.build(site)
    }

    /// Builds from what it has read.
    pub fn build(&mut self, site: &Site) -> Result<Run, Run> {
        self.session.settings = site.settings.clone();
        let sink = MemorySink::default();
        // As a real watch: what it wrote is there.
        let built = self.session.build(&site.files, &|_: &OutputFile| true, &sink, &Quiet);
        self.publish(site, built, sink)
    }

    /// From now on draws a large index of search behind the pages.
    pub fn put_off_index(&mut self) {
        self.session.put_off_index();
    }

    /// Draws the index of search, where it was put off.
    pub fn draw_index(&mut self, site: &Site) -> Option<Run> {
        let sink = MemorySink::default();
        let late = self.session.is_index_late();
        let drawn = self.session.draw_index(&site.files, &sink, &Quiet).filter(|_| late)?;
        self.publish(site, drawn, sink).ok()
    }

    fn publish(
        &mut self,
        site: &Site,
        built: Result<Rebuilt, Vec<Diagnostic>>,
        sink: MemorySink,
    ) -> Result<Run, Run> {
        let run =
            |drawn, written, found| Run { drawn, written, found, decoded: 0, files: site.files.clone() };
        let again = built.map_err(|found| run(Vec::new(), Vec::new(), found))?;
        let staged = sink.into_files();
        let run = run(sorted(again.built.drawn), staged.keys().cloned().collect(), again.warnings);
        self.output.out.extend(staged);
        let kept: BTreeSet<&str> = again.built.manifest.files.iter().map(|file| &*file.path).collect();
        self.output.out.retain(|path, _| kept.contains(path.as_str()));
        self.output.manifest = Some(again.built.manifest.write());
        self.session.published(again.built.manifest);
        Ok(run)
    }

    /// Whether it would build again by the clock alone, if this were the moment.
    pub fn is_overdue_on(&mut self, moment: &str) -> bool {
        self.session.settings.today = Some(moment.to_owned());
        self.session.is_overdue()
    }

    fn differ(&self, files: &Memory) -> BTreeSet<Arc<str>> {
        let all = self.seen.paths().chain(files.paths());
        all.filter(|path| self.seen.read(path).ok() != files.read(path).ok()).map(Arc::from).collect()
    }

    /// What is wrong with what came of following, where an ordinary rebuild and a clean build came to `tried`
    /// and `cleanly`.
    pub fn fault(
        &self,
        watching: &Result<Run, Run>,
        tried: &Result<Run, Run>,
        cleanly: &Result<Run, Run>,
        clean: &Site,
    ) -> Option<String> {
        let reported = |run: &Result<Run, Run>| run.as_ref().map_or_else(Run::report, Run::report);
        match (watching, tried) {
            (Ok(own), Ok(run)) => {
                if let Some(difference) = self.output.difference(clean) {
                    return Some(format!("the watch differs from a clean build in {difference}"));
                }
                if reported(watching) != reported(cleanly) {
                    return Some(format!(
                        "the watch tells\n{}\nand not\n{}",
                        reported(watching),
                        reported(cleanly)
                    ));
                }
                let (own, run): (BTreeSet<&String>, BTreeSet<&String>) =
                    (own.drawn.iter().collect(), run.drawn.iter().collect());
                let more: Vec<_> = own.difference(&run).collect();
                // A file that may have been saved while it was copied is copied again.
                let for_no_reason = more.iter().any(|path| path.ends_with(".html"));
                for_no_reason.then(|| format!("the watch drew for no reason: {more:?}"))
            }
            (Err(_), Err(_)) => None,
            _ => Some(format!("the watch ends otherwise:\n{}\nnot\n{}", reported(watching), reported(tried))),
        }
    }
}
