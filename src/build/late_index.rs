//! The search index, drawn after the pages: takes the site that was drawn last and what is published of it;
//! draws the index alone.
//!
//! The index of a large site shows every text, so that each edit changes it, and it takes longer to draw
//! than all the pages that an edit changes. A watch therefore puts it off: the old index stays published,
//! with the answers that it was made of, and the new one is drawn when nothing has been edited for a while.
//! Until then the manifest says so, and the next build of any sort completes it.

use rayon::prelude::*;

use super::Prepared;
use super::faults::not_written;
use super::guard::DrawingGuard;
use super::run::{BuildObserver, Built};
use crate::diag::Diagnostic;
use crate::output::{Manifest, OutputFile, Sink};
use crate::plan::Target;
use crate::source::System;
use crate::track::{Digest, QuestionKind};

/// Whether the index of a site is large enough for a watch to put it off.
pub(super) fn is_large(prepared: &Prepared) -> bool {
    let is_index = |target: &&Target| target.draw.is_search_index();
    prepared.gateway.plan.targets.iter().filter(is_index).nth(1).is_some()
}

/// Draws the index; none where one of its files is not published yet.
pub(super) fn draw(
    prepared: &Prepared,
    old: &Manifest,
    (sink, system): (&dyn Sink, &dyn System),
    progress: &dyn BuildObserver,
) -> Option<Result<Built, Vec<Diagnostic>>> {
    let gateway = &prepared.gateway;
    DrawingGuard::during(gateway, system, progress, |guard| {
        gateway.index_search(&|number, file| gateway.keep_texts(number, file));
        let targets = gateway.plan.targets.par_iter().filter(|target| target.draw.is_search_index());
        let drawn: Vec<DrawnFile> = targets.map(|target| draw_one(guard, old, target, sink)).collect();
        let mut manifest = Manifest { inputs: Some(prepared.inputs), ..old.clone() };
        for (question, answer) in &mut manifest.questions {
            if question.kind == QuestionKind::Search {
                *answer = guard.answer(question);
            }
        }
        let (mut changed, mut faults) = (Vec::new(), Vec::new());
        for one in drawn {
            match one? {
                Ok((_, _, false)) => {}
                Ok((at, (digest, len), true)) => {
                    let file = &mut manifest.files[at];
                    (file.digest, file.len) = (digest, len);
                    changed.push(file.path.text().clone());
                }
                Err(fault) => faults.push(*fault),
            }
        }
        let built = Built { manifest, drawn: changed.clone(), changed, warnings: Vec::new(), decoded: 0 };
        Some(if faults.is_empty() { Ok(built) } else { Err(faults) })
    })
}

/// A file that was drawn: its index in the manifest, its digest and length, and whether it has changed.
type DrawnFile = Option<Result<(usize, (Digest, u64), bool), Box<Diagnostic>>>;

fn draw_one(guard: &DrawingGuard<'_>, old: &Manifest, target: &Target, sink: &dyn Sink) -> DrawnFile {
    let at = old.files.binary_search_by(|file| (*file.path).cmp(&target.path)).ok()?;
    let OutputFile { digest, len, .. } = old.files[at];
    let mut bytes = Vec::new();
    if let (Err(fault), _) = guard.draw(target, &mut bytes)? {
        return Some(Err(fault));
    }
    let now = (Digest::of(&bytes), bytes.len() as u64);
    let put = || sink.put(&target.path, &bytes).map_err(|error| Box::new(not_written(&target.path, &error)));
    let is_changed = now != (digest, len);
    Some(if is_changed { put().map(|()| (at, now, true)) } else { Ok((at, now, false)) })
}
