//! Drawing what changed: compares answers with those of the last build; draws what needs it in parallel,
//! and gives the new manifest.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::asked::AnswerTable;
use super::faults::not_written;
use super::guard::DrawingGuard;
use super::{Prepared, posters, stored, turned_key};
use crate::diag::{self, Diagnostic, codes};
use crate::output::{Manifest, OutputFile, Sink, TurnedFile};
use crate::personal::veil;
use crate::plan::Target;
use crate::render::{self, DrawingContext, Gateway};
use crate::site::Site;
use crate::source::System;
use crate::track::{Digest, Question, QuestionId, QuestionKind, Trace};

/// The result of a build.
#[derive(Debug)]
pub struct Built {
    /// The manifest to keep for the next build.
    pub manifest: Manifest,
    /// The paths of the files that were drawn.
    pub drawn: Vec<Arc<str>>,
    /// The paths of the files that differ from before.
    pub changed: Vec<Arc<str>>,
    /// The diagnostics: earlier warnings, and those of posters.
    pub warnings: Vec<Diagnostic>,
    /// How many photos were decoded in this build.
    pub decoded: usize,
}

/// Observes the progress of a build.
pub trait BuildObserver: Sync {
    /// This many files are about to be drawn.
    fn start(&self, _files: usize) {}
    /// One more file is done.
    fn step(&self) {}
    /// Whether it is able to end the program.
    fn can_end(&self) -> bool {
        false
    }
    /// Reports the diagnostics and ends the program, because a drawing costs too much and does not stop.
    fn end(&self, _found: &[Diagnostic]) {}
}

/// One target, drawn or kept.
#[derive(Clone)]
pub(super) struct TargetResult {
    digest: Digest,
    len: u64,
    asked: Questions,
    changed: bool,
    drawn: bool,
}

/// A target that was tried, or its diagnostic.
type DrawnTarget = Result<TargetResult, Box<Diagnostic>>;

/// The questions of a target: those of a file of the last build, or newly asked ones.
#[derive(Clone)]
enum Questions {
    Kept(usize),
    New(Trace),
}

/// Draws every target with an answer that differs from `old`, or whose file is missing.
///
/// # Errors
/// The errors of templates or the disk; nothing of such a build is published.
pub fn run(
    prepared: &Prepared,
    old: Option<&Manifest>,
    present: &(dyn Fn(&OutputFile) -> bool + Sync),
    sink: &dyn Sink,
    system: &dyn System,
    progress: &dyn BuildObserver,
) -> Result<Built, Vec<Diagnostic>> {
    let gateway = &prepared.gateway;
    let answers = old
        .map(|old| DrawingGuard::during(gateway, system, progress, |guard| answers(guard, prepared, old)))
        .unwrap_or_default();
    let before = old.iter().flat_map(|old| &old.questions).zip(&answers);
    let same: Vec<bool> = before.map(|((_, before), now)| before == now).collect();
    let planned = gateway.plan.targets.par_iter().map(|target| (target, keep(target, old, &same, present)));
    let mut planned: Vec<(&Target, Option<usize>)> = planned.collect();
    progress.start(planned.iter().filter(|(_, kept)| kept.is_none()).count());
    let work = BuildContext {
        gateway,
        old: old.map(|old| (old, answers.as_slice())),
        present,
        sink,
        #[cfg(feature = "poster")]
        system,
        once: AnswerTable::default(),
    };
    let mut warnings = prepared.warnings.clone();
    // Posters come first: pages link only to what could be made.
    let posters = posters::make((&work, &prepared.jobs), &mut planned, &mut warnings, progress)?;
    let done = DrawingGuard::during(gateway, system, progress, |guard| {
        draw_all((guard, &work), &planned, &posters, progress)
    });
    let (done, mut warnings) = all_drawn(done, warnings)?;
    diag::limit_per_file(&mut warnings);
    let targets = planned.into_iter().map(|(target, _)| target).collect();
    Ok(finish(prepared, work, (targets, done, warnings)))
}

/// The results and the warnings.
///
/// # Errors
/// All diagnostics, if anything could not be drawn.
fn all_drawn(
    done: Vec<Option<DrawnTarget>>,
    warnings: Vec<Diagnostic>,
) -> Result<(Vec<TargetResult>, Vec<Diagnostic>), Vec<Diagnostic>> {
    if done.iter().all(|done| matches!(done, Some(Ok(_)))) {
        return Ok((done.into_iter().flatten().filter_map(Result::ok).collect(), warnings));
    }
    let faults = done.into_iter().flatten().filter_map(Result::err).map(|fault| *fault);
    let mut found: Vec<Diagnostic> = faults.chain(warnings).collect();
    diag::limit_per_file(&mut found);
    Err(found)
}

