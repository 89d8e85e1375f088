//! The most common change: the body of a record is edited. Takes the site with the new body; draws only the
//! files that asked about such a record and would now get another answer.
//!
//! Nothing else can differ: except for [`Record::outline`], what the site derives from a record comes from
//! its front matter. Where anything is less simple than that, it gives nothing, and a whole build is made.

use std::sync::Arc;

use super::Prepared;
use super::faults::not_written;
use super::guard::DrawingGuard;
use super::run::{BuildObserver, Built};
use crate::diag::Diagnostic;
use crate::output::{Manifest, OutputFile, Sink};
use crate::source::System;
use crate::track::{Digest, Question, QuestionId, QuestionKind};

/// The most files to draw here; more are drawn in parallel, by a whole build.
const MAX: usize = 16;

/// How a site differs from the last one, if only in bodies.
#[derive(Debug)]
pub(super) struct BodyChanges {
    /// The records whose bodies were edited.
    pub(super) sources: Vec<Arc<str>>,
    /// The diagnostics of the last site, to be reported again.
    pub(super) warnings: Vec<Diagnostic>,
}

/// Draws again what shows one of the records; none where a whole build is needed.
pub(super) fn redraw(
    prepared: &Prepared,
    old: &Manifest,
    bodies: &BodyChanges,
    (sink, system): (&dyn Sink, &dyn System),
    progress: &dyn BuildObserver,
) -> Option<Result<Built, Vec<Diagnostic>>> {
    DrawingGuard::during(&prepared.gateway, system, progress, |guard| {
        redraw_guarded(guard, prepared, old, bodies, sink)
    })
}

fn redraw_guarded(
    guard: &DrawingGuard<'_>,
    prepared: &Prepared,
    old: &Manifest,
    bodies: &BodyChanges,
    sink: &dyn Sink,
) -> Option<Result<Built, Vec<Diagnostic>>> {
    let gateway = &prepared.gateway;
    let inputs = Some(prepared.inputs).filter(|_| !prepared.puts_off_index);
    let mut manifest = Manifest { inputs, ..old.clone() };
    let questions = questions_about(&bodies.sources, prepared.puts_off_index);
    let changed = answer_again(guard, &mut manifest, &questions);
    let affected = |file: &OutputFile| file.asked.iter().any(|asked| changed.contains(asked));
    let files: Vec<usize> = (0..manifest.files.len()).filter(|at| affected(&manifest.files[*at])).collect();
    if files.len() > MAX {
        return None;
    }
    let mut drawn = Vec::with_capacity(files.len());
    for at in files {
        let mut bytes = Vec::new();
        let target = gateway.plan.get(&manifest.files[at].path)?;
        let (done, trace) = guard.draw(target, &mut bytes)?;
        if let Err(fault) = done {
            return Some(Err(vec![*fault]));
        }
        let place = |question: &Question| {
            manifest.questions.binary_search_by(|(asked, _)| asked.cmp(question)).ok()?.try_into().ok()
        };
        let mut asked: Vec<u32> = QuestionId::questions(trace).iter().map(place).collect::<Option<_>>()?;
        asked.sort_unstable();
        // One question more or less would change the numbers of all that follow.
        if *asked != *manifest.files[at].asked {
            return None;
        }
        drawn.push((at, bytes));
    }
    Some(put(manifest, drawn, sink).map(|built| Built { warnings: bodies.warnings.clone(), ..built }))
}

/// All questions that may concern these records. The search index depends on all records together, and is
/// left out if it is put off.
fn questions_about(sources: &[Arc<str>], puts_off_index: bool) -> Vec<Question> {
    let about = |source: &Arc<str>| QuestionKind::ALL.map(|kind| Question::new(kind, source.clone()));
    let search = (!puts_off_index).then(|| Question::new(QuestionKind::Search, ""));
    sources.iter().flat_map(about).chain(search).collect()
}

/// Answers the questions again; gives the numbers of those whose answers have changed.
fn answer_again(guard: &DrawingGuard<'_>, manifest: &mut Manifest, questions: &[Question]) -> Vec<u32> {
    let mut changed = Vec::new();
    for question in questions {
        if let Ok(at) = manifest.questions.binary_search_by(|(asked, _)| asked.cmp(question)) {
            let digest = guard.answer(question);
            if digest != manifest.questions[at].1 {
                manifest.questions[at].1 = digest;
                changed.extend(u32::try_from(at));
            }
        }
    }
    changed
}

fn put(
    mut manifest: Manifest,
    files: Vec<(usize, Vec<u8>)>,
    sink: &dyn Sink,
) -> Result<Built, Vec<Diagnostic>> {
    let (mut drawn, mut changed) = (Vec::new(), Vec::new());
    for (at, bytes) in files {
        let file = &mut manifest.files[at];
        let (digest, len) = (Digest::of(&bytes), bytes.len() as u64);
        if (file.digest, file.len) != (digest, len) {
            sink.put(&file.path, &bytes).map_err(|error| vec![not_written(&file.path, &error)])?;
            (file.digest, file.len) = (digest, len);
            changed.push(file.path.text().clone());
        }
        drawn.push(file.path.text().clone());
    }
    Ok(Built { manifest, drawn, changed, warnings: Vec::new(), decoded: 0 })
}