/// All planned targets, each drawn or kept; none for those that were not tried.
fn draw_all(
    (guard, work): (&DrawingGuard<'_>, &BuildContext<'_>),
    planned: &[(&Target, Option<usize>)],
    posters: &HashMap<&str, TargetResult>,
    progress: &dyn BuildObserver,
) -> Vec<Option<DrawnTarget>> {
    let draw = |buffer: &mut Vec<u8>, (target, kept): &(&Target, Option<usize>)| {
        if let Some(done) = posters.get(&*target.path) {
            return Some(Ok(done.clone()));
        }
        if let (Some(at), Some((old, _))) = (kept, work.old) {
            let file = &old.files[*at];
            return Some(Ok(TargetResult {
                digest: file.digest,
                len: file.len,
                asked: Questions::Kept(*at),
                changed: false,
                drawn: false,
            }));
        }
        let done = work.draw(guard, target, buffer);
        progress.step();
        done
    };
    draw_beside_index(work.gateway, planned, draw)
}

/// Draws all planned targets. The search index is made at the same time: its texts are drawn as they are
/// made, its other files last.
fn draw_beside_index<'a>(
    gateway: &Gateway,
    planned: &[(&'a Target, Option<usize>)],
    draw: impl Fn(&mut Vec<u8>, &(&'a Target, Option<usize>)) -> Option<DrawnTarget> + Sync,
) -> Vec<Option<DrawnTarget>> {
    let is_index = |(target, _): &(&Target, _)| target.draw.is_search_index();
    let others = || {
        let others = planned.par_iter().map_init(Vec::new, |buffer, target| match is_index(target) {
            true => None,
            false => draw(buffer, target),
        });
        others.collect()
    };
    let number = |at: usize| planned[at].0.draw.search_texts().filter(|_| planned[at].1.is_none());
    let texts: HashMap<usize, usize> = (0..planned.len()).filter_map(|at| Some((number(at)?, at))).collect();
    let drawn = Mutex::new(Vec::with_capacity(texts.len()));
    let take = |number: usize, file: Vec<u8>| {
        if let Some(at) = texts.get(&number) {
            gateway.keep_texts(number, file);
            let done = draw(&mut Vec::new(), &planned[*at]);
            drawn.lock().unwrap_or_else(PoisonError::into_inner).push((*at, done));
        }
    };
    let index = || {
        if planned.iter().any(|target| is_index(target) && target.1.is_none()) {
            gateway.index_search(&take);
        }
    };
    let (mut done, ()): (Vec<Option<DrawnTarget>>, ()) = rayon::join(others, index);
    for (at, text) in drawn.into_inner().unwrap_or_else(PoisonError::into_inner) {
        done[at] = text;
    }
    let files = done.par_iter_mut().zip(planned).filter(|(done, target)| is_index(target) && done.is_none());
    files.for_each_init(Vec::new, |buffer, (done, target)| *done = draw(buffer, target));
    done
}

/// What all drawings of a build share.
pub(super) struct BuildContext<'a> {
    pub(super) gateway: &'a Arc<Gateway>,
    /// The last manifest, and the present answers to its questions.
    pub(super) old: Option<(&'a Manifest, &'a [Digest])>,
    present: &'a (dyn Fn(&OutputFile) -> bool + Sync),
    sink: &'a dyn Sink,
    #[cfg(feature = "poster")]
    pub(super) system: &'a dyn System,
    once: AnswerTable,
}

impl BuildContext<'_> {
    fn draw(&self, guard: &DrawingGuard<'_>, target: &Target, buffer: &mut Vec<u8>) -> Option<DrawnTarget> {
        buffer.clear();
        let (drawn, trace) = guard.draw(target, buffer)?;
        Some(drawn.and_then(|()| self.put(target, buffer, trace)))
    }

    /// Writes what was drawn, if it differs from before.
    pub(super) fn put(
        &self,
        target: &Target,
        buffer: &[u8],
        trace: Trace,
    ) -> Result<TargetResult, Box<Diagnostic>> {
        let (digest, len) = (Digest::of(buffer), buffer.len() as u64);
        let before = self.old.and_then(|(old, _)| old.file(&target.path));
        let changed = !before
            .is_some_and(|before| before.digest == digest && before.len == len && (self.present)(before));
        if changed {
            self.sink
                .put(&target.path, buffer)
                .map_err(|error| Box::new(not_written(&target.path, &error)))?;
        }
        self.once.add(&trace, |question| self.answer(question));
        Ok(TargetResult { digest, len, asked: Questions::New(trace), changed, drawn: true })
    }

    /// The questions of the files that were kept, by their number in the last manifest, added to those of
    /// the files that were drawn.
    fn kept_questions(&self, done: &[TargetResult]) -> Vec<Option<QuestionId>> {
        let Some((old, _)) = self.old else { return Vec::new() };
        let mut moved: Vec<Option<QuestionId>> = vec![None; old.questions.len()];
        let kept = |done: &TargetResult| if let Questions::Kept(at) = done.asked { Some(at) } else { None };
        for number in done.iter().filter_map(kept).flat_map(|at| old.files[at].asked.iter()) {
            moved[*number as usize].get_or_insert_with(|| {
                let Question { kind, key } = &old.questions[*number as usize].0;
                let asked = QuestionId::of(*kind, key);
                self.once.add(&[asked], |question| self.answer(question));
                asked
            });
        }
        moved
    }

    /// The present answer to a question.
    fn answer(&self, question: &Question) -> Digest {
        let known = self.old.and_then(|(old, answers)| {
            let at = old.questions.binary_search_by(|(asked, _)| asked.cmp(question)).ok()?;
            answers.get(at).copied()
        });
        known.unwrap_or_else(|| answer(self.gateway, question))
    }
}

/// The present answer to each question of the last build. For an index that is put off, the last answers
/// are kept.
fn answers(guard: &DrawingGuard<'_>, prepared: &Prepared, old: &Manifest) -> Vec<Digest> {
    let is_put_off = |question: &Question| prepared.puts_off_index && question.kind == QuestionKind::Search;
    let answer = |(question, before): &(Question, Digest)| match is_put_off(question) {
        true => *before,
        false => guard.answer(question),
    };
    old.questions.par_iter().map(answer).collect()
}

/// The digest of the present answer to a question.
pub(super) fn answer(gateway: &Arc<Gateway>, question: &Question) -> Digest {
    if question.kind != QuestionKind::Fragment {
        return gateway.digest(question);
    }
    // For the digest of a fragment, the fragment is drawn as if for a page.
    let lang = gateway.site.config.language.as_str().into();
    let drawing = DrawingContext {
        gateway: gateway.clone(),
        path: "".into(),
        template: "".into(),
        lang,
        base: None,
        list: None,
    };
    render::during(drawing, || gateway.digest(question))
}

/// The file of the last build that is still valid for this target.
fn keep(
    target: &Target,
    old: Option<&Manifest>,
    same: &[bool],
    present: &(dyn Fn(&OutputFile) -> bool + Sync),
) -> Option<usize> {
    let files = &old?.files;
    let at = files.binary_search_by(|file| (*file.path).cmp(&target.path)).ok()?;
    let file = &files[at];
    let same = !file.asked.is_empty()
        && file.asked.iter().all(|asked| same.get(*asked as usize).copied().unwrap_or(false));
    (same && present(file)).then_some(at)
}

/// Whether a warning, stored as `line`, must not go into the manifest. Whether a poster had enough time,
/// memory and fonts depends on the machine: the next build tries again. And the manifest is published,
/// while a masked file name must not be.
fn is_not_kept((found, line): (&Diagnostic, &String)) -> bool {
    let is_of_machine = [&codes::POSTER_STOPPED, &codes::NO_CHINESE_FONT];
    is_of_machine.into_iter().any(|code| std::ptr::eq(found.code, code))
        || matches!(veil(line), Cow::Owned(_))
}

/// The new manifest.
fn finish(
    prepared: &Prepared,
    work: BuildContext<'_>,
    (targets, done, warnings): (Vec<&Target>, Vec<TargetResult>, Vec<Diagnostic>),
) -> Built {
    let old = work.old.map(|(old, _)| old);
    let moved = work.kept_questions(&done);
    let (questions, ranks) = work.once.ranked();
    let of = |wanted: fn(&TargetResult) -> bool| {
        let wanted = targets.iter().zip(&done).filter(|(_, done)| wanted(done));
        wanted.map(|(target, _)| target.path.text().clone()).collect()
    };
    let file = |(target, done): (&&Target, &TargetResult)| {
        let rank = |asked: &QuestionId| ranks[asked.index()];
        let mut asked: Vec<u32> = match (&done.asked, old) {
            (Questions::Kept(at), Some(old)) => {
                let numbers = old.files[*at].asked.iter();
                numbers.filter_map(|number| moved[*number as usize].as_ref()).map(rank).collect()
            }
            (Questions::New(asked), _) => asked.iter().map(rank).collect(),
            (Questions::Kept(_), None) => Vec::new(),
        };
        asked.sort_unstable();
        OutputFile { path: target.path.clone(), len: done.len, digest: done.digest, asked: asked.into() }
    };
    let lists = || (of(|done| done.drawn), of(|done| done.changed));
    let ((drawn, changed), files) = rayon::join(lists, || targets.par_iter().zip(&done).map(file).collect());
    let lines: Vec<String> = warnings.iter().map(stored::store).collect();
    let keepable = lines.is_empty() || !(prepared.holds_back || warnings.iter().zip(&lines).any(is_not_kept));
    let manifest = Manifest {
        // Until the index is drawn, the output does not match the inputs.
        inputs: Some(prepared.inputs).filter(|_| !prepared.puts_off_index),
        holds: prepared.gateway.site.clock.validity(),
        warnings: keepable.then_some(lines),
        turned: turned(&prepared.gateway.site),
        questions,
        files,
    };
    Built { manifest, drawn, changed, warnings, decoded: prepared.gateway.decoded() }
}

/// The rotated photos, with the keys by which the next build finds them.
fn turned(site: &Site) -> Vec<TurnedFile> {
    let turned = site.files.values().filter(|file| file.is_turned);
    let mut turned: Vec<TurnedFile> = turned
        .map(|file| TurnedFile {
            of: turned_key(file.digest),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        })
        .collect();
    turned.sort_unstable_by_key(|file| file.of);
    turned.dedup();
    turned
}
